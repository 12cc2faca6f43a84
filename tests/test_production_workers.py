"""Tasks in several processes: all are done, and one that fails keeps no other from being done."""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import active_children

import pytest

from woonboom.production.tasks import File, Made
from woonboom.production.workers import Failure, cores, done


@dataclass(frozen=True)
class Act:
    """A task that does what it is called."""

    what: str

    def make(self) -> Made:
        match self.what:
            case "fails":
                raise ZeroDivisionError("deling door nul")
            case "dies":
                os._exit(3)
            case "stalls":
                time.sleep(600)
        return Made(None, (File(f"{os.getpid()}", "page", self.what.encode()),))


def results(*names: str, count: int = 2) -> dict[int, str]:
    """What comes of tasks by their place: what they were called, or why they failed."""
    tasks = [(place, Act(name)) for place, name in enumerate(names)]
    return {place: said(result) for place, result in done(tasks, count)}


def said(result: Made | Failure) -> str:
    return result.error if isinstance(result, Failure) else result.files[0].data.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_every_task_is_done_once(count: int) -> None:
    names = [f"taak {number}" for number in range(9)]
    assert results(*names, count=count) == dict(enumerate(names))


def test_nothing_to_do() -> None:
    assert results() == {}


def test_one_task_or_one_process_needs_no_other() -> None:
    for count, tasks in ((1, [(1, Act("a")), (2, Act("b"))]), (2, [(1, Act("a"))])):
        for _, result in done(tasks, count):
            assert isinstance(result, Made)
            assert result.files[0].name == str(os.getpid())


def test_several_processes_do_several_tasks() -> None:
    tasks = [(number, Act("taak")) for number in range(12)]
    found = {made.files[0].name for _, made in done(tasks, 2) if isinstance(made, Made)}
    assert len(found) <= 2
    assert str(os.getpid()) not in found


@pytest.mark.parametrize("count", [1, 2])
def test_a_task_that_fails_says_why(count: int) -> None:
    found = results("a", "fails", "b", count=count)
    assert found == {0: "a", 1: "ZeroDivisionError: deling door nul", 2: "b"}


def test_a_process_that_dies_costs_only_its_task() -> None:
    found = results("dies", "a", "dies", "b", "dies")
    assert [found[place] for place in (1, 3)] == ["a", "b"]
    assert {found[place] for place in (0, 2, 4)} == {"exit code 3"}


def test_whoever_stops_listening_stops_the_work() -> None:
    tasks = [(0, Act("a")), (1, Act("stalls")), (2, Act("stalls")), (3, Act("a"))]
    begun = time.monotonic()
    with closing(done(tasks, 2)) as found:
        next(found)
    assert time.monotonic() - begun < 60
    assert active_children() == []


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="not on this system")
def test_no_more_processes_than_may_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert cores() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_waits_while_a_process_starts() -> None:
    import signal

    from woonboom.production import workers

    def start() -> None:
        with workers._undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.SIGINT in signal.sigpending()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGINT, before)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
