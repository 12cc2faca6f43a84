// All that can be known of a case, in one form.

import { factField, fieldList } from "./fields.js";
import { button, make } from "./make.js";
import { heading, lostNotices } from "./pieces.js";
import { sayValue } from "./say.js";
import { valueIn } from "./telling.js";

/**
 * Make the form of all facts. What is filled in counts at once.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @returns {HTMLElement}
 */
export function formView(guide, setting) {
  return new Form(guide, setting).element;
}

class Form {
  constructor(guide, setting) {
    this.guide = guide;
    this.say = setting.say;
    this.announce = setting.announce;
    const { boom, known } = guide;
    this.facts = boom.json.facts.filter(({ asked, id }) => asked || Object.hasOwn(known.facts, id));
    this.fields = this.facts.map((fact, at) => {
      const changed = (value) => this.change(fact, value, this.fields[at]);
      const given = { value: valueIn(known, fact.id), days: guide.days };
      return factField(boom, fact, given, setting.say, changed);
    });
    this.wrong = new Set();
    this.state = make("p", { class: "state" });
    this.lost = make("div", { class: "lost" });
    this.onward = button(this.say("go_on"), () => this.go(), { class: "primary" });
    this.element = make(
      "section",
      { class: "card form", role: "group", part: "form", "aria-labelledby": "view-heading" },
      heading("", this.say("what_known")),
      make("p", { class: "help" }, this.say("what_known_help")),
      fieldList(this.fields),
      make("div", { class: "result" }, this.lost, this.state, this.onward),
    );
    this.show();
  }

  change(fact, value, field) {
    if (value === null) this.wrong.add(fact.id);
    else this.wrong.delete(fact.id);
    this.guide.fill({ [fact.id]: value === null ? undefined : value });
    this.show();
    const said = value === null ? field.told : this.lost.textContent;
    this.announce([said, this.state.textContent].filter(Boolean).join(" "));
  }

  /** Tell at every field what follows or clashes, and below what is still possible. */
  show() {
    const { boom, known, decision } = this.guide;
    const clash = decision.conflict;
    this.facts.forEach((fact, at) => {
      const clashes = clash?.facts.includes(fact.id) ?? false;
      if (!this.wrong.has(fact.id)) {
        const following = this.following(fact);
        this.fields[at].tell(clashes ? this.say("clashes") : following, clashes);
        this.fields[at].follows(following !== "");
      }
    });
    this.lost.replaceChildren(...lostNotices(this.guide, this.say));
    this.state.classList.toggle("wrong", clash !== null);
    this.state.textContent = clash ? this.clashing(clash, known) : this.standing(boom, decision);
  }

  /** What a fact must be by the others, or what was answered about it, where it was not filled in. */
  following(fact) {
    const { boom, known, decision } = this.guide;
    if (Object.hasOwn(known.facts, fact.id) || decision.conflict) return "";
    const { values } = boom.values(known, fact.id);
    if (values?.length === 1) return this.say("follows", { answer: this.say(values[0] ? "yes" : "no") });
    const asked = boom.json.questions.find(({ id, facts }) => {
      return facts.includes(fact.id) && Object.hasOwn(known.answers, id);
    });
    const answer = asked?.answers.find(({ id }) => id === known.answers[asked.id]);
    return answer ? this.say("answered_before", { number: asked.number, answer: answer.label }) : "";
  }

  clashing({ facts }, known) {
    const { boom } = this.guide;
    const words = facts.map((id) => sayValue(boom.fact(id), known.facts[id], this.say.words));
    return this.say("not_together", { facts: words.join("; ") });
  }

  standing(boom, decision) {
    if (decision.fault) return this.say("tree_at_fault");
    if (decision.outcome !== null) {
      return this.say("outcome_now", { title: boom.outcome(decision.outcome).title });
    }
    const total = boom.json.outcomes.length;
    return this.say("still_possible", { count: decision.possible.length, total });
  }

  go() {
    const wrong = this.element.querySelector(".fact.wrong input");
    if (wrong) (this.element.querySelector(".fact.wrong :checked") ?? wrong).focus();
    else this.guide.look(null);
  }
}
