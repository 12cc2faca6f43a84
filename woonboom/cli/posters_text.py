"""What became of printed posters, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woonboom.cli.posters import Verdict
from woonboom.cli.screen import Screen
from woonboom.compared.words import say_changes
from woonboom.diagnostics import Message

_CHANGED = Message(
    "Wat er veranderd is, met de nummers van de poster:",
    "What changed, with the numbers of the poster:",
)
_COLOURS = {True: "32", False: "31", None: "33"}
_BOLD = "1"


def told(verdicts: Iterable[Verdict], screen: Screen) -> str:
    """Return all that is to be told of posters, one after the other."""
    lines = [line for verdict in verdicts for line in ("", *_poster(verdict, screen))]
    return "\n".join(lines) + "\n"


def _poster(verdict: Verdict, screen: Screen) -> Iterator[str]:
    yield screen.paint(str(verdict.path), _BOLD)
    colour = _COLOURS[verdict.current]
    yield from screen.wrapped(verdict.said.say(screen.language), "  ", colour)
    changes = verdict.changes
    if not changes or verdict.old is None or verdict.new is None:
        return
    yield ""
    yield f"  {screen.say(_CHANGED)}"
    for section in say_changes(changes, verdict.old, verdict.new, screen.language):
        yield f"  {screen.paint(section.heading, _BOLD)}"
        for line in section.lines:
            yield from screen.wrapped(line, "    • ")
