"""What a run came to, for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from enrich.changes import Change
from enrich.cli._findings import Found, found_of, plain_json

if TYPE_CHECKING:
    from enrich.checks import Finding
    from enrich.config import Config
    from enrich.library import Library
    from enrich.misses import Miss
    from enrich.pipeline import Result

__all__ = ["got_as_json", "night_as_json", "result_as_json"]


class _Missed(msgspec.Struct):
    """A seed that has no entry, and why."""

    file: str
    line: int
    written: str
    identifier: str | None
    source: str | None
    reason: str
    hint: str
    detail: str | None


class _Counts(msgspec.Struct):
    entries: int
    missed: int
    changed: int
    written: int


class _Run(msgspec.Struct):
    """A run: its exit code, what it wrote and what it took."""

    code: int
    output: str
    counts: _Counts
    written: list[str]
    missed: list[_Missed]
    # The keys for which no source answered just now: the library was not written over.
    held_back_for: tuple[str, ...]
    requests: Mapping[str, int]
    answers: Mapping[str, int]
    # The sources that were given up, and why.
    troubles: Mapping[str, str]
    changes: tuple[Change, ...]
    # Of a night, which is checked: what holds the library back.
    findings: list[Found] | msgspec.UnsetType = msgspec.UNSET


class _Got(msgspec.Struct):
    """A work, and the words by which it was asked for."""

    asked: tuple[str, ...]
    key: str
    status: str
    # How far its answers can be relied on.
    standing: str
    identifiers: tuple[str, ...]
    csl: msgspec.Raw


class _Gotten(msgspec.Struct):
    """What is known of what was asked for, and of what nothing is."""

    code: int
    entries: list[_Got]
    missed: list[_Missed]
    requests: Mapping[str, int]
    answers: Mapping[str, int]
    troubles: Mapping[str, str]


def result_as_json(result: Result, config: Config, code: int) -> bytes:
    """Give all that a run that was to write a library came to."""
    return plain_json(_run(result, config, code))


def night_as_json(result: Result, config: Config, code: int, findings: Sequence[Finding]) -> bytes:
    """Give all that a night came to."""
    run = _run(result, config, code)
    run.findings = list(map(found_of, findings))
    return plain_json(run)


def got_as_json(result: Result, code: int) -> bytes:
    """Give the entries of what was asked for, and why there is none of the rest."""
    return plain_json(
        _Gotten(
            code,
            list(_got(result.library)),
            missed=list(map(_missed, result.library.misses)),
            requests=result.tally.requests,
            answers=_answers(result),
            troubles=result.tally.troubles,
        )
    )


def _run(result: Result, config: Config, code: int) -> _Run:
    library, tally = result.library, result.tally
    counts = _Counts(
        entries=len(library.entries),
        missed=len(library.misses),
        changed=len(result.changes),
        written=len(result.written),
    )
    return _Run(
        code,
        str(config.output),
        counts,
        written=list(map(str, result.written)),
        missed=list(map(_missed, library.misses)),
        held_back_for=result.held_back_for,
        requests=tally.requests,
        answers=_answers(result),
        troubles=tally.troubles,
        changes=result.changes,
    )


def _got(library: Library) -> Iterator[_Got]:
    from enrich.status import statuses_of
    from enrich.writers import Contents, find_format

    statuses = statuses_of(library)
    written = find_format("csl").write(Contents(library))
    items = msgspec.json.decode(written, type=list[msgspec.Raw])
    for entry, item in zip(library.entries, items, strict=True):
        yield _Got(
            tuple(seed.written for seed in entry.seeds),
            entry.key,
            status=statuses[entry.key],
            standing=entry.standing,
            identifiers=tuple(map(str, entry.record.identifiers)),
            csl=item,
        )


def _answers(result: Result) -> Mapping[str, int]:
    return {standing.value: count for standing, count in result.tally.standings.items()}


def _missed(miss: Miss) -> _Missed:
    seed = miss.seed
    return _Missed(
        seed.origin.file,
        seed.origin.line,
        seed.written,
        identifier=None if seed.wanted is None else str(seed.wanted),
        source=miss.source,
        reason=miss.reason.value,
        hint=miss.hint,
        detail=miss.detail,
    )
