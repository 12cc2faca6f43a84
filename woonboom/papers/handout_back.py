"""What closes a handout: words, organisations and sources, each once for all trees in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import Block, Heading, Paragraph, Run, Terms, Words, words
from woonboom.layout import wording
from woonboom.model import Organisation, Text, Tree

_WORDS: Final = Message("Woordenlijst", "Glossary")
_WHO: Final = Message("Organisaties", "Organisations")
_SOURCES: Final = Message("Bronnen", "Sources")


def texts(tree: Tree) -> Iterator[Text]:
    """Yield what a handout says of a tree's words, organisations, sources and facts."""
    for term, meaning in tree.glossary.items():
        yield replace(meaning, value=f"{term}: {meaning}")
    for one in tree.organisations.values():
        said = " ".join(part for part in (one.name, one.role, one.contact) if part)
        yield Text(said, said)
    yield from tree.works.values()
    for fact in tree.facts.values():
        named = (fact.short or fact.label, fact.yes, fact.no, fact.unit, *fact.options.values())
        said = " ".join(part for part in named if part)
        yield Text(said, said, span=fact.span)


def glossary(terms: Mapping[str, str], used: Iterable[str], language: str) -> Iterator[Block]:
    """Yield the terms that were used, in order of the alphabet."""
    known = sorted(set(used), key=str.casefold)
    if known:
        yield Heading(1, words(_WORDS.say(language)))
        yield Terms(tuple((words(term), words(terms[term])) for term in known))


def organisations(trees: Sequence[Tree]) -> Iterator[Block]:
    """Yield who is involved and how to reach them; those of one role stand together."""
    language = trees[0].language
    known = {one.id: one for tree in trees for one in tree.organisations.values()}
    contacts = dict.fromkeys(wording.contact(tree) for tree in trees if tree.contact)
    if known or contacts:
        yield Heading(1, words(_WHO.say(language)))
    if contacts:
        yield Paragraph(words(" ".join(map(text.clean, contacts))))
    if known:
        yield Terms(tuple(_by_role(known.values())))


def _by_role(known: Iterable[Organisation]) -> Iterator[tuple[Words, Words]]:
    """Names with their role; of several that share a role, that role with their names."""
    groups: dict[tuple[str, ...], list[Organisation]] = {}
    for one in known:
        alone = (one.id,) if one.contact or one.url or not one.role else ()
        groups.setdefault((one.role or "", *alone), []).append(one)
    for group in groups.values():
        names = words(", ".join(text.clean(one.name) for one in group))
        if len(group) == 1:
            yield names, _reached(group[0])
        else:
            yield words(text.clean(group[0].role or "").rstrip(".")), names


def _reached(one: Organisation) -> Words:
    """The role of an organisation, and how to reach it."""
    said = [text.clean(part) for part in (one.role, one.contact) if part]
    address = (Run(one.url, link=one.url),) if one.url else ()
    if said and address:
        return (Run(" ".join(said) + " "), *address)
    return words(" ".join(said)) or address


def sources(trees: Sequence[Tree]) -> Iterator[Block]:
    """Yield the full names of the works that sources stand in."""
    language = trees[0].language
    cited = {source.split(" ")[0] for tree in trees for source in tree.sources}
    works = {
        short: text.clean(str(name))
        for tree in trees
        for short, name in tree.works.items()
        if short in cited
    }
    if works:
        yield Heading(1, words(_SOURCES.say(language)))
        yield Terms(tuple((words(short), words(name)) for short, name in sorted(works.items())))
