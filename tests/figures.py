"""The figures of a drawing that are not right or wrong, but tell whether it became better.

python tests/figures.py [a0…a4]     prints them for the trees of the golden file
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scene_shapes import CARDS, FURNITURE, SOLID, gap, line_boxes, near_pairs, points_of, with_leads

from woonboom import style
from woonboom.press.seams import cut_cards
from woonboom.press.sheets import tiling
from woonboom.scene import SOFT_HYPHEN, Group, Page, Path, Scene

_WITH_INNER_LINES = 3
_A4 = 210 * 297
_NEAR = 3.0
"""Gaps larger than so many em are not worth measuring."""


@dataclass(frozen=True)
class Figures:
    """Type sizes are in points, lengths in em of the base type; shares count in hundredths."""

    pages: int
    base: float
    smallest: float
    fill: float
    gap: float
    bends: int
    length: float
    ragged: float
    hyphens: int
    chips: int
    panels: int
    seams: int

    def __str__(self) -> str:
        return (
            f"{self.pages} page(s), base {self.base:.1f} pt, smallest {self.smallest:.1f} pt, "
            f"fill {self.fill:.0f} %, gap {self.gap:.2f} em, bends {self.bends}, "
            f"lines {self.length:.0f} em, ragged {self.ragged:.0f} %, hyphens {self.hyphens}, "
            f"chips {self.chips}, panels {self.panels}, cut by seams {self.seams}"
        )


def figures(scene: Scene) -> Figures:
    """Return the figures of a drawing; its seams are those of a set of A4 sheets."""
    groups = list(scene.groups)
    texts = [text for group in groups for text in with_leads(group)]
    lines = [_points(group) for group in groups if group.role == "connector"]
    return Figures(
        pages=len(scene.pages),
        base=scene.unit / style.POINT_MM,
        smallest=min(text.size for text in texts) / style.POINT_MM,
        fill=100 * sum(map(_filled, scene.pages)) / sum(p.width * p.height for p in scene.pages),
        gap=min((_least_gap(page, scene.unit) for page in scene.pages), default=0.0),
        bends=sum(_bends(points) for points in lines),
        length=sum(math.dist(a, b) for points in lines for a, b in pairwise(points)) / scene.unit,
        ragged=100 * min(_shares(groups), default=1.0),
        hyphens=sum(line.endswith(SOFT_HYPHEN) for text in texts for line in text.lines),
        chips=sum(group.role == "chip" for group in groups),
        panels=max(1, sum(group.role == "heading" for group in groups)),
        seams=sum(map(_cut, scene.pages)),
    )


def _points(group: Group) -> list[tuple[float, float]]:
    return points_of(next(i for i in group.items if isinstance(i, Path) and i.stroke).commands)


def _filled(page: Page) -> float:
    """The area of cards, notes and the title block, in square mm."""
    grounds = [g for g in page.groups if g.role == "background" and g.box[2] < page.width]
    codes = [g.box for g in page.groups if g.role == "qr"]
    noted = [g.box for g in grounds if any(gap(g.box, code) == 0 for code in codes)]
    solid = [g.box for g in page.groups if g.role in SOLID - {"heading", "qr"} | {"answer"}]
    return sum(w * h for _, _, w, h in [*solid, *noted])


def _least_gap(page: Page, unit: float) -> float:
    """The least room between two cards, blocks or pills that do not belong together."""
    drawn = [g for g in page.groups if g.role in CARDS | FURNITURE - {"qr"} | {"answer"}]
    apart = [
        gap(one.box, other.box) / unit
        for one, other in near_pairs(drawn, _NEAR * unit)
        if one.id not in other.joins and other.id not in one.joins
    ]
    return min(apart, default=_NEAR)


def _bends(points: list[tuple[float, float]]) -> int:
    """How many quarter turns a line makes."""
    angles = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points) if a != b]
    turned = sum(abs(math.remainder(b - a, math.tau)) for a, b in pairwise(angles))
    return round(turned / (math.pi / 2))


def _shares(groups: list[Group]) -> Iterator[float]:
    """For every text of three lines or more on a card: its shortest inner line and its widest."""
    for group in groups:
        for text in group.texts if group.role in CARDS else ():
            widths = [box[2] for box in line_boxes(text)]
            if len(widths) >= _WITH_INNER_LINES:
                yield min(widths[1:-1]) / max(widths)


def _cut(page: Page) -> int:
    """How many cards and pills are cut by the seams of a set of A4 sheets."""
    if page.width * page.height <= _A4:
        return 0
    grid = tiling(page, "a4").grid
    return cut_cards(page, grid.xs, grid.ys)


def report(names: tuple[str, ...], paper: str = "a1") -> str:
    """Return the figures of trees on a paper, lying and upright, a line each."""
    from poster_trees import poster

    rows = []
    for name in names:
        for way, landscape in (("landscape", True), ("portrait", False)):
            rows.append(f"{name}, {paper} {way}: {figures(poster(name, paper, landscape))}\n")
    return "".join(rows)


TREES = ("hulpverleners", "corporaties", "waterland")

if __name__ == "__main__":
    print(report(TREES, *sys.argv[1:2]), end="")
