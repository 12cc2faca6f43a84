"""Forms: numbers that are written out, parameters that nothing uses, a version that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from woonboom.diagnostics import Diagnostic, Message
from woonboom.rules.rule import Collection, collection_rule
from woonboom.rules.usage import UNUSED_PARAMETER
from woonboom.rules.wording import DRAFT_VERSION, written_out

if TYPE_CHECKING:
    from woonboom.questionnaire import Questionnaire

_NO_VERSION = Message(
    "Dit formulier heeft nog geen versie; er staat ‘{version}’ op.",
    "This form has no version yet; it will say ‘{version}’.",
)


@collection_rule
def forms(collection: Collection) -> Iterator[Diagnostic]:
    """Yield what is wrong with forms that were read without errors."""
    for form in collection.forms:
        if not form.flawed:
            yield from written_out(form.texts(), form.parameters.values(), form.language)
            yield from _unused(form)
            if form.version in ("concept", "draft"):
                yield DRAFT_VERSION.at(form.span, message=_NO_VERSION, version=form.version)


def _unused(form: Questionnaire) -> Iterator[Diagnostic]:
    """The form's own parameters that none of its texts has."""
    for parameter in form.own.values():
        if parameter.id not in form.used_parameters:
            yield UNUSED_PARAMETER.at(parameter.span or form.span, id=parameter.id)
