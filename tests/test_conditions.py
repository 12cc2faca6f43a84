"""Conditions: what they say, when they hold, how they print, and what is wrong with them."""

from __future__ import annotations

import ast
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import complete

from woonboom.conditions import (
    And,
    Case,
    Chain,
    Compare,
    Condition,
    Constant,
    Has,
    Names,
    Not,
    OneOf,
    Or,
    Truth,
    parse,
)
from woonboom.conditions.forms import constants_of, facts_of, leaves, options_of
from woonboom.diagnostics import Diagnostic
from woonboom.facts import Fact, Value

FACTS = {
    "waar": Fact("waar", "Waar", "boolean"),
    "echt": Fact("echt", "Echt", "boolean"),
    "maanden": Fact("maanden", "Maanden", "integer", range=(0, 6)),
    "kleur": Fact("kleur", "Kleur", "choice", {"rood": "R", "groen": "G", "en": "En", "waar": "W"}),
    "reden": Fact("reden", "Reden", "choices", {"schuld": "S", "wet": "W", "2023": "J"}),
}
NAMES = Names(FACTS, {"grens": 3, "een": 1})
VALUES: dict[str, list[Value]] = {
    "waar": [True, False],
    "echt": [True, False],
    "maanden": list(range(7)),
    "kleur": list(FACTS["kleur"].options),
    "reden": [
        frozenset(some)
        for size in (1, 2, 3)
        for some in itertools.combinations(FACTS["reden"].options, size)
    ],
}


def read(text: str) -> Condition:
    condition, problems = parse(text, NAMES)
    assert [problem.message("en") for problem in problems] == []
    assert condition is not None
    return condition


def faults(text: str, names: Names = NAMES) -> list[Diagnostic]:
    condition, problems = parse(text, names)
    assert (condition is None) == bool(problems)
    for problem in problems:
        complete(problem.said)
        complete(problem.remedy)
        assert 1 <= problem.span.column <= problem.span.end_column
    return problems


# ---------------------------------------------------------------- what a condition says


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("waar", Truth("waar")),
        ("not waar", Not(Truth("waar"))),
        ("((waar))", Truth("waar")),
        ("maanden >= 6", Compare("maanden", ">=", Constant("6", 6))),
        ("6 <= maanden", Compare("maanden", ">=", Constant("6", 6))),
        ("6 == maanden", Compare("maanden", "==", Constant("6", 6))),
        ("maanden != grens", Compare("maanden", "!=", Constant("grens", 3, ("grens",)))),
        ("maanden < grens + 2 * een",
         Compare("maanden", "<", Constant("grens + 2 * een", 5, ("grens", "een")))),
        ("maanden < -(grens-1)", Compare("maanden", "<", Constant("-(grens - 1)", -2, ("grens",)))),
        ("3 <= maanden < 6", Chain(Constant("3", 3), "<=", "maanden", "<", Constant("6", 6))),
        ("6 > maanden >= 3", Chain(Constant("3", 3), "<=", "maanden", "<", Constant("6", 6))),
        ("kleur == rood", OneOf("kleur", ("rood",))),
        ("rood == kleur", OneOf("kleur", ("rood",))),
        ("kleur != rood", OneOf("kleur", ("rood",), negated=True)),
        ("kleur in [rood, groen]", OneOf("kleur", ("rood", "groen"), listed=True)),
        ("kleur not in [rood]", OneOf("kleur", ("rood",), negated=True, listed=True)),
        ("wet in reden", Has("wet", "reden")),
        ("wet not in reden", Has("wet", "reden", negated=True)),
        ("2023 in reden", Has("2023", "reden")),
        ("not wet in reden", Not(Has("wet", "reden"))),
        ("waar and echt or waar",
         Or((And((Truth("waar"), Truth("echt"))), Truth("waar")))),
        ("waar and (echt or waar)",
         And((Truth("waar"), Or((Truth("echt"), Truth("waar")))))),
        ("not waar and echt", And((Not(Truth("waar")), Truth("echt")))),
        ("waar and\n  echt", And((Truth("waar"), Truth("echt")))),
        ("  waar\tand echt ", And((Truth("waar"), Truth("echt")))),
        # A word of another language, or the name of a fact, may be an option too.
        ("kleur == en", OneOf("kleur", ("en",))),
        ("kleur in [en, rood]", OneOf("kleur", ("en", "rood"), listed=True)),
        ("kleur == waar", OneOf("kleur", ("waar",))),
        ("waar == kleur", OneOf("kleur", ("waar",))),
    ],
)  # fmt: skip
def test_what_a_text_says(text: str, condition: Condition) -> None:
    assert read(text) == condition


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("maanden>=6", "maanden >= 6"),
        ("6<=maanden", "maanden >= 6"),
        ("not(waar)", "not waar"),
        ("not (waar and echt)", "not (waar and echt)"),
        ("(waar and echt) or waar", "waar and echt or waar"),
        ("maanden < (2*grens)+1", "maanden < 2 * grens + 1"),
        ("maanden < 2*(grens+1)", "maanden < 2 * (grens + 1)"),
        ("maanden < 5-(3-1)", "maanden < 5 - (3 - 1)"),
        ("maanden < (5-3)-1", "maanden < 5 - 3 - 1"),
        ("6 > maanden >= 3", "3 <= maanden < 6"),
        ("kleur in [rood,groen]", "kleur in [rood, groen]"),
    ],
)
def test_the_tidy_form(text: str, tidy: str) -> None:
    assert str(read(text)) == tidy


def test_what_a_condition_is_about() -> None:
    condition = read(
        "maanden < grens and (wet in reden or not kleur == rood) and maanden > een + 1"
    )
    assert facts_of(condition) == ("maanden", "reden", "kleur")
    assert [constant.text for _, constant in constants_of(condition)] == ["grens", "een + 1"]
    assert list(options_of(condition)) == [("reden", "wet"), ("kleur", "rood")]
    assert len(list(leaves(condition))) == 4


# ---------------------------------------------------------------- random conditions

names = st.sampled_from
constants = st.recursive(
    st.integers(0, 9).map(str) | names(["grens", "een"]),
    lambda inner: st.one_of(
        st.tuples(inner, names("+-*"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        st.tuples(inner, names("+-*"), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        inner.map(lambda text: f"-({text})"),
    ),
    max_leaves=4,
)
comparisons = st.one_of(
    names(["waar", "echt"]),
    st.tuples(names(["==", "!=", "<", "<=", ">", ">="]), constants).map(
        lambda t: f"maanden {t[0]} {t[1]}"
    ),
    st.tuples(constants, names(["==", "!=", "<", "<=", ">", ">="])).map(
        lambda t: f"{t[0]} {t[1]} maanden"
    ),
    st.tuples(constants, names(["<", "<="]), names(["<", "<="]), constants).map(
        lambda t: f"{t[0]} {t[1]} maanden {t[2]} {t[3]}"
    ),
    st.tuples(constants, names([">", ">="]), names([">", ">="]), constants).map(
        lambda t: f"{t[0]} {t[1]} maanden {t[2]} {t[3]}"
    ),
    st.tuples(names(["==", "!="]), names(list(FACTS["kleur"].options))).map(
        lambda t: f"kleur {t[0]} {t[1]}"
    ),
    st.tuples(
        names(["in", "not in"]),
        st.lists(names(list(FACTS["kleur"].options)), min_size=1, max_size=3),
    ).map(lambda t: f"kleur {t[0]} [{', '.join(t[1])}]"),
    st.tuples(names(list(FACTS["reden"].options)), names(["in", "not in"])).map(
        lambda t: f"{t[0]} {t[1]} reden"
    ),
)
texts = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.lists(inner, min_size=2, max_size=3).map(" and ".join),
        st.lists(inner, min_size=2, max_size=3).map(" or ".join),
        inner.map(lambda text: f"({text})"),
    ),
    max_leaves=12,
)
cases = st.fixed_dictionaries({fact: names(values) for fact, values in VALUES.items()})


@settings(max_examples=500)
@given(texts)
def test_printing_and_reading_again_gives_the_same(text: str) -> None:
    condition = read(text)
    assert read(str(condition)) == condition


@settings(max_examples=500)
@given(texts, cases)
def test_it_holds_when_python_says_so(text: str, case: Case) -> None:
    assert read(text).holds(case) is python_says(text, case)


@settings(max_examples=200)
@given(texts, cases, st.sets(names(list(VALUES))))
def test_with_too_little_known_it_tells_only_what_is_certain(
    text: str, case: Case, unknown: set[str]
) -> None:
    condition = read(text)
    known = {fact: value for fact, value in case.items() if fact not in unknown}
    told = condition.holds(known)
    asked = sorted(unknown & set(facts_of(condition)))
    if told is None:
        assert asked
        return
    completions = itertools.product(*(VALUES[fact] for fact in asked))
    for values in itertools.islice(completions, 300):
        assert condition.holds({**known, **dict(zip(asked, values, strict=True))}) is told


def python_says(text: str, case: Case) -> bool:
    """Evaluate a condition with Python's own parser: the same language, read a second way."""
    options = {name: name for fact in FACTS.values() for name in fact.options}
    tree = ast.parse(
        text.replace("2023 in", "'2023' in").replace("2023 not", "'2023' not"), mode="eval"
    )
    scope: dict[str, Any] = {**options, "grens": 3, "een": 1, **case}
    for node in ast.walk(tree):
        # An option stands to the right of `kleur`; a fact may have the same name.
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "kleur":
            for side in node.comparators:
                for name in ast.walk(side):
                    if isinstance(name, ast.Name):
                        name.id = f"option_{name.id}"
    scope |= {f"option_{name}": name for name in options}
    return bool(eval(compile(tree, "f", "eval"), {"__builtins__": {}}, scope))


# ---------------------------------------------------------------- what is wrong

_ALONE = "‘echt’ stands alone here: and, or or a comparison is missing before it."
_WITH = " Compare a fact with a number, a parameter or an option."


@pytest.mark.parametrize(
    ("text", "part", "message", "hint"),
    [
        ("waar and", " ", "The condition stops here; something is missing.", "Write for example: "),
        ("", "", "The condition stops here; something is missing.", "Write for example: "),
        ("waar echt", "echt", _ALONE, "Write for example: "),
        ("(waar", "(", "The ‘(’ is not closed.", "Write for example: "),
        ("kleur in [rood", "[", "The ‘[’ is not closed.", "Write for example: "),
        ("and waar", "and", "A fact, number or parenthesis was expected here, but there is ‘and’.",
         "Write for example: "),
        ("maanden = 6", "=", "‘=’ does not belong in a condition.", "Write ‘==’."),
        ("maanden => 6", "=>", "‘=>’ does not belong in a condition.", "Write ‘>=’."),
        ("maanden <> 6", "<>", "‘<>’ does not belong in a condition.", "Write ‘!=’."),
        ("maanden ≥ 6", "≥", "‘≥’ does not belong in a condition.", "Write ‘>=’."),
        ("waar && echt", "&&", "‘&&’ does not belong in a condition.", "Write ‘and’."),
        ("waar en echt", "en", "‘en’ does not belong in a condition.", "Write ‘and’."),
        ("waar of echt", "of", "‘of’ does not belong in a condition.", "Write ‘or’."),
        ("niet waar", "niet", "‘niet’ does not belong in a condition.", "Write ‘not’."),
        ("NOT waar", "NOT", "‘NOT’ does not belong in a condition.", "Write ‘not’."),
        ("maanden is 6", "is", "‘is’ does not belong in a condition.", "Write ‘==’."),
        ("maanden >= 1:30", ":", "‘:’ does not belong in a condition.", "Write for example: "),
        ("maanden >= 6.5", ".", "‘.’ does not belong in a condition.", "Write for example: "),
        ("maanden >= 06", "06", "A number does not begin with a zero: ‘06’.", "Write ‘6’."),
        ("maanden", "maanden", "‘maanden’ is not a yes/no fact and stands alone here.",
         "Write ‘maanden >= 6’."),
        ("reden", "reden", "‘reden’ is not a yes/no fact and stands alone here.",
         "Write ‘schuld in reden’."),
        ("waar == echt", "waar == echt",
         "Two facts are compared here: ‘waar’ and ‘echt’." + _WITH, None),
        ("0 < maanden < maanden", "0 < maanden < maanden",
         "Two facts are compared here: ‘maanden’ and ‘maanden’." + _WITH, None),
        ("waar == 1", "waar == 1", "‘waar’ is a yes/no fact: it is not compared.",
         "Write ‘waar’ or ‘not waar’."),
        ("reden == wet", "reden == wet", "‘==’ does not fit ‘reden’ (type choices).",
         "Write ‘schuld in reden’."),
        ("kleur < rood", "kleur < rood", "‘<’ does not fit ‘kleur’ (type choice).",
         "Write ‘kleur == rood’."),
        ("rood in kleur", "rood in kleur", "‘in’ does not fit ‘kleur’ (type choice).",
         "Write ‘kleur == rood’."),
        ("maanden in [1, 2]", "maanden in [1, 2]", "‘in’ does not fit ‘maanden’ (type integer).",
         "Write ‘maanden >= 6’."),
        ("6 > grens", "6 > grens", "There is no fact in this comparison.", None),
        ("6", "6", "This is a number or a list, no condition.", None),
        ("maanden + 1 > 6", "maanden + 1",
         "There is no calculating with a fact, only with numbers and parameters.", None),
        ("maanden > maanden + 1", "maanden",
         "There is no calculating with a fact, only with numbers and parameters.", None),
        ("0 < maanden > 6", "0 < maanden > 6",
         "A chain is: number, < or <=, fact, < or <=, number.", None),
        ("0 < 1 < maanden", "0 < 1 < maanden",
         "A chain is: number, < or <=, fact, < or <=, number.", None),
        ("maandn > 6", "maandn", "The fact ‘maandn’ is not known.", "Did you mean ‘maanden’?"),
        ("6 < maandn", "maandn", "The fact ‘maandn’ is not known.", "Did you mean ‘maanden’?"),
        ("maanden > grns", "grns", "The parameter ‘grns’ is not known.", "Did you mean ‘grens’?"),
        ("kleur == rod", "rod", "‘rod’ is not an option of ‘kleur’.", "Did you mean ‘rood’?"),
        ("wt in reden", "wt", "‘wt’ is not an option of ‘reden’.", "Did you mean ‘wet’?"),
        ("maanden > 9999999999999999", "9999999999999999", "This number is too large.", None),
        ("maanden > 999999999999999 * 9", "999999999999999 * 9", "This number is too large.", None),
    ],
)  # fmt: skip
def test_what_is_wrong_where_and_what_to_do(
    text: str, part: str, message: str, hint: str | None
) -> None:
    problems = faults(text)
    assert [problem.message("en") for problem in problems] == [message]
    span = problems[0].span
    assert f"{text} "[span.column - 1 : span.end_column - 1].strip() == part.strip()
    assert (problems[0].hint("en") or "").startswith(hint or "")


def test_one_fault_does_not_hide_the_next() -> None:
    problems = faults("maandn > 6 and waar == 1 or not (wt in reden)")
    assert [p.code.name for p in problems] == ["unknown-fact", "condition-type", "unknown-option"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000, "not " * 1_200 + "waar", "(" * 60 + "waar" + ")" * 60,
        ("not " * 20 + "(") * 50 + "waar" + ")" * 50, "maanden > " + "-" * 4_000 + "1",
        "maanden > " + "1 + " * 1_200 + "1", "maanden > " + "1 * " * 1_200 + "1",
        "maanden > " + "(" * 40 + "1" + " + 1)" * 40 * 20, "waar or " * 10_000 + "waar",
        "maanden" + " < 1" * 1_000, "kleur in [" + "rood, " * 700 + "rood]", "waar" * 2_000,
        "maanden > " + "9" * 4_900, "waar and " * 500 + "waar", "[" * 3_000,
    ],
)  # fmt: skip
def test_a_condition_of_any_size_is_read_or_refused(text: str) -> None:
    condition, problems = parse(text, NAMES)
    if condition is not None:
        assert read(str(condition)) == condition
        assert condition.holds({}) in (True, False, None)
    else:
        assert problems


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [*"()[],+-*<>=!.:'\"{}\\\n\t0129", "and", "or", "not", "in", "==", "<=", "waar", "echt",
             "maanden", "kleur", "reden", "rood", "wet", "grens", "12", "012", "en", "é", "²", "٣"]
        ),
        max_size=25,
    ),
    st.sampled_from(["", " "]),
)  # fmt: skip
def test_any_text_is_a_condition_or_a_problem(parts: list[str], between: str) -> None:
    text = between.join(parts)
    condition, problems = parse(text, NAMES)
    if condition is None:
        faults(text)
    else:
        assert read(str(condition)) == condition
    assert problems == parse(text, NAMES)[1]
