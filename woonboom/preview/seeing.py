"""Files → what a page shows of them at once: trees, problems, and the card that each is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from woonboom.diagnostics import Argument, Diagnostic, Message, Span
from woonboom.layout.plan import outcome_key, question_key
from woonboom.load import Library
from woonboom.model import Tree
from woonboom.preview.messages import Card, Job, Seen, SeenTree
from woonboom.reports.json import problem_data
from woonboom.rules.examining import examine

_QUESTION: Final = Message("Vraag {number}", "Question {number}")
_OUTCOME: Final = Message("Uitkomst {code}", "Outcome {code}")
_MOST: Final = 300
"""So many problems are shown; who has more mends those first."""


def seen(job: Job) -> tuple[Library, Seen]:
    """Read and check what a job names; returns all that was read, and what there is to show."""
    library, problems = examine(job.paths)
    trees = {str(tree.path): _Places(tree) for tree in library.trees}
    shown = tuple(_problem(problem, trees, job.language) for problem in problems[:_MOST])
    made = tuple(_seen_tree(tree, trees[str(tree.path)], job.language) for tree in library.trees)
    return library, Seen(job.number, made, tuple(_unread(library, problems)), shown)


def _unread(library: Library, problems: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield the files with mistakes that hold nothing that could be read."""
    read = {str(tree.path) for tree in library.trees}
    read |= {str(v.path) for v in library.vocabularies}
    read |= {str(form.path) for form in library.questionnaires}
    read |= {file for tree in library.trees for file in files_of(tree)}
    names = (problem.span.source.name for problem in problems)
    yield from (name for name in dict.fromkeys(names) if name not in read)


def files_of(tree: Tree) -> tuple[str, ...]:
    """Return the files that a tree was read from: its own first."""
    paths = [tree.path, *(v.path for v in tree.vocabularies)]
    paths += [page.path for page in tree.pages.values()]
    return tuple(dict.fromkeys(map(str, paths)))


def _seen_tree(tree: Tree, places: _Places, language: str) -> SeenTree:
    return SeenTree(
        file=str(tree.path),
        id=tree.id,
        title=str(tree.title),
        language=tree.language,
        version=tree.version,
        whole=tree.decidable,
        files=files_of(tree),
        cards={key: _card(tree, key, span, language) for key, span in places.spans.items()},
    )


def _card(tree: Tree, key: str, span: Span, language: str) -> Card:
    name: dict[str, Argument] = {}
    kind, _, id_ = key.partition("-")
    if kind == "vraag":
        name["number"] = tree.printed[id_]
        said = _QUESTION.say(language, name)
    else:
        name["code"] = tree.codes[id_]
        said = _OUTCOME.say(language, name)
    return Card(said, span.source.name, span.line, span.column)


def _problem(problem: Diagnostic, trees: Mapping[str, _Places], language: str) -> dict[str, object]:
    span = problem.span
    file = span.source.name
    mine = {name: places for name, places in trees.items() if file in places.files}
    cards = {name: places.card_at(span) for name, places in mine.items()}
    return {
        **problem_data(problem, language),
        "text": span.source.line(span.line),
        "about": problem.code.about.say(language),
        "trees": sorted(mine),
        "cards": {name: card for name, card in cards.items() if card},
    }


class _Places:
    """Where the questions and outcomes of a tree were written."""

    def __init__(self, tree: Tree) -> None:
        self.files = files_of(tree)
        self.spans = {question_key(id_): q.span for id_, q in tree.questions.items()}
        self.spans |= {outcome_key(id_): outcome.span for id_, outcome in tree.outcomes.items()}

    @cached_property
    def _in_files(self) -> Mapping[str, list[tuple[int, str]]]:
        """The lines on which elements begin, by file and in order."""
        found: dict[str, list[tuple[int, str]]] = {}
        for key, span in self.spans.items():
            found.setdefault(span.source.name, []).append((span.line, key))
        return {file: sorted(rows) for file, rows in found.items()}

    def card_at(self, span: Span) -> str | None:
        """Return the question or outcome within which a place is, if any."""
        rows = self._in_files.get(span.source.name, [])
        at = bisect_right(rows, span.line, key=lambda row: row[0]) - 1
        if at < 0:
            return None
        begin, key = rows[at]
        lines = span.source.lines[begin : span.line]
        # What stands at the margin begins another part of the file.
        left = any(line[:1] not in ("", " ", "\t", "#") for line in lines)
        return None if left else key
