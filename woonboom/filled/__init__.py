"""Filled papers → what was answered and what is odd about it.

`read` gives what a PDF was filled in with; `judge` follows the answers through the tree that the
sheet carries and compares it with the tree of today. Files come from anywhere, so the command line
reads them by way of `workers`: processes with little memory and little time.

- `values.py` PDF → fields and content, `reading.py` file → PDF.
- `rebuilt.py` content → tree. `noted.py` fields → answers, facts (`written.py`), ticks.
  `course.py` answers → path.
- `odd.py` what does not agree with what. `dated.py` the date of a sheet beside its version's days.
  `today.py` what the tree of today says of the same case.
- `sheet.py` all of that together. `form.py` what a questionnaire says.
- `findings.py` what was found, `kinds.py` every kind of that, `words.py` what stands in it.
- `workers.py` many files at once, safely.
"""

from __future__ import annotations

from woonboom.filled.findings import Finding, Unreadable
from woonboom.filled.form import Form
from woonboom.filled.sheet import Sheet, judge
from woonboom.filled.values import Filled, read

__all__ = ["Filled", "Finding", "Form", "Sheet", "Unreadable", "judge", "read"]
