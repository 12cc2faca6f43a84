"""Table → tree, as the data of a tree's file: questions, their answers, and where these lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from woonboom.conditions.grammar import Unreadable
from woonboom.conditions.grammar import read as read_condition
from woonboom.diagnostics import Message, Said
from woonboom.exports.back.goals import Goals, free
from woonboom.exports.back.table import BadTable, Line, Table, plain
from woonboom.exports.cells import lines
from woonboom.exports.rows import OTHERWISE
from woonboom.facts import yes_or_no
from woonboom.load.blocks import slug
from woonboom.model import FORMAT

Block = dict[str, object]

_DIFFERS: Final = Message(
    "{place}: ‘{column}’ is hier anders dan bij {first}; wat daar staat, telt.",
    "{place}: ‘{column}’ differs from that at {first}; what is there counts.",
)
_FIXED: Final = Message(
    "{place}: bij ja en nee staat het antwoord vast; ‘{label}’ is niet overgenomen.",
    "{place}: with yes and no the answer is fixed; ‘{label}’ was not taken over.",
)
_NUMBER: Final = Message(
    "Het getal ‘{id}’ is {new} in de tabel en {old} in de boom. Verander het zelf, waar het staat.",
    "The number ‘{id}’ is {new} in the table and {old} in the tree. Change it yourself, where it "
    "stands.",
)
_NEW_END: Final = Message(
    "‘{title}’ is een nieuwe uitkomst, voorlopig van soort consult. Vul haar aan.",
    "‘{title}’ is a new outcome, for now of kind consult. Complete it.",
)
OTHERWISE_WORDS: Final = frozenset(
    plain(said) for said in (OTHERWISE, "anders", "in alle andere gevallen", "in all other cases")
)
_HEAD: Final = (
    "tree", "title", "audience", "version", "valid_from", "valid_until", "language", "contact",
    "url",
)  # fmt: skip
_NO_CONDITION: Final = Message(
    "Bij {place} staat de voorwaarde ‘{when}’. {said}",
    "At {place} the condition is ‘{when}’. {said}",
)
_NEEDED: Final = ("ask", "kind", "outcome_title")
"""What every question, or every outcome, has."""
_OF_QUESTION: Final = ("ask", "help", "fact", "source")
_OF_OUTCOME: Final = (
    "kind", "outcome_title", "text", "steps", "info", "other_tree", "outcome_source",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What vocabularies beside the tree say already: their files, and the ids that they have."""

    uses: Sequence[str] = ()
    facts: Collection[str] = ()
    parameters: Collection[str] = ()
    outcomes: Collection[str] = ()
    gone: Collection[str] = ()
    """What the tree had that the table no longer has, when the table goes into a tree."""


@dataclass(frozen=True)
class Built:
    """The data of a tree's file, and what an author should know of how it was made."""

    data: Block
    notes: Sequence[Said] = field(default_factory=tuple)


def tree_id(table: Table, stem: str) -> str:
    """Return the id of a tree: its own, or one made of the name of its file.

    A table comes from anywhere, and this becomes the name of a file: it is always an id.
    """
    return slug(table.head.get("tree") or stem)


def build(table: Table, stem: str, known: Known) -> Built:
    """Return the data of the tree in a table; `stem` is the name of its file.

    Raises `BadTable` where an answer leads nowhere.
    """
    return _Builder(table, known).build(stem)


class _Builder:
    """Builds one tree, and notes what was not taken over."""

    def __init__(self, table: Table, known: Known) -> None:
        self.table = table
        self.known = known
        self.notes: list[Said] = []
        self.groups = _grouped(table.answers)
        self.ends = self.outcome_lines()
        firsts = {id_: group[0] for id_, group in self.groups.items()}
        self.goals = Goals(firsts, self.ends, known.gone)

    def build(self, stem: str) -> Built:
        """Return the tree."""
        questions = {id_: self.question(group) for id_, group in self.groups.items()}
        outcomes = {id_: self.outcome(line) for id_, line in self.ends.items()}
        outcomes |= {id_: self.new(title) for id_, title in self.goals.added.items()}
        own = {
            "facts": _without(self.table.facts, {*self.known.facts}),
            "parameters": _without(self.table.parameters, {*self.known.parameters}),
            "questions": questions,
            "outcomes": _without(outcomes, {*self.known.outcomes}),
        }
        self.numbers()
        return Built(self.head(stem) | {k: v for k, v in own.items() if v}, self.notes)

    def head(self, stem: str) -> Block:
        """Return what stands at the top of the file."""
        told = {
            "tree": tree_id(self.table, stem),
            "title": stem.replace("_", " ").replace("-", " ").strip().capitalize() or stem,
            **{key: value for key, value in self.table.head.items() if key != "tree"},
        }
        head: Block = {"woonboom": FORMAT}
        head |= {key: told[key] for key in _HEAD if told.get(key)}
        if self.known.uses:
            head["uses"] = list(self.known.uses)
        return head | {"start": self.start()}

    def start(self) -> str:
        """Return the first question: as the table says, the one with number 1, or the first row."""
        if self.table.head.get("start") in self.groups:
            return self.table.head["start"]
        first = (id_ for id_, group in self.groups.items() if group[0]["number"] == "1")
        return next(first, next(iter(self.groups)))

    def numbers(self) -> None:
        """Note the numbers that were changed: other trees may share them, so an author decides."""
        for id_, new in self.table.numbers.items():
            old = self.table.parameters.get(id_, {}).get("value")
            if old is not None and new != str(old):
                self.notes.append(Said(_NUMBER, {"id": id_, "new": new, "old": str(old)}))

    # ------------------------------------------------------------ questions

    def question(self, group: Sequence[Line]) -> Block:
        """Return a question from its rows, of which the first says what it asks."""
        first = group[0]
        said = {column: self.agreed(first["question"], group, column) for column in _OF_QUESTION}
        answers = _each_once(line for line in group if line["label"] or line["goto"])
        told: Block = {**said, "ask": said["ask"] or first["question"]}
        told["source"] = _sources(said["source"])
        block = {key: value for key, value in told.items() if value}
        if _is_yes_no(answers):
            return block | self.yes_no(answers)
        return block | ({"answers": self.answers(answers)} if answers else {})

    def yes_no(self, answers: Sequence[Line]) -> Block:
        """Return the answers yes and no, each with where it leads."""
        for line in answers:
            if yes_or_no(line["label"]) is None:
                self.notes.append(Said(_FIXED, {"place": line.place, "label": line["label"]}))
        found = {_yes_no_of(line): self.goals.find(line) for line in answers}
        return {key: found[key] for key in ("yes", "no")}

    def answers(self, lines_: Iterable[Line]) -> list[Block]:
        """Return the answers of a list, each with an id of its own."""
        found: dict[str, Block] = {}
        for line in lines_:
            id_ = free(line["answer"] or slug(line["label"]), found)
            found[id_] = self.answer(line, id_)
        return list(found.values())

    def answer(self, line: Line, id_: str) -> Block:
        """Return an answer of a list; raises `BadTable` for a condition that cannot be read."""
        label = line["label"] or line["answer"]
        block: Block = {"label": label}
        if id_ != slug(label):
            block["id"] = id_
        if plain(line["when"]) in OTHERWISE_WORDS:
            block["otherwise"] = True
        elif line["when"]:
            readable(line)
            block["when"] = line["when"]
        return block | {"goto": self.goals.find(line)}

    # ------------------------------------------------------------ outcomes

    def outcome_lines(self) -> dict[str, Line]:
        """Return the first row of every outcome, by its id."""
        found: dict[str, Line] = {}
        rows: dict[str, list[Line]] = {}
        for line in self.table.ends:
            if line["goto"] in self.groups:
                continue  # left over from where the answer led before
            id_ = line["goto"] if line["goto"] == slug(line["goto"]) else ""
            id_ = id_ or slug(line["outcome_title"] or line["goto"])
            rows.setdefault(free(id_, self.groups), []).append(line)
        for id_, group in rows.items():
            agreed = {column: self.agreed(id_, group, column) for column in _OF_OUTCOME}
            found[id_] = replace(group[0], cells={**group[0].cells, **agreed})
        return found

    def outcome(self, line: Line) -> Block:
        """Return an outcome."""
        told: Block = {
            "kind": line["kind"] or "consult",
            "title": line["outcome_title"] or line["goto"],
            "text": line["text"],
            "steps": lines(line["steps"]),
            "info": line["info"],
            "tree": line["other_tree"],
            "source": _sources(line["outcome_source"]),
        }
        return {key: value for key, value in told.items() if value}

    def new(self, title: str) -> Block:
        """Return an outcome of which only the title is known."""
        self.notes.append(Said(_NEW_END, {"title": title}))
        return {"kind": "consult", "title": title}

    def agreed(self, id_: str, group: Sequence[Line], column: str) -> str:
        """Return what the rows of one thing say in a column that is the same for all of them.

        What differs from what stood there before was mended; without that, the first row counts.
        Rows that say something else still are noted. What everything has cannot be mended away in
        some of its rows.
        """
        old = self.table.was.get(id_, {}).get(column, "")
        told = [line for line in group if line[column] != old]
        if column in _NEEDED:
            told = [line for line in told if line[column]]
            old = old if any(line[column] for line in group) else ""
        for line in told[1:]:
            if line[column] != told[0][column]:
                places = {"place": line.place, "first": told[0].place}
                self.notes.append(Said(_DIFFERS, {**places, "column": column}))
        return told[0][column] if told else old


def readable(line: Line) -> None:
    """Refuse a row with a condition that is none; raises `BadTable`."""
    try:
        read_condition(line["when"])
    except Unreadable as fault:
        said = Said(fault.message, {"token": fault.token, "instead": fault.instead})
        raise BadTable(_NO_CONDITION, place=line.place, when=line["when"], said=said) from None


def _each_once(lines_: Iterable[Line]) -> list[Line]:
    """The rows of answers, without those that say the same as one before."""
    columns = ("answer", "label", "when", "goto")
    return list({tuple(line[c] for c in columns): line for line in lines_}.values())


def _grouped(answers: Iterable[Line]) -> dict[str, list[Line]]:
    """The rows of every question, by its id; a row that says no question goes with the last."""
    rows = list(answers)
    groups: dict[str, list[Line]] = {}
    # Someone may have emptied an id: what asks the same is the same question.
    ids = {plain(line["ask"]): line["question"] for line in reversed(rows) if line["question"]}
    last = ""
    for line in rows:
        asked = plain(line["ask"])
        if line["question"]:
            last = line["question"]
        elif asked:
            last = ids.setdefault(asked, ids.get(asked) or free(slug(line["ask"]), groups))
        elif not last:
            last = free("x", groups)
        groups.setdefault(last, []).append(line)
    return groups


def _is_yes_no(answers: Sequence[Line]) -> bool:
    """Tell whether rows are the answers yes and no, without conditions of their own."""
    keys = sorted(_yes_no_of(line) for line in answers)
    return keys == ["no", "yes"] and not any(line["when"] for line in answers)


def _yes_no_of(line: Line) -> str:
    if line["answer"]:
        return line["answer"]
    said = yes_or_no(line["label"])
    return "" if said is None else "yes" if said else "no"


def _sources(cell: str) -> str | list[str]:
    found = lines(cell)
    return found if len(found) > 1 else "".join(found)


def _without(blocks: Mapping[str, object], known: Collection[str]) -> Block:
    return {id_: block for id_, block in blocks.items() if id_ not in known}
