"""Whether a work is of the sort that a list can mean."""

from __future__ import annotations

from enrich.match.model import Agreement
from enrich.match.notices import is_notice
from enrich.match.titles import TitleFit, fit_of
from enrich.record import Kind, Record
from enrich.seeds import Claim

__all__ = ["PUBLISHED", "kind_agrees"]

# What papers are published as.
PUBLISHED = frozenset({Kind.ARTICLE, Kind.CONFERENCE_PAPER, Kind.CHAPTER})
_BOOKS = frozenset({Kind.BOOK, Kind.EDITED_BOOK, Kind.REFERENCE_BOOK})
# What may be meant where a list does not say what it means.
_PAPERS = PUBLISHED | {Kind.PREPRINT, Kind.REPORT, Kind.BOOK, Kind.EDITED_BOOK}
# These carry the title of a paper without being it.
_NEVER_MEANT = frozenset({Kind.REVIEW, Kind.THESIS, Kind.DATASET, Kind.STANDARD})
# Kinds that one list or registry calls the one and another the other.
_ALIKE = (_BOOKS, frozenset({Kind.CONFERENCE_PAPER, Kind.CHAPTER, Kind.REFERENCE_ENTRY}))
_NEAR = PUBLISHED | {Kind.PREPRINT, Kind.REPORT, Kind.REFERENCE_ENTRY, Kind.OTHER}


def kind_agrees(claim: Claim, record: Record) -> Agreement:
    """Compare the kinds; a notice about a work is not the work, whatever its kind."""
    if _is_notice(claim, record):
        return Agreement.AGAINST
    if claim.kind in {None, Kind.OTHER}:
        return _unsaid(record)
    if claim.kind is record.kind:
        return Agreement.CLEAR
    if any({claim.kind, record.kind} <= alike for alike in _ALIKE):
        return Agreement.CLEAR
    return Agreement.OPEN if {claim.kind, record.kind} <= _NEAR else Agreement.AGAINST


def _is_notice(claim: Claim, record: Record) -> bool:
    if claim.title and is_notice(claim.title):
        return False
    return bool(record.announces) or (record.title is not None and is_notice(record.title))


def _unsaid(record: Record) -> Agreement:
    if record.kind in _NEVER_MEANT:
        return Agreement.AGAINST
    if record.kind not in _PAPERS or _is_named_like_its_book(record):
        return Agreement.OPEN
    return Agreement.CLEAR


def _is_named_like_its_book(record: Record) -> bool:
    """Whether a chapter has the title of the book, so that either may be meant."""
    if record.kind is not Kind.CHAPTER or not record.title or not record.venue.title:
        return False
    return fit_of(record.title, [record.venue.title]).fit is TitleFit.SAME
