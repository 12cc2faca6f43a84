"""What may stand behind every key, as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

from woonboom.diagnostics import Message
from woonboom.facts import NO_WORDS, YES_WORDS, counts_dates
from woonboom.house import POSTER_PAPERS, TILE_PAPERS
from woonboom.load.blocks import ADDRESS, ID, PAGE_ID, RESERVED
from woonboom.load.outline import BELOW
from woonboom.model import FORMAT, KIND_WORDS, LANGUAGES
from woonboom.questionnaire import HEAD_TYPES, POINTS
from woonboom.schemas import words
from woonboom.units import UNITS

Schema = dict[str, object]


def any_case(names: Collection[str]) -> str:
    """Return a pattern of words in upper or lower case."""
    spelled = ("".join(f"[{c.upper()}{c}]" for c in name) for name in sorted(names))
    return f"^(?:{'|'.join(spelled)})$"


# Whatever is written without quotation marks may be a number or a truth to an editor; to us it is
# the text that its author wrote.
_SCALARS: Final = ["string", "number", "boolean"]
_NO_ID: Final = "|".join(sorted(RESERVED))
ID_PATTERN: Final = f"^(?!(?:{_NO_ID})$)(?:{ID.pattern})$"
_PAGE_PATTERN: Final = f"^(?!(?:{_NO_ID})$)(?:{PAGE_ID.pattern})$"
_COLOUR: Final = r"^\s*#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*$"
_NUMBER: Final = r"^-?(?:0|[1-9][0-9]*)$"

_SOME: Final = r"\S"
BLANK: Final = r"^\s*$"
_NOTHING: Final[Schema] = {"type": ["string", "null"], "pattern": BLANK}
"""What reads as absent."""
FILLED: Final[Schema] = {"not": _NOTHING}
_TEXT: Final[Schema] = {"type": _SCALARS, "pattern": _SOME}
_TEXTS: Final[Schema] = {"type": [*_SCALARS, "array"], "pattern": _SOME, "items": _TEXT}
_WHOLE: Final[Schema] = {"type": ["integer", "string"], "pattern": _NUMBER}
_DATE: Final[Schema] = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_WEB: Final[Schema] = {"type": "string", "pattern": f"^(?:{ADDRESS.pattern})$"}
_SHADE: Final[Schema] = {"type": "string", "pattern": _COLOUR}
_WORDED: Final[Schema] = {"type": "object", "additionalProperties": _TEXT}
_PAGE: Final[Schema] = {"type": _SCALARS, "pattern": _PAGE_PATTERN}
_LISTS: Final = ("uses", "source", "assume", "steps", "via", "intro", "closing")
YES: Final[Schema] = {
    "anyOf": [{"const": True}, {"type": "string", "pattern": any_case(YES_WORDS)}]
}
UNIT_OF_DATES: Final[Schema] = {
    "anyOf": [
        {
            "enum": sorted(
                {word for units in UNITS.values() for word in units if counts_dates(word)}
            )
        },
        _NOTHING,
    ]
}
_CASE: Final[Schema] = {
    "type": "object",
    "additionalProperties": {"type": [*_SCALARS, "array"], "items": {"type": _SCALARS}},
}


def value_of(shape: str, key: str, language: str) -> Schema:
    """Return what may stand behind a key of a block."""
    below = BELOW.get(shape, {}).get(key)
    if below and below.how == "one":
        return reference(below.shape)
    if below and below.how == "list":
        return {"type": "array", "items": reference(below.shape)}
    if below:
        return named(_named_block(below.shape), language)
    made = _SPOKEN.get((shape, key)) or _SPOKEN.get(("", key))
    if made:
        return made(language)
    return dict(_PLAIN.get((shape, key)) or _PLAIN.get(("", key), _TEXT))


def or_nothing(value: Schema, language: str) -> Schema:
    """Return what may stand behind a key that is not needed: it may be empty, too."""
    if "$ref" in value:
        return value  # such a block says so itself
    if "type" not in value:
        return {"anyOf": [value, _NOTHING]}
    types = value["type"]
    known = [types] if isinstance(types, str) else list(types)  # type: ignore[call-overload]
    if "string" not in known:
        said = words.LIST if "array" in known else words.BLOCK if "object" in known else None
        told = {"patternErrorMessage": said.say(language)} if said else {}
        return {**value, "type": [*known, "string", "null"], "pattern": BLANK, **told}
    pattern = value.get("pattern")
    found = {**value, "type": list(dict.fromkeys([*known, "null"]))}
    if pattern == _SOME:
        del found["pattern"]
    elif pattern:
        found["pattern"] = f"{pattern}|{BLANK}"
    return found


def reference(shape: str) -> Schema:
    """Return a reference to the definition of a block."""
    return {"$ref": f"#/definitions/{shape}"}


def named(value: Schema, language: str) -> Schema:
    """Return a block whose keys are ids."""
    return {"type": "object", "propertyNames": _id(language), "additionalProperties": value}


def one_of(values: Mapping[str, Message], language: str) -> Schema:
    """Return a choice of values, each with what an editor says of it."""
    said = [message.say(language) for message in values.values()]
    return {"enum": list(values), "markdownEnumDescriptions": said}


def _named_block(shape: str) -> Schema:
    if shape == "parameter":  # `min_regeling: 6` is enough to begin with
        return {"anyOf": [reference(shape), _WHOLE]}
    return reference(shape)


def _id(language: str) -> Schema:
    return {
        "type": _SCALARS,
        "pattern": ID_PATTERN,
        "patternErrorMessage": words.ID.say(language),
    }


def _labels(language: str) -> Schema:
    """Options that are called by their id where they have no label."""
    return named({"type": [*_SCALARS, "null"]}, language)


def _scale(language: str) -> Schema:
    return {**named(_TEXT, language), "minProperties": POINTS, "maxProperties": POINTS}


def _papers(papers: Sequence[str]) -> Schema:
    sheet: Schema = {"type": "string", "pattern": any_case(papers), "examples": list(papers)}
    return {"anyOf": [sheet, {"type": "array", "items": sheet}]}


_VERSION: Final[Schema] = {
    "type": ["integer", "string"],
    "pattern": f"^{FORMAT}$",
    "minimum": FORMAT,
    "maximum": FORMAT,
    "default": FORMAT,
}
_PLAIN: Final[dict[tuple[str, str], Schema]] = {
    **{("", key): _TEXTS for key in _LISTS},
    **{("", key): _DATE for key in ("valid_from", "valid_until")},
    **{("", key): _PAGE for key in ("tree", "vocabulary", "form", "info")},
    **{("colours", key): _SHADE for key in ("main", "ground", *KIND_WORDS)},
    ("", "woonboom"): _VERSION,
    ("", "language"): {"enum": list(LANGUAGES)},
    ("", "url"): _WEB,
    ("", "value"): _WHOLE,
    ("", "range"): {"type": "array", "items": _WHOLE, "minItems": 2, "maxItems": 2},
    ("", "entered_as"): {"enum": ["date"]},
    ("", "otherwise"): {"type": ["boolean", "string"], "pattern": any_case(YES_WORDS | NO_WORDS)},
    ("", "glossary"): _WORDED,
    ("", "sources"): _WORDED,
    ("", "given"): _CASE,
    ("head", "type"): {"enum": list(HEAD_TYPES)},
    ("part", "text"): _TEXTS,
    ("print", "posters"): _papers(POSTER_PAPERS),
    ("print", "tiles"): _papers(TILE_PAPERS),
}
"""What stands behind a key of a block, or behind a key in any block; else it is a text."""
_SPOKEN: Final[dict[tuple[str, str], Callable[[str], Schema]]] = {
    **{("", key): _id for key in ("goto", "start", "fact", "expect", "id")},
    **{("", key): partial(named, _TEXT) for key in ("options", "statements", "open")},
    ("question", "yes"): _id,
    ("question", "no"): _id,
    ("outcome", "kind"): partial(one_of, KIND_WORDS),
    ("fact", "type"): partial(one_of, words.TYPES),
    ("fact", "options"): _labels,
    ("form", "scale"): _scale,
}
"""The same, where an editor says something of it."""
