"""Links that stand for fields become fields: where they are and how they are tagged stays.

Typst knows no fields. Of a link it makes an area on the page and an element of the structure at its
place in the reading order; a field needs exactly those, with another name. No script, and no wish
that the viewer draws anything: what a field shows is drawn here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from woonboom import style
from woonboom.document import Choice, Document, TextField, Tick
from woonboom.fieldnames import TICKED
from woonboom.formats.documents import appearances
from woonboom.formats.documents.fieldfont import embedded, field_font
from woonboom.formats.documents.keeping import Kept, Mark
from woonboom.formats.packing import DrawingProblem

if TYPE_CHECKING:
    import pikepdf

_MULTILINE, _RADIO, _IN_UNISON = 1 << 12, 1 << 15, 1 << 25
_NO_SPELLING, _NO_SCROLLING = 1 << 22, 1 << 23
_PRINT: Final = 4
_LINK: Final = re.compile(r"field:(\d+)")
_LINE_END: Final = re.compile("\r\n?")
_UNWRITTEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def check_fields(marks: Sequence[Mark]) -> None:
    """Raise `DrawingProblem` for names and values that could not be read back."""
    known: dict[str, tuple[object, ...]] = {}
    for mark in marks:
        name, said = mark.field.name, _said(mark.field)
        if not name or "." in name:
            raise DrawingProblem(f"no name for a field: ‘{name}’")
        if known.setdefault(name, said) != said:
            raise DrawingProblem(f"two different fields are called {name}")
        if isinstance(mark.field, Choice):
            _check_choice(mark.field)


def _said(field: TextField | Tick | Choice) -> tuple[object, ...]:
    """What two places of one field have in common."""
    if isinstance(field, TextField):
        return TextField, field.kind, field.value
    if isinstance(field, Tick):
        return Tick, field.ticked
    return Choice, field.chosen, tuple(option.value for option in field.options)


def _check_choice(choice: Choice) -> None:
    values = [option.value for option in choice.options]
    if len(set(values)) < len(values) or not all(values) or "Off" in values:
        raise DrawingProblem(f"the answers of {choice.name} cannot be told apart: {values}")
    if choice.chosen and choice.chosen not in values:
        raise DrawingProblem(f"{choice.name} has no answer {choice.chosen}")


def into_fields(pdf: pikepdf.Pdf, document: Document, made: Kept) -> None:
    """Turn the links of a drawn document into its fields, and say of the others where they go."""
    _Form(pdf, document, made).run()


class _Form:
    """The form of one PDF while it is made."""

    def __init__(self, pdf: pikepdf.Pdf, document: Document, made: Kept) -> None:
        self.pdf = pdf
        self.made = made
        self.ink = document.palette.get(style.INK, style.INK)
        self.main = document.palette.get(style.NAVY, style.NAVY)
        self.font = field_font(document.face.regular)
        self.embedded = embedded(pdf, self.font) if made.marks else None
        self.fields: dict[str, pikepdf.Object] = {}
        self.done: list[int] = []
        choices = (m.field.name for m in made.marks if isinstance(m.field, Choice))
        self.places = Counter([*(mark.field.name for mark in made.marks), *choices])
        options = [(m.field.name, m.option.value) for m in made.marks if m.option]
        self.repeated = {name for (name, _), count in Counter(options).items() if count > 1}
        self.shapes: dict[tuple[float, float, str], pikepdf.Object] = {}

    def run(self) -> None:
        from pikepdf import Array

        pages = list(self.pdf.pages)
        homes = {note.objgen: n for n, page in enumerate(pages) for note in _notes(page)}
        orders: list[list[pikepdf.Object]] = [[] for _ in pages]
        for element, note in list(_references(self.pdf.Root.StructTreeRoot)):
            home = homes[note.objgen]
            orders[home].append(note)
            found = _LINK.fullmatch(str(note.A.URI)) if "/A" in note else None
            if found:
                self.field(int(found[1]), element, note, pages[home])
            else:
                self.link(element, note)
        for page, order in zip(pages, orders, strict=True):
            if order:  # for readers that go by this order and not by the structure
                page.Annots = Array(order)
        if sorted(self.done) != list(range(len(self.made.marks))):
            raise DrawingProblem(f"{len(self.made.marks)} fields became {len(self.done)}")
        if self.fields:
            self.add_form()

    def link(self, element: pikepdf.Object, note: pikepdf.Object) -> None:
        """Say where a link goes; Typst says no more than a page."""
        from pikepdf import String

        goal = note.get("/Dest")
        if goal is not None:
            words = self.made.goals.get(str(goal)) if isinstance(goal, String) else None
            note.Contents = String(words or str(note.get("/Contents", "")))
        else:
            address = str(note.A.URI)
            note.Contents = String(self.made.addresses.get(address, address))
        element.Alt = note.Contents

    def add_form(self) -> None:
        from pikepdf import Array, Dictionary, Name, String

        # Nothing is drawn with it, but readers that redraw buttons look it up by this name.
        dingbats = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
        fonts = Dictionary(
            {f"/{appearances.FONT}": self.embedded, "/ZaDb": self.pdf.make_indirect(dingbats)}
        )
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(
                Fields=Array(list(self.fields.values())),
                DA=String(appearances.manner(appearances.SIZE, self.ink)),
                DR=Dictionary(Font=fonts),
            )
        )

    # ------------------------------------------------------------ one field

    def field(
        self, n: int, element: pikepdf.Object, note: pikepdf.Object, page: pikepdf.Page
    ) -> None:
        from pikepdf import Dictionary, Name

        self.done.append(n)
        element.S = Name.Form
        for key in ("/A", "/Border", "/Contents", "/QuadPoints"):
            if key in note:
                del note[key]
        note.Subtype, note.F, note.P, note.H = Name.Widget, _PRINT, page.obj, Name.N
        note.MK = Dictionary()
        mark = self.made.marks[n]
        if isinstance(mark.field, TextField):
            self.text(mark.field, note)
        elif isinstance(mark.field, Tick):
            self.tick(mark.field, note)
        else:
            self.option(mark, mark.field, note)

    def text(self, field: TextField, note: pikepdf.Object) -> None:
        from pikepdf import Dictionary, Name, String

        value, lines = written_value(field), field.lines > 1
        flags = _MULTILINE | _NO_SCROLLING if lines else _NO_SPELLING
        room = appearances.Room(*_size(note), lines, self.font, self.ink)
        size = room.fitting(value)
        whole = Dictionary(
            FT=Name.Tx, T=String(field.name), TU=String(field.spoken), Ff=flags, V=String(value)
        )
        if field.most:
            whole.MaxLen = max(field.most, len(value))
        self.hang(field.name, note, whole, field.spoken)
        note.DA = String(appearances.manner(size, self.ink))
        drawn = room.written(value, size) if value else b"/Tx BMC EMC"
        note.AP = Dictionary(N=self.stream(room.width, room.height, drawn, font=True))

    def tick(self, field: Tick, note: pikepdf.Object) -> None:
        from pikepdf import Dictionary, Name, String

        state = Name(f"/{TICKED}") if field.ticked else Name.Off
        self.hang(field.name, note, Dictionary(
            FT=Name.Btn, T=String(field.name), TU=String(field.spoken), V=state,
        ), field.spoken)  # fmt: skip
        self.button(note, TICKED, state, "4")

    def option(self, mark: Mark, choice: Choice, note: pikepdf.Object) -> None:
        from pikepdf import Dictionary, Name, String

        assert mark.option
        flags = _RADIO | (_IN_UNISON if choice.name in self.repeated else 0)
        chosen = Name(f"/{choice.chosen}") if choice.chosen else Name.Off
        group = Dictionary(
            FT=Name.Btn, Ff=flags, T=String(choice.name), TU=String(choice.spoken), V=chosen
        )
        self.hang(choice.name, note, group, mark.option.spoken)
        state = chosen if mark.option.value == choice.chosen else Name.Off
        self.button(note, mark.option.value, state, "l")

    def hang(self, name: str, note: pikepdf.Object, field: pikepdf.Dictionary, spoken: str) -> None:
        """Hang a widget below its field; one that is alone is both at once."""
        from pikepdf import Array, String

        if self.places[name] == 1:
            for key, value in field.items():
                note[key] = value
            self.fields[name] = note
            return
        if name not in self.fields:
            field.Kids = Array()
            self.fields[name] = self.pdf.make_indirect(field)
        self.fields[name].Kids.append(note)
        note.Parent, note.TU = self.fields[name], String(spoken)

    # ------------------------------------------------------------ what is shown

    def button(self, note: pikepdf.Object, value: str, state: pikepdf.Object, sign: str) -> None:
        """Give a button its two looks; the sign is for readers that draw buttons themselves."""
        from pikepdf import Dictionary, String

        wide, high = _size(note)
        note.AS, note.MK.CA = state, String(sign)
        note.DA = String(f"/ZaDb 0 Tf {appearances.paint(self.main)} rg")
        shape = (appearances.dot if sign == "l" else appearances.tick)(wide, high, self.main)
        states = {"/Off": self.shape(wide, high, ""), f"/{value}": self.shape(wide, high, shape)}
        note.AP = Dictionary(N=Dictionary(states))

    def shape(self, wide: float, high: float, drawn: str) -> pikepdf.Object:
        key = (wide, high, drawn)
        if key not in self.shapes:
            self.shapes[key] = self.stream(wide, high, drawn.encode("ascii"), font=False)
        return self.shapes[key]

    def stream(self, wide: float, high: float, drawn: bytes, *, font: bool) -> pikepdf.Object:
        from pikepdf import Array, Dictionary, Name

        made = self.pdf.make_stream(drawn)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
        fonts = Dictionary({f"/{appearances.FONT}": self.embedded})
        made.Resources = Dictionary(Font=fonts) if font else Dictionary()
        return made


def written_value(field: TextField) -> str:
    """Return a value as it can stand in a field: lines only where it has lines."""
    value = _UNWRITTEN.sub("", _LINE_END.sub("\n", field.value))
    return value if field.lines > 1 else value.replace("\n", " ")


def _notes(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.obj.Annots) if "/Annots" in page else []


def _size(note: pikepdf.Object) -> tuple[float, float]:
    left, low, right, top = map(float, note.Rect)
    return round(right - left, 3), round(top - low, 3)


def _references(root: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield every element with an area on a page, and that area, in reading order."""
    from pikepdf import Array, Dictionary, Name

    stack: list[tuple[pikepdf.Object, pikepdf.Object]] = [(root, root.K)]
    while stack:
        owner, node = stack.pop()
        if isinstance(node, Array):
            stack.extend((owner, kid) for kid in reversed(list(node)))
        elif isinstance(node, Dictionary):
            if node.get("/Type") == Name.OBJR:
                yield owner, node.Obj
            elif "/K" in node:
                stack.append((node, node.K))
