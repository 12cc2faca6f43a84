"""Build the command line in its language, run it, and turn every ending into an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from woonboom.cli.language import language_of
from woonboom.cli.spoken import SpokenGroup, mistake
from woonboom.diagnostics import Message

DONE: Final = 0
FINDINGS: Final = 1
IMPOSSIBLE: Final = 2

COMMANDS: Final = {
    "check": (
        "woonboom.cli.check",
        Message("Controleer bomen.", "Check trees."),
    ),
    "explain": (
        "woonboom.cli.explain",
        Message("Leg uit wat een melding betekent.", "Explain what a message means."),
    ),
    "poster": (
        "woonboom.cli.poster",
        Message("Maak een poster van een boom.", "Make a poster of a tree."),
    ),
    "handout": (
        "woonboom.cli.handout",
        Message("Maak een hand-out van bomen.", "Make a handout of trees."),
    ),
    "sheet": (
        "woonboom.cli.sheet",
        Message("Maak een blad om in te vullen.", "Make a sheet to fill in."),
    ),
    "page": (
        "woonboom.cli.page",
        Message("Maak een webpagina van bomen.", "Make a web page of trees."),
    ),
    "build": (
        "woonboom.cli.build",
        Message("Maak alles van alle bomen.", "Make everything of all trees."),
    ),
    "read": (
        "woonboom.cli.read",
        Message("Lees ingevulde bladen terug.", "Read filled sheets back."),
    ),
    "evaluate": (
        "woonboom.cli.evaluate",
        Message("Maak een verslag van evaluatieformulieren.", "Report on evaluation forms."),
    ),
    "decide": (
        "woonboom.cli.decide",
        Message("Beslis over een geval.", "Decide a case."),
    ),
    "test": (
        "woonboom.cli.test",
        Message("Loop de voorbeelden van bomen na.", "Run the worked cases of trees."),
    ),
    "diff": (
        "woonboom.cli.diff",
        Message("Vergelijk versies van een boom.", "Compare versions of a tree."),
    ),
    "compare": (
        "woonboom.cli.compare",
        Message(
            "Zet het beleid van bomen naast elkaar.", "Put the policies of trees beside each other."
        ),
    ),
    "gitdiff": (
        "woonboom.cli.gitdiff",
        Message("Toon verschillen in git diff.", "Show differences in git diff."),
    ),
    "export": (
        "woonboom.cli.export",
        Message("Zet een boom om voor een ander programma.", "Turn a tree into another form."),
    ),
    "import": (
        "woonboom.cli.import_",
        Message("Maak een boom van een tabel.", "Make a tree of a table."),
    ),
    "fmt": (
        "woonboom.cli.fmt",
        Message("Zet bomen in één nette vorm.", "Put trees in one tidy form."),
    ),
    "schema": (
        "woonboom.cli.schema",
        Message("Schrijf een JSON Schema voor uw editor.", "Write a JSON Schema for your editor."),
    ),
    "serve": (
        "woonboom.cli.serve",
        Message("Bekijk bomen terwijl u ze bewerkt.", "See trees while you edit them."),
    ),
    "new": (
        "woonboom.cli.new",
        Message("Begin een nieuwe boom.", "Start a new tree."),
    ),
    "completion": (
        "woonboom.cli.completion",
        Message("Laat de shell opdrachten aanvullen.", "Let the shell complete commands."),
    ),
}
_ABOUT = Message(
    "Beslisbomen voor beleid: schrijven in YAML, controleren, en aan de muur hangen.\n\n"
    "Een boom mag ook uit een revisie van Git komen: v1:trees/hulpverleners.yaml.\n\n"
    "\b\nVoorbeeld:\n  woonboom check trees/\n  woonboom poster trees/hulpverleners.yaml",
    "Decision trees for policy: write them in YAML, check them, hang them on the wall.\n\n"
    "A tree may come from a Git revision too: v1:trees/hulpverleners.yaml.\n\n"
    "\b\nExample:\n  woonboom check trees/\n  woonboom poster trees/hulpverleners.yaml",
)
_LANGUAGE = Message("Taal van de meldingen.", "Language of the messages.")
_QUIET = Message("Toon alleen wat mis is.", "Show only what is wrong.")
_VERSION = Message("Toon de versie van woonboom.", "Show the version of woonboom.")
_TRY_HELP = Message("Meer hulp: {path} --help", "More help: {path} --help")
_STOPPED = Message("Afgebroken.", "Stopped.")
_CANNOT_PRINT = Message(
    "De uitvoer kan niet geschreven worden: {reason}.", "The output cannot be written: {reason}."
)
_FULL = Message("de schijf is vol", "the disk is full")
_TOO_LARGE = Message("het bestand wordt te groot", "the file becomes too large")
_BROKEN = Message("de schijf werkt niet goed", "the disk does not work well")
_REASONS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _TOO_LARGE,
    errno.EIO: _BROKEN,
}
_OUR_FAULT = Message(
    "Dit is een fout in woonboom zelf ({error}). Meld hem met het bestand dat u gebruikte; met "
    "WOONBOOM_DEBUG=1 ziet u waar het misging.",
    "This is a fault in woonboom itself ({error}). Report it with the file that you used; with "
    "WOONBOOM_DEBUG=1 you see where it went wrong.",
)


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; returns the exit code, and never raises."""
    language = language_of(arguments)
    _open_streams()
    try:
        result = build(language).main(list(arguments), "woonboom", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except SystemExit as ending:  # click itself: the shell completed, or our reader has gone
        return IMPOSSIBLE if ending.code else DONE
    except (click.ClickException, click.Abort, KeyboardInterrupt) as error:
        _tell(_told(error, language))
    except Exception as error:
        number = error.errno if isinstance(error, OSError) else None
        if number == errno.EPIPE:
            _hush()
        elif number in _REASONS:
            _hush()
            _tell(_CANNOT_PRINT.say(language, {"reason": _REASONS[number]}))
        elif os.environ.get("WOONBOOM_DEBUG"):
            raise
        else:
            words = f"{type(error).__name__}: {error}"[:300]
            _tell(_OUR_FAULT.say(language, {"error": words}))
    return IMPOSSIBLE


def _told(error: BaseException, language: str) -> str:
    """What ended the command, in words."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if not isinstance(error, click.ClickException):
        return _STOPPED.say(language)

    def say(message: Message) -> str:
        return message.say(language)

    return f"{mistake(error, say)}\n{_help_line(error, language)}".rstrip()


def build(language: str) -> click.Group:
    """Return the whole command line, in a language."""

    def say(message: Message) -> str:
        return message.say(language)

    attributes = {"say": staticmethod(say), "homes": COMMANDS}
    class_ = type("Group", (SpokenGroup,), attributes)

    @click.group("woonboom", cls=class_, help=say(_ABOUT), no_args_is_help=True)
    @click.option("--lang", type=click.Choice(["nl", "en"]), help=say(_LANGUAGE))
    @click.option("--quiet", "-q", is_flag=True, help=say(_QUIET))
    @click.version_option(package_name="woonboom", message="%(version)s", help=say(_VERSION))
    @click.pass_context
    def group(context: click.Context, lang: str | None, quiet: bool) -> None:
        context.obj = {"language": language, "quiet": quiet}

    return group


def _help_line(error: click.ClickException, language: str) -> str:
    context = getattr(error, "ctx", None)
    if not isinstance(error, click.UsageError) or context is None:
        return ""
    return _TRY_HELP.say(language, {"path": context.command_path})


def _open_streams() -> None:
    """Have streams, texts on which are UTF-8, also where the system is older or closed them."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _hush() -> None:
    """Nobody reads our output, or it cannot be kept: keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
