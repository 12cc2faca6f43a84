"""A tree whose sets outgrow the memory: what is said is so, and what is not proved is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from brute_force import Brute, seeded

from woonboom.analysis.findings import Analysis
from woonboom.analysis.flow import Flow
from woonboom.model import Tree
from woonboom.regions.diagrams import FALSE, Diagrams, TooEntangled
from woonboom.rules import check

SEEDS = range(1_200)
ROOM = (60, 90, 140, 220)
"""So few edges that a part of the random trees does not fit, each at another place."""


def partly(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Tree, Analysis, Flow]]:
    """Random trees with their analyses, where these know only some of the cases that arrive."""
    for seed in SEEDS:
        tree = seeded(seed)
        with monkeypatch.context() as patch:
            patch.setattr("woonboom.regions.diagrams.MOST_EDGES", ROOM[seed % len(ROOM)])
            analysis = Analysis(tree)
        if analysis.flow and analysis.flow.partly:
            analysis.flow.space.diagrams.renew()
            yield tree, analysis, analysis.flow


def test_what_is_said_of_some_of_the_cases_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told = 0
    for tree, analysis, _ in partly(monkeypatch):
        brute = Brute(tree)
        overlaps = {(o.question, *o.answers) for o in analysis.overlaps()}
        gaps = {gap.question for gap in analysis.gaps()}
        assert overlaps <= set(brute.overlaps())
        assert gaps <= set(brute.gaps())
        assert {never.step for never in analysis.nevers()} <= set(brute.nevers())
        assert {s.step.question for s in analysis.settled()} <= set(brute.settled())
        assert {p.question for p in analysis.pointless()} <= set(brute.pointless())
        told += len(overlaps) + len(gaps)
    assert told > 20


def test_every_overlap_and_gap_is_reported_or_named_as_not_ruled_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unproved = 0
    for tree, analysis, _ in partly(monkeypatch):
        brute = Brute(tree)
        reported = {o.question for o in analysis.overlaps()} | {g.question for g in analysis.gaps()}
        named = {question.id for question in analysis.unproved()}
        wrong = {question for question, *_ in brute.overlaps()} | set(brute.gaps())
        assert wrong <= reported | named
        unproved += len(named)
    assert unproved > 10


def test_a_place_that_is_not_named_has_all_of_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for tree, _, flow in partly(monkeypatch):
        whole = Flow(tree)
        for question in flow.questions:
            if question.id not in flow.partly:
                compared += 1
                for step in flow.steps(question.id):
                    assert bool(flow.taken(step)) == bool(whole.taken(step))
    assert compared > 100


def test_part_of_a_set_is_a_part_of_it_with_so_many_paths() -> None:
    diagrams = Diagrams([2, 3, 2])
    one = diagrams.join(diagrams.on(0, 1), diagrams.on(2, 2))
    for paths in range(1, 4):
        some = diagrams.thinned(one, paths)
        assert some != FALSE
        assert diagrams.minus(some, one) == FALSE
    assert diagrams.thinned(one, 9) == one
    assert diagrams.thinned(FALSE, 3) == FALSE


def test_check_says_what_it_could_not_examine(monkeypatch: pytest.MonkeyPatch) -> None:
    tree, _, _ = next(partly(monkeypatch))
    monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 60)
    with pytest.raises(TooEntangled):
        Flow(tree)
    said = [p.message("nl") for p in check(tree) if p.code.code == "WB509"]
    assert any("niet" in text and "onderzocht" in text for text in said)
