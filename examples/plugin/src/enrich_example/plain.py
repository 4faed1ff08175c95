"""A library as a list to be read: one work a line, with an empty line between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enrich.library import Entry
from enrich.text import shown_controls, to_unicode

__all__ = ["write_plain"]


def write_plain(entries: Sequence[Entry]) -> str:
    """Write entries; those of one file are also written one by one, and joined by a line's end."""
    return "\n".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    return shown_controls(" ".join(" ".join(_parts(entry)).split()))


def _parts(entry: Entry) -> Iterator[str]:
    """Give whom, when, what, where."""
    record = entry.record
    names = ", ".join(map(str, record.authors)) or "Nobody named"
    yield f"{names} ({record.date.year})." if record.date else f"{names}."
    if record.title:
        yield f"{to_unicode(record.title)}."
    if record.venue.title:
        yield f"{to_unicode(record.venue.title)}."
    yield record.url or ""
