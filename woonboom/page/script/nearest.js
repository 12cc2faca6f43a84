import { ALL, NONE } from "./diagrams.js";

const BETTER_KIND = "eligible";

/**
 * The better outcomes that lie near a case: of an outcome "not yet" those that are "eligible". The
 * same as `woonboom/decide/better.py`; and what a person answered without the facts themselves
 * counts too, since it bounds the facts that it is about. Sets of cases are diagrams of the tree's
 * ground. Methods may throw `TooEntangled`.
 */
export class Nearest {
  /**
   * @param {import("./engine.js").Boom} boom
   * @param {import("./engine.js").Known} known
   */
  constructor(boom, known) {
    this.boom = boom;
    this.space = boom.ground.space;
    this.sets = boom.ground.sets;
    this.told = boom.told(known);
    /** The facts of which the value itself is known. */
    this.given = this.#readable(boom.given(known));
    /** The facts of which anything is known, in the order of the axes. */
    this.items = this.#items();
    this.goals = this.#goals();
    this.any = [...this.goals.values()].reduce((any, goal) => this.sets.join(any, goal), NONE);
  }

  #readable(facts) {
    const ids = [...this.space.span.keys()].filter((id) => Object.hasOwn(facts, id));
    return Object.fromEntries(ids.map((id) => [id, facts[id]]));
  }

  #items() {
    const read = this.sets.axes(this.told);
    const bound = ([id, levels]) =>
      Object.hasOwn(this.given, id) || levels.some((level) => read.has(level));
    return [...this.space.span].filter(bound).map(([id]) => id);
  }

  #goals() {
    const better = this.boom.json.outcomes.filter((outcome) => outcome.kind === BETTER_KIND);
    const cases = ({ id }) => this.sets.where(this.space.function, id);
    return new Map(better.map((one) => [one.id, this.sets.meet(cases(one), this.space.real)]));
  }

  /**
   * Return the cases that are as is known, while some facts may be anything.
   *
   * @param {string[]} facts
   * @returns {number}
   */
  without(facts) {
    const free = new Set(facts.flatMap((id) => this.space.span.get(id)));
    return this.sets.project(this.told, (level) => !free.has(level));
  }

  /**
   * Return the cases that are as is known, but for some facts: of these, where only a stretch of
   * values is known, others than those.
   *
   * @param {string[]} facts
   * @returns {number}
   */
  changed(facts) {
    const levels = facts.flatMap((id) =>
      (Object.hasOwn(this.given, id) ? [] : this.space.span.get(id)));
    const single = levels.filter((level) => this.space.axes[level].option === null);
    return single.reduce((found, level) => {
      const allowed = this.sets.cells(this.told, level);
      const all = allowed.every((one) => one);
      return all ? found : this.sets.meet(found, this.sets.on(level, (cell) => !allowed[cell]));
    }, this.without(facts));
  }

  /**
   * Tell whether some real case of a set has a better outcome.
   *
   * @param {number} cases
   * @returns {boolean}
   */
  possible(cases) {
    return this.sets.meet(this.any, cases) !== NONE;
  }

  /**
   * Tell whether every real case of a set has an outcome.
   *
   * @param {string} outcome
   * @param {number} cases
   * @returns {boolean}
   */
  certain(outcome, cases) {
    const real = this.sets.meet(cases, this.space.real);
    return this.sets.minus(real, this.goals.get(outcome)) === NONE;
  }

  /**
   * Return the nearest better case of a set: some facts change, some values are fixed, the rest is
   * unknown. Of the unknown facts those are needed without which the outcome is not certain.
   *
   * @param {number} cases
   * @param {string[]} changing
   * @param {import("./conditions.js").Facts} fixed
   * @returns {{outcome: string, facts: import("./conditions.js").Facts,
   *   needed: import("./conditions.js").Facts}}
   */
  nearest(cases, changing, fixed) {
    const cells = cheapest(this, this.sets.meet(this.any, cases), changing);
    const [outcome] = [...this.goals].find(([, goal]) => this.sets.holds(goal, cells) === ALL);
    const valued = (ids) => Object.fromEntries(ids.map((id) => [id, this.#value(id, cells)]));
    const facts = valued(changing);
    const known = { ...fixed, ...facts };
    const unknown = [...this.space.span.keys()].filter((id) => !Object.hasOwn(known, id));
    const around = this.sets.meet(cases, this.space.box(facts));
    let needed = valued(unknown);
    for (const id of unknown.reverse()) {
      const { [id]: _, ...fewer } = needed;
      if (this.certain(outcome, this.sets.meet(around, this.space.box(fewer)))) needed = fewer;
    }
    return { outcome, facts, needed };
  }

  /** The value of a fact on the given cells that is nearest to what is known. */
  #value(id, cells) {
    const levels = this.space.span.get(id);
    const { option, cells: own } = this.space.axes[levels[0]];
    if (option !== null) {
      const present = levels.filter((level) => cells[level]);
      return present.map((level) => this.space.axes[level].option).sort();
    }
    const cell = own[cells[levels[0]]];
    return Array.isArray(cell) ? nearestNumber(cell, this.#stretches(levels[0])) : cell;
  }

  /** The stretches in which a number may lie by what is known. */
  #stretches(level) {
    const { fact } = this.space.axes[level];
    if (!Object.hasOwn(this.given, fact)) return this.space.left(this.told, level);
    return [[this.given[fact], this.given[fact]]];
  }

  /**
   * Return how far a cell of an axis is from what is known.
   *
   * @param {number} level
   * @param {any} cell
   * @returns {number}
   */
  far(level, cell) {
    if (!Array.isArray(cell)) return this.space.left(this.told, level).includes(cell) ? 0 : 1;
    return Math.min(...this.#stretches(level).map((stretch) => gap(cell, stretch)));
  }
}

/** How many numbers two stretches are apart. */
function gap([low, high], [from, to]) {
  return Math.max(low - to, from - high, 0);
}

function nearestNumber(cell, stretches) {
  const nearer = (one, other) => (gap(cell, other) < gap(cell, one) ? other : one);
  const [[low, high], [from, to]] = [cell, stretches.reduce(nearer)];
  if (low > to) return low;
  return high < from ? high : Math.max(low, from);
}

/** The cells, one on each axis, of the case in a set that costs least. */
function cheapest(near, cases, changing) {
  const { sets, space } = near;
  const costs = space.axes.map((axis, level) =>
    axis.cells.map((cell, at) => (changing.includes(axis.fact) ? [near.far(level, cell), 0] : [0, at])));
  const free = costs.map((cost) => cost.indexOf(cost.reduce(cheaper)));
  const best = new Map();
  const total = (level, node) => {
    const skipped = free.slice(level, sets.axis[node]).map((at, on) => costs[level + on][at]);
    return skipped.reduce(summed, best.get(node)?.cost ?? [0, 0]);
  };
  for (const node of sets.upward(cases).filter((one) => sets.lows(one).length)) {
    const level = sets.axis[node];
    const ways = sets.lows(node).flatMap((low, at) =>
      (low === NONE ? [] : [{ at, low, cost: summed(costs[level][at], total(level + 1, low)) }]));
    best.set(node, ways.reduce((one, other) => (cheaper(one.cost, other.cost) === one.cost ? one : other)));
  }
  for (let node = cases; best.has(node); node = best.get(node).low) {
    free[sets.axis[node]] = best.get(node).at;
  }
  return free;
}

/** The lower of two costs, the first of equals. */
function cheaper(one, other) {
  return other[0] < one[0] || (other[0] === one[0] && other[1] < one[1]) ? other : one;
}

function summed([one, two], [other, another]) {
  return [one + other, two + another];
}
