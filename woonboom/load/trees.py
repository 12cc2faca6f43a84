"""A tree's file → `Tree`: its own part, its vocabularies, its cases, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from woonboom.conditions import Names
from woonboom.conditions.checked import UNKNOWN_FACT
from woonboom.conditions.constants import UNKNOWN_PARAMETER
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Span
from woonboom.facts import Fact
from woonboom.load.blocks import DUPLICATE_ID, Block
from woonboom.load.cases import read_cases
from woonboom.load.questions import QuestionReader
from woonboom.load.references import ReferenceChecker
from woonboom.load.texts import Texts
from woonboom.load.uses import Vocabularies, file_beside, used_by
from woonboom.load.vocabularies import VocabularyReader, own_id
from woonboom.model import (
    LANGUAGES,
    Outcome,
    Page,
    Question,
    Text,
    Tree,
    Vocabulary,
)

DRAFT: Final = {"nl": "concept", "en": "draft"}
_ALSO_THERE = Message("Ook hier bepaald.", "Also defined here.")


class Surroundings(Vocabularies, Protocol):
    """What a tree's reader asks of the files around it."""

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
        self.incomplete = False
        self.beside: list[Diagnostic] = []

    def read(self) -> Tree:
        """Return the tree, flawed where problems were reported.

        What is wrong in worked cases and information pages is `beside` what it asks and decides.
        """
        block = self.block
        used, self.incomplete = used_by(block, self.path, self.around, self.language)
        facts, shared = self.merged(used)
        parameters = {k: p for v in used for k, p in v.parameters.items()}
        names = Names(facts, {k: p.value for k, p in parameters.items()})
        inherited = Texts(parameters, self.language, self.problems)
        reader = VocabularyReader(block, self.language, names, inherited)
        own = reader.read(own_id(block, "tree", self.problems), self.path, shared)
        facts.update(own.facts)
        all_parameters = {**names.parameters, **{k: p.value for k, p in own.parameters.items()}}
        taken = {id_: outcome.span for id_, outcome in own.outcomes.items()}
        questions = QuestionReader(reader, facts, Names(facts, all_parameters)).read(taken)
        outcomes = self.outcomes(own, used, questions)
        checker = ReferenceChecker(block, self.path, self.around, questions, outcomes)
        available = self.shared_outcomes(used)
        checker.check(available)
        tree = Tree(
            id=own.id,
            title=reader.text(block, "title") or Text(own.id, own.id),
            audience=reader.text(block, "audience"),
            version=block.word("version") or DRAFT[self.language],
            valid_from=block.day("valid_from"),
            valid_until=block.day("valid_until"),
            language=self.language,
            contact=reader.text(block, "contact"),
            url=block.address("url"),
            start=block.word("start") or "",
            questions=questions,
            outcomes=outcomes,
            facts=facts,
            parameters={**inherited.parameters, **own.parameters},
            assumptions=tuple(a for v in (*used, own) for a in v.assumptions),
            glossary={k: t for v in (*used, own) for k, t in v.glossary.items()},
            works={k: t for v in (*used, own) for k, t in v.works.items()},
            organisations={k: o for v in (*used, own) for k, o in v.organisations.items()},
            pages={},
            cases=(),
            vocabularies=tuple(used),
            own=own,
            note=block.word("note"),
            path=self.path,
            span=block.begin,
            start_span=block.node.key("start") if "start" in block.node else block.begin,
        )
        whole = not (self.incomplete or self.problems or any(v.flawed for v in used))
        known = len(self.problems)
        pages, cases = self.pages(outcomes, checker, reader.texts), read_cases(block, facts)
        checker.check_cases(cases, available)
        self.beside = self.problems[known:]
        if self.incomplete:
            self.forget_unknown_names()
        flawed = bool(self.problems) or not whole
        found = replace(tree, pages=pages, cases=cases)
        return replace(found, flawed=flawed, flaws_beside=flawed and whole)

    def forget_unknown_names(self) -> None:
        """Keep quiet about names that the vocabulary that cannot be read may well have."""
        kept = [p for p in self.problems if p.code not in (UNKNOWN_FACT, UNKNOWN_PARAMETER)]
        self.problems[:] = kept

    def merged(self, used: Iterable[Vocabulary]) -> tuple[dict[str, Fact], dict[str, Span]]:
        """Return all facts, and the places of the ids that are taken; report ids that are twice."""
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
        """Report an id that has two meanings."""
        related = [Related(Said(_ALSO_THERE), other) for other in others if other]
        self.problems.append(DUPLICATE_ID.at(span, related=related, id=id_))

    def shared_outcomes(self, used: Iterable[Vocabulary]) -> dict[str, Outcome]:
        """Return the outcomes of the vocabularies; report ids that are twice."""
        found: dict[str, Outcome] = {}
        for id_, outcome in (item for v in used for item in v.outcomes.items()):
            if id_ in found:
                self.twice(id_, self.block.node.key("uses"), found[id_].span, outcome.span)
            found[id_] = outcome
        return found

    def outcomes(
        self, own: Vocabulary, used: Iterable[Vocabulary], questions: Mapping[str, Question]
    ) -> dict[str, Outcome]:
        """Return the tree's own outcomes, and the shared ones that an answer leads to."""
        led = {answer.goto for question in questions.values() for answer in question.answers}
        shared = {k: o for k, o in self.shared_outcomes(used).items() if k in led}
        for id_, outcome in shared.items():
            clash = own.outcomes.get(id_) or questions.get(id_)
            if clash:
                self.twice(id_, clash.span, outcome.span)
        borrowed = {k: replace(o, shared=True) for k, o in shared.items() if k not in questions}
        return {**borrowed, **own.outcomes}

    def pages(
        self, outcomes: Mapping[str, Outcome], checker: ReferenceChecker, texts: Texts
    ) -> dict[str, Page]:
        """Return the information pages that outcomes name."""
        found: dict[str, Page] = {}
        for outcome in outcomes.values():
            if outcome.info is None or outcome.info in found:
                continue
            path = file_beside(self.path, f"info/{outcome.info}.md")
            if path is None:
                checker.no_page(outcome)
                continue
            text = self.around.page(path, texts)
            if text:
                found[outcome.info] = Page(outcome.info, text, path)
        return found
