"""Which ids were only renamed: what says the same, under another id, in the new version.

What has one id in both versions is the same element, whatever it says. Of the rest, an element is
taken for another one renamed when both say precisely the same, what they refer to included, and no
other could be meant: better two changes told than two elements taken for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from woonboom.diff.changes import Renames
from woonboom.diff.signatures import Side, Signature
from woonboom.facts import Fact
from woonboom.fingerprint import plain
from woonboom.model import Answer, Parameter, Question, Tree

Pairs = dict[str, str]
"""Old ids → new ids."""

_ALIKE: Final = 0.6
"""Names that share this much may be of one fact that was renamed."""


def renamed(old: Tree, new: Tree, facts: Mapping[str, str] | None = None) -> Renames:
    """Return what was only renamed; `facts` are known to be, old ids → new ids.

    Raises `ValueError` for a fact that its version does not have, and for two that would be one.
    """
    _refuse_unknown(old, new, facts or {})
    parameters = _alike(old.parameters, new.parameters, _parameter)
    known = _facts(old, new, facts or {})
    numbers: dict[Signature, int] = {}
    both = frozenset(_judged(old)) & frozenset(_judged(new))
    sides = Side(old, parameters, known, both, numbers), Side(new, {}, {}, both, numbers)
    places = _places(*sides)
    questions = {id_: to for id_, to in places.items() if id_ in old.questions}
    outcomes = {id_: to for id_, to in places.items() if id_ not in questions}
    answers = _answers(*sides, places)
    return Renames(questions, answers, outcomes, known, parameters)


def _refuse_unknown(old: Tree, new: Tree, facts: Mapping[str, str]) -> None:
    for was, is_ in facts.items():
        for tree, id_, side in ((old, was, "old"), (new, is_, "new")):
            if id_ not in tree.facts:
                raise ValueError(f"the {side} version has no fact {id_!r}")
        if was != is_ and is_ in old.facts and is_ not in facts:
            raise ValueError(f"{was!r} cannot be {is_!r}: the old version has that fact too")
    if len(set(facts.values())) < len(facts):
        raise ValueError("two facts of the old version cannot be one of the new version")


def _judged(tree: Tree) -> Iterator[tuple[str, str]]:
    judgements = (fact for fact in tree.facts.values() if fact.judgement)
    return ((fact.id, option) for fact in judgements for option in fact.options)


def _alike(
    old: Mapping[str, object], new: Mapping[str, object], say: Callable[..., Signature]
) -> Pairs:
    """The ids of which the other version has one alike, and neither has two."""
    gone = {id_: say(one) for id_, one in old.items() if id_ not in new}
    come = {id_: say(one) for id_, one in new.items() if id_ not in old} if gone else {}
    return _paired(gone, come)


def _paired(gone: Mapping[str, Signature], come: Mapping[str, Signature]) -> Pairs:
    """The ids that have equal signatures, where nobody else has that signature."""
    was, is_ = _single(gone), _single(come)
    return {id_: is_[signature] for signature, id_ in was.items() if signature in is_}


def _single(rows: Mapping[str, Signature]) -> dict[Signature, str]:
    found: dict[Signature, list[str]] = {}
    for id_, signature in rows.items():
        found.setdefault(signature, []).append(id_)
    return {signature: ids[0] for signature, ids in found.items() if len(ids) == 1}


def _parameter(parameter: Parameter) -> Signature:
    return parameter.value, parameter.unit, plain(parameter.label)


def _facts(old: Tree, new: Tree, given: Mapping[str, str]) -> Pairs:
    """The facts that were renamed; a judgement goes with its question and is not among them."""
    taken = set(given.values())
    was = {id_: f for id_, f in old.facts.items() if not f.judgement and id_ not in given}
    is_ = {id_: f for id_, f in new.facts.items() if not f.judgement and id_ not in taken}
    found = {
        id_: to
        for id_, to in _alike(was, is_, _fact).items()
        if id_ not in new.facts and to not in old.facts
    }
    return {**{id_: to for id_, to in given.items() if id_ != to}, **found}


def _fact(fact: Fact) -> Signature:
    options = tuple((id_, plain(label)) for id_, label in sorted(fact.options.items()))
    return plain(fact.label), fact.type, options, fact.unit, fact.range


def _places(old: Side, new: Side) -> Pairs:
    """The questions and outcomes that were renamed."""
    gone, come = _only(old.tree, new.tree), _only(new.tree, old.tree)
    if not gone or not come:
        return {}
    was, is_ = _said(old, gone), _said(new, come)
    found = _paired(was, is_)
    left = {id_: s for id_, s in was.items() if id_ not in found}
    if left and len(found) < len(is_):  # what says the same is told apart by its place
        taken = set(found.values())
        there = {id_: s for id_, s in is_.items() if id_ not in taken}
        found |= _paired(_placed(old, left, found), _placed(new, there, {}))
    return _sound(old, new, found)


def _only(tree: Tree, other: Tree) -> set[str]:
    """The questions and outcomes of one version that the other has not."""
    questions = tree.questions.keys() - other.questions.keys()
    return questions | (tree.outcomes.keys() - other.outcomes.keys())


def _said(side: Side, loose: set[str]) -> dict[str, Signature]:
    """What the loose questions and outcomes say, all that they lead to included."""
    tree, found = side.tree, dict[str, Signature]()

    def call(id_: str) -> Signature:
        return found.get(id_, "?") if id_ in loose else id_

    for outcome in (o for id_, o in tree.outcomes.items() if id_ in loose):
        found[outcome.id] = side.short(side.outcome(outcome))
    for question in (q for q in reversed(tree.in_order) if q.id in loose):
        found[question.id] = side.short(side.question(question, call))
    return found


def _placed(
    side: Side, left: Mapping[str, Signature], renamed: Mapping[str, str]
) -> dict[str, Signature]:
    """What some questions and outcomes say, with the answers that lead there."""
    tree, led = side.tree, dict[str, list[Signature]]()
    found: dict[str, Signature] = {}

    def call(id_: str) -> Signature:
        return found.get(id_, left.get(id_, renamed.get(id_, id_)))

    for question in tree.in_order:
        if question.id in left:
            here = frozenset(led.get(question.id, ()))
            found[question.id] = side.short((left[question.id], here))
        for answer in question.answers:
            if answer.goto in left:
                way = (call(question.id), side.text(answer.label), side.way(answer, call, question))
                led.setdefault(answer.goto, []).append(way)
    ends = (id_ for id_ in tree.outcomes if id_ in left)
    return found | {id_: side.short((left[id_], frozenset(led.get(id_, ())))) for id_ in ends}


def _sound(old: Side, new: Side, found: Pairs) -> Pairs:
    """The pairs that say the same by the pairs themselves."""
    questions = [id_ for id_ in found if id_ in old.tree.questions]
    while wrong := [id_ for id_ in questions if id_ in found and not _same(old, new, id_, found)]:
        found = {id_: to for id_, to in found.items() if id_ not in wrong}
    return found


def _same(old: Side, new: Side, id_: str, found: Pairs) -> bool:
    was, to = old.tree.questions[id_], new.tree.questions.get(found[id_])
    if to is None:
        return False
    return old.question(was, lambda goto: found.get(goto, goto)) == new.question(to, str)


def _answers(old: Side, new: Side, places: Pairs) -> dict[tuple[str, str], tuple[str, str]]:
    """The answers that were renamed, of all questions that both versions have."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for question in old.tree.questions.values():
        to = new.tree.questions.get(places.get(question.id, question.id))
        if to is None:
            continue
        was = {answer.id: answer for answer in question.answers}
        is_ = {answer.id: answer for answer in to.answers}
        pairs = {id_: id_ for id_ in was if id_ in is_}
        if len(pairs) < min(len(was), len(is_)):
            pairs |= _renamed_answers(old, new, (question, to), places)
        found |= {
            (question.id, one): (to.id, other) for one, other in pairs.items() if one != other
        }
    return found


def _renamed_answers(old: Side, new: Side, pair: tuple[Question, Question], places: Pairs) -> Pairs:
    """The answers of a question with another id: by their way and label, else by one of these.

    A judgement is what people read in its label; any other answer is what its way is.
    """
    was, is_ = ({answer.id: answer for answer in question.answers} for question in pair)
    before = {
        id_: (old.way(a, lambda goto: places.get(goto, goto), pair[0]), old.text(a.label))
        for id_, a in was.items()
        if id_ not in is_
    }
    after = {
        id_: (new.way(a, str, pair[1]), new.text(a.label))
        for id_, a in is_.items()
        if id_ not in was
    }
    found = _paired(before, after)
    taken = set(found.values())
    left = {id_: _kept(was[id_], *said) for id_, said in before.items() if id_ not in found}
    others = {id_: _kept(is_[id_], *said) for id_, said in after.items() if id_ not in taken}
    return found | _paired(left, others)


def _kept(answer: Answer, way: Signature, label: Signature) -> Signature:
    """What an answer keeps when the rest of it is edited."""
    return ("label", label) if answer.form == "judgement" else ("way", way)


def perhaps_renamed(old: Tree, new: Tree, renames: Renames) -> list[tuple[str, str]]:
    """Return facts that may have been renamed, though they do not say precisely the same.

    They are of one type and unit and look alike: their options, else their names or ids.
    """
    taken = set(renames.facts.values())
    gone = [old.facts[f] for f in old.asked if f not in new.facts and f not in renames.facts]
    come = [new.facts[f] for f in new.asked if f not in old.facts and f not in taken]
    found = [(one.id, other.id) for one in gone for other in come if _like(one, other)]
    count = Counter(id_ for pair in found for id_ in pair)
    return [pair for pair in found if count[pair[0]] == count[pair[1]] == 1]


def _like(one: Fact, other: Fact) -> bool:
    """Whether two facts could be one that was renamed and edited."""
    from difflib import SequenceMatcher

    if one.judgement or other.judgement or (one.type, one.unit) != (other.type, other.unit):
        return False
    if one.options and one.options.keys() == other.options.keys():
        return True
    labels = SequenceMatcher(None, plain(one.label).lower(), plain(other.label).lower())
    return max(labels.ratio(), SequenceMatcher(None, one.id, other.id).ratio()) >= _ALIKE
