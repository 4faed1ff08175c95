"""What is asked of whoever sits at a terminal; nobody else is asked anything."""

from __future__ import annotations

import sys

import click

from enrich.cli._ink import say_line

__all__ = ["ask_address", "is_attended"]


def is_attended() -> bool:
    """Whether somebody sees a question and can answer it."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def ask_address() -> str | None:
    """Ask for a mail address until it can be one; none if nothing is answered."""
    from enrich.config import checked_address
    from enrich.errors import ConfigError

    question = "Your mail address, told to the sources (Enter for none)"
    while True:
        said = str(click.prompt(question, default="", show_default=False, err=True)).strip()
        try:
            return checked_address(said) if said else None
        except ConfigError as error:
            say_line([str(error)])
