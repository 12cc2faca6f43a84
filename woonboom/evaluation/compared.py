"""Two rounds beside each other in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import Block, Heading, Paragraph, Table, Words, words
from woonboom.evaluation import wording
from woonboom.evaluation.cells import lead, percent, points, sides
from woonboom.evaluation.comparison import Change, Comparison
from woonboom.evaluation.figures import FEWEST
from woonboom.evaluation.form import Asked, Form
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.method import period


def compared(then: Round, now: Round, found: Comparison) -> Iterator[Block]:
    """Yield the share that agrees with every statement, then and now."""
    form = now.form
    yield Heading(1, words(wording.say(form, wording.COMPARED)))
    if not found.changes:
        few = min(len(then.responses), len(now.responses)) < FEWEST
        message = wording.TOO_FEW_TO_COMPARE if few else wording.NOTHING_TO_COMPARE
        yield Paragraph(words(wording.say(form, message)))
        return
    when = period(then)
    about = {"then": len(then.responses), "now": len(now.responses)}
    about_both = wording.say(
        form, wording.COMPARED_TEXT, **about, when=f"{when[:1].lower()}{when[1:]}"
    )
    yield Paragraph(words(about_both))
    heads = (wording.STATEMENT, wording.THEN, wording.NOW, wording.DIFFERENCE)
    yield Table(
        head=tuple(words(wording.say(form, message)) for message in heads),
        rows=tuple(_row(form, change) for change in found.changes),
        sides=sides(3),
        shares=(6, 1.4, 1.4, 1.4),
        leads=True,
    )
    yield from _notes(form, found)


def _row(form: Form, change: Change) -> tuple[Words, ...]:
    """A statement of both rounds."""
    shares = (words(percent(change.then)), words(percent(change.now)))
    leads = lead(form, change.id, " *" * change.reworded)
    return leads, *shares, words(points(change.points), bold=True)


def _notes(form: Form, found: Comparison) -> Iterator[Block]:
    """What the table does not say of itself."""
    said: list[str] = []
    if any(change.reworded for change in found.changes):
        said.append(wording.say(form, wording.REWORDED))
    if any(change.points is None for change in found.changes):
        said.append(wording.say(form, wording.FEW_COMPARED))
    if found.added:
        numbered = (_numbered(form, asked) for asked in found.added)
        said.append(_named(form, wording.ADDED, numbered))
    if found.dropped:
        quoted = (wording.say(form, wording.QUOTED, text=_short(asked)) for asked in found.dropped)
        said.append(_named(form, wording.DROPPED, quoted))
    return (Paragraph(words(text.clean(one)), "small") for one in said)


def _named(form: Form, message: Message, names: Iterable[str]) -> str:
    return wording.say(form, message, named=", ".join(names))


def _numbered(form: Form, asked: Asked) -> str:
    number = form.numbers[asked.id]
    return wording.say(form, wording.NUMBERED, number=number, text=_short(asked))


def _short(asked: Asked) -> str:
    return asked.text.rstrip(".")
