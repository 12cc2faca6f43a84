"""The shapes that the panels are chosen from: free of faults, and honest about what they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from poster_trees import SIXTY, numbered, tree_of, trees
from scene_checker import breaches
from scene_shapes import gap

from woonboom.layout.panels.arms import Spacing
from woonboom.layout.panels.building import Building, boxes, built
from woonboom.layout.panels.grid import STEP
from woonboom.layout.panels.hanging import Workshop, options
from woonboom.layout.panels.poster import _sheets, _titled, layout
from woonboom.layout.panels.shapes import Shape, recarded, respaced
from woonboom.layout.panels.variants import Variants
from woonboom.layout.pieces import Piece
from woonboom.layout.plan import hung
from woonboom.model import Tree
from woonboom.scene import Box

LOOSE = Spacing(2, 3)


def shapes_of(tree: Tree, sheet: str = "") -> Iterator[tuple[Shape, Building]]:
    """Every shape of every question, built; chips name a `sheet`, if it is given."""
    hosts = {question: steps[-1] for question, steps in options(tree).items()}
    named = dict.fromkeys(tree.questions, sheet) if sheet else {}
    plan = hung(tree, hosts)
    for made in Workshop(Variants(tree, named), "", 4).made(hosts).values():
        yield from ((shape, built(plan, shape)) for shape in made)


def assert_covers(shape: Shape, building: Building) -> None:
    """Everything lies within what the shape says that it covers, seen from every side."""
    outline = shape.outline
    for x, y, w, h in boxes(building):
        columns = slice(int(x / STEP + 1e-6), max(int(x / STEP + 1e-6) + 1, int((x + w) / STEP)))
        rows = slice(int(y / STEP + 1e-6), max(int(y / STEP + 1e-6) + 1, int((y + h) / STEP)))
        assert x + w <= shape.width * STEP + 1e-6
        assert y + h <= shape.height * STEP + 1e-6
        assert outline.top[columns].max() * STEP <= y + 1e-6
        assert outline.bottom[columns].min() * STEP >= y + h - 1e-6
        assert outline.left[rows].max() * STEP <= x + 1e-6
        assert outline.right[rows].min() * STEP >= x + w - 1e-6


def assert_apart(building: Building) -> None:
    """Cards and pills are apart; a pill may hang at its own card only."""
    wires = [*building.wires, *(wire for unit in building.units for wire in unit.wires)]
    pieces = [piece for unit in building.units for piece in unit.pieces]
    owners = {wire.pill.key: f"vraag-{wire.exit.question}" for wire in wires}
    things = [*pieces, *(wire.pill for wire in wires)]
    for one, other in combinations(things, 2):
        if one.key not in (owners.get(other.key), other.key) and other.key != owners.get(one.key):
            assert gap(box_of(one), box_of(other)) >= 0.4, (one.key, other.key)


def box_of(piece: Piece) -> Box:
    return piece.x, piece.y, piece.card.width, piece.card.height


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(trees())
def test_a_shape_covers_all_that_it_is_made_of_and_keeps_it_apart(tree: Tree) -> None:
    for shape, building in shapes_of(tree):
        assert_covers(shape, building)
        assert_apart(building)


@pytest.mark.parametrize("tree", [numbered(2, SIXTY), numbered(4, SIXTY), tree_of("20 merges")])
def test_so_does_a_shape_that_stands_looser(tree: Tree) -> None:
    hosts = {question: steps[-1] for question, steps in options(tree).items()}
    for shape, _ in shapes_of(tree):
        looser = respaced(shape, LOOSE)
        assert looser.width >= shape.width
        assert looser.height >= shape.height
        building = built(hung(tree, hosts), looser)
        assert_covers(looser, building)
        assert_apart(building)


def test_two_long_answers_at_one_card_do_not_meet_at_its_corner() -> None:
    long = "een lang antwoord van drie regels met veel woorden"
    tree = samples.of({"a": [(long, "b"), (f"nog {long}", "u")], "b": [("Ja", "u"), ("Nee", "w")]})
    for _, building in shapes_of(tree):
        assert_apart(building)


@pytest.mark.parametrize("name", ["20 merges", "rounds and gaps", "grown with merges"])
def test_chips_without_the_name_of_a_sheet_move_nothing(name: str) -> None:
    """They were measured with a name; whatever stays on its sheet gets a chip without."""
    tree = tree_of(name)
    plain = Variants(tree)
    plan = hung(tree, {question: steps[-1] for question, steps in options(tree).items()})
    for shape, before in shapes_of(tree, "00"):
        after = built(plan, recarded(shape, plain.named))
        for old, new in zip(before.units, after.units, strict=True):
            for piece, renamed in zip(old.pieces, new.pieces, strict=True):
                assert (piece.x, piece.y) == (renamed.x, renamed.y)
                assert renamed.card.width <= piece.card.width


def test_an_atlas_has_room_for_the_titles_of_all_its_sheets() -> None:
    """A title block may be higher with fewer digits, where the title is set in another way."""
    title = "Krijgt dit huishouden nog een tweede kans op een woning?"
    tree = replace(tree_of("grown"), title=samples.text(title))
    (sheet,) = _sheets("a1", True)
    heights = [sheet.field(tree, _titled(tree, *numbers))[1] for numbers in ((88, 88), (1, 2))]
    assert heights[1] < heights[0]
    scene = layout(tree, paper="a1", landscape=True)[0]
    assert len(scene.pages) > 1
    assert breaches(scene, tree, "a1") == []
