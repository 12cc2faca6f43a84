"""A filled decision sheet: what was answered, where that leads, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from woonboom.compared.versions import that_counts
from woonboom.diagnostics import Message, Said
from woonboom.facts import as_data
from woonboom.fieldnames import ABOUT, ANSWER, OUTCOME
from woonboom.filled.course import Course, course_of
from woonboom.filled.dated import expired, late
from woonboom.filled.findings import Finding, Unreadable, found, refused
from woonboom.filled.noted import Noted, names_of, noted
from woonboom.filled.odd import aside, odd
from woonboom.filled.rebuilt import Misshapen, rebuilt
from woonboom.filled.today import Today, today
from woonboom.filled.values import Filled
from woonboom.filled.words import facts_said, outcomes_said, version_said
from woonboom.fingerprint import fingerprint, fingerprint_of, read_content
from woonboom.formats.carried import Carried
from woonboom.layout.wording import CHECK_NUMBER
from woonboom.model import Tree


@dataclass(frozen=True)
class Passed:
    """A question on the path with its answer: ids, and as they stand on the sheet."""

    question: str
    answer: str
    number: int
    ask: str
    label: str


@dataclass(frozen=True)
class End:
    """An outcome: its id, and what stands on the sheet of it."""

    id: str
    code: str
    kind: str
    title: str


@dataclass(frozen=True)
class Now:
    """The version that counts today, and which outcomes it gives to cases like the sheet's.

    `differs` is None where that cannot be told.
    """

    version: str
    file: str
    outcomes: tuple[str, ...]
    depends: tuple[str, ...]
    differs: bool | None


@dataclass(frozen=True)
class Sheet:
    """What a filled sheet says.

    `current` is None when the tree that it belongs to is not there to compare with. `facts` are as
    in JSON. `about` holds who, when and for whom, by the last part of the fields' names.
    """

    tree: str
    version: str
    title: str
    language: str
    fingerprint: str
    current: bool | None
    answers: Mapping[str, str]
    facts: Mapping[str, object]
    about: Mapping[str, str]
    ticked: tuple[End, ...]
    outcome: End | None
    path: tuple[Passed, ...]
    now: Now | None
    problems: tuple[Finding, ...]
    noted: tuple[Message, ...] = ()
    """The facts in words."""
    questions: tuple[str, ...] = ()
    """Every question of the tree, in the order of their numbers."""
    asked: tuple[str, ...] = ()
    """Every fact that the tree asks for."""
    digest: str = field(default="", compare=False)
    """The SHA-256 of the file, by which copies are known."""


def judge(filled: Filled, trees: Sequence[Tree], day: date) -> Sheet:
    """Return what a filled sheet says, compared with `trees` as they count on a `day`.

    Raises `Unreadable` for a PDF that is no filled sheet of woonboom, or one that was altered.
    """
    tree, number = _tree(filled, trees), filled.carried.fingerprint
    said, unclear = noted(tree, filled.values, day)
    course = course_of(tree, said)
    version = _Version(tree, number, said, course)
    own = [one for one in trees if one.id == tree.id]
    now, current, told = version.compared(own, day)
    unclear = [aside(tree, course, finding) for finding in unclear]
    problems = (*unclear, *odd(tree, said, course), *late(tree, own, said.day), *told)
    return Sheet(
        tree=tree.id,
        version=tree.version,
        title=str(tree.title),
        language=tree.language,
        fingerprint=number,
        current=current,
        answers=said.answers,
        facts=as_data(tree.facts, said.facts),
        about=said.about,
        ticked=tuple(_end(tree, id_) for id_ in said.ticked),
        outcome=_end(tree, course.outcome) if course.outcome else None,
        path=tuple(_passed(tree, course)),
        now=now,
        problems=problems,
        noted=tuple(facts_said(tree.facts, {id_: said.facts[id_]}) for id_ in said.facts),
        questions=tuple(tree.numbers),
        asked=tuple(id_ for id_ in tree.asked if not tree.facts[id_].judgement),
        digest=filled.digest,
    )


def _tree(filled: Filled, trees: Sequence[Tree]) -> Tree:
    """The tree that a sheet carries; raises `Unreadable` for what is no sheet."""
    carried = filled.carried
    if not carried.content:
        return _lost(filled, trees)
    if fingerprint_of(carried.content) != carried.fingerprint:
        raise refused("altered", number=carried.fingerprint)
    if not filled.values:
        raise refused("no-form", tree=_named(carried.content) or carried.fingerprint)
    tree = _carried(carried.content)
    if not any(name in filled.values for name in names_of(tree)):
        raise refused("foreign")
    return tree


def _lost(filled: Filled, trees: Sequence[Tree]) -> Tree:
    """The tree of a sheet of which another program kept no more than the fingerprint."""
    number = filled.carried.fingerprint
    if number and not filled.values:
        raise _without_fields(filled.carried)
    if number and (same := [tree for tree in trees if fingerprint(tree) == number]):
        return same[0]
    own = any(name.startswith((ANSWER, OUTCOME, ABOUT)) for name in filled.values)
    raise refused("lost-content" if number or own else "foreign")


def _without_fields(carried: Carried) -> Unreadable:
    """What a paper is that carries keywords only: a booklet names each of its trees in them."""
    if len(carried.keywords) > len(("decision tree", "id", "number")):
        return refused("handout")
    return refused("no-form", tree=Said(CHECK_NUMBER, {"number": carried.fingerprint}))


def _named(content: str) -> str:
    """The title and version of what a content is of, if that shows."""
    found_ = read_content(content) or {}
    words = (found_.get("title"), found_.get("version"))
    return " ".join(word for word in words if isinstance(word, str))


@lru_cache(maxsize=4)  # the sheets of a folder are mostly of one version
def _carried(content: str) -> Tree:
    found_ = read_content(content)
    if found_ is None:
        raise refused("other-release")
    try:
        return rebuilt(found_)
    except Misshapen:
        raise refused("other-release") from None


def _end(tree: Tree, id_: str) -> End:
    outcome = tree.outcomes[id_]
    return End(id_, tree.codes[id_], outcome.kind, str(outcome.title))


def _passed(tree: Tree, course: Course) -> Iterator[Passed]:
    for step in course.steps:
        id_ = step.question.id
        ask, label = str(step.question.ask), str(step.answer.label)
        yield Passed(id_, step.answer.id, tree.numbers[id_], ask, label)


@dataclass(frozen=True)
class _Version:
    """The version of a sheet, to compare with the one that counts now."""

    tree: Tree
    number: str
    noted: Noted
    course: Course

    def compared(
        self, own: Sequence[Tree], day: date
    ) -> tuple[Now | None, bool | None, list[Finding]]:
        """Return what counts now, whether that is the sheet's own version, and what to tell.

        `own` are the versions of its tree that there are.
        """
        if not own:
            return None, None, [found("version-unknown", tree=self.tree.id)]
        new = that_counts(own, self.number, self.tree.version, day)
        if fingerprint(new) != self.number:
            now = self._now(new)
            return now, False, [self._differing(new, now)]
        outcomes = (self.course.outcome,) if self.course.outcome else ()
        now = Now(new.version, str(new.path), outcomes, (), differs=False)
        if new.valid_until and new.valid_until < day:
            told = expired(new, new.valid_until, self.noted.day)
            return now, False, [told] if told else []
        return now, True, []

    def _now(self, new: Tree) -> Now:
        answers = [step.answer.condition for step in self.course.steps]
        said = today(self.tree, new, answers, self.noted.facts)
        if said is None or not said.outcomes:
            return Now(new.version, str(new.path), (), (), differs=None)
        return Now(
            new.version, str(new.path), said.outcomes, said.depends, self._differs(new, said)
        )

    def _differs(self, new: Tree, said: Today) -> bool | None:
        """Whether the outcome is another one now; None where that depends, or there was none."""
        was = self.course.outcome
        if was is None:
            return None
        kind = self.tree.outcomes[was].kind
        same = was in said.outcomes and new.outcomes[was].kind == kind
        if same and len(said.outcomes) == 1 and not said.fault:
            return False
        return None if same else True

    def _differing(self, new: Tree, now: Now) -> Finding:
        version, counts = version_said(self.tree, new.version), version_said(new, self.tree.version)
        if self.course.outcome is None or not now.outcomes:
            return found("other-version-open", version=version, now=counts)
        if now.differs is False:
            return found("other-version", outcomes=now.outcomes, version=version, now=counts)
        said = outcomes_said(new, now.outcomes)
        if now.differs:
            return found(
                "outcome-differs", outcomes=now.outcomes,
                version=version, now=counts, outcomes_said=said,
            )  # fmt: skip
        named = {**self.tree.facts, **new.facts}
        facts = "; ".join(f"‘{named[id_].label}’" for id_ in now.depends if id_ in named)
        return found(
            "outcome-may-differ", outcomes=now.outcomes, facts=now.depends,
            version=version, now=counts, outcomes_said=said, facts_said=facts,
        )  # fmt: skip
