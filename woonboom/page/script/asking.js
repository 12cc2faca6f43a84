// A question with its answers.

import { questionsAhead } from "./ahead.js";
import { fieldList, factField } from "./fields.js";
import { button, make } from "./make.js";
import { aside, explained, heading } from "./pieces.js";
import { sayValue } from "./say.js";
import { filledIn, givenAnswer, isPlain, valueIn } from "./telling.js";

const MOST_KEYS = 9;
const SETTLE_MS = 300;

/**
 * Make the view of a question: asked now, asked again, or looked at from the drawing.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @param {string} id the question's
 * @returns {HTMLElement}
 */
export function askingView(guide, setting, id) {
  const { boom, moment } = guide;
  const { say } = setting;
  const question = boom.question(id);
  const choices = boom.choices(guide.known, id);
  const texts = [question.ask, question.help, ...question.answers.map((answer) => answer.label)];
  const view = make(
    "section",
    { class: "card asking", role: "group", part: "question", "aria-labelledby": "view-heading" },
    make(
      "div",
      { class: "ask" },
      make("span", { class: "badge", "aria-hidden": "true" }, String(question.number)),
      make(
        "div",
        {},
        heading(say("question_is", { number: question.number }), question.ask),
        question.help ? make("p", { class: "help" }, question.help) : null,
      ),
    ),
    moment.look ? lookedAt(guide, setting, question) : null,
    answerList(guide, setting, question, choices),
    isPlain(boom, question) ? null : reckoning(guide, setting, question),
    explained(boom.json, texts, question.sources, say),
  );
  const isSoon = soonAfter(performance.now());
  view.addEventListener("keydown", (event) => pressKey(event, view, isSoon));
  view.addEventListener("click", (event) => stopHasty(event, isSoon), true);
  return view;
}

/** Whether something is done so soon after a question came that it was meant for the one before. */
function soonAfter(shown) {
  return ({ timeStamp }) => timeStamp - shown < SETTLE_MS;
}

/** The second half of a double click is no answer to the next question. */
function stopHasty(event, isSoon) {
  const isPointer = event.detail > 0;
  const isAnswer = event.target.closest(".answer") !== null;
  if (isAnswer && (event.detail > 1 || (isPointer && isSoon(event)))) event.stopPropagation();
}

/** Why a question is shown that is not the next. */
function lookedAt(guide, { say }, question) {
  const { boom, decision } = guide;
  if (guide.shown.at === question.id && guide.isLast) return null;
  const chosen = answerNow(guide, question);
  const label = question.answers.find((answer) => answer.id === chosen)?.label;
  const isPassed = decision.path.some((step) => step.question === question.id);
  const isAhead = questionsAhead(boom, decision).has(question.id);
  const words = [
    isPassed || (label && isAhead) ? null : say(isAhead ? "asked_later" : "asked_no_more"),
    label ? say("answered_now", { answer: label }) : null,
  ];
  return aside(words.filter(Boolean).join(" "), guide, say);
}

/** The answer that a question has now: by the way so far, or given before its turn. */
function answerNow({ boom, known, decision }, question) {
  const step = decision.path.find((one) => one.question === question.id);
  return step?.answer ?? givenAnswer(boom, known, question);
}

function answerList(guide, setting, question, choices) {
  const { moment } = guide;
  const chosen = moment.look && answerNow(guide, question);
  const items = question.answers.map((answer, at) => {
    const isPossible = choices.find((choice) => choice.answer === answer.id).possible;
    const open = isPossible || moment.look !== null;
    return make("li", {}, answerButton(guide, setting, { question, answer, at, open, chosen }));
  });
  return make("ul", { class: `answers ${areShort(question) ? "short" : ""}` }, items);
}

/** Whether answers are so short, as yes and no are, that they can stand beside each other. */
function areShort({ answers }) {
  return answers.length === 2 && answers.every((answer) => answer.label.length <= 12);
}

function answerButton(guide, { say }, { question, answer, at, open, chosen }) {
  const isChosen = chosen === answer.id;
  const isGiven = isChosen && givenAnswer(guide.boom, guide.known, question) === chosen;
  const key = at < MOST_KEYS ? String(at + 1) : null;
  const hint = isChosen ? say(isGiven ? "chosen" : "chosen_by_rest") : open ? null : say("ruled_out");
  return make(
    "button",
    {
      type: "button",
      class: "answer",
      part: "answer",
      disabled: !open,
      "data-key": key,
      "data-answer": answer.id,
      "aria-current": isChosen ? "true" : null,
      "aria-keyshortcuts": key,
      click: () => guide.answer(question.id, answer.id),
    },
    make("span", { class: "label" }, answer.label, hint ? make("small", {}, hint) : null),
    key ? make("span", { class: "key", "aria-hidden": "true" }, key) : null,
  );
}

/** The keys 1 to 9 are the answers, while the focus is in the question but in none of its fields. */
function pressKey(event, view, isSoon) {
  const [target] = event.composedPath();
  if (event.ctrlKey || event.altKey || event.metaKey || target.matches("input, select")) return;
  if (event.repeat || isSoon(event)) return;
  const found = view.querySelector(`.answer[data-key="${CSS.escape(event.key)}"]:not(:disabled)`);
  if (found === null) return;
  event.preventDefault();
  found.click();
}

// ---------------------------------------------------------------- reckoning

/** Fields for the facts that the answer hangs on; from those it follows. */
function reckoning(guide, setting, question) {
  const reckon = new Reckoning(guide, setting, question);
  if (reckon.fields.size === 0) return null;
  return make(
    "details",
    { class: "reckon" },
    make("summary", {}, setting.say("reckon")),
    make("p", { class: "hint" }, setting.say("reckon_help")),
    reckon.element,
  );
}

/** The fields of a question's facts, what follows from them, and a button to go on with that. */
class Reckoning {
  constructor(guide, setting, question) {
    this.guide = guide;
    this.say = setting.say;
    this.announce = setting.announce;
    this.question = question;
    this.values = {};
    this.fields = new Map();
    this.list = fieldList([]);
    this.said = make("p", { class: "follows", role: "status" });
    this.onward = button("", () => this.go(), { class: "primary", hidden: true });
    this.element = make("div", {}, this.list, this.said, this.onward);
    this.show();
  }

  /** What is known with the fields, and without the answer that was given by itself. */
  get known() {
    const { known, boom } = this.guide;
    const { [this.question.id]: _, ...answers } = known.answers;
    return filledIn(boom, { ...known, answers }, this.values).known;
  }

  /** Show the fields that still matter, and those that were filled in. */
  show() {
    const { boom, known } = this.guide;
    const clash = boom.conflict(this.known);
    const open = clash ? [] : boom.toAsk(this.known, this.question.id);
    const own = this.question.facts.filter((id) => Object.hasOwn(known.facts, id));
    const shown = new Set([...open, ...own, ...Object.keys(this.values), ...(clash?.facts ?? [])]);
    const wanted = boom.json.facts.filter(({ id }) => shown.has(id));
    for (const fact of wanted) if (!this.fields.has(fact.id)) this.add(fact);
    for (const [id, { element }] of this.fields) {
      element.hidden = !wanted.some((fact) => fact.id === id);
    }
    this.tell(clash);
  }

  add(fact) {
    const { boom, known } = this.guide;
    const changed = (value) => {
      if (value === undefined && !Object.hasOwn(known.facts, fact.id)) delete this.values[fact.id];
      else this.values[fact.id] = value === null ? undefined : value;
      this.show();
      if (value === null) this.announce(field.told);
    };
    const given = { value: valueIn(known, fact.id), days: this.guide.days };
    const field = factField(boom, fact, given, this.say, changed);
    this.fields.set(fact.id, field);
    this.list.append(field.element);
  }

  tell(clash) {
    const answer = clash ? null : this.guide.boom.settled(this.known, this.question.id);
    const found = this.question.answers.find((one) => one.id === answer);
    const isFilled = this.question.facts.some((id) => Object.hasOwn(this.known.facts, id));
    this.onward.hidden = !(found && isFilled);
    this.said.classList.toggle("wrong", clash !== null);
    if (clash) this.said.textContent = this.clashing(clash);
    else if (found && isFilled) this.said.textContent = this.say("follows", { answer: found.label });
    else this.said.textContent = this.say("follows_not_yet");
    this.onward.textContent = found ? this.say("go_on_with", { answer: found.label }) : "";
  }

  clashing({ facts }) {
    const { boom } = this.guide;
    const words = facts.map((id) => sayValue(boom.fact(id), this.known.facts[id], this.say.words));
    return this.say("not_together", { facts: words.join("; ") });
  }

  go() {
    this.guide.give(this.values, this.question.id);
  }
}
