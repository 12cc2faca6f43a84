"""`woonboom import`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import PATH, Call, current, has_errors
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.new import SCHEMA, modeline, write_schema
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Diagnostic, Message, Said
from woonboom.load import Library

if TYPE_CHECKING:
    from woonboom.exports.back import Table
    from woonboom.exports.back.build import Known

_HELP = Message(
    "Maak een boom van een tabel: een CSV of rekenblad van woonboom export, of een eigen tabel met "
    "een rij per antwoord (vraag, antwoord, ga naar).\n\n"
    "De boom komt in trees/ als die map er is. Feiten en getallen die daar al in een vocabulaire "
    "staan, komen daaruit. Opmerkingen van wie het rekenblad nakeek, verschijnen op het scherm.\n\n"
    "Met --into komt wat in de tabel veranderde in een boom die er al is; de rest blijft staan, "
    "met voorbeelden en aantekeningen.\n\n"
    "Eindcode 0: gemaakt; 1: gemaakt, maar er zijn fouten of opmerkingen; 2: niet gemaakt.\n\n"
    "\b\nVoorbeeld:\n  woonboom import eigen-tabel.csv -o trees/nieuw.yaml\n"
    "  woonboom import nagekeken.xlsx --into trees/hulpverleners.yaml",
    "Make a tree of a table: a CSV or spreadsheet of woonboom export, or a table of your own with "
    "a row per answer (question, answer, go to).\n\n"
    "The tree goes into trees/ if that folder exists. Facts and numbers that a vocabulary there "
    "has already come from it. Remarks of who reviewed the spreadsheet appear on the screen.\n\n"
    "With --into, what changed in the table goes into a tree that is there already; the rest "
    "stays, with worked cases and notes.\n\n"
    "Exit code 0: made; 1: made, but there are errors or remarks; 2: not made.\n\n"
    "\b\nExample:\n  woonboom import own-table.csv -o trees/new.yaml\n"
    "  woonboom import reviewed.xlsx --into trees/hulpverleners.yaml",
)
_OUTPUT = Message(
    "Bestand om te schrijven, of een map die er al is; ‘-’ is het scherm.",
    "File to write, or a folder that is there already; ‘-’ is the screen.",
)
_INTO = Message(
    "Boom die er al is, om bij te werken.", "Tree that is there already, to bring up to date."
)
_EXISTS = Message(
    "‘{path}’ bestaat al. Werk die boom bij met --into, of kies een andere naam met -o.",
    "‘{path}’ already exists. Bring that tree up to date with --into, or choose another name "
    "with -o.",
)
_BOTH = Message("Kies -o of --into, niet allebei.", "Choose -o or --into, not both.")
_SAME = Message("In ‘{path}’ verandert niets.", "Nothing changes in ‘{path}’.")
_CHANGED = Message("Veranderd: {ids}", "Changed: {ids}")
_ADDED = Message("Nieuw: {ids}", "New: {ids}")
_REMOVED = Message("Weggehaald: {ids}", "Removed: {ids}")
_OLDER = Message(
    "Let op: de boom is veranderd sinds deze tabel gemaakt is. Kijk na wat er nu verandert, met: "
    "woonboom diff HEAD:{path} {path}",
    "Mind: the tree has changed since this table was made. See what changes now with: "
    "woonboom diff HEAD:{path} {path}",
)
_WOULD_BREAK = Message(
    "Niets veranderd: met deze tabel zou ‘{path}’ niet meer te lezen zijn. Verbeter in de tabel:",
    "Nothing changed: with this table ‘{path}’ could no longer be read. Mend in the table:",
)
_MORE = Message("… en nog {n}.", "… and {n} more.")
_UNREADABLE = Message("‘{path}’ kan niet gelezen worden.", "‘{path}’ cannot be read.")
_TOO_LARGE = Message("‘{path}’ is te groot om te lezen.", "‘{path}’ is too large to be read.")
_LOST = Message(
    "‘{path}’ staat niet bij de boom. Wat daaruit gebruikt wordt, staat nu in de boom zelf.",
    "‘{path}’ is not beside the tree. What it uses of that now stands in the tree itself.",
)
_NEXT = Message(
    "Kijk de boom na met: woonboom check {path}", "Look the tree over with: woonboom check {path}"
)
_LARGEST: Final = 20_000_000
_SCREEN: Final = Path("-")
_TOLD: Final = 30
"""How many notes are told: a table of another kind may give one for every row."""


class CannotImport(click.ClickException):
    """A file of which no tree can be made."""

    exit_code = 2


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("import", cls=spoken(say), help=say(_HELP))
    @click.argument("file", metavar="FILE", type=PATH)
    @click.option("-o", "--output", metavar="FILE", type=PATH, help=say(_OUTPUT))
    @click.option("--into", "tree", metavar="TREE", type=PATH, help=say(_INTO))
    def import_(file: Path, output: Path | None, tree: Path | None) -> int:
        if output and tree:
            raise click.UsageError(say(_BOTH))
        return _import(file, output, tree)

    return import_


def _import(file: Path, output: Path | None, tree: Path | None) -> int:
    from woonboom.exports.back import BadTable, read

    call = current()
    try:
        table = read(str(file), _bytes(file, call))
        path = _into(tree, table, call) if tree else _made(file, output, table, call)
    except BadTable as fault:
        raise CannotImport(fault.said.say(call.language)) from None
    return _told(path, table, call)


def _made(file: Path, output: Path | None, table: Table, call: Call) -> Path:
    """Write a tree of its own; returns where."""
    from woonboom.exports.back.build import build as build_tree
    from woonboom.exports.back.build import tree_id
    from woonboom.exports.back.written import written

    path = _place(output, tree_id(table, file.stem))
    if path.is_file():
        raise CannotImport(_EXISTS.say(call.language, {"path": str(path)}))
    built = build_tree(table, file.stem, _known(table, path, call))
    text = f"{modeline()}\n{written(built.data)}"
    if path == _SCREEN:
        click.echo(text, nl=False)
    else:
        write_whole(path, text.encode())
        write_schema(path.parent / SCHEMA)
    _note(built.notes, call)
    return path


def _into(path: Path, table: Table, call: Call) -> Path:
    """Bring a tree up to date with a table; returns where it is."""
    from woonboom.exports.back.into import into
    from woonboom.exports.back.unread import unread
    from woonboom.fingerprint import fingerprint
    from woonboom.source import read_text

    library = Library()
    tree = library.tree(path)
    source, _ = read_text(path)
    if tree is None or has_errors(library.problems):
        call.problems(library.problems, library.trees)
        raise click.exceptions.Exit(2)
    mended = into(table, tree, source.text)
    is_older = table.head.get("check", fingerprint(tree)) != fingerprint(tree)
    _refuse_broken(path, mended.text, call)
    if is_older:
        call.note(_OLDER, path=path.as_posix())
    if mended.text == source.text:
        call.note(_SAME, path=str(path))
    else:
        write_whole(path, mended.text.encode())
    for message, ids in (
        (_CHANGED, mended.changed), (_ADDED, mended.added), (_REMOVED, mended.removed),
    ):  # fmt: skip
        if ids:
            call.note(message, ids=", ".join(ids))
    _note([*mended.notes, *([] if is_older else unread(table, tree))], call)
    return path


def _refuse_broken(path: Path, text: str, call: Call) -> None:
    """Refuse what would make a tree that cannot be read of one that can."""
    library = Library()
    library.suppose(path, text)
    if library.tree(path) is None or has_errors(library.grave):
        click.echo(_WOULD_BREAK.say(call.language, {"path": str(path)}), err=True)
        call.problems(library.grave, library.trees)
        raise click.exceptions.Exit(2)


def _note(notes: Iterable[Said], call: Call) -> None:
    said = list(dict.fromkeys(note.say(call.language) for note in notes))
    for line in said[:_TOLD]:
        click.echo(line, err=True)
    if said[_TOLD:]:
        click.echo(_MORE.say(call.language, {"n": len(said) - _TOLD}), err=True)


def _bytes(file: Path, call: Call) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise CannotImport(_TOO_LARGE.say(call.language, {"path": str(file)}))
        return file.read_bytes()
    except OSError:
        raise CannotImport(_UNREADABLE.say(call.language, {"path": str(file)})) from None


def _place(output: Path | None, id_: str) -> Path:
    """The file to write: in a folder it is called after the tree."""
    if output is None:
        output = Path("trees") if Path("trees").is_dir() else Path()
    return output / f"{id_}.yaml" if output.is_dir() else output


def _known(table: Table, path: Path, call: Call) -> Known:
    """What the vocabularies that the table names say, as far as they are beside the tree."""
    from woonboom.exports.back.build import Known
    from woonboom.exports.cells import lines

    library = Library()
    named = [name for name in lines(table.head.get("uses", "")) if _is_below(name)]
    for name in lines(table.head.get("uses", "")):
        if name not in named:
            call.note(_LOST, path=name)
    found = {name: library.vocabulary(path.parent / name, "nl") for name in named}
    for name in (name for name, vocabulary in found.items() if vocabulary is None):
        call.note(_LOST, path=name)
    there = {name: vocabulary for name, vocabulary in found.items() if vocabulary}
    return Known(
        uses=tuple(there),
        facts=[id_ for v in there.values() for id_ in v.facts],
        parameters=[id_ for v in there.values() for id_ in v.parameters],
        outcomes=[id_ for v in there.values() for id_ in v.outcomes],
    )


def _is_below(name: str) -> bool:
    """Tell whether a name in a table leads to a file beside the tree, and nowhere else."""
    there = PurePosixPath(name)
    return not there.is_absolute() and ".." not in there.parts and not {"\\", ":"} & {*name}


def _told(path: Path, table: Table, call: Call) -> int:
    """Say what reviewers remarked and what is wrong with the tree; returns the exit code."""
    for remark in table.remarks:
        said = " ".join(filter(None, [remark.verdict, remark.text]))
        click.echo(f"{remark.line.place.say(call.language)}: {said}")
    problems = [] if path == _SCREEN else _problems(path)
    if has_errors(problems):
        call.problems(problems)
    if path != _SCREEN:
        call.note(_NEXT, path=str(path))
    return 1 if table.remarks or has_errors(problems) else 0


def _problems(path: Path) -> list[Diagnostic]:
    from woonboom.rules import check

    library = Library()
    tree = library.tree(path)
    return [*library.problems, *(check(tree) if tree else [])]
