// The words of the page, which Python has in every language of trees.

import { filled } from "./say.js";

/**
 * Return what says a word of the page in one language: `say("left", {count: 4})`. Its `words` are
 * those with which facts are said.
 * @param {Object<string, string|object>} words by their keys, with `{name}` where a value comes;
 *   `saying` are those for `say.js`
 * @returns {function(string, Object<string, string|number>=): string}
 */
export function phrases(words) {
  const say = (key, values = {}) => {
    if (words[key] === undefined) throw new Error(`No words for "${key}"`);
    return filled(words[key], values);
  };
  return Object.assign(say, { words: words.saying });
}

/**
 * Return a day as it is written on paper: 31-01-2026.
 * @param {string} day as in the JSON of a tree: 2026-01-31
 * @returns {string}
 */
export function writtenDay(day) {
  return day.split("-").reverse().join("-");
}

/**
 * Return the day of today, here, as in the JSON of a tree.
 * @returns {string}
 */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
