"""A file in one tidy form: its meaning, its order of questions and every comment kept.

Not by way of ruamel.yaml, which loses comments in brackets and braces, puts those before a key
with the value above it (so that no key can move), and reads some texts otherwise than `source`.
"""

from __future__ import annotations

from woonboom.diagnostics import SourceText
from woonboom.load.outline import shape_of_file
from woonboom.source import Mapping, Node, Scalar, Sequence, parse
from woonboom.tidy.reading import LINE_END, read
from woonboom.tidy.settling import settle
from woonboom.tidy.writing import write

Plain = str | list["Plain"] | dict[str, "Plain"]


class NotTheSame(Exception):
    """The tidy form would say something else: a fault of ours, so the file is left alone."""


def tidied(source: SourceText) -> str:
    """Return the tidy form of a file that `parse` finds nothing wrong with and that is a block.

    Lines end as the first line does. Raises `NotTheSame` rather than change what a file says.
    """
    text = source.text if LINE_END.search(source.text[-1:]) else source.text + "\n"
    before = parsed(source.name, text)
    file = read(text)
    shape = shape_of_file(before if isinstance(before, dict) else {})
    settle(file, shape)
    found = write(file, shape)
    same = before is not None and parsed(source.name, found) == before
    if not same or sorted(read(found).comments) != sorted(file.comments):
        raise NotTheSame(source.name)
    end = LINE_END.search(source.text)
    return found.replace("\n", "\r\n") if end and end[0] == "\r\n" else found


def parsed(name: str, text: str) -> Plain | None:
    """Return what a YAML text says, without places; None where it cannot be read."""
    node, problems = parse(SourceText(name, text))
    return None if problems or node is None else _plain(node)


def _plain(node: Node) -> Plain:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text
