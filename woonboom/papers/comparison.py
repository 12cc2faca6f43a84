"""Policies beside each other on paper: groups of cases, the greatest contrast first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.diff.several import Comparison, Row
from woonboom.diff.several_words import (
    Who,
    contrast_heading,
    example_words,
    full_names,
    overview,
    policy_names,
    titles_of,
    values_words,
    who_of,
)
from woonboom.document import (
    Abreast,
    Block,
    Document,
    End,
    Heading,
    Items,
    Paragraph,
    Run,
    words,
)
from woonboom.layout.wording import KINDS, say
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.papers.masthead import described, imprint

_TITLE: Final = Message("Beleid naast elkaar", "Policies beside each other")
_ABOUT: Final = Message(
    "Wie krijgt waar welke uitkomst? Een vergelijking van: {names}.",
    "Who gets which outcome where? A comparison of: {names}.",
)
_ONLY: Final = Message("Alleen gevallen met: {facts}.", "Only cases with: {facts}.")
_READ: Final = Message(
    "Elk geval staat in precies één groep. Een feit waar een boom niet naar vraagt, maakt daar "
    "niet uit.",
    "Each case is in exactly one group. A fact that a tree does not ask for makes no difference "
    "there.",
)
_CUT: Final = Message(
    "Waar ‘en nog … andere groepen’ of ‘en nog veel andere groepen’ staat, noemt woonboom compare "
    "--format json ze alle.",
    "Where it says ‘and … more groups’ or ‘and many more groups’, woonboom compare --format json "
    "names all of them.",
)
_EXAMPLE: Final = Message("Voorbeeld: {case}.", "Example: {case}.")
_NO_OUTCOME: Final = Message("Geen uitkomst", "No outcome")
_MORE: Final = Message(
    "En nog {count} groepen; groter is het verschil daar niet. Met --kinds of --given worden het "
    "er minder.",
    "And {count} more groups; the difference is no greater there. With --kinds or --given they get "
    "fewer.",
)
_COMPARED: Final = Message("Vergeleken", "Compared")
_BETWEEN: Final = " · "
_WAYS: Final = 60
_FEW: Final = 2
"""So many policies stand beside each other on an upright page."""
_FOOT_LETTERS: Final = {False: 125, True: 190}
"""So much fits at the foot of an upright page, and of a wide one."""


def comparison(found: Comparison) -> Document:
    """Return a comparison as a document, in the language and the look of its first policy."""
    first, names = found.policies[0], _clean(full_names(found.policies))
    look, language = look_of(first), first.language
    title, wide = _TITLE.say(language), len(names) > _FEW
    about = _ABOUT.say(language, {"names": ", ".join(names)})
    return Document(
        title=title,
        language=language,
        blocks=tuple(_blocks(found)),
        subtitle=_BETWEEN.join(names),
        running=title,
        foot=_foot(found.policies, wide=wide),
        description=described(about, ()),
        keywords=tuple(tree.id for tree in found.policies),
        face=look.face,
        palette=look.palette,
        organisation=look.organisation,
        wide=wide,
    )


def _foot(trees: Sequence[Tree], *, wide: bool) -> str:
    """What was compared, short enough for one line."""
    said = [
        name if tree.version in name else f"{name} ({tree.version})"
        for tree, name in zip(trees, policy_names(trees), strict=True)
    ]
    long = text.clean(_BETWEEN.join(said))
    if len(long) <= _FOOT_LETTERS[wide]:
        return long
    return text.clean(_BETWEEN.join(f"{tree.id} ({tree.version})" for tree in trees))


def _clean(names: Sequence[str]) -> list[str]:
    return [text.clean(name) for name in names]


def _blocks(found: Comparison) -> Iterator[Block]:
    language = found.policies[0].language
    yield Paragraph(words(overview(found, language)), "lead")
    if found.given:
        facts = values_words(found.given, found, language)
        yield Paragraph(words(_ONLY.say(language, {"facts": facts})))
    said = [who_of(row, language, _WAYS) for row in found.rows]
    cut = f" {_CUT.say(language)}" if any(who.cut for who in said) else ""
    yield Paragraph(words(_READ.say(language) + cut))
    yield from _groups(found, said)
    if found.more:
        yield Paragraph(words(_MORE.say(language, {"count": found.more})))
    yield Heading(1, words(_COMPARED.say(language)))
    yield Items(tuple(map(_policy, found.policies, _clean(policy_names(found.policies)))))


def _policy(tree: Tree, name: str) -> tuple[Block, ...]:
    return (Paragraph((Run(name, bold=True), Run(f": {_BETWEEN.join(imprint(tree))}"))),)


def _groups(found: Comparison, said: Sequence[Who]) -> Iterator[Block]:
    """Yield the groups under what they have in common, each with its cards."""
    names = _clean(policy_names(found.policies))
    numbered = enumerate(zip(found.rows, said, strict=True), start=1)
    for contrast, rows in groupby(numbered, key=lambda item: item[1][0].contrast):
        yield Heading(1, words(contrast_heading(contrast, found.policies[0].language)))
        for number, (row, who) in rows:
            lead = text.clean(who.lead)
            head = words(f"{number}. {lead[:1].upper()}{lead[1:]}")
            yield Abreast(head, tuple(_ways(found, row, who)), tuple(_ends(found, row, names)))


def _ways(found: Comparison, row: Row, who: Who) -> Iterator[Block]:
    """Yield the lists that say the rest of whom a group is about, and an example."""
    for n, ways in enumerate(who.ways):
        if n:
            yield Paragraph(words(who.next))
        yield Items(tuple((Paragraph(words(text.clean(way))),) for way in ways))
    language = found.policies[0].language
    example = example_words(row, found, language)
    if example:
        said = _EXAMPLE.say(language, {"case": text.clean(example)})
        yield Paragraph(words(said), "small")


def _ends(found: Comparison, row: Row, names: Sequence[str]) -> Iterator[End]:
    for tree, name, ends, kind in zip(found.policies, names, row.ends, row.kinds, strict=True):
        label = say(found.policies[0], KINDS[kind] if kind else _NO_OUTCOME)
        titles = "; ".join(text.clean(title) for title in titles_of(tree, ends))
        yield End(name, "", kind or "", label, words(titles))
