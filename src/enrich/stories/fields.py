"""The names by which a field can be asked for: ours, and those of BibTeX and biblatex."""

from __future__ import annotations

from enrich.errors import ConfigError
from enrich.nearest import nearest
from enrich.record import Dates, Record, Venue

__all__ = ["FIELDS", "NAMED_FIRST", "SHOWN_DATE", "fields_named", "is_field"]

_PARTS = {"dates": Dates, "venue": Venue}


def _parts_of(field: str) -> tuple[str, ...]:
    whole = _PARTS.get(field)
    return tuple(f"{field}.{part}" for part in whole.__struct_fields__) if whole else (field,)


# Every field of a record, those in parts part by part; of doubts there is a line of their own.
FIELDS = tuple(
    part for field in Record.__struct_fields__ if field != "doubts" for part in _parts_of(field)
)
# Any of these may be the date by which a work is cited.
SHOWN_DATE = ("dates.printed", "dates.online", "dates.issued", "dates.posted")
# Where our writers take a field from.
_MEANT = {
    "address": ("publisher_place",),
    "archiveprefix": ("arxiv",),
    "author": ("authors",),
    "booktitle": ("venue.title", "venue.event"),
    "date": SHOWN_DATE,
    "editor": ("editors",),
    "eid": ("article_number",),
    "eprint": ("arxiv",),
    "eprintclass": ("categories",),
    "eprinttype": ("arxiv",),
    "eventdate": ("venue.event",),
    "eventtitle": ("venue.event",),
    "howpublished": ("institution", "venue.title", "publisher"),
    "isbn": ("venue.isbns",),
    "issn": ("venue.issns",),
    "journal": ("venue.title",),
    "journaltitle": ("venue.title",),
    "keywords": ("subjects",),
    "langid": ("language",),
    "license": ("licence",),
    "location": ("publisher_place",),
    "month": SHOWN_DATE,
    "note": ("notices", "announces"),
    "number": ("issue",),
    "pages": ("pages", "article_number"),
    "place": ("publisher_place",),
    "primaryclass": ("categories",),
    "pubstate": ("kind",),
    "school": ("institution", "publisher"),
    "series": ("venue.series",),
    "short_venue": ("venue.short",),
    "shortjournal": ("venue.short",),
    "translator": ("translators",),
    "type": ("kind", "degree"),
    "url": ("doi", "arxiv"),
    "year": SHOWN_DATE,
}
_NAMES = (*FIELDS, *_PARTS, *_MEANT)
# The names that most people know, told to who asks for one that there is not.
NAMED_FIRST = (
    *("author", "title", "journal", "booktitle", "year", "volume", "number", "pages", "publisher"),
    *("doi", "eprint", "url", "abstract", "note", "keywords"),
)
# Nobody reads a longer name to its end.
_LONGEST = 30


def is_field(name: str) -> bool:
    """Whether there is a field of that name, whoever calls it so."""
    return _plain(name) in _NAMES


def fields_named(name: str) -> tuple[str, ...]:
    """Give our fields that a name means, whoever calls them so."""
    meant = _plain(name)
    if found := _MEANT.get(meant):
        return found
    if meant in _PARTS:
        return _parts_of(meant)
    if meant in FIELDS:
        return (meant,)
    near = nearest(meant, _NAMES)
    there = f"there are {', '.join(NAMED_FIRST)}, and the fields of library.json"
    message = f"{name[:_LONGEST]!r} is no field; {f'did you mean {near[0]}?' if near else there}"
    raise ConfigError(message)


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_")
