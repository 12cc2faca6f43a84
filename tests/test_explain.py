"""`woonboom explain` tells of every code what it means, with examples that do what they say."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import pytest

import woonboom
from woonboom.cli import run
from woonboom.cli.explain import examples, explanation
from woonboom.codes import all_codes
from woonboom.diagnostics import CODES


def test_the_list_holds_every_code_that_any_module_defines() -> None:
    listed = {code.code for code in all_codes()}
    for module in walk_packages(woonboom.__path__, "woonboom."):
        if module.name != "woonboom.__main__":
            import_module(module.name)
    assert listed == set(CODES)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_is_explained(language: str) -> None:
    for code in all_codes():
        text = explanation(code, language)
        assert text.startswith(f"{code.code} {code.name} (")
        assert len(text.splitlines()) > 2


def test_without_a_code_there_is_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(CODES)


@pytest.mark.parametrize("word", ["WB405", "wb405", "cycle", "Cycle"])
def test_a_code_or_a_name_will_do(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "nl", "explain", word]) == 0
    out = capsys.readouterr().out
    assert "WB405 cycle (fout)" in out
    assert "Fout:" in out
    assert "Goed:" in out


def test_a_typo_is_met_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "nl", "explain", "cycel"]) == 2
    assert "Bedoelt u ‘cycle’?" in capsys.readouterr().err


def test_examples_differ_and_carry_no_marks_of_the_tests() -> None:
    assert examples()
    for code, (bad, good) in examples().items():
        assert bad != good, code
        assert f"# {code}" not in bad + good, code
