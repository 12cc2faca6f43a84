"""The processes that work for the server, seen from there."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from woonboom.preview.crew import work
from woonboom.preview.messages import Crew, Done, Job, Result

Hear = Callable[[Result], None]


class Hand:
    """A process that does jobs; what it finds is told in the event loop that started it.

    One that crashes is replaced, and the new one does the same job; a job on which two processes
    crashed is given up.
    """

    def __init__(self, crew: Crew, hear: Hear) -> None:
        self._crew, self._hear = crew, hear
        self._loop = asyncio.get_running_loop()
        self._job: Job | None = None
        self._crashed = 0
        self._process: BaseProcess | None = None
        self._start()

    def give(self, job: Job) -> None:
        """Have a job done; what was not done yet of an older one is left."""
        self._job, self._crashed = job, 0
        if self._process is None:
            self._start()
        self._send(job)

    def stop(self) -> None:
        """End the process at once, whatever it is doing."""
        process, self._process, self._job = self._process, None, None
        if process:
            process.kill()
            process.join()

    def _start(self) -> None:
        self._connection, theirs = get_context("spawn").Pipe()
        self._process = _started(theirs, self._crew)
        theirs.close()
        of = (self._process, self._connection)
        threading.Thread(target=self._listen, args=of, daemon=True).start()

    def _send(self, job: Job) -> None:
        with contextlib.suppress(OSError):  # it is gone, and who listens to it knows
            self._connection.send(job)

    def _listen(self, process: BaseProcess, connection: Connection) -> None:
        """Pass on what comes in, in a thread of its own, until the process is gone."""
        with contextlib.suppress(RuntimeError):  # the event loop has ended
            try:
                while True:
                    self._loop.call_soon_threadsafe(self._hear, connection.recv())
            except (EOFError, OSError):
                self._loop.call_soon_threadsafe(self._lost, process, connection)

    def _lost(self, process: BaseProcess, connection: Connection) -> None:
        """Start another process where this one crashed, once for every job."""
        connection.close()
        process.join()
        if process is not self._process:  # it was stopped
            return
        self._process = None
        self._crashed += 1
        if self._crashed == 1:
            self._start()
        if self._job and self._crashed == 1:
            self._send(self._job)
        elif self._job:
            self._hear(Done(self._job.number, self._crew, crashed=True))


def _started(connection: Connection, crew: Crew) -> BaseProcess:
    """Start a process that does not mind Ctrl-C, from its first moment on."""
    process = get_context("spawn").Process(target=work, args=(connection, crew), daemon=True)
    if threading.current_thread() is not threading.main_thread():
        process.start()
        return process
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is ignored stays so in a child
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
    return process
