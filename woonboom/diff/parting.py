"""Where the paths of a case part, in words.

Questions have the number that they have in the new version. One that is gone has its old number,
and is said to be of the old version.
"""

from __future__ import annotations

from typing import Final

from woonboom.diagnostics import Argument, Message
from woonboom.diff.changes import CaseChange, Changes, Path
from woonboom.diff.naming import Side, ends, is_itself_changed, outcome_words
from woonboom.model import Tree

_QUESTION: Final = Message("vraag {number} ({ask})", "question {number} ({ask})")
_OLD_QUESTION: Final = Message(
    "vraag {number} van de oude versie ({ask})", "question {number} of the old version ({ask})"
)
_NUMBER: Final = Message("vraag {number}", "question {number}")
_STEP: Final = Message("vraag {number} ‘{label}’", "question {number} ‘{label}’")
_ANSWER: Final = Message("‘{label}’", "‘{label}’")
_NO_ANSWER: Final = Message("geen uitkomst", "no outcome")
"""Why there is none, `undecided.causes` tells: nothing fits, too much does, or it is unknown."""
_OF_QUESTION: Final = Message("{answer} op ‘{ask}’", "{answer} to ‘{ask}’")
_SAME_PLACE: Final = Message(
    "De wegen gaan uiteen bij {question}: eerst {old}, nu {new}",
    "The paths part at {question}: {old} before, {new} now",
)
_AFTER: Final = Message(
    "De wegen gaan uiteen na {step}: eerst {old}, nu {new}",
    "The paths part after {step}: {old} before, {new} now",
)
_AT_START: Final = Message(
    "De wegen verschillen vanaf het begin: eerst {old}, nu {new}",
    "The paths differ from the start: {old} before, {new} now",
)


def parting_words(change: CaseChange, changes: Changes, language: str) -> str:
    """Return at which question the paths of a change part, with what is answered there.

    Nothing where they do not part: the outcome itself is another.
    """
    return _Parting(change, changes, language).say()


class _Parting:
    """Where the paths of a change part, in words."""

    def __init__(self, change: CaseChange, changes: Changes, language: str) -> None:
        self.change = change
        self.changes = changes
        self.language = language
        self.old = end_of(changes.old, change.old_path[: change.common])
        self.new = end_of(changes.new, change.new_path[: change.common])

    def say(self) -> str:
        """Return the sentence, without a full stop; nothing where there is none."""
        change = self.change
        outcomes = change.old_outcome, change.new_outcome
        if change.grade is not None and is_itself_changed(self.changes, *outcomes):
            return ""
        if self.old in self.changes.old.questions and self._same():
            return self._answered()
        places = self._places()
        if not change.common:
            return _AT_START.say(self.language, places)
        step = _STEP.say(self.language, _step(self.changes.new, change.new_path[change.common - 1]))
        return _AFTER.say(self.language, {"step": step, **places})

    def _same(self) -> bool:
        return self.changes.renames.questions.get(self.old, self.old) == self.new

    def _answered(self) -> str:
        """What was and is answered to one question; what it asks of both when that is another."""
        old, new = self.changes.old, self.changes.new
        asked = [str(tree.questions[at].ask) for tree, at in ((old, self.old), (new, self.new))]
        said = [self._answer(old, self.change.old_path), self._answer(new, self.change.new_path)]
        question = question_words(new, self.new, self.language)
        if asked[0] != asked[1]:
            question = _NUMBER.say(self.language, {"number": new.numbers[self.new]})
            said = [
                _OF_QUESTION.say(self.language, {"answer": answer, "ask": ask})
                for answer, ask in zip(said, asked, strict=True)
            ]
        words: dict[str, Argument] = {"question": question, "old": said[0], "new": said[1]}
        return _SAME_PLACE.say(self.language, words)

    def _answer(self, tree: Tree, path: Path) -> str:
        if len(path) <= self.change.common:
            return _NO_ANSWER.say(self.language)
        return _ANSWER.say(self.language, _step(tree, path[self.change.common]))

    def _places(self) -> dict[str, Argument]:
        """Where both paths come to: questions, or outcomes that are told apart."""
        outcomes = ends(
            self.changes,
            self.old if self.old in self.changes.old.outcomes else None,
            self.new if self.new in self.changes.new.outcomes else None,
            self.language,
        )
        old, new = self.changes.old.questions, self.changes.new.questions
        return {
            "old": self._question("old", self.old) if self.old in old else outcomes["old"],
            "new": self._question("new", self.new) if self.new in new else outcomes["new"],
        }

    def _question(self, side: Side, question: str) -> str:
        return question_of(self.changes, side, question, self.language)


def question_of(changes: Changes, side: Side, question: str, language: str) -> str:
    """Return a question of a version as it asks it, by the number that readers find now."""
    if side == "new":
        return question_words(changes.new, question, language)
    now = changes.renames.questions.get(question, question)
    is_there = now in changes.new.numbers
    number = changes.new.numbers[now] if is_there else changes.old.numbers[question]
    words: dict[str, Argument] = {
        "number": number, "ask": str(changes.old.questions[question].ask)
    }  # fmt: skip
    return (_QUESTION if is_there else _OLD_QUESTION).say(language, words)


def question_words(tree: Tree, question: str, language: str) -> str:
    """Return a question with its number: "vraag 5 (Loopt er een regeling?)"."""
    words: dict[str, Argument] = {
        "number": tree.numbers[question], "ask": str(tree.questions[question].ask)
    }  # fmt: skip
    return _QUESTION.say(language, words)


def place_words(tree: Tree, place: str, language: str) -> str:
    """Return the question or outcome of one tree that a path comes to."""
    if place in tree.questions:
        return question_words(tree, place, language)
    return outcome_words(tree, place if place in tree.outcomes else None, language)


def end_of(tree: Tree, path: Path) -> str:
    """Return where a path leads: the id of a question or outcome."""
    if not path:
        return tree.start
    question, answer = path[-1]
    return next(one.goto for one in tree.questions[question].answers if one.id == answer)


def _step(tree: Tree, step: tuple[str, str]) -> dict[str, Argument]:
    question, answer = step
    labels = {one.id: str(one.label) for one in tree.questions[question].answers}
    return {"number": tree.numbers[question], "label": labels[answer]}
