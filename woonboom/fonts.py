"""Finding the files of a family of fonts, and preparing the four weights that drawings use.

Every chosen weight becomes a file by itself in a temporary folder: there HarfBuzz, Typst and the
SVG's own subset find the same one, whatever else is installed.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from woonboom.typeface import Font, Typeface

if TYPE_CHECKING:
    import uharfbuzz

WEIGHTS: Final = (400, 500, 600, 700)
SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_PATHS: Final = 20_000
_TYPOGRAPHIC, _WWS, _LEGACY = 16, 21, 1  # ids of a family's names
_NORMAL_WIDTH: Final = 5
_ITALIC: Final = 0x201  # italic or oblique, of fsSelection
_RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY = 0x2, 0x100, 0x200  # of fsType
# What would end a name in a style sheet or in XML.
_UNSAFE = re.compile("[\"'\\\\<>&\x00-\x1f]")


class FontProblem(RuntimeError):
    """A font that cannot be used: the path of its file."""


@dataclass(frozen=True)
class FontFile:
    """One font of a file: the families that it counts itself to, the nearest first, and its looks.

    A variable font has all weights from the first to the last of `weights`. `embeddable` tells
    whether its makers allow it in a document, cut to the characters that are used.
    """

    path: str
    index: int
    families: tuple[str, ...]
    weights: tuple[int, int]
    upright: bool
    width: int
    embeddable: bool
    variable: bool

    def nearest(self, weight: int) -> int:
        """Return the weight that it has nearest to `weight`."""
        return max(self.weights[0], min(weight, self.weights[1]))


def folders() -> tuple[Path, ...]:
    """Return the folders where this computer keeps its fonts; not every user has a home."""
    if sys.platform == "darwin":
        shared = (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
        return (*_at_home("Library/Fonts"), *shared)
    if sys.platform == "win32":
        local = _set("LOCALAPPDATA") or _at_home("AppData/Local")
        system = Path(os.environ.get("WINDIR", "C:/Windows"))
        return (*(folder / "Microsoft/Windows/Fonts" for folder in local), system / "Fonts")
    own = _set("XDG_DATA_HOME") or _at_home(".local/share")
    shared = _set("XDG_DATA_DIRS") or (Path("/usr/local/share"), Path("/usr/share"))
    in_them = [[folder / "fonts" for folder in folders] for folders in (own, shared)]
    return (*in_them[0], *_at_home(".fonts"), *in_them[1])


def _set(variable: str) -> tuple[Path, ...]:
    """The folders that a variable of the environment names."""
    return tuple(map(Path, filter(None, os.environ.get(variable, "").split(os.pathsep))))


def _at_home(folder: str) -> tuple[Path, ...]:
    try:
        return (Path.home() / folder,)
    except RuntimeError:  # as in a container whose user has no name
        return ()


@cache
def fonts_in(places: tuple[Path, ...]) -> tuple[FontFile, ...]:
    """Return the fonts in some folders and the folders in them, in a fixed order.

    After 20,000 paths it looks no further: someone may have named a whole disk.
    """
    paths = islice(chain.from_iterable(map(_paths_in, places)), _MOST_PATHS)
    named = (path for path in paths if path.suffix.lower() in SUFFIXES)
    # Opening a pipe would wait for ever.
    files = (path for path in named if os.path.isfile(path))  # noqa: PTH113 (never raises)
    return tuple(font for path in files for font in _read(path))


def _paths_in(place: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(place):
        inner.sort()  # which is the order in which it walks on
        yield from (Path(folder, name) for name in sorted([*inner, *names]))


def family(name: str, among: Iterable[FontFile]) -> tuple[FontFile, ...]:
    """Return the upright fonts of a family; letter case makes no difference."""
    named = name.casefold()
    upright = [font for font in among if font.upright]
    for rank in range(3):  # "Fira Sans" before the "Fira Sans Medium" that old programs know
        found = [
            f for f in upright if [n.casefold() for n in f.families[rank : rank + 1]] == [named]
        ]
        if found:
            width = min((abs(f.width - _NORMAL_WIDTH), f.width) for f in found)[1]
            return tuple(f for f in found if f.width == width)
    return ()


def families(among: Iterable[FontFile]) -> tuple[str, ...]:
    """Return the names of the families, in order."""
    return tuple(sorted({font.families[0] for font in among}))


Choice = tuple[tuple[FontFile, int], ...]
"""A font and one of its weights, for each of `WEIGHTS`."""


def choice(fonts: Iterable[FontFile]) -> Choice:
    """Return the weights of one family nearest to those of `WEIGHTS`.

    Of two that are as near, the lighter is taken for light texts and the heavier for heavy ones.
    """
    known = tuple(fonts)
    return tuple(_nearest(known, weight) for weight in WEIGHTS)


def _nearest(fonts: tuple[FontFile, ...], weight: int) -> tuple[FontFile, int]:
    towards = 1 if weight <= WEIGHTS[1] else -1

    def how_far(font: FontFile) -> tuple[int, int, str, int]:
        has = font.nearest(weight)
        return abs(has - weight), towards * has, font.path, font.index

    font = min(fonts, key=how_far)
    return font, font.nearest(weight)


@cache
def typeface(chosen: Choice) -> Typeface:
    """Return what was chosen, each weight in a file of its own.

    Raises `FontProblem` for a file that cannot be read, or that Typst does not understand.
    """
    folder = Path(_workshop(chosen).name)
    made = {key: _prepared(*key, folder) for key in dict.fromkeys(chosen)}
    understood = _understood(folder)
    strange = next((f.path for (f, _), font in made.items() if font.file not in understood), None)
    if strange:
        raise FontProblem(strange)
    return Typeface(*(made[key] for key in chosen))


# ---------------------------------------------------------------- reading files


def _read(path: Path) -> Iterator[FontFile]:
    """Yield the fonts in a file; what cannot be read is none."""
    import uharfbuzz

    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
    except (OSError, uharfbuzz.HarfBuzzError):
        return
    for index in range(uharfbuzz.Face(blob).count):
        face = uharfbuzz.Face(blob, index)
        os2 = face.reference_table("OS/2").data
        names = _names(face)
        if face.glyph_count and len(os2) >= 64 and names:
            yield _described(face, str(path), index, os2, names)


def _names(face: uharfbuzz.Face) -> tuple[str, ...]:
    found = (face.get_name(name, "en") for name in (_TYPOGRAPHIC, _WWS, _LEGACY))
    return tuple(dict.fromkeys(name.strip() for name in found if name and name.strip()))


def _described(
    face: uharfbuzz.Face, path: str, index: int, os2: bytes, names: tuple[str, ...]
) -> FontFile:
    weight, width, rights = struct.unpack(">HHH", os2[4:10])
    (selection,) = struct.unpack(">H", os2[62:64])
    axis = next((a for a in face.axis_infos if a.tag == "wght"), None)
    return FontFile(
        path=path,
        index=index,
        families=names,
        weights=(round(axis.min_value), round(axis.max_value)) if axis else (weight, weight),
        upright=not selection & _ITALIC,
        width=width,
        # Of the lowest four bits the least strict one counts.
        embeddable=rights & 0xF != _RESTRICTED and not rights & (_NO_SUBSETS | _BITMAPS_ONLY),
        variable=face.has_var_data,
    )


# ---------------------------------------------------------------- files of one weight


_WORKSHOPS: dict[Choice, TemporaryDirectory[str]] = {}


def _workshop(chosen: Choice) -> TemporaryDirectory[str]:
    """A folder for the files of one choice; it goes when the program ends."""
    if chosen not in _WORKSHOPS:
        made = TemporaryDirectory(prefix="woonboom-fonts-", ignore_cleanup_errors=True)
        _WORKSHOPS[chosen] = made
    return _WORKSHOPS[chosen]


def tidy() -> None:
    """Remove the files that were made, for a program that ends without taking itself apart."""
    typeface.cache_clear()
    while _WORKSHOPS:
        _WORKSHOPS.popitem()[1].cleanup()


def _prepared(font: FontFile, weight: int, folder: Path) -> Font:
    """Write one weight of a font as a file by itself; what is one already stays as it is."""
    import uharfbuzz

    suffix = ".otf" if Path(font.path).suffix.lower() in (".otf", ".otc") else ".ttf"
    target = folder / f"{weight}{suffix}"
    try:
        data = Path(font.path).read_bytes()
        if font.variable or data.startswith(b"ttcf"):
            data = _static(data, font.index, weight)
        target.write_bytes(data)
    except (OSError, uharfbuzz.HarfBuzzError) as error:
        raise FontProblem(font.path) from error
    return Font(_UNSAFE.sub("", font.families[0]), weight, str(target))


def _understood(folder: Path) -> set[str | None]:
    """The files in a folder that Typst knows for fonts: a font may lack what it asks."""
    import typst

    known = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    return {font.path for font in known.fonts()}


def _static(data: bytes, index: int, weight: int) -> bytes:
    """Cut one weight out of a variable font, or one font out of a collection."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(data), index)
    wish = uharfbuzz.SubsetInput()
    wish.keep_everything()
    if face.has_var_data:
        wish.pin_all_axes_to_default(face)
        if any(axis.tag == "wght" for axis in face.axis_infos):
            wish.pin_axis_location(face, "wght", float(weight))
    return bytes(uharfbuzz.subset(face, wish).blob.data)
