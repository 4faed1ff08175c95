"""What a run came to, for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from enrich.changes import Change
from enrich.cli._findings import plain_json

if TYPE_CHECKING:
    from enrich.config import Config
    from enrich.misses import Miss
    from enrich.pipeline import Result

__all__ = ["result_as_json"]


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


def result_as_json(result: Result, config: Config, code: int) -> bytes:
    """Give all that a run that was to write a library came to."""
    library, tally = result.library, result.tally
    counts = _Counts(
        entries=len(library.entries),
        missed=len(library.misses),
        changed=len(result.changes),
        written=len(result.written),
    )
    return plain_json(
        _Run(
            code,
            str(config.output),
            counts,
            written=list(map(str, result.written)),
            missed=list(map(_missed, library.misses)),
            held_back_for=result.held_back_for,
            requests=tally.requests,
            answers={standing.value: count for standing, count in tally.standings.items()},
            troubles=tally.troubles,
            changes=result.changes,
        )
    )


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
