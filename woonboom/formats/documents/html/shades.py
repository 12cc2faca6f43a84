"""The colours of a web page as variables of its style sheet, by day and by night.

By day they are those of the house as on paper; by night as dark, in the hues of the house. Every
text contrasts with its ground as WCAG 2.2 asks at level AA.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woonboom import style
from woonboom.colours import legible, shade
from woonboom.formats.documents import looks
from woonboom.formats.documents.looks import Coloured

Colours = dict[str, str]
_OTHER: Final = "other"
_KINDS: Final = (*style.KINDS, _OTHER)


def variables(document: Coloured) -> str:
    """Return the rules that set every variable."""
    night = _rule(dark(document))
    return (
        f"{_rule(light(document))}\n@media screen and (prefers-color-scheme: dark) {{\n{night}\n}}"
    )


def _rule(colours: Mapping[str, str]) -> str:
    return ":root {" + "; ".join(f"--{name}: {code}" for name, code in colours.items()) + "}"


def light(document: Coloured) -> Colours:
    """Return the colours on white."""
    own = looks.colours(document)
    main, ground, lit = own["main"], own["ground"], own["lit"]
    found = {
        "paper": style.PAPER,
        "main": main,
        "title": legible(style.PAPER, main),
        "on-main": legible(own["on-main"], main),
        "heading": legible(main, style.PAPER, ground),
        "link": legible(own["link"], style.PAPER, ground, lit, *_tints(document)),
        "ink": legible(own["ink"], style.PAPER, ground, lit, *_tints(document)),
        "note": legible(own["note"], style.PAPER, ground, lit, *_tints(document)),
        "line": own["line"],
        "hair": shade(own["line"], 0.86, 0.02),
        "ground": ground,
        "lit": lit,
        "lit-edge": own["lit-edge"],
    }
    for name in _KINDS:
        kind = looks.kind(name, document)
        found |= {name: kind["dark"], f"{name}-tint": kind["tint"]}
        found[f"{name}-title"] = legible(kind["dark"], kind["tint"], ground)
        found[f"{name}-on"] = legible(style.PAPER, kind["dark"])
        found[f"{name}-edge"] = kind["dark"]
    return found


def _tints(document: Coloured) -> list[str]:
    return [looks.kind(name, document)["tint"] for name in _KINDS]


def dark(document: Coloured) -> Colours:
    """Return the colours on almost black."""
    main = looks.colours(document)["main"]
    paper, ground, lit = shade(main, 0.2, 0.02), shade(main, 0.26, 0.03), "#4A3B00"
    kinds = {name: looks.kind(name, document)["dark"] for name in _KINDS}
    tints = {name: shade(code, 0.27, 0.03) for name, code in kinds.items()}
    grounds = (paper, ground, lit, *tints.values())
    found = {
        "paper": paper,
        "main": shade(main, 0.3, 0.06),
        "ink": legible(shade(main, 0.94, 0.01), *grounds),
        "note": legible(shade(main, 0.82, 0.02), *grounds),
        "heading": legible(shade(main, 0.88, 0.06), paper, ground),
        "link": legible(shade(main, 0.82, 0.1), *grounds),
        "line": shade(main, 0.7, 0.03),
        "hair": shade(main, 0.38, 0.03),
        "ground": ground,
        "lit": lit,
        "lit-edge": "#FFD54A",
    }
    found["title"] = legible(style.PAPER, found["main"])
    found["on-main"] = legible(shade(main, 0.9, 0.03), found["main"])
    for name, code in kinds.items():
        found |= {name: code, f"{name}-tint": tints[name]}
        found[f"{name}-title"] = legible(shade(code, 0.84, 0.1), tints[name], ground)
        found[f"{name}-on"] = legible(style.PAPER, code)
        found[f"{name}-edge"] = shade(code, 0.66, 0.13)
    return found
