"""`enrich schema`: print the JSON Schema of a file."""

from __future__ import annotations

import click

from enrich.cli._commands import Command
from enrich.cli._output import put

__all__ = ["schema"]


@click.command(cls=Command)
@click.argument("file", type=click.Choice(("config", "lock")), metavar="config|lock")
def schema(file: str) -> None:
    """Print the JSON Schema of enrich.toml (config), or of a line of enrich.lock (lock).

    An editor that knows TOML completes and checks an enrich.toml whose first line names the
    schema:

    \b
      enrich schema config > .enrich.schema.json
      #:schema ./.enrich.schema.json
    """  # noqa: D301 - \b keeps click from filling the lines
    from enrich.schemas import config_schema, lock_schema

    put(config_schema() if file == "config" else lock_schema())
