"""Two versions → what was edited, element by element.

Elements are matched by id, or by a rename. No change of its own is what follows from another one:
the number of a question, the code of an outcome, a text or condition in which only the value of a
parameter is another. How a text was laid out (whether a number in it stands there by its parameter
too: it reads the same), and the order of questions, facts, sources, options and worked cases make
no difference either; the order of answers, which people read in, does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from woonboom.compared import Change, changes
from woonboom.compared.changes import SECTIONS, Content, Record, records
from woonboom.conditions.forms import Condition, facts_of
from woonboom.diff.called import called, with_numbers
from woonboom.diff.changes import Renames
from woonboom.diff.naming import codes_agree
from woonboom.diff.texts import matched
from woonboom.diff.uses import uses
from woonboom.diff.worked import called_alike, case_record
from woonboom.facts import Fact
from woonboom.fingerprint import (
    assumptions_of,
    fact_record,
    head_record,
    outcome_record,
    parameter_record,
    plain,
    question_record,
)
from woonboom.model import Assumption, Text, Tree

if TYPE_CHECKING:
    from woonboom.diff.changes import Changes

_FOLLOWS: Final = ("number", "code")
_ORDER: Final = ("tree", *SECTIONS, "assumption", "source")
_BLOCKS: Final = re.compile(r"\n\s*\n|\n(?=\s*(?:(?:[-*+]|\d+[.)]|#+)\s|\|))")


def structure(old: Tree, new: Tree, renames: Renames) -> tuple[Change, ...]:
    """Return all that was edited: the tree itself first, then element by element.

    Besides what `compared.changes` tells there are: "page" (of one that changed, a change for each
    `paragraph`), "term" (of the glossary), "organisation" and "case" (a worked case, by its name).
    A rename is one change, of the field `id`, of a worked case of `name`. Ids are those of the new
    version, as far as it has the element.
    """
    before, new, recalled = called_alike(called(old, renames), new)
    wanted = _wanted(before, new, renames)
    one, other = _without_same(before, new)
    was, is_ = _content(one, wanted), _content(other, wanted)
    today = _content(with_numbers(one, new.parameters), wanted)
    real = {_key(change) for change in changes(today, is_)}
    found = [change for change in changes(was, is_) if _key(change) in real]
    edits = [edit for change in found for edit in _edits(change, today)]
    asked = {edit.id.partition(".")[0] for edit in edits if edit.element == "answer"}
    said = [edit for edit in edits if not _follows(edit, asked)]
    named = [*_renames(renames, before, new, wanted), *recalled]
    return tuple(sorted([*named, *said], key=_place))


def contents(changes: Changes) -> tuple[Content, Content]:
    """Return both versions as data, by the ids of the new one: what edits are told with.

    Of the questions and outcomes, those that edits mention are in them, with their number or, while
    codes agree, code; of the vocabularies all but assumptions.
    """
    before, after, _ = called_alike(called(changes.old, changes.renames), changes.new)
    everything = _Wanted(
        tuple(dict.fromkeys([*after.facts, *before.facts])),
        tuple(dict.fromkeys([*after.parameters, *before.parameters])),
        frozenset(),
        tuple(dict.fromkeys([*after.works, *before.works])),
    )
    mentioned = set(_mentioned(changes))
    coded = codes_agree(changes)
    return (
        _known(before, everything, mentioned, coded=coded),
        _known(after, everything, mentioned, coded=coded),
    )


def _mentioned(changes: Changes) -> Iterator[str]:
    """The questions and outcomes that are named where edits are told."""
    for edit in changes.structure:
        yield edit.id.partition(".")[0] if edit.element == "answer" else edit.id
        if edit.field in ("goto", "start", "expect"):
            yield from (str(edit.old), str(edit.new))
        if edit.element == "parameter":
            places = [*uses(changes.new, edit.id), *uses(changes.old, edit.id)]
            yield from (use.id.partition(".")[0] for use in places)


def _known(tree: Tree, wanted: _Wanted, mentioned: set[str], *, coded: bool) -> Content:
    """What a version says of some questions and outcomes, by the names that people know."""
    some = replace(
        tree,
        questions={id_: q for id_, q in tree.questions.items() if id_ in mentioned},
        outcomes={id_: o for id_, o in tree.outcomes.items() if id_ in mentioned},
    )
    said = _content(some, wanted)
    questions, outcomes = records(said, "questions"), records(said, "outcomes")
    return {
        **said,
        "questions": [{**row, "number": tree.numbers[id_]} for id_, row in questions.items()],
        "outcomes": [
            {**row, "code": tree.codes[id_]} if coded else row for id_, row in outcomes.items()
        ],
    }


def _without_same(old: Tree, new: Tree) -> tuple[Tree, Tree]:
    """Both versions without the questions and outcomes that are just so in the other one."""
    questions = {i for i, q in old.questions.items() if q == new.questions.get(i)}
    outcomes = {i for i, o in old.outcomes.items() if o == new.outcomes.get(i)}
    one, other = (
        replace(
            tree,
            questions={i: q for i, q in tree.questions.items() if i not in questions},
            outcomes={i: o for i, o in tree.outcomes.items() if i not in outcomes},
        )
        for tree in (old, new)
    )
    return one, other


def _follows(edit: Change, asked: set[str]) -> bool:
    """Whether an edit only follows from others; `asked` are questions with edited answers."""
    if edit.field == "facts":
        return edit.id in asked
    return edit.field in _FOLLOWS


def _key(change: Change) -> tuple[str, str, str, str | None]:
    return change.kind, change.element, change.id, change.field


def _place(change: Change) -> int:
    return _ORDER.index("question" if change.element == "answer" else change.element)


class _Wanted(NamedTuple):
    """What of vocabularies matters to either version: conditions are as they are written."""

    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    assumptions: frozenset[str]
    works: tuple[str, ...]


def _wanted(old: Tree, new: Tree, renames: Renames) -> _Wanted:
    """What either version uses; of a vocabulary that says the same in both nothing is looked up.

    `old` is called as the new version is.
    """
    facts: list[str] = []
    if old.facts != new.facts or old.assumptions != new.assumptions or renames.facts:
        facts = [*new.asked, *old.asked]
        facts += [f for tree in (new, old) for c in assumptions_of(tree) for f in facts_of(c)]
    named: list[str] = []
    if old.parameters != new.parameters or renames.parameters:
        named = [*_used_parameters(new), *_used_parameters(old)]
    cited: set[str] = set()
    if old.works != new.works:
        cited = {source.split(" ")[0] for tree in (new, old) for source in tree.sources}
    return _Wanted(
        tuple(dict.fromkeys(facts)),
        tuple(dict.fromkeys(named)),
        frozenset(map(str, _assumed(old, new))),
        tuple(sorted(cited)),
    )


def _used_parameters(tree: Tree) -> tuple[str, ...]:
    """The parameters that a version uses, but those that only assumptions on other facts do."""
    touching = assumptions_of(tree)
    kept = tuple(one for one in tree.assumptions if one.condition in touching)
    known = tree if kept == tree.assumptions else replace(tree, assumptions=kept)
    return known.used_parameters


def _assumed(old: Tree, new: Tree) -> list[Condition]:
    if old.assumptions == new.assumptions:
        return []
    return [condition for tree in (new, old) for condition in assumptions_of(tree)]


def _content(tree: Tree, wanted: _Wanted) -> Content:
    """All that a version says to anyone: more than stands on a paper that is made of it."""
    facts = [tree.facts[id_] for id_ in wanted.facts if id_ in tree.facts]
    parameters = [tree.parameters[id_] for id_ in wanted.parameters if id_ in tree.parameters]
    return {
        **head_record(tree),
        "note": _note(tree.note),
        "questions": [
            {**question_record(q), "note": _note(q.note)} for q in tree.questions.values()
        ],
        "outcomes": [{**outcome_record(o), "note": _note(o.note)} for o in tree.outcomes.values()],
        "facts": [_fact(fact) for fact in facts if not fact.judgement],
        "parameters": [{**parameter_record(p), "note": _note(p.note)} for p in parameters],
        "assumptions": sorted(wanted.assumptions.intersection(map(_condition, tree.assumptions))),
        "works": [
            {"id": id_, "name": plain(tree.works[id_].value)}
            for id_ in wanted.works
            if id_ in tree.works
        ],
        "pages": [
            {"id": page.id, "paragraphs": _paragraphs(page.text)} for page in tree.pages.values()
        ],
        "glossary": [{"id": term, "text": plain(t.value)} for term, t in tree.glossary.items()],
        "organisations": [asdict(organisation) for organisation in tree.organisations.values()],
        "cases": [case_record(case, tree.language) for case in tree.cases],
    }


def _condition(assumption: Assumption) -> str:
    return str(assumption.condition)


def _note(note: str | None) -> str | None:
    return None if note is None else plain(note)


def _fact(fact: Fact) -> Record:
    said = {"short": fact.short, "yes": fact.yes, "no": fact.no, "note": _note(fact.note)}
    return {**fact_record(fact), **said, "sources": sorted(set(map(plain, fact.sources)))}


def _paragraphs(text: Text) -> list[str]:
    """The paragraphs of a page; an item of a list and a row of a table are each one too."""
    parts = (plain(part).strip("| ") for part in _BLOCKS.split(text.value))
    return [part for part in parts if part]


def _renames(renames: Renames, old: Tree, new: Tree, wanted: _Wanted) -> Iterator[Change]:
    """Yield what has another id; of an answer that goes with its label, the label is enough.

    `old` is called as the new version is.
    """
    for element, pairs in (
        ("parameter", {i: to for i, to in renames.parameters.items() if to in wanted.parameters}),
        ("question", renames.questions),
        ("outcome", renames.outcomes),
        ("fact", {i: to for i, to in renames.facts.items() if to in wanted.facts}),
    ):
        yield from (Change("changed", element, to, "id", id_, to) for id_, to in pairs.items())
    for (_, id_), (question, to) in renames.answers.items():
        labels = {
            plain(str(answer.label))
            for tree in (old, new)
            for answer in tree.questions[question].answers
            if answer.id == to
        }
        if len(labels) == 1:
            yield Change("changed", "answer", f"{question}.{to}", "id", id_, to)


def _edits(change: Change, today: Content) -> Iterator[Change]:
    """A change as it is told: paragraph by paragraph, and without what only follows."""
    old, new = _listed(change.old), _listed(change.new)
    if change.field == "paragraphs":
        now = _listed(records(today, "pages")[change.id].get("paragraphs"))
        for was, is_ in matched(now, new):
            one = None if was is None else old[was]
            other = None if is_ is None else new[is_]
            if was is None or is_ is None or now[was] != other:
                yield replace(change, field="paragraph", old=one, new=other)
    elif change.field == "steps":
        now = _listed(records(today, "outcomes")[change.id].get("steps"))
        same = [step if step in new else was for was, step in zip(old, now, strict=True)]
        yield replace(change, old=same)
    else:
        yield change


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
