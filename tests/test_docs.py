"""What the documents promise happens, word for word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from woonboom.cli.run import COMMANDS
from woonboom.load import Library

ROOT = Path(__file__).parent.parent
# An instruction, or a console block with the text block that may follow it.
STEP = re.compile(
    r"change `(?P<old>[^`]+)` into\s+`(?P<new>[^`]+)`"
    r"|`(?P<file>trees/[\w/]+\.yaml)`"
    r"|```console\n(?P<console>.*?)```(?:\s*```text\n(?P<text>.*?)```)?",
    re.DOTALL | re.IGNORECASE,
)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def yaml_blocks(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", yaml_blocks("format.md"))
def test_every_example_of_the_format_loads(block: str, tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(block, "utf-8")
    (tmp_path / "letters").mkdir()  # what the example of a house style names
    (tmp_path / "logo.svg").write_text(LOGO, "utf-8")
    library = Library()
    library.read([tmp_path])
    assert library.problems == []
    assert library.trees or library.vocabularies or library.questionnaires


def five_minutes() -> Iterator[re.Match[str]]:
    readme = (ROOT / "README.md").read_text("utf-8")
    begin = readme.index("## The first five minutes")
    return STEP.finditer(readme, begin, readme.index("## More"))


def run(command: str, folder: Path) -> str:
    words = command.removeprefix("$ ").replace(".venv/bin/woonboom", "woonboom").split()
    assert words[0] == "woonboom"
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "WOONBOOM_LANG": "en"},
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def dedented(text: str) -> str:
    return dedent(text).strip()


def test_the_first_five_minutes_go_as_the_readme_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "trees", tmp_path / "trees")
    file = tmp_path
    compared = 0
    for step in five_minutes():
        if step["file"]:
            file = tmp_path / step["file"]
        elif step["old"]:
            text = file.read_text("utf-8")
            assert step["old"] in text
            file.write_text(text.replace(step["old"], step["new"], 1), "utf-8")
        else:
            out = run(dedented(step["console"]), tmp_path)
            if step["text"] is not None:
                quoted, cut, _ = dedented(step["text"]).partition("\n…")
                assert (out[: len(quoted)] if cut else out.strip()) == quoted
                compared += 1
    assert compared == 7
    assert (tmp_path / "output" / "hulpverleners-poster.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "trees" / "huurhulp.yaml").is_file()


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_the_architecture_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "woonboom"
    modules = [m for m in package.rglob("*.py") if m.stem not in ("__init__", "py")]
    commands = {f"{name}.py" for name in COMMANDS}  # the page says that each has a file
    missing = [
        module.relative_to(package).as_posix()
        for module in modules
        if f"`{module.name}`" not in page and module.name not in commands
    ]
    assert missing == []


def test_the_architecture_shows_the_floors_that_are_checked() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    floors = contracts["contracts"][0]["layers"]
    assert "".join(f"    {floor}\n" for floor in floors) in page
