"""How long the analysis of decision tables takes, beside z3 and a plain loop over all pairs.

    python benchmarks/analysis.py [BUDGET]

Nine sizes of generated tables: 500, 1,000 and 1,500 rules over 3, 5 and 7 columns. Times are
processor milliseconds, the best of several runs; `× JSON` is how often `json.loads` of the same
table's text goes into them. Overlaps are of a table with widened rules, gaps of one with narrowed
rules, the proof of completeness of one with neither. For the pairs z3 is tried on 2,000 drawn at
random, and its time for all of them calculated from that. z3 gets BUDGET seconds (120) in all; what
it did not come to is a dash.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from decision_tables import generated  # noqa: E402
from second_opinion import Solved, pairwise  # noqa: E402

from woonboom.analysis.table_gaps import first_gap, gaps  # noqa: E402
from woonboom.analysis.table_overlaps import neighbours, overlaps  # noqa: E402
from woonboom.analysis.table_reading import read_table  # noqa: E402
from woonboom.analysis.tables import analyse_table  # noqa: E402

SIZES = [(columns, rules) for columns in (3, 5, 7) for rules in (500, 1_000, 1_500)]
MODES = ("clean", "overlap", "gap")
DRAWN = 2_000
MOST_OVERLAPS, MOST_GAPS = 5, 40
"""Aims at the largest size: how often the time to read the JSON goes into each."""
FASTER_PROOF, FASTER_PAIRS = 5, 1_000
"""And how much faster than z3."""


class Times(NamedTuple):
    """What our own analysis of one table takes, in milliseconds, and what it found."""

    json: float
    read: float
    overlaps: float
    gaps: float
    proof: float
    whole: float
    pairs: list[tuple[int, int]]
    boxes: int


def milliseconds(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1_000 * min(times)


def ours(data: dict[str, Any]) -> Times:
    text = json.dumps(data)
    table = read_table(data)
    return Times(
        json=milliseconds(lambda: json.loads(text), 20),
        read=milliseconds(lambda: read_table(data), 7),
        overlaps=milliseconds(lambda: list(overlaps(neighbours(table))), 7),
        gaps=milliseconds(lambda: list(gaps(table)), 7),
        proof=milliseconds(lambda: first_gap(table), 7),
        whole=milliseconds(lambda: analyse_table(data), 5),
        pairs=list(overlaps(neighbours(table))),
        boxes=len(list(gaps(table))),
    )


def pairs_by_z3(data: dict[str, Any]) -> float:
    """Return the milliseconds that z3 would need for all pairs of rules."""
    solved = Solved(data)
    solver = solved.solver()
    chance = random.Random(3)
    drawn = [chance.sample(solved.rules, 2) for _ in range(DRAWN)]

    def check() -> None:
        for pair in drawn:
            solver.push()
            solver.add(*pair)
            solver.check()
            solver.pop()

    count = len(solved.rules)
    return milliseconds(check, 1) * count * (count - 1) / 2 / DRAWN


def proof_by_z3(data: dict[str, Any]) -> float:
    """Return the milliseconds of z3 to prove that no case is without a rule, once it is asked."""
    solved = Solved(data)
    solver = solved.solver()
    solver.add(~solved.any_of(solved.rules))
    answers: list[object] = []
    taken = milliseconds(lambda: answers.append(solver.check()), 1)
    assert str(answers[0]) == "unsat"
    return taken


class Budget:
    """Processor seconds that z3 may still use."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def run(self, work: Callable[[dict[str, Any]], float], data: dict[str, Any]) -> float | None:
        if self.left <= 0:
            return None
        start = time.process_time()
        taken = work(data)
        self.left -= time.process_time() - start
        return taken


class Row(NamedTuple):
    """One size: our times per mode, and those of the others in milliseconds."""

    columns: int
    rules: int
    ours: dict[str, Times]
    plain_pairs: float
    z3_pairs: float | None
    z3_proof: float | None


def row(columns: int, rules: int, budget: Budget) -> Row:
    tables = {mode: generated(columns, rules, mode) for mode in MODES}
    times = {mode: ours(data) for mode, data in tables.items()}
    assert times["overlap"].pairs == pairwise(tables["overlap"])
    return Row(
        columns,
        rules,
        times,
        plain_pairs=milliseconds(lambda: pairwise(tables["overlap"]), 1),
        z3_pairs=budget.run(pairs_by_z3, tables["overlap"]),
        z3_proof=budget.run(proof_by_z3, tables["clean"]),
    )


def times_faster(theirs: float | None, own: float) -> str:
    return "–" if theirs is None else f"{theirs / own:,.0f} ×"


def shown(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds:,.{1 if milliseconds < 100 else 0}f}"


HEADS = {
    "Overlaps": "table|JSON|read|overlaps|× JSON|found|plain loop|z3|plain / ours|z3 / ours",
    "Gaps": "table|JSON|gaps|× JSON|found|analyse_table|× JSON",
    "Proof that a table is complete": "table|JSON|proof|× JSON|z3|z3 / ours",
}


def cells(title: str, row: Row) -> list[str]:
    """Return what a size has in one of the tables of `HEADS`."""
    name = f"{row.columns} × {row.rules:,}"
    if title == "Overlaps":
        t = row.ours["overlap"]
        own = [t.json, t.read, t.overlaps]
        found = [f"{t.overlaps / t.json:.1f}", f"{len(t.pairs):,}"]
        others = [row.plain_pairs, row.z3_pairs]
        ratios = [times_faster(other, t.overlaps) for other in others]
        return [name, *map(shown, own), *found, *map(shown, others), *ratios]
    if title == "Gaps":
        t = row.ours["gap"]
        ratio, whole = f"{t.gaps / t.json:.1f}", f"{t.whole / t.json:.1f}"
        return [name, shown(t.json), shown(t.gaps), ratio, f"{t.boxes:,}", shown(t.whole), whole]
    t = row.ours["clean"]
    ratio, faster = f"{t.proof / t.json:.1f}", times_faster(row.z3_proof, t.proof)
    return [name, shown(t.json), shown(t.proof), ratio, shown(row.z3_proof), faster]


def print_table(title: str, rows: list[Row]) -> None:
    lines = [HEADS[title].split("|"), *(cells(title, row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title} (columns × rules; milliseconds)")
    for line in lines:
        print("  ".join(f"{word:>{width}}" for word, width in zip(line, widths, strict=True)))


def print_aims(last: Row) -> None:
    """Print whether the aims are met at the largest size, in the mode that is worst for each."""
    times = last.ours.values()
    overlapping = last.ours["overlap"].overlaps
    proof = last.ours["clean"].proof
    print(
        f"\nAims at {last.rules:,} rules over {last.columns} columns (worst of {len(times)} modes)"
    )
    aim("overlaps, × JSON", max(t.overlaps / t.json for t in times), most=MOST_OVERLAPS)
    with_reading = max((t.read + t.overlaps) / t.json for t in times)
    aim("the same, checking the data too", with_reading, most=MOST_OVERLAPS)
    aim("gaps, × JSON", max(t.gaps / t.json for t in times), most=MOST_GAPS)
    if last.z3_proof is not None:
        aim("proof, times faster than z3", last.z3_proof / proof, least=FASTER_PROOF)
    if last.z3_pairs is not None:
        aim("pairs, times faster than z3", last.z3_pairs / overlapping, least=FASTER_PAIRS)


def aim(what: str, found: float, *, most: float | None = None, least: float | None = None) -> None:
    met = found <= most if most is not None else found >= (least or 0)
    bound = f"at most {most:,}" if most is not None else f"at least {least:,}"
    print(f"{what:<32} {found:>10,.1f}  {bound:<15}  {'met' if met else 'NOT MET'}")


def main(seconds: float) -> None:
    budget = Budget(seconds)
    rows = [row(columns, rules, budget) for columns, rules in SIZES]
    for title in HEADS:
        print_table(title, rows)
    print_aims(rows[-1])


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 120)
