// What is known of a case, and what becomes of it when a person says more.

import { holds } from "./conditions.js";

/**
 * @typedef {{facts: Object, answers: Object<string, string>, within?: Object}} Known
 * @typedef {{question?: string, fact?: string}} Lost
 */

/** @returns {Known} */
export function nothingKnown() {
  return { facts: {}, answers: {} };
}

/**
 * Return what is known of a fact, or undefined.
 * @param {Known} known
 * @param {string} id the fact's, which may be a name that every object has
 */
export function valueIn(known, id) {
  return Object.hasOwn(known.facts, id) ? known.facts[id] : undefined;
}

/**
 * Return what is known once a question is answered. An answer that pins a fact down is that fact.
 * What does not fit the new answer is lost, so that the newest word counts.
 * @param {import("./engine.js").Boom} boom
 * @param {Known} known
 * @param {string} questionId
 * @param {string} answerId
 * @returns {{known: Known, lost: Lost[]}}
 */
export function answered(boom, known, questionId, answerId) {
  const question = boom.question(questionId);
  const pinned = pinnedBy(boom, question, answerId);
  const answers = without(known.answers, questionId);
  const told = pinned
    ? { ...known, answers, facts: { ...known.facts, [pinned.fact]: pinned.value } }
    : { ...known, answers: { ...answers, [questionId]: answerId } };
  return mended(boom, told, { question: questionId, facts: pinned ? [pinned.fact] : [] }, question);
}

/**
 * Return what is known with other values of facts (`undefined` for unknown). Answers to questions
 * that no longer fit are lost; facts that cannot be together stay, for the person to mend.
 * @param {import("./engine.js").Boom} boom
 * @param {Known} known
 * @param {Object} values by fact
 * @returns {{known: Known, lost: Lost[]}}
 */
export function filledIn(boom, known, values) {
  const facts = { ...known.facts, ...values };
  for (const id of Object.keys(facts)) if (facts[id] === undefined) delete facts[id];
  return mended(boom, { ...known, facts }, { facts: Object.keys(facts) }, null);
}

/**
 * Return what of a case from elsewhere this tree can use. Facts that cannot be together stay, for
 * the person to mend.
 * @param {import("./engine.js").Boom} boom
 * @param {Object} given with `facts` and `answers`, perhaps
 * @returns {{known: Known, lost: Lost[]}}
 */
export function usable(boom, given) {
  const facts = Object.entries(given?.facts ?? {}).filter(([id, value]) => {
    return boom.fact(id) && boom.fits(id, value);
  });
  const answers = Object.entries(given?.answers ?? {}).filter(([id, answer]) =>
    boom.question(id)?.answers.some((one) => one.id === answer),
  );
  const known = { facts: Object.fromEntries(facts), answers: Object.fromEntries(answers) };
  const limits = Object.entries(given?.within ?? {}).filter(([id, one]) => areLimits(boom.fact(id), one));
  if (limits.length) known.within = Object.fromEntries(limits);
  return mended(boom, known, { facts: Object.keys(known.facts) }, null);
}

/** Whether these can be the limits of a fact, as `valuesOf` writes them. */
function areLimits(fact, limits) {
  const isList = (name) => Array.isArray(limits?.[name]);
  if (!fact) return false;
  if (fact.type === "boolean") return isList("values");
  if (fact.type !== "integer") return isList("options") && (fact.type === "choice" || isList("required"));
  return isList("ranges") && limits.ranges.every((range) => Array.isArray(range) && range.length === 2);
}

/**
 * Return which facts and answers of a case from elsewhere fit none of some trees, by their ids.
 * @param {import("./engine.js").Boom[]} booms
 * @param {Object} given with `facts` and `answers`, perhaps
 * @returns {string[]}
 */
export function unfitting(booms, given) {
  const facts = Object.entries(given?.facts ?? {}).filter(([, value]) => value !== null);
  const answers = Object.entries(given?.answers ?? {});
  const fits = (boom, id, value) => boom.fact(id) && boom.fits(id, value);
  const isOf = (boom, id, answer) => boom.question(id)?.answers.some((one) => one.id === answer);
  const isOdd = (test) => ([id, value]) => !booms.some((boom) => test(boom, id, value));
  return [...facts.filter(isOdd(fits)), ...answers.filter(isOdd(isOf))].map(([id]) => id);
}

/**
 * Return the answer that a person gave to a question, also before its turn or by its facts; null
 * when there is none.
 * @param {import("./engine.js").Boom} boom
 * @param {Known} known
 * @param {object} question
 * @returns {string|null}
 */
export function givenAnswer(boom, known, question) {
  if (Object.hasOwn(known.answers, question.id)) return known.answers[question.id];
  const isFilled = question.facts.length && question.facts.every((id) => Object.hasOwn(known.facts, id));
  return isFilled ? boom.settled(known, question.id) : null;
}

/** Whether an answer to a question can be told by its label alone, so that nothing is reckoned. */
export function isPlain(boom, question) {
  return question.answers.every((answer) => pinnedBy(boom, question, answer.id) !== null);
}

/** The fact that an answer comes to, with its value; null when it says less than that. */
function pinnedBy(boom, question, answerId) {
  const { condition } = question.answers.find((answer) => answer.id === answerId);
  const [id, other] = question.facts;
  const fact = boom.fact(id);
  if (other !== undefined || !["boolean", "choice"].includes(fact?.type)) return null;
  const all = fact.type === "boolean" ? [true, false] : fact.options.map((option) => option.id);
  const values = all.filter((value) => holds(condition, { [id]: value }));
  return values.length === 1 ? { fact: id, value: values[0] } : null;
}

/** Leave out what contradicts, of the question itself first, until there is a case like that. */
function mended(boom, told, kept, question) {
  let known = told;
  const lost = [];
  for (let clash = boom.conflict(known); clash; clash = boom.conflict(known)) {
    const own = clash.facts.filter((id) => question?.facts.includes(id));
    const fact = [...own, ...clash.facts].find((id) => !kept.facts.includes(id));
    const answer = clash.questions.find((id) => id !== kept.question);
    if (answer === undefined && fact === undefined) return withoutRanges(boom, known, lost);
    lost.push(answer === undefined ? { fact } : { question: answer });
    known = {
      ...known,
      facts: answer === undefined ? without(known.facts, fact) : known.facts,
      answers: without(known.answers, answer),
    };
  }
  return { known, lost };
}

/** What another tree said of facts gives way to what is said here. */
function withoutRanges(boom, known, lost) {
  const { within, ...rest } = known;
  return { known: within && !boom.conflict(rest) ? rest : known, lost };
}

function without(record, key) {
  const { [key]: _, ...rest } = record;
  return rest;
}
