"""`woonboom decide` at a keyboard: which questions are asked, and what may be answered."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from calling import Patch, environment, write
from deciding import FAULTY, HELPERS, given

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
PROMPT = b"> "
CTRL_C = "\x03"
CTRL_D = "\x04"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)


def session(answers: Sequence[str], *words: str | Path, **settings: str) -> tuple[int, str]:
    """Answer each prompt at a terminal; returns the exit code and all that was shown."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "woonboom", *map(str, words)],
        env=environment(TERM="xterm", COLUMNS="80", **settings),
        stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=_at_a_keyboard,  # noqa: PLW1509 (one thread)
    ) as started:  # fmt: skip
        os.close(theirs)
        watchdog = threading.Timer(60, started.kill)
        watchdog.start()
        shown = _typed(ours, list(answers))
        code = started.wait()
        watchdog.cancel()
    os.close(ours)
    assert "Traceback" not in shown
    return code, shown.replace("\r\n", "\n")


def _at_a_keyboard() -> None:
    """In the new process: its input is the terminal that Ctrl-C comes from, and that counts."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _typed(terminal: int, answers: list[str]) -> str:
    """Type the answers, one at each prompt; returns what was shown until the other end closed."""
    shown = b""
    with contextlib.suppress(OSError):  # Linux: the other end has gone
        while part := os.read(terminal, 65536):
            shown += part
            if shown.endswith(PROMPT) and answers:
                if answers[0] == CTRL_C:  # Python misses it between the prompt and the waiting
                    time.sleep(0.3)
                os.write(terminal, answers.pop(0).encode())
    assert not answers, shown.decode()
    return shown.decode()


def asking(*answers: str, tree: Path = HELPERS, **settings: str) -> tuple[int, str]:
    """Answer one question after another, in Dutch and without colours."""
    typed = [f"{answer}\n" if answer.isprintable() else answer for answer in answers]
    return session(typed, "decide", tree, **{"WOONBOOM_LANG": "nl", "NO_COLOR": "1"} | settings)


@posix
def test_at_a_keyboard_questions_are_asked_one_by_one() -> None:
    code, shown = asking("n", "j", "1,2", "12", "j", "4", "n")
    assert code == 0
    asked = re.findall(r"^\d+\. (.*)\n", shown[: shown.index("De weg")], re.MULTILINE)
    assert asked == [
        "Huurt de persoon nu van een corporatie in de stad Groningen?",
        "Is de persoon uit huis gezet door een Groninger woningcorporatie?",
        "Waarom is de persoon uit huis gezet?",
        "Was de ontruiming hooguit 5 jaar geleden?",
        "Is er nog een huurschuld?",
        "Loopt de betalingsregeling lang genoeg, en loopt die goed?",
    ]
    assert "    2  Overlast, vervuiling of hoarding\n" in shown
    assert "over 2 maanden wel → Tweedekansbeleid" in shown


@posix
def test_a_fact_that_no_longer_matters_is_not_asked() -> None:
    long = asking("n", "j", "2", "12", "j", "6", "n")[1]
    assert "Staat onder bewindvoering" not in long
    assert "Eerst hulpverlening" in long
    assert "Staat onder bewindvoering" in asking("n", "j", "2", "12", "j", "5", "n")[1]


@posix
def test_an_answer_can_be_taken_back() -> None:
    code, shown = asking("t", "j", "t", "n", "n", "terug", "j", "3")
    assert code == 0
    assert "Dit is de eerste vraag" in shown
    assert "Geen tweede kans: Opiumwet" in shown
    assert shown.count("Is de persoon uit huis gezet door") == 3  # twice asked, once in the path


@posix
def test_a_question_mark_explains() -> None:
    code, shown = asking("?", "j", "j", "?", "q")
    assert code == 2
    assert "Het gaat om de zeven corporaties die met Bureau Woonkans samenwerken." in shown
    assert "Bron: T begrippenlijst" in shown
    assert "Typ j of n, en druk op Enter." in shown
    assert "Toelichting: De bronnen zeggen niet of dreiging om de Opiumwet" in shown


@posix
@pytest.mark.parametrize("ending", ["q", "quit", CTRL_D])
def test_quitting_leaves_nothing_behind(ending: str, tmp_path: Path) -> None:
    code, shown = asking("n", ending)
    assert code == 2
    assert shown.splitlines()[-1] == "Gestopt. Er is niets bewaard."
    assert "De weg" not in shown
    assert list(tmp_path.iterdir()) == []


@posix
def test_ctrl_c_stops() -> None:
    code, shown = asking("n", CTRL_C)
    assert code == 2
    assert shown.splitlines()[-1] == "Afgebroken."


@posix
def test_what_makes_no_sense_is_asked_again() -> None:
    code, shown = asking("misschien", "", "n", "j", "9", "1,x", "opiumwet")
    assert code == 0
    assert "‘misschien’ is geen ja of nee" in shown
    assert "Typ j of n.\n" in shown
    assert "Er is geen nummer 9: kies uit 1 tot en met 4." in shown
    assert "‘x’ is geen mogelijkheid" in shown
    assert "Geen tweede kans: Opiumwet" in shown


@posix
def test_a_case_goes_on_in_another_tree_at_a_keyboard() -> None:
    code, shown = asking("j", "j", "j", "t", "n")
    assert code == 0
    assert "Woonkansboom voor de Groninger woningcorporaties" in shown
    assert "Geen ontruiming om woonproblemen" in shown


@posix
def test_a_judgement_is_chosen_by_number() -> None:
    judged = FAULTY[: FAULTY.index("questions:")] + (
        "questions:\n  a: {ask: Hoe gaat het, answers: [{label: Goed, goto: x}, "
        "{label: Slecht, goto: b}]}\n  b: {ask: Is het waar, fact: waar, yes: x, no: y}\n"
    )
    code, shown = asking("2", "1", tree=write(judged))
    assert code == 0
    assert "    1  Goed\n    2  Slecht\n" in shown
    assert "Hoe gaat het → Slecht" in shown
    assert "Is het waar → Ja" in shown


@posix
def test_an_answer_that_excludes_what_is_known_is_refused() -> None:
    tree = write(
        FAULTY[: FAULTY.index("questions:")].replace("range: [0, 100]", "range: [0, 9]")
        + "assume: [not (waar and maanden > 5)]\n"
        "questions:\n"
        "  a: {ask: Is het waar, fact: waar, yes: b, no: x}\n"
        "  b:\n"
        "    ask: Hoe lang?\n"
        "    answers:\n"
        "      - {label: Kort, when: maanden < 3, goto: x}\n"
        "      - {label: Lang, otherwise: true, goto: y}\n",
    )
    code, shown = asking("j", "8", "4", tree=tree)
    assert code == 0
    assert "Dit kan niet samen" in shown
    assert "Hoe lang? → Lang" in shown


@posix
def test_english_asks_in_english() -> None:
    code, shown = session(["y\n", "b\n", "n\n", "q\n"], "--lang", "en", "decide", HELPERS)
    assert code == 2
    assert "? help · b back · q quit" in shown
    assert "(y or n)" in shown
    assert shown.splitlines()[-1] == "Stopped. Nothing was kept."
    assert "\x1b[1m" in shown


@posix
def test_what_is_known_is_not_asked_and_json_never_asks() -> None:
    known = given("ontruimd=ja", "reden_ontruiming=opiumwet")
    code, shown = session([], "--lang", "nl", "decide", HELPERS, *known)
    assert code == 0
    assert "Geen tweede kans: Opiumwet" in shown
    assert PROMPT.decode() not in shown
    code, shown = session([], "decide", HELPERS, "--format", "json")
    assert (code, json.loads(shown)["ask"]) == (0, "huurt")


TREE = """\
woonboom: 1
tree: {id}
title: T
version: "1"
start: q
facts:
  p: {{label: P, type: boolean}}
  wat: {{label: Wat, type: choice, options: {{door: Doorgaan, einde: Stop}}}}
{assume}questions:
  q: {{ask: Q, fact: p, yes: ja, no: r}}
  r:
    ask: R
    answers:
      - {{label: Door, when: wat == door, goto: nee}}
      - {{label: Einde, when: wat == einde, goto: klaar}}
outcomes:
  ja: {{kind: refer, title: Ja, tree: y}}
  nee: {{kind: consult, title: Nee}}
  klaar: {{kind: consult, title: Klaar}}
"""


@posix
def test_a_case_that_the_next_tree_does_not_accept_is_told() -> None:
    path = write(TREE.format(id="x", assume=""), "x.yaml")
    write(TREE.format(id="y", assume="assume: [not p]\n"), "y.yaml")
    code, shown = session([], "--lang", "nl", "decide", path, "--given", "p=ja")
    assert code == 0
    assert "maar daar kan het niet bestaan" in shown


@posix
def test_the_label_of_an_option_is_an_answer_and_no_command() -> None:
    path = write(TREE.format(id="x", assume=""), "x.yaml")
    write(TREE.format(id="y", assume=""), "y.yaml")
    code, shown = session(["Stop\n"], "--lang", "nl", "decide", path, "--given", "p=nee")
    assert code == 0
    assert "Klaar" in shown
