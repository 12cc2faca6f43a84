"""What `woonboom test` found, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import click

from woonboom.analysis.coverage import Boundary, Coverage, Item, place
from woonboom.analysis.flow import Step
from woonboom.cli.tested import Tested
from woonboom.decide.worked import Verdict
from woonboom.diagnostics import Message
from woonboom.model import Tree
from woonboom.units import say_amount

WIDTH: Final = 80
_EXPECTED = Message("verwacht:", "expected:")
_GOT = Message("gekregen:", "got:")
_PATH = Message("weg:", "path:")
_WHY: Final = {
    "facts": Message(
        "blijft steken bij vraag ‘{at}’; het voorbeeld zegt niet: {names}",
        "gets stuck at question ‘{at}’; the case does not say: {names}",
    ),
    "no answer": Message(
        "blijft steken bij vraag ‘{at}’; daar past geen enkel antwoord",
        "gets stuck at question ‘{at}’; no answer fits there",
    ),
    "clash": Message(
        "blijft steken bij vraag ‘{at}’; daar gelden tegelijk: {names}",
        "gets stuck at question ‘{at}’; these hold at once there: {names}",
    ),
    "missed": Message(
        "{outcome}, maar niet langs ‘{names}’ zoals via zegt",
        "{outcome}, but not by way of ‘{names}’ as via says",
    ),
}
_NONE = Message("{tree}: geen voorbeelden.", "{tree}: no cases.")
_ALL_GOOD: Final = (
    Message("{tree}: 1 voorbeeld, en dat is goed.", "{tree}: 1 case, and it passes."),
    Message("{tree}: {n} voorbeelden, alle goed.", "{tree}: {n} cases, all pass."),
)
_SOME_BAD: Final = (
    Message("{tree}: 1 voorbeeld, en dat is niet goed.", "{tree}: 1 case, and it fails."),
    Message("{tree}: {n} voorbeelden, {bad} niet goed.", "{tree}: {n} cases, {bad} fail."),
)
_COVERED = Message(
    "Gedekt: {a} van {b} antwoorden en {c} van {d} grenswaarden.",
    "Covered: {a} of {b} answers and {c} of {d} boundary values.",
)
_MISSING = Message("Nog in geen voorbeeld:", "Not in any case yet:")
_LINE = Message("regel", "line")
_ANSWER = Message("antwoord ‘{label}’", "answer ‘{label}’")


def write(tested: Iterable[Tested], language: str, *, quiet: bool = False) -> str:
    """Return what was found, tree by tree; when `quiet` only where something is wrong."""
    lines = (line for one in tested for line in _tree(one, language, quiet=quiet))
    return "".join(f"{line}\n" for line in lines)


def _tree(tested: Tested, language: str, *, quiet: bool) -> Iterator[str]:
    for verdict in tested.failed:
        yield from failure(tested.tree, verdict, language)
    missing = tested.coverage.missing if tested.coverage else ()
    if tested.failed or missing or not quiet:
        yield _summary(tested, language)
        if tested.coverage:
            yield from _coverage(tested.coverage, language)


def failure(tree: Tree, verdict: Verdict, language: str) -> Iterator[str]:
    """Yield the lines that tell of a case that fails."""
    span = verdict.case.span
    place_in_file = f"{span.source.name}:{span.line}:"
    for line in filled([place_in_file, *verdict.case.name.split(" ")], "", WIDTH):
        yield click.style(line, fg="red")
    rows = (
        (_EXPECTED, [verdict.case.expect]),
        (_GOT, got(verdict, language).split(" ")),
        (_PATH, list(_path(tree, verdict))),
    )
    for title, parts in rows:
        yield from filled(parts, f"  {title.say(language):<11}", WIDTH)
    yield ""


def got(verdict: Verdict, language: str) -> str:
    """Return what came of a case in words: its outcome, and else where and why it got stuck."""
    outcome = verdict.walk.outcome or ""
    if verdict.why is None or verdict.why == "outcome":
        return outcome
    words = {"outcome": outcome, "at": verdict.walk.at or "", "names": ", ".join(verdict.names)}
    return _WHY[verdict.why].say(language, words)


def _path(tree: Tree, verdict: Verdict) -> Iterator[str]:
    """The questions that were passed with the answers, and the place where it ended."""
    for question, taken in verdict.walk.path:
        labels = {answer.id: str(answer.label) for answer in tree.questions[question].answers}
        yield f"{question} ({labels[taken]}) →"
    yield verdict.places[-1]


def filled(parts: Iterable[str], title: str, width: int) -> list[str]:
    """Return lines that begin below the end of `title` and break between parts only."""
    lines = [title]
    for part in map(_printable, parts):
        gap = " " if len(lines[-1]) > len(title) else ""
        if gap and len(lines[-1]) + 1 + len(part) > width:
            lines.append(" " * len(title) + part)
        else:
            lines[-1] += gap + part
    return lines


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "·" for letter in text)


def _summary(tested: Tested, language: str) -> str:
    count, bad = len(tested.verdicts), len(tested.failed)
    messages = _SOME_BAD if bad else _ALL_GOOD
    message = messages[count != 1] if count else _NONE
    said = message.say(language, {"tree": str(tested.tree), "n": count, "bad": bad})
    return click.style(said, fg="red" if bad else "green" if count else None)


def _coverage(coverage: Coverage, language: str) -> Iterator[str]:
    (a, b), (c, d) = coverage.count(Step), coverage.count(Boundary)
    yield "  " + _COVERED.say(language, {"a": a, "b": b, "c": c, "d": d})
    if not coverage.missing:
        return
    yield "  " + click.style(_MISSING.say(language), fg="yellow")
    rows = [(place(coverage.tree, item).line, item) for item in coverage.missing]
    digits = max(len(str(line)) for line, _ in rows)
    width = min(24, max(len(item.question) for _, item in rows))
    for line, item in rows:
        title = f"    {_LINE.say(language)} {line:>{digits}}  {item.question:<{width}}  "
        yield from filled(say_item(coverage.tree, item, language).split(" "), title, WIDTH)


def say_item(tree: Tree, item: Item, language: str) -> str:
    """Return in words what is to be covered at a question."""
    if isinstance(item, Step):
        label = str(tree.questions[item.question].answers[item.answer].label)
        return _ANSWER.say(language, {"label": label})
    return f"{item.fact}: {say_amount(item.value, tree.facts[item.fact].unit, language)}"
