"""biblatex: what biber and the styles of the biblatex package read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bibtexparser.model import Entry as BibEntry

from enrich.library import Entry
from enrich.record import Kind, Record
from enrich.writers._fields import Value, dashed, field, write_entries

__all__ = ["write_biblatex"]

_TYPES = {
    Kind.ARTICLE: "article",
    Kind.CONFERENCE_PAPER: "inproceedings",
    Kind.PREPRINT: "online",
    Kind.BOOK: "book",
    Kind.EDITED_BOOK: "collection",
    Kind.REFERENCE_BOOK: "reference",
    Kind.CHAPTER: "incollection",
    Kind.PROCEEDINGS: "proceedings",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
    Kind.DATASET: "dataset",
    Kind.STANDARD: "standard",
    Kind.REVIEW: "review",
    Kind.REFERENCE_ENTRY: "inreference",
    Kind.OTHER: "misc",
}
_IN_BOOKS = {"inproceedings", "incollection", "inreference"}
_INSTITUTIONAL = {"thesis", "report"}


def write_biblatex(entries: Sequence[Entry]) -> str:
    """Write a library as biblatex in UTF-8."""
    return write_entries(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> BibEntry:
    kind = _TYPES[entry.record.kind]
    fields = (field(key, value) for key, value in _fields(entry.record, kind))
    return BibEntry(kind, entry.key, [one for one in fields if one is not None])


def _fields(record: Record, kind: str) -> Iterator[tuple[str, Value]]:
    """Give the fields in the order in which they are written."""
    venue, date = record.venue, record.date
    yield "author", record.authors
    yield "editor", record.editors
    yield "title", record.title
    yield "type", record.degree or "phdthesis" if kind == "thesis" else None
    yield "journaltitle", venue.title if kind in {"article", "review"} else None
    yield "shortjournal", venue.short if kind in {"article", "review"} else None
    yield "booktitle", venue.title if kind in _IN_BOOKS else None
    yield "eventtitle", venue.event
    yield "venue", venue.place
    yield "series", venue.series
    yield "volume", record.volume
    yield "number", record.issue
    yield "pages", dashed(record.pages)
    yield "eid", record.article_number if record.article_number != record.pages else None
    yield "edition", record.edition
    yield (
        "institution" if kind in _INSTITUTIONAL else "publisher",
        record.institution or record.publisher,
    )
    yield "location", record.publisher_place
    yield "date", str(date) if date else None
    yield "pubstate", "prepublished" if record.kind is Kind.PREPRINT else None
    yield from _addresses(record)
    yield "isbn", " ".join(venue.isbns)
    yield "issn", " ".join(venue.issns)
    yield "note", "; ".join(dict.fromkeys(one.kind.capitalize() for one in record.notices)) or None
    yield "abstract", record.abstract


def _addresses(record: Record) -> Iterator[tuple[str, Value]]:
    yield "doi", record.doi.value if record.doi else None
    if record.arxiv:
        old = "/" in record.arxiv.value
        yield "eprint", record.arxiv.short
        yield "eprinttype", "arxiv"
        yield "eprintclass", None if old else next(iter(record.categories), None)
    yield "url", record.url if record.doi is None else None
