"""PNG, for screens, mails and text documents; for print there is PDF.

Small pages have 300 dots per inch. Larger ones have as many as keep the picture at 20 million dots
(A2 226, A1 160, A0 113), so that it opens everywhere and drawing it takes less than 500 MB; the
smallest type on a poster of any size is then some 20 dots high. The size of the page is written in
the file, so that programs show it as large as it is.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from woonboom.formats.typesetting import give_back, picture
from woonboom.scene import Page, Scene

INCH_MM: Final = 25.4
MOST_PER_INCH: Final = 300.0
MOST_DOTS: Final = 20_000_000
_LARGE: Final = 5_000_000
_HEADER_END: Final = 33
"""Where the first chunk of every PNG, which tells its size, ends."""
_PER_METRE: Final = 1


def write(scene: Scene) -> bytes:
    """Return the one page of a scene as a PNG; raises `ValueError` when there are more."""
    (page,) = scene.pages
    return _drawn(scene, page)


def pages(scene: Scene, names: Sequence[str]) -> Iterator[bytes]:
    """Yield every page as a PNG; `names` are those of their files."""
    yield from (_drawn(scene, page) for _, page in zip(names, scene.pages, strict=True))


def per_inch(page: Page) -> float:
    """Return how many dots go in an inch of a page."""
    area = math.prod((side + 2 * page.edge) / INCH_MM for side in (page.width, page.height))
    return min(MOST_PER_INCH, math.sqrt(MOST_DOTS / area))


def _drawn(scene: Scene, page: Page) -> bytes:
    plain = replace(page, groups=tuple(replace(g, id="", link="") for g in page.groups))
    one, dots = replace(scene, pages=(plain,)), per_inch(page)
    drawn = picture(one, dots)
    if page.width * page.height * (dots / INCH_MM) ** 2 > _LARGE:
        give_back()
    return _sized(drawn, dots)


def _sized(png: bytes, dots: float) -> bytes:
    """Write in a PNG how large it is meant to be."""
    each = round(1000 * dots / INCH_MM)
    data = b"pHYs" + struct.pack(">IIB", each, each, _PER_METRE)
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return png[:_HEADER_END] + chunk + png[_HEADER_END:]
