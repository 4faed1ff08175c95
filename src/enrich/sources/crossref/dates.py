"""The dates of a Crossref work, and any date as Crossref writes it."""

from __future__ import annotations

from enrich.dates import PartialDate, date_of_parts
from enrich.record import Dates
from enrich.sources.crossref.shape import PartedDate, Work

__all__ = ["date_of", "dates_of"]


def dates_of(work: Work) -> Dates:
    """Read when a work was printed, put online, issued or posted."""
    issue = work.journal_issue
    return Dates(
        # The volume's date is that of the issue where the work itself has none.
        printed=date_of(work.published_print)
        or (date_of(issue.published_print) if issue else None),
        online=date_of(work.published_online),
        issued=date_of(work.issued)
        or date_of(work.published)
        or date_of(work.published_other)
        or date_of(work.approved),
        posted=date_of(work.posted),
    )


def date_of(date: PartedDate | None) -> PartialDate | None:
    """Read a date, or the first of a range."""
    parts = date.date_parts if date else None
    return date_of_parts(parts[0]) if parts and parts[0] else None
