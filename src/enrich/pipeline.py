"""The whole flow on one page: seeds, identifiers, answers, records, works, library, files."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from enrich.answers import Outcome, Standing
from enrich.cache import AnswerCache, reading_cache
from enrich.carrying import import_answers, read_answers
from enrich.changes import Change
from enrich.checks import Checked, Finding, find_faults
from enrich.config import Config
from enrich.dates import PartialDate
from enrich.decisions import read_decisions
from enrich.errors import ConfigError, SeedError
from enrich.former import Former, read_former
from enrich.identifiers import Wanted
from enrich.library import Library, Terms, build_library
from enrich.lockfile import LOCK_FILE, Lock
from enrich.losses import lost_works
from enrich.manners import user_agent
from enrich.outputs import check_apart, recover, write_files
from enrich.overrides import read_overrides
from enrich.recall import recall_lock
from enrich.resolution import Resolution
from enrich.runs import alone, held
from enrich.seals import print_of_program
from enrich.seeds import Scan, Seed, check_lasting, scan_files
from enrich.seeds.emptied import are_emptied, forget_emptied
from enrich.sequels import Sequels
from enrich.sources import Gatherer, Horizon, Lifetimes, Source, is_known, make_sources, run_lanes
from enrich.turns import Clock, WallClock
from enrich.visits import Visits
from enrich.watching import Listener, Nobody
from enrich.writers import Contents, Format, Shelf, every_format, find_format, print_of

__all__ = [
    "Result",
    "Tally",
    "Watcher",
    "refresh_library",
    "resolve_seeds",
    "scan_seeds",
    "scan_wanted",
]


class Watcher(Listener, Protocol):
    """Somebody who wants to know how a run goes on."""

    def begins(self, wanted: int) -> None:
        """Learn how many more things are wanted."""
        ...

    def comes(self, outcome: Outcome) -> None:
        """Learn what came of one."""
        ...

    def resolves(self, library: Library) -> None:
        """Learn what all of them came to."""
        ...

    def writes(self, files: Sequence[Path]) -> None:
        """Learn which files were written."""
        ...


class Tally(msgspec.Struct, frozen=True):
    """How many requests a run made of each source, what stopped it, how good its answers were."""

    requests: Mapping[str, int]
    troubles: Mapping[str, str]
    standings: Mapping[Standing, int]
    # Until when all answers are good, so that a run would ask for nothing; none if it would.
    until: dt.datetime | None = None


class Result(msgspec.Struct, frozen=True):
    """What a run made, and what it took."""

    library: Library
    tally: Tally
    written: tuple[Path, ...] = ()
    # What became of the library since it was last written.
    changes: tuple[Change, ...] = ()
    # What was read, and what the lists have wrong.
    scan: Scan = Scan()
    findings: tuple[Finding, ...] = ()
    # The sources that answered nothing, whatever they sent, and the identifiers that a source may
    # know, and could not be asked for.
    silent: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    # The keys of the last library for which no source answered just now: it was not written over.
    held_back_for: tuple[str, ...] = ()
    # Whether the last paper was taken out of the lists by command.
    is_emptied: bool = False

    @property
    def again(self) -> Result:
        """What the same run would give once more, were it made at once."""
        standings = Counter(self.tally.standings)
        standings[Standing.FRESH] += standings.pop(Standing.NEW, 0)
        tally = Tally(dict.fromkeys(self.tally.requests, 0), {}, standings, self.tally.until)
        return msgspec.structs.replace(self, tally=tally, written=(), changes=())

    @property
    def is_perfect(self) -> bool:
        """Whether every seed has an entry that rests on answers still fresh."""
        entries = self.library.entries
        return not self.library.misses and not any(one.standing.is_past for one in entries)


def refresh_library(
    config: Config,
    *,
    guard: Callable[[Lock, Library], None] = lambda *_: None,
    finish: Callable[[Result], None] = lambda _: None,
    watcher: Watcher | None = None,
    clock: Clock | None = None,
) -> Result:
    """Rebuild the library from its seeds; the last one stays where the new one would lose works.

    A guard is shown what was decided of the last library, and the new one, before that is written;
    what finishes a run sees its result while no other run can write.
    """
    clock = clock or WallClock()
    today = clock.moment().date()
    formats = [find_format(name) for name in dict.fromkeys(config.formats)]
    # What a run that was killed was writing, whatever formats were wanted then.
    files = (LOCK_FILE, *(one.file for one in every_format()))
    with alone(config.cache.parent / "run.lock"), held(config.output):
        recover(config.output, files)
        check_apart(config.seeds, config.output, files)
        scan = scan_wanted(config, clock=clock)
        former = read_former(config.output, formats, today, partial(_read_lock, config))
        result = resolve_seeds(scan.seeds, config, lock=former.lock, watcher=watcher, clock=clock)
        library = result.library
        result = msgspec.structs.replace(
            result,
            scan=scan,
            findings=find_faults(Checked(scan, library, today=PartialDate.of(today))),
        )
        lost = lost_works(former.lock, library, result.unanswered, result.silent)
        # That no list names a paper may be a slip, unless we took the last one out ourselves.
        result = msgspec.structs.replace(
            result, held_back_for=lost, is_emptied=not scan.seeds and are_emptied(config)
        )
        if lost or not (library.entries or result.is_emptied):
            return result
        guard(former.lock, library)
        result = _rewritten(result, config, formats, former, today)
        if watcher:
            watcher.writes(result.written)
        finish(result)
        return result


def _rewritten(
    result: Result, config: Config, formats: Iterable[Format], former: Former, today: dt.date
) -> Result:
    """Write the new library over the last one, and find what changed."""
    library, scan = result.library, result.scan
    contents = Contents(library, scan, PartialDate.of(today), config.title, config.ignore)
    former.check_unowned(contents)
    written = _write(contents, formats, config, former)
    changes = former.changes(library) if written else ()
    return msgspec.structs.replace(result, written=written, changes=changes)


def _write(
    contents: Contents, formats: Iterable[Format], config: Config, former: Former
) -> tuple[Path, ...]:
    library = contents.library
    program = print_of_program()
    shelves = {
        one: Shelf(config.cache.parent / f"{one.file}.index", config.output / one.file, program)
        for one in formats
    }
    prints = list(map(print_of, library.entries))
    pieces = {one.file: one.pieces(contents, prints, shelf) for one, shelf in shelves.items()}
    # The lock file comes first: a key that a library shows is always written down.
    files = {LOCK_FILE: library.lock.pieces(), **pieces}
    as_left = {one.file for one, shelf in shelves.items() if shelf.is_as_left}
    before = partial(former.remember, contents, as_left)
    try:
        written = write_files(config.output, files, before=before)
    finally:
        for shelf in shelves.values():
            shelf.close()
    for shelf in shelves.values():
        shelf.keep()
    if library.entries:
        forget_emptied(config)
    return written


def scan_seeds(config: Config, *, clock: Clock | None = None) -> Scan:
    """Read all seeds that the configuration names, and what else stands beside them."""

    def fetch(address: str) -> bytes:
        from enrich.pages import fetch_page  # noqa: PLC0415 - 90 ms, and few seeds are pages

        return fetch_page(
            address, agent=user_agent(None), clock=clock or WallClock(), timeout=config.timeout
        )

    if not config.are_seeds_named:
        _check_begun(config)
        check_lasting(config.seeds)
    advice = "check the name"
    if not config.are_seeds_named:
        advice = "check `seeds` in enrich.toml, or make it with `enrich add`"
    return scan_files(config.seeds, None if config.offline else fetch, if_missing=advice)


def _check_begun(config: Config) -> None:
    """Refuse to look for lists that nobody named where there is no project."""
    # Only a project has a place for overrides.
    is_begun = config.overrides is not None or not config.seeds
    if not is_begun and not any(map(os.path.lexists, config.seeds)):
        message = "there is no project in this folder or above it; `enrich init` begins one"
        raise ConfigError(message)


def scan_wanted(config: Config, *, clock: Clock | None = None) -> Scan:
    """Read all seeds; the lists of a project may be empty, what somebody names may not."""
    scan = scan_seeds(config, clock=clock)
    has_lists = not config.are_seeds_named and any(isinstance(one, Path) for one in config.seeds)
    if scan.is_blank and not has_lists:
        if not config.seeds:
            message = 'no list is named; name one in enrich.toml, as in seeds = ["papers.md"]'
            raise SeedError(message)
        places = ", ".join(map(str, config.seeds))
        message = f"{places}: no seeds there; write one identifier a line, or `enrich add` one"
        raise SeedError(message)
    return scan


def resolve_seeds(
    seeds: Sequence[Seed],
    config: Config,
    *,
    lock: Lock | None = None,
    watcher: Watcher | None = None,
    clock: Clock | None = None,
) -> Result:
    """Resolve seeds through every source into a library, as was decided before."""
    clock = clock or WallClock()
    if lock is None:
        lock = _read_lock(config, config.output / LOCK_FILE) or Lock()
    sources = make_sources(config)
    visits = Visits(sources, config, clock, watcher or Nobody())
    open_cache = reading_cache if config.offline else AnswerCache
    with open_cache(config.cache, visits.open) as cache:
        if config.snapshot and config.snapshot.exists():
            import_answers(cache, read_answers(config.snapshot, partial(is_known, sources)))
        lifetimes = {source.name: _lifetimes(source, config) for source in sources}
        gatherers = [
            Gatherer(
                source,
                cache,
                lifetimes=lifetimes[source.name],
                now=clock.moment,
                offline=config.offline,
            )
            for source in sources
        ]
        decisions, overrides = read_decisions(config.decisions), read_overrides(config.overrides)
        sequels = Sequels(decisions, lock, looks=config.looks_for_published)
        resolution = Resolution(sources, seeds, decisions, sequels)
        horizon = Horizon(lifetimes)
        run = partial(_run, gatherers, resolution, horizon, watcher)
        run(resolution.first_wanted())
        # A link that leads nowhere leaves the title that stands beside it.
        run(resolution.wanted_instead())
        # What preprints became that do not say it, first by relations and then by their titles.
        while sought := resolution.sequels_sought():
            run(sought)
    terms = Terms(
        key_pattern=config.key_pattern,
        today=clock.moment().date(),
        lock=lock,
        policy=config.policy,
        overrides=overrides,
    )
    silent = resolution.speechless | frozenset(visits.troubles)
    library = build_library(seeds, resolution.resolved, terms)
    if watcher:
        watcher.resolves(library)
    return Result(
        library,
        Tally(
            requests=visits.requests,
            troubles=visits.troubles,
            standings=resolution.standings,
            until=horizon.until,
        ),
        silent=silent,
        unanswered=resolution.unanswered(silent),
    )


def _run(
    gatherers: Sequence[Gatherer],
    resolution: Resolution,
    horizon: Horizon,
    watcher: Watcher | None,
    wanted: Sequence[Wanted],
) -> None:
    if not wanted:
        return
    if watcher:
        watcher.begins(len(wanted))
    for outcome in run_lanes(gatherers, wanted, resolution.take, resolution.is_enough, watcher):
        horizon.see(outcome)
        if watcher:
            watcher.comes(outcome)


def _read_lock(config: Config, path: Path) -> Lock | None:
    return recall_lock(path, config.cache.parent / f"{path.name}.copy")


def _lifetimes(source: Source, config: Config) -> Lifetimes:
    of_source = config.sources.get(source.name)
    days = of_source.lifetime if of_source else None
    lifetime = source.lifetime if days is None else dt.timedelta(days=days)
    absence = config.absence_lifetime
    if config.max_age is not None:
        lifetime, absence = config.max_age, min(absence, config.max_age)
    # What somebody asks for on the command line is meant to the hour.
    return Lifetimes(lifetime, absence, are_spread=config.max_age is None)
