"""What is filled in on paper, as Markdown: fields, questions and statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import (
    Choice,
    Fields,
    Labelled,
    Option,
    Question,
    Side,
    Statement,
    Statements,
    TextField,
    Ticks,
)
from woonboom.formats.documents.md.keeping import Kept, bold, bullets, joined, table
from woonboom.formats.documents.md.writing import escaped, paragraph

_STATEMENT: Final = Message("Stelling", "Statement")
_BLANK: Final = "…" * 12
_OPEN, _CHOSEN = "☐", "☒"


def mark(chosen: bool) -> str:
    """Return a box, ticked or not."""
    return _CHOSEN if chosen else _OPEN


def fields(kept: Kept, b: Fields) -> str:
    """Return fields as a list."""
    return bullets(labelled(kept, one) for row in b.rows for one in row)


def labelled(kept: Kept, b: Labelled, number: str = "") -> str:
    """Return a field with its words, as an item of a list."""
    label = " ".join(filter(None, [escaped(number).strip(), kept.line(b.label)]))
    hint, after = kept.line(b.hint), escaped(b.after).strip()
    said = f"{label} ({hint})" if hint else label
    if isinstance(b.field, TextField):
        value = escaped(b.field.value).strip() or _BLANK
        said += ":" if said[-1:].isalnum() or said[-1:] == ")" else ""
        return paragraph(" ".join(filter(None, [said, value, after])))
    pairs = bullets(_pairs(kept, b.field))
    return "\n".join(filter(None, [paragraph(" ".join(filter(None, [said, after]))), pairs]))


def _pairs(kept: Kept, field: Choice | Ticks) -> Iterator[str]:
    if isinstance(field, Choice):
        for option in field.options:
            yield f"{mark(_is_chosen(field, option))} {kept.line(option.label)}"
    else:
        for tick, words in field.boxes:
            yield f"{mark(tick.ticked)} {kept.line(words)}"


def _is_chosen(choice: Choice, option: Option) -> bool:
    return bool(option.value) and option.value == choice.chosen


# ---------------------------------------------------------------- questions and statements


def question(kept: Kept, b: Question) -> str:
    """Return a question with its answers; its words are a heading."""
    number = escaped(b.number)
    return joined([
        kept.heading(kept.levels.below, f"{number}. {kept.line(b.ask)}", b.anchor),
        kept.paragraph(b.help),
        bullets((labelled(kept, fact) for fact in b.facts), "+"),
        bullets(_answer(kept, b.choice, option) for option in b.choice.options),
    ])  # fmt: skip


def _answer(kept: Kept, choice: Choice, option: Option) -> str:
    chosen = _is_chosen(choice, option)
    box = mark(chosen) if choice.name or chosen else ""
    onward, rule = kept.line(option.onward), kept.line(option.rule)
    said = [box, kept.line(bold(option.label)), f"→ {onward}" if onward else ""]
    return paragraph(" ".join(filter(None, [*said, f"({rule})" if rule else ""])))


def statements(kept: Kept, b: Statements) -> str:
    """Return statements as a table, and the room to explain below it."""
    scale = [escaped(point).strip() for point in b.scale]
    rows = [_statement(kept, row) for row in b.rows]
    sides: list[Side] = ["start"]
    sides += ["middle"] * len(scale)
    asked = [(row.number, row.explanation) for row in b.rows]
    return joined([
        table([kept.say(_STATEMENT), *scale], rows, sides),
        bullets(labelled(kept, more, number) for number, more in asked if more),
    ])  # fmt: skip


def _statement(kept: Kept, row: Statement) -> list[str]:
    boxes = [mark(_is_chosen(row.choice, option)) for option in row.choice.options]
    return [f"{escaped(row.number)}. {kept.line(row.words)}", *boxes]
