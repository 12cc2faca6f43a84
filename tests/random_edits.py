"""Pairs of trees: a random one and an edited copy of it, with edits of every kind.

    old, later = edited(random.Random(7).randrange)        # 1 to 3 edits
    later = edit(pick, old, "threshold")                   # one of a kind; None where it cannot be

`EDITS` names the kinds. An edited tree is what a loader could have made of an edited file, faults
included: answers may overlap or leave gaps, places may be missing. Every path ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import samples
from random_trees import NOWHERE, Pick, _Conditions, tree_of
from samples import SPAN, text

from woonboom.conditions import And, Chain, Compare, Condition, Constant, Has, Not, OneOf, Or, Truth
from woonboom.conditions.forms import facts_of
from woonboom.facts import Fact
from woonboom.model import KINDS, Answer, Assumption, Question, Tree

FEW = 120
"""So many cases at most: an edit may make them several times as many."""


def edited(pick: Pick, questions: int = 6, *, max_cases: int = FEW) -> tuple[Tree, Tree]:
    """Return a tree and a copy of it with one to three edits."""
    old = tree_of(
        pick, questions, dag=bool(pick(2)), sound=bool(pick(3)), assume=not pick(3),
        max_cases=max_cases,
    )  # fmt: skip
    now, kinds, left = old, list(EDITS), 1 + pick(3)
    for _ in range(20):
        made = edit(pick, now, kinds[pick(len(kinds))]) if left else None
        if made is not None:
            now, left = made, left - 1
    return old, now


def unrelated(pick: Pick, questions: int = 4, *, max_cases: int = 24) -> tuple[Tree, Tree]:
    """Return two trees that have nothing to do with each other but the names that they use."""
    first, second = (
        tree_of(pick, questions, dag=bool(pick(2)), assume=not pick(3), max_cases=max_cases)
        for _ in range(2)
    )
    return first, second


def edit(pick: Pick, tree: Tree, kind: str) -> Tree | None:
    """Return a tree with one edit; None where that kind of edit cannot be made."""
    return EDITS[kind](pick, tree)


# ---------------------------------------------------------------- what edits are made with


def with_leaves(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    match condition:
        case Not(part):
            return Not(with_leaves(part, change))
        case And(parts):
            return And(tuple(with_leaves(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(with_leaves(part, change) for part in parts))
    return change(condition)


def everywhere(tree: Tree, change: Callable[[Condition], Condition]) -> Tree:
    """Change every comparison in a tree."""
    questions = {
        id_: replace(
            question,
            answers=tuple(
                replace(answer, condition=with_leaves(answer.condition, change))
                for answer in question.answers
            ),
        )
        for id_, question in tree.questions.items()
    }
    assumed = tuple(
        Assumption(with_leaves(assumption.condition, change), SPAN)
        for assumption in tree.assumptions
    )
    return replace(tree, questions=questions, assumptions=assumed)


def with_question(tree: Tree, question: Question) -> Tree:
    return replace(tree, questions={**tree.questions, question.id: question})


def with_answers(tree: Tree, question: Question, answers: list[Answer]) -> Tree:
    return with_question(tree, replace(question, answers=tuple(answers)))


def one_of(pick: Pick, tree: Tree) -> Question:
    return list(tree.questions.values())[pick(len(tree.questions))]


def one_answer(pick: Pick, tree: Tree) -> tuple[Question, int] | None:
    question = one_of(pick, tree)
    return (question, pick(len(question.answers))) if question.answers else None


def new(pick: Pick, tree: Tree, depth: int = 2) -> Condition:
    """A new condition on the facts of a tree that are no judgements; it names no parameters."""
    facts = {id_: fact for id_, fact in tree.facts.items() if not fact.judgement}
    return with_leaves(_Conditions(pick, facts).any(depth), _plain)


def _plain(leaf: Condition) -> Condition:
    if isinstance(leaf, Compare):
        return replace(leaf, constant=_number(leaf.constant.value))
    if isinstance(leaf, Chain):
        return replace(leaf, low=_number(leaf.low.value), high=_number(leaf.high.value))
    return leaf


def _number(value: int) -> Constant:
    return Constant(str(value), value)


def new_condition(pick: Pick, tree: Tree, answer: Answer, condition: Condition) -> Answer:
    form = "when" if answer.form in ("yes-no", "judgement") else answer.form
    return replace(answer, condition=condition, form=form)


def later(tree: Tree, question: str) -> list[str]:
    """Where an answer of a question can lead without a way back."""
    numbers = tree.numbers
    after = [id_ for id_ in tree.questions if numbers[id_] > numbers[question]]
    return [*tree.outcomes, *after]


def changed_leaf(pick: Pick, tree: Tree, change: Callable[[Condition], Condition]) -> Tree | None:
    """Change the comparisons of one answer."""
    found = one_answer(pick, tree)
    if found is None:
        return None
    question, at = found
    answers = list(question.answers)
    condition = with_leaves(answers[at].condition, change)
    if condition == answers[at].condition:
        return None
    answers[at] = new_condition(pick, tree, answers[at], condition)
    return with_answers(tree, question, answers)


def facts_with(tree: Tree, *types: str) -> list[Fact]:
    return [f for f in tree.facts.values() if f.type in types and not f.judgement]


def chosen(pick: Pick, facts: list[Fact]) -> Fact | None:
    return facts[pick(len(facts))] if facts else None


def with_fact(tree: Tree, fact: Fact) -> Tree:
    return replace(tree, facts={**tree.facts, fact.id: fact})


def renamed_ids(tree: Tree, names: Mapping[str, str]) -> Tree:
    """Give facts another id, wherever they stand."""
    facts = {names.get(id_, id_): f for id_, f in tree.facts.items()}
    facts = {id_: replace(fact, id=id_) for id_, fact in facts.items()}

    def change(leaf: Condition) -> Condition:
        assert not isinstance(leaf, Not | And | Or)
        return replace(leaf, fact=names.get(leaf.fact, leaf.fact))

    made = everywhere(tree, change)
    questions = {
        id_: replace(question, facts=tuple(names.get(fact, fact) for fact in question.facts))
        for id_, question in made.questions.items()
    }
    return replace(made, facts=facts, questions=questions)


# ---------------------------------------------------------------- the edits


def threshold(pick: Pick, tree: Tree) -> Tree | None:
    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, Compare):
            return replace(leaf, constant=moved(leaf.constant))
        if isinstance(leaf, Chain):
            return replace(leaf, high=moved(leaf.high))
        return leaf

    def moved(constant: Constant) -> Constant:
        return _number(constant.value + (1, 2, -1)[pick(3)])

    return changed_leaf(pick, tree, change)


def operator(pick: Pick, tree: Tree) -> Tree | None:
    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, Compare):
            signs = (">=", ">", "<", "<=", "==", "!=")
            return replace(leaf, operator=signs[pick(len(signs))])
        if isinstance(leaf, Chain):
            return replace(leaf, high_operator="<=" if leaf.high_operator == "<" else "<")
        if isinstance(leaf, OneOf | Has):
            return replace(leaf, negated=not leaf.negated)
        return Not(leaf)

    return changed_leaf(pick, tree, change)


def target(pick: Pick, tree: Tree) -> Tree | None:
    found = one_answer(pick, tree)
    if found is None:
        return None
    question, at = found
    answers, places = list(question.answers), later(tree, question.id)
    goto = NOWHERE if pick(12) == 11 else places[pick(len(places))]
    answers[at] = replace(answers[at], goto=goto)
    return with_answers(tree, question, answers)


def answer_added(pick: Pick, tree: Tree) -> Tree:
    question = one_of(pick, tree)
    places, condition = later(tree, question.id), new(pick, tree)
    more = Answer(
        f"extra{len(question.answers)}", text("Nog een"), places[pick(len(places))], condition,
        "when", SPAN, SPAN,
    )  # fmt: skip
    return with_answers(tree, question, [*question.answers, more])


def answer_removed(pick: Pick, tree: Tree) -> Tree | None:
    found = one_answer(pick, tree)
    if found is None:
        return None
    question, at = found
    return with_answers(tree, question, [a for n, a in enumerate(question.answers) if n != at])


def question_added(pick: Pick, tree: Tree) -> Tree | None:
    """A question between an answer, or the start, and where it led."""
    id_ = f"new{len(tree.questions)}"
    condition, ends = new(pick, tree), list(tree.outcomes)
    at = one_answer(pick, tree) if pick(4) else None
    goto = tree.start if at is None else at[0].answers[at[1]].goto
    pair = (("a0", goto, condition), ("a1", ends[pick(len(ends))], Not(condition)))
    made = replace(
        samples.question(id_, []),
        facts=facts_of(condition),
        answers=tuple(Answer(a, text(a), to, when, "when", SPAN, SPAN) for a, to, when in pair),
    )
    if at is None:
        return replace(with_question(tree, made), start=id_)
    question, number = at
    answers = list(question.answers)
    answers[number] = replace(answers[number], goto=id_)
    return with_question(with_answers(tree, question, answers), made)


def question_removed(pick: Pick, tree: Tree) -> Tree | None:
    """A question less: its first answer is taken for granted."""
    gone = one_of(pick, tree)
    if not gone.answers or len(tree.questions) < 2:
        return None
    to = gone.answers[pick(len(gone.answers))].goto
    if gone.id == tree.start and to not in tree.questions:
        return None
    questions = {
        id_: replace(
            question,
            answers=tuple(
                replace(answer, goto=to) if answer.goto == gone.id else answer
                for answer in question.answers
            ),
        )
        for id_, question in tree.questions.items()
        if id_ != gone.id
    }
    start = to if tree.start == gone.id else tree.start
    return _without_judgement(replace(tree, questions=questions, start=start), gone.id)


def _without_judgement(tree: Tree, question: str) -> Tree:
    """Leave out the fact that a question was, unless another question reads it."""
    fact = tree.facts.get(question)
    read = {f for q in tree.questions.values() for a in q.answers for f in facts_of(a.condition)}
    read |= {fact for assumption in tree.assumptions for fact in facts_of(assumption.condition)}
    if fact is None or not fact.judgement or question in read:
        return tree
    return replace(tree, facts={id_: f for id_, f in tree.facts.items() if id_ != question})


def question_renamed(pick: Pick, tree: Tree) -> Tree:
    question = one_of(pick, tree)
    id_ = f"{question.id}_nieuw"
    fact = tree.facts.get(question.id)
    if fact is not None and fact.judgement:
        tree = renamed_ids(tree, {question.id: id_})
    questions = {
        id_ if old == question.id else old: replace(
            one,
            id=id_ if old == question.id else old,
            answers=tuple(
                replace(answer, goto=id_) if answer.goto == question.id else answer
                for answer in one.answers
            ),
        )
        for old, one in tree.questions.items()
    }
    start = id_ if tree.start == question.id else tree.start
    return replace(tree, questions=questions, start=start)


def answer_renamed(pick: Pick, tree: Tree) -> Tree | None:
    """An answer with another id; that of a judgement is an option of its fact."""
    found = one_answer(pick, tree)
    if found is None:
        return None
    question, at = found
    old, now = question.answers[at].id, f"{question.answers[at].id}_nieuw"
    answers = list(question.answers)
    fact = tree.facts.get(question.id)
    if fact is not None and fact.judgement and old in fact.options:
        options = {now if o == old else o: label for o, label in fact.options.items()}

        def change(leaf: Condition) -> Condition:
            if isinstance(leaf, OneOf) and leaf.fact == question.id:
                return replace(leaf, options=tuple(now if o == old else o for o in leaf.options))
            return leaf

        tree = everywhere(with_fact(tree, replace(fact, options=options)), change)
        answers = list(tree.questions[question.id].answers)
    answers[at] = replace(answers[at], id=now)
    return with_answers(tree, question, answers)


def answers_swapped(pick: Pick, tree: Tree) -> Tree | None:
    """Two answers take each other's ids: whoever gave the one gives the other now."""
    question = one_of(pick, tree)
    fact = tree.facts.get(question.id)
    if len(question.answers) < 2 or (fact is not None and fact.judgement):
        return None
    first, second, *rest = question.answers
    swapped = [replace(first, id=second.id), replace(second, id=first.id), *rest]
    return with_answers(tree, question, swapped)


def judgement_listed(pick: Pick, tree: Tree) -> Tree | None:
    """A judgement of yes and no becomes a list of answers, now and then with one more."""
    found = [
        f for f in tree.facts.values()
        if f.judgement and f.type == "boolean" and f.id in tree.questions
    ]  # fmt: skip
    fact = chosen(pick, found)
    if fact is None:
        return None
    options = {"yes": "Ja", "no": "Nee", **({"half": "Half"} if pick(2) else {})}

    def change(leaf: Condition) -> Condition:
        return OneOf(leaf.fact, ("yes",)) if leaf == Truth(fact.id) else leaf

    tree = everywhere(tree, change)
    question = tree.questions[fact.id]
    where = dict.fromkeys(options, question.answers[-1].goto if question.answers else NOWHERE)
    where.update({answer.id: answer.goto for answer in question.answers if answer.id in options})
    answers = [
        Answer(o, text(o), where[o], OneOf(fact.id, (o,)), "judgement", SPAN, SPAN) for o in options
    ]
    listed = replace(fact, type="choice", options=options)
    return with_answers(with_fact(tree, listed), question, answers)


def outcome_kind(pick: Pick, tree: Tree) -> Tree:
    outcomes = list(tree.outcomes.values())
    outcome = outcomes[pick(len(outcomes))]
    kind = KINDS[pick(len(KINDS))]
    other = "elders" if kind == "refer" else None
    made = replace(outcome, kind=kind, tree=other)
    return replace(tree, outcomes={**tree.outcomes, outcome.id: made})


def outcome_renamed(pick: Pick, tree: Tree) -> Tree:
    outcomes = list(tree.outcomes)
    old = outcomes[pick(len(outcomes))]
    now = f"{old}_nieuw"
    made = {now if id_ == old else id_: o for id_, o in tree.outcomes.items()}
    questions = {
        id_: replace(
            question,
            answers=tuple(
                replace(answer, goto=now) if answer.goto == old else answer
                for answer in question.answers
            ),
        )
        for id_, question in tree.questions.items()
    }
    return replace(
        tree, questions=questions, outcomes={id_: replace(o, id=id_) for id_, o in made.items()}
    )


def fact_added(pick: Pick, tree: Tree) -> Tree | None:
    fact = (
        Fact("meer_b", "Meer b", "boolean"),
        Fact("meer_n", "Meer n", "integer", range=(0, 2)),
        Fact("meer_k", "Meer k", "choice", {"m1": "M1", "m2": "M2"}),
        Fact("meer_r", "Meer r", "choices", {"m1": "M1", "m2": "M2"}),
    )[pick(4)]
    if fact.id in tree.facts:
        return None
    made = question_added(pick, replace(tree, facts={fact.id: fact}))
    return None if made is None else replace(made, facts={**tree.facts, fact.id: fact})


def fact_removed(pick: Pick, tree: Tree) -> Tree | None:
    """A fact that is not looked at any more: another one is, instead."""
    instead = facts_with(tree, "boolean")[0]
    facts = [f for f in tree.facts.values() if f.id not in tree.questions and f is not instead]
    gone = chosen(pick, facts)
    if gone is None:
        return None

    def change(leaf: Condition) -> Condition:
        assert not isinstance(leaf, Not | And | Or)
        return Truth(instead.id) if leaf.fact == gone.id else leaf

    left = {id_: fact for id_, fact in tree.facts.items() if id_ != gone.id}
    made = everywhere(tree, change)
    questions = {
        id_: replace(q, facts=tuple(fact for fact in q.facts if fact != gone.id))
        for id_, q in made.questions.items()
    }
    return replace(made, facts=left, questions=questions)


def fact_renamed(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, facts_with(tree, "boolean", "integer", "choice", "choices"))
    return renamed_ids(tree, {fact.id: f"{fact.id}_nieuw"}) if fact else None


def option_added(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, facts_with(tree, "choice", "choices"))
    if fact is None or "meer" in fact.options:
        return None
    named, first = pick(2), pick(2)
    more = {"meer": "Meer"}
    options = {**more, **fact.options} if first else {**fact.options, **more}
    made = with_fact(tree, replace(fact, options=options))

    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, OneOf) and leaf.fact == fact.id and pick(2):
            return replace(leaf, options=(*leaf.options, "meer"), listed=True)
        return Has("meer", fact.id) if isinstance(leaf, Has) and leaf.fact == fact.id else leaf

    return (changed_leaf(pick, made, change) or made) if named else made


def option_removed(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, [f for f in facts_with(tree, "choice", "choices") if len(f.options) > 1])
    if fact is None:
        return None
    gone = list(fact.options)[pick(len(fact.options))]
    options = {o: label for o, label in fact.options.items() if o != gone}
    instead = next(iter(options))

    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, OneOf) and leaf.fact == fact.id:
            left = tuple(o for o in leaf.options if o != gone)
            return replace(leaf, options=left or (instead,))
        if isinstance(leaf, Has) and (leaf.fact, leaf.option) == (fact.id, gone):
            return replace(leaf, option=instead)
        return leaf

    return everywhere(with_fact(tree, replace(fact, options=options)), change)


def range_changed(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, facts_with(tree, "integer"))
    if fact is None or fact.range is None:
        return None
    low, high = fact.range
    low, high = ((low - 1, high), (low, high + 2), (low + 1, high), (low, high - 1))[pick(4)]
    if pick(8) == 7:
        low, high = high + 2, high + 4
    return with_fact(tree, replace(fact, range=(low, high))) if low <= high else None


def unit_changed(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, facts_with(tree, "integer"))
    return with_fact(tree, replace(fact, unit="weken")) if fact else None


def type_changed(pick: Pick, tree: Tree) -> Tree | None:
    fact = chosen(pick, facts_with(tree, "choice"))
    if fact is None:
        return None

    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, OneOf) and leaf.fact == fact.id:
            any_ = Or(tuple(Has(option, fact.id) for option in leaf.options))
            some = any_ if len(leaf.options) > 1 else any_.parts[0]
            return Not(some) if leaf.negated else some
        return leaf

    return everywhere(with_fact(tree, replace(fact, type="choices")), change)


def parameter_changed(pick: Pick, tree: Tree) -> Tree | None:
    names = list(tree.parameters)
    if not names:
        return None
    name = names[pick(len(names))]
    parameter = tree.parameters[name]
    value = parameter.value + (1, -1, 2)[pick(3)]

    def constant(own: Constant) -> Constant:
        return replace(own, value=value) if own.parameters == (name,) else own

    def change(leaf: Condition) -> Condition:
        if isinstance(leaf, Compare):
            return replace(leaf, constant=constant(leaf.constant))
        if isinstance(leaf, Chain):
            return replace(leaf, low=constant(leaf.low), high=constant(leaf.high))
        return leaf

    parameters = {**tree.parameters, name: replace(parameter, value=value)}
    return everywhere(replace(tree, parameters=parameters), change)


def assumption_added(pick: Pick, tree: Tree) -> Tree:
    more = Assumption(new(pick, tree, 1), SPAN)
    return replace(tree, assumptions=(*tree.assumptions, more))


def assumption_removed(pick: Pick, tree: Tree) -> Tree | None:
    gone = pick(len(tree.assumptions)) if tree.assumptions else None
    left = tuple(a for n, a in enumerate(tree.assumptions) if n != gone)
    return None if gone is None else replace(tree, assumptions=left)


def texts(pick: Pick, tree: Tree) -> Tree:
    """Other words, and nothing else."""
    question = one_of(pick, tree)
    answers = tuple(replace(answer, label=text(f"{answer.label}!")) for answer in question.answers)
    made = with_question(tree, replace(question, ask=text(f"{question.ask}?"), answers=answers))
    facts = {id_: replace(fact, label=f"{fact.label}!") for id_, fact in tree.facts.items()}
    return replace(made, facts=facts, title=text("Anders"), version="2027-01")


def reordered(pick: Pick, tree: Tree) -> Tree:
    def turned(question: Question) -> Question:
        return replace(question, answers=question.answers[::-1]) if pick(2) else question

    questions = [turned(question) for question in list(tree.questions.values())[::-1]]
    return replace(
        tree,
        questions={question.id: question for question in questions},
        outcomes=dict(list(tree.outcomes.items())[::-1]),
        facts=dict(list(tree.facts.items())[::-1]),
        assumptions=tree.assumptions[::-1],
    )


def rewritten(pick: Pick, tree: Tree) -> Tree:
    """The same said in other words: every comparison is denied twice."""
    return everywhere(tree, lambda leaf: Not(Not(leaf)) if pick(2) else leaf)


EDITS: Mapping[str, Callable[[Pick, Tree], Tree | None]] = {
    made.__name__: made
    for made in (
        threshold, operator, target, answer_added, answer_removed, question_added,
        question_removed, question_renamed, answer_renamed, answers_swapped, judgement_listed,
        outcome_kind, outcome_renamed, fact_added, fact_removed, fact_renamed, option_added,
        option_removed, range_changed, unit_changed, type_changed, parameter_changed,
        assumption_added, assumption_removed, texts, reordered, rewritten,
    )
}  # fmt: skip
