"""Facts of two versions that people would take for one: told apart, and what to do about it.

A fact that is replaced without being recognised as renamed, or that is counted in another unit, is
another fact: each has any value, whatever the other has. Examples that name both read strangely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from woonboom.diagnostics import Message
from woonboom.facts import Fact
from woonboom.fingerprint import plain

_OLD: Final = Message("{words} (oude versie)", "{words} (old version)")
_NEW: Final = Message("{words} (nieuwe versie)", "{words} (new version)")


def told_apart(
    facts: Mapping[str, Fact], old: Mapping[str, Fact], new: Mapping[str, Fact], language: str
) -> dict[str, Fact]:
    """Return facts of two versions; those that only one has and that sound alike say which,
    and so do options.

    `old` and `new` are those of each version, by the ids that both have.
    """
    gone = {id_: fact for id_, fact in old.items() if id_ not in new}
    come = {id_: fact for id_, fact in new.items() if id_ not in old} if gone else {}
    was, is_ = set[str](), set[str]()
    for id_, fact in gone.items():
        alike = {
            now
            for now, other in come.items()
            if _replaces(now, id_) or _words(fact) & _words(other)
        }
        is_ |= alike
        was |= {id_} if alike else set()
    marks = {**dict.fromkeys(is_, _NEW), **dict.fromkeys(was, _OLD)}
    told = {
        id_: _marked(fact, marks[id_], language) if id_ in marks else fact
        for id_, fact in facts.items()
    }
    both = [id_ for id_ in old if id_ in new and old[id_].options.keys() != new[id_].options.keys()]
    return told | {id_: _options(told[id_], old[id_], new[id_], language) for id_ in both}


def _options(fact: Fact, old: Fact, new: Fact, language: str) -> Fact:
    """A fact of both; of options that only one version has, those with one label say which."""
    count = Counter(map(plain, fact.options.values()))
    marks = {
        **{id_: _OLD for id_ in old.options if id_ not in new.options},
        **{id_: _NEW for id_ in new.options if id_ not in old.options},
    }
    options = {
        id_: marks[id_].say(language, {"words": label})
        if id_ in marks and count[plain(label)] > 1
        else label
        for id_, label in fact.options.items()
    }
    return replace(fact, options=options)


def _replaces(now: str, former: str) -> bool:
    """Whether an old fact is only called otherwise since a new one has its id."""
    return former.partition(":")[0] == now


def _words(fact: Fact) -> set[str]:
    """What is said of a fact, whatever its value is."""
    said = {fact.yes, fact.no} - {None}
    return (
        {str(words) for words in said}
        if len(said) == 2
        else {fact.short or fact.label, *map(str, said)}
    )


def _marked(fact: Fact, mark: Message, language: str) -> Fact:
    def marked(words: str | None) -> str | None:
        return words and mark.say(language, {"words": words})

    return replace(
        fact,
        label=marked(fact.label) or fact.label,
        short=marked(fact.short),
        yes=marked(fact.yes),
        no=marked(fact.no),
    )
