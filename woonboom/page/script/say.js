/**
 * What is known of a case, in words: "betalingsregeling 6 maanden of langer".
 *
 * `words` everywhere is what `saying` of woonboom/page/saying.py gives, in the tree's language.
 * @module say
 */

const LONG_MEASURES = ["months", "days", "working days", "minutes"];
const ROUND_MONTHS = [12, 10, 6, 5];
const ROUND_NUMBERS = [100, 10, 5];
const MOST_NAMED = 3;

/**
 * A text with its {places} filled in.
 * @param {string} text
 * @param {Object<string, string|number>} values
 * @returns {string}
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * Words with commas between them, and a word of its own before the last.
 * @param {string[]} parts
 * @param {string} joining "{first} of {last}"
 * @returns {string}
 */
export function joined(parts, joining) {
  if (parts.length < 2) return parts.join("");
  return filled(joining, { first: parts.slice(0, -1).join(", "), last: parts.at(-1) });
}

/**
 * An amount in the unit of a fact: "1 maand".
 * @param {object} fact
 * @param {number} amount
 * @returns {string}
 */
export function sayAmount(fact, amount) {
  if (!fact.unit) return String(amount);
  return `${amount} ${Math.abs(amount) === 1 ? fact.unit_one : fact.unit_many}`;
}

/**
 * In words what a fact is: "betalingsregeling 6 maanden", "zonder huurschuld".
 * @param {object} fact
 * @param {boolean|number|string|string[]} value
 * @param {object} words
 * @returns {string}
 */
export function sayValue(fact, value, words) {
  if (typeof value === "boolean") {
    return (value ? fact.yes : fact.no) || `${sayName(fact)} ${value ? words.yes : words.no}`;
  }
  return `${sayName(fact)} ${sayBare(fact, value, words)}`;
}

/**
 * A value in words without the fact's name: "6 maanden", "ja", "overlast en huurachterstand".
 * @param {object} fact
 * @param {boolean|number|string|string[]} value
 * @param {object} words
 * @returns {string}
 */
export function sayBare(fact, value, words) {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return sayAmount(fact, value);
  const chosen = [value].flat();
  const labels = fact.options.filter((one) => chosen.includes(one.id)).map((one) => one.label);
  if (fact.type === "choices" && labels.some((label) => label.includes(","))) {
    return labels.join("; ");
  }
  return joined(labels, words.and);
}

/**
 * How a fact is called before its value: "regeling" 6 maanden, "kinderen:" 2.
 * @param {object} fact
 * @returns {string}
 */
export function sayName(fact) {
  if (fact.short && isLong(fact)) return fact.short;
  const name = fact.short || fact.label;
  return name.endsWith("?") ? name : `${name}:`;
}

/**
 * In words which stretches of numbers a fact may have: "regeling korter dan 6 maanden".
 * @param {object} fact
 * @param {[number, number][]} cells all stretches that the tree tells apart, in order
 * @param {boolean[]} inside which of them are meant
 * @param {object} words
 * @returns {string}
 */
export function sayNumbers(fact, cells, inside, words) {
  const outside = inside.map((one) => !one);
  const between = stretchesOf(cells, outside);
  if (between.length === 1 && !outside[0] && !outside.at(-1)) {
    return `${sayName(fact)} ${filled(words.not, { amount: sayWithin(fact, ...between[0], words) })}`;
  }
  const said = stretchesOf(cells, inside).map((one) => sayStretch(fact, cells, one, words));
  return `${sayName(fact)} ${said.join(words.or_else)}`;
}

function stretchesOf(cells, inside) {
  const found = [];
  inside.forEach((one, at) => {
    if (one && inside[at - 1]) found.at(-1)[1] = cells[at][1];
    else if (one) found.push([...cells[at]]);
  });
  return found;
}

/** A stretch of numbers; its end is told by the number that people are likelier to know. */
function sayStretch(fact, cells, [low, high], words) {
  const [first, last, long] = [cells[0][0], cells.at(-1)[1], isLong(fact)];
  const say = (text, number) => filled(text, { amount: sayAmount(fact, number) });
  if (low !== first && high === last && low !== high) {
    if (isRounder(fact, low - 1, low)) return say(long ? words.longer : words.more, low - 1);
    return say(long ? words.or_longer : words.or_more, low);
  }
  if (low === first && low !== high) {
    if (isRounder(fact, high, high + 1)) return say(words.at_most, high);
    return say(long ? words.shorter : words.less, high + 1);
  }
  return sayWithin(fact, low, high, words);
}

function sayWithin(fact, low, high, words) {
  const last = sayAmount(fact, high);
  if (high - low >= MOST_NAMED) return filled(words.to, { low, high: last });
  const first = Array.from({ length: high - low }, (_, at) => String(low + at));
  return joined([...first, last], words.or);
}

function isLong(fact) {
  return LONG_MEASURES.includes(fact.unit_measure);
}

function isRounder(fact, number, other) {
  const divisors = fact.unit_measure === "months" ? ROUND_MONTHS : ROUND_NUMBERS;
  const rank = (value) => {
    const at = divisors.findIndex((by) => value % by === 0);
    return at < 0 ? 0 : divisors.length - at;
  };
  return rank(number) > rank(other);
}
