// <woonkans-boom>: walks a professional through trees, on a page of its own or in another system.

import { useFonts } from "./fonts.js";
import { SIGNS, STYLES, WORDS } from "./given.js";
import { Guide } from "./guide.js";
import { linkFor, treeAsked } from "./links.js";
import { make } from "./make.js";
import { warning } from "./pieces.js";
import { phrases } from "./phrases.js";
import { Room } from "./room.js";
import { nothingKnown } from "./telling.js";
import { problemOf } from "./trees.js";

/**
 * The element. Attributes: `src` (addresses of trees as JSON), `tree` (the id of the one to begin
 * in), `mode` ("questions" or "facts": what to begin with), `known` (what is known already, as
 * JSON: `{"facts": {…}, "answers": {…}}`), `drawing` ("none" leaves it out), `history` where the
 * browser's back and forward are those of the walk, and `page` where the element is a page by itself.
 *
 * Events, which leave the shadow tree: `stap` after every step, `besluit` when it led to an outcome.
 */
export class WoonkansBoom extends HTMLElement {
  static observedAttributes = ["src", "tree", "mode", "known", "drawing"];

  #isHere = false; // its attributes are told before it is: what they ask for can wait till then
  #guide = null;
  #room = null;
  #trees = [];
  #told = null; // what was known at the last `besluit`
  #root = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#isHere = true;
    useFonts();
    addEventListener("hashchange", this.#follow);
    for (const name of ["trees", "known"]) this.#takeOver(name);
    if (this.#guide) this.#guide.trail.start();
    else if (this.#trees.length) this.#start();
    else this.#load();
  }

  /** The walk stays: an element that is moved leaves its place first. */
  disconnectedCallback() {
    this.#isHere = false;
    removeEventListener("hashchange", this.#follow);
    this.#guide?.trail.end();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "src" && (this.#isHere || this.#guide)) {
      this.#stop();
      this.#trees = [];
    }
    if (!this.#isHere) return;
    if (name === "src") this.#load();
    else if (name === "drawing" && this.#guide) this.#build("begin");
    else if (this.#guide) this.#begin();
  }

  /** The trees, as the JSON that `woonboom export --to json` writes. */
  get trees() {
    return this.#trees;
  }

  set trees(trees) {
    this.#stop();
    this.#trees = Array.isArray(trees) ? trees : [trees].filter(Boolean);
    if (!this.isConnected) return;
    if (this.#trees.length) this.#start();
    else this.#root.replaceChildren();
  }

  /** What is known now: facts by id, and answers to questions that say less than a fact. */
  get known() {
    return this.#guide ? this.#guide.known : this.#given();
  }

  set known(known) {
    if (this.#guide) this.#beginIn(this.#guide.leg.tree, known);
    else this.setAttribute("known", JSON.stringify(known));
  }

  /** Begin again, and forget all that was said. */
  restart() {
    this.#guide?.begin(this.#guide.moment.legs[0].tree);
  }

  /** What was set before the browser knew this element is set again, now that it does. */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const { [name]: value } = this;
    delete this[name];
    this[name] = value;
  }

  async #load() {
    const src = this.getAttribute("src");
    if (src === null) {
      this.#root.replaceChildren();
      return;
    }
    const { say } = this.#setting(this.#language());
    this.#show(make("p", { class: "loading", role: "status" }, say("loading")));
    const addresses = src.split(/\s+/).filter(Boolean);
    const loaded = await Promise.all(addresses.map(fetched));
    if (src !== this.getAttribute("src")) return;
    const at = loaded.findIndex((tree) => problemOf(tree) !== null);
    if (loaded.length && at < 0) this.trees = loaded;
    else this.#refuse(problemOf(loaded[at]), addresses[at] ?? "src");
  }

  #refuse(problem, address) {
    const { say } = this.#setting(this.#language());
    this.#show(make("div", { role: "alert" }, warning(say(problem, { address }))));
  }

  #show(element) {
    this.#stop();
    this.#root.replaceChildren(make("div", { class: "boom" }, element));
  }

  #start() {
    this.#stop();
    const odd = this.#trees.findIndex((tree) => problemOf(tree) !== null);
    if (odd >= 0) {
      this.#refuse(problemOf(this.#trees[odd]), this.#trees[odd]?.tree ?? ".trees");
      return;
    }
    const usesBrowser = this.hasAttribute("page") || this.hasAttribute("history");
    this.#guide = new Guide(this.#trees, (guide, name) => this.#moved(name), usesBrowser);
    this.#build();
    if (!this.#follow()) this.#begin(treeAsked());
  }

  /** The room around the walk; `name` is that of the move that led to a new one. */
  #build(name = null) {
    this.#room?.end();
    this.#room = new Room(this.#guide, {
      root: this.#root,
      host: this,
      isPage: this.hasAttribute("page"),
      hasDrawing: this.getAttribute("drawing") !== "none",
      settingOf: (language) => this.#setting(language),
      restart: () => {
        this.restart();
        this.#room.bringFocus();
      },
    });
    if (name) this.#room.show(name);
  }

  #stop() {
    this.#guide?.trail.end();
    this.#room?.end();
    this.#guide = this.#room = this.#told = null;
  }

  /** Begin where a link leads, if the address is one for these trees. */
  #follow = () => {
    const link = this.#guide && linkFor(this.#guide.booms, this, this.hasAttribute("page"));
    if (!link) return false;
    if (link.legs) this.#guide.resume(link.legs);
    else this.#begin();
    if (!link.same) this.#room.remark(link.legs ? "link_other_version" : "link_unusable");
    return true;
  };

  /** Begin where the attributes say; on its own page also where the address says. */
  #begin(asked = null) {
    const wished = this.hasAttribute("page") ? [asked, this.getAttribute("tree")] : [this.getAttribute("tree")];
    const tree = wished.find((id) => this.#guide.booms.has(id)) ?? this.#trees[0].tree;
    const look = this.getAttribute("mode") === "facts" ? { facts: true } : null;
    this.#beginIn(tree, this.#given(), look);
  }

  #beginIn(tree, known, look = null) {
    const odd = this.#guide.begin(tree, known, look);
    if (odd.length) console.warn(`<woonkans-boom>: no tree here can use what is known of: ${odd.join(", ")}`);
  }

  #given() {
    const text = this.getAttribute("known");
    if (text === null) return nothingKnown();
    try {
      return JSON.parse(text);
    } catch {
      console.error(`<woonkans-boom>: the attribute "known" is no JSON: ${text}`);
      return nothingKnown();
    }
  }

  #moved(name) {
    this.#room.show(name);
    const { known, decision, moment } = this.#guide;
    if (name !== "look") this.#send("stap", this.#step());
    if (decision.outcome === null || moment.look || name === "travel" || known === this.#told) return;
    this.#told = known;
    this.#send("besluit", this.#decided());
  }

  #step() {
    const { boom, known, shown } = this.#guide;
    const { path, at, outcome, possible } = shown;
    return { tree: boom.json.tree, path, at, outcome, possible, known };
  }

  #decided() {
    const { boom, known, decision, moment } = this.#guide;
    const { tree, tree_version, fingerprint } = boom.json;
    const { path, outcome, used } = decision;
    const { kind, title } = boom.outcome(outcome);
    const journey = moment.legs.map((leg) => {
      const reached = this.#guide.decisionOf(leg);
      return { tree: leg.tree, outcome: reached.outcome, path: reached.path };
    });
    const about = { tree, tree_version, fingerprint, outcome, kind, title };
    return { ...about, path, known, used, journey };
  }

  #send(name, detail) {
    const copy = structuredClone(detail);
    this.dispatchEvent(new CustomEvent(name, { detail: copy, bubbles: true, composed: true }));
  }

  #language() {
    const wished = this.closest("[lang]")?.lang ?? "";
    return Object.keys(WORDS).find((one) => wished.startsWith(one)) ?? Object.keys(WORDS)[0];
  }

  #setting(language) {
    const words = WORDS[language] ?? Object.values(WORDS)[0];
    const announce = (text) => this.#room.announce(text);
    return { say: phrases(words), words, signs: SIGNS, announce, host: this };
  }
}

/** What lies at an address, or null; the browser's console has why. */
async function fetched(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

if (!customElements.get("woonkans-boom")) customElements.define("woonkans-boom", WoonkansBoom);
