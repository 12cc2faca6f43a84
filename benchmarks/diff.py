"""How long it takes to find which cases change between two versions, beside z3 and brute force.

    python benchmarks/diff.py [BUDGET]

Times are processor milliseconds, the best of several runs. `cases` is all from the two trees to
the regions with their examples and paths; `edits` is what was edited besides. z3 is asked for a
case that changes; all cases that go its way in both versions are one region, which is kept out of
the next question. It gets BUDGET seconds (60) per pair; `>` is that it was not done by then. The
regions are checked on random cases first.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import z3  # noqa: E402
from large_trees import diamonds, edited, split, written  # noqa: E402
from z3_cases import Facts, Formula  # noqa: E402

from woonboom.decide.walk import walk  # noqa: E402
from woonboom.diff import CaseChange, Renames  # noqa: E402
from woonboom.diff.comparing import cases_between  # noqa: E402
from woonboom.diff.renames import renamed  # noqa: E402
from woonboom.diff.structure import structure  # noqa: E402
from woonboom.facts import Fact, Value  # noqa: E402
from woonboom.load import load  # noqa: E402
from woonboom.model import Tree  # noqa: E402

BUDGET = 60.0
SAMPLE = 3_000


def milliseconds(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1_000 * min(times)


def cases_of(old: Tree, new: Tree) -> tuple[CaseChange, ...]:
    """The regions, from nothing but the two trees."""
    for tree in (old, new):
        for kept in ("numbers", "in_order", "following"):
            vars(tree).pop(kept, None)
    found = cases_between(old, new, Renames())
    assert found.problem is None
    return tuple(change for group in found.groups for change in group.changes)


def edits_of(old: Tree, new: Tree) -> object:
    return structure(old, new, renamed(old, new, {}))


def reading(old: Tree, new: Tree) -> float:
    """The milliseconds to read both trees from their files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, tree in (("old", old), ("new", new)):
            paths.append(Path(folder, f"{name}.yaml"))
            paths[-1].write_text(written(tree), encoding="utf-8")
        return milliseconds(lambda: [load(path) for path in paths], 1)


# ---------------------------------------------------------------- the other ways


def some_value(fact: Fact, chance: random.Random) -> Value:
    if fact.range:
        return chance.randint(*fact.range)
    return chance.choice(list(fact.options)) if fact.options else chance.random() < 0.5


def check(old: Tree, new: Tree, changes: tuple[CaseChange, ...], seed: int = 5) -> float:
    """Try random cases in both trees, and return the milliseconds of one such try."""
    chance = random.Random(seed)
    facts = old.facts.values()
    tried = [{fact.id: some_value(fact, chance) for fact in facts} for _ in range(SAMPLE)]
    start = time.process_time()
    ends = [(walk(old, case).outcome, walk(new, case).outcome) for case in tried]
    taken = time.process_time() - start
    for case, (was, is_) in list(zip(tried, ends, strict=True))[:300]:
        found = [change for change in changes if case in change.box]
        assert len(found) == (was != is_)
        assert all((one.old_outcome, one.new_outcome) == (was, is_) for one in found)
    for change in changes[:300]:
        before, after = walk(old, change.witness), walk(new, change.witness)
        assert change.witness in change.box
        assert (change.old_outcome, change.new_outcome) == (before.outcome, after.outcome)
        assert (change.old_path, change.new_path) == (before.path, after.path)
    return 1_000 * taken / SAMPLE


def ends_in_z3(tree: Tree, facts: Facts, solver: z3.Solver, name: str) -> z3.ArithRef:
    """The outcome of a version as a number, question by question."""
    places = {id_: number for number, id_ in enumerate(tree.outcomes)}
    end = z3.Int(f"{name} ends")
    ways: dict[str, list[Formula]] = {tree.start: [z3.BoolVal(True)]}
    for question in tree.in_order:
        here = z3.Bool(f"{name} {question.id}")
        solver.add(here == z3.Or(ways[question.id]))
        for answer in question.answers:
            taken = z3.And(here, facts.of(answer.condition))
            ways.setdefault(answer.goto, []).append(taken)
    for outcome, number in places.items():
        solver.add(z3.Implies(z3.Or(ways.get(outcome, [])), end == number))
    return end


class Solved(NamedTuple):
    """What z3 took, in milliseconds, and whether it was done by then."""

    taken: float
    done: bool


def by_z3(old: Tree, new: Tree, seconds: float) -> Solved:
    """Let z3 find a case that changes, leave out all that go its way in both, and so on."""
    start = time.process_time()
    facts, solver = Facts(old.facts.values()), z3.Solver()
    solver.set("timeout", int(seconds * 1_000))
    solver.add(facts.valid)
    solver.add(ends_in_z3(old, facts, solver, "old") != ends_in_z3(new, facts, solver, "new"))
    while time.process_time() - start < seconds:
        if solver.check() != z3.sat:
            return Solved(1_000 * (time.process_time() - start), solver.check() == z3.unsat)
        case = {fact.id: value_in(solver.model(), fact) for fact in old.facts.values()}
        solver.add(z3.Not(z3.And([way_of(tree, case, facts) for tree in (old, new)])))
    return Solved(1_000 * (time.process_time() - start), done=False)


def value_in(model: z3.ModelRef, fact: Fact) -> Value:
    """The value of a fact in a case that z3 found."""
    if fact.type == "boolean":
        return bool(model.eval(z3.Bool(fact.id), model_completion=True))
    number = int(str(model.eval(z3.Int(fact.id), model_completion=True)))
    return list(fact.options)[number] if fact.options else number


def way_of(tree: Tree, case: dict[str, Value], facts: Facts) -> Formula:
    """What all cases have in common that go the way of a case."""
    answers = {(q.id, a.id): a.condition for q in tree.questions.values() for a in q.answers}
    return z3.And([facts.of(answers[step]) for step in walk(tree, case).path])


# ---------------------------------------------------------------- what is printed


class Row(NamedTuple):
    name: str
    read: float | None
    cases: float
    edits: float
    regions: int
    z3: Solved
    one_case: float


def row(name: str, old: Tree, new: Tree, seconds: float, *, read: bool) -> Row:
    changes = cases_of(old, new)
    one_case = check(old, new, changes)
    taken = milliseconds(lambda: cases_of(old, new))
    edits = milliseconds(lambda: edits_of(old, new), 1)
    solved = by_z3(old, new, seconds)
    return Row(
        name, reading(old, new) if read else None, taken, edits, len(changes), solved, one_case
    )


def rows(seconds: float) -> list[Row]:
    small, large, row_of_forks = split(1_500), split(10_000), diamonds(60)
    return [
        row("1,500 leaves, 20 edits", small, edited(small), seconds, read=True),
        row("1,500 leaves, another tree", small, split(1_500, "other"), seconds, read=False),
        row("10,000 leaves, 20 edits", large, edited(large), seconds, read=False),
        row("60 diamonds, edited", row_of_forks, diamonds(60, month=40), seconds, read=False),
    ]


def main() -> None:
    seconds = float(sys.argv[1]) if sys.argv[1:] else BUDGET
    print(f"{'':30}{'read':>9}{'cases':>9}{'edits':>9}{'regions':>9}{'z3':>12}{'× z3':>9}")
    for one in rows(seconds):
        read = f"{one.read:9,.0f}" if one.read is not None else f"{'':9}"
        more = "" if one.z3.done else "> "
        z3_, times = f"{more}{one.z3.taken:,.0f}", f"{more}{one.z3.taken / one.cases:,.0f}"
        ours = f"{one.cases:9,.0f}{one.edits:9,.0f}{one.regions:9,}"
        print(f"{one.name:30}{read}{ours}{z3_:>12}{times:>9}")
    whole = 1.0
    for fact in split(10).facts.values():
        low, high = fact.range or (1, len(fact.options) or 2)
        whole *= high - low + 1
    print(
        f"\nTrying every case would be {whole:.0e} of them, at {rows_per_second():,.0f} a second."
    )


def rows_per_second() -> float:
    tree = split(1_500)
    return 1_000 / check(tree, tree, ())


if __name__ == "__main__":
    main()
