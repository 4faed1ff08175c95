"""The whole flow on one page: seeds, identifiers, answers, records, works, library, files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.cache import AnswerCache
from enrich.carrying import import_answers, read_answers
from enrich.config import Config
from enrich.doubts import with_doubts
from enrich.errors import Garbled, OutputError, SeedError
from enrich.identifiers import Identifier, Title, Wanted
from enrich.library import Library, Miss, build_library
from enrich.merge import Reading
from enrich.outputs import write_files
from enrich.seeds import Seed, read_seeds
from enrich.sources import Gatherer, Lifetimes, Source, is_known, make_sources, run_lanes
from enrich.turns import Clock, WallClock
from enrich.web import Visit, connect, user_agent
from enrich.writers import find_format

__all__ = ["Result", "Tally", "Watcher", "refresh_library", "resolve_seeds"]


class Watcher(Protocol):
    """Somebody who wants to know how a run goes on."""

    def begins(self, wanted: int) -> None:
        """Learn how many identifiers are wanted."""
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
    with _alone(config.cache.parent / "run.lock"):
        seeds = read_seeds(config.seeds)
        if not seeds:
            places = ", ".join(map(str, config.seeds)) or "no file at all"
            message = f"{places}: no seeds there; write one identifier a line"
            raise SeedError(message)
        result = resolve_seeds(seeds, config, watcher=watcher, clock=clock)
        lost = _lost(result.library.misses, config.output, [one.file for one in formats])
        if lost or not result.library.entries:
            return msgspec.structs.replace(result, held_back_for=lost)
        texts = {one.file: one.write(result.library.entries) for one in formats}
        return msgspec.structs.replace(result, written=write_files(config.output, texts))


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
        reader = _Reader(sources)
        wanted = tuple(dict.fromkeys(seed.wanted for seed in seeds if seed.wanted))
        if watcher:
            watcher.begins(len(wanted))
        for outcome in run_lanes(gatherers, wanted, reader.take):
            if watcher:
                watcher.comes(outcome)
    return Result(
        build_library(seeds, reader.readings, reader.failures, key_pattern=config.key_pattern),
        Tally(
            requests={name: visit.requests for name, visit in visits.items()},
            troubles={
                name: str(visit.given_up) for name, visit in visits.items() if visit.given_up
            },
            standings=reader.standings,
        ),
    )


# These pass; what a source refuses or does not know is no reason to keep an old library.
_PASSING = frozenset({Reason.UNREACHABLE, Reason.THROTTLED, Reason.OFFLINE})


def _lost(misses: Iterable[Miss], folder: Path, names: Iterable[str]) -> tuple[Miss, ...]:
    """Find the misses, of the sort that passes, whose works the last library holds."""
    last = [_text_of(folder / name) for name in names]
    return tuple(
        miss
        for miss in misses
        if miss.reason in _PASSING and miss.seed.wanted and _is_held(miss.seed.wanted, last)
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        # There is none, or none that can be read; whether one can be written is told later.
        return ""


def _is_held(identifier: Wanted, texts: Iterable[str]) -> bool:
    """Whether an identifier stands, whole, as the value of a field."""
    value = identifier.key.partition(":")[2]
    return any(f"{{{value}}}" in text or f'"{value}"' in text for text in texts)


class _Reader:
    """Reads answers as they come, and keeps what came of each identifier."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.readings: dict[Identifier, Reading] = {}
        self.failures: dict[Wanted, Failure] = {}
        self.standings: Counter[Standing] = Counter()
        self._sources = {source.name: source for source in sources}

    def take(self, outcome: Outcome) -> Iterator[Wanted]:
        """Read one outcome, and give the identifiers it reveals."""
        if isinstance(outcome, Failure):
            self.failures[outcome.identifier] = outcome
            return
        if isinstance(outcome.identifier, Title):
            return
        self.standings[outcome.standing] += 1
        reading = self._read(outcome)
        if isinstance(reading, Failure):
            self.failures[outcome.identifier] = reading
            return
        self.readings[outcome.identifier] = reading
        if reading.record.doi is not None and reading.record.doi != outcome.identifier:
            yield reading.record.doi

    def _read(self, answer: Answer) -> Reading | Failure:
        if answer.body is None:
            detail = f"{answer.source} does not know it"
            return Failure(answer.source, answer.identifier, Reason.NOT_FOUND, detail)
        try:
            record = self._sources[answer.source].read(answer)
        except Garbled as error:
            return Failure(answer.source, answer.identifier, Reason.GARBLED, str(error))
        return Reading(answer.source, with_doubts(record, answer.fetched_at), answer.standing)


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


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one run at a time go on; the system lets go of a dead one's lock."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        lock.acquire()
    except Timeout as error:
        message = f"{path}: another run is at work here; wait until it is done"
        raise OutputError(message) from error
    except OSError as error:
        message = f"{path}: can't be made ({error.strerror}); check the folder's permissions"
        raise OutputError(message) from error
    try:
        yield
    finally:
        lock.release()
