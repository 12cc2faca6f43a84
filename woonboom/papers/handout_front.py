"""What a handout begins with: which tree is for whom, what it leads to, how to use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from woonboom import text
from woonboom.diagnostics import Message
from woonboom.document import Block, Heading, Items, Notice, Paragraph, Run, Table, Words, words
from woonboom.fingerprint import fingerprint
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.model import Outcome, Tree
from woonboom.papers.places import Places

_WHICH: Final = Message("Welke boom is voor u?", "Which tree is for you?")
_WHICH_HEAD: Final = (
    Message("Boom", "Tree"),
    Message("Voor wie", "For whom"),
    Message("Versie", "Version"),
    Message("Controlegetal", "Check number"),
)
_PURPOSE: Final = Message("Waar is deze boom voor?", "What is this tree for?")
_SHOWS: Final = Message(
    "De boom wijst u de weg naar {titles}, of naar wat u anders kunt doen.",
    "The tree shows you the way to {titles}, or to what you can do instead.",
)
_HOLDS: Final = Message(
    "De boom heeft {questions} en {outcomes}.", "The tree has {questions} and {outcomes}."
)
_QUESTIONS: Final = (Message("1 vraag", "1 question"), Message("{n} vragen", "{n} questions"))
_OUTCOMES: Final = (Message("1 uitkomst", "1 outcome"), Message("{n} uitkomsten", "{n} outcomes"))
_AT_MOST: Final = Message("U beantwoordt er hooguit {most}.", "You answer {most} of them at most.")
_OR: Final = Message("{some} of {last}", "{some} or {last}")
_AND: Final = Message("{some} en {last}", "{some} and {last}")
_PAPER: Final = Message("Hand-out: {titles}", "Handout: {titles}")
_HOW: Final = Message("Zo gebruikt u de boom", "How to use the tree")
_ONWARD: Final = Message(
    "Achter elk antwoord staat waar u verder gaat: bij een vraag of bij een uitkomst.",
    "Each answer says where to go on: at a question or at an outcome.",
)
_FOLLOWS: Final = Message(
    "Bij een uitkomst staat wat u kunt doen.", "An outcome says what you can do."
)
_PAGES: Final = Message("Bij sommige hoort een informatiepagina.", "Some have an information page.")
_GLANCE: Final = Message("De uitkomsten in het kort", "The outcomes at a glance")
_GLANCE_HEAD: Final = (
    Message("Uitkomst", "Outcome"),
    Message("Soort", "Kind"),
    Message("Wat houdt die in?", "What does it mean?"),
)


def title_of(tree: Tree, names: Sequence[str]) -> str:
    """Return the title of a booklet: the names of its trees, what they begin with once."""
    parts = [name.split() for name in names]
    most = max(0, min(map(len, parts)) - 1)
    same = next((n for n in range(most) if len({part[n] for part in parts}) > 1), most)
    rests = [" ".join(part[same:]) for part in parts]
    titles = " ".join([*parts[0][:same], _listed(tree, _AND, rests)])
    return say(tree, _PAPER, titles=titles)


def which(chapters: Sequence[Places], names: Sequence[str]) -> Iterator[Block]:
    """Yield which tree of a booklet is for whom, with a link to each."""
    first = chapters[0].tree
    rows = tuple(
        (
            words(name, link=f"#{one.chapter}"),
            words(text.clean(str(one.tree.audience or ""))),
            words(one.tree.version),
            words(fingerprint(one.tree)),
        )
        for one, name in zip(chapters, names, strict=True)
    )
    head = tuple(words(say(first, message)) for message in _WHICH_HEAD)
    yield Heading(1, words(say(first, _WHICH)))
    yield Table(head, rows, shares=(10, 8, 4, 5), leads=True)


def using(tree: Tree, *, has_pages: bool) -> Notice:
    """Return how a tree is used; it says that the tree advises and the professional decides."""
    follows = [_FOLLOWS, _PAGES] if has_pages else [_FOLLOWS]
    said = (
        say(tree, wording.USE_START, number=tree.numbers.get(tree.start, 1)),
        say(tree, _ONWARD),
        " ".join(say(tree, message) for message in follows),
        say(tree, wording.USE_ADVICE),
    )
    items = tuple((Paragraph(words(one)),) for one in said)
    return Notice(words(say(tree, _HOW)), (Items(items, ordered=True),))


def purpose(tree: Tree, level: int) -> Iterator[Block]:
    """Yield what a tree is for: what it can lead to, how large it is."""
    ends = [tree.outcomes[id_] for id_ in tree.codes]
    can = [f"‘{text.clean(str(one.title))}’" for one in ends if one.kind == "eligible"]
    said = [say(tree, _SHOWS, titles=_listed(tree, _OR, can))] if can else []
    questions = _counted(tree, _QUESTIONS, len(tree.questions))
    outcomes = _counted(tree, _OUTCOMES, len(ends))
    said += [say(tree, _HOLDS, questions=questions, outcomes=outcomes)]
    most = _longest_way(tree)
    said += [say(tree, _AT_MOST, most=most)] if 0 < most < len(tree.questions) else []
    yield Heading(level, words(say(tree, _PURPOSE)))
    yield Paragraph(words(" ".join(said)))


def glance(places: Places, level: int) -> Iterator[Block]:
    """Yield a table with a row for every outcome: its code and title, its kind, what it means."""
    tree = places.tree
    head = tuple(words(say(tree, message)) for message in _GLANCE_HEAD)
    rows = tuple(_row(places, tree.outcomes[id_]) for id_ in tree.codes)
    yield Heading(level, words(say(tree, _GLANCE)))
    yield Table(head, rows, shares=(6, 3, 11), leads=True)


def _row(places: Places, end: Outcome) -> tuple[Words, ...]:
    code, title = places.tree.codes[end.id], text.clean(str(end.title))
    link = f"#{places.outcome(end.id)}"
    kind = say(places.tree, wording.KINDS[end.kind])
    meaning = text.clean(str(end.text or ""))
    return (Run(code, link=link), Run(f" {title}")), words(kind), words(meaning)


def _longest_way(tree: Tree) -> int:
    """The most questions that one case can come to; 0 when that has no end."""
    onward = {
        question.id: [a.goto for a in question.answers if a.goto in tree.questions]
        for question in tree.in_order
    }
    most: dict[str, int] = {}
    try:
        for id_ in TopologicalSorter(onward).static_order():  # what comes later comes first
            most[id_] = 1 + max((most[goto] for goto in onward.get(id_, ())), default=0)
    except CycleError:
        return 0
    return most.get(tree.start, 0)


def _counted(tree: Tree, messages: tuple[Message, Message], count: int) -> str:
    return say(tree, messages[count != 1], n=count)


def _listed(tree: Tree, message: Message, items: Sequence[str]) -> str:
    """Items in a sentence: a, b and c."""
    *some, last = items
    return say(tree, message, some=", ".join(some), last=last) if some else last
