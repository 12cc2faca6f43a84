"""The sheets of a review: which there are, and what stands in their rows."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom.diagnostics import Message
from woonboom.exports.cells import listed
from woonboom.exports.naming import kind_words
from woonboom.exports.rows import named_fact, stated
from woonboom.exports.xlsx import words
from woonboom.exports.xlsx.pages import pages
from woonboom.exports.xlsx.sheet import REMARK, VERDICT, Cell, Column, Places, Sheet, of
from woonboom.facts import Fact, Value
from woonboom.model import Answer, Outcome, Question, Tree, WorkedCase
from woonboom.papers.rules import rules
from woonboom.units import say_amount, unit_of


def sheets(tree: Tree) -> list[Sheet]:
    """Return the sheets of a tree that have rows."""
    places = _places(tree)
    made = [
        _questions(tree, places), _outcomes(tree), pages(tree), _numbers(tree), _facts(tree),
        _cases(tree, places), _terms(tree),
    ]  # fmt: skip
    return [sheet for sheet in made if sheet.rows]


def _places(tree: Tree) -> Places:
    found: dict[str, tuple[Message, int]] = {}
    row = 0
    for question in tree.in_order:
        found[question.id] = (words.QUESTIONS, row)
        row += max(1, len(question.answers))
    found |= {id_: (words.OUTCOMES, row) for row, id_ in enumerate(tree.codes)}
    return found


def _questions(tree: Tree, places: Places) -> Sheet:
    columns = (
        Column(words.NUMBER, 7, "code"), Column(words.ASK, 38, "title"), Column(words.HELP, 34),
        Column(words.ANSWER, 24, "title"), Column(words.HOLDS, 34), Column(words.GOTO, 10, "code"),
        Column(words.THAT_IS, 34), Column(words.SOURCE, 18), VERDICT, REMARK,
        Column(words.WHEN, 40, "technical"), Column(words.FACT, 22, "technical"),
        Column(words.QUESTION_ID, 22, "technical"), Column(words.ANSWER_ID, 22, "technical"),
    )  # fmt: skip
    rows = [row for question in tree.in_order for row in _answers(tree, question, places)]
    begins = frozenset(row for name, row in places.values() if name is words.QUESTIONS)
    return Sheet(words.QUESTIONS, words.ABOUT_QUESTIONS, columns, rows, fixed=2, begins=begins)


def _answers(tree: Tree, question: Question, places: Places) -> Iterator[list[Cell]]:
    said = rules(tree, question)
    for at, answer in enumerate(question.answers):
        again = at > 0
        yield [
            Cell(_number(tree.printed[question.id]), again=again),
            Cell(str(question.ask), again=again),
            Cell(str(question.help or ""), again=again),
            Cell(str(answer.label)),
            Cell(_capital(said.get(answer.id, ""))),
            *_goal(tree, answer, places),
            Cell(listed(question.sources), again=again),
            *of("", "", stated(answer), named_fact(question), question.id, answer.id),
        ]
    if not question.answers:
        asked = of(_number(tree.printed[question.id]), str(question.ask), str(question.help or ""))
        source = listed(question.sources)
        yield [*asked, *of("", "", "", "", source, "", "", "", "", question.id, "")]


def told(tree: Tree) -> dict[tuple[str, str], dict[str, str]]:
    """Return what is said of each answer in words, by the ids of its question and its own.

    `holds` is when it holds, `that_is` where it leads; nobody reads these back.
    """
    places = _places(tree)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for question in tree.in_order:
        said = rules(tree, question)
        for answer in question.answers:
            _, goal = _goal(tree, answer, places)
            words_ = {"holds": _capital(said.get(answer.id, "")), "that_is": str(goal.value)}
            found[question.id, answer.id] = words_
    return found


def _goal(tree: Tree, answer: Answer, places: Places) -> list[Cell]:
    """Where an answer leads: its number or code, and what that is."""
    to = places.get(answer.goto)
    if end := tree.outcomes.get(answer.goto):
        return [Cell(tree.codes[end.id], to, end.kind), Cell(str(end.title), kind=end.kind)]
    if next_ := tree.questions.get(answer.goto):
        return [Cell(_number(tree.printed[next_.id]), to), Cell(str(next_.ask))]
    return of(answer.goto, "")


def _number(printed: str) -> str | int:
    return int(printed) if printed.isdecimal() else printed


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _outcomes(tree: Tree) -> Sheet:
    columns = (
        Column(words.CODE, 8, "code"), Column(words.KIND, 18), Column(words.TITLE, 30, "title"),
        Column(words.TEXT, 44), Column(words.STEPS, 54), Column(words.SOURCE, 18), VERDICT, REMARK,
        Column(words.PAGE, 22, "technical"), Column(words.OTHER_TREE, 22, "technical"),
        Column(words.OUTCOME_ID, 24, "technical"),
    )  # fmt: skip
    rows = [_outcome(tree, tree.outcomes[id_]) for id_ in tree.codes]
    return Sheet(words.OUTCOMES, words.ABOUT_OUTCOMES, columns, rows, fixed=3)


def _outcome(tree: Tree, end: Outcome) -> list[Cell]:
    return [
        Cell(tree.codes[end.id], kind=end.kind),
        Cell(kind_words(tree, end), kind=end.kind),
        *of(str(end.title), str(end.text or ""), listed([str(step) for step in end.steps])),
        *of(listed(end.sources), "", "", end.info or "", end.tree or "", end.id),
    ]


def _numbers(tree: Tree) -> Sheet:
    columns = (
        Column(words.LABEL, 52, "title"), Column(words.VALUE, 10, "code"), Column(words.UNIT, 14),
        Column(words.SOURCE, 20), VERDICT, REMARK, Column(words.ID, 26, "technical"),
    )  # fmt: skip
    used = [tree.parameters[name] for name in tree.used_parameters if name in tree.parameters]
    rows = [
        of(p.label, p.value, p.unit or "", listed(p.sources), "", "", p.id) for p in used
    ]  # fmt: skip
    return Sheet(words.NUMBERS, words.ABOUT_NUMBERS, columns, rows)


def _facts(tree: Tree) -> Sheet:
    columns = (
        Column(words.LABEL, 52, "title"), Column(words.POSSIBLE, 52), Column(words.ASKED_AT, 14),
        VERDICT, REMARK, Column(words.ID, 28, "technical"),
    )  # fmt: skip
    facts = [tree.facts[id_] for id_ in tree.asked if id_ in tree.facts]
    rows = [
        of(fact.label, _possible(fact, tree.language), _asked_at(tree, fact), "", "", fact.id)
        for fact in facts
        if not fact.judgement
    ]
    return Sheet(words.FACTS, words.ABOUT_FACTS, columns, rows)


def _asked_at(tree: Tree, fact: Fact) -> str:
    return ", ".join(tree.printed[q.id] for q in tree.in_order if fact.id in q.facts)


def _possible(fact: Fact, language: str) -> str:
    """What a fact can be, in words."""
    if fact.type == "boolean":
        return f"{words.YES.say(language)}, {words.NO.say(language).lower()}"
    if not fact.range:
        return listed(list(fact.options.values()))
    low, high = fact.range
    amount = say_amount(high, fact.unit, language)
    return words.FROM_TO.say(language, {"low": low, "high": amount})


def _cases(tree: Tree, places: Places) -> Sheet:
    given = dict.fromkeys(fact for case in tree.cases for fact in case.given)
    facts = [tree.facts[id_] for id_ in given if id_ in tree.facts]
    columns = (
        Column(words.NAME, 44, "title"), Column(words.EXPECT, 11, "code"),
        Column(words.THAT_IS, 30), VERDICT, REMARK,
        *(Column(_heading(f, tree.language), 20 if f.options else 9, upright=True) for f in facts),
    )  # fmt: skip
    rows = [_case(tree, case, facts, places) for case in tree.cases]
    return Sheet(words.CASES, words.ABOUT_CASES, columns, rows, fixed=2)


def _heading(fact: Fact, language: str) -> Message:
    """What a column with a fact is called: with its unit, since its cells hold a bare number."""
    unit = unit_of(fact.unit, language) if fact.unit else None
    said = f"{fact.label} ({unit.many if unit else fact.unit})" if fact.unit else fact.label
    return Message(said, said)


def _case(tree: Tree, case: WorkedCase, facts: list[Fact], places: Places) -> list[Cell]:
    end = tree.outcomes.get(case.expect)
    kind = end.kind if end else ""
    code = tree.codes.get(case.expect, case.expect)
    return [
        Cell(case.name),
        Cell(code, places.get(case.expect), kind),
        Cell(str(end.title) if end else "", kind=kind),
        *of("", ""),
        *(Cell(_value(fact, case.given.get(fact.id), tree.language)) for fact in facts),
    ]


def _value(fact: Fact, value: Value | None, language: str) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return (words.YES if value else words.NO).say(language)
    if isinstance(value, int):
        return value
    chosen = value if isinstance(value, frozenset) else {value}
    return listed([label for id_, label in fact.options.items() if id_ in chosen])


def _terms(tree: Tree) -> Sheet:
    columns = (Column(words.TERM, 30, "title"), Column(words.MEANING, 90), VERDICT, REMARK)
    rows = [of(term, str(text), "", "") for term, text in tree.glossary.items()]
    return Sheet(words.TERMS, words.ABOUT_TERMS, columns, rows)
