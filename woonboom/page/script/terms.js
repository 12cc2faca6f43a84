// The words of the glossary that a text uses.

/**
 * Return what the glossary says of the words in some texts, in its own order.
 * @param {{term: string, text: string}[]} glossary
 * @param {(string|null)[]} texts
 * @returns {{term: string, text: string}[]}
 */
export function termsIn(glossary, texts) {
  const all = texts.filter(Boolean).join("\n");
  return glossary.filter(({ term }) => namesOf(term).some((name) => isIn(name, all)));
}

/** What a term is called: of "Woonkansovereenkomst (WKO)" both. */
function namesOf(term) {
  const [, long, short] = /^(.*?)\s*(?:\(([^)]+)\))?$/u.exec(term);
  return [long, short].filter(Boolean);
}

function isIn(name, text) {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?:e?n|s)?(?![\\p{L}\\p{N}])`, "iu").test(text);
}
