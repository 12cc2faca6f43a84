"""How long a million cases take, beside one case at a time.

    python benchmarks/decide.py [CASES]

The tree has thirty questions with every type of fact, compound conditions, and answers that come
together again; `steps` is how many questions a case passes on average. `partial` cases leave one
fact in ten unknown. Times are those of the processor; making the columns is not counted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonboom.decide.columns import UNKNOWN, UNKNOWN_NUMBER, encode
from woonboom.decide.compiled import compile_tree
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.load import load
from woonboom.model import Tree

CASES = 1_000_000
SAMPLE = 20_000
"""How many cases are decided one at a time."""
QUESTIONS = 30
RUNS = 5

HEAD = """\
woonboom: 1
tree: maat
title: Dertig vragen
start: vraag_0
facts:
  ontruimd: {label: Ontruimd, type: boolean}
  bewindvoering: {label: Bewindvoering, type: boolean}
  kinderen: {label: Kinderen, type: boolean}
  schuld: {label: Schuld, type: boolean}
  maanden: {label: Maanden, type: integer, range: [0, 240]}
  inkomen: {label: Inkomen, type: integer, range: [0, 60000]}
  leeftijd: {label: Leeftijd, type: integer, range: [16, 110]}
  woning: {label: Woning, type: choice, options: {huur: Huur, koop: Koop, geen: Geen, zorg: Zorg}}
  plaats: {label: Plaats, type: choice, options: {stad: Stad, ommeland: Ommeland, elders: Elders}}
  reden: {label: Reden, type: choices, options: {huur: Huur, overlast: Last, wet: Wet, rest: Rest}}
parameters:
  termijn: 6
  grens: 30000
outcomes:
"""
# Per question: the condition that ends a case, and the one that skips a question. Each question
# reads other numbers: `{n}` is its own.
FORMS = (
    "maanden == {n} or (bewindvoering and maanden < termijn) ; kinderen and inkomen >= grens",
    "overlast in reden and wet in reden and rest in reden ; huur in reden or woning == zorg",
    "woning in [huur, koop] and leeftijd < 18 + {n} ; plaats != stad and not schuld",
    "not (maanden >= {n} or inkomen > 1000) ; {n} <= maanden < 5 * {n} + termijn",
    "inkomen < 1000 + 50 * {n} ; (ontruimd or schuld) and (kinderen or leeftijd >= 40 + {n})",
)


def tree() -> Tree:
    """Return a tree of thirty questions."""
    lines = [f"  u{n}: {{kind: consult, title: Uitkomst {n}}}" for n in range(12)]
    lines.append("questions:")
    for n in range(QUESTIONS):
        ending, skipping = FORMS[n % len(FORMS)].format(n=n + 1).split(" ; ")
        further = f"not ({ending}) and ({skipping})"
        lines.append(f"  vraag_{n}:\n    ask: Vraag {n}\n    answers:")
        lines += [
            f"      - {{label: Klaar, when: '{ending}', goto: u{n % 12}}}",
            f"      - {{label: Verder, when: '{further}', goto: {_on(n, 2)}}}",
            f"      - {{label: Anders, otherwise: true, goto: {_on(n, 1)}}}",
        ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "maat.yaml"
        path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
        found, problems = load(path)
    assert found, [problem.message("en") for problem in problems]
    return found


def _on(number: int, steps: int) -> str:
    later = number + steps
    return f"vraag_{later}" if later < QUESTIONS else f"u{later % 12}"


def columns(made: Tree, count: int, unknown: float) -> dict[str, NDArray[Any]]:
    """Return random columns; a share of every column is `unknown`."""
    draw = np.random.default_rng(1)
    found: dict[str, NDArray[Any]] = {}
    for fact in made.facts.values():
        low, high = fact.range or (0, max(1, len(fact.options) - 1))
        blank = UNKNOWN_NUMBER if fact.range else UNKNOWN
        if fact.type == "choices":
            low, high, blank = 1, (1 << len(fact.options)) - 1, 0
        values = draw.integers(low, high + 1, count)
        if unknown:
            values[draw.random(count) < unknown] = blank
        found[fact.id] = values if fact.range else values.astype(np.int8)
    return found


def plain(made: Tree, given: Mapping[str, NDArray[Any]], count: int) -> list[dict[str, Value]]:
    """Return the first rows of columns as plain cases."""
    found: list[dict[str, Value]] = [{} for _ in range(count)]
    for fact in made.facts.values():
        for case, code in zip(found, given[fact.id].tolist(), strict=False):
            value = _value(fact, code)
            if value is not None:
                case[fact.id] = value
    return found


def _value(fact: Fact, code: int) -> Value | None:
    if fact.type == "choices":
        return frozenset(o for n, o in enumerate(fact.options) if code >> n & 1) or None
    if code in (UNKNOWN, UNKNOWN_NUMBER):
        return None
    if fact.type == "integer":
        return code
    return bool(code) if fact.type == "boolean" else list(fact.options)[code]


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the processor time of the fastest of some runs."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def row(way: str, unknown: float, count: int, steps: float, took: float) -> str:
    """Return a line of the table."""
    kind = "partial" if unknown else "complete"
    speed = count / took / 1e6
    return f"{way:<9}{kind:<9}{count:>10,}{steps:>7.1f}{took:>10.3f}{speed:>12.3f}"


def main(count: int) -> None:
    """Print the table, and check that both ways agree."""
    made = tree()
    compiled = compile_tree(made)
    print(f"{'way':<9}{'cases':<9}{'count':>10}{'steps':>7}{'seconds':>10}{'million/s':>12}")
    for unknown in (0.0, 0.1):
        given = columns(made, count, unknown)
        sample = plain(made, given, min(SAMPLE, count))
        walks = [walk(made, case) for case in sample]
        assert compiled.decide_ids(given)[: len(sample)] == [w.outcome for w in walks]
        steps = sum(len(w.path) for w in walks) / len(walks)
        one_by_one = seconds(lambda: [walk(made, case) for case in sample], 1)  # noqa: B023
        print(row("walk", unknown, len(sample), steps, one_by_one))
        at_once = seconds(lambda: compiled.decide(given), RUNS)  # noqa: B023
        print(row("compiled", unknown, count, steps, at_once), flush=True)
    took = seconds(lambda: compile_tree(made), RUNS)
    print(f"compile_tree: {took * 1000:.1f} ms; encode: {_encoding(made, sample):.2f} million/s")


def _encoding(made: Tree, sample: list[dict[str, Value]]) -> float:
    return len(sample) / seconds(lambda: encode(made, sample), RUNS) / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else CASES)
