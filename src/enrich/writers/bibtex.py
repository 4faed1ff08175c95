"""BibTeX: what the classic program and its styles read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.library import Entry
from enrich.record import Event, Kind, Record
from enrich.text import Charset, Text, in_charset, to_unicode
from enrich.writers._fields import (
    MONTHS,
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

__all__ = ["Fielded", "bibtex_fields", "write_ascii_bibtex", "write_bibtex"]

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
_NAMES = {"author", "editor"}
_THESES = {"phdthesis", "mastersthesis"}
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = {11, 12, 13}
# A style's label has no room for a whole title.
_SORTING = 6


def write_bibtex(entries: Sequence[Entry]) -> str:
    """Write a library as BibTeX in UTF-8."""
    return _write(entries, Charset.UTF8)


def write_ascii_bibtex(entries: Sequence[Entry]) -> str:
    """Write a library as BibTeX in ASCII."""
    return _write(entries, Charset.ASCII)


def bibtex_fields(entry: Entry, charset: Charset) -> Fielded:
    """Give the type and the fields of one entry, without what its user keeps with it."""
    return fielded(_draft(entry), charset, _with_whole_initials)


def _write(entries: Sequence[Entry], charset: Charset) -> str:
    drafts = (with_extras(_draft(entry), entry) for entry in entries)
    return write_entries(drafts, charset, _with_whole_initials)


def _draft(entry: Entry) -> Draft:
    """Make what the sources know into an entry."""
    record = entry.record
    kind = _type(record)
    return drafted(kind, entry.key, _fields(record, kind))


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
    yield "key", _sorting(record) if _needs_key(record, kind) else None
    yield "journal", venue.title if kind == "article" else None
    yield "booktitle", venue.title or event.name if kind in _IN_BOOKS else None
    yield "series", venue.series
    yield "volume", record.volume
    yield "number", record.issue
    yield "pages", dashed(record.pages) or record.article_number
    yield "edition", _ordinal(record.edition)
    yield "type", record.degree if kind in _THESES else None
    yield _publisher(kind), record.institution or record.publisher if kind != "misc" else None
    yield "howpublished", _outlet(record) if kind == "misc" else None
    yield "address", record.publisher_place
    yield "year", str(date.year) if date else None
    yield "month", MONTHS[date.month - 1] if date and date.month else None
    yield from _addresses(record)
    yield "isbn", ", ".join(one.value for one in venue.isbns)
    yield "issn", ", ".join(one.value for one in venue.issns)
    yield "note", record.note
    yield "abstract", record.abstract


def _needs_key(record: Record, kind: str) -> bool:
    """Whether plain styles find no name to sort by: editors count in whole books alone."""
    return not record.authors and not (record.editors and kind in {"book", "proceedings"})


def _sorting(record: Record) -> str | None:
    """Give what a work is sorted and labelled by that has nobody's name: a few plain words."""
    named = to_unicode(record.title) if record.title else record.publisher
    words = re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", named or "")
    return " ".join(words[:_SORTING]) or next((one.key for one in record.identifiers), None)


def _ordinal(edition: str | None) -> str | None:
    """Write the number of an edition as styles print it before the word."""
    if edition is None or not re.fullmatch(r"[1-9]\d{0,2}", edition):
        return edition
    number = int(edition)
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def _outlet(record: Record) -> Text | str | None:
    """Tell where a work appeared whose type has no other field that plain styles print."""
    if record.kind is Kind.PREPRINT and record.arxiv:
        return f"arXiv:{record.arxiv.short}"
    return record.institution or record.venue.title or record.publisher


def _publisher(kind: str) -> str:
    """Name the field in which a type keeps who brought the work out."""
    if kind in _THESES:
        return "school"
    return "institution" if kind == "techreport" else "publisher"


def _addresses(record: Record) -> Iterator[tuple[str, Value]]:
    yield "doi", record.doi.value if record.doi else None
    if record.arxiv:
        yield "eprint", record.arxiv.short
        yield "archiveprefix", "arXiv"
        yield "primaryclass", next(iter(record.categories), None)
    yield "url", record.url if record.doi is None else None


# The first sign of a given name, or of a part of one behind a hyphen.
_INITIAL = re.compile(r"(?:(?<=^)|(?<=[\s-]))[^\x00-\x7f][\u0300-\u036f]*")


def _with_whole_initials(field: str, latex: str) -> str:
    """Write given names so that BibTeX, which counts bytes, takes their first letter whole."""
    if latex.isascii() or field not in _NAMES:
        return latex
    return " and ".join(map(_cuttable, latex.split(" and ")))


def _cuttable(name: str) -> str:
    family, comma, given = name.rpartition(", ")
    return f"{family}{comma}{_INITIAL.sub(_whole_letter, given)}" if comma else name


def _whole_letter(found: re.Match[str]) -> str:
    """Write a letter as a group that begins with a command, which BibTeX takes for one."""
    command = in_charset(found[0], Charset.ASCII)
    if command.startswith("{\\") or not found[0].isalpha():
        return command
    return f"{{\\relax {found[0]}}}"
