"""The poster in panels: a tree on a sheet of paper, or on several where one is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woonboom import style
from woonboom.diagnostics import Diagnostic
from woonboom.layout import wording
from woonboom.layout.glyphs import missing_glyphs
from woonboom.layout.notes import Comparison, notes
from woonboom.layout.panels.atlas import Division, divided
from woonboom.layout.panels.contents import Contents, numbered
from woonboom.layout.panels.fitting import QUICK, Fit, Fitting, notes_alone
from woonboom.layout.panels.hanging import Hosts, Workshop, adapted, hosts_of
from woonboom.layout.panels.packing import recarded_pack
from woonboom.layout.panels.settling import settled
from woonboom.layout.panels.shapes import Rule
from woonboom.layout.panels.titles import Titles
from woonboom.layout.panels.variants import Variants
from woonboom.layout.plan import hung
from woonboom.layout.poster import page_of, scene_of
from woonboom.layout.sheet import Drawn, Sheet
from woonboom.layout.wording import say
from woonboom.look import look_problems
from woonboom.model import Tree
from woonboom.scene import Scene

_LEAST_PT: Final = 18.0
"""The least base type on A1 (look.md); on other papers as much larger or smaller as they are."""
_HOPELESS: Final = 200
"""With more answers than this, one sheet is never enough."""
_COVER_AND_ONE: Final = 2
_COVER: Final = 1.7
"""How much larger type may be on the cover."""
_NUMBERS: Final = ((1, 2), (8, 8), (8, 88), (88, 88))
"""Sheets and how many there may be, for the room that their titles take."""


def layout(
    tree: Tree,
    *,
    paper: str = "a1",
    landscape: bool | None = None,
    whole: bool = False,
    compared: Comparison | None = None,
) -> tuple[Scene, list[Diagnostic]]:
    """Draw a tree on a sheet ("a0" to "a4") with type as large as it can be.

    Upright or `landscape`, or the way that gives the larger type. Where the type would be smaller
    than `least_unit`, it is drawn on several sheets, unless `whole` asks for one. A drawing of two
    versions that are `compared` says so instead of how to use it.
    Raises `ValueError` for an unknown paper.
    """
    sheets = _sheets(paper, landscape)
    problems = [*look_problems(tree), *missing_glyphs(tree)]
    drawn, _ = _drawn(tree, sheets, compared, whole=whole)
    return scene_of(tree, *drawn), problems


@dataclass(frozen=True)
class Arrangement:
    """How a tree was arranged on one sheet: what a next drawing of it may begin with."""

    sheet: Sheet
    hosts: Hosts
    rule: Rule


def arranged(tree: Tree, *, paper: str = "a1") -> tuple[Scene, Arrangement | None]:
    """Draw a tree as `layout` does; returns how it was arranged too, where it is on one sheet.

    Raises `ValueError` for an unknown paper.
    """
    drawn, fit = _drawn(tree, _sheets(paper, None), None, whole=False)
    found = Arrangement(fit.sheet, hosts_of(fit.plan), fit.rule) if fit else None
    return scene_of(tree, *drawn), found


def again(tree: Tree, before: Arrangement) -> Scene | None:
    """Draw a tree that was edited as it was arranged before, which takes a quarter of the time.

    As long as the edit does not make another arrangement better, this is what `layout` draws.
    Returns nothing where the tree needs more sheets now.
    """
    fitting = Fitting(tree)
    fit = fitting.by(before.sheet, adapted(before.hosts, tree), before.rule)
    if fit.unit < _least(before.sheet):
        return None
    return scene_of(tree, settled(fit, fitting.titles))


def least_unit(paper: str) -> float:
    """Return the least base type (mm) at which a poster can be read from where people stand.

    Raises `ValueError` for an unknown paper.
    """
    return _least(_sheets(paper, landscape=False)[0])


def _least(sheet: Sheet) -> float:
    return _LEAST_PT * style.POINT_MM * sheet.reference


def _sheets(paper: str, landscape: bool | None) -> list[Sheet]:
    if paper.lower() not in style.PAPERS_MM:
        raise ValueError(f"unknown paper {paper!r}; known are {', '.join(style.PAPERS_MM)}")
    short, long = style.PAPERS_MM[paper.lower()]
    upright, lying = Sheet(short, long), Sheet(long, short)
    return [upright, lying] if landscape is None else [lying if landscape else upright]


def _drawn(
    tree: Tree, sheets: Sequence[Sheet], compared: Comparison | None, *, whole: bool
) -> tuple[list[Drawn], Fit | None]:
    """The sheets, and what is on the one sheet that there is."""
    least = _least(sheets[0])
    hopeless = sum(len(q.answers) for q in tree.in_order) > _HOPELESS
    if hopeless and not whole:
        several = _atlas(tree, sheets, least, compared)
        if _is_atlas(several, least):
            return several, None
    fitting = Fitting(tree, compared)
    fit = fitting.best(sheets)
    if fit.unit < least and not (whole or hopeless):
        several = _atlas(tree, sheets, least, compared)
        if _is_atlas(several, least):
            return several, None
    return [settled(fit, fitting.titles)], fit


def _is_atlas(several: Sequence[Drawn], least: float) -> bool:
    """One question with all its answers may be too much for any sheet: that is no atlas."""
    return len(several) > _COVER_AND_ONE or several[-1].unit >= least


def _atlas(
    tree: Tree, sheets: Sequence[Sheet], least: float, compared: Comparison | None
) -> list[Drawn]:
    """Return the cover and the sheets, all with type of the same size, at least `least` mm."""
    # Chips may name a sheet; while nobody knows which, they are measured with a long name.
    unnamed = Variants(tree, dict.fromkeys(tree.questions, _longest_name(tree)))
    workshop, titles = Workshop(unnamed, "", QUICK), Titles(unnamed)
    found = [
        (divided(workshop, titles, _least_field(tree, sheet), least), sheet) for sheet in sheets
    ]
    division, sheet = min(found, key=lambda f: (len(f[0].sheets), -f[0].scale))
    unit = least * division.scale * _fitting_titles(tree, sheet, len(division.sheets))
    drawn = [_sheet(tree, sheet, division, n, unit) for n in range(len(division.sheets))]
    return [_cover(tree, sheet, division, drawn, compared), *drawn]


def _longest_name(tree: Tree) -> str:
    """A name as long as that of any sheet: there are not more sheets than questions."""
    return "0" * len(str(max(10, len(tree.questions) // 3)))


def _least_field(tree: Tree, sheet: Sheet) -> tuple[float, float]:
    """The field of a sheet while nobody knows its number: a title may be set in another way."""
    fields = [sheet.field(tree, _titled(tree, *numbers)) for numbers in _NUMBERS]
    return min(fields, key=lambda field: field[1])


def _fitting_titles(tree: Tree, sheet: Sheet, count: int) -> float:
    """How much smaller type must be for the title blocks as they are: 1 unless one is higher."""
    high = _least_field(tree, sheet)[1]
    titles = [_titled(tree, n, count) for n in range(1, count + 1)]
    return min(1.0, *(sheet.field(tree, title)[1] / high for title in titles))


def _titled(tree: Tree, sheet: int, count: int) -> str:
    return say(tree, wording.ON_SHEET, title=str(tree.title), sheet=sheet, count=count)


def _sheet(tree: Tree, sheet: Sheet, division: Division, index: int, unit: float) -> Drawn:
    """One sheet, with chips that name the sheets of questions elsewhere."""
    own = str(index + 1)
    elsewhere = {q: name for q, name in division.names(tree).items() if name != own}
    variants = Variants(tree, elsewhere)
    pack = recarded_pack(division.packs[index], variants.named)
    fit = Fit(sheet, unit, unit, hung(tree, division.hosts), (), pack)
    return settled(fit, Titles(variants), _titled(tree, index + 1, len(division.sheets)))


def _cover(
    tree: Tree,
    sheet: Sheet,
    division: Division,
    sheets: Sequence[Drawn],
    compared: Comparison | None,
) -> Drawn:
    """The first page: what is where, how to read it, and where it comes from."""
    plan = hung(tree, division.hosts)
    roles = frozenset(e.role for exits in plan.exits.values() for e in exits)
    pages = tuple(page_of(tree, drawn) for drawn in sheets)
    contents = Contents(tree, pages, tuple(numbered(tree, division)))
    fit = notes_alone(
        sheet, plan, (contents, *notes(tree, roles, compared)), _COVER * sheets[0].unit
    )
    return settled(fit, Titles(Variants(tree)))
