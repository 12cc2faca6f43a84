"""What somebody changed in a table where it is not read back, so that it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from woonboom.diagnostics import Message, Said
from woonboom.exports.back.table import HEAD, Table
from woonboom.exports.rows import fact_block, head_of, parameter_block, rows
from woonboom.model import Tree

_ABOVE = Message(
    "Kolom ‘{column}’ zegt ‘{new}’, de boom ‘{old}’. Dat komt niet uit de tabel: verander het zelf "
    "bovenaan de boom.",
    "Column ‘{column}’ says ‘{new}’, the tree ‘{old}’. That is not taken from the table: change it "
    "yourself at the top of the tree.",
)
_DEFINED = Message(
    "‘{id}’ is in de tabel anders beschreven dan in de boom. Dat is niet overgenomen: verander het "
    "zelf, waar het staat.",
    "‘{id}’ is described otherwise in the table than in the tree. That was not taken over: change "
    "it yourself, where it stands.",
)
_CELL = Message(
    "{place}: wat in ‘{column}’ veranderd is, is niet overgenomen. Die kolom wordt niet gelezen.",
    "{place}: what was changed in ‘{column}’ was not taken over. That column is not read.",
)


def unread(table: Table, tree: Tree) -> Iterator[Said]:
    """Yield what a table says otherwise than its tree, in places that are not taken over."""
    own = head_of(tree)
    for column in HEAD:
        new = table.head.get(column, "")
        if new and new != own.get(column, ""):
            yield Said(_ABOVE, {"column": column, "new": new, "old": own.get(column, "")})
    defined: dict[str, Mapping[str, object]] = {
        **{id_: fact_block(fact) for id_, fact in tree.facts.items()},
        **{id_: parameter_block(one) for id_, one in tree.parameters.items()},
    }
    for id_, block in {**table.facts, **table.parameters}.items():
        if id_ in defined and dict(block) != defined[id_]:
            yield Said(_DEFINED, {"id": id_})
    yield from _shown(table, tree)


def _shown(table: Table, tree: Tree) -> Iterator[Said]:
    """Yield cells that show what follows from others: the condition in words, where it leads."""
    if table.head.get("check"):
        yield from _in_words(table, tree)
        return
    own = {(r["question"], r["answer"]): r for r in rows(tree) if "answer" in r}
    for line in table.answers:
        row = own.get((line["question"], line["answer"]))
        led = row and row["goto"] == line["goto"]
        if row and led and line["goes_to"] not in ("", row["goes_to"]):
            yield Said(_CELL, {"place": line.place, "column": "goes_to"})


def _in_words(table: Table, tree: Tree) -> Iterator[Said]:
    from woonboom.exports.xlsx import words
    from woonboom.exports.xlsx.sheets import told

    said = told(tree)
    for line in table.answers:
        row = said.get((line["question"], line["answer"]))
        for column, heading in (("holds", words.HOLDS), ("that_is", words.THAT_IS)):
            if row and column in line.cells and _one_line(line[column]) != _one_line(row[column]):
                yield Said(_CELL, {"place": line.place, "column": heading})


def _one_line(text: str) -> str:
    return " ".join(text.split())
