"""Where the values of an entry come from, in short sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from enrich.library import Entry
from enrich.merge import Provenance, Reading
from enrich.record import Record
from enrich.stories.values import value_of, worded
from enrich.text import without_unseen

__all__ = ["Whence", "whence_of"]

_LONGEST = 200


class Whence(msgspec.Struct, frozen=True, array_like=True):
    """Some fields of one origin: their names, where they are from, and who says otherwise."""

    fields: str
    source: str
    others: tuple[str, ...] = ()


def whence_of(entry: Entry) -> tuple[Whence, ...]:
    """Tell where an entry's fields come from, those of one origin together."""
    told = sorted(
        ((_source(one, entry.readings), one) for one in entry.provenance), key=lambda pair: pair[0]
    )
    return tuple(
        _together(source, [one for _, one in pairs], entry)
        for source, pairs in groupby(told, key=lambda pair: pair[0])
    )


def _together(source: str, told: Sequence[Provenance], entry: Entry) -> Whence:
    fields = dict.fromkeys(one.field for one in told)
    others = tuple(line for one in told for line in _others(one, entry))
    return Whence(", ".join(fields), source, tuple(dict.fromkeys(others)))


def _source(told: Provenance, readings: Sequence[Reading]) -> str:
    if told.reading is None:
        return f"{told.source}: {told.rule.value}"
    reading = readings[told.reading]
    name = reading.record.name
    # On which day is left out: the page is to stay the same while nothing changes.
    return f"{told.source} on {name.key if name else '?'}: {told.rule.value}"


def _others(told: Provenance, entry: Entry) -> Iterator[str]:
    """Tell what else is said; names may differ only in what is not told, as in an ORCID."""
    for at in told.over:
        reading = entry.readings[at]
        value = _worded(reading.record, told.field)
        if value and value != _worded(entry.record, told.field):
            short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}\u2026"
            yield f"{told.field} of {reading.source}: {short}"


def _worded(record: Record, field: str) -> str:
    return without_unseen(worded(value_of(record, field) or None))
