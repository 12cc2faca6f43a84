"""What a caseload comes to in words: what is published gives no small count away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import outcome, question, tree

from woonboom.diff import Changes, Grade
from woonboom.diff.weighed import Moved, Weighed
from woonboom.diff.weighed_words import moved_words, published, published_rows


def counted(lost: int, *, unchanged: int = 50, open_: int = 0, left_out: int = 0) -> Weighed:
    names = tuple(f"c{n}" for n in range(lost))
    moved = (Moved("ja", "nee", "loss", names),) if lost else ()
    opened = tuple(f"o{n}" for n in range(open_))
    rows = lost + unchanged + open_ + left_out
    return Weighed(rows, left_out, (), unchanged, 0, opened, moved)


ENDS = [outcome("ja", "eligible"), outcome("nee", "not_eligible")]
TREE = tree([question("q", [("Ja", "ja"), ("Nee", "nee")])], ENDS)
CHANGES = Changes(TREE, TREE, (), ())


def test_large_counts_are_told_exactly() -> None:
    found = counted(1_200, unchanged=2_000_000, open_=7, left_out=5)
    assert published(found, "nl") == (
        "Geteld in een bestand met 2.001.212 cliënten, elk op een eigen rij.",
        "1.200 cliënten krijgen een andere uitkomst. Zij gaan er allemaal op achteruit.",
        "2.000.000 cliënten houden dezelfde uitkomst.",
        "Bij 7 cliënten hangt het af van iets wat niet in het bestand staat.",
        "5 cliënten tellen niet mee: in hun rij klopt iets niet.",
    )
    rows = published_rows(found, CHANGES, "en")
    assert rows == (("U1 Uitkomst ja", "U2 Uitkomst nee", "1,200", "loss"),)


def several_ways(lost: list[int], won: list[int], stuck: int = 0) -> tuple[Moved, ...]:
    """So many clients for each of some changes of outcome."""
    grades: list[tuple[int, str | None, Grade]] = [(n, "nee", "loss") for n in lost]
    grades += [(stuck, None, "undecided"), *((n, "ja", "win") for n in won)]
    return tuple(
        Moved("ja", new, grade, tuple(f"c{m}" for m in range(n))) for n, new, grade in grades if n
    )


@pytest.mark.parametrize(
    ("lost", "won", "stuck", "said"),
    [
        (0, 0, 0, "Geen enkele cliënt krijgt een andere uitkomst."),
        (1, 0, 0, "1 cliënt krijgt een andere uitkomst. Die gaat erop achteruit."),
        (0, 1, 0, "1 cliënt krijgt een andere uitkomst. Die gaat er niet op achteruit."),
        (2, 0, 0, "2 cliënten krijgen een andere uitkomst. Beiden gaan erop achteruit."),
        (3, 0, 0, "3 cliënten krijgen een andere uitkomst. Zij gaan er allemaal op achteruit."),
        (1, 2, 0, "3 cliënten krijgen een andere uitkomst. 1 van hen gaat erop achteruit."),
        (2, 2, 0, "4 cliënten krijgen een andere uitkomst. 2 van hen gaan erop achteruit."),
        (0, 2, 0, "2 cliënten krijgen een andere uitkomst. Niemand van hen gaat erop achteruit."),
        (0, 0, 2, "2 cliënten krijgen een andere uitkomst. Een uitkomst is er dan niet meer."),
        (0, 1, 1, "2 cliënten krijgen een andere uitkomst. 1 van hen krijgt geen uitkomst meer."),
    ],
)
def test_how_many_change_and_are_worse_off(lost: int, won: int, stuck: int, said: str) -> None:
    found = replace(counted(0), changed=several_ways([lost], [won], stuck))
    assert moved_words(found, "nl") == said


def test_a_total_is_told_when_no_small_count_follows() -> None:
    changed = several_ways([2, 3, 4], [30])
    found = replace(counted(0, unchanged=50), changed=changed, rows=89)
    told = " ".join(published(found, "nl"))
    assert "39 cliënten krijgen een andere uitkomst. 9 van hen gaan erop achteruit." in told
    assert "50 cliënten houden dezelfde uitkomst." in told


def test_of_two_totals_the_one_that_matters_is_told_when_both_give_a_count_away() -> None:
    found = replace(counted(0, unchanged=50), changed=several_ways([6], [2]), rows=58)
    told = " ".join(published(found, "nl"))
    assert "met 58 cliënten" in told
    assert "6 cliënten gaan erop achteruit." in told
    assert "krijgen een andere uitkomst" not in told
    assert "houden dezelfde uitkomst" not in told
    assert told.endswith("dan zou te zien zijn om wie het gaat.")


def test_where_every_number_gives_a_count_away_none_is_told() -> None:
    found = replace(counted(0, unchanged=0), changed=several_ways([6], [1]), rows=7)
    assert published(found, "en") == (
        "Counted in a file of 7 clients, each on a row of their own.",
        "The numbers are left out: they could show who it is about.",
    )
    assert published_rows(found, CHANGES, "en") == ()


COUNTS = st.lists(st.integers(0, 9), max_size=3)


@settings(max_examples=300, deadline=None)
@given(COUNTS, COUNTS, st.integers(0, 9), st.lists(st.integers(0, 9), min_size=2, max_size=2))
def test_nobody_can_work_out_a_count_under_five(
    lost: list[int], won: list[int], unchanged: int, beside: list[int]
) -> None:
    changed = several_ways(lost, won)
    opened, out = beside
    found = replace(
        counted(0, unchanged=unchanged, open_=opened, left_out=out), changed=changed,
        rows=sum(lost) + sum(won) + unchanged + opened + out,
    )  # fmt: skip
    if (
        len(published(found, "nl")) == 1
        or "De aantallen staan er niet bij" in published(found, "nl")[1]
    ):
        assert published_rows(found, CHANGES, "nl") == () or not changed
        return
    kept = [[m.count for m in changed if m.grade == grade] for grade in ("loss", "win")]
    truth = _Counts(kept[0], kept[1], unchanged, opened, out)
    possible = [other for other in truth.others() if told_of(other, found) == told_of(truth, found)]
    for name, count in truth.named().items():
        if 0 < count < 5:
            assert len({other.named()[name] for other in possible}) > 1, name


class _Counts(NamedTuple):
    """How many clients there are of each kind; nobody knows but who has the file."""

    lost: list[int]
    won: list[int]
    same: int
    opened: int
    out: int

    def named(self) -> dict[str, int]:
        """Every count that somebody could want to know, the sums included."""
        cells = {f"lost {n}": count for n, count in enumerate(self.lost)}
        cells |= {f"won {n}": count for n, count in enumerate(self.won)}
        sums = {"lost": sum(self.lost), "moved": sum(self.lost) + sum(self.won)}
        return {**cells, **sums, "same": self.same, "open": self.opened, "out": self.out}

    def others(self) -> Iterator[_Counts]:
        """All other counts of a file with as many clients, small ones where these are small."""
        cells = [*self.lost, *self.won, self.opened, self.out]
        whole = sum(cells) + self.same
        for some in product(*(range(1, 5) if 0 < n < 5 else (n,) for n in cells)):
            at = len(self.lost)
            if whole - sum(some) >= 0:
                ways = list(some[:at]), list(some[at:-2])
                yield _Counts(*ways, whole - sum(some), some[-2], some[-1])


def told_of(counts: _Counts, found: Weighed) -> list[int]:
    """The numbers that `published` tells of a caseload, as they would be with other counts."""
    told = " ".join(published(found, "nl"))
    named = counts.named()
    numbers = []
    if "krijgen een andere uitkomst" in told:
        numbers.append(named["moved"])
    if "achteruit" in told:
        numbers.append(named["lost"])
    if "dezelfde uitkomst" in told:
        numbers.append(named["same"])
    return numbers


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_no_number_under_five_is_told(counts: list[int]) -> None:
    lost, unchanged, open_, left_out = counts
    found = counted(lost, unchanged=unchanged, open_=open_, left_out=left_out)
    told = [*published(found, "nl"), *(row[2] for row in published_rows(found, CHANGES, "nl"))]
    said = re.sub("(minder dan|onder de) 5", "few", " ".join(told))
    assert [number for number in map(int, re.findall(r"\d+", said)) if 0 < number < 5] == []


def test_of_a_file_with_few_rows_nothing_is_told() -> None:
    found = counted(2, unchanged=1)
    assert published(found, "en") == (
        "Counted in a file of fewer than 5 clients. That is why there are no numbers.",
    )
    assert published_rows(found, CHANGES, "en") == ()
