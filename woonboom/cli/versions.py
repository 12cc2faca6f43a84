"""The versions that `woonboom diff` compares: OLD and NEW, read and put in pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import click

from woonboom.cli.context import current, has_errors
from woonboom.cli.revisions import in_revision, is_revision, located
from woonboom.compared.versions import that_counts
from woonboom.diagnostics import Message, nearest
from woonboom.load import Library
from woonboom.model import Tree
from woonboom.source.places import is_file, is_folder, names, split

_TREES: Final = "trees"
_NAME_TWO = Message(
    "‘{old}’ is geen revisie. Noem twee bestanden of mappen, of eerst een of twee revisies: "
    "woonboom diff v1 v2 {path}",
    "‘{old}’ is no revision. Name two files or folders, or one or two revisions first: "
    "woonboom diff v1 v2 {path}",
)
_USERS = Message(
    "‘{path}’ is een vocabulaire. De bomen ernaast die het gebruiken, worden vergeleken.",
    "‘{path}’ is a vocabulary. The trees beside it that use it are compared.",
)
_NO_USERS = Message(
    "‘{old}’ en ‘{new}’ zijn vocabulaires, en geen boom ernaast gebruikt ze. Noem twee bomen of "
    "mappen.",
    "‘{old}’ and ‘{new}’ are vocabularies, and no tree beside them uses them. Name two trees or "
    "folders.",
)
_BESIDE = Message(
    "Deze fouten staan in voorbeelden of informatiepagina's. Er is toch vergeleken.",
    "These errors are in worked cases or information pages. The comparison was made all the same.",
)
_NO_TREES = Message(
    "In ‘{old}’ en ‘{new}’ staan geen bomen.", "There are no trees in ‘{old}’ and ‘{new}’."
)


class Pair(NamedTuple):
    """Two versions of a tree."""

    old: Tree
    new: Tree


@dataclass(frozen=True)
class Versions:
    """What there is to compare.

    `pairs` are two versions of each tree; `added` are the trees that only the new side has,
    `removed` those that only the old one has. Unless `several`, there is one pair and nothing
    else. When not `whole`, something could not be read: its problems were told, and the exit code
    should be 2. What is wrong in worked cases and information pages is told as well, and does not
    keep a tree from being compared.
    """

    pairs: tuple[Pair, ...]
    added: tuple[Tree, ...]
    removed: tuple[Tree, ...]
    several: bool
    whole: bool


def read_versions(old: str, new: str, paths: Sequence[str] = ()) -> Versions:
    """Return the versions that a command line names.

    OLD and NEW are two files or folders, on disk or in a revision (`REV:path`). Or OLD alone or
    both are revisions and paths follow: those in OLD are compared with those in NEW, or else with
    those on disk. Ends the command with 2, the problems told, when nothing is left to compare.
    """
    return read_sides(list(_sides(old, new, paths)))


class Sides(NamedTuple):
    """Where the old and the new version are; of `either` one need not be there."""

    old: Path
    new: Path
    either: bool = False


def read_sides(sides: Sequence[Sides]) -> Versions:
    """Return the versions on both sides; ends the command as `read_versions` does."""
    reader = _Reader(Library())
    for side in sides:
        reader.read(side)
    if len(sides) == 1 and reader.of_vocabularies(sides[0]):
        return _instead_of(sides[0])
    call, problems = current(), reader.library.problems
    if has_errors(problems):
        call.problems(problems, reader.library.trees)
    pairs = [pair for pair in reader.pairs if pair.old.decidable and pair.new.decidable]
    if not (pairs or reader.added or reader.removed):
        if not has_errors(problems):
            raise _usage(_NO_TREES, old=str(sides[0].old), new=str(sides[0].new))
        raise click.exceptions.Exit(2)
    folders = any(is_folder(path) for side in sides for path in (side.old, side.new))
    several = folders or len(sides) > 1 or not pairs
    whole = not has_errors(reader.library.grave)
    if whole and has_errors(problems):
        call.note(_BESIDE)
    return Versions(tuple(pairs), tuple(reader.added), tuple(reader.removed), several, whole)


def users_of(old: Path, new: Path) -> Versions | None:
    """Return the trees beside two versions of a vocabulary that use it, if there are any.

    What a vocabulary says matters by what those decide.
    """
    found = read_sides([Sides(old.parent, new.parent, either=True)])
    pairs = [p for p in found.pairs if _uses(p.old, old) or _uses(p.new, new)]
    return replace(found, pairs=tuple(pairs), added=(), removed=()) if pairs else None


def _instead_of(side: Sides) -> Versions:
    """The trees that are compared instead of two vocabularies."""
    current().note(_USERS, path=str(side.new))
    found = users_of(side.old, side.new)
    if found is None:
        raise _usage(_NO_USERS, old=str(side.old), new=str(side.new))
    return found


def _uses(tree: Tree, vocabulary: Path) -> bool:
    return vocabulary in [used.path for used in tree.vocabularies]


# ---------------------------------------------------------------- what is named


def _sides(old: str, new: str, paths: Sequence[str]) -> Iterator[Sides]:
    """Yield what is compared with what."""
    _refuse_typo(old)
    if not is_revision(old):
        if paths:
            raise _usage(_NAME_TWO, old=old, path=paths[-1])
        _refuse_typo(new)
        yield Sides(located(old), located(new))
        return
    if paths:
        _refuse_typo(new)
    if is_revision(new):
        for path in paths or (_TREES,):
            there = _from_here(path)
            yield Sides(in_revision(old, there), in_revision(new, there), either=True)
    else:
        for path in (new, *paths):
            yield Sides(in_revision(old, _from_here(path)), Path(path), either=True)


def _refuse_typo(name: str) -> None:
    """End the command where a word is nothing and looks more like a revision than like a file."""
    path = Path(name)
    if split(name) or os.path.lexists(name) or name.endswith((".yaml", ".yml")):
        return
    with suppress(OSError, ValueError):  # there is no such folder
        if nearest(path.name, names(path.parent)) or path.name != name:
            return
    in_revision(name, "")


def _from_here(path: str) -> str:
    """A path on disk as Git writes it in a revision: from the current folder."""
    with suppress(ValueError):  # on another drive, so it is in no revision
        path = os.path.relpath(path)
    return f"./{Path(path).as_posix()}"


def _usage(message: Message, **words: str) -> click.UsageError:
    return click.UsageError(message.say(current().language, words), click.get_current_context())


# ---------------------------------------------------------------- reading


@dataclass
class _Reader:
    """Reads side after side and puts what is there in pairs."""

    library: Library
    pairs: list[Pair] = field(default_factory=list)
    added: list[Tree] = field(default_factory=list)
    removed: list[Tree] = field(default_factory=list)

    def read(self, side: Sides) -> None:
        """Read the trees of an old and a new side."""
        old = self._trees(side.old, side.new, either=side.either)
        new = self._trees(side.new, side.old, either=side.either)
        if is_folder(side.old) or is_folder(side.new) or not (old and new):
            self._by_id(old, new, side)
        else:  # two files are versions of each other, whatever their trees are called
            self.pairs += map(Pair, old, new)

    def of_vocabularies(self, side: Sides) -> bool:
        """Tell whether both sides are files with a vocabulary."""
        files = is_file(side.old) and is_file(side.new)
        nodes = [self.library.node(path) for path in (side.old, side.new)] if files else []
        return files and all(node and "vocabulary" in node and "tree" not in node for node in nodes)

    def _trees(self, path: Path, other: Path, *, either: bool) -> list[Tree]:
        """The trees at a path; beside a file only those of the tree in there."""
        there = is_file(other) or is_folder(other)
        if not is_folder(path) and (is_file(path) or not either or not there):
            tree = self.library.tree(path)
            return [tree] if tree else []
        like = self.library.tree(other) if is_file(other) else None
        folder = path if is_folder(path) else path.parent  # the file was moved
        named = self.library.trees_named(folder, like.id) if like else []
        if named or folder != path:
            return named
        found = self.library.trees_in(folder)  # also tells what keeps it from being found
        return [tree for tree in found if not like or tree.id == like.id]

    def _by_id(self, old: list[Tree], new: list[Tree], side: Sides) -> None:
        """Put trees of one id in pairs; keep those that only one side has, where that may be."""
        for id_ in sorted({tree.id for tree in (*old, *new)}):
            before = [tree for tree in old if tree.id == id_]
            after = [tree for tree in new if tree.id == id_]
            pairs = list(_paired(before, after))
            self.pairs += pairs
            if side.either or (is_folder(side.old) and is_folder(side.new)):
                kept = [pair.old for pair in pairs]
                self.added += [t for t in after if not before and not self._lost(t, side.old)]
                self.removed += [t for t in before if t not in kept and not self._lost(t, side.new)]

    def _lost(self, tree: Tree, folder: Path) -> bool:
        """Tell whether the other side has the file of a tree, but it cannot be read."""
        beside = folder / tree.path.name
        return any(p.span.source.name == str(beside) for p in self.library.problems)


def _paired(old: Sequence[Tree], new: Sequence[Tree]) -> Iterator[Pair]:
    """Put versions of one tree in pairs.

    One goes with the same version of the other side, else with the one that counted when it began.
    """
    for after in new if old else ():
        same = [tree for tree in old if tree.version == after.version]
        alike = [tree for tree in same if tree.path.name == after.path.name] or same
        begins = after.valid_from or date.today()  # noqa: DTZ011 (the day where the user is)
        yield Pair((alike or [that_counts(old, "", after.version, begins)])[0], after)
