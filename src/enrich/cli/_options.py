"""Options that several commands share, and the codes they end with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from enrich.cli._log import RunLog

__all__ = [
    "EXIT_CHANGED",
    "EXIT_IMPERFECT",
    "EXIT_NOTHING",
    "EXIT_USAGE",
    "Run",
    "asking_options",
    "begin_log",
    "changes_option",
    "log_of_run",
    "log_option",
]

EXIT_IMPERFECT, EXIT_USAGE, EXIT_NOTHING, EXIT_CHANGED = 1, 2, 3, 10


class Run:
    """What the commands of one run share: the log, if one is kept."""

    log: RunLog | None = None


def log_of_run() -> RunLog | None:
    """Give the log of the command that is at work, if it keeps one."""
    context = click.get_current_context(silent=True)
    run = context.find_object(Run) if context else None
    return run.log if run else None


def log_option(
    callback: Callable[[click.Context, click.Parameter, Path | None], None] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the option that says where a run writes down what it does."""
    return click.option(
        "--log",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=callback,
        expose_value=callback is None,
        is_eager=True,
        help="Add what is done to FILE, as lines of JSON.",
    )


def begin_log(context: click.Context, path: Path | None) -> None:
    """Open the log before anything else is done, be it named before the command or after it."""
    if path is None or context.resilient_parsing:
        return
    from enrich.cli._log import RunLog

    run = context.ensure_object(Run)
    if run.log:
        message = "--log is given twice; name one file"
        raise click.UsageError(message)
    run.log = RunLog(path, context.invoked_subcommand or context.info_name or "")


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
            log_option(lambda context, _, path: begin_log(context, path)),
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


def _age(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.timedelta | None:
    from enrich.config import parse_age
    from enrich.errors import ConfigError

    try:
        return parse_age(value) if value is not None else None
    except ConfigError as error:
        raise click.BadParameter(str(error), param=parameter) from error


def _address(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from enrich.config import checked_address
    from enrich.errors import ConfigError

    try:
        return checked_address(value)
    except ConfigError as error:
        raise click.BadParameter(str(error), param=parameter) from error
