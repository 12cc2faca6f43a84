"""Where an answer leads, from what a cell says: an id, a number, a code, or words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Final

from woonboom.diagnostics import Message
from woonboom.exports.back.table import BadTable, Line, plain
from woonboom.load.blocks import slug

_NOWHERE: Final = Message(
    "Bij {place} staat niet waar het antwoord ‘{label}’ heen leidt. Vul in ‘Ga naar’ een nummer, "
    "een code of een uitkomst in.",
    "At {place} it is not said where the answer ‘{label}’ leads. Fill in a number, a code or an "
    "outcome under ‘Go to’.",
)
_NO_SUCH: Final = Message(
    "Bij {place} staat ‘{goto}’, maar die vraag of uitkomst is er niet.",
    "At {place} it says ‘{goto}’, but there is no such question or outcome.",
)
_BEFORE: Final = re.compile(r"^(vraag|question|uitkomst|outcome|ga naar|go to)\s+", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"[A-Za-z]?\d+")


class Goals:
    """Finds questions and outcomes by what people call them; makes outcomes of new words."""

    def __init__(
        self, questions: Mapping[str, Line], ends: Mapping[str, Line], gone: Container[str] = ()
    ) -> None:
        self.gone = gone
        self.known = dict.fromkeys([*ends, *questions])
        self.added: dict[str, str] = {}
        self.called: dict[str, str] = {}
        # What is printed as a number or code comes first: an id may look like the code of another.
        for id_, line in ends.items():
            self.call(id_, [line["goes_to"]])
        for id_, line in questions.items():
            self.call(id_, [line["number"]])
        for id_, line in ends.items():
            self.call(id_, [line["outcome_title"], line["goto"]])
        for id_, line in questions.items():
            self.call(id_, [line["ask"]])

    def call(self, id_: str, names: Iterable[str]) -> None:
        """Let something be found by names; the first that has a name keeps it."""
        for name in names:
            if plain(name):
                self.called.setdefault(plain(name), id_)

    def find(self, line: Line) -> str:
        """Return what the answer of a row leads to; raises `BadTable` where nothing is said."""
        said = line["goto"]
        if said in self.known:
            return said
        if not plain(said):
            raise BadTable(_NOWHERE, place=line.place, label=line["label"])
        bare = _BEFORE.sub("", said)
        found = self.called.get(plain(bare)) or self.called.get(plain(said))
        return found or self.new(line, said)

    def new(self, line: Line, said: str) -> str:
        """Return a new outcome, called by the words of a cell."""
        if said in self.gone or _NUMBERED.fullmatch(_BEFORE.sub("", said)):
            raise BadTable(_NO_SUCH, place=line.place, goto=said)
        id_ = free(slug(said), self.known)
        self.known[id_] = None
        self.added[id_] = said
        self.call(id_, [said])
        return id_


def free(id_: str, taken: Container[str]) -> str:
    """Return an id, with a number behind it if it is taken."""
    number, found = 1, id_
    while found in taken:
        number += 1
        found = f"{id_}_{number}"
    return found
