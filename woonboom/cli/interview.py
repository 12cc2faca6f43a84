"""Asking on the terminal what is not known yet, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

import click

from woonboom.cli.answers import Misread, hint, meant, options
from woonboom.cli.decided_text import title
from woonboom.cli.screen import Screen
from woonboom.conditions import Case
from woonboom.decide import CaseProblem, Decision
from woonboom.decide.asking import facts_to_ask
from woonboom.decide.onward import Find, Journey, journey
from woonboom.diagnostics import Argument, Message
from woonboom.facts import Fact, Value
from woonboom.model import Question, Tree

Move = Literal["back", "help", "quit"]

_COMMANDS: Final[Mapping[str, Move]] = {
    "t": "back", "terug": "back", "b": "back", "back": "back",
    "?": "help", "help": "help", "hulp": "help",
    "q": "quit", "quit": "quit", "stop": "quit",
}  # fmt: skip
_KEYS = Message("? uitleg · t terug · q stoppen", "? help · b back · q quit")
_ANSWERS = Message("Antwoorden: {answers}", "Answers: {answers}")
_FIRST = Message("Dit is de eerste vraag; u kunt niet verder terug.",
                 "This is the first question; you cannot go back further.")  # fmt: skip
_SOURCE = Message("Bron: {sources}", "Source: {sources}")
_NOTE = Message("Toelichting: {note}", "Note: {note}")
_NO_HELP = Message("Bij deze vraag staat geen uitleg.", "This question has no explanation.")
_TYPE = Message("Typ {what}, en druk op Enter.", "Type {what}, and press Enter.")
_EMPTY = Message("Typ {what}.", "Type {what}.")
_BOLD, _DIM, _WRONG = "1", "2", "31"


class Asked(NamedTuple):
    """What is asked: a fact, for a question of a tree."""

    tree: Tree
    question: Question
    fact: Fact


class Interview:
    """Asks until a case is decided; every answer can be taken back."""

    def __init__(self, tree: Tree, find: Find, screen: Screen, on: date) -> None:
        self.tree = tree
        self.find = find
        self.screen = screen
        self.on = on
        self._last: Asked | None = None

    def run(self, case: Case) -> Journey | None:
        """Ask what a case does not say; returns what comes of it, or None when the user quits."""
        known, before = dict(case), list[dict[str, Value]]()
        while True:
            try:
                found = journey(self.tree, known, self.find)
                problem = found.problem
            except CaseProblem as excluded:
                if not before:
                    raise
                problem = excluded
            if problem and before:  # the last answer cannot be
                self._tell_problem(problem)
                known = before.pop()
                continue
            asked = self._next(found.last, known)
            if asked is None:
                self._print()
                return found
            answer = self._answer(asked)
            if answer == "quit":
                return None
            if answer == "back":
                known = before.pop() if before else self._nothing_before(known)
            else:
                before.append(known)
                known = {**known, asked.fact.id: answer}

    def _next(self, decision: Decision, known: Case) -> Asked | None:
        """What to ask: what the last question still needs, else what its tree asks next."""
        tree, last = decision.tree, self._last
        if tree is None or decision.ask is None:
            return None
        if last and last.tree is tree and last.fact.id in known:
            facts = facts_to_ask(tree, last.question, known)
            if facts and last.question.id not in decision.questions:
                return Asked(tree, last.question, tree.facts[facts[0]])
        question = tree.questions[decision.ask]
        facts = facts_to_ask(tree, question, known)
        return Asked(tree, question, tree.facts[facts[0]]) if facts else None

    def _answer(self, asked: Asked) -> Value | Literal["back", "quit"]:
        """Ask until there is an answer, or the user goes back or quits."""
        self._show(asked)
        what = hint(asked.fact, asked.tree.language, self.screen)
        while True:
            typed = self._typed()
            taken = {word.lower() for pair in asked.fact.options.items() for word in pair}
            move = None if typed.lower() in taken else _COMMANDS.get(typed.lower())
            if move == "help":
                self._help(asked)
            elif move:
                return move
            elif not typed:
                self._say(_EMPTY, what=what)
            else:
                try:
                    return meant(asked.fact, typed, self.on, self.screen)
                except Misread as fault:
                    self._print(*self.screen.wrapped(str(fault), colour=_WRONG))

    def _typed(self) -> str:
        """A line that the user types; the end of the input is quitting."""
        try:
            return input("> ").strip()
        except EOFError:
            self._print()
            return "q"

    def _show(self, asked: Asked) -> None:
        """Show the question, unless it is the same as the last; and what is to be typed."""
        last, screen = self._last, self.screen
        self._last = asked
        if last is None or last.tree is not asked.tree:
            self._print("", *title(asked.tree, screen))
            self._say(_KEYS, colour=_DIM)
        if last is None or (last.tree.id, last.question) != (asked.tree.id, asked.question):
            self._show_question(asked)
        what = hint(asked.fact, asked.tree.language, screen)
        if not _is_itself(asked):
            label = asked.fact.label.rstrip(":")
            self._print("", *screen.wrapped(f"{label}{'' if label.endswith('?') else ':'}", "   "))
        for number, (_, label) in enumerate(options(asked.fact), start=1):
            self._print(*screen.wrapped(label, f"{number:>5}  "))
        self._print(*screen.wrapped(f"({what})", "   ", _DIM))

    def _show_question(self, asked: Asked) -> None:
        question, screen = asked.question, self.screen
        number = f"{asked.tree.numbers[question.id]}. "
        self._print("", *screen.wrapped(str(question.ask), number, _BOLD))
        if not _is_itself(asked):
            answers = " · ".join(str(answer.label) for answer in question.answers)
            self._say(_ANSWERS, before="   ", colour=_DIM, answers=answers)

    def _help(self, asked: Asked) -> None:
        """Show what the tree says about a question, and how to answer."""
        question, screen = asked.question, self.screen
        what = hint(asked.fact, asked.tree.language, screen)
        if question.help:
            self._print(*screen.wrapped(str(question.help), "   "))
        if question.note:
            self._say(_NOTE, before="   ", note=question.note)
        if question.sources:
            self._say(_SOURCE, before="   ", sources=", ".join(question.sources))
        if not (question.help or question.note or question.sources):
            self._say(_NO_HELP, before="   ")
        self._say(_TYPE, before="   ", what=what)
        self._say(_KEYS, before="   ", colour=_DIM)

    def _nothing_before(self, known: dict[str, Value]) -> dict[str, Value]:
        self._say(_FIRST)
        return known

    def _tell_problem(self, problem: CaseProblem) -> None:
        for part in (problem.said, problem.remedy):
            if part:
                self._print(*self.screen.wrapped(part.say(self.screen.language), colour=_WRONG))

    def _say(
        self, message: Message, *, before: str = "", colour: str = "", **words: Argument
    ) -> None:
        self._print(*self.screen.wrapped(self.screen.say(message, **words), before, colour))

    def _print(self, *lines: str) -> None:
        for line in lines or ("",):
            click.echo(line, color=self.screen.colour)


def _is_itself(asked: Asked) -> bool:
    """Whether a question asks just for this fact, so that the answer to it is the answer."""
    facts = set(asked.question.facts)
    return (
        facts == {asked.fact.id}
        and asked.fact.kind.compared in ("alone", "option")
        and (asked.fact.judgement or asked.question.answers[0].form == "yes-no")
    )
