"""The command in a process of its own: pipes, interruptions, the shell, and how much it imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from broken import BROKEN
from calling import (
    ERROR,
    GOOD,
    Capture,
    Patch,
    assert_refused,
    called,
    environment,
    process,
    python,
)

from woonboom.__main__ import main
from woonboom.cli.run import COMMANDS

HEAVY = ("networkx", "graphviz", "pygraphviz", "typst", "pikepdf", "uharfbuzz", "fontTools")
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    for path, code in ((GOOD, 0), (ERROR, 1), (tmp_path / "nergens.yaml", 2)):
        done = process("check", path)
        assert (done.returncode, done.stderr) == (code, "")
    assert process("chekc").returncode == 2


@pytest.mark.parametrize("name", ["6 MB", "a million brackets"])
def test_a_hostile_file_ends_without_traceback(name: str, tmp_path: Path) -> None:
    done = process("check", BROKEN[name].make(tmp_path))
    assert_refused(done.returncode, done.stdout, done.stderr, BROKEN[name].says)


def test_messages_are_utf_8_also_where_the_system_is_not() -> None:
    done = process("check", "nergens.yaml", PYTHONIOENCODING="ascii")
    assert "→ Controleer de naam" in done.stdout


@needs_posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_goes_away_is_no_drama(form: str) -> None:
    words = [sys.executable, "-m", "woonboom", "check", str(ERROR), "--format", form]
    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout
        assert started.stderr
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) == 2


# A shell that runs the tests in the background has them ignore Ctrl-C; users' shells do not.
INTERRUPTIBLE = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from woonboom.__main__ import main
main()
"""


@needs_posix
def test_ctrl_c_ends_without_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "boom.yaml"
    os.mkfifo(fifo)
    words = [sys.executable, "-c", INTERRUPTIBLE, "check", str(fifo)]
    with subprocess.Popen(
        words, env=environment(WOONBOOM_LANG="nl"), stderr=subprocess.PIPE, encoding="utf-8"
    ) as started:
        watchdog = threading.Timer(60, started.kill)
        watchdog.start()
        with opened_by_a_reader(fifo):  # who then waits for what we write
            err = interrupted(started)
        watchdog.cancel()
        assert err.strip() == "Afgebroken."
        assert started.returncode == 2


def interrupted(process: subprocess.Popen[str]) -> str:
    """Send Ctrl-C until a process ends: one that comes just before it waits does not wake it."""
    while True:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=1)[1]


@contextmanager
def opened_by_a_reader(fifo: Path) -> Iterator[None]:
    """Hold the writing end as soon as somebody reads, for which we wait a minute at most."""
    until = time.monotonic() + 60
    while True:
        try:
            held = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert time.monotonic() < until, "nobody reads"
            time.sleep(0.01)
    try:
        yield
    finally:
        os.close(held)


def test_ctrl_c_while_starting_ends_without_traceback(monkeypatch: Patch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("woonboom.cli.run", interrupted)
    monkeypatch.setattr("os._exit", sys.exit)
    with pytest.raises(SystemExit) as ending:
        main()
    assert ending.value.code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_needs(shell: str, capsys: Capture) -> None:
    code, out, _ = called(capsys, "completion", shell)
    assert code == 0
    assert f"_WOONBOOM_COMPLETE={shell}_complete" in out


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("woonboom ", set(COMMANDS)),
        ("woonboom ch", {"check"}),
        ("woonboom check --f", {"--format"}),
        ("woonboom check --format s", {"sarif"}),
    ],
)
def test_the_shell_completes(typed: str, completed: set[str]) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": f"{typed.count(' ')}"}
    done = process(_WOONBOOM_COMPLETE="bash_complete", **words)
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split(",")[1] for line in done.stdout.splitlines()} == completed


@pytest.mark.parametrize("words", [["check", GOOD], ["check", ERROR], ["--help"]], ids=str)
def test_only_drawing_imports_what_is_heavy(words: list[str | Path]) -> None:
    script = (
        "import sys; from woonboom.cli import run; run(sys.argv[1:]); "
        f"sys.exit(' '.join(name for name in {HEAVY} if name in sys.modules))"
    )
    done = python("-c", script, *words)
    assert done.stderr.strip() == ""
    assert done.stdout
