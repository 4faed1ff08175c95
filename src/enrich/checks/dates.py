"""Dates that can't be."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId
from enrich.match import years_of
from enrich.record import Record
from enrich.seeds import Seed

__all__ = ["impossible_dates"]

_LAST_MONTH = 12


def impossible_dates(checked: Checked) -> Iterator[Finding]:
    """Find dates before the paper was there, and dates to come."""
    dated = [(seed, date) for seed in checked.scan.seeds if (date := seed.claim.date)]
    if not dated:
        return
    entries = {seed: entry for entry in checked.library.entries for seed in entry.seeds}
    for seed, date in dated:
        entry = entries.get(seed)
        if told := _told(seed, date, entry.record if entry else None, checked.today):
            yield Finding(Fault.IMPOSSIBLE_DATE, seed, f"dated {date}, {told}")


def _told(seed: Seed, date: PartialDate, record: Record | None, today: PartialDate) -> str | None:
    """Tell why a paper can't be of this date, if it can't."""
    if _months(date, 1) > _months(today, 1):
        return "which is to come"
    paper = seed.wanted if isinstance(seed.wanted, ArxivId) else record and record.arxiv
    if paper:
        given = PartialDate(*paper.month)
        early = _months(date, _LAST_MONTH) < _months(given, 1)
        return f"but arXiv gave it its id in {given}" if early else None
    first = min(years_of(record), default=None) if record else None
    return f"but it first appeared in {first}" if first and date.year < first - 1 else None


def _months(date: PartialDate, month_if_unknown: int) -> int:
    return date.year * _LAST_MONTH + (date.month or month_if_unknown)
