"""Dates that can't be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enrich.checks.model import Checked, Fault, Finding
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId
from enrich.record import Record
from enrich.seeds import Origin, Seed

__all__ = ["impossible_dates"]

_LAST_MONTH = 12


def impossible_dates(checked: Checked) -> Iterator[Finding]:
    """Find dates before the paper was there, and dates to come."""
    records = {
        seed.origin: entry.record for entry in checked.library.entries for seed in entry.seeds
    }
    for seed in checked.scan.seeds:
        if seed.claim.date and (told := _told(seed, seed.claim.date, records, checked.today)):
            text = f"{seed.written}: dated {seed.claim.date}, {told}"
            yield Finding(Fault.IMPOSSIBLE_DATE, seed.origin, text)


def _told(
    seed: Seed, date: PartialDate, records: Mapping[Origin, Record], today: PartialDate
) -> str | None:
    """Tell why a paper can't be of this date, if it can't."""
    if _months(date, 1) > _months(today, 1):
        return "which is to come"
    record = records.get(seed.origin)
    paper = seed.wanted if isinstance(seed.wanted, ArxivId) else record and record.arxiv
    if paper and (given := _given_out(paper)):
        if _months(date, _LAST_MONTH) < _months(given, 1):
            return f"but arXiv gave it its id in {given}"
        return None
    first = _first_year(record)
    return f"but it first appeared in {first}" if first and date.year < first - 1 else None


def _months(date: PartialDate, month_if_unknown: int) -> int:
    return date.year * _LAST_MONTH + (date.month or month_if_unknown)


def _given_out(paper: ArxivId) -> PartialDate | None:
    """Read the month in which arXiv gave out an identifier of the present form."""
    digits = paper.value.partition(".")[0]
    if not digits.isdecimal():
        return None
    return PartialDate(2000 + int(digits[:2]), int(digits[2:]))


def _first_year(record: Record | None) -> int | None:
    if record is None:
        return None
    dates = record.dates
    known = (dates.printed, dates.online, dates.issued, dates.posted)
    return min((date.year for date in known if date), default=None)
