"""Deciding many cases at once: always what deciding them one by one gives."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from random_trees import PlainCase, case_of, cases, every_case, tree_of, trees
from samples import SPAN, text

from woonboom.conditions import And, Chain, Compare, Condition, Constant, Has, Not, OneOf, Or, Truth
from woonboom.decide import compiled
from woonboom.decide.columns import UNKNOWN, UNKNOWN_NUMBER, Columns
from woonboom.decide.compiled import FAULT, UNDECIDED, compile_tree, encode
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.model import Answer, Question, Tree

FACTS = {
    "waar": Fact("waar", "Waar", "boolean"),
    "kleur": Fact("kleur", "Kleur", "choice", {"rood": "R", "groen": "G", "blauw": "B"}),
    "reden": Fact("reden", "Reden", "choices", {"schuld": "S", "last": "L", "wet": "W"}),
    "maanden": Fact("maanden", "Maanden", "integer", range=(0, 100)),
}
COLOURS = [OneOf("kleur", (option,)) for option in ("rood", "groen", "blauw")]
ONE_OF_EACH = (
    Truth("waar"), COLOURS[0], Has("wet", "reden"), Compare("maanden", "<", Constant("1", 1)),
)  # fmt: skip
EXAMPLE: PlainCase = {
    "waar": True, "kleur": "groen", "reden": frozenset({"wet", "last"}), "maanden": 6,
}  # fmt: skip


def one_by_one(tree: Tree, given: Sequence[PlainCase]) -> list[int]:
    """What the plain walk says, as codes."""
    outcomes = list(tree.outcomes)
    walks = [walk(tree, case) for case in given]
    return [
        outcomes.index(w.outcome) if w.outcome else FAULT if w.fault else UNDECIDED for w in walks
    ]


def at_once(tree: Tree, given: Sequence[PlainCase]) -> list[int]:
    codes = compile_tree(tree).decide(encode(tree, given), rows=len(given))
    assert codes.dtype == np.int32
    return list(codes.tolist())


def asking(*conditions: Condition, **facts: Fact) -> Tree:
    """A tree with one question whose answers lead to outcomes of their own."""
    answers = tuple(
        Answer(f"a{n}", text("A"), f"u{n}", condition, "when", SPAN, SPAN)
        for n, condition in enumerate(conditions)
    )
    question: Question = replace(samples.question("q", []), answers=answers)
    outcomes = [samples.outcome(f"u{n}") for n in range(len(conditions))]
    return replace(samples.tree([question], outcomes), facts={**FACTS, **facts})


# ------------------------------------------------------------------ the same as one by one


@settings(max_examples=300)
@given(st.data(), st.booleans(), st.booleans(), st.sampled_from([1, 7, 1 << 16]))
def test_every_case_gets_what_the_walk_gives(
    data: st.DataObject, dag: bool, sound: bool, chunk: int
) -> None:
    tree = data.draw(trees(8, dag=dag, sound=sound, broken=not sound))
    given = data.draw(st.lists(cases(tree), max_size=20))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "_CHUNK", chunk)
        assert at_once(tree, given) == one_by_one(tree, given)


@pytest.mark.parametrize("broken", [False, True])
def test_all_complete_cases_of_a_tree(broken: bool) -> None:
    for seed in range(40):
        tree = tree_of(random.Random(seed).randrange, 8, broken=broken, max_cases=500)
        given = list(every_case(tree))
        assert at_once(tree, given) == one_by_one(tree, given), seed


@pytest.mark.parametrize("dag", [False, True])
def test_sound_trees_give_every_complete_case_an_outcome(dag: bool) -> None:
    for seed in range(100):
        tree = tree_of(random.Random(seed).randrange, 8, sound=True, dag=dag, max_cases=500)
        assert min(at_once(tree, list(every_case(tree)))) >= 0, seed
        gotos = [a.goto for q in tree.questions.values() for a in q.answers]
        led = [goto for goto in gotos if goto in tree.questions]
        assert set(led) == set(tree.questions) - {tree.start}
        assert dag or len(led) == len(set(led))


def test_many_partial_cases_of_many_trees() -> None:
    for seed in range(400):
        pick = random.Random(seed).randrange
        tree = tree_of(pick, 12, sound=seed % 2 == 0, broken=seed % 4 == 1)
        given = [case_of(pick, tree) for _ in range(50)]
        assert at_once(tree, given) == one_by_one(tree, given), seed


@pytest.mark.parametrize(
    ("conditions", "case", "code"),
    [
        ([Truth("waar"), Not(Truth("waar"))], {"waar": False}, 1),
        ([Truth("waar"), Not(Truth("waar"))], {}, UNDECIDED),
        # One answer that holds is enough, whatever the other may be.
        ([Truth("waar"), OneOf("kleur", ("rood",))], {"waar": True}, 0),
        ([Truth("waar"), OneOf("kleur", ("rood",))], {"waar": False}, UNDECIDED),
        ([Truth("waar"), OneOf("kleur", ("rood",))], {"waar": True, "kleur": "rood"}, FAULT),
        ([Truth("waar"), OneOf("kleur", ("rood",))], {"waar": False, "kleur": "blauw"}, FAULT),
        # Two that hold are a fault, also when a third is not known.
        ([Truth("waar"), Truth("waar"), Has("wet", "reden")], {"waar": True}, FAULT),
        # What is unknown need not matter within a condition either.
        ([And((Truth("waar"), Has("wet", "reden")))], {"waar": False}, FAULT),
        ([Or((Truth("waar"), Has("wet", "reden")))], {"waar": True}, 0),
        ([Not(Or((Has("wet", "reden"), Truth("waar"))))], {"waar": True}, FAULT),
        ([Not(And((Has("wet", "reden"), Truth("waar"))))], {"waar": False}, 0),
        ([Not(And((Has("wet", "reden"), Truth("waar"))))], {"waar": True}, UNDECIDED),
        # Not to be either is not known of what is not known.
        ([Has("wet", "reden", negated=True)], {}, UNDECIDED),
        ([OneOf("kleur", ("rood", "groen"), negated=True)], {}, UNDECIDED),
        ([OneOf("kleur", ("rood", "groen"), negated=True)], {"kleur": "blauw"}, 0),
        ([Compare("maanden", "!=", Constant("3", 3))], {}, UNDECIDED),
        ([Compare("maanden", "<", Constant("3", 3))], {}, UNDECIDED),
        ([Chain(Constant("1", 1), "<", "maanden", "<=", Constant("3", 3))], {"maanden": 1}, FAULT),
        ([Chain(Constant("1", 1), "<", "maanden", "<=", Constant("3", 3))], {"maanden": 3}, 0),
        ([And(()), Or(())], {}, 0),
        ([Or(())], {}, FAULT),
        ([], {}, FAULT),
    ],
)  # fmt: skip
def test_what_is_not_known(conditions: list[Condition], case: PlainCase, code: int) -> None:
    tree = asking(*conditions)
    others: list[PlainCase] = [{}, {name: v for name, v in EXAMPLE.items() if name != "waar"}]
    given = [case, *others, EXAMPLE]
    assert at_once(tree, [case]) == one_by_one(tree, [case]) == [code]
    assert at_once(tree, given) == one_by_one(tree, given)


def test_a_round_is_a_fault_only_for_who_goes_round() -> None:
    tree = asking(Truth("waar"), OneOf("kleur", ("rood",)), OneOf("kleur", ("blauw",)))
    round_ = replace(tree.questions["q"].answers[0], goto="q")
    question = replace(tree.questions["q"], answers=(round_, *tree.questions["q"].answers[1:]))
    tree = replace(tree, questions={"q": question})
    given: list[PlainCase] = [
        {"waar": True, "kleur": "groen"}, {"waar": True, "kleur": "rood"},
        {"waar": False, "kleur": "rood"}, {"waar": True}, {"kleur": "blauw"},
    ]  # fmt: skip
    assert at_once(tree, given) == one_by_one(tree, given) == [FAULT, FAULT, 1, FAULT, 2]


def test_a_way_back_that_ends_is_no_round() -> None:
    # Who is red goes up from q0 to q4, who is green comes down from q4 to q0: nobody goes round.
    tree = asking(OneOf("kleur", ("rood",)), OneOf("kleur", ("groen",)))
    gotos = {f"q{n}": (f"q{n + 1}", f"q{n - 1}") for n in range(1, 4)}
    gotos |= {"a": ("q0", "q4"), "q0": ("q1", "u0"), "q4": ("u1", "q3")}
    questions = {}
    for name, row in gotos.items():
        one = tree.questions["q"]
        pairs = zip(one.answers, row, strict=True)
        answers = tuple(replace(answer, goto=goto) for answer, goto in pairs)
        questions[name] = replace(one, id=name, answers=answers)
    tree = replace(tree, start="a", questions=questions)
    given: list[PlainCase] = [{"kleur": kleur} for kleur in ("rood", "groen", "blauw")]
    assert at_once(tree, given) == one_by_one(tree, given) == [1, 0, FAULT]


def test_more_answers_than_fit_in_a_byte() -> None:
    tree = asking(*[Compare("maanden", ">=", Constant(f"{n}", n)) for n in range(1, 258)])
    given: list[PlainCase] = [{"maanden": n} for n in (0, 1, 2, 256, 257, 300)]
    assert at_once(tree, given) == one_by_one(tree, given) == [FAULT, 0, *[FAULT] * 4]


@pytest.mark.parametrize(("start", "code"), [("u0", 0), ("nergens", FAULT)])
def test_a_tree_that_starts_at_no_question(start: str, code: int) -> None:
    tree = replace(asking(Truth("waar")), start=start)
    assert at_once(tree, [{}, {"waar": True}]) == [code, code] == one_by_one(tree, [{}, {}])


# ------------------------------------------------------------------ columns


@pytest.mark.parametrize(
    ("conditions", "column", "codes"),
    [
        ([Truth("waar")], np.array([True, False]), [0, FAULT]),
        ([Truth("waar")], [True, False], [0, FAULT]),
        ([Truth("waar")], np.array([1, 0, UNKNOWN], np.int8), [0, FAULT, UNDECIDED]),
        ([Truth("waar")], np.array([1, 0], np.uint64), [0, FAULT]),
        (COLOURS, np.array([2, 1, 0, UNKNOWN], np.int16), [2, 1, 0, UNDECIDED]),
        (COLOURS, [2, 1, 0], [2, 1, 0]),
        ([Has("wet", "reden")], [4, 5, 3, 0], [0, 0, FAULT, UNDECIDED]),
        ([Has("wet", "reden")], np.array([7, 0], np.uint8), [0, UNDECIDED]),
        ([Compare("maanden", ">", Constant("6", 6))], [6, 7, UNKNOWN_NUMBER],
         [FAULT, 0, UNDECIDED]),
        ([Compare("maanden", ">", Constant("6", 6))], np.array([6, 7], np.uint8), [FAULT, 0]),
        # Constants that the type of the column does not have.
        ([Compare("maanden", "<", Constant("300", 300))], np.array([6], np.int8), [0]),
        ([Compare("maanden", ">=", Constant("-1", -1))], np.array([6], np.uint8), [0]),
        ([Compare("maanden", "==", Constant("10**30", 10**30))], [6, UNKNOWN_NUMBER],
         [FAULT, UNDECIDED]),
        ([Chain(Constant("-10**30", -(10**30)), "<", "maanden", "<", Constant("9", 9))], [6], [0]),
        ([Truth("waar")], np.array([], np.float64), []),
    ],
)  # fmt: skip
def test_columns_of_every_type(
    conditions: list[Condition], column: ArrayLike, codes: list[int]
) -> None:
    tree = asking(*conditions)
    (fact,) = compile_tree(tree).facts
    assert compile_tree(tree).decide({fact: column}).tolist() == codes


@pytest.mark.parametrize("count", [127, 128, 129, 32_769])
def test_a_choice_of_many_options(count: int) -> None:
    options = [f"o{n}" for n in range(count)]
    fact = Fact("veel", "Veel", "choice", dict.fromkeys(options, "O"))
    tree = asking(OneOf("veel", (options[-1],)), OneOf("veel", ("o1", "o100")), veel=fact)
    given: list[PlainCase] = [{"veel": option} for option in (options[-1], "o100", "o1", "o2")]
    assert at_once(tree, [*given, {}]) == [0, 1, 1, FAULT, UNDECIDED]


@pytest.mark.parametrize("count", [1, 7, 8, 62, 63, 64, 126, 127, 200])
def test_a_fact_with_many_options(count: int) -> None:
    options = [f"o{n}" for n in range(count)]
    fact = Fact("veel", "Veel", "choices", dict.fromkeys(options, "O"))
    last = Has(options[-1], "veel")
    tree = asking(last, And((Has("o0", "veel"), Not(last))), veel=fact)
    chosen = [{options[-1]}, set(options), {"o0"}, {options[count // 2]}, {options[-2 % count]}]
    given: list[PlainCase] = [{"veel": frozenset(some)} for some in chosen]
    given.append({})
    column = encode(tree, given)["veel"]
    assert column.ndim == (1 if count <= 63 else 2)
    assert at_once(tree, given) == one_by_one(tree, given)
    narrow = encode(tree, given[2:3])["veel"].astype(np.int8)
    assert compile_tree(tree).decide({"veel": narrow}).tolist() == one_by_one(tree, given[2:3])


def test_how_plain_cases_become_columns() -> None:
    tree = asking(*ONE_OF_EACH)
    columns = encode(tree, [EXAMPLE, {}])
    assert {name: column.tolist() for name, column in columns.items()} == {
        "waar": [1, -1], "kleur": [1, -1], "reden": [6, 0], "maanden": [6, UNKNOWN_NUMBER],
    }  # fmt: skip


def test_only_facts_that_the_questions_read_have_columns() -> None:
    tree = asking(Truth("waar"))
    assert list(encode(tree, [EXAMPLE])) == list(compile_tree(tree).facts) == ["waar"]


def test_facts_without_a_column_are_unknown() -> None:
    tree = asking(*ONE_OF_EACH)
    ready = compile_tree(tree)
    assert ready.decide({}, rows=2).tolist() == [UNDECIDED, UNDECIDED]
    assert ready.decide({"waar": [True, False]}).tolist() == [0, UNDECIDED]
    assert ready.decide({}, rows=0).tolist() == []


def test_codes_as_ids() -> None:
    tree = asking(*COLOURS[:2])
    ready = compile_tree(tree)
    assert ready.outcomes == ("u0", "u1")
    assert ready.decide_ids({"kleur": [1, 0, 2, -1]}) == ["u1", "u0", None, None]


@pytest.mark.parametrize(
    ("columns", "rows", "message"),
    [
        ({}, None, "columns need one length, not none"),
        ({"waar": [True], "kleur": [0, 1]}, None, "columns need one length, not [1, 2]"),
        ({"waar": [True]}, 2, "columns need one length, not [1, 2]"),
        ({"war": [True]}, None, "the tree has no facts war"),
        ({"waar": [2]}, None, "the column of waar has values that it cannot have"),
        ({"waar": [-2]}, None, "the column of waar has values that it cannot have"),
        ({"kleur": [3]}, None, "the column of kleur has values that it cannot have"),
        ({"kleur": [-2]}, None, "the column of kleur has values that it cannot have"),
        ({"reden": [8]}, None, "the column of reden has values that it cannot have"),
        ({"reden": [-1]}, None, "the column of reden has values that it cannot have"),
        ({"maanden": [1.0]}, None, "the column of maanden must be whole numbers of shape (1,)"),
        ({"kleur": [True]}, None, "the column of kleur must be whole numbers of shape (1,)"),
        ({"kleur": ["rood"]}, None, "the column of kleur must be whole numbers of shape (1,)"),
        ({"reden": [[1]]}, None, "the column of reden must be whole numbers of shape (1,)"),
    ],
)  # fmt: skip
def test_columns_that_cannot_be(columns: Columns, rows: int | None, message: str) -> None:
    tree = asking(*ONE_OF_EACH)
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        compile_tree(tree).decide(columns, rows)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("waar", "ja"), ("waar", 2), ("kleur", "paars"), ("kleur", 0), ("reden", frozenset()),
        ("reden", frozenset({"schuld", "x"})), ("reden", "wet"), ("maanden", "6"),
    ],
)  # fmt: skip
def test_cases_that_cannot_be(fact: str, value: Value) -> None:
    tree = asking(*ONE_OF_EACH)
    with pytest.raises(ValueError, match=f"{fact} cannot be"):
        encode(tree, [{}, {fact: value}])


@pytest.mark.parametrize("condition", [Truth("kleur"), Truth("weg"), Has("rood", "kleur")])
def test_conditions_that_do_not_fit_the_facts(condition: Condition) -> None:
    with pytest.raises(ValueError, match="does not fit the facts of the tree"):
        compile_tree(asking(condition))


def test_deciding_one_case_does_not_import_numpy() -> None:
    asked = "import sys, woonboom.decide; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
