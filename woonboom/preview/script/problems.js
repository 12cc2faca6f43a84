// The problems of the tree that is shown first, those of others below them.

import { WORDS } from "./given.js";
import { button, make } from "./make.js";
import { placeButtons, placeLink } from "./places.js";
import { filled } from "./say.js";

const SEVERITIES = ["error", "warning", "info"];
const MOST_RELATED = 6;

/** The list of problems. */
export class Problems {
  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} counts
   * @param {function(string): void} point called with the card to show
   */
  constructor(list, counts, point) {
    Object.assign(this, { list, counts, point, told: "" });
  }

  /** The problems of a tree: worst first, and then as they stand in the files. */
  of(state, tree) {
    const mine = state.problems.filter((problem) => isAbout(problem, tree));
    return sorted(mine);
  }

  /** How many problems a card has, and how bad the worst is. */
  byCard(state, tree) {
    const found = new Map();
    for (const problem of this.of(state, tree)) {
      const card = problem.cards[tree.key];
      if (!card || problem.severity === "info") continue;
      const known = found.get(card) ?? { severity: problem.severity, count: 0 };
      found.set(card, { ...known, count: known.count + 1 });
    }
    return found;
  }

  show(state, tree) {
    const mine = this.of(state, tree);
    const others = sorted(state.problems.filter((problem) => !mine.includes(problem)));
    const told = JSON.stringify([mine, others, tree?.key, tree?.state, state.number === 0]);
    if (told === this.told) return;
    this.told = told;
    this.showCounts(mine);
    const focused = document.activeElement?.closest?.("[data-problem]")?.dataset.problem;
    const were = new Map([...this.list.querySelectorAll("details")].map((one) => [one.id, one.open]));
    this.list.replaceChildren(...this.body(mine, others, tree, state));
    for (const one of this.list.querySelectorAll("details")) one.open = were.get(one.id) ?? one.open;
    if (focused) this.list.querySelector(`[data-problem="${CSS.escape(focused)}"] button`)?.focus();
  }

  body(mine, others, tree, state) {
    const isRead = state.trees.length > 0 || state.problems.length > 0;
    const isGone = tree?.state === "gone";
    const none = mine.length || !isRead || isGone ? [] : [nothingWrong()];
    const list = make("ol", { class: "list" }, mine.map((one) => this.item(one, tree)));
    if (!others.length) return [...none, list];
    const title = filled(WORDS.elsewhere, { count: others.length });
    const rest = make("ol", { class: "list" }, others.map((one) => this.item(one, tree)));
    const isBad = !mine.length && others[0].severity === "error";
    const attributes = { id: "others", open: isBad };
    return [...none, list, make("details", attributes, make("summary", {}, title), rest)];
  }

  showCounts(mine) {
    const chips = SEVERITIES.map((severity) => {
      const count = mine.filter((problem) => problem.severity === severity).length;
      if (!count) return null;
      const words = WORDS[count === 1 ? `${severity}s_one` : `${severity}s`];
      return make("span", { class: `chip ${severity}` }, sign(severity), filled(words, { count }));
    });
    this.counts.replaceChildren(...chips.filter(Boolean));
  }

  item(problem, tree) {
    const card = tree ? problem.cards[tree.key] : null;
    const show = card ? button(WORDS.show_card, () => this.point(card), { class: "small main" }) : null;
    const id = `${problem.code}:${problem.file}:${problem.line}:${problem.column}`;
    const about = make("details", { id }, make("summary", {}, filled(WORDS.more, problem)),
      make("p", {}, problem.about));
    return make("li", { class: `problem ${problem.severity}`, "data-problem": id },
      make("p", { class: "what" }, sign(problem.severity), make("span", {}, problem.message)),
      placeLink(problem),
      quoted(problem),
      problem.hint ? make("p", { class: "hint" }, problem.hint) : null,
      witnessed(problem),
      related(problem),
      make("div", { class: "do" }, show, placeButtons(problem)),
      about,
    );
  }
}

/** Whether a problem is shown with a tree: it is in one of its files, or in no tree at all. */
function isAbout(problem, tree) {
  if (!tree) return true;
  return problem.trees.includes(tree.key) || problem.trees.length === 0;
}

function sorted(problems) {
  const rank = (problem) => SEVERITIES.indexOf(problem.severity);
  return [...problems].sort((a, b) => rank(a) - rank(b));
}

/** The sign of a severity: they differ in shape, and are named for who does not see them. */
export function sign(severity) {
  return make("span", { class: `sign ${severity}`, role: "img", "aria-label": WORDS[severity] });
}

function nothingWrong() {
  return make("div", { class: "fine" },
    make("span", { class: "sign good", "aria-hidden": "true" }),
    make("div", {}, make("p", { class: "what" }, WORDS.none), make("p", {}, WORDS.none_more)));
}

/** The line that a problem is about, with the place in it marked. */
function quoted({ text, line, column, end_line: endLine, end_column: endColumn }) {
  if (!text.trim()) return null;
  const letters = [...text];
  const until = endLine === line ? endColumn - 1 : letters.length;
  const cut = (from, to) => letters.slice(from, to).join("");
  const start = letters.findIndex((letter) => letter !== " ");
  const from = Math.max(column - 1, start);
  return make("pre", { class: "line" },
    make("span", { class: "number", "aria-label": filled(WORDS.line, { line }) }, String(line)),
    make("code", {}, cut(start, from), make("mark", {}, cut(from, until)), cut(until)));
}

function witnessed({ witness }) {
  if (!witness || !Object.keys(witness).length) return null;
  const value = (one) => {
    if (typeof one === "boolean") return WORDS[one ? "yes" : "no"];
    return Array.isArray(one) ? one.join(", ") : String(one);
  };
  const told = Object.entries(witness).map(([fact, one]) => `${fact} = ${value(one)}`).join(" · ");
  return make("p", { class: "case" }, filled(WORDS.case, { case: told }));
}

function related({ related: places }) {
  if (!places.length) return null;
  const shown = places.slice(0, MOST_RELATED);
  return make("ul", { class: "related" }, shown.map((place) => {
    return make("li", {}, place.message, " ", placeLink(place));
  }));
}
