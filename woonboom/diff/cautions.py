"""What a reader must know before believing what is said of cases: facts replaced or reworded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from woonboom.compared import Change
from woonboom.diagnostics import Message
from woonboom.diff.align import called_in_both
from woonboom.diff.changes import Changes
from woonboom.diff.renames import perhaps_renamed
from woonboom.facts import Fact
from woonboom.model import Tree
from woonboom.regions.words import joined, name_of

_PERHAPS: Final = Message(
    "Let op: het feit ‘{old}’ is vervallen en ‘{new}’ is nieuw. Ze zijn vergeleken als twee "
    "feiten die niets met elkaar te maken hebben. Is het hetzelfde feit? Vergelijk dan met "
    "--map {old}={new}.",
    "Mind: the fact ‘{old}’ is gone and ‘{new}’ is new. They were compared as two facts that have "
    "nothing to do with each other. Is it the same fact? Then compare with --map {old}={new}.",
)
_OTHER_UNIT: Final = Message(
    "Let op: ‘{name}’ ({fact}) telde in {old} en telt nu in {new}. Er is niet omgerekend: ze zijn "
    "vergeleken als twee feiten die niets met elkaar te maken hebben.",
    "Mind: ‘{name}’ ({fact}) was counted in {old} and is now counted in {new}. Nothing was "
    "converted: they were compared as two facts that have nothing to do with each other.",
)
_OTHER_TYPE: Final = Message(
    "Let op: ‘{name}’ ({fact}) heeft nu een ander soort waarde dan eerst. Dat is vergeleken als "
    "twee feiten die niets met elkaar te maken hebben.",
    "Mind: ‘{name}’ ({fact}) has another kind of value than before. That was compared as two facts "
    "that have nothing to do with each other.",
)


_REWORDED: Final = Message(
    "Let op: de woorden van {places} veranderden. Betekent dat iets anders, dan kunnen gevallen "
    "toch veranderen.",
    "Mind: the words of {places} changed. If they mean something else, cases may change all the "
    "same.",
)
_QUESTION: Final = Message("vraag {number}", "question {number}")
_FACT: Final = Message("feit ‘{label}’", "fact ‘{label}’")
_AND: Final = Message("{first} en {last}", "{first} and {last}")
_MOST_NAMED: Final = 5


def warnings(changes: Changes, language: str) -> tuple[str, ...]:
    """Return in whole sentences what a reader must know before believing what is said of cases.

    What was compared as two facts may be one; and where every case is proved to keep its outcome,
    the words that a case is known by may mean something else now.
    """
    if changes.problem:
        return ()
    reworded = _reworded(changes, language) if changes.equivalent else ()
    return (*_replaced(changes, language), *reworded)


def _reworded(changes: Changes, language: str) -> Iterator[str]:
    """Yield that words changed that decide which case somebody is."""
    places: dict[str, None] = {}
    for edit in changes.structure:
        places.update(dict.fromkeys(_place(edit, changes.new, language)))
    if places:
        named = [*list(places)[:_MOST_NAMED], *(["…"] if len(places) > _MOST_NAMED else [])]
        yield _REWORDED.say(language, {"places": joined(named, _AND, language)})


def _place(edit: Change, new: Tree, language: str) -> Iterator[str]:
    """Yield what an edit is about, when a case is known by its words."""
    if edit.kind != "changed":
        return
    question = edit.id.partition(".")[0]
    words = (edit.element, edit.field) in (("question", "ask"), ("answer", "label"))
    if words and question in new.facts and new.facts[question].judgement:
        yield _QUESTION.say(language, {"number": new.numbers[question]})
    if edit.element == "fact" and edit.id in new.asked and _means(edit):
        yield _FACT.say(language, {"label": new.facts[edit.id].label})


def _means(edit: Change) -> bool:
    """Whether an edit of a fact is one of its words: of options that both have."""
    if edit.field != "options":
        return edit.field == "label"
    old, new = (own if isinstance(own, Mapping) else {} for own in (edit.old, edit.new))
    return any(old[id_] != new[id_] for id_ in old.keys() & new.keys())


def _replaced(changes: Changes, language: str) -> Iterator[str]:
    """Yield what was compared as two facts though it may be one."""
    old, new = changes.old, changes.new
    for one, other in perhaps_renamed(old, new, changes.renames):
        yield _PERHAPS.say(language, {"old": one, "new": other})
    if old.facts == new.facts:
        return
    called = called_in_both(old, new, changes.renames)
    for id_ in old.asked:
        own = old.facts[id_]
        if called[id_] != id_ and id_ in new.asked and called[id_] not in new.facts:
            yield _other(own, new.facts[id_], language)


def _other(former: Fact, now: Fact, language: str) -> str:
    name = name_of(now, language).removesuffix(":")
    same_type = former.type == now.type and former.unit and now.unit
    message = _OTHER_UNIT if same_type else _OTHER_TYPE
    words = {"name": name, "fact": now.id, "old": former.unit or "", "new": now.unit or ""}
    return message.say(language, words)
