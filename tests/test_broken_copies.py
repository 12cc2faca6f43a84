"""A slip of a maintainer in a Woonkansboom is caught, in Dutch that needs no further help."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from woonboom.cli.check import examine
from woonboom.diagnostics import Diagnostic

TREES = Path(__file__).parent.parent / "trees"


@dataclass(frozen=True)
class Slip:
    """What is written instead of what, in which tree, and what `check` then says of it."""

    tree: str
    was: str
    becomes: str
    code: str
    says: str
    case: dict[str, object] | None = None


REASON = "opiumwet not in reden_ontruiming and\n          (huurachterstand in reden_ontruiming or"
WHERE = {"ontruimd": True, "reden_ontruiming": ["huurachterstand", "opiumwet"]}
DEBT = {
    "ontruimd": True,
    "reden_ontruiming": ["huurachterstand"],
    "maanden_sinds_ontruiming": 60,
    "huurschuld": True,
}

SLIPS = {
    "a threshold that changed without its worked cases": Slip(
        "hulpverleners", "maanden_regeling >= min_regeling or", "maanden_regeling >= 3 or",
        "WB510", "verwacht ‘eerst_regeling’, maar de boom geeft",
    ),
    "a threshold that leaves a gap": Slip(
        "hulpverleners",
        "when: maanden_regeling >= min_regeling or (bewindvoering and maanden_regeling >= "
        "min_regeling_bewind)\n        goto: hulpverlening\n      - label: Nee\n        "
        "otherwise: true",
        "when: maanden_regeling >= min_regeling\n        goto: hulpverlening\n      - label: Nee\n"
        "        when: maanden_regeling < min_regeling_bewind",
        "WB502", "Bij vraag ‘regeling’ past geen enkel antwoord voor: "
        "betalingsregeling 4 of 5 maanden.",
        {**DEBT, "maanden_regeling": 5},
    ),
    "an answer that was dropped": Slip(
        "hulpverleners",
        "      - label: Alleen een andere reden\n        otherwise: true\n"
        "        goto: geen_traject\n",
        "",
        "WB502", "Bij vraag ‘reden’ past geen enkel antwoord voor: "
        "reden van de ontruiming: geen ‘Huurachterstand’, ‘Overlast, vervuiling of hoarding’ of "
        "‘Opiumwet’.",
        {"ontruimd": True, "reden_ontruiming": ["anders"]},
    ),
    "a condition that was widened": Slip(
        "hulpverleners", REASON, "(huurachterstand in reden_ontruiming or",
        "WB501", "Bij vraag ‘reden’ gelden ‘Opiumwet’ en ‘Huurachterstand of overlast’ tegelijk.",
        WHERE,
    ),
    "an answer that points back": Slip(
        "hulpverleners", "    yes: tweedekans\n", "    yes: reden\n",
        "WB405", "De boom gaat in een rondje: reden → ",
    ),
    "a question about the wrong fact": Slip(
        "corporaties", "    fact: woonproblemen\n", "    fact: dreigt_ontruiming\n",
        "WB503", "Geen enkel geval krijgt antwoord ‘Nee’ op vraag ‘woonproblemen’: het is al "
        "uitgesloten door ‘Ja’ op ‘dreiging’.",
    ),
    "a question of which an answer was dropped": Slip(
        "corporaties", "    yes: dreiging\n    no: naar_hulpverleners\n", "    yes: dreiging\n",
        "WB111", "Een vraag mist ‘no’.",
    ),
    "answers of which one was widened": Slip(
        "corporaties",
        "    fact: komen_er_samen_uit\n",
        "",
        "WB501", "Bij vraag ‘samen_oplossen’ gelden ‘Ja’ en ‘Nee’ tegelijk.",
        {"huurt_van_corporatie": True, "dreigt_ontruiming": True, "woonproblemen": True,
         "komen_er_samen_uit": True},
    ),
    "an answer that sends a case to the tree that it came from": Slip(
        "corporaties", "    yes: samen_oplossen\n    no: geen_dreiging\n",
        "    yes: samen_oplossen\n    no: naar_hulpverleners\n",
        "WB805", "corporaties → hulpverleners → corporaties",
    ),
    "an answer that points back to the start": Slip(
        "corporaties", "    yes: zelf_oplossen\n    no: zittende_huurders\n",
        "    yes: zelf_oplossen\n    no: huurt\n",
        "WB405", "huurt → dreiging → woonproblemen → samen_oplossen → huurt",
    ),
}  # fmt: skip
WIDENED = """\
    answers:
      - {label: Ja, when: komen_er_samen_uit, goto: zelf_oplossen}
      - {label: Nee, when: not komen_er_samen_uit or woonproblemen, goto: zittende_huurders}
"""


def problems_of(slip: Slip, folder: Path) -> list[Diagnostic]:
    trees = shutil.copytree(TREES, folder / "trees")
    path = trees / f"{slip.tree}.yaml"
    text = path.read_text("utf-8")
    assert text.count(slip.was) == 1
    text = text.replace(slip.was, slip.becomes)
    if slip.code == "WB501" and slip.tree == "corporaties":
        text = text.replace("    yes: zelf_oplossen\n    no: zittende_huurders\n", WIDENED)
    path.write_text(text, "utf-8")
    return examine((trees,))[1]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_where_it_is_with_a_case(slip: Slip, tmp_path: Path) -> None:
    found = [p for p in problems_of(slip, tmp_path) if p.code.code == slip.code]
    assert found
    said = next((p for p in found if slip.says in p.message("nl")), None)
    assert said is not None, [p.message("nl") for p in found]
    if slip.case is not None:
        assert said.witness == slip.case
    assert Path(said.span.source.name).stem == slip.tree
    assert said.hint("nl")
