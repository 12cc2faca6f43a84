"""Worked cases of two versions: which are the same, and what was edited of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SPAN, of

import woonboom
from woonboom.compared import Change
from woonboom.compared.words import Apart, telling
from woonboom.diff import Renames
from woonboom.diff.structure import contents, structure
from woonboom.fingerprint import fingerprint
from woonboom.load import load
from woonboom.model import Tree, WorkedCase

TREE = """\
woonboom: 1
tree: boom
title: Mag het?
start: q
facts:
  a: {{label: A, type: boolean{fact}}}
questions:
  q: {{ask: "Mag het echt?", fact: a, yes: u, no: v}}
outcomes:
  u: {{kind: eligible, title: Ja}}
  v: {{kind: not_eligible, title: Nee}}
cases:
{cases}
"""
PLAIN = of({"q": [("Ja", "u"), ("Nee", "v")]})
YES = "{name: geval, given: {a: ja}, expect: u}"
NO = "{name: geval, given: {a: nee}, expect: v}"


def tree(tmp_path: Path, cases: Sequence[str] = (), fact: str = "") -> Tree:
    path = tmp_path / "boom.yaml"
    listed = "\n".join(f"  - {case}" for case in cases) or "  []"
    path.write_text(TREE.format(cases=listed, fact=fact), "utf-8")
    found, problems = load(path)
    assert found is not None
    assert not problems
    return found


def edits(tmp_path: Path, old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    return woonboom.diff(tree(tmp_path, old), tree(tmp_path, new)).structure


def told(old: Tree, new: Tree) -> list[Apart]:
    changes = woonboom.diff(old, new)
    apart = telling(*contents(changes), "nl")
    return [part for edit in changes.structure for part in apart(edit)]


def test_of_two_worked_cases_of_one_name_both_count(tmp_path: Path) -> None:
    via = YES.replace("}, expect", "}, via: [q], expect")
    assert edits(tmp_path, [YES, NO], [via, NO]) == (
        Change("changed", "case", "geval", "via", [], ["q"]),
    )
    other = NO.replace("}, expect", "}, via: [q], expect")
    assert edits(tmp_path, [YES, NO], [YES, other]) == (
        Change("changed", "case", "geval (2)", "via", [], ["q"]),
    )


def test_of_worked_cases_of_one_name_the_one_that_is_gone_is_told(tmp_path: Path) -> None:
    for left, gone in ((NO, "ja"), (YES, "nee")):
        (edit,) = edits(tmp_path, [YES, NO], [left])
        assert (edit.kind, edit.element, edit.id) == ("removed", "case", "geval (2)")
        assert isinstance(edit.old, dict)
        assert edit.old["given"] == {"a": gone}


def test_the_order_of_worked_cases_of_one_name_is_no_edit(tmp_path: Path) -> None:
    assert edits(tmp_path, [YES, NO, YES], [NO, YES, YES]) == ()


def test_a_worked_case_with_another_name_is_a_rename(tmp_path: Path) -> None:
    old, new = tree(tmp_path, [YES]), tree(tmp_path, [YES.replace("geval", "Met A")])
    assert woonboom.diff(old, new).structure == (
        Change("changed", "case", "Met A", "name", "geval", "Met A"),
    )
    assert told(old, new) == [Apart("voorbeeld ‘Met A’", "de naam", "geval", "Met A")]


def test_a_worked_case_that_gets_a_name_is_the_same_case(tmp_path: Path) -> None:
    old, new = tree(tmp_path, ["{given: {a: ja}, expect: u}"]), tree(tmp_path, [YES])
    assert woonboom.diff(old, new).structure == (
        Change("changed", "case", "geval", "name", None, "geval"),
    )
    assert told(old, new) == [Apart("voorbeeld ‘geval’", "de naam", "", "geval")]


def test_a_note_and_a_source_of_a_worked_case_are_told(tmp_path: Path) -> None:
    new = YES.replace("}, expect", "}, note: Let op., source: T 1, expect")
    assert edits(tmp_path, [YES], [new]) == (
        Change("changed", "case", "geval", "sources", [], ["T 1"]),
        Change("changed", "case", "geval", "note", None, "Let op."),
    )


def test_a_note_and_a_source_of_a_fact_are_told(tmp_path: Path) -> None:
    old, new = tree(tmp_path), tree(tmp_path, fact=", note: Let op., source: [T 2, T 1]")
    assert woonboom.diff(old, new).structure == (
        Change("changed", "fact", "a", "note", None, "Let op."),
        Change("changed", "fact", "a", "sources", [], ["T 1", "T 2"]),
    )
    assert told(old, new) == [
        Apart("feit a", "de notitie", "", "Let op."),
        Apart("feit a", "de bron", "", "T 1; T 2"),
    ]
    assert fingerprint(old) == fingerprint(new)


@st.composite
def worked_cases(draw: st.DrawFn) -> tuple[WorkedCase, ...]:
    """Some worked cases, of which several may have one name, or none and so a number."""
    number = draw(st.integers(0, 5))
    names = [draw(st.sampled_from(["", "x", "y", "x (2)"])) for _ in range(number)]
    return tuple(
        WorkedCase(
            name or f"{at}",
            {"a": draw(st.booleans())},
            draw(st.sampled_from("uv")),
            (),
            SPAN,
            SPAN,
            note=draw(st.sampled_from([None, "n"])),
        )
        for at, name in enumerate(names, start=1)
    )


def said(cases: Sequence[WorkedCase]) -> Counter[str]:
    """What stands in a file of worked cases, in whatever order."""
    names = ("" if case.name.isdigit() else case.name for case in cases)
    return Counter(
        f"{name} {c.given} {c.expect} {c.note}" for name, c in zip(names, cases, strict=True)
    )


@settings(max_examples=300, deadline=None)
@given(old=worked_cases(), new=worked_cases())
def test_worked_cases_are_edited_exactly_when_not_the_same_stand_there(
    old: tuple[WorkedCase, ...], new: tuple[WorkedCase, ...]
) -> None:
    before, after = replace(PLAIN, cases=old), replace(PLAIN, cases=new)
    found = structure(before, after, Renames())
    assert (not found) == (said(old) == said(new))
    count = Counter(change.kind for change in found)
    assert len(new) - len(old) == count["added"] - count["removed"]
    back = structure(after, before, Renames())
    assert sorted(c.field or "" for c in found) == sorted(c.field or "" for c in back)
