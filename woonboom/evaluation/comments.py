"""What people wrote, in an order that leads to nobody, and without the names that they gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from woonboom.diagnostics import Message
from woonboom.evaluation.details import without_details
from woonboom.evaluation.figures import FEWEST, tally
from woonboom.evaluation.form import Form
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.responses import folded

NAME: Final = Message("[naam]", "[name]")
_NO_NAMES: Final = frozenset(
    [
        "anoniem",
        "anonymous",
        "anonym",
        "nvt",
        "n.v.t",
        "geen",
        "none",
        "onbekend",
        "unknown",
        "liever",
        "niet",
        "nee",
        "ja",
        "no",
        "yes",
        "ik",
        "wij",
        "me",
        "myself",
        "privé",
        "private",
        "medewerker",
        "collega",
        "staff",
        "naam",
        "name",
        "zie",
        "boven",
        "hier",
        "daar",
    ]
)
_PARTICLES: Final = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "het",
        "ten",
        "ter",
        "te",
        "tot",
        "in",
        "op",
        "aan",
        "uit",
        "bij",
        "voor",
        "von",
        "zu",
        "la",
        "le",
        "les",
        "el",
        "al",
        "du",
        "da",
        "di",
        "dos",
        "del",
        "bin",
        "ben",
        "en",
        "of",
    ]
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AFTER_NAME: Final = re.compile(r"\s*[,;:/|()\[\]{}<>@].*", re.DOTALL)
_SHORTEST: Final = 3
_SHORTEST_NAME: Final = 2


def comments(round_: Round) -> dict[str, list[str]]:
    """Return the comments per statement and open question, in the order of their words.

    That order is the same whoever wrote what, so no two comments can be seen to be of one person.
    The names at the head of the forms are taken out, and what else leads to a person by how it
    looks; other names are not known, so they stay. Of a round with too few forms there is nothing,
    nor of a statement that too few people answered.
    """
    form, held = round_.form, {*withheld(round_)}
    if len(round_.responses) < FEWEST:
        return {}
    hide, label = _hiding(round_), NAME.say(form.language)
    found: dict[str, list[str]] = {}
    for id_ in (*form.statements, *form.open):
        written = [] if id_ in held else _written(round_, id_)
        plain = (without_details(text, form.language) for text in written)
        said = (hide.sub(label, text) if hide else text for text in plain)
        found[id_] = sorted(said, key=lambda text: (folded(text), text))
    return {id_: texts for id_, texts in found.items() if texts}


def withheld(round_: Round) -> list[str]:
    """Return the statements that so few people answered that nothing is told of them."""
    return [id_ for id_ in round_.form.statements if tally(round_.responses, id_).few]


def alike(said: Iterable[str]) -> list[tuple[str, int]]:
    """Return comments with the number of times that they were written, each once."""
    found: dict[str, tuple[str, int]] = {}
    for one in said:
        first, times = found.get(folded(one), (one, 0))
        found[folded(one)] = first, times + 1
    return [*found.values()]


def _written(round_: Round, id_: str) -> list[str]:
    return [r.comments[id_] for r in round_.responses if id_ in r.comments]


def _hiding(round_: Round) -> re.Pattern[str] | None:
    """What to take out of every comment: whole names, and the words of names that are no words.

    A word that the form itself uses, or an organisation, is no name, so that somebody who called
    himself "Bureau Woonkans" does not blot out half of the comments.
    """
    known = " ".join([*_texts(round_.form), *round_.organisations])
    own = _NO_NAMES | {folded(word) for word in _WORD.findall(known)}
    whole: set[str] = set()
    parts: set[str] = set()
    for written in (name for response in round_.responses for name in response.names):
        name = _AFTER_NAME.sub("", written)
        words = [word for word in _WORD.findall(name) if folded(word) not in own | _PARTICLES]
        if len("".join(words)) < _SHORTEST_NAME:
            continue
        if len(name.split()) > 1:
            whole.add(name)
        named = [word for word in words if word[0].isupper()]
        if len(words) > 1:
            named = [word for word in named if len(word) >= _SHORTEST]
        parts |= {*named, *map(str.upper, named)}
    return _any_of(whole, parts)


def _any_of(whole: Iterable[str], parts: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for whole names in any capitals, and for words as names are written."""

    def longest_first(names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: (-len(name), name))

    anyhow = (r"\s+".join(map(re.escape, name.split())) for name in longest_first(whole))
    choices = [*(f"(?i:{one})" for one in anyhow), *map(re.escape, longest_first(parts))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)") if choices else None


def _texts(form: Form) -> Iterator[str]:
    yield from (form.title, form.contact)
    for head in form.head:
        yield from (head.label, *(option.label for option in head.options))
    yield from (point.label for point in form.scale)
    for part in form.parts:
        yield part.title
        yield from (asked.text for asked in (*part.statements, *part.open))
