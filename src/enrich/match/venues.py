"""Whether a work appeared where a list says it did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.record import Kind, Record
from enrich.text import folded, to_unicode

__all__ = ["is_venue_of", "says_preprint"]

_PREPRINT = re.compile(
    r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|research square|preprints?"
    r"|e ?prints?)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?<=[a-z])\d\d\b|\b\d+(?:st|nd|rd|th)\b")
_PART = re.compile(r"^[^,;(\[]+")
_SMALL = frozenset("a an and for in of on the to".split())
_ACRONYM_LENGTH = 3


def says_preprint(venue: str | None) -> bool:
    """Whether a list says that it means the preprint."""
    return venue is not None and _PREPRINT.search(folded(venue)) is not None


def is_venue_of(venue: str | None, record: Record) -> bool:
    """Whether what a list calls the venue is that of the work: in full, shortened or initials."""
    if not venue:
        return False
    if record.kind is Kind.PREPRINT:
        return says_preprint(venue)
    named = _PART.match(venue)
    ours = _words(named[0] if named else venue)
    return bool(ours) and any(_is_short_for(ours, theirs) for theirs in _venues(record))


def _venues(record: Record) -> Iterator[list[str]]:
    venue = record.venue
    event = venue.event.name if venue.event else None
    for title in (venue.title, venue.short, venue.series, event):
        if title:
            yield _words(to_unicode(title))


def _words(text: str) -> list[str]:
    return [word for word in _YEAR.sub(" ", folded(text)).split() if word not in _SMALL]


def _is_short_for(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(ours) == 1 and len(ours[0]) >= _ACRONYM_LENGTH and len(theirs) > 1:
        return ours[0] in theirs or ours[0] == "".join(word[0] for word in theirs)
    return len(ours) == len(theirs) and all(
        long.startswith(short) for short, long in zip(ours, theirs, strict=True)
    )
