"""Diagnostics: places, sentences in two languages, and names that look like a typo."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.diagnostics import (
    CODES,
    Code,
    Message,
    Said,
    Severity,
    SourceText,
    Span,
    Spelling,
    define,
    in_order,
    nearest,
    suggestion,
)

SOURCE = SourceText("boom.yaml", "eerste\ntweede regel\n")
HELLO = Message("Dag {name}", "Hello {name}")
CODE = Code("X1", "x", Severity.ERROR, HELLO, HELLO, Message("Zeg {name}.", "Say {name}."))


class TestSourceText:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
    def test_lines_end_where_yaml_ends_them(self, end: str) -> None:
        assert SourceText("f", f"een{end}twee").lines == ["een", "twee"]

    def test_other_white_space_is_no_line_end(self) -> None:
        assert SourceText("f", "een\x0btwee\x0cdrie").lines == ["een\x0btwee\x0cdrie"]

    def test_a_line_that_does_not_exist_is_empty(self) -> None:
        assert [SOURCE.line(n) for n in (-1, 0, 1, 2, 3, 4)] == [
            "", "", "eerste", "tweede regel", "", "",
        ]  # fmt: skip

    @given(st.text(alphabet="ab\n\r\x85", max_size=20), st.data())
    def test_a_place_points_at_its_character(self, text: str, data: st.DataObject) -> None:
        source = SourceText("f", text)
        offset = data.draw(st.integers(0, len(text)))
        span = source.place(offset)
        if offset < len(text) and text[offset] in "ab":
            assert source.line(span.line)[span.column - 1] == text[offset]


class TestSpan:
    def test_within_a_line(self) -> None:
        span = Span(SOURCE, 2, 1, 2, 13).within(7, 12)
        assert (span.line, span.column, span.end_column) == (2, 8, 13)

    def test_within_more_lines_is_the_whole(self) -> None:
        span = Span(SOURCE, 1, 1, 2, 13)
        assert span.within(7, 12) is span


class TestSentences:
    def test_both_languages(self) -> None:
        problem = CODE.at(SOURCE.start, name="Jan")
        assert problem.message("nl") == "Dag Jan"
        assert problem.message("en") == "Hello Jan"
        assert problem.hint("nl") == "Zeg Jan."
        assert problem.hint("en") == "Say Jan."

    def test_dutch_by_default(self) -> None:
        assert CODE.at(SOURCE.start, name="Jan").message() == "Dag Jan"

    def test_an_argument_is_said_in_the_same_language(self) -> None:
        problem = CODE.at(SOURCE.start, name=Said(HELLO, {"name": Message("Piet", "Pete")}))
        assert problem.message("nl") == "Dag Dag Piet"
        assert problem.message("en") == "Hello Hello Pete"

    def test_braces_in_an_argument_stay(self) -> None:
        assert CODE.at(SOURCE.start, name="{name} {x").message() == "Dag {name} {x"

    def test_words_are_arguments_too(self) -> None:
        assert CODE.at(SOURCE.start, words={"name": "Jan"}).message() == "Dag Jan"

    def test_a_message_without_arguments_is_said_as_it_stands(self) -> None:
        assert Message("{{ en {x}", "").say("nl") == "{{ en {x}"


class TestCodes:
    def test_a_code_or_name_is_given_once(self) -> None:
        import woonboom.load  # noqa: F401 (fills the registry)

        known = next(iter(CODES.values()))
        for code, name in ((known.code, "another-name"), ("WB000", known.name)):
            with pytest.raises(ValueError, match="is taken"):
                define(code, name, Severity.ERROR, message=HELLO, about=HELLO)

    def test_every_code_of_reading_has_texts_in_both_languages(self) -> None:
        import woonboom.load  # noqa: F401

        for code in CODES.values():
            for message in (code.message, code.about, *([code.hint] if code.hint else [])):
                assert message.nl.strip(), code
                assert message.nl != message.en, code


class TestInOrder:
    def test_by_place_and_each_once(self) -> None:
        late = CODE.at(Span(SOURCE, 2, 3, 2, 4), name="b")
        early = CODE.at(Span(SOURCE, 1, 5, 1, 6), name="a")
        again = CODE.at(Span(SOURCE, 1, 5, 1, 6), name="a")
        assert in_order([late, early, again]) == [early, late]


class TestSpelling:
    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("tite", "title"), ("Title", "title"), ("TITLE", "title"), ("lable", "label"),
            ("outcomes_", "outcomes"), ("xyz", None), ("", None), ("q" * 100_000, None),
        ],
    )  # fmt: skip
    def test_nearest(self, word: str, meant: str | None) -> None:
        assert nearest(word, ["title", "label", "outcomes"]) == meant

    def test_the_beginning_of_one_longer_name_is_meant_as_that_name(self) -> None:
        names = ["reden_van_ontruiming", "duur_van_de_regeling", "duur_van_de_inschrijving"]
        assert nearest("reden", names) == "reden_van_ontruiming"
        assert nearest("duur", names) is None
        assert nearest("red", names) is None

    def test_few_names_are_listed_when_none_is_near(self) -> None:
        said = suggestion("xyz", ["yes", "no"])
        assert said is not None
        assert said.say("en") == "Known are: yes, no."

    def test_many_names_are_not_listed(self) -> None:
        assert suggestion("xyz", [f"naam_{n}" for n in range(13)]) is None

    def test_names_keep_their_case(self) -> None:
        assert nearest("opiumwet", ["Opiumwet"]) == "Opiumwet"
        assert "Opiumwet" in Spelling(["Opiumwet"])
        assert "opiumwet" not in Spelling(["Opiumwet"])

    @pytest.mark.parametrize(
        "typo", ["hulpverlenng", "ulpverlening", "hulpverlenin", "hulpverlenign"]
    )
    def test_among_many_names_a_typo_is_found_too(self, typo: str) -> None:
        names = [f"vraag_{n}" for n in range(10_000)]
        assert nearest(typo, [*names, "hulpverlening"]) == "hulpverlening"

    def test_many_typos_among_many_names_do_not_take_long(self) -> None:
        spelling = Spelling(f"vraag_{n}" for n in range(20_000))
        begin = time.process_time()
        for n in range(2_000):
            spelling.nearest(f"vrag_{n}")
        assert time.process_time() - begin < 5
