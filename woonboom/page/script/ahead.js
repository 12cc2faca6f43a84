// What a walk still meets, and what was already said of it.

import { stillOpen } from "./lighting.js";
import { givenAnswer } from "./telling.js";

/**
 * Return the questions that can still come, by their ids: those that the drawing does not fade.
 * @param {import("./engine.js").Boom} boom
 * @param {import("./engine.js").Decision} decision
 * @returns {Set<string>}
 */
export function questionsAhead(boom, decision) {
  if (decision.outcome !== null || decision.at === null) return new Set();
  const goals = ({ answers }) => answers.map((answer) => answer.goto);
  const { questions } = boom.json;
  const open = stillOpen(new Map(questions.map((one) => [one.id, goals(one)])), decision);
  return new Set(questions.map(({ id }) => id).filter((id) => open.has(id)));
}

/**
 * Return the questions that may still come and have their answer already, with that.
 * @param {import("./engine.js").Boom} boom
 * @param {import("./telling.js").Known} known
 * @param {import("./engine.js").Decision} decision
 * @returns {{question: object, answer: object}[]}
 */
export function answeredAhead(boom, known, decision) {
  const ahead = questionsAhead(boom, decision);
  const open = boom.json.questions.filter(({ id }) => ahead.has(id) && id !== decision.at);
  const steps = open.map((question) => {
    const given = givenAnswer(boom, known, question);
    return { question, answer: question.answers.find(({ id }) => id === given) };
  });
  return steps.filter(({ answer }) => answer);
}
