"""The text of a tagged PDF as a screen reader meets it: by the structure, not by the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary

PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"})
SHOWS = frozenset({"Tj", "TJ", "'", '"'})


def spoken(pdf: pikepdf.Pdf) -> str:
    """Return all text in the order of the structure, without spaces and hyphens."""
    marked = [marked_text(page) for page in pdf.pages]
    homes = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    found = []
    for element, kid in walk(pdf.Root.StructTreeRoot):
        if isinstance(kid, int):
            found.append(marked[homes[element.Pg.objgen]].get(kid, ""))
        elif "/MCID" in kid:  # on another page than where its element begins
            page = kid.Pg if "/Pg" in kid else element.Pg
            found.append(marked[homes[page.objgen]].get(int(kid.MCID), ""))
    return bare("".join(found))


def bare(text: str) -> str:
    """Return a text without what line breaks change: spaces, hyphens and unseen marks."""
    return re.sub("[\\s\u00ad\u200b\u2060\u00a0\u2010-]+", "", text)


def walk(node: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object | int]]:
    """Yield every element with each of its kids, in reading order."""
    stack: list[tuple[pikepdf.Object, pikepdf.Object | int]] = [(node, node.K)]
    while stack:
        owner, kid = stack.pop()
        if isinstance(kid, Array):
            stack.extend((owner, one) for one in reversed(list(kid)))
            continue
        yield owner, kid
        if isinstance(kid, Dictionary) and "/K" in kid:
            stack.append((kid, kid.K))


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements below one, in reading order."""
    for _, kid in walk(root):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def marked_text(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of a page's marked contents by their numbers."""
    fonts = {name: letters(font) for name, font in fonts_of(page).items()}
    found: dict[int, str] = {}
    marks: list[tuple[int | None, str | None]] = []
    font = letters(None)
    for operands, name in operators(page):
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("BDC", "BMC"):
            marks.append(mark(operands))
        elif name == "EMC":
            number, instead = marks.pop()
            keep(found, marks, instead or "", number)
        elif name in SHOWS and not any(instead is not None for _, instead in marks):
            keep(found, marks, "".join(shown(operands, font)))
    return found


def keep(
    found: dict[int, str],
    marks: list[tuple[int | None, str | None]],
    text: str,
    number: int | None = None,
) -> None:
    """Add a text to the innermost marked content that has a number."""
    numbers = [n for n, _ in marks if n is not None] + ([number] if number is not None else [])
    if numbers and text:
        found[numbers[-1]] = found.get(numbers[-1], "") + text


def mark(operands: list[pikepdf.Object]) -> tuple[int | None, str | None]:
    """Return the number of a marked content and the text that stands instead of its letters."""
    if len(operands) < 2 or not isinstance(operands[1], Dictionary):
        return None, None
    about = operands[1]
    number = int(about.MCID) if "/MCID" in about else None
    return number, str(about.ActualText) if "/ActualText" in about else None


def fonts_of(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    return dict(fonts.items())


def letters(font: pikepdf.Object | None) -> dict[int, str]:
    """Return what the glyphs of a font mean."""
    if font is None or "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, means in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = unicode(means)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, means in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for n in range(int(low, 16), int(high, 16) + 1):
                found[n] = chr(int(means, 16) + n - int(low, 16))
    return found


def unicode(means: str) -> str:
    return bytes.fromhex(means).decode("utf-16-be")


def shown(operands: list[pikepdf.Object], font: dict[int, str]) -> Iterator[str]:
    for operand in operands:
        pieces = list(operand) if isinstance(operand, Array) else [operand]
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                data = bytes(piece)
                for n in range(0, len(data), 2):
                    yield font.get(int.from_bytes(data[n : n + 2], "big"), "\ufffd")


def operators(page: pikepdf.Page) -> Iterator[tuple[list[pikepdf.Object], str]]:
    """Yield what a page does, step by step; pictures within the stream count as one."""
    for step in pikepdf.parse_content_stream(page):
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            yield [], "BI"
        else:
            yield list(step.operands), str(step.operator)


def unmarked(page: pikepdf.Page) -> list[str]:
    """Return the operators that draw outside every mark: neither text nor decoration."""
    depth, found = 0, []
    for _, name in operators(page):
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if depth == 0 and name in PAINTS | SHOWS:
            found.append(name)
    return found


def form_fonts(stream: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the fonts that a field's appearance names."""
    yield from stream.get("/Resources", Dictionary()).get("/Font", Dictionary()).values()


def is_embedded(font: pikepdf.Object) -> bool:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    about = inner.get("/FontDescriptor", Dictionary())
    return any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))
