"""Suggested cases as YAML to paste under `cases:`, in the tree's own language.

The outcome is left to the maintainer: whoever fills it in decides what the tree must give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from woonboom.analysis.coverage import Boundary
from woonboom.analysis.flow import Step
from woonboom.analysis.suggestions import Suggestion
from woonboom.cli.tested import Tested
from woonboom.cli.tested_text import filled
from woonboom.diagnostics import Message
from woonboom.facts import Value
from woonboom.model import Tree
from woonboom.units import say_amount

WIDTH: Final = 100
_SMALLEST: Final = (
    Message(
        "{tree}: met 1 voorbeeld erbij is alles gedekt.",
        "{tree}: with 1 more case everything is covered.",
    ),
    Message(
        "{tree}: met {n} voorbeelden erbij is alles gedekt. Minder kan niet.",
        "{tree}: with {n} more cases everything is covered. Fewer cannot do.",
    ),
)
_SMALL = Message(
    "{tree}: met {n} voorbeelden erbij is alles gedekt. Misschien kan het met minder.",
    "{tree}: with {n} more cases everything is covered. Perhaps fewer can do.",
)
_NOTHING = Message(
    "{tree}: alles is al gedekt; er hoeft niets bij.",
    "{tree}: everything is covered already; nothing needs to be added.",
)
_PASTE = Message(
    "Zet dit in {path} onder ‘cases’ en vul zelf de uitkomst in die erbij hoort.",
    "Put this in {path} under ‘cases’ and fill in the outcome that is right.",
)
_OUTCOMES = Message("Uitkomsten: {outcomes}", "Outcomes: {outcomes}")
_FILL_IN = Message("vul de uitkomst in", "fill in the outcome")
_YES, _NO = Message("ja", "yes"), Message("nee", "no")
_MOST_PARTS: Final = 3
_BETWEEN: Final = re.compile(r"(?<=,) (?=\w+: )")
# What YAML, and our own checks of it, take for plain text.
_PLAIN: Final = re.compile(r"[^\W\d_][^:#\\\n\t]*")


def write(tested: Iterable[Tested]) -> str:
    """Return what is suggested for each tree."""
    blocks = ("\n".join(_block(one)) for one in tested if one.suggestions)
    return "".join(f"{block}\n" for block in blocks)


def _block(tested: Tested) -> Iterator[str]:
    tree, found = tested.tree, tested.suggestions
    if found is None or not found.cases:
        yield f"# {_NOTHING.say(tree.language, {'tree': str(tree)})}"
        return
    message = _SMALLEST[len(found.cases) != 1] if found.smallest else _SMALL
    outcomes = ", ".join(tree.codes)
    for text in (
        message.say(tree.language, {"tree": str(tree), "n": len(found.cases)}),
        _PASTE.say(tree.language, {"path": str(tree.path)}),
        _OUTCOMES.say(tree.language, {"outcomes": outcomes}),
    ):
        yield from wrap(
            text, WIDTH, initial_indent="# ", subsequent_indent="#   ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    yield from [] if tree.cases else ["cases:"]
    for case, name in zip(found.cases, names_of(tree, found.cases), strict=True):
        yield f"  - name: {_text(name)}"
        given = ", ".join(f"{f}: {_value(tree, f, value)}" for f, value in case.given.items())
        yield from filled(_BETWEEN.split(f"{given}}}"), "    given: {", WIDTH)
        yield f"    expect: # {_FILL_IN.say(tree.language)}"


def _text(text: str) -> str:
    """A text as YAML that always reads as that text."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _value(tree: Tree, id_: str, value: Value) -> str:
    if isinstance(value, bool):
        return (_YES if value else _NO).say(tree.language)
    if isinstance(value, frozenset):
        options = (option for option in tree.facts[id_].options if option in value)
        return f"[{', '.join(options)}]"
    return str(value)


def names_of(tree: Tree, cases: Sequence[Suggestion]) -> list[str]:
    """Return a name for each suggested case, none of them taken, that says what it covers."""
    taken = {case.name for case in tree.cases}
    names = []
    for case in cases:
        name = base = _name(tree, case)
        number = 1
        while name in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name)
        names.append(name)
    return names


def _name(tree: Tree, case: Suggestion) -> str:
    """The numbers that a case tries, and the last answer that it is the first to take.

    Not the answer to a question with such a number: which one that should be is to be decided.
    """
    numbers = [item for item in case.covers if isinstance(item, Boundary)]
    tried = {item.question for item in numbers}
    answers = [item for item in case.covers if isinstance(item, Step)][-1:]
    said = [_number(tree, item) for item in numbers]
    said += [_answer(tree, item) for item in answers if item.question not in tried]
    name = ", ".join(said[:_MOST_PARTS])
    return name[:1].upper() + name[1:]


def _number(tree: Tree, item: Boundary) -> str:
    amount = say_amount(item.value, tree.facts[item.fact].unit, tree.language)
    return f"{_words(item.question)} {amount}"


def _answer(tree: Tree, item: Step) -> str:
    label = tree.questions[item.question].answers[item.answer].label
    return f"{_words(item.question)} ‘{label}’"


def _words(id_: str) -> str:
    return id_.replace("_", " ").strip()
