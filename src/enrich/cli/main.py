"""The command `enrich`: its commands, its errors, its exit codes."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import click

from enrich.about import VERSION
from enrich.cli._commands import check_command_named
from enrich.cli._groups import Commands
from enrich.cli._interruption import INTERRUPTED, NOTHING_CHANGED
from enrich.cli._mistakes import told_of
from enrich.cli._options import EXIT_NOTHING, EXIT_USAGE, Run, begin_log, log_option
from enrich.cli._output import say
from enrich.errors import ConfigError, EnrichError, SeedError

__all__ = ["main"]

# Nearly all that is made lives to the end: to look for garbage as often as usual costs a tenth of
# a run.
_NEW_OBJECTS = 100_000
# The libraries log what we handle and report ourselves.
_LOUD = ("requests_cache", "arxiv", "urllib3", "bibtexparser")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="enrich")
@log_option()
@click.pass_context
def enrich(context: click.Context, log: Path | None) -> None:
    """Turn arXiv ids, DOIs and reading lists into a bibliography you can trust.

    \b
    Exit codes:
      0  all is well
      1  a check found something; with --strict: a seed was missed, or an answer was stale
      2  the command, the configuration or a seed file is not right
      3  nothing could be written or checked; the last library is as it was
     10  nightly: the library changed, and all is well
    """  # noqa: D301 - \b keeps click from filling the lines
    begin_log(context, log)
    check_command_named(context)


def main() -> NoReturn:
    """Run the command, and end with a code and, for an error, one line that says what to do."""
    run = Run()
    try:
        gc.set_threshold(_NEW_OBJECTS)
        for name in _LOUD:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        code = enrich.main(standalone_mode=False, obj=run)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        _end(run, error.exit_code)
    except click.ClickException as error:
        _fail(run, told_of(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        # Who is in a hurry may press the keys again.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _fail(run, NOTHING_CHANGED, INTERRUPTED)
    except EnrichError as error:
        is_usage = isinstance(error, (ConfigError, SeedError))
        _fail(run, str(error), EXIT_USAGE if is_usage else EXIT_NOTHING)
    # A fault of our own: it is shown whole, and the log tells of it, too.
    except Exception as error:
        if run.log:
            run.log.fails(type(error).__name__)
        raise
    _end(run, code if isinstance(code, int) else 0)


def _fail(run: Run, told: str, code: int) -> NoReturn:
    """Say in one line what ended the run, and end it."""
    # A word that somebody wrote, or a file's name, may hold more than one.
    say(f"enrich: {told}".replace("\n", "\\n"))
    if run.log:
        run.log.fails(told)
    _end(run, code)


def _end(run: Run, code: int) -> NoReturn:
    """Leave at once, without waiting for a host that hangs."""
    if run.log:
        run.log.ends(code)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
