"""Dates of works that sources seem to have wrong."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.dates import PartialDate, parse_date
from enrich.match.years import LATEST
from enrich.record import Dates, Record

__all__ = ["suspicious_dates"]

# Nothing was printed before.
_EARLIEST = 1450
# Journals date their volumes ahead, but hardly by more.
_AHEAD = 1
_DATES = "dates."


def suspicious_dates(checked: Checked) -> Iterator[Finding]:
    """Find works with dates that can hardly be, or that contradict each other."""
    for entry in checked.library.entries:
        told = dict.fromkeys(_told(entry.record, checked.today))
        if told:
            yield Finding(Fault.SUSPICIOUS_DATE, entry.seeds[0], "; ".join(told), entry)


def _told(record: Record, today: PartialDate) -> Iterator[str]:
    dates = record.dates
    for name in Dates.__struct_fields__:
        date: PartialDate | None = getattr(dates, name)
        if date and date.year < _EARLIEST:
            yield f"{name} {date}, which is before there was print"
        elif date and _is_far_ahead(date, today):
            yield f"{name} {date}, which is more than a year to come"
    # The other way about it is an old volume that was put online.
    if dates.printed and dates.online and dates.printed.year > dates.online.year + LATEST:
        yield f"printed {dates.printed}, though online {dates.online}"
    yield from (f"{doubt}" for doubt in record.doubts if _is_open(doubt.field, doubt.found, today))


def _is_far_ahead(date: PartialDate, today: PartialDate) -> bool:
    """Whether a date is more than a year to come, taken at its earliest."""
    now = (today.year + _AHEAD, today.month or 1, today.day or 1)
    return (date.year, date.month or 1, date.day or 1) > now


def _is_open(field: str, found: str, today: PartialDate) -> bool:
    """Whether a doubt is about a date that has not come since."""
    if not field.startswith(_DATES):
        return False
    date = parse_date(found)
    return date is None or date.year > today.year
