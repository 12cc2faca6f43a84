"""Regions in words: "regeling korter dan 6 maanden, zonder bewindvoering".

The words of a fact are its own (`short`, `yes`, `no`), else its label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from woonboom.diagnostics import Message
from woonboom.facts import Fact
from woonboom.regions.boxes import Masks, boxes_of, stretches, widened
from woonboom.regions.region import Region
from woonboom.regions.space import Axis, Space
from woonboom.units import say_amount, unit_of

_ALL: Final = Message("alle gevallen", "all cases")
_NONE: Final = Message("geen enkel geval", "no case")
_OR: Final = Message("; of ", "; or ")
_ONE_MORE: Final = Message("; en nog een andere groep", "; and one more group")
_MORE: Final = Message("; en nog {number} andere groepen", "; and {number} more groups")
_COUNTLESS: Final = Message("; en nog veel andere groepen", "; and many more groups")
_LAST: Final = Message("{first} of {last}", "{first} or {last}")
_TO: Final = Message("{low} tot en met {high}", "{low} to {high}")
_LESS: Final = {
    True: Message("korter dan {amount}", "shorter than {amount}"),
    False: Message("minder dan {amount}", "less than {amount}"),
}
_MORE_THAN: Final = {
    True: Message("{amount} of langer", "{amount} or longer"),
    False: Message("{amount} of meer", "{amount} or more"),
}
_AT_MOST: Final = Message("hooguit {amount}", "at most {amount}")
_ABOVE: Final = {
    True: Message("langer dan {amount}", "longer than {amount}"),
    False: Message("meer dan {amount}", "more than {amount}"),
}
_WITH: Final = Message("wel {options}", "with {options}")
_WITHOUT: Final = Message("geen {options}", "without {options}")
_AND: Final = Message("{first} en {last}", "{first} and {last}")
_NOT: Final = Message("niet {amount}", "not {amount}")
_OR_ELSE: Final = Message(", of ", ", or ")
_YES: Final = Message("ja", "yes")
_NO: Final = Message("nee", "no")
SAYING: Final[Mapping[str, Message]] = {
    "yes": _YES, "no": _NO, "or": _LAST, "or_else": _OR_ELSE, "not": _NOT, "to": _TO,
    "shorter": _LESS[True], "less": _LESS[False], "at_most": _AT_MOST,
    "or_longer": _MORE_THAN[True], "or_more": _MORE_THAN[False],
    "longer": _ABOVE[True], "more": _ABOVE[False],
}  # fmt: skip
"""The words for facts and numbers, for who says them elsewhere than here."""
_TIMES: Final = ("months", "days", "working days", "minutes")
_MOST_NAMED: Final = 3
_ROUND: Final = {True: (12, 10, 6, 5), False: (100, 10, 5)}
"""What numbers that people know can be divided by: those of months, and others."""


def say_box(space: Space, masks: Masks, language: str) -> str:
    """Return a box in words: what holds of each fact that matters."""
    return ", ".join(_say_fact(space, own, language) for own in by_fact(space, masks).values())


def by_fact(space: Space, masks: Masks) -> dict[str, Masks]:
    """Return a box fact by fact, in the order of the axes."""
    parts: dict[str, Masks] = {}
    for level in sorted(masks):
        parts.setdefault(space.axes[level].fact.id, {})[level] = masks[level]
    return parts


def say_region(
    region: Region,
    language: str,
    limit: int,
    *,
    say: Callable[[Space, Masks, str], str] = say_box,
    widen: Callable[[Region, list[Masks]], list[Masks]] = widened,
) -> str:
    """Return a region in words: at most `limit` groups, the shortest first, and how many more.

    `widen` makes fewer and wider groups of boxes, `say` puts one group in words.
    """
    if not region:
        return _NONE.say(language)
    if region == Region(region.space, region.space.real):
        return _ALL.say(language)
    parts = region_parts(region, language, limit, say=say, widen=widen)
    return _OR.say(language).join(parts.said) + say_more(parts.more, language)


class Parts(NamedTuple):
    """The first groups of a region in words, and how many more there are: None when countless."""

    said: tuple[str, ...]
    more: int | None


def region_parts(
    region: Region,
    language: str,
    limit: int,
    *,
    say: Callable[[Space, Masks, str], str] = say_box,
    widen: Callable[[Region, list[Masks]], list[Masks]] = widened,
) -> Parts:
    """Return a region in words, group by group: at most `limit`, the shortest first."""
    boxes = boxes_of(region, 20 * limit)
    masks = [dict(box.masks) for box in boxes]
    if not boxes.truncated:
        masks = widen(region, masks)
    said = sorted((say(region.space, box, language) for box in masks), key=by_length)
    more = None if boxes.truncated else max(0, len(said) - limit)
    return Parts(tuple(said[:limit]), more)


def say_more(more: int | None, language: str) -> str:
    """Return that there are more groups, to stand behind others; nothing when there are none."""
    if more is None:
        return _COUNTLESS.say(language)
    rest = _ONE_MORE if more == 1 else _MORE
    return rest.say(language, {"number": more}) if more else ""


def by_length(text: str) -> tuple[int, int, str]:
    """Return the key that sorts descriptions: few conditions first, then few letters."""
    return (text.count(","), len(text), text)


def _say_fact(space: Space, masks: dict[int, int], language: str) -> str:
    (level, mask), *_ = masks.items()
    axis = space.axes[level]
    if axis.option is not None:
        return _say_options(space, masks, language)
    return _SAY[axis.fact.kind.compared](axis, mask, language)


def name_of(fact: Fact, language: str) -> str:
    """Return how a fact is called before its value: "regeling" 6 maanden, "kinderen:" 2."""
    if fact.short and is_time(fact.unit, language):
        return fact.short
    name = fact.short or fact.label
    return name if name.endswith("?") else f"{name}:"


def _say_truth(axis: Axis, mask: int, language: str) -> str:
    return say_truth(axis.fact, mask == 2, language)


def say_truth(fact: Fact, value: bool, language: str) -> str:
    """Return in words that a yes/no fact is so, or that it is not."""
    own = fact.yes if value else fact.no
    return own or f"{name_of(fact, language)} {(_YES if value else _NO).say(language)}"


def _say_choice(axis: Axis, mask: int, language: str) -> str:
    ids = [str(cell.low) for at, cell in enumerate(axis.cells) if mask >> at & 1]
    labels = [axis.fact.options[id_] for id_ in ids]
    return f"{name_of(axis.fact, language)} {joined(labels, _LAST, language)}"


def _say_options(space: Space, masks: dict[int, int], language: str) -> str:
    fact = space.axes[min(masks)].fact
    said = []
    for mask, message in ((2, _WITH), (1, _WITHOUT)):
        ids = [space.axes[level].option for level, own in masks.items() if own == mask]
        labels = [f"‘{fact.options[id_]}’" for id_ in ids if id_]
        if labels:
            joining = _AND if mask == 2 else _LAST
            said.append(message.say(language, {"options": joined(labels, joining, language)}))
    return f"{name_of(fact, language)} {', '.join(said)}"


def _say_number(axis: Axis, mask: int, language: str) -> str:
    name, rest = name_of(axis.fact, language), ((1 << len(axis.cells)) - 1) & ~mask
    between = stretches(axis, rest)
    if len(between) == 1 and not _at_an_end(axis, rest):
        amount = _within(axis, *between[0], language)
        return f"{name} {_NOT.say(language, {'amount': amount})}"
    said = [_stretch(axis, low, high, language) for low, high in stretches(axis, mask)]
    return f"{name} {_OR_ELSE.say(language).join(said)}"


def _at_an_end(axis: Axis, mask: int) -> bool:
    return bool(mask & 1 or mask >> (len(axis.cells) - 1))


def _stretch(axis: Axis, low: int, high: int, language: str) -> str:
    """A stretch of numbers; its end is told by the number that people are likelier to know."""
    unit = axis.fact.unit
    is_long = is_time(unit, language)
    if low != axis.cells[0].low and high == axis.cells[-1].high and low != high:
        known = _is_rounder(low - 1, low, unit, language)
        message, number = (_ABOVE[is_long], low - 1) if known else (_MORE_THAN[is_long], low)
        return message.say(language, {"amount": _amount(number, unit, language)})
    if low == axis.cells[0].low and low != high:
        known = _is_rounder(high, high + 1, unit, language)
        message, number = (_AT_MOST, high) if known else (_LESS[is_long], high + 1)
        return message.say(language, {"amount": _amount(number, unit, language)})
    return _within(axis, low, high, language)


def _is_rounder(number: int, other: int, unit: str | None, language: str) -> bool:
    known = unit_of(unit, language) if unit else None
    divisors = _ROUND[known is not None and known.measure == "months"]
    one, two = (
        next((len(divisors) - at for at, by in enumerate(divisors) if n % by == 0), 0)
        for n in (number, other)
    )
    return one > two


def _within(axis: Axis, low: int, high: int, language: str) -> str:
    unit = axis.fact.unit
    if high - low < _MOST_NAMED:
        first = [str(number) for number in range(low, high)]
        return joined([*first, _amount(high, unit, language)], _LAST, language)
    return _TO.say(language, {"low": low, "high": _amount(high, unit, language)})


def _amount(number: int, unit: str | None, language: str) -> str:
    return say_amount(number, unit, language)


def is_time(unit: str | None, language: str) -> bool:
    """Tell whether an amount in `unit` is long or short, instead of much or little."""
    known = unit_of(unit, language) if unit else None
    return known is not None and known.measure in _TIMES


def joined(words: list[str], last: Message, language: str) -> str:
    """Return words with commas between them, and a word of its own before the last."""
    if len(words) == 1:
        return words[0]
    return last.say(language, {"first": ", ".join(words[:-1]), "last": words[-1]})


_SAY: Final[Mapping[str, Callable[[Axis, int, str], str]]] = {
    "alone": _say_truth,
    "option": _say_choice,
    "number": _say_number,
}
