"""Policies beside each other, in words: who a row is about, an example, what each policy gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from woonboom.decide.words import say_value
from woonboom.diagnostics import Message
from woonboom.diff.several import TRUE_CONTRASTS, Comparison, Contrast, Row
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.regions.boxes import Masks
from woonboom.regions.words import by_fact, by_length, say_box, say_more

_VERSION: Final = Message("{title} (versie {version})", "{title} (version {version})")
_FILE: Final = Message("{title} ({file})", "{title} ({file})")
_EVERYONE: Final = Message("iedereen", "everyone")
_ONE_OF: Final = Message("{common}, en een van deze:", "{common}, and one of these:")
_ONLY_ONE_OF: Final = Message("een van deze:", "one of these:")
_AND_ONE_OF: Final = Message("En daarbij een van deze:", "And besides one of these:")
_GROUP: Final = Message("1 groep gevallen.", "1 group of cases.")
_GROUPS: Final = Message("{count} groepen gevallen.", "{count} groups of cases.")
_DIFFER: Final = Message("Bij {count} verschilt het antwoord.", "For {count} the answer differs.")
_NONE_DIFFERS: Final = Message(
    "Nergens verschilt het antwoord.", "The answer is nowhere different."
)
_HALF_ANSWERED: Final = Message(
    "Bij {count} geeft het ene beleid antwoord, en het andere overleg of een verwijzing.",
    "For {count} one policy has an answer, and another consultation or a referral.",
)
_UNANSWERED: Final = Message(
    "Bij {count} geeft geen beleid antwoord: hier overleg, daar een verwijzing.",
    "For {count} no policy has an answer: consultation here, a referral there.",
)
_NO_OUTCOMES: Final = Message(
    "Bij {count} heeft een van de bomen geen uitkomst.",
    "For {count} one of the trees has no outcome.",
)
_SAME: Final = Message(
    "Bij {count} is de soort uitkomst overal gelijk.",
    "For {count} the kind of outcome is the same everywhere.",
)
_BOTH: Final = Message("beide", "both")
_ALL: Final = Message("alle {count}", "all {count}")
_COUNTED: Final[tuple[tuple[tuple[Contrast, ...], Message], ...]] = (
    (TRUE_CONTRASTS, _DIFFER),
    (("asked",), _HALF_ANSWERED),
    (("otherwise",), _UNANSWERED),
    (("undecided",), _NO_OUTCOMES),
    (("same",), _SAME),
)
_CONTRASTS: Final[Mapping[Contrast, Message]] = {
    "opposed": Message(
        "Volgens het ene beleid wel, volgens het andere niet", "Yes by one policy, no by another"
    ),
    "granted": Message(
        "Volgens het ene beleid wel, volgens het andere nog niet",
        "Yes by one policy, not yet by another",
    ),
    "refused": Message(
        "Volgens het ene beleid niet, volgens het andere nog niet",
        "No by one policy, not yet by another",
    ),
    "asked": Message(
        "Het ene beleid geeft antwoord, het andere overleg of een verwijzing",
        "One policy has an answer, another consultation or a referral",
    ),
    "otherwise": Message(
        "Nergens een antwoord: hier overleg, daar een verwijzing",
        "No answer anywhere: consultation here, a referral there",
    ),
    "undecided": Message("Een van de bomen heeft geen uitkomst", "One of the trees has no outcome"),
    "same": Message("Overal dezelfde soort uitkomst", "The same kind of outcome everywhere"),
}


@dataclass(frozen=True)
class Who:
    """Whom a row is about, as a line and lists below it: `lead`, `ways`, `next`, `ways`, …

    The lead alone says it when there are no `ways`; else it ends in a colon, and one of each of
    the lists must hold. `cut` tells that some list says that there are more.
    """

    lead: str
    ways: tuple[tuple[str, ...], ...] = ()
    next: str = ""
    cut: bool = False


def policy_names(trees: Sequence[Tree]) -> list[str]:
    """Return what policies are called: their titles, and what tells equal ones apart."""
    names = [str(tree.title) for tree in trees]
    if len(set(names)) < len(names):
        names = [
            _VERSION.say(tree.language, {"title": name, "version": tree.version})
            for name, tree in zip(names, trees, strict=True)
        ]
    if len(set(names)) < len(names):
        names = [
            _FILE.say(tree.language, {"title": name, "file": str(tree.path)})
            for name, tree in zip(names, trees, strict=True)
        ]
    return names


def contrast_heading(contrast: Contrast, language: str) -> str:
    """Return what rows of a contrast have in common."""
    return _CONTRASTS[contrast].say(language)


def full_names(trees: Sequence[Tree]) -> list[str]:
    """Return what policies are called with their versions."""
    names = zip(policy_names(trees), trees, strict=True)
    return [
        _VERSION.say(tree.language, {"title": name, "version": tree.version})
        if name == str(tree.title)
        else name
        for name, tree in names
    ]


def overview(comparison: Comparison, language: str) -> str:
    """Return how many groups of cases there are, and for how many policies differ in what way."""
    count, counts = comparison.count, comparison.counts
    said = [_GROUP.say(language) if count == 1 else _GROUPS.say(language, {"count": count})]
    for contrasts, message in _COUNTED:
        number = sum(counts.get(contrast, 0) for contrast in contrasts)
        if number:
            said.append(message.say(language, {"count": _of_all(number, count, language)}))
        elif contrasts == TRUE_CONTRASTS:
            said.append(_NONE_DIFFERS.say(language))
    return " ".join(said)


def _of_all(number: int, count: int, language: str) -> str:
    """How many: all of several is said so."""
    if number < count or count == 1:
        return str(number)
    return (_BOTH if count == 2 else _ALL).say(language, {"count": count})


def who_of(row: Row, language: str, limit: int) -> Who:
    """Return which cases a row is about: what holds for all of them first, then what may differ.

    Each list says `limit` ways at most, the shortest first, and how many more there are.
    """
    space, factors = row.region.space, row.factors

    def say(masks: Masks) -> str:
        return say_box(space, masks, language)

    common = say(factors.common)
    if not factors.parts:
        return Who(common or _EVERYONE.say(language))
    lead = _ONE_OF.say(language, {"common": common}) if common else _ONLY_ONE_OF.say(language)
    lists = [sorted(map(say, part), key=by_length) for part in factors.parts]
    ways = tuple(_cut(said, limit, language, countless=factors.truncated) for said in lists)
    cut = factors.truncated or any(len(said) > limit for said in lists)
    return Who(lead, ways, _AND_ONE_OF.say(language), cut)


def _cut(said: Sequence[str], limit: int, language: str, *, countless: bool) -> tuple[str, ...]:
    """The first ways, and how many more there are."""
    more = None if countless and len(said) > limit else max(0, len(said) - limit)
    rest = say_more(more, language).removeprefix("; ")
    return (*said[:limit], *([rest] if rest else []))


def example_words(row: Row, comparison: Comparison, language: str) -> str:
    """Return a case of a row: every fact that makes it one, whatever is true of all others.

    Nothing where `who_of` has no lists: then it says as much itself.
    """
    if not row.factors.parts:
        return ""
    case = {fact: row.example[fact] for fact in example_facts(row)}
    return values_words(case, comparison, language)


def example_facts(row: Row) -> Collection[str]:
    """Return the facts by which the example is one of the row."""
    return by_fact(row.region.space, dict.fromkeys([*_deciding(row), *row.factors.common], 0))


def _deciding(row: Row) -> Iterator[int]:
    """The axes that show, one after another, that the example is of the row."""
    space = row.region.space
    diagrams = space.diagrams
    node = diagrams.simplified(row.region.diagram, space.real)
    while diagrams.edges[node]:
        level = diagrams.axis[node]
        yield level
        here = space.mask(level, row.example[space.axes[level].fact.id])
        node = next(low for mask, low in diagrams.edges[node] if mask & here)


def values_words(case: Mapping[str, Value], comparison: Comparison, language: str) -> str:
    """Return what is known of a case."""
    facts = comparison.facts
    return ", ".join(say_value(facts[id_], value, language) for id_, value in case.items())


def titles_of(tree: Tree, outcomes: Iterable[str | None]) -> list[str]:
    """Return the titles of the outcomes that there are."""
    return [str(tree.outcomes[id_].title) for id_ in outcomes if id_]
