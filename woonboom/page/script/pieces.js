// What several views are made of.

import { button, make } from "./make.js";
import { termsIn } from "./terms.js";

/**
 * What views need besides the guide: words, and the signs of the kinds of outcome.
 * @typedef {{say: function, signs: Object<string, string>, announce: function(string): void,
 *   host: HTMLElement}} Setting
 */

/**
 * Make the heading of a view, which gets the focus when the view appears.
 * @param {string} before what is read before it and not seen
 * @param {string} text
 * @returns {HTMLElement}
 */
export function heading(before, text) {
  const unseen = before ? make("span", { class: "unseen" }, `${before} `) : null;
  return make("h2", { id: "view-heading", tabindex: -1 }, unseen, text);
}

/**
 * Make a remark.
 * @param {string} text
 * @param {...Node} more
 * @returns {HTMLElement}
 */
export function notice(text, ...more) {
  return make("div", { class: "notice" }, make("p", {}, text), ...more);
}

/**
 * Make a remark on what is only looked at, with the way back to where the walk is.
 * @param {string} text
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @returns {HTMLElement}
 */
export function aside(text, guide, say) {
  return notice(text, button(say("back_to_walk"), () => guide.look(null), { class: "plain" }));
}

/**
 * Make a remark that nobody should miss.
 * @param {string} text
 * @param {...Node} more
 * @returns {HTMLElement}
 */
export function warning(text, ...more) {
  return make("div", { class: "notice warning" }, make("p", {}, text), ...more);
}

/**
 * Make the remark on what no longer counts by what was said last, if there is any.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @returns {HTMLElement[]}
 */
export function lostNotices({ boom, moment }, say) {
  const names = moment.lost.map(({ fact, question }) => {
    return fact ? boom.fact(fact).label : boom.question(question).ask;
  });
  return names.length ? [warning(say("lost", { names: names.join("; ") }))] : [];
}

/**
 * Make the explanation of what texts use: words of the glossary, and the sources.
 * @param {object} json of the tree
 * @param {(string|null)[]} texts
 * @param {string[]} sources
 * @param {function} say
 * @returns {HTMLElement|null}
 */
export function explained(json, texts, sources, say) {
  const terms = termsIn(json.glossary, texts);
  if (!terms.length && !sources.length) return null;
  const list = terms.flatMap(({ term, text }) => [make("dt", {}, term), make("dd", {}, text)]);
  const named = say("sources", { sources: sources.join(", ") });
  return make(
    "details",
    { class: "more" },
    make("summary", {}, say(terms.length ? "terms" : "where_from")),
    terms.length ? make("dl", {}, list) : null,
    sources.length ? make("p", { class: "sources" }, named) : null,
  );
}

/**
 * Make the sign of a kind of outcome.
 * @param {Setting} setting
 * @param {string} kind
 * @returns {HTMLElement}
 */
export function sign({ signs }, kind) {
  const made = make("span", { class: `sign ${kind}`, "aria-hidden": "true" });
  made.innerHTML = signs[kind] ?? "";
  return made;
}
