"""Conflicts: answers that hold together, cases that no answer covers; exact, with an example."""

from __future__ import annotations

from collections.abc import Iterator

from woonboom.analysis.findings import Gap, Overlap, analysis_of
from woonboom.analysis.witnesses import Witness
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, define
from woonboom.facts import as_data
from woonboom.model import Tree
from woonboom.regions import Region
from woonboom.regions.diagrams import FALSE
from woonboom.rules.rule import last_rule, tree_rule

OVERLAP = define(
    "WB501",
    "overlap",
    Severity.ERROR,
    message=Message(
        "Bij vraag ‘{question}’ gelden ‘{one}’ en ‘{other}’ tegelijk. Dat is zo bij: {cases}.",
        "At question ‘{question}’ both ‘{one}’ and ‘{other}’ hold. That is so for: {cases}.",
    ),
    about=Message(
        "Twee antwoorden op één vraag gelden voor hetzelfde geval. Dan is niet te zeggen welke weg "
        "dat geval gaat. Er wordt gekeken naar alle gevallen die bij de vraag komen.",
        "Two answers to one question hold for the same case. Then there is no telling which way "
        "that case goes. All cases that arrive at the question are looked at.",
    ),
    hint=Message(
        "Maak een van de twee voorwaarden enger, zodat voor elk geval precies één antwoord geldt.",
        "Narrow one of the two conditions, so that exactly one answer holds for every case.",
    ),
)
GAP = define(
    "WB502",
    "gap",
    Severity.ERROR,
    message=Message(
        "Bij vraag ‘{question}’ past geen enkel antwoord voor: {cases}.",
        "At question ‘{question}’ no answer fits: {cases}.",
    ),
    about=Message(
        "Er is een geval dat bij deze vraag komt en waarvoor geen antwoord geldt. Dat geval krijgt "
        "geen uitkomst.",
        "There is a case that arrives at this question and for which no answer holds. That case "
        "has no outcome.",
    ),
    hint=Message(
        "Voeg een antwoord toe (met ‘otherwise: true’ voor al het andere) of verruim een "
        "voorwaarde. Bestaat zo’n geval niet? Zet dat dan onder ‘assume’.",
        "Add an answer (with ‘otherwise: true’ for all the rest) or widen a condition. Is there no "
        "such case? Then say so under ‘assume’.",
    ),
)
IMPOSSIBLE = define(
    "WB508",
    "impossible-assumptions",
    Severity.ERROR,
    message=Message(
        "De aannamen tot en met deze sluiten samen elk geval uit.",
        "The assumptions up to this one together rule out every case.",
    ),
    about=Message(
        "Onder ‘assume’ staat wat voor elk echt geval geldt. Kan dat niet allemaal tegelijk waar "
        "zijn, dan is er geen geval over om iets over te zeggen.",
        "Under ‘assume’ stands what holds for every real case. When all of it cannot be true at "
        "once, there is no case left to say anything about.",
    ),
    hint=Message(
        "Verbeter deze aanname, of een eerdere die haar tegenspreekt.",
        "Mend this assumption, or an earlier one that contradicts it.",
    ),
)
_NEVER_TRUE = Message(
    "De aanname ‘{condition}’ sluit elk geval uit.",
    "The assumption ‘{condition}’ rules out every case.",
)
ENTANGLED = define(
    "WB509",
    "not-examined",
    Severity.WARNING,
    message=Message(
        "De voorwaarden van deze boom hangen zo met elkaar samen dat ze niet onderzocht konden "
        "worden.",
        "The conditions of this tree are so entangled that they could not be examined.",
    ),
    about=Message(
        "De exacte controle rekent met verzamelingen van gevallen. Heel zelden worden die te "
        "groot, of geven bomen één feit verschillende soorten. De melding zegt wat daardoor niet "
        "onderzocht is.",
        "The exact check works with sets of cases. Very rarely these grow too large for memory, or "
        "trees give one fact different types. The message says what was not examined for that.",
    ),
    hint=Message(
        "Splits de boom met een uitkomst van soort refer, of vraag eerder naar feiten die vaak "
        "terugkomen.",
        "Split the tree with an outcome of kind refer, or ask earlier for facts that come back "
        "often.",
    ),
)
_PARTLY = Message(
    "De voorwaarden van deze boom hangen zo met elkaar samen dat vanaf vraag ‘{question}’ niet "
    "alle gevallen onderzocht konden worden. Wat gemeld is, klopt; er kan meer zijn.",
    "The conditions of this tree are so entangled that from question ‘{question}’ on not all cases "
    "could be examined. What is reported is so; there may be more.",
)
_UNPROVED = Message(
    "Bij ‘{question}’ is een overlap of een gat niet uitgesloten.",
    "At ‘{question}’ an overlap or a gap is not ruled out.",
)
_NO_POINTLESS = Message(
    "De uitkomsten van deze boom hangen van zo veel af dat niet onderzocht kon worden of elke "
    "vraag ertoe doet.",
    "The outcomes of this tree depend on so much that it could not be examined whether every "
    "question matters.",
)
_OTHER_ANSWER = Message("De voorwaarde van ‘{answer}’.", "The condition of ‘{answer}’.")


@tree_rule
def overlaps(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the answers to one question that hold together for some case that arrives there."""
    for found in analysis_of(tree).overlaps():
        yield _overlap(tree, found)


def _overlap(tree: Tree, found: Overlap) -> Diagnostic:
    answers = tree.questions[found.question].answers
    one, other = (answers[at] for at in found.answers)
    said = Said(_OTHER_ANSWER, {"answer": str(one.label)})
    return OVERLAP.at(
        other.when_span or other.span,
        witness=example(tree, found.witness),
        related=[Related(said, one.when_span or one.span)],
        question=found.question,
        one=str(one.label),
        other=str(other.label),
        cases=in_words(found.region),
    )


@tree_rule
def gaps(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the questions at which a case arrives that no answer covers."""
    for found in analysis_of(tree).gaps():
        yield _gap(tree, found)


def _gap(tree: Tree, found: Gap) -> Diagnostic:
    return GAP.at(
        tree.questions[found.question].span,
        witness=example(tree, found.witness),
        question=found.question,
        cases=in_words(found.region),
    )


@tree_rule
def impossible_assumptions(tree: Tree) -> Iterator[Diagnostic]:
    """Yield the assumption with which no case is left."""
    analysis = analysis_of(tree)
    if analysis.flow is None or not analysis.impossible:
        return
    space = analysis.flow.space
    left = space.valid
    for assumption in tree.assumptions:
        alone = space.diagrams.meet(space.valid, space.of(assumption.condition))
        left = space.diagrams.meet(left, alone)
        if left == FALSE:
            message = _NEVER_TRUE if alone == FALSE else None
            words = {"condition": str(assumption.condition)}
            yield IMPOSSIBLE.at(assumption.span, message=message, words=words)
            return


@last_rule
def not_examined(tree: Tree) -> Iterator[Diagnostic]:
    """Yield what could not be examined because its sets of cases outgrow the memory."""
    analysis = analysis_of(tree)
    for part in analysis.entangled:
        partly = next(iter(analysis.flow.partly), None) if analysis.flow else None
        if part == "flow" and partly:
            unproved = [Related(Said(_UNPROVED, {"question": q.id}), q.span)
                        for q in analysis.unproved()]  # fmt: skip
            yield ENTANGLED.at(tree.span, message=_PARTLY, related=unproved, question=partly)
        else:
            yield ENTANGLED.at(tree.span, message=None if part == "flow" else _NO_POINTLESS)


def example(tree: Tree, witness: Witness | None) -> dict[str, object] | None:
    """Return an example case as the data of JSON, if there is one."""
    return as_data(tree.facts, witness.case) if witness else None


def in_words(region: Region) -> Message:
    """Return the cases of a region as a text."""
    return Message(region.say("nl", limit=3), region.say("en", limit=3))
