"""A build: everything of a folder, and only what changed."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import pytest
from repositories import isolate
from small_builds import (
    FORM,
    OF_A_TREE,
    OF_ALL,
    begun,
    built,
    contents,
    lay_out,
    made,
    make_quickly,
    names,
    tree,
    words,
)

from woonboom.production import inputs, manifest, tasks
from woonboom.production.building import InTheWay, NotWritten, OtherFolder
from woonboom.production.tasks import Made
from woonboom.production.workers import Failure

ALL = {"page", "regeling-handout", "regeling-poster-a1", "regeling-poster-a3", "regeling-sheet"}
OF_ONE = ALL - {"page"}


@pytest.fixture(autouse=True)
def without_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "thuis")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    make_quickly(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "bomen", regeling=tree())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "uit"


# ---------------------------------------------------------------- what is made


def test_everything_is_made_of_every_tree_and_form(folder: Path, output: Path) -> None:
    lay_out(folder, {"mening.yaml": FORM}, hulp=tree("hulp"))
    built(folder, output)
    of_trees = {name.format(stem) for name in OF_A_TREE for stem in ("regeling", "hulp")}
    assert names(output) == {*OF_ALL, *of_trees, "mening-sheet.pdf"}


@pytest.mark.usefixtures("quick")
def test_folders_in_the_folder_are_let_be(folder: Path, output: Path) -> None:
    lay_out(folder / "oud", hulp=tree("hulp"))
    assert made(folder, output) == ALL


def test_posters_come_in_the_sizes_of_the_vocabulary(folder: Path, output: Path) -> None:
    sizes = words(print="{posters: [a2], tiles: [a4, a3]}")
    lay_out(folder, {"woorden.yaml": sizes})
    built(folder, output)
    drawn = {name for name in names(output) if "poster" in name}
    assert drawn == {
        "regeling-poster-a2.pdf",
        "regeling-poster-a2-tegels-a4.pdf",
        "regeling-poster-a2-tegels-a3.pdf",
        "regeling-poster.svg",
    }


@pytest.mark.usefixtures("quick")
def test_without_posters_the_rest_is_made(folder: Path, output: Path) -> None:
    lay_out(folder, {"woorden.yaml": words(print="{posters: []}")})
    assert made(folder, output) == {"page", "regeling-handout", "regeling-sheet"}


@pytest.mark.usefixtures("quick")
def test_trees_that_nobody_refers_to_come_first(tmp_path: Path) -> None:
    first = tree("zoek").replace("kind: not_yet", "kind: refer, tree: aan")
    found = begun(lay_out(tmp_path / "bomen", aan=tree("aan"), zoek=first), tmp_path / "uit")
    assert [one.id for one in found.folder.trees] == ["zoek", "aan"]


# ---------------------------------------------------------------- only what changed


@pytest.mark.usefixtures("quick")
def test_nothing_changed_so_nothing_is_made(folder: Path, output: Path) -> None:
    assert made(folder, output) == ALL
    before = {path: path.stat().st_mtime_ns for path in output.iterdir()}
    assert made(folder, output) == set()
    assert {path: path.stat().st_mtime_ns for path in output.iterdir()} == before


@pytest.mark.usefixtures("quick")
def test_a_changed_text_renews_its_tree_and_what_all_are_in(folder: Path, output: Path) -> None:
    lay_out(folder, hulp=tree("hulp"))
    built(folder, output)
    lay_out(folder, hulp=tree("hulp"), regeling=tree(title="Duurt de regeling lang?"))
    assert made(folder, output) == ALL


@pytest.mark.parametrize(
    ("name", "text"), [("woorden.yaml", words(9)), ("info/kan.md", "# Aanmelden\n\nMail ons.\n")]
)
@pytest.mark.usefixtures("quick")
def test_what_a_tree_leans_on_renews_it_too(
    folder: Path, output: Path, name: str, text: str
) -> None:
    built(folder, output)
    lay_out(folder, {name: text})
    assert made(folder, output) == ALL


@pytest.mark.usefixtures("quick")
def test_another_woonboom_makes_everything_again(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder, output)
    monkeypatch.setattr("woonboom.production.products.program", lambda: "een andere")
    assert made(folder, output) == ALL


@pytest.mark.usefixtures("quick")
def test_the_number_of_the_program_has_its_code_and_its_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = inputs.program()
    assert inputs.program.__wrapped__() == known
    for part in ("_code", "_libraries"):
        with monkeypatch.context() as other:
            other.setattr(inputs, part, lambda: ["iets anders"])
            assert inputs.program.__wrapped__() != known


def test_it_works_without_having_been_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    assert any(library.startswith("typst ") for library in inputs._libraries())
    monkeypatch.setattr(metadata, "requires", absent)
    assert list(inputs._libraries()) == []


@pytest.mark.usefixtures("quick")
def test_with_force_everything_is_made_again(folder: Path, output: Path) -> None:
    built(folder, output)
    assert made(folder, output, force=True) == ALL


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"anders")])
def test_a_file_that_is_lost_or_changed_is_made_again(
    folder: Path, output: Path, damage: object
) -> None:
    built(folder, output)
    before = contents(output)
    assert callable(damage)
    damage(output / "regeling-poster.svg")
    damage(output / "index.html")
    assert made(folder, output) == {"regeling-poster-a1"}
    assert contents(output) == before


def test_the_same_bytes_every_time_however_many_processes(
    folder: Path, output: Path, tmp_path: Path
) -> None:
    lay_out(folder, {"mening.yaml": FORM})
    built(folder, output)
    built(folder, tmp_path / "anders", count=3)
    assert contents(output) == contents(tmp_path / "anders")
    before = contents(output)
    built(folder, output, force=True)
    assert contents(output) == before


# ---------------------------------------------------------------- what is remembered


def remembered(output: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((output / manifest.NAME).read_text("utf-8"))
    return found


@pytest.mark.parametrize("text", ["", "{", "[]", '{"woonboom-build": 2}', '{"woonboom-build": 1}'])
@pytest.mark.usefixtures("quick")
def test_a_memory_that_cannot_be_read_is_no_memory(folder: Path, output: Path, text: str) -> None:
    built(folder, output)
    before = contents(output)
    (output / manifest.NAME).write_text(text, "utf-8")
    assert made(folder, output) == ALL
    assert contents(output) == before


@pytest.mark.parametrize("name", ["../buiten.pdf", "..\\buiten.pdf", "/buiten.pdf", "..", ""])
@pytest.mark.usefixtures("quick")
def test_a_memory_that_leads_elsewhere_is_not_believed(
    folder: Path, output: Path, tmp_path: Path, name: str
) -> None:
    built(folder, output)
    (tmp_path / "buiten.pdf").write_bytes(b"van een ander")
    text = (output / manifest.NAME).read_text("utf-8")
    text = text.replace('"regeling-sheet.pdf"', json.dumps(name))
    (output / manifest.NAME).write_text(text, "utf-8")
    (folder / "regeling.yaml").rename(folder / "termijn.yaml")
    with suppress(InTheWay):  # for now it does not know what is ours
        built(folder, output)
    assert (tmp_path / "buiten.pdf").read_bytes() == b"van een ander"


@pytest.mark.usefixtures("quick")
def test_what_was_made_before_a_fault_is_remembered(folder: Path, output: Path) -> None:
    build = begun(folder, output)
    begin = build.make(1)
    first = next(begin).product.name
    begin.close()
    assert made(folder, output) == ALL - {first}


def test_a_product_that_fails_keeps_no_other_from_being_made(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as faulty:
        faulty.setattr(tasks, "_set", lambda *_: 1 / 0)
        results = {done.product.name: done.result for done in built(folder, output)}
    failed = {name for name, result in results.items() if isinstance(result, Failure)}
    assert failed == {"regeling-handout", "regeling-sheet"}
    assert set(results) == ALL
    assert made(folder, output) == failed


@pytest.mark.usefixtures("quick")
def test_a_folder_that_cannot_be_written_in_is_told_of(folder: Path, output: Path) -> None:
    output.write_text("Dit is een bestand.", "utf-8")
    with pytest.raises(NotWritten) as found:
        built(folder, output)
    assert found.value.path == output


# ---------------------------------------------------------------- what no longer belongs


@pytest.mark.usefixtures("quick")
def test_the_products_of_a_tree_that_is_gone_go_too(folder: Path, output: Path) -> None:
    lay_out(folder, hulp=tree("hulp"))
    built(folder, output)
    (folder / "hulp.yaml").unlink()
    build = begun(folder, output)
    list(build.make(1))
    assert set(build.tidy()) == {name.format("hulp") for name in OF_A_TREE}
    build.write_index()
    assert names(output) == {*OF_ALL, *(name.format("regeling") for name in OF_A_TREE)}
    assert "hulp" not in (output / "index.html").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_what_somebody_changed_or_put_there_stays(folder: Path, output: Path) -> None:
    lay_out(folder, hulp=tree("hulp"))
    built(folder, output)
    (output / "hulp-sheet.pdf").write_bytes(b"ingevuld")
    (output / "foto.jpg").write_bytes(b"van een ander")
    (folder / "hulp.yaml").unlink()
    build = begun(folder, output)
    list(build.make(1))
    build.tidy()
    assert build.left == ["hulp-sheet.pdf"]
    assert {"hulp-sheet.pdf", "foto.jpg"} <= names(output)
    assert made(folder, output) == set()
    assert {"hulp-sheet.pdf", "foto.jpg"} <= names(output)


@pytest.mark.usefixtures("quick")
def test_sizes_that_are_no_longer_asked_for_go(folder: Path, output: Path) -> None:
    built(folder, output)
    lay_out(folder, {"woorden.yaml": words(print="{posters: [a3], tiles: []}")})
    built(folder, output)
    drawn = {name for name in names(output) if "poster" in name}
    assert drawn == {"regeling-poster-a3.pdf", "regeling-poster.svg"}


@pytest.mark.usefixtures("quick")
def test_a_name_in_other_letters_is_the_same_file_on_some_disks(folder: Path, output: Path) -> None:
    built(folder, output)
    text = (output / manifest.NAME).read_text("utf-8")
    (output / manifest.NAME).write_text(text.replace('"regeling-', '"Regeling-'), "utf-8")
    for name in names(output):
        (output / name.replace("regeling", "Regeling")).write_bytes((output / name).read_bytes())
    built(folder, output)
    assert {"Regeling-sheet.pdf", "regeling-sheet.pdf"} <= names(output)


@pytest.mark.usefixtures("quick")
def test_the_products_of_another_folder_are_in_the_way(
    folder: Path, output: Path, tmp_path: Path
) -> None:
    built(folder, output)
    other = lay_out(tmp_path / "andere", hulp=tree("hulp"))
    with pytest.raises(OtherFolder) as found:
        begun(other, output)
    assert found.value.source.resolve() == folder


@pytest.mark.usefixtures("quick")
def test_a_folder_that_was_renamed_is_the_same(folder: Path, output: Path, tmp_path: Path) -> None:
    built(folder, output)
    folder.rename(tmp_path / "andere")
    assert made(tmp_path / "andere", output) == set()


@pytest.mark.usefixtures("quick")
def test_both_folders_may_move_together(folder: Path, output: Path, tmp_path: Path) -> None:
    built(folder, output)
    shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-elders")
    moved = tmp_path.parent / f"{tmp_path.name}-elders"
    assert made(moved / "bomen", moved / "uit") == set()


# ---------------------------------------------------------------- what is not ours


def results(folder: Path, output: Path, *, force: bool = False) -> dict[str, object]:
    """Make the products; returns what came of each."""
    build = begun(folder, output, force=force)
    return {done.product.name: done.result for done in build.make(1)}


@pytest.mark.usefixtures("quick")
def test_a_file_that_is_not_ours_stays_and_the_others_are_made(folder: Path, output: Path) -> None:
    output.mkdir()
    (output / "regeling-poster.svg").write_bytes(b"van een ander")
    (output / "index.html").write_bytes(b"ook")
    found = results(folder, output)
    refused = found.pop("regeling-poster-a1")
    assert isinstance(refused, InTheWay)
    assert refused.names == ("regeling-poster.svg",)
    assert found.keys() == ALL - {"regeling-poster-a1"}
    assert all(isinstance(result, Made) for result in found.values())
    with pytest.raises(InTheWay):
        begun(folder, output).write_index()
    assert (output / "regeling-poster.svg").read_bytes() == b"van een ander"
    assert (output / "index.html").read_bytes() == b"ook"
    assert "regeling-poster-a1.pdf" not in names(output), "a product is whole or not there"


@pytest.mark.usefixtures("quick")
def test_force_puts_ours_in_the_place_of_anything(
    folder: Path, output: Path, tmp_path: Path
) -> None:
    built(folder, tmp_path / "elders")
    output.mkdir()
    for name in ("regeling-poster.svg", "index.html"):
        (output / name).write_bytes(b"van een ander")
    built(folder, output, force=True)
    assert contents(output) == contents(tmp_path / "elders")


@pytest.mark.usefixtures("quick")
def test_what_is_as_we_would_make_it_counts_as_ours(folder: Path, output: Path) -> None:
    built(folder, output)
    (output / manifest.NAME).unlink()
    assert all(isinstance(result, Made) for result in results(folder, output).values())
    assert made(folder, output) == set()


@pytest.mark.usefixtures("quick")
def test_every_file_is_remembered_as_soon_as_it_is_there(folder: Path, output: Path) -> None:
    making = begun(folder, output).make(1)
    next(making)
    known = {r.name for one in manifest.read(output).products.values() for r in one.records}
    assert known == names(output)
    making.close()


@pytest.mark.usefixtures("quick")
def test_a_file_that_cannot_be_written_keeps_no_other_from_being_made(
    folder: Path, output: Path
) -> None:
    (output / "regeling-poster.svg").mkdir(parents=True)
    found = results(folder, output)
    refused = found.pop("regeling-poster-a1")
    assert isinstance(refused, NotWritten)
    assert refused.path == output / "regeling-poster.svg"
    assert all(isinstance(result, Made) for result in found.values())
    (output / "regeling-poster.svg").rmdir()
    assert made(folder, output) == {"regeling-poster-a1"}, "its first file was known as ours"


@pytest.mark.usefixtures("quick")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is UTF-8")
def test_a_file_name_may_be_no_utf_8(folder: Path, output: Path) -> None:
    (folder / "hulp\udce9.yaml").write_text(tree("hulp"), "utf-8")
    built(folder, output)
    assert "hulp\udce9-sheet.pdf" in names(output)
    assert 'href="hulp%E9-sheet.pdf"' in (output / "index.html").read_text("utf-8")
    assert made(folder, output) == set()


# ---------------------------------------------------------------- a tree with errors


BROKEN = tree("hulp").replace("goto: wacht", "goto: weg")


@pytest.mark.usefixtures("quick")
def test_a_tree_with_errors_keeps_its_last_papers(folder: Path, output: Path) -> None:
    lay_out(folder, hulp=tree("hulp"))
    built(folder, output)
    sheet = (output / "hulp-sheet.pdf").read_bytes()
    lay_out(folder, hulp=BROKEN, regeling=tree(title="Duurt de regeling lang?"))
    assert made(folder, output) == ALL
    assert (output / "hulp-sheet.pdf").read_bytes() == sheet
    assert "hulp-sheet.pdf" in (output / "index.html").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_a_tree_that_never_was_right_has_no_papers(folder: Path, output: Path) -> None:
    lay_out(folder, hulp=BROKEN)
    assert made(folder, output) == ALL
    assert not [name for name in names(output) if name.startswith("hulp")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "niets: bijzonders",
        "woonboom: 1\ntree: [",
        BROKEN,
        tree("hulp").replace("woorden.yaml", "weg.yaml"),
        tree("hulp").replace("info: kan", "info: weg"),
        tree("hulp").replace("expect: kan", "expect: wacht"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_whatever_is_wrong_the_others_are_made(folder: Path, output: Path, text: str) -> None:
    lay_out(folder, hulp=text)
    build = begun(folder, output)
    assert [one.path.name for one in build.folder.broken] == ["hulp.yaml"]
    assert build.folder.errors
    assert {product.name for product in build.products} == ALL


@pytest.mark.usefixtures("quick")
def test_an_error_in_a_vocabulary_is_one_of_all_its_trees(folder: Path, output: Path) -> None:
    lay_out(folder, {"woorden.yaml": words(print="{posters: [a9]}"), "mening.yaml": FORM})
    build = begun(folder, output)
    assert [one.path.name for one in build.folder.broken] == ["regeling.yaml"]
    assert {product.name for product in build.products} == {"mening-sheet"}


@pytest.mark.usefixtures("quick")
def test_what_a_tree_leans_on_is_named_as_the_cause(folder: Path, output: Path) -> None:
    lay_out(folder, {"woorden.yaml": "woonboom: 1\n  : x\n"}, hulp=tree("hulp"))
    found = [(one.path.name, one.reason, one.other) for one in begun(folder, output).folder.broken]
    words_ = folder / "woorden.yaml"
    assert found == [("hulp.yaml", "uses", words_), ("regeling.yaml", "uses", words_)]


@pytest.mark.usefixtures("quick")
def test_files_with_the_same_names_are_not_made_and_the_others_are(
    folder: Path, output: Path
) -> None:
    lay_out(
        folder, {"regeling.yml": tree("anders"), "Regeling.yaml": tree("nog")}, hulp=tree("hulp")
    )
    build = begun(folder, output)
    assert {one.path.name for one in build.folder.broken} == {
        "regeling.yaml",
        "regeling.yml",
        "Regeling.yaml",
    }
    assert {one.reason for one in build.folder.broken} == {"alike"}
    assert all(one.other and one.other != one.path for one in build.folder.broken)
    assert {product.name.partition("-")[0] for product in build.products} == {"page", "hulp"}


@pytest.mark.usefixtures("quick")
def test_of_two_trees_that_contradict_each_other_one_is_at_fault(
    folder: Path, output: Path
) -> None:
    other = tree("hulp").replace("when: maanden >= nodig", "when: maanden < nodig")
    lay_out(folder, hulp=other.replace("maanden: 12", "maanden: 3"))
    build = begun(folder, output)
    assert {one.path.name for one in build.folder.broken} <= {"hulp.yaml", "regeling.yaml"}
