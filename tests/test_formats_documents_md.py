"""Documents as Markdown: who reads it with a parser gets every word back, and nothing else."""

from __future__ import annotations

import html
import re

import pytest
from document_words import bare, check_words
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from random_documents import documents, texts
from random_documents import words as any_words

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Choice,
    Contents,
    Document,
    End,
    Fields,
    Figure,
    Folded,
    Heading,
    Items,
    Labelled,
    Mark,
    NewPage,
    Notice,
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    Statement,
    Statements,
    Table,
    Terms,
    TextField,
    Tick,
    Ticks,
    Turn,
    Words,
    anchors,
    plain,
    words,
)
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.formats.documents.md.writing import line, paragraph

YES = Option("ja", words("Ja"), "Ja", words("vraag 2", link="#v-2"), words("5 jaar of korter"))
NO = Option("nee", words("Nee"), "Nee", words("uitkomst U1", link="#u-1"))


def written(*blocks: Block, title: str = "Titel") -> str:
    return DOCUMENT_FORMATS["md"].write(Document(title, "nl", blocks)).decode()


def below_title(*blocks: Block) -> str:
    return written(*blocks).removeprefix("# Titel\n\n").removesuffix("\n")


def tokens(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def inline_text(token: Token) -> str:
    return "".join(
        child.content for child in token.children or () if child.type in ("text", "code_inline")
    )


def read_back(markdown: str) -> str:
    return "".join(map(text_of, tokens(markdown)))


def text_of(token: Token) -> str:
    if token.type == "html_block":  # what is folded
        return html.unescape(re.sub("<[^>]*>", "", token.content))
    return inline_text(token) if token.type == "inline" else ""


# ---------------------------------------------------------------- running text

ODD = [
    "# geen kop", "- geen lijst", "+", "-", "1. geen lijst", "12) geen", "> geen citaat", "---",
    "===", "* ster", "a*b*c", "_ja_", "`x`", "[a](b)", "![a](b)", "[a]: b", "<b>x</b>",
    "<!-- x -->",
    "&amp;", "&#35;", "a\\", "\\*", "a | b", "~~~", "~~weg~~", "$x$", "C #", "    vier", "x\ny",
    "https://example.org/a_b_c", "www.example.org", "!", "| a |", "<", "&", "[ ] taak", "##",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_what_means_something_in_markdown_is_plain_text(text: str) -> None:
    found = tokens(paragraph(line(words(text))))
    assert [token.type for token in found] == ["paragraph_open", "inline", "paragraph_close"]
    assert bare(inline_text(found[1])) == bare(text)
    assert {child.type for child in found[1].children or ()} == {"text"}


def whole_of(runs: Words, around: str) -> list[Token]:
    return tokens(around.format(line(runs) if "|" in around else paragraph(line(runs))))


@given(any_words(1), st.sampled_from(["{}", "- {}", "> {}", "3. {}", "| {} |\n| --- |", "- - {}"]))
@example((Run("1"), Run(". nee", bold=True)), "{}")
@example((Run("!"), Run("a", link="https://example.org")), "{}")
@example((Run("&"), Run("amp;")), "{}")
@example((Run("<"), Run("b>", italic=True)), "{}")
@example((Run("0:", italic=True), Run("†0", mark="removed")), "{}")
@settings(max_examples=400)
def test_running_text_reads_back_wherever_it_stands(runs: Words, around: str) -> None:
    found = [token for token in whole_of(runs, around) if token.type == "inline"]
    assert "".join(bare(inline_text(token)) for token in found) == bare(plain(runs))
    assert len(found) <= 1 or "|" in around
    kinds = {child.type for token in found for child in token.children or ()}
    assert not kinds & {"image", "html_inline", "code_inline", "hardbreak", "softbreak"}


@given(texts(1), st.integers(1, 6))
@example("C ##", 2)
@example("#", 1)
def test_headings_read_back(text: str, level: int) -> None:
    markdown = written(Heading(level, words(text)), title="T")
    assert bare(read_back(markdown)) == "T" + bare(text)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((Run("Let op:", bold=True), Run(" bel eerst")), "**Let op:** bel eerst"),
        ((Run("Bel (vandaag).", bold=True),), "**Bel (vandaag).**"),
        ((Run("vraag 6 (plan)", mark="removed"),), "~~vraag 6 (plan)~~"),
        ((Run("Bel.", bold=True), Run("Nu.")), "**Bel**.Nu."),
        ((Run("‘Nee’ vervalt", bold=True),), "**‘Nee’ vervalt**"),
        ((Run("bij"), Run("(nee)", bold=True)), "bij(**nee)**"),
        ((Run("vast"), Run("plak", bold=True), Run("ken")), "vast**plak**ken"),
        ((Run("a", bold=True, italic=True),), "***a***"),
        ((Run("a ", italic=True), Run("b", bold=True)), "*a* **b**"),
        ((Run("a", italic=True), Run("b", bold=True)), "a**b**"),
        ((Run("…", bold=True),), "…"),
        ((Run("3", mark="removed"), Run("6", mark="added"), Run(" maanden")), "~~3~~**6** maanden"),
        ((Run("was"), Run("weg", bold=True, italic=True, mark="removed")), "was~~weg~~"),
        ((Run("bel", link="mailto:a@b.nl"),), "[bel](mailto:a@b.nl)"),
        ((Run("x", link="https://e.org/a (b)|c"),), "[x](https://e.org/a%20%28b%29%7Cc)"),
        ((Run("x", link="javascript:alert(1)"),), "x"),
        ((Run("x", link="#nergens"),), "x"),
    ],
)
def test_looks_and_links_are_written(runs: Words, expected: str) -> None:
    assert line(runs) == expected


@given(st.lists(st.tuples(st.sampled_from(["a", "bc", "1", "é"]), st.booleans(), st.booleans()),
                min_size=1, max_size=6))  # fmt: skip
def test_bold_and_italic_letters_are_read_as_such(given_runs: list[tuple[str, bool, bool]]) -> None:
    runs = tuple(Run(text, bold=bold, italic=italic) for text, bold, italic in given_runs)
    (inline,) = [token for token in tokens(line(runs)) if token.type == "inline"]
    looks: list[tuple[str, bool, bool]] = []
    bold = italic = 0
    for child in inline.children or ():
        bold += child.nesting * (child.tag == "strong")
        italic += child.nesting * (child.tag == "em")
        looks += [(letter, bold > 0, italic > 0) for letter in child.content]
    asked = [(letter, run.bold, run.italic) for run in runs for letter in run.text]
    assert [look[:2] for look in looks] == [look[:2] for look in asked]
    assert all(italic or not found for (*_, found), (*_, italic) in zip(looks, asked, strict=True))


# ---------------------------------------------------------------- blocks


def test_the_head_tells_what_the_document_is() -> None:
    document = Document(
        "Boom", "nl", (), subtitle="Voor wie?", imprint=("Versie 1", "", "Controlegetal A"),
        organisation="Bureau", foot="Boom · versie 1",
    )  # fmt: skip
    assert DOCUMENT_FORMATS["md"].write(document).decode() == (
        "# Boom\n\n**Voor wie?**\n\nBureau\n\nVersie 1 · Controlegetal A\n\n***\n\n"
        "Boom · versie 1\n"
    )


def test_lists_lie_in_lists() -> None:
    inner = Items((p("b"), p("c")), ordered=True, start=3)
    assert below_title(Items(((*p("a"), inner), p("d")))) == "- a\n\n  3. b\n  4. c\n\n- d"


def p(text: str) -> tuple[Block, ...]:
    return (Paragraph(words(text)),)


def test_lists_in_a_row_stay_apart() -> None:
    one, two = Items((p("a"),), ordered=True), Items((p("b"),), ordered=True)
    found = [token.type for token in tokens(written(one, two, one))]
    assert found.count("ordered_list_open") == 3


def test_a_table_keeps_its_sides_and_its_caption() -> None:
    table = Table(
        (words("Jaar"), words("Aantal")), ((words("2022"), words("39 | 2")),), ("start", "end"),
        caption="Cijfers",
    )  # fmt: skip
    assert below_title(table) == (
        "**Cijfers**\n\n| Jaar | Aantal |\n| --- | ---: |\n| 2022 | 39 \\| 2 |"
    )


def test_a_question_is_a_heading_with_its_answers() -> None:
    noted = Labelled(words("Tijd"), TextField("feit_tijd", "Tijd", kind="number"), "maanden")
    question = Question(
        "1", "v-1", words("Korter dan 5 jaar?"), Choice("antwoord_v", "Vraag 1", (YES, NO), "ja"),
        words("Tel de maanden."), (noted,),
    )  # fmt: skip
    outcome = Outcome("U1", "u-1", "eligible", "Ja, dit kan", words("Goed"), p("Bel."))
    assert below_title(Heading(1, words("De vragen")), question, outcome) == (
        "## De vragen\n\n"
        '### <a id="v-1"></a>1. Korter dan 5 jaar?\n\nTel de maanden.\n\n'
        "+ Tijd: ………… maanden\n\n".replace("…………", "…" * 12)
        + "- ☒ **Ja** → vraag 2 (5 jaar of korter)\n- ☐ **Nee** → [uitkomst U1](#u-1)\n\n"
        '### <a id="u-1"></a>U1. Goed\n\n**Ja, dit kan**\n\nBel.'
    )


def test_what_is_filled_in_stands_there() -> None:
    ticks = Ticks(((Tick("a", "a", ticked=True), words("A")), (Tick("b", "b"), words("B"))))
    rows = (
        (Labelled(words("Datum"), TextField("d", "Datum", "31-01-2026", "date")),),
        (Labelled(words("Reden?"), ticks, hint=words("Kruis aan.")),),
    )
    assert below_title(Fields(rows)) == (
        "- Datum: 31-01-2026\n- Reden? (Kruis aan.)\n  - ☒ A\n  - ☐ B"
    )


def test_statements_stand_under_their_scale() -> None:
    points = (Option("nee", words("Oneens"), ""), Option("ja", words("Eens"), ""))
    more = Labelled(words("Toelichting"), TextField("t", "t", "Wel lang"))
    rows = (Statement("1", words("Het is duidelijk."), Choice("s", "s", points, "ja"), more),)
    assert below_title(Statements(("Oneens", "Eens"), rows)) == (
        "| Stelling | Oneens | Eens |\n| --- | :---: | :---: |\n"
        "| 1. Het is duidelijk. | ☐ | ☒ |\n\n- 1 Toelichting: Wel lang"
    )


def test_outcomes_that_take_each_others_place() -> None:
    was = End("Was", "U1", "eligible", "Ja, dit kan", words("Kans"))
    turn = Turn(words("Wie huurt"), was, End("Wordt", "", "", "Geen uitkomst", ()), p("Bel."))
    assert below_title(turn) == (
        "## Wie huurt\n\n- Was: **Ja, dit kan**, U1 Kans\n- Wordt: **Geen uitkomst**\n\nBel."
    )


def test_the_ways_in_which_an_outcome_is_replaced_stand_before_both() -> None:
    was, becomes = End("Was", "", "", "Ja", ()), End("Wordt", "", "", "Nee", ())
    turn = Turn(words("Wie huurt, en"), was, becomes, ways=(words("jong is"), words("oud is")))
    assert below_title(turn) == (
        "## Wie huurt, en\n\n- jong is\n- oud is\n\n+ Was: **Ja**\n+ Wordt: **Nee**"
    )


def test_outcomes_of_several_policies_are_a_table_under_whom_they_are_for() -> None:
    ends = (
        End("Hier", "U1", "eligible", "Ja, dit kan", words("Kans")),
        End("Daar", "", "", "Geen uitkomst", ()),
    )
    assert below_title(Abreast(words("Wie huurt"), p("Bel."), ends)) == (
        "## Wie huurt\n\nBel.\n\n| Hier | Daar |\n| --- | --- |\n"
        "| **Ja, dit kan**: U1 Kans | **Geen uitkomst** |"
    )


def test_what_is_folded_is_markdown_inside_and_text_in_its_title() -> None:
    title = "Meer &amp; &lt;b&gt;meer&lt;/b&gt;"
    assert below_title(Folded(words("Meer & <b>meer</b>"), p("*Bel*"))) == (
        f"<details>\n<summary>{title}</summary>\n\n\\*Bel\\*\n\n</details>"
    )


def test_figures_beside_each_other_are_told_one_by_one() -> None:
    figures = tuple(Figure(b"<svg/>", "image/svg+xml", f"Boom {n}") for n in (1, 2))
    assert below_title(Beside(figures, "Groot", "Klein")) == (
        "Afbeelding: Boom 1\n\nAfbeelding: Boom 2"
    )


LETTERS = st.sampled_from(["a", "bc", "1", "é"])
MARKS = st.sampled_from(["", "removed", "added"])


@given(st.lists(st.tuples(LETTERS, MARKS), min_size=1, max_size=6))
def test_letters_that_were_removed_are_read_as_struck_out(
    given_runs: list[tuple[str, Mark]],
) -> None:
    runs = tuple(Run(text, mark=mark) for text, mark in given_runs)
    (inline,) = [token for token in tokens(line(runs)) if token.type == "inline"]
    looks, struck, bold = [], 0, 0
    for child in inline.children or ():
        struck += child.nesting * (child.tag == "s")
        bold += child.nesting * (child.tag == "strong")
        mark = "removed" if struck else "added" if bold else ""
        looks += [(letter, mark) for letter in child.content]
    assert looks == [(letter, run.mark) for run in runs for letter in run.text]


def test_the_other_blocks() -> None:
    figure = Figure(b"<svg/>", "image/svg+xml", "Twee balken", caption=words("Bron: T."))
    terms = Terms(((words("GKB"), words("Gemeentelijke kredietbank")),))
    assert below_title(Notice(words("Let op"), p("Bel.")), terms, figure, NewPage()) == (
        "> **Let op**\n>\n> Bel.\n\n- **GKB**: Gemeentelijke kredietbank\n\n"
        "Afbeelding: Twee balken\n\nBron: T.\n\n***"
    )


def test_contents_link_to_the_headings() -> None:
    blocks = (
        Contents(words("Inhoud"), 2), Heading(1, words("Een")), Heading(2, words("Twee"), "twee"),
        Heading(3, words("Drie")),
    )  # fmt: skip
    assert below_title(*blocks).split("\n\n") == [
        "**Inhoud**", "- [Een](#kop-1)\n  - [Twee](#twee)", '## <a id="kop-1"></a>Een',
        '### <a id="twee"></a>Twee', "#### Drie",
    ]  # fmt: skip


def test_headings_do_not_skip_a_level() -> None:
    markdown = written(*(Heading(level, words("Kop")) for level in (2, 4, 3, 1)))
    tags = [token.tag for token in tokens(markdown) if token.type == "heading_open"]
    assert tags == ["h1", "h2", "h3", "h3", "h2"]


# ---------------------------------------------------------------- whole documents


@given(documents())
@settings(deadline=None)
def test_every_word_of_any_document_reads_back_in_order(document: Document) -> None:
    found = bare(read_back(DOCUMENT_FORMATS["md"].write(document).decode()))
    check_words(document, found)


@given(documents())
@settings(deadline=None, max_examples=30)
def test_every_place_is_there_once(document: Document) -> None:
    children = [
        child
        for token in tokens(DOCUMENT_FORMATS["md"].write(document).decode())
        for child in token.children or ()
    ]
    places = [child.content for child in children if child.content.startswith("<a id=")]
    assert len(places) == len(set(places))
    assert set(places) >= {f'<a id="{anchor}">' for anchor in anchors(document.blocks)}
