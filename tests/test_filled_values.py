"""PDF → values: saved by any program, in any encoding; and what is no filled paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from paper_fillers import FILLERS, with_pdfium
from paper_forms import blank, form, ours, printed, saved, whole, with_pikepdf
from pikepdf import Array, Dictionary, Name, String

from woonboom.filled import Unreadable, judge, read
from woonboom.filled.values import clean
from woonboom.fingerprint import canonical, content, fingerprint

CARRIED = '{"form":1,"tree":"boom","version":"1"}'


def written(data: bytes) -> dict[str, str]:
    return {name: value for name, value in read(data).values.items() if value}


@pytest.mark.filterwarnings("ignore")  # of pypdf, about letters that its font lacks
@pytest.mark.parametrize("program", FILLERS)
def test_a_sheet_says_the_same_whoever_saved_it(
    program: str,
) -> None:
    assert written(FILLERS[program](printed(), whole())) == whole()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("program", FILLERS)
def test_the_content_survives(program: str) -> None:
    tree, carried = ours(), read(FILLERS[program](printed(), whole())).carried
    assert (carried.fingerprint, carried.content) == (fingerprint(tree), canonical(content(tree)))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("program", FILLERS)
def test_programs_after_each_other(program: str) -> None:
    values = whole()
    first = {name: value for name, value in values.items() if name.startswith("antwoord_")}
    half = with_pdfium(printed(), first)
    later = {name: value for name, value in values.items() if name not in first}
    assert written(FILLERS[program](half, later)) == values


def test_a_sheet_that_is_not_filled_in_has_every_field_empty() -> None:
    tree, found = ours(), read(printed()).values
    assert set(found.values()) == {""}
    assert set(found) <= set(read(blank(tree)).values)
    assert {f"antwoord_{id_}" for id_ in tree.questions} <= set(found)


# ---------------------------------------------------------------- ways to write a value


def changed(change: Callable[[Any, pikepdf.Pdf], object], carried: str = CARRIED) -> bytes:
    """A PDF with a group `keus`, a tick `vink` and a text `tekst`, after a change by name."""
    buttons = {"keus": ["ja", "nee"], "vink": ["ja"]}
    with pikepdf.open(io.BytesIO(form(buttons, ["tekst"], carried))) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        change(fields, pdf)
        return saved(pdf)


def value_of(name: str, **entries: object) -> str:
    """What is read of a field with these entries."""

    def change(fields: Mapping[str, Any], _pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            setattr(fields[name], key, value)

    return read(changed(change)).values[name]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (Name.ja, "ja"),
        (String("ja"), "ja"),
        (String("/ja"), "ja"),
        (Name("/#6aa"), "#6aa"),
        (Name.Off, ""),
        (String("Off"), ""),
        (String(""), ""),
        (3, ""),
        (Array([Name.ja]), "ja"),
    ],
)
def test_what_is_pressed_may_be_a_name_or_a_string(value: object, found: str) -> None:
    assert value_of("keus", V=value) == found
    assert value_of("vink", V=value) == found


def test_two_buttons_of_a_group_that_show_as_pressed_are_both_told() -> None:
    def change(fields: Mapping[str, Any], _pdf: pikepdf.Pdf) -> None:
        for button, state in zip(fields["keus"].Kids, (Name.ja, Name.nee), strict=True):
            button.AS = state

    assert read(changed(change)).values["keus"] == "ja, nee"


def test_a_name_spelt_in_hexadecimal_is_that_name() -> None:
    data = changed(lambda fields, _pdf: setattr(fields["keus"], "V", Name("/neeneenee")))
    spelt = data.replace(b"/neeneenee", b"/#6eee    ")  # as long, so that every place stays right
    assert spelt != data
    assert read(spelt).values["keus"] == "nee"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"\xfe\xff\x00E\x00\xe9\x00n", "Eén"),
        (b"\xff\xfeE\x00\xe9\x00n\x00", "Eén"),
        (b"\xef\xbb\xbfE\xc3\xa9n", "Eén"),
        (b"E\xe9n", "Eén"),
        (b"\xa0 5", "€ 5"),
        (b"een\rtwee\r\ndrie\nvier", "een\ntwee\ndrie\nvier"),
        (b"\xfe\xff\x00a\x20\x28\x00b\x20\x29\x00c", "a\nb\nc"),
        (b"\xfe\xff\x00\x1b\x00n\x00l\x00\x1b\x00a", "a"),
        (b"a\x00b\x07c", "a b c"),
        (b"\xfe\xff\x00a\x20\x2e\x00b", "ab"),
        (b"\xfe\xff\x00e\x03\x01", "é"),
        (b"  a  \n b \n\n", "a\n b"),
        (b"\xfe\xff\xd8\x00", ""),
    ],
)
def test_texts_in_every_encoding(text: bytes, found: str) -> None:
    assert value_of("tekst", V=String(text)) in (found, found or "\ufffd")


def test_a_text_in_a_stream() -> None:
    def change(fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        fields["tekst"].V = pdf.make_stream(b"E\xe9n\rtwee")

    assert read(changed(change)).values["tekst"] == "Eén\ntwee"


def test_a_text_that_is_there_as_rich_text_only() -> None:
    rich = '<?xml version="1.0"?><body><p>E&#233;n &amp; <b>twee</b></p><p>drie</p></body>'
    assert value_of("tekst", RV=String(rich)) == "Eén & twee\ndrie"
    assert value_of("tekst", RV=String(rich), V=String("gewoon")) == "gewoon"


def test_fields_below_fields_inherit() -> None:
    def change(fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        kid = pdf.make_indirect(Dictionary(T=String("kind")))
        parent = Dictionary(T=String("ouder"), FT=Name.Tx, V=String("x"), Kids=Array([kid]))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(parent))

    assert read(changed(change)).values["ouder.kind"] == "x"


def test_of_two_fields_with_one_name_the_one_that_is_filled_in() -> None:
    def change(fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        for value in ("een", "twee"):
            field = Dictionary(T=String("tekst"), FT=Name.Tx, V=String(value))
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))

    assert read(changed(change)).values["tekst"] == "een"


@pytest.mark.parametrize("stored", ["plain", "flate"])
def test_the_content_however_it_is_stored(stored: str) -> None:
    with pikepdf.open(io.BytesIO(changed(lambda *_: None))) as pdf:
        out = io.BytesIO()
        pdf.save(out, compress_streams=stored == "flate", recompress_flate=True,
                 stream_decode_level=pikepdf.StreamDecodeLevel.generalized)  # fmt: skip
    assert read(out.getvalue()).carried.content == CARRIED


def test_of_a_sheet_that_lost_its_content_the_check_number_is_left() -> None:
    with pikepdf.open(io.BytesIO(with_pikepdf(printed(), whole()))) as pdf:
        del pdf.Root.PieceInfo
        found = read(saved(pdf))
    assert (found.carried.fingerprint, found.carried.content) == (fingerprint(ours()), "")
    assert judge(found, (ours(),), date(2026, 1, 31)).outcome
    with pytest.raises(Unreadable, match="another program removed what tree"):
        judge(found, (), date(2026, 1, 31))


def test_cleaning_twice_changes_nothing() -> None:
    text = clean(" a\t\x1bnl\x1b\u202eb\r\n\x00 ")
    assert text == clean(text) == "a b"


# ---------------------------------------------------------------- what cannot be read


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as why:
        read(data)
    assert str(why.value)
    return why.value.finding.kind


def encrypted(data: bytes, user: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=user))
    return out.getvalue()


def test_a_password_to_open_it_with_is_told() -> None:
    assert refusal(encrypted(printed(), user="geheim")) == "encrypted"


def test_a_password_to_change_it_with_is_no_hindrance() -> None:
    data = encrypted(with_pikepdf(printed(), whole()), user="")
    assert written(data) == whole()
    assert read(data).carried == read(printed()).carried


def test_what_is_no_pdf() -> None:
    assert refusal(b"") == "empty-file"
    for data in (b"PK\x03\x04", b"<svg/>", b"x" * 2000 + b"%PDF-1.7"):
        assert refusal(data) == "not-pdf"


def test_what_is_damaged() -> None:
    assert refusal(printed()[:-700]) == "damaged"
    assert refusal(b"%PDF-1.7\nhello") == "damaged"


def test_an_xfa_form() -> None:
    def change(_fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.XFA = String("x")

    assert refusal(changed(change)) == "xfa"


def test_fields_that_go_round_are_read_once() -> None:
    def change(fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        kid = pdf.make_indirect(Dictionary(T=String("kind")))
        parent = pdf.make_indirect(Dictionary(T=String("ouder"), Kids=Array([kid])))
        kid.Kids = Array([parent, kid])
        kid.Parent = parent
        pdf.Root.AcroForm.Fields.append(parent)
        pdf.Root.AcroForm.Fields.append(pdf.Root.AcroForm)

    assert set(read(changed(change)).values) == {"keus", "vink", "tekst"}


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
@pytest.mark.parametrize("value", [None, 3, Name.X, String("x"), Array([3, Array([])])])
def test_a_form_of_another_shape_has_no_fields(value: object) -> None:
    def change(_fields: Mapping[str, Any], pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary() if value is None else Dictionary(Fields=value)

    assert read(changed(change)).values == {}


def test_nothing_is_done_with_a_name_but_comparing_it(tmp_path: Path) -> None:
    def change(fields: Mapping[str, Any], _pdf: pikepdf.Pdf) -> None:
        fields["tekst"].T = String("../../../etc/passwd")
        fields["tekst"].V = String("../../x")

    assert read(changed(change)).values["../../../etc/passwd"] == "../../x"
    assert not list(tmp_path.iterdir())
