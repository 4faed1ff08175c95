"""The words that stand beside a paper in a list: its own, or those of whoever keeps the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from enrich.identifiers import parse_identifier
from enrich.library import Entry
from enrich.record import Name, Record
from enrich.text import Text, folded, to_unicode

__all__ = ["UNKNOWN", "Wording", "are_among", "is_its_own", "wording_of", "words_of"]

UNKNOWN = "nothing is known of the paper, and the words beside it may be yours"
# What says nothing of a paper, and what links to papers are called.
_PLAIN = frozenset("abs al and arxiv by doi et html in link paper pdf preprint".split())


class Wording(msgspec.Struct, frozen=True):
    """The words that belong to a work: of its title, its authors, its venue, its years."""

    words: frozenset[str] = frozenset()
    # Those of its abstract.
    summary: frozenset[str] = frozenset()


def words_of(text: str) -> Wording:
    """Give the words of a text, as they are compared."""
    return Wording(_words((text,)))


def wording_of(entry: Entry) -> Wording:
    """Give the words by which any of those who were asked names a work."""
    records = (entry.record, *(reading.record for reading in entry.readings))
    return Wording(
        _words(part for record in records for part in _said(record)),
        _words(_plain(record.abstract) for record in records),
    )


def are_among(text: str, known: frozenset[str]) -> bool:
    """Whether every word of a text is known; where spaces and dashes stand does not matter."""
    words = folded(text).split()
    return known.issuperset(words) or "".join(words) in known


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Give the words of texts, and each text as a single one."""
    every = [folded(one).split() for one in texts]
    return frozenset(word for words in every for word in (*words, "".join(words)) if word)


def is_its_own(text: str, wording: Wording) -> bool:
    """Whether a text says nothing but what a paper is called, who wrote it, where and when."""
    if parse_identifier(text.strip()):
        return True
    rest = " ".join(one for one in text.split() if parse_identifier(one) is None)
    return are_among(rest, wording.words | _PLAIN)


def _said(record: Record) -> Iterator[str]:
    titles = (record.title, record.original_title, record.venue.title, record.venue.short)
    yield from (to_unicode(one) for one in titles if one)
    yield from _named((*record.authors, *record.editors))
    yield from (*record.categories, record.note or "")
    dates = record.dates
    every = (dates.printed, dates.online, dates.issued, dates.posted, dates.revised)
    yield from (str(one.year) for one in every if one)


def _plain(text: Text | None) -> str:
    return to_unicode(text) if text else ""


def _named(names: Iterable[Name]) -> Iterator[str]:
    for name in names:
        yield str(name)
        # People shorten what others are called.
        yield from (part[0] for part in folded(str(name)).split())
