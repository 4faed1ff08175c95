"""biblatex: what biber and the styles of the biblatex package read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from enrich.library import Entry
from enrich.record import Event, Kind, Record
from enrich.text import Charset
from enrich.writers._fields import (
    Draft,
    Fielded,
    Value,
    dashed,
    drafted,
    fielded,
    is_masters_degree,
    with_extras,
    write_entries,
)
from enrich.writers._languages import LANGUAGES

__all__ = ["biblatex_fields", "write_ascii_biblatex", "write_biblatex"]

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
    # The data model gives @standard and @review not even a title; see docs/decisions/0007.
    Kind.STANDARD: "misc",
    Kind.REVIEW: "misc",
    Kind.REFERENCE_ENTRY: "inreference",
    Kind.OTHER: "misc",
}
_SUBTYPES = {Kind.STANDARD: "standard", Kind.REVIEW: "review"}
_IN_BOOKS = {"inproceedings", "incollection", "inreference"}
_INSTITUTIONAL = {"thesis", "report"}
# biblatex parts these at each "and".
_LISTS = {"institution", "location", "organization", "publisher"}
_WITHOUT_PUBLISHER = {"online", "misc"}
# Fields that biblatex's data model gives a type no place for; biber --validate-datamodel says so.
_EVENT = {"eventdate", "eventtitle", "venue"}
_NO_PLACE = {
    "article": _EVENT | {"edition", "isbn", "location", "publisher"},
    "inproceedings": {"edition", "issn", "translator"},
    "online": _EVENT
    | {"edition", "eid", "isbn", "issn", "location", "number", "pages", "series", "translator"}
    | {"volume"},
    "book": _EVENT | {"issn"},
    "collection": _EVENT | {"author", "issn"},
    "reference": _EVENT | {"author", "issn"},
    "incollection": _EVENT | {"issn"},
    "inreference": _EVENT | {"issn"},
    "proceedings": {"author", "edition", "issn", "translator"},
    "thesis": _EVENT
    | {"edition", "editor", "isbn", "issn", "number", "series", "translator", "volume"},
    "report": _EVENT | {"edition", "editor", "isbn", "issn", "series", "translator", "volume"},
    "dataset": _EVENT | {"eid", "isbn", "issn", "pages", "translator", "volume"},
    "misc": _EVENT
    | {"edition", "eid", "isbn", "issn", "number", "pages", "series", "translator", "volume"},
}


def write_biblatex(entries: Sequence[Entry]) -> str:
    """Write a library as biblatex in UTF-8."""
    return _write(entries, Charset.UTF8)


def write_ascii_biblatex(entries: Sequence[Entry]) -> str:
    """Write a library as biblatex in ASCII."""
    return _write(entries, Charset.ASCII)


def biblatex_fields(entry: Entry, charset: Charset) -> Fielded:
    """Give the type and the fields of one entry, without what its user keeps with it."""
    return fielded(_draft(entry, ()), charset, _as_one)


def _write(entries: Sequence[Entry], charset: Charset) -> str:
    drafts = (with_extras(_draft(entry, entry.aliases), entry) for entry in entries)
    return write_entries(drafts, charset, _as_one)


def _draft(entry: Entry, aliases: Iterable[str]) -> Draft:
    """Make what the sources know into an entry."""
    record = entry.record
    kind = _type(record)
    no_place = _NO_PLACE.get(kind, set())
    fields = (one for one in _fields(record, kind) if one[0] not in no_place)
    return drafted(kind, entry.key, (("ids", ", ".join(aliases)), *fields))


def _type(record: Record) -> str:
    """Choose the type; a collection whose only names are authors is a book of theirs."""
    kind = _TYPES[record.kind]
    authored = record.authors and not record.editors
    return "book" if kind in {"collection", "reference"} and authored else kind


def _fields(record: Record, kind: str) -> Iterator[tuple[str, Value]]:
    """Give the fields in the order in which they are written."""
    venue, date = record.venue, record.date
    event = venue.event or Event()
    in_journal = kind == "article"
    yield "author", record.authors
    yield "editor", record.editors
    yield "translator", record.translators
    yield "title", record.title
    yield "origtitle", record.original_title
    yield "entrysubtype", _SUBTYPES.get(record.kind)
    yield "type", _genre(record, kind)
    yield "journaltitle", venue.title if in_journal else None
    yield "shortjournal", venue.short if in_journal else None
    yield "booktitle", venue.title or event.name if kind in _IN_BOOKS else None
    yield "eventtitle", event.name
    yield "eventdate", _span(event)
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
    yield "langid", LANGUAGES.get(record.language or "")
    yield "abstract", record.abstract


def _span(event: Event) -> str | None:
    """Write the first and the last day as one range."""
    days = [str(day) for day in (event.start, event.end) if day]
    return "/".join(dict.fromkeys(days)) or None


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


def _as_one(field: str, latex: str) -> str:
    """Write one publisher so that biblatex does not see a list of two."""
    is_parted = field in _LISTS and re.search(r"\band\b", latex, re.IGNORECASE)
    return f"{{{latex}}}" if is_parted else latex
