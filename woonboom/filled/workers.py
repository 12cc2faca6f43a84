"""Many files at once, safely: processes that may take so much memory and time for a file.

A PDF from a stranger can be made to fill the memory, to run for ever or to crash the library that
opens it. Here it harms nothing but a worker, which is replaced; the other files go on.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Final, Generic, TypeVar, cast

from woonboom.filled.findings import Finding, Unreadable, found

Result = TypeVar("Result")
Work = Callable[[Path], Result]
"""What is done with a file; it can be pickled, and raises `Unreadable` where it cannot read it."""

SECONDS: Final = 20.0
"""The most that one file may take; a sheet of 200 questions takes a hundredth of a second."""
MOST_MEMORY: Final = 200_000_000
"""Bytes of data that a worker may have, where the system can hold it to that (not on Windows)."""
_MOST_INFLATED: Final = 30_000_000
_MOST_ITEMS: Final = 200_000
_MOST_NESTED: Final = 100
_MOST_WARNINGS: Final = 100
_MOST_WORKERS: Final = 2
"""More hardly help: one reads 200 sheets a second. All of them together stay under 500 MB."""
_FILES_EACH: Final = 10
_STARTING: Final = 60.0
_READY: Final = "ready"


def count_for(files: int) -> int:
    """Return with how many workers so many files are best read."""
    cores = os.cpu_count() or 1
    return max(1, min(cores, _MOST_WORKERS, files // _FILES_EACH))


class Workers(Generic[Result]):
    """Processes that do the same work with one file after another.

    They start at once, and load what opening a PDF needs while the caller does something else:

        with Workers(2) as workers:
            for path, result in workers.each(work, paths): ...
    """

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._count = count

    def __enter__(self) -> Workers[Result]:
        self._workers = [_Worker() for _ in range(self._count)]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def each(
        self, work: Work[Result], paths: Sequence[Path]
    ) -> Iterator[tuple[Path, Result | Finding]]:
        """Yield every file with what came of it, or why it cannot be read, in the order given."""
        results: dict[int, Result | Finding] = {}
        waiting = iter(range(len(paths)))
        for worker in self._workers:
            worker.send(work)
        given = 0
        while given < len(paths):
            self._hand_out(paths, waiting)
            results.update(self._finished(work))
            while given in results:
                yield paths[given], results.pop(given)
                given += 1

    def _hand_out(self, paths: Sequence[Path], waiting: Iterator[int]) -> None:
        for worker in self._workers:
            if worker.ready and worker.number is None:
                number = next(waiting, None)
                if number is not None:
                    worker.begin(number, paths[number], self._seconds)

    def _finished(self, work: Work[Result]) -> Iterator[tuple[int, Result | Finding]]:
        """Wait until something comes in or time is up; yields the files that are done."""
        busy = [worker for worker in self._workers if not worker.ready or worker.number is not None]
        until = min(worker.deadline for worker in busy)
        heard = wait([worker.connection for worker in busy], max(0.0, until - time.monotonic()))
        for worker in busy:
            number, late = worker.number, time.monotonic() >= worker.deadline
            if worker.connection not in heard and not late:
                continue
            result = worker.hear() if worker.connection in heard else worker.overdue(self._seconds)
            if worker.broken:
                self._replace(worker, work)
            if number is not None:
                yield number, cast("Result | Finding", result)

    def _replace(self, worker: _Worker, work: Work[Result]) -> None:
        """Put a new process in the place of one that is gone."""
        worker.stop()
        if not worker.ready:
            raise RuntimeError("a process to read files in does not start")
        made = _Worker()
        made.send(work)
        self._workers[self._workers.index(worker)] = made


class _Worker:
    """One process, seen from here: what it is busy with, and until when it may be."""

    def __init__(self) -> None:
        self.connection, theirs = get_context("spawn").Pipe()
        self.process = _started(theirs)
        theirs.close()
        self.ready = False
        self.broken = False
        self.number: int | None = None
        self.deadline = time.monotonic() + _STARTING

    def send(self, message: object) -> None:
        """Send something, unless the process is gone: then `hear` finds out."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(message)

    def begin(self, number: int, path: Path, seconds: float) -> None:
        """Let it read a file, the one with this number."""
        self.number, self.deadline = number, time.monotonic() + seconds
        self.send(path)

    def hear(self) -> object:
        """Return what it sent, which makes it free again; a finding when it is gone."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self.broken = True
            self.process.join(1)
            return found("crashed", error=f"{self.process.exitcode}")
        if answer == _READY:
            self.ready = True
            return None
        self.number = None
        self.broken = isinstance(answer, Finding) and answer.kind == "too-much-memory"
        return answer

    def overdue(self, seconds: float) -> Finding:
        """Give up on what it is doing."""
        self.broken = True
        return found("too-slow", seconds=round(seconds))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def _started(connection: Connection) -> BaseProcess:
    """Start a process that does not mind Ctrl-C: who started it is told, and ends it."""
    process = get_context("spawn").Process(target=_serve, args=(connection,), daemon=True)
    if threading.current_thread() is not threading.main_thread():
        process.start()
        return process
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is ignored stays so in a child
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
    return process


# ---------------------------------------------------------------- in the process


def _serve(connection: Connection) -> None:
    """Do the work that comes in, file after file, until the caller is gone."""
    _prepare()
    with contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
        work = connection.recv()
        while True:
            answer = _answer(work, connection.recv())
            connection.send(answer)
            if isinstance(answer, Finding) and answer.kind == "too-much-memory":
                return  # what it left in the memory is not to be trusted


def _answer(work: Work[object], path: Path) -> object:
    try:
        return work(path)
    except Unreadable as why:
        return why.finding
    except MemoryError:
        return found("too-much-memory")
    except Exception as error:
        if os.environ.get("WOONBOOM_DEBUG"):
            raise
        return found("crashed", error=type(error).__name__)


def _prepare() -> None:
    """Load what every file needs, and set the limits."""
    from pikepdf.settings import set_qpdf_limits

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_qpdf_limits(
        doc_max_warnings=_MOST_WARNINGS,
        parser_max_nesting=_MOST_NESTED,
        parser_max_container_size=_MOST_ITEMS,
        max_stream_filters=2,
        flate_max_memory=_MOST_INFLATED,
        png_max_memory=_MOST_INFLATED,
        run_length_max_memory=_MOST_INFLATED,
        tiff_max_memory=_MOST_INFLATED,
        dct_max_memory=_MOST_INFLATED,
    )
    _limit_memory()
    if not os.environ.get("WOONBOOM_DEBUG"):  # a library that crashes need not tell our user
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_DATA, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # a lower limit holds already
            resource.setrlimit(what, (most, most))
