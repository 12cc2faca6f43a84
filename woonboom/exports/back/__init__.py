"""The way back: a table of a tree, made or mended in a spreadsheet, as the YAML of a tree."""

from __future__ import annotations

from woonboom.exports.back.table import BadTable, Table

_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
__all__ = ["BadTable", "Table", "read"]


def read(name: str, data: bytes) -> Table:
    """Return what stands in a file, CSV or XLSX by what it is; `name` is that of the file.

    Raises `BadTable` for what is neither, or has no table of a tree.
    """
    if data.startswith(b"PK") or name.lower().endswith(_BOOKS):
        from woonboom.exports.back.xlsx import read_xlsx

        return read_xlsx(name, data)
    from woonboom.exports.back.csv import read_csv

    return read_csv(name, data)
