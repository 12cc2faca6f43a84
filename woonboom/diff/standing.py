"""How changes are for those whom they concern: what it comes to, and why some had no outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from woonboom.diagnostics import Argument, Message
from woonboom.diff.changes import RANKS, Changes, Grade, Group
from woonboom.diff.naming import from_to
from woonboom.diff.undecided import causes

Effect = Literal["loss", "lost", "decided", "sideways", "win"]
EFFECTS: Final[tuple[Effect, ...]] = ("loss", "lost", "decided", "sideways", "win")
"""What a change is for those whom it concerns, in the order in which it is told.

As the grades, but `undecided` is two: the new version has no outcome any more (`lost`), or the old
one had none (`decided`).
"""

_HEADINGS: Final[dict[Effect | None, Message]] = {
    "loss": Message("Gaat erop achteruit", "Worse off"),
    "lost": Message("Krijgt in de nieuwe versie geen uitkomst meer",
                    "Has no outcome in the new version any more"),
    "decided": Message("Kon eerst niet worden beslist", "Could not be decided before"),
    "sideways": Message("Een andere uitkomst, niet beter of slechter",
                        "Another outcome, neither better nor worse"),
    "win": Message("Gaat erop vooruit", "Better off"),
    None: Message("Dezelfde uitkomst langs een andere weg", "The same outcome by another path"),
}  # fmt: skip
_UNDECIDED: Final = Message("Geen uitkomst in een van de versies", "No outcome in one version")
_COUNTED: Final[dict[Effect, tuple[Message, Message]]] = {
    "loss": (
        Message("1 groep gevallen gaat erop achteruit: {what}.",
                "1 group of cases is worse off: {what}."),
        Message("{count} groepen gevallen gaan erop achteruit, onder meer {what}.",
                "{count} groups of cases are worse off, among them {what}."),
    ),
    "lost": (
        Message("1 groep gevallen krijgt in de nieuwe versie geen uitkomst meer.",
                "1 group of cases has no outcome in the new version any more."),
        Message("{count} groepen gevallen krijgen in de nieuwe versie geen uitkomst meer.",
                "{count} groups of cases have no outcome in the new version any more."),
    ),
    "decided": (
        Message("1 groep gevallen kon eerst niet worden beslist.",
                "1 group of cases could not be decided before."),
        Message("{count} groepen gevallen konden eerst niet worden beslist.",
                "{count} groups of cases could not be decided before."),
    ),
    "sideways": (
        Message("1 groep krijgt een andere uitkomst, niet beter of slechter.",
                "1 group gets another outcome, neither better nor worse."),
        Message("{count} groepen krijgen een andere uitkomst, niet beter of slechter.",
                "{count} groups get another outcome, neither better nor worse."),
    ),
    "win": (
        Message("1 groep gaat erop vooruit: {what}.", "1 group is better off: {what}."),
        Message("{count} groepen gaan erop vooruit, onder meer {what}.",
                "{count} groups are better off, among them {what}."),
    ),
}  # fmt: skip
_EQUIVALENT: Final = Message(
    "Voor alle gevallen dezelfde uitkomst, bewezen.",
    "The same outcome for every case, proved.",
)
_NOBODY_LOSES: Final = Message("Niemand gaat erop achteruit.", "Nobody is worse off.")
_OTHERS: Final = Message(
    "Alle andere gevallen houden dezelfde uitkomst.", "All other cases keep their outcome."
)
_SAME: Final = Message(
    "Beide versies zeggen precies hetzelfde.", "Both versions say exactly the same."
)
_ONLY_VERSION: Final = Message(
    "De teksten zijn ook dezelfde. Alleen de versie of haar datum is anders.",
    "The texts are the same too. Only the version or its date is another.",
)
_EDITED: Final = Message(
    "Aan de teksten of de opbouw is wel iets veranderd; zie hieronder.",
    "The texts or the structure did change; see below.",
)
_VERSION_FIELDS: Final = ("version", "valid_from", "valid_until")


def effect_of(group: Group) -> Effect:
    """Return what a change is for the cases of a group."""
    if group.grade == "undecided":
        return "lost" if group.new_outcome is None else "decided"
    return group.grade


def by_effect(changes: Changes) -> tuple[tuple[Effect, tuple[Group, ...]], ...]:
    """Return the groups by what the change is for them, the worst first; no empty ones."""
    found: dict[Effect, list[Group]] = {effect: [] for effect in EFFECTS}
    for group in changes.groups:
        found[effect_of(group)].append(group)
    return tuple((effect, tuple(groups)) for effect, groups in found.items() if groups)


def effect_heading(effect: Effect | None, language: str) -> str:
    """Return what a change is in words; None: only the path is another."""
    return _HEADINGS[effect].say(language)


def grade_heading(grade: Grade | None, language: str) -> str:
    """Return what a grade means for those whom it concerns; None: only the path is another."""
    return _UNDECIDED.say(language) if grade == "undecided" else effect_heading(grade, language)


def nobody_loses(changes: Changes) -> bool:
    """Tell whether nobody is worse off, as far as anybody can tell.

    Who could not be decided before may have hoped for the best outcome.
    """
    effects = dict(by_effect(changes))
    kinds = [
        changes.new.outcomes[group.new_outcome].kind
        for group in effects.get("decided", ())
        if group.new_outcome
    ]
    worse = any(RANKS[kind] < RANKS["eligible"] for kind in kinds)
    return "loss" not in effects and "lost" not in effects and not worse


def summary(changes: Changes, language: str) -> str:
    """Return what changes for cases in a few sentences: who is worse off comes first."""
    if changes.problem:
        return changes.problem.say(language)
    if changes.equivalent:
        return _EQUIVALENT.say(language)
    said = []
    for effect, groups in by_effect(changes):
        said.append(_counted(effect, groups, changes, language))
        said += causes(groups, changes, language, most=1)
    if nobody_loses(changes):
        said.append(_NOBODY_LOSES.say(language))
    return " ".join([*said, _OTHERS.say(language)])


def _counted(effect: Effect, groups: Sequence[Group], changes: Changes, language: str) -> str:
    one, several = _COUNTED[effect]
    words: dict[str, Argument] = {
        "count": len(groups), "what": from_to(groups[0], changes, language)
    }  # fmt: skip
    return (one if len(groups) == 1 else several).say(language, words)


def besides(changes: Changes, language: str) -> str:
    """Return what else differs where no case does: nothing, the version's name, or more."""
    if changes.same:
        return _SAME.say(language)
    fields = {change.field if change.element == "tree" else "" for change in changes.structure}
    return (_ONLY_VERSION if fields <= set(_VERSION_FIELDS) else _EDITED).say(language)
