"""Texts: a number is written once, and printed with its unit wherever a text names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import SMALL, described, only, place, problems_of, sound

PARAMETERS = """\
parameters:
  lang: {value: 60, unit: maanden}
  half: {value: 6, unit: maanden}
  een: {value: 1, unit: maanden}
  los: 7
"""


def text_of(folder: Path, written: str, language: str = "nl") -> str:
    """Return what a title says that is written so, in quotation marks."""
    head = SMALL.replace("Titel", f"'{written}'") + f"language: {language}\n"
    return str(sound(folder, head + PARAMETERS).title)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{half}", "6 maanden"), ("{een}", "1 maand"), ("{los}", "7"), ("{lang:jaren}", "5 jaar"),
        ("{lang:jaar}", "5 jaar"), ("{lang:maanden}", "60 maanden"), ("{ half }", "6 maanden"),
        ("{lang: jaren}", "5 jaar"), ("Na {half} of {een}.", "Na 6 maanden of 1 maand."),
        ("{{half}}", "{half}"), ("{{", "{"), ("}}", "}"), ("}", "}"), ("{{{half}}}", "{6 maanden}"),
        ("geen", "geen"),
    ],
)  # fmt: skip
def test_what_a_text_says(tmp_path: Path, written: str, said: str) -> None:
    assert text_of(tmp_path, written) == said


def test_in_the_language_of_the_tree(tmp_path: Path) -> None:
    assert text_of(tmp_path, "{half}, {een}, {lang:jaren}", "en") == "6 months, 1 month, 5 years"


def test_a_text_keeps_what_was_written(tmp_path: Path) -> None:
    title = sound(tmp_path, SMALL.replace("Titel", "Na {half} en {half}") + PARAMETERS).title
    assert title.template == "Na {half} en {half}"
    assert title.parameters == ("half",)
    assert str(title) == title.value == "Na 6 maanden en 6 maanden"


@pytest.mark.parametrize(
    ("written", "name", "part", "message", "hint"),
    [
        ("Na {hlf}", "unknown-parameter", "{hlf}", "The parameter ‘hlf’ is not known.",
         "Did you mean ‘half’?"),
        ("Na {half:jaren}", "text-place", "{half:jaren}",
         "6 maanden cannot be converted to whole jaren.", "Write ‘{half}’."),
        ("Na {half:weken}", "text-place", "{half:weken}",
         "6 maanden cannot be converted to whole weken.", "Write ‘{half}’."),
        ("Na {los:jaren}", "text-place", "{los:jaren}", "7 cannot be converted to whole jaren.",
         "Write ‘{los}’."),
        ("Na {half", "text-place", "{", "This brace is not closed.", "Write {{ for a plain brace."),
        ("Na {", "text-place", "{", "This brace is not closed.", "Write {{ for a plain brace."),
    ],
)  # fmt: skip
def test_what_a_text_cannot_say(
    written: str, name: str, part: str, message: str, hint: str
) -> None:
    problem = only(SMALL.replace("Titel", f"'{written}'") + PARAMETERS)
    assert (problem.code.name, place(problem)[2]) == (name, part)
    assert (problem.message("en"), problem.hint("en")) == (message, hint)


@pytest.mark.parametrize(
    "where",
    [
        "contact: '{weg}'", "audience: '{weg}'", "glossary: {woord: '{weg}'}",
        "outcomes: {z: {kind: consult, title: '{weg}'}}",
        "outcomes: {z: {kind: consult, title: Z, text: '{weg}'}}",
        "outcomes: {z: {kind: consult, title: Z, steps: [a, '{weg}']}}",
        "questions: {a: {ask: '{weg}', yes: x, no: y}}",
        "questions: {a: {ask: A, help: '{weg}', yes: x, no: y}}",
        "questions: {a: {ask: A, answers: [{label: '{weg}', goto: x}]}}",
    ],
)  # fmt: skip
def test_in_every_text_that_people_read(where: str) -> None:
    key = where.split(":", maxsplit=1)[0]
    lines = [line for line in SMALL.splitlines() if not line.startswith((" ", key))]
    kept = "\n".join(lines).replace("outcomes:", "").replace("questions:", "")
    text = kept + ("\nquestions: {a: {ask: A, yes: z, no: z}}" if key == "outcomes" else "")
    if key != "outcomes":
        text += "\noutcomes: {x: {kind: consult, title: X}, y: {kind: consult, title: Y}}"
        text += "" if key == "questions" else "\nquestions: {a: {ask: A, yes: x, no: y}}"
    problem = only(f"{text}\n{where}\n")
    assert problem.code.name == "unknown-parameter"
    assert place(problem)[2] == "{weg}"


class TestPages:
    TREE = SMALL.replace("title: Y", "title: Y, info: uitleg") + PARAMETERS

    def test_a_page_is_filled_in_too(self, tmp_path: Path) -> None:
        page = "# Uitleg\r\n\r\n| Na | {half} |\r\nen {lang:jaren}, {{zo}}\r\n"
        found = sound(tmp_path, self.TREE, info__uitleg_md=page).pages["uitleg"]
        assert str(found.text) == "# Uitleg\n\n| Na | 6 maanden |\nen 5 jaar, {zo}\n"
        assert found.text.parameters == ("half", "lang")
        assert found.path == tmp_path / "info" / "uitleg.md"

    def test_a_problem_has_the_line_of_the_page(self) -> None:
        page = "# Uitleg\n\nNa {hlf} en\n  {half:jaren} of {\n"
        problems = problems_of(self.TREE, info__uitleg_md=page)
        assert [(p.code.name, *place(p)) for p in problems] == [
            ("unknown-parameter", 3, 4, "{hlf}"),
            ("text-place", 4, 3, "{half:jaren}"),
            ("text-place", 4, 19, "{"),
        ]
        assert all(p.span.source.name.endswith("uitleg.md") for p in problems)

    def test_a_form_feed_does_not_shift_the_lines(self) -> None:
        problem = only(self.TREE, info__uitleg_md="een\x0cregel\x0b\n{weg}\n")
        assert place(problem) == (2, 1, "{weg}")

    def test_a_missing_page_is_met_with_the_nearest(self) -> None:
        problem = only(self.TREE, info__uitlg_md="")
        assert (problem.code.name, place(problem)[2]) == ("unknown-page", "uitleg")
        assert problem.hint("en") == "Did you mean ‘uitlg’?"
        assert only(self.TREE).hint("en") == "Make the file info/uitleg.md."

    def test_a_page_that_is_no_text_is_reported_there_only(self) -> None:
        problem = only(self.TREE, info__uitleg_md="één".encode("latin-1"))
        assert problem.code.name == "not-text"

    @pytest.mark.parametrize("name", ["../tree", "a/b", "Uitleg", "..", "x" * 5_000])
    def test_a_page_stands_in_the_folder_info(self, name: str) -> None:
        problem = only(self.TREE.replace("info: uitleg", f"info: {name}"))
        assert problem.code.name == ("unknown-page" if name.startswith("x") else "invalid-id")

    def test_two_outcomes_may_share_a_page(self, tmp_path: Path) -> None:
        text = self.TREE.replace("title: X", "title: X, info: uitleg")
        assert described(problems_of(text, info__uitleg_md="{weg}\n")) == [
            "1:1 unknown-parameter The parameter ‘weg’ is not known."
        ]
        assert list(sound(tmp_path, text, info__uitleg_md="Dag\n").pages) == ["uitleg"]


def test_the_works_that_sources_stand_in_have_a_full_name(tmp_path: Path) -> None:
    tree = sound(tmp_path, SMALL + "sources: {T: 'Een onderzoek, {half}'}\n" + PARAMETERS)
    assert {short: str(full) for short, full in tree.works.items()} == {
        "T": "Een onderzoek, 6 maanden"
    }
    assert "half" in tree.used_parameters


@pytest.mark.parametrize(
    "nothing", ["\\u200b", "\\u00ad \\u200b", "\\ufeff\\u2060", "\\u2003\\xa0"]
)
def test_a_text_that_shows_nothing_is_empty(nothing: str) -> None:
    problem = only(SMALL.replace("Titel", f'"{nothing}"'))
    assert problem.code.name == "missing-key"
    steps = f'title: X, steps: [a, "{nothing}"]'
    assert only(SMALL.replace("title: X", steps)).code.name == "wrong-shape"


def test_a_text_with_something_that_shows_keeps_the_rest(tmp_path: Path) -> None:
    assert text_of(tmp_path, "be\u00adleid \u200bx") == "be\u00adleid \u200bx"


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("woonkans.nl", "https://woonkans.nl"),
        ("hallo wereld", "https://hallo-wereld"),
        ("https://", "https://example.org"),
        ("ftp://woonkans.nl", "https://woonkans.nl"),
    ],
)
def test_an_address_is_one_that_a_browser_can_go_to(written: str, better: str) -> None:
    problem = only(f"{SMALL}url: {written}\n")
    assert problem.code.code == "WB115"
    assert problem.hint("nl") == f"Schrijf het hele adres: {better}"
