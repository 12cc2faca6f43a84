"""Problems → what people and machines read: a file per form, `write(report) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from woonboom.reports.report import Report

FORMS: Final[Mapping[str, str]] = {
    "text": "woonboom.reports.text",
    "json": "woonboom.reports.json",
    "sarif": "woonboom.reports.sarif",
    "github": "woonboom.reports.github",
}


def writer(form: str) -> Callable[[Report], str]:
    """Return the function that writes a report in `form`, one of `FORMS`."""
    write: Callable[[Report], str] = import_module(FORMS[form]).write
    return write


__all__ = ["FORMS", "Report", "writer"]
