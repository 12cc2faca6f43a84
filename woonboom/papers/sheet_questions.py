"""The questions and outcomes of a decision sheet, with what to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from woonboom import fieldnames, text
from woonboom.diagnostics import Message
from woonboom.document import (
    Block,
    Choice,
    Items,
    Option,
    Outcome,
    Paragraph,
    Question,
    Tick,
    plain,
    words,
)
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.markdown import title_of
from woonboom.model import Outcome as End
from woonboom.model import Question as Asked
from woonboom.model import Tree
from woonboom.papers.places import Places
from woonboom.papers.rules import rules
from woonboom.papers.sheet_case import Filling
from woonboom.papers.sheet_facts import FactFields

_NO_ANSWERS: Final = Message(
    "Bij deze vraag staan geen antwoorden.", "This question has no answers."
)
_ANSWER: Final = Message("{question} {label}, {onward}", "{question} {label}, {onward}")
_PAGE: Final = Message("Meer hierover: ‘{page}’ in de hand-out.", "More: ‘{page}’ in the handout.")


@dataclass(frozen=True)
class Questions:
    """The questions and outcomes of a tree, filled in for a case if there is one."""

    tree: Tree
    filled: Filling | None = None

    @cached_property
    def _facts(self) -> FactFields:
        return FactFields(self.tree, self.filled)

    @cached_property
    def _places(self) -> Places:
        return Places(self.tree)

    def questions(self) -> Iterator[Question]:
        """Yield the questions in the order of their numbers."""
        for asked in self.tree.in_order:
            answer = self.filled.answers.get(asked.id, "") if self.filled else ""
            yield Question(
                str(self.tree.numbers[asked.id]),
                self._places.question(asked.id),
                words(text.clean(str(asked.ask))),
                Choice(
                    fieldnames.answer(asked.id),
                    self._spoken(asked),
                    tuple(self._options(asked)),
                    answer,
                ),
                words(self._help(asked)),
                self._facts.beside(asked),
                self._is_lit(asked.id),
            )

    def _options(self, asked: Asked) -> Iterator[Option]:
        rule = rules(self.tree, asked, named=False)
        for answer in asked.answers:
            label, onward = text.clean(str(answer.label)), self._places.onward(answer)
            said = {"question": self._spoken(asked), "label": label, "onward": plain(onward)}
            yield Option(
                answer.id, words(label), say(self.tree, _ANSWER, **said), onward,
                words(rule[answer.id]),
            )  # fmt: skip

    def _spoken(self, asked: Asked) -> str:
        number, ask = self.tree.numbers[asked.id], text.clean(str(asked.ask))
        return say(self.tree, wording.QUESTION_LABEL, number=number, ask=ask)

    def _help(self, asked: Asked) -> str:
        parts = [text.clean(str(asked.help))] if asked.help else []
        parts += [] if asked.answers else [say(self.tree, _NO_ANSWERS)]
        return " ".join([*parts, *self._facts.elsewhere(asked)])

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes in the order of their codes."""
        for id_, code in self.tree.codes.items():
            end = self.tree.outcomes[id_]
            title = text.clean(str(end.title))
            kind = say(self.tree, wording.KINDS[end.kind])
            spoken = say(self.tree, wording.OUTCOME_LABEL, code=code, kind=kind, title=title)
            ticked = self.filled is not None and self.filled.outcome == id_
            yield Outcome(
                code, self._places.outcome(id_), end.kind, kind, words(title),
                tuple(self._follows(end)), Tick(fieldnames.outcome(id_), spoken, ticked),
                self._is_lit(id_),
            )  # fmt: skip

    def _follows(self, end: End) -> Iterator[Block]:
        """What follows from an outcome: its text, the next steps, where to read more."""
        if end.text:
            yield Paragraph(words(text.clean(str(end.text))))
        if end.steps:
            steps = [(Paragraph(words(text.clean(str(step)))),) for step in end.steps]
            yield Items(tuple(steps))
        page = self.tree.pages.get(end.info or "")
        if page:
            title = title_of(str(page.text)) or page.id
            yield Paragraph(words(say(self.tree, _PAGE, page=title)), "small")

    def _is_lit(self, place: str) -> bool:
        return self.filled is not None and self.filled.is_lit(place)
