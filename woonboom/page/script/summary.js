// What was decided, as text for a file: which tree, which outcome, by which answers.

import { changes, sayNeeded } from "./helping.js";
import { sayValue } from "./say.js";
import { today, writtenDay } from "./phrases.js";

/**
 * Return the way through a tree: each question with its answer.
 * @param {import("./engine.js").Boom} boom
 * @param {{path: {question: string, answer: string}[]}} decision
 * @returns {{question: object, answer: object}[]}
 */
export function pathOf(boom, decision) {
  return decision.path.map((step) => {
    const question = boom.question(step.question);
    return { question, answer: question.answers.find((answer) => answer.id === step.answer) };
  });
}

/**
 * Return the facts that are known and that decided, in words.
 * @param {import("./engine.js").Boom} boom
 * @param {{used: Object}} decision
 * @param {function} say
 * @returns {string[]}
 */
export function factWords(boom, decision, say) {
  return Object.entries(decision.used).map(([id, value]) => {
    const fact = boom.fact(id);
    return fact.type === "boolean" && !fact.yes
      ? `${fact.label}: ${say(value ? "yes" : "no")}`
      : sayValue(fact, value, say.words);
  });
}

/**
 * Return which version of a tree this is, in words.
 * @param {object} json of the tree
 * @param {function} say
 * @returns {string[]}
 */
export function versionWords(json, say) {
  const { tree_version: version, valid_from: start, valid_until: end } = json;
  const days = { start: start && writtenDay(start), end: end && writtenDay(end) };
  const valid = start && end ? "valid_between" : start ? "valid_from" : end ? "valid_until" : null;
  return [
    version ? say("version", { version }) : say("draft"),
    valid ? say(valid, days) : null,
    say("check_number", { number: json.fingerprint }),
    json.errors ? say("has_errors") : null,
  ].filter(Boolean);
}

/**
 * Return the whole walk as plain text, to be pasted into a file.
 * @param {import("./guide.js").Guide} guide
 * @param {function} say
 * @returns {string}
 */
export function summaryText(guide, say) {
  const parts = guide.moment.legs.map((leg) => legText(guide, leg, say));
  return `${[...parts, say("advice")].join("\n\n")}\n`;
}

function legText(guide, leg, say) {
  const boom = guide.booms.get(leg.tree);
  const decision = guide.decisionOf(leg);
  const { json } = boom;
  const outcome = boom.outcome(decision.outcome);
  const path = pathOf(boom, decision).map(
    ({ question, answer }) => `${question.number}. ${question.ask} ${answer.label}`,
  );
  const facts = factWords(boom, decision, say).map((words) => `- ${words}`);
  const date = say("filled_in_on", { date: writtenDay(today()) });
  return [
    [json.title, [...versionWords(json, say), date].join(" · ")],
    outcome ? outcomeLines(outcome, say) : [],
    helpLines(boom, leg.known, say),
    path.length ? [say("path"), ...path] : [],
    facts.length ? [say("facts_used"), ...facts] : [],
  ]
    .filter((lines) => lines.length)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** What would help, with what is needed for that. */
function helpLines(boom, known, say) {
  const found = changes(boom, known, say.words).map((change) => {
    const { title } = boom.outcome(change.outcome);
    const needed = sayNeeded(boom, change, say.words);
    return `- ${title}: ${change.words}${needed ? `. ${needed}` : ""}`;
  });
  return found.length ? [say("would_help"), ...found] : [];
}

/**
 * Return what an outcome is and what to do now, line by line.
 * @param {object} outcome
 * @param {function} say
 * @returns {string[]}
 */
export function outcomeLines(outcome, say) {
  const title = `${outcome.code} ${outcome.title}`;
  const steps = outcome.steps.map((step, at) => `${at + 1}. ${step}`);
  return [
    say("outcome_is", { kind: outcome.kind_words, title }),
    ...(outcome.text ? [outcome.text] : []),
    ...(steps.length ? [`${say("next_steps")}:`, ...steps] : []),
  ];
}
