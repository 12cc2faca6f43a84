import { ALL, NONE } from "./diagrams.js";
import { Nearest } from "./nearest.js";
import { filled, sayNumbers, sayValue } from "./say.js";
import { sayWait, shortestWait } from "./waiting.js";

const HELPED_KIND = "not_yet";
const MOST_CHANGES = 3;
const MOST_TRIED = 20_000;

/**
 * What leads from an outcome "not yet" to a better one. `facts` are the facts that change, with
 * their new values; `needed` those that are not known, with values that the better outcome needs
 * besides. When it comes by waiting, `wait` says how long. `words` is the change in words: "over 2
 * maanden wel".
 *
 * @typedef {{outcome: string, facts: import("./conditions.js").Facts,
 *   needed: import("./conditions.js").Facts, wait: {number: number, unit: string}|null,
 *   words: string}} Change
 */

/**
 * Return what changes the outcome of a case for the better: waiting first, if that helps, then the
 * smallest changes of facts. The same as `woonboom/decide/change.py`.
 *
 * @param {import("./engine.js").Boom} boom
 * @param {import("./engine.js").Known} known
 * @param {object} words what `saying` of `woonboom/page/saying.py` gives, in the tree's language
 * @returns {Change[]}
 */
export function changes(boom, known, words) {
  if (boom.decide(known).kind !== HELPED_KIND) return [];
  return boom.exactly(() => allChanges(boom, known, words)) ?? [];
}

/**
 * Return in words what a change needs besides: a sentence, or nothing when it needs no more.
 *
 * @param {import("./engine.js").Boom} boom
 * @param {Change} change
 * @param {object} words
 * @returns {string}
 */
export function sayNeeded(boom, { needed }, words) {
  const facts = Object.entries(needed).map(([id, value]) => sayValue(boom.fact(id), value, words));
  return facts.length ? filled(words.needed, { facts: facts.join("; ") }) : "";
}

function allChanges(boom, known, words) {
  if (boom.ground.space.function === null) return [];
  const near = new Nearest(boom, known);
  const wait = shortestWait(near);
  const others = smallest(near, words).filter((change) => !wait || !isCovered(change, wait));
  return [...(wait ? [waited(wait, words)] : []), ...others.slice(0, MOST_CHANGES)];
}

function waited(found, words) {
  const { outcome, facts, needed } = found;
  const { number, unit, words: said } = sayWait(found, words);
  return { outcome, facts, needed, wait: { number, unit }, words: filled(words.wait, { words: said }) };
}

/** Whether a change is what waiting does. */
function isCovered(change, wait) {
  return Object.entries(change.facts).every(([id, value]) => wait.facts[id] === value);
}

/**
 * The smallest changes, each of other facts, the nearest first: the fewest facts, those counted
 * that change and those that are needed; then the fewest that change; then the nearest values.
 */
function smallest(near, words) {
  const found = { size: [Infinity, Infinity], changes: [] };
  for (const chosen of choices(near, found)) {
    const cases = near.changed(chosen);
    if (near.possible(cases)) keep(found, changing(near, cases, chosen, words), chosen.length);
  }
  const distant = found.changes.map((change) => [distance(near, change.facts), change]);
  return distant.sort(([one], [other]) => one - other).map(([, change]) => change);
}

/** Keep a change if none that was found is smaller. */
function keep(found, change, changed) {
  const size = [changed + Object.keys(change.needed).length, changed];
  const order = size[0] - found.size[0] || size[1] - found.size[1];
  if (!(order <= 0)) return;
  found.changes = order < 0 || !found.changes.length ? [change] : [...found.changes, change];
  found.size = size;
}

/** Sets of facts to change, as long as they can be smaller than what was found. */
function* choices(near, found) {
  let tried = 0;
  const most = near.possible(ALL) ? near.items.length : 0;
  for (let count = 1; count <= most && count < found.size[0]; count++) {
    for (const chosen of combinations(near.items, count)) {
      tried += 1;
      if (tried > MOST_TRIED) return;
      if (count < found.size[0] || found.size[1] === count) yield chosen;
    }
  }
}

/** Every choice of so many ids, in their order. */
function* combinations(ids, count) {
  if (count === 0) yield [];
  else {
    for (let at = 0; at <= ids.length - count; at++) {
      for (const rest of combinations(ids.slice(at + 1), count - 1)) yield [ids[at], ...rest];
    }
  }
}

function changing(near, cases, chosen, words) {
  const fixed = Object.entries(near.given).filter(([id]) => !chosen.includes(id));
  const found = near.nearest(cases, chosen, Object.fromEntries(fixed));
  const said = chosen.map((id) => sayChange(near, cases, found, id, words));
  return { ...found, wait: null, words: filled(words.if, { words: said.join(", ") }) };
}

/** How far values are from what is known, together. */
function distance(near, facts) {
  const far = ([id, value]) => near.space.span.get(id).map((level) => {
    const { option } = near.space.axes[level];
    if (typeof value === "number") return near.far(level, [value, value]);
    return near.far(level, option === null ? value : value.includes(option));
  });
  return Object.entries(facts).flatMap(far).reduce((sum, one) => sum + one, 0);
}

/** What a fact has to become when the others are as they are; of a number a whole stretch. */
function sayChange(near, cases, { outcome, facts, needed }, id, words) {
  const fact = near.boom.fact(id);
  if (fact.type !== "integer") return sayValue(fact, facts[id], words);
  const { [id]: value, ...others } = { ...needed, ...facts };
  const { sets, space } = near;
  const around = sets.meet(sets.meet(cases, space.real), space.box(others));
  const { cells } = space.axes[space.span.get(id)[0]];
  const fitting = cells.map(([low]) => {
    const here = sets.meet(around, space.box({ [id]: low }));
    return here !== NONE && near.certain(outcome, here);
  });
  const at = cells.findIndex(([low, high]) => low <= value && value <= high);
  return sayNumbers(fact, cells, unbroken(fitting, at), words);
}

/** The unbroken part of a row around one of its places. */
function unbroken(row, at) {
  const [first, last] = [row.lastIndexOf(false, at) + 1, row.indexOf(false, at)];
  return row.map((_, place) => first <= place && (last < 0 || place < last));
}
