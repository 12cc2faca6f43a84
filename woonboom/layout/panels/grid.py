"""The grid on which shapes are compared, and the measures of a drawing in panels.

Shapes count in whole steps of a fifth of an em, so that comparing them is exact and quick. What is
built in the end is in em and never larger than on the grid.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

STEP: Final = 0.2
"""Em per step."""
ACROSS: Final = 1.4
DOWN: Final = 1.0
"""Room between things beside and above each other, in em."""
PORT_X: Final = 3.6
PORT_Y: Final = 1.6
"""Where lines enter and leave a card: on its top and bottom, on its left and right."""
OVER_X: Final = 0.5
OVER_Y: Final = 0.4
"""How far a pill lies over the edge of the card that it hangs at."""
ARROW: Final = 1.0
"""Room for an arrow behind a pill that hangs at a card."""
STUB: Final = 0.6
"""How far lines go before they branch."""
BEFORE: Final = 0.4
AFTER: Final = 1.0
"""Room before and after a pill on a line that branched."""
TRUNK: Final = 0.8
INDENT: Final = 1.6
"""Where the trunk of several rows stands, and how far the rows begin to its right."""

Steps = npt.NDArray[np.int32]
FAR: Final = 1_000_000


def steps(em: float) -> int:
    """Return how many steps hold a length in em."""
    return math.ceil(em / STEP - 1e-9)


def port(size: tuple[int, int]) -> tuple[int, int]:
    """Return where lines enter a card of a size in steps: on its top, and on its left.

    In small cards they enter in the middle.
    """
    return min(steps(PORT_X), size[0] // 2), min(steps(PORT_Y), size[1] // 2)


def best_sizes(widths: Steps, heights: Steps, most: int) -> Steps:
    """Return the indexes of the sizes that no other one beats both ways, narrow to wide.

    Of more than `most` every so manieth is kept, the first and the last among them.
    """
    order = np.lexsort((heights, widths))
    low = np.minimum.accumulate(heights[order])
    first = np.ones(len(order), bool)
    first[1:] = low[1:] < low[:-1]
    kept = order[first]
    if len(kept) > most:
        kept = kept[_thinned(widths[kept], heights[kept], most)]
    return kept.astype(np.int32)


def _thinned(widths: Steps, heights: Steps, most: int) -> npt.NDArray[np.int64]:
    """The smallest of every range of proportions; the first and the last stay."""
    # Rounded, lest another machine puts a size that lies between two ranges in the other one.
    ratio = np.log(widths / heights).round(9)
    span = max(float(ratio[-1] - ratio[0]), 1e-9)
    ranges = np.minimum((ratio - ratio[0]) / span * most, most - 1).astype(np.int64)
    area = widths.astype(np.int64) * heights
    order = np.lexsort((area, ranges))
    first = np.ones(len(order), bool)
    first[1:] = ranges[order][1:] != ranges[order][:-1]
    return np.unique(np.concatenate([order[first], [0, len(widths) - 1]]))
