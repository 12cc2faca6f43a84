"""Stripes stay within the shape that they lie over, and cover part of all of it."""

from __future__ import annotations

import pytest
from scene_shapes import box_of, holds, outline_of, within

from woonboom import style
from woonboom.hatching import hatched
from woonboom.hatching import outline_of as edge_of
from woonboom.scene import Path, Rect

SHAPES: dict[str, Rect | Path] = {
    "card": Rect(10, 20, 80, 30, 3, "#FFFFFF"),
    **{name: Path(kind.outline(60, 25, 6)) for name, kind in style.KINDS.items()},
}


@pytest.mark.parametrize("name", SHAPES)
def test_stripes_stay_within_the_shape(name: str) -> None:
    shape = SHAPES[name]
    stripes = hatched(shape, 6)
    assert stripes.fill == style.HATCH
    assert stripes.stroke is None
    assert holds(box_of(shape), box_of(stripes), 0.001)
    x, y, w, h = box_of(shape)
    outline = [((px - x) * 1.002 + x - 0.001 * w, (py - y) * 1.002 + y - 0.001 * h)
               for px, py in edge_of(shape)]  # fmt: skip
    assert all(within(point, outline) for point in outline_of(stripes))


@pytest.mark.parametrize("unit", [2, 6])
def test_there_is_a_stripe_in_every_step(unit: int) -> None:
    stripes = hatched(SHAPES["card"], unit)
    count = sum(command[0] == "M" for command in stripes.commands)
    assert count == pytest.approx((80 + 30) / (style.HATCH_STEP * unit), abs=3)
