"""Terms are marked and explained where they are first used, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from woonboom.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    Run,
    Table,
    Words,
    parts_of,
    plain,
    words,
)
from woonboom.papers.explaining import Explaining

GLOSSARY = {
    "urgentie": "Voorrang bij het zoeken.",
    "zelf zoeken": "De cliënt zoekt zelf.",
    "zoeken": "Rondkijken.",
    "Woonkansovereenkomst (WKO)": "De afspraken.",
}


def explained(*blocks: Block) -> list[Block]:
    return list(Explaining(GLOSSARY).blocks(blocks))


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def marked(blocks: Iterable[Block]) -> list[str]:
    return [p.text for p in parts_of(blocks) if isinstance(p, Run) and p.italic]


def small(blocks: Iterable[Block]) -> list[str]:
    return [plain(b.words) for b in blocks if isinstance(b, Paragraph) and b.size == "small"]


def test_the_first_use_is_marked_and_explained_below() -> None:
    found = explained(paragraph("U vraagt urgentie aan."), paragraph("De urgentie geldt kort."))
    assert marked(found) == ["urgentie"]
    assert small(found) == ["urgentie: Voorrang bij het zoeken."]
    assert plain(found[0].words) == "U vraagt urgentie aan."  # type: ignore[union-attr]


def test_the_longest_term_wins() -> None:
    assert marked(explained(paragraph("Dat is zelf zoeken."))) == ["zelf zoeken"]


def test_capitals_make_no_difference_and_stay() -> None:
    assert marked(explained(paragraph("Urgentie krijgt u niet zomaar."))) == ["Urgentie"]


def test_part_of_a_word_is_no_term() -> None:
    said = paragraph("Woonurgentie, urgentieaanvraag en urgentie-aanvraag; onderzoeken.")
    assert explained(said) == [said]


def test_an_abbreviation_is_the_same_term() -> None:
    found = explained(paragraph("Teken de WKO."), paragraph("De Woonkansovereenkomst (WKO) dus."))
    assert marked(found) == ["WKO"]


def test_headings_and_links_stay_as_they_are() -> None:
    blocks = (
        Heading(1, words("Urgentie")),
        Paragraph((Run("urgentie", link="https://example.org"),)),
    )
    assert explained(*blocks) == list(blocks)


def test_lists_and_tables_are_explained_below() -> None:
    listed = Items(((paragraph("Vraag urgentie aan."),),))
    table = Table((words("Stap"),), ((words("Eerst zelf zoeken"),),))
    found = explained(listed, table)
    assert [type(block) for block in found] == [Items, Paragraph, Table, Paragraph]
    assert marked(found) == ["urgentie", "zelf zoeken"]


def test_without_a_glossary_nothing_changes() -> None:
    said = paragraph("Vraag urgentie aan.")
    assert list(Explaining({}).blocks([said])) == [said]


@given(st.text(alphabet="ab -.", max_size=40), st.text(alphabet="ab-", min_size=1, max_size=4))
def test_marking_never_changes_what_is_said(text: str, term: str) -> None:
    said: Words = words(text)
    found = list(Explaining({term: "Uitleg."}).blocks([Paragraph(said)]))
    first = found[0]
    assert isinstance(first, Paragraph)
    assert plain(first.words) == text
