// Which cards and lines of a drawing are on the way, which are still open and which are not.

/**
 * What a drawing shows of every card and every answer, by the element that it is drawn as.
 *
 * @typedef {"lit"|"here"|"off"|"out"|""} Shine on the way, where it is now, off the way, not possible
 * @typedef {{path: {question: string, answer: string}[], at: string|null, outcome: string|null,
 *   possible: string[]|undefined}} Way
 */

/** The cards, pills and lines of a drawing, and how answers lead from one to another. */
export class Sheet {
  /** @param {SVGElement} svg as `woonboom` draws it */
  constructor(svg) {
    this.cards = [...svg.querySelectorAll("[data-key]")];
    this.answers = [...svg.querySelectorAll("[data-answer]")];
    this.pills = this.answers.filter((one) => one.classList.contains("answer"));
    this.questions = new Map();
    for (const card of this.cards) {
      if (card.classList.contains("question")) this.questions.set(card.dataset.question, card);
    }
    this.goals = new Map();
    this.onward = new Map();
    for (const { dataset: { of, answer, goto } } of this.pills) {
      this.goals.set(`${of} ${answer}`, goto);
      this.onward.set(of, [...(this.onward.get(of) ?? []), goto]);
    }
  }

  /**
   * Say of every card, pill and line what it is for a way.
   * @param {Way} way
   * @returns {Map<SVGElement, Shine>}
   */
  shine(way) {
    const shine = new Map();
    const chosen = new Map(way.path.map(({ question, answer }) => [question, answer]));
    const open = this.open(way);
    for (const one of this.answers) {
      const { of, answer } = one.dataset;
      const isLit = chosen.get(of) === answer;
      const isOpen = open.has(of) && !chosen.has(of) && open.has(this.goal(one));
      shine.set(one, isLit ? "lit" : isOpen ? "" : "off");
    }
    const ends = this.ends(shine);
    const settled = way.outcome ? this.settled(way.outcome, ends) : null;
    for (const card of this.cards) {
      const { question, key, outcome } = card.dataset;
      const isCard = card.classList.contains("question");
      if (isCard) shine.set(card, questionShine(question, way, chosen, open));
      else if (card === settled) shine.set(card, "here");
      else if (outcome && way.possible?.includes(outcome) === false) shine.set(card, "out");
      else shine.set(card, ends.get(key) ?? "");
    }
    return shine;
  }

  /** The card of the outcome: where the way ends, or could still end if questions were left. */
  settled(outcome, ends) {
    const found = this.cards.filter((card) => card.dataset.outcome === outcome);
    const by = (what) => found.find((card) => ends.get(card.dataset.key) === what);
    return by("lit") ?? by("") ?? found[0];
  }

  /** Where the answer of a pill or line leads to. */
  goal({ dataset: { of, answer } }) {
    return this.goals.get(`${of} ${answer}`);
  }

  /** What can still be reached. */
  open(way) {
    return stillOpen(this.onward, way);
  }

  /** What every end of an answer is, by its key: the best of the answers that end there. */
  ends(shine) {
    const ends = new Map();
    const better = { lit: 2, "": 1, off: 0 };
    for (const pill of this.pills) {
      const { end } = pill.dataset;
      const found = shine.get(pill);
      if (!ends.has(end) || better[found] > better[ends.get(end)]) ends.set(end, found);
    }
    return ends;
  }
}

/**
 * Return what can still be reached: outcomes that are possible, and questions that lead to those.
 * @param {Map<string, string[]>} onward to what every question leads
 * @param {Way} way
 * @returns {Set<string>}
 */
export function stillOpen(onward, { at, outcome, possible }) {
  const here = at ?? outcome;
  const ahead = reached(here ? [here] : [], (id) => onward.get(id) ?? []);
  const wanted = (id) => !onward.has(id) && (!possible || possible.includes(id));
  const back = new Map();
  for (const id of ahead) {
    for (const goal of onward.get(id) ?? []) back.set(goal, [...(back.get(goal) ?? []), id]);
  }
  return reached([...ahead].filter(wanted), (id) => back.get(id) ?? []);
}

function questionShine(id, { at, outcome }, chosen, open) {
  if (id === at && !outcome) return "here";
  if (chosen.has(id)) return "lit";
  return open.has(id) ? "" : "off";
}

/** All that can be reached from some places, and those themselves. */
function reached(from, next) {
  const found = new Set(from);
  for (const id of found) for (const one of next(id)) found.add(one);
  return found;
}
