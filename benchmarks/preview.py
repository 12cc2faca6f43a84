"""How long after a save `woonboom serve` has every view ready, without a browser.

    python benchmarks/preview.py [RUNS]

Follows copies of the trees of this repository as the server does, with the same three processes,
and edits two titles RUNS times. Prints, per view, the median and the longest time from the save to
the moment that the server can give it; what the browser then takes comes on top of that. `poster`
is the first drawing of it, arranged as the one before; at `all done` the finished one is there.
Below them stands the processor time that one save costs, of all processes together, and the load of
the computer: with more than one on two cores, the times say more of what else it does. The aim is
half a second for all but the last.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonboom.preview.following import Following

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

TREE = Path("trees") / "hulpverleners.yaml"
PARTS = ("walk", "changes", "sheet", "poster")
VIEWS = ("problems", *PARTS, "all done")
Parts = Mapping[str, Mapping[str, Any]]
PATIENCE = 60
"""Seconds that a save may take."""


def saves(runs: int) -> Iterator[tuple[str, str]]:
    """Yield other titles, and the tree with each of them above it and in its first outcome."""
    text = TREE.read_text("utf-8")
    lines = text.splitlines()
    old = [
        next(one for one in lines if one.startswith(begin)) for begin in ("title: ", "    title: ")
    ]
    for number in range(runs):
        title = f"Poging {number}"
        new = text.replace(f"\n{old[0]}\n", f"\ntitle: {title}\n", 1)
        yield title, new.replace(f"\n{old[1]}\n", f"\n    title: {title}\n", 1)


def processor_time() -> float:
    """Seconds of processor time of this process and of those that work for it, on Linux."""
    tick = os.sysconf("SC_CLK_TCK")
    own = os.getpid()
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if own in (int(words[1]), int(path.parent.name)):
            total += (int(words[11]) + int(words[12])) / tick
    return total


class Arrivals:
    """When what is told of the tree is first of a save: as a page would hear it."""

    def __init__(self) -> None:
        self.title = ""
        self.before: Parts = {}
        self.now: Parts = {}
        self.moments: dict[str, float] = {}

    def begin(self, title: str) -> None:
        """Wait for what has a title, from now on."""
        self.title, self.before, self.moments = title, self.now, {}

    async def listen(self, following: Following) -> None:
        """Hear all that is told."""
        async for state in following.states([TREE.stem]):
            trees: list[dict[str, Any]] = state["trees"]  # type: ignore[assignment]
            for tree in trees:
                if tree["key"] == TREE.stem:
                    self._hear(tree, is_done=not state["busy"])

    def _hear(self, tree: Mapping[str, Any], *, is_done: bool) -> None:
        moment, self.now = time.perf_counter(), tree["parts"]
        found = [view for view in PARTS if self._is_new(view)]
        found += ["problems"] * (tree["title"] == self.title) + ["all done"] * is_done
        for view in found if tree["title"] == self.title else ():
            self.moments.setdefault(view, moment)

    def _is_new(self, part: str) -> bool:
        known = self.before.get(part)
        return known is not None and self.now[part]["digest"] != known["digest"]


async def measured(runs: int) -> tuple[dict[str, list[float]], list[float], list[float]]:
    """Return milliseconds by view, processor milliseconds by save, and loads."""
    from woonboom.preview.following import Following

    following, arrivals = Following((Path("trees"),), "nl"), Arrivals()
    following.start()
    listening = asyncio.create_task(arrivals.listen(following))
    await _settled(following, 0)
    times: dict[str, list[float]] = {view: [] for view in VIEWS}
    processor, loads = [], []
    for title, text in saves(runs):
        await asyncio.sleep(1)
        number, before = following.board.number, processor_time()
        arrivals.begin(title)
        start = time.perf_counter()
        TREE.write_text(text, "utf-8")
        await _settled(following, number)
        processor.append(1000 * (processor_time() - before))
        loads.append(os.getloadavg()[0])
        for view, moment in arrivals.moments.items():
            times[view].append(1000 * (moment - start))
    await following.stop()
    await listening
    return times, processor, loads


async def _settled(following: Following, number: int) -> None:
    """Wait until all is done for a save after the one with a number."""
    end = time.monotonic() + PATIENCE
    while following.board.number <= number or following.board.busy:
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.005)


def told(times: Mapping[str, list[float]]) -> Iterator[str]:
    """Yield a line for every view."""
    for view, found in times.items():
        if found:
            yield f"{view:<28} {median(found):6.0f} ms   longest {max(found):6.0f} ms"


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "trees", Path(folder) / "trees")
        os.chdir(folder)
        times, processor, loads = asyncio.run(measured(runs))
        os.chdir(ROOT)
    print(*told(times), sep="\n")
    print(f"{'processor time of a save':<28} {median(processor):6.0f} ms")
    print(f"load {min(loads):.1f} to {max(loads):.1f}, {os.cpu_count()} cores, {runs} saves")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
