// What stands above a view: why it is not the newest, with the mistakes that keep it from being so.

import { WORDS } from "./given.js";
import { button, make } from "./make.js";
import { placeLink } from "./places.js";
import { sign } from "./problems.js";
import { filled } from "./say.js";

const MOST = 3;

/**
 * Say above the open view what there is to know of it.
 * @param {HTMLElement} host
 * @param {object} state
 * @param {object|null} tree
 * @param {string} part
 */
export function toldAbove(host, state, tree, part) {
  const made = above(state, tree, part);
  const told = made?.outerHTML ?? "";
  if (host.dataset.told === told) return;
  host.dataset.told = told;
  host.replaceChildren(...(made ? [made] : []));
}

/**
 * Say over a view that it is not the newest, while that is being made.
 * @param {HTMLElement} host
 * @param {object} state
 * @param {object} tree
 * @param {string} part
 */
export function toldOld(host, state, tree, part) {
  const { digest, draft } = tree.parts[part];
  const isOld = state.at_work.includes(part === "poster" ? "drawing" : "reading");
  const isDraft = part === "poster" && draft && state.at_work.includes("finishing");
  const words = !digest || tree.state !== "good" ? "" : isOld ? WORDS.old : isDraft ? WORDS.draft : "";
  if (host.textContent !== words) host.textContent = words;
}

function above(state, tree, part) {
  if (!tree) return state.number && !state.busy ? box("calm", WORDS.no_trees) : null;
  if (tree.state === "gone") return box("calm", filled(WORDS.gone, tree));
  const errors = state.problems.filter((problem) => {
    return problem.severity === "error" && (problem.trees.includes(tree.key) || !problem.trees.length);
  });
  if (tree.state === "broken") {
    return box("grave", tree.parts[part].digest ? WORDS.kept : WORDS.kept_none, errors);
  }
  if (state.crashed) return box("grave", WORDS.crashed);
  const { note, failed } = tree.parts[part];
  if (failed || (note && part !== "changes")) {
    return box("grave", filled(WORDS.cannot, { note }));
  }
  return errors.length ? box("grave slim", WORDS.use_with_errors) : null;
}

function box(kind, words, errors = []) {
  const rows = errors.slice(0, MOST).map((problem) => {
    return make("li", {}, sign("error"), make("span", {}, problem.message), placeLink(problem));
  });
  const list = button(WORDS.to_problems, () => document.getElementById("problems-title").scrollIntoView(),
    { class: "place narrow" });
  return make("div", { class: `above ${kind}`, role: "alert" },
    make("p", {}, words), ...(rows.length ? [make("ul", {}, rows), list] : []));
}
