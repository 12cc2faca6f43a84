"""Idle: answers that no case gets, questions that are settled or make no difference; exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woonboom.analysis.findings import Never, Pointless, Settled, analysis_of
from woonboom.analysis.flow import Step
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, Span, define
from woonboom.model import Answer, Tree
from woonboom.rules.conflicts import example
from woonboom.rules.rule import tree_rule

NEVER = define(
    "WB503",
    "never",
    Severity.ERROR,
    message=Message(
        "Geen enkel geval krijgt antwoord ‘{answer}’ op vraag ‘{question}’.",
        "No case ever gets answer ‘{answer}’ to question ‘{question}’.",
    ),
    about=Message(
        "Van alle gevallen die bij de vraag komen, past er geen een bij dit antwoord. Meestal is "
        "het al uitgesloten door een eerder antwoord. De tak eronder wordt nooit gebruikt.",
        "Of all cases that arrive at the question, none fits this answer. Mostly an earlier answer "
        "rules it out already. The branch below it is never used.",
    ),
    hint=Message(
        "Verbeter de voorwaarde of de weg hierheen, of haal het antwoord weg.",
        "Mend the condition or the way to here, or remove the answer.",
    ),
)
_RULED_OUT = Message(
    "Geen enkel geval krijgt antwoord ‘{answer}’ op vraag ‘{question}’: het is al uitgesloten door "
    "{reasons}.",
    "No case ever gets answer ‘{answer}’ to question ‘{question}’: it is ruled out by {reasons}.",
)
_BY_ITSELF = Message(
    "Geen enkel geval krijgt antwoord ‘{answer}’ op vraag ‘{question}’: de voorwaarde geldt nooit.",
    "No case ever gets answer ‘{answer}’ to question ‘{question}’: its condition never holds.",
)
_NOTHING_LEFT = Message(
    "Geen enkel geval krijgt antwoord ‘{answer}’ op vraag ‘{question}’: de andere antwoorden "
    "vangen alles al op.",
    "No case ever gets answer ‘{answer}’ to question ‘{question}’: the other answers leave nothing "
    "over.",
)
_ASSUMED = Message(
    "Geen enkel geval krijgt antwoord ‘{answer}’ op vraag ‘{question}’: de aannamen onder ‘assume’ "
    "sluiten het uit.",
    "No case ever gets answer ‘{answer}’ to question ‘{question}’: the assumptions under ‘assume’ "
    "rule it out.",
)
SETTLED = define(
    "WB504",
    "settled",
    Severity.WARNING,
    message=Message(
        "Vraag ‘{question}’ is al beslist voordat ze gesteld wordt: het antwoord is altijd "
        "‘{answer}’.",
        "Question ‘{question}’ is settled before it is asked: the answer is always ‘{answer}’.",
    ),
    about=Message(
        "Wie bij deze vraag komt, heeft eerder al iets geantwoord waaruit het antwoord volgt. De "
        "vraag kost dus alleen tijd.",
        "Whoever gets to this question has answered something before from which the answer "
        "follows. So the question only takes time.",
    ),
    hint=Message(
        "Haal de vraag weg, of verander de weg hierheen.",
        "Remove the question, or change the way to here.",
    ),
)
_SETTLED_BY = Message(
    "Vraag ‘{question}’ is al beslist door {reasons}: het antwoord is altijd ‘{answer}’.",
    "Question ‘{question}’ is settled by {reasons}: the answer is always ‘{answer}’.",
)
POINTLESS = define(
    "WB505",
    "pointless",
    Severity.WARNING,
    message=Message(
        "Vraag ‘{question}’ maakt geen verschil: wat het antwoord ook is, elk geval krijgt "
        "dezelfde uitkomst.",
        "Question ‘{question}’ makes no difference: whatever the answer, every case gets the same "
        "outcome.",
    ),
    about=Message(
        "Elk antwoord op deze vraag brengt elk geval bij dezelfde uitkomst, ook al is de weg "
        "anders. Dat is bewezen voor alle gevallen die hier komen.",
        "Each answer to this question brings every case to the same outcome, though the way "
        "differs. That is proved for all cases that arrive here.",
    ),
    hint=Message(
        "Haal de vraag weg, of geef een van de antwoorden een andere uitkomst.",
        "Remove the question, or give one of the answers another outcome.",
    ),
)
_ONE_OUTCOME = Message(
    "Vraag ‘{question}’ maakt geen verschil: elk antwoord leidt uiteindelijk naar ‘{outcome}’.",
    "Question ‘{question}’ makes no difference: every answer leads to ‘{outcome}’ in the end.",
)
_OR = Message("{first} of {last}", "{first} or {last}")
_AND = Message("{first} en {last}", "{first} and {last}")
_ON = Message("{answers} op ‘{question}’", "{answers} to ‘{question}’")
_RULES_OUT = Message("‘{answer}’ sluit het uit.", "‘{answer}’ rules it out.")
_FIXES = Message("Na ‘{answer}’ ligt het vast.", "After ‘{answer}’ it is settled.")
_CUT_OFF = Message(
    "Hierdoor komt niemand bij ‘{place}’.", "Because of this nobody gets to ‘{place}’."
)


@tree_rule
def nevers(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the answers that no case gets."""
    for found in analysis_of(tree).nevers():
        yield _never(tree, found)


def _never(tree: Tree, found: Never) -> Diagnostic:
    answer = _answer(tree, found.step)
    reasons = found.reasons or ()
    words = {"question": found.step.question, "answer": str(answer.label)}
    said = {"reasons": _said(tree, reasons)} if reasons else {}
    related = [*_places(tree, _RULES_OUT, reasons), *_cut_off(tree, found.cut_off)]
    span = answer.when_span or answer.span
    return NEVER.at(span, message=_why(found, answer), related=related, words={**words, **said})


def _why(found: Never, answer: Answer) -> Message | None:
    if found.by_itself:
        return _NOTHING_LEFT if answer.form == "otherwise" else _BY_ITSELF
    if found.reasons:
        return _RULED_OUT
    return None if found.reasons is None else _ASSUMED


def _cut_off(tree: Tree, places: Iterable[str]) -> Iterator[Related]:
    spans = {place: _span(tree, place) for place in places}
    for place, span in sorted(spans.items(), key=lambda found: found[1].order):
        yield Related(Said(_CUT_OFF, {"place": place}), span)


def _span(tree: Tree, place: str) -> Span:
    return tree.questions[place].span if place in tree.questions else tree.outcomes[place].span


@tree_rule
def settled(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the questions that earlier answers have answered already."""
    for found in analysis_of(tree).settled():
        yield _settled(tree, found)


def _settled(tree: Tree, found: Settled) -> Diagnostic:
    reasons = found.reasons or ()
    said = {"reasons": _said(tree, reasons)} if reasons else {}
    words = {"question": found.step.question, "answer": str(_answer(tree, found.step).label)}
    return SETTLED.at(
        tree.questions[found.step.question].span,
        message=_SETTLED_BY if reasons else None,
        witness=example(tree, found.witness),
        related=_places(tree, _FIXES, reasons),
        words={**words, **said},
    )


@tree_rule
def pointless(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the questions whose answers all bring every case to the same outcome."""
    for found in analysis_of(tree).pointless():
        if len({answer.goto for answer in tree.questions[found.question].answers}) > 1:
            yield _pointless(tree, found)


def _pointless(tree: Tree, found: Pointless) -> Diagnostic:
    return POINTLESS.at(
        tree.questions[found.question].span,
        message=_ONE_OUTCOME if len(found.outcomes) == 1 else None,
        witness=example(tree, found.witness),
        question=found.question,
        outcome=found.outcomes[0],
    )


def _answer(tree: Tree, step: Step) -> Answer:
    return tree.questions[step.question].answers[step.answer]


def _places(tree: Tree, message: Message, steps: Iterable[Step]) -> list[Related]:
    answers = [_answer(tree, step) for step in steps]
    return [Related(Said(message, {"answer": str(a.label)}), a.goto_span) for a in answers]


def _said(tree: Tree, steps: Iterable[Step]) -> Said:
    """Answers as in: ‘Ja’ op ‘huurt’ en ‘Soms’ of ‘Nooit’ op ‘woonplek’."""
    by_question: dict[str, list[str]] = {}
    for step in steps:
        by_question.setdefault(step.question, []).append(f"‘{_answer(tree, step).label}’")
    parts = [
        Said(_ON, {"answers": _joined(_OR, labels), "question": question})
        for question, labels in by_question.items()
    ]
    return _joined(_AND, parts)


def _joined(joining: Message, parts: list[str] | list[Said]) -> Said:
    said = _as_said(parts[0])
    for part in parts[1:]:
        said = Said(joining, {"first": said, "last": part})
    return said


def _as_said(part: str | Said) -> Said:
    return Said(Message("{text}", "{text}"), {"text": part})
