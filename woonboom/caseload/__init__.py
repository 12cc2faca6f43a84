"""Files with many cases → columns for `woonboom.decide.compiled`, and what is wrong with rows.

A row is a case, a column a fact, and nothing else of a row goes further: what is told of it is its
reference, or its number.

- `wanted.py` which columns say something, and what their cells mean. `reading.py` a file → batches.
- `rows.py` CSV, `parquet.py` Parquet, `table.py` what both are.
"""
