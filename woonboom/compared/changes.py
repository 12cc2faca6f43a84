"""What was added, removed and changed between two contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal

Content = Mapping[str, object]
Record = Mapping[str, object]

SECTIONS: Final = {
    "parameter": "parameters",
    "question": "questions",
    "outcome": "outcomes",
    "fact": "facts",
    "work": "works",
    "page": "pages",
    "term": "glossary",
    "organisation": "organisations",
    "case": "cases",
}
"""The elements that a content may list, with the key of their list; a paper lists the first few."""
_HEAD: Final = (
    "tree", "version", "valid_from", "valid_until", "title", "audience", "language", "contact",
    "url", "start", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One difference: what kind of element, its id, and which field of it.

    `kind` is "added" or "removed" (of a whole element: `field` is None and `new` or `old` is all
    of it) or "changed". The elements are "tree", those of `SECTIONS`, "answer" (with the id
    `question.answer`), "assumption" and "source" (their id is what they say).
    """

    kind: Literal["added", "removed", "changed"]
    element: str
    id: str
    field: str | None = None
    old: object = None
    new: object = None

    def as_data(self) -> dict[str, object]:
        """Return it as data for JSON."""
        return asdict(self)


def changes(old: Content, new: Content) -> list[Change]:
    """Return all that differs: the tree itself first, then element by element.

    What is gone stands before what changed, and that before what is new; the order within is that
    of the questions and outcomes.
    """
    found = list(_fields("tree", str(new.get("tree", "")), old, new, _HEAD))
    for element, key in SECTIONS.items():
        found += _elements(element, records(old, key), records(new, key))
    for element, key in (("assumption", "assumptions"), ("source", "sources")):
        found += _lines(element, old.get(key), new.get(key))
    return found


def records(content: Content, key: str) -> dict[str, Record]:
    """Return what a content lists under a key, by id."""
    return by_id(content.get(key))


def by_id(listed: object) -> dict[str, Record]:
    """Return the records of a list by their ids; nothing of what is no such list."""
    rows = listed if isinstance(listed, Sequence) else ()
    return {str(row["id"]): row for row in rows if isinstance(row, Mapping) and "id" in row}


def _elements(
    element: str, old: Mapping[str, Record], new: Mapping[str, Record]
) -> Iterator[Change]:
    yield from (Change("removed", element, i, None, old[i]) for i in old if i not in new)
    for id_ in (id_ for id_ in old if id_ in new):
        yield from _fields(element, id_, old[id_], new[id_], tuple(new[id_]))
        yield from _answers(id_, old[id_].get("answers"), new[id_].get("answers"))
    yield from (Change("added", element, i, None, None, new[i]) for i in new if i not in old)


def _fields(
    element: str, id_: str, old: Record, new: Record, fields: Sequence[str]
) -> Iterator[Change]:
    for field in fields:
        was, is_ = old.get(field), new.get(field)
        if was != is_ and field not in ("id", "answers"):
            yield Change("changed", element, id_, field, was, is_)


def _answers(question: str, old: object, new: object) -> Iterator[Change]:
    """What differs between the answers of one question, and whether they stand in another order."""
    was, is_ = by_id(old), _relabelled(by_id(old), by_id(new))
    for change in _elements("answer", was, is_):
        yield Change(
            change.kind, "answer", f"{question}.{change.id}", change.field, change.old, change.new
        )
    for id_ in (id_ for id_ in was if id_ in is_ and str(is_[id_]["id"]) != id_):
        if is_[id_].get("label") == was[id_].get("label"):  # else the id goes with the label
            yield Change("changed", "answer", f"{question}.{id_}", "id", id_, is_[id_]["id"])
    before, after = ([id_ for id_ in one if id_ in was and id_ in is_] for one in (was, is_))
    if before != after:
        yield Change("changed", "question", question, "answers", before, after)


def _relabelled(old: Mapping[str, Record], new: Mapping[str, Record]) -> dict[str, Record]:
    """The new answers by their old ids, where only the label (and the id made of it) is another."""
    gone = _by_place({id_: row for id_, row in old.items() if id_ not in new})
    come = _by_place({id_: row for id_, row in new.items() if id_ not in old})
    former = {come[place]: id_ for place, id_ in gone.items() if place in come}
    return {former.get(id_, id_): row for id_, row in new.items()}


def _by_place(answers: Mapping[str, Record]) -> dict[str, str]:
    """The answers that no other stands beside at one place, by that place."""
    count = Counter(map(_place, answers.values()))
    return {_place(row): id_ for id_, row in answers.items() if count[_place(row)] == 1}


def _place(answer: Record) -> str:
    """What tells an answer from the others when it is called otherwise."""
    return f"{answer.get('goto')} {answer.get('condition')}"


def _lines(element: str, old: object, new: object) -> Iterator[Change]:
    was, is_ = ([str(v) for v in one] if isinstance(one, list) else [] for one in (old, new))
    yield from (Change("removed", element, line, None, line) for line in was if line not in is_)
    yield from (Change("added", element, line, None, None, line) for line in is_ if line not in was)
