"""Changes in words, for a reader who has the old version at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from woonboom.compared.changes import SECTIONS, Change, Content
from woonboom.compared.names import Names
from woonboom.diagnostics import Argument, Message

_WAS = Message("{what} was ‘{old}’, is nu ‘{new}’", "{what} was ‘{old}’, is now ‘{new}’")
_GONE = Message("{what} is vervallen: ‘{old}’", "{what} is gone: ‘{old}’")
_NEW = Message("{what} is nieuw: ‘{new}’", "{what} is new: ‘{new}’")
_AT = Message("{where}: {said}", "{where}: {said}")
_GOES = Message("gaat nu naar {new}, ging naar {old}", "now goes to {new}, went to {old}")
_GOTO = Message("waar het heen leidt", "where it leads")
_ORDER = Message("de antwoorden staan in een andere volgorde", "the answers stand in another order")
_STEPS = Message("de stappen staan in een andere volgorde", "the steps stand in another order")
_RENUMBERED = Message("ander nummer: {moved}", "other number: {moved}")
_RECODED = Message("andere code: {moved}", "other code: {moved}")
_STEP = Message("stap {number}", "step {number}")
_OF_OLD = Message("{place} van de oude versie", "{place} of the old version")
_A_STEP = Message("een stap", "a step")

_HEADINGS: Final = {
    "tree": Message("De boom", "The tree"),
    "parameter": Message("Getallen", "Numbers"),
    "question": Message("Vragen", "Questions"),
    "outcome": Message("Uitkomsten", "Outcomes"),
    "fact": Message("Feiten", "Facts"),
    "assumption": Message("Aannames", "Assumptions"),
    "source": Message("Bronnen", "Sources"),
    "page": Message("Informatiepagina’s", "Information pages"),
    "term": Message("Woordenlijst", "Glossary"),
    "organisation": Message("Organisaties", "Organisations"),
    "case": Message("Voorbeelden", "Worked cases"),
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
    "steps": Message("de stappen", "the steps"),
    "answers": Message("de volgorde van de antwoorden", "the order of the answers"),
    "number": Message("het nummer", "the number"),
    "code": Message("de code", "the code"),
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
    "short": Message("de naam in een zin", "the name in a sentence"),
    "yes": Message("de woorden voor ja", "the words for yes"),
    "no": Message("de woorden voor nee", "the words for no"),
    "note": Message("de notitie", "the note"),
    "paragraph": Message("een alinea", "a paragraph"),
    "role": Message("de rol", "the role"),
    "given": Message("het geval", "the case"),
    "expect": Message("de verwachte uitkomst", "the expected outcome"),
    "via": Message("de weg", "the path"),
    "goto": Message("waar het heen gaat", "where it leads"),
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


class Apart(NamedTuple):
    """One difference in words: where it is, what is different there, what it was and what it is.

    Of a whole element `what` is nothing, of the tree itself `where`; of an order that changed
    `what` says all. `old` or `new` is nothing when there was or is nothing.
    """

    where: str
    what: str
    old: str
    new: str


def telling(old: Content, new: Content, language: str) -> Callable[[Change], tuple[Apart, ...]]:
    """Return what puts a change in words, for a table.

    What is still there has the number that it has now; a question that is gone is said to be of the
    old version.
    """
    speaker = _Speaker(Names(old, language), Names(new, language), language, latest=True)

    def apart(change: Change) -> tuple[Apart, ...]:
        return tuple(speaker.parts(change))

    return apart


def heading_of(element: str, language: str) -> str:
    """Return what changes of an element stand under: "Vragen" for a question or an answer."""
    return _HEADINGS[_SECTION.get(element, element)].say(language)


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
            sentences = (speaker.sentence(change, part) for part in speaker.parts(change))
            lines[_SECTION.get(change.element, change.element)] += sentences
    for element, field, message in (
        ("question", "number", _RENUMBERED), ("outcome", "code", _RECODED)
    ):  # fmt: skip
        moved = ", ".join(f"{c.old} → {c.new}" for c in found if c.field == field)
        lines[element] += [speaker.say(message, moved=moved)] if moved else []
    said = ((_HEADINGS[element].say(language), tuple(row)) for element, row in lines.items())
    return [Section(heading, row) for heading, row in said if row]


@dataclass(frozen=True)
class _Speaker:
    """Says changes between two contents: by the names that things had, or by the latest ones."""

    old: Names
    new: Names
    language: str
    latest: bool = False

    def say(self, message: Message, **words: Argument) -> str:
        return message.say(self.language, words)

    def parts(self, change: Change) -> Iterator[Apart]:
        """Yield what a change comes to."""
        names = (self.new, self.old) if self.latest else (self.old, self.new)
        named = (name.element(change.element, change.id) for name in names)
        where = next(filter(None, named), change.id)
        if change.field is None:
            yield Apart(where, "", *self.whole(change))
        elif change.element == "tree":
            yield from self.field(change, "")
        else:
            yield from self.field(change, where)

    def whole(self, change: Change) -> tuple[str, str]:
        """Return what an element said that is gone, and one that is new."""
        old, new = change.old, change.new
        return (
            self.old.whole(change.element, old) if old is not None else "",
            self.new.whole(change.element, new) if new is not None else "",
        )

    def field(self, change: Change, where: str) -> Iterator[Apart]:
        """Yield what is different about a field."""
        if change.field == "answers":
            yield Apart(where, self.say(_ORDER), "", "")
        elif change.field == "steps":
            yield from self.steps(where, _listed(change.old), _listed(change.new))
        else:
            yield Apart(where, self.say(_called(change)), *self.values(change))

    def sentence(self, change: Change, part: Apart) -> str:
        """Return a part of a change as a sentence."""
        if change.field == "goto":
            said = self.say(_GOES, old=part.old, new=part.new)
        elif part.old or part.new:
            said = self.differs(part.what or part.where, part.old, part.new)
        else:
            said = part.what
        return self.say(_AT, where=part.where, said=said) if part.where and part.what else said

    def place(self, goto: object, first: Names, other: Names) -> str:
        """Return the name of a question or outcome, of two the first that there is."""
        named = first.place(goto) or other.place(goto) or f"‘{goto}’"
        if self.latest and self.old.element("question", str(goto)) and not self.new.place(goto):
            return self.say(_OF_OLD, place=named)
        return named

    def values(self, change: Change) -> tuple[str, str]:
        """Return a field's old and new value in words."""
        field, key = change.field or "", SECTIONS.get(change.element, "")
        if field in ("start", "goto"):
            latest = (self.new, self.old) if self.latest else (self.old, self.new)
            former = latest if self.latest else (self.old, self.new)
            return self.place(change.old, *former), self.place(change.new, *latest)
        was, is_ = (
            names.value(names.records(key).get(change.id, {}), field, value)
            for names, value in ((self.old, change.old), (self.new, change.new))
        )
        return was, is_

    def differs(self, what: str, old: str, new: str) -> str:
        """Return what was and what is; either may be nothing."""
        message = _WAS if old and new else _GONE if old else _NEW
        return self.say(message, what=what, old=old, new=new)

    def steps(self, where: str, old: list[str], new: list[str]) -> Iterator[Apart]:
        """Yield what is different about the steps of an outcome."""
        if sorted(old) == sorted(new):
            yield Apart(where, self.say(_STEPS), "", "")
        elif len(old) == len(new):
            pairs = enumerate(zip(old, new, strict=True), start=1)
            for number, (was, is_) in pairs:
                if was != is_:
                    yield Apart(where, self.say(_STEP, number=number), was, is_)
        else:
            a_step = self.say(_A_STEP)
            yield from (Apart(where, a_step, step, "") for step in old if step not in new)
            yield from (Apart(where, a_step, "", step) for step in new if step not in old)


def _called(change: Change) -> Message:
    field = change.field or ""
    named = _OWN_FIELDS.get((change.element, field)) or _FIELDS.get(field)
    return named or Message(field, field)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
