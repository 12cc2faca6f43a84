"""click in the language of the messages: headings, usage and mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

import click

from woonboom.cli.language import Say
from woonboom.diagnostics import DID_YOU_MEAN, Message, nearest

_USAGE = Message("Gebruik:", "Usage:")
_OPTIONS = Message("Opties", "Options")
_REQUIRED = Message("[verplicht]", "[required]")
_METAVARS: Final = {
    "[OPTIONS]": Message("[OPTIES]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Message("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGS]..."),
}
_COMMANDS = Message("Opdrachten", "Commands")
_HELP = Message("Toon deze hulp.", "Show this help.")
_NO_COMMAND = Message("Er is geen opdracht ‘{name}’.", "There is no command ‘{name}’.")
_NO_OPTION = Message("Er is geen optie ‘{name}’.", "There is no option ‘{name}’.")
_BEFORE: Final = ("--lang", "--quiet", "-q", "--version")
_PUT_BEFORE = Message(
    "Zet ‘{name}’ vóór de opdracht: woonboom {name} …",
    "Put ‘{name}’ before the command: woonboom {name} …",
)
_MISSING = Message("Er ontbreekt een argument: {name}.", "An argument is missing: {name}.")
_BAD_VALUE = Message("‘{name}’ heeft geen goede waarde.", "‘{name}’ has no proper value.")
_CHOOSE = Message("Kies uit: {choices}.", "Choose from: {choices}.")
_NEEDS_VALUE = Message("‘{name}’ heeft een waarde nodig.", "‘{name}’ needs a value.")
_NO_VALUE = Message("‘{name}’ heeft geen waarde.", "‘{name}’ takes no value.")
_TOO_MANY = Message("Er zijn te veel argumenten.", "There are too many arguments.")


class SpokenCommand(click.Command):
    """A command whose help has headings in the language of the messages."""

    say: Say

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, message in _METAVARS.items():
            pieces = pieces.replace(english, self.say(message))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{self.say(_USAGE)} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(self.say(_OPTIONS)):
            required = self.say(_REQUIRED)
            formatter.write_dl([(r[0], r[1].replace("[required]", required)) for r in records if r])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, explained in the language of the messages."""
        option = super().get_help_option(ctx)
        if option:
            option.help = self.say(_HELP)
        return option


Build = Callable[[Say], SpokenCommand]


class SpokenGroup(SpokenCommand, click.Group):
    """A group whose commands are built when they are needed.

    `homes` tells the module of each command; that module has a function `build(say)`.
    """

    homes: Mapping[str, tuple[str, Message]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in their own order."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in self.homes:
            return None
        build: Build = import_module(self.homes[cmd_name][0]).build
        return build(self.say)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names."""
        if args and not args[0].startswith("-") and args[0] not in self.homes:
            raise click.UsageError(
                _with_nearest(_NO_COMMAND, args[0], list(self.homes), self.say), ctx
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands, without importing these."""
        SpokenCommand.format_options(self, ctx, formatter)
        with formatter.section(self.say(_COMMANDS)):
            formatter.write_dl([(name, self.say(help_)) for name, (_, help_) in self.homes.items()])


def spoken(say: Say) -> type[SpokenCommand]:
    """Return the command class that speaks with `say`."""
    return type("Command", (SpokenCommand,), {"say": staticmethod(say)})


def _with_nearest(message: Message, name: str, known: list[str], say: Say) -> str:
    near = nearest(name, known)
    text = say(message).format(name=name)
    return f"{text} {say(DID_YOU_MEAN).format(nearest=near)}" if near else text


def mistake(error: click.ClickException, say: Say) -> str:
    """Return what was wrong with a command line, in the language of the messages."""
    match error:
        case click.NoSuchOption() if error.option_name in _BEFORE:
            return say(_PUT_BEFORE).format(name=error.option_name)
        case click.NoSuchOption():
            return _with_nearest(_NO_OPTION, error.option_name, error.possibilities or [], say)
        case click.MissingParameter():
            return say(_MISSING).format(name=_name(error.param))
        case click.BadParameter() if error.param:
            return f"{say(_BAD_VALUE).format(name=_name(error.param))} {_choices(error.param, say)}"
        case click.BadOptionUsage():
            takes_none = "does not take a value" in error.message
            return say(_NO_VALUE if takes_none else _NEEDS_VALUE).format(name=error.option_name)
    many = isinstance(error, click.UsageError) and "unexpected extra" in error.message
    return say(_TOO_MANY) if many else error.format_message()


def _choices(param: click.Parameter, say: Say) -> str:
    choices = getattr(param.type, "choices", ())
    return say(_CHOOSE).format(choices=", ".join(map(str, choices))) if choices else ""


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.metavar or param.name or "").strip("[].")
