"""The words that stand beside a paper in a list: its own, or those of whoever keeps the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from enrich.identifiers import parse_identifier
from enrich.library import Entry
from enrich.record import Name, Record
from enrich.text import folded, to_unicode

__all__ = ["UNKNOWN", "Wording", "is_its_own", "wording_of", "words_of"]

# The words by which people name a work: of its title, its authors, its venue, its years.
Wording: TypeAlias = frozenset[str]

UNKNOWN = "nothing is known of the paper, and the words beside it may be yours"
# What says nothing of a paper, and what links to papers are called.
_PLAIN = frozenset("abs al and arxiv by doi et html in link paper pdf preprint".split())


def words_of(text: str) -> Wording:
    """Give the words of a text, as they are compared."""
    return frozenset(folded(text).split())


def wording_of(entry: Entry) -> Wording:
    """Give the words by which any of those who were asked names a work."""
    records = (entry.record, *(reading.record for reading in entry.readings))
    return words_of(" ".join(part for record in records for part in _said(record)))


def is_its_own(text: str, wording: Wording) -> bool:
    """Whether a text says nothing but what a paper is called, who wrote it, where and when."""
    if parse_identifier(text.strip()):
        return True
    rest = " ".join(one for one in text.split() if parse_identifier(one) is None)
    return words_of(rest) <= wording | _PLAIN


def _said(record: Record) -> Iterator[str]:
    titles = (record.title, record.original_title, record.venue.title, record.venue.short)
    yield from (to_unicode(one) for one in titles if one)
    yield from _named((*record.authors, *record.editors))
    yield from (*record.categories, record.note or "")
    dates = record.dates
    every = (dates.printed, dates.online, dates.issued, dates.posted, dates.revised)
    yield from (str(one.year) for one in every if one)


def _named(names: Iterable[Name]) -> Iterator[str]:
    for name in names:
        yield str(name)
        # People shorten what others are called.
        yield from (part[0] for part in folded(str(name)).split())
