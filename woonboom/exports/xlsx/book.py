"""Writes the sheets of a review: their looks, filters, choices, and how they print."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from woonboom import colours, style
from woonboom.diagnostics import Message, Said
from woonboom.exports.naming import heading
from woonboom.exports.paint import Paint, paint_of
from woonboom.exports.xlsx import front, kept, words
from woonboom.exports.xlsx.heights import height
from woonboom.exports.xlsx.sheet import Cell, Column, Sheet
from woonboom.exports.xlsx.sheets import sheets
from woonboom.fingerprint import fingerprint
from woonboom.model import Tree

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEAD_ROW: Final = 3
"""The row of a sheet that has the headings of its columns; its table follows."""
LONGEST: Final = 32_767
"""How many letters a cell can hold."""
_SHOWN: Final = 40
_CUT: Final = Message(
    "Let op: ‘{text}…’ is afgekapt: een cel houdt niet meer dan {most} tekens. Met --to csv gaat "
    "alles mee.",
    "Mind: ‘{text}…’ is cut off: a cell holds no more than {most} characters. With --to csv all "
    "goes along.",
)
_FONT: Final = "Calibri"
_A4, _A3 = 9, 8
_UPRIGHT, _ON_A4 = 75, 260
"""How many letters wide a sheet may be to be printed upright, and on A4."""
_INSET: Final = {"align": "left", "indent": 1}
_LONG_AGO: Final = date(2000, 1, 1)
_VERDICT_COLOURS: Final = ("eligible", "not_eligible", "not_yet")


def write(tree: Tree) -> bytes:
    """Return the tree as a workbook; the same tree gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_calc_mode("auto")
    book.set_properties(_properties(tree))
    Book(book, tree).write()
    book.close()
    return out.getvalue()


def cautions(tree: Tree) -> list[Said]:
    """Return which texts no cell can hold whole."""
    long = [cell for sheet in sheets(tree) for row in sheet.rows for cell in row]
    cut = dict.fromkeys(str(cell.value)[:_SHOWN] for cell in long if len(str(cell.value)) > LONGEST)
    return [Said(_CUT, {"text": text, "most": LONGEST}) for text in cut]


def _properties(tree: Tree) -> dict[str, Any]:
    """What the file says of itself; its date is that of the version, so that bytes stay equal."""
    day = tree.valid_from or _LONG_AGO
    return {
        "title": heading(tree),
        "subject": str(tree.audience or ""),
        "author": str(tree.contact or ""),
        "comments": f"{words.CHECK_NUMBER.say(tree.language)}: {fingerprint(tree)}",
        "created": datetime.combine(day, time(), tzinfo=UTC),
    }


class Book:
    """A workbook in the making, with the formats that its cells have."""

    def __init__(self, book: Workbook, tree: Tree) -> None:
        self.book = book
        self.tree = tree
        self.language = tree.language
        self.paint: Paint = paint_of(tree)
        self.sheets = sheets(tree)
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write(self) -> None:
        """Write every sheet: the overview first, what the way back needs last."""
        front.write(self)
        for sheet in self.sheets:
            _Written(self, sheet).write()
        kept.write(self)

    def say(self, message: Message, **arguments: str | int) -> str:
        """Return a text in the language of the tree."""
        return message.say(self.language, arguments)

    def format(self, **properties: object) -> Format:
        """Return a format, each made once."""
        whole = {"font_name": _FONT, "font_size": 11, "valign": "top"} | properties
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def add(self, name: Message, colour: str) -> Worksheet:
        """Add a sheet, with its name in the colour of the house."""
        sheet = self.book.add_worksheet(self.say(name))
        sheet.set_tab_color(colour)
        sheet.hide_gridlines(2)
        return sheet

    def titled(self, sheet: Worksheet, title: str, about: str, last: int) -> None:
        """Write the band at the top of a sheet, over its columns up to `last`."""
        main, on_main = self.paint.main, self.paint.on_main
        band = self.format(bg_color=main, font_color=on_main, bold=True, font_size=16,
                           valign="vcenter", indent=1)  # fmt: skip
        under = self.format(bg_color=main, font_color=on_main, valign="vcenter", indent=1)
        for row, high, cells, text in ((0, 30, band, title), (1, 20, under, about)):
            sheet.set_row(row, high)
            for column in range(last + 1):
                sheet.write_blank(row, column, None, cells)
            sheet.write_string(row, 0, text, cells)
        sheet.set_row(2, 8)

    def printed(self, sheet: Worksheet, letters: int) -> None:
        """Have a sheet print as wide as its paper, with the version at its foot."""
        sheet.set_paper(_A4 if letters <= _ON_A4 else _A3)
        if letters > _UPRIGHT:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        told = f"{heading(self.tree)} · {fingerprint(self.tree)}".replace("&", "&&")
        sheet.set_footer(f"&L&8{told[:200]}&R&8{self.say(words.PAGE_OF)}")


class _Written:
    """One table on a sheet of its own."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.paint = book.paint
        self.on = book.add(sheet.name, book.paint.main)
        self.last = HEAD_ROW + len(sheet.rows)
        self.seen = max(n for n, column in enumerate(sheet.columns) if column.role != "technical")

    def write(self) -> None:
        """Write the band, the headings and the rows, and all that goes with them."""
        book, sheet = self.book, self.sheet
        title = f"{book.say(sheet.name)} · {book.tree.title}"
        book.titled(self.on, title, book.say(sheet.about), self.seen)
        self.headings()
        for row, cells in enumerate(sheet.rows):
            self.row(row, cells)
        self.choices()
        self.on.freeze_panes(HEAD_ROW + 1, sheet.fixed)
        self.on.autofilter(HEAD_ROW, 0, self.last, len(sheet.columns) - 1)
        self.on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self.on.repeat_rows(HEAD_ROW)
        self.on.print_area(0, 0, self.last, self.seen)
        shown = sum(column.width for column in sheet.columns[: self.seen + 1])
        book.printed(self.on, shown)

    def headings(self) -> None:
        """Write the headings of the columns; those for the way back are folded away."""
        upright = any(column.upright for column in self.sheet.columns)
        self.on.set_row(HEAD_ROW, 150 if upright else 32)
        for at, column in enumerate(self.sheet.columns):
            technical = column.role == "technical"
            folded = {"level": 1, "hidden": True} if technical else {}
            self.on.set_column(at, at, column.width, None, folded)
            head = self.book.format(
                bold=True, text_wrap=True, border=1, border_color=self.paint.main,
                bg_color=self.paint.ground if technical else self.paint.coat("start").tint,
                font_color=self.paint.main, valign="bottom" if upright else "vcenter",
                **({"rotation": 90} if column.upright else _INSET),
            )  # fmt: skip
            self.on.write_string(HEAD_ROW, at, self.book.say(column.head)[:LONGEST], head)

    def row(self, row: int, cells: Sequence[Cell]) -> None:
        """Write a row of the table."""
        begins = row in self.sheet.begins or not self.sheet.begins
        pairs = list(zip(cells, self.sheet.columns, strict=True))
        seen = [pair for pair in pairs if pair[1].role != "technical"]
        self.on.set_row(HEAD_ROW + 1 + row, height(_measured(*pair) for pair in seen))
        for at, (cell, column) in enumerate(pairs):
            look = self.book.format(**self.look(cell, column, begins=begins))
            self.cell(HEAD_ROW + 1 + row, at, cell, look)

    def look(self, cell: Cell, column: Column, *, begins: bool) -> Mapping[str, object]:
        """Return what a cell looks like."""
        faint = cell.again or column.role == "technical"
        look: dict[str, object] = {
            "text_wrap": True, "font_color": _FAINT if faint else self.paint.ink,
            "bottom": 1, "bottom_color": _HAIR, "left": 1, "left_color": _HAIR,
            "right": 1, "right_color": _HAIR,
        }  # fmt: skip
        if cell.strong:
            look["bold"] = True
        if begins:
            look |= {"top": 1, "top_color": self.paint.line}
        if column.role == "code":
            look |= {"align": "center", "bold": not cell.again}
        elif column.role == "title":
            look |= {"bold": not cell.again, **_INSET}
        elif column.role in ("verdict", "remark"):
            look |= {"bg_color": _TO_FILL, "locked": False}
        elif column.upright:
            look |= {"align": "center"}
        else:
            look |= _INSET
        if cell.kind:
            coat = self.paint.coat(cell.kind)
            look |= {"bg_color": coat.tint, "font_color": coat.dark}
        return look

    def cell(self, row: int, at: int, cell: Cell, look: Format) -> None:
        """Write a cell. Texts are written as texts, whatever they begin with."""
        if cell.to:
            sheet, place = cell.to
            target = f"internal:'{self.book.say(sheet)}'!A{place + HEAD_ROW + 2}"
            self.on.write_url(row, at, target, look, str(cell.value))
        if isinstance(cell.value, int):
            self.on.write_number(row, at, cell.value, look)
        elif cell.value:
            self.on.write_string(row, at, cell.value[:LONGEST], look)
        else:
            self.on.write_blank(row, at, None, look)

    def choices(self) -> None:
        """Offer the verdicts to choose from, and colour what was chosen."""
        at = self.sheet.column("verdict")
        if at is None:
            return
        said = [self.book.say(verdict) for verdict in words.VERDICTS]
        first = HEAD_ROW + 1
        listing = {"validate": "list", "source": said}
        self.on.data_validation(first, at, self.last, at, listing)
        for verdict, kind in zip(said, _VERDICT_COLOURS, strict=True):
            coat = self.paint.coat(kind)
            look = self.book.book.add_format({"bg_color": coat.tint, "font_color": coat.dark})
            rule = {"type": "cell", "criteria": "==", "value": f'"{verdict}"', "format": look}
            self.on.conditional_format(first, at, self.last, at, rule)


def _measured(cell: Cell, column: Column) -> tuple[str, int, bool]:
    """A text, how many letters wide its column is, and whether it is bold."""
    bold = cell.strong or (column.role == "title" and not cell.again)
    return str(cell.value), column.width - 2, bold


_TO_FILL: Final = "#FFFDF2"
_HAIR: Final = "#D5DCE4"
_FAINT: Final = colours.legible("#8A97A5", style.PAPER, _TO_FILL)
