// Making elements: the one way in which the page's scripts write text and structure.

/**
 * Make an element. An attribute that is a function listens to the event of that name; one that is
 * `true` stands alone, and one that is `false` or `null` is left out.
 * @param {string} tag
 * @param {Object<string, string|number|boolean|null|Function>} attributes
 * @param {...(Node|string|null|Array<Node|string|null>)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, String(value));
    }
  }
  const given = children.flat(2).filter((child) => child !== null && child !== undefined);
  made.append(...given.map((child) => (typeof child === "string" ? together(child) : child)));
  return made;
}

/** A number stays on one line with the word after it, as it does on the poster. */
function together(text) {
  return text.replace(/\b(\d{1,4}) (?=\p{L}{1,8}(?!\p{L}))/gu, "$1\u00a0");
}

/**
 * Make an element of a text that is markup already: a picture, or a page of the tree, which Python
 * made safe.
 * @param {string} markup
 * @param {Object<string, string|boolean|null>} attributes of the element around it
 * @returns {HTMLElement}
 */
export function marked(markup, attributes) {
  const around = make("div", attributes);
  around.innerHTML = together(markup);
  return around;
}

/**
 * Make a button.
 * @param {string} text
 * @param {Function} press what it does
 * @param {Object<string, string|boolean|null>} attributes
 * @returns {HTMLElement}
 */
export function button(text, press, attributes = {}) {
  return make("button", { type: "button", click: press, ...attributes }, text);
}
