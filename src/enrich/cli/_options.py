"""Options that several commands share, and the codes they end with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = [
    "EXIT_CHANGED",
    "EXIT_IMPERFECT",
    "EXIT_NOTHING",
    "EXIT_USAGE",
    "asking_options",
    "changes_option",
]

EXIT_IMPERFECT, EXIT_USAGE, EXIT_NOTHING, EXIT_CHANGED = 1, 2, 3, 10


def asking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how sources are asked."""
    for option in reversed(
        (
            click.option("--offline", is_flag=True, help="Ask nobody; use what the cache holds."),
            click.option("--strict", is_flag=True, help="Exit 1 when a seed is missed or stale."),
            click.option(
                "--max-age",
                metavar="AGE",
                callback=_age,
                help="Ask again for answers older than this: 12h, 7d, 0.",
            ),
            click.option(
                "--mailto",
                metavar="ADDRESS",
                callback=_address,
                help="Your mail address, told to the sources.",
            ),
        )
    ):
        command = option(command)
    return command


def changes_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says where changes are written to."""
    return click.option(
        "--changes",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what changed to FILE: Markdown, or JSON if it is named *.json.",
    )(command)


def _age(_: click.Context, __: click.Parameter, value: str | None) -> dt.timedelta | None:
    from enrich.config import parse_age

    return parse_age(value) if value is not None else None


def _address(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from enrich.config import checked_address
    from enrich.errors import ConfigError

    try:
        return checked_address(value)
    except ConfigError as error:
        raise click.BadParameter(str(error), param=parameter) from error
