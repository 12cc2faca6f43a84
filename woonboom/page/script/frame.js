// What stands around the walk: the masthead, the ways to go, the foot.

import { HOUSE } from "./given.js";
import { button, make } from "./make.js";
import { today, writtenDay } from "./phrases.js";
import { factWords, outcomeLines, versionWords } from "./summary.js";

/**
 * Make the masthead: what tree this is, for whom, which version, and the way to other trees.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @param {boolean} isPage whether the element is the whole page, so that this is its title
 * @returns {HTMLElement}
 */
export function masthead(guide, say, isPage) {
  const { json } = guide.boom;
  return make(
    isPage ? "header" : "div",
    { class: "masthead", part: "header" },
    make(
      "div",
      { class: "inside" },
      make(
        "div",
        { class: "titles" },
        make(isPage ? "h1" : "p", { class: "title" }, json.title),
        json.audience ? make("p", { class: "under" }, say("for", { audience: json.audience })) : null,
      ),
      otherTrees(guide, say),
      make("div", { class: "house" }, houseSign(), imprint(json, say)),
    ),
    outdated(json, say),
    json.errors ? make("p", { class: "outdated" }, say("has_errors")) : null,
  );
}

/** The logo of the house, else its name. */
function houseSign() {
  const { organisation, logo, alt } = HOUSE;
  if (logo) return make("img", { class: "logo", src: logo, alt });
  return organisation ? make("p", {}, organisation) : null;
}

/** Which version this is; in the masthead where there is room, else in the foot. */
function imprint(json, say) {
  const versions = versionWords(json, say).map((words) => make("li", {}, words));
  return make("ul", { class: "imprint" }, versions);
}

function otherTrees(guide, say) {
  const others = [...guide.booms.values()].filter((boom) => boom !== guide.boom);
  if (others.length === 0) return null;
  const items = others.map(({ json }) => {
    return make("li", {}, button(json.title, () => guide.turn(json.tree), { class: "turn" }));
  });
  return make(
    "nav",
    { class: "trees", "aria-labelledby": "other-trees" },
    make("p", { id: "other-trees" }, say(others.length === 1 ? "other_tree" : "other_trees")),
    make("ul", {}, items),
  );
}

/** A warning on days on which this version is not valid. */
function outdated({ valid_from: start, valid_until: end }, say) {
  const day = today();
  const key = end && day > end ? "no_longer_valid" : start && day < start ? "not_yet_valid" : null;
  if (key === null) return null;
  const days = { start: start && writtenDay(start), end: end && writtenDay(end) };
  return make("p", { class: "outdated" }, say(key, days));
}

/**
 * Say at the foot of every sheet of paper which tree and version it is.
 * @param {object} json of the tree
 * @param {function} say
 */
export function footPapers(json, say) {
  const words = [json.title, ...versionWords(json, say)].join(" · ");
  document.documentElement.style.setProperty("--imprint", JSON.stringify(words));
}

/**
 * Make the ways to go: back, forward, to the form, and to the beginning.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @param {{restart: function(): void, leaveForm: function(): void}} does
 * @returns {HTMLElement}
 */
export function moves(guide, say, does) {
  const { trail, moment, decision } = guide;
  const inForm = moment.look?.facts === true || (decision.conflict !== null && !moment.look?.outcome);
  const form = () => (inForm ? does.leaveForm() : guide.look({ facts: true }));
  const way = (name, press, isOpen) => {
    return isOpen ? button(say(name), press, { class: `move ${name}` }) : null;
  };
  return make(
    "nav",
    { class: "moves", "aria-label": `${say("moves")}: ${guide.boom.json.title}` },
    way("back", () => trail.back(), trail.canGoBack),
    way("forward", () => trail.forward(), trail.canGoForward),
    button(say(inForm ? "by_question" : "by_form"), form, { class: "move form" }),
    button(say("restart"), does.restart, { class: "move restart" }),
  );
}

/**
 * Make the foot: who decides, whom to ask, and what happens with the answers.
 * @param {object} json of the tree
 * @param {function} say
 * @param {boolean} isPage whether the element is the whole page
 * @returns {HTMLElement}
 */
export function foot(json, say, isPage) {
  const { contact, url } = json;
  const address = url ? make("a", { href: url }, url) : null;
  return make(
    isPage ? "footer" : "div",
    { class: "foot", part: "footer" },
    make("p", { class: "advice" }, say("advice")),
    make("p", { class: "on-screen" }, say("stays_here")),
    contact || url
      ? make("p", {}, contact ? say("contact", { contact }) : "", contact && url ? " " : "", address)
      : null,
    imprint(json, say),
  );
}

/**
 * Make what is only on paper: the facts that counted, what the trees before this one gave, when,
 * and lines for who and for remarks.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @returns {HTMLElement}
 */
export function paperLines(guide, say) {
  const line = (words, name = "") => make("p", { class: `line ${name}` }, words);
  return make(
    "div",
    { class: "on-paper" },
    factList(guide, guide.leg, say),
    guide.moment.legs.slice(0, -1).map((leg) => legBefore(guide, leg, say)),
    make(
      "div",
      { class: "lines" },
      line(say("filled_in_on", { date: writtenDay(today()) }), "dated"),
      line(say("paper_name")),
      line(say("paper_client"), "wide"),
      line(say("paper_notes"), "wide"),
      line("", "wide"),
    ),
  );
}

/** What a tree that led to this one gave: its version, outcome, steps and facts. */
function legBefore(guide, leg, say) {
  const { json } = guide.booms.get(leg.tree);
  const { outcome } = guide.decisionOf(leg);
  const [kind, ...more] = outcomeLines(guide.booms.get(leg.tree).outcome(outcome), say);
  return make(
    "div",
    { class: "before" },
    make("h3", {}, json.title),
    make("p", {}, versionWords(json, say).join(" · ")),
    make("p", {}, make("strong", {}, kind)),
    more.map((words) => make("p", {}, words)),
    factList(guide, leg, say),
  );
}

function factList(guide, leg, say) {
  const facts = factWords(guide.booms.get(leg.tree), guide.decisionOf(leg), say);
  const items = facts.map((words) => make("li", {}, words));
  return items.length ? [make("h4", {}, say("facts_used")), make("ul", {}, items)] : null;
}
