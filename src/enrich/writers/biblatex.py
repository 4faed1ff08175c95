"""biblatex: what biber and the styles of the biblatex package read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bibtexparser.model import Entry as BibEntry

from enrich.library import Entry
from enrich.record import Event, Kind, Record
from enrich.writers._fields import Value, dashed, field, is_masters_degree, write_entries

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
_WITHOUT_PUBLISHER = {"online", "misc"}
# Fields that biblatex's data model gives a type no place for; biber --validate-datamodel says so.
_NO_PLACE = {
    "article": {"edition", "eventtitle", "isbn", "location", "publisher", "venue"},
    "inproceedings": {"edition", "issn"},
    "online": {"edition", "eid", "eventtitle", "isbn", "issn", "location", "number", "pages"}
    | {"series", "venue", "volume"},
    "book": {"eventtitle", "issn", "venue"},
    "collection": {"author", "eventtitle", "issn", "venue"},
    "reference": {"author", "eventtitle", "issn", "venue"},
    "incollection": {"eventtitle", "issn", "venue"},
    "inreference": {"eventtitle", "issn", "venue"},
    "proceedings": {"author", "edition", "issn"},
    "thesis": {"edition", "editor", "eventtitle", "isbn", "issn", "number", "series", "venue"}
    | {"volume"},
    "report": {"edition", "editor", "eventtitle", "isbn", "issn", "series", "venue", "volume"},
    "dataset": {"eid", "eventtitle", "isbn", "issn", "pages", "venue", "volume"},
    "misc": {"edition", "eid", "eventtitle", "isbn", "issn", "number", "pages", "series", "venue"}
    | {"volume"},
}


def write_biblatex(entries: Sequence[Entry]) -> str:
    """Write a library as biblatex in UTF-8."""
    return write_entries(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> BibEntry:
    kind = _type(entry.record)
    no_place = _NO_PLACE.get(kind, set())
    fields = (
        field(key, value) for key, value in _fields(entry.record, kind) if key not in no_place
    )
    return BibEntry(kind, entry.key, [one for one in fields if one is not None])


def _type(record: Record) -> str:
    """Choose the type; a collection whose only names are authors is a book of theirs."""
    kind = _TYPES[record.kind]
    authored = record.authors and not record.editors
    return "book" if kind in {"collection", "reference"} and authored else kind


def _fields(record: Record, kind: str) -> Iterator[tuple[str, Value]]:
    """Give the fields in the order in which they are written."""
    venue, date = record.venue, record.date
    event = venue.event or Event()
    in_journal = kind in {"article", "review"}
    yield "author", record.authors
    yield "editor", record.editors
    yield "title", record.title
    yield "type", _genre(record, kind)
    yield "journaltitle", venue.title if in_journal else None
    yield "shortjournal", venue.short if in_journal else None
    yield "booktitle", venue.title or event.name if kind in _IN_BOOKS else None
    yield "eventtitle", event.name
    yield "venue", event.place
    yield "series", venue.series
    yield "volume", record.volume
    yield "number", record.issue
    yield "pages", dashed(record.pages)
    yield "eid", record.article_number if record.article_number != record.pages else None
    yield "edition", record.edition
    yield _publisher(kind), record.institution or record.publisher
    yield "location", record.publisher_place
    yield "date", str(date) if date else None
    yield "pubstate", "prepublished" if record.kind is Kind.PREPRINT else None
    yield from _addresses(record)
    yield "isbn", next((one.value for one in venue.isbns), None)
    yield "issn", next((one.value for one in venue.issns), None)
    yield "note", record.note
    yield "abstract", record.abstract


def _genre(record: Record, kind: str) -> str | None:
    if kind == "thesis":
        return "mathesis" if is_masters_degree(record.degree) else record.degree or "phdthesis"
    return "techreport" if kind == "report" else None


def _publisher(kind: str) -> str:
    """Name the field in which a type keeps who brought the work out."""
    if kind in _INSTITUTIONAL:
        return "institution"
    return "organization" if kind in _WITHOUT_PUBLISHER else "publisher"


def _addresses(record: Record) -> Iterator[tuple[str, Value]]:
    yield "doi", record.doi.value if record.doi else None
    if record.arxiv:
        old = "/" in record.arxiv.value
        yield "eprint", record.arxiv.short
        yield "eprinttype", "arxiv"
        yield "eprintclass", None if old else next(iter(record.categories), None)
    yield "url", record.url if record.doi is None else None
