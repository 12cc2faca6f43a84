import { factsOf } from "./conditions.js";
import { ALL, NONE } from "./diagrams.js";

/**
 * Return the facts that are enough to know the answer to a question, none of which can be missed.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @param {object} question
 * @returns {string[]}
 */
export function toAskAt(boom, known, question) {
  const given = boom.given(known);
  const read = question.answers.flatMap((answer) => factsOf(answer.condition));
  const open = [...new Set([...question.facts, ...read])].filter((id) => !Object.hasOwn(given, id));
  return boom.exactly(() => fewestToAsk(boom, known, question, open)) ?? open;
}

function fewestToAsk(boom, known, question, open) {
  const { ground, diagrams, space } = boom;
  const cases = boom.cases(known);
  const parts = ground.patterns(question).map(([pattern]) => diagrams.meet(cases, pattern));
  const enough = (facts) => toldApart(diagrams, parts, new Set(facts.flatMap((id) => space.span.get(id) ?? [])));
  return [...open].reverse().reduce((kept, id) => {
    const rest = kept.filter((other) => other !== id);
    return enough(rest) ? rest : kept;
  }, open);
}

/** Whether sets of cases can be told apart by some axes alone. */
function toldApart(diagrams, sets, axes) {
  let before = NONE;
  for (const set of sets) {
    const here = diagrams.project(set, (axis) => axes.has(axis));
    if (diagrams.meet(here, before) !== NONE) return false;
    before = diagrams.join(before, here);
  }
  return true;
}

/**
 * Return which values a fact can have by all else that is known; of an entangled tree, all values.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @param {string} id
 * @returns {{values?: boolean[], options?: string[], required?: string[], ranges?: number[][]}}
 */
export function valuesOf(boom, known, id) {
  const { [id]: _, ...facts } = known.facts ?? {};
  const found = boom.exactly(() => {
    const cases = boom.cases({ ...known, facts });
    return boom.space.span.has(id) ? valuesIn(boom, cases, id) : null;
  });
  return found ?? everyValue(boom.fact(id));
}

function everyValue({ type, options, range }) {
  const ids = options.map((option) => option.id);
  if (type === "boolean") return { values: [true, false] };
  if (type === "choice") return { options: ids };
  return type === "choices" ? { options: ids, required: [] } : { ranges: [range ?? [-Infinity, Infinity]] };
}

/** The values that a fact has in some cases. */
function valuesIn(boom, cases, id) {
  const { space } = boom;
  const levels = space.span.get(id);
  const left = levels.map((level) => space.left(cases, level));
  const { type } = boom.fact(id);
  if (type === "boolean") return { values: [true, false].filter((value) => left[0].includes(value)) };
  if (type === "choice") return { options: left[0] };
  if (type === "integer") return { ranges: neighboured(left[0]) };
  const some = (test) => levels.filter((_, at) => test(left[at])).map((level) => space.axes[level].option);
  return {
    options: some((cells) => cells.includes(true)),
    required: some((cells) => cells.length > 0 && !cells.includes(false)),
  };
}

/** Neighbouring stretches of numbers as one. */
function neighboured(ranges) {
  return ranges.reduce((found, [low, high]) => {
    const last = found.at(-1);
    if (last && last[1] + 1 === low) return [...found.slice(0, -1), [last[0], high]];
    return [...found, [low, high]];
  }, []);
}

/**
 * Return the cases of a space in which a fact keeps to limits from another tree, as `valuesOf`
 * writes them. A stretch of numbers that limits cut stays whole: it never rules too much out.
 *
 * @param {Space} space
 * @param {string} id
 * @param {{values?: boolean[], options?: string[], required?: string[], ranges?: number[][]}} limits
 * @returns {number}
 */
export function limitedTo(space, id, limits) {
  return space.span.get(id).reduce((found, level) => {
    const { cells } = space.axes[level];
    const here = space.diagrams.on(level, (at) => mayHave(limits, space.axes[level], cells[at]));
    return space.diagrams.meet(found, here);
  }, ALL);
}

function mayHave({ values, options, required, ranges }, { option }, cell) {
  if (ranges) return ranges.some(([low, high]) => low <= cell[1] && cell[0] <= high);
  if (values) return values.includes(cell);
  if (option === null) return options.includes(cell);
  return cell ? options.includes(option) : !required.includes(option);
}

/**
 * Return what is known of a case for another tree. Facts go along as they are; of a fact that an
 * answer settled, its value; of one that answers limit, the limits.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @param {Boom} other
 * @returns {Known}
 */
export function carriedTo(boom, known, other) {
  const [facts, within] = [other.given(known), { ...known.within }];
  for (const { id, type } of boom.json.facts) {
    const isNews = other.fact(id)?.type === type && !Object.hasOwn(facts, id);
    const found = isNews ? learned(boom, known, id) : null;
    if (found && other.fits(id, found.value)) facts[id] = found.value;
    else if (found) within[id] = found.limits;
  }
  return { facts, answers: {}, within };
}

/** What answers tell of a fact: its value, or its limits; nothing when they tell no more. */
function learned(boom, known, id) {
  const limits = valuesOf(boom, known, id);
  const before = valuesOf(boom, { facts: known.facts }, id);
  if (JSON.stringify(limits) === JSON.stringify(before)) return null;
  return { limits, value: onlyValue(limits) };
}

/** The one value that limits leave, if they leave just one. */
function onlyValue({ values, options, required, ranges }) {
  if (required) return required.length === options.length ? options : undefined;
  const left = values ?? options ?? (ranges.length === 1 ? ranges[0] : []);
  return left.every((value) => value === left[0]) ? left[0] : undefined;
}
