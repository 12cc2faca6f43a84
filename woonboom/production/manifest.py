"""What was made earlier and from what: the file beside the products that remembers it.

It says which files are ours. Only those are ever removed, and only as we left them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import Any, Final

from woonboom import whole
from woonboom.production.tasks import FORMS, About, File

NAME: Final = ".woonboom.json"
_VERSION: Final = 1
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Record:
    """A file as it was made: what it is to its reader, and how to know it again.

    `trees` are the ids of the trees that it has, where it has several.
    """

    name: str
    form: str
    paper: str
    pages: int
    note: str
    size: int
    number: str
    trees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Earlier:
    """A product as it was made.

    `file` is the name of the file of its tree or form, and `about` what that says of itself; both
    are nothing for what is of all trees together.
    """

    file: str
    inputs: str
    about: About | None
    records: tuple[Record, ...]


@dataclass
class Manifest:
    """All products by their names, the folder that they are of, and what the index was made of.

    `days` are when the trees and forms without a date of their own were last changed, by the names
    of their files: as "2026-01-31", or nothing where nobody knows.
    """

    source: str = ""
    products: dict[str, Earlier] = field(default_factory=dict)
    index: str = ""
    index_file: str = ""
    days: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """The names of the files of all products."""
        return {record.name for earlier in self.products.values() for record in earlier.records}


def number_of(data: bytes) -> str:
    """Return the number of a file's content."""
    return hashlib.sha256(data).hexdigest()


def record_of(file: File) -> Record:
    """Return what to remember of a file."""
    return Record(
        file.name,
        file.form,
        file.paper,
        file.pages,
        file.note,
        len(file.data),
        number_of(file.data),
        file.trees,
    )


def is_as_made(folder: Path, name: str, number: str) -> bool:
    """Tell whether a file is there just as it was made; never raises."""
    found = hashlib.sha256()
    try:
        with (folder / name).open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return False
    return found.hexdigest() == number


def stands(folder: Path, earlier: Earlier) -> bool:
    """Tell whether all files of a product are there as they were made."""
    return all(is_as_made(folder, record.name, record.number) for record in earlier.records)


# ---------------------------------------------------------------- the file


def write(folder: Path, manifest: Manifest) -> None:
    """Write what is remembered; raises `OSError`."""
    data = {"woonboom-build": _VERSION, **asdict(manifest)}
    text = json.dumps(data, sort_keys=True, indent=1)  # in ASCII: a name may be no UTF-8
    whole.write(folder / NAME, f"{text}\n".encode())


def read(folder: Path) -> Manifest:
    """Return what is remembered; nothing where that cannot be read, for then nothing is ours."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        data = json.loads((folder / NAME).read_bytes())
        if data["woonboom-build"] == _VERSION:
            products = {str(name): _earlier(value) for name, value in data["products"].items()}
            days = {str(name): str(day) for name, day in data.get("days", {}).items()}
            source, index, file = (str(data[key]) for key in ("source", "index", "index_file"))
            return Manifest(source, products, index, file, days)
    return Manifest()


def _earlier(data: Mapping[str, Any]) -> Earlier:
    about = data["about"]
    records = tuple(_record(record) for record in data["records"])
    return Earlier(
        str(data["file"]),
        str(data["inputs"]),
        None if about is None else About(**{**about, "imprint": tuple(about["imprint"])}),
        records,
    )


def _record(data: Mapping[str, Any]) -> Record:
    """A record; raises `ValueError` for one that would lead out of the folder."""
    found = Record(**{**data, "trees": tuple(data.get("trees", ()))})
    if PurePath(found.name).name != found.name or "\\" in found.name or found.form not in FORMS:
        raise ValueError(found.name)
    return found
