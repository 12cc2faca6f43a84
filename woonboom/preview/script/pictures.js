// Views that are a file of their own: shown in place of the former only when it has been loaded.

import { WORDS } from "./given.js";
import { make } from "./make.js";
import { filled } from "./say.js";

/** Where a part of a tree is; with its digest the address changes as its content does. */
export function addressOf(tree, part) {
  return `/trees/${encodeURIComponent(tree.key)}/${part}?${tree.parts[part].digest}`;
}

/** The text at an address; nothing where it cannot be had now. */
export async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  return response?.ok ? response.text().catch(() => null) : null;
}

/** What is shown while there is nothing yet, or instead of it. */
export function waiting(tree, part, state) {
  const { note } = tree.parts[part];
  const isMaking = state.busy && !note && tree.state === "good";
  return make("p", { class: "waiting" }, isMaking ? WORDS.making : note || "");
}

/** The first page of the sheet. */
export class Picture {
  constructor(host, label) {
    Object.assign(this, { host, label, wanted: "" });
  }

  /** Show a tree; tells whether what there is of it could be fetched. */
  async show(tree, state) {
    if (!tree.parts.sheet.digest) {
      this.wanted = "";
      this.host.replaceChildren(waiting(tree, "sheet", state));
      return true;
    }
    const address = addressOf(tree, "sheet");
    if (address === this.wanted) return true;
    this.wanted = address;
    const image = make("img", { class: "paper", src: address, alt: filled(WORDS[this.label], tree) });
    const isLoaded = await image.decode().then(() => true, () => false);
    if (this.wanted !== address) return true; // something newer is on its way
    if (isLoaded) this.host.replaceChildren(image);
    else this.wanted = "";
    return isLoaded;
  }
}

/** What changes: a page of its own, which runs no script. */
export class Frame {
  constructor(host, label) {
    Object.assign(this, { host, label, wanted: "", frame: null });
  }

  /** Show a tree; tells whether what there is of it could be fetched. */
  async show(tree, state) {
    if (!tree.parts.changes.digest) {
      Object.assign(this, { wanted: "", frame: null });
      this.host.replaceChildren(waiting(tree, "changes", state));
      return true;
    }
    const address = addressOf(tree, "changes");
    if (address === this.wanted) return true;
    this.wanted = address;
    const frame = await this.loaded(address, filled(WORDS[this.label], tree));
    if (this.wanted !== address) frame.remove(); // something newer is on its way
    else if (frame.contentDocument?.contentType === "text/html") this.put(frame);
    else this.wanted = "";
    return Boolean(this.wanted);
  }

  /** Load a page behind the one that is seen. */
  loaded(address, title) {
    for (const other of this.host.querySelectorAll(".waiting, iframe.next")) other.remove();
    const frame = make("iframe", { sandbox: "allow-same-origin", src: address, title, class: "next" });
    this.host.append(frame);
    return new Promise((done) => {
      frame.addEventListener("load", () => done(frame), { once: true });
    });
  }

  /** Put a page in the place of the one that is seen, where that was read. */
  put(frame) {
    frame.contentWindow.scrollTo(0, this.frame?.contentWindow?.scrollY ?? 0);
    this.frame = frame;
    frame.classList.remove("next");
    for (const other of [...this.host.children]) if (other !== frame) other.remove();
  }
}
