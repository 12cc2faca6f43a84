"""Structure: every path leads somewhere, and every place can be reached."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, Span, define
from woonboom.model import Answer, Question, Tree
from woonboom.rules.rule import structure_rule, tree_rule

DEAD_END = define(
    "WB402",
    "dead-end",
    Severity.ERROR,
    message=Message(
        "Vraag ‘{question}’ heeft geen antwoorden.", "Question ‘{question}’ has no answers."
    ),
    about=Message(
        "Een vraag zonder antwoorden is een doodlopende weg: wie er komt, krijgt geen uitkomst.",
        "A question without answers is a dead end: whoever gets there has no outcome.",
    ),
    hint=Message(
        "Voeg ‘yes:’ en ‘no:’ toe, of ‘answers:’, of maak er een uitkomst van.",
        "Add ‘yes:’ and ‘no:’, or ‘answers:’, or make it an outcome.",
    ),
)
UNREACHABLE_QUESTION = define(
    "WB403",
    "unreachable-question",
    Severity.ERROR,
    message=Message(
        "Geen enkel antwoord leidt vanaf het begin naar vraag ‘{question}’.",
        "No answer leads from the start to question ‘{question}’.",
    ),
    about=Message(
        "Vanaf het begin van de boom is er geen weg naar deze vraag. Ze wordt dus nooit gesteld.",
        "There is no way from the start of the tree to this question. So it is never asked.",
    ),
    hint=Message(
        "Laat een antwoord naar ‘{question}’ wijzen, of haal de vraag weg.",
        "Let an answer point to ‘{question}’, or remove the question.",
    ),
)
UNREACHABLE_OUTCOME = define(
    "WB404",
    "unreachable-outcome",
    Severity.ERROR,
    message=Message(
        "Geen enkel antwoord leidt vanaf het begin naar uitkomst ‘{outcome}’.",
        "No answer leads from the start to outcome ‘{outcome}’.",
    ),
    about=Message(
        "Vanaf het begin van de boom is er geen weg naar deze uitkomst. Niemand krijgt haar dus.",
        "There is no way from the start of the tree to this outcome. So nobody ever gets it.",
    ),
    hint=Message(
        "Laat een antwoord naar ‘{outcome}’ wijzen, of haal de uitkomst weg.",
        "Let an answer point to ‘{outcome}’, or remove the outcome.",
    ),
)
CYCLE = define(
    "WB405",
    "cycle",
    Severity.ERROR,
    message=Message(
        "De boom gaat in een rondje: {round}.", "The tree goes round in a circle: {round}."
    ),
    about=Message(
        "Via deze antwoorden komt een zaak terug bij een vraag die al gesteld is, en zo "
        "komt er nooit een einde aan. Twee wegen die weer samenkomen zijn geen rondje.",
        "By these answers a case returns to a question that was asked before, and never ends. Two "
        "ways that come together again are no circle.",
    ),
    hint=Message(
        "Laat één van deze antwoorden naar een latere vraag of een uitkomst wijzen.",
        "Let one of these answers point to a later question or an outcome.",
    ),
)
SAME_PLACE = define(
    "WB406",
    "same-place",
    Severity.WARNING,
    message=Message(
        "Alle antwoorden op vraag ‘{question}’ leiden naar ‘{goto}’.",
        "All answers to question ‘{question}’ lead to ‘{goto}’.",
    ),
    about=Message(
        "Als elk antwoord naar dezelfde plek leidt, hoeft de vraag niet gesteld te worden.",
        "When every answer leads to the same place, the question need not be asked.",
    ),
    hint=Message(
        "Haal de vraag weg, of geef de antwoorden verschillende bestemmingen.",
        "Remove the question, or give the answers different destinations.",
    ),
)
_BELOW: Final = Message("En daardoor ook ‘{place}’ niet.", "And because of that ‘{place}’ neither.")
_WHOLE_ROUNDS: Final = 25  # a round names every question in it, so many long ones are slow
_BACK: Final = Message(
    "De boom gaat ook hier in een rondje: ‘{question}’ gaat bij ‘{answer}’ terug naar ‘{goto}’.",
    "The tree goes round here too: ‘{question}’ goes back to ‘{goto}’ at ‘{answer}’.",
)
_ROUND_ANSWER: Final = Message(
    "‘{question}’ gaat bij ‘{answer}’ naar ‘{goto}’.",
    "‘{question}’ goes to ‘{goto}’ at ‘{answer}’.",
)


@structure_rule
def dead_ends(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the questions without any answer."""
    for question in tree.questions.values():
        if not question.answers:
            yield DEAD_END.at(question.span, question=question.id)


@structure_rule
def unreachable(tree: Tree) -> Iterator[Diagnostic]:
    """Yield what no path from the start reaches: the places where it begins, once each.

    What can be reached only from there is told along with it, not as a problem of its own.
    """
    if tree.start not in tree.questions:
        return  # nothing can be reached; the missing start is the problem
    left = _unreached(tree)
    inner = {a.goto for q in tree.questions.values() if q.id in left for a in q.answers}
    # Outside first; what is left after that is a circle, which begins where it is written first.
    for place in [*(p for p in left if p not in inner), *left]:
        if place in left:
            below = {p: left[p] for p in _reached_from(tree, place, left) if p != place}
            yield _unreachable(tree, place, below)
            for found in [place, *below]:
                del left[found]


def _unreached(tree: Tree) -> dict[str, Span]:
    reached = _reached_from(tree, tree.start)
    places = {question.id: question.span for question in tree.questions.values()}
    places.update({o.id: o.span for o in tree.outcomes.values() if not o.shared})
    return {place: span for place, span in places.items() if place not in reached}


def _unreachable(tree: Tree, place: str, below: dict[str, Span]) -> Diagnostic:
    by_line = sorted(below.items(), key=lambda found: found[1].order)
    related = [Related(Said(_BELOW, {"place": other}), span) for other, span in by_line]
    if place in tree.questions:
        span = tree.questions[place].span
        return UNREACHABLE_QUESTION.at(span, question=place, related=related)
    return UNREACHABLE_OUTCOME.at(tree.outcomes[place].span, outcome=place, related=related)


def _reached_from(tree: Tree, place: str, within: Container[str] | None = None) -> dict[str, None]:
    """A place and all questions and outcomes to which a path from it leads, inside `within`."""
    reached = {place: None}
    waiting = [place]
    while waiting:
        question = tree.questions.get(waiting.pop())
        for answer in question.answers if question else ():
            if answer.goto not in reached and (within is None or answer.goto in within):
                reached[answer.goto] = None
                waiting.append(answer.goto)
    return reached


@structure_rule
def cycles(tree: Tree) -> Iterator[Diagnostic]:
    """Yield every answer that leads back; the first with the whole round that each closes."""
    for number, (way, question, answer) in enumerate(_rounds(tree)):
        if number < _WHOLE_ROUNDS:
            yield _round(tree, list(way.items()), answer)
        else:
            yield CYCLE.at(answer.goto_span, message=_BACK, words=_step(question, answer))


Way = dict[str, Answer | None]
"""The questions passed so far, each with the answer that was taken."""


def _rounds(tree: Tree) -> Iterator[tuple[Way, Question, Answer]]:
    done: set[str] = set()
    for first in [tree.start, *tree.questions]:
        if first in tree.questions and first not in done:
            yield from _rounds_from(tree, first, done)


def _rounds_from(tree: Tree, first: str, done: set[str]) -> Iterator[tuple[Way, Question, Answer]]:
    """Depth first, without recursion: an answer to a question on the way closes a round."""
    way: Way = {first: None}
    stack = [(tree.questions[first], iter(tree.questions[first].answers))]
    while stack:
        question, answers = stack[-1]
        answer = next(answers, None)
        if answer is None:
            stack.pop()
            way.pop(question.id)
            done.add(question.id)
        elif answer.goto in way:
            way[question.id] = answer
            yield way, question, answer
        elif answer.goto in tree.questions and answer.goto not in done:
            way[question.id] = answer
            way[answer.goto] = None
            following = tree.questions[answer.goto]
            stack.append((following, iter(following.answers)))


def _round(tree: Tree, way: list[tuple[str, Answer | None]], last: Answer) -> Diagnostic:
    begin = next(i for i, (question, _) in enumerate(way) if question == last.goto)
    steps = way[begin:]
    names = [question for question, _ in steps] + [last.goto]
    related = [
        Related(Said(_ROUND_ANSWER, _step(tree.questions[name], answer)), answer.goto_span)
        for name, answer in steps
        if answer is not None
    ]
    return CYCLE.at(last.goto_span, round=" → ".join(names), related=related)


def _step(question: Question, answer: Answer) -> dict[str, str]:
    return {"question": question.id, "answer": str(answer.label), "goto": answer.goto}


@tree_rule  # of a flawed tree an answer may be missing
def same_place(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the questions whose answers all lead to one place."""
    for question in tree.questions.values():
        places = {answer.goto for answer in question.answers}
        if len(places) == 1:
            yield SAME_PLACE.at(question.span, question=question.id, goto=places.pop())
