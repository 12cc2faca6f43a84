"""docs/git.md: every line of it works, in a repository with the trees of this project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import repositories
from calling import ROOT, Patch
from repositories import Repository

pytestmark = [
    repositories.has_git,
    pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a Unix shell"),
]
PAGE = (ROOT / "docs" / "git.md").read_text("utf-8")
LINES = re.findall(r"^\$ (.*)$", PAGE, re.MULTILINE)
SET_UP = re.findall(r"^    (git config .*)$", PAGE, re.MULTILINE)
(ATTRIBUTES,) = re.findall(r"^    (trees/.*)$", PAGE, re.MULTILINE)
WORDS = "trees/woonkans.yaml"
SIX = "min_regeling:\n    value: 6"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: Patch) -> Repository:
    """A repository set up as the page says, with the trees in v1; later terms are shorter."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    repositories.put_on_path(monkeypatch, tmp_path / "bin")
    made = repositories.make(tmp_path / "repository")
    shutil.copytree(ROOT / "trees", made.folder / "trees")
    for line in SET_UP:
        assert ran(line, made).returncode == 0
    made.commit({".gitattributes": f"{ATTRIBUTES}\n"}, "v1")
    words = (made.folder / WORDS).read_text("utf-8")
    made.commit({WORDS: words.replace(SIX, SIX.replace("6", "5"))}, "v2")
    made.write({WORDS: words.replace(SIX, SIX.replace("6", "4"))})
    return made


def ran(line: str, repository: Repository) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", line],
        cwd=repository.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_every_line_works(repository: Repository) -> None:
    assert len(LINES) >= 14
    for line in LINES:
        done = ran(line, repository)
        assert done.returncode == int(line.startswith("woonboom diff")), line + done.stderr
        assert done.stderr == "" or "poster" in line, line


def test_git_says_for_whom_a_number_in_the_vocabulary_matters(repository: Repository) -> None:
    for line in LINES:
        if line.startswith("git"):
            told = ran(line, repository).stdout
            assert f"Bomen die {WORDS} gebruiken:" in told, line
            assert re.search("betalingsregeling [45] maanden", told), line
    assert "@@" in ran("git diff --no-ext-diff", repository).stdout
