"""What is known of the trees at a moment, as the page is told it.

The newest reading of the files, and of every part the last that could be made: a tree with mistakes
keeps its last good drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from woonboom.preview.messages import (
    CREWS,
    PARTS,
    Crew,
    Made,
    Part,
    Result,
    Seen,
    SeenTree,
    depth,
)

Data = dict[str, object]
_SUFFIXES: Final = (".yaml", ".yml")
_NO_LETTER: Final = re.compile("[\ud800-\udfff]")


@dataclass
class Kept:
    """The last of a part that could be made, and what was found when it was tried last."""

    data: bytes | None = None
    digest: str = ""
    stamp: str = ""
    draft: bool = False
    note: str = ""
    failed: bool = False

    def take(self, made: Made) -> None:
        """Keep what was made; a draft never takes the place of the finished drawing of a tree."""
        piece = made.piece
        if (
            piece.draft
            and self.data is not None
            and (self.stamp, self.draft) == (made.stamp, False)
        ):
            return
        self.note, self.failed = piece.note, piece.failed
        if piece.data is None and (piece.failed or made.part != "changes"):
            return  # that there are no changes is no reason to go on showing those there were
        self.data, self.stamp, self.draft = piece.data, made.stamp, piece.draft
        self.digest = blake2b(piece.data, digest_size=8).hexdigest() if piece.data else ""


@dataclass
class Entry:
    """A tree that was seen: where it is, what is read of it, and its parts.

    `tree` is the last good reading; `state` is "good", "broken" (its parts are as they were before)
    or "gone".
    """

    key: str
    file: str
    tree: SeenTree | None = None
    state: str = "broken"
    saved: int = 0
    parts: dict[Part, Kept] = field(default_factory=lambda: {part: Kept() for part in PARTS})


class Board:
    """Everything that is known; `key` names a tree in addresses, and is only ever looked up."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.problems: tuple[Mapping[str, object], ...] = ()
        self.number = 0
        self.busy: frozenset[Crew] = frozenset()
        self.crashed = False

    def take(self, result: Result) -> None:
        """Keep what a process found, unless something newer is known."""
        if isinstance(result, Seen):
            self._take_seen(result)
        elif isinstance(result, Made):
            entry = self._in_file(result.file)
            if entry:
                entry.parts[result.part].take(result)
        elif result.number == self.number:
            self.busy -= {result.crew}
            self.crashed |= result.crashed

    def _in_file(self, file: str) -> Entry | None:
        return next((entry for entry in self.entries.values() if entry.file == file), None)

    def _take_seen(self, seen: Seen) -> None:
        self.problems = seen.problems
        there = {tree.file for tree in seen.trees} | set(seen.unread)
        for tree in sorted(seen.trees, key=lambda tree: depth(tree.file)):
            entry = self._in_file(tree.file) or self._moved(tree, there) or self._new(tree.file)
            entry.file, entry.state = tree.file, "good" if tree.whole else "broken"
            if tree.whole or entry.tree is None:
                entry.tree = tree
        beside = {file for tree in seen.trees for file in tree.files}
        beside |= {file for e in self.entries.values() if e.tree for file in e.tree.files[1:]}
        for file in seen.unread:
            if self._in_file(file) is None and file not in beside and file.endswith(_SUFFIXES):
                self._new(file)
        self._settle(set(seen.unread), there)

    def _settle(self, unread: set[str], there: set[str]) -> None:
        """Say of trees that are not read any more what became of them."""
        for entry in [*self.entries.values()]:
            if entry.file in unread:
                entry.state = "broken"
            elif entry.file not in there:
                entry.state = "gone"
                if entry.tree is None:  # nothing was ever read of it
                    del self.entries[entry.key]

    def _moved(self, tree: SeenTree, there: set[str]) -> Entry | None:
        """The entry of this tree from before its file was renamed."""
        gone = (entry for entry in self.entries.values() if entry.file not in there)
        return next((e for e in gone if e.tree and e.tree.id == tree.id), None)

    def _new(self, file: str) -> Entry:
        entry = Entry(self._free(Path(file).stem), file)
        self.entries[entry.key] = entry
        return entry

    def _free(self, stem: str) -> str:
        """A name for addresses that no other tree has."""
        stem = readable(stem)
        name, number = stem, 1
        while name in self.entries:
            number += 1
            name = f"{stem}-{number}"
        return name

    # ------------------------------------------------------------ what is told

    def begin(self, number: int, changed: Iterable[str] = ()) -> None:
        """Note that a job was given, after files changed."""
        self.number, self.busy, self.crashed = number, frozenset(CREWS), False
        for file in changed:
            users = [e for e in self.entries.values() if e.tree and file in (e.file, *e.tree.files)]
            own = [entry for entry in users if entry.file == file]
            for entry in own or users[:1]:
                entry.saved = number

    @property
    def files(self) -> set[str]:
        """All files that were read of trees the last time."""
        return {file for e in self.entries.values() if e.tree for file in e.tree.files}

    def told(self) -> Data:
        """Return all there is to tell, as JSON has it."""
        return {
            "number": self.number,
            "busy": bool(self.busy),
            "at_work": sorted(self.busy),
            "crashed": self.crashed,
            "trees": [_entry(entry) for entry in self.entries.values()],
            "problems": list(map(self._problem, self.problems)),
        }

    def _problem(self, problem: Mapping[str, object]) -> Data:
        """A problem, with the trees that it is about by their keys."""
        keys = {entry.file: entry.key for entry in self.entries.values()}
        cards = problem["cards"]
        trees = problem["trees"]
        assert isinstance(cards, Mapping)
        assert isinstance(trees, Iterable)
        mine = [keys[file] for file in [*trees, problem["file"]] if file in keys]
        return {
            **problem,
            "trees": list(dict.fromkeys(mine)),
            "cards": {keys[file]: card for file, card in cards.items() if file in keys},
        }


def readable(text: str) -> str:
    """Return a text without what no letter is: of names of files that are not in UTF-8."""
    return _NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)


def _entry(entry: Entry) -> Data:
    tree = entry.tree
    return {
        "key": entry.key,
        "file": entry.file,
        "title": tree.title if tree else Path(entry.file).name,
        "id": tree.id if tree else "",
        "version": tree.version if tree else "",
        "language": tree.language if tree else "",
        "state": entry.state,
        "saved": entry.saved,
        "cards": {key: asdict(card) for key, card in tree.cards.items()} if tree else {},
        "parts": {part: _part(kept) for part, kept in entry.parts.items()},
    }


def _part(kept: Kept) -> Data:
    return {"digest": kept.digest, "note": kept.note, "failed": kept.failed, "draft": kept.draft}
