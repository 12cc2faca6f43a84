"""Words that every form of report shares."""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Message, Severity

SEVERITIES: Final = {
    Severity.ERROR: Message("fout", "error"),
    Severity.WARNING: Message("let op", "warning"),
    Severity.INFO: Message("ter info", "info"),
}
