"""RIS: what EndNote, Zotero, Mendeley and the like import.

https://en.wikipedia.org/wiki/RIS_(file_format)
Of tags that mean the same, those are written that both EndNote and Zotero read:
https://github.com/zotero/translators/blob/master/RIS.js
Lines end with a carriage return and a line feed, as the specification has it, and as Zotero and
EndNote write them: whatever reads RIS takes these. There is no mark of the encoding before the
first tag, since some programs look for that tag in the first bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.dates import PartialDate
from enrich.library import Entry
from enrich.record import Event, Kind, Name, Record
from enrich.text import Text, to_unicode, without_unseen

__all__ = ["write_ris"]

# A preprint is unpublished work (UNPB) to EndNote and a working paper to Mendeley; Zotero's reader
# has no type for one, and takes it for an article.
_TYPES = {
    Kind.ARTICLE: "JOUR",
    Kind.CONFERENCE_PAPER: "CPAPER",
    Kind.PREPRINT: "UNPB",
    Kind.BOOK: "BOOK",
    Kind.EDITED_BOOK: "EDBOOK",
    Kind.REFERENCE_BOOK: "EDBOOK",
    Kind.CHAPTER: "CHAP",
    Kind.PROCEEDINGS: "CONF",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
    Kind.DATASET: "DATA",
    Kind.STANDARD: "STAND",
    Kind.REVIEW: "GEN",
    Kind.REFERENCE_ENTRY: "ENCYC",
    Kind.OTHER: "GEN",
}
_WHOLES = frozenset({Kind.BOOK, Kind.EDITED_BOOK, Kind.REFERENCE_BOOK, Kind.PROCEEDINGS})
# Those whose second authors are the editors to Zotero; elsewhere these are a series' own.
_IN_WHOLES = frozenset({Kind.ARTICLE, Kind.CONFERENCE_PAPER, Kind.CHAPTER, Kind.REFERENCE_ENTRY})
_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_END = "\r\n"
_MOST_PARTS = 2


def write_ris(entries: Sequence[Entry]) -> str:
    """Write a library as RIS."""
    return _END.join(map(_written, entries))


def _written(entry: Entry) -> str:
    """Write an entry, from the tag with which it has to begin to that with which it has to end."""
    lines = [f"{tag}  - {line}" for tag, value in _tags(entry) if (line := _line(value))]
    return _END.join((*lines, "ER  - ", ""))


def _line(value: Text | str | None) -> str:
    """Write a value as one line: where another began, a stranger's words could be a tag."""
    words = to_unicode(value) if isinstance(value, Text) else value or ""
    return _SPACES.sub(" ", without_unseen(words)).strip()


def _tags(entry: Entry) -> Iterator[tuple[str, Text | str | None]]:
    """Give the tags in the order in which they are written."""
    record = entry.record
    yield "TY", _TYPES[record.kind]
    yield "ID", entry.key
    yield "TI", record.title
    yield from (("AU", _name(name)) for name in record.authors)
    editor = "A2" if record.kind in _IN_WHOLES else "ED"
    yield from ((editor, _name(name)) for name in record.editors)
    yield from (("A4", _name(name)) for name in record.translators)
    yield from _dates(record.date)
    yield from _venue(record)
    yield "VL", record.volume
    yield "IS", record.issue
    yield from _pages(record)
    yield "ET", record.edition
    # Where it is no thesis, Zotero takes this for a DOI.
    yield "M3", record.degree if record.kind is Kind.THESIS else None
    yield "PB", record.institution or record.publisher or _server(record)
    yield from _places(record)
    yield "SN", _number(record)
    yield "DO", record.doi.value if record.doi else None
    yield from _eprint(record)
    yield "UR", record.url
    yield "LA", record.language
    yield from (("KW", subject) for subject in record.subjects)
    yield "N1", record.note
    yield "AB", record.abstract


def _dates(date: PartialDate | None) -> Iterator[tuple[str, str | None]]:
    """Give the year, and the date as far as it is known, whose two slashes stand in any case."""
    if date:
        yield "PY", f"{date.year:04}"
        month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
        yield "DA", f"{date.year:04}/{month}/{day}" if month else None


def _venue(record: Record) -> Iterator[tuple[str, Text | str | None]]:
    """Give where a work appeared: a series is of the second order to whole books."""
    venue, event = record.venue, record.venue.event or Event()
    if record.kind in _WHOLES:
        yield "T2", venue.series
        return
    if record.kind is Kind.CONFERENCE_PAPER:
        yield "T2", event.name or venue.title
        yield "C3", venue.title
    else:
        yield "T2", venue.title or event.name
    yield "J2", venue.short
    yield "T3", venue.series


def _pages(record: Record) -> Iterator[tuple[str, str | None]]:
    """Give the first and the last page; what has more parts or fewer stays as it is."""
    parts = _DASH.split(record.pages or "")
    if len(parts) == _MOST_PARTS and all(parts) and "," not in (record.pages or ""):
        yield "SP", parts[0]
        yield "EP", parts[1]
    else:
        yield "SP", record.pages or record.article_number
    yield "C7", record.article_number


def _server(record: Record) -> str | None:
    return "arXiv" if record.kind is Kind.PREPRINT and record.arxiv else None


def _places(record: Record) -> Iterator[tuple[str, str | None]]:
    """Give where a work was published; of a paper for a conference, where that was held."""
    event = record.venue.event or Event()
    is_paper = record.kind is Kind.CONFERENCE_PAPER
    yield "C1" if is_paper else "CY", record.publisher_place
    yield "CY", event.place if is_paper else None


def _number(record: Record) -> str | None:
    """Give one number of what it appeared in, there being room for no more.

    Of a journal it is its ISSN, of anything else its ISBN if it has any.
    """
    venue = record.venue
    order = (*venue.issns, *venue.isbns)
    if record.kind is not Kind.ARTICLE:
        order = (*venue.isbns, *venue.issns)
    return next((one.value for one in order), None)


def _eprint(record: Record) -> Iterator[tuple[str, str | None]]:
    if record.arxiv:
        yield "DB", "arXiv"
        yield "AN", f"arXiv:{record.arxiv.short}"


def _name(name: Name) -> str | None:
    """Write a name as `Family, Given, Suffix`.

    A comma behind all keeps a group, or a lone name of several words, from being parted: without
    one EndNote takes the last word for the family name.
    """
    family = " ".join(filter(None, (name.dropping, name.particle, name.family)))
    given = (family, name.given, name.suffix) if name.literal is None else (name.literal,)
    parts = [part for one in given if (part := _line((one or "").replace(",", " ")))]
    if len(parts) == 1 and " " in parts[0]:
        return f"{parts[0]},"
    return ", ".join(parts)
