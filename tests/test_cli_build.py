"""`woonboom build`: everything of a folder, told as it goes, and safe to interrupt."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from calling import Capture, Patch, assert_refused, called, environment
from repositories import isolate
from small_builds import FORM, OF_A_TREE, OF_ALL, contents, lay_out, make_quickly, names, tree

from woonboom.layout.glyphs import MISSING_GLYPH
from woonboom.production import tasks

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")
BROKEN = tree("hulp").replace("goto: wacht", "goto: weg")
MADE = {*OF_ALL, *(name.format("regeling") for name in OF_A_TREE)}


@pytest.fixture(autouse=True)
def in_a_folder_with_trees(tmp_path: Path, monkeypatch: Patch) -> None:
    isolate(monkeypatch, tmp_path / "thuis")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr("woonboom.production.workers.cores", lambda: 1)
    make_quickly(monkeypatch)
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    lay_out(Path("trees"), regeling=tree())


def test_it_makes_everything_and_tells_where_to_begin(capsys: Capture) -> None:
    code, out, err = called(capsys, "--lang", "nl", "build")
    assert (code, out) == (0, "")
    assert names(Path("output")) == MADE
    told = [line.removeprefix("Geschreven: ") for line in err.splitlines()[:-1]]
    assert set(told) == {str(Path("output") / name) for name in MADE}
    index = Path("output") / "index.html"
    assert err.splitlines()[-1] == f"Gemaakt: 8. Ongewijzigd: 0. Begin bij {index}."


def test_a_second_run_has_nothing_to_do(capsys: Capture) -> None:
    called(capsys, "build")
    index = Path("output") / "index.html"
    said = f"Made: 0. Unchanged: 8. Begin at {index}.\n"
    assert called(capsys, "--lang", "en", "build") == (0, "", said)
    code, _, err = called(capsys, "--lang", "en", "build", "--force")
    assert code == 0
    assert err.endswith(f"Made: 8. Unchanged: 0. Begin at {index}.\n")


def test_quiet_means_quiet(capsys: Capture) -> None:
    assert called(capsys, "--quiet", "build") == (0, "", "")


def test_any_folder_into_any_folder(capsys: Capture) -> None:
    lay_out(Path("bomen"), {"mening.yaml": FORM})
    assert called(capsys, "build", "bomen", "-o", "a/b")[0] == 0
    assert names(Path("a/b")) == {"index.html", "mening-sheet.pdf"}


def test_a_tree_with_errors_stops_no_other(capsys: Capture) -> None:
    lay_out(Path("trees"), hulp=BROKEN)
    code, out, err = called(capsys, "--lang", "nl", "build")
    assert (code, out) == (1, "")
    assert names(Path("output")) == MADE
    path = Path("trees") / "hulp.yaml"
    assert f"Niet gemaakt van {path}: er zitten fouten in.\n" in err
    assert "WB201" in err
    code, out, err = called(capsys, "--lang", "nl", "--quiet", "build")
    assert code == 1
    assert f"Niet gemaakt van {path}" in err


def test_a_product_that_fails_is_told_of(capsys: Capture, monkeypatch: Patch) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("deling")

    monkeypatch.setattr("woonboom.production.tasks.Sheet.make", fail)
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 1
    said = "Niet gemaakt: regeling-sheet. Dit is een fout in woonboom zelf (ZeroDivisionError: "
    assert said in err
    assert "regeling-sheet.pdf" not in names(Path("output"))
    monkeypatch.undo()


def test_what_may_surprise_is_told_once(capsys: Capture, monkeypatch: Patch) -> None:
    def make(self: tasks.Poster) -> tasks.Made:
        problem = MISSING_GLYPH.at(self.tree.span, characters="☃", text="Sneeuw")
        return tasks.Made(None, (), (problem,), tasks.Drawn(self.paper, 3, 4.0))

    monkeypatch.setattr("woonboom.production.tasks.Poster.make", make)
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 0
    assert err.count("Het lettertype heeft geen teken voor ☃") == 1
    said = "De poster van ‘regeling’ past niet op één vel {}: de letter zou kleiner worden dan"
    assert [err.count(said.format(paper)) for paper in ("A1", "A3")] == [1, 1]
    assert "Het zijn 3 vellen geworden." in err


def test_what_no_longer_belongs_is_removed_or_left(capsys: Capture) -> None:
    lay_out(Path("trees"), hulp=tree("hulp"))
    called(capsys, "build")
    Path("trees/hulp.yaml").unlink()
    Path("output/hulp-sheet.pdf").write_bytes(b"ingevuld")
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 0
    assert f"Verwijderd: {Path('output') / 'hulp-handout.pdf'}\n" in err
    left = Path("output") / "hulp-sheet.pdf"
    assert f"‘{left}’ hoort nergens meer bij, maar is veranderd" in err
    assert names(Path("output")) == MADE | {"hulp-sheet.pdf"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("weg",), "Er is geen map ‘weg’. Noem de map met de bomen."),
        (("trees/regeling.yaml",), "Er is geen map"),
        (("trees/info",), "staan geen bomen en geen formulieren"),
        (("trees", "anders"), "Er zijn te veel argumenten."),
        (("trees", "-o", "trees/regeling.yaml"), "daar staat een bestand en geen map"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], part: str, capsys: Capture) -> None:
    code, out, err = called(capsys, "--lang", "nl", "build", *words)
    assert_refused(code, err, out, part)
    assert not Path("output").exists()


def test_two_trees_for_one_file_stop_no_other(capsys: Capture) -> None:
    lay_out(Path("trees"), {"hulp.yml": tree("anders")}, hulp=tree("hulp"))
    code, out, err = called(capsys, "--lang", "nl", "build")
    assert (code, out) == (1, "")
    one, other = Path("trees") / "hulp.yaml", Path("trees") / "hulp.yml"
    said = "Niet gemaakt van {}: de bestanden van {} zouden dezelfde namen krijgen. Geef één van de"
    assert said.format(one, other) in err
    assert said.format(other, one) in err
    assert names(Path("output")) == MADE


def test_an_error_in_what_trees_lean_on_is_named_as_the_cause(capsys: Capture) -> None:
    lay_out(Path("trees"), {"woorden.yaml": "woonboom: 1\n  : x\n"}, hulp=tree("hulp"))
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 1
    words = Path("trees") / "woorden.yaml"
    assert f"Niet gemaakt van {words}" not in err
    for name in ("hulp.yaml", "regeling.yaml"):
        path = Path("trees") / name
        said = f"Niet gemaakt van {path}: deze gebruikt {words}, en daar zitten fouten in.\n"
        assert said in err


def test_files_that_are_not_ours_stay_unless_told_otherwise(capsys: Capture) -> None:
    Path("output").mkdir()
    for name in ("index.html", "regeling-sheet.pdf"):
        Path("output", name).write_bytes(b"mijn")
    code, out, err = called(capsys, "--lang", "nl", "build")
    assert (code, out) == (1, "")
    assert "Niet gemaakt: regeling-sheet.pdf, index.html. In ‘output’ staat al zo’n bestand" in err
    assert "--force" in err
    assert err.endswith("Gemaakt: 6. Ongewijzigd: 0.\n"), "there is no index to begin at"
    assert Path("output/index.html").read_bytes() == b"mijn"
    assert names(Path("output")) == MADE
    assert called(capsys, "build", "--force")[0] == 0
    assert called(capsys, "build")[0] == 0
    assert Path("output/index.html").read_bytes() != b"mijn"


def test_what_cannot_be_written_is_told_and_the_rest_is_there(capsys: Capture) -> None:
    for name in ("regeling-sheet.pdf", "regeling-handout.pdf"):
        Path("output", name).mkdir(parents=True)
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 2
    path = Path("output") / "regeling-handout.pdf"
    assert f"‘{path}’ kan niet geschreven worden: daar staat al een map met die naam." in err
    assert "Om dezelfde reden ook niet: regeling-sheet.pdf.\n" in err
    assert "regeling-poster-a1.pdf" in Path("output/index.html").read_text("utf-8")


@needs_posix
def test_a_disk_without_room_is_told_in_the_users_language(
    capsys: Capture, monkeypatch: Patch
) -> None:
    def write(path: Path, data: bytes) -> None:
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr("woonboom.whole.write", write)
    code, _, err = called(capsys, "--lang", "nl", "build")
    assert code == 2
    assert err.count("het bestand wordt te groot voor deze plaats") == 1
    assert "Om dezelfde reden ook niet: " in err
    assert "Begin bij" not in err


def test_a_file_in_the_place_of_the_folder_is_named(capsys: Capture) -> None:
    Path("f").write_bytes(b"")
    for output in ("f", "f/g"):
        code, out, err = called(capsys, "--lang", "nl", "build", "-o", output)
        assert_refused(code, err, out, "‘f’ kan niet geschreven worden: daar staat een bestand")


def test_the_products_of_another_folder_are_not_mixed_in(capsys: Capture) -> None:
    called(capsys, "build")
    lay_out(Path("anders"), hulp=tree("hulp"))
    before = contents(Path("output"))
    code, out, err = called(capsys, "--lang", "nl", "build", "anders")
    assert_refused(code, err, out, "Kies een andere map met -o.")
    assert contents(Path("output")) == before


# ---------------------------------------------------------------- in a process of its own


@needs_posix
def test_on_a_terminal_a_bar_shows_how_far_it_is() -> None:
    import pty

    lay_out(Path("trees"), {"mening.yaml": FORM})
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "woonboom", "--lang", "nl", "build"]
    with subprocess.Popen(words, env=environment(TERM="xterm"), stderr=theirs) as started:
        os.close(theirs)
        shown = read_all(ours)
        assert started.wait(60) == 0
    os.close(ours)
    assert "Maken" in shown
    assert "6/6" in shown
    assert "regeling-handout" in shown
    assert "Geschreven: output/regeling" not in shown
    assert shown.rstrip().endswith("Begin bij output/index.html.")


def read_all(terminal: int) -> str:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # Linux says so when the other end is closed
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)


INTERRUPTIBLE = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from woonboom.__main__ import main
main()
"""


@needs_posix
def test_ctrl_c_leaves_finished_files_and_no_half_ones(tmp_path: Path) -> None:
    lay_out(Path("trees"), hulp=tree("hulp"))
    with interrupted_after("output/", count=2) as (code, err):
        assert code == 2
        assert err.splitlines()[-1] == "Afgebroken."
        assert "Traceback" not in err
    there = {path.name for path in Path("output").iterdir()}
    assert not [name for name in there if name.startswith(".") and name != ".woonboom.json"]
    remembered = json.loads(Path("output/.woonboom.json").read_text("utf-8"))["products"]
    files = {one["name"]: one for made in remembered.values() for one in made["records"]}
    assert set(files) == there - {".woonboom.json"}
    assert all(Path("output", name).stat().st_size == files[name]["size"] for name in files)
    before = {name: Path("output", name).stat().st_mtime_ns for name in files}
    assert run_whole("output") == 0
    assert {name: Path("output", name).stat().st_mtime_ns for name in files} == before
    assert run_whole(str(tmp_path / "ineens")) == 0
    assert contents(Path("output")).keys() == contents(tmp_path / "ineens").keys()
    for name in names(Path("output")):
        assert Path("output", name).read_bytes() == (tmp_path / "ineens" / name).read_bytes()


def run_whole(output: str) -> int:
    words = [sys.executable, "-m", "woonboom", "--quiet", "build", "-o", output]
    return subprocess.run(words, env=environment(), check=False, timeout=120).returncode


@contextmanager
def interrupted_after(part: str, count: int) -> Iterator[tuple[int, str]]:
    """Build, and do what a terminal does at Ctrl-C once so many lines with `part` were printed."""
    words = [sys.executable, "-c", INTERRUPTIBLE, "--lang", "nl", "build"]
    with subprocess.Popen(
        words, env=environment(), stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as started:
        watchdog = threading.Timer(60, started.kill)
        watchdog.start()
        assert started.stderr
        said: list[str] = []
        while sum(part in line for line in said) < count:
            said.append(started.stderr.readline())
            assert said[-1], "".join(said)
        os.killpg(started.pid, signal.SIGINT)
        said.append(started.stderr.read())
        code = started.wait(60)
        watchdog.cancel()
        assert nobody_left(started.pid), "a process goes on"
        yield code, "".join(said)


def nobody_left(group: int) -> bool:
    """Tell whether all processes of a group end soon; those that nobody mourns have ended too."""
    if shutil.which("ps") is None:
        return True
    until = time.monotonic() + 20
    while time.monotonic() < until:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pgid=,stat="], capture_output=True, encoding="utf-8", check=True
        )
        states = [
            line.split()[1] for line in listed.stdout.splitlines() if int(line.split()[0]) == group
        ]
        if all(state.startswith("Z") for state in states):
            return True
        time.sleep(0.05)
    return False
