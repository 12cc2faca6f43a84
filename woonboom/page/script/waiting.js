const DAYS_IN_A_MONTH = 30;
const WAITING_MEASURES = ["months", "days"];

/**
 * Return the shortest wait that leads to a better outcome, if any does: how many `steps` (months or
 * days), and what comes of it. The same as `woonboom/decide/waiting.py`: every number of months,
 * years, weeks or days that is known grows, all together, and the rest stays as it is. Where of a
 * time more or less is known but not the number, nothing can be said of waiting.
 *
 * @param {import("./nearest.js").Nearest} near
 * @returns {object|null} its words come with `sayWait`
 */
export function shortestWait(near) {
  const times = timesOf(near);
  const grown = near.without(times.map((time) => time.id));
  for (const steps of momentsOf(near, times)) {
    const later = Object.fromEntries(times.map((time) => [time.id, after(time, steps)]));
    if (times.some((time) => later[time.id] > time.last)) return null;
    const cases = near.sets.meet(grown, near.space.box(later));
    if (near.possible(cases)) {
      const { outcome, needed } = near.nearest(cases, [], { ...near.given, ...later });
      const moved = Object.entries(later).filter(([id, value]) => value !== near.given[id]);
      return { outcome, facts: Object.fromEntries(moved), needed, steps, times };
    }
  }
  return null;
}

/** The times that grow; none when of one of them the number is not known. */
function timesOf(near) {
  const facts = near.items.map((id) => near.boom.fact(id));
  const timed = facts.filter((fact) => WAITING_MEASURES.includes(fact.unit_measure));
  if (timed.some((fact) => !Object.hasOwn(near.given, fact.id))) return [];
  const step = timed.some((fact) => fact.unit_measure === "months") ? "months" : "days";
  return timed.map((fact) => ({
    id: fact.id,
    fact,
    step,
    value: near.given[fact.id],
    every: fact.unit_size,
    per: fact.unit_measure === step ? 1 : DAYS_IN_A_MONTH,
    last: fact.range ? fact.range[1] : Infinity,
  }));
}

/** The value of a time after some steps of waiting. */
function after(time, steps) {
  return time.value + Math.floor((steps * time.per) / time.every);
}

/** After how many steps some time passes a threshold, the soonest first. */
function momentsOf(near, times) {
  const found = times.flatMap((time) => {
    const [level] = near.space.span.get(time.id);
    const later = near.space.axes[level].cells.map(([low]) => low).filter((low) => low > time.value);
    return later.map((low) => Math.ceil(((low - time.value) * time.every) / time.per));
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

/**
 * Return a wait in a unit of the times, where that comes out whole, and in words.
 *
 * @param {object} wait what `shortestWait` found
 * @param {object} words
 * @returns {{number: number, unit: string, words: string}}
 */
export function sayWait({ steps, times }, words) {
  const [{ step }] = times;
  const fitting = times.find(({ fact }) => fact.unit_measure === step && steps % fact.unit_size === 0);
  if (!fitting) return { number: steps, unit: words[step][1], words: counted(steps, ...words[step]) };
  const { unit, unit_one: one, unit_many: many, unit_size: size } = fitting.fact;
  return { number: steps / size, unit, words: counted(steps / size, one, many) };
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
