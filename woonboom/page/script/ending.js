// An outcome: what it is, what to do now, what would help.

import { changes, sayNeeded } from "./helping.js";
import { button, make, marked } from "./make.js";
import { aside, explained, heading, notice, sign } from "./pieces.js";
import { keeping } from "./keeping.js";

/**
 * Make the view of an outcome, reached or looked at.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @param {string} id the outcome's
 * @returns {HTMLElement}
 */
export function endingView(guide, setting, id) {
  const { boom } = guide;
  const { say } = setting;
  const outcome = boom.outcome(id);
  const isReached = guide.decision.outcome === id && !guide.moment.look;
  const view = make(
    "section",
    { class: "ending", role: "group", "aria-labelledby": "view-heading" },
    isReached ? null : aside(say("not_reached"), guide, say),
    endingCard(setting, outcome),
    stepList(outcome, say),
    isReached ? onward(guide, say) : null,
    isReached ? helpList(guide, say) : null,
    make(
      "div",
      { class: "pages" },
      pageOf(boom.json, outcome, say),
      explained(boom.json, [outcome.title, outcome.text, ...outcome.steps], outcome.sources, say),
    ),
    isReached ? keeping(guide, setting) : null,
  );
  view.addEventListener("click", (event) => openPage(event, view, boom.json));
  return view;
}

function endingCard(setting, outcome) {
  return make(
    "div",
    { class: `outcome ${outcome.kind}`, part: `outcome outcome-${outcome.kind}` },
    make("div", { class: "band" }, sign(setting, outcome.kind), make("span", {}, outcome.code)),
    make(
      "div",
      { class: "said" },
      make("p", { class: "kind" }, outcome.kind_words),
      heading(`${outcome.kind_words}:`, outcome.title),
      outcome.text ? make("p", {}, outcome.text) : null,
    ),
  );
}

function stepList({ steps }, say) {
  if (steps.length === 0) return null;
  const items = steps.map((step) => make("li", {}, step));
  return make("div", { class: "steps" }, make("h3", {}, say("next_steps")), make("ol", {}, items));
}

/** The way to the other tree, where the outcome refers to one. */
function onward(guide, say) {
  const outcome = guide.boom.outcome(guide.decision.outcome);
  if (outcome.kind !== "refer" || !outcome.tree) return null;
  if (guide.onward) {
    const { title } = guide.booms.get(guide.onward).json;
    return make(
      "div",
      { class: "onward" },
      button(say("go_on_in", { tree: title }), () => guide.refer(), { class: "primary big" }),
      make("p", { class: "hint" }, say("carried_over")),
    );
  }
  return notice(say(guide.booms.has(outcome.tree) ? "refers_back" : "other_tree_elsewhere"));
}

function helpList(guide, say) {
  const found = changes(guide.boom, guide.known, say.words);
  if (found.length === 0) return null;
  const outcomes = [...new Set(found.map((change) => change.outcome))];
  const needed = (change) => sayNeeded(guide.boom, change, say.words);
  const isShared = new Set(found.map(needed)).size === 1;
  const wayItem = (change) => {
    const besides = isShared ? "" : needed(change);
    return make("li", {}, change.words, besides ? make("small", {}, besides) : null);
  };
  const items = outcomes.map((id) => {
    const ways = found.filter((change) => change.outcome === id);
    const { title } = guide.boom.outcome(id);
    return make("li", {}, make("strong", {}, title), make("ul", {}, ways.map(wayItem)));
  });
  const besides = isShared ? needed(found[0]) : "";
  return make(
    "div",
    { class: "helps" },
    make("h3", {}, say("would_help")),
    make("ul", {}, items),
    besides ? make("p", { class: "hint" }, besides) : null,
  );
}

/** The information page of an outcome, and those to which it links. */
function pageOf(json, { page }, say) {
  const found = json.pages.find((one) => one.id === page);
  return found ? pageBlock(found, say) : null;
}

function pageBlock({ id, title, html }, say) {
  return make(
    "details",
    { class: "info", "data-page": id },
    make("summary", {}, say("more_about", { title })),
    marked(html, { class: "prose" }),
  );
}

/** A link in a page to another page of the tree opens that one below it. */
function openPage(event, view, json) {
  const link = event.target.closest?.("a[data-page]");
  if (!link) return;
  event.preventDefault();
  const pages = view.querySelector(".pages");
  const { page } = link.dataset;
  let block = pages.querySelector(`details[data-page="${CSS.escape(page)}"]`);
  const found = json.pages.find((one) => one.id === page);
  if (!block && found) {
    block = pageBlock(found, () => found.title);
    link.closest("details").after(block);
  }
  if (!block) return;
  block.open = true;
  block.querySelector("summary").focus();
}
