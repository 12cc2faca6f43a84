// The poster: drawn as it is printed, to zoom and to move, with the cards that have problems marked.

import { WORDS } from "./given.js";
import { button, make } from "./make.js";
import { addressOf, fetched, waiting } from "./pictures.js";
import { placeButtons, placeName } from "./places.js";
import { filled } from "./say.js";
import { Zoom } from "./zooming.js";

const SVG = "http://www.w3.org/2000/svg";
const FACES = /@font-face\{[^}]*\}/g;
const STYLES = /<style>([^<]*)<\/style>/;
const CARD = "[id^='vraag-'], [id^='uitkomst-']";
const STYLE = `
  :host { display: contents; }
  svg { display: block; background: #fff; box-shadow: 0 1px 3px rgb(20 36 58 / .2), 0 8px 30px rgb(20 36 58 / .12); }
  [data-card] { cursor: pointer; outline: none; }
  .ring { fill: none; pointer-events: none; }
  .ring.error { stroke: #A62B12; stroke-dasharray: none; }
  .ring.warning { stroke: #A87900; stroke-dasharray: 2 1.2; }
  .ring.pointed { stroke: #0B63CE; }
  .ring.focused { stroke: #0B63CE; }
  .ring.here { stroke: #FFD54A; paint-order: stroke; }
  .flag rect { fill: #A62B12; }
  .flag.warning rect { fill: #8A6300; }
  .flag text { fill: #fff; font-weight: 600; text-anchor: middle; }
  .flag { pointer-events: none; }
  @media (prefers-reduced-motion: no-preference) { .ring.pointed { animation: point 1s ease-out 2; } }
  @keyframes point { from { stroke-opacity: .1; } 50% { stroke-opacity: 1; } }
`;

/** The poster of the tree that is shown. */
export class Poster {
  /**
   * @param {HTMLElement} host
   * @param {{smaller: HTMLElement, larger: HTMLElement, all: HTMLElement}} tools
   */
  constructor(host, tools) {
    Object.assign(this, { host, wanted: "", key: "", svg: null, zoom: null, tree: null });
    Object.assign(this, { problems: new Map(), pointed: "", at: "" });
    this.faces = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.faces];
    tools.smaller.addEventListener("click", () => this.zoom?.step(-1));
    tools.larger.addEventListener("click", () => this.zoom?.step(1));
    tools.all.addEventListener("click", () => this.zoom?.fit());
  }

  /** Show a tree; tells whether what there is of it could be fetched. */
  async show(tree, state) {
    this.tree = tree;
    if (!tree.parts.poster.digest) {
      this.clear(waiting(tree, "poster", state));
      return true;
    }
    const address = addressOf(tree, "poster");
    if (address === this.wanted) return true;
    this.wanted = address;
    const text = await fetched(address);
    if (this.wanted !== address) return true; // something newer is on its way
    if (text === null) this.wanted = "";
    else this.draw(text, tree);
    return text !== null;
  }

  clear(words) {
    this.zoom?.end();
    Object.assign(this, { wanted: "", svg: null, zoom: null });
    this.host.replaceChildren(words);
  }

  /** Put a drawing in the place of the one before it, as large and where that was. */
  draw(text, tree) {
    // Its style is taken out before it is read: the page lets no drawing bring rules of its own.
    const style = text.match(STYLES)?.[1] ?? "";
    const parsed = new DOMParser().parseFromString(text.replace(STYLES, ""), "image/svg+xml");
    const svg = document.importNode(parsed.documentElement, true);
    for (const one of svg.querySelectorAll("metadata, title")) one.remove();
    for (const link of svg.querySelectorAll("a[aria-label]")) named(link);
    svg.setAttribute("aria-label", filled(WORDS.poster_of, tree));
    svg.removeAttribute("aria-labelledby");
    // Fonts are known to the page as a whole; all other rules only to the drawing.
    this.faces.replaceSync((style.match(FACES) ?? []).join(""));
    const isSame = this.zoom && this.key === tree.key;
    if (!isSame) this.box();
    const own = new CSSStyleSheet();
    own.replaceSync(style.replace(FACES, "") + STYLE);
    this.root.adoptedStyleSheets = [own];
    this.root.replaceChildren(svg);
    this.svg = svg;
    this.key = tree.key;
    this.prepare();
    this.resize(isSame);
    this.paint();
  }

  /** Make the box in which the drawing scrolls. */
  box() {
    this.zoom?.end();
    this.zoom = null;
    this.holder = make("div", { class: "sheet" });
    this.root = this.holder.attachShadow({ mode: "open" });
    this.around = make("div", { class: "box", tabindex: "0", role: "group", "aria-label": WORDS.poster,
      keydown: (event) => this.pressed(event) }, this.holder);
    this.about = make("div", { class: "about", role: "status", hidden: true });
    this.host.replaceChildren(this.around, this.about);
  }

  resize(isSame) {
    const { width, height } = this.svg.viewBox.baseVal;
    if (!isSame) {
      this.zoom = new Zoom(this.around, this.svg, 0.012 * Math.min(width, height));
      this.zoom.fit();
      return;
    }
    Object.assign(this.zoom, { picture: this.svg, width, height });
    if (this.zoom.isWhole) this.zoom.fit();
    else this.zoom.set(this.zoom.scale);
  }

  pressed(event) {
    const does = { "+": () => this.zoom.step(1), "=": () => this.zoom.step(1),
      "-": () => this.zoom.step(-1), 0: () => this.zoom.fit() }[event.key];
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  }

  // -------------------------------------------------------------- cards

  /** Make the cards known that can be pressed: those of questions and outcomes. */
  prepare() {
    const { cards } = this.tree;
    for (const group of this.svg.querySelectorAll(CARD)) {
      if (cards[group.id]) group.dataset.card = group.id;
    }
    this.svg.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link) event.preventDefault();
      const inside = event.target.closest("[data-card]")?.id ?? link?.getAttribute("href")?.slice(1);
      if (inside && cards[inside]) this.tell(inside, Boolean(link));
      else this.untell();
    });
  }

  /** Say what a card is and where it was written. */
  tell(card, isJump = false) {
    const place = this.tree.cards[card];
    if (!place) return;
    this.pointed = card;
    this.paint();
    if (isJump) this.see(card);
    const words = filled(WORDS.written, { name: place.name, place: placeName(place) });
    this.about.hidden = false;
    this.about.replaceChildren(make("p", {}, words), ...placeButtons(place),
      button(WORDS.close, () => this.untell(), { class: "small" }));
  }

  untell() {
    this.pointed = "";
    this.about.hidden = true;
    this.paint();
  }

  /** Show a card, large enough to read. */
  point(card) {
    if (!this.svg?.getElementById(card)) return;
    this.tell(card);
    this.see(card);
  }

  see(card) {
    const group = this.svg.getElementById(card);
    if (group.getBoundingClientRect().width < 180) this.zoom.to(this.zoom.scale * 180 / group.getBoundingClientRect().width);
    this.zoom.see(group, true);
  }

  /** Mark where the walk-through is. */
  here({ tree, at, outcome, path }) {
    const card = !path.length ? "" : at ? `vraag-${at}` : outcome ? `uitkomst-${outcome}` : "";
    this.at = tree === this.tree?.id ? card : "";
    this.paint();
  }

  /**
   * Mark the cards that have problems.
   * @param {Map<string, {severity: string, count: number}>} problems
   */
  markProblems(problems) {
    this.problems = problems;
    this.paint();
  }

  paint() {
    if (!this.svg || this.host.hidden) return;
    for (const old of this.svg.querySelectorAll(".ring, .flag")) old.remove();
    const size = Math.min(this.svg.viewBox.baseVal.width, this.svg.viewBox.baseVal.height) / 100;
    if (this.at) this.ring(this.at, "here", 1.1 * size);
    for (const [card, { severity, count }] of this.problems) {
      this.ring(card, severity, 0.4 * size);
      this.flag(card, severity, count, size);
    }
    if (this.pointed) this.ring(this.pointed, "pointed", 0.7 * size);
  }

  boxOf(card) {
    const group = this.svg.getElementById(card);
    return group ? { group, box: group.getBBox() } : null;
  }

  ring(card, kind, width) {
    const found = this.boxOf(card);
    if (!found) return;
    const { x, y, width: wide, height } = found.box;
    const ring = drawn("rect", { class: `ring ${kind}`, x: x - width, y: y - width, rx: 2 * width,
      width: wide + 2 * width, height: height + 2 * width, "stroke-width": width });
    if (kind === "here") found.group.before(ring);
    else this.svg.append(ring);
  }

  /** A flag on the corner of a card: how many problems it has. */
  flag(card, severity, count, size) {
    const found = this.boxOf(card);
    if (!found) return;
    const { x, y } = found.box;
    const label = count === 1 ? WORDS.has_problem : filled(WORDS.has_problems, { count });
    const flag = drawn("g", { class: `flag ${severity}`, role: "img", "aria-label": label,
      transform: `translate(${x} ${y})` });
    flag.append(drawn("rect", { x: -1.6 * size, y: -1.4 * size, width: 3.2 * size, height: 2.8 * size, rx: 1.4 * size }));
    const text = drawn("text", { y: 0.6 * size, "font-size": 1.8 * size, class: "w600" });
    text.textContent = severity === "error" ? `✕ ${count}` : `! ${count}`;
    flag.append(text);
    this.svg.append(flag);
  }
}

/** Begin the name of a link with what can be seen of it, for who speaks to the computer. */
function named(link) {
  const seen = link.textContent.replace(/\s+/g, " ").trim();
  const name = link.getAttribute("aria-label");
  if (!name.toLowerCase().includes(seen.toLowerCase())) link.setAttribute("aria-label", `${seen}: ${name}`);
}

function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
