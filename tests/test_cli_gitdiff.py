"""`git diff`, `git log` and `git difftool` show what differs between trees, by `woonboom gitdiff`.

Everything is set up as docs/git.md says, in a repository of its own, and Git itself is run.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import repositories
from calling import ROOT, Capture, Patch, called
from repositories import Repository

pytestmark = repositories.has_git
TREE = "trees/regeling.yaml"
WORDS = "trees/woorden.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: Patch) -> Repository:
    """A repository set up as docs/git.md says, in which a regeling takes 6 months."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    repositories.put_on_path(monkeypatch, tmp_path / "bin")
    made = repositories.make(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    for line in set_up():
        key, value = line.removeprefix("git config ").split(" ", maxsplit=1)
        made.git("config", key, value.strip("'"))
    made.write({".gitattributes": "trees/*.yaml diff=woonboom\n"})
    made.commit(repositories.files(6), "v1")
    return made


def set_up() -> list[str]:
    """The lines of docs/git.md that set Git up."""
    text = (ROOT / "docs" / "git.md").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line.startswith("git config diff")]


def test_the_page_sets_up_the_driver_and_the_tool() -> None:
    assert [line.split()[2] for line in set_up()] == [
        "diff.woonboom.command",
        "difftool.woonboom.cmd",
    ]


def test_git_diff_says_for_whom_a_tree_changes(repository: Repository) -> None:
    other = repositories.tree("twee").replace(
        "otherwise: true, goto: wacht", "otherwise: true, goto: kan"
    )
    repository.write({TREE: other})
    told = repository.git("diff")
    assert told.startswith(f"diff --woonboom a/{TREE} b/{TREE}\n")
    assert "Gaat erop vooruit" in told
    assert "versie een → versie twee" in told
    assert "+version" not in told


def test_a_vocabulary_is_shown_as_text_with_what_it_does_to_the_trees(
    repository: Repository,
) -> None:
    repository.write({WORDS: repositories.WORDS.format(months=9)})
    told = repository.git("diff")
    assert "-  nodig: {value: 6," in told
    assert "+  nodig: {value: 9," in told
    assert f"Bomen die {WORDS} gebruiken:\nIs de regeling lang genoeg?" in told
    assert "Gaat erop achteruit" in told


def test_git_log_reads_every_commit_with_the_vocabulary_of_then(repository: Repository) -> None:
    repository.commit(repositories.files(9, "twee"))
    repository.commit(repositories.files(3, "drie"))
    told = repository.git("log", "-p", "--ext-diff", "--", TREE)
    last, before, first = told.split("diff --woonboom")[1:][::-1][::-1]
    assert "versie twee → versie drie" in last
    assert "9 maanden → 3 maanden" in last
    assert "versie een → versie twee" in before
    assert "6 maanden → 9 maanden" in before
    assert "Nieuwe boom: Is de regeling lang genoeg? (regeling)" in first


def test_two_revisions_further_apart(repository: Repository) -> None:
    repository.commit(repositories.files(9, "twee"))
    repository.commit(repositories.files(3, "drie"), "v3")
    repository.commit(repositories.files(5, "vier"))
    told = repository.git("diff", "v1", "v3", "--", TREE)
    assert "versie een → versie drie" in told
    assert "6 maanden → 3 maanden" in told


def test_what_is_staged_is_compared_with_what_is_on_disk(repository: Repository) -> None:
    repository.write({TREE: repositories.tree("twee")})
    repository.git("add", "--all")
    assert "versie een → versie twee" in repository.git("diff", "--cached")
    repository.write({TREE: repositories.tree("drie")})
    staged = repository.git("diff", "--cached")
    assert "-version" in staged  # that content is in no revision and no longer on disk
    assert "+version" in staged


def test_a_renamed_tree_is_followed(repository: Repository) -> None:
    repository.git("mv", TREE, "trees/nieuw.yaml")
    repository.commit({"trees/nieuw.yaml": repositories.tree("twee")})
    told = repository.git("diff", "-M", "v1", "HEAD")
    assert told.startswith(f"diff --woonboom a/{TREE} b/trees/nieuw.yaml\n")
    assert "versie een → versie twee" in told


def test_a_tree_that_is_renamed_after_its_edit_is_followed(repository: Repository) -> None:
    repository.commit({TREE: repositories.tree("twee")})
    repository.git("mv", TREE, "trees/nieuw.yaml")
    repository.commit({})
    told = repository.git("diff", "-M", "v1", "HEAD")
    assert "versie een → versie twee" in told
    assert "+version" not in told


def test_a_tree_that_is_removed_and_other_yaml(repository: Repository) -> None:
    repository.commit({"trees/ander.yaml": "geen: boom\n"}, "v2")
    repository.git("rm", "--quiet", TREE, "trees/ander.yaml")
    told = repository.git("diff", "HEAD")
    assert "Vervallen boom: Is de regeling lang genoeg? (regeling)" in told
    assert "--- a/trees/ander.yaml\n+++ b/trees/ander.yaml\n@@ -1 +0,0 @@\n-geen: boom\n" in told


def test_a_tree_with_errors_is_shown_as_text(repository: Repository) -> None:
    repository.write({TREE: repositories.tree() + "  fout: : fout\n"})
    assert "+  fout: : fout\n" in repository.git("diff")


def test_git_difftool(repository: Repository) -> None:
    repository.commit(repositories.files(9, "twee"))
    repository.write(repositories.files(3, "drie"))
    words = ("difftool", "--no-prompt", "--tool", "woonboom")
    assert "6 maanden → 9 maanden" in repository.git(*words, "v1", "HEAD", "--", TREE)
    assert "9 maanden → 3 maanden" in repository.git(*words, "HEAD", "--", TREE)


def test_from_a_folder_in_the_repository(repository: Repository) -> None:
    repository.commit(repositories.files(9, "twee"))
    told = repository.git("-C", "trees", "diff", "v1", "HEAD", "--", "regeling.yaml")
    assert "6 maanden → 9 maanden" in told


def test_colours_follow_the_settings_of_git(repository: Repository) -> None:
    repository.write({WORDS: repositories.WORDS.format(months=9)})
    assert "\x1b[" not in repository.git("diff")
    assert "\x1b[32m+" in repository.git("-c", "color.diff=always", "diff")
    assert "\x1b[" not in repository.git("-c", "color.diff=never", "diff", GIT_PAGER_IN_USE="1")
    assert "\x1b[32m+" in repository.git("diff", GIT_PAGER_IN_USE="1")


def test_nothing_is_written(repository: Repository) -> None:
    repository.commit(repositories.files(9, "twee"))
    before = repository.contents()
    repository.git("log", "-p", "--ext-diff")
    assert repository.contents() == before


def test_a_conflict_is_said(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "ander")
    repository.commit(repositories.files(9, "twee"))
    repository.git("checkout", "--quiet", "main")
    repository.commit(repositories.files(3, "drie"))
    with pytest.raises(AssertionError):
        repository.git("merge", "ander")
    assert f"{TREE} is nog niet samengevoegd." in repository.git("diff", "--cached")


def test_who_runs_it_by_hand_is_told(repository: Repository, capsys: Capture) -> None:
    code, _, told = called(capsys, "gitdiff", "a", "b")
    assert code == 2
    assert "Deze opdracht start Git zelf." in told


def test_files_that_are_not_there_and_no_repository(
    capsys: Capture, tmp_path: Path, monkeypatch: Patch
) -> None:
    repositories.isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert called(capsys, "gitdiff", "x", "nergens", "nergens")[0] == 2
    Path("oud.yaml").write_text(repositories.tree("een"), "utf-8")
    Path("nieuw.yaml").write_text(repositories.tree("twee"), "utf-8")
    code, out, told = called(capsys, "gitdiff", "boom.yaml", "oud.yaml", "nieuw.yaml")
    assert (code, told) == (0, "")
    assert '-version: "een"\n+version: "twee"\n' in out
