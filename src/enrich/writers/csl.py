"""CSL-JSON: what pandoc, Zotero and citeproc read.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from enrich.dates import PartialDate
from enrich.library import Entry
from enrich.record import Event, Kind, Name, Notice, Record
from enrich.text import Text, escaped_controls, to_csl, to_unicode

__all__ = ["write_csl"]

_TYPES = {
    Kind.ARTICLE: "article-journal",
    Kind.CONFERENCE_PAPER: "paper-conference",
    Kind.PREPRINT: "article",
    Kind.BOOK: "book",
    Kind.EDITED_BOOK: "book",
    Kind.REFERENCE_BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.PROCEEDINGS: "book",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
    Kind.DATASET: "dataset",
    Kind.STANDARD: "standard",
    Kind.REVIEW: "review",
    Kind.REFERENCE_ENTRY: "entry-encyclopedia",
    Kind.OTHER: "document",
}


def write_csl(entries: Sequence[Entry]) -> str:
    """Write a library as CSL-JSON."""
    written = [{key: value for key, value in _variables(entry) if value} for entry in entries]
    text = escaped_controls(msgspec.json.encode(written).decode())
    return msgspec.json.format(text, indent=2) + "\n"


def _variables(entry: Entry) -> Iterator[tuple[str, object]]:
    """Give the variables in the order in which they are written."""
    record = entry.record
    venue = record.venue
    event = venue.event or Event()
    yield "id", entry.key
    yield "type", _TYPES[record.kind]
    yield "title", _rich(record.title)
    yield "original-title", _rich(record.original_title)
    yield "author", [_name(name) for name in record.authors]
    yield "editor", [_name(name) for name in record.editors]
    yield "translator", [_name(name) for name in record.translators]
    yield "chair", [_name(name) for name in record.chairs]
    yield "issued", _date(record.date)
    yield "container-title", _rich(venue.title)
    yield "container-title-short", _plain(venue.short)
    yield "collection-title", _rich(venue.series)
    yield "event-title", _plain(event.name)
    yield "event-place", event.place
    yield "event-date", _date(event.start, event.end)
    yield "volume", record.volume
    yield "issue", record.issue
    yield "page", record.pages or record.article_number
    yield "edition", record.edition
    yield "genre", "Preprint" if record.kind is Kind.PREPRINT else record.degree
    yield from _publication(record)
    yield "ISBN", " ".join(one.value for one in venue.isbns)
    yield "ISSN", " ".join(one.value for one in venue.issns)
    yield "language", record.language
    yield "keyword", "; ".join(record.subjects)
    yield "note", record.note
    yield "abstract", _plain(record.abstract)
    yield "custom", {key: value for key, value in _custom(record) if value}


def _publication(record: Record) -> Iterator[tuple[str, object]]:
    own = record.kind is Kind.PREPRINT and record.arxiv is not None
    yield "publisher", "arXiv" if own else record.institution or record.publisher
    yield "publisher-place", record.publisher_place
    yield "number", f"arXiv:{record.arxiv.short}" if own and record.arxiv else None
    yield "DOI", record.doi.value if record.doi else None
    yield "URL", record.url


def _custom(record: Record) -> Iterator[tuple[str, object]]:
    """Give what CSL has no name for."""
    if record.arxiv:
        yield "eprint", record.arxiv.short
        yield "eprinttype", "arxiv"
        yield "eprintclass", next(iter(record.categories), None)
    yield "article-number", record.article_number if record.pages else None
    yield "group", record.group
    yield "licence", record.licence
    yield "orcid", {str(name): name.orcid for name in record.authors if name.orcid}
    yield "notices", [_notice(one) for one in record.notices]
    yield "announces", [_notice(one) for one in record.announces]
    yield "doubts", [str(one) for one in record.doubts]


def _notice(notice: Notice) -> dict[str, str]:
    about = {
        "kind": notice.kind,
        "DOI": notice.identifier.value if notice.identifier else "",
        "date": str(notice.date or ""),
    }
    return {key: value for key, value in about.items() if value}


def _date(*days: PartialDate | None) -> dict[str, object] | None:
    """Write a date, or a range of two."""
    parts = [list(day.parts) for day in dict.fromkeys(days) if day]
    return {"date-parts": parts} if parts else None


def _name(name: Name) -> dict[str, str]:
    if name.literal is not None:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part}


def _rich(text: Text | None) -> str | None:
    return to_csl(text) if text else None


def _plain(text: Text | None) -> str | None:
    return to_unicode(text) if text else None
