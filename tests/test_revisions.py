"""`REV:path`: trees, and all that they name, as they were in a revision of a Git repository."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import letters
import pytest
import repositories
from calling import ROOT, Capture, Patch, assert_refused, called, python
from evaluation_forms import FORM
from houses import LOGO
from repositories import Repository

from woonboom import fonts
from woonboom.source import git
from woonboom.source.revisions import Revision

pytestmark = repositories.has_git
TREE = "trees/regeling.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: Patch) -> Repository:
    """A repository in which a regeling first takes 6 months (v1) and then 4 (main)."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    made = repositories.make(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    made.commit(repositories.files(6), "v1")
    made.commit(repositories.files(4, "twee"))
    return made


def months(capsys: Capture, path: str, *words: str) -> tuple[str, str]:
    """What a tree decides at five months, and its version."""
    code, out, _ = called(
        capsys, "decide", path, "--given", "maanden=5", "--format", "json", *words
    )
    assert code == 0
    decision = json.loads(out)
    return decision["outcome"], decision["tree_version"]


# ---------------------------------------------------------------- what is read


def test_a_tree_and_its_vocabulary_come_from_one_revision(
    repository: Repository, capsys: Capture
) -> None:
    assert months(capsys, f"v1:{TREE}") == ("wacht", "een")
    assert months(capsys, f"HEAD:{TREE}") == ("kan", "twee")
    assert months(capsys, f"HEAD~1:{TREE}") == ("wacht", "een")
    repository.write(repositories.files(12, "drie"))
    assert months(capsys, TREE) == ("wacht", "drie")
    assert months(capsys, f"main:{TREE}") == ("kan", "twee")


@pytest.mark.parametrize(
    "revision", ["HEAD^", "HEAD^{/wijziging}~1", "tags/v1", "refs/tags/v1", "@~", "main~1"]
)
def test_whatever_git_calls_a_revision_is_one(
    revision: str, repository: Repository, capsys: Capture
) -> None:
    assert months(capsys, f"{revision}:{TREE}") == ("wacht", "een")


def test_the_number_of_a_commit_is_a_revision(repository: Repository, capsys: Capture) -> None:
    number = repository.git("rev-parse", "v1").strip()
    assert months(capsys, f"{number}:{TREE}") == ("wacht", "een")
    assert months(capsys, f"{number[:9]}:{TREE}") == ("wacht", "een")


def test_information_pages_come_from_that_revision(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    words = ("handout", f"v1:{TREE}", "--format", "md", "-o", tmp_path)
    assert called(capsys, *words)[0] == 0
    written = (tmp_path / "regeling-handout.md").read_text("utf-8")
    assert "Na 6 maanden kan het." in written


def test_the_house_style_comes_from_that_revision(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    letters.family(repository.folder / "stijl" / "letters" / "diep", 400, 700)
    style = "style: {logo: ../stijl/logo.svg, font: {family: Huisletter, folder: ../stijl/letters}}"
    words = repositories.WORDS.format(months=6) + style
    repository.commit({"trees/woorden.yaml": words, "stijl/logo.svg": LOGO.format("<g/>")}, "v3")
    repository.commit({"stijl/logo.svg": "geen logo"})
    for path in (repository.folder / "stijl").rglob("*.ttf"):
        path.unlink()
    code, _, told = called(
        capsys, "poster", f"v3:{TREE}", "--format", "svg", "--paper", "a4", "-o", tmp_path
    )
    assert (code, told.count("Geschreven")) == (0, 1)
    assert "Huisletter" in (tmp_path / "regeling-poster.svg").read_text("utf-8")
    assert list((tmp_path / "tmp").glob("woonboom-revision*")) == []
    assert called(capsys, "poster", TREE, "-o", tmp_path)[0] == 2


def test_a_font_that_will_not_do_is_named_as_it_is_in_the_revision(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    letters.Letters(rights=2).write(repository.folder / "trees" / "l", "dicht.ttf")
    style = "style: {font: {family: Huisletter, folder: l}}"
    repository.commit({"trees/woorden.yaml": repositories.WORDS.format(months=6) + style})
    code, _, told = called(capsys, "sheet", f"HEAD:{TREE}", "-o", tmp_path)
    assert code == 2
    assert "HEAD:trees/l/dicht.ttf" in told
    assert str(tmp_path) not in told


def test_of_a_folder_of_fonts_only_the_fonts_that_can_be_read_are_copied(
    repository: Repository, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    letters.family(repository.folder / "trees", 400, 700)
    style = "style: {font: {family: Huisletter, folder: .}}"
    words = repositories.WORDS.format(months=6) + style
    repository.commit({"trees/woorden.yaml": words, "trees/lfs.TTF": POINTER, "trees/x.bin": "x"})
    seen: list[str] = []
    fonts_in = fonts.fonts_in

    def noted(folders: tuple[Path, ...]) -> tuple[fonts.FontFile, ...]:
        seen.extend(path.name for path in folders[0].iterdir())
        return fonts_in(folders)

    monkeypatch.setattr("woonboom.look.fonts.fonts_in", noted)
    assert called(capsys, "sheet", f"HEAD:{TREE}", "-o", tmp_path)[0] == 0
    assert set(seen) == {"Huisletter-400.ttf", "Huisletter-700.ttf"}


@pytest.mark.parametrize(
    ("words", "makes"),
    [
        (("check", "v1:trees"), ""),
        (("check", "v1:"), ""),
        (("check", f"v1:{TREE}", TREE), ""),
        (("test", "v1:trees/"), ""),
        (("decide", f"v1:{TREE}", "--given", "maanden=5"), ""),
        (("handout", f"v1:{TREE}", "--format", "html", "-o", "uit"), "regeling-handout.html"),
        (("sheet", f"v1:{TREE}", "-o", "uit"), "regeling-sheet.pdf"),
        (("poster", f"v1:{TREE}", "--format", "svg", "-o", "uit"), "regeling-poster.svg"),
        (("diff", f"v1:{TREE}", f"HEAD~1:{TREE}"), ""),
    ],
)
def test_every_command_that_takes_a_tree_takes_a_revision(
    words: tuple[str, ...], makes: str, repository: Repository, capsys: Capture
) -> None:
    code, out, told = called(capsys, *words)
    assert code == 0, out + told
    made = [path.name for path in repository.folder.glob("uit/*")]
    assert made == ([makes] if makes else [])


def test_a_sheet_is_compared_with_a_tree_in_a_revision(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    assert called(capsys, "sheet", f"v1:{TREE}", "--given", "maanden=5", "-o", tmp_path)[0] == 0
    (sheet,) = tmp_path.glob("*.pdf")
    for revision, current in (("v1", True), ("HEAD", False)):
        _, out, _ = called(
            capsys, "read", sheet, "--tree", f"{revision}:{TREE}", "--format", "json"
        )
        assert json.loads(out)["sheets"][0]["current"] is current


def test_a_form_is_read_from_a_revision(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    repository.commit({"trees/mening.yaml": FORM}, "v2")
    repository.git("rm", "--quiet", "trees/mening.yaml")
    assert called(capsys, "sheet", "v2:trees/mening.yaml", "-o", tmp_path)[0] == 0
    answers = "Ik ken het beleid.\nEens\n"
    repository.write({"ronde/antwoorden.csv": answers})
    words = ("ronde", "--form", "v2:trees/mening.yaml", "--format", "json")
    code, out, _ = called(capsys, "evaluate", *words)
    assert (code, json.loads(out)["form"]["form"]) == (0, "mening")


def test_a_folder_is_read_with_all_that_is_in_it(repository: Repository, capsys: Capture) -> None:
    other = repositories.tree(uses="../woorden.yaml").replace(", info: kan", "")
    other = other.replace("tree: regeling", "tree: ander")
    repository.commit({"trees/oud/ander.yaml": other, "trees/.verborgen/x.yaml": "geen boom"})
    code, out, _ = called(capsys, "check", "HEAD:trees", "--format", "json")
    read = [tree["file"] for tree in json.loads(out)["trees"]]
    assert (code, read) == (0, ["HEAD:trees/oud/ander.yaml", f"HEAD:{TREE}"])


def test_a_case_goes_on_in_a_tree_of_the_same_revision(
    repository: Repository, capsys: Capture
) -> None:
    other = repositories.tree().replace("tree: regeling", "tree: ander")
    refers = repositories.tree().replace("kind: not_yet,", "kind: refer, tree: ander,")
    repository.commit({TREE: refers, "trees/ander.yaml": other})
    repository.git("rm", "--quiet", "trees/ander.yaml")
    code, out, _ = called(capsys, "decide", f"HEAD:{TREE}", "--given", "maanden=2")
    assert code == 0
    assert "Verder in een andere boom" in out
    assert "niet te lezen" not in out


def test_a_revision_reads_as_the_disk_does(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    """All trees of this project, with their forms, pages and vocabularies."""
    shutil.copytree(ROOT / "trees", repository.folder / "trees", dirs_exist_ok=True)
    repository.commit({})
    code, disk, _ = called(capsys, "check", "trees", "--format", "json")
    assert code == 0
    shutil.rmtree(repository.folder / "trees")
    code, revision, _ = called(capsys, "check", "HEAD:trees", "--format", "json")
    assert (code, revision.replace("HEAD:", "")) == (0, disk)


def test_a_repository_may_use_longer_numbers(
    capsys: Capture, tmp_path: Path, monkeypatch: Patch
) -> None:
    repositories.isolate(monkeypatch, tmp_path / "home")
    made = Repository(tmp_path / "repository")
    made.folder.mkdir()
    monkeypatch.chdir(made.folder)
    made.git("init", "--quiet", "--object-format", "sha256")
    made.commit(repositories.files(6))
    assert months(capsys, f"HEAD:{TREE}") == ("wacht", "een")
    assert called(capsys, "check", "HEAD:trees")[0] == 0


# ---------------------------------------------------------------- how paths are written


def test_messages_name_the_revision(repository: Repository, capsys: Capture) -> None:
    wrong = repositories.tree().replace("goto: kan", "goto: ken")
    repository.commit({TREE: wrong}, "fout")
    repository.commit(repositories.files(4))
    code, out, _ = called(capsys, "check", f"HEAD~1:{TREE}", "--format", "github")
    assert code == 1
    assert "file=HEAD~1%3Atrees/regeling.yaml,line=11,col=51," in out
    code, out, _ = called(capsys, "check", f"fout:{TREE}", "--format", "json")
    assert {found["file"] for found in json.loads(out)["diagnostics"]} == {f"fout:{TREE}"}


def test_in_a_folder_of_the_repository_paths_are_from_its_top_as_for_git(
    repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    monkeypatch.chdir(repository.folder / "trees")
    for path in (TREE, "./regeling.yaml", "../trees/regeling.yaml", "./../trees//regeling.yaml"):
        assert months(capsys, f"v1:{path}") == ("wacht", "een")


def test_what_is_not_at_the_top_is_looked_for_in_the_current_folder(
    repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    monkeypatch.chdir(repository.folder / "trees")
    assert months(capsys, "v1:regeling.yaml") == ("wacht", "een")
    words = repositories.WORDS.format(months=1)
    top = {"regeling.yaml": repositories.tree("top"), "woorden.yaml": words, "info/kan.md": "# Kan"}
    repository.commit(top)
    assert months(capsys, "HEAD:regeling.yaml") == ("kan", "top")
    assert months(capsys, "HEAD:./regeling.yaml") == ("kan", "twee")


@pytest.mark.parametrize(("folder", "named"), [(".", "./boom.yaml"), ("trees", "../boom.yaml")])
def test_a_tree_at_the_top_is_named_as_git_names_it_from_here(
    folder: str, named: str, repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    repository.commit(
        {"boom.yaml": repositories.tree(uses="trees/woorden.yaml"), "info/kan.md": "# Kan"}
    )
    monkeypatch.chdir(repository.folder / folder)
    code, out, _ = called(capsys, "check", "HEAD:boom.yaml", "--format", "json")
    assert (code, [tree["file"] for tree in json.loads(out)["trees"]]) == (0, [f"HEAD:{named}"])
    assert repository.git("-C", folder, "cat-file", "-t", f"HEAD:{named}") == "blob\n"
    assert called(capsys, "check", f"HEAD:{named}")[0] == 0
    assert called(capsys, "check", "HEAD:")[0] == 0


def test_a_file_whose_name_has_a_colon_is_that_file(
    repository: Repository, capsys: Capture
) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such files")
    repository.write(
        {
            f"v1:{TREE}": repositories.tree("schijf"),
            "v1:trees/woorden.yaml": repositories.WORDS.format(months=1),
            "v1:trees/info/kan.md": "# Kan",
        }
    )
    assert months(capsys, f"v1:{TREE}") == ("kan", "schijf")


def test_a_path_with_a_drive_is_no_revision(
    capsys: Capture, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr("os.path.splitdrive", lambda path: (path[:2], path[2:]))
    code, out, _ = called(capsys, "check", r"C:\trees\nergens.yaml", "--format", "json")
    assert (code, json.loads(out)["diagnostics"][0]["code"]) == (2, "WB101")


@pytest.mark.parametrize("name", ["één boom.yaml", "a b\tc.yaml", "it's.yaml", 'a"b.yaml'])
def test_names_may_have_strange_characters(
    name: str, repository: Repository, capsys: Capture
) -> None:
    repository.commit({f"trees/{name}": repositories.tree()})
    assert called(capsys, "check", f"HEAD:trees/{name}")[0] == 0


def test_versions_of_two_revisions_do_not_share_a_file(
    repository: Repository, capsys: Capture, tmp_path: Path
) -> None:
    code, _, told = called(capsys, "handout", f"v1:{TREE}", f"HEAD:{TREE}", "-o", tmp_path)
    assert_refused(code, told, "", f"‘v1:{TREE}’ en ‘HEAD:{TREE}’ zouden hetzelfde bestand krijgen")


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (f"HAED~1:{TREE}", "‘HAED~1’ is er niet in deze repository.\nBedoelt u ‘HEAD~1’?"),
        (f"mian:{TREE}", "Bedoelt u ‘main’?"),
        (f"vv1:{TREE}", "Bedoelt u ‘v1’?"),
        (f"HEAD~9:{TREE}", "‘HEAD~9’ is er niet in deze repository.\nZie: git branch --all"),
        (f"iets-heel-anders:{TREE}", "Zie: git branch --all"),
        (f"HEAD\n:{TREE}", "is er niet in deze repository"),
        (f"HEAD:x:{TREE}", "Dit bestand bestaat niet"),
        ("HEAD:trees/regelingen.yaml", "Bedoelt u ‘HEAD:trees/regeling.yaml’?"),
        ("HEAD:tres", "Bedoelt u ‘HEAD:./trees’?"),
        ("HEAD:../../etc/passwd", "Dit bestand bestaat niet"),
        ("HEAD:/etc/passwd", "Dit bestand bestaat niet"),
        (f"HEAD:{TREE}/x", "Dit bestand bestaat niet"),
    ],
)
def test_what_is_not_there_is_said_with_what_may_be_meant(
    path: str, says: str, repository: Repository, capsys: Capture
) -> None:
    code, out, told = called(capsys, "check", path)
    assert code == 2
    assert says in out + told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["--output=x", "-h", "--help", "-", "--all", "-c core.pager=x"])
def test_a_name_that_begins_with_a_dash_never_becomes_an_option_of_git(
    name: str, repository: Repository, capsys: Capture
) -> None:
    before = repository.contents()
    code, out, told = called(capsys, "check", "--", f"{name}:{TREE}")
    assert_refused(code, told, out, f"De revisie ‘{name}’ is er niet")
    assert repository.contents() == before


def test_a_file_on_disk_cannot_name_a_revision(repository: Repository, capsys: Capture) -> None:
    repository.write({TREE: repositories.tree(uses='"v1:trees/woorden.yaml"')})
    code, out, _ = called(capsys, "check", f"v1:{TREE}", TREE, "--format", "json")
    found = json.loads(out)["diagnostics"][0]
    assert (code, found["file"], found["code"]) == (1, TREE, "WB205")


def test_a_revision_does_not_reach_outside_the_repository(
    repository: Repository, capsys: Capture
) -> None:
    repository.write({"../woorden.yaml": repositories.WORDS.format(months=1)})
    repository.commit(
        {
            TREE: repositories.tree(uses="../../woorden.yaml"),
            "boom.yaml": repositories.tree(uses="../woorden.yaml"),
            "info/kan.md": "# Kan",
        }
    )
    for path in (TREE, "boom.yaml"):
        code, out, _ = called(capsys, "check", f"HEAD:{path}", "--format", "json")
        assert (code, json.loads(out)["diagnostics"][0]["code"]) == (1, "WB205")


def test_links_are_followed_within_the_revision_only(
    repository: Repository, capsys: Capture
) -> None:
    for name, goal in {
        "trees/link.yaml": "regeling.yaml",
        "elders": "trees",
        "trees/rond": "..",
        "trees/weg.yaml": "nergens.yaml",
        "trees/uit.yaml": "/etc/passwd",
    }.items():
        (repository.folder / name).symlink_to(goal)
    repository.commit({})
    assert months(capsys, "HEAD:trees/link.yaml") == ("kan", "twee")
    assert months(capsys, "HEAD:elders/regeling.yaml") == ("kan", "twee")
    assert called(capsys, "check", "HEAD:")[0] == 0
    code, out, _ = called(capsys, "check", "HEAD:trees/uit.yaml")
    assert (code, "koppeling (symlink) naar iets" in out) == (2, True)
    code, out, _ = called(capsys, "check", "HEAD:trees/weg.yaml")
    assert (code, "koppeling (symlink) naar iets" in out) == (2, True)


def test_a_submodule_is_said(repository: Repository, capsys: Capture) -> None:
    number = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{number},trees/elders")
    repository.git("commit", "--quiet", "--message", "Een submodule")
    code, out, _ = called(capsys, "check", "HEAD:trees/elders/boom.yaml")
    assert (code, "‘trees/elders’ is een submodule" in out) == (2, True)
    assert called(capsys, "check", "HEAD:trees")[0] == 0


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


def test_what_is_in_lfs_is_said(repository: Repository, capsys: Capture) -> None:
    style = "style: {logo: logo.svg}"
    words = repositories.WORDS.format(months=6) + style
    repository.commit({"trees/woorden.yaml": words, "trees/logo.svg": POINTER, "lfs.yaml": POINTER})
    code, out, _ = called(capsys, "check", "HEAD:lfs.yaml")
    assert (code, "staat in Git LFS" in out) == (2, True)
    code, out, _ = called(capsys, "check", f"HEAD:{TREE}")
    assert (code, "staat in Git LFS" in out) == (1, True)


def test_a_file_that_is_too_large_is_refused_unread(
    repository: Repository, capsys: Capture
) -> None:
    repository.commit({"groot.yaml": "#" * 6_000_000})
    code, out, _ = called(capsys, "check", "HEAD:groot.yaml", f"HEAD:{TREE}")
    assert (code, "Dit bestand is 6.0 MB" in out) == (2, True)
    assert "bestaat niet" not in out


def test_outside_a_repository(capsys: Capture, tmp_path: Path, monkeypatch: Patch) -> None:
    repositories.isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    code, out, told = called(capsys, "check", "HEAD:boom.yaml")
    assert_refused(code, told, out, "Er is geen bestand ‘HEAD:boom.yaml’.")
    assert "hoort bij geen Git-repository" in told


def test_without_git(repository: Repository, capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    code, out, told = called(capsys, "check", f"HEAD:{TREE}")
    assert_refused(code, told, out, "Git staat niet op deze computer")


def test_a_program_in_the_current_folder_is_not_run(
    repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    for name in ("git", "git.exe"):
        path = repository.folder / name
        path.write_text("#!/bin/sh\ntouch gelopen\n", "utf-8")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert months(capsys, f"v1:{TREE}") == ("wacht", "een")
    assert not (repository.folder / "gelopen").exists()


def test_the_owner_of_a_repository_may_be_another(
    repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    code, out, told = called(capsys, "check", f"HEAD:{TREE}")
    assert_refused(code, told, out, "van een andere gebruiker")
    assert "git config --global --add safe.directory" in told


def test_git_dir_says_where_the_repository_is(
    repository: Repository, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(repository.folder / ".git"))
    assert months(capsys, f"v1:{TREE}") == ("wacht", "een")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nergens"))
    code, out, told = called(capsys, "check", f"HEAD:{TREE}")
    assert_refused(code, told, out, "GIT_DIR wijst naar")


def test_a_bare_repository_and_a_folder_of_git_itself(
    repository: Repository, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    repository.git("clone", "--quiet", "--bare", repository.folder, tmp_path / "kaal.git")
    for folder in (
        tmp_path / "kaal.git",
        tmp_path / "kaal.git" / "objects",
        Path(".git").resolve(),
    ):
        monkeypatch.chdir(folder)
        assert months(capsys, f"v1:{TREE}") == ("wacht", "een")


def test_a_shallow_copy_says_how_to_get_the_rest(
    repository: Repository, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    origin = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth", "1", origin, tmp_path / "ondiep")
    monkeypatch.chdir(tmp_path / "ondiep")
    assert months(capsys, f"HEAD:{TREE}") == ("kan", "twee")
    code, out, told = called(capsys, "check", f"HEAD~1:{TREE}")
    assert_refused(code, told, out, "git fetch --unshallow")


def test_a_repository_without_commits(capsys: Capture, monkeypatch: Patch, tmp_path: Path) -> None:
    repositories.isolate(monkeypatch, tmp_path / "home")
    monkeypatch.chdir(repositories.make(tmp_path / "leeg").folder)
    code, out, told = called(capsys, "check", f"HEAD:{TREE}")
    assert_refused(code, told, out, "De revisie ‘HEAD’ is er niet")


# ---------------------------------------------------------------- what it leaves and takes


def test_nothing_is_written(repository: Repository, capsys: Capture, tmp_path: Path) -> None:
    before = repository.contents()
    assert called(capsys, "check", f"v1:{TREE}", "HEAD:trees")[0] == 0
    assert called(capsys, "check", "v1:nergens.yaml", "HEAD:trees")[0] == 2
    assert repository.contents() == before
    assert list((tmp_path / "tmp").glob("woonboom-revision*")) == []


def test_an_interruption_leaves_nothing(
    repository: Repository, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    letters.family(repository.folder / "trees" / "l", 400, 700)
    style = "style: {font: {family: Huisletter, folder: l}}"
    repository.commit({"trees/woorden.yaml": repositories.WORDS.format(months=6) + style})
    seen: list[str] = []

    def interrupted(places: tuple[Path, ...]) -> None:
        seen.extend(path.name for path in places[0].iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr("woonboom.look.fonts.fonts_in", interrupted)
    assert called(capsys, "sheet", f"HEAD:{TREE}", "-o", tmp_path)[0] == 2
    assert len(seen) == 2
    assert list((tmp_path / "tmp").glob("woonboom-revision*")) == []


def test_only_what_is_needed_is_asked_for(
    repository: Repository, capsys: Capture, monkeypatch: Patch
) -> None:
    many = {f"map{n % 40}/bestand{n}.yaml": f"geen boom {n}" for n in range(400)}
    repository.commit(many)
    asked: list[str] = []
    ask = Revision._ask

    def noted(
        revision: Revision, questions: git.Questions, path: str, most: int = 0
    ) -> git.Answer | None:
        asked.append(path)
        return ask(revision, questions, path, most)

    monkeypatch.setattr(Revision, "_ask", noted)
    assert called(capsys, "check", f"HEAD:{TREE}")[0] == 0
    assert {path.split("/")[0] for path in asked} <= {"trees", "."}
    assert len(asked) < 20


def test_who_names_no_revision_does_not_wait_for_git(repository: Repository) -> None:
    code = (
        "import sys; from woonboom.cli import run; run(['check', 'trees']);"
        "print([m for m in ('subprocess', 'woonboom.source.git') if m in sys.modules])"
    )
    assert python("-c", code).stdout.splitlines()[-1] == "[]"
