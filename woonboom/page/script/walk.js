/**
 * How far a case comes; `at` is the question where it stops, or the place that does not exist.
 *
 * @typedef {{outcome: string|null, path: {question: string, answer: string}[], at: string|null,
 *   clash: string[], fault: boolean}} Walk
 */

/**
 * Follow the answers that hold, as long as no other answer can hold too.
 *
 * @param {Boom} boom
 * @param {(question: object) => (boolean|null)[]} truths of each answer whether it holds
 * @returns {Walk}
 */
export function follow(boom, truths) {
  const path = [];
  const passed = new Set();
  let place = boom.json.start;
  for (let question = boom.question(place); question; question = boom.question(place)) {
    const { answer, clash, fault } = answerOf(question, truths(question));
    if (!answer || passed.has(place)) { // a case that comes back, comes back for ever
      return { outcome: null, path, at: place, clash, fault: fault || !!answer };
    }
    passed.add(place);
    path.push({ question: place, answer: answer.id });
    place = answer.goto;
  }
  const found = boom.outcome(place) ? place : null;
  return { outcome: found, path, at: found ? null : place, clash: [], fault: !found };
}

/** The one answer that holds; else the answers that clash, and whether the tree is at fault. */
function answerOf(question, truths) {
  const holding = question.answers.filter((_, at) => truths[at]);
  const known = !truths.includes(null);
  if (holding.length === 1 && known) return { answer: holding[0], clash: [], fault: false };
  const clash = holding.length > 1 ? holding.map((answer) => answer.id) : [];
  return { answer: null, clash, fault: clash.length > 0 || (known && holding.length === 0) };
}
