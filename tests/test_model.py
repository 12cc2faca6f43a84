"""A tree once it is read: numbers, codes, the graph, and what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import FACTS, HEAD, OUTCOMES, SMALL, asking, sound

from woonboom.load import load
from woonboom.model import Tree

TREES = Path(__file__).parents[1] / "trees"


def tree_of(folder: Path, *roads: tuple[str, str, str]) -> Tree:
    """Return a tree of yes/no questions: (id, where yes leads, where no leads)."""
    lines = [f"  {id_}: {{ask: Vraag, yes: {yes}, no: {no}}}\n" for id_, yes, no in roads]
    return sound(folder, HEAD + OUTCOMES + "questions:\n" + "".join(lines))


class TestNumbers:
    def test_the_first_branch_comes_first(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "b", "c"), ("c", "x", "y"), ("b", "d", "x"), ("d", "x", "y"))
        assert tree.numbers == {"a": 1, "b": 2, "d": 3, "c": 4}
        assert [question.id for question in tree.in_order] == ["a", "b", "d", "c"]

    def test_what_follows_are_questions_in_the_order_of_the_answers(self, tmp_path: Path) -> None:
        tree = tree_of(
            tmp_path, ("a", "b", "c"), ("c", "x", "y"), ("b", "c", "b2"), ("b2", "x", "y")
        )
        assert tree.following == {"a": ["b", "c"], "c": [], "b": ["c", "b2"], "b2": []}

    def test_where_branches_meet_comes_after_both(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "d", "b"), ("b", "d", "c"), ("c", "d", "x"), ("d", "x", "y"))
        assert tree.numbers == {"a": 1, "b": 2, "c": 3, "d": 4}

    def test_questions_that_no_path_reaches_come_last(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("los", "a", "x"), ("a", "x", "b"), ("b", "x", "y"))
        assert tree.numbers == {"a": 1, "b": 2, "los": 3}

    def test_a_cycle_has_numbers_too(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "b", "x"), ("b", "a", "b"))
        assert tree.numbers == {"a": 1, "b": 2}

    def test_without_a_beginning_they_are_as_written(self, tmp_path: Path) -> None:
        (tmp_path / "t.yaml").write_text(SMALL.replace("start: a", "start: weg"))
        tree, _ = load(tmp_path / "t.yaml")
        assert tree is not None
        assert tree.numbers == {"a": 1}

    @settings(max_examples=60)
    @given(data=st.data())
    def test_along_every_path_they_rise(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        size = data.draw(st.integers(1, 12))
        ids = [f"q{n}" for n in range(size)]
        order = data.draw(st.permutations(ids))
        further = {id_: [*ids[n + 1 :], "x", "y"] for n, id_ in enumerate(ids)}
        drawn = {id_: data.draw(st.tuples(*[st.sampled_from(further[id_])] * 2)) for id_ in ids}
        text = HEAD.replace("start: a", "start: q0") + OUTCOMES + "questions:\n"
        text += "".join(
            f"  {i}: {{ask: V, yes: {drawn[i][0]}, no: {drawn[i][1]}}}\n" for i in order
        )
        tree = sound(tmp_path_factory.mktemp("dag"), text)
        assert tree.numbers["q0"] == 1
        assert sorted(tree.numbers.values()) == list(range(1, size + 1))
        reached = {"q0"}
        for id_ in ids:
            if id_ in reached:
                reached |= set(drawn[id_])
        for id_ in reached & set(ids):
            for goto in set(drawn[id_]) & set(ids):
                assert tree.numbers[id_] < tree.numbers[goto]
        unreached = [id_ for id_ in order if id_ not in reached]
        assert [question.id for question in tree.in_order][size - len(unreached) :] == unreached

    def test_a_chain_of_twenty_thousand_questions(self, tmp_path: Path) -> None:
        size = 20_000
        roads = [(f"q{n}", f"q{n + 1}", "x") for n in range(size - 1)] + [("q19999", "x", "y")]
        lines = [f"  {id_}: {{ask: V, yes: {yes}, no: {no}}}\n" for id_, yes, no in roads]
        head = HEAD.replace("start: a", "start: q0")
        tree = sound(tmp_path, head + OUTCOMES + "questions:\n" + "".join(lines))
        assert list(tree.numbers.values()) == list(range(1, size + 1))
        assert tree.codes == {"x": "U1", "y": "U2"}
        assert tree.graph.number_of_edges() == 2 * size


class TestCodes:
    def test_in_the_order_that_questions_lead_to_them(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "b", "y"), ("b", "y", "x"))
        assert tree.codes == {"y": "U1", "x": "U2"}

    def test_an_outcome_that_nothing_leads_to_comes_last(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "y", "y"))
        assert tree.codes == {"y": "U1", "x": "U2"}

    def test_in_english_the_letter_is_another(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, SMALL + "language: en\n")
        assert tree.codes == {"x": "O1", "y": "O2"}


class TestGraph:
    def test_nodes_and_edges_carry_what_they_are(self, tmp_path: Path) -> None:
        tree = tree_of(tmp_path, ("a", "b", "x"), ("b", "x", "x"))
        graph = tree.graph
        assert graph.graph == {"name": "boom", "start": "a"}
        assert graph.nodes["a"] == {
            "kind": "question", "label": "Vraag", "element": tree.questions["a"], "number": 1,
        }  # fmt: skip
        assert graph.nodes["x"] == {
            "kind": "consult", "label": "X", "element": tree.outcomes["x"], "code": "U1",
        }  # fmt: skip
        assert sorted(graph.edges(keys=True)) == [
            ("a", "b", "yes"), ("a", "x", "no"), ("b", "x", "no"), ("b", "x", "yes"),
        ]  # fmt: skip
        answer = tree.questions["a"].answers[0]
        assert graph.edges["a", "b", "yes"] == {"label": "Ja", "answer": answer}

    def test_an_answer_that_leads_nowhere_has_no_edge(self, tmp_path: Path) -> None:
        (tmp_path / "t.yaml").write_text(SMALL.replace("no: y", "no: weg"))
        tree, _ = load(tmp_path / "t.yaml")
        assert tree is not None
        assert list(tree.graph.edges(keys=True)) == [("a", "x", "yes")]


class TestWhatItIsAbout:
    def test_parameters_that_are_used(self, tmp_path: Path) -> None:
        text = asking(
            "ask: Langer dan {een}?\n"
            "answers:\n"
            "  - {label: Ja, when: maanden > grens + 1, goto: x}\n"
            "  - {label: Nee, otherwise: true, goto: y}\n"
        )
        assert set(sound(tmp_path, text).used_parameters) == {"grens", "een"}

    def test_a_parameter_in_the_word_list_is_used(self, tmp_path: Path) -> None:
        text = SMALL + FACTS + "glossary: {lang: 'Dat is {termijn:jaren}.'}\n"
        tree = sound(tmp_path, text)
        assert tree.used_parameters == ("termijn",)
        assert str(tree.glossary["lang"]) == "Dat is 5 jaar."

    def test_sources_each_once_in_the_order_of_reading(self, tmp_path: Path) -> None:
        text = HEAD + (
            "outcomes:\n"
            "  x: {kind: consult, title: 'Na {p}', source: [T 1, T 2]}\n"
            "parameters: {p: {value: 1, source: T 3}, q: {value: 1, source: T 4}}\n"
            "questions: {a: {ask: V, source: T 2, yes: x, no: x}}\n"
        )
        assert sound(tmp_path, text).sources == ("T 2", "T 1", "T 3")

    def test_facts_that_are_asked(self, tmp_path: Path) -> None:
        text = asking(
            "ask: V\n"
            "answers:\n"
            "  - {label: Ja, when: maanden > 1 and wet in reden, goto: x}\n"
            "  - {label: Nee, otherwise: true, goto: y}\n"
        )
        tree = sound(tmp_path, text)
        assert tree.questions["a"].facts == ("maanden", "reden")
        assert tree.asked == ("maanden", "reden")

    def test_a_tree_is_called_by_its_id_and_version(self, tmp_path: Path) -> None:
        assert str(sound(tmp_path, SMALL)) == "boom concept"
        assert str(sound(tmp_path, SMALL + "version: '2023-05'\n")) == "boom 2023-05"

    def test_where_it_stands_is_no_part_of_what_it_is(self, tmp_path: Path) -> None:
        one = sound(tmp_path / "een", SMALL)
        other = sound(tmp_path / "twee", "# een regel erboven\n" + SMALL)
        assert one == other
        assert one != sound(tmp_path / "drie", SMALL.replace("Titel", "Andere titel"))


@pytest.mark.parametrize("path", sorted(TREES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_trees_have_all_of_these(path: Path) -> None:
    tree, _ = load(path)
    if tree is None:
        return
    assert tree.numbers[tree.start] == 1
    for question in tree.questions.values():
        for answer in question.answers:
            if answer.goto in tree.questions:
                assert tree.numbers[question.id] < tree.numbers[answer.goto]
    assert sorted(tree.codes) == sorted(tree.outcomes)
    assert tree.graph.number_of_nodes() == len(tree.questions) + len(tree.outcomes)
