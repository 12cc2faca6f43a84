"""What a caseload comes to, in words: in full for who has the file, as counts for everyone else.

What is published has counts only. A count under five is not told, for few people are soon known;
nor is a total from which one would follow, even for who knows how many clients there are.
"""

from __future__ import annotations

from itertools import product
from typing import Final, NamedTuple

from woonboom.diagnostics import Message
from woonboom.diff.changes import Changes, Grade
from woonboom.diff.naming import named_outcome
from woonboom.diff.weighed import Weighed

FEWEST: Final = 5
"""Of fewer clients the number is not published."""
_HEADING: Final = Message(
    "Hoeveel van onze cliënten raakt dit?", "How many of our clients does this touch?"
)
_FEW: Final = Message("minder dan 5", "fewer than 5")
_ROWS: Final = Message(
    "Geteld in een bestand met {rows} cliënten, elk op een eigen rij.",
    "Counted in a file of {rows} clients, each on a row of their own.",
)
_ONE_ROW: Final = Message("Geteld in een bestand met 1 cliënt.", "Counted in a file of 1 client.")
_NO_ROWS: Final = Message("Het bestand heeft geen rijen.", "The file has no rows.")
_FEW_ROWS: Final = Message(
    "Geteld in een bestand met minder dan 5 cliënten. Daarom staan er geen aantallen.",
    "Counted in a file of fewer than 5 clients. That is why there are no numbers.",
)
_NO_NUMBERS: Final = Message(
    "De aantallen staan er niet bij: daaruit zou te zien zijn om wie het gaat.",
    "The numbers are left out: they could show who it is about.",
)
_MOVED: Final = {
    0: Message("Geen enkele cliënt krijgt een andere uitkomst.", "No client gets another outcome."),
    1: Message("1 cliënt krijgt een andere uitkomst.", "1 client gets another outcome."),
}
_MANY_MOVED: Final = Message(
    "{n} cliënten krijgen een andere uitkomst.", "{n} clients get another outcome."
)
_ALL_LOST: Final = {
    1: Message("Die gaat erop achteruit.", "That client is worse off."),
    2: Message("Beiden gaan erop achteruit.", "Both are worse off."),
}
_MANY_ALL_LOST: Final = Message("Zij gaan er allemaal op achteruit.", "All of them are worse off.")
_SOME_LOST: Final = {
    0: Message("Niemand van hen gaat erop achteruit.", "None of them is worse off."),
    1: Message("1 van hen gaat erop achteruit.", "1 of them is worse off."),
}
_MANY_SOME_LOST: Final = Message("{n} van hen gaan erop achteruit.", "{n} of them are worse off.")
_NOT_LOST: Final = Message("Die gaat er niet op achteruit.", "That client is not worse off.")
_LOST: Final = {
    0: Message("Geen enkele cliënt gaat erop achteruit.", "No client is worse off."),
}
_MANY_LOST: Final = Message("{n} cliënten gaan erop achteruit.", "{n} clients are worse off.")
_ALL_STUCK: Final = Message(
    "Een uitkomst is er dan niet meer.", "There is no outcome any more then."
)
_STUCK: Final = {
    1: Message("1 van hen krijgt geen uitkomst meer.", "1 of them gets no outcome any more.")
}
_MANY_STUCK: Final = Message(
    "{n} van hen krijgen geen uitkomst meer.", "{n} of them get no outcome any more."
)
_SAME: Final = {
    0: Message("Geen enkele cliënt houdt dezelfde uitkomst.", "No client keeps the same outcome."),
    1: Message("1 cliënt houdt dezelfde uitkomst.", "1 client keeps the same outcome."),
}
_MANY_SAME: Final = Message(
    "{n} cliënten houden dezelfde uitkomst.", "{n} clients keep the same outcome."
)
_OPEN: Final = {
    1: Message(
        "Bij 1 cliënt hangt het af van iets wat niet in het bestand staat.",
        "Of 1 client it depends on something that is not in the file.",
    )
}
_MANY_OPEN: Final = Message(
    "Bij {n} cliënten hangt het af van iets wat niet in het bestand staat.",
    "Of {n} clients it depends on something that is not in the file.",
)
_FEW_OPEN: Final = Message(
    "Bij een paar cliënten (minder dan 5) hangt het af van iets wat niet in het bestand staat.",
    "Of a few clients (fewer than 5) it depends on something that is not in the file.",
)
_LEFT_OUT: Final = {
    1: Message(
        "1 cliënt telt niet mee: in die rij klopt iets niet.",
        "1 client does not count: something is wrong in that row.",
    )
}
_MANY_LEFT_OUT: Final = Message(
    "{n} cliënten tellen niet mee: in hun rij klopt iets niet.",
    "{n} clients do not count: something is wrong in their rows.",
)
_FEW_LEFT_OUT: Final = Message(
    "Een paar cliënten (minder dan 5) tellen niet mee: in hun rij klopt iets niet.",
    "A few clients (fewer than 5) do not count: something is wrong in their rows.",
)
_WHY_FEW: Final = Message(
    "Aantallen onder de 5 staan er niet precies, en ook geen aantallen waaruit die volgen: dan zou "
    "te zien zijn om wie het gaat.",
    "Numbers under 5 are not told exactly, nor are numbers from which they follow: those could "
    "show who it is about.",
)


class _Totals(NamedTuple):
    """Which totals are published besides that of all rows: the one that matters most first."""

    lost: bool
    moved: bool
    same: bool


_BY_WORTH: Final = tuple(_Totals(*told) for told in product((True, False), repeat=3))


def heading(language: str) -> str:
    """Return the heading of what was weighed."""
    return _HEADING.say(language)


def number(count: int, language: str) -> str:
    """Return a number as people write it: 1.000.000 in Dutch, 1,000,000 in English."""
    return f"{count:,}".replace(",", "," if language == "en" else ".")


def rows_words(weighed: Weighed, language: str) -> str:
    """Return how many rows were read, in a sentence."""
    if weighed.rows < 2:
        return (_ONE_ROW if weighed.rows else _NO_ROWS).say(language)
    return _ROWS.say(language, {"rows": number(weighed.rows, language)})


def moved_words(weighed: Weighed, language: str) -> str:
    """Return how many rows get another outcome, and how many of them are worse off."""
    said, stuck = _moved_and_lost(weighed, language), _stuck(weighed)
    if stuck and stuck == weighed.moved:
        said.append(_ALL_STUCK.say(language))
    elif stuck:
        said.append(_sentence(stuck, _STUCK, _MANY_STUCK, language))
    return " ".join(said)


def _moved_and_lost(weighed: Weighed, language: str) -> list[str]:
    moved, lost = weighed.moved, weighed.count("loss")
    said = [_sentence(moved, _MOVED, _MANY_MOVED, language)]
    if moved and lost == moved:
        said.append(_sentence(lost, _ALL_LOST, _MANY_ALL_LOST, language))
    elif moved == 1 and not _stuck(weighed):
        said.append(_NOT_LOST.say(language))
    elif moved and (lost or not _stuck(weighed)):
        said.append(_sentence(lost, _SOME_LOST, _MANY_SOME_LOST, language))
    return said


def _stuck(weighed: Weighed) -> int:
    """How many rows have no outcome any more: nobody is well off by that."""
    return sum(moved.count for moved in weighed.changed if moved.new_outcome is None)


def same_words(weighed: Weighed, language: str) -> str:
    """Return how many rows keep their outcome, in a sentence."""
    return _sentence(weighed.unchanged + weighed.untouched, _SAME, _MANY_SAME, language)


def open_words(weighed: Weighed, language: str) -> str:
    """Return of how many rows it is not known, in a sentence; there must be some."""
    return _sentence(len(weighed.open), _OPEN, _MANY_OPEN, language)


def left_out_words(weighed: Weighed, language: str) -> str:
    """Return how many rows do not count, in a sentence; there must be some."""
    return _sentence(weighed.left_out, _LEFT_OUT, _MANY_LEFT_OUT, language)


def published(weighed: Weighed, language: str) -> tuple[str, ...]:
    """Return the sentences that go before `published_rows`: counts, none of them small."""
    if weighed.rows < FEWEST:
        return ((_FEW_ROWS if weighed.rows else _NO_ROWS).say(language),)
    totals = _totals(weighed)
    if totals is None:
        return rows_words(weighed, language), _NO_NUMBERS.say(language)
    told = [rows_words(weighed, language), *_published_totals(weighed, totals, language)]
    opened = (len(weighed.open), _FEW_OPEN, _MANY_OPEN)
    out = (weighed.left_out, _FEW_LEFT_OUT, _MANY_LEFT_OUT)
    for count, few, many in (opened, out):
        if count:
            told.append((few if _is_few(count) else many).say(language, _n(count, language)))
    if not all(totals) or any(map(_is_few, _cells(weighed))):
        told.append(_WHY_FEW.say(language))
    return tuple(told)


def _published_totals(weighed: Weighed, told: _Totals, language: str) -> list[str]:
    said, lost = list[str](), weighed.count("loss")
    if told.moved and told.lost:
        said.append(" ".join(_moved_and_lost(weighed, language)))
    elif told.moved:
        said.append(_sentence(weighed.moved, _MOVED, _MANY_MOVED, language))
    elif told.lost and (lost or not _stuck(weighed)):
        said.append(_sentence(lost, _LOST, _MANY_LOST, language))
    return [*said, same_words(weighed, language)] if told.same else said


def _totals(weighed: Weighed) -> _Totals | None:
    """The totals that can be published; None when even without any a small count would follow."""
    return next((told for told in _BY_WORTH if _is_safe(weighed, told)), None)


def _is_safe(weighed: Weighed, told: _Totals) -> bool:
    """Whether no count under five follows from these totals, that of all rows, and large counts.

    Each total is one equation; of those within each other, the difference is one too.
    """
    same = weighed.unchanged + weighed.untouched
    totals = {"lost": weighed.count("loss"), "moved": weighed.moved, "same": same}
    if any(_is_few(totals[name]) for name, known in told._asdict().items() if known):
        return False
    lost = [moved.count for moved in weighed.changed if moved.grade == "loss"]
    others = [moved.count for moved in weighed.changed if moved.grade != "loss"]
    beside = [len(weighed.open), weighed.left_out]
    left, equations = lost, list[list[int]]()
    for is_told, more in ((told.lost, others), (told.moved, beside)):
        if is_told:
            equations.append(left)
            left = []
        left = [*left, *more]
    rest = _is_free(left, None if told.same else same)
    return rest and all(_is_free(counts, None) for counts in equations)


def _is_free(counts: list[int], unknown: int | None) -> bool:
    """Whether small counts whose sum is known can be more than one thing, and that sum is large.

    They cannot when all are the fewest or the most that they can be. `unknown` is a count in that
    sum of which nothing is told.
    """
    few = [count for count in counts if _is_few(count)]
    fewest, most = len(few), (FEWEST - 1) * len(few)
    if unknown is None:
        return not few or max(fewest, FEWEST - 1) < sum(few) < most
    return fewest < sum(few) + unknown if few else not _is_few(unknown)


def _cells(weighed: Weighed) -> list[int]:
    return [*(moved.count for moved in weighed.changed), len(weighed.open), weighed.left_out]


def published_rows(
    weighed: Weighed, changes: Changes, language: str
) -> tuple[tuple[str, str, str, Grade], ...]:
    """Return a row of a table per change of outcome: was, will be, how many, and the grade."""
    if weighed.rows < FEWEST or _totals(weighed) is None:
        return ()
    return tuple(
        (
            named_outcome(changes, "old", moved.old_outcome, language),
            named_outcome(changes, "new", moved.new_outcome, language),
            _count(moved.count, language),
            moved.grade,
        )
        for moved in weighed.changed
    )


def _is_few(count: int) -> bool:
    return 0 < count < FEWEST


def _count(count: int, language: str) -> str:
    return _FEW.say(language) if _is_few(count) else number(count, language)


def _n(count: int, language: str) -> dict[str, str]:
    return {"n": number(count, language)}


def _sentence(count: int, few: dict[int, Message], many: Message, language: str) -> str:
    return few.get(count, many).say(language, _n(count, language))
