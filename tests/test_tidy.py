"""`woonboom.tidy`: one form for every file, with nothing lost and nothing changed."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from untidy import Data, misplaced, written

from woonboom.diagnostics import SourceText
from woonboom.fingerprint import content
from woonboom.load import Library
from woonboom.load.outline import BELOW, ORDER, order_of
from woonboom.load.shapes import SHAPES
from woonboom.tidy import parsed, tidied
from woonboom.tidy.reading import read

ROOT = Path(__file__).parent.parent
TREES = sorted((ROOT / "trees").rglob("*.yaml"))


def tidy(text: str) -> str:
    return tidied(SourceText("x.yaml", text))


def becomes(before: str, after: str) -> None:
    """Tell that a text gets a tidy form, which stays as it is."""
    assert tidy(dedent(before)) == dedent(after).lstrip("\n")
    assert tidy(dedent(after).lstrip("\n")) == dedent(after).lstrip("\n")


def stays(text: str) -> None:
    becomes(text, text)


# ---------------------------------------------------------------- what it looks like


def test_keys_stand_in_the_order_of_the_format_and_ids_in_that_of_their_author() -> None:
    becomes(
        """
        questions:
          b:
            yes: u
            no: a
            ask: Wat is b?
          a: {no: u, yes: u, ask: Wat is a}
        title: Een boom
        tree: x
        hoi: onbekend
        woonboom: 1
        """,
        """
        woonboom: 1
        tree: x
        title: Een boom

        questions:
          b:
            ask: Wat is b?
            yes: u
            no: a
          a: {ask: Wat is a, yes: u, no: u}

        hoi: onbekend
        """,
    )


def test_an_answer_tells_when_before_where() -> None:
    becomes(
        """
        tree: x
        questions:
          a:
            answers:
            - goto: u
              when: b
              label: Ja
        """,
        """
        tree: x

        questions:
          a:
            answers:
              - label: Ja
                when: b
                goto: u
        """,
    )


def test_ja_and_nee_stand_where_yes_and_no_do() -> None:
    becomes(
        "questions:\n  a: {Nee: u, JA: v, ask: w}\n", "questions:\n  a: {ask: w, JA: v, Nee: u}\n"
    )


def test_indentation_and_empty_lines_become_even() -> None:
    becomes(
        """


        tree:   x
        questions:

            a:
                 ask: Wat?


                 yes: u


            b:
                 ask: En dan?
                 yes: u
            c:
                 ask: En dan?
                 yes: u
        outcomes:
            u:   {kind: consult,title:   'Uit'}
            v: [ a,b ]

        """,
        """
        tree: x

        questions:
          a:
            ask: Wat?

            yes: u

          b:
            ask: En dan?
            yes: u

          c:
            ask: En dan?
            yes: u

        outcomes:
          u: {kind: consult, title: 'Uit'}
          v: [a, b]
        """,
    )


def test_comments_go_with_what_they_stand_at() -> None:
    becomes(
        """
        # Over dit bestand
        tree: x   # de id
        # over de vragen
        questions: # alle
         # over a
         a:
              # waarheen
              yes: u     # klaar
              # de vraag
              ask: Wat? # of niet
              # tot zover a
         # over b
         b: {ask: c}
            # tot zover de vragen
        # einde
        """,
        """
        # Over dit bestand
        tree: x   # de id

        # over de vragen
        questions:  # alle
          # over a
          a:
            # de vraag
            ask: Wat?  # of niet
            # waarheen
            yes: u     # klaar
            # tot zover a
          # over b
          b: {ask: c}
          # tot zover de vragen
        # einde
        """,
    )


def test_what_is_said_of_the_file_stays_apart_from_what_is_said_of_its_first_key() -> None:
    becomes(
        """
        # Licentie
        title: X
        # over de versie
        woonboom: 1
        """,
        """
        # Licentie

        # over de versie
        woonboom: 1
        title: X
        """,
    )


def test_comments_that_were_lined_up_stay_lined_up() -> None:
    stays(
        """
        tree: x

        questions:
          inwoner:
            ask: Woont u hier?
            fact: inwoner                 # een feit van soort boolean
            yes: u                        # klaar
        """
    )


def test_comments_in_braces_and_brackets_stay() -> None:
    becomes(
        """
        assume: [ # eerst
          a, # een
          # voor b
          b] # na
        outcomes: {u: {kind: consult, # soort
          title: U}}
        """,
        """
        assume: [  # eerst
          a,  # een
          # voor b
          b
        ]  # na
        outcomes: {
          u: {
            kind: consult,  # soort
            title: U
          }
        }
        """,
    )


def test_a_comment_between_a_key_and_its_text_goes_above_the_key() -> None:
    becomes(
        """
        title: # een
          # twee
          Een titel # drie
        """,
        """
        # een
        # twee
        title: Een titel  # drie
        """,
    )


def test_comments_before_a_key_of_an_item_go_before_the_item_when_it_is_the_first() -> None:
    becomes(
        """
        cases:
          - # een
            # twee
            name: a
            expect: b
        """,
        """
        cases:
          # een
          # twee
          - name: a
            expect: b
        """,
    )


def test_long_texts_are_broken_and_short_lines_are_left_as_they_are() -> None:
    words = " ".join(["woord"] * 25)
    becomes(
        f"x: 'van {words}'\ny: {words}\nz: Een regel\n  en nog een.\n",
        f"""
        x: 'van {" ".join(["woord"] * 18)}
          {" ".join(["woord"] * 7)}'
        y: {" ".join(["woord"] * 19)}
          {" ".join(["woord"] * 6)}
        z: Een regel
          en nog een.
        """,
    )


def test_a_condition_is_broken_after_an_operator() -> None:
    parts = ["maanden_sinds_ontruiming <= termijn_aanmelding", "opiumwet not in reden_ontruiming",
             "(huurachterstand in reden or overlast in reden)"]  # fmt: skip
    becomes(
        f"x:\n  - {' and '.join(parts)}\n",
        f"""
        x:
          - {parts[0]} and {parts[1]} and (huurachterstand in reden or
            overlast in reden)
        """,
    )
    becomes(
        "tree: x\nquestions:\n  a:\n    answers:\n"
        f"    - when: {' and '.join(parts)}\n      goto: u\n",
        f"""
        tree: x

        questions:
          a:
            answers:
              - when: {parts[0]} and {parts[1]} and
                  (huurachterstand in reden or overlast in reden)
                goto: u
        """,
    )


def test_braces_stay_on_the_lines_of_their_author_while_these_fit() -> None:
    stays(
        """
        cases:
          - name: a
            given: {huurt: nee, ontruimd: ja, reden: [huurachterstand],
                    maanden: 8}
            expect: [
              a, b,
              c
            ]
        """
    )


def test_braces_that_do_not_fit_are_filled_line_by_line() -> None:
    facts = ", ".join(f"een_lange_naam_{n}: ja" for n in range(8))
    becomes(
        f"cases:\n- given: {{{facts}}}\n",
        """
        cases:
          - given: {NAAM_0: ja, NAAM_1: ja, NAAM_2: ja, NAAM_3: ja,
                    NAAM_4: ja, NAAM_5: ja, NAAM_6: ja, NAAM_7: ja}
        """.replace("NAAM", "een_lange_naam"),
    )


@pytest.mark.parametrize(
    "value",
    [
        "ja", "nee", "yes", "No", "on", "~", "null", "012", "1:30", "1_000", "0x1F", "1e3",
        "2026-01-31",
        "'ja'", '"ja"', "'it''s'", '"a\\tb\\u00e9"', "{min} maanden", "a # b".replace(" #", "#"),
        "'# a'", "wat? dan!", "a:b", "-x", "[]", "{}", "[ja, 'nee']", "",
    ],
)  # fmt: skip
def test_no_text_is_written_otherwise(value: str) -> None:
    if value.startswith("{min"):
        value = f'"{value}"'
    text = f"title: {value}".rstrip() + "\n"
    assert tidy(text) == text


@pytest.mark.parametrize("sign", ["|", "|-", "|+", ">", ">-", ">+", "|2", "|2-", ">2+"])
def test_texts_in_lines_keep_their_lines(sign: str) -> None:
    first = "  regel" if "2" in sign else "regel"
    end = "\n\n" if "+" in sign else ""
    stays(
        f"title: {sign}  # commentaar\n  {first}\n    verder\n\n  slot\n{end}tree: x\n".replace(
            "tree", "zz"
        )
    )


def test_what_has_anchors_keeps_its_order() -> None:
    stays(
        """
        questions: {}

        facts:
          a: &feit {type: boolean, label: A}
          b: *feit

        tree: x
        """
    )
    becomes("tree: x\nquestions:\n- &a\n  b: 1\n- &c [ d ]\n- *a\n- *c\n",
            """
            tree: x

            questions:
              - &a
                b: 1
              - &c [d]
              - *a
              - *c
            """)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("? tree\n: x\n", "tree: x\n"),
        ('"tree": x', '"tree": x\n'),
        ("--- # begin\ntree: x\n...\n# na\n", "--- # begin\ntree: x\n# na\n"),
        ("%YAML 1.1\n---\ntree: x\n", "%YAML 1.1\n---\ntree: x\n"),
        ("{tree: x, woonboom: 1}\n# na\n", "{woonboom: 1, tree: x}\n# na\n"),
        ("tree: x\nuses: [a: b]\n", "tree: x\nuses: [{a: b}]\n"),
        (
            "tree: x\nuses:\n- - a\n  - b\n-\n  - c\n",
            "tree: x\n\nuses:\n  - - a\n    - b\n  - - c\n",
        ),
        ("tree: {a, b: , c: 1}\n", "tree: {a: , b: , c: 1}\n"),
        ("tree: 'a\n\n  b'\n", "tree: 'a\n\n  b'\n"),
        ('tree: "a \\\n   b\\ \n   c"\n', 'tree: "a \\\n  b\\ \n  c"\n'),
        ("tree: a\u2028  b\n", 'tree: "a\\u2028b"\n'),
        ("glossary:\n  ? 'a\n    b'\n  : c\n", 'glossary:\n  "a b": c\n'),
    ],
)
def test_rare_yaml_is_kept(before: str, after: str) -> None:
    assert tidy(before) == after
    assert tidy(after) == after


def test_a_very_long_key_is_announced() -> None:
    key = "woord " * 250 + "einde"
    text = f"glossary:\n  ? '{key}'\n  : uitleg  # zo\n"
    assert parsed("x", tidy(text)) == {"glossary": {key: "uitleg"}}
    assert tidy(tidy(text)) == tidy(text)


def test_lines_end_as_the_first_line_does() -> None:
    assert tidy("tree: x\r\ntitle:   y\n") == "tree: x\r\ntitle: y\r\n"
    assert tidy("tree: x\ntitle:   y\r\n") == "tree: x\ntitle: y\n"
    assert tidy("tree: x\rtitle: y") == "tree: x\ntitle: y\n"


def test_comments_below_a_text_that_keeps_its_end_are_no_part_of_it() -> None:
    stays("""
        cases:
          - name: |+
              regel

          # hierna
          - name: b
        """)


def test_brackets_within_brackets_take_no_time() -> None:
    text = "x: " + "[" * 60 + ", ".join(["woord " * 20 + "x"] * 20) + "]" * 60 + "\n"
    assert tidy(tidy(text)) == tidy(text)
    short = "x: " + "[" * 50 + "]" * 50 + "\n"
    assert tidy(short) == short
    assert tidy("x: " + "[  # a\n" * 60 + "]" * 60 + "\n").count("# a") == 60


# ---------------------------------------------------------------- why it is our own work


def by_ruamel(text: str, move: str | None = None) -> str:
    """A file read and written again by ruamel.yaml, with one key put first."""
    yaml = YAML()
    yaml.preserve_quotes = True
    data = yaml.load(text)
    if move:
        data.move_to_end(move, last=False)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def test_ruamel_loses_comments_in_braces() -> None:
    text = "given: {\n  # voor a\n  a: ja,\n  # voor b\n  b: nee\n}\n"
    assert "# voor b" not in by_ruamel(text)
    assert {"# voor a", "# voor b"} <= {line.strip() for line in tidy(text).splitlines()}


def test_ruamel_leaves_a_comment_behind_when_its_key_moves() -> None:
    text = "tree: x\n# over de titel\ntitle: X\n# over de vragen\nquestions: {}\n"
    assert by_ruamel(text, move="questions").splitlines() == [
        "questions: {}", "tree: x", "# over de titel", "title: X", "# over de vragen",
    ]  # fmt: skip
    becomes("tree: x\nquestions: {}\n# over de titel\ntitle: X\n",
            "tree: x\n# over de titel\ntitle: X\nquestions: {}\n")  # fmt: skip


# ---------------------------------------------------------------- what holds of every file


WORDS = [
    "ja", "nee", "yes", "on", "012", "1:30", "~", "null", "een", "twee", "{min}", "[x]", "#", ":",
    "-", "?", "&", "*", "!", "|", ">", "%", "@", "`", "'", '"', "\\", "é", "𝄞", "a,b", "x:",
    "lang", "woord",
]  # fmt: skip
KEYS = [
    "ask", "help", "fact", "source", "note", "yes", "no", "answers", "label", "when", "goto",
    "kind", "title", "steps", "questions", "facts",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(["", *WORDS]),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n", ""]), max_size=12).map(" ".join),
)
VALUES: st.SearchStrategy[Data] = st.recursive(
    TEXTS,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(st.sampled_from(KEYS), below, max_size=6),
    ),
    max_leaves=12,
)
FILES = st.dictionaries(
    st.sampled_from(["tree", "title", "note", "questions", "outcomes", "cases", "x"]),
    VALUES,
    min_size=1,
)
RANDOMS = st.randoms(use_true_random=False)


def as_texts(text: str) -> object:
    """A file as another reader of YAML sees it, every value a text."""
    return YAML(typ="base", pure=True).load(text)


@settings(max_examples=40)
@given(FILES, RANDOMS)
def test_however_it_was_written_it_says_the_same(data: dict[str, Data], random: Random) -> None:
    text = written(data, random)
    found = tidy(text)
    assert parsed("x", text) == data
    assert parsed("x", found) == data
    assert as_texts(found) == as_texts(text)


@settings(max_examples=50)
@given(FILES, RANDOMS)
def test_it_is_tidy_once_and_for_all(data: dict[str, Data], random: Random) -> None:
    found = tidy(written(data, random))
    assert tidy(found) == found
    assert tidy(found.replace("\n", "\r\n")) == found.replace("\n", "\r\n")


@settings(max_examples=50)
@given(FILES, RANDOMS)
def test_every_comment_stays_at_its_element(data: dict[str, Data], random: Random) -> None:
    text = written(data, random)
    found = tidy(text)
    assert sorted(read(found).comments) == sorted(read(text).comments)
    assert list(misplaced(found)) == []


def test_misplaced_comments_would_be_seen() -> None:
    assert list(misplaced("# above b\na: 1\nb: 2  # beside a\n")) == [
        "1: # above b",
        "3: b: 2  # beside a",
    ]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the trees, to change."""
    folder = tmp_path_factory.mktemp("tidy") / "trees"
    shutil.copytree(ROOT / "trees", folder)
    return folder


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: str(tree.relative_to(ROOT / "trees")))
def test_a_tree_decides_and_says_the_same(copy: Path, tree: Path) -> None:
    random = Random(str(tree.relative_to(ROOT)))
    data = parsed("x", tree.read_text("utf-8"))
    assert isinstance(data, dict)
    other = copy / tree.relative_to(ROOT / "trees")
    other.write_text(tidy(written(data, random)), "utf-8")
    assert said(other) == said(tree)


def said(path: Path) -> object:
    """All that a file means, places and names of files aside."""
    library = Library()
    library.file(path)
    assert library.problems == []
    trees = [(content(tree), tree.cases, tree.glossary, tree.note) for tree in library.trees]
    return (
        trees,
        [(v.facts, v.parameters, v.glossary) for v in library.vocabularies],
        library.questionnaires,
    )


# ---------------------------------------------------------------- the order of the format


def test_every_key_of_every_block_has_a_place() -> None:
    for shape in ORDER:
        assert sorted(order_of(shape)) == sorted(SHAPES[shape].keys)


def test_every_block_that_stands_in_another_is_known() -> None:
    for shape, below in BELOW.items():
        assert set(below) <= set(SHAPES[shape].keys)
        assert {found.shape for found in below.values()} <= set(SHAPES)
    within = {found.shape for below in BELOW.values() for found in below.values()}
    assert within | {"tree", "vocabulary", "form"} == set(SHAPES)
