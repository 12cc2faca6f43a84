// Beside the question: what is still possible, and the way so far.

import { answeredAhead } from "./ahead.js";
import { button, make } from "./make.js";
import { sign } from "./pieces.js";
import { pathOf } from "./summary.js";
import { givenAnswer } from "./telling.js";

/**
 * Make the list of outcomes that are still possible, which shrinks as answers come in.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @returns {HTMLElement}
 */
export function possibleList(guide, setting) {
  const { boom, decision } = guide;
  const { say } = setting;
  const all = boom.json.outcomes;
  const open = new Set(decision.possible);
  const items = all.filter(({ id }) => open.has(id)).map((outcome) => {
    const press = () => guide.look({ outcome: outcome.id });
    const words = make(
      "button",
      { type: "button", class: "plain", click: press },
      outcome.title,
      make("span", { class: "unseen" }, ` (${outcome.kind_words})`),
    );
    return make("li", {}, sign(setting, outcome.kind), words);
  });
  return make(
    "section",
    { class: "possible", role: "group", part: "possible", "aria-labelledby": "possible-heading" },
    make("h3", { id: "possible-heading" }, possibleWords(guide, say)),
    meter(all, open),
    make("ul", {}, items),
  );
}

/**
 * Return how many outcomes are still possible, in words.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @returns {string}
 */
export function possibleWords({ boom, decision }, say) {
  const count = decision.possible.length;
  return say("still_possible", { count, total: boom.json.outcomes.length });
}

/** A bar with a part for every outcome; those that are possible are filled. */
function meter(all, open) {
  const parts = all.map(({ id }) => make("span", { class: open.has(id) ? "open" : "" }));
  return make("div", { class: "meter", "aria-hidden": "true" }, parts);
}

/**
 * Make the way so far, through all trees that were walked; every answer can be changed.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @returns {HTMLElement|null}
 */
export function pathList(guide, { say }) {
  const { legs } = guide.moment;
  const lists = legs.map((leg, at) => legList(guide, leg, at, say));
  if (lists.every((list) => list === null)) return null;
  return make(
    "section",
    { class: "path", role: "group", part: "path", "aria-labelledby": "path-heading" },
    make("h3", { id: "path-heading" }, say("path")),
    lists,
  );
}

function legList(guide, leg, at, say) {
  const boom = guide.booms.get(leg.tree);
  const decision = guide.decisionOf(leg);
  const steps = pathOf(boom, decision);
  const early = answeredAhead(boom, leg.known, decision);
  if (steps.length + early.length === 0) return null;
  const listed = (some) => make("ol", {}, some.map((step) => stepItem(guide, { ...step, leg, at }, say)));
  const isSettled = decision.outcome !== null && decision.at !== null;
  const outcome = at < guide.moment.legs.length - 1 ? boom.outcome(decision.outcome) : null;
  const title = guide.moment.legs.length > 1 ? make("h4", {}, boom.json.title) : null;
  const end = outcome ? make("p", { class: "leg-end" }, `${outcome.code} ${outcome.title}`) : null;
  return make(
    "div",
    { class: "leg" },
    title,
    steps.length ? listed(steps) : null,
    isSettled ? make("p", { class: "hint" }, say("settled_early")) : null,
    early.length ? [make("p", { class: "hint" }, say("answered_ahead")), listed(early)] : null,
    end,
  );
}

function stepItem(guide, { question, answer, leg, at }, say) {
  const isGiven = givenAnswer(guide.booms.get(leg.tree), leg.known, question) === answer.id;
  const change = button(say("change"), () => guide.change(at, question.id), {
    class: "plain change",
    "aria-label": say("change_question", { number: question.number, ask: question.ask }),
  });
  return make(
    "li",
    { value: question.number },
    make("span", { class: "badge small", "aria-hidden": "true" }, String(question.number)),
    make(
      "span",
      { class: "step" },
      make("span", { class: "asked" }, question.ask),
      make("strong", {}, answer.label),
      isGiven ? null : make("small", {}, say("derived")),
    ),
    change,
  );
}
