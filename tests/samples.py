"""Trees made in Python, of every shape and size, for tests of what is drawn."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from woonboom.conditions.forms import Truth
from woonboom.diagnostics import SourceText, Span
from woonboom.model import KINDS, Answer, Outcome, Question, Text, Tree, Vocabulary

SOURCE = SourceText("sample.yaml", "")
SPAN = Span(SOURCE, 1, 1, 1, 1)

Answers = Sequence[tuple[str, str]]
"""Labels with the id that each leads to."""

_ASKS = (
    "Is er een huurschuld?",
    "Loopt er een betalingsregeling of een schuldhulpverleningstraject?",
    "Heeft de persoon een vaste woning of verblijfplaats in de gemeente?",
    "Is er hulpverlening betrokken bij dit huishouden?",
    "Wat was de belangrijkste reden van de ontruiming door de corporatie?",
)
_HELPS = (
    "Vraag dit na bij de corporatie als u het niet zeker weet.",
    "",
    "Denk aan een betalingsregeling of een gedragsaanwijzing.",
    "Minimaal zes maanden. Onder bewindvoering minimaal vier maanden. Geen regeling? Kies Nee.",
)
_LABELS = ("Huurachterstand", "Overlast of fraude", "Anders", "Onbekend")
_TITLES = (
    "Tweedekansbeleid",
    "Eerst een regeling",
    "Geen traject mogelijk",
    "Naar de corporatie",
    "Overleg met Bureau Woonkans",
)


def text(value: str) -> Text:
    """Return a text without parameters."""
    return Text(value, value)


def question(id_: str, answers: Answers, *, ask: str = "", help_: str = "") -> Question:
    """Return a question whose answers are (label, goto)."""
    made = tuple(
        Answer(f"{id_}.{n}", text(label), goto, Truth("fact"), "judgement", SPAN, SPAN)
        for n, (label, goto) in enumerate(answers)
    )
    return Question(
        id_, text(ask or f"Geldt {id_}?"), text(help_) if help_ else None, (), made, (), None, SPAN
    )


def outcome(
    id_: str, kind: str = "eligible", *, title: str = "", body: str = "Meld aan."
) -> Outcome:
    """Return an outcome."""
    return Outcome(
        id_,
        kind,
        text(title or f"Uitkomst {id_}"),
        text(body) if body else None,
        (),
        None,
        None,
        (),
        None,
        SPAN,
    )


def tree(
    questions: Sequence[Question],
    outcomes: Sequence[Outcome],
    *,
    start: str = "",
    title: str = "Een boom",
    language: str = "nl",
    audience: str | None = "Voor wie helpt",
    version: str = "2026-01",
    valid_from: date | None = date(2026, 1, 15),
    contact: str | None = "Bureau Woonkans",
) -> Tree:
    """Return a tree of these questions and outcomes; it starts at the first question."""
    own = Vocabulary("sample", {}, {}, (), {}, {}, {}, Path("sample.yaml"), SPAN)
    return Tree(
        id="sample",
        title=text(title),
        audience=text(audience) if audience else None,
        version=version,
        valid_from=valid_from,
        valid_until=None,
        language=language,
        contact=text(contact) if contact else None,
        url=None,
        start=start or (questions[0].id if questions else ""),
        questions={q.id: q for q in questions},
        outcomes={o.id: o for o in outcomes},
        facts={},
        parameters={},
        assumptions=(),
        glossary={},
        organisations={},
        pages={},
        cases=(),
        vocabularies=(),
        own=own,
        note=None,
        path=Path("sample.yaml"),
        span=SPAN,
        start_span=SPAN,
    )


def of(answers: Mapping[str, Answers], kinds: Mapping[str, str] | None = None) -> Tree:
    """Return a tree from its answers alone; ids that are no question become outcomes."""
    kinds = kinds or {}
    ends = dict.fromkeys(g for row in answers.values() for _, g in row if g not in answers)
    ends.pop("nowhere", None)
    return tree(
        [question(q, row) for q, row in answers.items()],
        [outcome(o, kinds.get(o, KINDS[n % len(KINDS)])) for n, o in enumerate(ends)],
    )


def chain(count: int) -> Tree:
    """Return `count` questions in a row; every Nee ends at once."""
    answers = {
        f"q{n}": [("Ja", f"q{n + 1}" if n + 1 < count else "u_ja"), ("Nee", f"u{n % 3}")]
        for n in range(count)
    }
    return of(answers)


def fan(count: int) -> Tree:
    """Return a question with `count` answers, each to a question of its own."""
    answers: dict[str, Answers] = {"q": [(f"Mogelijkheid {n}", f"q{n}") for n in range(count)]}
    return of(answers | {f"q{n}": [("Ja", "u_ja"), ("Nee", "u_nee")] for n in range(count)})


def many_answers(count: int) -> Tree:
    """Return one question with `count` answers, each to an outcome of its own."""
    return of({"q": [(f"Antwoord nummer {n} van de lijst", f"u{n}") for n in range(count)]})


def merging() -> Tree:
    """Return a tree where two answers skip a question and others come together far away."""
    return of(
        {
            "a": [("Ja", "b"), ("Nee", "f")],
            "b": [("Ja", "c"), ("Nee", "d")],
            "c": [("Ja", "d"), ("Nee", "u1")],
            "d": [("Ja", "e"), ("Nee", "u2")],
            "e": [("Ja", "u3"), ("Nee", "u1")],
            "f": [("Ja", "g"), ("Nee", "h")],
            "g": [("Ja", "h"), ("Nee", "u2")],
            "h": [("Ja", "d"), ("Nee", "u4")],
        }
    )


def cyclic() -> Tree:
    """Return a tree that goes round, misses a place and has questions that nothing leads to."""
    return of(
        {
            "a": [("Ja", "b"), ("Nee", "nowhere")],
            "b": [("Ja", "c"), ("Nee", "a")],
            "c": [("Ja", "a"), ("Nee", "u1"), ("Onbekend", "c")],
            "x": [("Ja", "y"), ("Nee", "u1")],
            "y": [("Ja", "x"), ("Nee", "nowhere")],
            "z": [],
        }
    )


def grown(
    count: int, *, seed: int = 1, merges: float = 0.0, branching: Sequence[int] = (2, 2, 2, 3)
) -> Tree:
    """Return a tree of about `count` questions and outcomes with texts as long as real ones.

    Random leaves are split until there are enough; `merges` is the share of answers to an outcome
    that lead to a later question instead.
    """
    draw = random.Random(seed)
    children: list[list[int]] = [[]]
    leaves = [0]
    while len(children) < count:
        place = draw.randrange(len(leaves))
        leaves[place], leaves[-1] = leaves[-1], leaves[place]
        node = leaves.pop()
        for _ in range(draw.choice(branching)):
            children[node].append(len(children))
            leaves.append(len(children))
            children.append([])
    return _Growth(children, draw, merges).tree()


@dataclass
class _Growth:
    """Turns who hangs below whom into questions, answers and outcomes."""

    children: list[list[int]]
    draw: random.Random
    merges: float

    def tree(self) -> Tree:
        inner = [n for n, row in enumerate(self.children) if row]
        ends = max(3, len(inner) // 4)
        questions = [self._question(n, inner, ends) for n in inner]
        return tree(
            questions, [_end(n) for n in range(ends)], title=f"Boom met {len(inner)} vragen"
        )

    def _question(self, n: int, inner: list[int], ends: int) -> Question:
        row = [self._goto(child, inner, ends) for child in self.children[n]]
        words = ("Ja", "Nee") if len(row) == 2 else _LABELS
        ask, help_ = _ASKS[n % len(_ASKS)], _HELPS[n % len(_HELPS)]
        answers = list(zip(words, row, strict=False))
        return question(f"q{n}", answers, ask=f"{ask} ({n})", help_=help_)

    def _goto(self, child: int, inner: list[int], ends: int) -> str:
        if self.children[child]:
            return f"q{child}"
        later = [n for n in inner if n > child][:8] if self.draw.random() < self.merges else []
        return f"q{self.draw.choice(later)}" if later else f"u{self.draw.randrange(ends)}"


def _end(n: int) -> Outcome:
    title, body = f"{_TITLES[n % len(_TITLES)]} {n}", _HELPS[n % len(_HELPS)]
    return outcome(f"u{n}", KINDS[n % len(KINDS)], title=title, body=body)
