"""`enrich completions`: what lets a shell complete commands, options and keys."""

from __future__ import annotations

import click

from enrich.cli._commands import Command
from enrich.cli._output import put

__all__ = ["completions"]

# How each is installed for good; all that these lines print is read when a shell begins.
_HOW = {
    "bash": 'add to ~/.bashrc: eval "$(enrich completions bash)"',
    "zsh": 'add to ~/.zshrc, below compinit: eval "$(enrich completions zsh)"',
    "fish": "enrich completions fish > ~/.config/fish/completions/enrich.fish",
}


@click.command(cls=Command)
@click.argument("shell", metavar="SHELL", type=click.Choice(tuple(_HOW)))
@click.pass_context
def completions(context: click.Context, shell: str) -> None:
    """Print what lets a shell complete commands, options and keys.

    SHELL is bash, zsh or fish:

    \b
    bash: add to ~/.bashrc:  eval "$(enrich completions bash)"
    zsh:  add to ~/.zshrc, below compinit:  eval "$(enrich completions zsh)"
    fish: enrich completions fish > ~/.config/fish/completions/enrich.fish
    """  # noqa: D301 - \b keeps click from filling the lines
    from click.shell_completion import ShellComplete, get_completion_class

    how = f"# {_HOW[shell]}"
    kind = get_completion_class(shell)
    if kind is None:
        message = f"click knows no completions for {shell}"
        raise click.UsageError(message)
    made = kind(context.find_root().command, {}, "enrich", "_ENRICH_COMPLETE")
    # Its own way to give the text starts the shell, and says that it is too old or not there.
    first, *rest = ShellComplete.source(made).strip().splitlines()
    # What names the command to zsh has to stand first where the file lies among its functions.
    lines = [first, how, *rest] if first.startswith("#compdef") else [how, first, *rest]
    put("".join(f"{line}\n" for line in lines).encode())
