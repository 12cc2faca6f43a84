"""Between: what trees do to one case together; exact, with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from woonboom.analysis.together import Contradiction, Misfit, Round, Together, Unhandled
from woonboom.diagnostics import Diagnostic, Message, Related, Said, Severity, define
from woonboom.facts import Value, as_data
from woonboom.model import Tree
from woonboom.regions.diagrams import TooEntangled
from woonboom.rules.conflicts import ENTANGLED, in_words
from woonboom.rules.rule import Collection, collection_rule

BACK_AND_FORTH = define(
    "WB805",
    "back-and-forth",
    Severity.ERROR,
    message=Message(
        "Een zaak kan heen en weer gestuurd worden zonder ooit een uitkomst te krijgen: {round}.",
        "A case can be sent back and forth and never get an outcome: {round}.",
    ),
    about=Message(
        "Een uitkomst van soort refer stuurt de zaak naar een andere boom, en die stuurt dezelfde "
        "zaak weer terug. De bomen wijzen dan naar elkaar en niemand beslist.",
        "An outcome of kind refer sends the case to another tree, and that one sends the same case "
        "back. The trees then point at each other and nobody decides.",
    ),
    hint=Message(
        "Laat een van de bomen voor dit geval zelf een uitkomst geven. Bestaat zo’n geval niet? "
        "Zet dat dan onder ‘assume’.",
        "Let one of the trees give this case an outcome of its own. Is there no such case? Then "
        "say so under ‘assume’.",
    ),
)
CONTRADICTION = define(
    "WB806",
    "contradiction",
    Severity.ERROR,
    message=Message(
        "Boom ‘{one}’ geeft hier ‘{good}’, maar boom ‘{other}’ geeft dezelfde zaak ‘{bad}’. Dat is "
        "zo bij: {cases}.",
        "Tree ‘{one}’ gives ‘{good}’ here, but tree ‘{other}’ gives the same case ‘{bad}’. That is "
        "so for: {cases}.",
    ),
    about=Message(
        "Dezelfde zaak komt in de ene boom in aanmerking en in een andere boom, die er ook over "
        "beslist, niet. Wat iemand krijgt hangt dan af van wie de boom pakt.",
        "The same case is eligible in one tree and not in another that decides on it too. What "
        "somebody gets then depends on who takes which tree.",
    ),
    hint=Message(
        "Laat een van beide bomen deze zaak doorsturen (soort refer) of in overleg geven (soort "
        "consult). Gaan de bomen over iets anders? Zet ze dan elk in een eigen map.",
        "Let one of the trees send this case on (kind refer) or leave it to consultation (kind "
        "consult). Are the trees about different things? Then put each in a folder of its own.",
    ),
)
UNHANDLED = define(
    "WB807",
    "unhandled-referral",
    Severity.ERROR,
    message=Message(
        "Uitkomst ‘{outcome}’ stuurt zaken naar boom ‘{other}’ waarop die geen antwoord heeft: "
        "{cases}.",
        "Outcome ‘{outcome}’ sends cases to tree ‘{other}’ for which that has no answer: {cases}.",
    ),
    about=Message(
        "Een uitkomst van soort refer stuurt een zaak naar een andere boom. Die boom moet elke "
        "zaak die zo binnenkomt kunnen beslissen.",
        "An outcome of kind refer sends a case to another tree. That tree must be able to decide "
        "every case that arrives in this way.",
    ),
    hint=Message(
        "Verbeter de andere boom, of stuur deze zaken er niet heen.",
        "Mend the other tree, or do not send these cases there.",
    ),
)
_EXCLUDED = Message(
    "Uitkomst ‘{outcome}’ stuurt zaken naar boom ‘{other}’ die volgens die boom niet bestaan: "
    "{cases}.",
    "Outcome ‘{outcome}’ sends cases to tree ‘{other}’ that cannot exist according to that tree: "
    "{cases}.",
)
_MISFIT = Message(
    "Deze boom is niet met boom ‘{other}’ vergeleken: feit ‘{fact}’ is daar van een andere soort.",
    "This tree was not compared with tree ‘{other}’: fact ‘{fact}’ is of another type there.",
)
_ONE_TYPE = Message(
    "Geef het feit in beide bomen dezelfde soort, of in een van beide een andere naam.",
    "Give the fact the same type in both trees, or another name in one of them.",
)
_NOT_TOGETHER = Message(
    "De bomen in deze map hangen zo met elkaar samen dat niet onderzocht kon worden wat ze samen "
    "met een zaak doen.",
    "The trees in this folder are so entangled that what they do to a case together could not be "
    "examined.",
)
_SENT_ON = Message("Hier gaat de zaak naar ‘{tree}’.", "Here the case goes to ‘{tree}’.")
_OTHER_OUTCOME = Message("De uitkomst in de andere boom.", "The outcome in the other tree.")


@collection_rule
def between(collection: Collection) -> Iterator[Diagnostic]:
    """Yield what trees in one folder do to a case that no tree does by itself."""
    for trees in _folders(collection):
        try:
            found, whole = _found(Together(trees)), True
        except TooEntangled:
            found, whole = [], False
        for part in found:
            try:
                yield from part
            except TooEntangled:
                whole = False
        if not whole:
            yield ENTANGLED.at(trees[0].span, message=_NOT_TOGETHER)


def _found(together: Together) -> list[Iterator[Diagnostic]]:
    return [
        map(_misfit, together.misfits),
        map(_round, together.rounds()),
        map(_contradiction, together.contradictions()),
        map(_unhandled, together.unhandled()),
    ]


def _folders(collection: Collection) -> Iterator[list[Tree]]:
    """The sound trees of each folder that has more than one, or one that sends to itself."""
    folders: dict[str, list[Tree]] = {}
    for tree in collection.trees:
        if not tree.flawed:
            folders.setdefault(str(tree.path.parent), []).append(tree)
    for trees in folders.values():
        refers = any(o.tree == tree.id for tree in trees for o in tree.outcomes.values())
        if len(trees) > 1 or refers:
            yield trees


def _misfit(found: Misfit) -> Diagnostic:
    first, tree = found.trees
    words = {"other": first.id, "fact": found.fact}
    return ENTANGLED.at(tree.span, message=_MISFIT, hint=_ONE_TYPE, words=words)


def _round(found: Round) -> Diagnostic:
    (first, outcome), *others = found.outcomes
    names = [tree.id for tree, _ in found.outcomes] + [first.id]
    related = [
        Related(Said(_SENT_ON, {"tree": other.tree or ""}), other.span) for _, other in others
    ]
    return BACK_AND_FORTH.at(
        outcome.span,
        witness=_data(first, found.witness, *(tree for tree, _ in others)),
        related=related,
        round=" → ".join(names),
    )


def _contradiction(found: Contradiction) -> Diagnostic:
    (one, other), (good, bad) = found.trees, found.outcomes
    return CONTRADICTION.at(
        good.span,
        witness=_data(one, found.witness, other),
        related=[Related(Said(_OTHER_OUTCOME), bad.span)],
        one=one.id,
        other=other.id,
        good=str(good.title),
        bad=str(bad.title),
        cases=in_words(found.region),
    )


def _unhandled(found: Unhandled) -> Diagnostic:
    return UNHANDLED.at(
        found.outcome.span,
        message=_EXCLUDED if found.excluded else None,
        witness=_data(found.tree, found.witness, found.other),
        outcome=found.outcome.id,
        other=found.other.id,
        cases=in_words(found.region),
    )


def _data(tree: Tree, case: Mapping[str, Value], *others: Tree) -> dict[str, object]:
    facts = {id_: fact for known in (*others, tree) for id_, fact in known.facts.items()}
    return as_data(facts, case)
