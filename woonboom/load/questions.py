"""A tree block and what it uses → `Tree`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from woonboom.conditions import Condition, Names, Not, OneOf, Or, Truth
from woonboom.conditions.checked import UNKNOWN_FACT
from woonboom.conditions.forms import facts_of
from woonboom.diagnostics import Message, Severity, Span, define
from woonboom.facts import Fact, yes_or_no
from woonboom.load.blocks import (
    DUPLICATE_ID,
    MISSING_KEY,
    Block,
    check_id,
    open_block,
    slug,
    unique,
)
from woonboom.load.shapes import SHAPES, with_yes_and_no
from woonboom.load.vocabularies import VocabularyReader
from woonboom.model import Answer, Question, Text
from woonboom.source import Node, Scalar

MIXED_ANSWERS = define(
    "WB116",
    "mixed-answers",
    Severity.ERROR,
    message=Message(
        "Een vraag heeft yes en no, of answers; niet allebei.",
        "A question has yes and no, or answers; not both.",
    ),
    about=Message(
        "Een vraag heeft yes en no, of een lijst answers. In die lijst heeft elk antwoord een "
        "voorwaarde (when), met hooguit één antwoord voor wat overblijft (otherwise: true); of "
        "geen enkel antwoord heeft een voorwaarde, en dan oordeelt de professional.",
        "A question has yes and no, or a list of answers. In that list every answer has a "
        "condition (when), with at most one answer for what is left over (otherwise: true); or no "
        "answer has a condition, and then the professional judges.",
    ),
    hint=Message("Haal een van beide weg.", "Remove one of the two."),
)
FACT_MISFIT = define(
    "WB118",
    "fact-misfit",
    Severity.ERROR,
    message=Message(
        "yes en no vragen een ja/nee-feit, maar ‘{fact}’ is van soort {type}.",
        "yes and no need a yes/no fact, but ‘{fact}’ is of type {type}.",
    ),
    about=Message(
        "Een vraag met yes en no vraagt naar een feit van soort boolean. Voor een keuze of getal "
        "schrijft u answers met een voorwaarde.",
        "A question with yes and no asks for a fact of type boolean. For a choice or number, write "
        "answers with a condition.",
    ),
    hint=Message("Schrijf answers, elk met een when.", "Write answers, each with a when."),
)

_NEEDS_WHEN = Message(
    "Dit antwoord heeft geen voorwaarde, en andere antwoorden wel.",
    "This answer has no condition, and other answers have.",
)
_ADD_OTHERWISE = Message(
    "Voeg ‘when: …’ toe, of ‘otherwise: true’ voor alles wat overblijft.",
    "Add ‘when: …’, or ‘otherwise: true’ for all that is left over.",
)
_WHEN_FOR_FACT = Message(
    "De vraag noemt het feit ‘{fact}’, maar dit antwoord zegt niet wanneer het geldt.",
    "The question names the fact ‘{fact}’, but this answer does not say when it holds.",
)
_BOTH = Message(
    "Een antwoord heeft when of otherwise, niet allebei.",
    "An answer has when or otherwise, not both.",
)
_TWO_OTHERWISE = Message(
    "Er is al een antwoord met otherwise.", "There already is an answer with otherwise."
)
_OWN_ID = Message("Geef dit antwoord een eigen ‘id: …’.", "Give this answer an ‘id: …’ of its own.")
_YES_NO: Final = {"nl": {"yes": "Ja", "no": "Nee"}, "en": {"yes": "Yes", "no": "No"}}


class QuestionReader:
    """Reads questions: their shape and judgements first, then their conditions."""

    def __init__(self, reader: VocabularyReader, facts: dict[str, Fact], names: Names) -> None:
        self.reader = reader
        self.problems = reader.problems
        self.facts = facts
        self.names = names

    def read(self, taken: dict[str, Span]) -> dict[str, Question]:
        """Return the questions; adds the facts of judgements to `facts`."""
        block = self.reader.block
        blocks = unique(block.named("questions"), taken, self.problems, self.open)
        for id_, question in blocks.items():
            self.judgement(id_, question)
        return {id_: self.question(id_, question) for id_, question in blocks.items()}

    def open(self, _id: str, written: Scalar, node: Node) -> _Opened | None:
        """Return a question's block with its answers opened."""
        node = with_yes_and_no(node, self.problems)
        block = open_block(node, SHAPES["question"], self.problems)
        return _Opened(block, written.span) if block else None

    def judgement(self, id_: str, question: _Opened) -> None:
        """Add the fact of a judgement: a question without conditions or fact is its own fact.

        A vocabulary may have that fact already, with the same answers.
        """
        if not question.is_judgement:
            return
        type_ = "boolean" if question.is_yes_no else "choice"
        options = {} if question.is_yes_no else dict(self.labels(question))
        label = self.silently(question.block, "ask") or id_
        fact = Fact(id_, label, type_, options, judgement=True, span=question.span)
        known = self.facts.setdefault(id_, fact)
        if (known.type, list(known.options)) != (fact.type, list(fact.options)):
            self.problems.append(DUPLICATE_ID.at(question.span, hint=_NAME_THE_FACT, id=id_))
        elif id_ in self.names.parameters:
            self.problems.append(DUPLICATE_ID.at(question.span, id=id_))

    def labels(self, question: _Opened) -> Iterator[tuple[str, str]]:
        """Yield the ids and labels of the answers."""
        for block in question.answers:
            yield _answer_id(block), self.silently(block, "label")

    def silently(self, block: Block, key: str) -> str:
        """Return a text of which the problems are reported elsewhere."""
        scalar = block.scalar(key)
        return str(replace(self.reader.texts, problems=[]).read(scalar)) if scalar else ""

    def question(self, id_: str, question: _Opened) -> Question:
        """Return a question with its answers."""
        block = question.block
        fact = self.named_fact(question)
        answers = (
            self.yes_no(id_, fact, question) if question.is_yes_no else self.answers(id_, question)
        )
        asked = (fact.id,) if fact else (id_,) if question.is_judgement else ()
        read = [f for answer in answers for f in facts_of(answer.condition)]
        return Question(
            id=id_,
            ask=self.reader.text(block, "ask") or Text(id_, id_),
            help=self.reader.text(block, "help"),
            facts=asked or tuple(dict.fromkeys(read)),
            answers=answers,
            sources=block.words("source"),
            note=block.word("note"),
            span=question.span,
        )

    def named_fact(self, question: _Opened) -> Fact | None:
        """Return the fact that a question names."""
        scalar = question.block.scalar("fact")
        if scalar is None:
            return None
        fact = self.facts.get(scalar.text)
        if fact is None:
            hint = self.names.fact_spelling.suggestion(scalar.text)
            self.problems.append(UNKNOWN_FACT.at(scalar.span, hint=hint, name=scalar.text))
        return fact

    def yes_no(self, id_: str, fact: Fact | None, question: _Opened) -> tuple[Answer, ...]:
        """Return the answers of a question with yes and no."""
        block = question.block
        if block.value("answers") is not None:
            self.problems.append(MIXED_ANSWERS.at(block.node.key("answers")))
        if fact and fact.kind.compared != "alone":
            span = block.node.key("yes" if "yes" in block.node else "no")
            self.problems.append(FACT_MISFIT.at(span, fact=fact.id, type=fact.type))
        name = fact.id if fact else id_
        return tuple(
            self.yes_or_no(block, key, condition)
            for key, condition in (("yes", Truth(name)), ("no", Not(Truth(name))))
            if self.present(block, key)
        )

    def present(self, block: Block, key: str) -> bool:
        """Tell whether yes or no leads somewhere; report it where it does not."""
        if block.value(key) is not None:
            return True
        block.report(MISSING_KEY, block.begin, shape=block.shape.name, key=key)
        return False

    def yes_or_no(self, block: Block, key: str, condition: Condition) -> Answer:
        """Return the answer under yes or no."""
        label = _YES_NO[self.reader.language][key]
        goto = block.scalar(key)
        span = block.node.key(key)
        form = "judgement" if block.value("fact") is None else "yes-no"
        place = goto.span if goto else span
        return Answer(
            key, Text(label, label), goto.text if goto else "", condition, form, span, place
        )

    def answers(self, id_: str, question: _Opened) -> tuple[Answer, ...]:
        """Return the answers of a question with a list of them."""
        blocks = question.answers
        conditions = [self.own_condition(id_, block, question) for block in blocks]
        others = tuple(c for c, b in zip(conditions, blocks, strict=True) if _when(b) and c)
        taken: dict[str, Span] = {}
        read = []
        for block, condition in zip(blocks, conditions, strict=True):
            holds = condition or Not(Or(others))
            read.append(self.answer(block, holds, self.answer_id(block, taken)))
        self.check_forms(blocks, question)
        return tuple(read)

    def own_condition(self, id_: str, block: Block, question: _Opened) -> Condition | None:
        """Return the condition that an answer states; None for what is left over."""
        when = block.scalar("when")
        if when is not None:
            # A condition that cannot be read counts as never true; the tree is flawed anyway.
            return self.reader.condition(when, self.names) or Or(())
        if question.is_judgement:
            return OneOf(id_, (_answer_id(block),))
        return None

    def answer_id(self, block: Block, taken: dict[str, Span]) -> str:
        """Return the id of an answer, given or made from its label."""
        given = block.scalar("id")
        if given is not None:
            check_id(given, self.problems)
        id_ = _answer_id(block)
        if id_ in taken:
            span = given.span if given else block.begin
            self.problems.append(DUPLICATE_ID.at(span, hint=_OWN_ID, id=id_))
        taken[id_] = block.begin
        return id_

    def answer(self, block: Block, condition: Condition, id_: str) -> Answer:
        """Return one answer of a list."""
        goto = block.scalar("goto")
        when = block.scalar("when")
        otherwise = block.flag("otherwise")  # read beside a condition too, for its problems
        form = "when" if when else "otherwise" if otherwise else "judgement"
        return Answer(
            id=id_,
            label=self.reader.text(block, "label") or Text(id_, id_),
            goto=goto.text if goto else "",
            condition=condition,
            form=form,
            span=block.begin,
            goto_span=goto.span if goto else block.begin,
            when_span=when.span if when else None,
        )

    def check_forms(self, blocks: list[Block], question: _Opened) -> None:
        """Report answers whose conditions do not make one whole."""
        rest = 0
        for block in blocks:
            has_when, otherwise = _when(block), _otherwise(block)
            rest += otherwise
            if has_when and otherwise:
                self.mixed(block.node.key("otherwise"), _BOTH)
            elif otherwise and rest > 1:
                self.mixed(block.node.key("otherwise"), _TWO_OTHERWISE)
            elif not has_when and not otherwise and not question.is_judgement:
                self.bare(block, question)

    def bare(self, block: Block, question: _Opened) -> None:
        """Report an answer that does not say when it holds."""
        fact = question.block.word("fact")
        message = _NEEDS_WHEN if question.has_conditions or fact is None else _WHEN_FOR_FACT
        self.mixed(block.begin, message, fact=fact or "")

    def mixed(self, span: Span, message: Message, fact: str = "") -> None:
        """Report answers of which the conditions do not go together."""
        self.problems.append(
            MIXED_ANSWERS.at(span, message=message, hint=_ADD_OTHERWISE, fact=fact)
        )


_NAME_THE_FACT = Message(
    "Er is een feit met deze id. Vraagt de vraag daarnaar? Voeg ‘fact: {id}’ toe. Zo niet, kies "
    "een andere id voor de vraag.",
    "There is a fact with this id. Does the question ask for it? Add ‘fact: {id}’. If not, "
    "choose another id for the question.",
)


class _Opened:
    """A question's block, and what form of question it is."""

    def __init__(self, block: Block, span: Span) -> None:
        self.block = block
        self.span = span
        opened = [open_block(n, SHAPES["answer"], block.problems) for n in block.list("answers")]
        self.answers = [answer for answer in opened if answer]
        self.is_yes_no = "yes" in block.node or "no" in block.node
        self.has_conditions = any(_when(b) or _otherwise(b) for b in self.answers)
        any_answer = self.is_yes_no or bool(self.answers)
        without_fact = block.value("fact") is None
        self.is_judgement = without_fact and any_answer and not self.has_conditions


def _when(block: Block) -> bool:
    return block.value("when") is not None


def _otherwise(block: Block) -> bool:
    scalar = block.value("otherwise")
    return isinstance(scalar, Scalar) and yes_or_no(scalar.text) is True


def _answer_id(block: Block) -> str:
    return block.word("id") or slug(block.word("label") or "")
