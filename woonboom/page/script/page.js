import "./boom.js";

/** The page in one file: the trees stand in it, and go to the element. */
const carried = document.getElementById("woonkans-trees");
document.querySelector("woonkans-boom").trees = JSON.parse(carried.textContent);
