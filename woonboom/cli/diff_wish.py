"""What the options of `woonboom diff` ask for; what makes no sense together is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import current
from woonboom.diagnostics import Argument, Message, suggestion

if TYPE_CHECKING:
    from woonboom.cli.versions import Versions
    from woonboom.facts import Fact
    from woonboom.model import Tree

PRINTED: Final = ("text", "json", "md")
"""The forms that come on the screen."""
FILES: Final = ("html", "pdf", "svg")
"""The forms that become files."""
_PAPER: Final = "a1"
_ONE_PRINTED = Message(
    "{one} en {other} komen allebei op het scherm. Kies er een; html, pdf en svg mogen er wel bij.",
    "{one} and {other} are both printed. Choose one of them; html, pdf and svg may be added.",
)
_NO_PDF = Message(
    "--poster hoort bij --format pdf. Zet dat erbij; met --format svg krijgt u altijd de poster.",
    "--poster goes with --format pdf. Add that; --format svg always gives you the poster.",
)
_NO_POSTER = Message(
    "{option} is voor de poster. Zet er --format svg bij, of --format pdf --poster.",
    "{option} is for the poster. Add --format svg, or --format pdf --poster.",
)
_NO_CASES = Message(
    "--on telt alleen mee bij gevallen uit een bestand. Zet er --cases BESTAND bij.",
    "--on only matters to cases of a file. Add --cases FILE.",
)
_NO_FILE = Message(
    "-o is voor bestanden, en {form} komt op het scherm. Zet er --format html, pdf of svg bij, of "
    "laat -o weg.",
    "-o is for files, and {form} is printed. Add --format html, pdf or svg, or leave out -o.",
)
_NO_PAIR = Message(
    "‘--map {word}’ klopt niet. Schrijf --map OUD=NIEUW, zoals --map schulden=huurschuld.",
    "‘--map {word}’ is not right. Write --map OLD=NEW, such as --map debts=arrears.",
)
_NO_FACT = Message("De {side} versie heeft geen feit ‘{fact}’.", "The {side} has no fact ‘{fact}’.")
_OLD = Message("oude", "old version")
_NEW = Message("nieuwe", "new version")
_NOT_BOTH = Message(
    "‘--map {one}’ en ‘--map {other}’ gaan niet samen: elk feit hoort bij hooguit één ander. Kies "
    "er een.",
    "‘--map {one}’ and ‘--map {other}’ do not go together: every fact goes with one other at most. "
    "Choose one of them.",
)
_HAS_OWN = Message(
    "‘--map {pair}’ kan niet: de oude versie heeft zelf ook een feit ‘{fact}’. Heet dat nu anders? "
    "Zet er dan --map {fact}=NIEUW bij.",
    "‘--map {pair}’ cannot be: the old version has a fact ‘{fact}’ of its own. Has that another "
    "name now? Then add --map {fact}=NEW.",
)
_OTHER_TYPE = Message(
    "‘--map {pair}’ kan niet: het zijn andere soorten feiten ({old}; {new}).",
    "‘--map {pair}’ cannot be: these are other kinds of facts ({old}; {new}).",
)

_NO_DRAWING = Message(
    "‘{one}’ en ‘{other}’ zijn twee verschillende bomen; daarvan is er geen poster met merktekens. "
    "Zet ze naast elkaar: woonboom compare {old} {new}",
    "‘{one}’ and ‘{other}’ are two different trees; there is no poster with marks of those. Put "
    "them side by side: woonboom compare {old} {new}",
)


@dataclass(frozen=True)
class Wish:
    """What is asked for: how to compare, and in which forms to tell it.

    `sheet` is the paper of the poster that was named, `landscape` how it lies, `output` the folder
    for files; None where nothing was said of it.
    """

    facts: Mapping[str, str]
    paths: bool
    forms: tuple[str, ...]
    poster: bool
    sheet: str | None
    landscape: bool | None
    folder: Path | None
    fail_on: str
    caseload: Path | None
    on: str | None

    @property
    def paper(self) -> str:
        """The paper of the poster."""
        return self.sheet or _PAPER

    @property
    def output(self) -> Path:
        """The folder for files."""
        return self.folder or Path()

    @property
    def drawn(self) -> bool:
        """Whether the poster with marks is asked for."""
        return "svg" in self.forms or (self.poster and "pdf" in self.forms)


def refuse_idle(wish: Wish) -> None:
    """End the command where an option would make no difference, or two forms are printed."""
    printed = [form for form in wish.forms if form in PRINTED]
    if len(printed) > 1:
        raise usage(_ONE_PRINTED, one=printed[0], other=printed[1])
    if wish.poster and "pdf" not in wish.forms:
        raise usage(_NO_PDF)
    if not wish.drawn and (wish.sheet or wish.landscape is not None):
        turned = "--landscape" if wish.landscape else "--portrait"
        raise usage(_NO_POSTER, option="--paper" if wish.sheet else turned)
    if wish.on and not wish.caseload:
        raise usage(_NO_CASES)
    if wish.folder and len(printed) == len(wish.forms):
        raise usage(_NO_FILE, form=printed[0])


def refuse_two_trees(versions: Versions) -> None:
    """End the command where a poster would mark one tree as a version of another."""
    for old, new in versions.pairs:
        if old.id != new.id:
            paths = {"old": str(old.path), "new": str(new.path)}
            raise usage(_NO_DRAWING, one=old.id, other=new.id, **paths)


def usage(message: Message, **words: Argument) -> click.UsageError:
    """Return what ends a command that was called in a way that cannot be."""
    return click.UsageError(message.say(current().language, words), click.get_current_context())


# ---------------------------------------------------------------- facts that were renamed


def mapped(words: Iterable[str]) -> dict[str, str]:
    """Return what `--map` says: old ids of facts with their new ones."""
    found: dict[str, str] = {}
    for word in words:
        before, _, after = (part.strip() for part in word.partition("="))
        if not (before and after):
            raise usage(_NO_PAIR, word=word)
        for one, other in found.items():
            if (one == before) != (other == after):
                raise usage(_NOT_BOTH, one=f"{one}={other}", other=f"{before}={after}")
        found[before] = after
    return found


def refuse_unknown(versions: Versions, facts: Mapping[str, str]) -> None:
    """End the command where `--map` names a fact that is nowhere, or that cannot be the other."""
    for before, after in facts.items():
        _refuse(before, [old for old, _ in versions.pairs], _OLD)
        _refuse(after, [new for _, new in versions.pairs], _NEW)
        for old, new in versions.pairs:
            own = facts_of_both(old, new, facts)
            if before in own:
                _refuse_misfit(old, new, (before, after), own)


def facts_of_both(old: Tree, new: Tree, facts: Mapping[str, str]) -> dict[str, str]:
    """Return what `--map` says of two versions: of several trees not all have every fact."""
    return {
        before: after
        for before, after in facts.items()
        if before in old.facts and after in new.facts
    }


def _refuse(fact: str, trees: Sequence[Tree], side: Message) -> None:
    known = [id_ for tree in trees for id_ in tree.facts]
    if trees and fact not in known:
        meant, language = suggestion(fact, known), current().language
        said = _NO_FACT.say(language, {"side": side, "fact": fact})
        said = f"{said} {meant.say(language)}" if meant else said
        raise click.UsageError(said, click.get_current_context())


def _refuse_misfit(old: Tree, new: Tree, pair: tuple[str, str], facts: Mapping[str, str]) -> None:
    before, after = pair
    named = "=".join(pair)
    if before != after and after in old.facts and after not in facts:
        raise usage(_HAS_OWN, pair=named, fact=after)
    was, is_ = old.facts[before], new.facts[after]
    if (was.type, was.unit) != (is_.type, is_.unit):
        raise usage(_OTHER_TYPE, pair=named, old=_sort(was), new=_sort(is_))


def _sort(fact: Fact) -> str:
    unit = f", {fact.unit}" if fact.unit else ""
    return f"{fact.id}: {fact.type}{unit}"
