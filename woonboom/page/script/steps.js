// The whole tree as a list of steps: what the drawing says, in text.

import { button, make } from "./make.js";
import { filled } from "./say.js";

/** The questions with their answers, and the outcomes, with the way that was taken. */
export class Steps {
  /**
   * @param {HTMLElement} host where it comes
   * @param {object} json of the tree
   * @param {Object<string, string>} words those of the page, by their keys
   * @param {function(string, "question"|"outcome"): void} onJump called with what is chosen
   */
  constructor(host, json, words, onJump) {
    Object.assign(this, { json, words, onJump });
    this.numbers = new Map(json.questions.map((question) => [question.id, question.number]));
    this.outcomes = new Map(json.outcomes.map((outcome) => [outcome.id, outcome]));
    this.marks = new Map();
    this.around = make(
      "div",
      { class: "steps" },
      make("h3", {}, words.steps_questions),
      make("ol", {}, json.questions.map((question) => this.question(question))),
      make("h3", {}, words.steps_outcomes),
      make("ul", {}, json.outcomes.map((outcome) => this.outcome(outcome))),
    );
    host.append(this.around);
  }

  /**
   * Say what was chosen, where the walk is, and which outcomes are no longer possible.
   * @param {import("./lighting.js").Way} way
   */
  light({ path, at, outcome, possible }) {
    for (const { mark, line } of this.marks.values()) {
      mark.textContent = "";
      line.className = "";
      line.removeAttribute("aria-current");
    }
    for (const { question, answer } of path) {
      this.mark(`answer ${question} ${answer}`, "chosen");
      this.marks.get(`question ${question}`)?.line.classList.add("passed");
    }
    if (possible) {
      for (const { id } of this.json.outcomes) {
        if (!possible.includes(id)) this.mark(`outcome ${id}`, "out");
      }
    }
    const here = outcome ? `outcome ${outcome}` : `question ${at}`;
    this.mark(here, "here");
    this.marks.get(here)?.line.setAttribute("aria-current", "step");
  }

  destroy() {
    this.around.remove();
  }

  mark(key, what) {
    const found = this.marks.get(key);
    if (!found) return;
    found.mark.textContent = ` (${this.words[`steps_${what}`]})`;
    found.line.classList.add(what);
  }

  question({ id, number, ask, answers }) {
    const go = button(ask, () => this.onJump(id, "question"), { class: "step" });
    const lines = answers.map((answer) => {
      return this.line(`answer ${id} ${answer.id}`, this.answerWords(answer));
    });
    const line = this.line(`question ${id}`, go);
    line.setAttribute("value", number);
    line.append(make("ul", {}, lines));
    return line;
  }

  outcome({ id, code, title, kind_words: kind }) {
    const go = button(`${code} ${title}`, () => this.onJump(id, "outcome"), { class: "step" });
    return this.line(`outcome ${id}`, go, ` · ${kind}`);
  }

  answerWords({ label, goto }) {
    const outcome = this.outcomes.get(goto);
    if (outcome) return filled(this.words.steps_to_outcome, { label, ...outcome });
    const number = this.numbers.get(goto) ?? "?";
    return filled(this.words.steps_to_question, { label, number });
  }

  line(key, ...words) {
    const mark = make("span", { class: "mark" });
    const line = make("li", {}, ...words, mark);
    this.marks.set(key, { mark, line });
    return line;
  }
}
