"""Sheets to fill in, made plainly with pikepdf, and ways to fill a PDF in with other programs.

`blank` makes the fields of a tree's sheet by their names only: in a hundredth of a second, for any
tree, without what a real sheet looks like. Real ones come from `woonboom sheet`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import pikepdf
from calling import ROOT
from pikepdf import Array, Dictionary, Name, String

from woonboom.facts import Fact, Value
from woonboom.fingerprint import canonical, content, fingerprint_of
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.load import load
from woonboom.model import Tree
from woonboom.papers.sheet import sheet

Values = Mapping[str, str]
Fill = Callable[[bytes, Values], bytes]
"""Fills the fields of a PDF in and returns it as that program saves it; a tick is "ja"."""

WRITTEN = {
    "referentie": "Ł. d'Été €5",
    "datum": "31-01-2026",
    "medewerker": "J. Jansen",
    "opmerkingen": "Eén (1) \\ <b>\ntweede regel",
}
ABOUT = ("referentie", "datum", "medewerker", "functie", "opmerkingen")


@cache
def ours() -> Tree:
    """Return the tree of ours that has facts of every type."""
    tree, _ = load(ROOT / "trees" / "hulpverleners.yaml")
    assert tree is not None
    return tree


@cache
def printed() -> bytes:
    """Return the sheet of that tree as `woonboom sheet` makes it."""
    return DOCUMENT_FORMATS["pdf"].write(sheet(ours()))


def whole() -> dict[str, str]:
    """Return what to fill in on all of that sheet: answers, facts, an outcome, a few texts."""
    tree = ours()
    case = tree.cases[0].given
    answers, outcome = walked(tree, case)
    facts = {id_: case[id_] for id_ in ("reden_ontruiming", "bewindvoering", "maanden_regeling")}
    assert outcome is not None
    found = values_for(tree, answers, facts, (outcome,), **WRITTEN)
    return found | {"feit_maanden_sinds_ontruiming": "01-03-2024"}


def blank(tree: Tree) -> bytes:
    """Return the sheet of a tree, with nothing filled in."""
    return form(buttons_of(tree), texts_of(tree), canonical(content(tree)))


def buttons_of(tree: Tree) -> dict[str, list[str]]:
    """Return the buttons of a tree's sheet, by group; ticks are groups of one."""
    found = {f"antwoord_{q.id}": [a.id for a in q.answers] for q in tree.questions.values()}
    found |= {f"uitkomst_{id_}": ["ja"] for id_ in tree.outcomes}
    for fact in _asked(tree):
        if fact.type == "boolean":
            found[f"feit_{fact.id}"] = ["ja", "nee"]
        found |= {f"feit_{fact.id}-{option}": ["ja"] for option in fact.options}
    return found


def texts_of(tree: Tree) -> list[str]:
    """Return the text fields of a tree's sheet."""
    numbers = [f"feit_{fact.id}" for fact in _asked(tree) if fact.type == "integer"]
    return [*numbers, *(f"blad_{name}" for name in ABOUT)]


def _asked(tree: Tree) -> list[Fact]:
    return [tree.facts[id_] for id_ in tree.asked if not tree.facts[id_].judgement]


def form(buttons: Mapping[str, list[str]], texts: list[str], carried: str) -> bytes:
    """Return a PDF with some fields; `carried` is the content that it has in it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842)).obj
    fields = [_group(pdf, page, name, values) for name, values in buttons.items()]
    fields += [_text(pdf, page, name) for name in texts]
    page.Annots = Array([widget for field in fields for widget in field.get("/Kids", [field])])
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helvetica)))
    made = Dictionary(Fields=Array(fields), DA=String("/Helv 10 Tf 0 g"), DR=resources)
    pdf.Root.AcroForm = pdf.make_indirect(made)
    private = Dictionary(
        Fingerprint=String(fingerprint_of(carried)), Content=pdf.make_stream(carried.encode())
    )
    piece = Dictionary(LastModified=String("D:20260101000000Z"), Private=private)
    pdf.Root.PieceInfo = Dictionary({"/Woonboom": piece})
    return saved(pdf)


def _group(pdf: pikepdf.Pdf, page: pikepdf.Object, name: str, values: list[str]) -> pikepdf.Object:
    tick = values == ["ja"]
    field = pdf.make_indirect(
        Dictionary(FT=Name.Btn, T=String(name), Ff=0 if tick else 1 << 15 | 1 << 14)
    )
    field.Kids = Array([_button(pdf, page, field, value) for value in values])
    return field


def _button(
    pdf: pikepdf.Pdf, page: pikepdf.Object, field: pikepdf.Object, value: str
) -> pikepdf.Object:
    looks = Dictionary({f"/{value}": _look(pdf), "/Off": _look(pdf)})
    button = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=_place(pdf), F=4, P=page, Parent=field,
        AS=Name.Off, AP=Dictionary(N=looks), MK=Dictionary(CA=String("4")),
    )  # fmt: skip
    return pdf.make_indirect(button)


def _text(pdf: pikepdf.Pdf, page: pikepdf.Object, name: str) -> pikepdf.Object:
    flags = 1 << 12 if name.endswith("opmerkingen") else 0
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=_place(pdf), F=4, P=page, FT=Name.Tx,
        T=String(name), Ff=flags, DA=String("/Helv 10 Tf 0 g"), AP=Dictionary(N=_look(pdf)),
    )  # fmt: skip
    return pdf.make_indirect(field)


def _place(pdf: pikepdf.Pdf) -> Array:
    """A place of its own, so that a click finds one field."""
    number = len(pdf.objects)
    x, y = 20 + number % 36 * 15, 20 + number // 36 % 50 * 15
    return Array([x, y, x + 12, y + 12])


def _look(pdf: pikepdf.Pdf) -> pikepdf.Object:
    look = pdf.make_stream(b"")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 12, 12])
    return look


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF as a file."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def values_for(
    tree: Tree,
    answers: Mapping[str, str] | None = None,
    facts: Mapping[str, Value] | None = None,
    ticked: tuple[str, ...] = (),
    **about: str,
) -> dict[str, str]:
    """Return what to write in which field."""
    values = {f"antwoord_{question}": answer for question, answer in (answers or {}).items()}
    values |= {f"uitkomst_{outcome}": "ja" for outcome in ticked}
    for id_, value in (facts or {}).items():
        values |= _fact(tree.facts[id_], value)
    return values | {f"blad_{name}": text for name, text in about.items()}


def _fact(fact: Fact, value: Value) -> dict[str, str]:
    name = f"feit_{fact.id}"
    if isinstance(value, bool):
        return {name: "ja" if value else "nee"}
    if isinstance(value, frozenset):
        return {f"{name}-{option}": "ja" for option in value}
    return {f"{name}-{value}": "ja"} if fact.options else {name: str(value)}


def walked(tree: Tree, case: Mapping[str, Value]) -> tuple[dict[str, str], str | None]:
    """Return the answers of a case in a tree, and its outcome."""
    decision = tree.decide(case, date(2026, 1, 31))
    return dict(decision.path), decision.outcome


# ---------------------------------------------------------------- programs that fill in


def with_pikepdf(data: bytes, values: Values) -> bytes:
    """Fill in as a script with pikepdf does."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = values.get(str(field.T), "")
            if value and Name.Btn == field.FT:
                _press(field, value)
            elif value:
                field.V = String(value)
        return saved(pdf)


def _press(field: pikepdf.Object, value: str) -> None:
    field.V = Name(f"/{value}")
    for button in field.get("/Kids", [field]):
        button.AS = Name(f"/{value}") if f"/{value}" in button.AP.N else Name.Off


def with_buttons_only(data: bytes, values: Values) -> bytes:
    """Fill in as programs do that show a button as pressed and leave it at that."""
    with pikepdf.open(io.BytesIO(with_pikepdf(data, values))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if Name.Btn == field.FT and "/V" in field:
                del field.V
        return saved(pdf)
