"""What changes between two versions, and for whom: the paper that goes to those who decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from woonboom import text
from woonboom.diagnostics import Argument, Message
from woonboom.diff.cautions import warnings
from woonboom.diff.changes import Changes
from woonboom.diff.naming import two_trees, version_names
from woonboom.diff.standing import Effect, besides, by_effect, effect_heading, summary
from woonboom.diff.wording import group_words, is_everyone, who_had
from woonboom.document import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    Paragraph,
    Side,
    Table,
    Words,
    words,
)
from woonboom.model import Tree
from woonboom.papers import changes_wording as wording
from woonboom.papers.changes_cases import Cases
from woonboom.papers.changes_decided import decided
from woonboom.papers.changes_edits import Edits
from woonboom.papers.changes_method import advice, method
from woonboom.papers.changes_room import PAPER, SCREEN, Room, elsewhere
from woonboom.papers.masthead import paper

if TYPE_CHECKING:
    from woonboom.diff.weighed import Moved, Weighed

_BETWEEN: Final = " · "
_GRAVE: Final = frozenset({"loss", "lost", "decided"})
_FEW_WAYS, _FEW_LETTERS = 3, 240
"""So much is said at the top of whom it concerns; the rest stands below."""
_COUNTED: Final = (wording.GRADE, wording.WAS, wording.BECOMES, wording.COUNT)


@dataclass(frozen=True)
class Found:
    """All that there is to report: the changes of each tree, and the trees that came and went.

    `weighed` counts a caseload for the tree at the same place of `changes`, if there is one.
    """

    changes: tuple[Changes, ...]
    weighed: tuple[Weighed | None, ...] = ()
    added: tuple[Tree, ...] = ()
    removed: tuple[Tree, ...] = ()

    @property
    def language(self) -> str:
        """The language of the new version; of several trees that of the first."""
        return self.trees[0].language if self.trees else "nl"

    @property
    def trees(self) -> tuple[Tree, ...]:
        """All trees: the new versions, and those that have no other version."""
        return (*(one.new for one in self.changes), *self.added, *self.removed)

    @property
    def alone(self) -> Changes | None:
        """The changes of the one tree that there is."""
        single = len(self.changes) == 1 and not self.added and not self.removed
        return self.changes[0] if single else None

    def weighing(self, at: int) -> Weighed | None:
        """Return the caseload of a tree by its place."""
        return self.weighed[at] if at < len(self.weighed) else None


def changes_document(found: Found) -> Document:
    """Return the report for paper: "Wat verandert er, en voor wie".

    It says what a board needs and how much more there is; `changes_page` has all of it.
    """
    return _document(found, PAPER, drawn_too=False)


def changes_page(found: Found) -> Document:
    """Return the report for the screen: all of it, with the drawings of both versions."""
    return _document(found, SCREEN, drawn_too=True)


def changes_told(found: Found) -> Document:
    """Return the report for the screen without drawings, which take far longer than the rest."""
    return _document(found, SCREEN, drawn_too=False)


def _document(found: Found, room: Room, *, drawn_too: bool) -> Document:
    def part(at: int, level: int) -> Iterator[Block]:
        return _part(found, at, level, room, drawn_too=drawn_too)

    if found.alone is not None:
        return masthead(found.alone, (*part(0, 1), advice(found.language)))
    blocks = list(overview(found, room))
    for at, changes in enumerate(found.changes):
        if not changes.same:
            blocks.append(Heading(1, words(text.clean(str(changes.new.title))), anchor(at)))
            blocks += part(at, 2)
    return several(found, (*blocks, advice(found.language)))


# ---------------------------------------------------------------- one tree


def masthead(changes: Changes, blocks: Sequence[Block]) -> Document:
    """Return a report of one tree with what it says of itself; it carries the content of none."""
    new, language = changes.new, changes.new.language
    made = paper(new, wording.CALLED, wording.ABOUT, blocks)
    _, validity, *_ = made.imprint
    old, version = (text.clean(name) for name in version_names(changes, language))
    was = wording.COMPARED_WITH.say(language, {"version": old})
    made = replace(
        made,
        title=wording.CALLED.say(language),
        subtitle=text.clean(str(new.title)),
        imprint=(version[:1].upper() + version[1:], validity, was),
        content="",
        fingerprint="",
    )
    return _of_both(changes, made) if two_trees(changes) else made


def _of_both(changes: Changes, made: Document) -> Document:
    """The report on two different trees: nothing became of one, and both are named."""
    language, titles = changes.new.language, both_titles(changes)
    about: dict[str, Argument] = {"title": titles["new"], "other": titles["old"]}
    title, beside = wording.DIFFER.say(language), wording.BESIDE.say(language, titles)
    running = wording.COMMENT_TITLE.say(language, {"called": title, "title": beside})
    return replace(
        made,
        title=title,
        subtitle=beside,
        imprint=(),
        running=running,
        foot=running,
        description=wording.ABOUT_BOTH.say(language, about),
    )


def both_titles(changes: Changes) -> dict[str, Argument]:
    """Return the titles of both trees, `old` and `new`."""
    return {
        "old": text.clean(str(changes.old.title)), "new": text.clean(str(changes.new.title))
    }  # fmt: skip


def _part(found: Found, at: int, level: int, room: Room, *, drawn_too: bool) -> Iterator[Block]:
    """All about one tree, its headings from a level on."""
    changes = found.changes[at]
    title = words(wording.SHORT.say(changes.new.language))
    cases = Cases(changes, level, room)
    yield Notice(title, tuple(in_short(changes)))
    yield from weighing(found, at, level)
    yield from cases.blocks()
    if drawn_too and not changes.same and not two_trees(changes):
        from woonboom.papers.changes_drawings import drawings

        yield from drawings(changes, level)
    yield from Edits(changes, level, room).blocks()
    yield from method(changes, level, room, complete=cases.complete)


def in_short(changes: Changes) -> Iterator[Block]:
    """Yield what was decided, and what it comes to for whom; of two trees that they are two."""
    language = changes.new.language
    if two_trees(changes):
        yield Paragraph(words(wording.TWO_TREES.say(language, both_titles(changes))))
    else:
        yield from _decided(changes)
    yield from (Paragraph(words(said)) for said in verdict(changes))
    yield from (Paragraph(words(said, bold=True)) for said in warnings(changes, language))


def _decided(changes: Changes) -> Iterator[Block]:
    said = decided(changes)
    if len(said) == 1:
        yield Paragraph(words(said[0], bold=True))
    elif said:
        yield Items(tuple((Paragraph(words(one, bold=True)),) for one in said))


def verdict(changes: Changes) -> Iterator[str]:
    """Yield what it comes to, in plain words: first who is worse off."""
    language = changes.new.language
    if changes.equivalent:
        yield wording.NOBODY.say(language)
        yield besides(changes, language)
        return
    yield summary(changes, language)
    effects = by_effect(changes)
    leads = effects and (effects[0][0] in _GRAVE or len(effects) == 1)
    if leads and len(effects[0][1]) == 1 and not is_everyone(effects[0][1][0]):
        effect, (group,) = effects[0]
        who = group_words(group, language, _FEW_WAYS + 1)
        whose = who_had(group, changes, language)
        if len(who) <= _FEW_LETTERS:
            named: dict[str, Argument] = {
                "effect": effect_heading(effect, language),
                "whose": whose[:1].lower() + whose[1:],
                "who": who,
            }
            yield wording.WHOM.say(language, named)


def weighing(found: Found, at: int, level: int) -> Iterator[Block]:
    """Yield how many of a caseload the changes of a tree touch, when somebody counted."""
    weighed, changes = found.weighing(at), found.changes[at]
    if weighed is None:
        return
    from woonboom.diff.weighed_words import heading, published, published_rows

    language, cases = changes.new.language, Cases(changes, level, PAPER)
    yield Heading(level, words(heading(language)))
    yield Paragraph(words(" ".join(published(weighed, language))))
    counts = [count for _, _, count, _ in published_rows(weighed, changes, language)]
    rows = tuple(
        (
            words(effect_heading(_effect(moved), language)),
            cases.named("old", moved.old_outcome),
            cases.named("new", moved.new_outcome),
            words(count),
        )
        for moved, count in zip(weighed.changed, counts, strict=False)  # none, or all of them
    )
    if rows:
        head = tuple(words(one.say(language)) for one in _COUNTED)
        sides: tuple[Side, ...] = ("start", "start", "start", "end")
        yield Table(head, rows, sides, (5, 5, 5, 3), leads=True, paired=True)


def _effect(moved: Moved) -> Effect:
    if moved.grade == "undecided":
        return "lost" if moved.new_outcome is None else "decided"
    return moved.grade


# ---------------------------------------------------------------- several trees


def several(found: Found, blocks: Sequence[Block]) -> Document:
    """Return a report of several trees with what it says of itself."""
    language, trees = found.language, found.trees
    called = wording.CALLED.say(language)
    if not trees:
        return Document(called, language, tuple(blocks))
    counted = _BETWEEN.join(_counted(found))
    names = ", ".join(f"‘{text.clean(str(tree.title))}’" for tree in trees)
    made = paper(trees[0], wording.CALLED, wording.ABOUT, blocks)
    days = [tree.valid_from.isoformat() for tree in trees if tree.valid_from]
    whole = _BETWEEN.join([called, counted])
    return replace(
        made,
        title=called,
        subtitle=counted,
        imprint=(),
        running=whole,
        foot=whole,
        description=wording.ABOUT_ALL.say(language, {"titles": names}),
        keywords=tuple(dict.fromkeys([made.keywords[0], *(tree.id for tree in trees)])),
        published=max(days, default=""),
        content="",
        fingerprint="",
    )


def overview(found: Found, room: Room) -> Iterator[Block]:
    """Yield what it comes to for every tree: first those that are gone, last the new ones."""
    language, most = found.language, room.rows
    rows = (
        *(_alone(tree, wording.TREE_GONE, language) for tree in found.removed),
        *(_row(changes, at) for at, changes in enumerate(found.changes)),
        *(_alone(tree, wording.TREE_NEW, language) for tree in found.added),
    )
    yield Heading(1, words(wording.SHORT.say(language)))
    if rows:
        head = tuple(words(one.say(language)) for one in (wording.TREE, wording.COMES_TO))
        yield Table(head, rows[:most], shares=(1, 2), leads=True)
    if rows[most:]:
        yield Paragraph(words(elsewhere(len(rows[most:]), room, language)))


def _row(changes: Changes, at: int) -> tuple[Words, ...]:
    title, language = words(text.clean(str(changes.new.title))), changes.new.language
    if changes.same:
        return title, words(besides(changes, language))
    said = " ".join([*decided(changes), *verdict(changes), *warnings(changes, language)])
    return (replace(title[0], link=f"#{anchor(at)}"),), words(said)


def _alone(tree: Tree, message: Message, language: str) -> tuple[Words, ...]:
    """A tree that only one side has."""
    version: dict[str, Argument] = {"version": text.clean(tree.version)}
    return words(text.clean(str(tree.title))), words(message.say(language, version), bold=True)


def _counted(found: Found) -> Iterator[str]:
    """How many trees were compared, went and came."""
    for messages, count in (
        (wording.TREES, len(found.changes)),
        (wording.TREES_GONE, len(found.removed)),
        (wording.TREES_NEW, len(found.added)),
    ):
        if count:
            yield messages[count == 1].say(found.language, {"count": count})


def anchor(at: int) -> str:
    """Return the place of the part about a tree, by its place among the trees."""
    return f"boom-{at + 1}"
