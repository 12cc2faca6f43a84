"""Pages in Markdown become blocks: nothing they say is lost, nothing they hold is dangerous."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from woonboom.document import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    Paragraph,
    Run,
    Table,
    parts,
    plain,
    words,
)
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.markdown import Levels, blocks_of, title_of

INFO = sorted((Path(__file__).parent.parent / "trees" / "info").glob("*.md"))


def p(text: str) -> tuple[Block, ...]:
    return (Paragraph(words(text)),)


def only(text: str) -> Block:
    (block,) = blocks_of(text)
    return block


def said(blocks: tuple[Block, ...]) -> str:
    return "".join(one.text for one in parts(Document("", "nl", blocks)) if isinstance(one, Run))


# ---------------------------------------------------------------- headings


def levels(text: str, level: int = 1) -> list[int]:
    return [block.level for block in blocks_of(text, level) if isinstance(block, Heading)]


def test_the_first_heading_gets_the_level_that_is_asked_for() -> None:
    assert levels("## Kop\n\n### Onder") == [1, 2]
    assert levels("# Kop\n\n## Onder", 2) == [2, 3]


def test_headings_do_not_skip_a_level() -> None:
    assert levels("# a\n\n#### b\n\n### c\n\n## d\n\n### e\n\n# f") == [1, 2, 2, 2, 3, 1]


def test_a_heading_above_the_first_gets_its_level() -> None:
    assert levels("### a\n\n# b\n\n## c") == [1, 1, 2]


def test_no_heading_is_deeper_than_a_document_has() -> None:
    assert max(levels("\n\n".join(f"{'#' * n} a" for n in range(1, 7)))) == 4


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(1, 3))
def test_levels_never_skip(written: list[int], top: int) -> None:
    counted = Levels(top)
    found = [counted.of(level) for level in written]
    assert all(top <= level for level in found)
    assert found[:1] in ([], [top])
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_what_stands_in_a_block_is_deeper_than_its_title() -> None:
    counted = Levels(2)
    assert counted.of(1) == 2
    assert counted.below == 3
    assert counted.inside().of(1) == 4


def test_a_heading_keeps_its_looks() -> None:
    assert only("# De *boom*") == Heading(1, (Run("De "), Run("boom", italic=True)))


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Wonen **Plus**\n\nTekst.", "Wonen Plus"),
        ("Eerst tekst.\n\nKop\n===", "Kop"),
        ("> ## In een citaat", "In een citaat"),
        ("- # In een lijst", "In een lijst"),
        ("Geen kop. # Ook geen.", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_first_heading(text: str, title: str) -> None:
    assert title_of(text) == title


# ---------------------------------------------------------------- running text


def runs(text: str) -> tuple[Run, ...]:
    block = only(text)
    assert isinstance(block, Paragraph)
    return block.words


def test_bold_and_italic_words() -> None:
    assert runs("a **b *c*** d") == (
        Run("a "), Run("b ", bold=True), Run("c", bold=True, italic=True), Run(" d"),
    )  # fmt: skip


def test_the_end_of_a_line_is_a_blank() -> None:
    assert runs("een\ntwee  \ndrie\\\nvier") == words("een twee drie vier")


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=1", "mailto:a@b.nl", "#uitkomst-U1", "wonen-plus.md"]
)
def test_links_to_the_web_to_mail_to_places_and_to_pages(link: str) -> None:
    assert runs(f"[hier]({link})") == (Run("hier", link=link),)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "javascript://x",
        "data:text/html,x",
        "file:///etc",
        "../a.md",
        "#",
        "",
    ],
)
def test_other_links_keep_their_words_only(link: str) -> None:
    assert runs(f"[hier]({link})") == words("hier")


def test_a_link_keeps_the_looks_of_its_words() -> None:
    assert runs("[**a** b](#c)") == (Run("a", bold=True, link="#c"), Run(" b", link="#c"))


def test_an_address_between_brackets_is_a_link() -> None:
    assert runs("<https://example.org>") == words("https://example.org", link="https://example.org")


def test_code_is_plain_text() -> None:
    assert runs("Kies `ja *of* nee`.") == words("Kies ja *of* nee.")
    assert blocks_of("```\na\n  b\n```\n\n    c") == (*p("a b"), *p("c"))


def test_an_image_gives_its_words() -> None:
    assert runs("Zie ![de *poster*](poster.png).") == words("Zie de poster.")
    assert blocks_of("![](leeg.png)") == ()


def test_html_is_text() -> None:
    assert runs("<b>vet</b> &lt;") == words("<b>vet</b> <")
    assert blocks_of("<div>\n<script>x</script>\n</div>") == p("<div> <script>x</script> </div>")


# ---------------------------------------------------------------- blocks


def test_lists_lie_in_lists() -> None:
    inner = Items((p("b"), p("c")), ordered=True, start=3)
    assert only("- a\n\n  3. b\n  4. c\n- d") == Items(((*p("a"), inner), p("d")))


def test_a_quote_is_a_notice() -> None:
    assert only("> a\n>\n> b") == Notice((), p("a") + p("b"))
    assert blocks_of(">") == ()


def test_a_table_has_sides() -> None:
    text = "| a | b | c |\n| --- | :-: | --: |\n| **1** | 2 |\n"
    assert only(text) == Table(
        (words("a"), words("b"), words("c")), ((words("1", bold=True), words("2"), ()),),
        ("start", "middle", "end"),
    )  # fmt: skip


def test_lines_between_paragraphs_are_left_out() -> None:
    assert blocks_of("a\n\n---\n\nb") == p("a") + p("b")


# ---------------------------------------------------------------- any text


def depth(blocks: tuple[Block, ...]) -> int:
    inner = [
        own
        for block in blocks
        for own in (
            block.items if isinstance(block, Items)
            else (block.blocks,) if isinstance(block, Notice) else ()
        )
    ]  # fmt: skip
    return 1 + max(map(depth, inner), default=0)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_what_lies_very_deep_comes_up(mark: str) -> None:
    blocks = blocks_of(mark * 25 + "diep")
    assert depth(blocks) <= 6
    assert said(blocks) == "diep"


@pytest.mark.parametrize("text", ["*a " * 4000 + "b*" * 4000, "[" * 4000, "> " * 4000, "`" * 4001])
def test_text_made_to_be_slow_or_deep_is_read(text: str) -> None:
    assert isinstance(blocks_of(text), tuple)


MARKS = st.text(st.sampled_from("ab *_`[]()<>!#-+1.|:>\\&;\n\t~=é\u00a0\u2028"), max_size=60)


@given(MARKS | st.text(max_size=60), st.integers(1, 3))
@example("[a]: <\x00>\n\n[a]", 1)
@example("[a](http://[)", 1)
def test_any_text_is_read_and_can_be_written(text: str, level: int) -> None:
    blocks = blocks_of(text, level)
    found = list(parts(Document("", "nl", blocks)))
    assert all(level <= one.level <= 4 for one in found if isinstance(one, Heading))
    assert all(plain(one.words).strip() for one in found if isinstance(one, Paragraph | Heading))
    assert all(
        len(row) == len(one.head) for one in found if isinstance(one, Table) for row in one.rows
    )
    assert DOCUMENT_FORMATS["html"].write(Document("Titel", "nl", blocks))


# Without what may hide words: links their address, fences their language, tables a cell too many.
LETTERS = st.text(st.sampled_from("ab1 *_]()>!#-+.:\\\n"), max_size=60)


@given(LETTERS)
def test_no_word_is_lost(text: str) -> None:
    shown = said(blocks_of(text))
    assert [c for c in shown if c in "ab"] == [c for c in text if c in "ab"]


@pytest.mark.parametrize("path", INFO, ids=lambda path: path.stem)
def test_the_pages_of_the_project_begin_with_their_title(path: Path) -> None:
    text = path.read_text("utf-8")
    first = blocks_of(text)[0]
    assert isinstance(first, Heading)
    assert plain(first.words) == title_of(text) != ""
