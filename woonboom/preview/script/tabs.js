// The tabs of the views, as the ARIA practices have them: arrows move, what is chosen is open.

import { WORDS } from "./given.js";
import { make } from "./make.js";

const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/** The row of tabs; `now` is the one that is open. */
export class Tabs {
  /**
   * @param {string[]} names
   * @param {function(): void} onOpen called when another one is opened
   */
  constructor(names, onOpen) {
    this.names = names;
    this.onOpen = onOpen;
    this.now = names[0];
    for (const name of names) {
      const tab = this.tab(name);
      tab.addEventListener("click", () => this.open(name));
      tab.addEventListener("keydown", (event) => this.key(event));
    }
    this.paint();
  }

  tab(name) {
    return document.getElementById(`tab-${name}`);
  }

  open(name) {
    this.now = name;
    this.tab(name).querySelector(".fresh")?.remove();
    this.paint();
    this.onOpen();
  }

  /** Say of no view any more that it has something new. */
  unmark() {
    for (const name of this.names) this.tab(name).querySelector(".fresh")?.remove();
  }

  /** Say of a view that is not open that it has something new. */
  mark(name) {
    if (name === this.now || this.tab(name).querySelector(".fresh")) return;
    const words = make("span", { class: "unseen" }, ` (${WORDS.fresh})`);
    this.tab(name).append(make("span", { class: "fresh" }, words));
  }

  key(event) {
    const { names } = this;
    const at = names.indexOf(this.now);
    const goals = { Home: 0, End: names.length - 1 };
    const move = MOVES[event.key];
    const goal = move ? (at + move + names.length) % names.length : goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    this.open(names[goal]);
    this.tab(names[goal]).focus();
  }

  paint() {
    for (const name of this.names) {
      const isOpen = name === this.now;
      this.tab(name).setAttribute("aria-selected", String(isOpen));
      this.tab(name).tabIndex = isOpen ? 0 : -1;
      document.getElementById(`panel-${name}`).hidden = !isOpen;
    }
    document.body.dataset.view = this.now;
  }
}
