"""JSON Schemas of what authors write, made from what loading accepts.

For editors, which complete and check with them while one types. `woonboom check` knows far more:
a schema sees one file, and not what its ids and conditions mean. It is of draft 7, which every
editor reads.
"""

from __future__ import annotations

import json
from itertools import product
from typing import Final

from woonboom.facts import FACT_TYPES, FactType
from woonboom.load.outline import BELOW, order_of
from woonboom.load.shapes import SHAPES, YES_AND_NO
from woonboom.load.vocabularies import KEYS_OF
from woonboom.model import KIND_WORDS, LANGUAGES
from woonboom.schemas import words
from woonboom.schemas.values import (
    FILLED,
    UNIT_OF_DATES,
    YES,
    Schema,
    any_case,
    or_nothing,
    reference,
    value_of,
)

FILES: Final = ("tree", "vocabulary", "form")
"""The shapes that a whole file can have."""
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_TITLES: Final = tuple(words.TITLES.values())
_MADE: Final = "Made by `woonboom schema`; do not edit."


def schema_of(shape: str | None, language: str) -> Schema:
    """Return the schema of a kind of file, or of all three, with explanations in a language."""
    head = {
        "$schema": _DRAFT,
        "$comment": _MADE,
        "title": words.TITLES[shape or "all"].say(language),
    }
    needed = _below([shape] if shape else list(FILES))
    definitions = {name: definition(name, language) for name in SHAPES if name in needed}
    body = {"allOf": [reference(shape)]} if shape else _by_first_key()
    return {**head, **body, "definitions": definitions}


def written(shape: str | None, language: str) -> str:
    """Return the text of a schema's file."""
    return json.dumps(schema_of(shape, language), ensure_ascii=False, indent=1) + "\n"


def language_of(text: str) -> str | None:
    """Return the language of a schema that this module wrote, now or earlier; of others none."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("$comment") != _MADE:
        return None
    titles = {title.say(language): language for language in LANGUAGES for title in _TITLES}
    return titles.get(str(found.get("title")), LANGUAGES[0])


def definition(shape: str, language: str) -> Schema:
    """Return the schema of one kind of block."""
    needed = _needed(shape)
    keys = {key: _key(shape, key, language) for key in order_of(shape)}
    found: Schema = {
        "title": SHAPES[shape].name.say(language),
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
    }
    if shape in _BELOW_ONE:
        found = or_nothing(found, language)
    if needed:
        found["required"] = needed
    if "yes" in keys:  # `ja` does as well
        found["patternProperties"] = {
            any_case(names): {**keys[key], "doNotSuggest": True} for key, names in _SPELLED.items()
        }
    conditions = _CONDITIONS.get(shape, list)()
    return {**found, **({"allOf": conditions} if conditions else {})}


_SPELLED: Final = {
    key: [word for word, meant in YES_AND_NO.items() if meant == key] for key in ("yes", "no")
}
_BELOW_ONE: Final = frozenset(
    below.shape for blocks in BELOW.values() for below in blocks.values() if below.how == "one"
)
"""The shapes that stand under a key of their own, which may be empty."""


def _needed(shape: str) -> list[str]:
    """The keys of a block without which it does not load."""
    return [*SHAPES[shape].needed, *(["start"] if shape == "tree" else [])]


def _key(shape: str, key: str, language: str) -> Schema:
    value = value_of(shape, key, language)
    said = words.about(shape, key) or (KIND_WORDS.get(key) if shape == "colours" else None)
    if key not in _needed(shape) and (shape, key) not in _WHERE_WRITTEN:
        value = or_nothing(value, language)
    # Beside a reference nothing else counts in draft 7.
    value = {"allOf": [value]} if "$ref" in value else value
    return {"description": said.say(language), **value} if said else value


_WHERE_WRITTEN: Final = {("question", "yes"), ("question", "no")}
"""Keys that may be left out, but not be left empty."""


def _below(shapes: list[str]) -> set[str]:
    """The shapes, and all that can stand in them."""
    found = set(shapes)
    for shape in shapes:
        found |= _below([below.shape for below in BELOW.get(shape, {}).values()])
    return found


def _by_first_key() -> Schema:
    """Whichever of the three a file says that it is; one that says nothing is taken for a tree."""
    return {
        "type": "object",
        "if": {"required": ["tree"]},
        "then": reference("tree"),
        "else": {
            "if": {"required": ["vocabulary"]},
            "then": reference("vocabulary"),
            "else": {
                "if": {"required": ["form"]},
                "then": reference("form"),
                "else": reference("tree"),
            },
        },
    }


# ---------------------------------------------------------------- keys that exclude each other


def _when(key: str, value: str, then: Schema, otherwise: Schema | None = None) -> Schema:
    test = {"properties": {key: {"const": value}}, "required": [key]}
    return {"if": test, "then": then, **({"else": otherwise} if otherwise else {})}


def _filled(key: str, value: Schema) -> Schema:
    """Of a block: it has a key, with such a value."""
    return {"required": [key], "properties": {key: value}}


def _of_fact() -> list[Schema]:
    """Every type of fact has its own keys."""
    dated = _when("entered_as", "date", {"properties": {"unit": UNIT_OF_DATES}})
    return [*map(_of_type, FACT_TYPES.values()), dated, *map(_once, _SPELLED)]


def _of_type(type_: FactType) -> Schema:
    own = dict.fromkeys(key for keys in KEYS_OF.values() for key in keys)
    allowed = KEYS_OF[type_.compared]
    then: Schema = {"properties": {key: False for key in own if key not in allowed}}
    if "yes" not in allowed:
        then["patternProperties"] = {any_case(YES_AND_NO): False}
    if "options" in allowed:
        least = {"minProperties": 2} if type_.compared == "option" else {}
        some: Schema = {"properties": {"options": {"type": "object", **least}}}
        then = {"allOf": [then, {**some, "required": ["options"]}]}
    return _when("type", type_.name, then)


def _of_question() -> list[Schema]:
    """A question has yes and no, or answers, of which all say when they hold or none."""
    listed = _filled("answers", {"type": "array"})
    none: Schema = {"properties": {"yes": False, "no": False}}
    pairs = [("yes", "no"), ("no", "yes")]
    both: list[Schema] = [
        {"if": _has(key, "anyOf"), "then": _has(other, "oneOf")} for key, other in pairs
    ]
    one = _filled("answers", {"type": "array", "contains": _CONDITIONAL})
    asked = {"allOf": [listed, _filled("fact", FILLED)]}
    every: Schema = {"properties": {"answers": {"items": _CONDITIONAL}}}
    return [{"if": listed, "then": none}, *both, {"if": {"anyOf": [one, asked]}, "then": every}]


def _has(key: str, how: str) -> Schema:
    """`yes` or `no`, as people write it: in `anyOf` all these ways, or in just `oneOf` them."""
    names = [key, *(name for name in _SPELLED[key] if name != key)]
    forms = (product(*((c, c.upper()) for c in name)) for name in names)
    return {how: [{"required": ["".join(form)]} for some in forms for form in some]}


def _once(key: str) -> Schema:
    """`yes` or `no` in one of these ways only."""
    return {"if": _has(key, "anyOf"), "then": _has(key, "oneOf")}


_CONDITIONAL: Final[Schema] = {"anyOf": [_filled("when", FILLED), _filled("otherwise", YES)]}


def _of_answer() -> list[Schema]:
    """An answer says when it holds, or that it is for all that is left over."""
    return [{"if": _filled("when", FILLED), "then": {"properties": {"otherwise": {"not": YES}}}}]


def _of_part() -> list[Schema]:
    """A part has something to answer."""
    return [{"anyOf": [_filled(key, {"type": "object"}) for key in ("statements", "open")]}]


def _of_outcome() -> list[Schema]:
    """Only an outcome of kind refer leads to a tree."""
    return [_when("kind", "refer", _filled("tree", FILLED), {"properties": {"tree": False}})]


def _of_head() -> list[Schema]:
    """Only a group has options."""
    return [_when("type", "group", {}, {"properties": {"options": False}})]


_CONDITIONS: Final = {
    "fact": _of_fact, "question": _of_question, "answer": _of_answer, "outcome": _of_outcome,
    "head": _of_head, "part": _of_part,
}  # fmt: skip
