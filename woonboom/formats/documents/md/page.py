"""A whole document as Markdown, and its blocks of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from woonboom.diagnostics import Message
from woonboom.document import (
    Abreast,
    Beside,
    Block,
    Contents,
    Document,
    Fields,
    Figure,
    Folded,
    Heading,
    Items,
    NewPage,
    Notice,
    Outcome,
    Paragraph,
    Question,
    Statements,
    Table,
    Terms,
    Turn,
    plain,
    words,
)
from woonboom.formats.documents.md.comparing import abreast, beside, folded, turn
from woonboom.formats.documents.md.forms import fields, mark, question, statements
from woonboom.formats.documents.md.keeping import Entry, Kept, bold, bullets, item, joined, table
from woonboom.formats.documents.md.writing import escaped, paragraph

_PICTURE: Final = Message("Afbeelding", "Picture")
_BETWEEN: Final = " · "
_RULE: Final = "***"


def page(document: Document) -> str:
    """Return a document as Markdown."""
    kept = Kept(document)
    imprint = [said for said in (escaped(fact).strip() for fact in document.imprint) if said]
    foot = paragraph(escaped(document.foot).strip())
    parts = [
        kept.heading(1, kept.line(words(document.title))),
        kept.paragraph(words(document.subtitle, bold=True)),
        paragraph(escaped(document.organisation).strip()),
        paragraph(_BETWEEN.join(imprint)),
        _blocks(kept, document.blocks),
        *([_RULE, foot] if foot else []),
    ]
    return joined(parts) + "\n"


def _blocks(kept: Kept, every: Iterable[Block]) -> str:
    """Blocks with a blank line between them; of two lists in a row the marks differ."""
    found: list[str] = []
    before: Block | None = None
    other = False
    for block in every:
        if isinstance(block, Items):
            twin = isinstance(before, Items) and before.ordered == block.ordered
            other = twin and not other
            said = _items(kept, block, other=other)
        else:
            said = _BLOCKS[type(block)](kept, block)
        if said:
            found.append(said)
            before = block
    return joined(found)


def _heading(kept: Kept, b: Heading) -> str:
    said, anchor = kept.line(b.words), kept.next_anchor()
    return kept.heading(kept.levels.of(b.level), said, anchor) if said or anchor else ""


def _paragraph(kept: Kept, b: Paragraph) -> str:
    return kept.paragraph(b.words)


def _items(kept: Kept, b: Items, *, other: bool) -> str:
    marks = [f"{n}{')' if other else '.'}" if b.ordered else "+" if other else "-"
             for n in range(b.start, b.start + len(b.items))]  # fmt: skip
    inner = [_blocks(kept, own) for own in b.items]
    lines = [item(mark, said) for mark, said in zip(marks, inner, strict=True)]
    return ("\n\n" if any("\n\n" in said for said in inner) else "\n").join(lines)


def _table(kept: Kept, b: Table) -> str:
    rows = [[kept.line(cell) for cell in row] for row in b.rows]
    head = [kept.line(cell) for cell in b.head]
    return joined([kept.paragraph(words(b.caption, bold=True)), table(head, rows, b.sides)])


def _notice(kept: Kept, b: Notice) -> str:
    title = paragraph(kept.line(bold(b.title)))
    said = joined([title, _blocks(kept, b.blocks)])
    return "\n".join(f"> {line}".rstrip(" ") for line in said.split("\n")) if said else ""


def _terms(kept: Kept, b: Terms) -> str:
    rows = [(kept.line(bold(term)), kept.line(meaning)) for term, meaning in b.rows]
    return bullets(paragraph(": ".join(filter(None, row))) for row in rows)


def _figure(kept: Kept, b: Figure) -> str:
    """A picture in words: Markdown has no place for the picture itself."""
    alt = f"{kept.say(_PICTURE)}: {escaped(b.alt)}"
    return joined([paragraph(alt.strip()), kept.paragraph(b.caption)])


def _contents(kept: Kept, b: Contents) -> str:
    """The headings as a list of links, deeper ones further in."""
    shown = (entry for entry in kept.entries if entry.level <= b.depth)
    lines = (f"{'  ' * (entry.level - 1)}- {_to(kept, entry)}" for entry in shown)
    return joined([paragraph(kept.line(bold(b.title))), "\n".join(lines)])


def _to(kept: Kept, entry: Entry) -> str:
    return kept.line(words(plain(entry.words), link=f"#{entry.anchor}"))


def _page(_: Kept, __: NewPage) -> str:
    return _RULE


def _outcome(kept: Kept, b: Outcome) -> str:
    tick = f"{mark(b.tick.ticked)} " if b.tick else ""
    said = f"{tick}{escaped(b.code)}. {kept.line(b.title)}"
    outer = kept.levels
    kept.levels = outer.inside()
    inner = _blocks(kept, b.blocks)
    kept.levels = outer
    return joined([
        kept.heading(outer.below, said, b.anchor),
        kept.paragraph(words(b.kind_label, bold=True)),
        inner,
    ])  # fmt: skip


def _turn(kept: Kept, b: Turn) -> str:
    return turn(kept, b, _blocks)


def _abreast(kept: Kept, b: Abreast) -> str:
    return abreast(kept, b, _blocks)


def _folded(kept: Kept, b: Folded) -> str:
    return folded(kept, b, _blocks)


def _beside(kept: Kept, b: Beside) -> str:
    return beside(kept, b, _figure)


_BLOCKS: Final[Mapping[type, Callable[[Kept, Any], str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Notice: _notice,
    Terms: _terms,
    Figure: _figure,
    Contents: _contents,
    NewPage: _page,
    Fields: fields,
    Question: question,
    Outcome: _outcome,
    Statements: statements,
    Turn: _turn,
    Abreast: _abreast,
    Folded: _folded,
    Beside: _beside,
}
