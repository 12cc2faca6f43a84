"""Git repositories for tests: made in a folder of their own, apart from who runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

has_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs Git")

WORDS = """\
woonboom: 1
vocabulary: woorden
facts:
  maanden: {{label: Maanden van een regeling, type: integer, range: [0, 24]}}
parameters:
  nodig: {{value: {months}, unit: maanden, label: Zo lang duurt een regeling}}
"""
TREE = """\
woonboom: 1
tree: regeling
title: Is de regeling lang genoeg?
version: "{version}"
uses: [{uses}]
start: lang
questions:
  lang:
    ask: Duurt de regeling {{nodig}} of langer?
    answers:
      - {{label: Ja, when: maanden >= nodig, goto: kan}}
      - {{label: Nee, otherwise: true, goto: wacht}}
outcomes:
  kan: {{kind: eligible, title: Aanmelden kan, steps: [Bel ons.], info: kan}}
  wacht: {{kind: not_yet, title: Nog even wachten}}
cases:
  - {{name: Lang, given: {{maanden: 12}}, expect: kan}}
"""


def tree(version: str = "een", uses: str = "woorden.yaml") -> str:
    """Return a small tree that leans on a vocabulary and has an information page."""
    return TREE.format(version=version, uses=uses)


def files(months: int, version: str = "een") -> dict[str, str]:
    """Return the files of that tree, in the folder `trees`."""
    return {
        "trees/regeling.yaml": tree(version),
        "trees/woorden.yaml": WORDS.format(months=months),
        "trees/info/kan.md": f"# Aanmelden\n\nNa {months} maanden kan het.\n",
    }


@dataclass(frozen=True)
class Repository:
    """A repository and what its tests do with it."""

    folder: Path

    def git(self, *words: str | Path, **settings: str) -> str:
        """Run Git in it; returns what it prints."""
        done = subprocess.run(
            ["git", *map(str, words)],
            cwd=self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, by their paths in it."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes], *tags: str) -> str:
        """Write files and commit all there is; returns the number of the commit."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Een wijziging")
        for tag in tags:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD").strip()

    def contents(self) -> dict[str, tuple[int, bytes]]:
        """Return every file in it with its time and content, Git's own too."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in paths}


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let Git know nothing of who runs the tests, nor of a repository that these run in."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home.mkdir(exist_ok=True)
    settings = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        settings |= {f"GIT_{who}_NAME": "Iemand", f"GIT_{who}_EMAIL": "iemand@example.org"}
        settings |= {f"GIT_{who}_DATE": "2026-01-31T12:00:00Z"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def put_on_path(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let programs find this woonboom, as they do where it is installed."""
    folder.mkdir()
    program = folder / "woonboom"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m woonboom "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder), os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))


def make(folder: Path) -> Repository:
    """Return a new repository in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
