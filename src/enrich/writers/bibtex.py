"""BibTeX: what the classic program and its styles read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bibtexparser.model import Entry as BibEntry

from enrich.library import Entry
from enrich.record import Event, Kind, Record
from enrich.writers._fields import MONTHS, Value, dashed, field, is_masters_degree, write_entries

__all__ = ["write_bibtex"]

_TYPES = {
    Kind.ARTICLE: "article",
    Kind.CONFERENCE_PAPER: "inproceedings",
    Kind.PREPRINT: "misc",
    Kind.BOOK: "book",
    Kind.EDITED_BOOK: "book",
    Kind.REFERENCE_BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.PROCEEDINGS: "proceedings",
    Kind.THESIS: "phdthesis",
    Kind.REPORT: "techreport",
    Kind.DATASET: "misc",
    Kind.STANDARD: "misc",
    Kind.REVIEW: "misc",
    Kind.REFERENCE_ENTRY: "incollection",
    Kind.OTHER: "misc",
}
_IN_BOOKS = {"inproceedings", "incollection"}


def write_bibtex(entries: Sequence[Entry]) -> str:
    """Write a library as BibTeX in UTF-8."""
    return write_entries(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> BibEntry:
    kind = _type(entry.record)
    fields = (field(key, value) for key, value in _fields(entry.record, kind))
    return BibEntry(kind, entry.key, [one for one in fields if one is not None])


def _type(record: Record) -> str:
    """Choose the type; a thesis goes by its degree."""
    if record.kind is Kind.THESIS and is_masters_degree(record.degree):
        return "mastersthesis"
    return _TYPES[record.kind]


def _fields(record: Record, kind: str) -> Iterator[tuple[str, Value]]:
    """Give the fields in the order in which they are written."""
    venue, date = record.venue, record.date
    event = venue.event or Event()
    yield "author", record.authors
    # A book has authors or editors in BibTeX, and a part of one has both.
    yield "editor", record.editors if kind != "book" or not record.authors else ()
    yield "title", record.title
    # What a work is sorted and labelled by that has nobody's name.
    yield "key", record.title if not record.authors and not record.editors else None
    yield "journal", venue.title if kind == "article" else None
    yield "booktitle", venue.title or event.name if kind in _IN_BOOKS else None
    yield "series", venue.series
    yield "volume", record.volume
    yield "number", record.issue
    yield "pages", dashed(record.pages) or record.article_number
    yield "edition", record.edition
    yield _publisher(kind), record.institution or record.publisher
    yield "address", record.publisher_place
    yield "year", str(date.year) if date else None
    yield "month", MONTHS[date.month - 1] if date and date.month else None
    yield from _addresses(record)
    yield "isbn", " ".join(one.value for one in venue.isbns)
    yield "issn", " ".join(one.value for one in venue.issns)
    yield "note", record.note
    yield "abstract", record.abstract


def _publisher(kind: str) -> str:
    """Name the field in which a type keeps who brought the work out."""
    if kind in {"phdthesis", "mastersthesis"}:
        return "school"
    return "institution" if kind == "techreport" else "publisher"


def _addresses(record: Record) -> Iterator[tuple[str, Value]]:
    yield "doi", record.doi.value if record.doi else None
    if record.arxiv:
        yield "eprint", record.arxiv.short
        yield "archiveprefix", "arXiv"
        yield "primaryclass", next(iter(record.categories), None)
        if record.kind is Kind.PREPRINT:
            # Plain styles know no eprint; without this they would print an author and a title.
            yield "howpublished", f"arXiv:{record.arxiv.short}"
    yield "url", record.url if record.doi is None else None
