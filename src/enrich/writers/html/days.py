"""Dates as people write them."""

from __future__ import annotations

from enrich.dates import PartialDate

__all__ = ["written_day"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def written_day(date: PartialDate) -> str:
    """Write a date as people do, as precise as it is."""
    month = _MONTHS[date.month - 1] if date.month else None
    return " ".join(str(part) for part in (date.day, month, date.year) if part)
