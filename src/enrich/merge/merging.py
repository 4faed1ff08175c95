"""Several records of one work, made one, each field with the source it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from enrich.merge.model import Provenance, Reading
from enrich.record import Dates, Doubt, Record, Venue

__all__ = ["merge"]


_FIELDS = msgspec.structs.fields(Record)
# Of these every source knows a part.
_IN_PARTS = {"dates": msgspec.structs.fields(Dates), "venue": msgspec.structs.fields(Venue)}
# What one source says of these does not unsay what another does.
_ADDED_UP = frozenset({"relations", "notices"})


def merge(readings: Sequence[Reading]) -> tuple[Record, tuple[Provenance, ...]]:
    """Take each field from the first reading that has it; the published one comes first."""
    merged: dict[str, object] = {}
    provenance: list[Provenance] = []
    for field in _FIELDS:
        if field.name == "doubts":
            continue
        if field.name in _IN_PARTS:
            merged[field.name] = _in_parts(field.name, readings, provenance)
        elif field.name in _ADDED_UP:
            merged[field.name] = _added_up(field.name, readings, provenance)
        else:
            for source, value in _values(field, [(one.source, one.record) for one in readings]):
                merged[field.name] = value
                provenance.append(Provenance(field.name, source))
                break
    merged["doubts"] = tuple(dict.fromkeys(_standing_doubts(readings, provenance)))
    record = msgspec.structs.replace(readings[0].record, **merged)
    return record, tuple(dict.fromkeys(provenance))


def _standing_doubts(
    readings: Sequence[Reading], provenance: Sequence[Provenance]
) -> Iterator[Doubt]:
    """Give the doubts about the values that were taken; those about others are settled."""
    taken = {(one.field, one.source) for one in provenance}
    for reading in readings:
        for doubt in reading.record.doubts:
            if (doubt.field, reading.source) in taken:
                yield doubt


def _values(
    field: msgspec.structs.FieldInfo, holders: Sequence[tuple[str, msgspec.Struct]]
) -> Iterator[tuple[str, object]]:
    """Give what each holder says of a field, as far as it says something."""
    for source, holder in holders:
        value = getattr(holder, field.name)
        if value is not None and value != field.default:
            yield source, value


def _in_parts(
    name: str, readings: Sequence[Reading], provenance: list[Provenance]
) -> msgspec.Struct:
    holders = [(one.source, getattr(one.record, name)) for one in readings]
    parts: dict[str, object] = {}
    for part in _IN_PARTS[name]:
        for source, value in _values(part, holders):
            parts[part.name] = value
            provenance.append(Provenance(f"{name}.{part.name}", source))
            break
    whole: msgspec.Struct = msgspec.structs.replace(holders[0][1], **parts)
    return whole


def _added_up(
    name: str, readings: Sequence[Reading], provenance: list[Provenance]
) -> tuple[object, ...]:
    found: dict[object, None] = {}
    for reading in readings:
        values = getattr(reading.record, name)
        if values:
            provenance.append(Provenance(name, reading.source))
        found.update(dict.fromkeys(values))
    return tuple(found)
