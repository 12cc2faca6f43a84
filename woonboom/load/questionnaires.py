"""A form's block → `Questionnaire`: what is asked at its head, its scale, its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from woonboom.conditions import Names
from woonboom.conditions.constants import UNKNOWN_PARAMETER
from woonboom.diagnostics import Message, Related, Said, Span
from woonboom.load.blocks import (
    DUPLICATE_ID,
    INVALID_VALUE,
    MISSING_KEY,
    UNKNOWN_KEY,
    Block,
    as_text,
    open_block,
    unique,
)
from woonboom.load.shapes import SHAPES
from woonboom.load.texts import Texts
from woonboom.load.trees import DRAFT
from woonboom.load.uses import Vocabularies, used_by
from woonboom.load.vocabularies import VocabularyReader, own_id
from woonboom.model import LANGUAGES, Parameter, Text, Vocabulary
from woonboom.questionnaire import (
    HEAD_TYPES,
    POINTS,
    HeadField,
    HeadType,
    OpenQuestion,
    Part,
    Questionnaire,
    Statement,
)
from woonboom.source import Mapping, Node, Scalar

_FIVE_POINTS = Message(
    "Een schaal heeft vijf punten, van helemaal oneens naar helemaal eens; deze heeft er {n}.",
    "A scale has five points, from wholly against to wholly in favour; this one has {n}.",
)
_MIDDLE = Message("Het middelste punt is neutraal.", "The point in the middle is neutral.")
_NO_PARTS = Message("Een formulier heeft minstens één deel.", "A form has at least one part.")
_NO_STATEMENTS = Message(
    "De schaal hoort bij stellingen, maar geen deel van dit formulier heeft die.",
    "The scale belongs to statements, but no part of this form has any.",
)
_ONLY_GROUPS = Message(
    "‘options’ hoort alleen bij een gegeven van soort group.",
    "‘options’ belongs only to a detail of type group.",
)
_AT_LEAST_TWO = Message(
    "Een keuze heeft minstens twee mogelijkheden.", "A choice has at least two options."
)
_ALSO_THERE = Message("Ook hier bepaald.", "Also defined here.")
_SAME_FIELD = Message(
    "‘{id}’ zou in de PDF hetzelfde veld krijgen als een andere stelling of vraag.",
    "‘{id}’ would get the same field in the PDF as another statement or question.",
)
_TYPES: Final[dict[str, HeadType]] = {type_: type_ for type_ in HEAD_TYPES}

Asked = TypeVar("Asked", Statement, OpenQuestion)


class QuestionnaireReader:
    """Reads one file with a form."""

    def __init__(self, block: Block, path: Path, around: Vocabularies) -> None:
        self.block = block
        self.path = path
        self.around = around
        self.problems = block.problems
        self.language = block.one_of("language", LANGUAGES) or "nl"
        self.taken: dict[str, Span] = {}
        self.fields: dict[str, Span] = {}

    def read(self) -> Questionnaire:
        """Return the form, flawed where problems were reported."""
        block = self.block
        used, incomplete = used_by(block, self.path, self.around, self.language)
        shared = self.shared(used)
        inherited = Texts(shared, self.language, self.problems)
        reader = VocabularyReader(block, self.language, Names({}, {}), inherited)
        taken = {id_: parameter.span or block.begin for id_, parameter in shared.items()}
        own = reader.read(own_id(block, "form", self.problems), self.path, taken)
        self.texts = reader.texts
        head = unique(block.named("head"), {}, self.problems, self.head)
        scale = self.scale()
        parts = unique(block.named("parts"), {}, self.problems, self.part)
        self.fitting(scale, parts.values())
        if incomplete:  # the vocabulary that cannot be read may well have these names
            self.problems[:] = [p for p in self.problems if p.code is not UNKNOWN_PARAMETER]
        return Questionnaire(
            id=own.id,
            title=reader.text(block, "title") or Text(own.id, own.id),
            audience=reader.text(block, "audience"),
            version=block.word("version") or DRAFT[self.language],
            valid_from=block.day("valid_from"),
            language=self.language,
            contact=reader.text(block, "contact"),
            intro=reader.listed(block, "intro"),
            head=head,
            scale=scale,
            parts=parts,
            closing=reader.listed(block, "closing"),
            parameters=reader.texts.parameters,
            own=own.parameters,
            vocabularies=tuple(used),
            note=block.word("note"),
            path=self.path,
            span=block.begin,
            flawed=incomplete or bool(self.problems) or any(v.flawed for v in used),
        )

    def shared(self, used: Iterable[Vocabulary]) -> dict[str, Parameter]:
        """Return the parameters of all vocabularies; report ids that are twice."""
        found: dict[str, Parameter] = {}
        for parameter in (p for v in used for p in v.parameters.values()):
            first = found.setdefault(parameter.id, parameter)
            if first is not parameter:
                spans = [p.span for p in (first, parameter) if p.span]
                related = [Related(Said(_ALSO_THERE), span) for span in spans]
                at = self.block.node.key("uses")
                self.problems.append(DUPLICATE_ID.at(at, related=related, id=parameter.id))
        return found

    def worded(self, block: Block, key: str) -> Iterator[tuple[Scalar, Text]]:
        """Yield the ids under a key with their texts; report what is none."""
        for written, node in block.named(key):
            scalar = as_text(node, self.problems)
            if scalar:
                yield written, self.texts.read(scalar)

    def head(self, id_: str, written: Scalar, node: Node) -> HeadField | None:
        """Return what is asked at the head of the form."""
        block = open_block(node, SHAPES["head"], self.problems)
        label = block.scalar("label") if block else None
        if block is None or label is None:
            return None
        type_ = _TYPES[block.one_of("type", HEAD_TYPES) or "text"]
        options = {option.text: text for option, text in self.worded(block, "options")}
        if "options" in block.node and type_ != "group":
            self.problems.append(UNKNOWN_KEY.at(block.node.key("options"), message=_ONLY_GROUPS))
        elif len(options) == 1:
            span = block.node.key("options")
            self.problems.append(INVALID_VALUE.at(span, message=_AT_LEAST_TWO))
        return HeadField(id_, self.texts.read(label), type_, options, written.span)

    def scale(self) -> dict[str, Text]:
        """Return the points of the scale; report a number of them that cannot be."""
        found = {written.text: text for written, text in self.worded(self.block, "scale")}
        if "scale" in self.block.node and self.block.value("scale") and len(found) != POINTS:
            span = self.block.node.key("scale")
            problem = INVALID_VALUE.at(span, message=_FIVE_POINTS, hint=_MIDDLE, n=str(len(found)))
            self.problems.append(problem)
        return found

    def part(self, id_: str, written: Scalar, node: Node) -> Part | None:
        """Return a part; one with nothing to answer is reported."""
        block = open_block(node, SHAPES["part"], self.problems)
        if block is None:
            return None
        if block.value("statements") is None and block.value("open") is None:
            block.report(MISSING_KEY, block.begin, shape=block.shape.name, key="statements")
        title = block.scalar("title")
        statements = self.asked(block, "statements", id_, Statement)
        return Part(
            id=id_,
            title=self.texts.read(title) if title else Text(id_, id_),
            text=tuple(self.texts.read(scalar) for scalar in block.scalars("text")),
            statements={statement.id: statement for statement in statements},
            open={asked.id: asked for asked in self.asked(block, "open", id_, OpenQuestion)},
            span=written.span,
        )

    def asked(self, block: Block, key: str, part: str, kind: type[Asked]) -> list[Asked]:
        """Return statements or open questions; report an id that another part has too."""

        def read(id_: str, written: Scalar, node: Node) -> Asked | None:
            scalar = as_text(node, self.problems)
            if scalar is None:
                return None
            asked = kind(id_, self.texts.read(scalar), part)
            first = self.fields.setdefault(asked.field, written.span)
            if first is not written.span:
                related = [Related(Said(_ALSO_THERE), first)]
                problem = DUPLICATE_ID.at(
                    written.span, message=_SAME_FIELD, related=related, id=id_
                )
                self.problems.append(problem)
            return asked

        return list(unique(block.named(key), self.taken, self.problems, read).values())

    def fitting(self, scale: dict[str, Text], parts: Collection[Part]) -> None:
        """Report statements without a scale, and a scale without statements."""
        block = self.block
        stated = any(part.statements for part in parts)
        if stated and not scale and block.value("scale") is None:
            block.report(MISSING_KEY, block.begin, shape=block.shape.name, key="scale")
        elif isinstance(node := block.node.get("parts"), Mapping) and not node.entries:
            self.problems.append(INVALID_VALUE.at(block.node.key("parts"), message=_NO_PARTS))
        elif scale and not stated and parts:
            problem = UNKNOWN_KEY.at(block.node.key("scale"), message=_NO_STATEMENTS)
            self.problems.append(problem)
