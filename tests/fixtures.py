"""The good and bad trees of every rule, in `tests/rules/<code>-<name>/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

RULES = Path(__file__).parent / "rules"
FIXTURES = sorted(path for folder in RULES.iterdir() for path in folder.iterdir())
TODAY = date(2026, 1, 15)
"""The day on which all of them are checked: some have dates."""
