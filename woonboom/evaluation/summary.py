"""The report in a few sentences, for whoever reads no further."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.evaluation.comparison import Change
from woonboom.evaluation.figures import FEWEST, Tally
from woonboom.evaluation.form import Form
from woonboom.evaluation.years import Years

_AGREE: Final = Message("{people} het eens met", "{people} with")
_ALL: Final = Message("Alle {n} zijn", "All {n} agree")
_NOBODY: Final = Message("Niemand is", "Nobody agrees")
_NOBODY_NOT: Final = Message("Niemand is", "Nobody disagrees")
_ONE: Final = Message("1 van de {n} is", "1 of {n} agrees")
_SOME: Final = Message("{k} van de {n} zijn", "{k} of {n} agree")
_DISAGREE: Final = Message("{people} het oneens met", "{people} with")
_ALL_NOT: Final = Message("Alle {n} zijn", "All {n} disagree")
_ONE_NOT: Final = Message("1 van de {n} is", "1 of {n} disagrees")
_SOME_NOT: Final = Message("{k} van de {n} zijn", "{k} of {n} disagree")

_MOST: Final = Message("De meeste instemming: {found}.", "The most agreement: {found}.")
_LEAST: Final = Message("De meeste tegenstand: {found}.", "The most disagreement: {found}.")
_NONE_AGAINST: Final = Message(
    "Bij geen enkele stelling is iemand het oneens.", "Nobody disagrees with any statement."
)
_HALF: Final = Message(
    "{title}: met {k} van de {n} stellingen is meer dan de helft het eens.",
    "{title}: more than half agree with {k} of the {n} statements.",
)
_HALF_NONE: Final = Message(
    "{title}: met geen van de {n} stellingen is meer dan de helft het eens.",
    "{title}: more than half agree with none of the {n} statements.",
)
_HALF_ALL: Final = Message(
    "{title}: met alle {n} stellingen is meer dan de helft het eens.",
    "{title}: more than half agree with all {n} statements.",
)
_HALF_ONE: Final = Message(
    "{title}: met de ene stelling is {more} de helft het eens.",
    "{title}: {more} half agree with its one statement.",
)
_MORE: Final = Message("meer dan", "more than")
_NOT_MORE: Final = Message("hooguit", "at most")
_UNSURE: Final = Message(
    "Vaak neutraal: {share}% koos ‘{label}’ bij {statements}.",
    "Often neutral: {share}% chose ‘{label}’ at {statements}.",
)
_NAMED: Final = Message("stelling {number} (‘{text}’)", "statement {number} (‘{text}’)")
_AND: Final = Message("{first} en {last}", "{first} and {last}")
_AND_MORE: Final = Message("{first} en nog {n} andere", "{first} and {n} more")
_RISEN: Final = Message(
    "Het meest gestegen sinds de vorige ronde: {statements}, van {then}% naar {now}% eens.",
    "Risen most since the last round: {statements}, from {then}% to {now}% agree.",
)
_FALLEN: Final = Message(
    "Het meest gedaald sinds de vorige ronde: {statements}, van {then}% naar {now}% eens.",
    "Fallen most since the last round: {statements}, from {then}% to {now}% agree.",
)
_SAME: Final = Message(
    "Bij elke stelling bleef het percentage dat het eens is (bijna) gelijk aan de vorige ronde.",
    "With every statement the percentage that agrees stayed (almost) the same as last round.",
)
_YEAR: Final = Message(
    "In {year}: {part} {parts} op {whole} {wholes} ({share}).",
    "In {year}: {part} {parts} on {whole} {wholes} ({share}).",
)
_YEARS: Final = Message(
    "In {year}: {part} {parts} op {whole} {wholes} ({share}). In {before}: {was} op {of} ({then}).",
    "In {year}: {part} {parts} on {whole} {wholes} ({share}). In {before}: {was} on {of} ({then}).",
)
_MOST_NAMED: Final = 3


def summary(
    form: Form,
    tallied: Mapping[str, Tally],
    changed: Sequence[Change] | None,
    years: Years | None,
) -> list[str]:
    """Return the findings that a board would ask for, each a sentence or two.

    Statements that fewer than five people answered are never called the most or the least.
    """
    words = _Words(form)
    counted = {id_: tally for id_, tally in tallied.items() if tally.total >= FEWEST}
    found = []
    if counted:
        found += words.halves(counted)
        found += words.extremes(counted)
    if changed is not None:
        found += words.changes(changed)
    return [*found, *([words.years(years)] if years else [])]


def people(part: int, whole: int, language: str, *, against: bool = False) -> str:
    """Return "7 van de 10 zijn het eens met", or how that is said of one, all or nobody."""
    message = _DISAGREE if against else _AGREE
    if not part:
        said = _NOBODY_NOT if against else _NOBODY
    elif part == whole:
        said = _ALL_NOT if against else _ALL
    elif part == 1:
        said = _ONE_NOT if against else _ONE
    else:
        said = _SOME_NOT if against else _SOME
    who = said.say(language, {"k": part, "n": whole})
    return message.say(language, {"people": who})


class _Words:
    """Says things of the statements of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.language = form.language

    def say(self, message: Message, **arguments: Argument) -> str:
        """A message in the language of the form."""
        return message.say(self.language, arguments)

    def halves(self, counted: Mapping[str, Tally]) -> list[str]:
        """With how many statements of each part more than half agree."""
        found = []
        for part in self.form.parts:
            asked = [counted[s.id] for s in part.statements if s.id in counted]
            if asked:
                most = sum(2 * tally.favour > tally.total for tally in asked)
                found.append(self._half(part.title, most, len(asked)))
        return found

    def _half(self, title: str, most: int, count: int) -> str:
        if count > 1:
            message = {0: _HALF_NONE, count: _HALF_ALL}.get(most, _HALF)
            return self.say(message, title=title, k=most, n=count)
        return self.say(_HALF_ONE, title=title, more=_MORE if most else _NOT_MORE)

    def extremes(self, counted: Mapping[str, Tally]) -> list[str]:
        """Where agreement, disagreement and doubt are largest."""
        found = []
        if any(tally.favour for tally in counted.values()):
            most = _largest(counted, lambda tally: tally.favour)
            found.append(self.say(_MOST, found=self._agreeing(most, counted)))
        if any(tally.against for tally in counted.values()):
            most = _largest(counted, lambda tally: tally.against)
            found.append(self.say(_LEAST, found=self._agreeing(most, counted, against=True)))
        else:
            found.append(self.say(_NONE_AGAINST))
        most = _largest(counted, lambda tally: tally.neutral)
        first = counted[most[0]]
        if 2 * first.neutral >= first.total:
            label = self.form.scale[len(self.form.scale) // 2].label
            named = self.named(most)
            found.append(self.say(_UNSURE, share=first.sides[1], label=label, statements=named))
        return found

    def _agreeing(
        self, ids: Sequence[str], counted: Mapping[str, Tally], *, against: bool = False
    ) -> str:
        """Who agrees with these statements: a number for those that as many people answered."""
        found = []
        for total in dict.fromkeys(counted[id_].total for id_ in ids):
            alike = [id_ for id_ in ids if counted[id_].total == total]
            first = counted[alike[0]]
            part = first.against if against else first.favour
            who = people(part, total, self.language, against=against)
            found.append(f"{who[:1].lower()}{who[1:]} {self.named(alike)}")
        return "; ".join(found)

    def changes(self, changed: Sequence[Change]) -> list[str]:
        """What rose and fell most since the round before."""
        found = []
        exact = {change: change.difference or 0 for change in changed if change.points is not None}
        if exact and not any(change.points for change in exact):
            return [self.say(_SAME)]
        for message, way in ((_RISEN, 1), (_FALLEN, -1)):
            most = max((way * difference for difference in exact.values()), default=0)
            alike = [c for c in exact if c.points and way * (c.difference or 0) == most > 0]
            found += self._changed(message, alike)
        return found

    def _changed(self, message: Message, alike: Sequence[Change]) -> list[str]:
        """Statements that changed equally much, a sentence for each."""
        return [
            self.say(
                message,
                statements=self.named([change.id]),
                then=change.then.sides[2],
                now=change.now.sides[2],
            )
            for change in alike[:_MOST_NAMED]
        ]

    def years(self, years: Years) -> str:
        """What the last year was like, and the first."""
        last, first = years.years[-1], years.years[0]
        counted: dict[str, Argument] = {
            "year": last.year,
            "part": last.part,
            "whole": last.whole,
            "share": last.percent,
        }
        named = {"parts": years.part, "wholes": years.whole}
        if last is first:
            return self.say(_YEAR, **counted, **named)
        before: dict[str, Argument] = {
            "before": first.year,
            "was": first.part,
            "of": first.whole,
            "then": first.percent,
        }
        return self.say(_YEARS, **counted, **named, **before)

    def named(self, ids: Iterable[str]) -> str:
        """Statements in words: all of a few, and how many more there are."""
        all_ = list(ids)
        shown = [self._name(id_) for id_ in all_[:_MOST_NAMED]]
        if len(all_) > _MOST_NAMED:
            return self.say(_AND_MORE, first=", ".join(shown), n=len(all_) - _MOST_NAMED)
        if len(shown) == 1:
            return shown[0]
        return self.say(_AND, first=", ".join(shown[:-1]), last=shown[-1])

    def _name(self, id_: str) -> str:
        text = self.form.statements[id_].text.rstrip(".")
        return self.say(_NAMED, text=text, number=self.form.numbers[id_])


def _largest(counted: Mapping[str, Tally], part: Callable[[Tally], int]) -> list[str]:
    """The statements of which the largest share is this part: all of them, where it is a draw."""
    shares = {id_: Fraction(part(tally), tally.total) for id_, tally in counted.items()}
    most = max(shares.values())
    return [id_ for id_, share in shares.items() if share == most]
