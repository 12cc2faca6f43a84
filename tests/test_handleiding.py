"""docs/handleiding.md: whoever follows it to the letter sees what it says.

The guide is done from top to bottom in an empty folder:
- a block that begins with `# fragment` goes into the tree that the guide works on, as its reader is
  told to: what is there already is replaced, what is new comes last in its part. `# fragment in
  PATH` names another file; a folder that is not there yet is a copy of `trees`;
- a `csv` block is the file that the line before it names last;
- a `console` block's command prints what stands below it, up to a line `…`.

A `yaml` block that is no fragment is a whole tree without problems. In the table of mistakes, the
first column gives the message of the second, and with the third all is well.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import pytest

import woonboom

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "handleiding.md").read_text("utf-8")
TREE = "trees/huurhulp.yaml"
NAME = re.compile(r"(?P<indentation> *)(?:- name: )?(?P<name>[^ #:-][^:]*)")

FENCED = re.findall(r"^ *```(yaml|console|csv)\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
BLOCKS = [(language, dedent(text)) for language, text in FENCED]
WHOLE = [t for language, t in BLOCKS if language == "yaml" and not t.startswith("# fragment")]
TABLES = dict(re.findall(r"`([^`\n]+)`:\n\n```csv\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
MISTAKES = re.findall(r"^\| [^`]+.*`([^`]+)` \| ([^|]+) \| .*`([^`]+)` \|$", GUIDE, re.MULTILINE)


@dataclass(frozen=True)
class Walk:
    """The guide, done in a folder: what every command should print, and what it printed."""

    folder: Path
    quoted: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def run(self, example: str) -> None:
        """Run the command of an example, and keep as much of what it prints as is quoted."""
        command, _, quoted = example.partition("\n")
        printed = says(command.removeprefix("$ "), self.folder)
        if quoted.endswith("\n…\n"):
            printed = printed[: len(quoted) - len("…\n")] + "…\n"
        self.quoted.append(quoted)
        self.printed.append(printed)

    def put(self, fragment: str) -> None:
        """Put a fragment in the file that it names, or in the tree that the guide works on."""
        head, _, text = fragment.partition("\n")
        path = self.folder / (head.removeprefix("# fragment").removeprefix(" in ") or TREE)
        if not path.parent.exists():
            shutil.copytree(self.folder / "trees", path.parent)
        lines = merged(path.read_text("utf-8").splitlines(), text.splitlines())
        path.write_text("\n".join(lines) + "\n", "utf-8")


def says(command: str, folder: Path) -> str:
    """Return all that a woonboom command prints, in Dutch."""
    program, *words = command.split()
    assert program == "woonboom"
    return subprocess.run(
        [sys.executable, "-m", program, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "WOONBOOM_LANG": "nl"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    ).stdout


def named(lines: list[str], depth: int) -> dict[str, slice]:
    """Return the blocks at a depth by name, without the empty lines and comments after them."""
    found: dict[str, slice] = {}
    name = ""
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        begin = NAME.match(line)
        if begin and len(begin["indentation"]) == depth:
            name = begin["name"]
            found[name] = slice(number, number)
        if name:
            found[name] = slice(found[name].start, number + 1)
    return found


def merged(old: list[str], new: list[str], depth: int = 0) -> list[str]:
    """Return the old lines with every block of the new ones, in its place or else at the end.

    A block of a tree, like `questions`, is merged in its turn; a line of its own that is new, like
    `valid_from`, follows the line before it.
    """
    lines, after = list(old), len(old)
    for name, where in named(new, depth).items():
        block, known = new[where], named(lines, depth).get(name, slice(after, after))
        is_part = depth == 0 and len(block) > 1 and known.start < known.stop
        lines[known] = merged(lines[known], block, 2) if is_part else block
        after = named(lines, depth)[name].stop if depth == 0 else len(lines)
    return lines


def with_line(tree: str, line: str) -> str:
    """Return a tree with another line instead of the first one that begins so; ⇥ is a tab."""
    begin = re.escape(line.lstrip("⇥").partition(":")[0])
    found = re.search(f"^( +){begin}:.*", tree, re.MULTILINE)
    assert found, line
    new = line.replace("⇥", "\t") if line.startswith("⇥") else found[1] + line
    return tree.replace(found[0], new, 1)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole guide, done."""
    walk = Walk(tmp_path_factory.mktemp("handleiding"))
    (walk.folder / "trees").mkdir()
    for language, text in BLOCKS:
        if language == "console":
            walk.run(text)
        elif language == "csv":
            name = next(name for name, table in TABLES.items() if table == text)
            (walk.folder / name).write_text(text, "utf-8")
        elif text not in WHOLE:
            walk.put(text)
    return walk


def test_every_command_prints_what_the_guide_quotes(walk: Walk) -> None:
    assert walk.printed == walk.quoted


def test_every_step_together_leaves_a_tree_without_problems(walk: Walk) -> None:
    tree, problems = woonboom.load(walk.folder / TREE)
    assert tree
    assert problems + woonboom.check(tree) == []


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_tree_has_no_problems(text: str, tmp_path: Path) -> None:
    (tmp_path / "tree.yaml").write_text(text, "utf-8")
    assert "geen problemen" in says("woonboom check tree.yaml", tmp_path)


@pytest.mark.parametrize(("wrong", "message", "right"), MISTAKES)
def test_a_mistake_gives_its_message_and_its_remedy_helps(
    walk: Walk, wrong: str, message: str, right: str
) -> None:
    path = walk.folder / "trees" / "mistake.yaml"
    tree = (walk.folder / TREE).read_text("utf-8")
    path.write_text(with_line(tree, wrong), "utf-8")
    assert f"fout: {message}" in says(f"woonboom check {path}", walk.folder)
    path.write_text(with_line(tree, right), "utf-8")
    assert says(f"woonboom --quiet check {path}", walk.folder) == ""


def test_the_guide_has_trees_and_mistakes_to_try() -> None:
    assert (len(WHOLE), len(MISTAKES)) == (1, 4)
