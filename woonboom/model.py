"""What a tree is, once it is read: frozen, complete, without a trace of YAML or of looks.

Every element carries its `span`, outside equality, so that two versions of a tree can be compared
and every message can still point at its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from woonboom.conditions.forms import Condition, facts_of
from woonboom.diagnostics import Message, Span
from woonboom.facts import Fact, Value
from woonboom.house import USUAL_PRINTING, HouseStyle, Printing

if TYPE_CHECKING:
    import networkx

    import woonboom

FORMAT: Final = 1
LANGUAGES: Final = ("nl", "en")
KIND_WORDS: Final = {
    "eligible": Message("Ja, dit kan", "Yes, possible"),
    "not_yet": Message("Nog niet", "Not yet"),
    "not_eligible": Message("Nee, dit kan niet", "No, not possible"),
    "refer": Message("Verwijs door", "Refer on"),
    "consult": Message("Overleg eerst", "Consult first"),
}
"""What an outcome of each kind is called wherever people read it."""
KINDS: Final = tuple(KIND_WORDS)


@dataclass(frozen=True)
class Text:
    """A text that people read: as it was written, and with its parameters filled in."""

    template: str
    value: str
    parameters: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Parameter:
    """A number that is written once and used in conditions and texts."""

    id: str
    value: int
    unit: str | None
    label: str
    sources: tuple[str, ...] = ()
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Answer:
    """An answer to a question and where it leads.

    `condition` says for which cases it holds, however it was written: `form` is "yes-no" or
    "judgement" (nothing written), "when", or "otherwise". Only a union of two versions has answers
    that are `former`: they led from here in the older one.
    """

    id: str
    label: Text
    goto: str
    condition: Condition
    form: str
    span: Span = field(compare=False, repr=False)
    goto_span: Span = field(compare=False, repr=False)
    when_span: Span | None = field(default=None, compare=False, repr=False)
    former: bool = False


@dataclass(frozen=True)
class Question:
    """A question, what it asks for, and its answers in the order they are written.

    `former` is the number that it had, of a question that only the older version has in a union.
    `mark` is how a drawing of two versions marks it.
    """

    id: str
    ask: Text
    help: Text | None
    facts: tuple[str, ...]
    answers: tuple[Answer, ...]
    sources: tuple[str, ...]
    note: str | None
    span: Span = field(compare=False, repr=False)
    former: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Outcome:
    """Where a case ends: what is advised and what happens next. `kind` is one of `KINDS`.

    `former` is the code that it had, of an outcome that only the older version has in a union.
    `mark` is how a drawing of two versions marks it.
    """

    id: str
    kind: str
    title: Text
    text: Text | None
    steps: tuple[Text, ...]
    info: str | None
    tree: str | None
    sources: tuple[str, ...]
    note: str | None
    span: Span = field(compare=False, repr=False)
    shared: bool = False
    former: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Page:
    """An information page: Markdown with its parameters filled in."""

    id: str
    text: Text
    path: Path = field(compare=False)


@dataclass(frozen=True)
class Organisation:
    """An organisation that outcomes and texts name."""

    id: str
    name: str
    role: str | None = None
    contact: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class WorkedCase:
    """An example with the outcome that it must have; `given` holds values by fact."""

    name: str
    given: Mapping[str, Value]
    expect: str
    via: tuple[str, ...]
    span: Span = field(compare=False, repr=False)
    expect_span: Span = field(compare=False, repr=False)
    sources: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Assumption:
    """A condition that every real case meets."""

    condition: Condition
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Vocabulary:
    """What trees share: facts, parameters, assumptions, outcomes, words and organisations.

    `works` holds the full names of what sources stand in, by the short name that they begin with.
    A `flawed` vocabulary was read with errors, so parts of it may be missing.
    """

    id: str
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    assumptions: tuple[Assumption, ...]
    outcomes: Mapping[str, Outcome]
    glossary: Mapping[str, Text]
    organisations: Mapping[str, Organisation]
    path: Path = field(compare=False)
    span: Span = field(compare=False, repr=False)
    works: Mapping[str, Text] = field(default_factory=dict)
    style: HouseStyle | None = None
    printing: Printing | None = None
    flawed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Tree:
    """A decision tree with all that it uses: its own part first, then its vocabularies' merged.

    `outcomes` holds the tree's own outcomes and the shared ones that its answers lead to.
    A `flawed` tree was read with errors, in its own file or in a vocabulary: its structure can be
    checked, its meaning cannot; but where all of those are `flaws_beside`, in worked cases and
    information pages, what it asks and decides is whole.
    """

    id: str
    title: Text
    audience: Text | None
    version: str
    valid_from: date | None
    valid_until: date | None
    language: str
    contact: Text | None
    url: str | None
    start: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    assumptions: tuple[Assumption, ...]
    glossary: Mapping[str, Text]
    organisations: Mapping[str, Organisation]
    pages: Mapping[str, Page]
    cases: tuple[WorkedCase, ...]
    vocabularies: tuple[Vocabulary, ...]
    own: Vocabulary
    note: str | None
    path: Path = field(compare=False)
    span: Span = field(compare=False, repr=False)
    start_span: Span = field(compare=False, repr=False)
    works: Mapping[str, Text] = field(default_factory=dict)
    flawed: bool = field(default=False, compare=False)
    flaws_beside: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def decidable(self) -> bool:
        """Whether what it asks and decides was read without errors."""
        return self.flaws_beside or not self.flawed

    @property
    def style(self) -> HouseStyle | None:
        """The house style of the first vocabulary that has one."""
        return next((v.style for v in self.vocabularies if v.style), None)

    @property
    def printing(self) -> Printing:
        """The paper sizes of the first vocabulary that has them, else the usual ones."""
        return next((v.printing for v in self.vocabularies if v.printing), USUAL_PRINTING)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every question, from 1, the same on every product of a version.

        Along every path numbers rise, and the first answer's branch comes first; questions that
        no path reaches come last, as they are written.
        """
        order = dict.fromkeys([*reversed(self._finished()), *self.questions])
        return {question: number for number, question in enumerate(order, start=1)}

    def _finished(self) -> list[str]:
        """Questions from the start, depth first, each after all that follow it."""
        finished, seen, entered = list[str](), set[str](), list[str]()
        waiting: list[str | None] = [self.start] if self.start in self.questions else []
        while waiting:
            question = waiting.pop()
            if question is None:  # all that follows the question that was entered last is done
                finished.append(entered.pop())
            elif question not in seen:
                seen.add(question)
                entered.append(question)
                waiting.append(None)
                waiting += self.following[question]
        return finished

    @cached_property
    def following(self) -> Mapping[str, list[str]]:
        """The questions to which the answers of each lead, in their order; not by former ones."""
        questions = self.questions
        return {
            id_: [a.goto for a in question.answers if a.goto in questions and not a.former]
            for id_, question in questions.items()
        }

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """The number of every question as it is printed: of a former one that which it had."""
        return {q: self.questions[q].former or str(number) for q, number in self.numbers.items()}

    @cached_property
    def in_order(self) -> tuple[Question, ...]:
        """The questions in the order of their numbers."""
        return tuple(self.questions[question] for question in self.numbers)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code of every outcome (U1, U2, …), in the order that the questions lead to them."""
        answers = (a for q in self.in_order for a in q.answers if not a.former)
        led = [a.goto for a in answers if a.goto in self.outcomes]
        letter = "U" if self.language == "nl" else "O"
        order = dict.fromkeys([*led, *self.outcomes])
        return {
            outcome: self.outcomes[outcome].former or f"{letter}{number}"
            for number, outcome in enumerate(order, start=1)
        }

    def holds_up(self, answer: Answer) -> bool:
        """Tell whether what an answer leads to may stand at it: a former one keeps nothing up."""
        if not answer.former:
            return True
        goto = self.questions.get(answer.goto) or self.outcomes.get(answer.goto)
        return goto is not None and bool(goto.former)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every source that questions, outcomes and used parameters name, each once."""
        named = [s for q in self.in_order for s in q.sources]
        named += [s for outcome in self.codes for s in self.outcomes[outcome].sources]
        named += [s for name in self.used_parameters for s in self.parameters[name].sources]
        return tuple(dict.fromkeys(named))

    @cached_property
    def used_parameters(self) -> tuple[str, ...]:
        """The parameters that conditions and texts of this tree use, each once."""
        from woonboom.conditions.forms import constants_of

        conditions = [a.condition for q in self.questions.values() for a in q.answers]
        conditions += [assumption.condition for assumption in self.assumptions]
        named = [
            p for c in conditions for _, constant in constants_of(c) for p in constant.parameters
        ]
        texts = [*self.texts(), *self.glossary.values(), *self.works.values()]
        named += [name for text in texts for name in text.parameters]
        return tuple(dict.fromkeys(named))

    def texts(self) -> Iterator[Text]:
        """Yield every text of the tree, its outcomes and its pages."""
        yield from (t for t in (self.title, self.audience, self.contact) if t)
        for question in self.questions.values():
            yield question.ask
            yield from [question.help] if question.help else []
            yield from (answer.label for answer in question.answers)
        for outcome in self.outcomes.values():
            yield outcome.title
            yield from [outcome.text] if outcome.text else []
            yield from outcome.steps
        yield from (page.text for page in self.pages.values())

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The facts that the questions read, each once."""
        read = [f for q in self.in_order for f in q.facts]
        read += [f for q in self.in_order for a in q.answers for f in facts_of(a.condition)]
        return tuple(dict.fromkeys(read))

    def decide(self, case: Mapping[str, object], on: date | None = None) -> woonboom.Decision:
        """Decide a case: its outcome and path, or what is still possible and what to ask next.

        `case` holds what is known, by fact; `on` is the day up to which months are counted for a
        fact that is given as a date. Raises `woonboom.CaseProblem` for a case that cannot be.
        See `woonboom.decide`.
        """
        # Deciding stands on a floor above this one, so it is called as anyone else calls it.
        import woonboom

        return woonboom.decide(self, case, on)

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The tree as a networkx graph.

        Nodes are the ids of questions and outcomes, with `kind` ("question" or the outcome's
        kind), `label` (the text), `element` (the `Question` or `Outcome`) and, for questions,
        `number`, for outcomes, `code`. Edges are answers, keyed by their id, with `label` and
        `answer`. An answer to a place that does not exist has no edge.
        """
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=self.id, start=self.start)
        for id_, question in self.questions.items():
            number, label = self.numbers[id_], str(question.ask)
            graph.add_node(id_, kind="question", label=label, element=question, number=number)
        for id_, outcome in self.outcomes.items():
            code, label = self.codes[id_], str(outcome.title)
            graph.add_node(id_, kind=outcome.kind, label=label, element=outcome, code=code)
        for id_, question in self.questions.items():
            for answer in question.answers:
                if answer.goto in graph:
                    graph.add_edge(
                        id_, answer.goto, answer.id, label=str(answer.label), answer=answer
                    )
        return graph
