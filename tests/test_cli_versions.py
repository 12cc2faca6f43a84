"""OLD and NEW of `woonboom diff`: files, folders and revisions, put in pairs."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import repositories
from calling import Capture, Patch, assert_refused, called
from repositories import Repository

from woonboom.cli.versions import Versions, read_versions

TREE = "trees/regeling.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Patch) -> Repository:
    """A folder with a tree in `trees` and an older version of it in `oud`; no repository yet."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    made = Repository(tmp_path / "repository")
    made.write(repositories.files(4, "twee"))
    made.write(
        {name.replace("trees/", "oud/"): text for name, text in repositories.files(6).items()}
    )
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def repository(folder: Repository) -> Repository:
    """The same as a repository: 6 months in v1, 5 in v2, and 4 on disk."""
    repositories.make(folder.folder)
    folder.commit(repositories.files(6, "een"), "v1")
    folder.commit(repositories.files(5, "anderhalf"), "v2")
    folder.write(repositories.files(4, "twee"))
    return folder


def versions(old: str, new: str, *paths: str) -> Versions:
    command = click.Command("diff")
    with click.Context(command, obj={"language": "nl", "quiet": False}):
        return read_versions(old, new, paths)


def pairs(found: Versions) -> list[tuple[str, str]]:
    """The versions that are compared, each with the place it was read from."""
    return [(str(old.path), str(new.path)) for old, new in found.pairs]


def named(tree: str, version: str = "een", begins: str = "") -> str:
    """The tree under another id, valid from a day."""
    text = repositories.tree(version).replace("tree: regeling", f"tree: {tree}")
    return text.replace(
        "start: lang", f"start: lang\nvalid_from: {begins}" if begins else "start: lang"
    )


# ---------------------------------------------------------------- files and folders


def test_two_files_are_versions_of_each_other(folder: Repository) -> None:
    found = versions("oud/regeling.yaml", TREE)
    assert pairs(found) == [("oud/regeling.yaml", TREE)]
    assert (found.added, found.removed, found.several, found.whole) == ((), (), False, True)


def test_even_when_their_trees_have_other_ids(folder: Repository) -> None:
    folder.write({"trees/ander.yaml": named("ander")})
    found = versions(TREE, "trees/ander.yaml")
    assert [(old.id, new.id) for old, new in found.pairs] == [("regeling", "ander")]


def test_of_folders_the_trees_in_them_are_paired_by_id(folder: Repository) -> None:
    folder.write(
        {
            "trees/anders-genoemd.yaml": named("ander"),
            "oud/ander.yaml": named("ander"),
            "oud/weg.yaml": named("weg"),
            "trees/nieuw.yaml": named("nieuw"),
            "trees/dieper/diep.yaml": named("diep"),
            "trees/.verborgen.yaml": named("verborgen"),
            "trees/lijst.yaml": "los: bestand",
        }
    )
    found = versions("oud", "trees/")
    assert pairs(found) == [
        ("oud/ander.yaml", "trees/anders-genoemd.yaml"),
        ("oud/regeling.yaml", TREE),
    ]
    assert [tree.id for tree in found.added] == ["nieuw"]
    assert [tree.id for tree in found.removed] == ["weg"]
    assert found.several


@pytest.mark.parametrize(("old", "new"), [("oud", TREE), ("oud/regeling.yaml", "trees")])
def test_a_file_is_compared_with_its_tree_in_a_folder(
    old: str, new: str, folder: Repository
) -> None:
    folder.write({"oud/ander.yaml": named("ander"), "trees/derde.yaml": named("derde")})
    found = versions(old, new)
    assert pairs(found) == [("oud/regeling.yaml", TREE)]
    assert (found.added, found.removed) == ((), ())


@pytest.mark.parametrize(("old", "new"), [("oud", TREE), ("oud/regeling.yaml", "trees")])
def test_beside_a_file_other_trees_in_the_folder_may_have_errors(
    old: str, new: str, folder: Repository, capsys: Capture
) -> None:
    folder.write({"oud/ander.yaml": "tree: ander", "trees/derde.yaml": "los: [einde"})
    found = versions(old, new)
    assert pairs(found) == [("oud/regeling.yaml", TREE)]
    assert found.whole
    assert capsys.readouterr().err == ""


def test_several_versions_in_a_folder_go_with_the_same_or_with_the_one_before(
    folder: Repository,
) -> None:
    for name, version, begins in (("a", "2024", "2024-01-01"), ("b", "2025", "2025-01-01")):
        text = named("boom", version, begins)
        folder.write({f"oud/{name}.yaml": text, f"trees/{name}.yaml": text})
    folder.write({"oud/nul.yaml": named("boom", "2023", "2023-01-01")})
    folder.write({"trees/c.yaml": named("boom", "2026", "2026-01-01")})
    found = versions("oud", "trees")
    told = [(old.version, new.version) for old, new in found.pairs if new.id == "boom"]
    assert told == [("2024", "2024"), ("2025", "2025"), ("2025", "2026")]
    assert [tree.version for tree in found.removed] == ["2023"]
    assert found.added == ()


def test_instead_of_vocabularies_the_trees_beside_them_that_use_them_are_read(
    folder: Repository,
) -> None:
    folder.write({"oud/los.yaml": named("los"), "trees/los.yaml": named("los")})
    for side in ("oud", "trees"):
        folder.write({f"{side}/los.yaml": named("los").replace("woorden.yaml", "eigen.yaml")})
        folder.write({f"{side}/eigen.yaml": repositories.WORDS.format(months=3)})
    assert pairs(versions("oud/woorden.yaml", "trees/woorden.yaml")) == [
        ("oud/regeling.yaml", TREE)
    ]
    assert pairs(versions("oud/eigen.yaml", "trees/eigen.yaml")) == [
        ("oud/los.yaml", "trees/los.yaml")
    ]


def test_a_tree_with_errors_in_its_worked_cases_is_told_and_compared(
    folder: Repository, capsys: Capture
) -> None:
    folder.write({TREE: repositories.tree("twee").replace("expect: kan", "expect: kon")})
    found = versions("oud", "trees")
    assert (pairs(found), found.whole) == ([("oud/regeling.yaml", TREE)], True)
    assert "WB208" in capsys.readouterr().err


def test_a_tree_with_errors_is_told_and_the_others_are_compared(
    folder: Repository, capsys: Capture
) -> None:
    broken = named("kapot").replace("goto: kan", "goto: ken")
    folder.write({"oud/kapot.yaml": named("kapot"), "trees/kapot.yaml": broken})
    folder.write({"oud/stuk.yaml": named("stuk"), "trees/stuk.yaml": "tree: [stuk"})
    found = versions("oud", "trees")
    assert (pairs(found), found.whole) == ([("oud/regeling.yaml", TREE)], False)
    assert (found.added, found.removed) == ((), ())  # what cannot be read is not gone
    told = capsys.readouterr().err
    assert "WB201" in told
    assert "trees/stuk.yaml" in told
    assert called(capsys, "diff", "oud", "trees")[0] == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("oud/regelin.yaml", TREE), "Bedoelt u ‘oud/regeling.yaml’?"),
        (("oud", "tress/"), "Bedoelt u ‘trees’?"),
        (("oud/woorden.yaml", TREE), "Dit is een vocabulaire, geen boom."),
        (("oud/info", "trees/info"), "In ‘oud/info’ en ‘trees/info’ staan geen bomen."),
        (("v1", "v2"), "Er is geen bestand ‘v1’. Als revisie kan het niet gelezen worden"),
        (("oud", "trees", TREE), "‘oud’ is geen revisie. Noem twee bestanden of mappen"),
    ],
)
def test_what_cannot_be_compared_is_said(
    words: tuple[str, ...], says: str, folder: Repository, capsys: Capture
) -> None:
    code, out, told = called(capsys, "diff", *words)
    assert_refused(code, told, out, says)


# ---------------------------------------------------------------- revisions


@repositories.has_git
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((f"v1:{TREE}", TREE), (f"v1:{TREE}", TREE)),
        ((f"v1:{TREE}", f"v2:{TREE}"), (f"v1:{TREE}", f"v2:{TREE}")),
        (("v1:trees", "trees"), (f"v1:{TREE}", TREE)),
        (("v1:oud", "v2:trees"), ("v1:oud/regeling.yaml", f"v2:{TREE}")),
        (("v1", "v2", "trees/"), (f"v1:{TREE}", f"v2:{TREE}")),
        (("v1", "v2", TREE), (f"v1:{TREE}", f"v2:{TREE}")),
        (("v1", "v2"), (f"v1:{TREE}", f"v2:{TREE}")),
        (("v1", "trees/"), (f"v1:{TREE}", TREE)),
        (("HEAD", TREE), (f"HEAD:{TREE}", TREE)),
        (("HEAD~1", "HEAD", "./trees"), (f"HEAD~1:{TREE}", f"HEAD:{TREE}")),
    ],
)
def test_revisions_are_files_folders_or_stand_before_paths(
    words: tuple[str, ...], expected: tuple[str, str], repository: Repository
) -> None:
    assert pairs(versions(*words)) == [expected]


@repositories.has_git
def test_paths_are_from_the_current_folder(repository: Repository, monkeypatch: Patch) -> None:
    monkeypatch.chdir("trees")
    assert pairs(versions("v1", "v2", "regeling.yaml")) == [(f"v1:{TREE}", f"v2:{TREE}")]
    assert pairs(versions("v1", ".")) == [(f"v1:{TREE}", "regeling.yaml")]
    assert pairs(versions("v1", "v2", "../oud")) == [
        ("v1:oud/regeling.yaml", "v2:oud/regeling.yaml")
    ]
    absolute = str(repository.folder / TREE)
    assert pairs(versions("v1", "v2", absolute)) == [(f"v1:{TREE}", f"v2:{TREE}")]


@repositories.has_git
def test_several_paths_are_compared_one_by_one(repository: Repository) -> None:
    found = versions("v1", "v2", "oud", TREE)
    assert pairs(found) == [
        ("v1:oud/regeling.yaml", "v2:oud/regeling.yaml"),
        (f"v1:{TREE}", f"v2:{TREE}"),
    ]
    assert found.several


@repositories.has_git
def test_a_file_or_folder_that_only_one_revision_has_is_added_or_removed(
    repository: Repository, capsys: Capture
) -> None:
    repository.commit(
        {
            "extra/nieuw.yaml": named("nieuw"),
            "extra/woorden.yaml": repositories.WORDS.format(months=6),
            "extra/info/kan.md": "# Kan",
        },
        "v3",
    )
    for path in ("extra", "extra/nieuw.yaml"):
        assert [tree.id for tree in versions("v1", "v3", path).added] == ["nieuw"]
        assert [tree.id for tree in versions("v3", "v1", path).removed] == ["nieuw"]
        assert [tree.id for tree in versions("v1", path).added] == ["nieuw"]
        code, out, _ = called(capsys, "diff", "v1", "v3", path, "--format", "json")
        assert (code, [tree["tree"] for tree in json.loads(out)["added"]]) == (1, ["nieuw"])


@repositories.has_git
def test_a_file_that_was_renamed_is_found_by_the_id_of_its_tree(repository: Repository) -> None:
    repository.git("mv", "-f", TREE, "trees/nieuw.yaml")
    repository.commit({}, "v3")
    assert pairs(versions("v1", "trees/nieuw.yaml")) == [(f"v1:{TREE}", "trees/nieuw.yaml")]
    assert pairs(versions("v1", "v3", TREE)) == [(f"v1:{TREE}", "v3:trees/nieuw.yaml")]


@repositories.has_git
def test_a_file_or_folder_on_disk_goes_before_a_revision_of_its_name(
    repository: Repository,
) -> None:
    repository.git("branch", "oud")
    assert pairs(versions("oud", "trees")) == [("oud/regeling.yaml", TREE)]
    assert pairs(versions("heads/oud", "trees")) == [(f"heads/oud:{TREE}", TREE)]


@repositories.has_git
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("vv1", "v2", "trees"), "‘vv1’ is er niet in deze repository.\nBedoelt u ‘v1’?"),
        (("v1", "vv2", "trees"), "‘vv2’ is er niet in deze repository.\nBedoelt u ‘v2’?"),
        (("v1", "v2", "tress"), "Bedoelt u ‘v1:./trees’?"),
        (("HEAD", "trees/regelingen.yaml"), "Bedoelt u ‘trees/regeling.yaml’?"),
        (("--", "--upload-pack=x", "v1", "trees"), "‘--upload-pack=x’ is er niet in deze"),
        (("v1", "v2", "../../elders"), "Dit bestand bestaat niet."),
    ],
)
def test_what_is_not_in_the_repository_is_said(
    words: tuple[str, ...], says: str, repository: Repository, capsys: Capture
) -> None:
    code, out, told = called(capsys, "diff", *words)
    assert_refused(code, told, out, says)


@repositories.has_git
def test_reports_of_revisions_are_named_after_the_file(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    words = ("diff", "v1", TREE, "--format", "html", "--format", "svg", "-o", tmp_path / "uit")
    assert called(capsys, *words)[0] == 1
    written = sorted(path.name for path in (tmp_path / "uit").iterdir())
    assert written == ["regeling-wijzigingen-poster.svg", "regeling-wijzigingen.html"]
