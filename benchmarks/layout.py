"""How long the layered map takes, beside plain Graphviz on the same cards.

    python benchmarks/layout.py [NODES…]

Every row is a process of its own, so that its memory is its own. `type` is the base type in points
when the drawing is put on A0: how large it can be read. Plain Graphviz is `dot` with its default
settings, boxes of our cards' sizes and nothing else: no labels, no title, no legend.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SIZES = (20, 100, 500, 1_000, 5_000, 10_000)
SHAPES = {"tree": 0.0, "dag": 0.2}
PATIENCE = 300
"""Seconds that a row may take."""


def ours(nodes: int, merges: float) -> dict[str, float]:
    """Draw a tree and write it; return seconds, megabytes and points."""
    import samples  # type: ignore[import-not-found, unused-ignore]

    from woonboom import style
    from woonboom.formats import FORMATS
    from woonboom.layout.map.graph import layout

    tree = samples.grown(nodes, merges=merges)
    start = time.perf_counter()
    scene, _ = layout(tree)
    laid = time.perf_counter()
    svg = FORMATS["svg"].write(scene)
    drawn = time.perf_counter()
    pdf = FORMATS["pdf"].write(scene)
    done = time.perf_counter()
    on_a0 = layout(tree, paper="a0")[0].unit / style.POINT_MM
    return {
        "layout s": laid - start, "svg s": drawn - laid, "pdf s": done - drawn,
        "svg MB": len(svg) / 1e6, "pdf MB": len(pdf) / 1e6, "type": on_a0,
    }  # fmt: skip


def plain(nodes: int, merges: float) -> dict[str, float]:
    """Lay out the same cards with dot alone."""
    import graphviz
    import pygraphviz
    import samples  # type: ignore[import-not-found, unused-ignore]

    from woonboom.layout.cards import MEASURES, Deck

    tree = samples.grown(nodes, merges=merges)
    deck = Deck(tree, MEASURES[0])
    cards = {q: deck.card("question", q) for q in tree.questions}
    cards |= {o: deck.card("outcome", o) for o in tree.outcomes}
    graph = graphviz.Digraph(node_attr={"shape": "box", "fixedsize": "true"})
    for name, card in cards.items():
        size = {"width": str(card.width * 10 / 72), "height": str(card.height * 10 / 72)}
        graph.node(name, label="", **size)
    for question in tree.questions.values():
        for answer in question.answers:
            graph.edge(question.id, answer.goto)
    start = time.perf_counter()
    drawn = pygraphviz.AGraph(string=graph.source).draw(format="json", prog="dot")
    took = time.perf_counter() - start
    _, _, wide, high = (float(v) for v in json.loads(drawn)["bb"].split(","))
    fits = max(min(841 / wide, 1189 / high), min(1189 / wide, 841 / high))
    return {"layout s": took, "type": 10 * fits / (25.4 / 72)}


def row(way: str, nodes: int, shape: str) -> dict[str, float] | None:
    """Run one measurement in a process of its own; None when it takes too long."""
    run = [sys.executable, __file__, "--row", way, str(nodes), shape]
    try:
        done = subprocess.run(run, check=True, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(way: str, nodes: int, shape: str) -> None:
    """Print one measurement as JSON."""
    found = {"ours": ours, "plain": plain}[way](nodes, SHAPES[shape])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "memory MB": memory}))


def main(sizes: list[int]) -> None:
    """Print the table."""
    columns = ["layout s", "svg s", "pdf s", "memory MB", "svg MB", "pdf MB", "type"]
    print(f"{'nodes':>6} {'shape':5} {'way':6}" + "".join(f"{c:>11}" for c in columns))
    for nodes in sizes:
        for shape in SHAPES:
            for way in ("ours", "plain"):
                found = row(way, nodes, shape)
                cells = [f"{found[c]:.2f}" if found and c in found else "-" for c in columns]
                shown = "".join(f"{c:>11}" for c in cells) if found else f"  over {PATIENCE} s"
                print(f"{nodes:>6} {shape:5} {way:6}{shown}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--row"]:
        measure(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
