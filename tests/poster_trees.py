"""Trees for posters: the real ones, and every shape and size that may be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import samples
from hypothesis import strategies as st

import woonboom
from woonboom.layout.panels.poster import layout
from woonboom.model import KINDS, Text, Tree
from woonboom.scene import Scene

ROOT = Path(__file__).parent.parent
REAL = ("hulpverleners", "corporaties")
URL = "https://www.bureau-woonkans.example/boom"
SIXTY = "Ja, maar alleen als er ook al hulp is en die hulp doorgaat {}."
WORDS = st.sampled_from(
    ["is", "er", "een", "huurschuld", "betalingsregeling", "12 maanden", "de corporatie",
     "schuldhulpverleningstrajectbegeleider", "in/uit huis", "e-mail", "€ 1.000"]
)  # fmt: skip


@cache
def real(name: str) -> Tree:
    tree, problems = woonboom.load(ROOT / "trees" / f"{name}.yaml")
    assert tree, problems
    return tree


@cache
def waterland() -> Tree:
    tree, problems = woonboom.load(ROOT / "benchmarks" / "trees" / "waterland.yaml")
    assert tree, problems
    return tree


@cache
def poster(name: str, paper: str = "a1", landscape: bool | None = None) -> Scene:
    """Return the poster of a real tree, or of one of `SHAPES`; every one is drawn once."""
    return layout(tree_of(name), paper=paper, landscape=landscape)[0]


@cache
def tree_of(name: str) -> Tree:
    if name == "waterland":
        return waterland()
    return real(name) if name in REAL else SHAPES[name]()


def numbered(answers: int, label: str = "Antwoord {}") -> Tree:
    """Return six questions with so many answers each; the first leads on."""
    return samples.of(
        {
            f"q{q}": [
                (label.format(n), f"q{q + 1}" if n == 0 and q < 5 else f"u{n % 4}")
                for n in range(answers)
            ]
            for q in range(6)
        }
    )


def merged(merges: int) -> Tree:
    """Return a chain in which so many questions have a second answer that skips to a later one."""
    count = merges + 3
    ends = ("u1", "u2", "u3")
    return samples.of(
        {
            f"q{n}": [
                ("Ja", f"q{n + 1}" if n + 1 < count else "u1"),
                ("Nee", f"q{n + 2}" if n < merges else ends[n % 3]),
                *([("Onbekend", ends[n % 3])] if n % 2 else []),
            ]
            for n in range(count)
        }
    )


def wordy() -> Tree:
    """Return questions of 300 characters with a help text as long, and long outcomes."""
    ask = "Heeft de persoon het afgelopen jaar een betalingsregeling gehad die is nagekomen, "
    asked = (ask * 4)[:299] + "?"
    questions = [
        samples.question("a", [("Ja", "b"), ("Nee", "u")], ask=asked, help_=asked),
        samples.question("b", [("Ja", "u"), ("Nee", "w")], ask=asked),
    ]
    ends = [samples.outcome("u", "not_yet", title=asked[:120], body=asked * 2)]
    return samples.tree(questions, [*ends, samples.outcome("w", "refer", body=asked)])


def long_words() -> Tree:
    """Return texts of words that are wider than a card."""
    word = "Meervoudigepersoonlijkheidsstoornisbehandelplanevaluatie"
    questions = [
        samples.question(
            "a", [(word, "b"), ("Nee", "u")], ask=f"Is er een {word}?", help_=word * 2
        ),
        samples.question("b", [("Ja", "u"), ("Nee", "w")], ask=word + "?"),
    ]
    ends = [samples.outcome("u", "consult", title=word, body=f"{word} en {word}")]
    return samples.tree(questions, [*ends, samples.outcome("w", "refer")], title=word)


def sourced(count: int = 40) -> Tree:
    """Return a tree with so many sources on one card, and one on another."""
    tree = samples.of({"a": [("Ja", "b"), ("Nee", "u")], "b": [("Ja", "u"), ("Nee", "w")]})
    asked = replace(tree.questions["a"], sources=tuple(f"T {n}.{n % 7}" for n in range(count)))
    ends = replace(tree.outcomes["w"], sources=("T 1.1",), text=None)
    works = {"T": Text("Het boek", "Het boek")}
    return replace(
        tree,
        questions={**tree.questions, "a": asked},
        outcomes={**tree.outcomes, "w": ends},
        works=works,
        url=URL,
    )


def loose() -> Tree:
    """Return a tree with outcomes that no answer leads to."""
    tree = samples.of({"a": [("Ja", "u"), ("Nee", "w")]})
    more = {n: samples.outcome(n, KINDS[k % 5]) for k, n in enumerate(("x", "y", "z"))}
    return replace(tree, outcomes={**tree.outcomes, **more})


def english() -> Tree:
    questions = [
        samples.question("a", [("Yes", "b"), ("No", "u")], ask="Are there rent arrears?"),
        samples.question("b", [("Yes", "a"), ("No", "w")], ask="Is there a payment plan?"),
    ]
    ends = [samples.outcome("u", "eligible", title="Apply"), samples.outcome("w", "not_eligible")]
    return replace(samples.tree(questions, ends, language="en", title="A tree"), url=URL)


def bare() -> Tree:
    questions = [samples.question("a", [("Ja", "u"), ("Nee", "w")])]
    ends = [samples.outcome("u", body=""), samples.outcome("w", "refer", body="")]
    return samples.tree(questions, ends, audience=None, contact=None, valid_from=None)


SHAPES: dict[str, Callable[[], Tree]] = {
    "one question": lambda: samples.chain(1),
    "chain of 12": lambda: samples.chain(12),
    "chain of 50": lambda: samples.chain(50),
    "fan of 9": lambda: samples.fan(9),
    "fan of 40": lambda: samples.fan(40),
    "25 answers": lambda: samples.many_answers(25),
    **{f"{n} answers each": lambda n=n: numbered(n) for n in range(3, 13)},  # type: ignore[misc]
    "answers of 60 characters": lambda: numbered(3, SIXTY),
    "12 answers of 60 characters": lambda: numbered(12, SIXTY),
    "questions of 300 characters": wordy,
    "words longer than a line": long_words,
    "20 merges": lambda: merged(20),
    "merges": samples.merging,
    "rounds and gaps": samples.cyclic,
    "a question without answers": lambda: samples.tree([samples.question("a", [])], []),
    "grown": lambda: samples.grown(60, seed=3),
    "grown with merges": lambda: samples.grown(60, seed=4, merges=0.4),
    "wide": lambda: samples.grown(50, seed=5, branching=(5, 6)),
    "40 sources": sourced,
    "loose outcomes": loose,
    "only an outcome": lambda: samples.tree([], [samples.outcome("u")]),
    "only outcomes": lambda: samples.tree([], [samples.outcome(f"u{n}") for n in range(8)]),
    "nothing": lambda: samples.tree([], []),
    "no contact, date or audience": bare,
    "title of 160 characters": lambda: replace(
        samples.chain(2), title=samples.text(("Krijgt dit huishouden een tweede kans? " * 5)[:160])
    ),
    "English": english,
}


def said(words: int) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=1, max_size=words).map(" ".join)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Trees of every shape: branches, merges, rounds, missing places, long and short texts."""
    count, ends = draw(st.integers(0, 8)), draw(st.integers(1, 6))
    goal = st.one_of(
        st.integers(0, max(count - 1, 0)).map("q{}".format),
        st.integers(0, ends - 1).map("u{}".format),
        st.just("nergens"),
    )
    label = st.one_of(st.sampled_from(["Ja", "Nee", "Nee, nog niet"]), said(6))
    questions = [
        samples.question(
            f"q{n}",
            [(draw(label), f"q{n + 1}"), *draw(st.lists(st.tuples(label, goal), max_size=4))]
            if n + 1 < count and draw(st.booleans())
            else draw(st.lists(st.tuples(label, goal), max_size=5)),
            ask=draw(said(30)),
            help_=draw(st.one_of(st.just(""), said(15))),
        )
        for n in range(count)
    ]
    outcomes = [
        samples.outcome(f"u{n}", KINDS[n % 5], title=draw(said(6)), body=draw(said(20)))
        for n in range(ends)
    ]
    tree = samples.tree(
        questions,
        outcomes,
        title=draw(said(12)),
        language=draw(st.sampled_from(["nl", "en"])),
        contact=draw(st.one_of(st.none(), said(12))),
    )
    cited = draw(st.integers(0, 6))
    asked = {
        q.id: replace(q, sources=tuple(f"T {n}.{k}" for k in range(n % (cited + 1))))
        for n, q in enumerate(questions)
    }
    return replace(tree, questions=asked, url=draw(st.sampled_from([None, URL])))
