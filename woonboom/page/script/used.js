import { factsOf, holds } from "./conditions.js";

/**
 * Return the known facts that decide the path and the outcome, in the order in which questions
 * read them. The same as `woonboom/decide/used.py`; answers that were given directly stay.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @param {Decision} decision
 * @returns {Facts}
 */
export function usedFacts(boom, known, decision) {
  const given = boom.given(known);
  const order = boom.json.facts.filter((fact) => fact.asked && Object.hasOwn(given, fact.id)).map(({ id }) => id);
  const facts = factsAmong(given, new Set([...order, ...Object.keys(given)]));
  const needed = decision.path.flatMap(({ question }) =>
    neededAt(boom, boom.question(question), known, facts) ?? []);
  if (decision.at !== null && (decision.outcome !== null || decision.fault)) {
    needed.push(...neededToEnd(boom, decision.at, known, facts));
  }
  const kept = new Set(needed);
  return factsAmong(facts, Object.keys(facts).filter((id) => kept.has(id)));
}

/** The facts that decide how a case ends that stops at a place: the tree's fault, or not. */
function neededToEnd(boom, place, known, facts) {
  const question = boom.question(place);
  const found = question ? neededAt(boom, question, known, facts) : null;
  return found ?? neededBeyond(boom, place, known, facts);
}

/** The facts without which it would not be known which answers hold; null if it is not. */
function neededAt(boom, question, known, facts) {
  const said = (part) => verdictOn(boom.answered(known, question)
    ?? question.answers.map((answer) => holds(answer.condition, part)));
  const here = said(facts);
  if (here === null) return neededExactly(boom, question, known, facts);
  const read = new Set(question.answers.flatMap((answer) => factsOf(answer.condition)));
  return fewerFacts(facts, [...read], (part) => said(part) === here);
}

/** The same where the answer follows from other facts. */
function neededExactly(boom, question, known, facts) {
  const said = (part) => verdictOn(boom.ground.truths(question, boom.cases({ ...known, facts: part })));
  const exact = () => {
    const here = said(facts);
    return { found: here && fewerFacts(facts, Object.keys(facts), (part) => said(part) === here) };
  };
  const done = boom.exactly(exact);
  if (done) return done.found;
  return question.answers.flatMap((answer) => factsOf(answer.condition)).filter((id) => Object.hasOwn(facts, id));
}

/** What is known of the answers of a question, when that says how the case goes on. */
function verdictOn(truths) {
  if (truths.filter((truth) => truth).length > 1) return truths.map((truth) => truth === true).join();
  return truths.includes(null) ? null : truths.join();
}

/** The facts without which more would be possible after the path. */
function neededBeyond(boom, place, known, facts) {
  const ends = (part) => {
    const { outcomes, fault } = boom.ground.endsOf(place, boom.cases({ ...known, facts: part }));
    return [...outcomes].sort().join() + fault;
  };
  return boom.exactly(() => {
    const here = ends(facts);
    return fewerFacts(facts, Object.keys(facts), (part) => ends(part) === here);
  }) ?? Object.keys(facts);
}

/** The facts that are enough, those that are read first preferred. */
function fewerFacts(facts, ids, enough) {
  let kept = ids.filter((id) => Object.hasOwn(facts, id));
  for (const id of [...kept].reverse()) {
    const rest = kept.filter((other) => other !== id);
    if (enough(factsAmong(facts, rest))) kept = rest;
  }
  return kept;
}

function factsAmong(facts, ids) {
  return Object.fromEntries([...ids].map((id) => [id, facts[id]]));
}
