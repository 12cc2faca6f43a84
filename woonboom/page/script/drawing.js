// The whole tree as a drawing beside the walk: to zoom, to move, and to jump to a card.

import { Sheet } from "./lighting.js";
import { button, make } from "./make.js";
import { Zoom } from "./zooming.js";

const SVG = "http://www.w3.org/2000/svg";
const HALO_EM = 0.92;
const LINE_EM = 1.1;
const EDGE_EM = 0.2;
const PIN = "M0 0C-.3-.75-.95-1.1-.95-1.8A.95.95 0 1 1 .95-1.8C.95-1.1.3-.75 0 0Z";
const PIN_EM = 1.15;
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** A drawing in its box, with the way that was taken lit. */
export class Drawing {
  /**
   * @param {HTMLElement} host where it comes; it takes all of its room
   * @param {string} svgText the `drawing` of a tree's JSON
   * @param {Object<string, string>} words those of the page, by their keys
   * @param {function(string, "question"|"outcome"): void} onJump called with the card that is chosen
   */
  constructor(host, svgText, words, onJump) {
    const parsed = new DOMParser().parseFromString(svgText, "image/svg+xml").documentElement;
    this.svg = document.importNode(parsed, true);
    this.words = words;
    this.onJump = onJump;
    this.em = Number(this.svg.dataset.em);
    this.sheet = new Sheet(this.svg);
    this.names = new Map(this.sheet.cards.map((card) => [card, new Name(card)]));
    this.halos = this.svg.insertBefore(element("g", { "aria-hidden": "true" }), this.firstCard());
    this.here = null;
    this.build(host);
    this.prepare();
    this.zoom = new Zoom(this.box, this.svg, this.em);
    this.zoom.start();
  }

  /**
   * Light the way so far, mark where it is now, and fade what is no longer possible.
   * @param {import("./lighting.js").Way} way
   */
  light(way) {
    const shine = this.sheet.shine(way);
    this.halos.replaceChildren();
    this.pin?.remove();
    for (const [one, what] of shine) {
      one.classList.toggle("lit", what === "lit" || what === "here");
      one.classList.toggle("off", what === "off" || what === "out");
      one.classList.toggle("out", what === "out");
      if (this.names.has(one)) this.name(one, what);
    }
    this.shed([...shine].filter(([, what]) => what === "lit" || what === "here"));
    this.here = [...shine].find(([, what]) => what === "here")?.[0] ?? null;
    if (this.here) this.mark(this.here);
    this.rove(this.here ?? this.sheet.cards[0]);
    if (this.here && !this.zoom.isWhole) this.zoom.see(this.here, true);
  }

  /** Show the whole tree. */
  fit() {
    this.zoom.fit();
  }

  /** Let go of what it holds. */
  destroy() {
    this.zoom.end();
    this.around.remove();
  }

  // -------------------------------------------------------------- building

  build(host) {
    const { words } = this;
    const press = (key, sign, what) => {
      return button(sign, what, { class: "tool", "aria-label": words[key], title: words[key] });
    };
    const seeHere = () => {
      if (this.zoom.scale * this.em < 13) this.zoom.to(15 / this.em);
      if (this.here) this.zoom.see(this.here, true);
    };
    const tools = make(
      "div",
      { class: "drawing-tools", role: "group", "aria-label": words.drawing_tools },
      press("drawing_smaller", "−", () => this.zoom.step(-1)),
      press("drawing_larger", "+", () => this.zoom.step(1)),
      button(words.drawing_all, () => this.fit(), { class: "tool" }),
      button(words.drawing_here, seeHere, { class: "tool" }),
    );
    this.box = make("div", { class: "drawing-box" }, this.svg);
    const { width, height } = this.svg.viewBox.baseVal;
    this.box.style.setProperty("--ratio", String(width / height));
    const keys = make("p", { class: "drawing-keys" }, words.drawing_keys);
    this.around = make("div", { class: "drawing" }, tools, this.box, keys);
    host.append(this.around);
  }

  /** Make cards that can be chosen, one of which takes part in the order of Tab. */
  prepare() {
    for (const one of this.svg.children) {
      if (!one.dataset.key) one.setAttribute("aria-hidden", "true");
    }
    // On the box: Chromium gives the focus to a picture that listens for it itself.
    this.box.addEventListener("click", (event) => this.choose(event.target));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusin", (event) => this.focused(event.target));
    for (const card of this.sheet.cards) {
      card.setAttribute("role", card.classList.contains("stub") ? "img" : "button");
      card.setAttribute("tabindex", "-1");
    }
    this.rove(this.sheet.cards[0]);
  }

  /** The first thing that is drawn on the grounds. */
  firstCard() {
    return this.svg.querySelector(":scope > :not(.background)");
  }

  // -------------------------------------------------------------- light

  /** Lay light around cards and along lines, its edges first, so that it has one edge. */
  shed(lit) {
    const shapes = lit
      .filter(([one]) => one.dataset.key || one.classList.contains("connector"))
      .map(([one]) => [one.firstElementChild, one.dataset.key ? HALO_EM : LINE_EM]);
    for (const [name, more] of [["halo-edge", EDGE_EM], ["halo", 0]]) {
      for (const [shape, wide] of shapes) {
        const halo = shape.cloneNode();
        halo.setAttribute("class", name);
        halo.setAttribute("stroke-width", String((wide + more) * this.em));
        halo.removeAttribute("stroke-dasharray");
        this.halos.append(halo);
      }
    }
  }

  /** Put a pin on the card where the walk is. */
  mark(card) {
    const { x, y, width } = card.getBBox();
    const size = PIN_EM * this.em;
    const place = `translate(${x + width - 0.4 * size} ${y + 1.1 * size}) scale(${size})`;
    this.pin = element("g", { class: "pin", transform: place, "aria-hidden": "true" });
    this.pin.append(element("path", { d: PIN }), element("circle", { cy: "-1.8", r: ".36" }));
    this.svg.append(this.pin);
  }

  name(card, what) {
    this.names.get(card).say(what ? this.words[`drawing_is_${what}`] : "");
    if (what === "here") card.setAttribute("aria-current", "step");
    else card.removeAttribute("aria-current");
  }

  // -------------------------------------------------------------- choosing

  rove(card) {
    this.roving?.setAttribute("tabindex", "-1");
    card?.setAttribute("tabindex", "0");
    this.roving = card;
  }

  focused(target) {
    const card = target.closest("[data-key]");
    if (!card) return;
    this.rove(card);
    if (card.matches(":focus-visible")) this.zoom.see(card);
  }

  choose(target) {
    const card = target.closest("[data-key]");
    if (!card) return;
    const { question, outcome } = card.dataset;
    if (card.classList.contains("chip")) this.sheet.questions.get(question)?.focus();
    else if (question) this.onJump(question, "question");
    else if (outcome) this.onJump(outcome, "outcome");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = this.answerKey(event.key, event.target);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Do what a key asks for; says whether it asked for anything. */
  answerKey(key, target) {
    if (key === "Enter" || key === " ") this.choose(target);
    else if (key in ARROWS) this.move(target, ARROWS[key]);
    else if (key === "+" || key === "=") this.larger(1, target);
    else if (key === "-") this.larger(-1, target);
    else if (key === "0") this.fit();
    else if (key === "Home") this.sheet.cards[0].focus();
    else if (key === "End") this.sheet.cards.at(-1).focus();
    else return false;
    return true;
  }

  larger(by, target) {
    this.zoom.step(by);
    this.zoom.see(target);
  }

  /** Give the focus to the nearest card in a direction: what lies beside it counts double. */
  move(target, [across, down]) {
    const from = middleOf(target);
    const steps = this.sheet.cards.filter((card) => card !== target).map((card) => {
      const to = middleOf(card);
      const ahead = (to.x - from.x) * across + (to.y - from.y) * down;
      const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * across);
      return { card, ahead, far: ahead + 2 * aside };
    });
    const found = steps.filter(({ ahead }) => ahead > this.em / 2);
    found.sort((one, other) => one.far - other.far);
    found[0]?.card.focus();
  }
}

/**
 * What a card is called: the words that stand on it, with words before and after that are only
 * heard. As a label it would be compared with what is seen, which is less where a card is partly
 * out of sight; so it is one only where a word on the card is broken.
 */
class Name {
  constructor(card) {
    this.card = card;
    this.text = card.getAttribute("aria-label");
    const shown = card.textContent.replace(/[ \n]+/g, " ").trim();
    const at = this.text.indexOf(shown);
    if (at < 0) return;
    card.removeAttribute("aria-label");
    const texts = card.querySelectorAll("text");
    texts[0].prepend(unseen(this.text.slice(0, at)));
    this.end = this.text.slice(at + shown.length);
    this.after = unseen(this.end);
    texts[texts.length - 1].append(this.after);
  }

  /** Say of the card what it is now. */
  say(words) {
    const text = this.after ? this.end : this.text;
    const ended = words ? `${/[.?!]$/.test(this.text) ? text : `${text}.`} ${words}` : text;
    if (this.after) this.after.textContent = ended;
    else this.card.setAttribute("aria-label", ended);
  }
}

/** Words in a text of a drawing that take no room. */
function unseen(words) {
  const made = element("tspan", { "font-size": 0 });
  made.textContent = words;
  return made;
}

function middleOf(card) {
  const { x, y, width, height } = card.getBBox();
  return { x: x + width / 2, y: y + height / 2 };
}

function element(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
