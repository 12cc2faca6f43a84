"""A tree as JSON for other systems: it fits its schema, and whoever reads it decides the same."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from calling import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from random_trees import PlainCase, cases, every_case, tree_of, trees

from woonboom.decide.conflict import conflict
from woonboom.decide.walk import walk
from woonboom.load import load
from woonboom.model import Tree
from woonboom.portable import document_of, values_of
from woonboom.regions.diagrams import TooEntangled

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "tree.json").read_text("utf-8"))
SHIPPED = ("hulpverleners", "corporaties")


def shipped(name: str) -> Tree:
    tree, problems = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None, problems
    return tree


def written(tree: Tree) -> dict[str, Any]:
    """A tree as another system reads it; it fits the schema."""
    found: dict[str, Any] = json.loads(json.dumps(document_of(tree)))
    Draft202012Validator(SCHEMA).validate(found)
    return found


def held(condition: Mapping[str, Any], case: Mapping[str, Any]) -> bool | None:
    """What a condition says of a case, by what the schema tells of it and nothing else."""
    if condition["op"] == "not":
        inner = held(condition["part"], case)
        return None if inner is None else not inner
    if condition["op"] in ("and", "or"):
        inners = [held(part, case) for part in condition["parts"]]
        decisive = condition["op"] == "or"
        return decisive if decisive in inners else None if None in inners else not decisive
    value = case.get(condition["fact"])
    return None if value is None else compared(condition, value)


def compared(condition: Mapping[str, Any], value: Any) -> bool:  # noqa: ANN401  # a value of JSON
    if condition["op"] == "between":
        low, high = condition["low"], condition["high"]
        return (low is None or low <= value) and (high is None or value <= high)
    if condition["op"] == "in":
        return value in condition["options"]
    return bool(value) if condition["op"] == "true" else condition["option"] in value


def end_of(diagrams: Mapping[str, Any], node: int, case: Mapping[str, Any]) -> object:
    """Where a diagram ends for a complete case, by what the schema tells of it."""
    while isinstance(diagrams["nodes"][node], list):
        axis, *lows = diagrams["nodes"][node]
        node = lows[cell(diagrams["axes"][axis], case)]
    return diagrams["nodes"][node]


def cell(axis: Mapping[str, Any], case: Mapping[str, Any]) -> int:
    value = case[axis["fact"]]
    if axis["option"] is not None:
        return int(axis["option"] in value)
    for at, one in enumerate(axis["cells"]):
        if one[0] <= value <= one[1] if isinstance(one, list) else one == value:
            return at
    raise AssertionError(f"{value} lies on no cell")


kinds_of_trees = st.one_of(
    trees(assume=True), trees(sound=True, assume=True), trees(broken=True, assume=True)
)


@given(kinds_of_trees, st.data())
def test_conditions_say_what_those_of_the_tree_say(tree: Tree, data: st.DataObject) -> None:
    case = data.draw(cases(tree))
    document, known = written(tree), values_of(case)
    for record in document["questions"]:
        for answer, own in zip(
            record["answers"], tree.questions[record["id"]].answers, strict=True
        ):
            assert held(answer["condition"], known) == own.condition.holds(case)
    assumed = [held(condition, known) for condition in document["assumptions"]]
    assert assumed == [assumption.condition.holds(case) for assumption in tree.assumptions]


@given(kinds_of_trees, st.data())
def test_diagrams_say_which_cases_are_real_and_which_an_answer_takes(
    tree: Tree, data: st.DataObject
) -> None:
    case = data.draw(cases(tree, complete=True))
    document, known = written(tree), values_of(case)
    diagrams = document["diagrams"]
    for record in document["questions"]:
        for answer in record["answers"]:
            assert end_of(diagrams, answer["cases"], known) is held(answer["condition"], known)
    real = all(held(condition, known) for condition in document["assumptions"])
    assert end_of(diagrams, diagrams["real"], known) is real
    assert end_of(diagrams, diagrams["valid"], known) is True


@given(kinds_of_trees, st.data())
def test_the_function_ends_where_the_case_ends(tree: Tree, data: st.DataObject) -> None:
    case = data.draw(cases(tree, complete=True))
    diagrams = written(tree)["diagrams"]
    assert (diagrams["function"] is None) == (not diagrams["ends"])
    assume(diagrams["ends"])
    end = end_of(diagrams, diagrams["function"], values_of(case))
    assert end == {"outcome": walk(tree, case).outcome}


def test_cases_without_an_option_are_not_valid() -> None:
    diagrams = written(shipped("hulpverleners"))["diagrams"]
    facts = {axis["fact"]: axis["cells"][0] for axis in diagrams["axes"]}
    known = {fact: cell[0] if isinstance(cell, list) else cell for fact, cell in facts.items()}
    assert end_of(diagrams, diagrams["valid"], known | {"reden_ontruiming": []}) is False
    assert end_of(diagrams, diagrams["valid"], known | {"reden_ontruiming": ["anders"]}) is True


@pytest.mark.parametrize("name", SHIPPED)
def test_nodes_stand_after_those_that_they_lead_to_each_once(name: str) -> None:
    nodes = written(shipped(name))["diagrams"]["nodes"]
    for number, node in enumerate(nodes):
        assert not isinstance(node, list) or all(low < number for low in node[1:])
    assert len({json.dumps(node) for node in nodes}) == len(nodes)


@pytest.mark.parametrize("name", SHIPPED)
def test_worked_cases_can_be_tried_on_the_document_alone(name: str) -> None:
    document = written(shipped(name))
    questions = {question["id"]: question for question in document["questions"]}
    assert document["cases"]
    for case in document["cases"]:
        place = document["start"]
        while place in questions:
            answers = questions[place]["answers"]
            (place,) = [a["goto"] for a in answers if held(a["condition"], case["given"])]
        assert place == case["expect"], case["name"]


def documented() -> dict[str, Any]:
    """What the examples in Python of the documentation define."""
    text = (ROOT / "docs" / "tree-json.md").read_text("utf-8")
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(code, names)
    return names


def test_the_examples_of_the_documentation_refuse_what_cannot_be() -> None:
    names, refused = documented(), 0
    for seed in range(60):
        tree = tree_of(random.Random(seed).randrange, 5, assume=True)
        document = json.loads(json.dumps(document_of(tree)))
        for case in every_case(tree):
            known = {fact["id"]: values_of(case)[fact["id"]] for fact in document["facts"]}
            possible = conflict(tree, case) is None
            assert names["can_exist"](document, known) is possible
            assert names["end"](document, document["diagrams"]["real"], known) is possible
            refused += not possible
    assert refused > 100


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("huurschuld", "ja"),
        ("maanden_regeling", 601),
        ("maanden_regeling", -1),
        ("maanden_regeling", 1.5),
        ("maanden_regeling", True),
        ("reden_ontruiming", []),
        ("reden_ontruiming", ["zomaar"]),
    ],
)
def test_the_examples_of_the_documentation_refuse_values_that_do_not_exist(
    fact: str, value: object
) -> None:
    names, document = documented(), written(shipped("hulpverleners"))
    sound: dict[str, Any] = {
        fact["id"]: {"boolean": False, "integer": 0}.get(fact["type"], ["anders"])
        for fact in document["facts"]
    }
    assert names["can_exist"](document, sound) is True
    assert names["can_exist"](document, sound | {fact: value}) is False


@pytest.mark.parametrize("name", SHIPPED)
def test_the_examples_of_the_documentation_decide_worked_cases(name: str) -> None:
    names = documented()
    tree = shipped(name)
    document = written(tree)
    first = [axis["cells"][0] for axis in document["diagrams"]["axes"]]
    ordinary = {
        axis["fact"]: cell[0] if isinstance(cell, list) else cell
        for axis, cell in zip(document["diagrams"]["axes"], first, strict=True)
    } | {"reden_ontruiming": ["anders"]}
    for case in document["cases"]:
        known = ordinary | case["given"]
        outcome, _ = names["decide"](document, known)
        assert outcome == case["expect"]
        end = names["end"](document, document["diagrams"]["function"], known)
        assert end == {"outcome": outcome}


def test_a_tree_too_entangled_has_no_diagrams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 3)
    document = written(shipped("hulpverleners"))
    assert document["diagrams"] is None
    assert all(a["cases"] is None for q in document["questions"] for a in q["answers"])


def _grown(*_: object) -> dict[str, int]:
    raise TooEntangled


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("woonboom.decide.ground.outcome_functions", _grown),
        ("woonboom.portable.diagrams.MOST_WRITTEN", 10),
    ],
    ids=["too large to make", "too large to write"],
)
def test_a_function_that_is_too_large_is_left_out_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, instead: object
) -> None:
    tree = shipped("hulpverleners")
    document = written(tree)
    monkeypatch.setattr(name, instead)
    smaller = written(tree)
    assert smaller["diagrams"]["function"] is None
    assert smaller["diagrams"]["ends"]
    assert document["diagrams"]["function"] is not None
    assert smaller["questions"] == document["questions"]


# ---------------------------------------------------------------- what else it says


def test_it_is_the_tree_in_words() -> None:
    document = written(shipped("hulpverleners"))
    assert (document["tree"], document["tree_version"]) == ("hulpverleners", "2023-05")
    assert document["questions"][0]["ask"].startswith("Is de persoon uit huis gezet")
    assert [q["number"] for q in document["questions"]] == list(range(1, 14))
    assert [outcome["code"] for outcome in document["outcomes"]][:2] == ["U1", "U2"]
    refers = next(outcome for outcome in document["outcomes"] if outcome["kind"] == "refer")
    assert (refers["tree"], refers["kind_words"]) == ("corporaties", "Verwijs door")


def test_texts_have_their_parameters_filled_in() -> None:
    text = json.dumps(document_of(shipped("hulpverleners")), ensure_ascii=False)
    assert not re.search(r"\{[a-z_]+\}", text)
    assert "5 jaar" in text


def test_units_have_the_words_for_one_and_for_several() -> None:
    facts = {fact["id"]: fact for fact in written(shipped("hulpverleners"))["facts"]}
    months = facts["maanden_regeling"]
    assert (months["unit_one"], months["unit_many"]) == ("maand", "maanden")
    assert (months["unit_measure"], months["unit_size"], months["range"]) == ("months", 1, [0, 600])
    assert facts["maanden_sinds_ontruiming"]["entered_as"] == "date"
    assert facts["ontruimd"]["unit"] is None


def test_facts_that_only_an_assumption_reads_are_there_but_not_asked() -> None:
    facts = {fact["id"]: fact["asked"] for fact in written(shipped("corporaties"))["facts"]}
    assert facts["huurt_van_corporatie"]
    assert not facts["vaste_woonplek"]
    assert "huurschuld" not in facts


def test_answers_tell_how_their_condition_was_written() -> None:
    questions = {q["id"]: q for q in written(shipped("hulpverleners"))["questions"]}
    assert [answer["when"] for answer in questions["ontruimd"]["answers"]] == [None, None]
    assert questions["regeling"]["answers"][0]["when"] is not None
    assert questions["reden"]["answers"][-1]["when"] == "otherwise"


def test_a_choice_is_given_as_its_option_and_several_as_a_list() -> None:
    case: PlainCase = {"k": "een", "r": frozenset({"b", "a"}), "n": 3, "b": True}
    assert values_of(case) == {"k": "een", "r": ["a", "b"], "n": 3, "b": True}


def test_the_drawing_goes_along_when_it_is_given() -> None:
    tree = shipped("corporaties")
    assert document_of(tree)["drawing"] is None
    assert document_of(tree, drawing="<svg/>")["drawing"] == "<svg/>"


def test_both_trees_together_stay_small() -> None:
    sizes = [
        len(
            json.dumps(
                document_of(shipped(name)), ensure_ascii=False, separators=(",", ":")
            ).encode()
        )
        for name in SHIPPED
    ]
    assert sum(sizes) < 80_000


def test_the_same_tree_gives_the_same_document() -> None:
    tree = tree_of(random.Random(3).randrange, 6, assume=True)
    again = tree_of(random.Random(3).randrange, 6, assume=True)
    assert json.dumps(document_of(tree)) == json.dumps(document_of(again))


# ---------------------------------------------------------------- information pages


def paged(tmp_path: Path, text: str) -> dict[str, Any]:
    """The information page `x` of a tree that has another page `y` too."""
    (tmp_path / "info").mkdir()
    (tmp_path / "info" / "x.md").write_text(text, "utf-8")
    (tmp_path / "info" / "y.md").write_text("# Y\n\nNog een.\n", "utf-8")
    (tmp_path / "t.yaml").write_text(PAGED, "utf-8")
    tree, problems = load(tmp_path / "t.yaml")
    assert tree is not None, problems
    found: dict[str, Any] = written(tree)["pages"][0]
    return found


PAGED = """\
woonboom: 1
tree: t
title: T
start: a
facts:
  waar: {label: L, type: boolean}
outcomes:
  x: {kind: consult, title: X, info: x}
  y: {kind: consult, title: Y, info: y}
questions:
  a: {ask: A, fact: waar, yes: x, no: y}
"""


def test_a_page_is_plain_html_without_its_title(tmp_path: Path) -> None:
    page = paged(
        tmp_path, "# Titel\n\n## Kop\n\nEen **vet** en *schuin* woord.\n\n2. een\n3. twee\n"
    )
    assert (page["id"], page["title"]) == ("x", "Titel")
    assert page["html"] == (
        "<h4>Kop</h4><p>Een <strong>vet</strong> en <em>schuin</em> woord.</p>"
        '<ol start="2"><li>een</li><li>twee</li></ol>'
    )


def test_a_page_has_tables_quotes_and_lists(tmp_path: Path) -> None:
    page = paged(tmp_path, "| A | B |\n|---|---|\n| 1 | 2 |\n\n> Let op.\n\n- een\n\n  twee\n")
    assert page["html"] == (
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        "<blockquote><p>Let op.</p></blockquote>"
        "<ul><li><p>een</p><p>twee</p></li></ul>"
    )


def test_nothing_of_a_page_can_run_or_break_out(tmp_path: Path) -> None:
    page = paged(
        tmp_path,
        '<script>alert(1)</script> <b onclick=x> & "q"\n\n[a](javascript:alert(1)) '
        '[b](https://x.nl/"onclick=alert(1)) [c](data:text/html,x)\n',
    )
    assert re.findall(r"<[^>]*>", page["html"]) == [
        "<p>", "</p>", "<p>", '<a href="https://x.nl/%22onclick=alert(1)" rel="noreferrer">',
        "</a>", "</p>",
    ]  # fmt: skip


def test_links_lead_to_the_web_and_to_other_pages_of_the_tree(tmp_path: Path) -> None:
    page = paged(
        tmp_path, "[Y](y.md), [Z](z.md), [m](mailto:a@b.nl) en [w](http://b.nl/?a=1&b=2).\n"
    )
    assert page["html"] == (
        '<p><a href="#y" data-page="y">Y</a>, Z, <a href="mailto:a@b.nl" rel="noreferrer">m</a>'
        ' en <a href="http://b.nl/?a=1&amp;b=2" rel="noreferrer">w</a>.</p>'
    )
