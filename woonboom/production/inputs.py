"""All that a product is made from, as one number: when that is the same, so is the product."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

import woonboom
from woonboom.look import look_of
from woonboom.production.folder import Paper, sources_of

_LENGTH: Final = 32
_NAME: Final = re.compile(r"[\w.-]+")


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the number of parts in this order, in hexadecimals."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))  # so that no part runs into the next
        found.update(data)
    return found.hexdigest()[:_LENGTH]


def inputs_of(paper: Paper) -> str:
    """Return the number of a tree or form: its texts, as they were read, logo and fonts."""
    return digest(_read(paper))


def _read(paper: Paper) -> Iterator[str | bytes]:
    yield paper.path.stem
    for name, text in sources_of(paper):
        yield from (Path(name).name, text)
    look = look_of(paper)
    yield look.logo.data if look.logo else b""
    for font in look.face.fonts:
        yield Path(font.file).read_bytes() if font.file else b""


@cache
def program() -> str:
    """Return the number of what makes products: woonboom itself, and all that it leans on."""
    return digest([*_code(), *_libraries(), ".".join(map(str, sys.version_info[:3]))])


def _code() -> Iterator[str | bytes]:
    top = Path(woonboom.__file__).parent
    for path in sorted(top.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield from (path.relative_to(top).as_posix(), path.read_bytes())


def _libraries() -> Iterator[str]:
    """The libraries that woonboom asks for, with the versions that are installed."""
    try:
        asked = metadata.requires(woonboom.__name__) or ()
    except metadata.PackageNotFoundError:  # it runs without having been installed
        return
    names = (_NAME.match(one) for one in asked if "extra ==" not in one)
    for name in sorted(found[0] for found in names if found):
        with suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"
