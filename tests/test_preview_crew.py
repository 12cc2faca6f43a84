"""What the processes of the preview make of a save: only what changed, and never two times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import repositories
from calling import ROOT

from woonboom.formats import FORMATS
from woonboom.layout.panels.poster import layout
from woonboom.load import load
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.press.dressed import dressed
from woonboom.preview import parts
from woonboom.preview.committed import logs_of
from woonboom.preview.crew import Work, drawing, finishing, reading
from woonboom.preview.messages import Done, Job, Made, Result, Seen

FILES = repositories.files(6)
TREE, WORDS, _ = FILES
Repository = repositories.Repository


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository, not committed to yet, which is the current folder."""
    repositories.isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("WOONBOOM_DEBUG", "")
    made = repositories.make(tmp_path / "project")
    made.write(FILES)
    monkeypatch.chdir(made.folder)
    return made


def job(number: int = 1, *shown: str) -> Job:
    return Job(number, (Path("trees"),), shown, "nl")


def made(work: Work, number: int = 1, *shown: str) -> dict[str, Made]:
    """Return what was made for a job, by its part."""
    found = work(job(number, *shown))
    return {result.part: result for result in found if isinstance(result, Made)}


def edit(old: str, new: str, file: str = TREE) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


def text_of(result: Made) -> str:
    assert result.piece.data is not None
    return result.piece.data.decode()


def loaded() -> Tree:
    tree, _ = load(TREE)
    assert tree is not None
    return tree


# ---------------------------------------------------------------- what is made, and when


def test_problems_come_first_and_the_end_is_told() -> None:
    found: list[Result] = list(reading()(job()))
    assert isinstance(found[0], Seen)
    assert Done(1, "reading") in found


def test_reading_makes_what_takes_hardly_any_time() -> None:
    assert list(made(reading())) == ["walk", "changes", "element", "sheet"]


def test_the_same_tree_is_not_made_again() -> None:
    read, draw = reading(), drawing()
    assert made(read)
    assert made(draw)
    assert made(read, 2) == made(draw, 2) == {}


def test_a_comment_changes_nothing_that_is_made() -> None:
    read = reading()
    made(read)
    edit("woonboom: 1", "# A note.\n\nwoonboom: 1")
    assert made(read, 2) == {}


def test_only_what_a_change_touches_is_made_again() -> None:
    read = reading()
    made(read)
    edit("Nog even wachten", "Eerst sparen")
    assert list(made(read, 2)) == ["walk", "changes", "sheet"]


def test_a_change_of_a_vocabulary_is_one_of_its_trees() -> None:
    read, draw = reading(), drawing()
    made(read)
    made(draw)
    edit("value: 6", "value: 9", WORDS)
    assert "9 maanden" in text_of(made(read, 2)["walk"])
    assert made(draw, 2)


def test_a_change_of_an_information_page_is_one_of_its_tree() -> None:
    read = reading()
    made(read)
    edit("Na 6 maanden", "Al na 6 maanden", "trees/info/kan.md")
    assert "Al na 6 maanden" in text_of(made(read, 2)["walk"])


def test_of_a_tree_with_mistakes_nothing_is_made() -> None:
    edit("kind: eligible", "kind: eligable")
    assert made(reading()) == made(drawing()) == made(finishing()) == {}


def test_what_nobody_looks_at_is_not_drawn_at_once_but_in_the_end() -> None:
    other = "trees/tweede.yaml"
    Path(other).write_text(repositories.tree().replace("tree: regeling", "tree: tweede"), "utf-8")
    drawn = [r.file for r in drawing()(job(1, other)) if isinstance(r, Made)]
    assert drawn == [other]
    found = list(finishing()(job(1, other)))
    at = found.index(Done(1, "finishing"))
    files = [[r.file for r in part if isinstance(r, Made)] for part in (found[:at], found[at:])]
    assert files == [[other], [TREE, TREE, other]]


def test_a_part_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Tree) -> None:
        raise RuntimeError("It broke.")

    monkeypatch.setattr(parts, "walk", fails)
    found = made(reading())
    assert (found["walk"].piece.data, found["walk"].piece.failed) == (None, True)
    assert found["walk"].piece.note == "RuntimeError: It broke."
    assert found["sheet"].piece.data


# ---------------------------------------------------------------- posters


def test_the_poster_is_the_one_that_is_printed() -> None:
    tree = loaded()
    scene = dressed(layout(tree)[0], look_of(tree))
    assert made(drawing())["poster"].piece.data == FORMATS["svg"].write(scene)


@pytest.mark.parametrize("name", ["hulpverleners", "corporaties"])
def test_a_draft_of_an_edited_tree_is_mostly_what_the_finished_poster_is(name: str) -> None:
    tree, _ = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None
    first = parts.poster(tree, "nl")
    assert first.arrangement is not None
    draft = parts.draft(tree, first.arrangement)
    assert draft is not None
    assert draft.draft
    assert draft.data == first.data


def test_a_draft_has_every_question_of_the_edited_tree() -> None:
    before = parts.poster(loaded(), "nl").arrangement
    assert before is not None
    edit(
        "outcomes:\n",
        "  anders:\n    ask: Kan het anders?\n    judgement: true\n"
        "    yes: {goto: kan}\n    no: {goto: wacht}\noutcomes:\n",
    )
    edit("otherwise: true, goto: wacht", "otherwise: true, goto: anders")
    draft = parts.draft(loaded(), before)
    assert draft is not None
    assert draft.data is not None
    assert "Kan het" in draft.data.decode()


def test_a_poster_of_several_sheets_has_no_draft() -> None:
    before = parts.poster(loaded(), "nl").arrangement
    assert before is not None
    many = "".join(
        f"  q{n}:\n    ask: {'Een heel lange vraag over van alles en nog wat ' * 4}{n}?\n"
        f"    judgement: true\n    yes: {{goto: q{n + 1}}}\n    no: {{goto: wacht}}\n"
        for n in range(90)
    )
    edit("outcomes:\n", many.replace("goto: q90}", "goto: kan}") + "outcomes:\n")
    edit("otherwise: true, goto: wacht", "otherwise: true, goto: q0")
    assert parts.draft(loaded(), before) is None


def test_a_font_that_is_missing_is_said_and_nothing_is_drawn() -> None:
    edit(
        "vocabulary: woorden",
        "vocabulary: woorden\nstyle: {font: {family: Geen Lettertype}}",
        WORDS,
    )
    found = made(drawing())["poster"].piece
    assert (found.data, found.failed) == (None, False)
    assert "Geen Lettertype" in found.note


# ---------------------------------------------------------------- the walk-through and the sheet


def test_the_walk_through_gets_the_tree_as_it_is_exported() -> None:
    found = json.loads(text_of(made(reading())["walk"]))
    assert (found["format"], found["tree"], found["drawing"]) == ("woonboom-tree", "regeling", None)


def test_the_element_is_made_again_only_for_another_house() -> None:
    read = reading()
    assert "customElements.define" in text_of(made(read)["element"])
    edit("vocabulary: woorden", 'vocabulary: woorden\nstyle: {colours: {main: "#5B1F69"}}', WORDS)
    assert "#5B1F69" in text_of(made(read, 2)["element"])


def test_of_the_sheet_the_first_page_is_shown() -> None:
    found = text_of(made(reading())["sheet"])
    assert found.startswith("<svg")
    assert found.count("<svg") == 1


# ---------------------------------------------------------------- what changes


def changes(read: Work | None = None, number: int = 1) -> Made:
    return made(read or reading(), number)["changes"]


def test_what_was_committed_last_is_compared_with_what_is_there(repository: Repository) -> None:
    repository.commit(FILES)
    edit("Nog even wachten", "Eerst sparen")
    assert "sparen" in text_of(changes())


def test_nothing_differs_from_what_was_just_committed(repository: Repository) -> None:
    repository.commit(FILES)
    found = changes().piece
    assert (found.data, found.failed) == (None, False)
    assert "niets veranderd" in found.note


def test_after_a_commit_there_is_nothing_to_tell_any_more(repository: Repository) -> None:
    repository.commit(FILES)
    read = reading()
    edit("Nog even wachten", "Eerst sparen")
    changes(read)
    repository.commit({})
    assert "niets veranderd" in changes(read, 2).piece.note


def test_the_former_version_of_a_vocabulary_counts(repository: Repository) -> None:
    repository.commit(FILES)
    edit("value: 6", "value: 9", WORDS)
    assert "9 maanden" in text_of(changes())


def test_a_file_that_was_renamed_is_known_by_its_tree(repository: Repository) -> None:
    repository.commit(FILES)
    Path(TREE).rename("trees/anders.yaml")
    assert "niets veranderd" in changes().piece.note


def test_a_tree_that_was_not_committed_yet_says_so(repository: Repository) -> None:
    assert "nog niet vastgelegd" in changes().piece.note
    repository.commit({"README": "x"})
    Path("trees/nieuw.yaml").write_text(
        repositories.tree().replace("tree: regeling", "tree: nieuw"), "utf-8"
    )
    found = list(reading()(job(1, "trees/nieuw.yaml")))
    notes = [r.piece.note for r in found if isinstance(r, Made) and r.part == "changes"]
    assert "nog niet vastgelegd" in notes[0]


def test_a_committed_version_with_mistakes_says_so(repository: Repository) -> None:
    repository.commit({TREE: FILES[TREE].replace("kind: eligible", "kind: eligable")})
    edit("kind: eligable", "kind: eligible")
    assert "zitten fouten" in changes().piece.note


def test_without_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare"
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name, text in FILES.items():
        (bare / name).parent.mkdir(parents=True, exist_ok=True)
        (bare / name).write_text(text, "utf-8")
    monkeypatch.chdir(bare)
    assert "Git-repository" in changes().piece.note


def test_where_git_will_note_commits_is_watched_before_there_is_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    trees = tmp_path / "late" / "trees"
    trees.mkdir(parents=True)
    assert {folder / ".git" / "logs" for folder in (trees, trees.parent)} <= {*logs_of(trees)}
    repositories.make(trees.parent)
    assert [log.resolve() for log in logs_of(trees)] == [trees.parent / ".git" / "logs"]


def test_without_git_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Git staat niet op deze computer" in changes().piece.note


def test_trees_in_another_repository_than_the_current_folder_are_compared_there(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(FILES)
    edit("Nog even wachten", "Eerst sparen")
    monkeypatch.chdir(tmp_path)
    found = reading()(Job(1, (Path("project/trees"),), (), "nl"))
    texts = [text_of(r) for r in found if isinstance(r, Made) and r.part == "changes"]
    assert "sparen" in texts[0]
    assert Path.cwd() == tmp_path
