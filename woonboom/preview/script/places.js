// Places in files: shown as file:line:column, copied, and opened in an editor where that is known.

import { EDITOR, WORDS } from "./given.js";
import { button, make } from "./make.js";
import { filled } from "./say.js";

const TOLD_MS = 4000;
let timer = 0;

/**
 * What copies a place, and what opens it in an editor.
 * @param {{file: string, line: number, column: number}} place
 * @returns {HTMLElement[]}
 */
export function placeButtons(place) {
  const name = placeName(place);
  const copying = button(WORDS.copy, () => copy(name), { class: "small", title: name });
  return EDITOR ? [copying, opening(place)] : [copying];
}

/** A place as editors and terminals know it. */
export function placeName({ file, line, column }) {
  return `${file}:${line}:${column}`;
}

/**
 * A place that is copied by pressing it.
 * @param {{file: string, line: number, column: number}} place
 * @returns {HTMLElement}
 */
export function placeLink(place) {
  const name = placeName(place);
  return button(name, () => copy(name), { class: "place", title: WORDS.copy });
}

function opening({ file, line, column }) {
  const isWhole = /^(\/|[a-z]:)/i.test(file);
  const path = `${isWhole ? "" : `${EDITOR.folder}/`}${file}`.replaceAll("\\", "/");
  const from = path.startsWith("/") ? path : `/${path}`;
  const safe = from.split("/").map((part) => encodeURIComponent(part)).join("/");
  const drive = safe.replace(/^\/([a-z])%3A\//i, "/$1:/"); // as Windows has it
  const address = `${EDITOR.address}${drive}:${line}:${column}`;
  return make("a", { class: "small", href: address }, filled(WORDS.open, { editor: EDITOR.name }));
}

async function copy(place) {
  try {
    await navigator.clipboard.writeText(place);
    tell(filled(WORDS.copied, { place }));
  } catch {
    tell(filled(WORDS.not_copied, { place }));
  }
}

/** Say something for a short while. */
export function tell(text) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.textContent = ""; }, TOLD_MS);
}
