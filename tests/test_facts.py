"""Facts: what a word means for each type of fact, and what to say when it means nothing."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonboom.facts import (
    FACT_TYPES,
    Fact,
    Value,
    ValueProblem,
    read_value,
    whole_number,
    yes_or_no,
)

OPTIONS = {"rood": "Rood", "groen": "Groen", "ja": "Ja"}
FACTS = {
    "boolean": Fact("waar", "Waar", "boolean"),
    "integer": Fact("maanden", "Maanden", "integer", range=(0, 1200), unit="maanden"),
    "choice": Fact("kleur", "Kleur", "choice", OPTIONS),
    "choices": Fact("kleuren", "Kleuren", "choices", OPTIONS),
}


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        *(("boolean", word, True) for word in ("ja", "Ja", "JA", "yes", "on", "true", " ja ")),
        *(("boolean", word, False) for word in ("nee", "Nee", "no", "OFF", "false", "onwaar")),
        ("boolean", True, True), ("boolean", False, False), ("boolean", ["ja"], True),
        ("integer", "6", 6), ("integer", 6, 6), ("integer", "0", 0), ("integer", "1200", 1200),
        ("choice", "rood", "rood"), ("choice", " rood ", "rood"), ("choice", ["groen"], "groen"),
        ("choice", "ja", "ja"),
        ("choices", "rood", frozenset({"rood"})),
        ("choices", ["rood", "groen"], frozenset({"rood", "groen"})),
        ("choices", ["rood", "rood"], frozenset({"rood"})),
        ("choices", "rood, groen", frozenset({"rood", "groen"})),
        ("choices", {"rood"}, frozenset({"rood"})),
    ],
)  # fmt: skip
def test_what_a_word_means(type_: str, raw: object, value: Value) -> None:
    read = read_value(FACTS[type_], raw)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("type_", "raw", "message", "hint"),
    [
        ("boolean", "wel", "‘wel’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", 1, "‘1’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", None, "‘null’ is geen ja of nee voor ‘waar’.", "Schrijf ja of nee."),
        ("boolean", ["ja", "nee"], "‘waar’ heeft één waarde nodig, geen lijst.", None),
        ("boolean", [], "‘waar’ heeft één waarde nodig, geen lijst.", None),
        ("integer", "zes", "‘zes’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", 6.5, "‘6.5’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", True, "‘true’ is geen heel getal voor ‘maanden’.",
         "Schrijf alleen cijfers, zonder eenheid."),
        ("integer", "1201", "1201 valt buiten 0 tot en met 1200 van ‘maanden’.", None),
        ("integer", -1, "-1 valt buiten 0 tot en met 1200 van ‘maanden’.", None),
        ("choice", "roo", "‘roo’ is geen mogelijkheid van ‘kleur’.", "Bedoelt u ‘rood’?"),
        ("choice", "x", "‘x’ is geen mogelijkheid van ‘kleur’.", "Bekend zijn: rood, groen, ja."),
        ("choices", ["rood", "x"], "‘x’ is geen mogelijkheid van ‘kleuren’.",
         "Bekend zijn: rood, groen, ja."),
        ("choices", [],
         "‘kleuren’ heeft geen enkele mogelijkheid; er geldt er altijd minstens één.", None),
    ],
)  # fmt: skip
def test_what_means_nothing(type_: str, raw: object, message: str, hint: str | None) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_value(FACTS[type_], raw)
    assert caught.value.said.say("nl") == message
    assert (caught.value.remedy and caught.value.remedy.say("nl")) == hint


@pytest.mark.parametrize(
    "word", ["012", "00", "1:30", "0x1F", "1e3", "1_000", "1.000", "6,5", "+6", "--6", "6 ", "",
             "-", "٦", "²", "1" * 16],
)  # fmt: skip
def test_what_looks_like_a_number_and_is_none(word: str) -> None:
    assert whole_number(word) is None


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_other_whole_number_is_one(number: int) -> None:
    assert whole_number(str(number)) == number


@given(
    st.sampled_from(["ja", "nee", "yes", "no", "on", "off", "true", "false", "waar", "onwaar"]),
    st.data(),
)
def test_yes_and_no_in_either_case(word: str, data: st.DataObject) -> None:
    written = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in word)
    assert yes_or_no(written) is (word in ("ja", "yes", "on", "true", "waar"))


@given(st.text(max_size=20))
def test_any_word_is_a_value_or_a_problem(word: str) -> None:
    for fact in FACTS.values():
        with suppress(ValueProblem):
            value = read_value(fact, word)
            assert read_value(fact, fact.kind.write(value)) == value


def test_the_types_are_the_ones_of_the_format() -> None:
    assert list(FACT_TYPES) == ["boolean", "choice", "choices", "integer"]
    for name, fact in FACTS.items():
        assert fact.kind is FACT_TYPES[name]
        assert fact.kind.name == name


def test_where_a_fact_stands_is_no_part_of_what_it_is() -> None:
    from woonboom.diagnostics import SourceText

    one = Fact("a", "A", "boolean", span=SourceText("een").start)
    assert one == Fact("a", "A", "boolean", span=SourceText("twee").start)
