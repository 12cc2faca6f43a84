import { holds } from "./conditions.js";
import { NONE } from "./diagrams.js";
import { usedFacts } from "./used.js";
import { follow } from "./walk.js";

const IMPOSSIBLE = new Set();

/**
 * Decide a case, or tell how far it comes. The same as `woonboom/decide/decision.py`: by facts
 * alone as far as that goes, then with all cases that are left.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @returns {Decision}
 */
export function decisionOn(boom, known) {
  const conflict = boom.conflict(known);
  if (conflict) return { ...undecided(), at: boom.json.start, conflict };
  const { exact, ...walk } = walkOf(boom, known);
  const kind = walk.outcome === null ? null : boom.outcome(walk.outcome).kind;
  const ends = possibleAfter(boom, known, walk);
  const decision = { ...undecided(), ...walk, kind, ...ends, exact: exact && ends.exact };
  return { ...decision, used: usedFacts(boom, known, decision) };
}

function undecided() {
  return {
    outcome: null, kind: null, path: [], at: null, fault: false, clash: [], possible: [],
    exact: true, used: {}, conflict: null,
  };
}

function walkOf(boom, known) {
  const facts = boom.given(known);
  const plain = follow(boom, (question) => boom.answered(known, question)
    ?? question.answers.map((answer) => holds(answer.condition, facts)));
  if (plain.outcome !== null || plain.fault) return { ...plain, exact: true };
  const found = boom.exactly(() => walkExactly(boom, known, plain));
  return { ...(found ?? plain), exact: found !== null };
}

/** Go on where facts by themselves do not settle the answer, with all cases that are left. */
function walkExactly(boom, known, soFar) {
  const cases = boom.cases(known);
  const found = follow(boom, (question) =>
    boom.answered(known, question) ?? boom.ground.truths(question, cases));
  if (found.outcome !== null || found.fault) return found;
  const { outcomes, fault } = boom.ground.endsOf(found.at ?? soFar.at, cases);
  if (outcomes.size === 1 && !fault) return { ...found, outcome: [...outcomes][0] };
  return { ...found, fault: outcomes.size === 0 };
}

function possibleAfter(boom, known, walk) {
  if (walk.outcome !== null) return { possible: [walk.outcome], exact: true };
  if (walk.fault) return { possible: [], exact: true };
  const ends = boom.exactly(() => boom.ground.endsOf(walk.at, boom.cases(known)));
  const outcomes = ends?.outcomes ?? reachableFrom(boom, known, walk.at);
  return { possible: byCode(boom, outcomes), exact: ends !== null };
}

/**
 * Return of each answer of a question whether it is possible, and the outcomes that then are.
 * What was answered to the question itself does not count.
 *
 * @param {Boom} boom
 * @param {Known} known
 * @param {object} question
 * @returns {{answer: string, possible: boolean, outcomes: string[]}[]}
 */
export function choicesAt(boom, known, question) {
  const { [question.id]: _, ...answers } = known.answers ?? {};
  const rest = { ...known, answers };
  return question.answers.map((answer, at) => {
    const outcomes = boom.exactly(() => endsBy(boom, rest, question, answer))
      ?? (openAt(boom, rest, question)[at] ? reachableFrom(boom, rest, answer.goto) : IMPOSSIBLE);
    const possible = outcomes !== IMPOSSIBLE;
    return { answer: answer.id, possible, outcomes: byCode(boom, outcomes) };
  });
}

function endsBy(boom, known, question, answer) {
  const cases = boom.diagrams.meet(boom.cases(known), boom.ground.only(question, answer.id));
  return cases === NONE ? IMPOSSIBLE : boom.ground.endsOf(answer.goto, cases).outcomes;
}

function byCode(boom, outcomes) {
  return boom.json.outcomes.map((outcome) => outcome.id).filter((id) => outcomes.has(id));
}

/** Every outcome that cannot be ruled out answer by answer: of an entangled tree, too many. */
function reachableFrom(boom, known, start) {
  const found = new Set([start]);
  for (const place of found) {
    const question = boom.question(place);
    const open = question ? openAt(boom, known, question) : [];
    open.forEach((may, at) => {
      if (may) found.add(question.answers[at].goto);
    });
  }
  return new Set([...found].filter((id) => boom.outcome(id)));
}

/** Of each answer of a question whether what is known leaves it open, looked at by itself. */
function openAt(boom, known, question) {
  const facts = boom.given(known);
  return boom.answered(known, question)
    ?? question.answers.map((answer) => holds(answer.condition, facts) !== false);
}
