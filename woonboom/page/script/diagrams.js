/**
 * Decision diagrams: sets of cases, and functions of cases, that share equal parts.
 *
 * A diagram is a number. `NONE` and `ALL` are the empty set and the set of everything; every other
 * node asks on which cell of its axis a case lies, and has for each cell the diagram to go on with
 * (`lows`). A function ends in nodes of its own (`terminal`). Axes rise along a path and equal nodes
 * are one node, so two diagrams are equal exactly when they say the same.
 * The same as `woonboom/regions/diagrams.py`; instead of masks of cells a node keeps its runs: where
 * neighbouring cells go on alike, the first cell of them and the diagram.
 */

export const NONE = 0;
export const ALL = 1;
const MOST_EDGES = 1_000_000;
const MOST_REMEMBERED = 1_000_000;
const APART = 2 ** 26;

/** The diagrams outgrew reasonable memory: the question cannot be answered exactly. */
export class TooEntangled extends Error {}

/** The nodes over a row of axes. */
export class Diagrams {
  #runs = [[], []];
  #made = new Map();
  #terminals = new Map();
  #size = 0;
  #remembered = { meet: new Map(), join: new Map(), minus: new Map() };

  /** @param {number[]} sizes how many cells each axis has */
  constructor(sizes) {
    this.sizes = sizes;
    this.end = sizes.length;
    /** The axis of every node; `end` where a diagram ends. */
    this.axis = [this.end, this.end];
  }

  /** How many nodes there are. */
  get count() {
    return this.axis.length;
  }

  /**
   * Return of each cell of a node's axis the diagram to go on with; nothing where a diagram ends.
   *
   * @param {number} diagram
   * @returns {number[]}
   */
  lows(diagram) {
    const lows = [];
    this.#runs[diagram].forEach(([, low], at, runs) => {
      const after = runs[at + 1]?.[0] ?? this.sizes[this.axis[diagram]];
      while (lows.length < after) lows.push(low);
    });
    return lows;
  }

  /**
   * Return the function that has one value for every case.
   *
   * @param {string} value
   * @returns {number}
   */
  terminal(value) {
    if (!this.#terminals.has(value)) this.#terminals.set(value, this.#append(this.end, []));
    return this.#terminals.get(value);
  }

  /**
   * Return the node that goes on with a diagram for each cell of an axis.
   *
   * @param {number} axis
   * @param {number[]} lows
   * @returns {number}
   */
  node(axis, lows) {
    return this.#node(axis, lows.map((low, cell) => [cell, low]));
  }

  #node(axis, cells) {
    const runs = cells.filter(([, low], at) => at === 0 || low !== cells[at - 1][1]);
    if (runs.length === 1) return runs[0][1];
    const key = `${axis}:${runs}`;
    if (!this.#made.has(key)) this.#made.set(key, this.#append(axis, runs));
    return this.#made.get(key);
  }

  #append(axis, runs) {
    this.#size += runs.length + 1;
    if (this.#size > MOST_EDGES) throw new TooEntangled();
    this.axis.push(axis);
    this.#runs.push(runs);
    return this.axis.length - 1;
  }

  /**
   * Return the cases that lie on the cells of one axis that pass a test.
   *
   * @param {number} axis
   * @param {(cell: number) => boolean} test
   * @returns {number}
   */
  on(axis, test) {
    return this.node(axis, Array.from({ length: this.sizes[axis] }, (_, at) => (test(at) ? ALL : NONE)));
  }

  /**
   * Return `one` where the set `other` holds, and nothing elsewhere; for sets: both.
   *
   * @param {number} one
   * @param {number} other
   * @returns {number}
   */
  meet(one, other) {
    if (!one || !other) return NONE;
    if (other === ALL || other === one) return one;
    if (one === ALL) return other;
    return this.#paired("meet", one, other);
  }

  /**
   * Return `one` where it has a value, and `other` elsewhere; for sets: either.
   *
   * @param {number} one
   * @param {number} other
   * @returns {number}
   */
  join(one, other) {
    if (!one) return other;
    if (!other || one === other || this.axis[one] === this.end) return one;
    return this.#paired("join", one, other);
  }

  /**
   * Return `one` where the set `other` does not hold, and nothing elsewhere.
   *
   * @param {number} one
   * @param {number} other
   * @returns {number}
   */
  minus(one, other) {
    if (!one || other === ALL || other === one) return NONE;
    return other ? this.#paired("minus", one, other) : one;
  }

  #paired(operation, one, other) {
    const results = this.#remembered[operation];
    const key = one * APART + other;
    const known = results.get(key);
    if (known !== undefined) return known;
    const axis = Math.min(this.axis[one], this.axis[other]);
    const [left, right] = [this.#onAxis(axis, one), this.#onAxis(axis, other)];
    const runs = [];
    for (let [at, by] = [0, 0]; at < left.length; ) {
      const [[from, low], [begin, lower]] = [left[at], right[by]];
      runs.push([Math.max(from, begin), this[operation](low, lower)]);
      const [next, further] = [left[at + 1]?.[0] ?? Infinity, right[by + 1]?.[0] ?? Infinity];
      if (next <= further) at += 1;
      if (further <= next) by += 1;
    }
    const found = this.#node(axis, runs);
    if (results.size > MOST_REMEMBERED) results.clear();
    results.set(key, found);
    return found;
  }

  #onAxis(axis, diagram) {
    return this.axis[diagram] === axis ? this.#runs[diagram] : [[0, diagram]];
  }

  /**
   * Return the cases that fit when all axes but those that pass a test may change.
   *
   * @param {number} diagram
   * @param {(axis: number) => boolean} kept
   * @returns {number}
   */
  project(diagram, kept) {
    return this.#mapped(diagram, (axis, runs) =>
      kept(axis) ? this.#node(axis, runs) : runs.reduce((all, [, low]) => this.join(all, low), NONE));
  }

  /**
   * Return the set of cases for which a function has a value.
   *
   * @param {number} diagram
   * @param {string} value
   * @returns {number}
   */
  where(diagram, value) {
    const ends = new Map([[this.terminal(value), ALL]]);
    return this.#mapped(diagram, (axis, runs) => this.#node(axis, runs), (end) => ends.get(end) ?? NONE);
  }

  /** Make a diagram anew from its ends up, each node once. */
  #mapped(diagram, make, ends = (end) => end) {
    const done = new Map();
    for (const node of this.upward(diagram)) {
      const runs = this.#runs[node].map(([first, low]) => [first, done.get(low)]);
      done.set(node, runs.length ? make(this.axis[node], runs) : ends(node));
    }
    return done.get(diagram);
  }

  /**
   * Return where a diagram ends for a case.
   *
   * @param {number} diagram
   * @param {number[]} cells the cell of every axis
   * @returns {number}
   */
  holds(diagram, cells) {
    let node = diagram;
    while (this.axis[node] < this.end) {
      const here = cells[this.axis[node]];
      [, node] = this.#runs[node].findLast(([first]) => first <= here);
    }
    return node;
  }

  /**
   * Return a diagram and all nodes below it, each once and after those that it leads to.
   *
   * @param {number} diagram
   * @returns {number[]}
   */
  upward(diagram) {
    const seen = new Set([diagram]);
    for (const node of seen) this.#runs[node].forEach(([, low]) => seen.add(low));
    return [...seen].sort((one, other) => one - other);
  }

  /**
   * Return the axes on which a diagram depends.
   *
   * @param {number} diagram
   * @returns {Set<number>}
   */
  axes(diagram) {
    return new Set(this.upward(diagram).map((node) => this.axis[node]).filter((axis) => axis < this.end));
  }

  /**
   * Return of each cell of an axis whether some case of a set lies on it.
   *
   * @param {number} diagram
   * @param {number} axis
   * @returns {boolean[]}
   */
  cells(diagram, axis) {
    const only = this.project(diagram, (other) => other === axis);
    const lows = only > ALL ? this.lows(only) : Array(this.sizes[axis]).fill(only);
    return lows.map((low) => low !== NONE);
  }
}
