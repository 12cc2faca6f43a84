"""Whatever stands in a file, loading it says what is wrong: it never breaks and never hangs.

The examples are spread over shards so that pytest-xdist can share them out.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from reading import FACTS, HEAD, OUTCOMES, SMALL, showable

from woonboom.diagnostics import Diagnostic
from woonboom.facts import FACT_TYPES
from woonboom.load import load
from woonboom.load.shapes import SHAPES
from woonboom.model import KINDS, Tree

TREES = Path(__file__).parents[1] / "trees"
SHARDS = 10
SLOWEST = 2.0

NASTY = [
    "", " ", "~", "null", "ja", "nee", "Yes", "NO", "on", "off", "true", "012", "1:30", "6", "-6",
    "1e9", "9" * 40, "x", "a", "b", "weg", "maanden", "waar", "maanden >= 6", "not waar and (",
    "&a", "*a", "&a [*a]", "!x", "!!python/object/apply:os.system", "{grens}",
    "{grens:jaren}", "{", "}",
    "{{", "[", "]", "'", '"', "|", ">", "- x", "? x", "#", ":", ": ", "a: b", ",", "is het?", "%x",
    "@x", "`x`", "\\", "\t", "\ufeff", "\u2028", "\x85", "\x07", "\0", "\U0001f3e0", "é", "\u202e",
    "<<", "---", "...", "2023-05-22", "2023-02-30", "../x", "woorden.yaml", "tree.yaml", "x" * 300,
    "kind", "consult", "refer", "choice", "integer", "boolean", "and", "or", "in",
]  # fmt: skip
KEYS = sorted(
    {key for shape in SHAPES.values() for key in shape.keys} | {"ja", "nee", "a", "x", "1"}
)
WORDS = b"""\
woonboom: 1
vocabulary: w
parameters: {p: 6}
outcomes: {s: {kind: consult, title: '{p}'}}
"""


# ---------------------------------------------------------------- what is written


def as_json(data: object) -> str:
    """Return data as JSON, which is YAML too."""
    return json.dumps(data, ensure_ascii=False)


# Most values stand in quotation marks: with one raw `{` in it a text is no YAML at all, and then
# nothing but the parser is tried.
quoted = st.one_of(
    st.sampled_from(NASTY).map(as_json),
    st.sampled_from(
        ["x", "y", "a", "b", "6", "ja", "maanden", "waar", "kleur", "consult", "refer"]
    ),
    st.text(max_size=8).map(as_json),
)
raw = st.one_of(
    st.sampled_from(NASTY), st.builds("{}{}".format, st.sampled_from(NASTY), st.sampled_from(NASTY))
)
SAFE_KEYS = st.sampled_from(KEYS)


def flows(scalars: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
            st.dictionaries(keys, inner, max_size=4).map(
                lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}"
            ),
        ),
        max_leaves=8,
    )


def indented(text: str) -> str:
    return "".join(f"\n  {line}" for line in text.split("\n"))


def blocks(leaves: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(
                lambda items: "\n".join("-" + indented(item)[2:] for item in items)
            ),
            st.dictionaries(keys, inner, min_size=1, max_size=4).map(
                lambda pairs: "\n".join(
                    f"{key}:{indented(value) if chr(10) in value else ' ' + value}"
                    for key, value in pairs.items()
                )
            ),
        ),
        max_leaves=12,
    )


CALM = blocks(flows(quoted, SAFE_KEYS), SAFE_KEYS)
WILD = blocks(flows(quoted | raw, SAFE_KEYS | raw), SAFE_KEYS | raw)
HEADS = [HEAD, HEAD, HEAD + OUTCOMES, HEAD + OUTCOMES + FACTS, SMALL, SMALL + FACTS]

ids = st.sampled_from(
    ["a", "b", "x", "y", "s", "waar", "maanden", "kleur", "reden", "rood", "ja", "no", "1"]
)
conditions = st.lists(
    ids | st.sampled_from([*"()<+?6", "and", "or", "not", "in", "==", ">=", "grens"]),
    max_size=6,
).map(" ".join)  # fmt: skip
data = st.recursive(
    st.sampled_from(NASTY) | ids | st.integers(-9, 99) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids, inner, max_size=3),
    max_leaves=3,
)


def shaped(name: str, **special: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return blocks of a shape: most have the keys that they need, and all values may be wrong."""
    likely = {key: special.get(key, data) | data for key in SHAPES[name].keys}
    needed = {key: likely.pop(key) for key in SHAPES[name].needed}
    return st.fixed_dictionaries(needed, optional=likely) | data


def named(block: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.dictionaries(ids, block, max_size=3)


answers = st.lists(
    shaped("answer", label=st.sampled_from(NASTY), goto=ids, when=conditions), max_size=3
)
SECTIONS: dict[str, st.SearchStrategy[object]] = {
    "questions": named(shaped("question", yes=ids, no=ids, fact=ids, answers=answers)),
    "outcomes": named(shaped("outcome", kind=st.sampled_from(KINDS), info=ids, tree=ids)),
    "facts": named(
        shaped(
            "fact",
            type=st.sampled_from(list(FACT_TYPES)),
            options=st.dictionaries(ids, data, max_size=3),
            range=st.lists(st.integers(-9, 99), min_size=2, max_size=2),
        )
    ),
    "parameters": named(shaped("parameter", value=st.integers(-9, 99))),
    "cases": st.lists(
        shaped("case", given=st.dictionaries(ids, data), expect=ids, via=st.lists(ids)), max_size=3
    ),
    "assume": st.lists(conditions, max_size=3),
    "glossary": st.dictionaries(st.sampled_from(NASTY), data, max_size=3),
    "organisations": named(shaped("organisation")),
    "uses": st.lists(st.sampled_from(["woorden.yaml", "woonkans.yaml", "weg", "tree.yaml"])),
}


@st.composite
def made(draw: st.DrawFn) -> str:
    """Return a text that looks like a tree, made of keys of the format and of nasty values."""
    text = draw(st.sampled_from(HEADS))
    free = [key for key in KEYS if f"\n{key}:" not in f"\n{text}"]
    sections = [key for key in SECTIONS if key in free]
    for key in draw(st.lists(st.sampled_from(sections), max_size=4, unique=True)):
        text += f"{key}: {as_json(draw(SECTIONS[key]))}\n"
    for key in draw(st.lists(st.sampled_from(free), max_size=1)):
        text += f"{key}:{indented(draw(draw(st.sampled_from([CALM, WILD]))))}\n"
    return text


REAL = [path.read_text(encoding="utf-8").split("\n") for path in sorted(TREES.rglob("*.yaml"))]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a real tree, or the first part of one, with a few faults made in it."""
    lines = draw(st.sampled_from(REAL))
    lines = lines[: draw(st.sampled_from([40, 90, 150, 300]))]
    for _ in range(draw(st.integers(1, 3))):
        if lines:
            lines = draw(st.sampled_from(MUTATIONS))(draw, list(lines))
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n"])).join(lines)


def _line(draw: st.DrawFn, lines: list[str]) -> int:
    return draw(st.integers(0, len(lines) - 1))


def delete(draw: st.DrawFn, lines: list[str]) -> list[str]:
    del lines[_line(draw, lines)]
    return lines


def duplicate(draw: st.DrawFn, lines: list[str]) -> list[str]:
    lines.insert(_line(draw, lines), lines[_line(draw, lines)])
    return lines


def swap(draw: st.DrawFn, lines: list[str]) -> list[str]:
    one, other = _line(draw, lines), _line(draw, lines)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def insert(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _line(draw, lines)
    column = draw(st.integers(0, len(lines[at])))
    lines[at] = lines[at][:column] + draw(st.sampled_from(NASTY)) + lines[at][column:]
    return lines


def shift(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _line(draw, lines)
    lines[at] = draw(st.sampled_from(["", " ", "   ", "\t", " " * 9])) + lines[at].strip()
    return lines


def truncate(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _line(draw, lines)
    return [*lines[:at], lines[at][: draw(st.integers(0, len(lines[at])))]]


def splice(draw: st.DrawFn, lines: list[str]) -> list[str]:
    other = draw(st.sampled_from(REAL))
    return lines[: _line(draw, lines)] + other[_line(draw, other) :][:60]


def replace(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Put another word of the file, or a nasty one, in the place of a word."""
    at = _line(draw, lines)
    words = WORD.findall(lines[at])
    if words:
        others = WORD.findall(lines[_line(draw, lines)]) or NASTY
        word = draw(st.sampled_from(others) | st.sampled_from(others) | st.sampled_from(NASTY))
        lines[at] = lines[at].replace(draw(st.sampled_from(words)), word, 1)
    return lines


def revalue(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Give a key another value, of any shape."""
    at = _line(draw, lines)
    key, colon, _ = lines[at].partition(": ")
    if colon:
        lines[at] = f"{key}: {draw(flows(quoted, SAFE_KEYS))}"
    return lines


def misspell(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _line(draw, lines)
    words = WORD.findall(lines[at])
    if words:
        word = draw(st.sampled_from(words))
        lines[at] = lines[at].replace(word, word[:1] + word[2:], 1)
    return lines


WORD = re.compile(r"\w+")
MUTATIONS: list[Callable[[st.DrawFn, list[str]], list[str]]] = [
    delete, duplicate, swap, insert, shift, truncate, splice, replace, replace, revalue, revalue,
    misspell, misspell,
]  # fmt: skip


# ---------------------------------------------------------------- what must hold


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    for path in ("woonkans.yaml", "info/tweedekansbeleid.md"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes((TREES / path).read_bytes())
    (folder / "woorden.yaml").write_bytes(WORDS)
    return folder


def check(folder: Path, text: str) -> None:
    path = folder / "tree.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    begin = time.process_time()
    tree, problems = load(path)
    assert time.process_time() - begin < SLOWEST
    showable(problems)
    assert tree is not None or problems
    assert tree is None or isinstance(tree, Tree)
    assert all(isinstance(problem, Diagnostic) for problem in problems)
    again, others = load(path)
    assert (again, others) == (tree, problems)
    if tree is not None:
        assert sorted(tree.numbers.values()) == list(range(1, len(tree.questions) + 1))
        assert tree.flawed or not problems
        assert tree.graph.number_of_nodes() == len({*tree.questions, *tree.outcomes})
        assert tree.used_parameters is not None


fuzzing = settings(
    max_examples=400,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_texts_that_look_like_trees(shard: int, folder: Path) -> None:
    @seed(shard)
    @fuzzing
    @given(made())
    def run(text: str) -> None:
        check(folder, text)

    run()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_real_trees_with_faults(shard: int, folder: Path) -> None:
    @seed(shard)
    @settings(fuzzing, max_examples=600)
    @given(mutated())
    def run(text: str) -> None:
        check(folder, text)

    run()


@pytest.mark.parametrize("shard", range(2))
def test_without_the_parser_in_c(shard: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)

    @seed(shard)
    @settings(fuzzing, max_examples=150)
    @given(made() | mutated())
    def run(text: str) -> None:
        check(folder, text)

    run()


@pytest.mark.parametrize("shard", range(2))
def test_bytes(shard: int, folder: Path) -> None:
    @seed(shard)
    @fuzzing
    @given(st.binary(max_size=60), st.integers(0, len(SMALL)))
    def run(data: bytes, at: int) -> None:
        path = folder / "bytes.yaml"
        path.write_bytes(SMALL.encode()[:at] + data + SMALL.encode()[at:])
        _, problems = load(path)
        showable(problems)

    run()
