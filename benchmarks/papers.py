"""How long sheets and handouts take, and how much memory; beside reportlab and pypdf.

    pip install reportlab pypdf
    python benchmarks/papers.py

Every row is a process of its own. `cold` is a new process, from its start to the file; `warm` the
same once more in one process, from the tree to the bytes, the median of five. The aims are those of
the issue that asked for sheets: cold under 1.5 s, warm under 0.15 s, 200 questions under 3 s.
reportlab puts the same questions and buttons at places of which it has not to think (no lines are
broken, nothing is tagged, no page follows a standard) and pypdf fills a sheet in: they say what
fields and files cost at least.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonboom.model import Tree

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
TREE = ROOT / "trees" / "hulpverleners.yaml"
LARGE = 200
RUNS = 5
PER_PAGE = 12


def ours() -> Tree:
    import woonboom

    tree, _ = woonboom.load(TREE)
    assert tree
    return tree


def large() -> Tree:
    """A tree with as many questions as a sheet may have."""
    import samples  # type: ignore[import-not-found, unused-ignore]

    nodes = 2 * LARGE
    while len(samples.grown(nodes).questions) < LARGE:
        nodes += 1
    tree: Tree = samples.grown(nodes)
    return tree


def sheet_of(tree: Tree) -> bytes:
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.sheet import sheet

    return DOCUMENT_FORMATS["pdf"].write(sheet(tree))


def handout_of(tree: Tree) -> bytes:
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.handout import handout

    return DOCUMENT_FORMATS["pdf"].write(handout([tree]))


def by_reportlab(tree: Tree) -> bytes:
    """The questions and buttons of a sheet, put on pages with reportlab."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped, unused-ignore]

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for n, question in enumerate(tree.in_order):
        y = 780 - 60 * (n % PER_PAGE)
        if y == 780 and n:
            canvas.showPage()
        canvas.drawString(50, y, str(question.ask))
        for place, answer in enumerate(question.answers):
            x = 400 + 60 * place
            canvas.drawString(x + 16, y, str(answer.label))
            canvas.acroForm.radio(answer.id, name=question.id, x=x, y=y, size=12)
    canvas.save()
    return file.getvalue()


def by_pypdf(made: bytes) -> bytes:
    """A sheet with one field filled in, written anew by pypdf."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"blad_referentie": "AB"})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def prepared(way: str) -> Callable[[], bytes]:
    """Return what a row does, ready to be done."""
    if way == "pypdf fills it in":
        made = sheet_of(ours())
        return lambda: by_pypdf(made)
    tree = large() if str(LARGE) in way else ours()
    kinds = {"handout": handout_of, "reportlab": by_reportlab}
    make = next((make for word, make in kinds.items() if word in way), sheet_of)
    return lambda: make(tree)


WAYS = {
    "sheet": (1.5, 0.15),
    f"sheet, {LARGE} questions": (3.0, 3.0),
    "handout": (1.5, None),
    "reportlab": (None, None),
    f"reportlab, {LARGE} questions": (None, None),
    "pypdf fills it in": (None, None),
}
"""What is measured, with the aims in seconds: cold and warm."""


def measure(way: str) -> None:
    """Print one measurement as JSON."""
    do = prepared(way)
    size, times = len(do()), []
    for _ in range(RUNS):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"warm": median(times), "MB": memory, "kB": size / 1000}))


def row(way: str) -> dict[str, float]:
    """Measure in new processes: one that makes a single paper, and one that makes several."""
    once = f"import papers; papers.prepared({way!r})()"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", once], check=True, cwd=Path(__file__).parent)
    cold = time.perf_counter() - start
    run = [sys.executable, __file__, "--row", way]
    done = subprocess.run(run, check=True, stdout=subprocess.PIPE)
    return {"cold": cold, **json.loads(done.stdout)}


def main() -> None:
    """Print the table."""
    columns = ("cold", "warm", "MB", "kB")
    print(f"{'':22}" + "".join(f"{c:>8}" for c in columns) + "   aims")
    for way, aims in WAYS.items():
        found = row(way)
        shown = "".join(f"{found[c]:>8.2f}" for c in columns)
        print(f"{way:22}{shown}   {' and '.join(f'{aim} s' for aim in aims if aim)}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--row"]:
        measure(sys.argv[2])
    else:
        main()
