// The room in which a walk is shown: masthead, question or outcome, lists, drawing, foot.

import { askingView } from "./asking.js";
import { Drawing } from "./drawing.js";
import { endingView } from "./ending.js";
import { formView } from "./form.js";
import { foot, footPapers, masthead, moves, paperLines } from "./frame.js";
import { pathList, possibleList, possibleWords } from "./lists.js";
import { make } from "./make.js";
import { heading, lostNotices, warning } from "./pieces.js";
import { Steps } from "./steps.js";

const WIDE_PX = 960;

/** Shows where a guide is, again after every move. */
export class Room {
  /**
   * @param {import("./guide.js").Guide} guide
   * @param {{root: ShadowRoot, host: HTMLElement, isPage: boolean, hasDrawing: boolean,
   *   settingOf: function(string): import("./pieces.js").Setting, restart: function(): void}} given
   */
  constructor(guide, given) {
    Object.assign(this, given);
    this.guide = guide;
    this.tree = null;
    this.around = make("div", { class: "boom", part: "boom" });
    this.said = make("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.root.replaceChildren(this.around, this.said);
  }

  /** Show where the guide is; `name` is that of the move that led here. */
  show(name) {
    const { guide } = this;
    if (this.tree !== guide.leg.tree) this.build();
    if (name !== "fill") this.place.replaceChildren(...this.views());
    this.ways.replaceChildren(moves(guide, this.setting.say, this));
    this.lists.replaceChildren(...this.beside());
    this.paper.replaceChildren(paperLines(guide, this.setting.say));
    this.light();
    if (name !== "fill") this.tell(name);
  }

  /** Leave the form as its own button does, which stays where something is wrong. */
  leaveForm() {
    this.place.querySelector(".form .result .primary").click();
  }

  get view() {
    return this.place.querySelector("#view-heading");
  }

  /** Everything that stays while one tree is walked. */
  build() {
    const { guide } = this;
    const { json } = guide.boom;
    this.tree = json.tree;
    this.setting = this.settingOf(json.language);
    const { say } = this.setting;
    this.around.lang = json.language;
    this.ways = make("div", { class: "ways" });
    this.place = make("div", { class: "place" });
    this.lists = make("div", { class: "lists" });
    this.paper = make("div", {});
    const around = this.isPage ? "main" : "div";
    const walk = make(around, { class: "walk" }, this.ways, this.place, this.lists);
    this.drawing?.destroy();
    this.drawing = null;
    this.steps = null;
    const tree = make(
      "section",
      { class: "tree", "aria-label": `${say("whole_tree")}: ${json.title}` },
      this.drawingBlock(json, say),
      this.stepsBlock(json, say),
    );
    if (this.isPage) footPapers(json, say);
    const hasDrawing = this.hasDrawing && json.drawing !== null;
    this.around.replaceChildren(
      masthead(guide, say, this.isPage),
      make("div", { class: `room ${hasDrawing ? "drawn" : ""}` }, walk, tree),
      this.paper,
      foot(json, say, this.isPage),
    );
  }

  /** The whole tree as a drawing, made when it is first seen. */
  drawingBlock(json, say) {
    if (!this.hasDrawing || json.drawing === null) return null;
    const place = make("div", { class: "picture" });
    const block = make(
      "details",
      { class: "whole", part: "drawing", open: this.host.clientWidth >= WIDE_PX },
      make("summary", {}, say("whole_tree")),
      place,
    );
    const seen = () => {
      if (!block.open || this.drawing) return;
      const jump = (id, kind) => this.jump(id, kind);
      this.drawing = new Drawing(place, json.drawing, this.setting.words, jump);
      this.light();
    };
    block.addEventListener("toggle", seen);
    return block;
  }

  /** The whole tree in words. */
  stepsBlock(json, say) {
    const place = make("div", {});
    const block = make(
      "details",
      { class: "in-words", part: "steps" },
      make("summary", {}, say("tree_in_words")),
      place,
    );
    block.addEventListener("toggle", () => {
      if (!block.open) return;
      if (!this.steps) {
        const jump = (id, kind) => this.jump(id, kind);
        this.steps = new Steps(place, json, this.setting.words, jump);
        this.light();
      }
      block.scrollIntoView({ block: "nearest" });
    });
    return block;
  }

  /** What is asked, decided or looked at, with what there is to say about it. */
  views() {
    const { guide, setting } = this;
    const { moment, decision, asked } = guide;
    const { look } = moment;
    const inForm = !look?.outcome && (look?.facts || decision.conflict);
    const found = inForm ? [] : lostNotices(guide, setting.say);
    if (look?.outcome) found.push(endingView(guide, setting, look.outcome));
    else if (inForm) found.push(formView(guide, setting));
    else if (asked !== null && !(decision.fault && !look)) found.push(askingView(guide, setting, asked));
    else if (decision.outcome !== null) found.push(endingView(guide, setting, decision.outcome));
    else found.push(this.faultView());
    return found;
  }

  faultView() {
    const { boom, decision } = this.guide;
    const { say } = this.setting;
    const question = boom.question(decision.at);
    const labels = decision.clash.map((id) => question.answers.find((one) => one.id === id).label);
    const isRound = decision.path.some((step) => step.question === decision.at);
    const why = labels.length
      ? say("fault_several", { answers: labels.join("; ") })
      : say(isRound ? "fault_round" : question ? "fault_none" : "fault_nowhere");
    return make(
      "section",
      { class: "card fault", role: "group", "aria-labelledby": "view-heading" },
      heading("", say("tree_at_fault")),
      question ? make("p", {}, say("fault_at", { number: question.number, ask: question.ask })) : null,
      make("p", {}, why),
    );
  }

  beside() {
    const { guide, setting } = this;
    const { decision } = guide;
    const isDone = decision.outcome !== null || decision.fault || decision.conflict !== null;
    return [isDone ? null : possibleList(guide, setting), pathList(guide, setting)].filter(Boolean);
  }

  light() {
    const { path, at, outcome, possible } = this.guide.shown;
    this.drawing?.light({ path, at, outcome, possible });
    this.steps?.light({ path, at, outcome, possible });
  }

  jump(id, kind) {
    const { guide } = this;
    const isHere = id === (guide.decision.outcome ?? guide.decision.at);
    guide.look(isHere ? null : { [kind]: id });
  }

  /** Bring the focus to where a person went; tell what stands above it, and what is possible. */
  tell(name) {
    if (name !== "begin") this.bringFocus();
    const { decision } = this.guide;
    const isOpen = decision.outcome === null && !decision.fault && !decision.conflict;
    const remarks = [...this.place.querySelectorAll(":scope > .warning, .form .warning")];
    const words = remarks.map((one) => one.textContent);
    if (isOpen) words.push(possibleWords(this.guide, this.setting.say));
    this.announce(words.join(" "));
  }

  /** The heading gets the focus, and comes into sight if it is not where people look first. */
  bringFocus() {
    this.view.focus({ preventScroll: true });
    const { top } = this.place.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.place.scrollIntoView();
  }

  /** Tell something above what is shown, by the key of its words. */
  remark(key) {
    this.place.prepend(warning(this.setting.say(key)));
    this.announce(`${this.setting.say(key)} ${this.said.textContent}`.trim());
  }

  announce(text) {
    this.said.textContent = text;
  }

  end() {
    this.drawing?.destroy();
  }
}
