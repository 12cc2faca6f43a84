"""The folder that a build is of → its trees and forms, and the files that have errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from unicodedata import normalize

from woonboom.diagnostics import Diagnostic, Severity, Span
from woonboom.load import Library
from woonboom.load.uses import file_beside
from woonboom.look import look_problems
from woonboom.model import Tree
from woonboom.questionnaire import Questionnaire
from woonboom.rules.examining import examine
from woonboom.source import Scalar, Sequence
from woonboom.source.places import files_in

Paper = Tree | Questionnaire
_SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True)
class Broken:
    """A file of which nothing can be made now, and why.

    "errors": there are errors in it. "uses": they are in `other`, a file that it leans on.
    "alike": what is made of `other` would get the same names.
    """

    path: Path
    reason: Literal["errors", "uses", "alike"]
    other: Path | None = None


@dataclass(frozen=True)
class Folder:
    """What stands in a folder itself; the folders in it are not looked at.

    Trees that nobody refers to come first, for there a case begins.
    `trees` and `forms` have no errors, in all that they use neither, and names of their own.
    `broken` are all others, and what cannot be read at all; `errors` says what is wrong.
    """

    path: Path
    trees: tuple[Tree, ...]
    forms: tuple[Questionnaire, ...]
    broken: tuple[Broken, ...]
    errors: tuple[Diagnostic, ...]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The trees and forms."""
        return (*self.trees, *self.forms)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of all trees and forms that there are, broken ones too."""
        return tuple(
            sorted({*(paper.path for paper in self.papers), *(one.path for one in self.broken)})
        )


def read_folder(path: Path) -> Folder:
    """Read the trees and forms in a folder and check them."""
    files = [file for file in files_in(path, _SUFFIXES) if not file.name.startswith(".")]
    library, problems = examine(files)
    papers: list[Paper] = [*library.trees, *library.questionnaires]
    problems += [problem for paper in papers for problem in look_problems(paper)]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    broken = {one.path: one for one in _broken(library, papers, files, errors)}
    return Folder(
        path,
        tuple(_in_order(tree for tree in library.trees if tree.path not in broken)),
        tuple(form for form in library.questionnaires if form.path not in broken),
        tuple(broken[file] for file in sorted(broken)),
        tuple(errors),
    )


def _broken(
    library: Library, papers: Iterable[Paper], files: Iterable[Path], errors: Iterable[Diagnostic]
) -> Iterator[Broken]:
    """Yield what cannot be made: by errors in it, in what it leans on, or by its name."""
    wrong = {problem.span.source.name for problem in errors}
    leans = {paper.path: [*_used(library, paper), *_read_by(paper)] for paper in papers}
    shared = {str(vocabulary.path) for vocabulary in library.vocabularies}
    known = shared.union(*leans.values()) | {str(path) for path in leans}
    unread = [file for file in files if str(file) in wrong and str(file) not in known]
    yield from _alike([*leans, *unread])
    for paper in papers:
        at_fault = [name for name in leans[paper.path] if name in wrong]
        if str(paper.path) in wrong or (paper.flawed and not at_fault):
            yield Broken(paper.path, "errors")
        elif at_fault:
            yield Broken(paper.path, "uses", Path(at_fault[0]))
    yield from (Broken(file, "errors") for file in unread)


def _alike(files: Iterable[Path]) -> Iterator[Broken]:
    """Yield the files whose products would get the same names, on some disks at least."""
    found: dict[str, list[Path]] = {}
    for file in sorted(files):
        name = normalize("NFC", normalize("NFC", file.stem).casefold())
        found.setdefault(name, []).append(file)
    for first, *others in found.values():
        yield from (Broken(file, "alike", first) for file in others)
        yield from (Broken(first, "alike", other) for other in others[:1])


def _used(library: Library, paper: Paper) -> Iterator[str]:
    """Yield the names of the files that a tree or form names, whether they can be read or not."""
    node = library.node(paper.path)
    uses = node.get("uses") if node else None
    for item in uses.items if isinstance(uses, Sequence) else (uses,):
        file = file_beside(paper.path, item.text) if isinstance(item, Scalar) else None
        if file:
            yield str(file)


def _in_order(trees: Iterable[Tree]) -> list[Tree]:
    """Trees in the order of their files; those that others refer to come after all others."""
    found = list(trees)
    referred = {
        outcome.tree
        for tree in found
        for outcome in tree.outcomes.values()
        if outcome.tree != tree.id
    }
    return sorted(found, key=lambda tree: (tree.id in referred, tree.path))


def sources_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of every text that a tree or form was read from."""
    for span in _spans(paper):
        yield span.source.name, span.source.text


def _read_by(paper: Paper) -> list[str]:
    return [name for name, _ in sources_of(paper) if name != str(paper.path)]


def _spans(paper: Paper) -> Iterator[Span]:
    yield paper.span
    yield from (vocabulary.span for vocabulary in paper.vocabularies)
    if isinstance(paper, Tree):
        yield from (page.text.span for page in paper.pages.values() if page.text.span)
