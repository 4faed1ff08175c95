"""`enrich status`: whether the bibliography is sound, in a minute."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._ink import Ink
from enrich.cli._output import put
from enrich.cli._words import EXAMPLE, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from enrich.cli._cards import Fact
    from enrich.health import Health

__all__ = ["status"]

_PASSING = frozenset({"offline", "unreachable", "throttled", "garbled"})
_STANDINGS = {
    "new": "new",
    "fresh": "fresh",
    "stale": "past their time",
    "snapshot": "from the snapshot",
    "lost": "lost by their source",
}


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the state of every file.")
def status(*, as_json: bool) -> int:
    """Say whether the bibliography is sound: what it holds, what it lacks, and what to do next.

    No source is asked: it is told what the seeds, the cache and the files of the library say now.
    """
    health = _health()
    if as_json:
        from enrich.cli._findings import plain_json

        put(plain_json(health))
        return 0
    from enrich.cli._cards import lines_of
    from enrich.cli._ink import Inked, put_lines

    head = f"{counted(health.works, 'work')} of {counted(health.seeds, 'seed')}"
    lacking = f", {health.missed} without an entry" if health.missed else ""
    steps = list(_next(health)) or [("", "nothing to do", Ink.GOOD)]
    put_lines([[Inked(head + lacking, Ink.STRONG)], [], *lines_of(_facts(health))])
    put_lines(
        [[], *lines_of([("next" if not at else "", *step[1:]) for at, step in enumerate(steps)])]
    )
    return 0


def _health() -> Health:
    from enrich.checks import Checked
    from enrich.cli._checking import findings_of
    from enrich.cli._library import known_library
    from enrich.config import load_config
    from enrich.dates import PartialDate
    from enrich.health import health_of
    from enrich.writers import Contents

    config = load_config()
    result = known_library(config)
    today = PartialDate.of(dt.datetime.now(dt.UTC))
    checked = Checked(result.scan, result.library, today)
    contents = Contents(result.library, result.scan, today, config.title, config.ignore)
    return health_of(contents, findings_of(checked, config.ignore), config)


def _facts(health: Health) -> Iterator[Fact]:
    yield "works", _listed(health.statuses), Ink.PLAIN
    yield "kinds", _listed(health.kinds), Ink.PLAIN
    if health.misses:
        yield "missed", _listed(health.misses), Ink.DOUBTFUL
    yield from _findings(health)
    for at, (label, has_all) in enumerate((("complete", True), ("partly", False))):
        fields = [one for one in health.coverage if (one.has == one.of) is has_all and one.of]
        told = (one.field if has_all else f"{one.field} {one.has}/{one.of}" for one in fields)
        if fields:
            yield label, ", ".join(told), (Ink.GOOD, Ink.DOUBTFUL)[at]
    answers = {_STANDINGS[name]: count for name, count in health.answers.items()}
    yield "answers", _listed(answers), Ink.DOUBTFUL if health.past else Ink.GOOD
    yield from _files(health)
    size = "not there" if health.cache_bytes is None else f"{health.cache_bytes / 2**20:.1f} MB"
    yield "cache", f"{health.cache}, {size}", Ink.PLAIN
    if health.last_run:
        at_time, until = health.last_run.at, health.last_run.until
        # Where there is no paper there is no such time.
        ends = until.year < dt.MAXYEAR
        ending = f"; nothing to ask for until {_moment(until)}" if ends else ""
        yield "last run", f"{_moment(at_time)}{ending}", Ink.PLAIN


def _findings(health: Health) -> Iterator[Fact]:
    levels = [counted(count, level) for level, count in health.findings.items()]
    ignored = [f"{health.ignored} ignored"] if health.ignored else []
    is_bad, is_doubtful = health.findings["error"], health.findings["warning"]
    ink = Ink.BAD if is_bad else Ink.DOUBTFUL if is_doubtful else Ink.GOOD
    yield "checks", ", ".join((*levels, *ignored)), ink
    if health.checks:
        yield "", _listed(health.checks), Ink.FAINT


def _files(health: Health) -> Iterator[Fact]:
    """Tell of each file what a run would do to it."""
    for number, one in enumerate(health.files):
        ink = Ink.GOOD if one.state.value == "up to date" else Ink.DOUBTFUL
        yield "" if number else "files", f"{one.path}: {one.state}", ink


def _next(health: Health) -> Iterator[Fact]:
    """Give what can be done, the most urgent first."""
    passing = sum(count for reason, count in health.misses.items() if reason in _PASSING)
    lasting = health.missed - passing - health.misses.get("doubtful", 0)
    others = sum(one.state.value != "up to date" for one in health.files)
    wrong = health.findings["error"] + health.findings["warning"]
    renews = [counted(passing, "seed") + " not asked for yet"] if passing else []
    renews += [counted(health.past, "work") + " to ask for anew"] if health.past else []
    # Without a paper, none is written.
    renews += [counted(others, "file") + " to write"] if others and health.seeds else []
    steps = (
        (wrong, "enrich check", f"{counted(wrong, 'error or warning', 'errors and warnings')}"),
        (
            health.doubtful,
            "enrich review",
            f"{counted(health.doubtful, 'match', 'matches')} in doubt",
        ),
        (lasting, "enrich list --status missed", f"{counted(lasting, 'seed')} without an entry"),
        (renews, "enrich refresh", ", ".join(renews)),
        (not health.seeds, f"enrich add {EXAMPLE}", "puts a paper into the list"),
    )
    return (("", f"{command}: {why}", Ink.NAME) for is_due, command, why in steps if is_due)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _moment(time: dt.datetime) -> str:
    return time.astimezone().strftime("%Y-%m-%d %H:%M")
