"""What a person said of a work, put in the place of what the sources say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

import msgspec

from enrich.merge.model import Provenance, Rule
from enrich.overrides import Correction, Override
from enrich.record import Dates, Doubt, Kind, Record, Venue

__all__ = ["apply"]

_ORDER = {name: place for place, name in enumerate(Record.__struct_fields__)}
_EMPTY = {
    f"{whole}{field.name}": field.default
    for whole, holder in (("", Record), ("dates.", Dates), ("venue.", Venue))
    for field in msgspec.structs.fields(holder)
}
# Any of these may be the date that is shown; of a preprint, when it was posted may be, too.
_SHOWN = ("dates.issued", "dates.printed", "dates.online")
_POSTED = "dates.posted"
_Told = TypeVar("_Told", Doubt, Provenance)


def apply(
    override: Override, record: Record, provenance: Sequence[Provenance]
) -> tuple[Record, tuple[Provenance, ...]]:
    """Take a person's word for each field it is about; nothing there is in doubt any more."""
    told = tuple(provenance)
    # Which date is shown depends on the kind.
    for said in sorted(override.fields, key=lambda one: one.field != "kind"):
        gone = _gone(said, record)
        for field in gone:
            record = _with(record, field, _EMPTY[field])
        if said.value is not None:
            record = _with(record, gone[0], said.value)
        record = msgspec.structs.replace(record, doubts=_about_others(record.doubts, gone))
        told = (*_about_others(told, gone), _by_hand(said, gone, told))
    return record, tuple(sorted(told, key=_place))


def _gone(said: Correction, record: Record) -> tuple[str, ...]:
    """Give the fields that make room for what was said, that which takes it first."""
    if said.field == "date":
        posted = said.value is None or record.kind is Kind.PREPRINT
        return (*_SHOWN, _POSTED) if posted else _SHOWN
    if said.field == "venue.title" and said.value is None:
        # It would stand in for the title that is left out.
        return (said.field, "venue.event")
    return (said.field,)


def _with(record: Record, field: str, value: object) -> Record:
    whole, _, part = field.partition(".")
    if part:
        value = msgspec.structs.replace(getattr(record, whole), **{part: value})
    return msgspec.structs.replace(record, **{whole: value})


def _about_others(every: Iterable[_Told], fields: Collection[str]) -> tuple[_Told, ...]:
    return tuple(one for one in every if not _is_about(one.field, fields))


def _by_hand(said: Correction, gone: Sequence[str], told: Iterable[Provenance]) -> Provenance:
    replaced = [one for one in told if _is_about(one.field, gone)]
    said_before = {reading for one in replaced for reading in (one.reading, *one.over)}
    over = tuple(sorted(reading for reading in said_before if reading is not None))
    return Provenance(gone[0], said.place, Rule.BY_HAND, over=over)


def _is_about(field: str, fields: Collection[str]) -> bool:
    return any(field == one or field.startswith(f"{one}.") for one in fields)


def _place(one: Provenance) -> int:
    return _ORDER.get(one.field.partition(".")[0], len(_ORDER))
