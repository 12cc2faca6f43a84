"""Everything that a tree points at must exist: destinations, pages, trees, vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from woonboom.diagnostics import (
    DID_YOU_MEAN,
    Message,
    Said,
    Severity,
    Span,
    Spelling,
    define,
)
from woonboom.load.blocks import Block
from woonboom.model import Outcome, Question, WorkedCase
from woonboom.source import Mapping as Keyed
from woonboom.source.places import files_in

UNKNOWN_DESTINATION = define(
    "WB201",
    "missing-destination",
    Severity.ERROR,
    message=Message(
        "Vraag ‘{question}’ gaat bij ‘{answer}’ naar ‘{goto}’, maar die is er niet.",
        "Question ‘{question}’ goes to ‘{goto}’ at ‘{answer}’, but that does not exist.",
    ),
    about=Message(
        "Een antwoord wijst naar een vraag of uitkomst die er niet is. Wie dat antwoord geeft, "
        "loopt vast.",
        "An answer points to a question or outcome that does not exist. Whoever gives that answer "
        "is stuck.",
    ),
    hint=Message(
        "Voeg de vraag of uitkomst ‘{goto}’ toe, of wijs naar een andere.",
        "Add the question or outcome ‘{goto}’, or point to another.",
    ),
)
UNKNOWN_VOCABULARY = define(
    "WB205",
    "unknown-vocabulary",
    Severity.ERROR,
    message=Message(
        "Het vocabulaire ‘{name}’ is er niet.", "The vocabulary ‘{name}’ does not exist."
    ),
    about=Message(
        "Een boom noemt onder uses de bestanden met feiten en parameters, vanaf zijn eigen map.",
        "Under uses a tree names the files with facts and parameters, from its own folder.",
    ),
    hint=Message(
        "Controleer de naam; het pad begint bij de map van dit bestand.",
        "Check the name; the path begins at this file's folder.",
    ),
)
UNKNOWN_TREE = define(
    "WB206",
    "unknown-tree",
    Severity.ERROR,
    message=Message(
        "De boom ‘{name}’ staat niet in deze map.", "The tree ‘{name}’ is not in this folder."
    ),
    about=Message(
        "Een uitkomst van soort refer stuurt de zaak door naar een andere boom in dezelfde map.",
        "An outcome of kind refer sends the case on to another tree in the same folder.",
    ),
    hint=Message(
        "Zet er een bestand bij met ‘tree: {name}’, of noem een andere boom.",
        "Add a file with ‘tree: {name}’, or name another tree.",
    ),
)
UNKNOWN_PAGE = define(
    "WB207",
    "unknown-page",
    Severity.ERROR,
    message=Message(
        "De informatiepagina ‘{name}’ is er niet.", "The information page ‘{name}’ does not exist."
    ),
    about=Message(
        "Een uitkomst noemt onder info een pagina: het bestand info/naam.md naast de boom.",
        "Under info an outcome names a page: the file info/name.md beside the tree.",
    ),
    hint=Message("Maak het bestand info/{name}.md.", "Make the file info/{name}.md."),
)
UNKNOWN_CASE_NAME = define(
    "WB208",
    "unknown-in-case",
    Severity.ERROR,
    message=Message(
        "Dit voorbeeld noemt ‘{name}’, maar die uitkomst of vraag is er niet.",
        "This worked case names ‘{name}’, but there is no such outcome or question.",
    ),
    about=Message(
        "Een voorbeeld noemt bij expect een uitkomst van deze boom, en bij via vragen.",
        "A worked case names an outcome of this tree under expect, and questions under via.",
    ),
)
NO_START = define(
    "WB401",
    "no-start",
    Severity.ERROR,
    message=Message("De boom zegt niet waar hij begint.", "The tree does not say where it begins."),
    about=Message(
        "Onder start staat de id van de eerste vraag. Zonder begin is geen enkele zaak te "
        "beslissen.",
        "Under start stands the id of the first question. Without it no case can be decided.",
    ),
    hint=Message("Voeg toe: ‘start: {first}’", "Add: ‘start: {first}’"),
)
_START_UNKNOWN = Message(
    "De boom begint bij ‘{start}’, maar die vraag is er niet.",
    "The tree begins at ‘{start}’, but there is no such question.",
)


class _Trees(Protocol):
    def has_tree(self, folder: Path, id_: str) -> bool: ...


class ReferenceChecker:
    """Reports what a tree names and what is not there."""

    def __init__(
        self,
        block: Block,
        path: Path,
        around: _Trees,
        questions: Mapping[str, Question],
        outcomes: Mapping[str, Outcome],
    ) -> None:
        self.block = block
        self.path = path
        self.around = around
        self.questions = questions
        self.outcomes = outcomes
        self.problems = block.problems

    def check(self, available: Mapping[str, Outcome]) -> None:
        """Report every name that leads nowhere; `available` holds shared outcomes too."""
        places = {*self.questions, *self.outcomes, *available}
        spelling = Spelling([*self.questions, *self.outcomes, *available])
        self.start()
        for question in self.questions.values():
            self.destinations(question, places, spelling)
        for outcome in self.outcomes.values():
            self.tree(outcome)

    def check_cases(self, cases: Iterable[WorkedCase], available: Mapping[str, Outcome]) -> None:
        """Report every name in a worked case that does not exist."""
        ends = Spelling([*self.outcomes, *available])
        questions = Spelling(self.questions)
        for case in cases:
            if case.expect:
                self.named_in(case.expect_span, case.expect, ends)
            for via in case.via:
                self.named_in(case.span, via, questions)

    def start(self) -> None:
        """Report a tree that does not begin anywhere."""
        first = next(iter(self.questions), "…")
        scalar = self.block.scalar("start")
        if scalar is None:
            self.problems.append(NO_START.at(self.block.begin, first=first))
        elif scalar.text not in self.questions:
            problem = NO_START.at(
                scalar.span,
                message=_START_UNKNOWN,
                hint=Spelling(self.questions).suggestion(scalar.text),
                start=scalar.text,
                first=first,
            )
            self.problems.append(problem)

    def destinations(self, question: Question, places: set[str], spelling: Spelling) -> None:
        """Report answers that lead nowhere."""
        for answer in question.answers:
            if not answer.goto or answer.goto in places:
                continue
            self.problems.append(
                UNKNOWN_DESTINATION.at(
                    answer.goto_span,
                    hint=meant(spelling, answer.goto),
                    question=question.id,
                    answer=str(answer.label),
                    goto=answer.goto,
                )
            )

    def tree(self, outcome: Outcome) -> None:
        """Report an outcome that refers to a tree that is not there."""
        if outcome.tree and not self.around.has_tree(self.path.parent, outcome.tree):
            span = self.key_of(outcome, "tree")
            self.problems.append(UNKNOWN_TREE.at(span, name=outcome.tree))

    def no_page(self, outcome: Outcome) -> None:
        """Report an information page that is not there."""
        name = outcome.info or ""
        span = self.key_of(outcome, "info")
        hint = meant(self.page_spelling, name)
        self.problems.append(UNKNOWN_PAGE.at(span, hint=hint, name=name))

    @cached_property
    def page_spelling(self) -> Spelling:
        """Finds the information page that an author meant."""
        return Spelling(page.stem for page in files_in(self.path.parent / "info", (".md",)))

    def key_of(self, outcome: Outcome, key: str) -> Span:
        """Return the place of a key of an outcome; of a shared outcome that of itself."""
        outcomes = self.block.node.get("outcomes")
        node = outcomes.get(outcome.id) if isinstance(outcomes, Keyed) else None
        value = node.get(key) if isinstance(node, Keyed) else None
        return value.span if value else outcome.span

    def named_in(self, span: Span, name: str, known: Spelling) -> None:
        """Report a name in a worked case that does not exist."""
        if name not in known:
            hint = known.suggestion(name)
            self.problems.append(UNKNOWN_CASE_NAME.at(span, hint=hint, name=name))


def meant(known: Spelling, word: str) -> Said | None:
    """Return the nearest name as a remedy; without one, the code's own remedy says more."""
    near = known.nearest(word)
    return Said(DID_YOU_MEAN, {"nearest": near}) if near else None
