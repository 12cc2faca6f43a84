"""Two versions as one tree: the new one, with what is gone from the old one at its place.

Only a drawing is made of it. What stays has the numbers and codes of the new version; what is gone
is `former` and has those that it had. An answer that led elsewhere is in it twice: as it is, and as
a former answer to where it led. Where words of a text changed, the old ones stand before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from woonboom.conditions.forms import Truth
from woonboom.diagnostics import Message
from woonboom.diff.changes import Changes
from woonboom.diff.marks import Element, Pairs
from woonboom.diff.retold import Told, retold, same
from woonboom.diff.texts import Run
from woonboom.model import Answer, Outcome, Question, Text, Tree

_FORMER: Final = "oud-{}"
"""What something is called that is gone: no id of a tree has a hyphen in it."""


_MOST_TITLE, _MOST_NOTE, _MOST_LABEL = 60, 40, 20
"""So many characters of old words are shown in a row: in titles, below them, and at answers."""
_DECIDES: Final = Message(
    "Beslist nu anders. Zie het verslag.", "Decides otherwise now. See the report."
)


@dataclass(frozen=True)
class Telling:
    """How a union tells old words: `sign` stands before new numbers; `kinds` names outcomes."""

    sign: str
    kinds: Mapping[str, Message]


@dataclass(frozen=True)
class Union:
    """The new version with what is gone, and the texts in which old words stand, by element."""

    tree: Tree
    told: Mapping[Element, Sequence[Told]]


def union(changes: Changes, telling: Telling | None = None) -> Union:
    """Return the new version with what is gone; its facts and conditions mean nothing.

    Without a `telling` the new texts are there alone.
    """
    pairs = Pairs(changes.old, changes.new, changes.renames)
    made = _Union(changes.old, changes.new, pairs, telling, {})
    return Union(made.tree(), made.told)


@dataclass(frozen=True)
class _Union:
    old: Tree
    new: Tree
    pairs: Pairs
    telling: Telling | None
    told: dict[Element, list[Told]]

    def tree(self) -> Tree:
        """Return the new version with all that is gone."""
        pairs = self.pairs.elements.items()
        asked = {now[1]: self.old.questions[was[1]] for was, now in pairs if was[0] == "question"}
        ended = {now[1]: self.old.outcomes[was[1]] for was, now in pairs if was[0] == "outcome"}
        questions = {
            q.id: self._asked(asked[q.id], q) if q.id in asked else q
            for q in self.new.questions.values()
        }
        outcomes = {
            o.id: self._ended(ended[o.id], o) if o.id in ended else o
            for o in self.new.outcomes.values()
        }
        gone = [q for q in self.old.in_order if ("question", q.id) not in self.pairs.elements]
        ends = [o for o in self.old.codes if ("outcome", o) not in self.pairs.elements]
        former = [self._question(q) for q in gone]
        return replace(
            self.new,
            questions=questions | {q.id: q for q in former},
            outcomes=outcomes | {o.id: o for o in map(self._outcome, ends)},
        )

    def _asked(self, was: Question, now: Question) -> Question:
        """A question that stays."""
        key = ("question", now.id)
        ask = self._both(key, was.ask, now.ask, _MOST_TITLE) or now.ask
        help_ = self._both(key, was.help, now.help, _MOST_NOTE)
        if self.telling and key not in self.told and self._decides(was, now):
            help_ = self._added(key, help_, _DECIDES.say(self.new.language))
        return replace(now, ask=ask, help=help_, answers=tuple(self._answers(was, now)))

    def _decides(self, was: Question, now: Question) -> bool:
        """Whether it decides otherwise, and no answer that came or went shows that."""
        there = [self.pairs.renames.step((was.id, a.id))[1] for a in was.answers]
        same = {a.id for a in now.answers} == set(there)
        return same and self.pairs.decides(was, now)

    def _ended(self, was: Outcome, now: Outcome) -> Outcome:
        """An outcome that stays."""
        key = ("outcome", now.id)
        title = self._both(key, was.title, now.title, _MOST_TITLE) or now.title
        text = self._both(key, was.text, now.text, _MOST_NOTE)
        if self.telling and was.kind != now.kind:
            text = self._kinds(key, was, now, text)
        return replace(now, title=title, text=text)

    def _both(self, key: Element, was: Text | None, now: Text | None, most: int) -> Text | None:
        """A text with its old words before the new ones."""
        before, after = str(was or ""), str(now or "")
        if not self.telling or same(before, after):
            return now
        told = retold(before, after, self.telling.sign, most)
        self.told.setdefault(key, []).append(told)
        return replace(now or Text("", ""), value=told.text)

    def _added(self, key: Element, text: Text | None, words: str) -> Text:
        """A text with a sentence behind it that is marked as new."""
        before = [Run("kept", f"{text} ")] if text else []
        told = Told((*before, Run("added", words)), str(text or ""), words)
        self.told.setdefault(key, []).append(told)
        return replace(text or Text("", ""), value=told.text)

    def _kinds(self, key: Element, was: Outcome, now: Outcome, text: Text | None) -> Text:
        """The text of an outcome, after the kind that it was and the one that it is."""
        kinds = [self._kind(was.kind), self._kind(now.kind)]
        row = self.told.setdefault(key, [])
        below = next((told for told in row if text and told.text == text.value), None)
        if below:
            row.remove(below)
        rest = below.parts if below else (Run("kept", str(text or "")),)
        first = Run("removed", kinds[0]), Run("kept", " "), Run("added", f"{kinds[1]}.")
        told = Told((*first, Run("kept", " "), *rest), kinds[0], kinds[1])
        row.append(told)
        return replace(text or Text("", ""), value=told.text)

    def _kind(self, kind: str) -> str:
        words = self.telling.kinds.get(kind) if self.telling else None
        return words.say(self.new.language) if words else kind

    def _answers(self, was: Question, now: Question) -> Iterator[Answer]:
        """The answers of a question that stays, each followed by what is gone behind it."""
        behind = self._behind(was, now)
        labels = {self.pairs.renames.step((was.id, a.id))[1]: a.label for a in was.answers}
        yield from behind.get("", ())
        for answer in now.answers:
            key, label = ("answer", now.id, answer.id), labels.get(answer.id, answer.label)
            told = self._both(key, label, answer.label, _MOST_LABEL) or answer.label
            yield replace(answer, label=told)
            yield from behind.get(answer.id, ())

    def _behind(self, was: Question, now: Question) -> Mapping[str, list[Answer]]:
        """The former answers of a question, by the answer that they stand behind."""
        there = {answer.id: answer for answer in now.answers}
        found: dict[str, list[Answer]] = {}
        last = ""
        for answer in was.answers:
            here = self.pairs.elements.get(("answer", was.id, answer.id))
            last = here[2] if here else last
            if not here or self.pairs.moved(answer, there[here[2]]):
                found.setdefault(last, []).append(self._answer(answer))
        return found

    def _answer(self, answer: Answer) -> Answer:
        return replace(
            answer,
            id=_FORMER.format(answer.id),
            label=_plain(answer.label),
            goto=self._place(answer.goto),
            condition=Truth(answer.id),
            form="judgement",
            former=True,
        )

    def _place(self, goto: str) -> str:
        """What a place of the old version is called in the union."""
        kind = "question" if goto in self.old.questions else "outcome"
        now = self.pairs.elements.get((kind, goto))
        if now:
            return now[1]
        there = {**self.old.questions, **self.old.outcomes, **self.new.questions}
        missing = goto not in there and goto not in self.new.outcomes
        return goto if missing else _FORMER.format(goto)

    def _question(self, question: Question) -> Question:
        return replace(
            question,
            id=_FORMER.format(question.id),
            ask=_plain(question.ask),
            help=_plain(question.help) if question.help else None,
            facts=(),
            answers=tuple(map(self._answer, question.answers)),
            sources=(),
            former=str(self.old.numbers[question.id]),
        )

    def _outcome(self, id_: str) -> Outcome:
        outcome = self.old.outcomes[id_]
        return replace(
            outcome,
            id=_FORMER.format(id_),
            title=_plain(outcome.title),
            text=_plain(outcome.text) if outcome.text else None,
            sources=(),
            former=self.old.codes[id_],
        )


def _plain(text: Text) -> Text:
    """A text with its numbers filled in: what they are called is known to its own version only."""
    return Text(text.value, text.value)
