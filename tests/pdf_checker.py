"""What a PDF of a document must keep to, checked in a moment and without Java.

veraPDF says whether a file follows the standards. This says what else we promise: that fields come
in reading order with full names and draw themselves, that nothing runs, that no text is lost.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pdf_text import (
    bare,
    elements,
    fonts_of,
    form_fonts,
    is_embedded,
    spoken,
    unmarked,
    walk,
)
from pikepdf import Array, Dictionary, Name

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Choice,
    Document,
    Figure,
    Folded,
    Heading,
    Items,
    Labelled,
    Notice,
    Outcome,
    Paragraph,
    Question,
    Statements,
    Table,
    Terms,
    Ticks,
    Turn,
    plain,
)
from woonboom.document import Fields as FieldRows
from woonboom.formats.documents.lettering import settable

PRINT, HIDDEN = 4, 2


def problems(data: bytes, document: Document | None = None) -> list[str]:
    """Return what is wrong with a PDF; with its document, also which of its texts are missing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [problem for check in CHECKS for problem in check(pdf)]
        return found + (list(missing_texts(pdf, document)) if document else [])


# ---------------------------------------------------------------- the whole


def says_what_it_is(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield "not marked"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "the window does not show the title"
    with pdf.open_metadata() as about:
        if not about.get("dc:title"):
            yield "no title"
        if about.get("pdfuaid:part") != "1" or about.get("pdfaid:part") != "2":
            yield "says not that it is PDF/UA-1 and PDF/A-2"


def runs_nothing(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = pdf.Root.get("/Names", Dictionary())
    yield from (f"has {key}" for key in ("/JavaScript", "/EmbeddedFiles") if key in names)
    yield from (f"has {key}" for key in ("/OpenAction", "/AA") if key in pdf.Root)
    for thing in [*(page.obj for page in pdf.pages), *notes(pdf), *fields(pdf)]:
        if "/AA" in thing:
            yield "something happens by itself"
        action = thing.get("/A")
        if action is not None and action.get("/S") not in (Name.URI, Name.GoTo):
            yield f"an action {action.get('/S')}"


def draws_in_marks(pdf: pikepdf.Pdf) -> Iterator[str]:
    for n, page in enumerate(pdf.pages, start=1):
        if unmarked(page):
            yield f"page {n} draws outside the structure: {unmarked(page)[:3]}"


def embeds_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        yield from (
            f"{f.BaseFont} is not embedded" for f in fonts_of(page).values() if not is_embedded(f)
        )


def has_sound_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for element in elements(pdf.Root.StructTreeRoot):
        tag = str(element.S)[1:]
        if tag[:1] == "H" and tag[1:].isdigit():
            if int(tag[1:]) > level + 1:
                yield f"a heading of level {tag[1:]} after one of level {level}"
            level = int(tag[1:])
        if tag == "Figure" and not str(element.get("/Alt", "")):
            yield "a figure without words"
        if tag == "Table":
            yield from table_problems(element)


def table_problems(table: pikepdf.Object) -> Iterator[str]:
    heads = [element for element in elements(table) if element.S == Name.TH]
    if not heads:
        yield "a table without headings"
    for head in heads:
        looks = head.get("/A", Array())
        kinds = list(looks) if isinstance(looks, Array) else [looks]
        if not any("/Scope" in look for look in kinds):
            yield "a heading of a table that does not say of what"


# ---------------------------------------------------------------- what can be clicked


def notes(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", Array())]


def widgets(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [note for note in notes(pdf) if note.Subtype == Name.Widget]


def fields(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    if "/AcroForm" not in pdf.Root:
        return []
    return list(pdf.Root.AcroForm.Fields)


def field_of(widget: pikepdf.Object) -> pikepdf.Object:
    return widget.Parent if "/Parent" in widget else widget


def name_of(widget: pikepdf.Object) -> str:
    return str(field_of(widget).get("/T", "?"))


def orders_clicks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The Tab key goes by the structure; some viewers go by the list of the page."""
    kids = [kid for _, kid in walk(pdf.Root.StructTreeRoot) if isinstance(kid, Dictionary)]
    read = [kid.Obj.objgen for kid in kids if kid.get("/Type") == Name.OBJR]
    if read != [note.objgen for note in notes(pdf)]:
        yield "what can be clicked does not come in reading order"
    for n, page in enumerate(pdf.pages, start=1):
        if "/Annots" in page.obj and page.obj.get("/Tabs") != Name.S:
            yield f"the Tab key on page {n} does not follow the structure"
    first: dict[tuple[int, int], None] = {}
    for widget in widgets(pdf):
        first.setdefault(field_of(widget).objgen)
    if list(first) != [field.objgen for field in fields(pdf)]:
        yield "the form lists its fields in another order"


def tags_clicks(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners = parents(pdf)
    for note in notes(pdf):
        element = owners.get(int(note.get("/StructParent", -1)))
        wanted = Name.Form if note.Subtype == Name.Widget else Name.Link
        if element is None or element.get("/S") != wanted:
            yield f"{note.Subtype} is not in a {wanted}"
        elif note.Subtype == Name.Widget and isinstance(element.K, Array) and len(element.K) != 1:
            yield f"{name_of(note)} shares its element"
        if note.Subtype == Name.Link and str(note.get("/Contents", "")) in ("", "?"):
            yield "a link that does not say where it goes"
        if "field:" in str(note.get("/A", Dictionary()).get("/URI", "")):
            yield "a link that should have become a field"


def parents(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    found: dict[int, pikepdf.Object] = {}
    stack = [pdf.Root.StructTreeRoot.ParentTree]
    while stack:
        node = stack.pop()
        stack.extend(node.get("/Kids", Array()))
        pairs = list(node.get("/Nums", Array()))
        found |= {int(n): owner for n, owner in zip(pairs[::2], pairs[1::2], strict=True)}
    return found


# ---------------------------------------------------------------- fields


def has_a_sound_form(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not fields(pdf):
        return
    if "/NeedAppearances" in pdf.Root.AcroForm:
        yield "the viewer has to draw the fields"
    names = [str(field.get("/T", "")) for field in fields(pdf)]
    if len(set(names)) < len(names) or not all(names) or any("." in name for name in names):
        yield "fields that cannot be told apart"
    for field in fields(pdf):
        if not str(field.get("/TU", "")).strip():
            yield f"{field.T} has no spoken name"


def has_sound_widgets(pdf: pikepdf.Pdf) -> Iterator[str]:
    known = {field.objgen for field in fields(pdf)}
    for widget in widgets(pdf):
        name = name_of(widget)
        if field_of(widget).objgen not in known:
            yield f"{name} is not in the form"
        if not str(widget.get("/TU", "")).strip():
            yield f"{name} has no spoken name"
        flags = int(widget.get("/F", 0))
        if not flags & PRINT or flags & HIDDEN:
            yield f"{name} does not print"
        yield from looks_problems(widget, name)


def looks_problems(widget: pikepdf.Object, name: str) -> Iterator[str]:
    shown = widget.get("/AP", Dictionary()).get("/N")
    if shown is None:
        yield f"{name} does not draw itself"
        return
    streams = [shown] if isinstance(shown, pikepdf.Stream) else list(shown.values())
    for stream in streams:
        if [float(v) for v in stream.BBox][2:] != size_of(widget):
            yield f"{name} draws itself in another size"
        yield from (
            f"{f.BaseFont} is not embedded" for f in form_fonts(stream) if not is_embedded(f)
        )
    yield from (button_problems if Name.Btn == field_of(widget).FT else text_problems)(
        widget, name, shown
    )


def size_of(widget: pikepdf.Object) -> list[float]:
    left, low, right, top = map(float, widget.Rect)
    return [round(right - left, 3), round(top - low, 3)]


def button_problems(widget: pikepdf.Object, name: str, shown: pikepdf.Object) -> Iterator[str]:
    states, value = set(shown.keys()), str(field_of(widget).get("/V", "/Off"))
    on = states - {"/Off"}
    if "/Off" not in states or len(on) != 1:
        yield f"{name} has not two states"
    if str(widget.get("/AS", "")) != (value if value in on else "/Off"):
        yield f"{name} shows another value than it has"


def text_problems(widget: pikepdf.Object, name: str, shown: pikepdf.Object) -> Iterator[str]:
    if "/DA" not in widget:
        yield f"{name} does not say how it is written"
    if str(field_of(widget).get("/V", "")) and b"Tj" not in shown.read_bytes():
        yield f"{name} does not show its value"


# ---------------------------------------------------------------- nothing is lost


def missing_texts(pdf: pikepdf.Pdf, document: Document) -> Iterator[str]:
    """What a document says and its PDF does not, at its place in the reading order."""
    said, at = spoken(pdf), 0
    for text in texts(document):
        wanted = bare(settable(text, document.face, document.language))
        place = said.find(wanted, at)
        if place < 0:
            yield f"not said: {text[:60]}"
        else:
            at = place + len(wanted)


def texts(document: Document) -> Iterator[str]:
    """Yield the texts of a document in the order in which a paper says them."""
    yield from (document.organisation, document.title, document.subtitle, *document.imprint)
    for block in document.blocks:
        yield from TEXTS.get(type(block), nothing)(block)


def nothing(_: object) -> Iterator[str]:
    return iter(())


def of_items(b: Items) -> Iterator[str]:
    for item in b.items:
        yield from inside(item)


def inside(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from TEXTS.get(type(block), nothing)(block)


def of_table(b: Table) -> Iterator[str]:
    yield b.caption
    yield from (plain(cell) for row in (b.head, *b.rows) for cell in row)


def of_notice(b: Notice) -> Iterator[str]:
    yield plain(b.title)
    yield from inside(b.blocks)


def of_terms(b: Terms) -> Iterator[str]:
    yield from (plain(words) for row in b.rows for words in row)


def of_labelled(b: Labelled) -> Iterator[str]:
    yield from (plain(b.label), plain(b.hint))
    if isinstance(b.field, Choice):
        yield from (plain(option.label) for option in b.field.options)
    elif isinstance(b.field, Ticks):
        yield from (plain(words) for _, words in b.field.boxes)
    yield b.after


def of_fields(b: FieldRows) -> Iterator[str]:
    for row in b.rows:
        for one in row:
            yield from of_labelled(one)


def of_question(b: Question) -> Iterator[str]:
    yield from (b.number, plain(b.ask), plain(b.help))
    for fact in b.facts:
        yield from of_labelled(fact)
    for option in b.choice.options:
        yield from (plain(option.label), plain(option.onward), plain(option.rule))


def of_outcome(b: Outcome) -> Iterator[str]:
    yield from (b.code, plain(b.title), b.kind_label)
    yield from inside(b.blocks)


def of_statements(b: Statements) -> Iterator[str]:
    yield from b.scale
    for row in b.rows:
        yield from (row.number, plain(row.words))
        if row.explanation:
            yield from of_labelled(row.explanation)


def of_turn(b: Turn) -> Iterator[str]:
    yield plain(b.who)
    yield from map(plain, b.ways)
    for end in (b.was, b.becomes):
        yield from (end.label, end.code, end.kind_label, plain(end.title))
    yield from inside(b.blocks)


def of_abreast(b: Abreast) -> Iterator[str]:
    yield plain(b.who)
    yield from inside(b.blocks)
    for end in b.ends:
        yield from (end.label, end.code, end.kind_label, plain(end.title))


def of_folded(b: Folded) -> Iterator[str]:
    yield plain(b.title)
    yield from inside(b.blocks)


def of_beside(b: Beside) -> Iterator[str]:
    yield from (plain(one.caption) for one in b.figures)


TEXTS: dict[type, Callable[..., Iterator[str]]] = {
    Heading: lambda b: iter((plain(b.words),)),
    Paragraph: lambda b: iter((plain(b.words),)),
    Figure: lambda b: iter((plain(b.caption),)),
    Items: of_items,
    Table: of_table,
    Notice: of_notice,
    Terms: of_terms,
    FieldRows: of_fields,
    Question: of_question,
    Outcome: of_outcome,
    Statements: of_statements,
    Turn: of_turn,
    Abreast: of_abreast,
    Folded: of_folded,
    Beside: of_beside,
}

CHECKS: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (
    says_what_it_is,
    runs_nothing,
    draws_in_marks,
    embeds_fonts,
    has_sound_structure,
    orders_clicks,
    tags_clicks,
    has_a_sound_form,
    has_sound_widgets,
)
