"""Values that were edited, as people say them: conditions as cases, places as questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from woonboom import text
from woonboom.compared import Change
from woonboom.compared.words import Apart
from woonboom.conditions.forms import Condition, facts_of
from woonboom.diagnostics import Argument
from woonboom.document import Run, parts_of
from woonboom.fingerprint import OTHERWISE
from woonboom.layout.wording import KINDS
from woonboom.markdown import blocks_of
from woonboom.model import Tree
from woonboom.papers import changes_wording as wording
from woonboom.papers.rules import rules
from woonboom.regions import Region, space_of
from woonboom.regions.words import say_region
from woonboom.units import say_amount

_MOST_GROUPS: Final = 6
_ENDS: Final = (".", "?", "!", ":")
_TYPES: Final = {
    "boolean": wording.A_BOOLEAN,
    "choice": wording.A_CHOICE,
    "choices": wording.CHOICES,
    "integer": wording.AN_INTEGER,
}


@dataclass(frozen=True)
class Values:
    """Says values of one version, in a language; ids are those of the changes.

    `coded` where codes tell which outcome is meant. `numbers` are those of the new version.
    """

    tree: Tree
    language: str
    coded: bool = True
    numbers: Mapping[str, int] = field(default_factory=dict)

    def question(self, id_: str) -> str:
        """Return a question by the number that readers find now; one that is gone by its old."""
        is_there = id_ in self.numbers or not self.numbers
        number = self.numbers.get(id_, self.tree.numbers.get(id_, ""))
        message = wording.TO_QUESTION if is_there else wording.TO_OLD_QUESTION
        return message.say(self.language, {"number": number})

    def outcome(self, id_: str) -> str:
        """Return an outcome by its code; by its title where codes might be mistaken."""
        if self.coded:
            return wording.TO_OUTCOME.say(self.language, {"code": self.tree.codes[id_]})
        return self.named(id_)

    def named(self, id_: str) -> str:
        """Return an outcome by its title, and by its code where that helps."""
        title = text.clean(str(self.tree.outcomes[id_].title))
        message = wording.CODED_OUTCOME if self.coded else wording.NAMED_OUTCOME
        known: dict[str, Argument] = {"title": title, "code": self.tree.codes[id_]}
        return message.say(self.language, known)

    def say(self, change: Change, value: object) -> str | None:
        """Return a value that a change holds in words; None where others said it well."""
        said = _SAID.get((change.element, change.field))
        return said(self, change.id, value) if said and value is not None else None


def _place(own: Values, _: str, value: object) -> str:
    place = str(value)
    if place in own.tree.outcomes:
        return own.named(place)
    if place not in own.tree.questions:
        return place
    return f"{own.question(place)} ({text.clean(str(own.tree.questions[place].ask))})"


def _condition(own: Values, id_: str, value: object) -> str | None:
    """The cases for which an answer holds."""
    question, _, answer = id_.partition(".")
    asked, condition = own.tree.questions.get(question), _condition_of(own.tree, id_)
    if value == OTHERWISE or asked is None or condition is None:
        return None
    return rules(own.tree, asked).get(answer) or _cases(own, condition)


def _condition_of(tree: Tree, id_: str) -> Condition | None:
    """The condition of an answer by the id of both; None where there is no such answer."""
    question, _, answer = id_.partition(".")
    asked = tree.questions.get(question)
    found = (one.condition for one in asked.answers if one.id == answer) if asked else iter(())
    return next(found, None)


def _assumption(own: Values, id_: str, _: object) -> str | None:
    conditions = {str(one.condition): one.condition for one in own.tree.assumptions}
    return _cases(own, conditions[id_]) if id_ in conditions else None


def _cases(own: Values, condition: Condition) -> str:
    space = space_of(own.tree.facts, facts_of(condition), [condition])
    return say_region(Region(space, space.of(condition)), own.language, _MOST_GROUPS)


def _kind(own: Values, _: str, value: object) -> str | None:
    known = KINDS.get(str(value))
    return known.say(own.language) if known else None


def _type(own: Values, _: str, value: object) -> str | None:
    known = _TYPES.get(str(value))
    return known.say(own.language) if known else None


def _options(own: Values, _: str, value: object) -> str | None:
    return "; ".join(map(str, value.values())) if isinstance(value, Mapping) else None


def _range(own: Values, id_: str, value: object) -> str | None:
    fact = own.tree.facts.get(id_)
    if not isinstance(value, list) or fact is None:
        return None
    low, high = value
    amount = say_amount(high, fact.unit, own.language)
    return wording.RANGE.say(own.language, {"low": low, "high": amount})


def _question(own: Values, id_: str, _: object) -> str | None:
    """A whole question with its answers, and where they lead."""
    asked = own.tree.questions.get(id_)
    if asked is None:
        return None
    answers = (f"{text.clean(str(a.label))} → {_brief(own, a.goto)}" for a in asked.answers)
    return f"{text.clean(str(asked.ask))} {'; '.join(answers)}"


def _answer(own: Values, id_: str, value: object) -> str | None:
    if not isinstance(value, Mapping):
        return None
    return f"{value.get('label')} → {_brief(own, str(value.get('goto')))}"


def _outcome(own: Values, id_: str, _: object) -> str | None:
    """A whole outcome: its kind, its title, what it means and what to do."""
    outcome = own.tree.outcomes.get(id_)
    if outcome is None:
        return None
    texts = (text.clean(str(t)) for t in (outcome.title, outcome.text, *outcome.steps) if t)
    said = (one if one.endswith(_ENDS) else f"{one}." for one in texts)
    return f"{KINDS[outcome.kind].say(own.language)}: {' '.join(said)}"


def _page(own: Values, _: str, value: object) -> str | None:
    """The title of a whole page, and how long it is."""
    parts = value.get("paragraphs") if isinstance(value, Mapping) else None
    if not isinstance(parts, list) or not parts:
        return None
    named: dict[str, Argument] = {"title": _bare(str(parts[0])), "count": len(parts)}
    return wording.PAGE.say(own.language, named)


def _paragraph(own: Values, _: str, value: object) -> str:
    return _bare(str(value))


def _case(own: Values, _: str, value: object) -> str | None:
    expected = value.get("expect") if isinstance(value, Mapping) else value
    outcome = own.tree.outcomes.get(str(expected))
    if outcome is None:
        return None
    return own.tree.codes[outcome.id] if own.coded else text.clean(str(outcome.title))


def _brief(own: Values, goto: str) -> str:
    """A question by its number, an outcome as short as can be."""
    if goto in own.tree.outcomes:
        return own.outcome(goto)
    return own.question(goto)


def _bare(markdown: str) -> str:
    """What Markdown says, without its signs."""
    said = "".join(part.text for part in parts_of(blocks_of(markdown)) if isinstance(part, Run))
    return said.strip(" |") or markdown


_SAID: Final[Mapping[tuple[str, str | None], Callable[[Values, str, object], str | None]]] = {
    ("answer", "goto"): _place,
    ("tree", "start"): _place,
    ("case", "expect"): _case,
    ("case", None): _case,
    ("page", None): _page,
    ("page", "paragraph"): _paragraph,
    ("answer", "condition"): _condition,
    ("assumption", None): _assumption,
    ("outcome", "kind"): _kind,
    ("fact", "type"): _type,
    ("fact", "options"): _options,
    ("fact", "range"): _range,
    ("question", None): _question,
    ("answer", None): _answer,
    ("outcome", None): _outcome,
}


@dataclass(frozen=True)
class Sides:
    """The values of both versions."""

    old: Values
    new: Values

    def say(self, change: Change, parts: tuple[Apart, ...]) -> Iterator[Apart]:
        """Yield the parts of a change, with values that these say better."""
        old, new = self.old.say(change, change.old), self.new.say(change, change.new)
        for one in parts:
            yield one._replace(
                where=self._where(change) or one.where,
                old=one.old if old is None else old,
                new=one.new if new is None else new,
            )

    def mean_the_same(self, change: Change) -> bool:
        """Tell whether a condition was only written otherwise: it holds for the same cases."""
        if (change.element, change.field) != ("answer", "condition"):
            return False
        found = [_condition_of(own.tree, change.id) for own in (self.old, self.new)]
        conditions = [one for one in found if one is not None]
        facts = {id_ for one in conditions for id_ in facts_of(one)}
        known = self.new.tree.facts
        if len(conditions) < 2 or any(self.old.tree.facts.get(f) != known.get(f) for f in facts):
            return False
        space = space_of(known, facts, conditions)
        one, other = (Region(space, space.of(condition)) for condition in conditions)
        return one == other

    def _where(self, change: Change) -> str:
        """What is known by its words: a fact, which has no number, and an outcome."""
        if change.element == "outcome":
            own = self.new if change.id in self.new.tree.outcomes else self.old
            return own.named(change.id) if change.id in own.tree.outcomes else ""
        facts = {**self.old.tree.facts, **self.new.tree.facts}
        if change.element != "fact" or change.id not in facts:
            return ""
        label = text.clean(facts[change.id].label)
        return wording.A_FACT.say(self.new.language, {"label": label})
