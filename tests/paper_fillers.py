"""Programs that fill a PDF in and save it, each in its own way: `FILLERS`.

PDFium is filled in as a person does, with clicks and keys; `paper_browser` does so with pdf.js.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from paper_forms import Fill, Values, with_buttons_only, with_pikepdf
from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, TextStringObject


def with_pypdf(data: bytes, values: Values) -> bytes:
    """Fill in as a script with pypdf does, and write the file anew."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    _fill(writer, values)
    return _written(writer)


def with_pypdf_after(data: bytes, values: Values) -> bytes:
    """Fill in as a script with pypdf does, and add what changed at the end of the file."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    _fill(writer, values)
    return _written(writer)


def _fill(writer: pypdf.PdfWriter, values: Values) -> None:
    buttons = {
        name
        for name, field in (writer.get_fields() or {}).items()
        if field.get("/FT") == "/Btn"
    }  # fmt: skip
    named = {name: f"/{value}" if name in buttons else value for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, named, auto_regenerate=False)


def like_acrobat(data: bytes, values: Values) -> bytes:
    """Add what changed at the end, with texts in UTF-16 under a language, as rich text as well."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    form: Any = writer.root_object["/AcroForm"]
    for reference in form["/Fields"]:
        field = reference.get_object()
        value = values.get(field["/T"], "")
        if value and field.get("/FT") == "/Btn":
            field[NameObject("/V")] = NameObject(f"/{value}")
            _show(field, value)
        elif value:
            text = "\x1bnlNL\x1b" + value.replace("\n", "\r")
            field[NameObject("/V")] = ByteStringObject(b"\xfe\xff" + text.encode("utf-16-be"))
            rich = f'<?xml version="1.0"?><body xmlns="x"><p>{value}</p></body>'
            field[NameObject("/RV")] = TextStringObject(rich)
    return _written(writer)


def _show(field: DictionaryObject, value: str) -> None:
    for reference in field.get("/Kids", [field]):
        button = reference.get_object()
        on = f"/{value}" in button["/AP"]["/N"]
        button[NameObject("/AS")] = NameObject(f"/{value}" if on else "/Off")


def _written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_pdfium(data: bytes, values: Values) -> bytes:
    """Fill in as a person does in a viewer with PDFium: click, type, go on."""
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    for page in pdf:
        for name, shown, x, y in _widgets(pdf, page):
            value = values.get(name, "")
            if value and shown in ("", value):
                _click(pdf, page, x, y)
                if not shown:
                    for letter in value.replace("\n", "\r"):
                        pdfium.FORM_OnChar(pdf.formenv, page, ord(letter), 0)
                pdfium.FORM_ForceToKillFocus(pdf.formenv)
        page.close()
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


def _widgets(
    pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage
) -> Iterator[tuple[str, str, float, float]]:
    """The name of every field on a page, what its button stands for, and its middle."""
    found = []
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
            box = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, box)
            name = _said(pdf, annotation, pdfium.FPDFAnnot_GetFormFieldName)
            shown = _said(pdf, annotation, pdfium.FPDFAnnot_GetFormFieldExportValue)
            found.append((name, shown, (box.left + box.right) / 2, (box.top + box.bottom) / 2))
        pdfium.FPDFPage_CloseAnnot(annotation)
    yield from found


def _said(pdf: pypdfium2.PdfDocument, annotation: object, ask: Callable[..., int]) -> str:
    length = ask(pdf.formenv, annotation, None, 0)
    room = ctypes.create_string_buffer(length)
    ask(pdf.formenv, annotation, ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return room.raw[: max(0, length - 2)].decode("utf-16-le")


def _click(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, x: float, y: float) -> None:
    pdfium.FORM_OnMouseMove(pdf.formenv, page, 0, x, y)
    pdfium.FORM_OnLButtonDown(pdf.formenv, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(pdf.formenv, page, 0, x, y)


FILLERS: dict[str, Fill] = {
    "pikepdf": with_pikepdf,
    "only the buttons pressed": with_buttons_only,
    "pypdf": with_pypdf,
    "pypdf, added at the end": with_pypdf_after,
    "like Acrobat": like_acrobat,
    "PDFium": with_pdfium,
}
