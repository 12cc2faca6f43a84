"""The versions that `woonboom diff` read → what there is to tell of them, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonboom.cli.diff_wish import Wish, facts_of_both
from woonboom.cli.given import day
from woonboom.cli.versions import Versions
from woonboom.diff.changes import Changes

if TYPE_CHECKING:
    from woonboom.diff.weighed import Weighed
    from woonboom.model import Tree
    from woonboom.papers.changes import Found


@dataclass(frozen=True)
class Told:
    """What came of comparing: the changes of each tree, with the cases of a file if asked for.

    `several` when folders were compared, however many trees are in them.
    """

    changes: tuple[Changes, ...]
    weighed: tuple[Weighed | None, ...]
    added: tuple[Tree, ...]
    removed: tuple[Tree, ...]
    several: bool

    @property
    def found(self) -> Found:
        """The same for a report."""
        from woonboom.papers.changes import Found

        return Found(self.changes, self.weighed, self.added, self.removed)

    @property
    def name(self) -> str:
        """What the files of a report are called."""
        single = len(self.changes) == 1 and not self.several
        return f"{self.changes[0].new.path.stem}-wijzigingen" if single else "wijzigingen"

    def code(self, fail_on: str) -> int:
        """Return the exit code; `fail_on` as the option is. With a tree that is gone, all lose."""
        if any(changes.problem for changes in self.changes):
            return 2
        if fail_on == "losses":
            return int(bool(self.removed) or any(map(_loses, self.changes)))
        return int(bool(self.added or self.removed or not all(c.same for c in self.changes)))


def _loses(changes: Changes) -> bool:
    """Whether someone is worse off, or is decided no longer."""
    undecided = any(group.new_outcome is None for group in changes.graded("undecided"))
    return undecided or bool(changes.graded("loss"))


def _gravity(changes: Changes) -> int:
    """How far to the front a tree is told: 0 first."""
    if _loses(changes):
        return 0
    return 1 if changes.problem or changes.groups else 2


def compared(versions: Versions, wish: Wish) -> Told:
    """Return what differs between versions, compared as was asked; who is worse off comes first."""
    from woonboom.diff.comparing import diff

    found = (
        diff(old, new, facts=facts_of_both(old, new, wish.facts), paths=wish.paths)
        for old, new in versions.pairs
    )
    changes = tuple(sorted(found, key=_gravity))
    weighed = tuple(_weighed(one, wish) for one in changes)
    return Told(changes, weighed, versions.added, versions.removed, versions.several)


def _weighed(changes: Changes, wish: Wish) -> Weighed | None:
    if wish.caseload is None:
        return None
    from woonboom.cli.caseload import weigh_file

    return weigh_file(changes, wish.caseload, day(wish.on))
