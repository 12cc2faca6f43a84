"""What outcomes and versions are called in a report on two versions, so that none is mistaken."""

from __future__ import annotations

from typing import Final, Literal

from woonboom.diagnostics import Message
from woonboom.diff.changes import Changes, Group
from woonboom.load.trees import DRAFT
from woonboom.model import KIND_WORDS, Tree

Side = Literal["old", "new"]

_NO_OUTCOME: Final = Message("geen uitkomst", "no outcome")
_OUTCOME: Final = Message("{code} {title}", "{code} {title}")
_QUOTED: Final = Message("‘{name}’", "‘{name}’")
_FROM_TO: Final = Message("van {old} naar {new}", "from {old} to {new}")
_ARROW: Final = Message("{old} → {new}", "{old} → {new}")
_OTHER_KIND: Final = Message(
    "{name} verandert van ‘{old}’ in ‘{new}’", "{name} goes from ‘{old}’ to ‘{new}’"
)
_OTHER_TREE: Final = Message(
    "{name} verwijst naar een andere boom", "{name} refers to another tree"
)
_VERSION: Final = Message("versie {version}", "version {version}")
_OLD: Final = Message("oude versie", "old version")
_NEW: Final = Message("nieuwe versie", "new version")
_WITH: Final = Message("{name} ({mark})", "{name} ({mark})")


def codes_agree(changes: Changes) -> bool:
    """Tell whether each code stands for one outcome in both versions.

    Only then do codes tell anybody which outcome is meant; else their titles do. In another
    language codes have another letter.
    """
    kept = vars(changes)  # asked for with every outcome that is named
    if "_codes_agree" not in kept:
        now = {code: id_ for id_, code in changes.new.codes.items()}
        called = changes.renames.outcomes
        kept["_codes_agree"] = changes.old.language == changes.new.language and all(
            now.get(code, called.get(id_, id_)) == called.get(id_, id_)
            for id_, code in changes.old.codes.items()
        )
    return bool(kept["_codes_agree"])


def two_trees(changes: Changes) -> bool:
    """Tell whether these are two different trees, no versions of one."""
    return changes.old.id != changes.new.id


def outcome_words(tree: Tree, outcome: str | None, language: str) -> str:
    """Return an outcome of one tree with its code: "U7 Tweedekansbeleid"."""
    if outcome is None:
        return _NO_OUTCOME.say(language)
    title = str(tree.outcomes[outcome].title)
    return _OUTCOME.say(language, {"code": tree.codes[outcome], "title": title})


def named_outcome(changes: Changes, side: Side, outcome: str | None, language: str) -> str:
    """Return an outcome of one of the versions as a heading: with its code as codes agree."""
    tree = changes.old if side == "old" else changes.new
    if outcome is None or codes_agree(changes):
        return outcome_words(tree, outcome, language)
    return str(tree.outcomes[outcome].title)


def mentioned_outcome(changes: Changes, side: Side, outcome: str | None, language: str) -> str:
    """Return the same inside a sentence: a title by itself stands in quotes."""
    name = named_outcome(changes, side, outcome, language)
    return name if outcome is None or codes_agree(changes) else _quoted(name, language)


def short_outcome(changes: Changes, side: Side, outcome: str, language: str) -> str:
    """Return an outcome in a sentence as short as it can be: its code, else its title."""
    tree = changes.old if side == "old" else changes.new
    if codes_agree(changes):
        return tree.codes[outcome]
    return _quoted(str(tree.outcomes[outcome].title), language)


def is_itself_changed(changes: Changes, old: str | None, new: str | None) -> bool:
    """Tell whether two outcomes are one, which has another kind or refers elsewhere now."""
    return old is not None and changes.renames.outcomes.get(old, old) == new


def from_to(group: Group, changes: Changes, language: str) -> str:
    """Return what a group had and gets: "van U7 Tweedekansbeleid naar U4 Eerst een regeling".

    Of an outcome that is itself another now: "‘X’ verandert van ‘Overleg eerst’ in ‘Nee …’".
    """
    old, new = group.old_outcome, group.new_outcome
    if old is not None and new is not None and is_itself_changed(changes, old, new):
        kinds = changes.old.outcomes[old].kind, changes.new.outcomes[new].kind
        was, is_ = (KIND_WORDS[kind].say(language) for kind in kinds)
        message = _OTHER_TREE if was == is_ else _OTHER_KIND
        name = _quoted(str(changes.new.outcomes[new].title), language)
        return message.say(language, {"name": name, "old": was, "new": is_})
    return _FROM_TO.say(language, ends(changes, old, new, language))


def ends(changes: Changes, old: str | None, new: str | None, language: str) -> dict[str, str]:
    """Return two outcomes inside a sentence, `old` and `new`, told apart when called the same."""
    names = {
        "old": mentioned_outcome(changes, "old", old, language),
        "new": mentioned_outcome(changes, "new", new, language),
    }
    return _told_apart(names, changes, (old, new), language)


def headed(group: Group, changes: Changes, language: str) -> str:
    """Return what a group had and gets as a heading: "U7 Tweedekansbeleid → U4 Eerst dit"."""
    if is_itself_changed(changes, group.old_outcome, group.new_outcome):
        said = from_to(group, changes, language)
        return said[:1].upper() + said[1:]
    names = {
        "old": named_outcome(changes, "old", group.old_outcome, language),
        "new": named_outcome(changes, "new", group.new_outcome, language),
    }
    outcomes = group.old_outcome, group.new_outcome
    return _ARROW.say(language, dict(_told_apart(names, changes, outcomes, language)))


def _told_apart(
    names: dict[str, str],
    changes: Changes,
    outcomes: tuple[str | None, str | None],
    language: str,
) -> dict[str, str]:
    """Two names; when they are the same, with what tells the outcomes apart: kind, tree or id."""
    old, new = outcomes
    if old is None or new is None or names["old"] != names["new"]:
        return names
    one, other = changes.old.outcomes[old], changes.new.outcomes[new]
    marks = [(KIND_WORDS[outcome.kind].say(language)) for outcome in (one, other)]
    for pair in ((one.tree, other.tree), (one.id, other.id)):
        if marks[0] == marks[1]:
            marks = [mark or "–" for mark in pair]
    return {
        side: _WITH.say(language, {"name": names[side], "mark": mark})
        for side, mark in zip(("old", "new"), marks, strict=True)
    }


def version_of(tree: Tree, language: str) -> str:
    """Return the version of a tree; one without a version of its own is a draft in any language."""
    return DRAFT[language] if tree.version == DRAFT.get(tree.language) else tree.version


def version_names(changes: Changes, language: str) -> tuple[str, str]:
    """Return what both versions are called: by their own names, unless these are the same."""
    old, new = (version_of(tree, language) for tree in (changes.old, changes.new))
    if old == new:
        return _OLD.say(language), _NEW.say(language)
    return (
        _VERSION.say(language, {"version": old}),
        _VERSION.say(language, {"version": new}),
    )


def _quoted(name: str, language: str) -> str:
    return _QUOTED.say(language, {"name": name})
