"""What `woonboom test` finds of a tree: verdicts, what they cover, what would cover more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from woonboom.decide.worked import Verdict, verdicts
from woonboom.diagnostics import Message, Said
from woonboom.model import Tree

if TYPE_CHECKING:
    from woonboom.analysis.coverage import Coverage
    from woonboom.analysis.suggestions import Suggestions

_ENDLESS = Message(
    "{tree}: wat de voorbeelden dekken is niet te bepalen, want niet elke weg begint en eindigt. "
    "Zie: woonboom check {path}",
    "{tree}: what the cases cover cannot be worked out, for not every path begins and ends. "
    "See: woonboom check {path}",
)
_ENTANGLED = Message(
    "{tree}: dit is niet helemaal te bepalen, want de boom is te groot en te verweven.",
    "{tree}: this cannot be worked out in full, for the tree is too large and too entangled.",
)


class Wanted(NamedTuple):
    """What is asked for besides the verdicts; suggestions need the coverage."""

    coverage: bool
    suggestions: bool


@dataclass(frozen=True)
class Tested:
    """What was found of a tree; `trouble` tells why something that was wanted is not there."""

    tree: Tree
    verdicts: tuple[Verdict, ...]
    coverage: Coverage | None = None
    suggestions: Suggestions | None = None
    trouble: Said | None = None

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts on the cases that did not come out as written."""
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


def run_cases(tree: Tree, wanted: Wanted) -> Tested:
    """Run the worked cases of a tree, and find what else is wanted."""
    tested = Tested(tree, tuple(verdicts(tree)))
    return _with_coverage(tested, wanted) if wanted.coverage else tested


def _with_coverage(tested: Tested, wanted: Wanted) -> Tested:
    from woonboom.analysis.coverage import Trail, coverage_of
    from woonboom.analysis.flow import follows
    from woonboom.analysis.suggestions import suggest
    from woonboom.regions.diagrams import TooEntangled

    tree = tested.tree
    words = {"tree": str(tree), "path": str(tree.path)}
    if not follows(tree):
        return replace(tested, trouble=Said(_ENDLESS, words))
    try:
        trails = (Trail(verdict.case.given, verdict.walk.path) for verdict in tested.verdicts)
        tested = replace(tested, coverage=(coverage := coverage_of(tree, trails)))
        return replace(tested, suggestions=suggest(coverage)) if wanted.suggestions else tested
    except TooEntangled:
        return replace(tested, trouble=Said(_ENTANGLED, words))
