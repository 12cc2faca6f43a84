"""Several policies → one table: which cases get which outcome in each of them.

The trees are put over one set of facts (`align`) and walked side by side (`abreast`):
the cases with one outcome in each of them are a row. So every case is in exactly one row, and a
fact makes a difference to a row only where it does so in one of the trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final, Literal

from woonboom.analysis.flow import follows
from woonboom.conditions import And, Compare, Condition, Constant, Has, Not, OneOf, Truth
from woonboom.diagnostics import Message, Said
from woonboom.diff.abreast import Abreast, Ends
from woonboom.diff.align import all_aligned
from woonboom.facts import Fact, Value
from woonboom.model import Tree
from woonboom.regions import Region
from woonboom.regions.boxes import Boxes
from woonboom.regions.diagrams import TooEntangled
from woonboom.regions.factors import Factors, factors_of

_FLAWED: Final = Message(
    "De bomen zijn niet vergeleken: in boom ‘{tree}’ staan fouten. Los die eerst op; ‘woonboom "
    "check’ noemt ze.",
    "The trees were not compared: tree ‘{tree}’ has errors. Mend those first; ‘woonboom check’ "
    "names them.",
)
_ENDLESS: Final = Message(
    "De bomen zijn niet vergeleken: boom ‘{tree}’ heeft geen beginvraag, of zijn vragen gaan in "
    "een kring rond. ‘woonboom check’ noemt de plaats.",
    "The trees were not compared: tree ‘{tree}’ has no first question, or its questions go round "
    "in a circle. ‘woonboom check’ names the place.",
)
_ENTANGLED: Final = Message(
    "De bomen zijn niet vergeleken: hun voorwaarden hangen zo samen dat er te veel soorten "
    "gevallen zijn. Geef met --given meer feiten.",
    "The trees were not compared: their conditions depend on each other so much that there are too "
    "many kinds of cases. Give more facts with --given.",
)
_IMPOSSIBLE: Final = Message(
    "Zulke gevallen bestaan niet: wat is gegeven, kan volgens de bomen niet samengaan.",
    "There are no such cases: by the trees what is given cannot go together.",
)

Contrast = Literal["opposed", "granted", "refused", "asked", "otherwise", "undecided", "same"]
CONTRASTS: Final[tuple[Contrast, ...]] = (
    "opposed", "granted", "refused", "asked", "otherwise", "undecided", "same",
)  # fmt: skip
"""How the outcomes of policies differ for the same cases, the greatest difference first.

Opposed: eligible in one and not eligible in another. Granted: eligible in one, `not_yet` in
another. Refused: not eligible in one, `not_yet` in another. In these three it matters where one is.
Asked: an answer in one, while another does no more than `consult` or `refer`. Otherwise: no answer
anywhere, `consult` in one and `refer` in another. Undecided: a policy has no outcome, the others
do not differ. Same: of one kind everywhere.
"""
TRUE_CONTRASTS: Final[tuple[Contrast, ...]] = ("opposed", "granted", "refused")
"""Where policies have different answers; in the others one of them has none, or all agree."""
_FIRST: Final = ("eligible", "not_eligible", "not_yet")
"""Kinds of outcome that are an answer; of rows of one contrast those with the first of these."""

_MOST_BOXES: Final = 80
"""Of a choice among more, the rest is left out of what people read."""

_MOST_PATHS: Final = 2_000
_SOME: Final = 100
"""In a region of so many paths the example is looked for in the cases of some of them."""


@dataclass(frozen=True)
class Row:
    """All cases with one outcome in each policy, or with one kind of outcome when `merged`.

    `ends` are for each policy the outcomes that cases of the row get there: ids of its own, None
    where it has none; there are several only in a merged row. `kinds` are the kinds of those.
    `listed` makes the boxes, when there is a better way than from the region.
    """

    ends: tuple[Ends, ...]
    kinds: Ends
    region: Region
    listed: Callable[[], Boxes] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def boxes(self) -> Boxes:
        """The cases as few disjoint boxes."""
        return self.listed() if self.listed else self.region.boxes()

    @cached_property
    def factors(self) -> Factors:
        """The cases as what holds for all of them, and choices that are independent."""
        return factors_of(self.region, _MOST_BOXES)

    @cached_property
    def example(self) -> Mapping[str, Value]:
        """A case of the row with every fact that a policy reads.

        It is the most ordinary one; of a vast region the most ordinary of some of its cases.
        """
        diagrams, cases = self.region.space.diagrams, self.region.diagram
        if diagrams.count_paths(cases) <= _MOST_PATHS:
            return self.region.witness()
        return Region(self.region.space, diagrams.thinned(cases, _SOME)).witness()

    @property
    def contrast(self) -> Contrast:
        """How the outcomes of the policies differ."""
        return contrast_of(self.kinds)


@dataclass(frozen=True)
class Comparison:
    """Policies beside each other.

    `policies` are the trees, `facts` what is known of cases in any of them. `rows` hold every real
    case for which `given` is so, each case once, the greatest contrast first; `more` of them were
    left out behind those. `counts` says of every contrast how many rows have it, shown or not.
    `problem` tells why nothing could be compared, if so.
    """

    policies: tuple[Tree, ...]
    facts: Mapping[str, Fact]
    given: Mapping[str, Value]
    merged: bool = False
    rows: tuple[Row, ...] = ()
    more: int = 0
    counts: Mapping[Contrast, int] = field(default_factory=dict)
    problem: Said | None = None

    @property
    def count(self) -> int:
        """How many rows there are, shown or not."""
        return len(self.rows) + self.more


def contrast_of(kinds: Ends) -> Contrast:
    """Return how kinds of outcome differ."""
    found = {kind for kind in kinds if kind}
    answers = found & set(_FIRST)
    if {"eligible", "not_eligible"} <= answers:
        return "opposed"
    if len(answers) > 1:
        return "granted" if "eligible" in answers else "refused"
    if len(found) > 1:
        return "asked" if answers else "otherwise"
    return "undecided" if found and None in kinds else "same"


def several(
    trees: Sequence[Tree],
    given: Mapping[str, Value] | None = None,
    *,
    merged: bool = False,
    most: int | None = None,
) -> Comparison:
    """Return what each of two or more policies gives whom: at most so many rows.

    `given` looks at the cases with these values only. With `merged` outcomes of one kind are not
    told apart.
    """
    policies, known = tuple(trees), given or {}
    problem = next((said for tree in policies if (said := _problem(tree))), None)
    if problem:
        return Comparison(policies, {}, known, merged, problem=problem)
    level = all_aligned(policies)
    facts = level[0].facts
    try:
        rows, more, counts = _Table(level, known, merged=merged).rows(most)
    except (TooEntangled, MemoryError):
        return Comparison(policies, facts, known, merged, problem=Said(_ENTANGLED))
    said = None if rows else Said(_IMPOSSIBLE)
    return Comparison(policies, facts, known, merged, rows, more, counts, said)


def _problem(tree: Tree) -> Said | None:
    if tree.flawed:
        return Said(_FLAWED, {"tree": tree.id})
    return None if follows(tree) else Said(_ENDLESS, {"tree": tree.id})


class _Table:
    """The rows of aligned trees: the cases of each row of outcomes, put in order."""

    def __init__(self, trees: Sequence[Tree], given: Mapping[str, Value], *, merged: bool) -> None:
        self.trees = trees
        self.merged = merged
        facts = trees[0].facts
        known = [is_so(facts[id_], value) for id_, value in given.items()]
        self.cases = Abreast(trees, known)

    def rows(self, most: int | None) -> tuple[tuple[Row, ...], int, dict[Contrast, int]]:
        """Return the rows in their order, how many were left out, and how many differ how."""
        found = sorted(self._found().items(), key=lambda item: self._order(item[0]))
        shown = tuple(self._row(kinds, ends) for (kinds, _), ends in found[:most])
        counted = Counter(contrast_of(kinds) for (kinds, _), _ in found)
        counts = {contrast: counted[contrast] for contrast in CONTRASTS if counted[contrast]}
        return shown, len(found) - len(shown), counts

    def _found(self) -> dict[tuple[Ends, Ends], list[Ends]]:
        """The outcomes of each row, by their kinds and, unless merged, themselves."""
        found: dict[tuple[Ends, Ends], list[Ends]] = {}
        for outcomes in sorted(self.cases.ends, key=self._places):
            key = self._kinds(outcomes), () if self.merged else outcomes
            found.setdefault(key, []).append(outcomes)
        return found

    def _kinds(self, outcomes: Ends) -> Ends:
        pairs = zip(self.trees, outcomes, strict=True)
        return tuple(id_ and tree.outcomes[id_].kind for tree, id_ in pairs)

    def _row(self, kinds: Ends, ends: Sequence[Ends]) -> Row:
        columns = zip(*ends, strict=True)
        listed = partial(self.cases.boxes, ends)
        ordered = tuple(map(self._in_order, self.trees, columns))
        return Row(ordered, kinds, self.cases.of(ends), listed)

    def _in_order(self, tree: Tree, outcomes: Iterable[str | None]) -> Ends:
        return tuple(sorted(set(outcomes), key=lambda id_: self._place(tree, id_)))

    def _order(self, key: tuple[Ends, Ends]) -> tuple[object, ...]:
        """The greatest contrast first; of those what fewest policies leave to consultation."""
        kinds, outcomes = key
        answer = next((at for at, kind in enumerate(_FIRST) if kind in kinds), len(_FIRST))
        asking = sum(kind in ("consult", "refer", None) for kind in kinds)
        place = CONTRASTS.index(contrast_of(kinds))
        return place, answer, asking, str(kinds), self._places(outcomes)

    def _places(self, outcomes: Ends) -> tuple[int, ...]:
        return tuple(map(self._place, self.trees, outcomes))

    def _place(self, tree: Tree, outcome: str | None) -> int:
        places = self._codes[id(tree)]
        return len(places) if outcome is None else places[outcome]

    @cached_property
    def _codes(self) -> Mapping[int, Mapping[str, int]]:
        """Where each outcome stands among those of its tree."""
        return {id(tree): {id_: at for at, id_ in enumerate(tree.codes)} for tree in self.trees}


def is_so(fact: Fact, value: Value) -> Condition:
    """Return the condition that a fact has a value."""
    if isinstance(value, bool):
        return Truth(fact.id) if value else Not(Truth(fact.id))
    if isinstance(value, int):
        return Compare(fact.id, "==", Constant(str(value), value))
    if isinstance(value, str):
        return OneOf(fact.id, (value,))
    return And(tuple(Has(option, fact.id, option not in value) for option in fact.options))
