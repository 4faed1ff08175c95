"""Several records of one work, made one, each field with the source it came from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enrich.answers import Standing
from enrich.record import Record

__all__ = ["Provenance", "Reading", "merge"]


class Reading(msgspec.Struct, frozen=True):
    """A record, the source whose answer it was read from, and how good that answer is."""

    source: str
    record: Record
    standing: Standing


class Provenance(msgspec.Struct, frozen=True):
    """The source of one field."""

    field: str
    source: str


_FIELDS = msgspec.structs.fields(Record)


def merge(readings: Sequence[Reading]) -> tuple[Record, tuple[Provenance, ...]]:
    """Take each field from the first reading that has it; the published one comes first."""
    first = readings[0].record
    merged: dict[str, object] = {}
    provenance: list[Provenance] = []
    for field in _FIELDS:
        for reading in readings:
            value = getattr(reading.record, field.name)
            if value != field.default and value is not None:
                merged[field.name] = value
                provenance.append(Provenance(field.name, reading.source))
                break
    return msgspec.structs.replace(first, **merged), tuple(provenance)
