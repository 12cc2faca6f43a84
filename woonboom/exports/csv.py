"""A tree as CSV, a row per answer: RFC 4180, UTF-8; `docs/export.md` describes the columns."""

from __future__ import annotations

import csv
import io

from woonboom.exports.cells import guarded
from woonboom.exports.rows import COLUMNS, rows
from woonboom.model import Tree


def write(tree: Tree) -> bytes:
    """Return the tree as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(tree):
        writer.writerow([guarded(row.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode()
