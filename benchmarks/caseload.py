"""How long weighing a caseload takes: a million rows of a file, decided by two versions of a tree.

    python benchmarks/caseload.py [ROWS]

The versions are the two readings of the Woonkansboom in `trees/`. Rows are random; of `partial`
files one cell in ten is empty. `one by one` reads the first rows with `csv` and decides each of
them twice, and must count the same. Each file is weighed in a process of its own, so that its
largest memory can be told; times are those of the processor, starting Python included. The aim is
a million rows within 10 seconds and 1000 MB.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from woonboom.decide import CaseProblem
from woonboom.facts import Fact
from woonboom.load import load
from woonboom.model import Tree

ROOT = Path(__file__).parent.parent
OLD = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
NEW = ROOT / "trees" / "hulpverleners.yaml"
ROWS = 1_000_000
SAMPLE = 5_000
"""How many rows are decided one by one."""
EMPTY = 0.1
_SPREAD = 25
_PART = 50_000


def rows(tree: Tree, count: int, empty: float) -> Iterator[list[str]]:
    """Yield random rows: a reference, and the facts that the tree asks for."""
    draw = random.Random(1)
    cells = [_cells(tree.facts[fact], draw) for fact in tree.asked]
    for number in range(count):
        picked = [one[int(draw.random() * len(one))] for one in cells]
        blank = ["" if empty and draw.random() < empty else cell for cell in picked]
        yield [f"D-{number:07}", *blank]


def _cells(fact: Fact, draw: random.Random) -> list[str]:
    """Texts to choose the cells of a fact from."""
    if fact.range:
        low, high = fact.range
        return [str(number) for number in range(low, min(high, low + _SPREAD) + 1)]
    options = list(fact.options)
    if fact.type == "choices":
        sizes = range(1, len(options) + 1)
        return [",".join(draw.sample(options, size)) for size in sizes for _ in sizes]
    return options or ["ja", "nee"]


def write_csv(path: Path, tree: Tree, count: int, empty: float) -> None:
    """Write rows as spreadsheets do."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["referentie", *tree.asked])
        writer.writerows(rows(tree, count, empty))


def write_parquet(path: Path, tree: Tree, count: int, empty: float) -> None:
    """Write the same rows with types: truths, numbers, texts."""
    names = ["referentie", *tree.asked]
    made, writer = rows(tree, count, empty), None
    while part := list(islice(made, _PART)):  # a child counts what its parent used as its own
        columns = zip(*part, strict=True)
        typed = {
            name: _typed(tree.facts.get(name), cells)
            for name, cells in zip(names, columns, strict=True)
        }
        table = pa.table(typed)
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def _typed(fact: Fact | None, cells: tuple[str, ...]) -> pa.Array:
    if fact and fact.range:
        return pa.array([int(cell) if cell else None for cell in cells], pa.int64())
    if fact and fact.type == "boolean":
        return pa.array([cell == "ja" if cell else None for cell in cells], pa.bool_())
    return pa.array([cell or None for cell in cells], pa.string())


def one_by_one(path: Path, old: Tree, new: Tree, count: int) -> Counter[str]:
    """Count changes of rows by deciding each of them twice."""
    found: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in islice(csv.DictReader(file, delimiter=";"), count):
            del row["referentie"]
            case = {fact: cell for fact, cell in row.items() if cell}
            try:
                was, now = old.decide(case).outcome, new.decide(case).outcome
            except CaseProblem:
                found["left out"] += 1
                continue
            found["changed" if was and now and was != now else "other"] += 1
    return found


def weighed(path: Path) -> tuple[Counter[str], float, float]:
    """Return what the command counts, its processor time, and its largest memory in MB."""
    words = ["diff", OLD, NEW, "--cases", path, "--format", "json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "woonboom", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    found = json.load(process.stdout)["caseload"]
    used = os.wait4(process.pid, 0)[2]
    changed = sum(moved["count"] for moved in found["changed"])
    left_out = found["left_out"]["count"]
    counts = {"changed": changed, "left out": left_out}
    counts["other"] = found["rows"] - changed - left_out
    return Counter(counts), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def row(way: str, kind: str, count: int, took: float, memory: float | None) -> str:
    """Return a line of the table."""
    speed = count / took
    room = "" if memory is None else f"{memory:,.0f}"
    return f"{way:<12}{kind:<10}{count:>10,}{took:>9.2f}{speed:>12,.0f}{room:>8}"


def main(count: int) -> None:
    """Print the table, and check that all ways agree."""
    old, new = load(OLD)[0], load(NEW)[0]
    assert old is not None
    assert new is not None
    print(f"{'way':<12}{'rows':<10}{'count':>10}{'seconds':>9}{'rows/s':>12}{'MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, empty in (("complete", 0.0), ("partial", EMPTY)):
            few, table, typed = (
                Path(folder, name) for name in ("few.csv", "all.csv", "all.parquet")
            )
            sample = min(SAMPLE, count)
            write_csv(few, new, sample, empty)
            start = time.process_time()
            plain = one_by_one(few, old, new, sample)
            print(row("one by one", kind, sample, time.process_time() - start, None), flush=True)
            _agree(plain, weighed(few)[0], empty)
            write_csv(table, new, count, empty)
            counts, took, memory = weighed(table)
            print(row("csv", kind, count, took, memory), flush=True)
            write_parquet(typed, new, count, empty)
            same, took, memory = weighed(typed)
            print(row("parquet", kind, count, took, memory), flush=True)
            assert same == counts


def _agree(plain: Counter[str], at_once: Counter[str], empty: float) -> None:
    """Both ways count the same; an incomplete row is only looked at more exactly at once."""
    assert plain["left out"] == at_once["left out"]
    assert plain["changed"] == at_once["changed"] or empty
    assert plain["changed"] <= at_once["changed"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
