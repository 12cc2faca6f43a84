"""What was found, as people read it in a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures import RULES, TODAY
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from reporting import LANGUAGES, PROBLEM, problem_in, written

from woonboom.cli.check import examine
from woonboom.diagnostics import Message, Related, Said, SourceText, Span
from woonboom.reports import Report, writer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "fixture"),
    [
        ("cycle", "WB405-cycle/bad_two.yaml"),
        ("worked-case", "WB510-worked-case/bad_ways.yaml"),
        ("two-files", "WB802-both-valid/bad_one_day"),
        ("clean", "WB510-worked-case/good_via.yaml"),
    ],
)
def test_text_looks_like_this(
    name: str, fixture: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(RULES)
    library, problems = examine((Path(fixture),), TODAY)
    report = Report(tuple(problems), tuple(library.trees), language)
    assert_golden(f"{name}.{language}.txt", writer("text")(report))


def quoted(line: str, start: int, end: int) -> tuple[str, str]:
    """The quoted line and the marker below it, without what stands to the left of both."""
    lines = written("text", problem_in(line, start, end)).splitlines()
    (at,) = (number for number, text in enumerate(lines) if text.startswith("    1 │ "))
    shown, marker = lines[at], lines[at + 1]
    assert marker.startswith("      │ ")
    return shown.removeprefix("    1 │ "), marker.removeprefix("      │ ")


@pytest.mark.parametrize(
    ("line", "part", "shown", "marker"),
    [
        ("  yes: bellen", "bellen", "  yes: bellen", "       ^^^^^^"),
        ("\tyes:\tbellen", "bellen", " yes: bellen", "      ^^^^^^"),
        ("  ask: één café?", "café", "  ask: één café?", "           ^^^^"),
        ("e\u0301e\u0301n cafe\u0301", "cafe\u0301", "e\u0301e\u0301n cafe\u0301", "    ^^^^"),
        ("title: 住宅 huis", "huis", "title: 住宅 huis", "            ^^^^"),
        ("title: 住宅 huis", "住宅", "title: 住宅 huis", "       ^^^^"),
        ("title: 🏠 huis", "huis", "title: 🏠 huis", "          ^^^^"),
        ("title: ♥\ufe0f huis", "huis", "title: ♥\ufe0f huis", "         ^^^^"),
        ("a\x1b[31m: b", "b", "a·[31m: b", "        ^"),
    ],
)  # fmt: skip
def test_the_marker_stands_under_the_place(line: str, part: str, shown: str, marker: str) -> None:
    start = line.index(part)
    assert quoted(line, start, start + len(part)) == (shown, marker)


@given(st.integers(1, 400), st.data())
def test_the_marker_stands_under_the_place_in_lines_of_any_length(
    length: int, data: st.DataObject
) -> None:
    line = "".join(chr(ord("a") + n * 7 % 26) for n in range(length))
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    shown, marker = quoted(line, start, end)
    first, last = marker.index("^"), len(marker)
    assert len(shown) <= 100
    assert shown in line
    assert line[start:end].startswith(shown[first:last])
    assert last - first == min(end - start, len(shown) - first)


def test_a_place_over_more_lines_is_marked_to_the_end_of_the_first() -> None:
    source = SourceText("boom.yaml", "ask: een\n  lange vraag\n")
    text = written("text", PROBLEM.at(Span(source, 1, 6, 2, 8), round="a → a"))
    assert "    1 │ ask: een\n      │      ^^^\n" in text


def test_a_place_after_the_last_character_is_marked_too() -> None:
    assert quoted("yes:", 4, 4) == ("yes:", "    ^")


def test_a_file_without_lines_is_not_quoted() -> None:
    assert "│" not in written("text", problem_in("", 0, 0))


def test_what_an_author_wrote_cannot_steer_the_terminal() -> None:
    span = SourceText("boom.yaml").start
    hint = Said(Message("{a}", "{a}"), {"a": "\x1b[2J"})
    text = written("text", PROBLEM.at(span, hint=hint, round="\x1b[2J\n"))
    assert "\x1b" not in text
    assert text.count("·[2J") == 2


def test_many_related_places_are_counted_and_not_all_listed() -> None:
    span = SourceText("boom.yaml").start
    related = [Related(Said(Message(f"plek {n}", f"place {n}")), span) for n in range(20)]
    text = written("text", PROBLEM.at(span, related=related, round="a → a"), language="en")
    assert "place 11" in text
    assert "place 12" not in text
    assert "and 8 more." in text


@pytest.mark.parametrize(("language", "words"), [("nl", "a=ja, b=nee"), ("en", "a=yes, b=no")])
def test_an_example_case_is_said_in_the_language_of_the_messages(language: str, words: str) -> None:
    witness = {"a": True, "b": False, "c": ["x", "y"], "d": 7}
    problem = PROBLEM.at(SourceText("boom.yaml").start, witness=witness, round="a → a")
    assert f": {words}, c=x,y, d=7\n" in written("text", problem, language=language)


def test_colours_only_when_asked() -> None:
    plain = written("text", problem_in("  yes: bellen", 7, 13))
    painted = written("text", problem_in("  yes: bellen", 7, 13), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mfout\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
