"""What is filled in, as JSON: fields, questions, outcomes and statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from woonboom.document import (
    Block,
    Choice,
    Fields,
    Labelled,
    Option,
    Outcome,
    Question,
    Statement,
    Statements,
    TextField,
    Ticks,
    plain,
)
from woonboom.formats.documents.keeping import Kept, Packed

_BESIDE: Final = 24
"""Answers of at most so many letters stand beside each other."""
_BRIEF: Final = 4
_WHOLE_MM: Final = 120
_WIDE: Final = 64
_MANY: Final = 8
_LONG: Final = 1_000
"""Questions with more letters may be longer than a page; that takes measuring."""


def fields(kept: Kept, b: Fields) -> Packed:
    """Pack rows of fields; few of them stay on one page."""
    rows = [[labelled(kept, one) for one in row] for row in b.rows]
    high = sum(max(map(_height, row), default=0) for row in b.rows)
    return {"is": "fields", "rows": rows, "whole": high < _WHOLE_MM}


def _height(labelled: Labelled) -> float:
    """About how high a field stands, in millimetres."""
    field = labelled.field
    if isinstance(field, TextField):
        return 10 + 8 * field.lines
    return 10 + 6.5 * _marks(labelled)


def labelled(kept: Kept, b: Labelled) -> Packed:
    """Pack a field with its words."""
    return {
        "label": kept.words(b.label),
        "hint": kept.words(b.hint),
        "field": _field(kept, b.field),
        "after": kept.text(b.after),
    }


def _field(kept: Kept, f: TextField | Choice | Ticks) -> Packed:
    if isinstance(f, TextField):
        return {"is": "write", "n": kept.mark(f), "width": f.width, "lines": f.lines}
    if isinstance(f, Choice):
        pairs = [(kept.mark(f, option), option.label) for option in f.options]
    else:
        pairs = [(kept.mark(tick), words) for tick, words in f.boxes]
    return {
        "is": "choice" if isinstance(f, Choice) else "ticks",
        "pairs": [[n, kept.words(words)] for n, words in pairs],
        "inline": all(len(plain(words)) <= _BESIDE for _, words in pairs),
    }


# ---------------------------------------------------------------- trees


def question(kept: Kept, b: Question) -> Packed:
    """Pack a question; its place in the headings is below the one before it."""
    options = b.choice.options
    kept.digits = max(kept.digits, len(b.number))
    return {
        "is": "question",
        "number": kept.text(b.number),
        "anchor": kept.place(b.anchor, f"{b.number} {plain(b.ask)}"),
        "level": kept.deeper(kept.level + 1),
        "ask": kept.title(b.ask),
        "help": kept.words(b.help),
        "facts": [labelled(kept, fact) for fact in b.facts],
        "options": [_option(kept, b, option) for option in options],
        "wide": _is_wide(b),
        "brief": all(len(plain(o.label)) <= _BRIEF for o in options),
        "long": _length(b) > _LONG,
        "lit": b.lit,
    }


def _is_wide(b: Question) -> bool:
    """Whether the answers stand below the question and not at its right."""
    options = b.choice.options
    many = max([len(options), *(_marks(fact) for fact in b.facts)]) > _MANY
    return many or _length(b) > _LONG or any(len(plain(o.label)) > _WIDE for o in options)


def _marks(labelled: Labelled) -> int:
    """How many boxes or buttons a field has."""
    field = labelled.field
    if isinstance(field, TextField):
        return 0
    return len(field.options if isinstance(field, Choice) else field.boxes)


def _option(kept: Kept, b: Question, option: Option) -> Packed:
    return {
        "n": kept.mark(b.choice, option) if b.choice.name else None,
        "label": kept.words(option.label),
        "onward": kept.words(option.onward),
        "rule": kept.words(option.rule),
        "lit": b.lit and option.value == b.choice.chosen,
    }


def _length(b: Question) -> int:
    """The letters of a question; a field counts as some lines."""
    texts = [
        b.ask,
        b.help,
        *(words for o in b.choice.options for words in (o.label, o.onward, o.rule)),
    ]
    return (
        sum(len(plain(words)) for words in texts) + 150 * len(b.facts) + 60 * len(b.choice.options)
    )


def outcome(
    kept: Kept, b: Outcome, blocks: Callable[[Kept, Iterable[Block]], list[Packed]]
) -> Packed:
    """Pack an outcome; headings in it are below its own."""
    outer, level = kept.level, kept.deeper(kept.level + 1)
    packed: dict[str, Any] = {
        "is": "outcome",
        "code": kept.text(b.code),
        "anchor": kept.place(b.anchor, f"{b.code} {plain(b.title)}"),
        "level": level,
        "kind": kept.kind(b.kind),
        "kind_label": kept.text(b.kind_label),
        "title": kept.title(b.title),
        "tick": None if b.tick is None else kept.mark(b.tick),
        "lit": b.lit,
    }
    kept.level = level
    packed["blocks"] = blocks(kept, b.blocks)
    kept.level = outer
    return packed


# ---------------------------------------------------------------- statements


def statements(kept: Kept, b: Statements) -> Packed:
    """Pack statements under their scale."""
    kept.tables.append(False)
    rows = [_statement(kept, row) for row in b.rows]
    return {"is": "statements", "scale": [kept.text(words) for words in b.scale], "rows": rows}


def _statement(kept: Kept, row: Statement) -> Packed:
    return {
        "number": kept.text(row.number),
        "words": kept.words(row.words),
        "marks": [kept.mark(row.choice, option) for option in row.choice.options],
        "explanation": labelled(kept, row.explanation) if row.explanation else None,
    }
