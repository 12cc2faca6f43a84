"""Papers as text: one in full, many by a line each with a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from woonboom.cli.papers import Papers, problems_of, shown, warned
from woonboom.cli.screen import Screen
from woonboom.diagnostics import Message
from woonboom.fieldnames import LABELS
from woonboom.filled import Finding, Form, Sheet
from woonboom.filled.form import Answered
from woonboom.filled.sheet import End
from woonboom.layout.wording import KINDS

_TITLE = Message("{title} (versie {version})", "{title} (version {version})")
_CURRENT = Message("Dit is de versie die nu geldt.", "This is the version that holds now.")
_OUTCOME = Message("Uitkomst volgens de antwoorden", "Outcome by the answers")
_NO_OUTCOME = Message("De antwoorden leiden nog niet tot een uitkomst.",
                      "The answers do not lead to an outcome yet.")  # fmt: skip
_TICKED = Message("Aangekruist", "Ticked")
_PATH = Message("De weg", "The path")
_FACTS = Message("Genoteerd", "Noted")
_MIND = Message("Let op", "Mind")
_NONE_MIND = Message("Alles klopt met elkaar.", "Everything agrees.")
_ADVICE = Message("De boom geeft advies. De professional beslist.",
                  "The tree advises. The professional decides.")  # fmt: skip
_OPEN = Message("nog geen uitkomst", "no outcome yet")
_EXPLAINED = Message("Toelichting: {text}", "Explanation: {text}")
_NOT_ANSWERED = Message("(niet ingevuld)", "(not filled in)")
_SUMMARY = Message("Samen", "In all")
_READ = Message("gelezen", "read")
_ODD = Message("met iets dat niet klopt", "with something that disagrees")
_REFUSED = Message("niet te lezen", "cannot be read")
_OUTDATED = Message("van een andere versie", "of another version")
_COPIES = Message("precies hetzelfde als een ander bestand", "exactly the same as another file")
_ANSWERS = Message("{count} antwoorden", "{count} answers")
_COLOURS: Final = {"error": "31", "warning": "33", "info": "2"}
_BOLD: Final = "1"
_DIM: Final = "2"


def told(papers: Papers, screen: Screen, *, one: bool, quiet: bool) -> str:
    """Return all that is to be told of papers; `quiet` leaves out those with nothing wrong."""
    read = [(path, paper) for path, paper in papers.read if warned(paper) or not quiet]
    lines = list[str]()
    for path, paper in read:
        lines += [screen.paint(shown(path), _BOLD)] if one else []
        lines += _whole(paper, screen) if one else _brief(path, paper, screen)
    if not one and not quiet:
        lines += ["", *_summary(papers, screen)]
    return "\n".join(lines).rstrip() + "\n" if lines else ""


# ---------------------------------------------------------------- one paper in full


def _whole(paper: object, screen: Screen) -> Iterator[str]:
    if isinstance(paper, Sheet):
        yield from _sheet(paper, screen)
    elif isinstance(paper, Form):
        yield from _form(paper, screen)
    else:
        yield from _findings(problems_of(paper), screen, "  ")


def _sheet(sheet: Sheet, screen: Screen) -> Iterator[str]:
    title = screen.say(_TITLE, title=sheet.title, version=sheet.version)
    yield from screen.wrapped(title, "  ", _DIM)
    yield from screen.wrapped(screen.say(_CURRENT), "  ", _DIM) if sheet.current else ()
    about = [(label, sheet.about.get(key, "")) for key, label in LABELS.items()]
    for label, value in about:
        yield from _lines(f"{screen.say(label)}: {value}", screen, "  ") if value else ()
    yield ""
    if sheet.outcome:
        yield from _heading(_OUTCOME, screen)
        yield from screen.wrapped(_end(sheet.outcome, screen), "    ", _BOLD)
    else:
        yield from _heading(_NO_OUTCOME, screen)
    if sheet.ticked:
        yield from _heading(_TICKED, screen)
    for end in sheet.ticked:
        yield from screen.wrapped(_end(end, screen), "    ")
    yield from _way(sheet, screen)
    yield ""
    yield from _heading(_MIND if sheet.problems else _NONE_MIND, screen)
    yield from _findings(sheet.problems, screen, "    ")
    yield from screen.wrapped(screen.say(_ADVICE), "  ", _DIM)


def _way(sheet: Sheet, screen: Screen) -> Iterator[str]:
    if sheet.path:
        yield ""
        yield from _heading(_PATH, screen)
    for step in sheet.path:
        yield from screen.wrapped(f"{step.ask} → {step.label}", f"{step.number:>6}. ")
    if sheet.noted:
        yield ""
        yield from _heading(_FACTS, screen)
    for said in sheet.noted:
        yield from screen.wrapped(screen.say(said), "    • ")


def _form(form: Form, screen: Screen) -> Iterator[str]:
    title = screen.say(_TITLE, title=form.title, version=form.version)
    yield from screen.wrapped(title, "  ", _DIM)
    part = ""
    for line in form.lines:
        if line.part != part:
            yield ""
            yield from screen.wrapped(line.part, "  ", _BOLD)
        part = line.part
        yield from _line(line, screen)
    if form.problems:
        yield ""
        yield from _heading(_MIND, screen)
        yield from _findings(form.problems, screen, "    ")


def _line(line: Answered, screen: Screen) -> Iterator[str]:
    yield from screen.wrapped(line.text, "  ")
    if line.answer:
        yield from _lines(line.said, screen, "    → ")
    else:
        yield from screen.wrapped(screen.say(_NOT_ANSWERED), "    ", _DIM)
    if line.explanation:
        yield from _lines(screen.say(_EXPLAINED, text=line.explanation), screen, "      ")


def _lines(text: str, screen: Screen, before: str) -> Iterator[str]:
    """A text of several lines, each wrapped, the later ones set in."""
    for number, line in enumerate(text.split("\n")):
        yield from screen.wrapped(line, " " * len(before) if number else before)


def _heading(message: Message, screen: Screen) -> list[str]:
    return screen.wrapped(screen.say(message), "  ", _BOLD)


def _end(end: End, screen: Screen) -> str:
    return f"{end.code}  {end.title} ({screen.say(KINDS[end.kind])})"


def _findings(findings: Iterable[Finding], screen: Screen, before: str) -> Iterator[str]:
    for finding in findings:
        said, colour = finding.said.say(screen.language), _COLOURS[finding.severity]
        yield from screen.wrapped(said, f"{before}• ", colour)


# ---------------------------------------------------------------- many papers


def _brief(path: Path, paper: object, screen: Screen) -> Iterator[str]:
    """A line for a paper, and what is wrong with it."""
    result = _REFUSED.say(screen.language)
    if isinstance(paper, Sheet):
        end = paper.outcome
        result = f"{end.code} {end.title}" if end else screen.say(_OPEN)
    elif isinstance(paper, Form):
        count = sum(bool(line.answer) for line in paper.lines)
        result = f"{paper.title}: {screen.say(_ANSWERS, count=count)}"
    yield f"{screen.paint(shown(path), _BOLD)}  {result}"
    wrong = [finding for finding in problems_of(paper) if finding.severity != "info"]
    yield from _findings(wrong, screen, "    ")


def _summary(papers: Papers, screen: Screen) -> Iterator[str]:
    yield screen.paint(screen.say(_SUMMARY), _BOLD)
    ends = Counter(_outcome(sheet, screen) for _, sheet in papers.sheets)
    forms = Counter(f"{form.title} ({form.version})" for _, form in papers.forms)
    counts = {
        screen.say(_READ): len(papers.read) - len(papers.refused),
        screen.say(_ODD): sum(map(_is_odd, papers.read)),
        screen.say(_OUTDATED): sum(sheet.current is False for _, sheet in papers.sheets),
        screen.say(_COPIES): papers.copies,
        screen.say(_REFUSED): len(papers.refused),
    }
    width = max(len(str(len(papers.read))), 4) + 2
    for rows in (sorted({**ends, **forms}.items()), counts.items()):
        for label, count in rows:
            yield from screen.wrapped(label, f"{count:>{width}}  ") if count else ()
        yield ""


def _is_odd(read: tuple[Path, object]) -> bool:
    return warned(read[1]) and not isinstance(read[1], Finding)


def _outcome(sheet: Sheet, screen: Screen) -> str:
    """An outcome with its tree, to count by."""
    where = f"{sheet.tree} {sheet.version}"
    if sheet.outcome is None:
        return f"{where}: {screen.say(_OPEN)}"
    return f"{where}: {sheet.outcome.code} {sheet.outcome.title}"
