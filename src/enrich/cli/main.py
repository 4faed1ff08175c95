"""The command `enrich`: its commands, its errors, its exit codes."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
from typing import NoReturn

import click

from enrich.about import VERSION
from enrich.cli._options import EXIT_NOTHING, EXIT_USAGE
from enrich.cli._output import say
from enrich.cli.annotate import annotate
from enrich.cli.cache import cache
from enrich.cli.check import check
from enrich.cli.explain import explain
from enrich.cli.get import get
from enrich.cli.nightly import nightly
from enrich.cli.refresh import refresh
from enrich.cli.review import review
from enrich.cli.scan import scan
from enrich.errors import ConfigError, EnrichError, SeedError

__all__ = ["main"]

_INTERRUPTED = 130
# Nearly all that is made lives to the end: to look for garbage as often as usual costs a tenth of
# a run.
_NEW_OBJECTS = 100_000
# The libraries log what we handle and report ourselves.
_LOUD = ("requests_cache", "arxiv", "urllib3", "bibtexparser")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="enrich")
def enrich() -> None:
    """Turn arXiv ids, DOIs and reading lists into a bibliography you can trust.

    \b
    Exit codes:
      0  all is well
      1  a check found something; with --strict: a seed was missed, or an answer was stale
      2  the command, the configuration or a seed file is not right
      3  nothing could be written or checked; the last library is as it was
     10  nightly: the library changed, and all is well
    """  # noqa: D301 - \b keeps click from filling the lines


enrich.add_command(refresh)
enrich.add_command(nightly)
enrich.add_command(check)
enrich.add_command(explain)
enrich.add_command(scan)
enrich.add_command(review)
enrich.add_command(annotate)
enrich.add_command(get)
enrich.add_command(cache)


def main() -> NoReturn:
    """Run the command, and end with a code and, for an error, one line that says what to do."""
    gc.set_threshold(_NEW_OBJECTS)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        code = enrich.main(standalone_mode=False)
    except click.ClickException as error:
        say(f"enrich: {error.format_message()}")
        _end(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("enrich: interrupted; nothing was changed")
        _end(_INTERRUPTED)
    except EnrichError as error:
        say(f"enrich: {error}")
        _end(EXIT_USAGE if isinstance(error, (ConfigError, SeedError)) else EXIT_NOTHING)
    _end(code if isinstance(code, int) else 0)


def _end(code: int) -> NoReturn:
    """Leave at once, without waiting for a host that hangs."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
