"""`enrich manual`: print the manual page."""

from __future__ import annotations

import click

from enrich.cli._commands import Command
from enrich.cli._output import put

__all__ = ["manual"]


@click.command(cls=Command)
@click.pass_context
def manual(context: click.Context) -> None:
    """Print the manual page.

    It is written for man: `enrich manual | man -l -` shows it, and `enrich manual > enrich.1`
    keeps it.
    """
    from enrich.cli._manual import manual_of

    group = context.find_root().command
    if isinstance(group, click.Group):
        put(manual_of(group).encode())
