// Whether something is a tree that these scripts can walk.

const TREE_FORMAT = "woonboom-tree";
const TREE_VERSION = 1;
const LISTS = [
  "facts", "questions", "outcomes", "pages", "glossary", "organisations", "parameters", "assumptions",
];

/**
 * Return what is wrong with what should be a tree, by the key of its words; null if nothing is.
 * @param {*} tree
 * @returns {"not_loaded"|"other_format"|null}
 */
export function problemOf(tree) {
  if (tree?.format !== TREE_FORMAT) return "not_loaded";
  if (tree.version !== TREE_VERSION) return "other_format";
  const isWhole = LISTS.every((name) => Array.isArray(tree[name])) && typeof tree.tree === "string";
  return isWhole ? null : "not_loaded";
}
