"""Every code has a good and a bad example, and all rules together find exactly what is marked.

`tests/rules/<code>-<name>/` holds `good*` and `bad*`: a file, or a folder where a case needs
several. In a bad one, every line that must be reported ends in `# WBnnn`; nothing else may be.
Files that cannot carry such a mark are in `broken.py`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from string import Formatter

import networkx
import pytest
from broken import BROKEN, Broken
from fixtures import FIXTURES, RULES, TODAY
from hypothesis import given
from hypothesis import strategies as st

from woonboom.cli.check import examine
from woonboom.codes import all_codes
from woonboom.conditions import OneOf
from woonboom.diagnostics import Code, Diagnostic, Said
from woonboom.facts import Fact
from woonboom.layout.map.graph import layout
from woonboom.load import load
from woonboom.model import Question, Tree
from woonboom.rules import check
from woonboom.rules.structure import cycles, unreachable

MARK = re.compile(r"#((?: WB\d{3})+)$")
# Found by who draws: only there a character meets a font, and a font the computer.
DRAWN = ("WB704", "WB713", "WB714", "WB715")

Found = tuple[str, int, str]


def name_of(path: Path) -> str:
    return path.relative_to(RULES).as_posix()


def problems_of(fixture: Path) -> list[Diagnostic]:
    library, problems = examine((fixture,), TODAY)
    if fixture.parent.name.startswith(DRAWN):
        problems += [problem for tree in library.trees for problem in layout(tree)[1]]
    return problems


def found(problems: list[Diagnostic]) -> set[Found]:
    return {(p.span.source.name, p.span.line, p.code.code) for p in problems}


def marked(fixture: Path) -> Iterator[Found]:
    files = [fixture] if fixture.is_file() else sorted(p for p in fixture.rglob("*") if p.is_file())
    for file in (file for file in files if file.suffix != ".ttf"):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            mark = MARK.search(line)
            yield from ((str(file), number, code) for code in (mark[1].split() if mark else ()))


# ---------------------------------------------------------------- fixtures


@pytest.mark.parametrize("fixture", FIXTURES, ids=name_of)
def test_what_is_marked_is_reported_and_nothing_else(fixture: Path) -> None:
    assert found(problems_of(fixture)) == set(marked(fixture))


@pytest.mark.parametrize("fixture", FIXTURES, ids=name_of)
def test_good_ones_carry_no_mark_and_bad_ones_that_of_their_folder(fixture: Path) -> None:
    codes = {code for _, _, code in marked(fixture)}
    if fixture.name.startswith("good"):
        assert not codes
    else:
        assert fixture.name.startswith("bad")
        assert fixture.parent.name[:5] in codes


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_one_problem(broken: Broken, tmp_path: Path) -> None:
    path = broken.make(tmp_path)
    (problem,) = problems_of(path)
    assert found([problem]) == {(str(path), broken.line, broken.code)}
    assert broken.says in problem.message("nl")
    assert problem.hint("nl") or broken.code == "WB106"


def test_folders_and_codes_are_the_same_list() -> None:
    assert sorted(path.name for path in RULES.iterdir()) == [
        f"{c.code}-{c.name}" for c in all_codes()
    ]


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.code)
def test_every_code_has_good_and_bad_examples(code: Code) -> None:
    names = [path.name for path in (RULES / f"{code.code}-{code.name}").iterdir()]
    assert {"good.yaml", "good"} & set(names)
    made = code.code in {broken.code for broken in BROKEN.values()}
    assert made or {"bad.yaml", "bad"} & set(names)


def test_amounts_are_found_where_they_stand_in_a_text_of_more_lines(tmp_path: Path) -> None:
    lines = (RULES / "WB701-number-in-text" / "bad.yaml").read_text("utf-8").splitlines()
    lines[11] += "\n    help: 6 weken is geen zes\n      maanden, maar\n      6  maanden wel."
    (tmp_path / "boom.yaml").write_text("\n".join(lines), "utf-8")
    problems = [p for p in problems_of(tmp_path / "boom.yaml") if p.code.code == "WB701"]
    assert [(p.span.line, p.span.column, p.span.end_line, p.span.end_column) for p in problems] == [
        (12, 29, 12, 38), (13, 27, 14, 14), (15, 7, 15, 17),
    ]  # fmt: skip


# ---------------------------------------------------------------- codes and their texts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sayings(problem: Diagnostic) -> Iterator[Said]:
    yield problem.said
    yield from (related.said for related in problem.related)
    yield from [problem.remedy] if problem.remedy else []


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.code)
def test_codes_are_well_formed_and_speak_both_languages(code: Code) -> None:
    assert re.fullmatch(r"WB[1-9]\d\d", code.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    assert [c.name for c in all_codes()].count(code.name) == 1
    for message in filter(None, (code.message, code.about, code.hint)):
        assert message.nl != message.en
    assert code.about.nl.endswith(".")
    assert code.about.en.endswith(".")


@pytest.mark.parametrize("fixture", FIXTURES, ids=name_of)
def test_messages_are_filled_in_completely_in_both_languages(fixture: Path) -> None:
    for said in (said for problem in problems_of(fixture) for said in sayings(problem)):
        for language, text in (("nl", said.message.nl), ("en", said.message.en)):
            if said.arguments:
                assert fields(text) <= set(said.arguments), text
            else:  # then it is said as it is written
                assert not re.search(r"\{\w+\}", text), text
            assert said.say(language)


# ---------------------------------------------------------------- graphs

PATTERN, _ = load(RULES / "WB405-cycle" / "good.yaml")
Edges = Mapping[str, Sequence[str]]


def tree_of(edges: Edges, start: str) -> Tree:
    """A tree with these questions; every other place that they lead to is an outcome.

    Each question is a judgement of its own, so that exactly one of its answers holds.
    """
    assert PATTERN
    outcome = PATTERN.outcomes["bellen"]
    places = dict.fromkeys(goto for gotos in edges.values() for goto in gotos if goto not in edges)
    outcomes = {id_: replace(outcome, id=id_) for id_ in places}
    questions = {id_: judgement(id_, gotos) for id_, gotos in edges.items()}
    facts = {
        id_: Fact(id_, id_, "choice", {f"{n}": f"{n}" for n in range(max(2, len(gotos)))})
        for id_, gotos in edges.items()
    }
    return replace(
        PATTERN, start=start, questions=questions, outcomes=outcomes, facts=facts, cases=()
    )


def judgement(id_: str, gotos: Sequence[str]) -> Question:
    assert PATTERN
    question = PATTERN.questions["inkomen"]
    answers = tuple(
        replace(question.answers[0], id=f"{n}", goto=goto, condition=OneOf(id_, (f"{n}",)))
        for n, goto in enumerate(gotos)
    )
    return replace(question, id=id_, facts=(id_,), answers=answers)


def rounds(tree: Tree) -> list[list[str]]:
    return [str(problem.said.arguments["round"]).split(" → ") for problem in cycles(tree)]


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Questions a, b, … with up to three answers each, to any question or to an outcome X or Y."""
    questions = "abcdefgh"[: draw(st.integers(1, 8))]
    gotos = st.lists(st.sampled_from([*questions, "X", "Y"]), max_size=3)
    return {question: draw(gotos) for question in questions}


def pairs_of(edges: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((question, goto) for question, gotos in edges.items() for goto in gotos)


@given(graphs())
def test_the_cycle_rule_agrees_with_networkx(edges: dict[str, list[str]]) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph(list(pairs_of(edges)))
    acyclic = networkx.is_directed_acyclic_graph(graph)
    assert (not rounds(tree_of(edges, "a"))) == acyclic


@given(graphs())
def test_every_reported_round_can_be_walked(edges: dict[str, list[str]]) -> None:
    tree = tree_of(edges, "a")
    for problem, names in zip(cycles(tree), rounds(tree), strict=True):
        assert names[0] == names[-1]
        assert len(set(names)) == len(names) - 1 == len(problem.related)
        assert all(goto in edges[question] for question, goto in pairwise(names))


@given(graphs())
def test_cutting_the_reported_answers_leaves_no_round(edges: dict[str, list[str]]) -> None:
    closing = {(names[-2], names[-1]) for names in rounds(tree_of(edges, "a"))}
    cut = {
        question: ["X" if (question, goto) in closing else goto for goto in gotos]
        for question, gotos in edges.items()
    }
    assert rounds(tree_of(cut, "a")) == []


@given(graphs())
def test_what_is_unreachable_is_told_once_and_agrees_with_networkx(
    edges: dict[str, list[str]],
) -> None:
    tree = tree_of(edges, "a")
    problems = list(unreachable(tree))
    told = [str(*{"question", "outcome"} & p.said.arguments.keys()) for p in problems]
    heads = [str(p.said.arguments[key]) for p, key in zip(problems, told, strict=True)]
    below = [str(related.said.arguments["place"]) for p in problems for related in p.related]
    graph: networkx.DiGraph[object] = networkx.DiGraph(list(pairs_of(edges)))
    graph.add_nodes_from(edges)
    left = set(graph) - networkx.descendants(graph, "a") - {"a"}
    assert set(heads + below) == left
    assert len(heads + below) == len(left)


@given(graphs())
def test_what_nothing_leads_to_is_reported_by_itself(edges: dict[str, list[str]]) -> None:
    led = {goto for question, gotos in edges.items() for goto in gotos if goto != question}
    heads = {str(p.said.arguments.get("question")) for p in unreachable(tree_of(edges, "a"))}
    assert set(edges) - led - {"a"} <= heads


def diamonds(number: int) -> dict[str, list[str]]:
    edges: dict[str, list[str]] = {}
    for n in range(number):
        edges |= {
            f"q{n}": [f"l{n}", f"r{n}"],
            f"l{n}": [f"q{n + 1}", "X"],
            f"r{n}": [f"q{n + 1}", "Y"],
        }
    return edges | {f"q{number}": ["X", "Y"]}


def test_a_diamond_is_no_round() -> None:
    assert rounds(tree_of(diamonds(1), "q0")) == []


def test_sixty_diamonds_in_a_row_take_no_time() -> None:
    tree = tree_of(diamonds(60), "q0")  # 2 to the 60th ways from begin to end
    begin = time.process_time()
    assert check(tree) == []
    assert time.process_time() - begin < 0.5


def chain(length: int, back: str) -> Tree:
    edges = {f"q{n}": [f"q{n + 1}", back] for n in range(length - 1)}
    return tree_of(edges | {f"q{length - 1}": ["X", back]}, "q0")


def test_a_chain_of_20_000_questions_is_checked_to_its_end() -> None:
    tree = chain(20_000, "Y")
    assert check(tree) == []
    assert tree.numbers["q19999"] == 20_000


def test_thousands_of_answers_that_all_go_back_are_all_reported_the_first_in_full() -> None:
    begin = time.process_time()
    found = [problem.said.arguments for problem in cycles(chain(5_000, "q0"))]
    whole = [words for words in found if "round" in words]
    brief = {words["question"] for words in found if "question" in words}
    assert (len(whole), len(brief), len(found)) == (25, 4_975, 5_000)
    assert time.process_time() - begin < 2
