"""What is new, changed or gone in a drawing, marked: by a sign, a pattern and a colour.

A card that is new or changed has a band around it, even or striped; on it old words are struck out
and new ones underlined. An answer has the colours of the band itself. What is gone becomes a ghost:
grey, hatched, with its title struck out. Each has a sign at its corner, and a word in front of what
screen readers say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from woonboom import style
from woonboom.diagnostics import Message
from woonboom.hatching import outline_of
from woonboom.pen import Pen
from woonboom.placing import Placing
from woonboom.press.ghosts import faded, faded_line
from woonboom.press.lines import first_drawn, line_of
from woonboom.press.retold import Words, rewritten
from woonboom.scene import Box, Group, Item, Page, Path, Rect, Scene, Text

_SPOKEN: Final = {
    "added": Message("Nieuw: {label}", "New: {label}"),
    "changed": Message("Gewijzigd: {label}", "Changed: {label}"),
    "removed": Message("Vervallen: {label}", "Gone: {label}"),
}
_WAS: Final = Message("{label} (eerst: {was})", "{label} (first: {was})")
_INSIDE: Final = 0.14
"""How far the middle of a sign lies within the box of its card, at least: headings are near."""
_PILL_BORDER: Final = 0.18
_IN_SMALL: Final = 2.4
"""How much larger signs are on the cover of an atlas, where its sheets are drawn in small."""
_OUTWARD, _PILL_OUTWARD = 0.3, 0.6
"""How far a sign lies from the outline towards the corner of the box, of a card and of a pill."""


@dataclass(frozen=True)
class Retold:
    """A text on a card in parts, and what it was and is now in plain words."""

    words: Words
    was: str
    now: str

    @property
    def text(self) -> str:
        """The text as it stands there."""
        return "".join(said for _, said in self.words)


_NO_PAGE: Final = Page(0, 0, 0, ())


def marked(
    scene: Scene, marks: Mapping[str, str], told: Mapping[str, Sequence[Retold]] | None = None
) -> Scene:
    """Return the scene with groups marked: `marks` has for their ids a mark of `style.MARKS`.

    `told` has for the ids of groups the texts on them in which old words stand before new ones.
    Nothing moves. The line of an answer that is gone is a ghost too. Mark a scene before it is
    dressed.
    """
    marking = _Marking(scene, marks, told or {})
    pages = [replace(p, groups=tuple(replace(marking, page=p).groups())) for p in scene.pages]
    sheets = list(zip(pages, scene.pages, strict=True))[1:]
    return replace(scene, pages=tuple(_mapped(page, sheets) for page in pages))


def _mapped(page: Page, sheets: Sequence[tuple[Page, Page]]) -> Page:
    """A page with what is marked on the sheets that it shows in small, if it is their cover."""
    shown = iter(sheets)
    groups = (_preview(g, *next(shown)) if g.role == "preview" else g for g in page.groups)
    return replace(page, groups=tuple(groups))


def _preview(group: Group, page: Page, before: Page) -> Group:
    """A sheet in small, drawn again if something is marked on it."""
    if page == before:
        return group
    frame = group.items[-1]
    placing = Placing(group.box[0], group.box[1], group.box[2] / page.width)
    shapes = [
        (_enlarged(placing, g.box) if g.role == "mark" else placing).item(i)
        for g in page.groups
        for i in g.items
        if isinstance(i, Rect | Path)
    ]
    return replace(group, items=(*shapes, frame))


def _enlarged(placing: Placing, box: Box) -> Placing:
    """How a sign is placed that would otherwise be too small to be seen: around its middle."""
    middle = placing.at(box[0] + box[2] / 2, box[1] + box[3] / 2)
    scale = _IN_SMALL * placing.scale
    x, y = (at - scale * (box[n] + box[n + 2] / 2) for n, at in enumerate(middle))
    return Placing(x, y, scale)


@dataclass(frozen=True)
class _Marking:
    """Marks one page."""

    scene: Scene
    marks: Mapping[str, str]
    told: Mapping[str, Sequence[Retold]]
    page: Page = _NO_PAGE

    def groups(self) -> Iterator[Group]:
        """Yield the groups of the page, marked, and what the marks add."""
        ghosts = {id(line) for line in self._lines_gone()}
        first = first_drawn(self.page)
        for n, group in enumerate(self.page.groups):
            if n == first:
                yield from self._bands()
            mark = self.marks.get(group.id, "")
            if not mark:
                plain = faded_line(group, self.scene.unit) if id(group) in ghosts else group
                yield replace(plain, label=self._plain(group.label))
                continue
            yield replace(self._shown(mark, group), label=self._label(mark, group))
            if self._signed(group):
                yield self._sign(mark, group)

    def _shown(self, mark: str, group: Group) -> Group:
        if mark == "removed":
            return faded(group, self.scene.unit)
        coloured = group.role == "answer" and self._signed(group)
        shown = _coloured(group, style.MARKS[mark], self.scene.unit) if coloured else group
        return rewritten(shown, [t.words for t in self._told(group)], self.scene.unit)

    def _told(self, group: Group) -> Sequence[Retold]:
        again = self.told.get(group.link) if group.role == "outcome" else None
        return self.told.get(group.id) or again or ()

    def _signed(self, group: Group) -> bool:
        """Whether a mark has a sign: not of what goes with a card that has one."""
        if group.role == "answer":
            mark = self.marks[group.id]
            return mark == "changed" or mark != self.marks.get(group.joins[0])
        return group.role != "chip"

    def _label(self, mark: str, group: Group) -> str:
        label = group.label or " ".join(text.words for text in group.texts)
        if group.role == "chip":  # what it leads to is not gone
            return label
        told = self._told(group)
        was = next((t.was for t in told if t.was and t.text in label), "")
        label = self._plain(label)
        if was:
            label = _WAS.say(self.scene.language, {"label": label, "was": was})
        return _SPOKEN[mark].say(self.scene.language, {"label": label[:1].lower() + label[1:]})

    def _plain(self, label: str) -> str:
        """What is said of a card, without the old words."""
        for text, now in self._now.items():
            label = label.replace(text, now) if text in label else label
        return label

    @cached_property
    def _now(self) -> Mapping[str, str]:
        """What texts say now in which old words stand."""
        return {t.text: t.now for row in self.told.values() for t in row}

    def _lines_gone(self) -> Iterator[Group]:
        for group in self.page.groups:
            if group.role == "answer" and self.marks.get(group.id) == "removed":
                line = line_of(group, self.page.groups)
                yield from [line] if line else []

    # ---------------------------------------------------------------- bands

    def _bands(self) -> Iterator[Group]:
        """The bands around cards that are new or changed."""
        unit = self.scene.unit
        for group, shape, mark in self._banded():
            width = 2 * unit * (style.MARK_AROUND + style.MARK_EDGE) + shape.stroke_width
            yield _band(group.box, shape, width, mark.dark)
            width = 2 * unit * style.MARK_AROUND + shape.stroke_width
            yield _band(group.box, shape, width, mark.light)
            if mark.stripes:
                stripes = tuple(round(unit * stripe, 4) for stripe in mark.stripes)
                yield _band(group.box, shape, width, mark.dark, stripes)
            width = 2 * unit * style.MARK_GAP + shape.stroke_width
            yield _band(group.box, shape, width, style.PAPER)

    def _banded(self) -> Iterator[tuple[Group, Rect | Path, style.Mark]]:
        for group in self.page.groups:
            mark = self.marks.get(group.id, "removed")
            shape = _shape(group)
            if mark != "removed" and shape and group.role in ("question", "outcome"):
                yield group, shape, style.MARKS[mark]

    # ---------------------------------------------------------------- signs

    def _sign(self, mark: str, group: Group) -> Group:
        """The sign at the corner of a card; of an answer's pill at the other end of it."""
        pill = group.role == "answer"
        radius = (style.SMALL_MARK_RADIUS if pill else style.MARK_RADIUS) * self.scene.unit
        icon, (x, y) = style.MARKS[mark], self._corner(group, pill=pill)
        whole = Path(icon.icon[0].commands)
        xs, ys = zip(*outline_of(whole), strict=True)
        near, far = self.page.margin - min(xs) * radius, self.page.margin + max(xs) * radius
        x = min(max(x, near), self.page.width - far)
        box = Pen(x, y, radius).box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return Group("mark", box, tuple(Pen(0, 0, 1).icon(x, y, radius, icon)), joins=group.joins)

    def _corner(self, group: Group, *, pill: bool) -> tuple[float, float]:
        """A point between the outline of a card and the corner of its box."""
        left, top, wide, high = group.box
        corner = (left + wide, top + high) if pill else (left, top)
        shape = _shape(group)
        points = outline_of(shape) if shape else [corner]
        near = min(points, key=lambda p: (p[0] - corner[0]) ** 2 + (p[1] - corner[1]) ** 2)
        share = _PILL_OUTWARD if pill else _OUTWARD
        x, y = (a + share * (b - a) for a, b in zip(near, corner, strict=True))
        inside = _INSIDE * self.scene.unit
        return (x, y) if pill else (max(x, left + inside), max(y, top + inside))


def _shape(group: Group) -> Rect | Path | None:
    """The ground of a card or pill; that of an outcome has its border's width."""
    shapes = [item for item in group.items if isinstance(item, Rect | Path)]
    if not shapes:
        return None
    border = next((shape.stroke_width for shape in shapes if shape.stroke), 0.0)
    return replace(shapes[0], stroke_width=border)


def _coloured(group: Group, mark: style.Mark, unit: float) -> Group:
    """An answer in the colours of a mark, its border striped as a band is."""
    items: list[Item] = []
    for item in group.items:
        if isinstance(item, Text):
            items.append(replace(item, fill=mark.dark, ground=mark.light))
        elif isinstance(item, Rect):
            dash = tuple(round(unit * part, 4) for part in style.GHOST_DASH) if mark.stripes else ()
            width = round(_PILL_BORDER * unit, 4)
            items.append(
                replace(item, fill=mark.light, stroke=mark.dark, stroke_width=width, dash=dash)
            )
        else:
            items.append(item)
    return replace(group, items=tuple(items))


def _band(
    box: Box, shape: Rect | Path, width: float, colour: str, stripes: Iterable[float] = ()
) -> Group:
    """The outline of a shape as a broad stroke: what lies on top of it hides the inner half."""
    band = replace(
        shape, fill=None, stroke=colour, stroke_width=round(width, 4), dash=tuple(stripes)
    )
    return Group("light", box, (band,))
