"""Putting the parts of a file in their places: keys in order, comments together, empty lines."""

from __future__ import annotations

from woonboom.load.outline import BELOW, Below, rank
from woonboom.tidy.parts import EMPTY_LINE, Entry, File, Group, Leaf

_SPACED = ("questions", "outcomes", "parts")
"""Where empty lines stand between all blocks, or between none."""


def settle(file: File, shape: str) -> None:
    """Change a file's parts, in place, to what a tidy file has."""
    _settle(file.root, Below("one", shape))
    if not file.root.in_flow:
        for before, entry in zip(file.root.entries, file.root.entries[1:], strict=False):
            if _is_block(before) or _is_block(entry):
                _set_off(entry)
        # The next time all comments above the first key are about the file.
        if file.head and file.head[-1] and file.root.entries and file.root.entries[0].above:
            file.head.append(EMPTY_LINE)
    _trim(file.head)


def _settle(group: Group, below: Below | None) -> None:
    shape = below.shape if below and below.how == "one" else None
    for entry in group.entries:
        entry.above += [comment.text for comment in entry.beside[:-1]]
        entry.beside = entry.beside[-1:]
        if isinstance(entry.value, Group):
            _settle(entry.value, _under(entry, below, shape))
    if shape and not _is_referred(group):
        _sort(group, shape)
    for entry in group.entries:
        _join(entry)
    if group.entries and not group.in_flow:
        _space(group)


def _under(entry: Entry, below: Below | None, shape: str | None) -> Below | None:
    if shape and entry.key:
        return BELOW.get(shape, {}).get(entry.key.text)
    return Below("one", below.shape) if below and below.how != "one" else None


def _sort(group: Group, shape: str) -> None:
    wanted = sorted(
        group.entries, key=lambda entry: rank(shape, entry.key.text if entry.key else "")
    )
    if wanted != group.entries:
        group.entries = wanted
        for entry in wanted:  # lines were broken, and left empty, for the order that it had
            entry.on_new_line = False
            entry.above = [line for line in entry.above if line]


def _is_referred(value: Leaf | Group) -> bool:
    """Whether there is an anchor or a reference inside: an anchor must come first."""
    if value.anchor or isinstance(value, Leaf):
        return bool(value.anchor) or (isinstance(value, Leaf) and value.style == "*")
    return any(
        _is_referred(entry.value) or (entry.key is not None and _is_referred(entry.key))
        for entry in value.entries
    )


def _join(entry: Entry) -> None:
    """Comments before the first key of an item go before its dash."""
    value = entry.value
    if entry.key or not isinstance(value, Group) or value.in_flow or value.anchor:
        return
    first = value.entries[0]
    entry.above += first.above
    first.above = []


def _space(group: Group) -> None:
    """At most one empty line at a time, and none where a block begins or ends."""
    for entry in group.entries:
        entry.above = _single(entry.above)
        if isinstance(entry.value, Group) and entry.key and entry.key.text in _SPACED:
            _even(entry.value)
    _trim(group.entries[0].above)
    group.below = _single(group.below)
    while group.below and not group.below[-1]:
        group.below.pop()


def _even(group: Group) -> None:
    if any(EMPTY_LINE in entry.above for entry in group.entries[1:]):
        for before, entry in zip(group.entries, group.entries[1:], strict=False):
            if _is_block(before) or _is_block(entry):
                _set_off(entry)


def _set_off(entry: Entry) -> None:
    if not entry.above or entry.above[0]:
        entry.above.insert(0, EMPTY_LINE)


def _trim(above: list[str]) -> None:
    while above and not above[0]:
        above.pop(0)


def _single(lines: list[str]) -> list[str]:
    return [line for n, line in enumerate(lines) if line or not n or lines[n - 1]]


def _is_block(entry: Entry) -> bool:
    return isinstance(entry.value, Group) and not entry.value.in_flow
