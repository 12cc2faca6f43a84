"""The first sheet of a review: what is reviewed, how, how far it is, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from woonboom.diagnostics import Message
from woonboom.exports.xlsx import words
from woonboom.exports.xlsx.sheet import Sheet
from woonboom.fingerprint import fingerprint
from woonboom.layout.wording import validity
from woonboom.model import KIND_WORDS, Tree

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from woonboom.exports.xlsx.book import Book

_WIDTHS: Final = (26, 18, 18, 18, 22)
_LAST: Final = len(_WIDTHS) - 1


def write(book: Book) -> None:
    """Write the sheet."""
    sheet = book.add(words.OVERVIEW, book.paint.main)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    book.titled(sheet, str(book.tree.title), book.say(words.ADVICE), _LAST)
    front = _Front(book, sheet)
    front.about()
    front.how()
    front.progress()
    front.kinds()
    front.signed()
    book.printed(sheet, 0)


class _Front:
    """Writes part after part below each other; `row` is the next free one."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.paint = book.paint
        self.row = 3
        ink = {"font_color": book.paint.ink, "valign": "vcenter"}
        self.plain = book.format(**ink)
        self.name = book.format(**ink, bold=True)
        line = {"bottom": 1, "bottom_color": book.paint.line}
        self.head = book.format(**ink, **line, bold=True, bg_color=book.paint.coat("start").tint)
        self.cell = book.format(**ink, bottom=4, bottom_color=book.paint.line)
        self.middle = book.format(**ink, bottom=4, bottom_color=book.paint.line, align="center")
        self.link = book.format(bottom=4, bottom_color=book.paint.line, valign="vcenter",
                                font_color=book.paint.main, underline=1)  # fmt: skip
        self.to_fill = book.format(**ink, border=1, border_color=book.paint.line, locked=False,
                                   bg_color="#FFFDF2", text_wrap=True)  # fmt: skip

    def title(self, text: str) -> None:
        """Write the heading of a part, after some room."""
        look = self.book.format(bold=True, font_size=13, font_color=self.paint.main)
        self.row += 1
        self.sheet.set_row(self.row, 22)
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def about(self) -> None:
        """Tell which version this is."""
        for name, value in _about(self.book.tree):
            self.sheet.write_string(self.row, 0, self.book.say(name), self.name)
            self.sheet.write_string(self.row, 1, value, self.plain)
            self.row += 1

    def how(self) -> None:
        """Tell how to review."""
        self.title(self.book.say(words.HOW))
        for number, step in enumerate(words.HOW_STEPS, start=1):
            text = f"{number}. {self.book.say(step)}"
            self.sheet.write_string(self.row, 0, text, self.plain)
            self.row += 1

    def progress(self) -> None:
        """Count, on every sheet, the rows that were reviewed and the remarks."""
        say = self.book.say
        self.title(say(words.PROGRESS))
        heads = (words.SHEET, words.ROWS, words.DONE, words.REMARKS)
        for column, head in enumerate(heads):
            self.sheet.write_string(self.row, column, say(head), self.head)
        for sheet in self.book.sheets:
            self.row += 1
            name = say(sheet.name)
            self.sheet.write_url(self.row, 0, f"internal:'{name}'!A1", self.link, name)
            self.sheet.write_number(self.row, 1, len(sheet.rows), self.middle)
            for column, role in ((2, "verdict"), (3, "remark")):
                counted = f"=COUNTA({_span(name, sheet, role)})"
                self.sheet.write_formula(self.row, column, counted, self.middle, 0)
        self.row += 1

    def kinds(self) -> None:
        """Show the kinds of outcome that there are, in their colours."""
        tree = self.book.tree
        self.title(self.book.say(words.OUTCOMES))
        used = {outcome.kind for outcome in tree.outcomes.values()}
        for kind, message in KIND_WORDS.items():
            codes = [code for id_, code in tree.codes.items() if tree.outcomes[id_].kind == kind]
            if kind in used:
                coat = self.paint.coat(kind)
                look = self.book.format(bg_color=coat.tint, font_color=coat.dark, bold=True)
                self.sheet.write_string(self.row, 0, message.say(tree.language), look)
                self.sheet.write_string(self.row, 1, ", ".join(codes), self.plain)
                self.row += 1

    def signed(self) -> None:
        """Leave room for who reviewed it."""
        say = self.book.say
        self.title(say(words.SIGNED))
        fields = (words.SIGNED_NAME, words.SIGNED_ROLE, words.SIGNED_DATE, words.SIGNED_OPINION)
        for field in (*fields, words.REMARKS):
            self.sheet.set_row(self.row, 54 if field is words.REMARKS else 20)
            self.sheet.write_string(self.row, 0, say(field), self.name)
            self.sheet.merge_range(self.row, 1, self.row, 3, "", self.to_fill)
            if field is words.SIGNED_OPINION:
                listing = {"validate": "list", "source": [say(one) for one in words.OPINIONS]}
                self.sheet.data_validation(self.row, 1, self.row, 1, listing)
            self.row += 1


def _about(tree: Tree) -> Iterator[tuple[Message, str]]:
    yield words.VERSION, tree.version
    yield words.VALID, validity(tree)
    if tree.audience:
        yield words.AUDIENCE, str(tree.audience)
    if tree.contact:
        yield words.CONTACT, str(tree.contact)
    counts = {"questions": len(tree.questions), "outcomes": len(tree.outcomes)}
    yield words.SIZE, words.SIZES.say(tree.language, counts)
    yield words.CHECK_NUMBER, fingerprint(tree)


def _span(name: str, sheet: Sheet, role: str) -> str:
    """The cells of a sheet with a role, as a formula names them."""
    from xlsxwriter.utility import xl_range_abs

    from woonboom.exports.xlsx.book import HEAD_ROW

    at = sheet.column(role)
    assert at is not None, "every sheet has verdicts and remarks"
    return f"'{name}'!{xl_range_abs(HEAD_ROW + 1, at, HEAD_ROW + len(sheet.rows), at)}"
