"""What a scene owes its readers: the whole tree in its order, links that lead somewhere, type that
can be read on its paper, and kinds of outcome that differ without colour."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from scene_shapes import (
    IN_TITLE,
    box_around,
    box_of,
    holds,
    name_of,
    outline_of,
    with_leads,
)

from woonboom import style, text
from woonboom.layout import wording
from woonboom.model import Tree
from woonboom.press.grey import grey
from woonboom.scene import Group, Page, Path, Scene, is_address

ISO_MM = {"a0": (841, 1189), "a1": (594, 841), "a2": (420, 594), "a3": (297, 420), "a4": (210, 297)}
OFF_MM = 0.1
LEAST_BASE_PT, LEAST_PT = 18.0, 15.0
"""The least base type and the least type of all on A1; on other papers by the root of two."""
_ROUNDING = 0.999
_MEETS_MM = 0.01


def squeezed(words: str) -> str:
    """Return words without the spaces that line breaks add or take away."""
    return "".join(words.split())


# ---------------------------------------------------------------- links


def reference_faults(scene: Scene) -> Iterator[str]:
    ids = Counter(group.id for group in scene.groups if group.id)
    yield from (f"id twice: {name}" for name, times in ids.items() if times > 1)
    for group in scene.groups:
        if group.link and not is_address(group.link) and group.link not in ids:
            yield f"dead link: {name_of(group)} to {group.link}"
        yield from (f"joins nothing: {name}" for name in group.joins if name not in ids)


# ---------------------------------------------------------------- paper


def paper_faults(scene: Scene, paper: str) -> Iterator[str]:
    """What is wrong with the sizes of pages and of type for a paper."""
    for page in scene.pages:
        found = sorted((page.width, page.height))
        if any(abs(a - b) > OFF_MM for a, b in zip(found, ISO_MM[paper], strict=True)):
            yield f"not {paper}: {page.width} by {page.height}"
    share = 2 ** ((1 - int(paper[1:])) / 2) * style.POINT_MM * _ROUNDING
    if scene.unit < LEAST_BASE_PT * share:
        yield f"base type of {scene.unit / style.POINT_MM:.2f} pt"
    for group in scene.groups:
        for item in with_leads(group):
            if item.size < LEAST_PT * share:
                yield f"type of {item.size / style.POINT_MM:.2f} pt: {item.words[:30]}"


# ---------------------------------------------------------------- tree


def tree_faults(scene: Scene, tree: Tree) -> Iterator[str]:
    """Everything of the tree is drawn, once, in the order of its numbers."""
    groups = {group.id: group for group in scene.groups if group.id}
    yield from _order(scene, tree)
    yield from _answers(scene, tree, groups)
    yield from _words(tree, groups)
    yield from _chips(scene, tree)
    yield from _marks(scene, tree)
    yield from _kinds(scene, tree)


def _order(scene: Scene, tree: Tree) -> Iterator[str]:
    """Questions rise on every page, each is on one, and its answers follow it in their order."""
    numbers = {f"vraag-{q.id}": tree.numbers[q.id] for q in tree.in_order}
    asked = [[g.id for g in page.groups if g.role == "question"] for page in scene.pages]
    if Counter(q for names in asked for q in names) != Counter(numbers.keys()):
        yield f"questions missing or doubled: {asked}"
    for names in asked:
        found = [numbers[q] for q in names if q in numbers]
        if found != sorted(found):
            yield f"questions are not in reading order: {names}"
    for page in scene.pages:
        yield from _follow(page)


def _follow(page: Page) -> Iterator[str]:
    here, last = "", 0
    for group in page.groups:
        if group.role == "question":
            here, last = group.id, 0
        elif group.role == "answer":
            index = int(group.id.rpartition(".")[2])
            if group.id != f"{here}.{index}" or index <= last:
                yield f"answer out of its place: {group.id}"
            last = index


def _answers(scene: Scene, tree: Tree, groups: dict[str, Group]) -> Iterator[str]:
    wanted = {f"vraag-{q.id}.{n}": a for q in tree.in_order for n, a in enumerate(q.answers, 1)}
    drawn = Counter(group.id for group in scene.groups if group.role == "answer")
    if drawn != Counter(wanted.keys()):
        yield f"answers missing or doubled: {set(drawn) ^ set(wanted)}"
    for key, answer in wanted.items():
        if key in groups:
            yield _goal(groups, key, answer.goto)
            yield _said(groups[key], str(answer.label))
    lines = Counter(group.joins for group in scene.groups if group.role == "connector")
    pills = Counter(group.joins for group in scene.groups if group.role == "answer")
    if lines != pills:
        yield "an answer without its line, or a line without its answer"
    for group in scene.groups:
        if group.role == "connector":
            yield _reaches(group, groups)


def _goal(groups: dict[str, Group], key: str, goto: str) -> str:
    """What is wrong with where an answer's line ends, if anything."""
    end = groups.get(groups[key].joins[1])
    if not end:
        return f"answer {key} ends nowhere"
    right = {f"vraag-{goto}", f"uitkomst-{goto}"}
    if end.id in right or end.link in right or end.role == "stub":
        return ""
    return f"answer {key} ends at {end.id}, not at {goto}"


def _reaches(line: Group, groups: dict[str, Group]) -> str:
    """A line begins at the edge of its question, and its arrow ends at the edge of its goal."""
    stroke, head = (i for i in line.items if isinstance(i, Path))
    ends = (outline_of(stroke)[0], outline_of(head)[0])
    for (x, y), name in zip(ends, line.joins, strict=True):
        box = groups[name].box if name in groups else (0.0, 0.0, 0.0, 0.0)
        point = (x, y, 0.0, 0.0)
        deep = min(x - box[0], box[0] + box[2] - x, y - box[1], box[1] + box[3] - y)
        if not holds(box, point, 0.1) or deep > 0.1:
            return f"a line does not end at {name}: {' to '.join(line.joins)}"
    return ""


def _words(tree: Tree, groups: dict[str, Group]) -> Iterator[str]:
    """Every card says what the tree says, in full, with its number or code."""
    for question in tree.in_order:
        card = groups.get(f"vraag-{question.id}")
        yield _said(card, f"{tree.printed[question.id]} {question.ask}")
        yield _said(card, str(question.help or ""))
    for outcome in tree.outcomes.values():
        card = groups.get(f"uitkomst-{outcome.id}")
        titled = f"{tree.codes[outcome.id]} {outcome.title}"
        yield "" if card else f"no card: {outcome.id}"
        yield _said(card, titled)
        yield _said(card, str(outcome.text or ""))
        again = (
            g for g in groups.values() if g.role == "outcome" and g.link == f"uitkomst-{outcome.id}"
        )
        yield from (_said(brief, titled) for brief in again)


def _said(group: Group | None, words: str) -> str:
    if not group:
        return ""
    shown = squeezed(" ".join(t.words for t in group.texts))
    wanted = {text.drawable(words, t.font) for t in group.texts}
    if any(squeezed(w) in shown for w in wanted):
        return ""
    return f"not said in full: {words[:40]} on {name_of(group)}"


def _chips(scene: Scene, tree: Tree) -> Iterator[str]:
    """A chip has the number of its question and, when that is elsewhere, the right sheet."""
    pages = {g.id: n for n, page in enumerate(scene.pages) for g in page.groups if g.id}
    for n, page in enumerate(scene.pages):
        for chip in (g for g in page.groups if g.role == "chip"):
            goto = chip.link.removeprefix("vraag-")
            wanted = [wording.say(tree, wording.GO_TO), tree.printed.get(goto, "0")]
            if (outcome := chip.link.removeprefix("uitkomst-")) in tree.codes:
                wanted = [wording.say(tree, wording.WENT_TO), tree.codes[outcome]]
            there = pages.get(chip.link, n)
            if there != n:
                wanted.append(wording.say(tree, wording.SHEET, sheet=there))
            if squeezed(" ".join(t.words for t in chip.texts)) != squeezed(" ".join(wanted)):
                yield f"chip {name_of(chip)} does not say {wanted}"


def _marks(scene: Scene, tree: Tree) -> Iterator[str]:
    """Every page says its version and from when it counts."""
    version = wording.say(tree, wording.VERSION, version=tree.version)
    for n, page in enumerate(scene.pages, start=1):
        texts = [t for g in page.groups if g.role in IN_TITLE for t in g.texts]
        shown = squeezed(" ".join(t.words for t in texts))
        wanted = {"version": version, "date": wording.validity(tree), "title": str(tree.title)}
        for what, words in wanted.items():
            if not any(squeezed(text.drawable(words, t.font)) in shown for t in texts):
                yield f"no {what} on page {n}"


# ---------------------------------------------------------------- without colour

Sign = tuple[object, ...]


def _kinds(scene: Scene, tree: Tree) -> Iterator[str]:
    """In grey, kinds of outcome differ in their outline, their border and their icon."""
    looks: dict[str, tuple[Sign, Sign, Sign]] = {}
    for group in grey(scene).groups:
        outcome = tree.outcomes.get(group.id.removeprefix("uitkomst-").split(".")[0])
        if group.role == "outcome" and outcome and outcome.kind not in looks:
            looks[outcome.kind] = _look(group)
    for (one, first), (other, second) in combinations(looks.items(), 2):
        for what, a, b in zip(("outline", "border", "icon"), first, second, strict=True):
            if a == b:
                yield f"{one} and {other} have the same {what}"


def _look(group: Group) -> tuple[Sign, Sign, Sign]:
    shapes = [i for i in group.items if isinstance(i, Path)]
    border = next(i for i in shapes if i.stroke and holds(box_of(i), box_of(shapes[0])))
    icon = shapes[shapes.index(border) + 1 :]
    return _outline(border), (round(border.stroke_width, 3), border.dash), _icon(icon)


def _outline(border: Path) -> Sign:
    """Which corners of its box a shape fills, and whether it has round ones."""
    points = outline_of(border)
    x, y, w, h = box_around(points)
    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    filled = tuple(any(math.dist(p, corner) < _MEETS_MM for p in points) for corner in corners)
    return (*filled, any(command[0] == "C" for command in border.commands))


def _icon(shapes: list[Path]) -> Sign:
    """The shapes of an icon as shares of its size."""
    x, y, w, h = box_around(p for shape in shapes for p in outline_of(shape))
    return tuple(
        (shape.stroke is None, round((px - x) / w, 2), round((py - y) / h, 2))
        for shape in shapes
        for px, py in outline_of(shape)
    )
