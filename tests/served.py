"""`woonboom serve` in a process of its own, as a user has it in a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from calling import environment

SECONDS = 30.0
"""So long a test waits at most for what takes a moment on a computer that does nothing else."""


@dataclass(frozen=True)
class Served:
    """A server that runs, and where its page is."""

    process: subprocess.Popen[str]
    address: str

    def interrupt(self) -> None:
        """Press Ctrl-C: every process that belongs to the terminal hears it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ended(self) -> tuple[int, str]:
        """Wait for the end; returns the exit code and what it said since it told its address."""
        _, told = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, told


@contextmanager
def serving(folder: Path, *words: str | Path, **settings: str) -> Iterator[Served]:
    """Serve trees on any port that is free; what still runs in the end is stopped."""
    command = [sys.executable, "-m", "woonboom", "serve", *map(str, words)]
    command += ["--no-browser"] if "--no-browser" not in words else []
    command += ["--port", "0"] if "--port" not in words else []
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(**settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert "http://" in first, first
        yield Served(process, first.split()[-1])
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def save(path: Path, text: str) -> None:
    """Save as careful editors do: whole, by way of a file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
