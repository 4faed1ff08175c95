"""`enrich nightly`: refresh, check, and tell what changed, for whoever runs it every night."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._options import (
    EXIT_CHANGED,
    EXIT_IMPERFECT,
    EXIT_NOTHING,
    asking_options,
    changes_option,
)
from enrich.cli._output import put, say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrich.checks import Finding
    from enrich.cli._sealing import Sealing
    from enrich.config import Config
    from enrich.pipeline import Result

__all__ = ["nightly"]


@click.command(cls=Command)
@changes_option
@click.option("--json", "as_json", is_flag=True, help="Print what the night came to as JSON.")
@asking_options
def nightly(  # noqa: PLR0913 - the command's options
    *,
    changes: Path | None,
    max_age: dt.timedelta | None,
    mailto: str | None,
    offline: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """Refresh the library, check it, and tell what changed; say nothing where nothing did.

    What enrich.toml names is read and written as by refresh, and checked as by check. The exit
    code tells a scheduler what happened: 0 where nothing changed, 10 where the library changed, 1
    where a check failed, 3 where nothing could be written.
    """
    from enrich.cli._changes import check_place
    from enrich.cli._sealing import Sealing
    from enrich.config import configured, load_config

    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    if changes:
        check_place(changes, config)
    sealing = Sealing(config, "nightly", strict=strict, changes=changes)
    # What the last run said is kept; what it came to is not, and has to be found again.
    code = None if as_json else sealing.told_again()
    if code is not None:
        return code
    return _made(config, sealing, changes, strict=strict, as_json=as_json)


def _made(
    config: Config, sealing: Sealing, changes: Path | None, *, strict: bool, as_json: bool
) -> int:
    from enrich.cli._changes import write_changes
    from enrich.cli._talk import Loudness, Talk
    from enrich.pipeline import refresh_library

    report = partial(_report, config, strict=strict)
    with Talk(Loudness.PROBLEMS) as talk:
        finish = partial(sealing.seal, report=report)
        result = refresh_library(config, finish=finish, watcher=talk)
    code = report(result, say)
    if changes and code != EXIT_NOTHING:
        write_changes(changes, result.changes, result.written)
    if as_json:
        from enrich.cli._results import night_as_json

        found = () if code == EXIT_NOTHING else _failing(result, config)
        put(night_as_json(result, config, code, found))
    return code


def _report(config: Config, result: Result, tell: Callable[[str], None], *, strict: bool) -> int:
    """Tell what a night brought, and give the code that says it to a scheduler."""
    from enrich.cli._talk import Loudness, Talk

    talk = Talk(Loudness.PROBLEMS, tell)
    if result.held_back_for or not (result.library.entries or result.is_emptied):
        talk.sum_up(result, config)
        if not result.held_back_for:
            papers = "nothing could be written" if result.library.misses else "no paper there"
            tell(f"{papers}; the last library is as it was")
        return EXIT_NOTHING
    is_imperfect = strict and not result.is_perfect
    if is_imperfect:
        talk.tell_problems(result)
    else:
        talk.tell_troubles(result)
    # A new library, too, is worth a line.
    talk.tell_changes(result)
    if result.written:
        entries = counted(len(result.library.entries), "entry", "entries")
        tell(f"{config.output}: {entries}, {counted(len(result.written), 'file')} changed")
    found = _failing(result, config)
    if found:
        tell(f"{counted(len(found), 'finding')}; `enrich check` tells more")
    for one in found:
        tell(f"  {one.origin}: {one.fault.check}: {one.subject}: {one.told}")
    if found or is_imperfect:
        return EXIT_IMPERFECT
    return EXIT_CHANGED if result.written else 0


def _failing(result: Result, config: Config) -> tuple[Finding, ...]:
    """Give what the checks find that holds the library back; notes are for who asks."""
    from enrich.checks import Checked
    from enrich.cli._checking import failing, findings_of
    from enrich.dates import PartialDate

    now = dt.datetime.now(dt.UTC)
    today = PartialDate.of(now)
    checked = Checked(result.scan, result.library, today)
    return failing(findings_of(checked, config.ignore))
