"""Changes in words, for a reader who has the old version at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from woonboom.compared.changes import SECTIONS, Change, Content, records
from woonboom.compared.names import Names
from woonboom.diagnostics import Argument, Message

_WAS = Message("{what} was ‘{old}’, is nu ‘{new}’", "{what} was ‘{old}’, is now ‘{new}’")
_GONE = Message("{what} is vervallen: ‘{old}’", "{what} is gone: ‘{old}’")
_NEW = Message("{what} is nieuw: ‘{new}’", "{what} is new: ‘{new}’")
_AT = Message("{where}: {said}", "{where}: {said}")
_GOES = Message("gaat nu naar {new}, ging naar {old}", "now goes to {new}, went to {old}")
_ORDER = Message("de antwoorden staan in een andere volgorde", "the answers stand in another order")
_STEPS = Message("de stappen staan in een andere volgorde", "the steps stand in another order")
_RENUMBERED = Message("ander nummer: {moved}", "other number: {moved}")
_RECODED = Message("andere code: {moved}", "other code: {moved}")
_STEP = Message("stap {number}", "step {number}")
_A_STEP = Message("een stap", "a step")

_HEADINGS: Final = {
    "tree": Message("De boom", "The tree"),
    "parameter": Message("Getallen", "Numbers"),
    "question": Message("Vragen", "Questions"),
    "outcome": Message("Uitkomsten", "Outcomes"),
    "fact": Message("Feiten", "Facts"),
    "assumption": Message("Aannames", "Assumptions"),
    "source": Message("Bronnen", "Sources"),
}
_SECTION: Final = {"answer": "question", "work": "source"}
_FIELDS: Final = {
    "tree": Message("de naam van de boom", "the name of the tree"),
    "version": Message("de versie", "the version"),
    "valid_from": Message("de ingangsdatum", "the starting date"),
    "valid_until": Message("de einddatum", "the end date"),
    "title": Message("de titel", "the title"),
    "audience": Message("voor wie de boom is", "whom the tree is for"),
    "language": Message("de taal", "the language"),
    "contact": Message("het contact", "the contact"),
    "url": Message("het webadres", "the web address"),
    "start": Message("de eerste vraag", "the first question"),
    "ask": Message("de vraag", "the question"),
    "help": Message("de hulptekst", "the help"),
    "facts": Message("wat de vraag wil weten", "what the question wants to know"),
    "sources": Message("de bron", "the source"),
    "label": Message("de naam", "the name"),
    "name": Message("de naam", "the name"),
    "id": Message("de id", "the id"),
    "condition": Message("de voorwaarde", "the condition"),
    "kind": Message("de soort", "the kind"),
    "text": Message("de uitleg", "the text"),
    "info": Message("de informatiepagina", "the information page"),
    "value": Message("het getal", "the number"),
    "unit": Message("de eenheid", "the unit"),
    "type": Message("de soort", "the kind"),
    "options": Message("de mogelijkheden", "the options"),
    "range": Message("het bereik", "the range"),
    "entered_as": Message("hoe het wordt ingevuld", "how it is entered"),
}
_OWN_FIELDS: Final = {
    ("answer", "label"): Message("het antwoord", "the answer"),
    ("outcome", "tree"): Message("de boom waar het verdergaat", "the tree where it goes on"),
}


@dataclass(frozen=True)
class Section:
    """The changes of one kind of element: a heading, and a sentence a change."""

    heading: str
    lines: tuple[str, ...]


def say_changes(
    found: Iterable[Change], old: Content, new: Content, language: str
) -> list[Section]:
    """Return changes in words; what was there keeps the number that it had.

    Questions that only got another number share one sentence, and so do outcomes with another code.
    """
    found = list(found)
    speaker = _Speaker(Names(old, language), Names(new, language), language)
    lines: dict[str, list[str]] = {element: [] for element in _HEADINGS}
    for change in found:
        if change.field not in ("number", "code"):
            lines[_SECTION.get(change.element, change.element)] += speaker.lines(change)
    for element, field, message in (
        ("question", "number", _RENUMBERED), ("outcome", "code", _RECODED)
    ):  # fmt: skip
        moved = ", ".join(f"{c.old} → {c.new}" for c in found if c.field == field)
        lines[element] += [speaker.say(message, moved=moved)] if moved else []
    said = ((_HEADINGS[element].say(language), tuple(row)) for element, row in lines.items())
    return [Section(heading, row) for heading, row in said if row]


@dataclass(frozen=True)
class _Speaker:
    """Says changes between two contents."""

    old: Names
    new: Names
    language: str

    def say(self, message: Message, **words: Argument) -> str:
        return message.say(self.language, words)

    def lines(self, change: Change) -> Iterator[str]:
        """Yield the sentences that a change takes."""
        name = self.old.element(change.element, change.id)
        where = name or self.new.element(change.element, change.id) or change.id
        if change.field is None:
            names, element = (self.old, self.new), change.element
            was, is_ = (
                n.whole(element, v) if v is not None else ""
                for n, v in zip(names, (change.old, change.new), strict=True)
            )
            yield self.differs(where, was, is_)
        else:
            for said in self.field(change):
                yield said if change.element == "tree" else self.say(_AT, where=where, said=said)

    def field(self, change: Change) -> Iterator[str]:
        """Yield what is different about a field."""
        if change.field == "goto":
            yield self.say(_GOES, old=self.place(change.old), new=self.place(change.new))
        elif change.field == "answers":
            yield self.say(_ORDER)
        elif change.field == "steps":
            yield from self.steps(_listed(change.old), _listed(change.new))
        else:
            yield self.differs(self.say(_called(change)), *self.values(change))

    def place(self, goto: object) -> str:
        """Return the name of a question or outcome, the one that it had if there is one."""
        return self.old.place(goto) or self.new.place(goto) or f"‘{goto}’"

    def values(self, change: Change) -> tuple[str, str]:
        """Return a field's old and new value in words."""
        field, key = change.field or "", SECTIONS.get(change.element, "")
        if field == "start":
            return self.place(change.old), self.place(change.new)
        was, is_ = (
            names.value(records(names.content, key).get(change.id, {}), field, value)
            for names, value in ((self.old, change.old), (self.new, change.new))
        )
        return was, is_

    def differs(self, what: str, old: str, new: str) -> str:
        """Return what was and what is; either may be nothing."""
        message = _WAS if old and new else _GONE if old else _NEW
        return self.say(message, what=what, old=old, new=new)

    def steps(self, old: list[str], new: list[str]) -> Iterator[str]:
        """Yield what is different about the steps of an outcome."""
        if sorted(old) == sorted(new):
            yield self.say(_STEPS)
        elif len(old) == len(new):
            pairs = enumerate(zip(old, new, strict=True), start=1)
            for number, (was, is_) in pairs:
                if was != is_:
                    yield self.differs(self.say(_STEP, number=number), was, is_)
        else:
            a_step = self.say(_A_STEP)
            yield from (self.differs(a_step, step, "") for step in old if step not in new)
            yield from (self.differs(a_step, "", step) for step in new if step not in old)


def _called(change: Change) -> Message:
    field = change.field or ""
    named = _OWN_FIELDS.get((change.element, field)) or _FIELDS.get(field)
    return named or Message(field, field)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
