"""What differs as JSON: written piece by piece, and the same as if it were written at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st
from small_versions import NEW, OLD

import woonboom
from woonboom.diff.document import as_json, document_of, documents_of

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def streamed(value: object) -> object:
    """Make an iterator of every list that stands where a document may have one."""
    if isinstance(value, dict):
        return {key: streamed(p) if isinstance(p, list) else p for key, p in value.items()}
    return map(streamed, value) if isinstance(value, list) else value


@given(PLAIN)
def test_pieces_are_together_what_is_written_at_once(value: object) -> None:
    whole = json.dumps(value, ensure_ascii=False, indent=2)
    assert "".join(as_json(value)) == whole
    assert "".join(as_json(streamed(value))) == whole


def test_cases_are_written_as_they_come() -> None:
    def endless() -> Iterator[object]:
        while True:
            yield {"count": 1}

    pieces = as_json({"version": 1, "cases": endless()})
    assert "".join(islice(pieces, 6)).startswith('{\n  "version": 1,\n  "cases": [\n    {')


def test_of_several_trees_each_is_a_document() -> None:
    old, new = (woonboom.load(path)[0] for path in (OLD, NEW))
    assert old is not None
    assert new is not None
    changes = woonboom.diff(old, new, paths=True)
    one = json.loads("".join(as_json(document_of(changes, "nl"))))
    both = (document_of(changes, "nl") for _ in range(2))
    several = json.loads("".join(as_json(documents_of(both, [new], []))))
    assert one["cases"]
    assert several["diffs"] == [one, one]
    assert [tree["tree"] for tree in several["added"]] == [new.id]
