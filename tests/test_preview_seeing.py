"""What the preview shows of files at once, and what it keeps of them from one save to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import repositories

from woonboom.preview.board import Board, Entry
from woonboom.preview.messages import CREWS, Done, Job, Made, Piece, Seen
from woonboom.preview.seeing import seen

FILES = repositories.files(6)
TREE, WORDS, INFO = FILES
SECOND = repositories.tree().replace("tree: regeling", "tree: tweede")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tree that leans on a vocabulary and an information page."""
    monkeypatch.chdir(tmp_path)
    write(FILES)
    return tmp_path


def write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def look(language: str = "nl") -> Seen:
    return seen(Job(1, (Path("trees"),), (), language))[1]


def edit(old: str, new: str, file: str = TREE) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


def problem(found: Seen, code: str) -> Mapping[str, Any]:
    return next(one for one in found.problems if one["code"] == code)


# ---------------------------------------------------------------- what is seen


def test_a_tree_is_seen_with_its_cards_and_where_they_were_written() -> None:
    (tree,) = look().trees
    assert (tree.file, tree.id, tree.whole) == (TREE, "regeling", True)
    assert list(tree.cards) == ["vraag-lang", "uitkomst-kan", "uitkomst-wacht"]
    card = tree.cards["vraag-lang"]
    line = Path(TREE).read_text("utf-8").splitlines()[card.line - 1]
    assert (card.name, card.file, line.strip()) == ("Vraag 1", TREE, "lang:")


def test_a_tree_is_read_from_its_vocabularies_and_pages_too() -> None:
    (tree,) = look().trees
    assert tree.files == (TREE, WORDS, INFO)


def test_cards_are_named_in_the_language_of_the_messages() -> None:
    (tree,) = look("en").trees
    assert tree.cards["vraag-lang"].name == "Question 1"


def test_a_problem_has_its_line_its_meaning_and_its_card() -> None:
    edit("goto: kan", "goto: kann")
    found = problem(look(), "WB201")
    assert found["text"].strip().startswith("- {label: Ja")
    assert "kann" in found["message"]
    assert found["about"]
    assert found["trees"] == [TREE]
    assert found["cards"] == {TREE: "vraag-lang"}


def test_a_problem_outside_questions_and_outcomes_has_no_card() -> None:
    edit("expect: kan", "expect: kam")
    (found,) = [one for one in look().problems if one["severity"] == "error"]
    assert found["cards"] == {}


def test_a_problem_of_a_vocabulary_belongs_to_every_tree_that_uses_it() -> None:
    write({"trees/tweede.yaml": SECOND})
    edit("range: [0, 24]", "range: [24, 0]", WORDS)
    found = next(one for one in look().problems if one["file"] == WORDS)
    assert found["trees"] == [TREE, "trees/tweede.yaml"]


def test_a_file_that_cannot_be_read_is_named() -> None:
    Path(TREE).write_text("tree: [", "utf-8")
    found = look()
    assert (found.trees, found.unread) == ((), (TREE,))


def test_of_very_many_problems_the_first_are_shown() -> None:
    text = Path(TREE).read_text("utf-8")
    extra = "".join(f"  over_{n}: {{kind: consult, title: T}}\n" for n in range(400))
    Path(TREE).write_text(text.replace("cases:", f"{extra}cases:"), "utf-8")
    assert len(look().problems) == 300


# ---------------------------------------------------------------- what is kept


def board_of(*found: Seen) -> Board:
    board = Board()
    for one in found or (look(),):
        board.take(one)
    return board


def only(board: Board) -> Entry:
    (entry,) = board.entries.values()
    return entry


def made(
    data: bytes | None,
    *,
    stamp: str = "s",
    note: str = "",
    failed: bool = False,
    draft: bool = False,
) -> Made:
    return Made(1, TREE, stamp, "poster", Piece(data, note, failed, draft))


def test_a_tree_with_mistakes_keeps_what_was_made_of_it() -> None:
    board = board_of()
    board.take(made(b"drawing"))
    edit("kind: eligible", "kind: eligable")
    board.take(look())
    entry = only(board)
    assert (entry.state, entry.parts["poster"].data) == ("broken", b"drawing")
    assert entry.tree is not None
    assert entry.tree.whole


def test_a_file_that_cannot_be_read_any_more_keeps_its_tree() -> None:
    board = board_of()
    Path(TREE).write_text("tree: [", "utf-8")
    board.take(look())
    entry = only(board)
    assert (entry.key, entry.state) == ("regeling", "broken")
    assert entry.tree is not None
    assert entry.tree.title == "Is de regeling lang genoeg?"


def test_a_file_that_could_not_be_read_from_the_start_is_a_tree_by_its_name() -> None:
    Path(TREE).write_text("tree: [", "utf-8")
    entry = only(board_of())
    assert (entry.key, entry.tree, entry.state) == ("regeling", None, "broken")


def test_a_vocabulary_that_cannot_be_read_is_no_tree() -> None:
    board = board_of()
    Path(WORDS).write_text("vocabulary: [", "utf-8")
    board.take(look())
    assert list(board.entries) == ["regeling"]
    assert only(board).state == "broken"


def test_a_deleted_tree_is_gone_and_comes_back() -> None:
    board = board_of()
    text = Path(TREE).read_text("utf-8")
    Path(TREE).unlink()
    board.take(look())
    assert only(board).state == "gone"
    write({TREE: text})
    board.take(look())
    assert only(board).state == "good"


def test_a_renamed_tree_keeps_its_address_and_what_was_made_of_it() -> None:
    board = board_of()
    board.take(made(b"drawing"))
    Path(TREE).rename("trees/anders.yaml")
    board.take(look())
    entry = only(board)
    assert (entry.key, entry.file, entry.state) == ("regeling", "trees/anders.yaml", "good")
    assert entry.parts["poster"].data == b"drawing"


def test_trees_in_the_folder_itself_come_first_and_have_the_plain_addresses() -> None:
    write({"trees/ander/regeling.yaml": repositories.tree(uses="../woorden.yaml")})
    board = board_of()
    files = {key: entry.file for key, entry in board.entries.items()}
    assert files == {"regeling": TREE, "regeling-2": "trees/ander/regeling.yaml"}


def test_a_draft_never_replaces_the_finished_drawing_of_the_same_tree() -> None:
    board = board_of()
    board.take(made(b"finished"))
    board.take(made(b"draft", draft=True))
    assert only(board).parts["poster"].data == b"finished"
    board.take(made(b"draft", draft=True, stamp="edited"))
    board.take(made(b"other", stamp="edited"))
    assert only(board).parts["poster"].data == b"other"


def test_a_part_that_fails_keeps_the_last_and_says_why() -> None:
    board = board_of()
    board.take(made(b"drawing"))
    board.take(made(None, note="It broke.", failed=True))
    kept = only(board).parts["poster"]
    assert (kept.data, kept.note, kept.failed) == (b"drawing", "It broke.", True)


def test_changes_that_are_no_more_are_not_kept() -> None:
    board = board_of()
    board.take(replace(made(b"page"), part="changes"))
    board.take(replace(made(None, note="Nothing."), part="changes"))
    kept = only(board).parts["changes"]
    assert (kept.data, kept.digest, kept.note) == (None, "", "Nothing.")


def test_the_tree_that_was_saved_is_known_also_by_its_vocabulary() -> None:
    write({"trees/tweede.yaml": SECOND})
    board = board_of()
    board.begin(2, ["trees/tweede.yaml"])
    board.begin(3, [WORDS])
    saved = {key: entry.saved for key, entry in board.entries.items()}
    assert saved == {"regeling": 3, "tweede": 2}


def test_it_is_busy_until_every_process_has_done_the_newest_job() -> None:
    board = board_of()
    board.begin(2)
    board.take(Done(1, "reading"))
    assert board.told()["busy"]
    for crew in CREWS:
        board.take(Done(2, crew))
    assert not board.told()["busy"]


def test_what_is_told_names_trees_by_their_addresses() -> None:
    edit("goto: kan", "goto: kann")
    told: Any = board_of().told()
    (found,) = [one for one in told["problems"] if one["code"] == "WB201"]
    assert (found["trees"], found["cards"]) == (["regeling"], {"regeling": "vraag-lang"})
    assert told["trees"][0]["cards"]["vraag-lang"]["file"] == TREE
