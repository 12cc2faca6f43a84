"""`woonboom fmt`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import PATH, current
from woonboom.cli.files import CannotWrite, write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message
from woonboom.load import Library
from woonboom.source.files import LARGEST

_HELP = Message(
    "Zet bomen, vocabulaires en formulieren in één nette vorm: bestanden, of alles in een map "
    "(standaard: trees/).\n\n"
    "Sleutels komen in vaste volgorde, inspringen en lege regels worden gelijk, lange regels "
    "worden gebroken. Wat er staat verandert niet; commentaar blijft waar het hoort.\n\n"
    "Met ‘-’ leest het de invoer en schrijft het de nette tekst naar de uitvoer, voor editors.\n\n"
    "Een bestand dat niet te lezen is, blijft zoals het is. Eindcode 0: klaar; 1: met --check is "
    "er iets niet netjes; 2: er is een bestand dat niet te lezen is.\n\n"
    "\b\nVoorbeeld:\n  woonboom fmt\n  woonboom fmt --diff trees/hulpverleners.yaml",
    "Put trees, vocabularies and forms in one tidy form: files, or all that is in a folder "
    "(default: trees/).\n\n"
    "Keys get a fixed order, indentation and empty lines become even, long lines are broken. What "
    "is said does not change; comments stay where they belong.\n\n"
    "With ‘-’ it reads the input and writes the tidy text to the output, for editors.\n\n"
    "A file that cannot be read is left as it is. Exit code 0: done; 1: with --check something is "
    "not tidy; 2: there is a file that cannot be read.\n\n"
    "\b\nExample:\n  woonboom fmt\n  woonboom fmt --diff trees/hulpverleners.yaml",
)
_CHECK = Message(
    "Verander niets; zeg welke bestanden niet netjes zijn.",
    "Change nothing; say which files are not tidy.",
)
_DIFF = Message(
    "Verander niets; toon wat er zou veranderen.", "Change nothing; show what would change."
)
_UNTIDY = Message("Niet netjes: {path}", "Not tidy: {path}")
_ALL_TIDY = Message("Alles is al netjes ({n}).", "All is tidy already ({n}).")
_HOW = Message("Maak ze netjes met: woonboom fmt", "Make them tidy with: woonboom fmt")
_ALONE = Message(
    "‘-’ (de invoer) gaat niet samen met andere bestanden.",
    "‘-’ (the input) does not go together with other files.",
)
_READ_ONLY = Message(
    "‘{path}’ is alleen-lezen en bleef zoals het is. Mag het veranderen? Zet alleen-lezen dan uit.",
    "‘{path}’ is read-only and was left as it is. May it change? Then make it writable.",
)
_NO_END = Message("Geen einde van de regel.", "No end of the line.")
_MARK: Final = b"\xef\xbb\xbf"
_INPUT: Final = Path("-")
_INPUT_NAME: Final = "<stdin>"
_WRITABLE: Final = 0o222
_VISIBLE: Final = str.maketrans({"\r": "␍", "\n": "␊"})


@dataclass(frozen=True)
class _Tidy:
    """A file that can be read, as it is and in its tidy form."""

    path: Path
    before: str
    after: str
    marked: bool
    """Whether it begins with a byte order mark, which a tidy file does not."""

    @property
    def is_tidy(self) -> bool:
        return self.before == self.after and not self.marked


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("fmt", cls=spoken(say), help=say(_HELP))
    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
    @click.option("--check", is_flag=True, help=say(_CHECK))
    @click.option("--diff", is_flag=True, help=say(_DIFF))
    def fmt(paths: tuple[Path, ...], check: bool, diff: bool) -> int:
        return _fmt(paths or (Path("trees"),), check=check, diff=diff)

    return fmt


def _fmt(paths: tuple[Path, ...], *, check: bool, diff: bool) -> int:
    call = current()
    library = Library()
    piped = _INPUT in paths
    if piped and len(paths) > 1:
        raise click.UsageError(_ALONE.say(call.language))
    # Every file is ready before the first is written.
    found = list(_input(library) if piped else _tidied(library, paths))
    untidy = [file for file in found if not file.is_tidy]
    if diff or check:
        _tell(untidy, diff=diff)
    elif piped:
        click.echo("".join(file.after for file in found).encode(), nl=False)
    else:
        _write(untidy)
    if library.problems:
        call.problems(library.problems)
        return 2
    if untidy and check:
        call.note(_HOW)
    elif not untidy and not piped:
        call.note(_ALL_TIDY, n=len(found))
    return int(check and bool(untidy))


def _tell(untidy: list[_Tidy], *, diff: bool) -> None:
    for file in untidy:
        if diff:
            click.echo(_difference(file), nl=False)
        else:
            click.echo(_UNTIDY.say(current().language, {"path": str(file.path)}))


def _write(untidy: list[_Tidy]) -> None:
    """Write files, but for those that nobody may write: of these it raises `CannotWrite`."""
    locked = [file.path for file in untidy if not file.path.stat().st_mode & _WRITABLE]
    for file in untidy:
        path = file.path
        if path not in locked:
            write_whole(path.resolve() if path.is_symlink() else path, file.after.encode())
    if locked:
        language = current().language
        said = [_READ_ONLY.say(language, {"path": str(path)}) for path in locked]
        raise CannotWrite("\n".join(said))


def _tidied(library: Library, paths: tuple[Path, ...]) -> Iterator[_Tidy]:
    """Yield the files that can be read; the problems of the others are the library's."""
    from woonboom.tidy import tidied

    for path in dict.fromkeys(library.files(paths)):
        node = library.node(path)
        source, _, problems = library.parsed(path)
        if node is not None and not problems:
            marked = path.read_bytes().startswith(_MARK)
            yield _Tidy(path, source.text, tidied(source), marked)


def _input(library: Library) -> Iterator[_Tidy]:
    """Yield what is on standard input, if it can be read."""
    from woonboom.tidy import tidied

    data = sys.stdin.buffer.read(LARGEST + 1)
    source, node = library.given(data, _INPUT_NAME)
    if node is not None:
        yield _Tidy(Path(_INPUT_NAME), source.text, tidied(source), data.startswith(_MARK))


def _difference(file: _Tidy) -> str:
    """What would change, as `diff -u` prints it; what cannot be seen has a sign."""
    import difflib

    usual = "\r\n" if file.after.endswith("\r\n") else "\n"
    before = list(_visible(("<BOM>" if file.marked else "") + file.before, usual))
    name = file.path.as_posix()
    after = list(_visible(file.after, usual))
    lines = difflib.unified_diff(before, after, name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _visible(text: str, usual: str) -> Iterator[str]:
    """The lines of a text, those that end otherwise than usual with a sign of how they end."""
    for line in text.splitlines(keepends=True):
        written = line.rstrip("\r\n")
        end = line[len(written) :]
        if not end:
            yield f"{written}\n\\ {_NO_END.say(current().language)}"
        else:
            yield written if end == usual else written + end.translate(_VISIBLE)
