// The page of the preview: it hears what is known of the trees, and shows the one that is edited.

import { WORDS } from "./given.js";
import { make } from "./make.js";
import { filled } from "./say.js";
import { Poster } from "./poster.js";
import { Problems } from "./problems.js";
import { Frame, Picture } from "./pictures.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";
import { toldAbove, toldOld } from "./notice.js";
import { Walk } from "./walk.js";

const PARTS = ["poster", "sheet", "walk", "changes"];
const AGAIN_MS = 1000;
const byId = (id) => document.getElementById(id);

/** What is shown now: which tree, what was told last, and who shows what of it. */
class Preview {
  constructor() {
    this.state = null;
    this.key = named(location.hash.slice(1));
    this.asked = null;
    this.saved = 0;
    this.known = new Map();
    this.missed = new Set();
    this.timer = 0;
    this.stream = new Stream((state) => this.take(state), () => this.lose());
    this.tabs = new Tabs(PARTS, () => this.show());
    const poster = new Poster(byId("panel-poster"), {
      smaller: byId("smaller"), larger: byId("larger"), all: byId("all"),
    });
    this.views = {
      poster,
      sheet: new Picture(byId("panel-sheet"), "sheet_of"),
      walk: new Walk(byId("panel-walk")),
      changes: new Frame(byId("panel-changes"), "changes_of"),
    };
    this.problems = new Problems(byId("list"), byId("counts"), (card) => this.point(card));
    byId("trees").addEventListener("change", (event) => this.choose(event.target.value));
  }

  /** Have a tree told of. */
  listen(key) {
    this.asked = key;
    this.stream.look(key);
  }

  /** Say that the server does not answer; it is tried again until it does. */
  lose() {
    document.body.classList.add("lost");
    byId("status").textContent = WORDS.lost;
  }

  take(state) {
    this.state = state;
    document.body.classList.remove("lost");
    this.pick();
    this.show();
  }

  /** Keep to a tree: that which was saved last if that is wished, else the one that was chosen. */
  pick() {
    const { trees } = this.state;
    const last = trees.reduce((a, b) => (b.saved > (a?.saved ?? this.saved) ? b : a), null);
    if (last) this.saved = last.saved;
    if (last && byId("follow").checked) this.key = last.key;
    const here = trees.filter((tree) => tree.state !== "gone");
    if (trees.length && !trees.some((tree) => tree.key === this.key)) {
      this.key = (here.find((tree) => tree.state === "good") ?? here[0])?.key ?? "";
    }
    if (this.key !== this.asked) this.listen(this.key);
  }

  choose(key) {
    this.key = key;
    this.listen(key);
    this.show();
  }

  get tree() {
    return this.state?.trees.find((tree) => tree.key === this.key) ?? null;
  }

  /** Show what is known: first what can be shown at once. */
  show() {
    if (!this.state) return;
    const { tree, state } = this;
    this.problems.show(state, tree);
    toldAbove(byId("notice"), state, tree, this.tabs.now);
    this.showChooser();
    this.showStatus();
    if (!tree) return;
    this.markFresh(tree);
    toldOld(byId("old"), state, tree, this.tabs.now);
    for (const part of PARTS) this.showPart(part, tree, state);
    this.views.poster.markProblems(this.problems.byCard(state, tree), tree);
  }

  /** Show a view; what could not be fetched is said, and tried again. */
  async showPart(part, tree, state) {
    const isShown = await this.views[part].show(tree, state);
    if (isShown === this.missed.has(part)) {
      if (isShown) this.missed.delete(part);
      else this.missed.add(part);
      this.showStatus();
    }
    if (isShown) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), AGAIN_MS);
  }

  /** Mark the tabs of what changed of the tree that was shown already. */
  markFresh(tree) {
    if (this.known.get("tree") !== tree.key) this.tabs.unmark();
    for (const part of PARTS) {
      const { digest, note } = tree.parts[part];
      const before = this.known.get(part);
      const wasMade = this.known.get("tree") === tree.key && (before.digest || before.note);
      if (wasMade && digest !== before.digest) this.tabs.mark(part);
      this.known.set(part, { digest, note });
    }
    this.known.set("tree", tree.key);
  }

  showChooser() {
    const chooser = byId("trees");
    const trees = this.state.trees.filter((tree) => tree.state !== "gone" || tree === this.tree);
    const names = trees.map((tree) => {
      const beside = tree.state === "good" ? "" : ` (${WORDS[`state_${tree.state}`]})`;
      return { key: tree.key, name: `${tree.file}${beside} · ${tree.title}` };
    });
    const told = JSON.stringify([names, this.key]);
    if (chooser.dataset.told !== told) {
      chooser.replaceChildren(...names.map(({ key, name }) => {
        return make("option", { value: key, selected: key === this.key }, name);
      }));
      chooser.dataset.told = told;
    }
    const title = this.tree ? `${this.tree.title} · ` : "";
    document.title = `${title}${WORDS.title}`;
    history.replaceState(history.state, "", `#${encodeURIComponent(this.key)}`);
  }

  showStatus() {
    const status = byId("status");
    status.classList.toggle("busy", this.state.busy || this.missed.size > 0);
    if (document.body.classList.contains("lost")) {
      status.textContent = WORDS.lost;
    } else if (this.state.busy) {
      status.textContent = WORDS.busy;
    } else if (this.missed.size) {
      status.textContent = WORDS.missed;
    } else if (status.dataset.number !== String(this.state.number)) {
      const time = new Date().toLocaleTimeString(document.documentElement.lang);
      status.textContent = filled(WORDS.updated, { time });
      status.dataset.number = this.state.number;
    } else if ([WORDS.busy, WORDS.lost, WORDS.missed].includes(status.textContent)) {
      const time = new Date().toLocaleTimeString(document.documentElement.lang);
      status.textContent = filled(WORDS.updated, { time });
    }
  }

  /** Show a card on the poster. */
  point(card) {
    this.tabs.open("poster");
    this.views.poster.point(card);
  }
}

/** The key of a tree in an address; nothing where it was written wrongly. */
function named(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

const preview = new Preview();
document.addEventListener("stap", (event) => preview.views.poster.here(event.detail));
preview.listen(preview.key);
