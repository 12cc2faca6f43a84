"""One question or outcome in a tree's file: what changed is written anew, value by value.

Everything else in it stays as its author wrote it, with comments, notes and quotation marks.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from woonboom.diagnostics import SourceText
from woonboom.exports.back.written import dumped
from woonboom.load.blocks import slug
from woonboom.load.shapes import YES_AND_NO
from woonboom.source import Mapping as Keyed
from woonboom.source import Scalar, parse
from woonboom.tidy.parts import EMPTY_LINE, Entry, Group, Leaf
from woonboom.tidy.reading import read
from woonboom.tidy.scalars import quoted
from woonboom.tidy.settling import settle
from woonboom.tidy.writing import write

Data = Mapping[str, object]
_STEP: Final = "  "


class Entangled(Exception):
    """A block that is written in a way in which it cannot be changed value by value."""


def edited(part: str, lines: str, old: Data, new: Data) -> str:
    """Return the lines of a block of `part`, changed from what it said to what it says now.

    Raises `Entangled` where it is not written as one block with keys, or shares what changes with
    another place.
    """
    text = lines.lstrip(" ")
    column = len(lines) - len(text)
    file = read(f"woonboom: 1\n{part}:\n{lines}")
    holder = file.root.entries[-1].value
    block = holder.entries[0].value if isinstance(holder, Group) else None
    if not isinstance(block, Group) or not block.keyed or block.anchor:
        raise Entangled
    _mend(block, old, new)
    settle(file, "tree")
    found = write(file, "tree").split(f"{part}:\n", 1)[1]
    return _moved(found, column)


def fresh(id_: str, part: str, data: Data) -> str:
    """Return the lines of a block that was not there."""
    file = read(f"woonboom: 1\n{part}:\n{textwrap.indent(dumped({id_: data}), _STEP)}")
    settle(file, "tree")
    return write(file, "tree").split(f"{part}:\n", 1)[1]


def _moved(lines: str, column: int) -> str:
    """Lines that stand two to the right, at another column."""
    kept = (line.removeprefix(_STEP) for line in lines.splitlines(keepends=True))
    return "".join(" " * column * bool(line.strip()) + line for line in kept)


# ---------------------------------------------------------------- keys


def _mend(block: Group, old: Data, new: Data) -> None:
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        entry = _entry(block, key)
        if after is None:
            if entry:
                _remove(block, entry)
        elif entry is None:
            _refuse_if(before is not None)
            block.entries.append(_added(key, after, in_flow=block.in_flow))
        elif key == "answers":
            _answers(entry, _listed(before), _listed(after))
        else:
            entry.value = _changed(entry.value, after, in_flow=block.in_flow)


def _entry(block: Group, key: str) -> Entry | None:
    """The entry with a key; yes and no may be written as ja and nee."""
    for entry in block.entries:
        written = entry.key.text if entry.key else ""
        if written == key or YES_AND_NO.get(written.lower()) == key:
            return entry
    return None


def _remove(block: Group, entry: Entry) -> None:
    """Take an entry away; the comments at it stay."""
    at = block.entries.index(entry)
    kept = [*entry.above, *(beside.text for beside in entry.beside), *_inside(entry.value)]
    block.entries.pop(at)
    home = block.entries[at].above if at < len(block.entries) else block.below
    home[:0] = [line for line in kept if line != EMPTY_LINE]


def _inside(value: Leaf | Group) -> list[str]:
    """The comments in a value."""
    if isinstance(value, Leaf):
        return []
    found = [*value.opening]
    for entry in value.entries:
        found += [*entry.above, *_inside(entry.value), *(beside.text for beside in entry.beside)]
    return [*found, *value.below]


def _added(key: str | None, value: object, *, in_flow: bool) -> Entry:
    named = Leaf(key, key) if key else None
    return Entry(named, _value(value, in_flow=in_flow))


def _value(value: object, *, in_flow: bool) -> Leaf | Group:
    """A value that is new: lists on one line, answers in braces."""
    if isinstance(value, Mapping):
        entries = [_added(str(k), v, in_flow=True) for k, v in value.items()]
        return Group(keyed=True, in_flow=True, column=0, entries=entries)
    if isinstance(value, list):
        short = in_flow or all(len(str(item)) < 30 for item in value)
        entries = [_added(None, item, in_flow=short) for item in value]
        return Group(keyed=False, in_flow=short, column=0, entries=entries)
    said = "true" if value is True else str(value)
    return leaf(said, "", in_flow=in_flow)


def _changed(value: Leaf | Group, new: object, *, in_flow: bool) -> Leaf | Group:
    """A value that says something else: as far as can be in the form that it had."""
    _refuse_if(value.anchor is not None)
    if isinstance(value, Leaf) and not isinstance(new, list | Mapping):
        return leaf(str(new), value.style, in_flow=in_flow)
    if isinstance(value, Leaf):
        return _value(new, in_flow=in_flow)
    _refuse_if(value.keyed)
    items = _listed(new) if isinstance(new, list) else [new]
    there = [entry for entry in value.entries if isinstance(entry.value, Leaf)]
    _refuse_if(len(there) != len(value.entries))
    value.entries = _items(there, [str(item) for item in items], in_flow=value.in_flow)
    return value


def _items(there: Sequence[Entry], texts: Sequence[str], *, in_flow: bool) -> list[Entry]:
    """The items of a list of texts: those that say the same stay as they are."""
    left = list(there)
    found: list[Entry | None] = []
    for text in texts:
        same = next((e for e in left if isinstance(e.value, Leaf) and _says(e.value, text)), None)
        if same:
            left.remove(same)
        found.append(same)
    # One that changed takes the place, and the comments, of the first that is not there any more.
    for at, text in enumerate(texts):
        if found[at] is None:
            entry = left.pop(0) if left else Entry(None, Leaf("", ""))
            style = entry.value.style if isinstance(entry.value, Leaf) else ""
            entry.value = leaf(text, style, in_flow=in_flow)
            found[at] = entry
    made = [entry for entry in found if entry]
    for entry in left:
        comments = [*entry.above, *(beside.text for beside in entry.beside)]
        if made:
            made[-1].above += [line for line in comments if line]
    return made


def _says(value: Leaf, text: str) -> bool:
    return " ".join(value.text.split()) == " ".join(text.split())


# ---------------------------------------------------------------- answers


def _answers(entry: Entry, old: Sequence[object], new: Sequence[object]) -> None:
    """Change a list of answers; each stays the one that it was by its id."""
    group = entry.value
    _refuse_if(not isinstance(group, Group) or group.keyed or bool(group.anchor))
    assert isinstance(group, Group)
    _refuse_if(len(group.entries) != len(old))
    there = {_id(answer): (e, answer) for e, answer in zip(group.entries, old, strict=True)}
    made: list[Entry] = []
    for answer in new:
        found, before = there.pop(_id(answer), (None, None))
        if found is None:
            made.append(_like(group, answer))
            continue
        _refuse_if(not isinstance(found.value, Group) or bool(found.value.anchor))
        assert isinstance(found.value, Group)
        _mend(found.value, _block(before), _block(answer))
        made.append(found)
    for found, _ in there.values():
        comments = [*found.above, *_inside(found.value), *(one.text for one in found.beside)]
        home = made[-1].above if made else group.below
        home += [line for line in comments if line != EMPTY_LINE]
    group.entries = made


def _like(group: Group, answer: object) -> Entry:
    """A new answer, in the form that the others have."""
    made = _added(None, answer, in_flow=True)
    others = [e.value.in_flow for e in group.entries if isinstance(e.value, Group)]
    if isinstance(made.value, Group) and others and not any(others):
        entries = [_added(str(k), v, in_flow=False) for k, v in _block(answer).items()]
        made.value = Group(keyed=True, in_flow=False, column=0, entries=entries)
    return made


def _id(answer: object) -> str:
    block = _block(answer)
    return str(block.get("id") or slug(str(block.get("label", ""))))


def _block(data: object) -> Data:
    return data if isinstance(data, Mapping) else {}


def _listed(data: object) -> Sequence[object]:
    return data if isinstance(data, list) else []


def _refuse_if(misfit: bool) -> None:
    if misfit:
        raise Entangled


# ---------------------------------------------------------------- texts


def leaf(text: str, style: str, *, in_flow: bool) -> Leaf:
    """Return a text as it is written: in the style that it had where that can be."""
    lines = text.split("\n")
    if not in_flow and len(lines) > 1 and _stands_in_lines(lines):
        body = "".join(f"\n{_STEP * bool(line)}{line}" for line in lines)
        return Leaf(f"|-{body}", text, "|")
    if style == "'" and len(lines) == 1 and text.isprintable():
        return Leaf("'" + text.replace("'", "''") + "'", text, "'")
    if style not in ("'", '"') and _is_plain(text, in_flow=in_flow):
        return Leaf(text, text)
    return Leaf(quoted(text), text, '"')


def _stands_in_lines(lines: Sequence[str]) -> bool:
    """Whether lines can stand below each other as they are."""
    bare = all(line == line.strip() and (not line or line.isprintable()) for line in lines)
    return bare and bool(lines[0]) and bool(lines[-1])


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a text without quotation marks reads as itself."""
    if not text or not text.isprintable() or text != text.strip():
        return False
    written = f"k: {{k: {text}, l: m}}\n" if in_flow else f"k:\n  k: {text}\n"
    node, problems = parse(SourceText("", written))
    inner = node.get("k") if isinstance(node, Keyed) else None
    value = inner.get("k") if isinstance(inner, Keyed) else None
    right = isinstance(value, Scalar) and value.plain and value.text == text
    return right and not problems
