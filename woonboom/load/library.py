"""Reads files once, tells trees, vocabularies and forms apart, and keeps every problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from woonboom.conditions import Names
from woonboom.diagnostics import (
    Diagnostic,
    Message,
    Severity,
    SourceText,
    Span,
    define,
    in_order,
)
from woonboom.load.blocks import Block
from woonboom.load.shapes import SHAPES
from woonboom.load.texts import Texts
from woonboom.load.trees import TreeReader
from woonboom.load.vocabularies import VocabularyReader, own_id
from woonboom.model import FORMAT, Text, Tree, Vocabulary
from woonboom.source import UNREADABLE_FILE, Mapping, Node, Scalar, decode, parse, read_text
from woonboom.source.places import files_below, files_in, is_folder

if TYPE_CHECKING:
    from woonboom.house import HouseStyle, Printing
    from woonboom.questionnaire import Questionnaire

EMPTY = define(
    "WB108",
    "empty-file",
    Severity.ERROR,
    message=Message("Dit bestand is leeg.", "This file is empty."),
    about=Message(
        "Er staat niets in het bestand, of alleen commentaar.",
        "There is nothing in the file, or only comments.",
    ),
    hint=Message(
        "Begin met ‘woonboom new NAAM’: dat schrijft een kleine boom om op voort te bouwen.",
        "Begin with ‘woonboom new NAME’: it writes a small tree to build on.",
    ),
)
FORMAT_VERSION = define(
    "WB109",
    "format-version",
    Severity.ERROR,
    message=Message(
        "Dit bestand zegt niet in welke versie van het formaat het is geschreven.",
        "This file does not say in which version of the format it is written.",
    ),
    about=Message(
        "Elk bestand begint met de versie van het formaat, zodat een oude boom nooit verkeerd "
        "gelezen wordt.",
        "Every file begins with the version of the format, so that an old tree is never misread.",
    ),
    hint=Message(
        "Begin het bestand met ‘woonboom: {supported}’.",
        "Begin the file with ‘woonboom: {supported}’.",
    ),
)
NOT_A_TREE = define(
    "WB119",
    "not-a-tree",
    Severity.ERROR,
    message=Message(
        "Dit is geen boom en geen vocabulaire of formulier.",
        "This is neither a tree nor a vocabulary or form.",
    ),
    about=Message(
        "Een boom noemt zichzelf met ‘tree: naam’, een vocabulaire met ‘vocabulary: naam’, een "
        "formulier met ‘form: naam’.",
        "A tree names itself with ‘tree: name’, a vocabulary with ‘vocabulary: name’, a form with "
        "‘form: name’.",
    ),
    hint=Message(
        "Voeg bovenaan ‘tree: naam’, ‘vocabulary: naam’ of ‘form: naam’ toe.",
        "Add ‘tree: name’, ‘vocabulary: name’ or ‘form: name’ at the top.",
    ),
)
_OTHER_VERSION = Message(
    "Dit bestand is in versie {found} van het formaat; deze woonboom leest versie {supported}.",
    "This file is in version {found} of the format; this woonboom reads version {supported}.",
)
_UPGRADE = Message(
    "Werk woonboom bij, of schrijf ‘woonboom: {supported}’.",
    "Upgrade woonboom, or write ‘woonboom: {supported}’.",
)
_NO_TREES = Message("In deze map staan geen bomen.", "There are no trees in this folder.")
_NAME_ANOTHER = Message(
    "Noem een map of bestand, of begin met ‘woonboom new NAAM’.",
    "Name a folder or file, or begin with ‘woonboom new NAME’.",
)
_IS_VOCABULARY = Message("Dit is een vocabulaire, geen boom.", "This is a vocabulary, not a tree.")
_IS_FORM = Message("Dit is een formulier, geen boom.", "This is a form, not a tree.")
_NOT_A_FORM = Message("Dit is geen formulier.", "This is not a form.")
_NAME_A_FORM = Message("Noem een bestand met ‘form: …’.", "Name a file with ‘form: …’.")
_NAME_A_TREE = Message("Noem een bestand met ‘tree: …’.", "Name a file with ‘tree: …’.")
_IS_TREE = Message("Dit is een boom, geen vocabulaire.", "This is a tree, not a vocabulary.")
_IS_NO_VOCABULARY = Message(
    "Dit is een formulier, geen vocabulaire.", "This is a form, not a vocabulary."
)
_NAME_A_VOCABULARY = Message(
    "Noem onder uses een bestand met ‘vocabulary: …’.",
    "Under uses, name a file with ‘vocabulary: …’.",
)
_SUFFIXES: Final = (".yaml", ".yml")


def load(path: str | Path) -> tuple[Tree | None, list[Diagnostic]]:
    """Read the tree in a file.

    Returns the tree, or None where the file holds none that can be read, and every problem of its
    shape and references, in its vocabularies and pages too.
    """
    library = Library()
    tree = library.tree(Path(path))
    return tree, library.problems


class Library:
    """The files of one run, each read once."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._beside: list[Diagnostic] = []
        self._parsed: dict[Path, _Parsed] = {}
        self._nodes: dict[Path, Mapping | None] = {}
        self._vocabularies: dict[tuple[Path, str], Vocabulary | None] = {}
        self._pages: dict[Path, SourceText | None] = {}
        self._ids: dict[Path, dict[str, list[Path]]] = {}
        self.trees: list[Tree] = []
        self.vocabularies: list[Vocabulary] = []
        self.questionnaires: list[Questionnaire] = []
        self.folders: list[Path] = []

    @property
    def problems(self) -> list[Diagnostic]:
        """Every problem so far, by file and line, each once."""
        return in_order(self._found)

    @property
    def grave(self) -> list[Diagnostic]:
        """The problems that touch more than worked cases and information pages."""
        beside = self._beside
        return [problem for problem in self.problems if problem not in beside]

    def read(self, paths: Iterable[Path]) -> None:
        """Read files, and all trees and vocabularies in folders."""
        for file in self.files(paths):
            self.file(file)

    def files(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Yield files, and those in folders; a folder that has none is reported."""
        for path in paths:
            files = [path]
            if is_folder(path):
                self.folders.append(path)
                files = files_below(path, _SUFFIXES)
            if not files:
                begin = SourceText(str(path)).start
                self._found.append(UNREADABLE_FILE.at(begin, message=_NO_TREES, hint=_NAME_ANOTHER))
            yield from files

    def file(self, path: Path) -> None:
        """Read a file, whatever it holds."""
        node = self.node(path)
        if node is None:
            return
        if "vocabulary" in node and "tree" not in node:
            vocabulary = self.vocabulary(path, "nl")
            if vocabulary and vocabulary not in self.vocabularies:
                self.vocabularies.append(vocabulary)
        elif "form" in node and "tree" not in node:
            self.questionnaire(path)
        else:
            self.tree(path)

    def tree(self, path: Path) -> Tree | None:
        """Return the tree in a file."""
        node = self.node(path)
        if node is None:
            return None
        known = next((tree for tree in self.trees if tree.path == path), None)
        if known:
            return known
        if "tree" not in node:
            self.is_other(node, _NAME_A_TREE, vocabulary=_IS_VOCABULARY, form=_IS_FORM)
            return None
        problems = [*self._parsed[path].problems]
        reader = TreeReader(Block(node, SHAPES["tree"], problems), path, self)
        tree = reader.read()
        self._found += problems
        self._beside += reader.beside
        self.trees.append(tree)
        return tree

    def questionnaire(self, path: Path) -> Questionnaire | None:
        """Return the form in a file."""
        node = self.node(path)
        if node is None:
            return None
        known = next((found for found in self.questionnaires if found.path == path), None)
        if known:
            return known
        if "form" not in node:
            self.is_other(node, _NAME_A_FORM, vocabulary=_NOT_A_FORM, tree=_NOT_A_FORM)
            return None
        problems = [*self._parsed[path].problems]
        block = Block(node, SHAPES["form"], problems)
        # Most runs meet no form: what reads them is imported here.
        from woonboom.load.questionnaires import QuestionnaireReader

        questionnaire = QuestionnaireReader(block, path, self).read()
        self._found += problems
        self.questionnaires.append(questionnaire)
        return questionnaire

    def is_other(self, node: Mapping, hint: Message, **messages: Message) -> None:
        """Report a file that is not what was asked for; `messages` say so by what it is."""
        message = next((said for key, said in messages.items() if key in node), None)
        remedy = hint if message else None
        self._found.append(NOT_A_TREE.at(_first(node), message=message, hint=remedy))

    def node(self, path: Path) -> Mapping | None:
        """Return the block that a file holds, when it is one of a version that can be read."""
        if path not in self._nodes:
            source, node, problems = self.parsed(path)
            self._found += problems
            self._nodes[path] = None if problems and node is None else self.checked(node, source)
        return self._nodes[path]

    def parsed(self, path: Path) -> _Parsed:
        """Return what a file holds, without reporting its problems: it may not be asked for."""
        if path not in self._parsed:
            source, problems = read_text(path)
            node, problems = (None, problems) if problems else parse(source)
            self._parsed[path] = _Parsed(source, node, problems)
        return self._parsed[path]

    def given(self, data: bytes, name: str) -> tuple[SourceText, Mapping | None]:
        """Return what was given otherwise than as a file, and its block when it can be read."""
        source, problems = decode(data, name)
        node, problems = (None, problems) if problems else parse(source)
        self._found += problems
        return source, None if problems else self.checked(node, source)

    def checked(self, node: Node | None, source: SourceText) -> Mapping | None:
        """Return a value that can be a tree or vocabulary; report any other."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            self._found.append(EMPTY.at(source.start))
            return None
        if not isinstance(node, Mapping):
            self._found.append(NOT_A_TREE.at(source.start))
            return None
        return node if self.is_supported(node) else None

    def is_supported(self, node: Mapping) -> bool:
        """Tell whether a file is in a version of the format that is read here."""
        written = node.get("woonboom")
        text = written.text if isinstance(written, Scalar) else ""
        if text == str(FORMAT):
            return True
        if not {"woonboom", "tree", "vocabulary", "form"} & set(node.entries):
            self._found.append(NOT_A_TREE.at(_first(node)))
            return False
        span = written.span if written else _first(node)
        message, hint = (_OTHER_VERSION, _UPGRADE) if text else (None, None)
        problem = FORMAT_VERSION.at(
            span, message=message, hint=hint, found=text, supported=str(FORMAT)
        )
        self._found.append(problem)
        return False

    def vocabulary(self, path: Path, language: str) -> Vocabulary | None:
        """Return the vocabulary in a file, its texts filled in for a language."""
        key = (path, language)
        if key not in self._vocabularies:
            node = self.node(path)
            self._vocabularies[key] = self.read_vocabulary(node, path, language) if node else None
        return self._vocabularies[key]

    def read_vocabulary(self, node: Mapping, path: Path, language: str) -> Vocabulary | None:
        """Return the vocabulary that a block says; report a block that is none."""
        if "vocabulary" not in node:
            self.is_other(node, _NAME_A_VOCABULARY, tree=_IS_TREE, form=_IS_NO_VOCABULARY)
            return None
        problems = [*self._parsed[path].problems]
        block = Block(node, SHAPES["vocabulary"], problems)
        reader = VocabularyReader(block, language, Names({}, {}), None)
        taken: dict[str, Span] = {}
        vocabulary = reader.read(own_id(block, "vocabulary", problems), path, taken)
        # A flaw of the looks is none of the meaning, which can be checked all the same.
        misfits: list[Diagnostic] = []
        style = _style(node.get("style"), path, misfits)
        printing = _printing(node.get("print"), misfits)
        self._found += [*problems, *misfits]
        return replace(vocabulary, style=style, printing=printing, flawed=bool(problems))

    def page(self, path: Path, texts: Texts) -> Text | None:
        """Return an information page with its places filled in."""
        if path not in self._pages:
            source, problems = read_text(path)
            self._found += problems
            self._beside += problems
            self._pages[path] = None if problems else source
        found = self._pages[path]
        return _fill_page(found, texts) if found else None

    def suppose(self, path: Path, text: str) -> None:
        """Read a file as if it said this."""
        source = SourceText(str(path), text)
        self._parsed[path] = _Parsed(source, *parse(source))

    def has_tree(self, folder: Path, id_: str) -> bool:
        """Tell whether a folder has a tree with this id."""
        return id_ in self._trees_in(folder)

    def trees_named(self, folder: Path, id_: str) -> list[Tree]:
        """Return the trees in a folder with this id: its versions, in the order of their files."""
        found = map(self.tree, self._trees_in(folder).get(id_, []))
        return [tree for tree in found if tree]

    def trees_in(self, folder: Path) -> list[Tree]:
        """Return the trees that stand in a folder itself, in the order of their files.

        Files that cannot be read are reported; hidden ones and those that hold something else are
        let be.
        """
        found: list[Tree | None] = []
        for path in _seen_in(folder):
            _, node, problems = self.parsed(path)
            if _tree_id(node) or (problems and node is None):
                found.append(self.tree(path))
        return [tree for tree in found if tree]

    def _trees_in(self, folder: Path) -> dict[str, list[Path]]:
        """The files of the trees in a folder, by their ids."""
        if folder not in self._ids:
            found = self._ids[folder] = {}
            for path in _seen_in(folder):
                found.setdefault(_tree_id(self.parsed(path).node), []).append(path)
        return self._ids[folder]


class _Parsed(NamedTuple):
    source: SourceText
    node: Node | None
    problems: list[Diagnostic]


def _seen_in(folder: Path) -> list[Path]:
    """The files in a folder itself that may hold a tree, but for hidden ones."""
    return [path for path in files_in(folder, _SUFFIXES) if not path.name.startswith(".")]


def _tree_id(node: Node | None) -> str:
    value = node.get("tree") if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""


def _first(node: Mapping) -> Span:
    entry = next(iter(node.entries.values()), None)
    return entry[0].span if entry else node.span


def _style(node: Node | None, path: Path, problems: list[Diagnostic]) -> HouseStyle | None:
    """The house style of a vocabulary; most have none, and do not wait for what reads one."""
    if node is None:
        return None
    from woonboom.load.styles import read_style

    return read_style(node, path, problems)


def _printing(node: Node | None, problems: list[Diagnostic]) -> Printing | None:
    """The paper sizes of a vocabulary, if it has them."""
    if node is None:
        return None
    from woonboom.load.printing import read_printing

    return read_printing(node, problems)


def _fill_page(source: SourceText, texts: Texts) -> Text:
    """Fill in a page line by line, so that every problem has its line."""
    filled: list[str] = []
    used: list[str] = []
    for number, line in enumerate(source.lines, start=1):

        def locate(start: int, end: int, number: int = number) -> Span:
            return Span(source, number, start + 1, number, end + 1)

        value, names = texts.fill(line, locate)
        filled.append(value)
        used += names
    return Text(
        source.text, "\n".join(filled).rstrip("\n") + "\n", tuple(dict.fromkeys(used)), source.start
    )
