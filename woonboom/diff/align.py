"""Two versions of a tree → both over one set of facts, by the names of the new version.

A fact is matched by its id or by a rename; the judgement of a question follows its question, and
its answers are then its options. Ids of questions belong to a tree: judgements of two trees are
one only where they are put in the same words. A fact that both versions have takes the values of
both. One with another type or unit is another fact: the older one is then called `id:former`.

A question that reads a value which its own version does not know has no answer for it. A case is
real when it is so by the assumptions of either version: what only one of them assumes must not
hide what the other changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from woonboom.analysis.flow import read_at
from woonboom.analysis.together import limits_of
from woonboom.conditions import And, Condition, Not, OneOf, Or, Truth
from woonboom.conditions.forms import Leaf, facts_of
from woonboom.diagnostics import Message
from woonboom.diff.changes import Renames
from woonboom.diff.likeness import told_apart
from woonboom.facts import Fact
from woonboom.fingerprint import plain
from woonboom.model import Assumption, Question, Tree

FORMER: Final = "{}:former"
"""What a fact is called that means something else now: no id has a colon in it."""
_YES_NO: Final = {"yes": Message("Ja", "Yes"), "no": Message("Nee", "No")}


@dataclass(frozen=True)
class Aligned:
    """Both versions over one set of facts; questions, answers and outcomes keep their own ids.

    `read` are the facts that either version reads, its assumptions included.
    """

    old: Tree
    new: Tree
    read: tuple[str, ...]

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of both."""
        return self.new.facts


def aligned(old: Tree, new: Tree, renames: Renames) -> Aligned:
    """Return both versions over one set of facts, and with the assumptions that either has."""
    names = _Names(old, new, renames, _kin(old, new))
    before, after = _Side(old, names.of_old), _Side(new, names.of_new)
    facts = told_apart(joint(before.facts, after.facts), before.facts, after.facts, new.language)
    read = tuple(dict.fromkeys([*after.read(), *before.read()]))
    assumed = _assumed((before, after), {id_: facts[id_] for id_ in read if id_ in facts})
    return Aligned(before.tree(facts, assumed), after.tree(facts, assumed), read)


def called_in_both(old: Tree, new: Tree, renames: Renames) -> dict[str, str]:
    """Return what the facts of the old version are called when both are aligned, by their ids."""
    return {id_: name.id for id_, name in _Names(old, new, renames, _kin(old, new)).of_old.items()}


def _kin(old: Tree, new: Tree) -> Collection[str]:
    """The facts of the new version that may be judgements of the old one: those of one tree."""
    return new.facts if old.id == new.id else ()


def all_aligned(trees: Sequence[Tree]) -> tuple[Tree, ...]:
    """Return any number of trees over one set of facts, with the assumptions that any has.

    A fact is matched by its id; what people read of it is that of the first tree that has it.
    """
    sides = [_Side(trees[0], {})]
    for tree in trees[1:]:
        kin = {id_ for side in sides if side.tree_id == tree.id for id_ in side.facts}
        names = _Names(tree, replace(tree, facts=_all_facts(sides)), Renames(), kin)
        sides = [*(side.listing(names.of_new) for side in sides), _Side(tree, names.of_old)]
    facts = _all_facts(sides)
    read = dict.fromkeys(fact for side in sides for fact in side.read())
    assumed = _assumed(sides, {id_: facts[id_] for id_ in read if id_ in facts})
    return tuple(side.tree(facts, assumed) for side in sides)


def _all_facts(sides: Sequence[_Side]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for side in sides:
        found = joint(side.facts, found)
    return found


@dataclass(frozen=True)
class _Name:
    """How a fact of a version is called in both: by another id, with other ids of its options.

    `listed`: the yes and no of a judgement are options, since the other version lists them.
    """

    id: str
    options: Mapping[str, str]
    listed: bool = False


class _Names:
    """What every fact of both versions is called.

    Judgements whose ids are those of `kin` are the same in whatever words they are put.
    """

    def __init__(self, old: Tree, new: Tree, renames: Renames, kin: Collection[str]) -> None:
        self._old = old
        self._new = new
        self._renames = renames
        self._kin = kin
        same = self._matched()
        self.of_old = {id_: self._of_old(fact, same.get(id_)) for id_, fact in old.facts.items()}
        listed = {now for id_, now in same.items() if _lists(old.facts[id_], new.facts[now])}
        self.of_new = {id_: _Name(id_, {}, listed=id_ in listed) for id_ in new.facts}

    def _matched(self) -> dict[str, str]:
        """The facts that are the same in both: their old ids with the new ones."""
        named = {id_: self._renamed(fact) for id_, fact in self._old.facts.items()}
        taken = {now for id_, now in named.items() if id_ != now}
        kept = {id_: now for id_, now in named.items() if id_ != now or id_ not in taken}
        facts = self._new.facts
        return {
            id_: now
            for id_, now in kept.items()
            if now in facts and self._same(self._old.facts[id_], facts[now])
        }

    def _same(self, former: Fact, now: Fact) -> bool:
        """Whether the values of a fact mean in both versions what they are called."""
        if former.judgement and now.judgement:
            named = self._renames.facts.get(former.id) == now.id
            return named or now.id in self._kin or plain(former.label) == plain(now.label)
        return (former.type, former.unit) == (now.type, now.unit)

    def _renamed(self, fact: Fact) -> str:
        """What the new version calls a fact, if it has it."""
        now = self._renames.facts.get(fact.id)
        if now is None and fact.judgement:
            now = self._renames.questions.get(fact.id)
        return now if now in self._new.facts and now is not None else fact.id

    def _of_old(self, fact: Fact, now: str | None) -> _Name:
        if now is None:
            name = FORMER.format(fact.id) if fact.id in self._new.facts else fact.id
            while name in self._new.facts and not self._same(fact, self._new.facts[name]):
                name = FORMER.format(name)
            return _Name(name, {})
        return _Name(now, self._options(fact), _lists(self._new.facts[now], fact))

    def _options(self, fact: Fact) -> dict[str, str]:
        """The options of a judgement that have another id now: those of answers."""
        if not fact.judgement:
            return {}
        own = {a: to for (q, a), (_, to) in self._renames.answers.items() if q == fact.id}
        return {option: own[option] for option in fact.options if option in own}


def _lists(fact: Fact, other: Fact) -> bool:
    """Whether one version lists the yes and no that are the values of a fact in the other."""
    return (fact.type, other.type) == ("choice", "boolean")


class _Side:
    """One version by the names of both."""

    def __init__(self, tree: Tree, names: Mapping[str, _Name]) -> None:
        self._tree = tree
        self.tree_id = tree.id
        self.span = tree.span
        self._names = {id_: name for id_, name in names.items() if name != _Name(id_, {})}
        self.facts = {fact.id: fact for fact in map(self._fact, tree.facts.values())}
        self.assumed = [self._named(a.condition) for a in tree.assumptions]

    def listing(self, names: Mapping[str, _Name]) -> _Side:
        """Return this version with the yes and no of those judgements listed that others list."""
        own = {id_: self._names.get(id_, _Name(id_, {})) for id_ in self._tree.facts}
        listed = {
            id_: replace(name, listed=True)
            for id_, name in own.items()
            if name.id in names and names[name.id].listed and not name.listed
        }
        return _Side(self._tree, {**own, **listed}) if listed else self

    def _fact(self, fact: Fact) -> Fact:
        name = self._names.get(fact.id)
        if name is None:
            return fact
        if name.listed:
            options = {id_: word.say(self._tree.language) for id_, word in _YES_NO.items()}
            return replace(fact, id=name.id, type="choice", options=options)
        options = {name.options.get(id_, id_): label for id_, label in fact.options.items()}
        return replace(fact, id=name.id, options=options)

    def _named(self, condition: Condition) -> Condition:
        return with_leaves(condition, self._leaf) if self._names else condition

    def _leaf(self, leaf: Leaf) -> Condition:
        name = self._names.get(leaf.fact)
        if name is None:
            return leaf
        if isinstance(leaf, Truth) and name.listed:
            return OneOf(name.id, ("yes",))
        if isinstance(leaf, OneOf):
            options = tuple(name.options.get(option, option) for option in leaf.options)
            return replace(leaf, fact=name.id, options=options)
        return replace(leaf, fact=name.id)

    def tree(self, facts: Mapping[str, Fact], assumed: tuple[Assumption, ...]) -> Tree:
        """Return the version over `facts`."""
        limits = self.limits(facts)
        if not self._names and not limits and assumed == self._tree.assumptions:
            return self._with(facts)
        questions = {
            id_: self._question(question, limits) for id_, question in self._tree.questions.items()
        }
        return replace(self._tree, facts=facts, questions=questions, assumptions=assumed)

    def _with(self, facts: Mapping[str, Fact]) -> Tree:
        return replace(self._tree, facts=facts)

    def read(self) -> tuple[str, ...]:
        """Return the facts that the questions and assumptions read, in the order of reading."""
        found = dict.fromkeys(self._asked())
        found.update((f, None) for condition in self.assumed for f in facts_of(condition))
        return tuple(found)

    def _asked(self) -> Iterator[str]:
        """Yield the facts that the questions read; none is looked for once there are no more."""
        found: dict[str, None] = {}
        for question in self._tree.in_order:
            found.update(dict.fromkeys(question.facts))
            if len(found) < len(self._tree.facts):
                found.update(dict.fromkeys(read_at(question)))
            if len(found) >= len(self._tree.facts):
                break
        return map(self._id, found)

    def limits(self, facts: Mapping[str, Fact]) -> dict[str, tuple[Condition, ...]]:
        """Return of the facts with more values than this version knows when it does know one."""
        known = ((id_, fact) for id_, fact in self.facts.items() if id_ in facts)
        found = {id_: tuple(limits_of(fact, facts[id_])) for id_, fact in known}
        return {id_: limits for id_, limits in found.items() if limits}

    def _question(
        self, question: Question, limits: Mapping[str, tuple[Condition, ...]]
    ) -> Question:
        read = [self._id(fact) for fact in read_at(question)]
        known = [limit for fact in read for limit in limits.get(fact, ())]
        asked = tuple(self._id(fact) for fact in question.facts)
        answers = tuple(
            replace(answer, condition=_guarded(self._named(answer.condition), known))
            for answer in question.answers
        )
        return replace(question, facts=asked, answers=answers)

    def _id(self, fact: str) -> str:
        return self._names[fact].id if fact in self._names else fact


def _guarded(condition: Condition, known: list[Condition]) -> Condition:
    return And((*known, condition)) if known else condition


def joint(former: Mapping[str, Fact], now: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts of both versions, each with the values of both.

    What people read of them is that of the new version.
    """
    both = {id_: _widest(fact, former[id_]) for id_, fact in now.items() if id_ in former}
    return {**now, **both, **{id_: fact for id_, fact in former.items() if id_ not in now}}


def _widest(now: Fact, former: Fact) -> Fact:
    options = {**now.options, **{o: t for o, t in former.options.items() if o not in now.options}}
    if now.range is None or former.range is None:
        return replace(now, options=options, range=None)
    low, high = min(now.range[0], former.range[0]), max(now.range[1], former.range[1])
    return replace(now, range=(low, high))


def _assumed(sides: Sequence[_Side], facts: Mapping[str, Fact]) -> tuple[Assumption, ...]:
    """What holds for every real case: what any version assumes, and values that any knows."""
    *others, last = sides
    common = [c for c in last.assumed if all(c in other.assumed for other in others)]
    either = _either([[c for c in side.assumed if c not in common] for side in sides])
    found = [*common, *either, *_values(sides, facts)]
    return tuple(Assumption(condition, last.span) for condition in found)


def _values(sides: Sequence[_Side], facts: Mapping[str, Fact]) -> Iterator[Condition]:
    """Yield that a value is one that a version knows, of facts that have other ones in each."""
    limits = [(side, side.limits(facts)) for side in sides]
    for fact in facts:
        yield from _either([own.get(fact, ()) for side, own in limits if fact in side.facts])


def _either(ways: Sequence[Sequence[Condition]]) -> Iterator[Condition]:
    """Yield that all conditions of one of some ways hold, unless one of them asks for nothing."""
    if all(ways):
        yield Or(tuple(And(tuple(way)) for way in ways))


def with_leaves(condition: Condition, change: Callable[[Leaf], Condition]) -> Condition:
    """Return a condition with each of its comparisons changed."""
    if isinstance(condition, Not):
        return Not(with_leaves(condition.part, change))
    if isinstance(condition, And | Or):
        parts = tuple(with_leaves(part, change) for part in condition.parts)
        return type(condition)(parts)
    return change(condition)
