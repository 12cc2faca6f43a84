"""What Typst cannot say of a table yet: that the first cell of a row is the heading of that row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from woonboom.formats.packing import DrawingProblem

if TYPE_CHECKING:
    import pikepdf


def name_rows(pdf: pikepdf.Pdf, leading: Sequence[bool]) -> None:
    """Make the first cells of rows headings, in the tables (in order) where they are.

    Raises `DrawingProblem` when the document has other tables than those.
    """

    if not any(leading):
        return
    tables = list(_below(pdf.Root.StructTreeRoot, "/Table"))
    if len(tables) != len(leading):
        raise DrawingProblem(f"{len(leading)} tables became {len(tables)}")
    for table, leads in zip(tables, leading, strict=True):
        for body in _below(table, "/TBody") if leads else ():
            for row in _below(body, "/TR"):
                cells = list(_below(row, "/TD"))
                _make_heading(cells[0])
                for cell in cells[1:]:
                    _forget_headings(cell)


def _make_heading(cell: pikepdf.Object) -> None:
    from pikepdf import Array, Dictionary, Name

    cell.S, cell.A = Name.TH, Array([Dictionary(O=Name.Table, Scope=Name.Row)])


def _forget_headings(cell: pikepdf.Object) -> None:
    """Let a cell's place say which headings it has: those of its column and of its row."""
    from pikepdf import Array

    looks = cell.get("/A", Array())
    for look in list(looks) if isinstance(looks, Array) else [looks]:
        if "/Headers" in look:
            del look["/Headers"]


def _below(node: pikepdf.Object, tag: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of one kind below another, in reading order."""
    from pikepdf import Array, Dictionary

    stack: list[pikepdf.Object] = [node.K]
    while stack:
        kid = stack.pop()
        if isinstance(kid, Array):
            stack.extend(reversed(list(kid)))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            if tag == kid.S:
                yield kid
            elif "/K" in kid:
                stack.append(kid.K)
