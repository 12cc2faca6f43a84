import { conflictOf } from "./conflict.js";
import { choicesAt, decisionOn } from "./deciding.js";
import { TooEntangled } from "./diagrams.js";
import { Ground } from "./ground.js";
import { carriedTo, limitedTo, toAskAt, valuesOf } from "./knowledge.js";

const MOST_NODES = 200_000;
const MOST_NUMBER = 10 ** 15 - 1;

/**
 * What is known of a case: values by fact, answers that a person gave directly by question (just
 * that answer holds), and what another tree already ruled out (`within`, made by `carry`).
 *
 * @typedef {{facts?: Facts, answers?: Object<string, string>,
 *   within?: Object<string, object>}} Known
 *
 * Where a case ends and why, as `woonboom decide` says it. `at` is the question where the path
 * stops; `fault` tells that the tree is at fault there, `clash` the answers that hold at once.
 * `conflict` tells which facts and answers cannot be true together; then nothing is decided.
 * `exact` is false only for a tree that is too entangled for reasonable memory.
 *
 * @typedef {{outcome: string|null, kind: string|null, path: {question: string, answer: string}[],
 *   at: string|null, fault: boolean, clash: string[], possible: string[], exact: boolean,
 *   used: Facts, conflict: Conflict|null}} Decision
 */

/** A tree, made from its JSON, that decides exactly as `woonboom decide` does. */
export class Boom {
  #ground = null;
  #questions;
  #outcomes;
  #facts;

  /** @param {object} json a tree as `docs/schemas/tree.json` describes it */
  constructor(json) {
    this.json = json;
    this.#questions = new Map(json.questions.map((question) => [question.id, question]));
    this.#outcomes = new Map(json.outcomes.map((outcome) => [outcome.id, outcome]));
    this.#facts = new Map(json.facts.map((fact) => [fact.id, fact]));
  }

  /** @param {string} id @returns {object|undefined} */
  question(id) {
    return this.#questions.get(id);
  }

  /** @param {string} id @returns {object|undefined} */
  outcome(id) {
    return this.#outcomes.get(id);
  }

  /** @param {string} id @returns {object|undefined} */
  fact(id) {
    return this.#facts.get(id);
  }

  /** The exact sets of cases, made when first asked for; only of a tree that has `diagrams`. */
  get ground() {
    if (!this.#ground || this.#ground.sets.count > MOST_NODES) this.#ground = new Ground(this.json);
    return this.#ground;
  }

  /** The axes of the tree's cases. @returns {Space} */
  get space() {
    return this.ground.space;
  }

  /** The sets of cases. @returns {Diagrams} */
  get diagrams() {
    return this.ground.sets;
  }

  /**
   * Return what sets of cases say, or null where the tree has none or they grow too large.
   *
   * @template Found
   * @param {() => Found} find
   * @returns {Found|null}
   */
  exactly(find) {
    if (!this.json.diagrams) return null;
    try {
      return find();
    } catch (error) {
      if (!(error instanceof TooEntangled)) throw error;
      this.#ground = null;
      return null;
    }
  }

  /**
   * Return the cases that are as is known, whatever the tree assumes, as a diagram.
   *
   * @param {Known} known
   * @returns {number}
   */
  told(known) {
    const { ground, space, diagrams } = this;
    let found = space.box(this.given(known));
    for (const [id, limits] of Object.entries(known.within ?? {})) {
      if (space.span.has(id)) found = diagrams.meet(found, limitedTo(space, id, limits));
    }
    for (const [id, answer] of Object.entries(known.answers ?? {})) {
      const question = this.question(id);
      if (question) found = diagrams.meet(found, ground.only(question, answer));
    }
    return found;
  }

  /**
   * Return the real cases that are as is known, as a diagram.
   *
   * @param {Known} known
   * @returns {number}
   */
  cases(known) {
    return this.diagrams.meet(this.space.real, this.told(known));
  }

  /**
   * Return the values of a case for the facts that this tree reads.
   *
   * @param {Known} known
   * @returns {Facts}
   */
  given(known) {
    const told = Object.entries(known.facts ?? {});
    return Object.fromEntries(told.filter(([id, value]) => this.fact(id) && (value ?? null) !== null));
  }

  /**
   * Return of each answer of a question that was answered directly whether it holds; null of others.
   *
   * @param {Known} known
   * @param {object} question
   * @returns {boolean[]|null}
   */
  answered(known, question) {
    if (!Object.hasOwn(known.answers ?? {}, question.id)) return null;
    return question.answers.map((answer) => answer.id === known.answers[question.id]);
  }

  /**
   * Tell whether a fact can have a value at all.
   *
   * @param {string} id
   * @param {unknown} value
   * @returns {boolean}
   */
  fits(id, value) {
    const { type, options, range } = this.fact(id);
    const isOption = (one) => options.some((option) => option.id === one);
    if (type === "boolean") return typeof value === "boolean";
    if (type === "choice") return isOption(value);
    if (type === "choices") return Array.isArray(value) && value.length > 0 && value.every(isOption);
    const [low, high] = range ?? [-MOST_NUMBER, MOST_NUMBER];
    return Number.isInteger(value) && low <= value && value <= high;
  }

  /**
   * Return which facts and answers cannot be true together, and what in the tree excludes them;
   * null when they can.
   *
   * @param {Known} known
   * @returns {Conflict|null}
   */
  conflict(known) {
    return conflictOf(this, known);
  }

  /**
   * Decide a case, or tell how far it comes.
   *
   * @param {Known} known
   * @returns {Decision}
   */
  decide(known) {
    return decisionOn(this, known);
  }

  /**
   * Return of each answer of a question whether it is possible, and the outcomes that then are.
   * What was answered to the question itself does not count.
   *
   * @param {Known} known
   * @param {string} id the question
   * @returns {{answer: string, possible: boolean, outcomes: string[]}[]}
   */
  choices(known, id) {
    return choicesAt(this, known, this.question(id));
  }

  /**
   * Return the answer that a question must have by what is known, or null.
   *
   * @param {Known} known
   * @param {string} id the question
   * @returns {string|null}
   */
  settled(known, id) {
    const possible = this.choices(known, id).filter((choice) => choice.possible);
    return possible.length === 1 ? possible[0].answer : null;
  }

  /**
   * Return the facts that are enough to know the answer to a question, none of which can be missed:
   * what to ask for. Facts that are known are not among them.
   *
   * @param {Known} known
   * @param {string} id the question
   * @returns {string[]}
   */
  toAsk(known, id) {
    return toAskAt(this, known, this.question(id));
  }

  /**
   * Return which values a fact can have by all else that is known: `values` of a yes/no fact,
   * `options` of a choice, `options` and those `required` of several, `ranges` of a number.
   *
   * @param {Known} known
   * @param {string} id the fact
   * @returns {{values?: boolean[], options?: string[], required?: string[], ranges?: number[][]}}
   */
  values(known, id) {
    return valuesOf(this, known, id);
  }

  /**
   * Return what is known of a case for another tree: the facts that it reads, also those that
   * answers settle here, and what answers rule out.
   *
   * @param {Known} known
   * @param {Boom} other
   * @returns {Known}
   */
  carry(known, other) {
    return carriedTo(this, known, other);
  }

  /**
   * Decide a case, also in the trees to which it is referred, as far as that goes. `stop` tells why
   * it does not go on though the last outcome refers to the tree `to`: it is not there ("missing"),
   * was passed before ("round"), or does not accept the case ("conflict").
   *
   * @param {Known} known
   * @param {(id: string) => Boom|null|undefined} find
   * @returns {{decisions: (Decision & {tree: string, known: Known})[], to: string|null,
   *   stop: null|"missing"|"round"|"conflict"}}
   */
  follow(known, find) {
    let [boom, here] = [this, known];
    const decisions = [{ tree: boom.json.tree, known: here, ...boom.decide(here) }];
    for (let to = boom.#refersTo(decisions[0]); to; to = boom.#refersTo(decisions.at(-1))) {
      const next = find(to);
      if (decisions.some(({ tree }) => tree === to)) return { decisions, to, stop: "round" };
      if (!next) return { decisions, to, stop: "missing" };
      const carried = boom.carry(here, next);
      here = { ...carried, facts: { ...here.facts, ...carried.facts } };
      const decision = next.decide(here);
      if (decision.conflict) return { decisions, to, stop: "conflict" };
      decisions.push({ tree: to, known: here, ...decision });
      boom = next;
    }
    return { decisions, to: null, stop: null };
  }

  #refersTo({ outcome, kind }) {
    return kind === "refer" ? this.outcome(outcome).tree : null;
  }
}
