"""What is new, changed or gone is told by a sign, by a pattern, and by a word; nothing moves."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
import samples
from marked_trees import sign_faults
from scene_checker import breaches
from scene_shapes import CARDS, holds, outline_of, text_box

from woonboom import style
from woonboom.colours import LEAST_CONTRAST, contrast
from woonboom.layout.panels.poster import layout
from woonboom.model import Tree
from woonboom.press.grey import grey
from woonboom.press.marked import Retold, marked
from woonboom.press.retold import Words
from woonboom.scene import Group, Path, Rect, Scene, Text

TREE = samples.of(
    {"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "w"), ("Nee", "x"), ("Soms", "y")]},
    {"u": "eligible", "w": "not_yet", "x": "not_eligible", "y": "refer"},
)
PLAIN, _ = layout(TREE)


def group(scene: Scene, id_: str) -> Group:
    return next(g for g in scene.groups if g.id == id_)


def bands(scene: Scene) -> list[Rect | Path]:
    lights = (g for g in scene.groups if g.role == "light")
    return [i for g in lights for i in g.items if isinstance(i, Rect | Path)]


def signs(scene: Scene) -> list[Group]:
    return [g for g in scene.groups if g.role == "mark"]


def beside(scene: Scene, sign: Group) -> Group:
    """The card that a sign stands at."""
    groups = list(scene.groups)
    return groups[groups.index(sign) - 1]


# ---------------------------------------------------------------- what is marked


def test_nothing_moves_and_what_is_not_marked_stays() -> None:
    scene = marked(PLAIN, {"vraag-b": "changed", "uitkomst-w": "removed"})
    kept = [g for g in scene.groups if g.role not in ("light", "mark")]
    assert [(g.role, g.id, g.box, g.joins) for g in kept] == [
        (g.role, g.id, g.box, g.joins) for g in PLAIN.groups
    ]
    same = [g for g in PLAIN.groups if g.id not in ("vraag-b", "uitkomst-w")]
    assert [g for g in kept if g.id not in ("vraag-b", "uitkomst-w")] == same


def test_nothing_to_mark_and_unknown_names_change_nothing() -> None:
    assert marked(PLAIN, {}) == PLAIN
    assert marked(PLAIN, {"vraag-weg": "added"}) == PLAIN


def test_new_has_an_even_band_and_changed_a_striped_one() -> None:
    new = bands(marked(PLAIN, {"vraag-b": "added"}))
    changed = bands(marked(PLAIN, {"vraag-b": "changed"}))
    assert [band.dash for band in new] == [(), (), ()]
    assert [bool(band.dash) for band in changed] == [False, False, True, False]
    for row in (new, changed):
        assert row[0].stroke_width > row[1].stroke_width > row[-1].stroke_width  # its edge, white
        assert row[-1].stroke == style.PAPER
        assert all(band.fill is None for band in row)


def test_bands_lie_below_all_that_is_drawn() -> None:
    roles = [g.role for g in marked(PLAIN, {"vraag-b": "added", "uitkomst-u": "changed"}).groups]
    last = len(roles) - 1 - roles[::-1].index("light")
    assert not {"question", "answer", "outcome", "connector"} & set(roles[:last])


def test_every_mark_has_its_own_sign_at_its_card() -> None:
    marks = {"vraag-a": "added", "vraag-b": "changed", "uitkomst-u": "removed"}
    scene = marked(PLAIN, marks)
    assert {beside(scene, sign).id: sign for sign in signs(scene)}.keys() == marks.keys()
    shapes = [[len(outline_of(i)) for i in s.items if isinstance(i, Path)] for s in signs(scene)]
    for one, other in combinations(shapes, 2):
        assert one != other


def test_in_grey_signs_and_patterns_still_differ() -> None:
    marks = {"vraag-a": "added", "vraag-b": "changed", "uitkomst-u": "removed"}
    scene = grey(marked(PLAIN, marks))
    inner = {i.stroke for i in bands(scene) if not i.dash}
    assert any(i.dash and contrast(i.stroke or "", other or "") > 3
               for i in bands(scene) for other in inner)  # fmt: skip
    for sign in signs(scene):
        ring, ground, *figure = (i for i in sign.items if isinstance(i, Path))
        assert contrast(ring.fill or "", ground.fill or "") >= LEAST_CONTRAST
        assert {i.fill or i.stroke for i in figure} == {ring.fill}


def test_an_answer_that_goes_with_its_question_has_no_sign_of_its_own() -> None:
    with_card = marked(PLAIN, {"vraag-b": "added", "vraag-b.1": "added"})
    alone = marked(PLAIN, {"vraag-b.1": "added"})
    both = marked(PLAIN, {"vraag-b": "changed", "vraag-b.1": "changed"})
    assert [len(signs(s)) for s in (with_card, alone, both)] == [1, 1, 2]
    assert group(with_card, "vraag-b.1").label.startswith("Nieuw: ")


# ---------------------------------------------------------------- ghosts


def ghost(id_: str, tree: Tree = TREE) -> Group:
    scene, _ = layout(tree)
    return group(marked(scene, {id_: "removed"}), id_)


def strokes(card: Group) -> list[Path]:
    """The lines that strike texts out: they lie flat and come last."""
    return [
        i for i in card.items
        if isinstance(i, Path) and [c[0] for c in i.commands] == ["M", "L"]
        and i.commands[0][2] == i.commands[1][2]
    ]  # fmt: skip


@pytest.mark.parametrize("id_", ["vraag-b", "uitkomst-x", "vraag-b.2"])
def test_a_ghost_is_hatched_dashed_and_grey(id_: str) -> None:
    card = ghost(id_)
    shapes = [i for i in card.items if isinstance(i, Rect | Path)]
    assert style.HATCH in {s.fill for s in shapes}
    edges = [s for s in shapes if s.stroke == style.GHOST and s.dash]
    assert edges
    own = {style.GHOST, style.GHOST_GROUND, style.HATCH, style.PAPER, None}
    assert {s.fill for s in shapes} | {s.stroke for s in shapes} <= own
    for text in card.texts:
        assert contrast(text.fill, text.ground) >= LEAST_CONTRAST


def test_the_title_and_the_number_of_a_ghost_are_struck_out() -> None:
    card = ghost("vraag-b")
    title = next(card.texts)
    assert title.lead
    lines = [*title.lines, *title.lead.lines]
    assert len(strokes(card)) == len(lines)
    for stroke in strokes(card):
        boxes = [text_box(t) for t in (title, title.lead)]
        ends = [(float(c[1]), float(c[2]), 0.0, 0.0) for c in stroke.commands]
        assert any(all(holds(box, end) for end in ends) for box in boxes)


def test_the_line_of_an_answer_that_is_gone_is_dashed_and_no_other() -> None:
    scene = marked(PLAIN, {"vraag-b.2": "removed"})
    answer = group(scene, "vraag-b.2")
    for line in (g for g in scene.groups if g.role == "connector"):
        stroke = next(i for i in line.items if isinstance(i, Path) and i.stroke)
        assert bool(stroke.dash) is (line.joins == answer.joins)


def test_the_words_of_a_ghost_are_all_there() -> None:
    for id_ in ("vraag-b", "uitkomst-x", "vraag-b.2"):
        was = [t.words for t in group(PLAIN, id_).texts]
        assert [t.words for t in ghost(id_).texts] == was


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("mark", "said"), [("added", "Nieuw"), ("changed", "Gewijzigd"), ("removed", "Vervallen")]
)
def test_a_screen_reader_hears_the_mark_first(mark: str, said: str) -> None:
    scene = marked(PLAIN, {"vraag-b": mark, "vraag-b.1": mark})
    assert group(scene, "vraag-b").label == f"{said}: vraag 2: Geldt b?"
    assert group(scene, "vraag-b.1").label.startswith(f"{said}: ja: ga naar")


def test_the_words_are_in_the_language_of_the_drawing() -> None:
    tree = samples.tree([samples.question("a", [("Yes", "u")])], [samples.outcome("u")],
                        language="en")  # fmt: skip
    scene, _ = layout(tree)
    assert group(marked(scene, {"vraag-a": "removed"}), "vraag-a").label.startswith("Gone: ")


def test_an_old_number_before_a_new_one_is_struck_out() -> None:
    help_ = "Minimaal 3\u00a0→\u00a06 maanden."
    tree = samples.tree([samples.question("a", [("Ja", "u")], help_=help_)], [samples.outcome("u")])
    scene, _ = layout(tree)
    words: Words = (("kept", "Minimaal "), ("removed", "3"), ("kept", "→"), ("added", "6"),
             ("kept", " maanden."))  # fmt: skip
    told = {"vraag-a": [Retold(words, "Minimaal 3 maanden.", "Minimaal 6 maanden.")]}
    stroke, under = strokes(group(marked(scene, {"vraag-a": "changed"}, told), "vraag-a"))
    note = list(group(scene, "vraag-a").texts)[-1]
    left, right = (float(command[1]) for command in stroke.commands)
    assert 0.4 * note.size < right - left < 0.8 * note.size  # one figure
    assert left > note.x
    assert float(under.commands[0][1]) > right  # the new one is underlined
    assert float(stroke.commands[0][2]) < note.y < float(under.commands[0][2])
    assert not strokes(group(marked(scene, {"vraag-a": "changed"}), "vraag-a"))


def test_words_that_run_over_lines_are_struck_on_every_one_of_them() -> None:
    ask = "Is dit een lange vraag die over meer dan een regel loopt en die nog verder gaat?"
    tree = samples.tree([samples.question("a", [("Ja", "u")], ask=ask)], [samples.outcome("u")])
    scene, _ = layout(tree)
    told = {"vraag-a": [Retold((("removed", ask),), ask, "")]}
    title = next(group(scene, "vraag-a").texts)
    assert len(title.lines) > 1
    assert len(strokes(group(marked(scene, {"vraag-a": "changed"}, told), "vraag-a"))) == len(
        title.lines
    )


def test_what_is_heard_are_the_new_words_and_then_the_old_ones() -> None:
    tree = samples.tree([samples.question("a", [("Ja", "u")], ask="Geldt dit dat?")],
                        [samples.outcome("u")])  # fmt: skip
    scene, _ = layout(tree)
    words: Words = (
        ("kept", "Geldt "),
        ("removed", "dit"),
        ("kept", " "),
        ("added", "dat"),
        ("kept", "?"),
    )
    told = {"vraag-a": [Retold(words, "Geldt dit?", "Geldt dat?")]}
    card = group(marked(scene, {"vraag-a": "changed"}, told), "vraag-a")
    assert card.label == "Gewijzigd: vraag 1: Geldt dat? (eerst: Geldt dit?)"


# ---------------------------------------------------------------- all together


@pytest.mark.parametrize("mark", style.MARKS)
def test_all_marked_at_once_keeps_every_promise(mark: str) -> None:
    for tree in (TREE, samples.merging(), samples.grown(60, seed=3), samples.cyclic()):
        questions = {q.id: replace(q, mark=mark) for q in tree.questions.values()}
        outcomes = {o.id: replace(o, mark=mark) for o in tree.outcomes.values()}
        scene, _ = layout(replace(tree, questions=questions, outcomes=outcomes))
        cards = (g.id for g in scene.groups if g.role in CARDS | {"answer"})
        scene = marked(scene, dict.fromkeys(cards, mark))
        assert not breaches(scene, tree, "a1")
        assert not list(sign_faults(scene))


def test_the_cover_of_an_atlas_shows_the_marks() -> None:
    tree = samples.grown(220, seed=7)
    scene, _ = layout(tree)
    assert len(scene.pages) > 2
    card = next(g.id for g in scene.pages[2].groups if g.role == "question")
    shown = marked(scene, {card: "added"})
    small = [g for g in shown.pages[0].groups if g.role == "preview"]
    before = [g for g in scene.pages[0].groups if g.role == "preview"]
    assert [a == b for a, b in zip(small, before, strict=True)][:2] == [True, False]
    assert not any(isinstance(i, Text) for i in small[1].items)
