// How long ago a day was, in whole units of a fact, as Python counts it.

const DAY_MS = 86_400_000;

/**
 * Return how many whole units have passed from one day to another that is no earlier; null where
 * that is unknown: a day that is later or does not exist, or a unit that is no time.
 *
 * A month is full on the same day of a later month, or on its last day if it lacks that day.
 * @param {string} since as 2026-01-31
 * @param {string} until
 * @param {{unit: string|null, unit_measure: string|null, unit_size: number|null}} fact
 * @returns {number|null}
 */
export function passedSince(since, until, fact) {
  const from = dayParts(since);
  const to = dayParts(until);
  const measure = fact.unit === null ? "months" : fact.unit_measure;
  if (from === null || to === null || since > until) return null;
  if (measure === "days") return Math.floor((to.time - from.time) / DAY_MS / fact.unit_size);
  if (measure !== "months") return null;
  const last = new Date(Date.UTC(to.year, to.month, 0)).getUTCDate();
  const months = 12 * (to.year - from.year) + to.month - from.month;
  const whole = months - (to.day < Math.min(from.day, last) ? 1 : 0);
  return Math.floor(whole / (fact.unit_size ?? 1));
}

/**
 * Return the first and the last day that give a number which a fact can be, up to some day; the
 * first is null where any day will do.
 * @param {string} until
 * @param {{range: number[]|null}} fact as for `passedSince`
 * @returns {[string|null, string]}
 */
export function daysAllowed(until, fact) {
  const { time } = dayParts(until);
  const [low, high] = fact.range ?? [0, Infinity];
  const day = (ago) => new Date(time - ago * DAY_MS).toISOString().slice(0, 10);
  const oldest = Math.floor((time - dayParts("0001-01-01").time) / DAY_MS);
  const passed = (ago) => passedSince(day(ago), until, fact);
  const last = firstWhere((ago) => passed(ago) >= low, oldest);
  const first = firstWhere((ago) => passed(ago) > high, oldest) - 1;
  return [passed(oldest) > high ? day(first) : null, day(last)];
}

/** The first number up to some other for which something is so, which then stays so. */
function firstWhere(isSo, most) {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The year, month and day of a text, and its time in milliseconds; null for no day. */
function dayParts(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return exists ? { year, month, day, time: moment.getTime() } : null;
}
