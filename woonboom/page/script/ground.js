import { factsOf } from "./conditions.js";
import { ALL, NONE, TooEntangled } from "./diagrams.js";
import { Space } from "./space.js";

const MOST_PARTS = 1_000;

/**
 * What deciding exactly stands on: the cases of a tree as diagrams, and what its answers say of
 * them. The same as `woonboom/decide/ground.py` and `ends.py`. Methods may throw `TooEntangled`.
 */
export class Ground {
  #patterns = new Map();
  #live = null;

  /** @param {object} json a tree; its `diagrams` are there */
  constructor(json) {
    this.json = json;
    this.space = new Space(json.diagrams);
    this.sets = this.space.diagrams;
    this.questions = new Map(json.questions.map((question) => [question.id, question]));
    this.outcomes = new Set(json.outcomes.map((outcome) => outcome.id));
    this.ends = json.diagrams.ends;
  }

  /**
   * Return of each answer of a question the cases for which it holds.
   *
   * @param {object} question
   * @returns {number[]}
   */
  conditions(question) {
    return question.answers.map((answer) => this.space.nodes[answer.cases]);
  }

  /**
   * Return of each answer whether it holds in all of some cases, in none, or (null) in a part.
   *
   * @param {object} question
   * @param {number} cases
   * @returns {(boolean|null)[]}
   */
  truths(question, cases) {
    return this.conditions(question).map((condition) => {
      const met = this.sets.meet(cases, condition);
      return met === cases ? true : met ? null : false;
    });
  }

  /**
   * Return the ways to answer a question: the cases, and the one answer (its place) that holds for
   * them, or null when none or more than one does. They divide all cases.
   *
   * @param {object} question
   * @returns {[number, number|null][]}
   */
  patterns(question) {
    if (!this.#patterns.has(question.id)) this.#patterns.set(question.id, this.#divided(question));
    return this.#patterns.get(question.id);
  }

  #divided(question) {
    let parts = [[ALL, []]];
    this.conditions(question).forEach((condition, number) => {
      const inside = parts.map(([cases, held]) =>
        [this.sets.meet(cases, condition), [...held, number]]);
      const outside = parts.map(([cases, held]) => [this.sets.minus(cases, condition), held]);
      parts = [...inside, ...outside].filter(([cases]) => cases !== NONE);
      if (parts.length > MOST_PARTS) throw new TooEntangled();
    });
    return parts.map(([cases, held]) => [cases, held.length === 1 ? held[0] : null]);
  }

  /**
   * Return the cases for which just one answer of a question holds, and that is the given one.
   *
   * @param {object} question
   * @param {string} answer
   * @returns {number}
   */
  only(question, answer) {
    const wanted = question.answers.findIndex((one) => one.id === answer);
    const found = this.patterns(question).find(([, number]) => number === wanted);
    return wanted >= 0 && found ? found[0] : NONE;
  }

  /** Return a test for axes: whether it matters from a place on. Where paths go round, all do. */
  #matters(place) {
    if (!this.ends) return () => true;
    this.#live ??= this.#lived();
    const live = this.#live.get(place) ?? new Set();
    return (axis) => live.has(this.space.axes[axis].fact);
  }

  #lived() {
    const found = new Map();
    for (const question of [...this.json.questions].reverse()) {
      const facts = question.answers.flatMap((answer) =>
        [...factsOf(answer.condition), ...(found.get(answer.goto) ?? [])]);
      found.set(question.id, new Set(facts));
    }
    return found;
  }

  /**
   * Return where cases that are at a place can end: the outcomes, and whether the tree is at fault
   * for some of them.
   *
   * @param {string} place
   * @param {number} cases
   * @returns {{outcomes: Set<string>, fault: boolean}}
   */
  endsOf(place, cases) {
    const arrived = this.#arrivals(place, cases);
    const outcomes = new Set([...arrived.keys()].filter((id) => this.outcomes.has(id)));
    if (this.ends) {
      const fault = [...arrived].some(([id, here]) => this.#fails(id, here));
      return { outcomes, fault };
    }
    const left = [...outcomes].reduce((rest, id) => this.sets.minus(rest, arrived.get(id)), cases);
    return { outcomes, fault: left !== NONE };
  }

  /** The cases that come to each place, told apart by the facts that matter from there on. */
  #arrivals(start, cases) {
    const arrived = new Map([[start, this.sets.project(cases, this.#matters(start))]]);
    const waiting = new Set(this.questions.has(start) ? [start] : []);
    while (waiting.size) {
      const id = this.#first(waiting);
      waiting.delete(id);
      for (const [goto, taken] of this.#taken(id, arrived.get(id))) {
        const here = arrived.get(goto) ?? NONE;
        const all = this.sets.join(here, this.sets.project(taken, this.#matters(goto)));
        arrived.set(goto, all);
        if (all !== here && this.questions.has(goto)) waiting.add(goto);
      }
    }
    return arrived;
  }

  #first(waiting) {
    const numbered = [...waiting].map((id) => this.questions.get(id));
    return numbered.reduce((one, other) => (other.number < one.number ? other : one)).id;
  }

  #taken(place, arriving) {
    const { answers } = this.questions.get(place);
    return this.patterns(this.questions.get(place))
      .filter(([cases, answer]) => answer !== null && this.sets.meet(arriving, cases))
      .map(([cases, answer]) => [answers[answer].goto, this.sets.meet(arriving, cases)]);
  }

  #fails(place, arriving) {
    const question = this.questions.get(place);
    if (!question) return !this.outcomes.has(place);
    return this.patterns(question).some(([cases, answer]) =>
      answer === null && this.sets.meet(arriving, cases) !== NONE);
  }
}
