"""What readings say of one field, and what is chosen of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from enrich.merge.model import Reading, Rule
from enrich.record import Record

__all__ = ["Choice", "Choose", "Ranked", "Said", "first", "ranked"]

# Who registers a work knows it best; of arXiv's papers DataCite knows what arXiv tells it.
_SOURCES = ("crossref", "arxiv", "datacite")


class Ranked(msgspec.Struct, frozen=True, eq=False):
    """A reading's record with its place among the readings, and of which version it is."""

    at: int
    source: str
    record: Record
    is_shown: bool
    is_preprint: bool


class Said(msgspec.Struct, frozen=True):
    """What one reading says of a field."""

    of: Ranked
    value: object


class Choice(msgspec.Struct, frozen=True):
    """The value of a field, and whose it is; the rule where it was no matter of precedence."""

    value: object
    takers: tuple[Ranked, ...]
    rule: Rule | None = None


Choose: TypeAlias = Callable[[Sequence[Said]], Choice]


def first(said: Sequence[Said]) -> Choice:
    """Choose what the reading says that goes first."""
    return Choice(said[0].value, (said[0].of,))


def ranked(readings: Sequence[Reading]) -> tuple[Ranked, ...]:
    """Put readings in their order, each once: those of the version that the first is of go first.

    Of one version a source's rank decides, then the later number; what came first does not count.
    """
    shows_preprint = readings[0].is_preprint
    different: list[Ranked] = []
    for at, reading in enumerate(readings):
        if reading not in readings[:at]:
            is_preprint = reading.is_preprint
            is_shown = is_preprint is shows_preprint
            different.append(Ranked(at, reading.source, reading.record, is_shown, is_preprint))
    if len(different) == 1:
        return tuple(different)
    ranks = {one.at: _rank(one) for one in different}
    if len(set(ranks.values())) < len(ranks):
        ranks = {at: (*rank, readings[at].digest) for at, rank in ranks.items()}
    return tuple(sorted(different, key=lambda one: ranks[one.at]))


def _rank(one: Ranked) -> tuple[object, ...]:
    record, source = one.record, one.source
    place = _SOURCES.index(source) if source in _SOURCES else len(_SOURCES)
    version = record.arxiv.version if record.arxiv else None
    name = record.name
    return not one.is_shown, place, source, -(version or 0), name.key if name else ""
