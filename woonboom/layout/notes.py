"""The blocks beside the drawing: its legend, how to use it, its sources with the QR code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from woonboom import style, text
from woonboom.diagnostics import Argument
from woonboom.hatching import hatched
from woonboom.layout import wording
from woonboom.layout.citations import Citations
from woonboom.layout.content import (
    COLUMN_GAP,
    LEADING,
    PAD,
    SAMPLE_INDENT,
    TITLE_SIZE,
    Content,
    Placed,
    Row,
    Setting,
    Shape,
    Size,
)
from woonboom.layout.faces import band, silhouette
from woonboom.layout.qr import Code, code_of
from woonboom.layout.wording import say
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.pen import Hand, Paint, Pen
from woonboom.scene import Group, Item
from woonboom.typeface import Typeface

_ROUND: Final = 0.9
_BASELINE: Final = 0.8
_LEGEND_COLUMNS: Final = (1, 2, 3, 4)
_USE_SHAPES: Final = (
    Shape(19.0), Shape(23.0), Shape(16.0), Shape(28.0), Shape(34.0), Shape(42.0, 2), Shape(60.0, 3),
)  # fmt: skip
_COMPARISON_MEASURES: Final = (19.0, 23.0, 16.0, 28.0, 34.0)
_SOURCE_MEASURES: Final = (21.5, 26.0, 17.0, 34.0, 44.0)
_WIDEST_OVER_CODE: Final = 30.0
"""Wider notes have their code beside the text."""
_LONG_SOURCE: Final = 12.0
"""Sources wider than this, in em, stand below each other and not in columns."""
_LONG_NAME: Final = 4.0
_MOST_NAMES: Final = 6
_SPACE_MARGIN: Final = 0.05
"""Room in a column, lest rounding breaks its longest line."""


@dataclass(frozen=True)
class Comparison:
    """Two versions that one drawing compares, and the marks of `style.MARKS` that are on it.

    `old` and `new` say which they are: "versie 2023-05". `left_out` are the questions and outcomes
    of the old version that are not drawn, `unseen` names what changed without being seen on it, and
    it is `retold` when old and new words stand on it.
    """

    old: str
    new: str
    marks: tuple[str, ...]
    left_out: int = 0
    unseen: tuple[str, ...] = ()
    retold: bool = False


@dataclass(frozen=True)
class Note:
    """A block of furniture, in any of the shapes that it may take; the best first."""

    role: str
    content: Content
    shapes: tuple[Shape, ...]

    def sizes(self) -> list[Size]:
        """Return the sizes in em that the note can take, the best first."""
        return [setting.size for setting in self._settings]

    @cached_property
    def _settings(self) -> tuple[Setting, ...]:
        """One setting for every width, in the order of the shapes."""
        made: dict[float, Setting] = {}
        for shape in self.shapes:
            setting = self.content.set(shape)
            made.setdefault(round(setting.size[0], 3), setting)
        return tuple(made.values())

    def draw(self, pen: Pen, width: float, ground: Size = (0.0, 0.0)) -> tuple[Group, ...]:
        """Draw the note, `width` em wide (one of its sizes), with its top left at the pen's origin.

        What lies behind it is at least as large as `ground`. A QR code is a group of its own, and
        the ground then another, behind both.
        """
        setting = min(self._settings, key=lambda s: abs(s.size[0] - width))
        size = max(setting.size[0], ground[0]), max(setting.size[1], ground[1])
        shape = pen.rect((0, 0, *size), Paint(style.GROUND), _ROUND)
        box, items = pen.box(0, 0, *size), self._items(setting, pen)
        name, label = f"blok-{self.role}", text.clean(self.content.title)
        code = self.content.code
        if not code:
            return (Group(self.role, box, (shape, *items), name, label),)
        behind = Group("background", box, (shape,))
        square = code.draw(pen.at(*setting.code), upright=setting.upright, ground=style.GROUND)
        if not items:
            return behind, square
        words = Group(self.role, pen.box(0, 0, *setting.text), items, name, label)
        return behind, words, square

    def _items(self, setting: Setting, pen: Pen) -> tuple[Item, ...]:
        if not setting.title:
            return ()
        hand = Hand(style.HEAVY, style.INK, style.GROUND, TITLE_SIZE)
        title = pen.text((PAD, PAD + 0.85), setting.title, hand, level=2)
        rows = (self._row(placed, pen.at(placed.x, placed.y)) for placed in setting.rows)
        return (title, *(item for row in rows for item in row))

    def _row(self, placed: Placed, pen: Pen) -> list[Item]:
        row, lines, indent = placed.row, placed.lines, placed.indent
        hand = Hand(style.REGULAR, style.INK, style.GROUND, leading=LEADING)
        if self.content.cards and row.sample:
            words = pen.text((indent, _BASELINE + 0.1), lines, hand)
            return [*_sample(row.sample, pen.at(0, -0.2)), words]
        words = pen.text((indent, _BASELINE), lines, hand)
        if not row.sample:
            return [words]
        number = Hand(style.HEAVY, style.NAVY, style.GROUND)
        return [replace(words, lead=pen.text((0, _BASELINE), [row.sample], number))]


def _sample(name: str, pen: Pen) -> list[Item]:
    """A small card for the legend."""
    wide, high = 3.7, 1.65
    if name in style.MARKS:
        return _marked(name, pen, wide, high)
    kind = style.KINDS.get(name)
    if kind:
        small = replace(kind, stroke=0.75 * kind.stroke, dash=tuple(0.6 * d for d in kind.dash))
        ground, border = silhouette(pen, small, wide, high)
        return [ground, band(pen, kind, 1.75, high), border, *pen.icon(0.9, high / 2, 0.55, kind)]
    if name == "stub":
        return [pen.rect((0, 0, wide, high), Paint(style.PAPER, style.ALARM, 0.15, (0.4, 0.28)))]
    chip = name == "chip"
    stroke = 0.28 if name == "start" else 0.14
    paint = Paint(style.PAPER, style.NAVY, stroke, (0.4, 0.28) if chip else ())
    frame = pen.rect((0, 0, wide, high), paint, high / 2 if chip else 0.4)
    dot = style.circle(wide - high / 2 if chip else high / 2 + 0.1, high / 2, 0.5)
    return [frame, pen.path(dot, Paint(style.NAVY))]


def _marked(name: str, pen: Pen, wide: float, high: float) -> list[Item]:
    """A small card with the mark of a comparison, as `press/marked.py` marks the large ones."""
    mark, box = style.MARKS[name], (0.25, 0.0, wide - 0.5, high)
    sign = pen.icon(0.4, 0.25, 0.62, mark)
    if name == "removed":
        ghost = pen.rect(box, Paint(style.GHOST_GROUND), 0.4)
        border = pen.rect(box, Paint(None, mark.dark, 0.12, (0.4, 0.28)), 0.4)
        return [ghost, hatched(ghost, pen.unit), border, *sign]
    around, edge = 2 * style.MARK_AROUND, 2 * style.MARK_EDGE
    band = [Paint(None, mark.dark, around + edge), Paint(None, mark.light, around)]
    band += [Paint(None, mark.dark, around, mark.stripes)] if mark.stripes else []
    card = pen.rect(box, Paint(style.PAPER, style.NAVY, 0.12), 0.4)
    return [*(pen.rect(box, paint, 0.4) for paint in band), card, *sign]


def notes(tree: Tree, roles: Iterable[str], compared: Comparison | None = None) -> list[Note]:
    """Return the notes of a tree; `roles` are those of the cards that are drawn.

    A drawing of two versions that are `compared` is not to be used, so it says what it shows.
    """
    drawn = set(roles)
    legend = _legend(tree, drawn)
    found = [_comparison(tree, compared), legend] if compared else [legend, _use(tree, drawn)]
    code, citations = code_of(tree), Citations(tree)
    if citations.numbers:
        found.append(_sources(tree, citations, code))
    elif code:
        shapes = (Shape(code.side), Shape(code.side, beside=False))
        found.append(
            Note("qr", Content("", (), tree.language, look_of(tree).face, code=code), shapes)
        )
    return found


def _legend(tree: Tree, drawn: set[str]) -> Note:
    kinds = {outcome.kind for outcome in tree.outcomes.values()}
    rows = [Row("start", say(tree, wording.A_START))] if tree.start in tree.questions else []
    if len(tree.questions) > len(rows):
        rows.append(Row("question", say(tree, wording.A_QUESTION)))
    rows += [Row("chip", say(tree, wording.A_CHIP))] if "chip" in drawn else []
    rows += [Row(kind, say(tree, words)) for kind, words in wording.KINDS.items() if kind in kinds]
    rows += [Row("stub", say(tree, wording.A_STUB))] if "stub" in drawn else []
    title = say(tree, wording.LEGEND)
    face = look_of(tree).face
    column = max(SAMPLE_INDENT + _widest(rows, face), text.width(title, face.heavy) * TITLE_SIZE)
    shapes = [_columns(column + _SPACE_MARGIN, n) for n in _LEGEND_COLUMNS if n <= len(rows)]
    content = Content(title, tuple(rows), tree.language, face, 0.45, cards=True)
    return Note("legend", content, tuple(shapes) or (Shape(column),))


def _widest(rows: Iterable[Row], face: Typeface) -> float:
    return max((text.width(text.clean(r.words), face.regular) for r in rows), default=0.0)


def _columns(column: float, count: int) -> Shape:
    return Shape(count * column + (count - 1) * COLUMN_GAP, count)


def _use(tree: Tree, drawn: set[str]) -> Note:
    number = tree.numbers.get(tree.start)
    said = [say(tree, wording.USE_START, number=number)] if number else []
    said += [say(tree, wording.USE_CHIP)] if "chip" in drawn else []
    said.append(say(tree, wording.USE_ADVICE))
    rows = tuple(Row(str(n), words) for n, words in enumerate(said, start=1))
    contact = "" if wording.brief_contact(tree) else wording.contact(tree)
    closing = (Row("", contact),) if contact else ()
    content = Content(
        say(tree, wording.USE), rows, tree.language, look_of(tree).face, closing=closing
    )
    return Note("note", content, tuple(s for s in _USE_SHAPES if s.columns <= len(rows)))


def _comparison(tree: Tree, compared: Comparison) -> Note:
    """What the marks of a comparison mean, and that it is no poster to follow."""
    words: dict[str, Argument] = {"old": compared.old, "new": compared.new}
    rows = tuple(Row(name, say(tree, wording.MARKS[name], **words)) for name in compared.marks)
    if not rows:
        rows = (Row("", say(tree, wording.NO_MARKS, **words)),)
    words |= {"count": compared.left_out, "names": _some(tree, compared.unseen)}
    below = {
        wording.UNDERLINED: compared.retold,
        wording.LEFT_OUT: bool(compared.left_out),
        wording.UNSEEN: bool(compared.unseen),
        wording.NOT_TO_FOLLOW: True,
    }
    closing = tuple(Row("", say(tree, said, **words)) for said, wanted in below.items() if wanted)
    face = look_of(tree).face
    title = say(tree, wording.COMPARISON)
    content = Content(
        title, rows, tree.language, face, 1.0, cards=bool(compared.marks), closing=closing
    )
    column = SAMPLE_INDENT + _widest(rows, face)
    shapes = (Shape(max(measure, column)) for measure in _COMPARISON_MEASURES)
    return Note("note", content, tuple(shapes))


def _some(tree: Tree, names: tuple[str, ...]) -> str:
    """The first of several names, and how many more there are."""
    shown, more = ", ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return say(tree, wording.UNSEEN_MORE, names=shown, count=more) if more > 0 else shown


def _sources(tree: Tree, citations: Citations, code: Code | None) -> Note:
    rows = tuple(Row(str(n), source) for source, n in citations.numbers.items())
    face = look_of(tree).face
    closing = tuple(_works(citations.works, face))
    content = Content(
        say(tree, wording.SOURCES), rows, tree.language, face, 0.12, closing=closing, code=code
    )
    column = content.indent + _widest(rows, face) + _SPACE_MARGIN
    ways = [(m, True) for m in _SOURCE_MEASURES]
    if code:
        ways += [(m, False) for m in _SOURCE_MEASURES if m <= _WIDEST_OVER_CODE]
    shapes = (Shape(m, _fitting(column, m, len(rows)), beside) for m, beside in ways)
    return Note("sources", content, tuple(shapes))


def _works(works: Mapping[str, str], face: Typeface) -> Iterator[Row]:
    """What short names stand for; long ones stand in the text and not in a column."""
    wide = any(text.width(text.clean(short), face.heavy) > _LONG_NAME for short in works)
    for short, full in works.items():
        yield Row("", f"{short}: {full}") if wide else Row(text.drawable(short, face.heavy), full)


def _fitting(column: float, measure: float, rows: int) -> int:
    """How many columns of sources fit in a measure."""
    if column > _LONG_SOURCE:
        return 1
    return max(1, min(int((measure + COLUMN_GAP) / (column + COLUMN_GAP)), rows))
