"""`woonboom completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from woonboom.cli.language import Say
from woonboom.cli.spoken import SpokenCommand, spoken
from woonboom.diagnostics import Message

_HELP = Message(
    "Druk de regels af waarmee uw shell opdrachten en opties aanvult.\n\n"
    "\b\nVoorbeeld, in ~/.bashrc, ~/.zshrc of ~/.config/fish/completions/woonboom.fish:\n"
    '  eval "$(woonboom completion bash)"\n'
    '  eval "$(woonboom completion zsh)"\n'
    "  woonboom completion fish | source",
    "Print the lines with which your shell completes commands and options.\n\n"
    "\b\nExample, in ~/.bashrc, ~/.zshrc or ~/.config/fish/completions/woonboom.fish:\n"
    '  eval "$(woonboom completion bash)"\n'
    '  eval "$(woonboom completion zsh)"\n'
    "  woonboom completion fish | source",
)


def build(say: Say) -> SpokenCommand:
    """Return the command, explained with `say`."""

    @click.command("completion", cls=spoken(say), help=say(_HELP))
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
    def completion(shell: str) -> int:
        found = get_completion_class(shell)
        if found is None:  # the choices above are those that click knows
            return 2
        root = click.get_current_context().find_root().command
        click.echo(found(root, {}, "woonboom", "_WOONBOOM_COMPLETE").source())
        return 0

    return completion
