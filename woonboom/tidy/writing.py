"""Parts of a file → its text."""

from __future__ import annotations

from woonboom.load.outline import BELOW, Below
from woonboom.tidy import flow, scalars
from woonboom.tidy.parts import Beside, Entry, File, Group, Leaf
from woonboom.tidy.scalars import STEP

_CONDITIONS = {"answer": "when", "tree": "assume", "vocabulary": "assume"}


def write(file: File, shape: str) -> str:
    """Return the text of a file that was settled."""
    writer = _Writer()
    writer.comments(file.head, 0)
    if file.root.in_flow:
        writer.out += flow.lines(file.root, 0, 0)
    else:
        writer.block(file.root, 0, Below("one", shape))
    writer.comments(file.tail, 0)
    return "\n".join(writer.out) + "\n"


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.ends_open = False
        """Whether an empty line would become part of the text above it."""

    def comments(self, comments: list[str], indent: int) -> None:
        for comment in comments:
            if comment:
                self.out.append(" " * indent + comment)
                self.ends_open = False
            elif not self.ends_open:
                self.out.append("")

    def block(self, group: Group, indent: int, below: Below | None, lead: str = "") -> None:
        """Write a group; `lead` is what already stands on its first line."""
        for entry in group.entries:
            self.comments(entry.above, indent)
            self.entry(entry, lead or " " * indent, indent, below)
            lead = ""
        self.comments(group.below, indent)

    def entry(self, entry: Entry, lead: str, indent: int, below: Below | None) -> None:
        shape = below.shape if below and below.how == "one" else None
        if entry.key is None:
            self.item(entry, f"{lead}-", indent, _inside(below))
            return
        if scalars.is_long(entry.key):
            self.line(f"{lead}? {scalars.key(entry.key)[:-1]}")
            lead, mark = " " * indent, ":"
        else:
            mark = scalars.key(entry.key)
        key = entry.key.text
        under = BELOW.get(shape, {}).get(key) if shape else _inside(below)
        is_condition = shape is not None and _CONDITIONS.get(shape) == key
        self.value(entry, lead + mark, indent, under, condition=is_condition)

    def item(self, entry: Entry, lead: str, indent: int, below: Below | None) -> None:
        value = entry.value
        if isinstance(value, Group) and not value.in_flow and not value.anchor:
            self.block(value, indent + STEP, below, f"{lead} ")
        else:
            self.value(entry, lead, indent, below, condition=False)

    def value(
        self, entry: Entry, lead: str, indent: int, below: Below | None, *, condition: bool
    ) -> None:
        value = entry.value
        lead += " "
        if isinstance(value, Leaf):
            lead += scalars.anchored(value.anchor)
            found = scalars.lines(value, len(lead), indent + STEP, condition=condition)
            self.lines(lead, found, entry.beside, top=value.in_lines)
            self.ends_open = value.keeps_end and not scalars.is_odd(value)
        elif value.in_flow:
            self.lines(lead, flow.lines(value, len(lead), indent), entry.beside)
        else:
            self.lines(lead + scalars.anchored(value.anchor), [""], entry.beside)
            self.block(value, indent + STEP, below)

    def lines(
        self, lead: str, lines: list[str], beside: list[Beside], *, top: bool = False
    ) -> None:
        found = [lead + lines[0], *lines[1:]]
        if beside:
            at = 0 if top else -1
            found[at] = _with_comment(found[at], beside[-1])
        found[0] = found[0].rstrip()
        for line in found:
            self.line(line)

    def line(self, line: str) -> None:
        self.out.append(line)
        self.ends_open = False


def _inside(below: Below | None) -> Below | None:
    """What an item of a list, or what stands under an id, is."""
    return Below("one", below.shape) if below and below.how != "one" else None


def _with_comment(line: str, beside: Beside) -> str:
    """A line with a comment behind it: where it was, when its author lined it up."""
    line = line.rstrip()
    lead = len(line) - len(line.lstrip())
    column = lead + beside.column if beside.gap > STEP else 0
    return f"{line}{' ' * max(STEP, column - len(line))}{beside.text}"
