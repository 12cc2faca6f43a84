"""`woonboom new`."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import PATH, current
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message
from woonboom.load.blocks import slug

_HELP = Message(
    "Begin een nieuwe boom: een klein voorbeeld met uitleg, om te veranderen in de uwe.\n\n"
    "NAME wordt de id en de bestandsnaam. De boom komt in trees/ als die map er is.\n\n"
    "\b\nVoorbeeld:\n  woonboom new urgentie",
    "Start a new tree: a small example with explanation, to turn into your own.\n\n"
    "NAME becomes the id and the file name. The tree goes into trees/ if that folder exists.\n\n"
    "\b\nExample:\n  woonboom new urgency",
)
_FOLDER = Message("Map voor de boom.", "Folder for the tree.")
_EXISTS = Message(
    "‘{path}’ bestaat al. Kies een andere naam, of haal het bestand eerst weg.",
    "‘{path}’ already exists. Choose another name, or remove the file first.",
)
_NO_NAME = Message(
    "‘{name}’ heeft geen letters of cijfers om een id van te maken.",
    "‘{name}’ has no letters or digits to make an id from.",
)
_NO_PATH = Message(
    "‘{name}’ is een plaats en geen naam. Noem alleen de naam, en de map met -o.",
    "‘{name}’ is a place and not a name. Give the name only, and the folder with -o.",
)
_NOT_ON_WINDOWS = Message(
    "Windows kan geen bestand ‘{name}’ bewaren. Kies een andere naam.",
    "Windows cannot keep a file ‘{name}’. Choose another name.",
)
_RESERVED: Final = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names of devices on Windows, whatever follows their dot."""
_NEXT = Message(
    "Open {path} in een teksteditor. Controleer met: woonboom check {path}",
    "Open {path} in a text editor. Check with: woonboom check {path}",
)
SCHEMA: Final = "woonboom.schema.json"


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("new", cls=spoken(say), help=say(_HELP))
    @click.argument("name", metavar="NAME")
    @click.option("-o", "--output", type=PATH, help=say(_FOLDER))
    def new(name: str, output: Path | None) -> int:
        folder = output or (Path("trees") if Path("trees").is_dir() else Path())
        return _new(name.removesuffix(".yaml").removesuffix(".yml"), folder)

    return new


def _new(name: str, folder: Path) -> int:
    call = current()
    id_ = slug(name)
    _check_name(name, id_)
    tree, page = folder / f"{id_}.yaml", folder / "info" / f"{id_}.md"
    for path in (tree, page):
        if path.exists():
            raise click.UsageError(_EXISTS.say(call.language, {"path": str(path)}))
    schema = folder / SCHEMA
    title = name.replace("_", " ").replace("-", " ").strip().capitalize()
    words = {
        "ID": id_,
        "TITLE": _quoted(title),
        "FILE": tree.as_posix(),
        "VERSION": _version(),
        "SCHEMA": SCHEMA,
    }
    for path, kind in ((page, "md"), (tree, "yaml")):
        template = files("woonboom.cli") / "templates" / f"{call.language}.{kind}"
        write_whole(path, _filled(template.read_text("utf-8"), words).encode())
    write_schema(schema)
    call.note(_NEXT, path=str(tree))
    return 0


def _check_name(name: str, id_: str) -> None:
    """Refuse a name of which no id can be made, or no file."""
    problem, said = None, name
    if "/" in name or "\\" in name:
        problem = _NO_PATH
    elif not any(letter.isalnum() for letter in name):
        problem = _NO_NAME
    elif id_ in _RESERVED:
        problem, said = _NOT_ON_WINDOWS, f"{id_}.yaml"
    if problem:
        raise click.UsageError(problem.say(current().language, {"name": said}))


def modeline() -> str:
    """Return the line by which an editor finds the schema beside a tree."""
    return f"# yaml-language-server: $schema={SCHEMA}"


def write_schema(path: Path) -> None:
    """Write the schema that an editor finds beside the tree, also where it is not online.

    One of an older woonboom is renewed, in its own language: other trees use it too. A file that
    somebody else made stays as it is.
    """
    from woonboom.schemas import language_of, written

    try:
        there = path.read_text("utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError):
        return
    language = current().language if there is None else language_of(there)
    if language and (text := written(None, language)) != there:
        write_whole(path, text.encode())


def _filled(template: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        template = template.replace(f"@{word}@", value)
    return template


def _quoted(text: str) -> str:
    """Return a text as YAML that always reads as that text."""
    import json

    plain = all(letter.isalnum() or letter == " " for letter in text)
    return text if plain and not text.isdigit() else json.dumps(text, ensure_ascii=False)


def _version() -> str:
    return f"{date.today():%Y-%m}"  # noqa: DTZ011 (the author's own month)
