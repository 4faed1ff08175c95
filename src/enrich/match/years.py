"""Whether the year that a list gives is one of a work."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from enrich.identifiers import ArxivId
from enrich.match.model import Agreement
from enrich.match.venues import is_venue_of, says_preprint
from enrich.record import Dates, Kind, Record
from enrich.seeds import Claim

__all__ = ["LATEST", "year_agrees", "years_of"]

_DATES = tuple(field.name for field in msgspec.structs.fields(Dates))
# A paper comes out at the latest so many years after its preprint.
LATEST = 4


def years_of(record: Record) -> frozenset[int]:
    """Give every year in which a version of the work came out, its known preprint included."""
    dates = (getattr(record.dates, field) for field in _DATES)
    known = (date.year for date in dates if date)
    return frozenset((*known, *(one.month[0] for one in _arxiv(record))))


def _arxiv(record: Record) -> Iterator[ArxivId]:
    if record.arxiv:
        yield record.arxiv
    for relation in record.relations:
        if relation.kind == "has-preprint" and isinstance(relation.identifier, ArxivId):
            yield relation.identifier


def year_agrees(claim: Claim, record: Record, *, is_sure: bool) -> Agreement:
    """Compare the years; a year beside the right one needs a title and authors that are sure."""
    years = years_of(record)
    if claim.date is None or not years:
        return Agreement.OPEN
    if claim.date.year in years:
        return Agreement.CLEAR
    compare = _preprint_year if record.kind is Kind.PREPRINT else _published_year
    agreement = compare(claim, record, claim.date.year)
    return Agreement.OPEN if agreement is Agreement.CLEAR and not is_sure else agreement


def _preprint_year(claim: Claim, record: Record, year: int) -> Agreement:
    """Compare with the years of the versions: a later year may be that of the publication."""
    years = years_of(record)
    first, last = min(years), max(years)
    if says_preprint(claim.venue) and first - 1 <= year <= last + 1:
        return Agreement.CLEAR
    return Agreement.OPEN if first - 1 <= year <= last + LATEST else Agreement.AGAINST


def _published_year(claim: Claim, record: Record, year: int) -> Agreement:
    """Compare with the years of a publication, beside which there is that of the preprint.

    The same authors bring out the same title at a conference and in a journal a year later, so
    that the next year is the right one only where the list says which of them it means.
    """
    first = min(years_of(record))
    if says_preprint(claim.venue) and year < first:
        return (Agreement.CLEAR, *[Agreement.OPEN] * (LATEST - 1), Agreement.AGAINST)[
            min(first - year - 1, LATEST)
        ]
    if min(abs(year - one) for one in years_of(record)) > 1:
        return Agreement.AGAINST
    return Agreement.CLEAR if is_venue_of(claim.venue, record) else Agreement.OPEN
