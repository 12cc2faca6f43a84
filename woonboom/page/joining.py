"""The scripts of the page, joined into one: no bundler, only a rule that is short enough to trust.

A script begins with imports (`import { a, b } from "./x.js";`, names as they are there) and exports
functions, classes and constants where it declares them, at the beginning of a line. Names that are
declared there differ over all scripts. So the scripts can stand after each other in one function,
each after those that it imports, without their imports and without the word `export`. A text in
backquotes ends on the line where it begins, so that notes and indents can be left out too.

What is sent is `packed`: the same script without the spaces and line ends that it does not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_IMPORT: Final = re.compile(
    r'^import (?:\{(?P<names>[\w$,\s]+)\} from )?"\./(?P<file>[\w-]+\.js)";\n', re.MULTILINE
)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?function\b|class\b|const\b)", re.MULTILINE)
_DECLARED: Final = re.compile(
    r"^(?P<export>export )?(?:async )?(?:function\*?|class|const|let) +(?P<name>[\w$]+)",
    re.MULTILINE,
)
_LEFT: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_NOTE: Final = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)\n", re.MULTILINE)
_INDENT: Final = re.compile(r"\s*\n\s*")
_TEMPLATE: Final = re.compile(r"^[^`\n]*`(?:[^`\n]*`[^`\n]*`)*[^`\n]*$", re.MULTILINE)
_ENDS_SCRIPT: Final = re.compile(r"</script|<!--", re.IGNORECASE)


class Unjoinable(ValueError):
    """Scripts that do not keep to the rule; says which and why."""


def packed(scripts: Mapping[str, str], entry: str) -> str:
    """Return the joined script without spaces that it can miss; the same bytes every time.

    Raises `Unjoinable`.
    """
    from rjsmin import jsmin

    return f"{jsmin(joined(scripts, entry))}\n"


def joined(scripts: Mapping[str, str], entry: str) -> str:
    """Return the script `entry` with all that it needs of `scripts`, as one plain script.

    Notes (whole lines of comment) are left out, and indents. Raises `Unjoinable`.
    """
    order = list(_Walk(scripts).needed(entry))
    _refuse_doubles({name: scripts[name] for name in order})
    parts = [_bare(name, scripts[name]) for name in order]
    text = '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"
    if found := _ENDS_SCRIPT.search(text):
        raise Unjoinable(f"{found[0]!r} would end the script within the page")
    return text


@dataclass
class _Walk:
    """Which scripts need which; `done` are those that have had their turn."""

    scripts: Mapping[str, str]
    done: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)

    def needed(self, name: str) -> Iterator[str]:
        """Yield what a script needs, each after what it needs itself, and then that script."""
        if name in self.done:
            return
        if name in self.open:
            raise Unjoinable(f"imports go round: {' → '.join([*self.open, name])}")
        if name not in self.scripts:
            raise Unjoinable(f"{self.open[-1:]} imports {name}, which there is not")
        self.open.append(name)
        for match in _IMPORT.finditer(self.scripts[name]):
            yield from self.needed(match["file"])
            self.check(name, match)
        self.open.pop()
        self.done.add(name)
        yield name

    def check(self, name: str, match: re.Match[str]) -> None:
        exported = {
            d["name"] for d in _DECLARED.finditer(self.scripts[match["file"]]) if d["export"]
        }
        wanted = {part.strip() for part in (match["names"] or "").split(",")} - {""}
        if missing := sorted(wanted - exported):
            raise Unjoinable(
                f"{name} imports {', '.join(missing)}, which {match['file']} does not export"
            )


def _refuse_doubles(scripts: Mapping[str, str]) -> None:
    homes: dict[str, str] = {}
    for name, text in scripts.items():
        for match in _DECLARED.finditer(text):
            other = homes.setdefault(match["name"], name)
            if other != name:
                raise Unjoinable(f"{name} and {other} both declare {match['name']}")


def _bare(name: str, text: str) -> str:
    """A script without imports, exports, notes and indents."""
    plain = _NOTE.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    if left := _LEFT.search(plain) or _TEMPLATE.search(plain):
        raise Unjoinable(f"{name}: {left[0]!r} is not joined; see joining.py")
    return _INDENT.sub("\n", plain).strip("\n")
