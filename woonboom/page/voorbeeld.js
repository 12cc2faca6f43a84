// `besluit` comes when an outcome is reached, `stap` after every step.
document.addEventListener("besluit", (event) => {
  document.getElementById("besluit").textContent = JSON.stringify(event.detail, null, 2);
});
