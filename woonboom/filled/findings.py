"""What reading a filled paper found: of a kind, about questions, facts and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from woonboom.diagnostics import Argument, Said
from woonboom.filled.kinds import KINDS, Severity


@dataclass(frozen=True)
class Finding:
    """Something that was found: its stable kind, in words, and the ids that it is about."""

    kind: str
    said: Said
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return KINDS[self.kind][0]

    def as_data(self, language: str) -> dict[str, object]:
        """Return it as data for JSON; the schema is `docs/schemas/read.json`."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "message": self.said.say(language),
            "questions": list(self.questions),
            "facts": list(self.facts),
            "outcomes": list(self.outcomes),
        }


class Unreadable(Exception):
    """A file that is no filled paper, or none that can be read; `finding` tells why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def __str__(self) -> str:
        return self.finding.said.say("en")


def found(
    kind: str,
    *,
    questions: Iterable[str] = (),
    facts: Iterable[str] = (),
    outcomes: Iterable[str] = (),
    **words: Argument,
) -> Finding:
    """Return a finding of a kind, its places filled with `words`."""
    said = Said(KINDS[kind][1], words)
    return Finding(kind, said, tuple(questions), tuple(facts), tuple(outcomes))


def refused(kind: str, **words: Argument) -> Unreadable:
    """Return why a file cannot be read, to raise."""
    return Unreadable(Finding(kind, Said(KINDS[kind][1], words)))
