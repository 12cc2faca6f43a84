"""`woonboom build`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import PATH, TREE, Call, current
from woonboom.cli.drawing import tell_size
from woonboom.cli.files import WRITTEN, cannot_write
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message, in_order
from woonboom.model import Tree
from woonboom.production.building import Build, Done, InTheWay, NotWritten, OtherFolder
from woonboom.production.folder import Folder, read_folder
from woonboom.production.tasks import Made
from woonboom.production.workers import Failure
from woonboom.source.places import is_folder

_HELP = Message(
    "Maak alles van alle bomen in een map (standaard: trees/): posters in de maten van het "
    "vocabulaire, beslisbladen, hand-outs, de pagina om door te lopen, de verschillen met de "
    "vorige versie in Git, formulieren, en index.html, dat naar alles leidt.\n\n"
    "Alleen wat veranderd is, wordt opnieuw gemaakt. Een boom met fouten houdt de andere niet "
    "op. Bestanden die woonboom niet zelf maakte, blijven staan.\n\n"
    "Eindcode 0: alles is er; 1: iets kon niet gemaakt worden; 2: de map kan niet gelezen worden, "
    "of er kan niet geschreven worden.\n\n"
    "\b\nVoorbeeld:\n  woonboom build\n  woonboom build bomen -o website --force",
    "Make everything of all trees in a folder (default: trees/): posters in the sizes of the "
    "vocabulary, decision sheets, handouts, the page to walk through, the differences with the "
    "previous version in Git, forms, and index.html, which leads to all of it.\n\n"
    "Only what changed is made again. A tree with errors does not stop the others. Files that "
    "woonboom did not make stay.\n\n"
    "Exit code 0: everything is there; 1: something could not be made; 2: the folder cannot be "
    "read, or nothing can be written.\n\n"
    "\b\nExample:\n  woonboom build\n  woonboom build trees -o website --force",
)
_FOLDER = Message(
    "Map voor de bestanden (standaard: output).", "Folder for the files (default: output)."
)
_FORCE = Message(
    "Maak alles opnieuw, ook in de plaats van bestanden die woonboom niet zelf maakte.",
    "Make everything again, also in the place of files that woonboom did not make.",
)
_NO_FOLDER = Message(
    "Er is geen map ‘{path}’. Noem de map met de bomen.",
    "There is no folder ‘{path}’. Name the folder with the trees.",
)
_NO_TREES = Message(
    "In ‘{path}’ staan geen bomen en geen formulieren. Begin met ‘woonboom new NAAM’.",
    "There are no trees and no forms in ‘{path}’. Begin with ‘woonboom new NAME’.",
)
_OTHER = Message(
    "In ‘{output}’ staat wat van ‘{source}’ is gemaakt. Kies een andere map met -o.",
    "‘{output}’ has what was made of ‘{source}’. Choose another folder with -o.",
)
_REMOVED = Message("Verwijderd: {path}", "Removed: {path}")
_LEFT = Message(
    "‘{path}’ hoort nergens meer bij, maar is veranderd nadat het gemaakt was. Het blijft staan.",
    "‘{path}’ belongs to nothing any more, but was changed after it was made. It stays.",
)
_NOT_MADE = Message(
    "Niet gemaakt: {name}. Dit is een fout in woonboom zelf ({error}).",
    "Not made: {name}. This is a fault in woonboom itself ({error}).",
)
_BROKEN: Final = {
    "errors": Message(
        "Niet gemaakt van {path}: er zitten fouten in.", "Not made of {path}: it has errors."
    ),
    "uses": Message(
        "Niet gemaakt van {path}: deze gebruikt {other}, en daar zitten fouten in.",
        "Not made of {path}: it uses {other}, which has errors.",
    ),
    "alike": Message(
        "Niet gemaakt van {path}: de bestanden van {other} zouden dezelfde namen krijgen. Geef één "
        "van de twee een andere naam.",
        "Not made of {path}: the files of {other} would get the same names. Give one of the two "
        "another name.",
    ),
}
_STRANGE = Message(
    "Niet gemaakt: {names}. In ‘{output}’ staat al zo’n bestand, en woonboom weet niet of het dat "
    "zelf maakte. Mag het weg? Gebruik dan --force. Zo niet, kies een andere map met -o.",
    "Not made: {names}. ‘{output}’ has such a file already, and woonboom does not know whether it "
    "made it. May it go? Then use --force. If not, choose another folder with -o.",
)
_ALSO_NOT = Message("Om dezelfde reden ook niet: {names}.", "For the same reason not: {names}.")
_SEVERAL = Message(
    "De poster van ‘{tree}’ past niet op één vel {paper}: de letter zou kleiner worden dan {least} "
    "punt. Het zijn {count} vellen geworden.",
    "The poster of ‘{tree}’ does not fit on one sheet of {paper}: type would be smaller than "
    "{least} points. It has become {count} sheets.",
)
_MAKING = Message("Maken", "Making")
_SUMMARY = Message("Gemaakt: {made}. Ongewijzigd: {same}.", "Made: {made}. Unchanged: {same}.")
_BEGIN = Message(
    "Gemaakt: {made}. Ongewijzigd: {same}. Begin bij {index}.",
    "Made: {made}. Unchanged: {same}. Begin at {index}.",
)
_TREES: Final = Path("trees")
_OUTPUT: Final = Path("output")


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("build", cls=spoken(say), help=say(_HELP))
    @click.argument("folder", metavar="[FOLDER]", type=TREE, default=_TREES)
    @click.option("-o", "--output", type=PATH, default=_OUTPUT, help=say(_FOLDER))
    @click.option("--force", is_flag=True, help=say(_FORCE))
    def build_(folder: Path, output: Path, force: bool) -> int:
        return _build(folder, output, force=force)

    return build_


def _build(path: Path, output: Path, *, force: bool) -> int:
    call, folder = current(), _read(path)
    job = _begun(folder, output, force=force)
    try:
        done = _made(job, call)
    except NotWritten as error:
        raise cannot_write(error.path, error.reason) from error
    end = _ended(job, call)
    _tell(job, done, end, call)
    if any(isinstance(result, NotWritten) for result in (end, *(one.result for one in done))):
        return 2
    whole = all(isinstance(one.result, Made) for one in done) and isinstance(end, bool)
    return int(bool(folder.broken) or not whole)


def _read(path: Path) -> Folder:
    """The folder, its errors told; ends the command with 2 when nothing can be made of it."""
    if not is_folder(path):
        raise _usage(_NO_FOLDER, path=str(path))
    folder = read_folder(path)
    if not folder.files:
        raise _usage(_NO_TREES, path=str(path))
    if folder.errors:
        current().problems(folder.errors)
    return folder


def _begun(folder: Folder, output: Path, *, force: bool) -> Build:
    try:
        return Build(folder, output, force=force)
    except OtherFolder as error:
        raise _usage(_OTHER, output=str(output), source=str(error.source)) from error


def _usage(message: Message, **words: str) -> click.UsageError:
    return click.UsageError(message.say(current().language, words), click.get_current_context())


# ---------------------------------------------------------------- while it goes on


def _made(job: Build, call: Call) -> list[Done]:
    """Make what there is to do, and show how far that is."""
    found: list[Done] = []
    with closing(job.make()) as products, _shown(len(job.todo), call) as show:
        for done in products:
            show(job, done)
            found.append(done)
    return found


@contextmanager
def _shown(length: int, call: Call) -> Iterator[Callable[[Build, Done], None]]:
    """What shows a product that is done: a bar on a terminal, else a line for every file."""
    if call.quiet or not length or not sys.stderr.isatty():
        yield lambda job, done: _list(job, done, call)
        return
    label = _MAKING.say(call.language)
    with click.progressbar(
        length=length, label=label, file=sys.stderr, show_eta=False, show_pos=True,
        item_show_func=lambda name: name,
    ) as bar:  # fmt: skip
        bar.render_progress()
        yield lambda _, done: bar.update(1, done.product.name)


def _list(job: Build, done: Done, call: Call) -> None:
    if isinstance(done.result, Made):
        for file in done.result.files:
            call.note(WRITTEN, path=str(job.output / file.name))


# ---------------------------------------------------------------- at the end

_End = bool | NotWritten | InTheWay
"""Whether the index was written, or why it could not be."""


def _ended(job: Build, call: Call) -> _End:
    """Remove what no longer belongs, and write the index."""
    try:
        for name in job.tidy():
            call.note(_REMOVED, path=str(job.output / name))
        renewed = job.write_index()
    except (NotWritten, InTheWay) as error:
        return error
    if renewed:
        call.note(WRITTEN, path=str(job.index))
    return renewed


def _tell(job: Build, done: list[Done], end: _End, call: Call) -> None:
    """Say what may surprise, what was not made, and how it ended."""
    done = sorted(done, key=lambda one: one.product.name)
    _tell_made(done, call)
    for name in job.left:
        call.note(_LEFT, path=str(job.output / name))
    for line in _not_made(job, done, end, call):
        click.echo(line, err=True)
    count = sum(len(one.result.files) for one in done if isinstance(one.result, Made))
    count, total = count + (end is True), len(job.files) + isinstance(end, bool)
    summary = _BEGIN if isinstance(end, bool) else _SUMMARY
    call.note(summary, made=count, same=max(0, total - count), index=str(job.index))


def _tell_made(done: list[Done], call: Call) -> None:
    made = [(one.product, one.result) for one in done if isinstance(one.result, Made)]
    problems = in_order(problem for _, result in made for problem in result.problems)
    if problems:
        call.problems(problems)
    for product, result in made:
        if result.drawn and isinstance(product.of, Tree):
            drawn = (result.drawn.pages, result.drawn.unit)
            tell_size(product.of, drawn, result.drawn.paper, call, several=_SEVERAL)


def _not_made(job: Build, done: list[Done], end: _End, call: Call) -> Iterator[str]:
    """Yield what was not made, and why: what is wrong here first, then what is in the trees."""
    results = [*(one.result for one in done), end]
    yield from _unwritten([one for one in results if isinstance(one, NotWritten)], call)
    strange = [name for one in results if isinstance(one, InTheWay) for name in one.names]
    if strange:
        words = {"names": ", ".join(strange), "output": str(job.output)}
        yield _STRANGE.say(call.language, words)
    for one in done:
        if isinstance(one.result, Failure):
            words = {"name": one.product.name, "error": one.result.error}
            yield _NOT_MADE.say(call.language, words)
    for broken in job.folder.broken:
        words = {"path": str(broken.path), "other": str(broken.other)}
        yield _BROKEN[broken.reason].say(call.language, words)


def _unwritten(errors: list[NotWritten], call: Call) -> Iterator[str]:
    """Yield which files could not be written, and every reason once."""
    found: dict[int | None, list[NotWritten]] = {}
    for error in errors:
        found.setdefault(error.reason.errno, []).append(error)
    for first, *others in found.values():
        yield cannot_write(first.path, first.reason).format_message()
        names = ", ".join(dict.fromkeys(error.path.name for error in others))
        if names:
            yield _ALSO_NOT.say(call.language, {"names": names})
