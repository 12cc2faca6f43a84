"""The trees that are followed: who looks at which, what changes, and what there is to tell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from woonboom.preview.board import Board
from woonboom.preview.committed import logs_of
from woonboom.preview.hands import Hand
from woonboom.preview.messages import CREWS, Crew, Done, Job, Made, Result, Seen
from woonboom.preview.watching import changed

if TYPE_CHECKING:
    from woonboom.layout.panels.poster import Arrangement

_LAST: Final[Crew] = "finishing"
_MOST_LISTENERS: Final = 64
_MOST_LOOKED: Final = 16
"""So many trees that one listener looks at are made at once."""


class Following:
    """Follows trees from `start` until `stop`; `board` is what is known at any moment.

    `paths` are files and folders, as the user named them.
    """

    def __init__(self, paths: Sequence[Path], language: str) -> None:
        self.paths, self.language = tuple(paths), language
        self.board = Board()
        self.stopping = asyncio.Event()
        self._listeners = dict[asyncio.Event, tuple[str, ...]]()
        self._arrangements: dict[str, Arrangement] = {}
        self._hands = dict[Crew, Hand]()
        self._job: Job | None = None
        self._folders = set[Path]()
        self._below = _Watch(self._changed, below=True)
        self._beside = _Watch(self._changed, below=False)

    def start(self) -> None:
        """Begin to watch, and have everything read for the first time."""
        self._hands = {crew: Hand(crew, self._hear) for crew in CREWS}
        self._folders = {path.absolute() for path in self.paths if path.is_dir()}
        self._below.on(self._folders)
        self._watch_beside()
        self._begin()

    def end(self) -> None:
        """Tell nobody anything any more."""
        self.stopping.set()
        self._tell()

    async def stop(self) -> None:
        """End everything at once."""
        self.end()
        for hand in self._hands.values():
            hand.stop()
        await self._below.stop()
        await self._beside.stop()

    @property
    def is_full(self) -> bool:
        """Whether so many listen already that no more can: a browser is one, with all its tabs."""
        return len(self._listeners) >= _MOST_LISTENERS

    async def states(self, keys: Iterable[str]) -> AsyncIterator[dict[str, object]]:
        """Yield what there is to tell to who looks at trees, now and whenever that changes."""
        news = asyncio.Event()
        news.set()
        self._listeners[news] = tuple(keys)[:_MOST_LOOKED]
        if self._job and not set(self._shown()) <= set(self._job.shown):
            self._begin()
        try:
            while True:
                await news.wait()
                if self.stopping.is_set():
                    return
                news.clear()
                yield self.board.told()
        finally:
            del self._listeners[news]

    def _tell(self) -> None:
        for news in self._listeners:
            news.set()

    # ------------------------------------------------------------ what is done

    def _changed(self, paths: Collection[Path]) -> None:
        names = {os.path.abspath(file): file for file in self.board.files}  # noqa: PTH100 (no links)
        self._begin(names[str(path)] for path in paths if str(path) in names)

    def _begin(self, files: Iterable[str] = ()) -> None:
        """Have everything read and made again, after `files` changed."""
        number = self.board.number + 1
        self.board.begin(number, files)
        shown, drawn = self._shown(), dict(self._arrangements)
        self._job = Job(number, self.paths, shown, self.language, drawn)
        for crew, hand in self._hands.items():
            if crew != _LAST:
                hand.give(self._job)
        self._tell()

    def _shown(self) -> tuple[str, ...]:
        """The files of the trees to show: first those just saved, then what somebody looks at."""
        entries, number = self.board.entries, self.board.number
        looked = (key for keys in reversed(self._listeners.values()) for key in keys)
        shown = [entries[key] for key in dict.fromkeys(looked) if key in entries]
        saved = [entry for entry in entries.values() if number and entry.saved == number]
        shown.sort(key=lambda entry: -entry.saved)
        return tuple(dict.fromkeys(entry.file for entry in [*saved, *shown]))

    def _hear(self, result: Result) -> None:
        """Take in what a process found."""
        self.board.take(result)
        if isinstance(result, Made) and result.piece.arrangement:
            self._arrangements[result.file] = result.piece.arrangement
        if isinstance(result, Seen):
            self._watch_beside()
            # It was not there yet, or elsewhere.
            if self._job and not set(self._shown()) <= set(self._job.shown):
                self._begin()
        if isinstance(result, Done) and self._job and self.board.busy == {_LAST}:
            self._hands[_LAST].give(self._job)
        self._tell()

    def _watch_beside(self) -> None:
        """Watch what is not below the folders: files that were named, what trees lean on, Git."""
        files = {path.absolute() for path in self.paths} - self._folders
        files |= {Path(os.path.abspath(file)) for file in self.board.files}  # noqa: PTH100
        beside = {f.parent for f in files if not self._folders.intersection(f.parents)}
        logs = {log for folder in sorted(self._folders | beside) for log in logs_of(folder)}
        self._beside.on(beside | logs)


class _Watch:
    """Tells what changes in folders, which may become others."""

    def __init__(self, tell: Callable[[Collection[Path]], None], *, below: bool) -> None:
        self._tell, self._below_too = tell, below
        self._folders: frozenset[Path] = frozenset()
        self._task: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    def on(self, folders: Collection[Path]) -> None:
        """Watch these folders, and no others any more."""
        if frozenset(folders) == self._folders:
            return
        self._folders = frozenset(folders)
        self._ended.set()
        self._ended = asyncio.Event()
        self._task = asyncio.create_task(self._run(self._folders, self._ended))

    async def _run(self, folders: Collection[Path], ended: asyncio.Event) -> None:
        async for paths in changed(sorted(folders), ended, below=self._below_too):
            self._tell(paths)

    async def stop(self) -> None:
        """Watch nothing any more."""
        self._ended.set()
        if self._task:
            await self._task
