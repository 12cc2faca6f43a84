"""Expected output that is kept in a file; `WOONBOOM_ACCEPT=1 python -m pytest` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("WOONBOOM_ACCEPT"):
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text
