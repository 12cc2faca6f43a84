"""A table that goes into a tree: whose rows are whose, and what it leaves unsaid.

A column that is not there says nothing: what it would hold stays as the tree has it; an empty cell
does say that something is empty. Rows without ids are found by their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from woonboom.diagnostics import Message
from woonboom.exports.back.table import BadTable, Line, Table, plain
from woonboom.exports.rows import rows
from woonboom.exports.xlsx.book import LONGEST
from woonboom.facts import yes_or_no
from woonboom.model import Question, Tree

_ASKED: Final = ("number", "ask", "help", "fact", "source")
_ANSWERED: Final = ("label", "when", "goto")
_ENDED: Final = (
    "kind", "outcome_title", "text", "steps", "info", "other_tree", "outcome_source",
)  # fmt: skip
_TWO: Final = Message(
    "Bij {place}: ‘{ask}’ staat meer dan eens in de boom. Zet het nummer van de vraag in een kolom "
    "‘Nr.’, of haar id in een kolom ‘question’.",
    "At {place}: ‘{ask}’ is in the tree more than once. Put the number of the question in a column "
    "‘No.’, or its id in a column ‘question’.",
)
_EMPTY: Final = Message(
    "Bij {place} is ‘{column}’ leeg, en ‘{id}’ kan niet zonder. Vul het in, of haal de rij weg.",
    "At {place} ‘{column}’ is empty, and ‘{id}’ cannot do without. Fill it in, or remove the row.",
)


_CUT: Final = Message(
    "Bij {place}, kolom ‘{column}’, staat een tekst van {most} tekens: meer kan een cel niet "
    "houden. Verander hem in de boom zelf.",
    "At {place}, column ‘{column}’, there is a text of {most} characters: a cell can hold no more. "
    "Change it in the tree itself.",
)


def completed(table: Table, tree: Tree) -> Table:
    """Return a table with the ids of its rows, and with what its columns do not say.

    Raises `BadTable` where it is not clear which question a row is about, or a text is missing
    that cannot be missed.
    """
    return _Completing(table, tree).table()


class _Completing:
    def __init__(self, table: Table, tree: Tree) -> None:
        self.given = table
        self.tree = tree
        own = list(rows(tree))
        self.asked = {r["question"]: r for r in reversed(own) if "question" in r}
        self.answered = {(r["question"], r["answer"]): r for r in own if "answer" in r}
        self.ended = {r["goto"]: r for r in own if "kind" in r}
        self.by_words = _by_words(
            (q.id, (q.ask.template, str(q.ask))) for q in tree.questions.values()
        )
        self.ends_by_words = _by_words(
            (o.id, (o.title.template, str(o.title))) for o in tree.outcomes.values()
        )

    def table(self) -> Table:
        """Return the table."""
        self.given = replace(
            self.given,
            answers=[self.uncut(line) for line in self.given.answers],
            ends=[self.uncut(line) for line in self.given.ends],
        )
        answers = self.in_order([self.answer(line) for line in self.filled(self.identified())])
        was = {id_: dict(row) for id_, row in {**self.asked, **self.ended}.items()}
        was |= {id_: dict(cells) for id_, cells in self.given.was.items() if cells}
        return replace(self.given, answers=answers, ends=self.ends(), was=was)

    def uncut(self, line: Line) -> Line:
        """Return a row with the texts that no cell can hold as the tree has them."""
        own = {**self.asked.get(line["question"], {}), **self.ended.get(line["goto"], {})}
        cut = {c: v for c, v in line.cells.items() if len(v) >= LONGEST - 1 and c in own}
        for column, value in cut.items():
            if not own[column].startswith(value.strip()):
                raise BadTable(_CUT, place=line.place, column=column, most=LONGEST)
        return _with(line, {column: own[column] for column in cut})

    # ------------------------------------------------------------ answers

    def identified(self) -> Iterator[tuple[Line, bool]]:
        """Yield the rows of answers with the id of their question, and whether they had one."""
        last = ""
        for line in self.given.answers:
            found = line["question"]
            if not found and plain(line["ask"]):
                found = self.by_words.get(plain(line["ask"]), "") or self.by_number(line)
            elif not found:
                found = last
            last = found
            yield _with(line, {"question": found} if found else {}), bool(line["question"])

    def by_number(self, line: Line) -> str:
        """Return the question with the number of a row, where its words are those of several."""
        words = plain(line["ask"])
        if words not in self.by_words:
            return ""
        same = [q.id for q in self.tree.questions.values() if words == plain(str(q.ask))]
        found = [id_ for id_ in same if self.tree.printed.get(id_) == line["number"]]
        if not found:
            raise BadTable(_TWO, place=line.place, ask=line["ask"])
        return found[0]

    def filled(self, identified: Iterable[tuple[Line, bool]]) -> Iterator[Line]:
        """Yield the rows with all that their question says.

        Who writes a table by hand says it once; an exported table says it in every row.
        """
        pairs = list(identified)
        said: dict[tuple[str, str], str] = {}
        for line, _ in pairs:
            for column in _ASKED:
                if line[column]:
                    said.setdefault((line["question"], column), line[column])
        for line, had_id in pairs:
            id_ = line["question"]
            own = self.asked.get(id_, {})
            found = {c: own.get(c, "") for c in _ASKED if own and c not in line.cells}
            if not had_id and id_:
                found |= {c: said.get((id_, c), "") for c in _ASKED if c in line.cells}
            if own and "ask" in line.cells and (id_, "ask") not in said:
                raise BadTable(_EMPTY, place=line.place, column="ask", id=id_)
            yield _with(line, found)

    def answer(self, line: Line) -> Line:
        """Return a row with the id of its answer, and with all that the answer says."""
        question = self.tree.questions.get(line["question"])
        if question is None or not (line["label"] or line["goto"] or line["answer"]):
            return line
        id_ = line["answer"] or _answer_of(question, line["label"])
        own = self.answered.get((question.id, id_), {})
        found = {c: own.get(c, "") for c in _ANSWERED if own and c not in line.cells}
        if own and "label" in line.cells and not line["label"]:
            raise BadTable(_EMPTY, place=line.place, column="label", id=id_)
        return _with(line, {**found, **({"answer": id_} if id_ else {})})

    def in_order(self, lines: Sequence[Line]) -> list[Line]:
        """Return the rows as the tree has them, if someone sorted the table by something else."""
        place = {question.id: n for n, question in enumerate(self.tree.in_order)}
        asked = [id_ for id_, _ in groupby(line["question"] for line in lines)]
        seen = [place[id_] for id_ in asked if id_ in place]
        if seen == sorted(set(seen)):
            return list(lines)
        order = {key: n for n, key in enumerate(self.answered)}
        return sorted(lines, key=lambda x: order.get((x["question"], x["answer"]), len(order)))

    # ------------------------------------------------------------ outcomes

    def ends(self) -> list[Line]:
        """Return the rows of outcomes. Only a sheet of their own tells which have gone."""
        found = [line for line in map(self.end, self.given.ends) if line]
        sheets = {line.sheet for line in self.given.answers}
        if found and all(line.sheet not in sheets for line in found):
            return found
        there = {line["goto"] for line in found}
        return found + [
            Line(0, {"goto": id_, **{c: row.get(c, "") for c in _ENDED}, "goes_to": row["goes_to"]})
            for id_, row in self.ended.items()
            if id_ not in there
        ]

    def end(self, line: Line) -> Line | None:
        """Return a row with the id of its outcome, and with all that the outcome says.

        Returns None of a row whose answer was led elsewhere: it still tells of where it led.
        """
        before = self.answered.get((line["question"], line["answer"]))
        if before and before["goto"] != line["goto"] and self.is_left(line, before):
            return None
        id_ = self.outcome_of(line)
        own = self.ended.get(id_)
        if own is None:
            return line
        told = {"goto": id_}
        if not line["outcome_title"] and line["goto"] != id_:
            told["outcome_title"] = line["goto"]
        told |= {c: own.get(c, "") for c in _ENDED if c not in line.cells and c not in told}
        for column in ("kind", "outcome_title"):
            if column in line.cells and not (line[column] or told.get(column)):
                raise BadTable(_EMPTY, place=line.place, column=column, id=id_)
        return _with(line, told)

    def is_left(self, line: Line, before: Mapping[str, str]) -> bool:
        """Tell whether a row says of its outcome what it said before."""
        return all(line[c] == before.get(c, "") for c in _ENDED if c in line.cells)

    def outcome_of(self, line: Line) -> str:
        """Return the outcome that a row is about; nothing if the tree has none."""
        if line["goto"] in self.ended:
            return line["goto"]
        for said in (line["goto"], line["outcome_title"]):
            if found := self.ends_by_words.get(plain(said)):
                return found
        return ""


def _by_words(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Ids by the words that belong to them; none for the words of several."""
    found: dict[str, str] = {}
    for id_, texts in things:
        for words in {plain(text) for text in texts}:
            found[words] = id_ if found.get(words, id_) == id_ else ""
    return found


def _answer_of(question: Question, label: str) -> str:
    """The answer of a question with these words."""
    yes = yes_or_no(label)
    for answer in question.answers:
        if plain(label) in (plain(answer.label.template), plain(str(answer.label))):
            return answer.id
        if yes is not None and answer.id == ("yes" if yes else "no"):
            return answer.id
    return ""


def _with(line: Line, cells: Mapping[str, str]) -> Line:
    return replace(line, cells={**line.cells, **cells}) if cells else line
