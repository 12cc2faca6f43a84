"""Texts with `{parameter}` places: filled in once, when they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from woonboom.conditions.constants import UNKNOWN_PARAMETER, Locate
from woonboom.diagnostics import Diagnostic, Message, Severity, Span, Spelling, define
from woonboom.model import Parameter, Text
from woonboom.source import Scalar
from woonboom.units import convert, say_amount

TEXT_PLACE = define(
    "WB117",
    "text-place",
    Severity.ERROR,
    message=Message("Deze accolade wordt niet gesloten.", "This brace is not closed."),
    about=Message(
        "In een tekst staat {parameter} voor een getal met zijn eenheid, en {parameter:jaren} voor "
        "hetzelfde in een andere eenheid, als dat precies uitkomt. Een gewone accolade is {{.",
        "In a text {parameter} stands for a number with its unit, and {parameter:years} for the "
        "same in another unit, when that comes out even. A plain brace is {{.",
    ),
    hint=Message("Schrijf {{ voor een gewone accolade.", "Write {{ for a plain brace."),
)
_NO_CONVERSION = Message(
    "{amount} is niet om te rekenen naar hele {unit}.",
    "{amount} cannot be converted to whole {unit}.",
)
_WRITE_PLAIN = Message("Schrijf ‘{{{name}}}’.", "Write ‘{{{name}}}’.")
_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{")


@dataclass(frozen=True)
class Texts:
    """Fills in texts with these parameters, in this language, and collects what goes wrong."""

    parameters: Mapping[str, Parameter]
    language: str
    problems: list[Diagnostic]

    @cached_property
    def spelling(self) -> Spelling:
        """Finds the parameter that an author meant."""
        return Spelling(self.parameters)

    def read(self, scalar: Scalar) -> Text:
        """Return a text on one line."""
        template = " ".join(scalar.text.split())
        offset = scalar.text.find(template)
        span = scalar.span

        def locate(start: int, end: int) -> Span:
            return scalar.part(start + offset, end + offset) if offset >= 0 else span

        value, used = self.fill(template, locate)
        return Text(template, value, used, span)

    def fill(self, template: str, locate: Locate) -> tuple[str, tuple[str, ...]]:
        """Return a template with its places filled, and the parameters that it used."""
        if "{" not in template and "}}" not in template:
            return template, ()
        used: list[str] = []

        def place(match: re.Match[str]) -> str:
            if match.group() in ("{{", "}}"):
                return match.group()[0]
            return self.place(match, locate, used)

        return _PLACE.sub(place, template), tuple(dict.fromkeys(used))

    def place(self, match: re.Match[str], locate: Locate, used: list[str]) -> str:
        """Return what one place stands for; a faulty one stays as it is."""
        span = locate(*match.span())
        if match.group(1) is None:
            self.problems.append(TEXT_PLACE.at(span))
            return match.group()
        name, _, unit = (part.strip() for part in match.group(1).partition(":"))
        parameter = self.parameters.get(name)
        if parameter is None:
            hint = self.spelling.suggestion(name)
            self.problems.append(UNKNOWN_PARAMETER.at(span, hint=hint, name=name))
            return match.group()
        used.append(name)
        amount = say_amount(parameter.value, parameter.unit, self.language)
        if not unit:
            return amount
        converted = convert(parameter.value, parameter.unit, unit, self.language)
        if converted is None:
            problem = TEXT_PLACE.at(
                span,
                message=_NO_CONVERSION,
                hint=_WRITE_PLAIN,
                amount=amount,
                unit=unit,
                name=name,
            )
            self.problems.append(problem)
            return amount
        return say_amount(converted, unit, self.language)
