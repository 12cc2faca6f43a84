"""Loading a file: what is a tree, what each block may hold, and where each problem is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from reading import (
    HEAD,
    OUTCOMES,
    QUESTIONS,
    SMALL,
    asking,
    codes_of,
    described,
    load_text,
    only,
    place,
    problems_of,
    sound,
)

from woonboom.load import Library, load
from woonboom.model import FORMAT

VOCABULARY = "woonboom: 1\nvocabulary: woorden\n"


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"", "empty-file"),
            (b"\n  \n", "empty-file"),
            (b"# alleen commentaar\n", "empty-file"),
            (b"---\n", "empty-file"),
            (b"\xef\xbb\xbf", "empty-file"),
            (SMALL.encode("utf-16"), "not-text"),
            (SMALL.replace("Titel", "Één").encode("latin-1"), "not-text"),
            (b"\x7fELF\x02\x01\x01\0\0\0", "not-text"),
            (SMALL.encode() + b"\0", "not-text"),
            (b"- een\n- lijst\n", "not-a-tree"),
            (b"zomaar een zin", "not-a-tree"),
            (b"42", "not-a-tree"),
            (b"{}", "not-a-tree"),
            (b"name: CI\non: push\n", "not-a-tree"),
            (b"woonboom: 1\n", "not-a-tree"),
            (VOCABULARY.encode(), "not-a-tree"),
            (b"tree: boom\n", "format-version"),
            (b"woonboom:\ntree: boom\n", "format-version"),
            (b"woonboom: [1]\ntree: boom\n", "format-version"),
            (b"woonboom: 2\ntree: boom\n", "format-version"),
            (b"woonboom: 1.0\ntree: boom\n", "format-version"),
            (b"woonboom: 01\ntree: boom\n", "format-version"),
            (b"woonboom: one\ntree: boom\n", "format-version"),
            (b"#" * 5_000_001, "too-large"),
        ],
    )
    def test_what_is_no_tree(self, tmp_path: Path, content: bytes, name: str) -> None:
        assert codes_of(content) == [name]
        tree, _ = load_text(tmp_path, content)
        assert tree is None

    @pytest.mark.parametrize(
        "content",
        [
            SMALL.encode("utf-8-sig"),
            SMALL.replace("\n", "\r\n").encode(),
            SMALL.replace("\n", "\r").encode(),
            SMALL.rstrip("\n").encode(),
            ("---\n" + SMALL + "...\n").encode(),
            ("%YAML 1.1\n---\n" + SMALL).encode(),
            SMALL.replace("woonboom: 1", 'woonboom: "1"').encode(),
            SMALL.replace("Titel", "T" * 100_000).encode(),
        ],
    )
    def test_what_is_a_tree(self, content: bytes) -> None:
        assert problems_of(content) == []

    def test_a_missing_file_and_a_folder(self, tmp_path: Path) -> None:
        for path in (tmp_path / "weg.yaml", tmp_path):
            tree, problems = load(path)
            assert tree is None
            assert [problem.code.name for problem in problems] == ["unreadable-file"]

    def test_a_path_may_be_a_text(self, tmp_path: Path) -> None:
        sound(tmp_path, SMALL)
        tree, _ = load(str(tmp_path / "tree.yaml"))
        assert tree is not None
        assert tree.path == tmp_path / "tree.yaml"

    def test_another_version_says_which_is_supported(self) -> None:
        problem = only("woonboom: 2\ntree: boom\n")
        assert place(problem) == (1, 11, "2")
        assert f"reads version {FORMAT}" in problem.message("en")
        assert f"woonboom: {FORMAT}" in (problem.hint("en") or "")

    def test_a_vocabulary_says_that_it_is_one(self) -> None:
        problem = only(VOCABULARY)
        assert problem.message("en") == "This is a vocabulary, not a tree."

    def test_nothing_is_executed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        called: list[str] = []
        monkeypatch.setattr(os, "system", called.append)
        text = SMALL.replace("Titel", "!!python/object/apply:os.system ['touch gedaan']")
        tree, problems = load_text(tmp_path, text)
        assert called == []
        assert {problem.code.name for problem in problems} == {"yaml-syntax", "wrong-shape"}
        assert tree is not None


class TestProblems:
    def test_all_of_a_file_in_one_go_in_the_order_of_the_file(self) -> None:
        text = HEAD.replace("title", "titel") + (
            "valid_from: gisteren\n"
            "outcomes:\n"
            "  x: {kind: eligble, title: X}\n"
            "  X2: {kind: consult, title: X}\n"
            "questions:\n"
            "  a: {ask: V, yes: x, no: z, hlep: H}\n"
            "  b: {ask: V, fact: weg, yes: a, no: c}\n"
            "cases:\n"
            "  - {given: {a: misschien}, expect: y}\n"
        )
        no_such = "This worked case names ‘y’, but there is no such outcome or question."
        assert described(problems_of(text)) == [
            "3:1 unknown-key A tree has no ‘titel’.",
            "5:13 invalid-value ‘gisteren’ is no date.",
            "7:13 invalid-value ‘eligble’ is not possible here.",
            "8:3 invalid-id ‘X2’ cannot be an id.",
            "10:27 missing-destination Question ‘a’ goes to ‘z’ at ‘Nee’, but that does not exist.",
            "10:30 unknown-key A question has no ‘hlep’.",
            "11:21 unknown-fact The fact ‘weg’ is not known.",
            "11:38 missing-destination Question ‘b’ goes to ‘c’ at ‘Nee’, but that does not exist.",
            "13:17 invalid-value ‘misschien’ is no yes or no for ‘a’.",
            "13:37 unknown-in-case " + no_such,
        ]

    @pytest.mark.parametrize(
        ("old", "new", "at", "hint"),
        [
            ("title: Titel", "titel: Titel", (3, 1, "titel"), "Did you mean ‘title’?"),
            ("start: a", "start: b", (4, 8, "b"), None),
            ("kind: consult, title: X", "knd: consult, title: X", (6, 7, "knd"),
             "Did you mean ‘kind’?"),
            ("kind: consult, title: X", "kind: consul, title: X", (6, 13, "consul"),
             "Did you mean ‘consult’?"),
            ("ask: Vraag", "aks: Vraag", (9, 7, "aks"), "Did you mean ‘ask’?"),
            ("yes: x", "yes: xx", (9, 24, "xx"), "Did you mean ‘x’?"),
        ],
    )  # fmt: skip
    def test_a_typo_is_met_with_the_nearest_name_at_its_place(
        self, old: str, new: str, at: tuple[int, int, str], hint: str | None
    ) -> None:
        problems = problems_of(SMALL.replace(old, new, 1))
        found = [problem for problem in problems if place(problem) == at]
        assert found, described(problems)
        assert hint in (None, found[0].hint("en"))

    def test_a_problem_names_the_file(self, tmp_path: Path) -> None:
        _, problems = load_text(tmp_path, SMALL.replace("start: a", "start: b"))
        assert problems[0].span.source.name == str(tmp_path / "tree.yaml")
        assert problems[0].span.source.line(problems[0].span.line) == "start: b"

    def test_a_tree_with_a_problem_is_flawed_wherever_the_problem_is(self, tmp_path: Path) -> None:
        for number, text in enumerate(
            (
                SMALL + "titel: T\n",
                SMALL + "note: '{weg}'\ntitle: T\n",
                SMALL + "contact: '{weg}'\n",
            )
        ):
            tree, problems = load_text(tmp_path / str(number), text)
            assert problems
            assert tree is not None
            assert tree.flawed


class TestShapes:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (HEAD + "outcomes: [x]\n" + QUESTIONS,
             "a block with keys belongs here, but there is a list"),
            (HEAD + "outcomes: x\n" + QUESTIONS,
             "a block with keys belongs here, but there is ‘x’"),
            (HEAD + OUTCOMES + "questions:\n  a: vraag\n",
             "a block with keys belongs here, but there is ‘vraag’"),
            (HEAD + OUTCOMES + "questions:\n  a:\n",
             "a block with keys belongs here, but there is nothing"),
            (SMALL + "cases: {a: b}\n", "a list belongs here, but there is a block with keys"),
            (SMALL + "contact: [a]\n", "a text belongs here, but there is a list"),
            (SMALL + "contact: {naam}\n", "a text belongs here, but there is a block with keys"),
            (SMALL + "parameters: {p: zes}\n", "a whole number belongs here, but there is ‘zes’"),
            (SMALL + "parameters: {p: 012}\n", "a whole number belongs here, but there is ‘012’"),
            (SMALL + "parameters: {p: 1:30}\n", "a whole number belongs here, but there is ‘1:30’"),
            (SMALL + "parameters: {p: 6.0}\n", "a whole number belongs here, but there is ‘6.0’"),
            (SMALL + "parameters: {p: }\n", "a whole number belongs here, but there is nothing"),
        ],
    )  # fmt: skip
    def test_another_kind_of_value(self, text: str, message: str) -> None:
        found = [p for p in problems_of(text) if p.code.name == "wrong-shape"]
        assert [problem.message("en").rstrip(".") for problem in found] == [message]
        assert found[0].hint("nl")

    @pytest.mark.parametrize("empty", ["", " ~", " null", " ''", ' "  "'])
    def test_what_is_not_filled_in_is_missing(self, empty: str) -> None:
        problem = only(SMALL.replace(" Titel", empty))
        assert problem.code.name == "missing-key"
        assert problem.hint("en") == "Add: ‘title: …’"

    @pytest.mark.parametrize("item", ["", " ''", " ~"])
    def test_an_empty_item_of_a_list_is_reported(self, item: str) -> None:
        text = SMALL.replace(
            "  y: {kind: consult, title: Y}",
            f"  y:\n    kind: consult\n    title: Y\n    steps:\n      - Een\n      -{item}",
        )
        assert only(text).message("en") == "a text belongs here, but there is nothing."

    def test_a_list_may_be_one_text(self, tmp_path: Path) -> None:
        text = SMALL.replace("title: Y", "title: Y, steps: Bel ons., source: T 1")
        outcome = sound(tmp_path, text).outcomes["y"]
        assert [str(step) for step in outcome.steps] == ["Bel ons."]
        assert outcome.sources == ("T 1",)

    def test_a_text_over_more_lines_is_one_line(self, tmp_path: Path) -> None:
        for written in ("een\n  twee", "'een\n  twee'", ">\n  een\n  twee", "|\n  een\n  twee\n"):
            tree = sound(tmp_path, SMALL.replace("Titel", written))
            assert str(tree.title) == "een twee"

    @pytest.mark.parametrize("id_", ["Aa", "é", "met-streep", "met spatie", "and", "in", "", "x.y"])
    def test_an_id_that_cannot_be(self, id_: str) -> None:
        text = SMALL.replace("  y: {", f"  '{id_}': {{kind: consult, title: Z}}\n  y: {{")
        problem = only(text)
        assert problem.code.name == "invalid-id"
        better = (problem.hint("en") or "").split("‘")[1].rstrip("’.")
        assert id_ == "" or problems_of(text.replace(f"'{id_}'", better)) == []

    def test_what_refers_to_such_an_id_is_not_at_fault(self) -> None:
        text = SMALL.replace("  x: {", "  Tweede-kans: {").replace("yes: x", "yes: Tweede-kans")
        assert codes_of(text) == ["invalid-id"]

    def test_a_tree_and_a_page_may_have_a_hyphen_in_their_id(self, tmp_path: Path) -> None:
        text = SMALL.replace("tree: boom", "tree: mijn-boom")
        text = text.replace("title: Y", "title: Y, info: mijn-pagina")
        tree = sound(tmp_path, text, **{"info__mijn-pagina_md": "# Dag\n"})
        assert tree.id == "mijn-boom"
        assert str(tree.pages["mijn-pagina"].text) == "# Dag\n"

    @pytest.mark.parametrize(
        ("key", "value", "ok"),
        [
            ("valid_from", "2023-05-22", True), ("valid_from", "2023-5-22", False),
            ("valid_until", "2023-02-30", False), ("valid_until", "22-05-2023", False),
            ("language", "nl", True), ("language", "en", True), ("language", "fr", False),
            ("version", "2023-05", True), ("version", "1.0", True),
            ("url", "https://x.nl/?a", True),
        ],
    )  # fmt: skip
    def test_values_of_a_tree(self, key: str, value: str, *, ok: bool) -> None:
        names = codes_of(SMALL + f"{key}: {value}\n")
        assert names == ([] if ok else ["invalid-value"])

    def test_a_version_stays_as_it_is_written(self, tmp_path: Path) -> None:
        for version in ("2023-05", "1.10", "012", "1:30"):
            assert sound(tmp_path, SMALL + f"version: {version}\n").version == version


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="this PyYAML has no parser in C")
@pytest.mark.parametrize(
    "text",
    [
        SMALL, asking("{ask: Is het zo?, yes: x, no: y}"), asking("ask: A\n\tyes: x"),
        asking("ask: {grens} lang\nyes: x\nno: y"), asking("ask: A\nask: B\nyes: x\nno: z"),
        asking("ask: 'A\nyes: x\nno: y"), SMALL + "note: &a [*a]\n", SMALL + "on: off\nno: yes\n",
        SMALL + "parameters: {p: 012, q: 1:30}\n", SMALL + "note: *weg\n", "a: b\nc",
    ],
)  # fmt: skip
def test_both_parsers_lead_to_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = codes_of(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert codes_of(text) == in_c


def test_a_library_reads_every_file_once(tmp_path: Path) -> None:
    hidden = {".git__c_yaml": "["}
    sound(tmp_path, SMALL, woorden_yaml=VOCABULARY, sub__b_yml=SMALL, **hidden)
    library = Library()
    library.read([tmp_path, tmp_path / "tree.yaml"])
    assert described(library.problems) == []
    assert [tree.path.name for tree in library.trees] == ["b.yml", "tree.yaml"]
    assert [vocabulary.id for vocabulary in library.vocabularies] == ["woorden"]


def test_a_folder_without_trees_says_so(tmp_path: Path) -> None:
    library = Library()
    library.read([tmp_path])
    assert [p.message("en") for p in library.problems] == ["There are no trees in this folder."]
