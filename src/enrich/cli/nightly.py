"""`enrich nightly`: refresh, check, and tell what changed, for whoever runs it every night."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.cli._options import (
    EXIT_CHANGED,
    EXIT_IMPERFECT,
    EXIT_NOTHING,
    asking_options,
    changes_option,
)
from enrich.cli._output import say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.checks import Finding
    from enrich.cli._talk import Talk
    from enrich.config import Config
    from enrich.pipeline import Result

__all__ = ["nightly"]


@click.command()
@changes_option
@asking_options
def nightly(
    *,
    changes: Path | None,
    max_age: dt.timedelta | None,
    mailto: str | None,
    offline: bool,
    strict: bool,
) -> int:
    """Refresh the library, check it, and tell what changed; say nothing where nothing did.

    What enrich.toml names is read and written as by refresh, and checked as by check. The exit
    code tells a scheduler what happened: 0 where nothing changed, 10 where the library changed, 1
    where a check failed, 3 where nothing could be written.
    """
    from enrich.api import configured
    from enrich.cli._changes import check_place, write_changes
    from enrich.cli._talk import Loudness, Talk
    from enrich.config import load_config
    from enrich.pipeline import refresh_library

    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    if changes:
        check_place(changes, config)
    with Talk(Loudness.PROBLEMS) as talk:
        result = refresh_library(config, watcher=talk)
    if result.held_back_for or not result.library.entries:
        _tell_why_not(talk, result, config)
        return EXIT_NOTHING
    is_imperfect = strict and not result.is_perfect
    if is_imperfect:
        talk.tell_problems(result)
    else:
        talk.tell_troubles(result)
    _tell_changes(talk, result, config)
    if changes:
        write_changes(changes, result.changes, result.written)
    found = _failing(result, config)
    _tell(found)
    if found or is_imperfect:
        return EXIT_IMPERFECT
    return EXIT_CHANGED if result.written else 0


def _tell_why_not(talk: Talk, result: Result, config: Config) -> None:
    """Tell why there is nothing to write; where works would be lost, the summary says so."""
    talk.sum_up(result, config)
    if not result.held_back_for:
        papers = "nothing could be written" if result.library.misses else "no paper there"
        say(f"{papers}; the last library is as it was")


def _tell_changes(talk: Talk, result: Result, config: Config) -> None:
    """Tell what became of the library; a new one, too, is worth a line."""
    talk.tell_changes(result)
    if result.written:
        entries = counted(len(result.library.entries), "entry", "entries")
        say(f"{config.output}: {entries}, {counted(len(result.written), 'file')} changed")


def _failing(result: Result, config: Config) -> tuple[Finding, ...]:
    """Give what the checks find that holds the library back; notes are for who asks."""
    from enrich.checks import Checked
    from enrich.cli._checking import failing, findings_of
    from enrich.dates import PartialDate

    now = dt.datetime.now(dt.UTC)
    today = PartialDate.of(now)
    checked = Checked(result.scan, result.library, today)
    return failing(findings_of(checked, config.ignore))


def _tell(found: Sequence[Finding]) -> None:
    if found:
        say(f"{counted(len(found), 'finding')}; `enrich check` tells more")
        for one in found:
            say(f"  {one.origin}: {one.fault.check}: {one.subject}: {one.told}")
