"""A vocabulary block → `Vocabulary`: facts, parameters, outcomes, words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from woonboom.conditions import Condition, Names, parse
from woonboom.diagnostics import Diagnostic, Message, Said, Span
from woonboom.facts import FACT_TYPES, Comparison, Fact, counts_dates
from woonboom.load.blocks import (
    INVALID_VALUE,
    MISSING_KEY,
    UNKNOWN_KEY,
    Block,
    as_number,
    as_scalar,
    as_text,
    check_id,
    is_empty,
    open_block,
    unique,
)
from woonboom.load.shapes import SHAPES, with_yes_and_no
from woonboom.load.texts import Texts
from woonboom.model import (
    KINDS,
    Assumption,
    Organisation,
    Outcome,
    Parameter,
    Text,
    Vocabulary,
)
from woonboom.source import Mapping, Node, Scalar

_RANGE_ORDER = Message(
    "Het bereik loopt van {low} tot {high}: het eerste getal is het grootste.",
    "The range goes from {low} to {high}: the first number is the larger.",
)
_RANGE_FORM = Message(
    "Een bereik is [kleinste, grootste], bijvoorbeeld [0, 600].",
    "A range is [smallest, largest], for example [0, 600].",
)
_RANGE_LARGE = Message(
    "Een bereik gaat hooguit tot een miljard.", "A range goes to a billion at most."
)
_TYPES = Message("Soorten feiten: {types}.", "Types of fact: {types}.")
_ONLY_FOR = Message(
    "‘{key}’ hoort niet bij een feit van soort {type}.",
    "‘{key}’ does not belong to a fact of type {type}.",
)
_AT_LEAST_TWO = Message(
    "Een keuze heeft minstens twee mogelijkheden.", "A choice has at least two options."
)
_NO_DATES = Message(
    "‘{unit}’ volgt niet uit een datum; met entered_as: date is de eenheid dagen, weken, maanden "
    "of jaren.",
    "‘{unit}’ does not follow from a date; with entered_as: date the unit is days, weeks, months "
    "or years.",
)
_ONLY_REFER = Message(
    "Alleen een uitkomst van soort refer verwijst naar een boom.",
    "Only an outcome of kind refer leads to a tree.",
)
KEYS_OF: Final[dict[Comparison, tuple[str, ...]]] = {
    "alone": ("yes", "no"),
    "number": ("range", "unit", "entered_as", "short"),
    "option": ("options", "short"),
    "member": ("options", "short"),
}
_LONGEST_RANGE = 10**9
_NO_RANGE = (0, 1_000_000)


class VocabularyReader:
    """Reads the parts that a vocabulary and a tree both can have."""

    def __init__(self, block: Block, language: str, known: Names, inherited: Texts | None) -> None:
        self.block = block
        self.problems = block.problems
        self.language = language
        self.known = known
        self.inherited = inherited

    def read(self, id_: str, path: Path, taken: dict[str, Span]) -> Vocabulary:
        """Return the vocabulary; `taken` holds ids of facts and parameters that are in use."""
        block = self.block
        facts = unique(block.named("facts"), taken, self.problems, self.fact)
        parameters = unique(block.named("parameters"), taken, self.problems, self.parameter)
        inherited = dict(self.inherited.parameters) if self.inherited else {}
        texts = Texts({**inherited, **parameters}, self.language, self.problems)
        self.texts = texts
        names = Names(
            {**self.known.facts, **facts},
            {**self.known.parameters, **{k: p.value for k, p in parameters.items()}},
        )
        return Vocabulary(
            id=id_,
            facts=facts,
            parameters=parameters,
            assumptions=self.assumptions(names),
            outcomes=self.outcomes(),
            glossary=self.worded("glossary"),
            works=self.worded("sources"),
            organisations=unique(
                block.named("organisations"), {}, self.problems, self.organisation
            ),
            path=path,
            span=block.begin,
        )

    def fact(self, id_: str, written: Scalar, node: Node) -> Fact | None:
        """Return a fact; one without a type cannot be used."""
        block = open_block(with_yes_and_no(node, self.problems), SHAPES["fact"], self.problems)
        type_ = self.type(block) if block else None
        if block is None or type_ is None:
            return None
        entered_as = block.one_of("entered_as", ("date",))
        fact = Fact(
            id=id_,
            label=block.word("label") or id_,
            type=type_,
            options=self.options(block, type_),
            range=self.range(block) if FACT_TYPES[type_].compared == "number" else None,
            unit=block.word("unit") or ("maanden" if entered_as else None),
            entered_as=entered_as,
            short=block.word("short"),
            yes=block.word("yes"),
            no=block.word("no"),
            sources=block.words("source"),
            note=block.word("note"),
            span=written.span,
        )
        self.misplaced(block, type_)
        if fact.entered_as and not counts_dates(fact.unit):
            at = block.node.key("entered_as")
            problem = INVALID_VALUE.at(at, message=_NO_DATES, unit=fact.unit or "")
            self.problems.append(problem)
        return fact

    def type(self, block: Block) -> str | None:
        """Return the type of a fact; report one that does not exist."""
        scalar = block.scalar("type")
        if scalar is None or scalar.text in FACT_TYPES:
            return scalar.text if scalar else None
        hint = Said(_TYPES, {"types": ", ".join(FACT_TYPES)})
        block.report(INVALID_VALUE, scalar.span, hint, value=scalar.text)
        return None

    def misplaced(self, block: Block, type_: str) -> None:
        """Report keys that belong to another type of fact."""
        for key in ("options", "range", "unit", "entered_as", "short", "yes", "no"):
            if key in block.node and key not in KEYS_OF[FACT_TYPES[type_].compared]:
                at = block.node.key(key)
                self.problems.append(UNKNOWN_KEY.at(at, message=_ONLY_FOR, key=key, type=type_))

    def options(self, block: Block, type_: str) -> dict[str, str]:
        """Return the options of a choice or choices; one without a label is called by its id."""
        compared = FACT_TYPES[type_].compared
        if "options" not in KEYS_OF[compared]:
            return {}
        if block.value("options") is None:
            block.report(MISSING_KEY, block.begin, shape=block.shape.name, key="options")
            return {}
        options = {}
        for written, node in block.named("options"):
            label = None if is_empty(node) else as_scalar(node, self.problems)
            options[written.text] = " ".join(label.text.split()) if label else written.text
        if len(options) < 2 and compared == "option":
            span = block.node.key("options")
            self.problems.append(INVALID_VALUE.at(span, message=_AT_LEAST_TWO))
        return options

    def range(self, block: Block) -> tuple[int, int]:
        """Return the first and last number of an integer; without a range, a wide one."""
        items = block.list("range")
        if block.value("range") is None:
            return _NO_RANGE
        numbers = [as_number(item, self.problems) for item in items]
        span = block.node.key("range")
        if len(numbers) != 2:
            self.problems.append(INVALID_VALUE.at(span, message=_RANGE_FORM))
        elif None not in numbers:
            low, high = (int(number or 0) for number in numbers)
            if low <= high and max(abs(low), abs(high)) <= _LONGEST_RANGE:
                return low, high
            message = _RANGE_ORDER if low > high else _RANGE_LARGE
            problem = INVALID_VALUE.at(span, message=message, low=str(low), high=str(high))
            self.problems.append(problem)
        return _NO_RANGE

    def parameter(self, id_: str, written: Scalar, node: Node) -> Parameter | None:
        """Return a parameter; one without a value cannot be used."""
        if isinstance(node, Scalar):  # `min_regeling: 6` is enough to begin with
            number = as_number(node, self.problems)
            return (
                Parameter(id_, number, None, id_, span=written.span) if number is not None else None
            )
        block = open_block(node, SHAPES["parameter"], self.problems)
        value = block.number("value") if block else None
        if block is None or value is None:
            return None
        return Parameter(
            id=id_,
            value=value,
            unit=block.word("unit"),
            label=block.word("label") or id_,
            sources=block.words("source"),
            note=block.word("note"),
            span=written.span,
        )

    def assumptions(self, names: Names) -> tuple[Assumption, ...]:
        """Return the conditions that every case meets."""
        scalars = self.block.scalars("assume")
        found = [(self.condition(scalar, names), scalar) for scalar in scalars]
        return tuple(Assumption(condition, s.span) for condition, s in found if condition)

    def condition(self, scalar: Scalar, names: Names) -> Condition | None:
        """Return a condition that can be read; report any other."""
        condition, problems = parse(scalar.text, names, scalar.part)
        self.problems += problems
        return condition

    def outcomes(self) -> dict[str, Outcome]:
        """Return the outcomes."""
        return unique(self.block.named("outcomes"), {}, self.problems, self.outcome)

    def outcome(self, id_: str, written: Scalar, node: Node) -> Outcome | None:
        """Return one outcome."""
        block = open_block(node, SHAPES["outcome"], self.problems)
        if block is None:
            return None
        kind = block.one_of("kind", KINDS) or "consult"
        self.check_refer(block, kind)
        return Outcome(
            id=id_,
            kind=kind,
            title=self.text(block, "title") or Text(id_, id_),
            text=self.text(block, "text"),
            steps=self.listed(block, "steps"),
            info=self.page_id(block),
            tree=block.word("tree"),
            sources=block.words("source"),
            note=block.word("note"),
            span=written.span,
        )

    def page_id(self, block: Block) -> str | None:
        """Return the name of an information page; it becomes the name of a file."""
        scalar = block.scalar("info")
        sound = scalar is not None and check_id(scalar, self.problems, pages=True)
        return scalar.text if scalar and sound else None

    def check_refer(self, block: Block, kind: str) -> None:
        """Report an outcome that refers nowhere, or should not refer."""
        if kind == "refer" and block.value("tree") is None:
            block.report(MISSING_KEY, block.begin, shape=block.shape.name, key="tree")
        elif kind != "refer" and "tree" in block.node:
            self.problems.append(UNKNOWN_KEY.at(block.node.key("tree"), message=_ONLY_REFER))

    def text(self, block: Block, key: str) -> Text | None:
        """Return a key's text with its parameters filled in."""
        scalar = block.scalar(key)
        return self.texts.read(scalar) if scalar else None

    def listed(self, block: Block, key: str) -> tuple[Text, ...]:
        """Return a key's texts with their parameters filled in."""
        return tuple(self.texts.read(scalar) for scalar in block.scalars(key))

    def worded(self, key: str) -> dict[str, Text]:
        """Return what words mean; they are words that texts use, so they need not be ids."""
        node = self.block.value(key)
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            list(self.block.named(key))  # reports the misfit
            return {}
        found = {}
        for written, value in node.entries.values():
            scalar = as_text(value, self.problems)
            if scalar:
                found[written.text] = self.texts.read(scalar)
        return found

    def organisation(self, id_: str, _written: Scalar, node: Node) -> Organisation | None:
        """Return an organisation."""
        block = open_block(node, SHAPES["organisation"], self.problems)
        if block is None:
            return None
        name = block.word("name") or id_
        return Organisation(
            id_, name, block.word("role"), block.word("contact"), block.address("url")
        )


def own_id(block: Block, key: str, problems: list[Diagnostic]) -> str:
    """Return the id that a file gives itself."""
    scalar = block.scalar(key)
    if scalar is None:
        return ""
    check_id(scalar, problems, pages=True)
    return scalar.text
