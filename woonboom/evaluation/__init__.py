"""Filled forms with statements → figures → a report.

Who answered what goes no further than a response: reports have counts, percentages, and what people
wrote without who wrote it. Of fewer than five answers nothing is told.

- `form.py` what a form asks, from the content that filled papers carry.
- `responses.py` what one person answered. `exports.py` the same from the export of a web
  form, `gathering.py` the papers and exports of a round.
- `figures.py` counts and percentages, `comparison.py` two rounds, `comments.py` what people wrote
  (`details.py` takes out what leads to a person), `years.py` figures per year.
- `report.py` all of that as a document: `statements.py`, `per_year.py`, `compared.py` (their tables
  with `cells.py`), the sentences of `summary.py` and `method.py`, and the pictures of `bars.py`
  (drawn with `drawing.py`). `wording.py` the words. `data.py` the figures as data for JSON.
"""
