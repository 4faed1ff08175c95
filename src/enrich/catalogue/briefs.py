"""A work in a line: what tells it from others, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from enrich.answers import Reason
from enrich.library import Entry, Library
from enrich.misses import Miss
from enrich.record import Kind, Name, Record, Venue
from enrich.seeds import Seed
from enrich.status import Status, statuses_of
from enrich.text import Text, to_unicode

__all__ = ["Brief", "Lack", "brief_of", "briefs_of", "lack_of", "place_of", "venue_of"]

_TWO = 2


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A work in a line."""

    key: str
    status: Status
    kind: Kind
    year: int | None
    # Whom the work is called after: its first author, and whether there are more.
    author: str | None
    authors: tuple[str, ...]
    title: str | None
    venue: str | None
    identifiers: tuple[str, ...]
    # The headings under which it stands in its lists.
    sections: tuple[str, ...]


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """A seed without an entry, why, and what helps."""

    place: str
    written: str
    title: str | None
    reason: Reason
    hint: str
    detail: str | None
    status: Status = Status.MISSED


def briefs_of(library: Library) -> Iterator[tuple[Entry, Brief]]:
    """Give each entry with its line, one after the other."""
    statuses = statuses_of(library)
    return ((entry, brief_of(entry, statuses[entry.key])) for entry in library.entries)


def brief_of(entry: Entry, status: Status) -> Brief:
    """Put an entry into a line."""
    record = entry.record
    return Brief(
        key=entry.key,
        status=status,
        kind=record.kind,
        year=record.date.year if record.date else None,
        author=_called_after(record),
        authors=tuple(map(str, record.authors)),
        title=_plain(record.title),
        venue=venue_of(record),
        identifiers=tuple(map(str, record.identifiers)),
        sections=tuple(dict.fromkeys(tag for seed in entry.seeds for tag in seed.tags)),
    )


def lack_of(miss: Miss) -> Lack:
    """Put a seed without an entry into a line."""
    return Lack(
        place=place_of(miss.seed),
        written=miss.seed.written,
        title=miss.seed.claim.title,
        reason=miss.reason,
        hint=miss.hint,
        detail=miss.detail,
    )


def place_of(seed: Seed) -> str:
    """Tell where a seed stands; bytes in a file's name that are no text are shown as numbers."""
    return str(seed.origin).encode("utf-8", "backslashreplace").decode()


def venue_of(record: Record) -> str | None:
    """Say where a work appeared, as far as any source tells."""
    venue = record.venue
    if record.kind is Kind.PREPRINT and record.arxiv:
        return "arXiv"
    return _named(venue) or record.institution or record.publisher


def _named(venue: Venue) -> str | None:
    name = venue.event.name if venue.event else None
    return _plain(venue.title) or _plain(name) or _plain(venue.series)


def _called_after(record: Record) -> str | None:
    """Name the first author, and the second where there are two; without authors, the editors."""
    people, role = (record.authors, "") if record.authors else (record.editors, " (ed.)")
    if not people:
        return None
    if len(people) > _TWO:
        return f"{_family(people[0])} et al.{role}"
    return " and ".join(map(_family, people)) + role


def _family(name: Name) -> str:
    return " ".join(part for part in (name.particle, name.sorting) if part) or str(name)


def _plain(text: Text | None) -> str | None:
    return to_unicode(text) if text else None
