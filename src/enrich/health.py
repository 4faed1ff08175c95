"""How sound a bibliography is: what it holds and lacks, what its files and answers are worth."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from enrich.answers import Standing
from enrich.checks import Finding, Level
from enrich.config import Config
from enrich.coverage import Coverage, coverage_of
from enrich.files import plain
from enrich.lockfile import LOCK_FILE
from enrich.seals import read_seal
from enrich.status import statuses_of
from enrich.writers import Contents, find_format

__all__ = ["Health", "LastRun", "OutputFile", "State", "health_of"]


class State(StrEnum):
    """What a run would do to a file, had it no more to go on than is known now."""

    CURRENT = "up to date"
    OTHER = "would change"
    LACKING = "not there"


class OutputFile(msgspec.Struct, frozen=True):
    """A file of the library."""

    path: str
    state: State


class LastRun(msgspec.Struct, frozen=True):
    """The last run that had nothing left to ask for, and until when that holds."""

    at: dt.datetime
    until: dt.datetime


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be said of a bibliography without asking anybody."""

    works: int
    seeds: int
    missed: int
    statuses: Mapping[str, int]
    kinds: Mapping[str, int]
    misses: Mapping[str, int]
    # By level, and by the name of the check; what is ignored counts by itself.
    findings: Mapping[str, int]
    checks: Mapping[str, int]
    ignored: int
    coverage: tuple[Coverage, ...]
    # How far the answers of the entries can be relied on.
    answers: Mapping[str, int]
    # What a person has to decide: which work is meant, or what a preprint became.
    doubtful: int
    files: tuple[OutputFile, ...]
    cache: str
    # None where there is no cache.
    cache_bytes: int | None
    last_run: LastRun | None

    @property
    def past(self) -> int:
        """The entries whose sources may tell something else by now."""
        return sum(self.answers.get(one.value, 0) for one in Standing if one.is_past)


def health_of(contents: Contents, findings: Sequence[Finding], config: Config) -> Health:
    """Look at a library, at what was found wrong with it, and at its files."""
    library = contents.library
    there = [one for one in findings if not one.ignored]
    levels = Counter(one.fault.level.value for one in there)
    return Health(
        works=len(library.entries),
        seeds=len(contents.scan.seeds),
        missed=len(library.misses),
        statuses=_counted(one.value for one in statuses_of(library).values()),
        kinds=_counted(entry.record.kind.value for entry in library.entries),
        misses=_counted(miss.reason.value for miss in library.misses),
        findings={level.value: levels[level.value] for level in Level},
        checks=_counted(one.fault.check for one in there),
        ignored=len(findings) - len(there),
        coverage=coverage_of(library.entries),
        answers=_counted(entry.standing.value for entry in library.entries),
        doubtful=sum(bool(one.matches) for one in library.misses)
        + sum(bool(one.may_have_become) for one in library.entries),
        files=tuple(_files(contents, config)),
        cache=str(config.cache),
        cache_bytes=_size(config.cache),
        last_run=_last_run(config.cache.parent / "run.seal"),
    )


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    """Count names, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda one: (-one[1], one[0])))


def _files(contents: Contents, config: Config) -> Iterator[OutputFile]:
    """Hold each file against what would be written now."""
    lock = b"".join(contents.library.lock.pieces())
    yield OutputFile(str(config.output / LOCK_FILE), _state(config.output / LOCK_FILE, lock))
    for form in map(find_format, dict.fromkeys(config.formats)):
        path = config.output / form.file
        yield OutputFile(str(path), _state(path, form.write(contents).encode()))


def _state(path: Path, wanted: bytes) -> State:
    try:
        return State.CURRENT if plain(path).read_bytes() == wanted else State.OTHER
    except FileNotFoundError:
        return State.LACKING
    except OSError:
        return State.OTHER


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _last_run(file: Path) -> LastRun | None:
    """Tell when the last run was that is sealed; others leave no trace that can be trusted."""
    seal = read_seal(file)
    try:
        at = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) if seal else None
    except (OSError, OverflowError, ValueError):
        return None
    return LastRun(at.replace(microsecond=0), seal.until) if seal and at else None
