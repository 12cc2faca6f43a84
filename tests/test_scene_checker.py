"""The checker sees what it must see: every way to spoil a good poster is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from poster_trees import poster, tree_of
from scene_checker import violations

from woonboom import style
from woonboom.layout.panels.poster import layout
from woonboom.scene import SOFT_HYPHEN, Group, Page, Path, Rect, Scene, Text

NAME = "hulpverleners"
Change = Callable[[Group], Group | None]


def moved(group: Group, dx: float, dy: float) -> Group:
    def item(one: object) -> object:
        if isinstance(one, Path):
            steps = [
                (name, *(v + (dx if n % 2 == 0 else dy) for n, v in enumerate(map(float, rest))))
                for name, *rest in one.commands
            ]
            return replace(one, commands=tuple(steps))
        if isinstance(one, Text):
            lead = replace(one.lead, x=one.lead.x + dx, y=one.lead.y + dy) if one.lead else None
            return replace(one, x=one.x + dx, y=one.y + dy, lead=lead)
        assert isinstance(one, Rect)
        return replace(one, x=one.x + dx, y=one.y + dy)

    x, y, w, h = group.box
    return replace(group, box=(x + dx, y + dy, w, h), items=tuple(map(item, group.items)))  # type: ignore[arg-type]


def retold(group: Group, lines: tuple[str, ...] = (), fill: str = "", ground: str = "") -> Group:
    """The group with its first text changed."""
    first = next(group.texts)
    changed = replace(
        first, lines=lines or first.lines, fill=fill or first.fill, ground=ground or first.ground
    )
    return replace(group, items=tuple(changed if i is first else i for i in group.items))


def outlined(group: Group, colour: str) -> Group:
    """The group with its border in another colour."""
    frame, *others = group.items
    assert isinstance(frame, Rect)
    return replace(group, items=(replace(frame, stroke=colour), *others))


def spoilt(change: Change, chosen: Callable[[Group], bool], *, name: str = NAME) -> list[str]:
    """What is said of a poster in which the first group that is `chosen` was changed."""
    scene = poster(name, "a1", True)
    target = next(g for g in scene.groups if chosen(g))
    made = change(target)
    pages = [
        replace(page, groups=tuple(g for g in _swapped(page, target, made) if g))
        for page in scene.pages
    ]
    return said_of(replace(scene, pages=tuple(pages)), name)


def said_of(scene: Scene, name: str = NAME, paper: str = "a1") -> list[str]:
    return [found for found in violations(scene, tree_of(name), paper) if found]


def _swapped(page: Page, target: Group, made: Group | None) -> list[Group | None]:
    return [made if group is target else group for group in page.groups]


def a(role: str, key: str = "") -> Callable[[Group], bool]:
    return lambda group: group.role == role and group.id.startswith(key)


def scaled(group: Group, by: float) -> Group:
    texts = (i if not isinstance(i, Text) else replace(i, size=by * i.size) for i in group.items)
    return replace(group, items=tuple(texts))


def straight(group: Group) -> Group:
    """A line as it would go right through everything between two cards far apart."""
    line, head = (i for i in group.items if isinstance(i, Path))
    start = line.commands[0]
    end = ("L", 700.0, 500.0)
    box = (float(start[1]), float(start[2]), 700.0 - float(start[1]), 500.0 - float(start[2]))
    return replace(group, box=box, items=(replace(line, commands=(start, end)), head))


FAULTS: dict[str, tuple[str, Change, Callable[[Group], bool]]] = {
    "a card over another": ("overlap", lambda g: moved(g, 0, 40), a("question")),
    "a card against another": (
        "too near",
        lambda g: moved(g, 0, _room_below(g)),
        a("outcome", "uitkomst-uitgesloten"),
    ),
    "a card over the edge of the page": ("margin", lambda g: moved(g, -12, 0), a("question")),
    "a line through cards": ("line through", straight, a("connector")),
    "a line that ends nowhere": ("does not end", lambda g: moved(g, 9, 0), a("connector")),
    "an answer that is missing": ("missing or doubled", lambda _: None, a("answer")),
    "an answer that says something else": (
        "not said in full",
        lambda g: retold(g, lines=("Misschien",)),
        a("answer"),
    ),
    "a question that is missing": ("missing or doubled", lambda _: None, a("question")),
    "a question cut short": (
        "not said in full",
        lambda g: retold(g, lines=("Is de persoon uit",)),
        a("question"),
    ),
    "a text wider than its card": ("text outside", lambda g: scaled(g, 1.5), a("outcome")),
    "type too small": ("type of", lambda g: scaled(g, 0.6), a("legend")),
    "a text that is pale": ("contrast", lambda g: retold(g, fill="#8899AA"), a("question")),
    "a text on another colour than it says": (
        "on #FFFFFF",
        lambda g: retold(g, ground="#FFFF00"),
        a("question"),
    ),
    "a word broken without need": (
        "broken without need",
        lambda g: retold(g, lines=("Is de persoon uit huis ge" + SOFT_HYPHEN, "zet?")),
        a("question"),
    ),
    "a link that leads nowhere": (
        "dead link",
        lambda g: replace(g, link="vraag-weg"),
        a("answer"),
    ),
    "an answer that leads elsewhere": (
        "ends at",
        lambda g: replace(g, joins=(g.joins[0], "uitkomst-wonenplus")),
        a("answer"),
    ),
    "a chip with another number": (
        "does not say",
        lambda g: replace(g, link="vraag-ontruimd"),
        a("chip"),
    ),
    "another title": ("no title", lambda g: retold(g, lines=("x",)), a("title")),
    "a faint border": ("too faint", lambda g: outlined(g, "#DDDDDD"), a("question")),
}


def _room_below(group: Group) -> float:
    """How far a card may go down until it nearly meets what is below it."""
    below = [
        g.box[1] - group.box[1] - group.box[3]
        for g in poster(NAME, "a1", True).groups
        if g.role in ("question", "outcome", "answer", "note", "legend")
        and g.box[1] > group.box[1] + group.box[3]
        and g.box[0] < group.box[0] + group.box[2]
        and group.box[0] < g.box[0] + g.box[2]
    ]
    return min(below) - 0.5


def test_a_good_poster_has_no_faults() -> None:
    assert said_of(poster(NAME, "a1", True)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_seen(fault: str) -> None:
    words, change, chosen = FAULTS[fault]
    assert [found for found in spoilt(change, chosen) if words in found]


@pytest.mark.parametrize("role", ["question", "outcome", "answer", "chip", "legend", "note"])
def test_nothing_can_lie_on_a_connector(role: str) -> None:
    """A line is laid over one thing of every kind that is not its own."""
    scene = poster(NAME, "a1", True)
    line = next(g for g in scene.groups if g.role == "connector")
    x, y, w, h = next(g.box for g in scene.groups if g.role == role and g.id not in line.joins)
    stroke, head = (i for i in line.items if isinstance(i, Path))
    across = replace(stroke, commands=(("M", x - 1, y + h / 2), ("L", x + w + 1, y + h / 2)))

    def laid(group: Group) -> Group:
        return replace(group, box=(x - 1, y + h / 2, w + 2, 0.0), items=(across, head))

    assert any(found.startswith("line through") for found in spoilt(laid, lambda g: g is line))


def test_lines_on_each_other_are_seen() -> None:
    scene = poster(NAME, "a1", True)
    one, *others = (g for g in scene.groups if g.role == "connector")
    other = next(g for g in others if g.joins[0] != one.joins[0])

    def doubled(group: Group) -> Group:
        return replace(group, box=other.box, items=other.items)

    assert any(found.startswith("lines meet") for found in spoilt(doubled, lambda g: g is one))


def test_a_page_that_is_a_little_off_is_seen() -> None:
    scene = poster(NAME, "a1", True)
    page = replace(scene.pages[0], height=594.2)
    assert any("not a1" in found for found in said_of(replace(scene, pages=(page,))))
    assert any("not a2" in found for found in said_of(scene, paper="a2"))


def test_type_that_is_too_small_for_its_paper_is_seen() -> None:
    scene = poster(NAME, "a1", True)
    assert any(
        "base type" in found for found in said_of(replace(scene, unit=17.9 * style.POINT_MM))
    )
    assert any("base type" in found for found in said_of(poster(NAME, "a2", True), paper="a1"))


def test_questions_out_of_their_order_are_seen() -> None:
    scene = poster("grown", "a1", True)
    page = scene.pages[1]
    turned = replace(page, groups=page.groups[::-1])
    pages = (scene.pages[0], turned, *scene.pages[2:])
    found = said_of(replace(scene, pages=pages), "grown")
    assert any("not in reading order" in words for words in found)
    assert any("out of its place" in words for words in found)


def test_a_chip_that_sends_people_to_another_sheet_is_seen() -> None:
    scene = poster("grown", "a1", True)
    assert len(scene.pages) > 2
    pages = (scene.pages[0], *scene.pages[:0:-1])
    found = said_of(replace(scene, pages=pages), "grown")
    assert any("does not say" in words for words in found)


def test_a_page_without_its_version_is_seen() -> None:
    scene = poster("grown", "a1", True)
    last = scene.pages[-1]
    bare = replace(last, groups=tuple(g for g in last.groups if g.role != "title"))
    found = said_of(replace(scene, pages=(*scene.pages[:-1], bare)), "grown")
    assert f"no version on page {len(scene.pages)}" in found
    assert f"no date on page {len(scene.pages)}" in found


def test_panels_that_overlap_are_seen() -> None:
    scene = poster("rounds and gaps", "a1", True)
    grounds = [g for g in scene.groups if g.role == "background" and g.box[0] > 0]
    assert len(grounds) > 1

    def wider(group: Group) -> Group:
        x, y, w, h = group.box
        return replace(group, box=(x - 30, y - 30, w + 60, h + 60))

    found = spoilt(wider, lambda g: g.box == grounds[0].box, name="rounds and gaps")
    assert any("panels overlap" in words for words in found)


def test_kinds_that_differ_in_colour_only_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = style.KINDS["eligible"]
    same = {
        kind: replace(plain, dark=look.dark, tint=look.tint) for kind, look in style.KINDS.items()
    }
    monkeypatch.setattr(style, "KINDS", same)
    tree = tree_of(NAME)
    found = [words for words in violations(layout(tree)[0], tree) if words]
    assert len(found) == 3 * 10  # outline, border and icon of every two of the five kinds
    assert all("have the same" in words for words in found)


@pytest.mark.parametrize("part", ["outline", "stroke", "icon"])
def test_each_sign_of_a_kind_is_looked_at(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = style.KINDS["eligible"], style.KINDS["not_yet"]
    look = {part: getattr(other, part)} | ({"dash": other.dash} if part == "stroke" else {})
    monkeypatch.setattr(style, "KINDS", {**style.KINDS, "eligible": replace(one, **look)})
    tree = tree_of(NAME)
    found = [words for words in violations(layout(tree)[0], tree) if words]
    assert len(found) == 1
    assert "eligible" in found[0]
    assert "not_yet" in found[0]
