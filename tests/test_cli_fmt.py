"""`woonboom fmt` makes files tidy, and leaves alone what it cannot read."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest
from broken import BROKEN, Broken

from woonboom.cli import run

ROOT = Path(__file__).parent.parent
UNTIDY = "tree: x\nquestions: {}\nwoonboom:   1 # versie\ntitle: X\n"
TIDY = "woonboom: 1  # versie\ntree: x\ntitle: X\nquestions: {}\n"


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_file_becomes_tidy_and_is_so_the_next_time(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.yaml").write_text(UNTIDY, "utf-8")
    assert run(["fmt", "x.yaml"]) == 0
    assert Path("x.yaml").read_text("utf-8") == TIDY
    assert capsys.readouterr().err == "Geschreven: x.yaml\n"
    changed = Path("x.yaml").stat().st_mtime_ns
    assert run(["fmt", "x.yaml"]) == 0
    assert Path("x.yaml").stat().st_mtime_ns == changed
    assert capsys.readouterr().err == "Alles is al netjes (1).\n"


def test_without_a_path_it_takes_the_folder_trees_and_all_folders_in_it() -> None:
    Path("trees/elders").mkdir(parents=True)
    Path("trees/elders/x.yml").write_text(UNTIDY, "utf-8")
    assert run(["fmt"]) == 0
    assert Path("trees/elders/x.yml").read_text("utf-8") == TIDY


def test_check_changes_nothing_and_tells_which(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(UNTIDY, "utf-8")
    Path("b.yaml").write_text(TIDY, "utf-8")
    assert run(["fmt", "--check", "."]) == 1
    said = capsys.readouterr()
    assert said.out == "Niet netjes: a.yaml\n"
    assert said.err == "Maak ze netjes met: woonboom fmt\n"
    assert Path("a.yaml").read_text("utf-8") == UNTIDY
    assert run(["fmt", "--check", "b.yaml"]) == 0


def test_diff_shows_what_would_change_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("x.yaml").write_text(UNTIDY, "utf-8")
    assert run(["fmt", "--diff", "x.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "--- x.yaml",
        "+++ x.yaml",
        "@@ -1,4 +1,4 @@",
        "+woonboom: 1  # versie",
        " tree: x",
        "+title: X",
        " questions: {}",
        "-woonboom:   1 # versie",
        "-title: X",
    ]
    assert run(["fmt", "--diff", "--check", "x.yaml"]) == 1
    assert Path("x.yaml").read_text("utf-8") == UNTIDY


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_told_as_check_does_and_left_alone(
    broken: Broken, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = broken.make(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert run(["fmt", str(path)]) == 2
    assert f"{broken.code} " in capsys.readouterr().err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "text", ["a: [\n", "tree: x\ntree: y\n", "hoi: 1\n", "- a\n", "woonboom: 9\ntree: x\n"]
)
def test_one_broken_file_does_not_keep_others_from_becoming_tidy(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.yaml").write_text(text, "utf-8")
    Path("b.yaml").write_text(UNTIDY, "utf-8")
    assert run(["fmt", "."]) == 2
    assert Path("a.yaml").read_text("utf-8") == text
    assert Path("b.yaml").read_text("utf-8") == TIDY
    assert "a.yaml" in capsys.readouterr().err


def test_a_tree_with_mistakes_that_can_be_read_becomes_tidy_too() -> None:
    Path("x.yaml").write_text("title: X\nwoonbom: 1\ntree: x\nwoonboom: 1\n", "utf-8")
    assert run(["fmt", "x.yaml"]) == 0
    assert Path("x.yaml").read_text("utf-8") == "woonboom: 1\ntree: x\ntitle: X\nwoonbom: 1\n"


def test_the_ends_of_lines_stay_and_a_byte_order_mark_goes() -> None:
    Path("x.yaml").write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert run(["fmt", "--check", "x.yaml"]) == 1
    assert run(["fmt", "x.yaml"]) == 0
    assert Path("x.yaml").read_bytes() == TIDY.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("\ufeff" + TIDY, ["-<BOM>woonboom: 1  # versie", "+woonboom: 1  # versie"]),
        (TIDY.replace("x\n", "x\r\n"), ["-tree: x␍␊", "+tree: x"]),
        (TIDY.replace("\n", "\r\n").replace("x\r\n", "x\n"), ["-tree: x␊", "+tree: x"]),
        (TIDY.rstrip(), ["-questions: {}", "\\ Geen einde van de regel.", "+questions: {}"]),
    ],
    ids=["byte order mark", "one Windows line", "one other line", "no last line end"],
)
def test_diff_shows_what_cannot_be_seen_too(
    before: str, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x.yaml").write_bytes(before.encode())
    assert run(["fmt", "--check", "x.yaml"]) == 1
    capsys.readouterr()
    assert run(["fmt", "--diff", "x.yaml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines[3:] if not line.startswith(" ")] == shown


def test_a_file_of_windows_shows_no_line_ends(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.yaml").write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    assert run(["fmt", "--diff", "x.yaml"]) == 0
    assert "␍" not in capsys.readouterr().out


def test_a_file_that_may_not_be_written_is_told_and_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(UNTIDY, "utf-8")
    Path("a.yaml").chmod(0o444)
    assert run(["fmt", "--check", "."]) == 1
    assert run(["fmt", "."]) == 2
    assert "‘a.yaml’ is alleen-lezen" in capsys.readouterr().err
    assert Path("a.yaml").read_text("utf-8") == UNTIDY
    assert Path("b.yaml").read_text("utf-8") == TIDY
    Path("a.yaml").chmod(0o644)


# ---------------------------------------------------------------- what an editor sends


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (UNTIDY.encode(), TIDY.encode()),
        (TIDY.encode(), TIDY.encode()),
        (b"\xef\xbb\xbf" + TIDY.encode(), TIDY.encode()),
        (UNTIDY.replace("\n", "\r\n").encode(), TIDY.replace("\n", "\r\n").encode()),
        (UNTIDY.replace("X", "Énquête 𝄞").encode(), TIDY.replace("X", "Énquête 𝄞").encode()),
    ],
    ids=["untidy", "tidy", "byte order mark", "Windows", "letters"],
)
def test_what_is_given_on_standard_input_comes_out_tidy(
    before: bytes,
    after: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    given(monkeypatch, before)
    assert run(["fmt", "-"]) == 0
    assert capfdbinary.readouterr() == (after, b"")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: [\n", "WB104"),
        (b"tree: x\ntree: y\n", "WB105"),
        (b"", "WB108"),
        (b"hoi: 1\n", "WB119"),
        (b"tree: \xff\n", "WB102"),
        (b"woonboom: 9\ntree: x\n", "WB109"),
    ],
)
def test_broken_input_gives_a_message_and_nothing_else(
    data: bytes, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, data)
    assert run(["fmt", "-"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{code} " in said.err
    assert "<stdin>" in said.err


def test_standard_input_can_be_checked_and_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, UNTIDY.encode())
    assert run(["fmt", "--check", "-"]) == 1
    assert capsys.readouterr().out == "Niet netjes: <stdin>\n"
    given(monkeypatch, TIDY.encode())
    assert run(["fmt", "--check", "-"]) == 0
    given(monkeypatch, UNTIDY.encode())
    assert run(["fmt", "--diff", "-"]) == 0
    assert "+woonboom: 1  # versie" in capsys.readouterr().out.splitlines()


def test_standard_input_goes_with_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, UNTIDY.encode())
    assert run(["fmt", "-", "x.yaml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "‘-’ (de invoer) gaat niet samen met andere bestanden." in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_link_stays_a_link_and_permissions_stay() -> None:
    Path("real.yaml").write_text(UNTIDY, "utf-8")
    Path("real.yaml").chmod(0o600)
    Path("link.yaml").symlink_to("real.yaml")
    assert run(["fmt", "link.yaml"]) == 0
    assert Path("link.yaml").is_symlink()
    assert Path("real.yaml").read_text("utf-8") == TIDY
    assert Path("real.yaml").stat().st_mode & 0o777 == 0o600


def test_a_large_file_is_no_trouble() -> None:
    facts = "".join(f"  feit_{n}:   {{type: boolean,label: Feit {n}}} # {n}\n" for n in range(4000))
    Path("x.yaml").write_text(f"vocabulary: x\nwoonboom: 1\nfacts:\n{facts}", "utf-8")
    assert run(["fmt", "x.yaml"]) == 0
    lines = Path("x.yaml").read_text("utf-8").splitlines()
    assert lines[-1] == "  feit_3999: {label: Feit 3999, type: boolean}  # 3999"


def test_the_trees_that_come_with_woonboom_are_tidy(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "trees", tmp_path / "trees")
    assert run(["fmt", "--check"]) == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_new_writes_is_tidy(language: str) -> None:
    assert run(["--lang", language, "new", "huur"]) == 0
    assert run(["fmt", "--check", "huur.yaml"]) == 0
