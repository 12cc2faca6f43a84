"""What compares, as Markdown: outcomes that take each other's place, what is folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from woonboom.document import (
    Abreast,
    Beside,
    Block,
    End,
    Figure,
    Folded,
    Run,
    Table,
    Turn,
    Words,
    plain,
    words,
)
from woonboom.formats import marks
from woonboom.formats.documents.md.keeping import Kept, bullets, joined
from woonboom.formats.documents.md.writing import escaped, paragraph, visible

Blocks = Callable[[Kept, Iterable[Block]], str]


def turn(kept: Kept, b: Turn, blocks: Blocks) -> str:
    """Return a turn: a heading that says for whom, both outcomes as a list, and the rest."""
    outer = kept.levels
    kept.levels = outer.inside()
    inner = blocks(kept, b.blocks)
    kept.levels = outer
    ways = bullets(map(kept.paragraph, b.ways))
    ends = bullets((_end(kept, one) for one in (b.was, b.becomes)), "+" if ways else "-")
    return joined([kept.heading(outer.below, kept.line(b.who)), ways, ends, inner])


def abreast(kept: Kept, b: Abreast, blocks: Blocks) -> str:
    """Return outcomes of several policies: a heading that says for whom, and a table of them."""
    outer = kept.levels
    kept.levels = outer.inside()
    inner = blocks(kept, b.blocks)
    head = tuple(words(end.label) for end in b.ends)
    ends = blocks(kept, [Table(head, (tuple(map(_named, b.ends)),))])
    kept.levels = outer
    return joined([kept.heading(outer.below, kept.line(b.who)), inner, ends])


def _named(e: End) -> Words:
    """An outcome in a cell: its kind, and what it is called."""
    code = words(f"{e.code} ") if e.code.strip() else ()
    between = words(": ") if code or e.title else ()
    return (Run(e.kind_label, bold=True), *between, *code, *e.title)


def _end(kept: Kept, e: End) -> str:
    kind = kept.line(words(e.kind_label, bold=True))
    title = kept.line(e.title)
    named = " ".join(part for part in (escaped(e.code).strip(), title) if part)
    said = ", ".join(part for part in (kind, named) if part)
    label = escaped(e.label).strip()
    return paragraph(": ".join(part for part in (label, said) if part))


def folded(kept: Kept, b: Folded, blocks: Blocks) -> str:
    """Return blocks that show after a click, where the reader of Markdown takes that much HTML."""
    title = marks.escaped(visible(plain(b.title))).strip()
    inner = blocks(kept, b.blocks)
    return f"<details>\n<summary>{title}</summary>\n\n{inner}\n\n</details>"


def beside(kept: Kept, b: Beside, figure: Callable[[Kept, Figure], str]) -> str:
    """Return the figures below each other."""
    return joined(figure(kept, one) for one in b.figures)
