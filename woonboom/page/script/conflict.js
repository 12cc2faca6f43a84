import { factsOf, holds } from "./conditions.js";
import { NONE } from "./diagrams.js";

const MOST_BLAMED = 2_000;

/**
 * Facts, and questions with the answers that were given, that cannot be true together; the places
 * of the assumptions of the tree that exclude them.
 *
 * @typedef {{facts: string[], questions: string[], assumptions: number[]}} Conflict
 */

/**
 * Return why no real case is as is known, with the fewest to blame; null when there is one.
 * The same as `woonboom/decide/conflict.py`.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @returns {Conflict|null}
 */
export function conflictOf(boom, known) {
  const facts = boom.given(known);
  const odd = Object.keys(facts).filter((id) => !boom.fits(id, facts[id]));
  if (odd.length) return { facts: odd, questions: [], assumptions: [] };
  const met = boom.json.assumptions.every((one) => holds(one, facts));
  if (met && onlyValues(known)) return null;
  const exact = boom.exactly(() => ({ found: jointConflict(boom, known) }));
  return exact ? exact.found : brokenAlone(boom, facts);
}

/** Whether nothing is known but values of facts. */
function onlyValues({ answers, within }) {
  return Object.keys({ ...answers, ...within }).length === 0;
}

/** Of assumptions too entangled to look at together, each is looked at by itself. */
function brokenAlone(boom, facts) {
  const at = boom.json.assumptions.findIndex((assumption) => holds(assumption, facts) === false);
  if (at < 0) return null;
  const own = factsOf(boom.json.assumptions[at]).filter((id) => Object.hasOwn(facts, id));
  return { facts: own, questions: [], assumptions: [at] };
}

function jointConflict(boom, known) {
  const { space, diagrams: sets } = boom;
  if (boom.cases(known) !== NONE) return null;
  const items = itemsOf(boom, known);
  const excluded = (some) => sets.meet(space.real, boom.told(partOf(known, some))) === NONE;
  const blamed = fewestOf(items, excluded);
  const own = sets.meet(space.valid, boom.told(partOf(known, blamed)));
  const places = boom.json.assumptions.map((_, at) => at);
  const forbidden = (some) =>
    some.reduce((left, at) => sets.meet(left, space.of(boom.json.assumptions[at])), own) === NONE;
  return {
    facts: blamed.filter(({ fact }) => fact).map(({ fact }) => fact),
    questions: blamed.filter(({ question }) => question).map(({ question }) => question),
    assumptions: fewestOf(places, forbidden),
  };
}

/** What is known, piece by piece; of facts by themselves those that assumptions speak of. */
function itemsOf(boom, known) {
  const answers = Object.keys(known.answers ?? {}).filter((id) => boom.question(id));
  const assumed = new Set(boom.json.assumptions.flatMap(factsOf));
  const counts = (id) => !onlyValues(known) || assumed.has(id);
  const facts = Object.keys(boom.given(known)).filter(counts);
  return [...facts.map((fact) => ({ fact })), ...answers.map((question) => ({ question }))];
}

function partOf(known, items) {
  const kept = (all, key) =>
    Object.fromEntries(items.filter((one) => one[key]).map((one) => [one[key], all[one[key]]]));
  return {
    facts: kept(known.facts, "fact"),
    answers: kept(known.answers, "question"),
    within: known.within,
  };
}

/** The smallest part of some items that is enough, the first of those in their order. */
function fewestOf(items, enough) {
  const needed = items.reduce((kept, item) => {
    const rest = kept.filter((other) => other !== item);
    return enough(rest) ? rest : kept;
  }, items);
  let tried = 0;
  for (let size = 0; size <= needed.length; size += 1) {
    if (size === needed.length) tried = 0; // the first of that size
    for (const chosen of someOf(items, size)) {
      tried += 1;
      if (tried > MOST_BLAMED) break;
      if (enough(chosen)) return chosen;
    }
  }
  return needed;
}

function* someOf(items, size, from = 0) {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= items.length - size; at += 1) {
    for (const rest of someOf(items, size - 1, at + 1)) yield [items[at], ...rest];
  }
}
