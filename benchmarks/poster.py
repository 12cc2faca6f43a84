"""How large the type of a poster is and how long it takes, beside Graphviz on the same cards.

    python benchmarks/poster.py [NAME…]

Every row is a process of its own, so that its memory is its own. `type` is the base type in points
on the paper; `least` the smallest that counts as readable there. Graphviz is `dot` with boxes of
our cards' sizes and nothing else (no answers, no title, no notes); of four drawings, downwards and
to the right, with every outcome once or at each of its answers, the largest is counted. Its time is
that of all four, as ours includes every drawing that we try.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

if TYPE_CHECKING:
    from woonboom.layout.cards import Card
    from woonboom.model import Tree

PATIENCE = 300
"""Seconds that a row may take."""
POINT_MM = 25.4 / 72


def _file(path: str) -> Tree:
    import woonboom

    tree, problems = woonboom.load(ROOT / path)
    assert tree, problems
    return tree


def _grown(questions: int, merges: float) -> Tree:
    """Grow a tree until it has about so many questions."""
    import samples  # type: ignore[import-not-found, unused-ignore]

    nodes = 2 * questions
    while len(samples.grown(nodes, merges=merges).questions) < questions:
        nodes += 1
    tree: Tree = samples.grown(nodes, merges=merges)
    return tree


TREES: dict[str, tuple[str, bool, Callable[[], Tree]]] = {
    "hulpverleners": ("a1", True, lambda: _file("trees/hulpverleners.yaml")),
    "corporaties": ("a1", True, lambda: _file("trees/corporaties.yaml")),
    "waterland": ("a1", True, lambda: _file("benchmarks/trees/waterland.yaml")),
    "60 questions": ("a0", True, lambda: _grown(60, 0.0)),
    "60, merged": ("a0", True, lambda: _grown(60, 0.3)),
    "200, atlas": ("a1", False, lambda: _grown(200, 0.0)),
    "200, merged": ("a1", False, lambda: _grown(200, 0.3)),
}
"""Per tree the paper and whether it must stand on one sheet."""


def ours(name: str) -> dict[str, float]:
    """Draw a tree both ways; return points, seconds and sheets."""
    from woonboom.layout.panels.poster import layout, least_unit

    paper, whole, make = TREES[name]
    tree = make()
    layout(_file("trees/corporaties.yaml"))  # so that nothing is imported for the first time
    found: dict[str, float] = {"least": least_unit(paper) / POINT_MM, "n": len(tree.questions)}
    for way, landscape in (("L", True), ("P", False)):
        start = time.perf_counter()
        scene, _ = layout(tree, paper=paper, landscape=landscape, whole=whole)
        found[f"s {way}"] = time.perf_counter() - start
        found[f"type {way}"] = scene.unit / POINT_MM
        found["sheets"] = len(scene.pages)
    return found


def plain(name: str) -> dict[str, float]:
    """Lay the same cards out with dot alone."""
    from woonboom import style
    from woonboom.layout.sheet import Sheet

    paper, _, make = TREES[name]
    tree = make()
    short, long = style.PAPERS_MM[paper]
    start = time.perf_counter()
    sizes = [
        _dot(tree, direction, once) for direction, once in product(("TB", "LR"), (True, False))
    ]
    took = time.perf_counter() - start
    found: dict[str, float] = {"n": len(tree.questions), "sheets": 1}
    for way, sheet in (("L", Sheet(long, short)), ("P", Sheet(short, long))):
        wide, high = sheet.field(tree)
        found[f"type {way}"] = max(10 * min(wide / w, high / h) / POINT_MM for w, h in sizes)
        found[f"s {way}"] = took
    return found


def _dot(tree: Tree, direction: str, once: bool) -> tuple[float, float]:
    """Return the width and height of dot's drawing, 10 points to the em."""
    import graphviz
    import pygraphviz

    from woonboom.layout.cards import MEASURES, Deck

    deck = Deck(tree, MEASURES[0])
    graph = graphviz.Digraph(
        graph_attr={"rankdir": direction}, node_attr={"shape": "box", "fixedsize": "true"}
    )
    for key, card in _cards(tree, deck.card, once):
        size = {"width": str(card.width * 10 / 72), "height": str(card.height * 10 / 72)}
        graph.node(key, label="", **size)
    for question in tree.in_order:
        for n, answer in enumerate(question.answers):
            single = once or answer.goto in tree.questions
            graph.edge(question.id, answer.goto if single else f"{question.id}.{n}")
    drawn = pygraphviz.AGraph(string=graph.source).draw(format="json", prog="dot")
    _, _, wide, high = (float(v) for v in json.loads(drawn)["bb"].split(","))
    return wide, high


def _cards(tree: Tree, card: Callable[[str, str], Card], once: bool) -> Iterator[tuple[str, Card]]:
    yield from ((q, card("question", q)) for q in tree.questions)
    if once:
        yield from ((o, card("outcome", o)) for o in tree.outcomes)
        return
    seen: set[str] = set()
    for question in tree.in_order:
        for n, answer in enumerate(question.answers):
            if answer.goto in tree.outcomes:
                role = "brief" if answer.goto in seen else "outcome"
                yield f"{question.id}.{n}", card(role, answer.goto)
                seen.add(answer.goto)


def row(way: str, name: str) -> dict[str, float] | None:
    """Run one measurement in a process of its own; None when it takes too long."""
    run = [sys.executable, __file__, "--row", way, name]
    try:
        done = subprocess.run(run, check=True, stdout=subprocess.PIPE, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(way: str, name: str) -> None:
    """Print one measurement as JSON."""
    found = {"ours": ours, "dot": plain}[way](name)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "MB": memory}))


def main(names: list[str]) -> None:
    """Print the table."""
    columns = ["n", "sheets", "least", "type L", "type P", "s L", "s P", "MB"]
    print(f"{'tree':14} {'paper':5} {'way':5}" + "".join(f"{c:>8}" for c in columns))
    for name in names:
        for way in ("ours", "dot"):
            found = row(way, name)
            shown = [_cell(found.get(c)) for c in columns] if found else [f"over {PATIENCE} s"]
            cells = "".join(f"{s:>8}" for s in shown)
            print(f"{name:14} {TREES[name][0]:5} {way:5}{cells}", flush=True)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--row"]:
        measure(sys.argv[2], sys.argv[3])
    else:
        main(sys.argv[1:] or list(TREES))
