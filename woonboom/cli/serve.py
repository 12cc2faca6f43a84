"""`woonboom serve`."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import PATH, Call, current
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message

if TYPE_CHECKING:
    from woonboom.preview.assets import Editor

_HELP = Message(
    "Bekijk bomen terwijl u ze bewerkt: bestanden, of alle bomen in een map (standaard: "
    "trees/).\n\n"
    "Er opent een pagina in uw browser, alleen op deze computer. Bij elke keer dat u bewaart, "
    "toont zij meteen de meldingen, de poster, het beslisblad, de boom om te doorlopen en de "
    "verschillen met wat het laatst is vastgelegd in Git. Stop met Ctrl-C.\n\n"
    "\b\nVoorbeeld:\n  woonboom serve\n  woonboom serve trees/hulpverleners.yaml --port 8500",
    "See trees while you edit them: files, or all trees in a folder (default: trees/).\n\n"
    "A page opens in your browser, on this computer alone. Every time you save, it shows the "
    "problems at once, the poster, the decision sheet, the tree to walk through and what differs "
    "from what was committed to Git last. Stop with Ctrl-C.\n\n"
    "\b\nExample:\n  woonboom serve\n  woonboom serve trees/hulpverleners.yaml --port 8500",
)
_PORT = Message(
    "Poort van de pagina (standaard: de eerste vrije vanaf {port}; 0: een willekeurige).",
    "Port of the page (default: the first free one from {port}; 0: any).",
)
_NO_BROWSER = Message("Open geen browser.", "Open no browser.")
_MISSING = Message(
    "‘{path}’ is er niet. Noem een map met bomen of een bestand, of begin met ‘woonboom new NAAM’.",
    "‘{path}’ is not there. Name a folder with trees or a file, or begin with ‘woonboom new NAME’.",
)
_TAKEN = Message(
    "Poort {port} is bezet. Kies een andere met --port, of laat --port weg.",
    "Port {port} is taken. Choose another one with --port, or leave --port out.",
)
_NONE_FREE = Message(
    "Er is geen vrije poort gevonden. Noem er een met --port.",
    "No free port was found. Name one with --port.",
)
_SHOWN = Message(
    "De bomen staan op {address}\nStop met Ctrl-C.", "The trees are at {address}\nStop with Ctrl-C."
)
_ENDED = Message("Gestopt.", "Stopped.")
_EDITOR = Message(
    "Open plaatsen vanaf de pagina in deze editor (standaard: die van dit terminalvenster, als "
    "dat in VS Code of Zed is).",
    "Open places from the page in this editor (default: that of this terminal, if it is within "
    "VS Code or Zed).",
)
_FAILED = Message(
    "Een antwoord aan de pagina mislukte: {error}. Dit is een fout in woonboom zelf.",
    "An answer to the page failed: {error}. This is a mistake in woonboom itself.",
)
_EDITORS: Final = {
    "vscode": "VS Code",
    "vscode-insiders": "VS Code Insiders",
    "vscodium": "VSCodium",
    "cursor": "Cursor",
    "windsurf": "Windsurf",
    "zed": "Zed",
}
"""Editors that open NAME://file/PATH:LINE:COLUMN, which a browser hands them after asking. VS Code
and Zed tell by TERM_PROGRAM that we run within them."""


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""
    from woonboom.preview import PORT

    port_help = say(_PORT).format(port=PORT)

    @click.command("serve", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
    @click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help=port_help)
    @click.option("--editor", type=click.Choice([*_EDITORS]), help=say(_EDITOR))
    @click.option("--no-browser", is_flag=True, help=say(_NO_BROWSER))
    def serve(
        paths: tuple[Path, ...], port: int | None, editor: str | None, no_browser: bool
    ) -> None:
        _serve(paths or (Path("trees"),), port, _editor(editor), browser=not no_browser)

    return serve


def _serve(
    paths: Sequence[Path], port: int | None, editor: Editor | None, *, browser: bool
) -> None:
    call = current()
    for path in paths:
        if not path.exists():
            raise _usage(_MISSING, path=str(path))
    from woonboom.preview import serving

    on = serving.listening(port)
    if on is None:
        raise _usage(_NONE_FREE) if port is None else _usage(_TAKEN, port=port)
    address = f"http://{serving.HOST}:{on.getsockname()[1]}/"

    def begun() -> None:
        call.note(_SHOWN, address=address)
        if browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    with on:
        serving.serve(paths, serving.Wish(call.language, editor, _Failures(call)), on, begun)
    call.note(_ENDED)


def _usage(message: Message, **words: str | int) -> click.UsageError:
    said = message.say(current().language, words)
    return click.UsageError(said, click.get_current_context())


def _has_screen() -> bool:
    """Whether a browser with windows can be opened: one in this terminal would be in the way."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _Failures:
    """Tells of what goes wrong in answers, once of the same: the page asks again and again."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._told = set[str]()

    def __call__(self, error: Exception) -> None:
        """Tell of an error, on one line."""
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        if said not in self._told:
            self._told.add(said)
            self._call.note(_FAILED, error=said)


def _editor(chosen: str | None) -> Editor | None:
    """The editor that was chosen, or else the one that this runs within, if it opens places."""
    from woonboom.preview.assets import Editor

    id_ = chosen or os.environ.get("TERM_PROGRAM", "")
    known = _EDITORS.get(id_)
    return Editor(known, f"{id_}://file", Path.cwd().as_posix()) if known else None
