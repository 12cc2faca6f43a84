// Where a person is in the trees, and every step that can be made from there. No elements here.

import { Boom } from "./engine.js";
import { answered, filledIn, nothingKnown, unfitting, usable } from "./telling.js";
import { Trail } from "./trail.js";

/**
 * @typedef {{tree: string, known: import("./telling.js").Known}} Leg
 * @typedef {{question?: string, outcome?: string, facts?: boolean, leg?: number}|null} Look
 *   what is looked at instead of the question that is next; `leg` tells in which tree, if not the last
 * @typedef {{legs: Leg[], look: Look, lost: import("./telling.js").Lost[],
 *   filling?: {known: import("./telling.js").Known, values: Object}}} Moment
 *   `legs` are the trees that were walked, the last is where we are; `lost` is what the last answer
 *   made untrue; `filling` is what was known before the form, and what was filled in there
 */

/** A walk through trees, from one to the other where a tree refers. */
export class Guide {
  /**
   * @param {object[]} trees their JSON
   * @param {function(Guide, string): void} changed called after every move, with its name:
   *   "begin", "step", "look", "fill" or "travel"
   * @param {boolean} usesBrowser whether the browser's back and forward are those of the walk
   */
  constructor(trees, changed, usesBrowser = false) {
    this.booms = new Map(trees.map((tree) => [tree.tree, new Boom(tree)]));
    this.changed = changed;
    this.decisions = new WeakMap();
    this.days = new Map(); // by fact: the day that was filled in, from which its number follows
    this.trail = new Trail(() => this.changed(this, "travel"), usesBrowser);
  }

  /** @returns {Moment} */
  get moment() {
    return this.trail.moment;
  }

  /** @returns {number} which of the trees that were walked is shown */
  get legAt() {
    const { legs, look } = this.moment;
    return look?.leg ?? legs.length - 1;
  }

  /** @returns {Leg} */
  get leg() {
    return this.moment.legs[this.legAt];
  }

  get boom() {
    return this.booms.get(this.leg.tree);
  }

  get known() {
    return this.leg.known;
  }

  get decision() {
    return this.decisionOf(this.leg);
  }

  decisionOf(leg) {
    if (!this.decisions.has(leg.known)) {
      this.decisions.set(leg.known, this.booms.get(leg.tree).decide(leg.known));
    }
    return this.decisions.get(leg.known);
  }

  /** Whether the tree that is shown is the last one that was walked. */
  get isLast() {
    return this.legAt === this.moment.legs.length - 1;
  }

  /** Where the walk is, to be shown: at a question or at an outcome, never at both. */
  get shown() {
    const { path, at, outcome, possible } = this.decision;
    return { path, at: outcome === null ? at : null, outcome, possible };
  }

  /** The question that is asked now, also when it is one from before; null when there is none. */
  get asked() {
    const { look } = this.moment;
    if (look) return look.question ?? null;
    return this.decision.outcome === null ? this.decision.at : null;
  }

  /** The id of the tree in which a case goes on; null when it does not, or was there before. */
  get onward() {
    const outcome = this.boom.outcome(this.decision.outcome);
    if (outcome?.kind !== "refer" || !this.booms.has(outcome.tree)) return null;
    return this.moment.legs.some((leg) => leg.tree === outcome.tree) ? null : outcome.tree;
  }

  /**
   * Begin in a tree, with what is known; all that was before is forgotten.
   * @returns {string[]} the ids of what was given and fits no tree
   */
  begin(tree, given = nothingKnown(), look = null) {
    const { known, lost } = usable(this.booms.get(tree), given);
    this.days.clear();
    this.trail.begin({ legs: [{ tree, known }], look, lost });
    this.changed(this, "begin");
    return unfitting([...this.booms.values()], given);
  }

  /** Begin where a link leads. */
  resume(legs) {
    const found = legs.map((leg) => ({ ...leg, ...usable(this.booms.get(leg.tree), leg.known) }));
    const lost = found.at(-1).lost;
    this.trail.begin({ legs: found.map(({ tree, known }) => ({ tree, known })), look: null, lost });
    this.changed(this, "begin");
  }

  answer(question, answer) {
    const { known, lost } = answered(this.boom, this.known, question, answer);
    this.go({ legs: this.legsWith(known), look: null, lost }, "step");
  }

  /** Go on with other values of facts, from which the answer to a question follows. */
  give(values, question = null) {
    const { [question]: _, ...answers } = this.known.answers;
    const { known, lost } = filledIn(this.boom, { ...this.known, answers }, values);
    this.go({ legs: this.legsWith(known), look: null, lost }, "step");
  }

  /**
   * Know other values of facts here, in the form, without going on. What was known before the form
   * counts every time, so that what is filled in and taken out again leaves no trace.
   */
  fill(values) {
    const before = this.moment.filling ?? { known: this.known, values: {} };
    const filling = { ...before, values: { ...before.values, ...values } };
    const { known, lost } = filledIn(this.boom, filling.known, filling.values);
    this.trail.replace({ ...this.moment, legs: this.legsWith(known), lost, filling });
    this.changed(this, "fill");
  }

  /** Look at a question, an outcome or all facts, or with null at what is next. */
  look(look) {
    const { legs, lost, filling } = this.moment;
    const isHere = look === null || look.facts || this.isLast;
    const seen = isHere ? look : { ...look, leg: this.legAt };
    this.go({ legs, look: seen, lost: filling ? lost : [] }, "look");
  }

  /** Answer a question again, of this tree or of one that was walked before. */
  change(at, question) {
    const { legs } = this.moment;
    const look = at === legs.length - 1 ? { question } : { question, leg: at };
    this.go({ legs, look, lost: [] }, "look");
  }

  /** Go on in the tree to which the outcome refers, with what is known. */
  refer() {
    const leg = this.carried(this.onward);
    this.go({ legs: [...this.moment.legs, leg], look: null, lost: [] }, "step");
  }

  /** Take another tree instead, with what is known. */
  turn(tree) {
    this.go({ legs: [this.carried(tree)], look: null, lost: [] }, "step");
  }

  /** What is known of the case in another tree; facts that it does not read may matter in a third. */
  carried(tree) {
    const other = this.booms.get(tree);
    const facts = Object.assign({}, ...this.moment.legs.map((leg) => leg.known.facts));
    const { known } = usable(other, this.boom.carry({ ...this.known, facts }, other));
    const strange = Object.entries(facts).filter(([id]) => !other.fact(id));
    return { tree, known: { ...known, facts: { ...Object.fromEntries(strange), ...known.facts } } };
  }

  legsWith(known) {
    return [...this.moment.legs.slice(0, this.legAt), { tree: this.leg.tree, known }];
  }

  go(moment, name) {
    this.trail.push(moment);
    this.changed(this, name);
  }
}
