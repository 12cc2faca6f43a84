"""What makes each product: a task holds all that it needs, so that any process can do it.

What draws and sets type is imported where it is used, for most builds have little to do.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from woonboom import text
from woonboom.diagnostics import Diagnostic, Message
from woonboom.fingerprint import fingerprint
from woonboom.model import Tree
from woonboom.questionnaire import Questionnaire

if TYPE_CHECKING:
    from woonboom.document import Document
    from woonboom.scene import Scene

FORMS: Final = (
    "page", "poster", "drawing", "tiles", "sheet", "handout", "changes-page", "changes", "form",
)  # fmt: skip
"""What a file can be to its reader, in the order of an index."""
_COMPARED: Final = Message(
    "Vergeleken met versie {version}, controlegetal {number}",
    "Compared with version {version}, check number {number}",
)
_AND: Final = " · "


@dataclass(frozen=True)
class File:
    """A file that was made; `form` is one of `FORMS`.

    `paper` is the size of a poster ("a1"), and for tiles that of their sheets. `pages` is how many
    it has, or 0 where that means nothing. `note` says more, in the language of its tree. `trees`
    are the ids of the trees that are in it, where there may be several.
    """

    name: str
    form: str
    data: bytes
    paper: str = ""
    pages: int = 0
    note: str = ""
    trees: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What a tree or form says of itself on its papers, in its own language; a tree has its id."""

    kind: str
    title: str
    audience: str
    imprint: tuple[str, ...]
    language: str
    id: str = ""


@dataclass(frozen=True)
class Drawn:
    """How a poster came out: on how many pages, with type of what size in mm."""

    paper: str
    pages: int
    unit: float


@dataclass(frozen=True)
class Made:
    """What came of a task: files, what they could not show, and how its poster came out.

    `about` is nothing for what is of several trees.
    """

    about: About | None
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...] = ()
    drawn: Drawn | None = None


class Task(Protocol):
    """What makes a product; it can be pickled."""

    def make(self) -> Made:
        """Return the product; what is wrong with the tree is no reason to fail."""


@dataclass(frozen=True)
class Poster:
    """A poster on a paper; perhaps as a drawing for the screen too, and in sheets to glue."""

    tree: Tree
    paper: str
    tiles: tuple[str, ...] = ()
    drawing: bool = False

    def make(self) -> Made:
        """Lay it out once, and write it in every form."""
        from woonboom.layout.panels import poster
        from woonboom.look import look_of
        from woonboom.press.dressed import dressed

        scene, problems = poster.layout(self.tree, paper=self.paper)
        drawn = Drawn(self.paper, len(scene.pages), scene.unit)
        scene = dressed(scene, look_of(self.tree))
        return Made(_of_tree(self.tree), tuple(self._files(scene)), tuple(problems), drawn)

    def _files(self, scene: Scene) -> Iterator[File]:
        from woonboom.formats import FORMATS
        from woonboom.press.tiles import tiled

        stem = f"{self.tree.path.stem}-poster"
        yield from _printed(scene, f"{stem}-{self.paper}", "poster", self.paper)
        if self.drawing:
            for name, data in FORMATS["svg"].files(scene, stem).items():
                yield File(name, "drawing", data)
        for sheet in self.tiles:
            name = f"{stem}-{self.paper}-tegels-{sheet}"
            yield from _printed(tiled(scene, sheet), name, "tiles", sheet)


@dataclass(frozen=True)
class Sheet:
    """The sheet to decide a case on, as a PDF to fill in."""

    tree: Tree

    def make(self) -> Made:
        """Set it."""
        from woonboom.papers.sheet import sheet

        file = _set(sheet(self.tree), f"{self.tree.path.stem}-sheet", "sheet")
        return Made(_of_tree(self.tree), (file,))


@dataclass(frozen=True)
class Handout:
    """The tree in words, with its information pages; tells which characters it cannot print."""

    tree: Tree

    def make(self) -> Made:
        """Set it."""
        from woonboom.layout.glyphs import missing_glyphs
        from woonboom.papers.handout import handout
        from woonboom.papers.handout_back import texts

        problems = missing_glyphs(self.tree, texts(self.tree))
        file = _set(handout([self.tree]), f"{self.tree.path.stem}-handout", "handout")
        return Made(_of_tree(self.tree), (file,), tuple(problems))


@dataclass(frozen=True)
class Form:
    """The form with statements, as a PDF to fill in."""

    form: Questionnaire

    def make(self) -> Made:
        """Set it."""
        from woonboom.papers.evaluation import evaluation_form

        document = evaluation_form(self.form)
        title, language = document.title, document.language
        version, *others = document.imprint
        imprint = (version, *_begins(self.form), *others)
        about = About("form", title, document.subtitle, imprint, language)
        return Made(about, (_set(document, f"{self.form.path.stem}-sheet", "form"),))


@dataclass(frozen=True)
class Changes:
    """What changes between the version before and this one: a page, and a paper for a board."""

    old: Tree
    new: Tree

    def make(self) -> Made:
        """Compare them, and tell it in both forms."""
        from woonboom.diff.comparing import diff
        from woonboom.diff.naming import version_of
        from woonboom.formats.documents import DOCUMENT_FORMATS
        from woonboom.papers.changes import Found, changes_document, changes_page

        found, stem = Found((diff(self.old, self.new),)), f"{self.new.path.stem}-wijzigingen"
        data = DOCUMENT_FORMATS["html"].write(changes_page(found))
        document, language = changes_document(found), self.new.language
        page = File(f"{stem}.html", "changes-page", data)
        paper = _set(document, stem, "changes")
        words = {"version": version_of(self.old, language), "number": fingerprint(self.old)}
        note = _COMPARED.say(language, words)
        return Made(_of_tree(self.new), tuple(replace(file, note=note) for file in (page, paper)))


@dataclass(frozen=True)
class Page:
    """The page to walk through all trees on."""

    trees: tuple[Tree, ...]

    def make(self) -> Made:
        """Put them in one file."""
        from woonboom.page.single import page

        note = _AND.join(text.clean(str(tree.title)) for tree in self.trees)
        ids = tuple(tree.id for tree in self.trees)
        return Made(None, (File("pagina.html", "page", page(self.trees), note=note, trees=ids),))


def _begins(form: Questionnaire) -> Iterator[str]:
    """From when a form counts, which it does not say on paper."""
    from woonboom.layout import wording

    if form.valid_from:
        start = wording.day(form.valid_from, form.language)
        yield wording.VALID_FROM.say(form.language, {"start": start})


def _of_tree(tree: Tree) -> About:
    from woonboom.papers.masthead import imprint

    title, audience = (text.clean(str(words or "")) for words in (tree.title, tree.audience))
    return About("tree", title, audience, imprint(tree), tree.language, tree.id)


def _printed(scene: Scene, stem: str, form: str, paper: str) -> Iterator[File]:
    from woonboom.formats import FORMATS

    for name, data in FORMATS["pdf"].files(scene, stem).items():
        yield File(name, form, data, paper, len(scene.pages))


def _set(document: Document, stem: str, form: str) -> File:
    import pikepdf

    from woonboom.formats.documents import DOCUMENT_FORMATS

    data = DOCUMENT_FORMATS["pdf"].write(document)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return File(f"{stem}.pdf", form, data, pages=len(pdf.pages))
