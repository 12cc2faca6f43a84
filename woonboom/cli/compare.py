"""`woonboom compare`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from woonboom.cli.context import PATH, TREE, current, has_colour
from woonboom.cli.files import write_whole
from woonboom.cli.given import day, read_given
from woonboom.cli.language import Say
from woonboom.cli.screen import screen_of
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.trees import read_trees
from woonboom.conditions import Case
from woonboom.diagnostics import Message
from woonboom.diff.align import all_aligned
from woonboom.diff.several import Comparison, several
from woonboom.model import Tree

_HELP = Message(
    "Zet het beleid van twee of meer bomen naast elkaar: welke gevallen krijgen waar welke "
    "uitkomst? De grootste verschillen staan bovenaan; elk geval staat in precies één rij. Een "
    "feit waar een boom niet naar vraagt, maakt daar niet uit.\n\n"
    "Text, md en json gaan naar het scherm; html en pdf worden een bestand: NAAM-compare, van alle "
    "bomen de namen achter elkaar.\n\n"
    "Eindcode 0: vergeleken; 2: niet te lezen of niet te vergelijken.\n\n"
    "\b\nVoorbeeld:\n"
    "  woonboom compare trees/hulpverleners.yaml trees/elders/drenthe/laatste_kans.yaml\n"
    "  woonboom compare --kinds --given ontruimd=ja trees/hulpverleners.yaml \\\n"
    "    trees/elders/*/*.yaml",
    "Put the policy of two or more trees beside each other: which cases get which outcome where? "
    "The greatest differences come first; each case is in exactly one row. A fact that a tree does "
    "not ask for makes no difference there.\n\n"
    "Text, md and json go to the screen; html and pdf become a file: NAME-compare, the names of "
    "all trees after each other.\n\n"
    "Exit code 0: compared; 2: cannot be read or compared.\n\n"
    "\b\nExample:\n"
    "  woonboom compare trees/hulpverleners.yaml trees/elders/drenthe/laatste_kans.yaml\n"
    "  woonboom compare --kinds --given ontruimd=ja trees/hulpverleners.yaml \\\n"
    "    trees/elders/*/*.yaml",
)
_GIVEN = Message(
    "Kijk alleen naar gevallen met dit feit; mag vaker.",
    "Look at cases with this fact only; repeatable.",
)
_KINDS = Message(
    "Vat uitkomsten van dezelfde soort samen: minder rijen.",
    "Take outcomes of one kind together: fewer rows.",
)
_FORMAT = Message(
    "Vorm van de uitvoer; mag vaker (standaard: text).",
    "Form of the output; repeatable (default: text).",
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_TWO = Message(
    "Er is één boom, en vergelijken kan vanaf twee. Noem er nog een.",
    "There is one tree, and it takes two to compare. Name another.",
)
_ONE_PRINTED = Message(
    "{one} en {other} komen allebei op het scherm. Kies er een.",
    "{one} and {other} are both printed. Choose one of them.",
)
_MOST: Final = {"text": 25, "md": 100, "html": 500, "pdf": 500, "json": 1000}
"""So many rows are shown in each form; how many there are besides is told."""


class CannotCompare(click.ClickException):
    """Trees that cannot be put beside each other."""

    exit_code = 2


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("compare", cls=spoken(say), help=say(_HELP))
    @click.argument("trees", metavar="TREE...", nargs=-1, required=True, type=TREE)
    @click.option("--given", multiple=True, metavar="FACT=VALUE", help=say(_GIVEN))
    @click.option("--kinds", is_flag=True, help=say(_KINDS))
    @click.option("--format", "forms", type=click.Choice(list(_MOST)), multiple=True,
                  default=("text",), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=PATH, default=Path(), help=say(_FOLDER))
    def compare(
        trees: tuple[Path, ...],
        given: tuple[str, ...],
        kinds: bool,
        forms: tuple[str, ...],
        output: Path,
    ) -> None:
        if len(trees) < 2:
            raise click.UsageError(say(_TWO), click.get_current_context())
        _compare(trees, given, merged=kinds, forms=tuple(dict.fromkeys(forms)), folder=output)

    return compare


def _compare(
    paths: Sequence[Path],
    given: Sequence[str],
    *,
    merged: bool,
    forms: Sequence[str],
    folder: Path,
) -> None:
    _refuse_two(forms)
    trees = read_trees(paths)
    known = _known(trees, given)
    found = {form: several(trees, known, merged=merged, most=_MOST[form]) for form in forms}
    problem = found[forms[0]].problem
    if problem:
        raise CannotCompare(problem.say(current().language))
    files = {form: _file(found[form], form) for form in forms if form in _FILES}
    for form, data in files.items():  # all are made before the first is written
        write_whole(folder / _name(trees, form), data)
    for form in forms:
        if form in _SCREEN:
            click.echo(_SCREEN[form](found[form]), nl=False, color=has_colour(sys.stdout))


def _refuse_two(forms: Sequence[str]) -> None:
    """Refuse two forms that would be printed one after the other."""
    printed = [form for form in forms if form in _SCREEN]
    if len(printed) > 1:
        said = _ONE_PRINTED.say(current().language, {"one": printed[0], "other": printed[1]})
        raise click.UsageError(said, click.get_current_context())


def _known(trees: Sequence[Tree], given: Sequence[str]) -> Case:
    """What is given of the cases, which any of the trees may know."""
    if not given:
        return {}
    read = read_given(all_aligned(trees)[0], None, given, day(None))
    if read.problems:
        current().problems(read.problems)
        raise click.exceptions.Exit(2)
    return read.cases[0]


def _text(found: Comparison) -> str:
    from woonboom.cli.compare_text import told

    return told(found, screen_of(current().language))


def _json(found: Comparison) -> str:
    import json

    from woonboom.diff.several_document import document_of

    return json.dumps(document_of(found), ensure_ascii=False, indent=2) + "\n"


def _file(found: Comparison, form: str) -> bytes:
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.comparison import comparison

    return DOCUMENT_FORMATS[form].write(comparison(found))


def _markdown(found: Comparison) -> str:
    return _file(found, "md").decode("utf-8")


def _name(trees: Sequence[Tree], form: str) -> str:
    from woonboom.formats.documents import DOCUMENT_FORMATS

    stems = dict.fromkeys(tree.path.stem for tree in trees)
    return "-".join([*stems, "compare"]) + DOCUMENT_FORMATS[form].extension


_SCREEN: Final[Mapping[str, Callable[[Comparison], str]]] = {
    "text": _text, "md": _markdown, "json": _json,
}  # fmt: skip
_FILES: Final = ("html", "pdf")
