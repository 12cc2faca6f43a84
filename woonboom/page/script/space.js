import { ALL, Diagrams, NONE } from "./diagrams.js";

/**
 * The axes on which the cases of a tree differ: facts cut into cells; a fact of several options at
 * once has an axis for each. Made from the `diagrams` of a tree's JSON.
 */
export class Space {
  /** @param {object} written the `diagrams` of a tree's JSON */
  constructor(written) {
    this.axes = written.axes;
    this.diagrams = new Diagrams(this.axes.map((axis) => axis.cells.length));
    /** The axes of every fact. @type {Map<string, number[]>} */
    this.span = new Map();
    this.axes.forEach((axis, level) => {
      this.span.set(axis.fact, [...(this.span.get(axis.fact) ?? []), level]);
    });
    /** Of each node as it was written its diagram here. */
    this.nodes = [];
    for (const node of written.nodes) this.nodes.push(this.#read(node));
    this.real = this.nodes[written.real];
    this.valid = this.nodes[written.valid];
    this.function = written.function === null ? null : this.nodes[written.function];
  }

  #read(node) {
    if (typeof node === "boolean") return node ? ALL : NONE;
    if (!Array.isArray(node)) return this.diagrams.terminal(node.outcome ?? "?");
    const [axis, ...lows] = node;
    return this.diagrams.node(axis, lows.map((low) => this.nodes[low]));
  }

  /**
   * Return the cases that are, as far as the space tells cases apart, as some facts say.
   *
   * @param {Facts} facts
   * @returns {number}
   */
  box(facts) {
    const on = Object.entries(facts).flatMap(([fact, value]) =>
      (this.span.get(fact) ?? []).map((level) => [level, this.cellOf(level, value)]));
    on.sort(([one], [other]) => other - one); // from the last axis on, each is put on top
    return on.reduce((below, [level, here]) => {
      const lows = this.axes[level].cells.map((_, cell) => (cell === here ? below : NONE));
      return this.diagrams.node(level, lows);
    }, ALL);
  }

  /**
   * Return the cell of one axis on which a value of its fact lies; -1 when on none.
   *
   * @param {number} level
   * @param {Value} value
   * @returns {number}
   */
  cellOf(level, value) {
    const { option, cells } = this.axes[level];
    if (option !== null) return value.includes(option) ? 1 : 0;
    return cells.findIndex((cell) => {
      return Array.isArray(cell) ? cell[0] <= value && value <= cell[1] : cell === value;
    });
  }

  /**
   * Return the set of cases for which a condition holds.
   *
   * @param {Condition} condition
   * @returns {number}
   */
  of(condition) {
    const { op, parts, part } = condition;
    const sets = this.diagrams;
    if (op === "not") return sets.minus(ALL, this.of(part));
    if (op === "and") return parts.reduceRight((all, one) => sets.meet(this.of(one), all), ALL);
    if (op === "or") return parts.reduceRight((all, one) => sets.join(this.of(one), all), NONE);
    const levels = this.span.get(condition.fact);
    const level = op === "has"
      ? levels.find((at) => this.axes[at].option === condition.option)
      : levels[0];
    return sets.on(level, (cell) => holdsOn(condition, this.axes[level].cells[cell]));
  }

  /**
   * Return the cells of an axis on which some of a set of cases lie, as they are written.
   *
   * @param {number} cases
   * @param {number} level
   * @returns {any[]}
   */
  left(cases, level) {
    const there = this.diagrams.cells(cases, level);
    return this.axes[level].cells.filter((_, at) => there[at]);
  }
}

/** Whether a comparison holds on a cell; it holds on all of a cell or on nothing of it. */
function holdsOn({ op, low, high, options }, cell) {
  if (op === "in") return options.includes(cell);
  if (op === "between") return (low === null || low <= cell[0]) && (high === null || cell[1] <= high);
  return cell;
}
