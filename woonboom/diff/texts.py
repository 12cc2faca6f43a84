"""Two texts → what of them is kept, gone and new, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

Part = Literal["kept", "removed", "added"]
Match = tuple[int | None, int | None]
"""Places of two texts that are alike; None where one has no other."""

MOST_WORDS: Final = 2_000
"""A sentence of more words than this, and more texts in a row, are not compared one by one."""
MOST_PAIRS: Final = 10_000
"""Of more pairs of texts than this it is not worked out which are alike."""
LEAST_ALIKE: Final = 0.5
"""Texts are taken for one that was edited when at least this part of their words is the same."""
_SENTENCE_END: Final = re.compile(r"(?<=[.?!])(?=\s)")
_WORDS: Final = re.compile(r"(\s*)(\w+|[^\w\s])|\s+$")
_SPACE: Final = re.compile(r"\s*")


@dataclass(frozen=True)
class Run:
    """A stretch of text that is in both texts, in the old one only, or in the new one only."""

    part: Part
    text: str


@dataclass(frozen=True)
class _Block:
    """Words of the old text, and those of the new one that stand in their place."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Return two texts as one: what is kept, and where they differ first the old, then the new.

    Without what was added it is precisely the old text, without what was removed the new one.
    Sentences are compared with those that they are like; a few words that happen to stand in both,
    in the midst of what is different, are not kept.
    """
    was, is_ = _SENTENCE_END.split(old), _SENTENCE_END.split(new)
    sentences = [(old, new)] if len(was) == len(is_) == 1 else pairs(was, is_)
    return tuple(_tidy(run for was, is_ in sentences for run in _sentence(was or "", is_ or "")))


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Return two rows of texts beside each other: each with the one that it became, in order.

    What is gone has nothing beside it, and what is new has nothing before it.
    """
    return [
        (None if was is None else old[was], None if is_ is None else new[is_])
        for was, is_ in matched(old, new)
    ]


def matched(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Return the same as `pairs`, by their places in the two rows."""
    found: list[Match] = []
    for tag, a, b, c, d in _opcodes(old, new):
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            block = _alike(old[a:b], new[c:d])
            found += [
                (None if was is None else a + was, None if is_ is None else c + is_)
                for was, is_ in block
            ]
    return found


def _alike(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The pairs in order of which the texts are most alike, all together."""
    if len(old) * len(new) > MOST_PAIRS:
        return [*((at, None) for at in range(len(old))), *((None, at) for at in range(len(new)))]
    was, is_ = [Counter(_said(one)) for one in old], [Counter(_said(one)) for one in new]
    like = [[_likeness(one, other) for other in is_] for one in was]
    best = _best(like, len(new))
    found: list[Match] = []
    a = b = 0
    while a < len(old) or b < len(new):
        here = best[a][b]
        if a < len(old) and b < len(new) and like[a][b] and here == best[a + 1][b + 1] + like[a][b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif a < len(old) and here == best[a + 1][b]:
            found.append((a, None))
            a += 1
        else:
            found.append((None, b))
            b += 1
    return found


def _best(like: list[list[float]], width: int) -> list[list[float]]:
    """How much likeness pairs can have together, from each place in both rows on."""
    best = [[0.0] * (width + 1) for _ in range(len(like) + 1)]
    for a in reversed(range(len(like))):
        for b in reversed(range(width)):
            together = best[a + 1][b + 1] + like[a][b] if like[a][b] else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    return best


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Which part of the words of two texts they share; nothing when it is too little."""
    both = (one & other).total()
    share = 2 * both / max(1, one.total() + other.total())
    return share if share >= LEAST_ALIKE else 0.0


def _said(text: str) -> Iterator[str]:
    return (word.lower() for _, word in _words(text) if word[:1].isalnum())


def _sentence(old: str, new: str) -> Iterator[Run]:
    was, is_ = _words(old), _words(new)
    return _runs(_blocks([word for _, word in was], [word for _, word in is_]), was, is_)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > MOST_WORDS:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _words(text: str) -> list[tuple[str, str]]:
    """The words and signs of a text, each with the space before it; the space at the end too."""
    return [(m.group(1) or "", m.group(2) or m.group()) for m in _WORDS.finditer(text)]


def _blocks(old: list[str], new: list[str]) -> list[_Block]:
    found = [_Block(tag == "equal", (a, b), (c, d)) for tag, a, b, c, d in _opcodes(old, new)]
    while (at := _island(found, old, new)) is not None:
        before, _, after = found[at - 1 : at + 2]
        joined = _Block(False, (before.old[0], after.old[1]), (before.new[0], after.new[1]))
        found[at - 1 : at + 2] = [joined]
    return found


def _island(blocks: list[_Block], old: list[str], new: list[str]) -> int | None:
    """A block of words in both texts that is smaller than what differs on either side of it."""

    def size(words: list[str], stretch: tuple[int, int]) -> int:
        return sum(len(word) for word in words[slice(*stretch)])

    def differs(block: _Block) -> int:
        return max(size(old, block.old), size(new, block.new))

    for at in range(1, len(blocks) - 1):
        if blocks[at].same:
            kept = size(old, blocks[at].old)
            if kept <= min(differs(blocks[at - 1]), differs(blocks[at + 1])):
                return at
    return None


def _runs(
    blocks: Iterable[_Block], old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> Iterator[Run]:
    for block in blocks:
        was, is_ = old[slice(*block.old)], new[slice(*block.new)]
        if not block.same:
            yield Run("removed", "".join(map("".join, was)))
            yield Run("added", "".join(map("".join, is_)))
            continue
        for (before, word), (space, _) in zip(was, is_, strict=True):
            if before == space:
                yield Run("kept", before + word)
            else:
                yield from (Run("removed", before), Run("added", space), Run("kept", word))


def _tidy(found: Iterable[Run]) -> Iterator[Run]:
    """Join runs of one kind, what is removed before what is added."""
    kept = ""
    for same, group in groupby(found, lambda run: run.part == "kept"):
        texts = list(group)
        if same:
            kept += "".join(run.text for run in texts)
            continue
        removed = "".join(run.text for run in texts if run.part == "removed")
        added = "".join(run.text for run in texts if run.part == "added")
        shared = _shared_space(removed, added)
        yield from _some("kept", kept + shared)
        kept = ""
        yield from _some("removed", removed[len(shared) :])
        yield from _some("added", added[len(shared) :])
    yield from _some("kept", kept)


def _shared_space(one: str, other: str) -> str:
    """The space that two texts begin with."""
    spaces = (_SPACE.match(text) for text in (one, other))
    first, second = (found.group() if found else "" for found in spaces)
    return first if first == second else ""


def _some(part: Part, text: str) -> Iterator[Run]:
    if text:
        yield Run(part, text)
