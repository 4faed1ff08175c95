"""Entries without a field that BibTeX requires."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from enrich.checks.model import Checked, Fault, Finding
from enrich.record import Kind, Record

__all__ = ["incomplete"]

# https://ctan.org/pkg/btxdoc, "Entry Types", by the type as which each kind is written there.
_BOOK = ("author or editor", "title", "publisher", "year")
_IN_BOOK = ("author", "title", "booktitle", "publisher", "year")
_REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.ARTICLE: ("author", "title", "journal", "year"),
    Kind.BOOK: _BOOK,
    Kind.EDITED_BOOK: _BOOK,
    Kind.REFERENCE_BOOK: _BOOK,
    Kind.CHAPTER: _IN_BOOK,
    Kind.REFERENCE_ENTRY: _IN_BOOK,
    Kind.CONFERENCE_PAPER: ("author", "title", "booktitle", "year"),
    Kind.PROCEEDINGS: ("title", "year"),
    Kind.THESIS: ("author", "title", "school", "year"),
    Kind.REPORT: ("author", "title", "institution", "year"),
}
# What is written as @misc needs nothing there, but a reader needs to know what it is.
_LEAST = ("title",)
_HAS: Mapping[str, Callable[[Record], object]] = {
    "author": lambda record: record.authors,
    "author or editor": lambda record: record.authors or record.editors,
    "title": lambda record: record.title,
    "journal": lambda record: record.venue.title,
    "booktitle": lambda record: (
        record.venue.title or (record.venue.event and record.venue.event.name)
    ),
    "publisher": lambda record: record.institution or record.publisher,
    "school": lambda record: record.institution or record.publisher,
    "institution": lambda record: record.institution or record.publisher,
    "year": lambda record: record.date,
}


def incomplete(checked: Checked) -> Iterator[Finding]:
    """Find entries that lack what BibTeX requires."""
    for entry in checked.library.entries:
        record = entry.record
        required = _REQUIRED.get(record.kind, _LEAST)
        missing = [field for field in required if not _HAS[field](record)]
        if missing:
            told = f"lacks its {', '.join(missing)}"
            yield Finding(Fault.INCOMPLETE, entry.seeds[0], told, entry)
