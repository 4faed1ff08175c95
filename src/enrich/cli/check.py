"""`enrich check`: hold a bibliography against what is known, and fail where it is wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from enrich.about import CHECKS
from enrich.cli._commands import Command
from enrich.cli._options import EXIT_IMPERFECT, EXIT_NOTHING, asking_options
from enrich.cli._output import put, say
from enrich.cli._words import counted
from enrich.plugins import Group, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from enrich.checks import Finding
    from enrich.config import Config
    from enrich.dates import PartialDate
    from enrich.library import Library
    from enrich.pipeline import Result
    from enrich.seeds import Scan

__all__ = ["check", "summary"]

_FORMS = ("json", "sarif", "github")
_LACKING = (
    "no answer is known; run `enrich refresh`, or let a snapshot go with the list"
    " (`enrich cache export data/snapshot.jsonl`)"
)
_SILENT = "no source answered; try again later"


@click.command(cls=Command)
@click.argument("seeds", nargs=-1)
@click.option("--json", is_flag=True, help="Print JSON, what is ignored included.")
@click.option("--sarif", is_flag=True, help="Print SARIF, for code scanning.")
@click.option("--github", is_flag=True, help="Print annotations for GitHub Actions.")
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    type=click.Choice(names(Group.CHECKS, CHECKS)),
    help="Make this check alone (repeatable).",
)
@click.option(
    "--skip",
    multiple=True,
    metavar="NAME",
    type=click.Choice(names(Group.CHECKS, CHECKS)),
    help="Leave this check out (repeatable).",
)
@click.option(
    "--fail-on",
    default="warning",
    show_default=True,
    type=click.Choice(("error", "warning", "note")),
    help="Exit 1 from this level on.",
)
@asking_options
def check(  # noqa: PLR0913 - the command's options
    seeds: tuple[str, ...],
    *,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fail_on: str,
    max_age: dt.timedelta | None,
    mailto: str | None,
    offline: bool,
    strict: bool,
    **forms: bool,
) -> int:
    """Check a bibliography: retractions, wrong links, papers that are missed, and more.

    SEEDS are files or folders, addresses of reading lists, or - for standard input; without any,
    those that enrich.toml names. Nothing is written. The exit code is 1 where an error or a
    warning is found that no [[ignore]] in enrich.toml covers; notes are printed, and pass unless
    --fail-on says otherwise.
    """
    from enrich.checks import Checked
    from enrich.cli._checking import failing, findings_of
    from enrich.config import configured, load_config, place_of

    form = _form(forms)
    config = configured(
        load_config(),
        seeds=tuple(place_of(seed) for seed in seeds) or None,
        mailto=mailto,
        offline=offline,
        max_age=max_age,
    )
    scan, result = _resolved(config)
    checked = Checked(scan, result.library, _today())
    findings = findings_of(checked, config.ignore, only=only, skip=skip, is_whole=not seeds)
    put(_printed(findings, form))
    say(summary(checked.library, findings))
    silent = all(one.reason.is_passing for one in result.library.misses)
    if result.library.misses and silent and not result.library.entries:
        say(f"nothing could be checked: {_LACKING if offline else _SILENT}")
        return EXIT_NOTHING
    return EXIT_IMPERFECT if failing(findings, fail_on) or (strict and not result.is_perfect) else 0


def _form(forms: Mapping[str, bool]) -> str | None:
    """Give the form that is wanted, of which there can be one."""
    wanted = [name for name in _FORMS if forms[name]]
    if len(wanted) > 1:
        message = f"{' and '.join(f'--{name}' for name in wanted)} exclude each other; take one"
        raise click.UsageError(message)
    return next(iter(wanted), None)


def _resolved(config: Config) -> tuple[Scan, Result]:
    """Read the seeds and resolve them; say what stood in the way."""
    from enrich.cli._talk import Loudness, Talk
    from enrich.pipeline import resolve_seeds, scan_wanted

    scan = scan_wanted(config)
    with Talk(Loudness.PROBLEMS) as talk:
        result = resolve_seeds(scan.seeds, config, watcher=talk)
    talk.tell_troubles(result)
    for remark in (*scan.remarks, *result.library.remarks):
        say(str(remark))
    return scan, result


def _today() -> PartialDate:
    from enrich.dates import PartialDate

    now = dt.datetime.now(dt.UTC)
    return PartialDate.of(now)


def _printed(findings: Sequence[Finding], form: str | None) -> bytes:
    from enrich.cli import _findings
    from enrich.cli._sarif import as_sarif

    forms = {
        None: _findings.as_lines,
        "json": _findings.as_json,
        "sarif": as_sarif,
        "github": _findings.as_annotations,
    }
    return forms[form](findings)


def summary(library: Library, findings: Sequence[Finding]) -> str:
    """Count what was looked at, and what was found."""
    from collections import Counter

    from enrich.checks import Level

    levels = Counter(one.fault.level for one in findings if not one.ignored)
    ignored = sum(one.ignored is not None for one in findings)
    entries = counted(len(library.entries), "entry", "entries")
    told = ", ".join(counted(levels[level], level) for level in Level)
    left = f", {ignored} ignored" if ignored else ""
    missed = counted(len(library.misses), "seed")
    return f"{entries}{_rests(library)}, {missed} missed: {told}{left}"


def _rests(library: Library) -> str:
    """Count the entries that rest on what their sources may not say any more, or do not."""
    from enrich.answers import Standing

    lost = sum(one.standing is Standing.LOST for one in library.entries)
    old = sum(one.standing.is_past for one in library.entries) - lost
    told = [f"{old} on answers past their time"] if old else []
    told += [f"{lost} on lost answers"] if lost else []
    return f" ({', '.join(told)})" if told else ""
