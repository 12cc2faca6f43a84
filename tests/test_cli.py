"""The command line as its users meet it: exit codes, streams, languages, and every way to fail."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from broken import BROKEN, Broken
from calling import ERROR, GOOD, Capture, Patch, assert_refused, called, environment
from fixtures import RULES

import woonboom.cli.check
from woonboom.cli import run
from woonboom.cli.run import COMMANDS

WARNING = RULES / "WB406-same-place" / "bad.yaml"
REMARK = RULES / "WB705-draft" / "bad.yaml"
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("path", "options", "code"),
    [
        (GOOD, [], 0),
        (GOOD, ["--strict"], 0),
        (REMARK, ["--strict"], 0),
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (ERROR, [], 1),
        (ERROR, ["--format", "json"], 1),
        (RULES / "WB110-unknown-key" / "bad.yaml", [], 2),
        (RULES / "WB301-condition-syntax" / "bad.yaml", [], 2),
    ],
)
def test_the_exit_code_says_how_it_ended(
    path: Path, options: list[str], code: int, capsys: Capture
) -> None:
    assert called(capsys, "check", path, *options)[0] == code


def test_one_unreadable_file_among_good_ones_is_enough_for_2(capsys: Capture) -> None:
    code, out, err = called(capsys, "check", GOOD, "nergens.yaml", ERROR)
    assert (code, err) == (2, "")
    assert "Dit bestand bestaat niet" in out
    assert "rondje" in out  # and the others were checked all the same


def test_without_paths_the_folder_trees_is_checked(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / "a.yaml").write_bytes(GOOD.read_bytes())
    assert called(capsys, "check")[:2] == (
        0, "1 boom, 1 vraag, 0 voorbeelden: geen problemen gevonden.\n",
    )  # fmt: skip


def test_without_a_command_there_is_help(capsys: Capture) -> None:
    code, out, err = called(capsys)
    assert (code, out) == (2, "")
    assert "Gebruik: woonboom [OPTIES] OPDRACHT" in err


def test_the_version_is_a_number(capsys: Capture) -> None:
    code, out, _ = called(capsys, "--version")
    assert code == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+.*\n", out)


# ---------------------------------------------------------------- input that cannot be read


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words", [["diff", str(GOOD), str(GOOD)], ["explain", "WB101"], ["--help"]]
)
def test_output_that_cannot_be_written_is_no_fault_of_ours(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "woonboom", *words],
            stdout=full, stderr=subprocess.PIPE, env=environment(), encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1:] == [
        "De uitvoer kan niet geschreven worden: de schijf is vol."
    ]


@needs_posix
def test_without_any_output_a_command_does_what_it_does() -> None:
    command = f"{sys.executable} -m woonboom check {GOOD} >&-"
    done = subprocess.run(command, shell=True, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_check_reports_a_broken_file(broken: Broken, tmp_path: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "check", broken.make(tmp_path))
    assert_refused(code, out, err, broken.says)


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_poster_tells_of_a_broken_file_and_draws_nothing(
    broken: Broken, tmp_path: Path, capsys: Capture
) -> None:
    path = broken.make(tmp_path)
    code, out, err = called(capsys, "poster", path, "-o", tmp_path / "uit")
    assert_refused(code, err, out, "Dit is een map" if path.is_dir() else broken.says)
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("fixture", "part"),
    [
        ("WB104-yaml-syntax/bad_tab.yaml", "Hier staat een tab"),
        ("WB104-yaml-syntax/bad.yaml", "dubbele punt"),
        ("WB105-duplicate-key/bad.yaml", "staat hier twee keer"),
        ("WB109-format-version/bad_newer.yaml", "deze woonboom leest versie 1"),
        ("WB119-not-a-tree/bad_other.yaml", "geen boom en geen vocabulaire"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(fixture: str, part: str, capsys: Capture) -> None:
    code, out, err = called(capsys, "check", RULES / fixture)
    assert_refused(code, out, err, part)
    code, out, err = called(capsys, "poster", RULES / fixture)
    assert_refused(code, err, out, part)


@pytest.mark.parametrize(
    ("fault", "part"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "U mag dit bestand niet lezen."),
        (OSError(errno.EIO, "Input/output error"), "kan niet gelezen worden: Input/output error."),
    ],
)
def test_a_file_that_the_system_does_not_give(
    fault: OSError, part: str, monkeypatch: Patch, capsys: Capture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "open", refuse)
    code, out, err = called(capsys, "check", "dicht.yaml")
    assert_refused(code, out, err, part)


# ---------------------------------------------------------------- mistakes on the command line


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [
        (["chekc"], "Er is geen opdracht ‘chekc’. Bedoelt u ‘check’?",
         "There is no command ‘chekc’. Did you mean ‘check’?"),
        (["xyzzy"], "Er is geen opdracht ‘xyzzy’.\n", "There is no command ‘xyzzy’.\n"),
        (["check", "--stritc"], "Er is geen optie ‘--stritc’. Bedoelt u ‘--strict’?",
         "There is no option ‘--stritc’. Did you mean ‘--strict’?"),
        (["poster", "-z", "x"], "Er is geen optie ‘-z’.", "There is no option ‘-z’."),
        (["check", "--format", "yaml"], "Kies uit: text, json, sarif, github.",
         "Choose from: text, json, sarif, github."),
        (["check", "--format"], "‘--format’ heeft een waarde nodig.", "‘--format’ needs a value."),
        (["check", "--strict=ja"], "‘--strict’ heeft geen waarde.", "‘--strict’ takes no value."),
        (["poster"], "Er ontbreekt een argument: TREE.", "An argument is missing: TREE."),
        (["poster", "x", "--paper", "a9"], "Kies uit: a0, a1, a2, a3, a4.",
         "Choose from: a0, a1, a2, a3, a4."),
        (["completion", "bash", "zsh"], "Er zijn te veel argumenten.",
         "There are too many arguments."),
    ],
)  # fmt: skip
def test_a_mistake_is_met_with_what_to_do(
    words: list[str], dutch: str, english: str, capsys: Capture
) -> None:
    for language, message in (("nl", dutch), ("en", english)):
        code, out, err = called(capsys, "--lang", language, *words)
        assert_refused(code, err, out, message)


def test_a_mistake_points_to_the_help_of_its_command(capsys: Capture) -> None:
    assert "Meer hulp: woonboom check --help\n" in called(capsys, "check", "--stritc")[2]
    assert "Meer hulp: woonboom --help\n" in called(capsys, "chekc")[2]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(
    command: str, language: str, capsys: Capture
) -> None:
    code, out, err = called(capsys, "--lang", language, command, "--help")
    assert (code, err) == (0, "")
    usage, example, show = {
        "nl": ("Gebruik:", "Voorbeeld", "Toon deze hulp."),
        "en": ("Usage:", "Example", "Show this help."),
    }[language]
    assert out.startswith(f"{usage} woonboom {command}")
    assert example in out
    assert show in out
    assert re.search(rf"^ +(eval \"\$\()?woonboom {command}", out, re.MULTILINE)


@pytest.mark.parametrize(("language", "heading"), [("nl", "Opdrachten"), ("en", "Commands")])
def test_help_lists_every_command(language: str, heading: str, capsys: Capture) -> None:
    code, out, _ = called(capsys, "--lang", language, "--help")
    assert code == 0
    listed = out[out.index(heading) :]
    for command, (_, message) in COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(message.say(language))}", listed, re.MULTILINE)


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("option", "settings", "english"),
    [
        ([], {}, False),
        (["--lang", "en"], {"WOONBOOM_LANG": "nl", "LC_ALL": "nl_NL.UTF-8"}, True),
        (["--lang=nl"], {"WOONBOOM_LANG": "en", "LC_ALL": "en_GB.UTF-8"}, False),
        ([], {"WOONBOOM_LANG": "en", "LC_ALL": "nl_NL.UTF-8"}, True),
        ([], {"WOONBOOM_LANG": "EN"}, True),
        ([], {"WOONBOOM_LANG": "fr", "LANG": "en_US.UTF-8"}, True),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, True),
        ([], {"LC_ALL": "nl_NL.UTF-8", "LANG": "en_US.UTF-8"}, False),
        ([], {"LC_MESSAGES": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, True),
        ([], {"LC_ALL": "", "LANG": "en_US.UTF-8"}, True),
        ([], {"LANG": "C.UTF-8"}, False),
        ([], {"LANG": "de_DE.UTF-8"}, False),
    ],
)
@needs_posix
def test_the_language_comes_from_the_nearest_setting(
    option: list[str], settings: dict[str, str], english: bool, monkeypatch: Patch, capsys: Capture
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    out = called(capsys, *option, "check", ERROR)[1]
    assert ("The tree goes round in a circle" in out) == english
    assert ("De boom gaat in een rondje" in out) != english


# ---------------------------------------------------------------- what is printed


def test_quiet_shows_only_what_is_wrong(tmp_path: Path, capsys: Capture) -> None:
    assert called(capsys, "--quiet", "check", GOOD) == (0, "", "")
    assert called(capsys, "-q", "poster", GOOD, "--format", "svg", "-o", tmp_path) == (0, "", "")
    assert "rondje" in called(capsys, "--quiet", "check", ERROR)[1]


def test_quiet_leaves_json_whole(capsys: Capture) -> None:
    assert json.loads(called(capsys, "--quiet", "check", GOOD, "--format", "json")[1])["trees"]


@pytest.mark.parametrize("path", [GOOD, ERROR, Path("nergens.yaml")])
def test_json_is_one_document_and_nothing_else(path: Path, capsys: Capture) -> None:
    _, out, err = called(capsys, "check", path, "--format", "json")
    document = json.loads(out)
    assert err == ""
    assert out.startswith("{\n")
    assert out.endswith("}\n")
    assert document["version"] == 1


@pytest.mark.parametrize(
    ("terminal", "settings", "coloured"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),  # https://no-color.org: only when not empty
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    terminal: bool, settings: dict[str, str], coloured: bool, monkeypatch: Patch, capsys: Capture
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert ("\x1b[" in called(capsys, "check", ERROR)[1]) == coloured
    assert "\x1b" not in called(capsys, "check", ERROR, "--format", "json")[1]


def test_a_fault_of_our_own_is_told_as_such(monkeypatch: Patch, capsys: Capture) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oeps")

    monkeypatch.setattr(woonboom.cli.check, "examine", fail)
    code, out, err = called(capsys, "check", GOOD)
    assert (code, out) == (2, "")
    assert "fout in woonboom zelf (RuntimeError: oeps)" in err
    monkeypatch.setenv("WOONBOOM_DEBUG", "1")
    with pytest.raises(RuntimeError, match="oeps"):
        run(["check", str(GOOD)])


def test_an_option_of_woonboom_itself_goes_before_the_command(capsys: Capture) -> None:
    code, _, err = called(capsys, "check", "--lang", "nl")
    assert code == 2
    assert err.startswith("Zet ‘--lang’ vóór de opdracht: woonboom --lang …")


def test_a_file_that_may_not_be_read_is_a_problem_like_any_other(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    """As root everything may be read, so the system's two answers are made up."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "dicht.yaml").write_text("woonboom: 1", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(Path, "open", refuse)
    code, out, err = called(capsys, "--lang", "nl", "check", tmp_path / "dicht.yaml")
    assert (code, err) == (2, "")
    assert "U mag dit bestand niet lezen." in out
    assert "Vraag de eigenaar om leesrechten" in out
