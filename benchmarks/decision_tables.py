"""Decision tables to measure with: the same seed gives the same table.

`generated` makes them as in Calvanese et al., "Semantics and Analysis of DMN Decision Tables"
(2016): a rule for every leaf of a random decision tree, so that they are complete and no two rules
share a case; then a tenth of the rules is widened or narrowed in one column. `wild` makes them of
rules that have nothing to do with each other, which is where the number of gaps explodes.

    python benchmarks/decision_tables.py COLUMNS RULES [clean|overlap|gap|both] > table.json
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

Table = dict[str, Any]
Interval = tuple[int, int]
Part = Interval | frozenset[Any]
"""What a rule has of a column: the first and the last number, or a set of values."""

SEED = "20160918"
MODES = ("clean", "overlap", "gap", "both")
NOISE = 0.10
OUTCOMES = "ABCDEFG"
PURPOSES = (
    "car card consolidation education home house major medical moving renewable small_business "
    "vacation wedding other"
)
COLUMNS: list[Table] = [
    {"name": "annual_income", "type": "int", "domain": [0, 500_000]},
    {"name": "loan_amount", "type": "int", "domain": [500, 40_000]},
    {"name": "term", "type": "enum", "domain": ["36m", "60m"]},
    {"name": "dti_bp", "type": "int", "domain": [0, 4_000]},
    {"name": "home_ownership", "type": "enum", "domain": ["RENT", "MORTGAGE", "OWN", "OTHER"]},
    {"name": "purpose", "type": "enum", "domain": PURPOSES.split()},
    {"name": "earliest_credit_line", "type": "date", "domain": ["1960-01-01", "2015-12-31"]},
    {"name": "verified", "type": "bool", "domain": [False, True]},
]


def generated(columns: int, rules: int, mode: str = "clean", seed: str = SEED) -> Table:
    """Return a table of a random tree's leaves; `overlap` widens rules of it, `gap` narrows."""
    chance = random.Random(f"{seed}/{columns}/{rules}")
    boxes = _leaves([_whole(column) for column in COLUMNS[:columns]], rules, chance)
    outcomes = [chance.choice(OUTCOMES) for _ in boxes]
    for kind, change in (("overlap", _widened), ("gap", _narrowed)):
        if mode in (kind, "both"):
            noise = random.Random(f"{seed}/{kind}/{columns}/{rules}")
            for i in sorted(noise.sample(range(rules), round(NOISE * rules))):
                change(boxes[i], noise)
    return _table(columns, boxes, outcomes)


def wild(rules: int, seed: int, columns: int = 8, wildcards: float = 0.5) -> Table:
    """Return a table of random rules: any value in about `wildcards` of the cells."""
    chance = random.Random(f"{seed}/{columns}/{rules}/{wildcards}")
    wholes = [_whole(column) for column in COLUMNS[:columns]]
    boxes = [
        [whole if chance.random() < wildcards else _some(whole, chance) for whole in wholes]
        for _ in range(rules)
    ]
    return _table(columns, boxes, [chance.choice(OUTCOMES) for _ in boxes])


def _whole(column: Table) -> Part:
    if column["type"] == "int":
        return column["domain"][0], column["domain"][1]
    if column["type"] == "date":
        first, last = map(date.fromisoformat, column["domain"])
        return first.toordinal(), last.toordinal()
    return frozenset(column["domain"])


def _leaves(whole: list[Part], count: int, chance: random.Random) -> list[list[Part]]:
    boxes = [whole]
    while len(boxes) < count:
        place = chance.randrange(len(boxes))
        box = boxes[place]
        able = [k for k, part in enumerate(box) if _size(part) > (3 if _is_range(part) else 1)]
        if able:
            k = chance.choice(able)
            ones, others = _parted(box[k], chance)
            boxes[place] = [*box[:k], ones, *box[k + 1 :]]
            boxes.append([*box[:k], others, *box[k + 1 :]])
    return [list(box) for box in boxes]


def _is_range(part: Part) -> bool:
    return isinstance(part, tuple)


def _size(part: Part) -> int:
    return part[1] - part[0] + 1 if isinstance(part, tuple) else len(part)


def _parted(part: Part, chance: random.Random) -> tuple[Part, Part]:
    """Return a part in two: numbers somewhere in their middle, values anyhow."""
    if isinstance(part, tuple):
        low, high = part
        width = high - low
        cut = chance.randint(low + max(1, width // 5), low + max(1, width * 4 // 5))
        return (low, min(cut, high - 1)), (min(cut, high - 1) + 1, high)
    some = _some(part, chance)
    assert isinstance(some, frozenset)
    return some, part - some


def _some(part: Part, chance: random.Random) -> Part:
    if isinstance(part, tuple):
        low, high = sorted((chance.randint(*part), chance.randint(*part)))
        return low, high
    values = sorted(part)
    return frozenset(chance.sample(values, chance.randint(1, len(values) - 1)))


def _widened(box: list[Part], chance: random.Random) -> None:
    wholes = [_whole(column) for column in COLUMNS[: len(box)]]
    able = [k for k, whole in enumerate(wholes) if box[k] != whole]
    k = chance.choice(able)
    part, whole = box[k], wholes[k]
    if isinstance(part, frozenset) and isinstance(whole, frozenset):
        box[k] = part | {chance.choice(sorted(whole - part))}
    elif isinstance(part, tuple) and isinstance(whole, tuple):
        at_start = part[0] > whole[0] and (part[1] == whole[1] or chance.random() < 0.5)
        low = chance.randint(whole[0], part[0] - 1) if at_start else part[0]
        high = part[1] if at_start else chance.randint(part[1] + 1, whole[1])
        box[k] = (low, high)


def _narrowed(box: list[Part], chance: random.Random) -> None:
    k = chance.choice([k for k, part in enumerate(box) if _size(part) > 1])
    part = box[k]
    if isinstance(part, frozenset):
        box[k] = part - {chance.choice(sorted(part))}
    else:
        middle = chance.randint(part[0] + 1, part[1])
        box[k] = (middle, part[1]) if chance.random() < 0.5 else (part[0], middle - 1)


def _table(columns: int, boxes: Sequence[Sequence[Part]], outcomes: Sequence[str]) -> Table:
    used = COLUMNS[:columns]
    rules = [
        {"id": i, "when": [_cell(c, part) for c, part in zip(used, box, strict=True)], "then": then}
        for i, (box, then) in enumerate(zip(boxes, outcomes, strict=True))
    ]
    return {"columns": used, "hit_policy": "UNIQUE", "outcomes": list(OUTCOMES), "rules": rules}


def _cell(column: Table, part: Part) -> Table | None:
    if part == _whole(column):
        return None
    if isinstance(part, frozenset):
        return {"in": [value for value in column["domain"] if value in part]}
    low, high = part
    if column["type"] == "date":
        return {"lo": date.fromordinal(low).isoformat(), "hi": date.fromordinal(high).isoformat()}
    return {"lo": low, "hi": high}


if __name__ == "__main__":
    print(json.dumps(generated(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4])))
