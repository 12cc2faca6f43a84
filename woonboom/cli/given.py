"""What a command line says of cases: a case file, `--given` and `--on`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import current
from woonboom.conditions import Case
from woonboom.days import day_in
from woonboom.diagnostics import Diagnostic, Message, SourceText
from woonboom.facts import date_in
from woonboom.load.blocks import is_empty
from woonboom.load.cases import read_case
from woonboom.load.library import EMPTY
from woonboom.model import Tree
from woonboom.source import Mapping as Keyed
from woonboom.source import Node, Scalar, parse, read_text
from woonboom.source import Sequence as Listed

_NO_VALUE = Message(
    "‘--given {words}’ heeft geen waarde. Schrijf --given FEIT=WAARDE, zoals --given ontruimd=ja.",
    "‘--given {words}’ has no value. Write --given FACT=VALUE, such as --given evicted=yes.",
)
_TWICE = Message(
    "‘--given {fact}’ staat er twee keer, met een andere waarde. Kies er een. Geldt er meer "
    "tegelijk? Schrijf --given {fact}=DIT,DAT.",
    "‘--given {fact}’ is there twice, with another value. Choose one. Does more hold at once? "
    "Write --given {fact}=THIS,THAT.",
)
_NO_DAY = Message(
    "‘{word}’ is geen datum. Schrijf een datum als 2026-01-31 of 31-1-2026.",
    "‘{word}’ is no date. Write a date as 2026-01-31 or 31-1-2026.",
)
_WRITE_FACTS = Message(
    "Schrijf per regel een feit: ‘feit: waarde’. Is er niets bekend? Schrijf {}.",
    "Write one fact per line: ‘fact: value’. Is nothing known? Write {}.",
)
_GIVEN: Final = "--given"


@dataclass(frozen=True)
class Given:
    """The cases that a command line says; `listed` when the case file holds a list of them.

    `dates` holds, for each case, the facts that were given as dates.
    """

    cases: tuple[Case, ...]
    dates: tuple[Mapping[str, date], ...]
    listed: bool
    problems: tuple[Diagnostic, ...]


def day(word: str | None) -> date:
    """Return the day that `--on` says, else today."""
    if word is None:
        return date.today()  # noqa: DTZ011 (the day where the user is)
    found = day_in(word)
    if found is None:
        said = _NO_DAY.say(current().language, {"word": word})
        raise click.UsageError(said, click.get_current_context())
    return found


def read_given(tree: Tree, file: Path | None, words: Sequence[str], on: date) -> Given:
    """Return the cases of a file, each with what `--given` says; that counts where both do."""
    problems: list[Diagnostic] = []
    nodes, listed = _nodes(file, problems) if file else ([], False)
    own = _given(words)
    known = read_case(own, tree.facts, problems, on=on)
    read = [read_case(_filled(node), tree.facts, problems, on=on) for node in nodes]
    cases = [{**case, **known} for case in (read if file else [{}])]
    if problems:
        return Given((), (), listed, tuple(problems))
    dates = [_dates(tree, node, own) for node in (nodes if file else [own])]
    return Given(tuple(cases), tuple(dates), listed, ())


def _dates(tree: Tree, *blocks: Node) -> dict[str, date]:
    """The facts that blocks give as a date; the last block that names a fact counts."""
    given: dict[str, Node] = {}
    for block in blocks:
        if isinstance(block, Keyed):
            given |= {key: value for key, (_, value) in block.entries.items()}
    found = {key: date_in(tree.facts[key], _text(value)) for key, value in given.items()}
    return {key: day for key, day in found.items() if day}


def _nodes(file: Path, problems: list[Diagnostic]) -> tuple[list[Node], bool]:
    """The blocks of a case file, and whether it is a list of them."""
    source, found = read_text(file)
    problems += found
    if found:
        return [], False
    node, found = parse(source)
    problems += found
    if node is None or is_empty(node):
        if not found:
            problems.append(EMPTY.at(source.start, hint=_WRITE_FACTS))
        return [], False
    return (list(node.items), True) if isinstance(node, Listed) else ([node], False)


def _filled(node: Node) -> Node:
    """A case without the facts that have no value: those are not known."""
    if not isinstance(node, Keyed):
        return node
    entries = {key: pair for key, pair in node.entries.items() if not is_empty(pair[1])}
    return Keyed(entries, node.span)


def _given(words: Sequence[str]) -> Keyed:
    """What `--given` says as a block, so that its problems are found and shown in the same way."""
    source = SourceText(_GIVEN, "\n".join(words))
    entries: dict[str, tuple[Scalar, Node]] = {}
    call = current()
    for number, word in enumerate(words, start=1):
        fact, equals, value = word.partition("=")
        if not equals or not fact.strip() or not value.strip():
            said = _NO_VALUE.say(call.language, {"words": word})
            raise click.UsageError(said, click.get_current_context())
        line = source.place(sum(len(w) + 1 for w in words[: number - 1]))
        key = Scalar(fact.strip(), line.within(0, len(fact)))
        written = Scalar(value.strip(), line.within(len(fact) + 1, len(word)))
        if key.text in entries and _text(entries[key.text][1]) != written.text:
            said = _TWICE.say(call.language, {"fact": key.text})
            raise click.UsageError(said, click.get_current_context())
        entries[key.text] = (key, written)
    return Keyed(entries, source.start)


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
