"""docs/extending.md: its steps, done on a copy of the package, give what it says.

The first line of a block of code tells where it goes: `# PATH, a new file:`, `at the end:`,
`after the line: …`, `before the line: …` or `instead of the line: …`. Of lines that say the same,
the one is meant that is indented as the block is. A `console` block has a command and what it
prints.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "extending.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(
    r"# (\S+), (a new file|at the end|(?:after|before|instead of) the line):(?: (.*))?\n"
)
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))


@dataclass(frozen=True)
class Change:
    """What to write, in which file, and where in it."""

    path: str
    place: str
    line: str
    text: str

    def apply(self, folder: Path) -> None:
        """Make the change in a copy of the package."""
        path = folder / self.path
        assert path.exists() == (self.place != "a new file"), self
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text("utf-8") if path.exists() else ""
        path.write_text(self.made(old), "utf-8")

    def made(self, old: str) -> str:
        """The old text with the change made."""
        if not self.line:
            return old + self.text
        lines = old.splitlines(keepends=True)
        here = self.found(lines)
        lines[here : here + 1] = {
            "after the line": [lines[here], self.text],
            "before the line": [self.text, lines[here]],
            "instead of the line": [self.text],
        }[self.place]
        return "".join(lines)

    def found(self, lines: list[str]) -> int:
        """The number of the one line that is meant."""
        wanted = indentation(self.text) + self.line
        numbers = [n for n, line in enumerate(lines) if line.rstrip("\n") == wanted]
        assert len(numbers) == 1, f"{self.path} has {len(numbers)} lines {wanted!r}"
        return numbers[0]


def indentation(text: str) -> str:
    """The spaces that a text begins with."""
    return text[: len(text) - len(text.lstrip(" "))]


def change(block: str) -> Change:
    """What a block of code says to do."""
    head = PLACE.match(block)
    assert head, f"no place in {block.splitlines()[0]!r}"
    return Change(head[1], head[2], head[3] or "", block[head.end() :])


def printed(command: str, folder: Path) -> str:
    """All that a command prints, with the copied package."""
    words = shlex.split(command)
    if words[0] == "woonboom":
        words[:1] = [sys.executable, "-m", "woonboom"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "WOONBOOM_LANG": "en"}
    run = subprocess.run(
        words, cwd=folder, env=environment, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return run.stdout


@pytest.mark.parametrize("section", SECTIONS)
def test_the_steps_work(section: str, tmp_path: Path) -> None:
    for name in ("woonboom", "trees"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for language, block in BLOCK.findall(SECTIONS[section]):
        if language == "console":
            command, _, output = block.partition("\n")
            assert printed(command.removeprefix("$ "), tmp_path) == output
        else:
            change(block).apply(tmp_path)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_has_three_steps_and_the_last_shows_that_it_works(section: str) -> None:
    steps = re.split(r"^### (\d)\. ", SECTIONS[section], flags=re.MULTILINE)
    assert steps[1::2] == ["1", "2", "3"]
    assert "```console\n$ woonboom " in steps[-1]


def test_there_is_a_section_for_everything_that_is_made_to_be_added() -> None:
    assert list(SECTIONS) == ["A rule", "An output format", "A form of report", "A fact type"]
