/**
 * Conditions of a tree's JSON, evaluated with three values: `true`, `false`, or `null` when what is
 * known does not say enough.
 *
 * @typedef {{op: string, fact?: string, option?: string, options?: string[], low?: number|null,
 *   high?: number|null, part?: Condition, parts?: Condition[]}} Condition
 * @typedef {boolean|number|string|string[]} Value
 * @typedef {Object<string, Value>} Facts
 */

const LEAVES = {
  true: (leaf, value) => value === true,
  between: (leaf, value) =>
    (leaf.low === null || leaf.low <= value) && (leaf.high === null || value <= leaf.high),
  in: (leaf, value) => leaf.options.includes(value),
  has: (leaf, value) => value.includes(leaf.option),
};

/**
 * Tell whether a condition holds for what is known.
 *
 * @param {Condition} condition
 * @param {Facts} facts values by fact; what is not known is not there
 * @returns {boolean|null}
 */
export function holds(condition, facts) {
  if (condition.op === "not") {
    const held = holds(condition.part, facts);
    return held === null ? null : !held;
  }
  if (condition.op === "and" || condition.op === "or") {
    const decisive = condition.op === "or";
    const held = condition.parts.map((part) => holds(part, facts));
    return held.includes(decisive) ? decisive : held.includes(null) ? null : !decisive;
  }
  const value = Object.hasOwn(facts, condition.fact) ? facts[condition.fact] : null;
  return (value ?? null) === null ? null : LEAVES[condition.op](condition, value);
}

/**
 * Return the facts that a condition reads, each once, in the order they are written.
 *
 * @param {Condition} condition
 * @returns {string[]}
 */
export function factsOf(condition) {
  if (condition.fact !== undefined) return [condition.fact];
  const parts = condition.parts ?? [condition.part];
  return [...new Set(parts.flatMap(factsOf))];
}
