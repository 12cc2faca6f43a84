"""Which cases get an answer, in words: "6 maanden of langer; of 4 maanden of langer, onder …".

Exact: a rule holds for the cases for which the answer's condition holds. Numbers are those of the
condition as its author wrote it, so that "hooguit 60" is not said as "minder dan 61".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from woonboom.conditions.forms import constants_of, facts_of
from woonboom.diagnostics import Argument, Message
from woonboom.facts import Fact, Value
from woonboom.model import Answer, Question, Tree
from woonboom.regions import Region, Space
from woonboom.regions.boxes import Box, Masks, boxes_of, needed, stretches, widened
from woonboom.regions.space import space_of
from woonboom.regions.words import by_fact, is_time, joined, name_of, say_box, say_region
from woonboom.units import say_amount, unit_of

_MOST_GROUPS: Final = 4
_MONTHS: Final = 12
_MANY_YEARS: Final = 2
"""One year is as well said in months."""
_ELSE: Final = Message("in alle andere gevallen", "in all other cases")
_OR: Final = Message(", of ", ", or ")
_ONLY: Final = Message("alleen ‘{option}’", "only ‘{option}’")
_WITH: Final = Message("wel ‘{option}’", "with ‘{option}’")
_EITHER: Final = Message("{first} of {last}", "{first} or {last}")
_QUOTES: Final = str.maketrans("", "", "‘’")
_TWO: Final = Message("{low} of {high}", "{low} or {high}")
_FROM_TO: Final = Message("{low} tot en met {high}", "{low} to {high}")
_AT_MOST: Final = Message("hooguit {amount}", "at most {amount}")
_YEARS: Final = Message("{years} ({amount})", "{years} ({amount})")
_WHOLE: Final = Message("{number} hele {unit}", "{number} whole {unit}")
# By whether it is about time: then an amount is long or short.
_BELOW: Final = {
    True: Message("korter dan {amount}", "shorter than {amount}"),
    False: Message("minder dan {amount}", "less than {amount}"),
}
_ABOVE: Final = {
    True: Message("langer dan {amount}", "longer than {amount}"),
    False: Message("meer dan {amount}", "more than {amount}"),
}
_AT_LEAST: Final = {
    True: Message("{amount} of langer", "{amount} or longer"),
    False: Message("{amount} of meer", "{amount} or more"),
}


def rules(tree: Tree, question: Question, *, named: bool = True) -> dict[str, str]:
    """Return which cases get each answer of a question, by the answer's id.

    It is empty for a judgement, for yes and no on one fact, and where the answer's own words say
    it. Facts are named, and whole years said as years too, unless fields stand beside the answers:
    then in the unit of the field, with a name only where more than one can be meant.
    """
    if all(answer.form in {"yes-no", "judgement"} for answer in question.answers):
        return {answer.id: "" for answer in question.answers}
    rule = _rule_of(tree, question, named=named)
    return {answer.id: rule.say(answer) for answer in question.answers}


def _rule_of(tree: Tree, question: Question, *, named: bool) -> _Rule:
    conditions = [answer.condition for answer in question.answers]
    read = dict.fromkeys(fact for c in conditions for fact in facts_of(c))
    space = space_of(tree.facts, read, conditions)
    written: dict[str, set[int]] = {}
    for condition in conditions:
        for fact, constant in constants_of(condition):
            written.setdefault(fact, set()).add(constant.value)
    facts = [tree.facts[fact] for fact in read]
    bare = () if named else _unmistakable(facts)
    return _Rule(space, tree.language, written, bare, in_years=named)


def _unmistakable(facts: Collection[Fact]) -> set[str]:
    """The facts whose values need no name: the only number, the only fact with options."""
    kinds = {
        fact.id: "number" if fact.kind.compared == "number" else "options"
        for fact in facts if fact.kind.compared != "alone"
    }  # fmt: skip
    return {id_ for id_, kind in kinds.items() if list(kinds.values()).count(kind) == 1}


@dataclass(frozen=True)
class _Rule:
    """Puts the conditions of one question in words.

    `written` holds the numbers that each fact is compared with, `bare` the facts without a name.
    """

    space: Space
    language: str
    written: Mapping[str, Collection[int]]
    bare: Collection[str]
    in_years: bool

    def say(self, answer: Answer) -> str:
        region = Region(self.space, self.space.of(answer.condition))
        if answer.form == "otherwise" and len(boxes_of(region, 2)) != 1:
            return _ELSE.say(self.language)
        said = say_region(region, self.language, _MOST_GROUPS, say=self._group, widen=self._widened)
        return "" if self._is_said_by(str(answer.label), said) else said

    def _is_said_by(self, label: str, said: str) -> bool:
        """Whether a rule says no more than the label of its answer: "wel ‘Schuld’" of "Schuld"."""
        facts = {axis.fact.id: axis.fact for axis in self.space.axes}
        for fact in facts.values() if len(facts) == 1 else ():
            said = said.removeprefix(f"{name_of(fact, self.language)} ")
        forms = (label, _WITH.say(self.language, {"option": label}))
        return _unquoted(said) in map(_unquoted, forms)

    def _group(self, space: Space, masks: Masks, language: str) -> str:
        return ", ".join(self._fact(own) for own in by_fact(space, masks).values())

    def _widened(self, region: Region, boxes: list[Masks]) -> list[Masks]:
        wide = [self._opened(region, masks) for masks in widened(region, boxes)]
        return needed(region, wide)

    def _opened(self, region: Region, masks: Masks) -> Masks:
        """A group with its numbers up or down without end, where that adds no other cases.

        What others have from 6 months on, and these from 4, is for these "4 maanden of langer".
        """
        for level, mask in masks.items():
            for wide in self._without_end(level, mask):
                box = Box(self.space, {**masks, level: wide})
                if not box.region - region:
                    masks = {**box.masks}
                    break
        return masks

    def _without_end(self, level: int, mask: int) -> list[int]:
        """The cells of a number from the first of a mask on, and those up to its last."""
        axis = self.space.axes[level]
        full = (1 << len(axis.cells)) - 1
        both = (full & -(mask & -mask), (1 << mask.bit_length()) - 1)
        is_number = axis.fact.kind.compared == "number"
        return [m for m in both if m not in {mask, full}] if is_number else []

    def _fact(self, masks: Masks) -> str:
        fact = self.space.axes[min(masks)].fact
        name = name_of(fact, self.language)
        if fact.kind.compared == "number":
            (level, mask), *_ = masks.items()
            said = f"{name} {self._number(level, mask)}"
        elif fact.kind.compared == "option":
            said = f"{name} {self._options(masks)}"
        elif only := _last_option(self.space, masks):
            said = f"{name} {_ONLY.say(self.language, {'option': only})}"
        else:
            said = say_box(self.space, masks, self.language)
        return said.removeprefix(f"{name} ") if fact.id in self.bare else said

    def _options(self, masks: Masks) -> str:
        """The options of a choice, quoted, since they stand bare and hold words as "of"."""
        (level, mask), *_ = masks.items()
        axis = self.space.axes[level]
        ids = [str(cell.low) for at, cell in enumerate(axis.cells) if mask >> at & 1]
        return joined([f"‘{axis.fact.options[id_]}’" for id_ in ids], _EITHER, self.language)

    def _number(self, level: int, mask: int) -> str:
        axis = self.space.axes[level]
        ends = (axis.cells[0].low, axis.cells[-1].high)
        found = [self._stretch(axis.fact, low, high, ends) for low, high in stretches(axis, mask)]
        return _OR.say(self.language).join(found)

    def _stretch(self, fact: Fact, low: int, high: int, ends: tuple[Value, Value]) -> str:
        """The numbers from `low` to `high`, of a fact that goes from one end to the other."""
        if low == high:
            return self._amount(fact, low)
        time, written = is_time(_unit(fact), self.language), self.written[fact.id]
        if low == ends[0]:
            below = high not in written and high + 1 in written
            message, number = (_BELOW[time], high + 1) if below else (_AT_MOST, high)
        elif high == ends[1]:
            above = low not in written and low - 1 in written
            message, number = (_ABOVE[time], low - 1) if above else (_AT_LEAST[time], low)
        else:
            words: dict[str, Argument] = {"low": low, "high": self._amount(fact, high)}
            return (_TWO if high == low + 1 else _FROM_TO).say(self.language, words)
        return message.say(self.language, {"amount": self._with_years(fact, number)})

    def _with_years(self, fact: Fact, number: int) -> str:
        """An amount, of months that make whole years in years first.

        The months stay: "hooguit 60 hele maanden" is up to a month more than "hooguit 5 jaar".
        """
        amount, unit = self._amount(fact, number), unit_of(_unit(fact) or "", self.language)
        if not self.in_years or unit is None or (unit.measure, unit.size) != ("months", 1):
            return amount
        years, rest = divmod(number, _MONTHS)
        if rest or years < _MANY_YEARS:
            return amount
        said = say_amount(years, "jaren", self.language)
        return _YEARS.say(self.language, {"years": said, "amount": amount})

    def _amount(self, fact: Fact, number: int) -> str:
        """An amount with its unit; what follows from a date is counted in whole ones."""
        amount = say_amount(number, _unit(fact), self.language)
        if fact.entered_as != "date":
            return amount
        return _WHOLE.say(self.language, {"number": number, "unit": amount.partition(" ")[2]})


def _unquoted(text: str) -> str:
    return text.translate(_QUOTES).casefold()


def _unit(fact: Fact) -> str | None:
    return fact.unit or ("maanden" if fact.entered_as == "date" else None)


def _last_option(space: Space, masks: Masks) -> str:
    """The only option that is left when all others are absent, for there always is one."""
    fact = space.axes[min(masks)].fact
    levels = space.span[fact.id]
    left = [space.axes[level].option for level in levels if level not in masks]
    absent = [level for level, mask in masks.items() if mask == 1]
    if fact.kind.compared != "member" or len(left) != 1 or len(absent) != len(levels) - 1:
        return ""
    return fact.options[left[0] or ""]
