"""Large trees to compare: the same seed gives the same tree.

`split` makes the tree behind such a decision table as `decision_tables.py` makes: a question with
two answers at every fork, facts of every type, and at its leaves one of seven outcomes. `edited`
is a copy of it, half of the edits on thresholds and half on where an answer leads. `diamonds` is a
row of forks that come together again: 2 to the power of their number paths, and a fault in few.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from woonboom.conditions import Compare, Condition, Constant, Not, OneOf, Truth
from woonboom.diagnostics import SourceText, Span
from woonboom.facts import Fact
from woonboom.model import Answer, Outcome, Question, Text, Tree, Vocabulary

SEED = "20160918"
SPAN = Span(SourceText("large.yaml", ""), 1, 1, 1, 1)
KINDS = ("eligible", "not_yet", "not_eligible", "consult", "refer", "eligible", "not_yet")
FACTS = (
    Fact("inkomen", "Inkomen", "integer", range=(0, 500_000), unit="euro"),
    Fact("schuld", "Schuld", "integer", range=(500, 40_000), unit="euro"),
    Fact("bewind", "Onder bewindvoering", "boolean"),
    Fact("maanden", "Looptijd", "integer", range=(0, 4_000), unit="maanden"),
    Fact("woont", "Woont", "choice", {o: o for o in ("huur", "koop", "inwonend", "anders")}),
    Fact("reden", "Reden", "choice", {f"r{n}": f"Reden {n}" for n in range(14)}),
    Fact("dagen", "Dagen geleden", "integer", range=(0, 20_000), unit="dagen"),
)

Part = tuple[int, int] | tuple[str, ...]


def split(leaves: int, seed: str = SEED) -> Tree:
    """Return a tree with so many leaves over seven facts, in which paths never merge."""
    chance = random.Random(f"{seed}/{leaves}")
    wholes: list[Part] = [fact.range or tuple(fact.options) or ("no", "yes") for fact in FACTS]
    boxes, places = [wholes], [("", 0)]
    questions: list[Question] = []
    gotos: dict[tuple[str, int], str] = {}
    while len(boxes) < leaves:
        at = chance.randrange(len(boxes))
        able = [k for k, part in enumerate(boxes[at]) if _size(part) > 3 or _is_some(part)]
        k = chance.choice(able)
        question, (yes, no) = f"q{len(questions)}", _parted(boxes[at][k], chance)
        gotos[places[at]] = question
        questions.append(_question(question, _condition(FACTS[k], yes), FACTS[k].id))
        box = boxes[at]
        boxes[at], places[at] = [*box[:k], yes, *box[k + 1 :]], (question, 0)
        boxes.append([*box[:k], no, *box[k + 1 :]])
        places.append((question, 1))
    gotos.update((place, f"u{chance.randrange(len(KINDS))}") for place in places)
    return _tree([_leading(question, gotos) for question in questions], FACTS)


def edited(tree: Tree, edits: int = 20, seed: int = 7) -> Tree:
    """Return a copy of a tree in which some thresholds were moved and some answers go elsewhere."""
    chance, questions = random.Random(seed), dict(tree.questions)
    numbers = [q.id for q in questions.values() if isinstance(q.answers[0].condition, Compare)]
    for id_ in chance.sample(numbers, edits // 2):
        condition = questions[id_].answers[0].condition
        assert isinstance(condition, Compare)
        low, high = tree.facts[condition.fact].range or (0, 0)
        step = chance.choice((-1, 1)) * max(1, int(0.05 * (high - low) * chance.random()))
        value = max(low, min(high - 1, condition.constant.value + step))
        moved = replace(condition, constant=Constant(str(value), value))
        questions[id_] = _with_condition(questions[id_], moved)
    ends = [
        (q.id, at)
        for q in questions.values()
        for at, answer in enumerate(q.answers)
        if answer.goto in tree.outcomes
    ]
    for id_, at in chance.sample(ends, edits - edits // 2):
        others = [u for u in tree.outcomes if u != questions[id_].answers[at].goto]
        answers = list(questions[id_].answers)
        answers[at] = replace(answers[at], goto=chance.choice(others))
        questions[id_] = replace(questions[id_], answers=tuple(answers))
    return replace(tree, questions=questions, version="2")


def diamonds(count: int, *, every: int = 10, month: int = 50) -> Tree:
    """Return so many diamonds in a row: a fork whose sides ask one more question and merge.

    At the left side of one in `every` diamonds, more than `month` months lead elsewhere.
    """
    questions, facts = list[Question](), list[Fact]()
    for n in range(count):
        on = f"q{n + 1}" if n + 1 < count else "u0"
        yes_no = Fact(f"b{n}", f"Ja of nee {n}", "boolean")
        months = Fact(f"m{n}", f"Maanden {n}", "integer", range=(0, 100))
        facts += [yes_no, months]
        sides = {("", 0): f"left{n}", ("", 1): f"right{n}"}
        questions.append(_leading(_question(f"q{n}", Truth(yes_no.id), yes_no.id), sides, ""))
        for side, border, other in (("left", month, on if n % every else "u1"), ("right", 20, on)):
            asks = _question(f"{side}{n}", _at_most(months.id, border), months.id)
            questions.append(_leading(asks, {("", 0): on, ("", 1): other}, ""))
    return _tree(questions, facts)


def _is_some(part: Part) -> bool:
    return isinstance(part[0], str) and len(part) > 1


def _size(part: Part) -> int:
    low, high = part[0], part[-1]
    return high - low + 1 if isinstance(low, int) and isinstance(high, int) else 0


def _parted(part: Part, chance: random.Random) -> tuple[Part, Part]:
    """Return a part in two: numbers somewhere in their middle, values anyhow."""
    low, high = part[0], part[-1]
    if isinstance(low, int) and isinstance(high, int):
        width = high - low
        cut = chance.randint(low + max(1, width // 5), low + max(1, width * 4 // 5))
        cut = min(cut, high - 1)
        return (low, cut), (cut + 1, high)
    words = [word for word in part if isinstance(word, str)]
    some = chance.sample(words, chance.randint(1, len(words) - 1))
    return tuple(w for w in words if w in some), tuple(w for w in words if w not in some)


def _condition(fact: Fact, part: Part) -> Condition:
    """A case whose value is not in `part` has one above it."""
    if fact.type == "boolean":
        return Truth(fact.id) if part == ("yes",) else Not(Truth(fact.id))
    if isinstance(part[-1], int):
        return _at_most(fact.id, part[-1])
    return OneOf(fact.id, tuple(map(str, part)), listed=True)


def _at_most(fact: str, value: int) -> Condition:
    return Compare(fact, "<=", Constant(str(value), value))


def _question(id_: str, condition: Condition, fact: str) -> Question:
    bare = Question(id_, _text(f"Vraag {id_}?"), None, (fact,), (), (), None, SPAN)
    return _with_condition(bare, condition)


def _with_condition(question: Question, condition: Condition) -> Question:
    gotos = [answer.goto for answer in question.answers] or ["", ""]
    answers = (
        Answer("ja", _text("Ja"), gotos[0], condition, "when", SPAN, SPAN),
        Answer("nee", _text("Nee"), gotos[1], Not(condition), "otherwise", SPAN, SPAN),
    )
    return replace(question, answers=answers)


def _leading(
    question: Question, gotos: dict[tuple[str, int], str], key: str | None = None
) -> Question:
    own = question.id if key is None else key
    answers = tuple(
        replace(answer, goto=gotos[own, at]) for at, answer in enumerate(question.answers)
    )
    return replace(question, answers=answers)


def _text(value: str) -> Text:
    return Text(value, value)


def _tree(questions: Sequence[Question], facts: Sequence[Fact]) -> Tree:
    outcomes = {
        f"u{n}": Outcome(
            f"u{n}", kind, _text(f"Uitkomst {n}"), None, (), None,
            "elders" if kind == "refer" else None, (), None, SPAN,
        )
        for n, kind in enumerate(KINDS)
    }  # fmt: skip
    path = Path("large.yaml")
    return Tree(
        id="groot", title=_text("Grote boom"), audience=None, version="1", valid_from=None,
        valid_until=None, language="nl", contact=None, url=None, start=questions[0].id,
        questions={question.id: question for question in questions}, outcomes=outcomes,
        facts={fact.id: fact for fact in facts}, parameters={}, assumptions=(), glossary={},
        organisations={}, pages={}, cases=(), vocabularies=(),
        own=Vocabulary("groot", {}, {}, (), {}, {}, {}, path, SPAN), note=None, path=path,
        span=SPAN, start_span=SPAN,
    )  # fmt: skip


def written(tree: Tree) -> str:
    """Return a tree as the YAML of an author."""
    lines = ["woonboom: 1", f"tree: {tree.id}", f"title: {tree.title}", f"start: {tree.start}"]
    lines += ["version: '1'", "facts:", *map(_fact, tree.facts.values()), "outcomes:"]
    for id_, outcome in tree.outcomes.items():
        other = f", tree: {outcome.tree}" if outcome.tree else ""
        lines.append(f"  {id_}: {{kind: {outcome.kind}, title: {outcome.title}{other}}}")
    lines.append("questions:")
    for id_, question in tree.questions.items():
        yes, no = question.answers
        lines += [f"  {id_}:", f"    ask: '{question.ask}'", "    answers:"]
        lines.append(f'      - {{label: Ja, when: "{yes.condition}", goto: {yes.goto}}}')
        lines.append(f"      - {{label: Nee, otherwise: true, goto: {no.goto}}}")
    return "\n".join(lines) + "\n"


def _fact(fact: Fact) -> str:
    more = f", range: [{fact.range[0]}, {fact.range[1]}]" if fact.range else ""
    more += f", unit: {fact.unit}" if fact.unit else ""
    if fact.options:
        more += f", options: {{{', '.join(f'{o}: {t}' for o, t in fact.options.items())}}}"
    return f"  {fact.id}: {{label: {fact.label}, type: {fact.type}{more}}}"
