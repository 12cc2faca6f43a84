"""The drawing within a page: the poster's scene as SVG that takes its colours and font from there.

Nothing of the poster's furniture is in it, and no ids, styles, fonts or links: every card, answer
and line says in `data-` attributes what it is, so that a script can light a path. Colours are names
of classes (`f-main`: filled with the main colour; `s-line`: a line in that of lines), so that the
drawing follows the house style, by day and by night.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from woonboom import style
from woonboom.diagnostics import Message
from woonboom.layout.plan import question_key
from woonboom.look import look_of
from woonboom.model import KIND_WORDS, Answer, Question, Tree
from woonboom.page.painted import number, painted, quoted
from woonboom.press.dressed import dressed
from woonboom.press.lines import line_of
from woonboom.scene import Box, Group, Page, Rect, Scene

_MOST_IN_PANELS: Final = 60
"""A tree with more questions is drawn as a map: panels would take long, in type too small."""
_KEPT: Final = frozenset({"connector", "heading", "question", "answer", "outcome", "chip", "stub"})
_CARDS: Final = frozenset({"question", "outcome", "chip", "stub"})
_AROUND: Final = 2.0
"""The white around the drawing, in em: room for the light around a card and the pin on it."""

_QUESTION: Final = Message("Vraag {words}", "Question {words}")
_OUTCOME: Final = Message("Uitkomst {words} ({kind})", "Outcome {words} ({kind})")


def drawn(tree: Tree) -> str:
    """Return a tree's drawing as SVG, to stand within a web page."""
    scene = dressed(_scene(_unsourced(tree)), replace(look_of(tree), palette={}))
    return "".join(_Drawing(tree, scene).parts())


def _unsourced(tree: Tree) -> Tree:
    """The tree without the numbers of its sources, whose list is not in this drawing."""
    return replace(
        tree,
        questions={id_: replace(q, sources=()) for id_, q in tree.questions.items()},
        outcomes={id_: replace(o, sources=()) for id_, o in tree.outcomes.items()},
        parameters={id_: replace(p, sources=()) for id_, p in tree.parameters.items()},
    )


def _scene(tree: Tree) -> Scene:
    """Lay the tree out on one sheet, however large it is; people zoom."""
    if len(tree.questions) > _MOST_IN_PANELS:
        from woonboom.layout.map import graph

        return graph.layout(tree)[0]
    from woonboom.layout.panels import poster

    return poster.layout(tree, whole=True, landscape=True)[0]


@dataclass(frozen=True)
class _Drawing:
    """The one page of a scene of a tree, as parts of SVG."""

    tree: Tree
    scene: Scene

    @cached_property
    def page(self) -> Page:
        return self.scene.pages[0]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What stays: the tree itself and the grounds of its panels."""
        kept = [group for group in self.page.groups if group.role in _KEPT]
        return tuple(g for g in self.page.groups if g.role in _KEPT or _is_ground(g, kept))

    @cached_property
    def steps(self) -> Mapping[str, tuple[Question, Answer]]:
        """The question and answer of every pill, by the name of its group."""
        return {
            f"{question_key(question.id)}.{n}": (question, answer)
            for question in self.tree.in_order
            for n, answer in enumerate(question.answers, 1)
        }

    @cached_property
    def lines(self) -> Mapping[int, str]:
        """The pill of every line, by the identity of the line's group."""
        joining: dict[tuple[str, ...], list[Group]] = {}
        for group in self.groups:
            joining.setdefault(group.joins, []).append(group)
        pills = [g for g in self.groups if g.role == "answer" and g.id in self.steps]
        pairs = ((line_of(pill, joining[pill.joins]), pill.id) for pill in pills)
        return {id(line): pill for line, pill in pairs if line}

    def parts(self) -> Iterator[str]:
        x, y, width, height = (f"{v:.1f}" for v in self.area())
        em, label = number(self.scene.unit), quoted(self.scene.title)
        yield (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{x} {y} {width} {height}' "
            f"width='{width}' height='{height}' data-em='{em}' font-size='{em}' "
            f"font-weight='{self.weight}' role='group' aria-label={label}>"
        )
        for group in self.groups:
            yield self.group(group)
        yield "</svg>"

    @cached_property
    def weight(self) -> int:
        """The weight of most texts; only others name theirs."""
        return look_of(self.tree).face.bold.weight

    def area(self) -> Box:
        """The part of the page that the drawing takes, with some white around it."""
        around = _AROUND * self.scene.unit
        boxes = [group.box for group in self.groups]
        left, top = min(b[0] for b in boxes) - around, min(b[1] for b in boxes) - around
        right = max(b[0] + b[2] for b in boxes) + around
        return left, top, right - left, max(b[1] + b[3] for b in boxes) + around - top

    def group(self, group: Group) -> str:
        """A group with what it is, and its name for screen readers where it is a card."""
        body = painted(group, self.scene.unit, self.weight)
        said = {"class": self.classes(group), **self.data(group)}
        if group.role in _CARDS:
            said["aria-label"] = self.name(group)
        attributes = "".join(f" {k}={quoted(v)}" for k, v in said.items() if v)
        return f"<g{attributes}>{body}</g>"

    def name(self, group: Group) -> str:
        """Return what a card is called: all that stands on it, for who tells it to a computer."""
        words = " ".join(text.words for text in group.texts)
        if group.role == "outcome":
            kind = KIND_WORDS.get(self.tree.outcomes[self.outcome(group)].kind)
            called = {"words": words, "kind": kind or ""}
            return _OUTCOME.say(self.tree.language, called) if kind else words
        return (
            _QUESTION.say(self.tree.language, {"words": words})
            if group.role == "question"
            else words
        )

    def classes(self, group: Group) -> str:
        """Return the role of a group and, of an outcome, its kind."""
        if group.role != "outcome":
            return group.role
        kind = self.tree.outcomes[self.outcome(group)].kind
        return f"outcome {kind if kind in style.KINDS else 'other'}"

    def outcome(self, group: Group) -> str:
        """Return the id of the outcome on a card; those drawn again link to the first."""
        return (group.link or group.id).partition("-")[2]

    def data(self, group: Group) -> dict[str, str]:
        """Return what a script must know of a group."""
        step = self.steps.get(group.id if group.role == "answer" else self.lines.get(id(group), ""))
        if step:
            question, answer = step
            ends = {"data-goto": answer.goto, "data-end": group.joins[1]}
            of = {"data-of": question.id, "data-answer": answer.id}
            return of | ends if group.role == "answer" else of
        if group.role == "outcome":
            return {"data-key": group.id, "data-outcome": self.outcome(group)}
        if group.role in ("question", "chip"):
            asked = (group.link or group.id).partition("-")[2]
            return {"data-key": group.id, "data-question": asked}
        return {"data-key": group.id} if group.role == "stub" else {}


def _is_ground(group: Group, kept: Iterable[Group]) -> bool:
    """Whether a group is the ground of a panel; notes beside the tree have grounds too."""
    first = group.items[0] if group.items else None
    if group.role != "background" or not isinstance(first, Rect) or first.fill != style.GROUND:
        return False
    left, top, width, height = group.box
    return any(
        left <= x <= left + width and top <= y <= top + height for x, y, *_ in (k.box for k in kept)
    )
