// The walk-through: the element of `woonboom page`, with the trees as they are now.

import { addressOf, fetched, waiting } from "./pictures.js";
import { make } from "./make.js";

/** The element with its trees; where it was stays as far as the new trees still know it. */
export class Walk {
  constructor(host) {
    Object.assign(this, { host, told: "", element: null, script: "", texts: new Map() });
  }

  /** Show a tree; tells whether what there is of it could be fetched. */
  async show(tree, state) {
    const able = state.trees.filter((one) => {
      return one.parts.walk.digest && one.state !== "gone" && folderOf(one) === folderOf(tree);
    });
    if (!tree.parts.walk.digest || !tree.parts.element.digest) {
      if (!this.element) this.host.replaceChildren(waiting(tree, "walk", state));
      return true;
    }
    const order = [tree, ...able.filter((one) => one !== tree && one.id !== tree.id)];
    const addresses = order.map((one) => addressOf(one, "walk"));
    const told = [...addresses, tree.parts.element.digest].join(" ");
    if (told === this.told) return true;
    this.told = told;
    const all = await Promise.all([this.load(tree), ...addresses.map((one) => this.text(one))]);
    if (told !== this.told) return true; // something newer is on its way
    const [, ...trees] = all;
    if (all.every(Boolean)) this.begin(tree, trees);
    else this.told = "";
    for (const old of this.texts.keys()) if (!addresses.includes(old)) this.texts.delete(old);
    return all.every(Boolean);
  }

  /** The JSON of a tree, fetched once for each of its contents. */
  async text(address) {
    if (!this.texts.has(address)) {
      const text = await fetched(address);
      if (text === null) return null;
      this.texts.set(address, JSON.parse(text));
    }
    return this.texts.get(address);
  }

  /** Load the element; in another house style it is another one, for which the page loads again. */
  async load(tree) {
    const { digest } = tree.parts.element;
    if (this.script && this.script !== digest) location.reload();
    if (this.script) return true;
    this.script = digest;
    const address = addressOf(tree, "element");
    const isLoaded = await new Promise((done) => {
      const attributes = { src: address, load: () => done(true), error: () => done(false) };
      document.head.append(make("script", attributes));
    });
    if (!isLoaded) this.script = "";
    return isLoaded;
  }

  begin(tree, trees) {
    const [first] = trees;
    const isSame = this.element?.dataset.tree === tree.key;
    const known = isSame ? stillKnown(this.element.known, first) : null;
    const element = make("woonkans-boom", {
      drawing: "none", tree: first.tree, lang: first.language, "data-tree": tree.key,
      known: known && JSON.stringify(known),
    });
    element.trees = unique(trees);
    this.host.replaceChildren(element);
    this.element = element;
  }
}

/** Where a tree is: outcomes refer to trees beside it. */
function folderOf(tree) {
  return tree.file.replace(/[^/\\]*$/, "");
}

/** Of several versions of a tree the first. */
function unique(trees) {
  return [...new Map(trees.toReversed().map((tree) => [tree.tree, tree])).values()].toReversed();
}

/** What was known of a tree, as far as it can be known of another version of it. */
function stillKnown(known, tree) {
  const facts = Object.entries(known?.facts ?? {}).filter(([id, value]) => {
    const fact = tree.facts.find((one) => one.id === id);
    return fact && isValue(fact, value);
  });
  const answers = Object.entries(known?.answers ?? {}).filter(([id, answer]) => {
    const question = tree.questions.find((one) => one.id === id);
    return question?.answers.some((one) => one.id === answer);
  });
  return { facts: Object.fromEntries(facts), answers: Object.fromEntries(answers) };
}

function isValue(fact, value) {
  const ids = (fact.options ?? []).map((option) => option.id);
  if (fact.type === "boolean") return typeof value === "boolean";
  if (fact.type === "choice") return ids.includes(value);
  if (fact.type === "choices") return Array.isArray(value) && value.every((one) => ids.includes(one));
  return Number.isInteger(value) && fact.range[0] <= value && value <= fact.range[1];
}
