"""Which files change, as it happens: saved, made, renamed or deleted, by whatever editor."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from pathlib import Path
from typing import Final

from watchfiles import awatch

_SUFFIXES: Final = frozenset((".yaml", ".yml", ".md", ".svg", ".png", ".ttf", ".otf", ""))
"""What trees are made of; folders have no suffix."""
_STEP_MS: Final = 15
_MOST_MS: Final = 90
"""Changes are told when nothing more changes for so long, or after so much at most."""
_LOOK_MS: Final = 500
_Identity = tuple[int, int] | None


async def changed(
    folders: Collection[Path], stop: asyncio.Event, *, below: bool
) -> AsyncIterator[set[Path]]:
    """Yield the files that change in folders, and in those `below` them, until told to stop.

    A folder that is deleted, or is not there yet, is waited for; then it is what changed.
    """
    while not stop.is_set():
        there = {folder: _identity(folder) for folder in folders}
        async for found in _watched([f for f, known in there.items() if known], stop, below=below):
            if found:
                yield found
            if there != (now := {folder: _identity(folder) for folder in folders}):
                yield {folder for folder in folders if now[folder] != there[folder]}
                break


async def _watched(
    folders: list[Path], stop: asyncio.Event, *, below: bool
) -> AsyncIterator[set[Path]]:
    """Yield what changes, and from time to time nothing."""
    if not folders:
        await asyncio.sleep(_LOOK_MS / 1000)
        yield set()
        return
    watch = awatch(
        *folders,
        watch_filter=None,
        debounce=_MOST_MS,
        step=_STEP_MS,
        stop_event=stop,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        recursive=below,
        ignore_permission_denied=True,
    )
    try:
        async for found in watch:
            yield {path for _, name in found if _matters(path := Path(name), folders)}
        return
    except* RuntimeError:  # a name that is not in UTF-8 cannot be told
        pass
    yield set(folders)


def _matters(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether trees may be read from a path; editors keep other files beside it."""
    above = (path.relative_to(folder) for folder in folders if path.is_relative_to(folder))
    inner = next(above, Path(path.name))
    hidden = any(part.startswith(".") for part in inner.parts)
    return not hidden and not path.name.endswith("~") and path.suffix.lower() in _SUFFIXES


def _identity(folder: Path) -> _Identity:
    """What tells a folder from another in its place; nothing where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
