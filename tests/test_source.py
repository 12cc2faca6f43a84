"""Files and YAML: values keep the author's words and places, and no trap of YAML bites."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from reading import described, place, showable

from woonboom.diagnostics import Diagnostic, SourceText
from woonboom.source import Mapping, Node, Scalar, Sequence, decode, parse, read_text
from woonboom.source.compose import MOST_VALUES
from woonboom.source.files import LARGEST


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with PyYAML's parser in C and with the one in Python, where there is one in C."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this PyYAML has no parser in C")
    return str(request.param)


def values(text: str) -> Node | None:
    node, problems = parse(SourceText("f.yaml", text))
    assert described(problems) == []
    return node


def faults(text: str) -> list[Diagnostic]:
    _, problems = parse(SourceText("f.yaml", text))
    showable(problems)
    return problems


def fault(text: str) -> Diagnostic:
    problems = faults(text)
    assert len(problems) == 1, described(problems)
    return problems[0]


def plainly(node: Node | None) -> object:
    """Return a value as Python's own lists, mappings and texts."""
    if isinstance(node, Sequence):
        return [plainly(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plainly(value) for key, (_, value) in node.entries.items()}
    return node.text if isinstance(node, Scalar) else None


class TestFiles:
    def names(self, path: Path) -> list[str]:
        _, problems = read_text(path)
        showable(problems)
        return [problem.code.name for problem in problems]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        source, problems = read_text(tmp_path / "er_niet.yaml")
        assert described(problems) == ["1:1 unreadable-file This file does not exist."]
        assert source.name == str(tmp_path / "er_niet.yaml")

    def test_a_folder(self, tmp_path: Path) -> None:
        _, problems = read_text(tmp_path)
        assert problems[0].message("en") == "This is a folder, not a file."

    @pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "f.yaml/x"])
    def test_a_name_that_no_file_can_have(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "f.yaml").write_text("a: b")
        assert self.names(tmp_path / name) == ["unreadable-file"]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "f.yaml"
        path.write_text("a: b")
        path.chmod(0)
        assert self.names(path) == ["unreadable-file"]

    def test_a_file_of_five_megabytes_is_read_and_a_larger_one_is_not(self, tmp_path: Path) -> None:
        path = tmp_path / "f.yaml"
        path.write_bytes(b"#" * LARGEST)
        assert self.names(path) == []
        path.write_bytes(b"#" * (LARGEST + 100_000))
        _, problems = read_text(path)
        assert problems[0].message("en") == "This file is 5.1 MB; the most is 5 MB."

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
    def test_a_file_without_an_end_is_not_read_to_its_end(self) -> None:
        assert self.names(Path("/dev/zero")) == ["too-large"]

    @pytest.mark.parametrize(
        "data",
        [
            "titel: één".encode("utf-16"),
            "titel: één".encode("utf-16-le"),
            "titel: één".encode("utf-16-be"),
            b"PK\x03\x04\x14\0\0\0\x08\0\xff\xfe",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"a: b\0",
        ],
    )
    def test_what_is_no_text(self, data: bytes) -> None:
        _, problems = decode(data, "f.yaml")
        showable(problems)
        assert [problem.code.name for problem in problems] == ["not-text"]

    @pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
    def test_latin_1_is_pointed_at(self, bom: bytes) -> None:
        data = bom + "a: b\r\ntitel: één".encode("latin-1")
        _, problems = decode(data, "f.yaml")
        assert place(problems[0]) == (2, 8, "\ufffd")

    def test_a_byte_order_mark_is_no_part_of_the_text(self) -> None:
        source, problems = decode(b"\xef\xbb\xbfa: b", "f.yaml")
        assert (source.text, problems) == ("a: b", [])


@pytest.mark.usefixtures("parser")
class TestValues:
    @pytest.mark.parametrize(
        "word",
        ["ja", "nee", "Ja", "NEE", "yes", "no", "on", "off", "Yes", "NO", "true", "012", "1:30",
         "0x1F", "1e3", "1_000", "2023-05-22", ".inf", "null", "~", "="],
    )  # fmt: skip
    def test_every_value_is_the_text_that_was_written(self, word: str) -> None:
        assert plainly(values(f"a: {word}")) == {"a": word}
        assert plainly(values(f"{word}: a")) == {word: "a"}
        assert plainly(values(f"[{word}, '{word}']")) == [word, word]

    def test_places_are_counted_in_characters(self) -> None:
        node = values("één: ☎\n🏠: {b: [ja]}\n")
        assert isinstance(node, Mapping)
        inner = node.get("🏠")
        assert isinstance(inner, Mapping)
        found = inner.get("b")
        assert isinstance(found, Sequence)
        span = found.items[0].span
        assert (span.line, span.column, span.end_column) == (2, 9, 11)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        assert plainly(values(f"a: b{end}c:{end}  - d{end}")) == {"a": "b", "c": ["d"]}

    @pytest.mark.parametrize("text", ["", "\n\n", "# alleen commentaar\n", "---\n...\n"])
    def test_nothing(self, text: str) -> None:
        assert plainly(values(text)) in (None, "")

    def test_an_anchor_copies_what_it_names(self) -> None:
        node = values("a: &kopie [x, y]\nb: *kopie\n")
        assert plainly(node) == {"a": ["x", "y"], "b": ["x", "y"]}

    def test_a_part_of_a_text_has_its_place(self) -> None:
        for written in ("een twee", "'een twee'", '"een twee"'):
            node = values(f"a: {written}")
            assert isinstance(node, Mapping)
            scalar = node.get("a")
            assert isinstance(scalar, Scalar)
            span = scalar.part(4, 8)
            assert span.source.line(1)[span.column - 1 : span.end_column - 1] == "twee"

    @pytest.mark.parametrize(
        "written",
        ['"een\\ttwee"', "|\n  een twee", "een\n  twee", "'een''s twee'", "twee\n  een twee"],
    )
    def test_a_part_of_a_text_that_was_written_otherwise_is_where_the_same_stands(
        self, written: str
    ) -> None:
        source = SourceText("a.yaml", f"a: {written}")
        node, _ = parse(source)
        assert isinstance(node, Mapping)
        scalar = node.get("a")
        assert isinstance(scalar, Scalar)
        start = scalar.text.rindex("twee")
        span = scalar.part(start, start + 4)
        assert span.line == len(source.lines)
        assert source.line(span.line)[span.column - 1 : span.end_column - 1] == "twee"

    def test_a_part_that_is_nowhere_as_it_is_has_the_place_of_the_whole(self) -> None:
        node = values("a: een\n  twee")
        assert isinstance(node, Mapping)
        scalar = node.get("a")
        assert isinstance(scalar, Scalar)
        assert scalar.part(2, 6) == scalar.span


TRAPS = [
    ("a: b\na: c\n", "duplicate-key", (2, 1)),
    ("a: {b: c, b: d}\n", "duplicate-key", (1, 11)),
    ("a: {b: is het zo?, c: d}\n", "yaml-syntax", (1, 17)),
    ("a: [is het zo?, ja]\n", "yaml-syntax", (1, 14)),
    ("a:\n\tb: c\n", "yaml-syntax", (2, 1)),
    ("a:\tb\n", "yaml-syntax", (1, 3)),
    ("a: b\tc\n", "yaml-syntax", (1, 5)),
    ("a: b\t\n", "yaml-syntax", (1, 5)),
    ("a: b\n  c: d\n", "yaml-syntax", (2, 4)),
    ("a: een: twee\n", "yaml-syntax", (1, 7)),
    ("a: {p} goed\n", "yaml-syntax", (1, 8)),
    ('a: "p" goed\n', "yaml-syntax", (1, 8)),
    ("a: 'b\n", "yaml-syntax", None),
    ("a: [b\n", "yaml-syntax", None),
    ("a: {b: c]\n", "yaml-syntax", (1, 9)),
    ("a:\n  - b\n c: d\n", "yaml-syntax", (3, 2)),
    ("a: >= 6\n", "yaml-syntax", None),
    ("a: %b\n", "yaml-syntax", (1, 4)),
    ("a: @b\n", "yaml-syntax", (1, 4)),
    ("a: - b\n", "yaml-syntax", (1, 4)),
    ("a: **vet**\n", "yaml-syntax", None),
    ('a: "\\q"\n', "yaml-syntax", None),
    ("a: &Wonen helpt\n", "yaml-syntax", (1, 4)),
    ("a: !Let op\n", "yaml-syntax", (1, 4)),
    ("a: *Let op\n", None, None),
    ("a: *weg\n", "alias", (1, 4)),
    ("a: &z [*z]\n", "alias", (1, 8)),
    ("[a]: b\n", "yaml-syntax", (1, 1)),
    ("a: 1\n---\nb: 2\n", "yaml-syntax", (2, 1)),
    ("a: b\x07\n", "yaml-syntax", (1, 5)),
    ('a: "b\\0"\n', "yaml-syntax", (1, 4)),
    ('a: "b\\x07"\n', "yaml-syntax", (1, 4)),
    ('a: "b\\ud800"\n', "yaml-syntax", None),
    ("a: b\x7f\n", "yaml-syntax", (1, 5)),
    ("a: " + "[" * 101 + "]" * 101 + "\n", "too-deep", None),
    ("".join(f"{' ' * n}a:\n" for n in range(102)), "too-deep", None),
]


@pytest.mark.usefixtures("parser")
class TestTraps:
    @pytest.mark.parametrize(("text", "name", "at"), TRAPS)
    def test_each_has_its_message(
        self, text: str, name: str | None, at: tuple[int, int] | None
    ) -> None:
        problem = faults(text)[0]
        assert name in (None, problem.code.name)
        assert at in (None, (problem.span.line, problem.span.column))
        if problem.code.name != "too-deep":
            assert problem.hint("nl")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("a: {b: c?, d: e}", "A question mark inside braces or brackets breaks the text off."),
            ("a:\n\tb: c", "There is a tab here."),
            ("a:\tb", "There is a tab here."),
            ("a: {p} goed", "After the quotation mark or bracket the text goes on."),
            ("a: 'b' goed", "After the quotation mark or bracket the text goes on."),
            ("a: een: twee", "There is a colon here that was not expected."),
            ("a: 'b", "A quotation mark is not closed."),
            ("a: [b", "A brace or bracket is not closed, or a comma is missing."),
            ("a: - b", "A list cannot begin here."),
            ("a: >= 6", "A text cannot begin with this sign."),
            ("a: **b**", "A text cannot begin with this sign."),
            ("a: `b`", "A text cannot begin with this sign."),
            ("a: ]", "A text cannot begin with this sign."),
            ('a: "\\q"', "This backslash means nothing here."),
            ("a: b\nc", "This line does not fit the lines above it."),
            (
                "a: &Wonen is",
                "To YAML ‘&Wonen’ is an anchor and no text, but nothing refers to it.",
            ),
            ("a: !Let op", "To YAML an exclamation mark at the beginning is a label and no text."),
            ("a: b\x07", "There is an invisible control character in the file."),
        ],
    )
    def test_in_the_words_of_the_author(self, text: str, message: str) -> None:
        assert fault(text).message("en") == message

    def test_a_question_mark_in_quotation_marks_is_a_text(self) -> None:
        assert plainly(values('a: {b: "is het zo?", c: d}')) == {"a": {"b": "is het zo?", "c": "d"}}

    def test_a_tab_in_quotation_marks_or_in_a_comment_is_fine(self) -> None:
        assert plainly(values('a: "b\tc" #\td')) == {"a": "b\tc"}

    def test_a_hundred_levels_are_read(self) -> None:
        assert faults("[" * 100 + "]" * 100) == []

    def test_a_duplicate_points_at_the_first(self) -> None:
        related = fault("a: b\nc: d\na: e").related
        assert [(r.span.line, r.said.say("en")) for r in related] == [
            (1, "The first time is here.")
        ]

    @pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!python/name:os.system"])
    def test_nothing_is_executed(
        self, tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert fault(f"a: {tag} ['touch gedaan']").code.name == "yaml-syntax"
        assert list(tmp_path.iterdir()) == []

    def test_anchors_that_explode_are_refused(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
        problem = fault("\n".join(lines))
        assert problem.code.name == "alias"
        assert f"more than {MOST_VALUES} values" in problem.message("en")

    def test_several_problems_are_reported_in_one_go(self) -> None:
        text = "a: b\na: c\nd: &x e\nf: !y g\nd: h\n"
        assert [p.code.name for p in faults(text)] == [
            "duplicate-key", "yaml-syntax", "yaml-syntax", "duplicate-key",
        ]  # fmt: skip


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="this PyYAML has no parser in C")
@pytest.mark.parametrize("text", [text for text, _, _ in TRAPS])
def test_both_parsers_find_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = [problem.code.name for problem in faults(text)]
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert [problem.code.name for problem in faults(text)] == in_c


def test_a_missing_file_is_met_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "hulpverleners.yaml").write_text("a: b", "utf-8")
    _, (problem,) = read_text(tmp_path / "hulpverlener.yaml")
    assert problem.hint("en") == f"Did you mean ‘{tmp_path / 'hulpverleners.yaml'}’?"
    _, (problem,) = read_text(tmp_path / "iets" / "anders.yaml")
    assert problem.hint("en") == "Check the name and the folder."
