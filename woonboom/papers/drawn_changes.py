"""Two versions of a tree as drawings, with what is new, changed and gone marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from woonboom.diagnostics import Argument, Diagnostic, Message
from woonboom.diff.changes import Changes
from woonboom.diff.marks import Element, Marks, Pairs, elements_of, marks
from woonboom.diff.retold import Told, told_apart
from woonboom.diff.union import Telling, Union, union
from woonboom.fingerprint import fingerprint, known_as
from woonboom.layout.glyphs import missing_glyphs
from woonboom.layout.notes import Comparison
from woonboom.layout.panels.poster import layout
from woonboom.layout.plan import outcome_key, question_key
from woonboom.layout.wording import (
    KINDS,
    NEW_VERSION,
    OLD_VERSION,
    QUESTION_PLACE,
    VERSION_NAMED,
)
from woonboom.look import look_of, look_problems
from woonboom.model import Text, Tree
from woonboom.press.dressed import dressed
from woonboom.press.marked import Retold, marked
from woonboom.scene import Scene
from woonboom.style import MARKS
from woonboom.text import lacking

_PAPER: Final = "a1"
_FEW: Final = 8
"""So many cards that are gone are always drawn; more of them only beside as many that are there."""
_TITLE: Final = Message("Wat verandert er: {title}", "What changes: {title}")
_SIGN: Final = "→"
_FROM_TO: Final = "{old} → {new}"
_SAME: Final = Message("{version}: oud {sign} nieuw", "{version}: old {sign} new")
_AND: Final = Message("{old} en {new}", "{old} and {new}")
_ABOUT: Final = Message(
    "Vergelijking van {old} met {new}: {added} nieuw, {changed} gewijzigd, {removed} vervallen. "
    "Geen poster om te volgen.",
    "Comparison of {old} with {new}: {added} new, {changed} changed, {removed} gone. No poster to "
    "follow.",
)


def changed_poster(
    changes: Changes, *, paper: str = _PAPER, landscape: bool | None = None, whole: bool = False
) -> Scene:
    """Return the poster of the new version with what is new, changed and gone marked.

    What is gone stands where it was, as a ghost; old words stand before new ones, struck out.
    Raises `ValueError` for an unknown paper.
    """
    both, found = union(changes, telling(changes.new)), marks(changes)
    gone = [element for element in elements_of(both.tree) if _is_gone(both.tree, element)]
    cards = sum(element[0] != "answer" for element in gone)
    drawn = cards <= max(_FEW, len(changes.new.questions) + len(changes.new.outcomes))
    shown = {**found.new, **dict.fromkeys(gone if drawn else (), "removed")}
    made = both if drawn else Union(changes.new, _told_apart(changes, "added"))
    drawing = _Drawing(changes, _titled(changes, made.tree), shown, made.told, found)
    scene = drawing.scene((paper, landscape, whole), left_out=0 if drawn else cards)
    return replace(scene, description=_about(changes, found, gone))


def old_drawing(changes: Changes, *, paper: str = _PAPER, landscape: bool | None = None) -> Scene:
    """Return the drawing of the old version: what is gone and what changed is marked.

    Raises `ValueError` for an unknown paper.
    """
    found, told = marks(changes), _told_apart(changes, "removed")
    drawing = _Drawing(changes, changes.old, found.old, told, Marks({}, {}, found.reworded_before))
    return drawing.scene((paper, landscape, False))


def new_drawing(changes: Changes, *, paper: str = _PAPER, landscape: bool | None = None) -> Scene:
    """Return the drawing of the new version: what is new and what changed is marked.

    Raises `ValueError` for an unknown paper.
    """
    found, told = marks(changes), _told_apart(changes, "added")
    drawing = _Drawing(changes, changes.new, found.new, told, found)
    return drawing.scene((paper, landscape, False))


def telling(tree: Tree) -> Telling:
    """Return how the poster of a new version tells old words."""
    return Telling(_SIGN if _has_arrow(tree) else "", KINDS)


def drawing_problems(tree: Tree) -> list[Diagnostic]:
    """Return what a drawing of a tree could not show: characters and fonts that are not there."""
    return [*look_problems(tree), *missing_glyphs(tree)]


@dataclass(frozen=True)
class _Drawing:
    """A tree to draw, the marks of its elements, and the texts with old words or new ones."""

    changes: Changes
    tree: Tree
    shown: Mapping[Element, str]
    told: Mapping[Element, Sequence[Told]]
    found: Marks

    def scene(self, sheet: tuple[str, bool | None, bool], left_out: int = 0) -> Scene:
        """Return the drawing on a sheet: its paper, which way up, and whether in one piece."""
        paper, landscape, whole = sheet
        tree, compared = _with_marks(self), self._compared(left_out)
        scene, _ = layout(tree, paper=paper, landscape=landscape, whole=whole, compared=compared)
        scene = marked(scene, groups_of(tree, self.shown, scene), self._retold())
        # It is no version of its own: a file that carries a content is compared with its tree.
        scene = replace(scene, content="", fingerprint="", keywords=scene.keywords[:2])
        return dressed(scene, look_of(tree))

    def _compared(self, left_out: int) -> Comparison:
        shown = tuple(mark for mark in MARKS if mark in self.shown.values())
        old, new = _versions(self.changes)
        retold = any(part != "kept" for row in self._retold().values()
                     for words in row for part, _ in words.words)  # fmt: skip
        return Comparison(old, new, shown, left_out, tuple(self._unseen()), retold)

    def _unseen(self) -> Iterator[str]:
        """What changed without being seen, as people call it."""
        for kind, id_, *_ in self.found.unseen:
            if kind == "outcome":
                yield self.tree.codes[id_]
            else:
                yield QUESTION_PLACE.say(self.tree.language, {"number": self.tree.printed[id_]})

    def _retold(self) -> dict[str, list[Retold]]:
        return {
            _key(self.tree, element): [
                Retold(tuple((run.part, run.text) for run in told.parts), told.was, told.now)
                for told in row
            ]
            for element, row in self.told.items()
        }


def _with_marks(drawing: _Drawing) -> Tree:
    """The tree with its marks on its questions and outcomes: their cards have room for them."""
    tree, shown = drawing.tree, drawing.shown
    reworded = dict.fromkeys(drawing.found.reworded, "reworded")
    questions = {
        id_: replace(q, mark=shown.get(("question", id_), "")) for id_, q in tree.questions.items()
    }
    outcomes = {
        id_: replace(o, mark=reworded.get(id_, shown.get(("outcome", id_), "")))
        for id_, o in tree.outcomes.items()
    }
    return known_as(replace(tree, questions=questions, outcomes=outcomes), fingerprint(tree))


def _told_apart(changes: Changes, part: Literal["removed", "added"]) -> dict[Element, list[Told]]:
    """The texts of one version that differ, with the words marked that the other has not."""
    pairs = Pairs(changes.old, changes.new, changes.renames)
    found: dict[Element, list[Told]] = {}
    for was, now in pairs.elements.items():
        rows = zip(_texts(changes.old, was), _texts(changes.new, now), strict=True)
        told = [told_apart(a, b, part) for a, b in rows if a.split() != b.split()]
        if told:
            found[was if part == "removed" else now] = told
    return found


def _texts(tree: Tree, element: Element) -> list[str]:
    """What people read of an element on its card."""
    kind, id_, *more = element
    if kind == "outcome":
        return [str(tree.outcomes[id_].title), str(tree.outcomes[id_].text or "")]
    question = tree.questions[id_]
    if kind == "question":
        return [str(question.ask), str(question.help or "")]
    return [str(answer.label) for answer in question.answers if answer.id == more[0]]


def _versions(changes: Changes) -> tuple[str, str]:
    """What the versions are called: by their names, where these differ."""
    old, new, language = changes.old.version, changes.new.version, changes.new.language
    if old == new:
        return OLD_VERSION.say(language), NEW_VERSION.say(language)
    named = (VERSION_NAMED.say(language, {"version": version}) for version in (old, new))
    return next(named), next(named)


def _titled(changes: Changes, tree: Tree) -> Tree:
    """The union with a title block that says what it is."""
    old, new = changes.old, changes.new

    def both(one: str, other: str) -> str:
        if _has_arrow(new):
            return _FROM_TO.format(old=one, new=other)
        return _AND.say(tree.language, {"old": one, "new": other})

    title = _TITLE.say(tree.language, {"title": str(new.title)})
    version = both(old.version, new.version) if old.version != new.version else _same(new)
    titled = replace(tree, title=Text(title, title), version=version)
    return known_as(titled, both(fingerprint(old), fingerprint(new)))


def _same(tree: Tree) -> str:
    """What the title says of two versions with one name."""
    sign = _SIGN if _has_arrow(tree) else "/"
    return _SAME.say(tree.language, {"version": tree.version, "sign": sign})


def _has_arrow(tree: Tree) -> bool:
    return not any(lacking(_SIGN, font) for font in look_of(tree).face.fonts)


def _is_gone(tree: Tree, element: Element) -> bool:
    """Whether an element of a union is gone."""
    kind, id_, *more = element
    if kind == "outcome":
        return bool(tree.outcomes[id_].former)
    question = tree.questions[id_]
    if kind == "question":
        return bool(question.former)
    return any(answer.former for answer in question.answers if answer.id == more[0])


def _about(changes: Changes, found: Marks, gone: Sequence[Element]) -> str:
    """What is seen, counted: an answer counts where it does not come or go with its question."""
    shown = {**found.new, **dict.fromkeys(gone, "removed")}
    counts = Counter(mark for element, mark in shown.items() if _counts(element, mark, shown))
    words: dict[str, Argument] = {mark: counts[mark] for mark in ("added", "changed", "removed")}
    words["old"], words["new"] = _versions(changes)
    return _ABOUT.say(changes.new.language, words)


def _counts(element: Element, mark: str, shown: Mapping[Element, str]) -> bool:
    return element[0] != "answer" or mark != shown.get(("question", element[1]))


def groups_of(tree: Tree, found: Mapping[Element, str], scene: Scene) -> dict[str, str]:
    """Return the marks of elements by the groups of a drawing.

    An outcome that stands there again is marked like its card, if that is seen there. What stands
    at the end of an answer that is gone only says where it led, and is gone with it.
    """
    named = {_key(tree, element): mark for element, mark in found.items()}
    same = {outcome_key(id_) for id_, o in tree.outcomes.items() if o.mark == "reworded"}
    briefs = (g for g in scene.groups if g.role == "outcome" and g.link in named)
    again = {g.id: named[g.link] for g in briefs if g.link not in same}
    gone = (g for g in scene.groups if g.role == "answer" and named.get(g.id) == "removed")
    cards = {question_key(q) for q in tree.questions} | {outcome_key(o) for o in tree.outcomes}
    ends = dict.fromkeys((g.link for g in gone if g.link not in cards), "removed")
    return named | again | ends


def _key(tree: Tree, element: Element) -> str:
    kind, id_, *more = element
    if kind == "outcome":
        return outcome_key(id_)
    if kind == "question":
        return question_key(id_)
    places = [answer.id for answer in tree.questions[id_].answers]
    return f"{question_key(id_)}.{places.index(more[0]) + 1}"
