import { FONTS } from "./given.js";

let fontsAreUsed = false;

/**
 * Let the document know the font that the element carries. It comes from memory, not from an
 * address: a policy that forbids all connections does not stop it.
 */
export function useFonts() {
  if (fontsAreUsed) return;
  fontsAreUsed = true;
  for (const { weight, data } of FONTS) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    document.fonts.add(new FontFace("Woonkansboom", bytes, { weight: String(weight) }));
  }
}
