"""A tree in words: its questions with their answers, and what follows from each outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import (
    Block,
    Choice,
    Heading,
    Items,
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    Words,
    plain,
    words,
)
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Outcome as End
from woonboom.model import Question as Asked
from woonboom.model import Text, Tree
from woonboom.papers.places import Places
from woonboom.papers.rules import rules

_WORDS: Final = Message("De boom in woorden", "The tree in words")
_OUTCOMES: Final = Message("De uitkomsten", "The outcomes")
_ANSWER: Final = Message("{question} {label}, {onward}", "{question} {label}, {onward}")
_SOURCE: Final = Message("Bron: {sources}.", "Source: {sources}.")
_MORE: Final = Message("Lees verder: ", "Read on: ")
_OTHER: Final = Message("Verder in de andere boom: ", "On in the other tree: ")
_NO_ANSWERS: Final = Message(
    "Bij deze vraag staan geen antwoorden.", "This question has no answers."
)
_UNREACHED: Final = Message("Geen antwoord leidt hierheen.", "No answer leads here.")


@dataclass(frozen=True)
class Chapter:
    """A tree in words; headings begin at `level`.

    `pages` gives the title and the anchor of every information page that is in the handout,
    `others` the places of every tree that is. `use` says first how it is used.
    """

    tree: Tree
    places: Places
    level: int = 1
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    others: Mapping[str, Places] = field(default_factory=dict)
    use: tuple[Block, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Yield the questions and the outcomes in full."""
        yield self._heading(_WORDS)
        yield from self.use
        yield from (self._question(asked) for asked in self.tree.in_order)
        yield self._heading(_OUTCOMES)
        yield from (self._outcome(id_) for id_ in self.tree.codes)

    def _heading(self, message: Message) -> Heading:
        return Heading(self.level, words(say(self.tree, message)))

    # ------------------------------------------------------------ questions

    def _question(self, asked: Asked) -> Question:
        number = self.tree.numbers[asked.id]
        ask = text.clean(str(asked.ask))
        spoken = say(self.tree, wording.QUESTION_LABEL, number=number, ask=ask)
        choice = Choice("", spoken, tuple(self._options(asked, spoken)))
        return Question(
            str(number), self.places.question(asked.id), words(ask), choice, self._help(asked)
        )

    def _options(self, asked: Asked, spoken: str) -> Iterator[Option]:
        rule = rules(self.tree, asked)
        for answer in asked.answers:
            label, onward = text.clean(str(answer.label)), self.places.onward(answer)
            said = {"question": spoken, "label": label, "onward": plain(onward)}
            whole = say(self.tree, _ANSWER, **said)
            yield Option(answer.id, words(label), whole, onward, words(rule[answer.id]))

    def _help(self, asked: Asked) -> Words:
        """Its help, then its sources in grey."""
        said = [text.clean(str(asked.help))] if asked.help else []
        said += [] if asked.answers else [say(self.tree, _NO_ANSWERS)]
        return _spaced(words(" ".join(said)), self._sources(asked.sources))

    def _sources(self, sources: Sequence[str]) -> Words:
        named = ", ".join(text.clean(source) for source in sources)
        return words(say(self.tree, _SOURCE, sources=named), quiet=True) if named else ()

    # ------------------------------------------------------------ outcomes

    def _outcome(self, id_: str) -> Outcome:
        end = self.tree.outcomes[id_]
        kind = say(self.tree, wording.KINDS[end.kind])
        title = words(text.clean(str(end.title)))
        code, anchor = self.tree.codes[id_], self.places.outcome(id_)
        return Outcome(code, anchor, end.kind, kind, title, tuple(self._follows(end)))

    def _follows(self, end: End) -> Iterator[Block]:
        """What follows from an outcome: its text, the steps in order, where to read on."""
        if end.text:
            yield Paragraph(_said(end.text))
        if end.steps:
            steps = tuple((Paragraph(_said(step)),) for step in end.steps)
            yield Items(steps, ordered=True)
        yield from self._onward(end)
        if not any(a.goto == end.id for q in self.tree.in_order for a in q.answers):
            yield Paragraph(words(say(self.tree, _UNREACHED), quiet=True), "small")
        sources = self._sources(end.sources)
        if sources:
            yield Paragraph(sources, "small")

    def _onward(self, end: End) -> Iterator[Paragraph]:
        """Links to its information page, and to the tree that it refers to."""
        if end.info in self.pages:
            title, anchor = self.pages[end.info or ""]
            yield Paragraph((Run(say(self.tree, _MORE)), Run(title, link=f"#{anchor}")))
        if end.tree in self.others:
            other = self.others[end.tree or ""]
            title, anchor = text.clean(str(other.tree.title)), other.chapter
            yield Paragraph((Run(say(self.tree, _OTHER)), Run(title, link=f"#{anchor}")))


def _said(written: Text | None) -> Words:
    return words(text.clean(str(written))) if written else ()


def _spaced(first: Words, second: Words) -> Words:
    return (*first, Run(" ", quiet=True), *second) if first and second else first or second
