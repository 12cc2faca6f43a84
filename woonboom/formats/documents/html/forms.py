"""What is filled in on paper, as HTML to read: fields, questions and statements."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import (
    Choice,
    Fields,
    Labelled,
    Option,
    Question,
    Statement,
    Statements,
    TextField,
    Ticks,
    Words,
)
from woonboom.formats.documents.html.keeping import Kept, element, lines
from woonboom.formats.marks import escaped

_CHOSEN: Final = Message("gekozen", "chosen")
_BLANK: Final = Message("leeg", "blank")
_STATEMENTS: Final = Message("Stellingen", "Statements")
_STATEMENT: Final = Message("Stelling", "Statement")


def mark(kept: Kept, chosen: bool, *, round_: bool) -> str:
    """Return a box or a round to fill in; that it is chosen is said too."""
    look = f"mark{' round' if round_ else ''}{' chosen' if chosen else ''}"
    said = element("span", f" ({kept.say(_CHOSEN)}) ", class_="unseen") if chosen else ""
    return element("span", said, class_=look)


def fields(kept: Kept, b: Fields) -> str:
    """Return rows of fields."""
    rows = (
        element("div", lines(labelled(kept, one) for one in row), class_="fields") for row in b.rows
    )
    return lines(rows)


def labelled(kept: Kept, b: Labelled) -> str:
    """Return a field with its words."""
    label = element("p", kept.words(b.label), class_="label") if b.label else ""
    hint = element("p", kept.words(b.hint), class_="hint") if b.hint else ""
    after = f" {escaped(b.after)}" if b.after.strip() else ""
    if isinstance(b.field, TextField):
        value = element("p", _written(kept, b.field) + after)
    else:
        value = _pairs(kept, b.field) + (element("p", after) if after else "")
    return element("div", lines([label, hint, value]), class_="labelled")


def _written(kept: Kept, field: TextField) -> str:
    """What is written in a field, or a line to write on."""
    if field.value.strip():
        return element("span", escaped(field.value), class_="written")
    blank = element("span", f"({kept.say(_BLANK)})", class_="unseen")
    high = f"--lines:{field.lines}" if field.lines > 1 else ""
    brief = "" if field.kind == "text" else " brief"
    return element("span", blank, class_=f"written blank{brief}", style=high)


def _pairs(kept: Kept, field: Choice | Ticks) -> str:
    if isinstance(field, Choice):
        pairs = [(option.value == field.chosen, option.label) for option in field.options]
    else:
        pairs = [(tick.ticked, words) for tick, words in field.boxes]
    round_ = isinstance(field, Choice)
    items = [_pair(kept, chosen, words, round_=round_) for chosen, words in pairs]
    return element("ul", lines(items), class_="options") if items else ""


def _pair(kept: Kept, chosen: bool, words: Words, *, round_: bool) -> str:
    return element("li", f"{mark(kept, chosen, round_=round_)} {kept.words(words)}")


# ---------------------------------------------------------------- questions


def question(kept: Kept, b: Question) -> str:
    """Return a question with its answers; its words are a heading."""
    tag = kept.below()
    number = element("span", escaped(b.number), class_="badge")
    parts = [
        element(tag, f"{number} {element('span', kept.words(b.ask))}", class_="ask"),
        element("p", kept.words(b.help), class_="help") if b.help else "",
        *(labelled(kept, fact) for fact in b.facts),
        _answers(kept, b),
    ]
    lit = " lit" if b.lit else ""
    return f'<section{kept.place(b.anchor)} class="question{lit}">\n{lines(parts)}\n</section>'


def _answers(kept: Kept, b: Question) -> str:
    answers = [_answer(kept, b, option) for option in b.choice.options]
    return element("ul", lines(answers), class_="answers") if answers else ""


def _answer(kept: Kept, b: Question, option: Option) -> str:
    chosen = bool(option.value) and option.value == b.choice.chosen
    box = mark(kept, chosen, round_=True) if b.choice.name else ""
    said = element("strong", kept.words(option.label), class_="answer")
    arrow = '<span class="arrow" aria-hidden="true">→</span>'
    onward = element("span", f"{arrow} {kept.words(option.onward)}", class_="onward")
    rule = element("span", kept.words(option.rule), class_="rule") if option.rule else ""
    text = element("span", f"{said} {onward if option.onward else ''} {rule}", class_="text")
    return element("li", f"{box} {text}", class_="lit" if b.lit and chosen else "")


# ---------------------------------------------------------------- statements


def statements(kept: Kept, b: Statements) -> str:
    """Return statements as a table; on a narrow screen every answer says its own words."""
    points = (element("th", escaped(point), scope="col") for point in b.scale)
    first = element("th", kept.say(_STATEMENT), scope="col")
    head = element("thead", element("tr", lines([first, *points])))
    rows = lines(_statement(kept, row, len(b.scale)) for row in b.rows)
    caption = element("caption", kept.say(_STATEMENTS), class_="unseen")
    table = lines([caption, head, element("tbody", rows)])
    return element("table", table, class_="statements")


def _statement(kept: Kept, row: Statement, points: int) -> str:
    number = element("span", escaped(row.number), class_="number")
    first = element("th", f"{number} {kept.words(row.words)}", scope="row")
    options = row.choice.options
    cells = [element("td", _point(kept, row.choice, option)) for option in options]
    cells += ["<td></td>"] * (points - len(options))
    said = element("tr", lines([first, *cells]))
    if row.explanation is None:
        return said
    more = f'<td colspan="{1 + max(points, len(options))}">{labelled(kept, row.explanation)}</td>'
    return lines([said, element("tr", more, class_="explanation")])


def _point(kept: Kept, choice: Choice, option: Option) -> str:
    chosen = bool(option.value) and option.value == choice.chosen
    words = element("span", kept.words(option.label), class_="point")
    return f"{mark(kept, chosen, round_=True)} {words}"
