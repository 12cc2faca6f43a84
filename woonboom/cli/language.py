"""In which language the command line speaks, known before anything is parsed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from woonboom.diagnostics import Message

Say = Callable[[Message], str]


def language_of(arguments: Sequence[str]) -> str:
    """Return "nl" or "en": from `--lang`, else `WOONBOOM_LANG`, else the locale, else Dutch."""
    wanted = [*_option(arguments), os.environ.get("WOONBOOM_LANG", ""), _locale()]
    return next((word[:2].lower() for word in wanted if word[:2].lower() in ("nl", "en")), "nl")


def _option(arguments: Sequence[str]) -> list[str]:
    """The value of `--lang`; it stands before the command."""
    for number, word in enumerate(arguments):
        if word.startswith("--lang="):
            return [word.removeprefix("--lang=")]
        if word == "--lang":
            return list(arguments[number + 1 : number + 2])
    return []


def _locale() -> str:
    if sys.platform == "win32":
        import locale

        return {"Dutch": "nl", "English": "en"}.get((locale.getlocale()[0] or "").split("_")[0], "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return ""
