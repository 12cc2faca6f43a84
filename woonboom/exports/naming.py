"""What questions, answers and outcomes are called in a drawing of another program."""

from __future__ import annotations

import textwrap
from typing import Final

from woonboom.model import KIND_WORDS, Answer, Outcome, Question, Tree

CARD: Final = 30
LABEL: Final = 22
"""How many letters stand on a line: of a card, and of an answer beside its line."""
LONGEST_WORD: Final = 40


def heading(tree: Tree) -> str:
    """Return the title of a tree with its version."""
    return f"{tree.title} ({tree.version})"


def question_lines(tree: Tree, question: Question) -> list[str]:
    """Return the lines of a question's card: its number, and what it asks."""
    return [tree.printed[question.id], *broken(str(question.ask), CARD)]


def outcome_lines(tree: Tree, outcome: Outcome) -> list[str]:
    """Return the lines of an outcome's card: its code and kind, and its title."""
    return [f"{tree.codes[outcome.id]} · {kind_words(tree, outcome)}",
            *broken(str(outcome.title), CARD)]  # fmt: skip


def kind_words(tree: Tree, outcome: Outcome) -> str:
    """Return what the kind of an outcome is called in the tree's language."""
    words = KIND_WORDS.get(outcome.kind)
    return words.say(tree.language) if words else outcome.kind


def broken(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` letters; a longer word has a line to itself.

    Words of more than `LONGEST_WORD` letters are broken.
    """
    text = " ".join(piece for word in text.split() for piece in pieces(word))
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def pieces(word: str) -> list[str]:
    """Return a word, in pieces if no card is wide enough for it."""
    return [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]


def led(tree: Tree) -> list[tuple[Question, Answer]]:
    """Return the answers that lead somewhere, with their questions, in the order of numbers."""
    return [
        (question, answer)
        for question in tree.in_order
        for answer in question.answers
        if answer.goto in tree.questions or answer.goto in tree.outcomes
    ]


def ends(tree: Tree) -> list[Outcome]:
    """Return the outcomes in the order of their codes."""
    return [tree.outcomes[id_] for id_ in tree.codes]
