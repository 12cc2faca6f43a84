"""Values written as YAML the way people do, each time in another way, with comments everywhere.

`written(data, random)` has every freedom that YAML gives: keys of blocks in any order, any
indentation, lists that are not indented, braces and brackets on one line or several, every kind of
quotation mark, texts in lines, empty lines. Every comment says of what it is: `# above a.b.0` or
`# beside a.b`, so that `places` and `misplaced` can tell afterwards whether it still stands there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random

import yaml

Data = str | list["Data"] | dict[str, "Data"]
Path = tuple[str, ...]
_PLAIN = re.compile(
    r"[A-Za-zÀ-ž0-9_(\\/.]([^\s#:]|\S:(?=\S)| (?=[^\s#:])|(?<=\S)#|(?<=\S):(?=\S))*"
)
_NOT_IN_FLOW = set(",[]{}?")
_COMMENT = re.compile(r"# (above|beside) (\S+)")


class _Writer:
    def __init__(self, random: Random, *, comments: bool) -> None:
        self.random = random
        self.out: list[str] = []
        self.comments = comments
        self.ends_open = False

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    # ------------------------------------------------------------ blocks

    def block(self, data: Data, indent: int, path: Path) -> None:
        for n, (key, value) in enumerate(self.entries(data)):
            here = (*path, key if isinstance(data, dict) else str(n))
            if path or n:  # what stands above all else is about the file
                self.above(indent, here)
            lead = " " * indent + (f"{self.key(key)}:" if isinstance(data, dict) else "-")
            self.value(lead, value, indent, here, keyed=isinstance(data, dict))

    def entries(self, data: Data) -> list[tuple[str, Data]]:
        if isinstance(data, dict):
            items = list(data.items())
            if self.maybe(0.5):
                self.random.shuffle(items)
            return items
        assert isinstance(data, list)
        return [("", item) for item in data]

    def above(self, indent: int, path: Path) -> None:
        # An empty line below a text that keeps its end would be part of it.
        while self.maybe(0.15) and not self.ends_open:
            self.out.append("")
        while self.comments and self.maybe(0.15):
            self.out.append(" " * indent + f"# above {'.'.join(path)}")

    def value(self, lead: str, value: Data, indent: int, path: Path, *, keyed: bool) -> None:
        self.ends_open = False
        if isinstance(value, str):
            self.text(lead, value, indent, path, keyed=keyed)
        elif not value or self.maybe(0.3):
            self.flow(lead, value, indent, path)
        elif keyed:
            self.out.append(lead + self.beside(path))
            least = 0 if isinstance(value, list) else 1
            self.block(value, indent + self.random.randint(least, 4), path)
        else:
            self.compact(lead, value, indent, path)

    def compact(self, lead: str, value: Data, indent: int, path: Path) -> None:
        """An item whose first key stands behind its dash."""
        spaces = self.random.randint(1, 3)
        inner = indent + 1 + spaces
        at = len(self.out)
        self.block(value, inner, path)
        body = self.out[at:]
        if body[0].startswith(" " * inner + "#") or not body[0].strip():
            self.out.insert(at, lead)
        else:
            self.out[at] = lead + " " * spaces + body[0][inner:]

    def beside(self, path: Path) -> str:
        if not (self.comments and self.maybe(0.2)):
            return " " * self.random.choice([0, 0, 0, 2])
        return " " * self.random.choice([1, 1, 2, 7]) + f"# beside {'.'.join(path)}"

    # ------------------------------------------------------------ texts

    def key(self, key: str) -> str:
        if self.maybe(0.1) or not _PLAIN.fullmatch(key):
            return json.dumps(key, ensure_ascii=False)
        return key

    def text(self, lead: str, text: str, indent: int, path: Path, *, keyed: bool) -> None:
        if text and self.maybe(0.15) and self.in_lines(lead, text, indent):
            return
        if keyed and self.maybe(0.1):
            self.out.append(lead + self.beside(path))
            lead = " " * (indent + self.random.randint(0, 2))
        first, *others = self.scalar(text, flow=False)
        self.out.append(f"{lead}{' ' * self.random.choice([1, 1, 3])}{first}")
        self.out += [
            " " * (indent + self.random.randint(1, 5)) * bool(line) + line for line in others
        ]
        self.out[-1] += self.beside(path) if first or not others else ""

    def in_lines(self, lead: str, text: str, indent: int) -> bool:
        lines = text.split("\n")
        if (
            text.strip() != text.strip(" ")
            or not text.strip()
            or re.search(r"[^\S\n ]|[\x85]", text)
        ):
            return False
        inner = self.random.randint(1, 4)
        sign = str(inner) if text[0] in " \n" else ""
        end = len(text) - len(text.rstrip("\n"))
        body = lines[: len(lines) - end] if end else lines
        chomp = "-" if end == 0 else "" if end == 1 else "+"
        self.out.append(f"{lead} |{sign}{chomp}")
        self.out += [" " * (indent + inner) * bool(line) + line for line in body]
        self.out += [""] * (end - 1)
        self.ends_open = chomp == "+"
        return True

    def scalar(self, text: str, *, flow: bool) -> list[str]:
        plain = _PLAIN.fullmatch(text) and not (flow and _NOT_IN_FLOW & set(text))
        style = self.random.choice(["plain", "plain", "'", '"'])
        if style == "plain" and plain:
            return self.folded(text)
        if style == "'" and text.isprintable():
            return self.folded("'" + text.replace("'", "''") + "'")
        return self.folded(json.dumps(text, ensure_ascii=False))

    def folded(self, text: str) -> list[str]:
        """Perhaps over several lines."""
        if not self.maybe(0.2):
            return [text]
        words = re.split(r"(?<=[^\s\\'\"]) (?=[^\s#'\"\-?:|>&*!%@`])", text)
        found = [words[0]]
        for word in words[1:]:
            if self.maybe(0.3):
                found.append(word)
            else:
                found[-1] += f" {word}"
        return found

    # ------------------------------------------------------------ braces and brackets

    def flow(self, lead: str, value: Data, indent: int, path: Path) -> None:
        self.out.append(f"{lead} ")
        self.braces(value, indent, path, broken=self.maybe(0.4))
        self.out[-1] += self.beside(path)

    def braces(self, value: Data, indent: int, path: Path, *, broken: bool) -> None:
        if isinstance(value, str):
            first, *others = self.scalar(value, flow=True)
            self.out[-1] += first
            self.out += [" " * (indent + 2) + line for line in others]
            return
        ends = "{}" if isinstance(value, dict) else "[]"
        self.out[-1] += ends[0]
        items = self.entries(value)
        for n, (key, item) in enumerate(items):
            here = (*path, key if isinstance(value, dict) else str(n))
            if broken and self.maybe(0.5):
                self.out.append(" " * (indent + self.random.randint(1, 6)))
                if self.comments and self.maybe(0.1):
                    self.out[-1] += f"# above {'.'.join(here)}"
                    self.out.append(" " * (indent + 2))
            if isinstance(value, dict):
                self.out[-1] += f"{self.key(key)}: "
            self.braces(item, indent, here, broken=broken and self.maybe(0.5))
            if n < len(items) - 1:
                self.out[-1] += self.random.choice([",", ", ", " , "])
            if broken and self.comments and self.maybe(0.1):
                self.out[-1] += f"  # beside {'.'.join(here)}"
                self.out.append(" " * (indent + 2))
        if broken and self.maybe(0.3):
            self.out.append(" " * (indent + 1))
        self.out[-1] += ends[1]


def written(data: Data, random: Random, *, comments: bool = True) -> str:
    """Return data as YAML in some way, with comments unless they are not wanted."""
    writer = _Writer(random, comments=comments)
    writer.block(data, 0, ())
    return "\n".join(writer.out) + "\n"


# ---------------------------------------------------------------- where comments stand


def places(text: str) -> dict[int, set[Path]]:
    """Return for every line the paths of what begins or ends on it."""
    found: dict[int, set[Path]] = {}

    def add(line: int, path: Path) -> None:
        found.setdefault(line, set()).add(path)

    def walk(node: yaml.Node, path: Path) -> None:
        block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if not block:
            end = node.end_mark.line - (node.end_mark.column == 0)
            for line in {node.start_mark.line, end}:
                add(line, path)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*path, str(key.value))
                add(key.start_mark.line, here)
                walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for n, item in enumerate(node.value):
                add(item.start_mark.line, (*path, str(n)))
                walk(item, (*path, str(n)))

    root = yaml.compose(text, yaml.SafeLoader)
    assert root is not None
    walk(root, ())
    return found


def misplaced(text: str) -> Iterator[str]:
    """Yield the comments of a text that do not stand at what they say they are of."""
    where = places(text)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        for kind, name in _COMMENT.findall(line):
            at = number
            while kind == "above" and (not lines[at].strip() or lines[at].lstrip().startswith("#")):
                at += 1
            own_line = line.lstrip().startswith("#")
            if kind == "beside" and own_line:  # it had to go above
                at = next(
                    n for n in range(number, len(lines)) if not lines[n].lstrip().startswith("#")
                )
            if tuple(name.split(".")) not in where.get(at, set()):
                yield f"{number + 1}: {line}"
