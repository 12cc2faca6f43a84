"""How fast filled sheets are read, beside pypdf.

    python benchmarks/read.py [COUNT]

Every row is a process of its own. `woonboom` reads the values, follows the answers and compares
with the tree of today, in its workers; `pypdf` reads the values of the fields and no more. Memory
is the most that a run and its workers had together (Linux only). `older` are sheets of another
version of the tree, for which it is worked out what the outcome would be now.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

if TYPE_CHECKING:
    from woonboom.model import Tree

COUNT = 500
TREE = ROOT / "trees" / "hulpverleners.yaml"
OLDER = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
PYPDF = """\
import sys, pathlib, pypdf
for path in pathlib.Path(sys.argv[1]).glob("*.pdf"):
    fields = pypdf.PdfReader(path).get_fields() or {}
    values = {name: field.get("/V") for name, field in fields.items()}
"""


def made(tree: Tree, folder: Path, count: int) -> None:
    """Write filled sheets of a tree, each of another case."""
    from paper_forms import values_for, walked, with_pikepdf

    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.sheet import sheet

    folder.mkdir()
    empty = DOCUMENT_FORMATS["pdf"].write(sheet(tree))
    cases = [case.given for case in tree.cases]
    for number in range(count):
        answers, outcome = walked(tree, cases[number % len(cases)])
        ticked = (outcome,) if outcome else ()
        values = values_for(tree, answers, {}, ticked, referentie=f"{number}", datum="31-01-2026")
        (folder / f"{number:04}.pdf").write_bytes(with_pikepdf(empty, values))


def large(questions: int) -> Tree:
    """Return a tree of many questions, with a case that passes them all."""
    import samples

    from woonboom.conditions import Not, Truth
    from woonboom.facts import Fact
    from woonboom.model import WorkedCase

    tree = samples.chain(questions)
    facts = {id_: Fact(id_, f"Geldt {id_}?", "boolean", judgement=True) for id_ in tree.questions}
    asked = {}
    for id_, question in tree.questions.items():
        yes, no = question.answers
        answers = (replace(yes, id="yes", condition=Truth(id_)),
                   replace(no, id="no", condition=Not(Truth(id_))))  # fmt: skip
        asked[id_] = replace(question, facts=(id_,), answers=answers)
    case = WorkedCase("alle", dict.fromkeys(facts, True), "u_ja", (), samples.SPAN, samples.SPAN)
    return replace(tree, facts=facts, questions=asked, cases=(case,))


def row(name: str, files: int, command: list[str]) -> str:
    """Run a command and return a line of the table."""
    start, most = time.perf_counter(), 0
    running = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    while running.poll() is None:
        most = max(most, _memory(running.pid))
        time.sleep(0.02)
    took = time.perf_counter() - start
    assert running.returncode in (0, 1), running.returncode
    return f"{name:<26}{files:>6}{took:>9.2f}{took / files * 1000:>9.1f}{most:>8}"


def _memory(session: int) -> int:
    """The memory of the processes of a session together, in MB."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return found // 1_000_000


def main(count: int) -> None:
    """Print the table."""
    from woonboom.load import load

    read = [sys.executable, "-m", "woonboom", "read", "--format", "json"]
    print(f"{'':<26}{'files':>6}{'seconds':>9}{'ms each':>9}{'MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (label, path, files) in enumerate(
            (("one sheet", TREE, 1), ("sheets", TREE, count), ("older sheets", OLDER, count))
        ):
            tree, _ = load(path)
            assert tree is not None
            here = folder / f"{number}"
            made(tree, here, files)
            print(row(f"woonboom, {label}", files, [*read, str(here), "--tree", str(TREE)]))
            if label == "sheets":
                print(row(f"pypdf, {label}", files, [sys.executable, "-c", PYPDF, str(here)]))
        made(large(200), folder / "large", count // 5)
        words = [*read, str(folder / "large"), "--tree", str(TREE)]
        print(row("woonboom, 200 questions", count // 5, words))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
