"""The fields that can be said by hand: their names in the file, and in a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from enrich.errors import ConfigError
from enrich.nearest import nearest
from enrich.overrides.model import Value
from enrich.overrides.values import (
    read_arxiv,
    read_date,
    read_doi,
    read_kind,
    read_language,
    read_line,
    read_number,
    read_pages,
    read_people,
    read_text,
    shown,
)

__all__ = ["FIELDS", "Field", "unknown_field"]


class Field(NamedTuple):
    """What a field is called in a record, and how what a person writes for it is read."""

    of_record: str
    read: Callable[[object], Value]


# In the order of a record.
FIELDS = {
    "kind": Field("kind", read_kind),
    "arxiv": Field("arxiv", read_arxiv),
    "doi": Field("doi", read_doi),
    "title": Field("title", read_text),
    "authors": Field("authors", read_people),
    "editors": Field("editors", read_people),
    "translators": Field("translators", read_people),
    "date": Field("date", read_date),
    "venue": Field("venue.title", read_text),
    "short_venue": Field("venue.short", read_text),
    "series": Field("venue.series", read_text),
    "volume": Field("volume", read_number),
    "issue": Field("issue", read_number),
    "number": Field("issue", read_number),
    "pages": Field("pages", read_pages),
    "article_number": Field("article_number", read_number),
    "edition": Field("edition", read_number),
    "publisher": Field("publisher", read_line),
    "place": Field("publisher_place", read_line),
    "institution": Field("institution", read_line),
    "degree": Field("degree", read_line),
    "abstract": Field("abstract", read_text),
    "language": Field("language", read_language),
    "licence": Field("licence", read_line),
}

# What other programs call them.
_MEANT = {
    "address": "place",
    "author": "authors",
    "booktitle": "venue",
    "eid": "article_number",
    "editor": "editors",
    "eprint": "arxiv",
    "journal": "venue",
    "journaltitle": "venue",
    "license": "licence",
    "location": "place",
    "month": "date",
    "school": "institution",
    "shortjournal": "short_venue",
    "translator": "translators",
    "type": "kind",
    "year": "date",
}


def unknown_field(name: str, others: Iterable[str]) -> ConfigError:
    """Tell that there is no such field, and which may be meant."""
    there = (*FIELDS, *others)
    meant = _MEANT.get(name.lower()) or next(iter(nearest(name, there)), None)
    how = f"did you mean {meant}?" if meant else f"there are {', '.join(there)}"
    return ConfigError(f"{shown(name)} is no field; {how}")
