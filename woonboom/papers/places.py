"""Where questions, outcomes and information pages stand on a paper, and links to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from woonboom.diagnostics import Message
from woonboom.document import Run, Words, words
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Answer, Tree

_GO_TO: Final = Message("ga naar ", "go to ")
_OUTCOME: Final = Message("uitkomst {code}", "outcome {code}")
_NOWHERE: Final = Message("leidt nergens heen", "leads nowhere")


@dataclass(frozen=True)
class Places:
    """The anchors of one tree; in a booklet of several trees `prefix` keeps them apart."""

    tree: Tree
    prefix: str = ""

    @property
    def chapter(self) -> str:
        """The anchor of the tree itself, in a booklet."""
        return f"{self.prefix}boom"

    def question(self, id_: str) -> str:
        """Return the anchor of a question."""
        return f"{self.prefix}vraag-{self.tree.numbers[id_]}"

    def outcome(self, id_: str) -> str:
        """Return the anchor of an outcome."""
        return f"{self.prefix}uitkomst-{self.tree.codes[id_]}"

    def to_outcome(self, id_: str) -> Run:
        """Return a link to an outcome, in words."""
        place = say(self.tree, _OUTCOME, code=self.tree.codes[id_])
        return Run(place, link=f"#{self.outcome(id_)}")

    def onward(self, answer: Answer) -> Words:
        """Return where an answer leads: a link to that question or outcome."""
        tree, goto = self.tree, answer.goto
        if goto in tree.questions:
            place = say(tree, wording.QUESTION_PLACE, number=tree.numbers[goto])
            return (Run(say(tree, _GO_TO)), Run(place, link=f"#{self.question(goto)}"))
        if goto in tree.outcomes:
            return (Run(say(tree, _GO_TO)), self.to_outcome(goto))
        return words(say(tree, _NOWHERE))
