"""YAML text → its parts, each comment at the part that it belongs to.

A comment behind something belongs to that; one on a line of its own to what follows, unless it
stands further in than what follows: then it closes the block in which it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from woonboom.source.written import Piece, pieces
from woonboom.tidy.parts import EMPTY_LINE, NOTHING, Beside, Entry, File, Group, Leaf

LINE_END: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_MARKER: Final = re.compile(r"%|---(\s|$)")


def read(text: str) -> File:
    """Return the parts of a YAML text that holds one block, in which `parse` finds no fault."""
    return _Reader(text).file()


@dataclass(frozen=True, slots=True)
class _Spot:
    """The last thing that was read: where it ends, whose it is, what is open around it."""

    end: int
    owner: Entry | Group | None
    around: tuple[Group, ...]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: Iterator[Piece] = pieces(text)
        self.starts = [0, *(found.end() for found in LINE_END.finditer(text))]
        self.open: list[Group] = []
        self.last = _Spot(0, None, ())
        self.begun: list[tuple[Entry, Group]] = []
        """The parts that have begun and of which nothing was read yet, and the groups that they
        stand in, from outside in."""
        self.head: list[str] = []
        self.found: list[str] = []

    def file(self) -> File:
        root = self.value(next(self.pieces), None)
        assert isinstance(root, Group)
        tail: list[str] = []
        self.between(len(self.text), _Gap([tail], closed=self.last.around))
        return File(self.head, root, tail, tuple(self.found))

    # ------------------------------------------------------------ values

    def value(self, piece: Piece, entry: Entry | None) -> Leaf | Group:
        if piece.what in ("list", "block"):
            return self.group(piece, entry)
        if piece.style in ("|", ">"):
            return self.text_in_lines(piece, entry)
        end = piece.end
        if end > piece.start or entry is None or entry.key is None:
            self.reach(piece.start, end, entry)
        written = self.text[piece.start : end]
        if piece.what == "alias":
            return Leaf(written, piece.text, "*")
        return Leaf(written, piece.text, piece.style, piece.anchor)

    def text_in_lines(self, piece: Piece, entry: Entry | None) -> Leaf:
        """A text after `|` or `>`; the empty lines below it are its own only if it says so."""
        whole = self.text[piece.start : piece.end]
        header, *_ = whole.split("\n", 1)
        sign, comment, rest = header.partition("#")
        if "+" not in sign and piece.text.rstrip() == piece.text.rstrip("\n"):
            whole = whole.rstrip()
        self.reach(piece.start, piece.start + len(whole), entry)
        if comment and entry:
            self.found.append((comment + rest).rstrip())
            self.beside((comment + rest).rstrip(), piece.start + len(sign))
        written = "\n".join([sign.rstrip(), *whole.split("\n", 1)[1:]])
        return Leaf(written, piece.text, piece.style, piece.anchor)

    def group(self, piece: Piece, entry: Entry | None) -> Group:
        column = piece.start - self.line_start(piece.start)
        group = Group(piece.what == "block", piece.in_flow, column, piece.anchor)
        if piece.in_flow:
            self.reach(piece.start, piece.end, entry, opens=group)
        self.open.append(group)
        while (item := next(self.pieces)).what != "end":
            group.entries.append(self.entry(item, group))
        if piece.in_flow:
            self.reach(item.start, item.end, entry, closes=group)
        else:
            self.open.pop()
        return group

    def entry(self, piece: Piece, group: Group) -> Entry:
        entry = Entry(None, NOTHING)
        self.begun.append((entry, group))
        if group.keyed:
            key = self.value(piece, entry)
            assert isinstance(key, Leaf)
            entry.key, piece = key, next(self.pieces)
        entry.value = self.value(piece, entry)
        return entry

    # ------------------------------------------------------------ what stands between them

    def reach(
        self,
        start: int,
        end: int,
        entry: Entry | None,
        opens: Group | None = None,
        closes: Group | None = None,
    ) -> None:
        """Go on to the next thing that is read; the comments before it find their place."""
        start = max(start, self.last.end)
        self.between(start, self.gap(entry, closes))
        self.begun = []
        if closes:
            self.open.pop()
        self.last = _Spot(max(start, end), opens or entry, tuple(self.open))

    def gap(self, entry: Entry | None, closes: Group | None) -> _Gap:
        """Return where comments before the next thing may belong."""
        if not self.begun:
            if closes or entry is None:
                return _Gap([closes.below if closes else self.head])
            return _Gap([entry.above], begun=entry)
        first, home = self.begun[0]
        if self.last.owner is None:
            return _Gap([self.head], first)
        around = self.last.around
        depth = next((n for n, group in enumerate(around) if group is home), len(around))
        closed = tuple(g for g in around[depth + 1 :] if g.column > home.column)
        return _Gap([begun.above for begun, _ in self.begun], first, closed)

    def between(self, start: int, gap: _Gap) -> None:
        lines = LINE_END.split(self.text[self.last.end : start])
        begin = self.last.owner is None and not self.found and not self.head
        # What ends with a line has nothing beside it.
        same_line = self.last.owner is not None and self.line_start(self.last.end) < self.last.end
        if gap.first:
            gap.first.on_new_line = len(lines) > 1
        empty = False
        for number, line in enumerate(lines):
            before, sign, rest = line.partition("#")
            comment = (sign + rest).rstrip()
            self.found += [comment] if sign else []
            if begin and _MARKER.match(line):
                self.head.append(line.rstrip())
            elif sign and number == 0 and same_line:
                self.beside(comment, self.last.end + len(before))
            elif sign:
                gap.home_of(len(before), before).extend(
                    [EMPTY_LINE, comment] if empty else [comment]
                )
                empty = False
            elif number and before.strip():
                gap.above.extend([EMPTY_LINE] if empty else [])
                empty = False
            else:
                empty = empty or (0 < number < len(lines) - 1)
            if number:
                gap.pass_dashes(before.count("-"))
        if empty and gap.first:
            gap.above.append(EMPTY_LINE)

    def beside(self, comment: str, at: int) -> None:
        owner = self.last.owner
        if isinstance(owner, Group):
            owner.opening.append(comment)
        elif owner:
            start = self.line_start(at)
            line = self.text[start:at]
            lead = len(line) - len(line.lstrip())
            gap = len(line) - len(line.rstrip())
            owner.beside.append(Beside(comment, at - start - lead, gap))

    def line_start(self, at: int) -> int:
        return self.starts[bisect_right(self.starts, at) - 1]


class _Gap:
    """What stands between two things that are read: the `first` part that begins after it.

    A comment on a line of its own goes above that, or to one of the blocks that are `closed`; once
    its dash has been, above the part that begins behind the dash. `targets` are these, in order.
    Where a part has `begun`, with its key, all go above that, what stands beside its key too.
    """

    def __init__(
        self,
        targets: list[list[str]],
        first: Entry | None = None,
        closed: tuple[Group, ...] = (),
        begun: Entry | None = None,
    ) -> None:
        self.targets = targets
        self.first = first
        self.closed = closed
        self.begun = begun

    @property
    def above(self) -> list[str]:
        """The comments above what comes next."""
        return self.targets[0]

    def pass_dashes(self, number: int) -> None:
        """Go on behind the dashes of items."""
        if number:
            self.targets = self.targets[min(number, len(self.targets) - 1) :]
            self.closed = ()

    def home_of(self, column: int, before: str) -> list[str]:
        """Return the comments that one in that column belongs to; later ones stand no deeper."""
        while self.closed and (self.closed[-1].column > column or before.strip()):
            self.closed = self.closed[:-1]
        if self.begun:
            self.above.extend(comment.text for comment in self.begun.beside)
            self.begun.beside.clear()
        return self.closed[-1].below if self.closed else self.above
