"""`.pre-commit-hooks.yaml`, run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import has_git

ROOT = Path(__file__).parent.parent
CONFIG = """\
repos:
  - repo: {hooks}
    rev: v1
    hooks:
      # Not installed from the repository, as it would be elsewhere: it is here already.
      - {{id: woonboom-fmt, language: system}}
      - {{id: woonboom-check, language: system}}
"""
pytestmark = has_git


class Project:
    """A repository with trees that uses the hooks of another one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        program = folder / "bin" / "woonboom"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m woonboom "$@"\n', "utf-8")
        program.chmod(0o755)
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))},
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PRE_COMMIT_HOME": str(folder / "kept"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "WOONBOOM_LANG": "nl",
        }
        hooks = folder / "hooks"
        hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        self.commit(hooks, "tag", "v1")
        shutil.copytree(ROOT / "trees", self.folder / "trees")
        config = CONFIG.format(hooks=hooks.as_posix())
        (self.folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
        (self.folder / "anders.yaml").write_text("dit:   is geen boom\n", "utf-8")
        self.commit(self.folder, "status")

    def commit(self, folder: Path, *then: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x"), then):
            self.run(folder, "git", *who, *words)

    def run(self, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=folder, env=self.environment, text=True, capture_output=True, check=False
        )

    def hooks(self) -> tuple[int, str]:
        """Run the hooks on all files; returns the exit code and what was said."""
        self.run(self.folder, "git", "add", ".")
        done = self.run(self.folder, sys.executable, "-m", "pre_commit", "run", "--all-files")
        return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_the_hooks_check_and_tidy_what_is_committed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    code, said = project.hooks()
    assert (code, said.count("Passed")) == (0, 2), said

    tree = project.folder / "trees" / "hulpverleners.yaml"
    tidy = tree.read_text("utf-8")
    tree.write_text(tidy.replace("    ask: ", "    ask:   "), "utf-8")
    code, said = project.hooks()
    assert (code, "files were modified by this hook" in said) == (1, True), said
    assert tree.read_text("utf-8") == tidy

    tree.write_text(tidy.replace("yes: reden", "yes: redn"), "utf-8")
    code, said = project.hooks()
    assert (code, "WB201" in said) == (1, True), said
    assert (project.folder / "anders.yaml").read_text("utf-8") == "dit:   is geen boom\n"


def test_pre_commit_accepts_the_hooks() -> None:
    from pre_commit.clientlib import load_manifest

    found = {hook["id"]: hook for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}
    assert set(found) == {"woonboom-check", "woonboom-fmt"}
    assert all(hook["entry"].split()[0] == "woonboom" for hook in found.values())
