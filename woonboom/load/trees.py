"""A tree's file → `Tree`: its own part, its vocabularies, its cases, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Protocol

from woonboom.conditions import Names
from woonboom.conditions.checked import UNKNOWN_FACT
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Span, suggestion
from woonboom.facts import Fact, Value, ValueProblem, read_value
from woonboom.load.questions import QuestionReader
from woonboom.load.references import ReferenceChecker
from woonboom.load.shapes import (
    DUPLICATE_ID,
    INVALID_VALUE,
    SHAPES,
    Block,
    as_scalar,
    open_block,
)
from woonboom.load.texts import Texts
from woonboom.load.vocabularies import VocabularyReader, own_id
from woonboom.model import (
    LANGUAGES,
    Outcome,
    Page,
    Question,
    Text,
    Tree,
    Vocabulary,
    WorkedCase,
)
from woonboom.source import Mapping as Keyed
from woonboom.source import Node, Scalar, Sequence

DRAFT: Final = {"nl": "concept", "en": "draft"}
_ALSO_THERE = Message("Ook hier bepaald.", "Also defined here.")


class Surroundings(Protocol):
    """What a tree's reader asks of the files around it."""

    def vocabulary(self, path: Path, language: str) -> Vocabulary | None:
        """Return the vocabulary in a file, reporting its problems there."""

    def page(self, path: Path, texts: Texts) -> Text | None:
        """Return the text of an information page, if there is one."""

    def has_tree(self, folder: Path, id_: str) -> bool:
        """Tell whether a folder has a tree with this id."""


class TreeReader:
    """Reads one tree file."""

    def __init__(self, block: Block, path: Path, around: Surroundings) -> None:
        self.block = block
        self.path = path
        self.around = around
        self.problems = block.problems
        self.language = block.one_of("language", LANGUAGES) or "nl"

    def read(self) -> Tree:
        """Return the tree, flawed where problems were reported."""
        block, before = self.block, len(self.problems)
        used = self.used()
        facts, shared = self.merged(used)
        names = Names(facts, {k: p.value for v in used for k, p in v.parameters.items()})
        inherited = Texts(
            {k: p for v in used for k, p in v.parameters.items()}, self.language, self.problems
        )
        reader = VocabularyReader(block, self.language, names, inherited)
        own = reader.read(own_id(block, "tree", self.problems), self.path, shared)
        facts.update(own.facts)
        all_parameters = {**names.parameters, **{k: p.value for k, p in own.parameters.items()}}
        taken = {id_: outcome.span for id_, outcome in own.outcomes.items()}
        questions = QuestionReader(reader, facts, Names(facts, all_parameters)).read(taken)
        outcomes = self.outcomes(own, used, questions)
        cases = self.cases(facts)
        checker = ReferenceChecker(block, self.path, self.around, questions, outcomes)
        checker.check(cases, available=self.shared_outcomes(used))
        flawed = reader.flawed or checker.flawed or len(self.problems) > before
        version = block.word("version") or DRAFT[self.language]
        return Tree(
            id=own.id,
            title=reader.text(block, "title") or Text(own.id, own.id),
            audience=reader.text(block, "audience"),
            version=version,
            valid_from=block.day("valid_from"),
            valid_until=block.day("valid_until"),
            language=self.language,
            contact=reader.text(block, "contact"),
            url=block.word("url"),
            start=block.word("start") or "",
            questions=questions,
            outcomes=outcomes,
            facts=facts,
            parameters={**inherited.parameters, **own.parameters},
            assumptions=tuple(a for v in (*used, own) for a in v.assumptions),
            glossary={k: t for v in (*used, own) for k, t in v.glossary.items()},
            organisations={k: o for v in (*used, own) for k, o in v.organisations.items()},
            pages=self.pages(outcomes, checker, reader.texts),
            cases=cases,
            vocabularies=tuple(used),
            own=own,
            note=block.word("note"),
            path=self.path,
            span=block.begin,
            start_span=block.node.key("start") if "start" in block.node else block.begin,
            flawed=flawed,
        )

    def used(self) -> list[Vocabulary]:
        """The vocabularies that the tree names, in that order."""
        node = self.block.value("uses")
        nodes = node.items if isinstance(node, Sequence) else (node,) if node else ()
        found = []
        for item in nodes:
            scalar = as_scalar(item, self.problems)
            vocabulary = self.vocabulary(scalar) if scalar else None
            if vocabulary:
                found.append(vocabulary)
        return found

    def vocabulary(self, scalar: Scalar) -> Vocabulary | None:
        path = beside(self.path, scalar.text)
        if path is None or not path.is_file():
            self.problems.append(ReferenceChecker.no_vocabulary(scalar, self.path))
            return None
        return self.around.vocabulary(path, self.language)

    def merged(self, used: Iterable[Vocabulary]) -> tuple[dict[str, Fact], dict[str, Span]]:
        """All facts, and the places of the ids that are taken; two of one id are reported."""
        facts: dict[str, Fact] = {}
        taken: dict[str, Span] = {}
        for vocabulary in used:
            facts.update(vocabulary.facts)
            spans = {id_: item.span for id_, item in vocabulary.parameters.items()}
            spans.update({id_: item.span for id_, item in vocabulary.facts.items()})
            for id_, span in spans.items():
                if id_ in taken:
                    self.twice(id_, self.block.node.key("uses"), taken[id_], span)
                taken[id_] = span or vocabulary.span
        return facts, taken

    def twice(self, id_: str, span: Span, *others: Span | None) -> None:
        related = [Related(Said(_ALSO_THERE), other) for other in others if other]
        self.problems.append(DUPLICATE_ID.at(span, related=related, id=id_))

    def shared_outcomes(self, used: Iterable[Vocabulary]) -> dict[str, Outcome]:
        return {id_: outcome for v in used for id_, outcome in v.outcomes.items()}

    def outcomes(
        self, own: Vocabulary, used: Iterable[Vocabulary], questions: Mapping[str, Question]
    ) -> dict[str, Outcome]:
        """The tree's own outcomes, and the shared ones that an answer leads to."""
        led = {answer.goto for question in questions.values() for answer in question.answers}
        shared = {k: o for k, o in self.shared_outcomes(used).items() if k in led}
        for id_ in shared:
            clash = own.outcomes.get(id_) or questions.get(id_)
            if clash:
                self.twice(id_, clash.span, shared[id_].span)
        from dataclasses import replace

        borrowed = {k: replace(o, shared=True) for k, o in shared.items() if k not in questions}
        return {**borrowed, **own.outcomes}

    def pages(
        self, outcomes: Mapping[str, Outcome], checker: ReferenceChecker, texts: Texts
    ) -> dict[str, Page]:
        """The information pages that outcomes name."""
        found: dict[str, Page] = {}
        for outcome in outcomes.values():
            if outcome.info is None or outcome.info in found:
                continue
            path = beside(self.path, f"info/{outcome.info}.md")
            text = self.around.page(path, texts) if path and path.is_file() else None
            if path and text:
                found[outcome.info] = Page(outcome.info, text, path)
            else:
                checker.no_page(outcome, self.path.parent / "info")
        return found

    def cases(self, facts: Mapping[str, Fact]) -> tuple[WorkedCase, ...]:
        found = []
        for number, node in enumerate(self.block.list("cases"), start=1):
            block = open_block(node, SHAPES["case"], self.problems)
            if block:
                found.append(self.case(block, number, facts))
        return tuple(found)

    def case(self, block: Block, number: int, facts: Mapping[str, Fact]) -> WorkedCase:
        expect = block.scalar("expect")
        given = block.value("given")
        return WorkedCase(
            name=block.word("name") or f"{number}",
            given=read_case(given, facts, self.problems) if given else {},
            expect=expect.text if expect else "",
            via=block.words("via"),
            span=block.begin,
            expect_span=expect.span if expect else block.begin,
        )


def read_case(
    node: Node, facts: Mapping[str, Fact], problems: list[Diagnostic]
) -> dict[str, Value]:
    """Return what a block says of a case; facts and values that do not exist are reported."""
    block = open_block(node, SHAPES["case"], []) if isinstance(node, Keyed) else None
    if block is None:
        open_block(node, SHAPES["case"], problems)
        return {}
    given: dict[str, Value] = {}
    for written, value in block.node.entries.values():
        fact = facts.get(written.text)
        if fact is None:
            hint = suggestion(written.text, facts)
            problems.append(UNKNOWN_FACT.at(written.span, hint=hint, name=written.text))
            continue
        try:
            given[fact.id] = read_value(fact, _words(value, problems))
        except ValueProblem as fault:
            said, words = fault.said.message, fault.said.arguments
            problem = INVALID_VALUE.at(value.span, message=said, hint=fault.remedy, **words)
            problems.append(problem)
    return given


def _words(node: Node, problems: list[Diagnostic]) -> list[str]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    scalars = [as_scalar(item, problems) for item in nodes]
    return [scalar.text for scalar in scalars if scalar]


def beside(path: Path, name: str) -> Path | None:
    """Return the path of a file named relative to another; None where no path can be."""
    if "\0" in name or len(name) > 1000:
        return None
    try:
        import os.path

        return Path(os.path.normpath(path.parent / name))
    except (OSError, ValueError):
        return None
