"""What a drawing must never do, checked on its scene: `violations` names every breach."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from woonboom import style, text
from woonboom.model import Tree
from woonboom.scene import Box, Command, Group, Page, Path, Rect, Scene, Text, is_address

CARDS = frozenset({"question", "outcome", "chip", "stub"})
SOLID = CARDS | {"heading", "legend", "note", "sources", "title"}
TOLERANCE_MM = 0.02
ASCENT, DESCENT = 0.74, 0.22
"""How far letters reach above and below their baseline, in type sizes."""

Point = tuple[float, float]


def violations(scene: Scene, tree: Tree | None = None) -> list[str]:
    """Return everything that is wrong with a scene, and what of its `tree` is missing from it."""
    found = list(_references(scene))
    for page in scene.pages:
        found += _overlaps(page)
        found += _outside(page)
        found += _lines(page, scene.unit)
        found += _texts(page)
    return [*found, *(_against(scene, tree) if tree else ())]


def text_box(item: Text) -> Box:
    """Return what a text covers, in mm, without its lead."""
    wide = text.widest(item.lines, item.font) * item.size
    left = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    high = ASCENT * item.size + (len(item.lines) - 1) * item.leading + DESCENT * item.size
    return left, item.y - ASCENT * item.size, wide, high


def points_of(commands: Iterable[Command]) -> list[Point]:
    """Return a path as points, curves cut into short pieces."""
    points: list[Point] = []
    for name, *rest in commands:
        numbers = [float(v) for v in rest]
        if name == "C":
            ends = [points[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
            points += [_bezier(ends, t / 8) for t in range(1, 9)]
        elif name != "Z":
            points.append((numbers[0], numbers[1]))
    return points


def _bezier(p: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * x for w, (x, _) in zip(weights, p, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, p, strict=True)),
    )


def overlap(one: Box, other: Box, room: float = TOLERANCE_MM) -> bool:
    """Tell whether two boxes lie over each other by more than `room` mm."""
    return (
        one[0] < other[0] + other[2] - room
        and other[0] < one[0] + one[2] - room
        and one[1] < other[1] + other[3] - room
        and other[1] < one[1] + one[3] - room
    )


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Yield the groups that lie over each other, found from left to right."""
    active: list[Group] = []
    for group in sorted(groups, key=lambda g: g.box[0]):
        active = [a for a in active if a.box[0] + a.box[2] > group.box[0]]
        yield from ((a, group) for a in active if overlap(a.box, group.box))
        active.append(group)


def _name(group: Group) -> str:
    return group.id or group.label or group.role


def _overlaps(page: Page) -> Iterator[str]:
    drawn = [g for g in page.groups if g.role in SOLID or g.role == "answer"]
    for one, other in _pairs(drawn):
        pill, card = (one, other) if one.role == "answer" else (other, one)
        if pill.role == "answer" and card.id and card.id == pill.joins[0]:
            yield from _covered(pill, card)
        else:
            yield f"overlap: {_name(one)} and {_name(other)}"


def _covered(pill: Group, card: Group) -> Iterator[str]:
    """A pill may hang at its own question's edge but not over its words."""
    for item in card.texts:
        if overlap(text_box(item), pill.box, 0.1):
            yield f"label over text: {_name(pill)} on {item.words[:30]}"


def _outside(page: Page) -> Iterator[str]:
    near, right, low = page.margin, page.width - page.margin, page.height - page.margin
    for group in page.groups:
        x, y, w, h = group.box
        if x < -TOLERANCE_MM or y < -TOLERANCE_MM or x + w > page.width + TOLERANCE_MM:
            yield f"outside the page: {_name(group)}"
        elif group.role in ("title", "background"):
            continue
        elif x < near or x + w > right or y < 0 or y + h > low:
            yield f"in the margin: {_name(group)}"


def _lines(page: Page, unit: float) -> Iterator[str]:
    """Lines keep clear of cards and labels that are not theirs, and of each other."""
    solid = [g for g in page.groups if g.role in SOLID]
    pills = [g for g in page.groups if g.role == "answer"]
    lines = [(g, _line(g)) for g in page.groups if g.role == "connector"]
    for group, points in lines:
        for other in (*solid, *pills):
            if other.joins == group.joins or not _meets(group.box, other.box):
                continue
            inset = 0.35 * unit if other.id in group.joins else TOLERANCE_MM
            if any(_cuts(a, b, other.box, inset) for a, b in pairwise(points)):
                yield f"line through {_name(other)}: {' to '.join(group.joins)}"
    yield from _crossings(lines)


def _line(group: Group) -> list[Point]:
    stroke = next(i for i in group.items if isinstance(i, Path) and i.stroke)
    return points_of(stroke.commands)


def _meets(one: Box, other: Box) -> bool:
    return overlap(one, other, -0.5)


def _cuts(a: Point, b: Point, box: Box, inset: float) -> bool:
    """Whether a piece of a line enters a box that is smaller by `inset` on every side."""
    left, top = box[0] + inset, box[1] + inset
    right, low = box[0] + box[2] - inset, box[1] + box[3] - inset
    steps = max(1, math.ceil(math.dist(a, b) / 0.5))
    for n in range(steps + 1):
        x, y = a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps
        if left < x < right and top < y < low:
            return True
    return False


def _crossings(lines: list[tuple[Group, list[Point]]]) -> Iterator[str]:
    for n, (one, first) in enumerate(lines):
        for other, second in lines[:n]:
            if one.joins[0] == other.joins[0] or one.joins[1] == other.joins[1]:
                continue
            if _meets(one.box, other.box) and _cross(first, second):
                yield f"lines cross: {' to '.join(one.joins)} and {' to '.join(other.joins)}"


def _cross(first: list[Point], second: list[Point]) -> bool:
    return any(_intersect(a, b, c, d) for a, b in pairwise(first) for c, d in pairwise(second))


def _intersect(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _texts(page: Page) -> Iterator[str]:
    for group in page.groups:
        texts = [t for item in group.texts for t in ([item.lead, item] if item.lead else [item])]
        for item in texts:
            yield from _inside(group, item)
            if style.contrast(item.fill, item.ground) < style.LEAST_CONTRAST:
                yield f"contrast under 4.5: {item.words[:30]}"
            if (under := _ground(page, group, item)) != item.ground:
                yield f"on {under}, not {item.ground}: {item.words[:30]}"
        for n, one in enumerate(texts):
            for other in texts[:n]:
                if overlap(text_box(one), text_box(other)):
                    yield f"text over text: {one.words[:20]} and {other.words[:20]}"


def _inside(group: Group, item: Text) -> Iterator[str]:
    x, y, w, h = text_box(item)
    left, top, wide, high = group.box
    room = TOLERANCE_MM
    if x < left - room or y < top - room or x + w > left + wide + room or y + h > top + high + room:
        yield f"text outside {_name(group)}: {item.words[:30]}"


def _ground(page: Page, group: Group, item: Text) -> str:
    """The colour of the last shape that is drawn under the middle of a text."""
    x, y, w, h = text_box(item)
    middle, colour = (x + w / 2, y + h / 2), style.PAPER
    for candidate in (*(g for g in page.groups if g.role == "background"), group):
        for shape in candidate.items:
            if not isinstance(shape, Text) and shape.fill and _holds(shape, middle):
                colour = shape.fill
    return colour


def _holds(shape: Rect | Path, point: Point) -> bool:
    if isinstance(shape, Rect):
        box: Box = (shape.x, shape.y, shape.width, shape.height)
    else:
        xs, ys = zip(*points_of(shape.commands), strict=True)
        box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]


def _references(scene: Scene) -> Iterator[str]:
    ids = Counter(group.id for group in scene.groups if group.id)
    yield from (f"id twice: {name}" for name, times in ids.items() if times > 1)
    for group in scene.groups:
        if group.link and not is_address(group.link) and group.link not in ids:
            yield f"dead link: {_name(group)} to {group.link}"
        yield from (f"joins nothing: {name}" for name in group.joins if name not in ids)


def _against(scene: Scene, tree: Tree) -> Iterator[str]:
    """Everything of the tree is drawn, once, in the order of its numbers."""
    groups = {group.id: group for group in scene.groups if group.id}
    asked = [group.id for group in scene.groups if group.role == "question"]
    if asked != [f"vraag-{question.id}" for question in tree.in_order]:
        yield f"questions are not in reading order: {asked}"
    wanted = {
        f"vraag-{q.id}.{n}": a.goto for q in tree.in_order for n, a in enumerate(q.answers, 1)
    }
    drawn = Counter(group.id for group in scene.groups if group.role == "answer")
    if drawn != Counter(wanted.keys()):
        yield f"answers missing or doubled: {set(drawn) ^ set(wanted)}"
    yield from (_goal(groups, key, goto) for key, goto in wanted.items() if key in groups)
    lines = Counter(group.joins for group in scene.groups if group.role == "connector")
    pills = Counter(group.joins for group in scene.groups if group.role == "answer")
    if lines != pills:
        yield "an answer without its line, or a line without its answer"
    yield from (f"no card: {o}" for o in tree.outcomes if f"uitkomst-{o}" not in groups)
    shown = " ".join(
        t.words for group in scene.groups if group.role == "title" for t in group.texts
    )
    if text.clean(tree.version) not in shown:
        yield "no version"
    if not any(character.isdigit() for character in shown.replace(tree.version, "")):
        yield from ["no date"] if tree.valid_from else []


def _goal(groups: dict[str, Group], key: str, goto: str) -> str:
    """What is wrong with where an answer's line ends, if anything."""
    end = groups[groups[key].joins[1]]
    right = {f"vraag-{goto}", f"uitkomst-{goto}"}
    if end.id in right or end.link in right or end.role == "stub":
        return ""
    return f"answer {key} ends at {end.id}, not at {goto}"


def breaches(scene: Scene, tree: Tree | None = None) -> list[str]:
    """Return the violations that say something, at most ten of them."""
    return [found for found in violations(scene, tree) if found][:10]
