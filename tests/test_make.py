"""`make`: it builds and checks the trees, and tells what is wrong with them once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("make") is None or sys.platform == "win32", reason="needs make"
)
ROOT = Path(__file__).parents[1]
STAND_IN = "#!/bin/sh\n[ $1 = -m ] || echo woonboom $1\n[ $1 != {fails} ]\n"


def make(venv: Path, fails: str) -> tuple[int, list[str]]:
    """Run `make` with a woonboom that only says its name, and of which one command fails."""
    (venv / "bin").mkdir(parents=True, exist_ok=True)
    for name in ("python", "woonboom"):
        path = venv / "bin" / name
        path.write_text(STAND_IN.format(fails=fails), "utf-8")
        path.chmod(0o755)
    if not (venv / ".installed").exists():
        (venv / ".installed").touch()
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    words = ["make", "--silent", f"VENV={venv}"]
    done = subprocess.run(
        words, cwd=ROOT, env=own, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    return done.returncode, done.stdout.splitlines()


def test_it_builds_and_then_checks_what_changed(tmp_path: Path) -> None:
    assert make(tmp_path, fails="never") == (0, ["woonboom build", "woonboom check"])
    assert make(tmp_path, fails="never") == (0, ["woonboom build"])


def test_errors_that_the_build_told_are_not_told_again(tmp_path: Path) -> None:
    assert make(tmp_path, fails="build") == (2, ["woonboom build"])


def test_what_only_a_check_finds_is_told_until_it_is_mended(tmp_path: Path) -> None:
    both = ["woonboom build", "woonboom check"]
    assert make(tmp_path, fails="check") == (2, both)
    assert make(tmp_path, fails="never") == (0, both)
