"""The whole flow on one page: seeds, identifiers, answers, records, works, library, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from enrich.answers import Outcome, Standing
from enrich.cache import AnswerCache
from enrich.carrying import import_answers, read_answers
from enrich.checks import Checked, Finding, find_faults
from enrich.config import Config
from enrich.dates import PartialDate
from enrich.decisions import read_decisions
from enrich.errors import SeedError
from enrich.identifiers import Wanted
from enrich.library import Library, build_library
from enrich.losses import lost_works
from enrich.misses import Miss
from enrich.outputs import alone, write_files
from enrich.pages import fetch_page
from enrich.resolution import Resolution
from enrich.seeds import Remark, Scan, Seed, scan_files
from enrich.sources import Gatherer, Lifetimes, Source, is_known, make_sources, run_lanes
from enrich.turns import Clock, WallClock
from enrich.web import Visit, connect, user_agent
from enrich.writers import find_format

__all__ = ["Result", "Tally", "Watcher", "refresh_library", "resolve_seeds", "scan_seeds"]


class Watcher(Protocol):
    """Somebody who wants to know how a run goes on."""

    def begins(self, wanted: int) -> None:
        """Learn how many more things are wanted."""
        ...

    def comes(self, outcome: Outcome) -> None:
        """Learn what came of one."""
        ...

    def waits(self, source: str, seconds: float) -> None:
        """Learn that a source is given time."""
        ...


class Tally(msgspec.Struct, frozen=True):
    """How many requests a run made of each source, what stopped it, how good its answers were."""

    requests: Mapping[str, int]
    troubles: Mapping[str, str]
    standings: Mapping[Standing, int]


class Result(msgspec.Struct, frozen=True):
    """What a run made, and what it took."""

    library: Library
    tally: Tally
    written: tuple[Path, ...] = ()
    # What there is to say of the files of seeds, and what the lists in them have wrong.
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    # What the last library holds and no source answered for just now: it was not written over.
    held_back_for: tuple[Miss, ...] = ()

    @property
    def is_perfect(self) -> bool:
        """Whether every seed has an entry that rests on answers still fresh."""
        old = {Standing.STALE, Standing.SNAPSHOT}
        return not self.library.misses and not any(
            entry.standing in old for entry in self.library.entries
        )


def refresh_library(
    config: Config, *, watcher: Watcher | None = None, clock: Clock | None = None
) -> Result:
    """Rebuild the library from its seeds; the last one stays where the new one would lose works."""
    formats = [find_format(name) for name in dict.fromkeys(config.formats)]
    with alone(config.cache.parent / "run.lock"):
        scan = scan_seeds(config, clock=clock)
        if scan.is_blank:
            places = ", ".join(map(str, config.seeds)) or "no file at all"
            message = f"{places}: no seeds there; write one identifier a line"
            raise SeedError(message)
        result = resolve_seeds(scan.seeds, config, watcher=watcher, clock=clock)
        result = msgspec.structs.replace(
            result,
            remarks=scan.remarks,
            findings=find_faults(Checked(scan, result.library, today=_today())),
        )
        lost = lost_works(result.library, config.output, [one.file for one in formats])
        if lost or not result.library.entries:
            return msgspec.structs.replace(result, held_back_for=lost)
        texts = {one.file: one.write(result.library.entries, scan.kept) for one in formats}
        return msgspec.structs.replace(result, written=write_files(config.output, texts))


def scan_seeds(config: Config, *, clock: Clock | None = None) -> Scan:
    """Read all seeds that the configuration names, and what else stands beside them."""
    fetch = partial(fetch_page, agent=user_agent(config.mailto), clock=clock or WallClock())
    return scan_files(config.seeds, None if config.offline else fetch)


def resolve_seeds(
    seeds: Sequence[Seed],
    config: Config,
    *,
    watcher: Watcher | None = None,
    clock: Clock | None = None,
) -> Result:
    """Resolve seeds through every source into a library."""
    with AnswerCache(config.cache) as cache:
        sources = make_sources(config)
        if config.snapshot and config.snapshot.is_file():
            import_answers(cache, read_answers(config.snapshot, partial(is_known, sources)))
        visits = _visits(sources, cache, config, clock or WallClock(), watcher)
        gatherers = [_gatherer(source, cache, config) for source in sources]
        resolution = Resolution(sources, seeds, read_decisions(config.decisions))
        _run(gatherers, resolution.first_wanted(), resolution, watcher)
        # A link that leads nowhere leaves the title that stands beside it.
        _run(gatherers, resolution.wanted_instead(), resolution, watcher)
    return Result(
        build_library(seeds, resolution.resolved, key_pattern=config.key_pattern),
        Tally(
            requests={name: visit.requests for name, visit in visits.items()},
            troubles={
                name: str(visit.given_up) for name, visit in visits.items() if visit.given_up
            },
            standings=resolution.standings,
        ),
    )


def _run(
    gatherers: Sequence[Gatherer],
    wanted: Sequence[Wanted],
    resolution: Resolution,
    watcher: Watcher | None,
) -> None:
    if not wanted:
        return
    if watcher:
        watcher.begins(len(wanted))
    for outcome in run_lanes(gatherers, wanted, resolution.take, resolution.is_enough):
        if watcher:
            watcher.comes(outcome)


def _today() -> PartialDate:
    now = dt.datetime.now(dt.UTC)
    return PartialDate(now.year, now.month, now.day)


def _visits(
    sources: Iterable[Source],
    cache: AnswerCache,
    config: Config,
    clock: Clock,
    watcher: Watcher | None,
) -> dict[str, Visit]:
    waits: Callable[[str, float], None] = watcher.waits if watcher else lambda *_: None
    visits: dict[str, Visit] = {}
    for source in sources:
        visit = Visit(
            source.name,
            source.manners(),
            agent=user_agent(config.mailto),
            clock=clock,
            turns=config.cache.parent / f"{source.name}.turn",
            waits=waits,
        )
        connect(cache.session, source.url, visit)
        visits[source.name] = visit
    return visits


def _gatherer(source: Source, cache: AnswerCache, config: Config) -> Gatherer:
    of_source = config.sources.get(source.name)
    days = of_source.lifetime if of_source else None
    lifetime = source.lifetime if days is None else dt.timedelta(days=days)
    absence = config.absence_lifetime
    if config.max_age is not None:
        lifetime, absence = config.max_age, min(absence, config.max_age)
    return Gatherer(
        source,
        cache,
        lifetimes=Lifetimes(lifetime, absence),
        now=lambda: dt.datetime.now(dt.UTC),
        offline=config.offline,
    )
