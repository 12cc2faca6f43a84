"""Places: paths that lead elsewhere than to the disk, and what is beside them there."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from calling import ROOT
from hypothesis import given
from hypothesis import strategies as st

from woonboom.source import places
from woonboom.source.places import Kind


class Shelf:
    """A place that is a dictionary: what is in it, by the path there."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.closed = False

    def kind(self, path: str) -> Kind | None:
        inner = posixpath.normpath(path)
        if inner in self.files:
            return "file"
        beneath = any(name.startswith(f"{inner}/") for name in self.files)
        return "folder" if beneath or inner == "." else None

    def entries(self, path: str) -> list[tuple[str, Kind | None]]:
        if self.kind(path) != "folder":
            raise FileNotFoundError(path)
        inner = posixpath.normpath(path)
        begin = "" if inner == "." else f"{inner}/"
        names = {n.removeprefix(begin).split("/")[0] for n in self.files if n.startswith(begin)}
        return [(name, self.kind(f"{begin}{name}")) for name in sorted(names)]

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        data = self.files[posixpath.normpath(path)]
        return data[: most + 1], len(data)

    def spelled(self, path: str) -> str:
        return f"./{path}"

    def copied(self, path: str, suffixes: Iterable[str]) -> Path:
        raise NotImplementedError

    def close(self) -> None:
        self.closed = True


SHELF = Shelf(
    {
        "boom.yaml": b"top",
        "trees/a.yaml": b"a",
        "trees/b.yml": b"bb",
        "trees/diep/c.yaml": b"c",
        "trees/.weg/d.yaml": b"d",
        "trees/info/kan.md": b"# Kan",
    }
)


@pytest.fixture(autouse=True)
def opened() -> Iterator[None]:
    places.open_place("v1", SHELF)
    yield
    places.close_places()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("v1:trees/a.yaml", ("v1", "trees/a.yaml")),
        ("HEAD^{/fix: typo}:trees", ("HEAD^{/fix: typo}", "trees")),
        ("v1:a:b.yaml", ("v1", "a:b.yaml")),
        ("v1:", ("v1", "")),
        (":a", ("", "a")),
        ("trees/a.yaml", None),
        ("HEAD^{/fix: typo}", None),
    ],
)
def test_the_name_of_a_place_ends_at_the_first_colon_that_is_not_in_braces(
    text: str, parts: tuple[str, str] | None
) -> None:
    assert places.split(text) == parts


def test_paths_in_a_place_are_asked_there() -> None:
    path = places.path_in("v1", "trees/a.yaml")
    assert str(path) == str(Path("v1:trees/a.yaml"))
    assert places.is_file(path)
    assert places.read(path, 10) == (b"a", 1)
    folder = places.path_in("v1", "trees")
    assert places.is_folder(folder)
    assert sorted(places.names(folder)) == [".weg", "a.yaml", "b.yml", "diep", "info"]
    assert [p.name for p in places.files_in(folder, (".yaml", ".yml"))] == ["a.yaml", "b.yml"]
    below = places.files_below(folder, (".yaml", ".yml"))
    assert below == [folder / "a.yaml", folder / "b.yml", folder / "diep" / "c.yaml"]
    assert places.files_in(folder / "nergens", (".md",)) == []


def test_what_is_at_the_top_names_the_folder_that_it_is_in() -> None:
    path = places.path_in("v1", "boom.yaml")
    assert str(path) == str(Path("v1:./boom.yaml"))
    assert places.is_file(path.parent / "boom.yaml")
    assert places.is_folder(path.parent)
    assert places.is_folder(places.path_in("v1", ""))
    assert places.is_file(places.beside(path, "trees/a.yaml"))
    assert places.beside(places.path_in("v1", "trees/a.yaml"), "../boom.yaml") == path


def test_other_paths_are_on_disk_and_so_are_all_once_a_place_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("schijf", "utf-8")
    assert places.is_file(file)
    assert places.read(file, 2) == (b"sch", 6)
    assert not places.is_file(Path("v2:trees/a.yaml"))
    places.close_places()
    assert SHELF.closed
    assert not places.is_file(Path("v1:trees/a.yaml"))


def test_names_are_known_as_they_stand_in_a_path() -> None:
    places.open_place("HEAD^{/zie http://x}", SHELF)
    assert places.is_file(places.path_in("HEAD^{/zie http://x}", "trees/a.yaml"))


STEPS = st.lists(st.sampled_from(["..", ".", "trees", "info", "a.yaml"]), min_size=1, max_size=6)


@given(st.lists(st.sampled_from(["trees", "info", "diep"]), max_size=3), STEPS, st.booleans())
def test_beside_is_as_on_disk_and_never_leads_out_of_a_place(
    folders: list[str], steps: list[str], from_here: bool
) -> None:
    places.open_place("v1", SHELF)
    own, name = "/".join([*folders, "x.yaml"]), "/".join(steps)
    begin = "./" if from_here or not folders else ""
    found = places.beside(Path(f"v1:{begin}{own}"), name)
    on_disk = os.path.normpath(Path(own).parent / name)
    parts = places.split(found.as_posix())
    assert parts
    assert parts[0] == "v1"
    assert posixpath.normpath(parts[1]) == Path(on_disk).as_posix()


@pytest.mark.parametrize("package", ["load", "rules"])
def test_whatever_reads_what_authors_wrote_asks_here_and_not_the_disk(package: str) -> None:
    asks = re.compile(
        r"\.(is_file|is_dir|exists|glob|rglob|iterdir|open|read_bytes|read_text|stat)\(|os\.path"
    )
    for file in (ROOT / "woonboom" / package).glob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            assert not asks.search(line), f"{file}: {line}"
