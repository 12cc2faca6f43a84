"""A table into the tree that it was made of: what was changed in the table changes in the file.

Questions and outcomes that nobody changed stay as they are, letter by letter; so do worked cases,
notes, words and whatever else a table does not hold. In a question that changed, only the values
that changed are written anew. What cannot be understood is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from woonboom.diagnostics import Message, Said, SourceText
from woonboom.exports.back import editing
from woonboom.exports.back.build import Built, Known, build
from woonboom.exports.back.completed import completed
from woonboom.exports.back.csv import read_csv
from woonboom.exports.back.table import BadTable, Table
from woonboom.exports.csv import write
from woonboom.model import Tree
from woonboom.source import Mapping as Keyed
from woonboom.source import Node, parse
from woonboom.tidy import parsed, tidied
from woonboom.tidy.reading import read

_PARTS: Final = ("questions", "outcomes")
_OTHER: Final = Message(
    "De tabel is van de boom ‘{table}’, maar ‘{path}’ is ‘{tree}’.",
    "The table is of the tree ‘{table}’, but ‘{path}’ is ‘{tree}’.",
)
_CROWDED: Final = Message(
    "In ‘{path}’ staan vragen of uitkomsten niet elk op een eigen regel. Zet ze eerst onder "
    "elkaar: woonboom fmt {path}",
    "In ‘{path}’ questions or outcomes do not stand on a line each. Put them below each other "
    "first: woonboom fmt {path}",
)
_ENTANGLED: Final = Message(
    "‘{id}’ is in ‘{path}’ zo geschreven dat het niet van buiten te veranderen is. Neem zelf over "
    "wat in de tabel staat.",
    "‘{id}’ is written in ‘{path}’ in a way that cannot be changed from outside. Take over "
    "yourself what is in the table.",
)
_NONE_OF_IT: Final = Message(
    "Geen vraag in de tabel staat in ‘{path}’: niet met haar id, en niet met haar woorden. Maak er "
    "een boom van met -o.",
    "No question in the table is in ‘{path}’: not by its id, and not by its words. Make a tree of "
    "it with -o.",
)
_MOST_OF_IT: Final = Message(
    "Van de {all} {what} in ‘{path}’ staan er {gone} niet in de tabel: die zouden verdwijnen. Is "
    "de tabel een deel van de boom, neem dan de hele tabel. Moeten ze echt weg, haal ze dan zelf "
    "uit de boom.",
    "Of the {all} {what} in ‘{path}’ {gone} are not in the table: they would go. If the table is a "
    "part of the tree, take the whole table. If they really must go, remove them from the tree "
    "yourself.",
)
_QUESTIONS: Final = Message("vragen", "questions")
_OUTCOMES: Final = Message("uitkomsten", "outcomes")
_ORDER: Final = Message(
    "Bij ‘{id}’ is alleen de volgorde anders.", "At ‘{id}’ only the order is different."
)
_SHARED: Final = Message(
    "‘{id}’ staat in een vocabulaire en is niet veranderd. Verander het zelf, waar het staat.",
    "‘{id}’ is in a vocabulary and was not changed. Change it yourself, where it stands.",
)
_COMMENT: Final = Message(
    "Weggehaald, met wat het toelichtte: {comment}", "Removed, with what it explained: {comment}"
)


@dataclass(frozen=True)
class Mended:
    """The text of a tree's file after the changes, and the ids that changed, came and went.

    `notes` is what an author should know of how it went.
    """

    text: str
    notes: tuple[Said, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class _Edit:
    """Lines from `start` up to `end`, counted from 0, that become something else."""

    start: int
    end: int
    text: str


def into(table: Table, tree: Tree, text: str) -> Mended:
    """Return the text of a tree's file with what a table changes in it.

    Raises `BadTable` for a table that is not of this tree or from which most of it is missing, for
    what cannot be understood, and for a file that cannot be edited line by line.
    """
    path = str(tree.path)
    if table.head.get("tree", tree.id) != tree.id:
        raise BadTable(_OTHER, table=table.head["tree"], tree=tree.id, path=path)
    whole = completed(table, tree)
    _refuse_loss(whole, tree)
    before = build(read_csv(path, write(tree)), tree.id, Known())
    there = {*_block(before.data, "questions"), *_block(before.data, "outcomes")}
    after = build(whole, tree.id, Known(gone=there))
    shared = [id_ for id_, outcome in tree.outcomes.items() if outcome.shared]
    return _Mending(tree, text, before, after, shared).mended()


def _refuse_loss(table: Table, tree: Tree) -> None:
    """Refuse a table that most of the tree is missing from: it is another, or a part."""
    path = str(tree.path)
    asked = {line["question"] for line in table.answers}
    ends = {line["goto"] for line in table.ends}
    if not asked & set(tree.questions):
        raise BadTable(_NONE_OF_IT, path=path)
    for what, all_, found in (
        (_QUESTIONS, tree.questions, asked),
        (_OUTCOMES, tree.outcomes, ends),
    ):
        gone = len(set(all_) - found)
        if gone * 2 > len(all_):
            raise BadTable(_MOST_OF_IT, path=path, all=len(all_), gone=gone, what=what)


class _Mending:
    """Edits one file."""

    def __init__(
        self, tree: Tree, text: str, before: Built, after: Built, shared: list[str]
    ) -> None:
        self.tree = tree
        self.after = after
        self.notes = list(after.notes)
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"
        self.lines = re.split(r"(?<=\n)(?!$)", text)
        source = self.source = SourceText(str(tree.path), text)
        self.was_tidy = tidied(source) == text
        self.is_plain = len(source.lines) - text.endswith("\n") == len(self.lines)
        node, _ = parse(source)
        assert isinstance(node, Keyed), "the tree was read from it"
        self.node = node
        self.old = {part: _block(before.data, part) for part in _PARTS}
        self.new = {part: _block(after.data, part) for part in _PARTS}
        for id_ in shared:
            old, new = self.old["outcomes"].pop(id_, None), self.new["outcomes"].pop(id_, None)
            if new not in (None, old):
                self.notes.append(Said(_SHARED, {"id": id_}))

    def mended(self) -> Mended:
        """Return the file after all edits, made from its end on so that lines keep their place."""
        edits = [edit for part in _PARTS for edit in self.edits(part)]
        edits += self.start()
        if edits and not self.lines[-1].endswith("\n"):
            self.lines[-1] += self.end_of_line
        # Of those at one place the last comes first, since the next pushes it down.
        for _, edit in sorted(enumerate(edits), key=_by_place, reverse=True):
            new = edit.text.replace("\n", self.end_of_line)
            self.lines[edit.start : edit.end] = re.split(r"(?<=\n)(?!$)", new) if new else []
        pairs = [(self.old[part], self.new[part]) for part in _PARTS]
        changed = tuple(k for old, new in pairs for k in new if k in old and new[k] != old[k])
        added = tuple(k for old, new in pairs for k in new if k not in old)
        removed = tuple(k for old, new in pairs for k in old if k not in new)
        text = self.tidy("".join(self.lines))
        self.verify(text, {*changed, *added, *removed})
        return Mended(text, tuple(self.notes), changed, added, removed)

    def tidy(self, text: str) -> str:
        """Return the file in its tidy form, if it was tidy before."""
        return tidied(SourceText(self.source.name, text)) if self.was_tidy else text

    def verify(self, text: str, touched: set[str]) -> None:
        """Make sure that nothing else changed, and tell of comments that went."""
        if text == self.source.text:
            return
        before = _untouched(parsed("", self.source.text), touched)
        if before is None or before != _untouched(parsed("", text), touched):
            raise BadTable(_ENTANGLED, id=", ".join(sorted(touched)), path=str(self.tree.path))
        lost = Counter(read(self.source.text).comments) - Counter(read(text).comments)
        self.notes += [Said(_COMMENT, {"comment": comment}) for comment in lost.elements()]

    def start(self) -> list[_Edit]:
        """Have the tree start at the first question of the table, if its own start has gone."""
        if self.tree.start in self.new["questions"] or "start" not in self.node:
            return []
        line = self.node.key("start").line - 1
        return [_Edit(line, line + 1, f"start: {self.after.data['start']}\n")]

    def edits(self, part: str) -> Iterator[_Edit]:
        """Yield what changes in the questions, or in the outcomes."""
        old, new = self.old[part], self.new[part]
        if old == new:
            return
        if part not in self.node:
            blocks = "\n".join(editing.fresh(id_, part, _data(new[id_])) for id_ in new)
            yield _Edit(len(self.lines), len(self.lines), f"\n{part}:\n{blocks}")
            return
        places = self.places(part)
        where = max((end for _, end in places.values()), default=len(self.lines))
        for id_ in [*old, *new]:
            if id_ in places and id_ in old and id_ not in new:
                start, end = places[id_]
                yield _Edit(start, self.blank_after(end), "")
        for id_, block in new.items():
            if id_ in places:
                start, where = places[id_]
                if block != old.get(id_):
                    yield _Edit(start, where, self.edited(part, id_, start, where))
            elif id_ not in old:
                yield _Edit(where, where, "\n" + editing.fresh(id_, part, _data(block)))

    def edited(self, part: str, id_: str, start: int, end: int) -> str:
        """Return the lines of a block with what changed in it."""
        lines = "".join(self.lines[start:end]).replace("\r\n", "\n")
        lines += "" if lines.endswith("\n") else "\n"
        old, new = _data(self.old[part].get(id_)), _data(self.new[part][id_])
        if _sorted(old) == _sorted(new):
            self.notes.append(Said(_ORDER, {"id": id_}))
        try:
            return editing.edited(part, lines, old, new)
        except editing.Entangled:
            raise BadTable(_ENTANGLED, id=id_, path=str(self.tree.path)) from None

    def places(self, part: str) -> dict[str, tuple[int, int]]:
        """Return the lines of each block of a part: from its key up to the end of what it says."""
        node = self.node.get(part)
        entries = node.entries if isinstance(node, Keyed) else {}
        starts = {id_: key.span.line - 1 for id_, (key, _) in entries.items()}
        after = [key.span.line - 1 for key, _ in self.node.entries.values()]
        own = self.node.key(part).line - 1
        edge = min((line for line in after if line > own), default=len(self.lines))
        ends = [*list(starts.values())[1:], edge]
        if not self.is_plain or len({own, *starts.values()}) <= len(starts) or _in_braces(node):
            raise BadTable(_CROWDED, path=str(self.tree.path))
        return {
            id_: (start, self.end(start, end))
            for (id_, start), end in zip(starts.items(), ends, strict=False)
        }

    def end(self, start: int, end: int) -> int:
        """Return where a block ends: blank lines and remarks below it belong to what follows."""
        while end > start + 1 and _says_nothing(self.lines[end - 1]):
            end -= 1
        return end

    def blank_after(self, end: int) -> int:
        """Return the line after a block, and after one blank line if there is one."""
        return end + (end < len(self.lines) and not self.lines[end].strip())


def _block(data: Mapping[str, object], part: str) -> dict[str, object]:
    block = data.get(part, {})
    return dict(block) if isinstance(block, Mapping) else {}


def _data(block: object) -> Mapping[str, object]:
    return block if isinstance(block, Mapping) else {}


def _sorted(block: Mapping[str, object]) -> dict[str, object]:
    """A block with its lists in an order of their own."""
    return {k: sorted(map(str, v)) if isinstance(v, list) else v for k, v in block.items()}


def _untouched(data: object, touched: set[str]) -> object:
    """What a file says but for the questions and outcomes that changed, and where it starts."""
    if not isinstance(data, dict):
        return None
    kept = {key: value for key, value in data.items() if key not in ("start", *_PARTS)}
    for part in _PARTS:
        block = data.get(part)
        if isinstance(block, dict):
            kept[part] = {id_: value for id_, value in block.items() if id_ not in touched}
    return kept


def _by_place(numbered: tuple[int, _Edit]) -> tuple[int, int, int]:
    number, edit = numbered
    return edit.start, edit.end, number


def _in_braces(node: Node | None) -> bool:
    if node is None:
        return False
    line = node.span.source.line(node.span.line)
    return line[node.span.column - 1 :].startswith("{")


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
