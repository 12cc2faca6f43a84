"""What is given of a case → its values, or a problem that names the fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from woonboom.diagnostics import Message, Said, suggestion
from woonboom.facts import Value, ValueProblem, read_value
from woonboom.model import Assumption, Tree

_UNKNOWN = Message("Deze boom kent geen feit ‘{fact}’.", "This tree has no fact ‘{fact}’.")


class CaseProblem(ValueError):
    """A case that cannot be: a fact or value that does not exist, or facts that exclude each other.

    `said` tells what is wrong and `remedy` what to do; `facts` are those to blame, and
    `assumptions` those of the tree that exclude them together.
    """

    def __init__(
        self,
        said: Said,
        facts: tuple[str, ...],
        remedy: Said | None = None,
        assumptions: tuple[Assumption, ...] = (),
    ) -> None:
        parts = [said.say("en"), *([remedy.say("en")] if remedy else [])]
        super().__init__(" ".join(parts))
        self.said = said
        self.facts = facts
        self.remedy = remedy
        self.assumptions = assumptions


def values_of(tree: Tree, case: Mapping[str, object], on: date | None = None) -> dict[str, Value]:
    """Return a case as values of facts; a fact that is None is not known, and left out.

    Values may be what `Value` is, or anything that `read_value` reads: words, lists, and for facts
    that are entered as a date also dates, when `on` is the day up to which months are counted.
    Raises `CaseProblem` for a fact that the tree does not have and a value that a fact cannot have.
    """
    return {id_: _value(tree, id_, raw, on) for id_, raw in case.items() if raw is not None}


def _value(tree: Tree, id_: str, raw: object, on: date | None) -> Value:
    fact = tree.facts.get(id_)
    if fact is None:
        near = suggestion(id_, tree.facts)
        raise CaseProblem(Said(_UNKNOWN, {"fact": id_}), (id_,), near)
    try:
        return read_value(fact, raw, on)
    except ValueProblem as fault:
        raise CaseProblem(fault.said, (id_,), fault.remedy) from fault
