"""Tasks done by several processes at once; what one cannot do keeps no other from being done.

Every process does task after task, so that what drawing needs is loaded once in each. Ctrl-C is
for who began: the processes do not mind it, and are ended when their caller is done with them.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from woonboom.production.tasks import Made, Task

Key = TypeVar("Key")


@dataclass(frozen=True)
class Failure:
    """Why a task was not done, in words for who mends woonboom."""

    error: str


def cores() -> int:
    """Return how many processes can be busy at once on this computer."""
    available = getattr(os, "sched_getaffinity", None)  # a container may have fewer
    return len(available(0)) if available else os.cpu_count() or 1


def done(
    tasks: Sequence[tuple[Key, Task]], count: int
) -> Generator[tuple[Key, Made | Failure], None, None]:
    """Yield what comes of every task, as it comes, by so many processes at most.

    One process is this one. Whoever stops listening stops the work.
    """
    if min(count, len(tasks)) < 2:
        for key, task in tasks:
            yield key, _made(task)
        return
    crew = _Crew(tasks, count)
    try:
        yield from crew.results()
    finally:
        crew.stop()


class _Crew(Generic[Key]):
    """The processes, and the tasks that nobody has yet."""

    def __init__(self, tasks: Sequence[tuple[Key, Task]], count: int) -> None:
        self._waiting = list(reversed(tasks))
        self._busy: list[_Worker[Key]] = []
        for _ in range(min(count, len(tasks))):
            self._begin(_Worker())

    def results(self) -> Iterator[tuple[Key, Made | Failure]]:
        """Yield what every process sends, and give it another task."""
        while self._busy:
            heard = wait([worker.connection for worker in self._busy])
            for worker in [worker for worker in self._busy if worker.connection in heard]:
                key, result = worker.hear()
                self._busy.remove(worker)
                self._begin(worker.again() if worker.gone and self._waiting else worker)
                yield key, result

    def _begin(self, worker: _Worker[Key]) -> None:
        """Give a process a task, or let it go where there is none."""
        if self._waiting:
            self._busy.append(worker)
            worker.begin(*self._waiting.pop())
        else:
            worker.stop()

    def stop(self) -> None:
        """End every process, whatever it is doing."""
        for worker in self._busy:
            worker.stop()


class _Worker(Generic[Key]):
    """One process, seen from here."""

    def __init__(self) -> None:
        self.connection, theirs = get_context("spawn").Pipe()
        self._process = _started(theirs)
        self._key: Key | None = None
        self.gone = False
        theirs.close()

    def begin(self, key: Key, task: Task) -> None:
        """Let it do a task."""
        self._key = key
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # `hear` finds out
            self.connection.send(task)

    def hear(self) -> tuple[Key, Made | Failure]:
        """Return what it sent, and of which task it is."""
        assert self._key is not None
        try:
            return self._key, self.connection.recv()
        except (EOFError, OSError):
            self.gone = True
            self._process.join(1)
            return self._key, Failure(f"exit code {self._process.exitcode}")

    def again(self) -> _Worker[Key]:
        """Return another one in its place."""
        self.stop()
        return _Worker()

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self._process.kill()
        self._process.join()


def _started(connection: Connection) -> BaseProcess:
    process = get_context("spawn").Process(target=_serve, args=(connection,), daemon=True)
    with _undisturbed():
        process.start()
    return process


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Have Ctrl-C wait: a process that starts meanwhile does not mind it from its first moment."""
    if os.name == "nt":  # where signals cannot wait
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which would let signals through when it starts
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


# ---------------------------------------------------------------- in the process


def _serve(connection: Connection) -> None:
    """Do the tasks that come in until the caller is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_made(connection.recv()))


def _made(task: Task) -> Made | Failure:
    try:
        return task.make()
    except Exception as error:
        if os.environ.get("WOONBOOM_DEBUG"):
            raise
        return Failure(f"{type(error).__name__}: {error}"[:300])
