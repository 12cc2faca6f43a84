"""Where the questions of a rank stand: the only module that knows Graphviz.

Graphviz gets boxes of our own sizes, edges from port to port and nothing to write. It decides the
order within the ranks and the places across the flow; everything else is ours.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from woonboom import style
from woonboom.diagnostics import Diagnostic
from woonboom.layout.glyphs import missing_glyphs
from woonboom.layout.map.compose import Fit, best, free
from woonboom.layout.map.drafts import Drafts
from woonboom.layout.map.ranks import Node, Ranked
from woonboom.layout.poster import scene_of
from woonboom.layout.sheet import Sheet
from woonboom.look import look_problems
from woonboom.model import Tree
from woonboom.scene import Scene

_POINTS: Final = 20  # to the em; ports are whole points
_SEPARATION: Final = 1.5
_LARGEST_MM, _SMALLEST_MM = 1000.0, 1e-4
_FEW: Final = 25
_ENOUGH_FOR_FEW: Final = 0.9
_ENOUGH: Final = 0.7
"""How much of a drawing may be cut into parts to have it on a smaller sheet."""


def layout(
    tree: Tree, *, paper: str | None = None, landscape: bool | None = None
) -> tuple[Scene, list[Diagnostic]]:
    """Draw a tree as a layered map.

    `paper` ("a0" to "a4") fits it to that sheet, upright or `landscape`, or the way that gives the
    larger type. Without it the type is about 10 points and the page the smallest that holds it.
    Raises `ValueError` for an unknown paper.
    """
    drafts = Drafts(tree, places)
    fit = _on(drafts, paper, landscape) if paper else _on_its_own(drafts, landscape)
    return scene_of(tree, fit.drawn()), [*look_problems(tree), *missing_glyphs(tree)]


def _sheets(paper: str, landscape: bool | None) -> list[Sheet]:
    if paper.lower() not in style.PAPERS_MM:
        raise ValueError(f"unknown paper {paper!r}; known are {', '.join(style.PAPERS_MM)}")
    short, long = style.PAPERS_MM[paper.lower()]
    upright, lying = Sheet(short, long), Sheet(long, short)
    return [upright, lying] if landscape is None else [lying if landscape else upright]


def _on(drafts: Drafts, paper: str, landscape: bool | None) -> Fit:
    fit = best(drafts, _sheets(paper, landscape), most=_LARGEST_MM, least=_SMALLEST_MM)
    assert fit, "type can be as small as it needs to be"
    return fit


def _on_its_own(drafts: Drafts, landscape: bool | None) -> Fit:
    """The smallest paper that holds the drawing at readable type, or a page of its own size."""
    most, least = (pt * style.POINT_MM for pt in (style.LARGEST_BASE_PT, style.SMALLEST_BASE_PT))
    enough = _ENOUGH if len(drafts.tree.questions) > _FEW else _ENOUGH_FOR_FEW
    for paper in sorted(style.PAPERS_MM, reverse=True):
        fit = best(drafts, _sheets(paper, landscape), most, least)
        # A smaller sheet is no reason to cut a drawing into many parts.
        if fit and fit.draft.whole > enough:
            return fit
    unit = style.BASE_PT * style.POINT_MM
    upright = landscape is False
    fit = free(drafts, unit, landscape=not upright)
    longest = max(fit.sheet.width, fit.sheet.height)
    while longest > style.LARGEST_PAGE_MM:
        unit *= 0.99 * style.LARGEST_PAGE_MM / longest
        fit = free(drafts, unit, landscape=not upright)
        longest = max(fit.sheet.width, fit.sheet.height)
    return fit


def places(ranked: Ranked) -> Mapping[str, float]:
    """Return where every node begins, across the flow, in em from the first."""
    if len(ranked.nodes) == 1:
        return dict.fromkeys(ranked.nodes, 0.0)
    centres = _drawn(_dot(ranked))
    starts = {
        name: centres[f"n{n}"] / _POINTS - _points(node.across) / _POINTS / 2
        for n, (name, node) in enumerate(ranked.nodes.items())
    }
    first = min(starts.values())
    return {name: start - first for name, start in starts.items()}


def _dot(ranked: Ranked) -> str:
    """Write the graph in Graphviz's language."""
    import graphviz

    graph = graphviz.Digraph(
        graph_attr={
            "ordering": "out",
            "nodesep": str(_SEPARATION * _POINTS / 72),
            "ranksep": "0.02",
            "splines": "false",
            "newrank": "true",
        },
        node_attr={"shape": "plain"},
        edge_attr={"arrowhead": "none"},
    )
    names = {name: f"n{n}" for n, name in enumerate(ranked.nodes)}
    for name, node in ranked.nodes.items():
        graph.node(names[name], label=_label(node))
    for step in ranked.steps:
        port = "b" if step.port and ranked.nodes[step.target].second else "a"
        # Chains are to be straight; where lines fan out they bend anyway.
        weight = "1" if step.drop else "12"
        graph.edge(f"{names[step.source]}:a:s", f"{names[step.target]}:{port}:n", weight=weight)
    return str(graph.source)


def _points(em: float) -> int:
    return math.ceil(em * _POINTS)


def _label(node: Node) -> str:
    """A table as wide as the node with a cell around every port."""
    ports = [("a", _points(node.port)), *([("b", _points(node.second))] if node.second > 0 else [])]
    cells, at, half = [], 0, _POINTS // 4
    for name, where in ports:
        cells += [_cell(where - half - at), _cell(2 * half, f' PORT="{name}"')]
        at = where + half
    cells.append(_cell(_points(node.across) - at))
    rows = "".join(cells)
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
        f"<TR>{rows}</TR></TABLE>>"
    )


def _cell(width: int, port: str = "") -> str:
    return f'<TD WIDTH="{width}" HEIGHT="2" FIXEDSIZE="TRUE"{port}></TD>' if width > 0 else ""


def _drawn(dot: str) -> dict[str, float]:
    """Let Graphviz place the nodes; return their centres across the flow, in points."""
    import pygraphviz

    graph = pygraphviz.AGraph(string=dot)
    try:
        with _silence():
            drawn = json.loads(graph.draw(format="json", prog="dot"))
    finally:
        graph.close()
    return {o["name"]: float(o["pos"].split(",")[0]) for o in drawn["objects"]}


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what Graphviz itself writes to standard error from the user."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
