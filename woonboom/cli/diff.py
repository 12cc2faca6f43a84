"""`woonboom diff`."""

from __future__ import annotations

from pathlib import Path

import click

from woonboom.cli.context import PATH
from woonboom.cli.diff_wish import (
    FILES,
    PRINTED,
    Wish,
    mapped,
    refuse_idle,
    refuse_two_trees,
    refuse_unknown,
    usage,
)
from woonboom.cli.files import write_whole
from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.cli.versions import Versions, read_versions
from woonboom.diagnostics import Message
from woonboom.style import PAPERS_MM

_HELP = Message(
    "Vergelijk twee versies van een boom: voor wie verandert de uitkomst, en wat is er bewerkt. "
    "Bewezen voor alle gevallen.\n\n"
    "OLD en NEW zijn bestanden, mappen met bomen, of bestanden in een revisie van Git "
    "(REV:bestand). Noemt u eerst een of twee revisies en dan paden, dan worden die paden "
    "vergeleken.\n\n"
    "text, json en md komen op het scherm; html, pdf en svg worden bestanden: NAAM-wijzigingen, en "
    "de poster met merktekens NAAM-wijzigingen-poster.\n\n"
    "Eindcode 0: geen verschil, of met --fail-on losses: niemand gaat erop achteruit of krijgt "
    "geen uitkomst meer, en er is geen boom vervallen; 1: wel; 2: niet te lezen of niet te "
    "vergelijken. Kloppen er alleen voorbeelden of informatiepagina's niet, dan wordt er toch "
    "vergeleken.\n\n"
    "\b\nVoorbeeld:\n"
    "  woonboom diff oud.yaml trees/hulpverleners.yaml\n"
    "  woonboom diff HEAD~3 trees/ --format json\n"
    "  woonboom diff v1 v2 trees/ --format md --fail-on losses\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --cases clienten.csv\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format html --format pdf -o output\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format svg --paper a2\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format pdf --poster",
    "Compare two versions of a tree: for whom the outcome changes, and what was edited. Proved for "
    "every case.\n\n"
    "OLD and NEW are files, folders with trees, or files in a Git revision (REV:file). With one or "
    "two revisions first and paths after them, those paths are compared.\n\n"
    "text, json and md are printed; html, pdf and svg become files: NAME-wijzigingen, and the "
    "poster with marks NAME-wijzigingen-poster.\n\n"
    "Exit code 0: no difference, or with --fail-on losses: nobody is worse off or gets no outcome "
    "any more, and no tree is gone; 1: there is; 2: cannot be read or compared. Where only worked "
    "cases or information pages are wrong, trees are compared all the same.\n\n"
    "\b\nExample:\n"
    "  woonboom diff old.yaml trees/hulpverleners.yaml\n"
    "  woonboom diff HEAD~3 trees/ --format json\n"
    "  woonboom diff v1 v2 trees/ --format md --fail-on losses\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --cases clients.csv\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format html --format pdf -o output\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format svg --paper a2\n"
    "  woonboom diff v1 trees/hulpverleners.yaml --format pdf --poster",
)
_FORMAT = Message(
    "Vorm van de uitvoer (standaard: text). Wilt u meer soorten bestanden, noem de optie dan "
    "vaker. svg is de poster met merktekens.",
    "Form of the output (default: text). For several kinds of files, repeat the option. svg is the "
    "poster with marks.",
)
_FAIL_ON = Message(
    "Wanneer de eindcode 1 is: als iemand erop achteruitgaat of geen uitkomst meer krijgt, of bij "
    "elk verschil (standaard).",
    "When the exit code is 1: when someone is worse off or gets no outcome any more, or at any "
    "difference (default).",
)
_MAP = Message(
    "Feit dat expres een andere naam kreeg; mag vaker.",
    "Fact that was given another name on purpose; repeatable.",
)
_PATHS = Message(
    "Toon ook wie dezelfde uitkomst krijgt langs een andere weg.",
    "Also show who gets the same outcome by another path.",
)
_CASES = Message(
    "Bestand (CSV of Parquet) met echte gevallen: tel hoeveel ervan veranderen.",
    "File (CSV or Parquet) with real cases: count how many of them change.",
)
_ON = Message(
    "Met --cases: dag tot waar de maanden sinds een datum tellen (standaard: vandaag).",
    "With --cases: day up to which months since a date count (default: today).",
)
_FOLDER = Message("Map voor de bestanden.", "Folder for the files.")
_POSTER = Message(
    "Met --format pdf: de poster met merktekens in plaats van het verslag.",
    "With --format pdf: the poster with marks instead of the report.",
)
_PAPER = Message("Papier van de poster (standaard: a1).", "Paper of the poster (default: a1).")
_PORTRAIT = Message(
    "De poster staand of liggend; anders wat de grootste letter geeft.",
    "The poster upright or lying; otherwise what gives the largest type.",
)
_ONE = Message(
    "Noem twee versies: de oude en de nieuwe. Met de laatste versie in Git vergelijkt u zo: "
    "woonboom diff HEAD {old}",
    "Name two versions: the old one and the new one. To compare with the last version in Git: "
    "woonboom diff HEAD {old}",
)
_ONE_REVISION = Message(
    "Noem twee versies: de oude en de nieuwe, bijvoorbeeld: woonboom diff {old} trees/",
    "Name two versions: the old one and the new one, for instance: woonboom diff {old} trees/",
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("diff", cls=spoken(say), help=say(_HELP))
    @click.argument("old", metavar="OLD")
    @click.argument("new", metavar="NEW", required=False)
    @click.argument("paths", metavar="[PATH]...", nargs=-1)
    @click.option("--format", "forms", type=click.Choice([*PRINTED, *FILES]), multiple=True,
                  default=("text",), help=say(_FORMAT))  # fmt: skip
    @click.option("-o", "--output", type=PATH, help=say(_FOLDER))
    @click.option("--fail-on", type=click.Choice(["losses", "any"]), default="any",
                  help=say(_FAIL_ON))  # fmt: skip
    @click.option("--paths", "rerouted", is_flag=True, help=say(_PATHS))
    @click.option("--map", "renamed", metavar="OLD=NEW", multiple=True, help=say(_MAP))
    @click.option("--cases", "caseload", metavar="FILE", type=PATH, help=say(_CASES))
    @click.option("--on", metavar="DATE", help=say(_ON))
    @click.option("--poster", is_flag=True, help=say(_POSTER))
    @click.option("--paper", type=click.Choice(sorted(PAPERS_MM)), help=say(_PAPER))
    @click.option("--portrait/--landscape", default=None, help=say(_PORTRAIT))
    def diff(  # noqa: PLR0917 (click passes them by name)
        old: str,
        new: str | None,
        paths: tuple[str, ...],
        forms: tuple[str, ...],
        output: Path | None,
        fail_on: str,
        rerouted: bool,
        renamed: tuple[str, ...],
        caseload: Path | None,
        on: str | None,
        poster: bool,
        paper: str | None,
        portrait: bool | None,
    ) -> int:
        landscape = None if portrait is None else not portrait
        wish = Wish(
            mapped(renamed), rerouted, tuple(dict.fromkeys(forms)), poster, paper, landscape,
            output, fail_on, caseload, on,
        )  # fmt: skip
        refuse_idle(wish)
        if new is None:
            raise usage(_ONE if Path(old).exists() else _ONE_REVISION, old=old)
        return _diff(read_versions(old, new, paths), wish)

    return diff


def _diff(versions: Versions, wish: Wish) -> int:
    refuse_unknown(versions, wish.facts)
    if wish.drawn:
        refuse_two_trees(versions)
    from woonboom.cli.diff_forms import TO_PRINT, TO_WRITE
    from woonboom.cli.diff_told import compared

    told = compared(versions, wish)
    files: dict[str, bytes] = {}
    for form in wish.forms:
        if form in FILES:
            files |= TO_WRITE[form](told, wish)
    for name, data in files.items():  # all are made before the first is written
        write_whole(wish.output / name, data)
    for form in wish.forms:
        if form in PRINTED:
            TO_PRINT[form](told, wish)
    return told.code(wish.fail_on) if versions.whole else 2
