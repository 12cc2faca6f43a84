"""Documents as one web page: well-formed, accessible, whole, and needing nothing beside it."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import houses
import pytest
from document_words import bare, check_words
from hypothesis import given, settings
from random_documents import PICTURE, documents

from woonboom import style
from woonboom.colours import LEAST_CONTRAST, contrast
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
    Option,
    Outcome,
    Paragraph,
    Question,
    Run,
    Statement,
    Statements,
    Table,
    TextField,
    Tick,
    Turn,
    anchors,
    words,
)
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.formats.documents.html import shades
from woonboom.look import look_of, palette
from woonboom.scene import Picture

XHTML = "{http://www.w3.org/1999/xhtml}"
Element = ET.Element
YES = Option("ja", words("Ja"), "Ja", words("vraag 2", link="#v-2"), words("5 jaar of korter"))
NO = Option("nee", words("Nee"), "Nee", words("uitkomst U1", link="#u-1"))
OUTCOME = Outcome("U1", "u-1", "eligible", "Ja, dit kan", words("Goed"), (), Tick("u", "Goed"))


def written(document: Document) -> str:
    return DOCUMENT_FORMATS["html"].write(document).decode()


def page(*blocks: Block, language: str = "nl") -> Element:
    return parsed(Document("Titel", language, blocks))


def parsed(document: Document) -> Element:
    return ET.fromstring(written(document))


def every(root: Element, *names: str) -> list[Element]:
    return [one for one in root.iter() if one.tag.removeprefix(XHTML) in names]


def only(root: Element, name: str) -> Element:
    (found,) = every(root, name)
    return found


def of_class(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def main(root: Element) -> Element:
    return only(root, "main")


# ---------------------------------------------------------------- the page


def test_the_page_tells_what_it_is() -> None:
    document = Document(
        "Boom & bos", "en", (), subtitle="For all", imprint=("Version 1",), description="About",
        author="Office", keywords=("a", "b"), published="2026-01-31", organisation="Bureau",
        foot="Boom · version 1",
    )  # fmt: skip
    root = parsed(document)
    assert root.get("lang") == "en"
    assert said(only(root, "title")) == said(only(root, "h1")) == "Boom & bos"
    metas = {one.get("name"): one.get("content") for one in every(root, "meta")}
    assert (metas["description"], metas["author"], metas["keywords"]) == ("About", "Office", "a, b")
    assert said(only(root, "header")) == "Bureau Boom & bos For all Version 1"
    assert said(only(root, "footer")) == "Boom · version 1"


def test_the_page_needs_nothing_beside_it() -> None:
    logo = Picture(0, 0, 300, 100, houses.LOGO.format("").encode(), "image/svg+xml", "Logo")
    figure = Figure(PICTURE, "image/svg+xml", "Een lijn")
    text = written(Document("Titel", "nl", (figure,), logo=logo, organisation="Bureau"))
    root = ET.fromstring(text)
    assert not every(root, "script", "link", "iframe", "object", "form", "base")
    assert "url(" not in text
    assert "@import" not in text
    sources = [one.get("src", "") for one in every(root, "img")]
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert base64.b64decode(sources[1].split(",")[1]) == PICTURE
    assert [one.get("alt") for one in every(root, "img")] == ["Logo", "Een lijn"]


def test_the_page_may_show_what_is_in_it_and_do_nothing_else() -> None:
    rules = [one.get("content", "") for one in every(page(), "meta") if one.get("http-equiv")]
    (policy,) = rules
    assert dict(rule.strip().split(" ", 1) for rule in policy.split(";")) == {
        "default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:",
        "font-src": "data:",
    }  # fmt: skip


def test_nothing_that_is_written_becomes_code() -> None:
    bad = '</style><script>alert("1")</script>"><img src=x onerror=alert(1)>&'
    document = Document(
        bad, "nl", (Heading(1, words(bad), 'a"><b'), Paragraph(words(bad)),
        Figure(PICTURE, "image/svg+xml", bad), Table((words(bad),), (), caption=bad),
        Outcome(bad, "u", '"><script>', bad, words(bad), ())),
        subtitle=bad, imprint=(bad,), foot=bad, description=bad, author=bad, organisation=bad,
    )  # fmt: skip
    root = parsed(document)
    assert not every(root, "script")
    assert len(every(root, "img")) == 1
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    ("link", "goal"),
    [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("mailto:a@b.nl", "mailto:a@b.nl"), ("#u-1", "#u-1"), ("#nergens", None),
        ("javascript:alert(1)", None), ("javascript://x%0aalert(1)", None),
        ("data:text/html,x", None),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_or_to_a_place_here(link: str, goal: str | None) -> None:
    root = page(Paragraph((Run("hier", link=link),)), OUTCOME)
    assert [one.get("href") for one in every(main(root), "a")] == ([goal] if goal else [])
    assert "hier" in said(main(root))


# ---------------------------------------------------------------- contents


def headings(*levels: int) -> tuple[Block, ...]:
    return tuple(Heading(level, words(f"Kop {n}")) for n, level in enumerate(levels, 1))


def test_contents_list_the_headings_beside_the_text() -> None:
    root = page(*headings(1, 2, 3, 1))
    nav = only(root, "nav")
    links = [(said(one), one.get("href")) for one in every(nav, "a")]
    assert links == [("Kop 1", "#kop-1"), ("Kop 2", "#kop-2"), ("Kop 4", "#kop-4")]
    assert said(every(nav, "h2")[0]) == "Inhoud"


def test_few_headings_need_no_contents_unless_they_are_asked_for() -> None:
    assert not every(page(*headings(1, 2)), "nav")
    nav = only(page(Contents(words("Wat staat waar?"), 1), *headings(1, 2)), "nav")
    assert said(nav) == "Wat staat waar? Kop 1"


# ---------------------------------------------------------------- blocks


def test_a_table_has_headings_that_say_of_what() -> None:
    rows = ((words("2022"), words("39")),)
    table = Table((words("Jaar"), words("Aantal")), rows, ("start", "end"), (1, 3), True, "Cijfers")
    root = main(page(table))
    heads = [(one.get("scope"), said(one)) for one in every(root, "th")]
    assert heads == [("col", "Jaar"), ("col", "Aantal"), ("row", "2022")]
    assert said(only(root, "caption")) == "Cijfers"
    assert [one.get("style") for one in every(root, "col")] == ["width:25%", "width:75%"]
    assert [one.get("class") for one in every(root, "td")] == ["end"]


def test_a_wide_table_can_be_moved_with_the_keyboard() -> None:
    (frame,) = of_class(page(Table((words("Jaar"),), (), caption="Cijfers")), "wide")
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    assert frame.get("aria-label") == "Cijfers"


def test_a_list_begins_where_it_says() -> None:
    listed = only(main(page(Items(((Paragraph(words("a")),),), ordered=True, start=4))), "ol")
    assert listed.get("start") == "4"
    assert said(listed) == "a"


def test_a_question_has_its_number_its_answers_and_where_they_lead() -> None:
    choice = Choice("antwoord_v", "Vraag 1", (YES, NO), "nee")
    root = page(Question("1", "v-1", words("Korter dan 5 jaar?"), choice, words("Tel.")), OUTCOME)
    (section,) = of_class(root, "question")
    assert section.get("id") == "v-1"
    assert said(every(section, "h2")[0]) == "1 Korter dan 5 jaar?"
    answers = [said(one) for one in every(section, "li")]
    assert answers == ["Ja → vraag 2 5 jaar of korter", "(gekozen) Nee → uitkomst U1"]
    assert [len(of_class(one, "chosen")) for one in every(section, "li")] == [0, 1]


def test_a_question_to_read_has_no_rounds_to_fill_in() -> None:
    root = page(Question("1", "v-1", words("Kort?"), Choice("", "Vraag 1", (YES,)), lit=True))
    assert not of_class(root, "mark")
    assert of_class(root, "lit")


@pytest.mark.parametrize("kind", [*style.KINDS, "eigen"])
def test_every_kind_of_outcome_has_its_icon_its_words_and_its_look(kind: str) -> None:
    outcome = Outcome("U1", "u-1", kind, "Ja, dit kan", words("Goed"), (Paragraph(words("Bel.")),))
    (section,) = of_class(page(outcome), "outcome")
    look = kind if kind in style.KINDS else "other"
    assert look in section.get("class", "")
    assert [one.get("aria-hidden") for one in section.iter() if one.tag.endswith("svg")] == ["true"]
    assert said(section) == "U1 Ja, dit kan Goed Bel."
    assert look in shades.light(Document("", "nl", ()))


def test_kinds_differ_in_more_than_colour() -> None:
    sheet = only(page(), "style").text or ""
    borders = [
        re.findall(rf"\.outcome\.{kind} {{[^}}]*?(border-[^}}]+)}}", sheet) for kind in style.KINDS
    ]
    assert len({tuple(found) for found in borders}) == len(style.KINDS)
    assert all(borders)


def test_fields_show_what_is_filled_in_or_room_to_write() -> None:
    rows = (
        (Labelled(words("Datum"), TextField("d", "Datum", "31-01-2026", "date")),
         Labelled(words("Tijd"), TextField("t", "Tijd"), "maanden", words("Hele maanden."))),
    )  # fmt: skip
    found = [said(one) for one in of_class(page(Fields(rows)), "labelled")]
    assert found == ["Datum 31-01-2026", "Tijd Hele maanden. (leeg) maanden"]


def test_a_statement_has_a_point_of_the_scale_in_every_column() -> None:
    points = (Option("nee", words("Oneens"), ""), Option("ja", words("Eens"), ""))
    more = Labelled(words("Toelichting"), TextField("t", "t", "Wel lang"))
    row = Statement("1", words("Het is duidelijk."), Choice("s", "s", points, "ja"), more)
    rows = [said(one) for one in every(page(Statements(("Oneens", "Eens"), (row,))), "tr")]
    assert rows == [
        "Stelling Oneens Eens", "1 Het is duidelijk. Oneens (gekozen) Eens", "Toelichting Wel lang",
    ]  # fmt: skip


def test_an_english_page_is_english_throughout() -> None:
    rows = ((Labelled(words("Date"), TextField("d", "Date")),),)
    root = page(*headings(1, 1, 1), Fields(rows), language="en")
    assert said(only(root, "nav")).startswith("Contents")
    assert "(blank)" in said(root)


# ---------------------------------------------------------------- colours

GROUNDED = (
    ("title", "main"), ("on-main", "main"), ("heading", "paper"), ("heading", "ground"),
    *((own, ground) for own in ("ink", "note", "link") for ground in ("paper", "ground", "lit")),
    *((own, f"{kind}-tint") for own in ("ink", "note", "link") for kind in (*style.KINDS, "other")),
    *((f"{kind}-on", kind) for kind in (*style.KINDS, "other")),
    *((f"{kind}-title", ground) for kind in (*style.KINDS, "other")
      for ground in (f"{kind}-tint", "ground")),
)  # fmt: skip
HOUSES: tuple[dict[str, str], ...] = (
    {}, {"main": "#E3000F"}, {"main": "#000000"}, {"main": "#00613A", "ground": "#E8E8E8"},
    {"main": "#5B2A86", "eligible": "#2E7D32"},
)  # fmt: skip


@pytest.mark.parametrize("shaded", [shades.light, shades.dark])
@pytest.mark.parametrize("house", HOUSES)
def test_every_text_contrasts_with_its_ground(house: dict[str, str], shaded: object) -> None:
    document = Document("Titel", "nl", (), palette=palette(house))
    found = shaded(document)  # type: ignore[operator]
    weak = [pair for pair in GROUNDED if contrast(*(found[one] for one in pair)) < LEAST_CONTRAST]
    assert not weak
    assert contrast(found["line"], found["paper"]) >= 3
    for kind in (*style.KINDS, "other"):
        grounds = found["paper"], found[f"{kind}-tint"]
        assert all(contrast(found[f"{kind}-edge"], ground) >= 3 for ground in grounds)


def test_the_page_has_the_colours_of_the_house(tmp_path: Path) -> None:
    look = look_of(houses.a_tree(tmp_path, "  colours: {main: '#00613A'}"))
    text = written(Document("Titel", "nl", (), palette=look.palette))
    assert "--main: #00613A" in text
    assert style.NAVY not in text


# ---------------------------------------------------------------- any document

ALONE = ("meta", "br", "hr", "img", "col")
BLOCKS = ("p", "div", "ul", "ol", "dl", "table", "section", "figure", "h2", "h3", "h4", "h5", "h6")


@given(documents())
@settings(deadline=None)
def test_every_word_of_any_document_is_there_in_order(document: Document) -> None:
    root = parsed(document)
    check_words(document, bare("".join(main(root).itertext())))
    assert bare(document.title) in bare("".join(only(root, "h1").itertext()))


@given(documents())
@settings(deadline=None)
def test_any_document_is_sound_html(document: Document) -> None:
    text = written(document)
    root = ET.fromstring(text)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert set(ids) >= set(anchors(document.blocks))
    goals = [one.get("href", "") for one in every(root, "a")]
    assert {goal[1:] for goal in goals if goal.startswith("#")} <= set(ids)
    # What HTML and XML read differently: empty elements, and blocks in a paragraph.
    assert all(name in ALONE for name in re.findall(r"<(\w+)[^<>]*/>", _outside_svg(text)))
    for one in every(root, "p", "span", "h1", "h2", "h3", "h4", "h5", "h6"):
        assert not [inner for inner in every(one, *BLOCKS) if inner is not one]


def _outside_svg(text: str) -> str:
    return re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)


@given(documents())
@settings(deadline=None)
def test_any_document_can_be_walked_by_its_headings(document: Document) -> None:
    root = main(parsed(document))
    levels = [1, *(int(one.tag[-1]) for one in every(root, "h2", "h3", "h4", "h5", "h6"))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(said(one) for one in every(root, "th") if one.get("scope") is None)
    for table in every(root, "table"):
        heads = every(table, "th")
        assert all(one.get("scope") for one in heads)


@given(documents())
@settings(deadline=None, max_examples=20)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert written(document) == written(document)


# ---------------------------------------------------------------- what compares


def test_words_that_were_removed_and_added_are_said_to_be() -> None:
    root = page(Paragraph((Run("3", mark="removed"), Run("6", mark="added", bold=True))))
    assert said(only(root, "del")) == "3"
    assert [one.tag for one in only(root, "ins")] == [f"{XHTML}strong"]


def test_outcomes_that_take_each_others_place_differ_by_more_than_colour() -> None:
    was = End("Was", "U1", "eligible", "Ja, dit kan", words("Kans"))
    turn = Turn(words("Wie huurt"), was, End("Wordt", "", "", "Geen uitkomst", ()))
    root = page(Heading(1, words("Wie")), turn)
    assert [said(one) for one in every(root, "h3")] == ["Wie huurt"]
    first, second = of_class(root, "outcome")
    assert "eligible" in first.get("class", "").split()
    assert "none" in second.get("class", "").split()
    assert not [one for one in second.iter() if one.tag.endswith("}svg")]
    icons = [one for one in first.iter() if one.tag.endswith("}svg")]
    assert [one.get("aria-hidden") for one in icons] == ["true"]
    ends = [said(one) for one in of_class(root, "end-of")]
    assert ends == ["Was U1 Ja, dit kan Kans", "Wordt Geen uitkomst"]


def test_the_ways_in_which_an_outcome_is_replaced_stand_before_both() -> None:
    was, becomes = End("Was", "", "eligible", "Ja", words("Kans")), End("Wordt", "", "", "Geen", ())
    turn = Turn(words("Wie huurt, en"), was, becomes, ways=(words("jong is"), words("oud is")))
    (section,) = of_class(page(turn), "turn")
    assert said(section).startswith("Wie huurt, en jong is oud is Was")


def test_outcomes_of_several_policies_stand_under_whom_they_are_for() -> None:
    ends = tuple(
        End(place, "", kind, label, words("Kans"))
        for place, kind, label in (("Hier", "eligible", "Ja"), ("Daar", "refer", "Verder"))
    )
    ways = Items(((Paragraph(words("jong")),),))
    root = page(Heading(1, words("Wie")), Abreast(words("Wie huurt"), (ways,), ends))
    (section,) = of_class(root, "abreast")
    assert said(section) == "Wie huurt jong Hier Ja Kans Daar Verder Kans"
    assert [said(one) for one in every(section, "h3")] == ["Wie huurt"]
    kinds = [one.get("class", "").split() for one in of_class(section, "outcome")]
    assert kinds == [["outcome", "eligible"], ["outcome", "refer"]]


def test_what_is_folded_can_be_opened_without_a_script() -> None:
    root = page(Folded(words("Meer"), (Paragraph(words("Bel.")),)))
    assert said(only(only(root, "details"), "summary")) == "Meer"
    assert said(only(root, "details")) == "Meer Bel."


def test_every_figure_beside_another_has_a_link_that_enlarges_it() -> None:
    figures = tuple(Figure(PICTURE, "image/svg+xml", f"Boom {n}") for n in (1, 2))
    root = page(Beside(figures, "Groot", "Klein"))
    goals = [one.get("href", "")[1:] for one in of_class(root, "enlarge")]
    assert [one.get("id") for one in of_class(root, "drawing")] == goals
    assert len(set(goals)) == 2
    (place,) = of_class(root, "beside")
    assert {one.get("href") for one in of_class(root, "reduce")} == {f"#{place.get('id')}"}


def test_a_table_of_pairs_says_so_to_narrow_screens() -> None:
    cells = tuple(map(words, ("Waar", "Was", "Wordt")))
    table = only(page(Table(cells, (cells,), leads=True, paired=True)), "table")
    assert (table.get("class"), table.get("style")) == ("paired", "--sides:2")
