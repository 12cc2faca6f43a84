// A link that leads back to a place in the trees. It holds the answers, so it is made when asked for.

const LINK_START = "#woonkans";
const TREE_START = "#boom=";

/**
 * Return the address of where we are, with all that is known in its fragment, which browsers do
 * not send.
 * @param {import("./guide.js").Guide} guide
 * @param {HTMLElement} host the element; the link leads to that place on its page
 * @returns {string}
 */
export function linkTo(guide, host) {
  const legs = guide.moment.legs.map(({ tree, known }) => {
    return { tree, check: guide.booms.get(tree).json.fingerprint, known };
  });
  const bytes = new TextEncoder().encode(JSON.stringify(legs));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const safe = text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${location.href.split("#")[0]}${startOf(host)}${safe}`;
}

/** What links to an element begin with; of a second one on the page with its number. */
function startOf(host) {
  const at = [...document.querySelectorAll(host.localName)].indexOf(host);
  return `${LINK_START}${at > 0 ? at + 1 : ""}=`;
}

/**
 * Return the id of the tree in which the address of the page asks to begin, or null.
 * @returns {string|null}
 */
export function treeAsked() {
  const { hash } = location;
  if (!hash.startsWith(TREE_START)) return null;
  try {
    return decodeURIComponent(hash.slice(TREE_START.length));
  } catch {
    return null;
  }
}

/**
 * Return where the address of the page leads, if it is such a link, and take that out of the
 * address. `legs` is null for a link that cannot be used; `same` tells whether the trees are still
 * what they were.
 * @param {Map<string, import("./engine.js").Boom>} booms
 * @param {HTMLElement} host the element
 * @param {boolean} isAlone whether a link for other trees cannot be meant for somebody else here
 * @returns {{legs: import("./guide.js").Leg[]|null, same: boolean}|null}
 */
export function linkFor(booms, host, isAlone) {
  const start = startOf(host);
  if (!location.hash.startsWith(start)) return null;
  const legs = readLink(location.hash.slice(start.length));
  const isOurs = legs !== null && legs.every(({ tree }) => booms.has(tree));
  if (legs !== null && !isOurs && !isAlone) return null;
  history.replaceState(history.state, "", location.href.split("#")[0]);
  const isSame = ({ tree, check }) => booms.get(tree).json.fingerprint === check;
  return { legs: isOurs ? legs : null, same: isOurs && legs.every(isSame) };
}

function readLink(text) {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const legs = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
    return Array.isArray(legs) && legs.length && legs.every((leg) => isRecord(leg?.known)) ? legs : null;
  } catch {
    return null;
  }
}

function isRecord(value) {
  return typeof value === "object" && value !== null;
}
