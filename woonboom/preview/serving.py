"""The server: it finds a free port, runs until it is told to stop, and then stops at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from woonboom.preview import PORT
from woonboom.preview.app import app_of
from woonboom.preview.assets import Editor
from woonboom.preview.following import Following
from woonboom.preview.guard import Failed, unsaid

HOST: Final = "127.0.0.1"
_PORTS: Final = 50
"""So many ports from the usual one are tried."""
_SECONDS: Final = 1
"""Who is being answered when the server stops, gets so long."""


@dataclass(frozen=True)
class Wish:
    """The language of the page, and the editor in which it opens places, if there is one.

    `failed` is told of what goes wrong in an answer.
    """

    language: str
    editor: Editor | None = None
    failed: Failed = unsaid


def listening(port: int | None) -> socket.socket | None:
    """Return a socket on a port of this computer alone, or on the first free one from the usual.

    Returns nothing where it is not free, or may not be had. Port 0 is any that is free.
    """
    ports = range(PORT, PORT + _PORTS) if port is None else (port,)
    for number in ports:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # where Windows would let two programs have one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, number))
            found.listen()
        except OSError:
            found.close()
        else:
            return found
    return None


def serve(paths: Sequence[Path], wish: Wish, on: socket.socket, begun: Callable[[], None]) -> None:
    """Show the trees in files and folders until Ctrl-C; `begun` is called once it listens."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(paths, wish, on, begun))


async def _serve(
    paths: Sequence[Path], wish: Wish, on: socket.socket, begun: Callable[[], None]
) -> None:
    # The server's own messages are about requests, in English: whom they help is not here.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    following = Following(paths, wish.language)
    config = uvicorn.Config(
        app_of(following, on.getsockname()[1], wish.editor, wish.failed),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_SECONDS,
        ws="none",
    )
    following.start()
    try:
        begun()
        await _Server(config, following).serve(sockets=[on])
    finally:
        await following.stop()


class _Server(uvicorn.Server):
    """Ends what is being told when it is asked to stop: else it would wait for the readers."""

    def __init__(self, config: uvicorn.Config, following: Following) -> None:
        super().__init__(config)
        self._following = following
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, because of a signal."""
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(self._following.end)
