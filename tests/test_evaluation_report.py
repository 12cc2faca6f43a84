"""The report: what stands in it agrees with what was answered, and leads to nobody."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pdf_checker
import pikepdf
import pypdfium2
import pytest
from calling import ROOT
from evaluation_forms import FORM, form, questionnaire, response, round_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_verapdf import conforms

from woonboom.colours import contrast, lightness
from woonboom.diagnostics import SourceText
from woonboom.document import Document, Figure, Heading, Items, Notice, Paragraph, Run, Table, plain
from woonboom.document import parts as document_parts
from woonboom.evaluation.bars import colours_of
from woonboom.evaluation.data import as_data
from woonboom.evaluation.form import Form, form_of
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.report import Given, report
from woonboom.evaluation.responses import Response
from woonboom.evaluation.years import NoFigures, read_years
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.house import Logo
from woonboom.load import Library
from woonboom.look import Look, palette
from woonboom.papers.evaluation import evaluation_form
from woonboom.style import FIRA, INK, PAPER

SECRET = "Xanthippe Quickebosch"
YEARS = (ROOT / "trees" / "cijfers.csv").read_bytes()
ROWS = st.lists(st.text("12345-", min_size=3, max_size=3), max_size=30)


def tables(document: Document) -> list[Table]:
    return [part for part in document_parts(document) if isinstance(part, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def titles(document: Document) -> list[str]:
    return [plain(part.words) for part in document_parts(document) if isinstance(part, Heading)]


def said(document: Document) -> str:
    return "\n".join(part.text for part in document_parts(document) if isinstance(part, Run))


def figures(document: Document) -> list[Figure]:
    return [part for part in document_parts(document) if isinstance(part, Figure)]


def made(
    responses: Sequence[Response], then: Sequence[Response] | None = None, years: bytes = b""
) -> Document:
    before = round_of(then) if then is not None else None
    return report(Given(round_of(responses), before, read_years(years) if years else None))


# ---------------------------------------------------------------- the figures


@settings(max_examples=40)
@given(ROWS)
def test_the_tables_say_what_counting_by_hand_gives(rows: list[str]) -> None:
    document = made([response(row) for row in rows])
    if len(rows) < 5:
        assert tables(document) == []
        return
    found = [row for table in tables(document) for row in cells(table)]
    for place, row in enumerate(found):
        column = [points[place] for points in rows]
        counts = [column.count(str(point)) for point in range(1, 6)]
        if 0 < sum(counts) < 5:
            assert row == [str(place + 1), *["–"] * 7]
            continue
        assert row[:7] == [str(place + 1), *map(str, counts), str(sum(counts))]
        agree = counts[3] + counts[4]
        exact = 100 * agree / sum(counts) if sum(counts) else None
        assert (row[7] == "–") if exact is None else abs(int(row[7].rstrip("%")) - exact) <= 0.5


def test_every_part_has_a_picture_with_all_its_numbers_in_words() -> None:
    pictures = figures(made([response("415")] * 5))
    assert [figure.alt.split(".")[0] for figure in pictures] == [
        (
            "De kleuren van de vijf antwoorden, van links naar rechts: Helemaal niet mee eens, "
            "Niet mee eens, Weet ik niet, Mee eens, Helemaal mee eens"
        ),
        "Balken bij de stellingen over ‘Het beleid’",
        "Balken bij de stellingen over ‘De boom’",
    ]
    assert "Stelling 1, ‘Ik ken het beleid.’: 0% oneens, 0% neutraal, 100% eens." in pictures[1].alt


def test_the_legend_stands_once_and_before_the_bars() -> None:
    document = made([response("415")] * 5)
    assert titles(document)[:2] == ["Zo leest u de balken", "Het beleid"]
    assert titles(document).count("Zo leest u de balken") == 1


def test_the_period_is_that_of_the_forms() -> None:
    days = [date(2026, 3, 21), *[date(2026, 2, 28)] * 4]
    document = made([response("4--", day=day) for day in days])
    assert document.subtitle == "Ingevuld van 28 februari 2026 tot en met 21 maart 2026"
    assert document.published == "2026-03-21"
    some = made([response("4--", day=day) for day in [*days, None]])
    assert some.subtitle == f"{document.subtitle}, voor zover vermeld"
    same = made([response("4--", day=days[0])] * 5)
    assert same.subtitle == "Ingevuld op 21 maart 2026"


@pytest.mark.parametrize("dated", range(5))
def test_the_days_of_fewer_than_five_forms_are_told_nowhere(dated: int) -> None:
    answered = [response("4--", day=date(2026, 3, 21))] * dated + [response("4--")] * 6
    document = made(answered, then=answered)
    assert document.subtitle == "Periode van invullen niet bekend"
    assert document.published == ""
    assert "maart" not in said(document)
    assert "2026-03-21" not in json.dumps(as_data(round_of(answered), round_of(answered)))


def test_comments_stand_under_what_they_are_about() -> None:
    written = {"bekend": "Ja hoor.\nZeker.", "advies": "Hang hem op."}
    document = made([response("4--", comments=written), *[response("4--")] * 4])
    blocks = list(document.blocks)
    heads = [isinstance(b, Heading) and plain(b.words).startswith("Stelling 1:") for b in blocks]
    lists = [block for block in blocks[heads.index(True) :] if isinstance(block, Items)]
    first = [plain(p.words) for p in lists[0].items[0] if isinstance(p, Paragraph)]
    assert first == ["Ja hoor.", "Zeker."]
    assert titles(document)[-3:-1] == ["Welk advies hebt u?", "De boom"]


# ---------------------------------------------------------------- few people


@pytest.mark.parametrize("count", range(5))
def test_of_fewer_than_five_nothing_is_broken_down(count: int) -> None:
    answered = [response("415", comments={"advies": "Alleen ik."})] * count
    document = made(answered)
    assert figures(document) == []
    assert tables(document) == []
    assert "Alleen ik." not in said(document)
    assert "Onder de vijf is soms te raden" in said(document)
    data = as_data(round_of(answered))
    assert {json.dumps(row["counts"]) for row in data["statements"]} == {"null"}  # type: ignore[attr-defined]
    assert data["comments"] == {}


def grouped(*sizes: int) -> list[Response]:
    names = ("Zorg en welzijn", "Woningcorporatie", "")
    return [
        response("444", groups={"rol": name} if name else {})
        for name, size in zip(names, sizes, strict=False)
        for _ in range(size)
    ]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((5, 5), True), ((5, 4), False), ((9,), False), ((5, 5, 1), False), ((5, 5, 5), True)],
)
def test_groups_are_broken_down_when_each_has_five(sizes: tuple[int, ...], shown: bool) -> None:
    document = made(grouped(*sizes))
    assert ("Zorg en welzijn (5)" in said(document)) == shown
    assert ("is niet uitgesplitst" in said(document)) != shown
    data: list[dict[str, object]] = as_data(round_of(grouped(*sizes)))["groups"]  # type: ignore[assignment]
    assert [one["groups"] is not None for one in data] == [shown]


def test_no_head_of_a_group_is_broken() -> None:
    names = ("Woningcorporatie", "Hulpverlening", "Bureau Woonkans", "Ergens anders", "")
    ours = Library().questionnaire(ROOT / "trees" / "evaluatie.yaml")
    assert ours
    asked = form_of(ours)
    answered = [
        Response({"bekend": 3}, {}, {"werkplek": name} if name else {}) for name in names * 5
    ]
    data = DOCUMENT_FORMATS["pdf"].write(report(Given(Round(asked, answered))))
    pages = pypdfium2.PdfDocument(data)
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    assert all(name in printed for name in ("Woningcorporatie", "Hulpverlening"))


def test_no_group_is_even_named_where_it_is_too_small() -> None:
    assert "Woningcorporatie" not in said(made(grouped(9, 1)))
    data = as_data(round_of(grouped(9, 1)))
    assert "Woningcorporatie" not in json.dumps(data, ensure_ascii=False)


def test_a_statement_that_few_of_a_group_answered_has_dashes_for_all_groups() -> None:
    answered = [*grouped(5, 4), response("4-4", groups={"rol": "Woningcorporatie"})]
    rows = [row for table in tables(made(answered)) for row in cells(table) if len(row) == 3]
    assert rows == [["1", "100%", "100%"], ["2", "–", "–"], ["3", "100%", "100%"]]


def test_a_statement_that_few_answered_has_dashes_and_no_comments() -> None:
    rows = [*[response("41-", comments={"wachten": "Alleen ik."})] * 4, *[response("5--")] * 4]
    document = made(rows)
    assert cells(tables(document)[0])[1] == ["2", *["–"] * 7]
    assert "‘Een wachttijd van 6 weken is redelijk.’: minder dan vijf mensen" in (
        figures(document)[1].alt
    )
    assert "Alleen ik." not in said(document)
    assert "minder dan vijf mensen. Wat zij kozen en toelichtten" in said(document)
    data = as_data(round_of(rows))
    assert "Alleen ik." not in json.dumps(data)
    statement: dict[str, object] = data["statements"][1]  # type: ignore[index]
    assert (statement["counts"], statement["percentages"]) == (None, None)


def test_equal_comments_stand_there_once() -> None:
    document = made([response("4--", comments={"advies": "Kan korter."})] * 5)
    assert said(document).count("Kan korter.") == 1
    assert "Kan korter. (5 keer)" in said(document)


@pytest.mark.parametrize("count", [1, 4])
def test_of_few_people_the_method_speaks_of_nothing_that_is_not_there(count: int) -> None:
    document = made([response("415", comments={"advies": "Ja."})] * count)
    heading = titles(document)[-1]
    lines = said(document).split(f"{heading}\n")[1]
    assert lines.splitlines() == [
        "1 formulier met antwoorden is geteld." if count == 1
        else "4 formulieren met antwoorden zijn geteld."
    ]  # fmt: skip


@pytest.mark.parametrize("written", [False, True])
def test_that_comments_may_hold_names_is_said_where_there_are_comments(written: bool) -> None:
    comments = {"advies": "Goed."} if written else {}
    document = made([response("415", comments=comments)] * 5)
    assert ("er kan nog een naam in staan" in said(document)) == written
    assert "Namen staan niet in dit verslag" not in said(document)


def test_an_export_that_was_cut_short_is_told_of() -> None:
    found = round_of([response("415")] * 5)
    found.cut = 1
    assert "1 bestand was niet tot het einde te lezen" in said(report(Given(found)))
    assert as_data(found)["cut"] == 1


# ---------------------------------------------------------------- two rounds, and years


def test_two_rounds_stand_beside_each_other() -> None:
    document = made([response("415")] * 5, then=[response("155")] * 6)
    (table,) = [table for table in tables(document) if len(table.head) == 4]
    assert cells(table) == [
        ["1. Ik ken het beleid.", "0%", "100%", "+100"],
        ["2. Een wachttijd van 6 weken is redelijk.", "100%", "0%", "−100"],
        ["3. De boom is duidelijk.", "100%", "100%", "0"],
    ]
    assert "een beschrijving en geen bewijs" in said(document)


def test_of_what_few_answered_in_a_round_no_change_is_told() -> None:
    then = [response("155"), *[response("-55")] * 5]
    now = [response("555"), *[response("-55")] * 5]
    document = made(now, then=then)
    (table,) = [table for table in tables(document) if len(table.head) == 4]
    assert cells(table)[0][1:] == ["–", "–", "–"]
    assert "in die ronde antwoordden minder dan vijf mensen" in said(document)
    data: dict[str, list[dict[str, object]]] = as_data(round_of(now), round_of(then))["compared"]  # type: ignore[assignment]
    assert data["statements"][0] == {
        "id": "bekend",
        "then": {"counts": None, "percentages": None},
        "now": {"counts": None, "percentages": None},
        "points": None,
        "reworded": False,
    }


def test_new_and_dropped_statements_are_named() -> None:
    before = Round(form(FORM.replace("wachten: Een", "geduld: Enig")), [response("4-4")] * 5)
    document = report(Given(round_of([response("444")] * 5), before))
    assert ("Nieuw in deze ronde: stelling 2 (‘Een wachttijd van 6 weken is redelijk’).") in said(
        document
    )
    assert (
        "Alleen in de vorige ronde gevraagd: ‘Enig wachttijd van 6 weken is redelijk’."
    ) in said(document)


@pytest.mark.parametrize(("then", "now"), [(4, 9), (9, 4)])
def test_a_round_of_few_people_is_not_compared(then: int, now: int) -> None:
    document = made([response("415")] * now, then=[response("155")] * then)
    assert "Daarom is er niets vergeleken." in said(document)
    assert not [table for table in tables(document) if len(table.head) == 4]


def test_the_figures_of_the_policy_are_shown_with_their_share() -> None:
    document = made([], years=YEARS)
    (table,) = tables(document)
    assert [plain(cell) for cell in table.head] == [
        "Jaar", "Ontruimingen", "Aanmeldingen", "Aandeel",
    ]  # fmt: skip
    assert cells(table) == [
        ["2019", "73", "7", "10%"],
        ["2020", "48", "6", "13%"],
        ["2021", "42", "5", "12%"],
        ["2022", "39", "2", "5%"],
    ]
    assert "2020: 48 ontruimingen, 6 aanmeldingen, 13%." in figures(document)[0].alt
    assert "Bron: T Tabel 1" in said(document)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Dit zijn geen cijfers per jaar"),
        ("jaar,a\n2020,1\n", "Dit zijn geen cijfers per jaar"),
        ("jaar,a,b\n", "Dit zijn geen cijfers per jaar"),
        ("jaar,a,b\n2020,veel,1\n", "Rij 2: ‘veel’ is geen heel getal"),
        ("jaar,a,b\n2020,-3,1\n", "Rij 2: ‘-3’ is geen heel getal"),
        ("# uitleg\njaar,a,b\n2020,1\n", "Rij 3: hier horen drie waarden, maar er staan er 2"),
        ("jaar,a,b\n2020,5,1\n2020,5,1\n", "Rij 3: het jaar 2020 staat er al"),
        ("2019,73,7\n2020,48,6\n", "De eerste rij heeft getallen in plaats van namen"),
        (f"jaar,a,b\n2020,{'1' * 140_000},1\n", "Rij 2 is niet als tabel te lezen"),
        (f"{'x' * 140_000},a,b\n2020,1,1\n", "Rij 1 is niet als tabel te lezen"),
    ],
)
def test_figures_that_cannot_be_say_why(text: str, problem: str) -> None:
    with pytest.raises(NoFigures) as raised:
        read_years(text.encode())
    assert problem in " ".join(one.say("nl") for one in raised.value.problems)


def test_a_part_may_be_larger_than_its_whole_and_of_nothing_there_is_no_share() -> None:
    text = b"jaar,ontruimingen,aanmeldingen\n2020,2,5\n2021,0,0\n2022,0,3\n"
    document = made([], years=text)
    assert [row[3] for row in cells(tables(document)[0])] == ["250%", "–", "–"]
    boxes = [box for box in ElementTree.fromstring(figures(document)[0].data).iter()
             if box.tag.endswith("rect")]  # fmt: skip
    assert min(float(box.get("y", "")) for box in boxes[2:]) > 6  # below the legend
    data: dict[str, list[dict[str, object]]] = as_data(round_of([]), None, read_years(text))[
        "years"
    ]  # type: ignore[assignment]
    assert [year["share"] for year in data["years"]] == [250, None, None]


def test_figures_may_come_from_a_spreadsheet() -> None:
    text = "\ufeffjaar;ontruimingen;aanmeldingen\r\n2021;42;5\r\n2020;48;6\r\n"
    years = read_years(text.encode())
    assert [(year.year, year.whole, year.part) for year in years.years] == [
        (2020, 48, 6),
        (2021, 42, 5),
    ]


# ---------------------------------------------------------------- no names, in any format


def secretive() -> Round:
    texts = (f"Vraag {SECRET} maar.", "Xanthippe weet het.", "Mevrouw Quickebosch belde.", "Ja.")
    return round_of(
        [
            response(
                "415",
                comments={"bekend": texts[n % 4], "advies": texts[(n + 1) % 4]},
                names=(SECRET,) if n % 2 else (),
                groups={"rol": "Zorg en welzijn"},
                day=date(2026, 3, n + 1),
            )
            for n in range(8)
        ]
    )


def streams(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes()
            yield str(thing).encode()


def test_no_name_is_in_a_pdf_however_it_is_packed() -> None:
    data = DOCUMENT_FORMATS["pdf"].write(report(Given(secretive(), secretive())))
    whole = b"".join([data, *streams(data)])
    for name in SECRET.split():
        assert name.encode() not in whole
        assert name.encode("utf-16-be") not in whole


def test_no_name_is_in_a_web_page_or_in_the_data() -> None:
    page = DOCUMENT_FORMATS["html"].write(report(Given(secretive(), secretive())))
    data = json.dumps(as_data(secretive(), secretive()), ensure_ascii=False).encode()
    for name in SECRET.split():
        assert name.encode() not in page + data
    assert b"[naam]" in page
    assert b"[naam]" in data


def test_the_data_fit_their_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "evaluate.json").read_text("utf-8"))
    for now, then in (
        (secretive(), secretive()),
        (round_of([]), None),
        (round_of(grouped(5, 6)), round_of([])),
    ):
        jsonschema.validate(as_data(now, then, read_years(YEARS)), schema)


# ---------------------------------------------------------------- the files


def test_a_report_is_a_sound_tagged_pdf_with_all_its_words() -> None:
    document = report(Given(secretive(), secretive(), read_years(YEARS)))
    assert pdf_checker.problems(DOCUMENT_FORMATS["pdf"].write(document), document) == []


@pytest.mark.java
def test_a_report_and_its_form_conform(tmp_path: Path) -> None:
    for name, document in (
        ("verslag", report(Given(secretive(), secretive(), read_years(YEARS)))),
        ("weinig", made([response("4--")], years=YEARS)),
        ("formulier", evaluation_form(questionnaire())),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(DOCUMENT_FORMATS["pdf"].write(document))
    lines = conforms(sorted(tmp_path.glob("*.pdf")))
    assert [line for line in lines if not line.endswith(" ok")] == []
    assert len(lines) == 6


# ---------------------------------------------------------------- the pictures


def test_pictures_are_shapes_only_so_that_no_font_is_needed() -> None:
    for figure in figures(made([response("415")] * 5, years=YEARS)):
        root = ElementTree.fromstring(figure.data)
        kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert kinds <= {"svg", "path", "rect", "g"}


def widths(figure: Figure) -> list[tuple[float, float]]:
    """Left edge and width of the segments of the first bar, as they are drawn."""
    root = ElementTree.fromstring(figure.data)
    drawn = [element for element in root.iter() if element.tag.endswith("rect")]
    boxes = [[float(box.get(key, "")) for key in ("x", "y", "width")] for box in drawn
             if box.get("fill") != "none" and float(box.get("height", "0")) > 6]  # fmt: skip
    first = min(top for _, top, _ in boxes)
    return [(left, width) for left, top, width in boxes if top == first]


def test_bars_are_as_wide_as_their_numbers_and_neutral_is_in_the_middle() -> None:
    rows = ["1", "2", "2", "3", "3", "4", "4", "4", "5", "5"]
    picture = figures(made([response(row + "--") for row in rows]))[1]
    segments = widths(picture)
    unit = segments[0][1]
    assert [round(width / unit) for _, width in segments] == [1, 2, 2, 3, 2]
    middle = segments[2][0] + segments[2][1] / 2
    axis = re.search(rb'd="M([\d.]+) ', picture.data)
    assert axis
    lines = [float(x) for x in re.findall(rb'd="M([\d.]+) [\d.-]+L\1 ', picture.data)]
    assert min(abs(middle - line) for line in lines) < 0.05


def test_the_colours_are_those_of_the_house() -> None:
    own = figures(made([response("415")] * 5))[1].data
    look = Look(FIRA, palette({"main": "#7A1F5C"}), "De Brink", None)
    theirs = figures(report(Given(round_of([response("415")] * 5), None, None, look)))[1].data
    assert own != theirs
    assert b"#7A1F5C" not in own


def test_what_is_neutral_takes_the_hue_of_the_house_too() -> None:
    assert colours_of(palette({"main": "#C00000"}))[2] != colours_of(palette({}))[2]


def test_the_logo_of_the_house_is_on_it() -> None:
    logo = Logo("image/svg+xml", 20, 10, b"<svg/>", SourceText("x").start)
    look = Look(FIRA, {}, "De Brink", logo)
    document = report(Given(round_of([]), None, None, look))
    assert document.logo
    assert document.logo.data == logo.data


def test_every_picture_has_one_for_a_narrow_screen() -> None:
    for figure in figures(made([response("415")] * 5, years=YEARS)):
        wide, narrow = (ElementTree.fromstring(data) for data in (figure.data, figure.narrow))
        assert (wide.get("width"), narrow.get("width")) == ("172mm", "86mm")
        right = [float(box.get("x", "")) + float(box.get("width", ""))
                 for box in narrow.iter() if box.tag.endswith("rect")]  # fmt: skip
        assert max(right) <= 86


def test_the_same_answers_make_the_same_bytes_whatever_their_order() -> None:
    responses = [response("415", comments={"advies": f"Nummer {n}"}) for n in range(6)]
    one = DOCUMENT_FORMATS["pdf"].write(made(responses, years=YEARS))
    other = DOCUMENT_FORMATS["pdf"].write(made(responses[::-1], years=YEARS))
    assert one == other


def test_an_english_form_has_an_english_report() -> None:
    english = form(FORM.replace('version: "2026-01"', 'version: "2026-01"\nlanguage: en'))
    document = report(Given(Round(english, [response("415")] * 5), None, read_years(YEARS)))
    notices = [plain(part.title) for part in document_parts(document) if isinstance(part, Notice)]
    assert notices == ["In short"]
    assert titles(document)[0] == "The figures per year"


def many(count: int, words: str = "Stelling over het beleid") -> Form:
    start, end = FORM.index("    statements:\n      bekend"), FORM.index("  boom:\n")
    rows = "".join(f"      s{n}: {words} {n}.\n" for n in range(count))
    return form(f"{FORM[:start]}    statements:\n{rows}{FORM[end:]}")


@pytest.mark.parametrize("words", ["Kort", "Een heel lange stelling " * 40])
def test_a_part_with_many_statements_has_pictures_that_fit_on_a_page(words: str) -> None:
    long = many(40, words)
    answered = [Response({f"s{n}": n % 5 for n in range(40)}, {}, {})] * 5
    pictures = figures(report(Given(Round(long, answered))))
    heights = [
        float(ElementTree.fromstring(p.data).get("height", "").rstrip("m")) for p in pictures
    ]
    assert max(heights) <= 210
    told = " ".join(picture.alt for picture in pictures)
    assert all(f"Stelling {n}, " in told for n in range(1, 42))
    DOCUMENT_FORMATS["pdf"].write(report(Given(Round(long, answered))))


def test_the_five_answers_differ_in_grey_and_their_numbers_can_be_read() -> None:
    for main in ("#12304F", "#7A1F5C", "#C00000", "#005A3C", "#000000"):
        fills = colours_of(palette({"main": main}))
        lights = sorted(map(lightness, fills))
        assert min(b - a for a, b in pairwise(lights)) > 0.09
        for fill in fills:
            assert max(contrast(fill, PAPER), contrast(fill, INK)) >= 4.5


def test_of_many_years_the_last_are_drawn_and_all_are_listed() -> None:
    rows = "".join(f"{2000 + n},10,1\n" for n in range(20))
    document = made([], years=f"jaar,a,b\n{rows}".encode())
    assert "2007:" not in figures(document)[0].alt
    assert "2008: 10 a, 1 b, 10%." in figures(document)[0].alt
    assert len(cells(tables(document)[0])) == 20
    assert "De staven tonen de laatste 12 jaar." in said(document)


def test_a_form_with_open_questions_only_has_a_report_of_what_people_wrote() -> None:
    start, end = FORM.index("scale:\n"), FORM.index("parts:\n")
    text = FORM[:start] + FORM[end:]
    text = text[: text.index("    statements:")] + text[text.index("    open:") :]
    text = text[: text.index("  boom:")] + "closing: Dank u.\n"
    text = text.replace("Dit gaat over het beleid.", "Wachten duurt {wachttijd}.")
    answered = [Response({}, {"advies": f"Nummer {n}"}, {}) for n in range(5)]
    document = report(Given(Round(form(text), answered)))
    assert titles(document) == ["Het beleid", "Welk advies hebt u?", "Zo is dit verslag gemaakt"]
    assert figures(document) == []
