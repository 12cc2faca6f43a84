"""Links in a document, led to where they should go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import cast

from woonboom.document import Block, Run


def linked(blocks: Iterable[Block], goal: Callable[[str], str]) -> tuple[Block, ...]:
    """Return blocks in which every link leads to its `goal`; an empty one keeps the words only."""
    return cast("tuple[Block, ...]", _linked(tuple(blocks), goal))


def _linked(value: object, goal: Callable[[str], str]) -> object:
    if isinstance(value, Run):
        return replace(value, link=goal(value.link)) if value.link else value
    if isinstance(value, tuple):
        return tuple(_linked(inner, goal) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: _linked(getattr(value, one.name), goal) for one in fields(value)}
        return replace(value, **found)
    return value
