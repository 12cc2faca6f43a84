"""YAML text → its pieces as they were written: where each stands, and how it was quoted.

For who writes a file anew and keeps what its author chose. `parse` tells what a text means; here
the text is one that `parse` finds nothing wrong with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import yaml

from woonboom.source.compose import events_of

What = Literal["scalar", "alias", "list", "block", "end"]
_BEFORE_SCALAR: Final = re.compile(r"(?:\s|#[^\r\n\x85\u2028\u2029]*)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A value, or where a list or block begins or ends, from character `start` up to `end`.

    `style` is the quotation mark of a scalar or the sign of a text in lines (`|`, `>`), if it has
    one. A list or block `in_flow` stands in brackets or braces, and these are its pieces; one that
    is written in lines has pieces without length, the first where its first dash or key stands.
    """

    what: What
    start: int
    end: int
    text: str = ""
    style: str = ""
    anchor: str | None = None
    in_flow: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in the order in which they stand."""
    flows: list[bool] = []
    for event in events_of(text):
        if isinstance(event, yaml.CollectionStartEvent):
            flows.append(bool(event.flow_style))
            yield _begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            start, end = _place(event)
            in_flow = flows.pop()
            yield Piece("end", start, end if in_flow else start, in_flow=in_flow)
        elif isinstance(event, yaml.AliasEvent):
            yield Piece("alias", *_place(event), text=str(event.anchor))
        elif isinstance(event, yaml.ScalarEvent):
            yield _scalar(event, text)


def _begin(event: yaml.CollectionStartEvent) -> Piece:
    start, end = _place(event)
    in_flow = bool(event.flow_style)
    # A pair in a list, `[key: value]`, is a block in flow that has no braces.
    start = end - 1 if in_flow and start < end else end
    what: What = "list" if isinstance(event, yaml.SequenceStartEvent) else "block"
    return Piece(what, start, end, anchor=event.anchor, in_flow=in_flow)


def _scalar(event: yaml.ScalarEvent, text: str) -> Piece:
    start, end = _place(event)
    if event.anchor:
        found = _BEFORE_SCALAR.match(text, start + 1 + len(event.anchor), end)
        start = found.end() if found else start
    return Piece("scalar", start, end, event.value, event.style or "", event.anchor)


def _place(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index, event.end_mark.index
