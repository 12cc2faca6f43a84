// A field for every kind of fact.

import { daysAllowed, passedSince } from "./days.js";
import { make } from "./make.js";
import { today, writtenDay } from "./phrases.js";

let fields = 0;

/**
 * Make the field of a fact. `changed(value)` is called with its new value, with `undefined` when it
 * is not known any more, and `null` for something that the fact cannot be.
 * @param {import("./engine.js").Boom} boom
 * @param {object} fact
 * @param {{value: *, days: Map<string, string>}} given what is known of it, or undefined; and the
 *   days that were filled in, by fact
 * @param {function} say
 * @param {function(*): void} changed
 * @returns {{element: HTMLElement, told: string, tell: function(string, boolean=): void,
 *   follows: function(boolean): void}} with `tell` for a word about it; `follows` tells whether its
 *   value follows from the rest, so that it is not unknown
 */
export function factField(boom, fact, { value, days }, say, changed) {
  const id = `fact-${++fields}`;
  const told = make("p", { class: "told", id: `${id}-told`, hidden: true });
  const field = { boom, fact, value, days, say, changed, id, told };
  const element = fact.type === "integer" ? numberField(field) : chosenField(field);
  element.dataset.fact = fact.id;
  element.append(told);
  return {
    element,
    get told() {
      return told.textContent;
    },
    tell: (text, wrong = false) => telling(told, element, text, wrong),
    follows: (does) => showUnknown(element, !does),
  };
}

/** What follows from the rest is not unknown, also when nothing else is chosen. */
function showUnknown(element, isUnknown) {
  const none = element.querySelector(".none input");
  if (none && !element.querySelector(".option:not(.none) :checked")) none.checked = isUnknown;
}

function telling(told, element, text, wrong) {
  if (told.textContent === text && told.hidden === (text === "")) return;
  told.textContent = text;
  told.hidden = text === "";
  element.classList.toggle("wrong", wrong);
  for (const input of element.querySelectorAll("input")) {
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** Buttons to choose one or some of what a fact can be. */
function chosenField(field) {
  const { fact, id, say } = field;
  const some = fact.type === "choices";
  const options = optionsOf(fact, say).map((option) => choosing(field, option, some));
  const kind = fact.type === "boolean" ? "row" : "rows";
  return make(
    "fieldset",
    { class: "fact", "aria-describedby": `${id}-told` },
    make("legend", {}, fact.label),
    some ? make("p", { class: "hint" }, say("some")) : null,
    make("div", { class: `options ${kind}` }, options),
  );
}

function optionsOf(fact, say) {
  const unknown = { value: undefined, label: say("unknown") };
  if (fact.type === "boolean") {
    const [yes, no] = [true, false].map((value) => ({ value, label: say(value ? "yes" : "no") }));
    return [yes, no, unknown];
  }
  const options = fact.options.map((option) => ({ value: option.id, label: option.label }));
  return fact.type === "choice" ? [...options, unknown] : options;
}

function choosing({ value, id, changed }, option, some) {
  const isOn = some ? (value ?? []).includes(option.value) : value === option.value;
  const input = make("input", {
    type: some ? "checkbox" : "radio",
    name: id,
    checked: isOn,
    change: () => changed(some ? chosenIn(input) : option.value),
  });
  input.chosen = option.value;
  const isNone = option.value === undefined;
  return make("label", { class: isNone ? "option none" : "option" }, input, make("span", {}, option.label));
}

/** All options that are ticked beside this one; none at all is: not known. */
function chosenIn(input) {
  const inputs = [...input.closest(".options").querySelectorAll("input")];
  const ticked = inputs.filter((one) => one.checked).map((one) => one.chosen);
  return ticked.length ? ticked : undefined;
}

function numberField(field) {
  const { fact, value, id } = field;
  const label = make("label", { class: "legend", for: id }, fact.label);
  const input = make("input", {
    id,
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    size: 6,
    value: value ?? null,
    "aria-describedby": `${id}-unit ${id}-told`,
    input: () => typed(false),
    change: () => typed(true),
  });
  const typed = (done) => {
    if (day) day.value = "";
    readNumber(field, input, done);
  };
  const unit = make("span", { class: "unit", id: `${id}-unit` }, fact.unit_many ?? fact.unit ?? "");
  const date = fact.entered_as === "date" ? dateField(field, input) : null;
  const day = date?.querySelector("input");
  label.id = `${id}-name`;
  return make("div", { class: "fact" }, label, make("div", { class: "number" }, input, unit, date));
}

/**
 * A day from which the number follows: how long ago it was. While a year is typed its first digits
 * are a day too; so a day that cannot be is told when the field is left.
 */
function dateField(field, number) {
  const { boom, fact, id, value, days, say } = field;
  const fitting = (day) => {
    const passed = day && passedSince(day, today(), fact);
    return Number.isInteger(passed) && boom.fits(fact.id, passed) ? passed : null;
  };
  const take = (passed) => {
    number.value = passed ?? "";
    readNumber(field, number, true);
  };
  const input = make("input", {
    id: `${id}-day`,
    type: "date",
    max: today(),
    "aria-labelledby": `${id}-name ${id}-since`,
    "aria-describedby": `${id}-told`,
    change: () => {
      const passed = fitting(input.value);
      if (passed === null && input.value) return;
      days.set(fact.id, input.value);
      take(passed);
    },
    blur: () => {
      if (input.value && fitting(input.value) === null) refuseDay(field, number);
    },
  });
  const before = days.get(fact.id) ?? "";
  if (value !== undefined && fitting(before) === value) input.value = before;
  const label = make("label", { for: `${id}-day`, id: `${id}-since` }, say("since"));
  return make("span", { class: "day" }, label, input);
}

function refuseDay({ fact, say, changed, told }, number) {
  const [low, high] = daysAllowed(today(), fact).map((day) => day && writtenDay(day));
  number.value = "";
  const words = low === null ? say("day_until", { high }) : say("day_between", { low, high });
  telling(told, number.closest(".fact"), words, true);
  changed(null);
}

/** While somebody types nothing is wrong yet; afterwards it is told. */
function readNumber({ boom, fact, say, changed, told }, input, done) {
  const text = input.value.trim();
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : null;
  const fits = value !== null && boom.fits(fact.id, value);
  const [low, high] = fact.range ?? [null, null];
  const words = low === null ? say("whole_number") : say("number_between", { low, high });
  if (fits || text === "" || done) {
    const wrong = !fits && text !== "";
    telling(told, input.closest(".fact"), wrong ? words : "", wrong);
    changed(text === "" ? undefined : fits ? value : null);
  }
}

/**
 * Make a list of fields.
 * @param {{element: HTMLElement}[]} made
 * @returns {HTMLElement}
 */
export function fieldList(made) {
  return make("div", { class: "fields" }, made.map((field) => field.element));
}
