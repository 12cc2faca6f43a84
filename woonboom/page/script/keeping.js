// What a person keeps of a walk: a text for a file, a print, a link.

import { linkTo } from "./links.js";
import { button, make } from "./make.js";
import { warning } from "./pieces.js";
import { summaryText } from "./summary.js";

let kept = 0;

/**
 * Make the buttons that copy and print, and what they need to show.
 * @param {import("./guide.js").Guide} guide
 * @param {import("./pieces.js").Setting} setting
 * @returns {HTMLElement}
 */
export function keeping(guide, setting) {
  const { say } = setting;
  const shown = make("div", { class: "shown" });
  const copySummary = () => copy(setting, summaryText(guide, say), shown, "summary");
  const showLink = () => shown.replaceChildren(linkBlock(guide, setting));
  return make(
    "div",
    { class: "keeping" },
    make("h3", {}, say("keep")),
    make(
      "div",
      { class: "buttons" },
      button(say("copy_summary"), copySummary, { class: "secondary" }),
      button(say("print"), () => print(), { class: "secondary" }),
      button(say("make_link"), showLink, { class: "secondary" }),
    ),
    shown,
  );
}

/** The link is made only now, and what it holds is told beside it. */
function linkBlock(guide, setting) {
  const { say } = setting;
  const field = textField(say("link"), linkTo(guide, setting.host), "input");
  const done = make("div", {});
  const press = () => copy(setting, field.text, done, "link");
  const block = warning(
    say("link_holds"),
    field.element,
    button(say("copy_link"), press, { class: "secondary" }),
    done,
  );
  setting.announce(say("link_holds"));
  return block;
}

/** Copy a text; where the browser does not allow that, show it to be copied by hand. */
async function copy({ say, announce }, text, place, name) {
  const words = say(`${name}_copied`);
  try {
    await navigator.clipboard.writeText(text);
    place.replaceChildren(make("p", { class: "done" }, words));
    announce(words);
  } catch {
    const field = textField(say("copy_by_hand"), text, "textarea");
    place.replaceChildren(field.element);
    field.select();
  }
}

function textField(label, text, tag) {
  const id = `kept-${++kept}`;
  const field = make(tag, { id, readonly: true, rows: tag === "textarea" ? 12 : null });
  field.value = text;
  const element = make("div", { class: "copying" }, make("label", { for: id }, label), field);
  const select = () => {
    field.focus();
    field.select();
  };
  return { element, text, select };
}
