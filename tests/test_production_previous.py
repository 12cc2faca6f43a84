"""The version before: the last committed one that says something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import called
from repositories import Repository, files, has_git, isolate, make, tree
from small_builds import begun, built, names

from woonboom.load import load
from woonboom.model import Tree
from woonboom.production.folder import read_folder
from woonboom.production.previous import History, days_of

pytestmark = has_git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    isolate(monkeypatch, tmp_path / "thuis")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return make(tmp_path / "archief")


def before(repository: Repository, name: str = "regeling") -> Tree | None:
    """The version before that of a tree as it is on disk."""
    path = repository.folder / "trees" / f"{name}.yaml"
    found, problems = load(path)
    assert found
    assert not problems
    with History(path.parent) as history:
        return history.before(found)


def months(tree: Tree | None) -> int | None:
    return tree.parameters["nodig"].value if tree else None


def test_without_a_repository_or_a_commit_there_is_none(repository: Repository) -> None:
    repository.write(files(6))
    assert before(repository) is None
    (repository.folder / ".git").rename(repository.folder / "weg")
    assert before(repository) is None


def test_of_what_was_committed_and_changed_since_it_is_the_last_commit(
    repository: Repository,
) -> None:
    repository.commit(files(3))
    repository.commit(files(6))
    repository.write(files(9))
    assert months(before(repository)) == 6


def test_of_what_is_as_committed_it_is_the_one_before_that(repository: Repository) -> None:
    repository.commit(files(3))
    repository.commit(files(6))
    assert months(before(repository)) == 3


def test_of_the_first_version_there_is_none(repository: Repository) -> None:
    repository.commit(files(6))
    assert before(repository) is None


def test_commits_that_change_nothing_that_is_said_do_not_count(repository: Repository) -> None:
    repository.commit(files(3))
    changed = files(6)
    repository.commit(changed)
    repository.commit({**changed, "trees/info/kan.md": "# Iets anders\n"})
    repository.commit({"trees/regeling.yaml": f"# Een opmerking\n{changed['trees/regeling.yaml']}"})
    repository.commit({"README.md": "Iets heel anders."})
    assert months(before(repository)) == 3


def test_versions_that_cannot_be_read_are_passed_over(repository: Repository) -> None:
    repository.commit(files(3))
    repository.commit({"trees/regeling.yaml": "tree: ["})
    repository.commit({"trees/woorden.yaml": "niets"})
    repository.commit(files(6))
    assert months(before(repository)) == 3


def test_a_tree_is_known_by_its_id_when_its_file_is_renamed(repository: Repository) -> None:
    repository.commit(files(3))
    (repository.folder / "trees" / "regeling.yaml").unlink()
    repository.commit({"trees/nieuw.yaml": tree("twee")})
    assert months(before(repository, "nieuw")) == 3


def test_what_was_tried_on_a_branch_was_never_the_version_that_counts(
    repository: Repository,
) -> None:
    repository.commit(files(3))
    repository.git("switch", "--quiet", "--create", "proef")
    repository.commit(files(4))
    repository.commit(files(6))
    repository.git("switch", "--quiet", "main")
    repository.commit({"README.md": "Iets anders."})
    repository.git("merge", "--quiet", "--no-edit", "proef")
    assert months(before(repository)) == 3


def test_of_several_versions_in_a_folder_it_is_the_one_that_counted(
    repository: Repository,
) -> None:
    old = tree("oud").replace("start:", "valid_from: 2020-01-01\nvalid_until: 2020-12-31\nstart:")
    older = tree("ouder").replace("start:", "valid_from: 2019-01-01\nstart:")
    repository.commit({**files(3), "trees/regeling.yaml": old, "trees/ouder.yaml": older})
    new = tree("nieuw").replace("start:", "valid_from: 2021-01-01\nstart:")
    repository.write({"trees/later.yaml": new})
    found = before(repository, "later")
    assert found
    assert found.version == "ouder"


def test_a_copy_without_the_whole_history_has_what_there_is(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(files(3))
    repository.commit(files(6))
    address = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", address, tmp_path / "kopie")
    assert before(Repository(tmp_path / "kopie")) is None


def test_the_folder_may_be_the_top_and_have_spaces(repository: Repository) -> None:
    for number in (3, 6):
        inside = {f"mijn bomen/{name[6:]}": text for name, text in files(number).items()}
        repository.commit(inside)
    found, _ = load(repository.folder / "mijn bomen" / "regeling.yaml")
    assert found
    with History(repository.folder / "mijn bomen") as history:
        assert months(history.before(found)) == 3


def test_a_build_tells_what_changed(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(files(3))
    repository.commit(files(6, "twee"))
    monkeypatch.chdir(repository.folder)
    output = tmp_path / "uit"
    products = begun(Path("trees"), output).products
    (changes,) = (product for product in products if product.name == "regeling-wijzigingen")
    made = changes.task.make()
    assert [file.name for file in made.files] == [
        "regeling-wijzigingen.html",
        "regeling-wijzigingen.pdf",
    ]
    assert all("versie een" in file.note for file in made.files)


def test_committing_what_is_on_disk_changes_no_product(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(files(3))
    repository.write(files(6))
    output = tmp_path / "uit"
    built(repository.folder / "trees", output)
    assert "regeling-wijzigingen.pdf" in names(output)
    repository.commit({})
    assert begun(repository.folder / "trees", output).todo == []


def test_a_folder_in_a_revision_is_built_as_it_was(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(files(3), "v1")
    repository.commit(files(6))
    monkeypatch.chdir(repository.folder)
    assert called(capsys, "build", "v1:trees", "-o", "uit")[0] == 0
    assert "regeling-sheet.pdf" in names(Path("uit"))
    assert "regeling-wijzigingen.pdf" not in names(Path("uit"))
    assert "3 maanden" in Path("uit/pagina.html").read_text("utf-8")
    code, _, err = called(capsys, "--lang", "nl", "build", "v1:bomen", "-o", "uit")
    assert code == 2
    assert "Er is geen map" in err


# ---------------------------------------------------------------- when it was changed


def on(repository: Repository, day: str, changed: dict[str, str | bytes]) -> None:
    """Commit on a day, early in the morning where it is."""
    repository.write(changed)
    repository.git("add", "--all")
    when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T00:30:00+11:00")
    repository.git("commit", "--quiet", "--message", day, **when)


def test_a_tree_without_a_date_was_changed_at_the_last_commit_of_its_files(
    repository: Repository,
) -> None:
    folder = repository.folder / "trees"
    on(repository, "2025-01-31", {**files(6)})
    on(repository, "2025-02-28", {"README.md": "Iets anders."})
    assert days_of(read_folder(folder)) == {"regeling.yaml": "2025-01-31"}
    on(repository, "2025-03-01", {"trees/woorden.yaml": files(9)["trees/woorden.yaml"]})
    assert days_of(read_folder(folder)) == {"regeling.yaml": "2025-03-01"}
    on(repository, "2025-04-01", {"trees/info/kan.md": "# Iets anders\n"})
    assert days_of(read_folder(folder)) == {"regeling.yaml": "2025-04-01"}


def test_nobody_knows_the_day_of_what_was_not_committed(repository: Repository) -> None:
    folder = repository.folder / "trees"
    repository.write(files(6))
    assert days_of(read_folder(folder)) == {"regeling.yaml": ""}
    on(repository, "2025-01-31", {})
    repository.write({"trees/info/kan.md": "# Nog anders\n"})
    assert days_of(read_folder(folder)) == {"regeling.yaml": ""}
    (repository.folder / ".git").rename(repository.folder / "weg")
    assert days_of(read_folder(folder)) == {"regeling.yaml": ""}


def test_a_tree_with_a_date_of_its_own_needs_no_other(repository: Repository) -> None:
    dated = files(6)["trees/regeling.yaml"].replace("uses:", "valid_from: 2026-01-01\nuses:")
    on(repository, "2025-01-31", {**files(6), "trees/regeling.yaml": dated})
    assert days_of(read_folder(repository.folder / "trees")) == {}
