"""Files together: vocabularies that trees share, and trees that refer to each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import (
    FACTS,
    HEAD,
    OUTCOMES,
    QUESTIONS,
    SMALL,
    codes_of,
    described,
    load_text,
    only,
    place,
    problems_of,
    sound,
)

WORDS = "woonboom: 1\nvocabulary: woorden\n"
MORE = "woonboom: 1\nvocabulary: meer\n"
USING = SMALL + "uses: [woorden.yaml]\n"


class TestVocabularies:
    def test_a_tree_takes_all_of_it(self, tmp_path: Path) -> None:
        words = WORDS + FACTS + (
            "assume: [not waar]\n"
            "glossary: {WonenPlus: Een traject., lang: '{grens}'}\n"
            "organisations: {wij: {name: WIJ, role: Helpt., url: https://x.nl}}\n"
        )  # fmt: skip
        tree = sound(tmp_path, USING, woorden_yaml=words)
        assert set(tree.facts) == {"waar", "maanden", "kleur", "reden", "a"}
        assert tree.parameters["grens"].value == 6
        assert [str(a.condition) for a in tree.assumptions] == ["not waar"]
        assert str(tree.glossary["lang"]) == "6 maanden"
        assert tree.organisations["wij"].role == "Helpt."
        assert [vocabulary.id for vocabulary in tree.vocabularies] == ["woorden"]
        assert not tree.own.facts

    def test_it_is_named_from_the_folder_of_the_tree(self, tmp_path: Path) -> None:
        sound(tmp_path, SMALL + "uses: sub/w.yaml\n", sub__w_yaml=WORDS)
        sound(tmp_path, SMALL + "uses: ./sub/../sub/w.yaml\n", sub__w_yaml=WORDS)

    def test_a_tree_may_have_facts_of_its_own(self, tmp_path: Path) -> None:
        text = USING + "facts: {b: {label: B, type: boolean}}\nparameters: {p: 6}\n"
        tree = sound(tmp_path, text, woorden_yaml=WORDS + FACTS)
        assert {"b", "waar"} <= set(tree.facts)
        assert {"p", "grens"} <= set(tree.parameters)
        assert set(tree.own.facts) == {"b"}

    @pytest.mark.parametrize(
        "own",
        ["facts: {waar: {label: B, type: boolean}}\n", "parameters: {waar: 6}\n",
         "parameters: {grens: 6}\n", "facts: {grens: {label: B, type: boolean}}\n"],
    )  # fmt: skip
    def test_an_id_of_a_vocabulary_is_taken(self, own: str) -> None:
        problem = only(USING + own, woorden_yaml=WORDS + FACTS)
        assert problem.code.name == "duplicate-id"
        assert problem.related[0].span.source.name.endswith("woorden.yaml")

    @pytest.mark.parametrize(
        "shared",
        ["facts: {b: {label: B, type: boolean}}\n", "parameters: {b: 6}\n",
         "outcomes: {b: {kind: consult, title: B}}\n"],
    )  # fmt: skip
    def test_two_vocabularies_with_one_id(self, shared: str) -> None:
        text = SMALL + "uses: [woorden.yaml, meer.yaml]\n"
        problem = only(text, woorden_yaml=WORDS + shared, meer_yaml=MORE + shared)
        assert problem.code.name == "duplicate-id"
        assert place(problem)[2] == "uses"
        assert len(problem.related) == 2

    def test_a_vocabulary_that_is_named_twice_is_read_once(self, tmp_path: Path) -> None:
        text = SMALL + "uses: [woorden.yaml, ./woorden.yaml]\n"
        assert len(sound(tmp_path, text, woorden_yaml=WORDS + FACTS).vocabularies) == 1

    def test_one_that_is_not_there_is_met_with_the_nearest(self) -> None:
        problem = only(SMALL + "uses: [worden.yaml]\n", woorden_yaml=WORDS)
        assert (problem.code.name, place(problem)[2]) == ("unknown-vocabulary", "worden.yaml")
        assert problem.hint("en") == "Did you mean ‘woorden.yaml’?"

    @pytest.mark.parametrize("name", ["weg.yaml", "..", "'a/b\\0c'", "x" * 5_000, "info"])
    def test_any_name_is_a_file_or_a_problem(self, name: str) -> None:
        assert codes_of(SMALL + f"uses: [{name}]\n", info__p_md="") == ["unknown-vocabulary"]

    @pytest.mark.parametrize(
        ("words", "name"),
        [("[", "yaml-syntax"), ("", "empty-file"),
         ("woonboom: 2\nvocabulary: v\n", "format-version"),
         ("woonboom: 1\n", "not-a-tree"), (SMALL, "not-a-tree")],
    )  # fmt: skip
    def test_one_that_cannot_be_read_is_one_problem(self, words: str, name: str) -> None:
        """What the tree takes from it is not known then, so nothing is said about that."""
        text = HEAD + OUTCOMES + "uses: woorden.yaml\nquestions:\n" + (
            "  a: {ask: 'Na {grens}?', fact: waar, yes: x, no: y}\n"
            "cases: [{given: {waar: ja}, expect: x}]\n"
        )  # fmt: skip
        problem = only(text, woorden_yaml=words)
        assert problem.code.name == name
        assert problem.span.source.name.endswith("woorden.yaml")

    def test_a_tree_is_no_vocabulary(self) -> None:
        problem = only(SMALL + "uses: [tree.yaml]\n")
        assert problem.message("en") == "This is a tree, not a vocabulary."

    def test_a_fault_in_one_flaws_the_tree(self, tmp_path: Path) -> None:
        for number, words in enumerate(
            (WORDS + "assume: [weg]\n", WORDS + "facts: {}\nfacts: {}\n")
        ):
            tree, problems = load_text(tmp_path / str(number), USING, woorden_yaml=words)
            assert tree is not None
            assert len(problems) == 1
            assert problems[0].span.source.name.endswith("woorden.yaml")
            assert tree.flawed
            assert tree.vocabularies[0].flawed

    @pytest.mark.parametrize("key", ["questions", "title", "start", "cases", "uses", "language"])
    def test_it_has_no_questions(self, key: str) -> None:
        problems = problems_of(USING, woorden_yaml=WORDS + f"{key}: x\n")
        assert [problem.code.name for problem in problems] == ["unknown-key"]


class TestSharedOutcomes:
    WORDS = WORDS + (
        "outcomes:\n"
        "  s: {kind: consult, title: 'Na {p}', info: uitleg}\n"
        "  ongebruikt: {kind: consult, title: O, info: weg}\n"
        "parameters: {p: {value: 1, unit: jaar}}\n"
    )
    TREE = SMALL.replace("yes: x", "yes: s") + "uses: woorden.yaml\n"

    def test_an_answer_may_lead_to_one(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, self.TREE, woorden_yaml=self.WORDS, info__uitleg_md="{p}")
        assert set(tree.outcomes) == {"s", "x", "y"}
        assert tree.outcomes["s"].shared
        assert not tree.outcomes["x"].shared
        assert str(tree.outcomes["s"].title) == "Na 1 jaar"
        assert str(tree.pages["uitleg"].text) == "1 jaar\n"

    def test_its_page_stands_beside_the_tree(self) -> None:
        problem = only(self.TREE, woorden_yaml=self.WORDS)
        assert problem.code.name == "unknown-page"
        assert problem.span.source.name.endswith("woorden.yaml")

    def test_a_question_or_outcome_of_that_id_is_a_clash(self) -> None:
        words = self.WORDS.replace(", info: uitleg", "")
        own = self.TREE.replace("  x: {", "  s: {kind: consult, title: S}\n  x: {")
        assert codes_of(own, woorden_yaml=words) == ["duplicate-id"]

    def test_a_case_may_expect_one(self, tmp_path: Path) -> None:
        text = self.TREE + "cases: [{given: {a: ja}, expect: s}]\n"
        sound(tmp_path, text, woorden_yaml=self.WORDS, info__uitleg_md="")


class TestReferring:
    TREE = HEAD + (
        "outcomes:\n  x: {kind: refer, title: X, tree: ander}\n  y: {kind: consult, title: Y}\n"
    ) + QUESTIONS  # fmt: skip
    OTHER = SMALL.replace("tree: boom", "tree: ander")

    @pytest.mark.parametrize("name", ["ander", "iets_heel_anders"])
    def test_a_tree_in_the_same_folder_by_its_id(self, tmp_path: Path, name: str) -> None:
        sound(tmp_path, self.TREE, **{f"{name}_yaml": self.OTHER})

    def test_the_name_of_the_file_does_not_count(self) -> None:
        problem = only(self.TREE, ander_yaml=SMALL)
        assert problem.code.name == "unknown-tree"
        assert place(problem)[2] == "ander"

    def test_a_tree_elsewhere_is_not_found(self) -> None:
        assert codes_of(self.TREE, sub__ander_yaml=self.OTHER) == ["unknown-tree"]
        text = self.TREE.replace("tree: ander", "tree: sub/ander")
        assert codes_of(text, sub__ander_yaml=self.OTHER) == ["unknown-tree"]

    def test_a_tree_may_refer_to_itself_or_back(self, tmp_path: Path) -> None:
        sound(tmp_path, self.TREE.replace("tree: ander", "tree: boom"))
        back = self.TREE.replace("tree: boom", "tree: ander", 1).replace(
            "title: X, tree: ander", "title: X, tree: boom"
        )
        sound(tmp_path, self.TREE, ander_yaml=back)

    def test_files_that_were_not_asked_for_keep_their_problems(self) -> None:
        names = codes_of(self.TREE, kapot_yaml="[", ander_yaml=self.OTHER + "titel: T\n")
        assert names == []

    def test_only_an_outcome_that_refers_names_a_tree_and_it_must(self) -> None:
        without = self.TREE.replace(", tree: ander", "")
        assert described([only(without)]) == ["6:7 missing-key An outcome lacks ‘tree’."]
        other = self.TREE.replace("kind: refer", "kind: consult")
        problem = only(other, ander_yaml=self.OTHER)
        assert problem.message("en") == "Only an outcome of kind refer leads to a tree."


class TestFlaws:
    """Of a tree with errors it matters whether what it asks and decides is whole."""

    @pytest.mark.parametrize(
        "beside",
        [
            "cases: [{given: {a: yes}, expect: z}]\n",
            "cases: [{given: {a: maybe}, expect: x}]\n",
            "cases: [{given: {b: yes}, expect: x}]\n",
            "cases: [{given: {a: yes}, expect: x, via: [c]}]\n",
            "cases: [{given: {a: yes}, expects: x}]\n",
            "cases: nothing\n",
        ],
    )
    def test_errors_in_worked_cases_are_beside_it(self, tmp_path: Path, beside: str) -> None:
        tree, problems = load_text(tmp_path, SMALL + beside)
        assert problems
        assert tree is not None
        assert (tree.flawed, tree.flaws_beside, tree.decidable) == (True, True, True)

    @pytest.mark.parametrize("page", [{}, {"info__uitleg_md": "Tot {grens}."}])
    def test_so_are_those_in_information_pages(self, tmp_path: Path, page: dict[str, str]) -> None:
        text = HEAD + OUTCOMES.replace("title: X", "title: X, info: uitleg") + QUESTIONS
        tree, problems = load_text(tmp_path, text, **page)
        assert problems
        assert tree is not None
        assert (tree.flawed, tree.decidable) == (True, True)

    @pytest.mark.parametrize(
        "text",
        [
            SMALL.replace("no: y", "no: z"),
            SMALL.replace("start: a", "start: c"),
            SMALL + "uses: [woorden.yaml]\n",
            SMALL.replace("no: y", "no: z") + "cases: [{given: {a: yes}, expect: z}]\n",
            SMALL + "colour: red\n",
        ],
    )
    def test_any_other_error_is_not(self, tmp_path: Path, text: str) -> None:
        tree, problems = load_text(tmp_path, text)
        assert problems
        assert tree is not None
        assert (tree.flawed, tree.flaws_beside, tree.decidable) == (True, False, False)

    def test_a_tree_without_errors_has_no_flaws(self, tmp_path: Path) -> None:
        tree = sound(tmp_path, SMALL + "cases: [{given: {a: yes}, expect: x}]\n")
        assert (tree.flawed, tree.flaws_beside, tree.decidable) == (False, False, True)
