"""BibTeX or biblatex: which of them a file is, and what each calls the same field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from enrich.bibfile.cutting import Block, Item
from enrich.library import Entry
from enrich.text import Charset
from enrich.writers.biblatex import biblatex_fields
from enrich.writers.bibtex import Fielded, bibtex_fields

__all__ = ["Dialect", "dialect_of", "others_of", "written_in"]


class Dialect(StrEnum):
    """The two sets of types and fields."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"


# What speaks for each. biblatex reads a year and a journal as well, so that they say little.
_TELLING = {
    **dict.fromkeys("date eprintclass eprinttype journaltitle location".split(), 2),
    **dict.fromkeys("@collection @report @thesis".split(), 2),
    **dict.fromkeys("address archiveprefix primaryclass school".split(), -2),
    **dict.fromkeys("@mastersthesis @phdthesis @techreport".split(), -2),
    **dict.fromkeys("journal year".split(), -1),
}
# JabRef says it.
_DECLARED = re.compile(r"jabref-meta:\s*databaseType:\s*(bibtex|biblatex)", re.IGNORECASE)

# Names under which an entry may have the same, or what makes the first one needless.
_OTHERS = {
    "journal": ("journaltitle",),
    "journaltitle": ("journal",),
    "shortjournal": ("journal-abbrev", "journalabbreviation"),
    "address": ("location",),
    "location": ("address",),
    "school": ("institution",),
    "institution": ("school", "publisher", "organization"),
    "organization": ("publisher", "howpublished", "institution"),
    "howpublished": ("url", "note", "organization", "publisher"),
    "year": ("date",),
    "month": ("date",),
    "date": ("year",),
    "number": ("issue",),
    "pages": ("eid", "articleno", "article-number"),
    "eid": ("pages", "articleno", "article-number"),
    "eprint": ("arxivid",),
    "archiveprefix": ("eprinttype",),
    "eprinttype": ("archiveprefix",),
    "primaryclass": ("eprintclass",),
    "eprintclass": ("primaryclass",),
    "url": ("howpublished", "link", "bdsk-url-1"),
    "key": ("sortkey", "label", "shorthand", "author", "editor"),
    "langid": ("language", "hyphenation"),
    "abstract": (),
}


def dialect_of(blocks: Iterable[Block], text: str) -> Dialect:
    """Tell the dialect by what only one of the two has; where nothing tells, it is BibTeX."""
    if declared := _DECLARED.search(text):
        return Dialect(declared[1].lower())
    votes = 0
    for item in blocks:
        if not isinstance(item, Item):
            continue
        names = (field.name.lower() for field in item.fields)
        votes += sum(_TELLING.get(name, 0) for name in (*names, f"@{item.kind.lower()}"))
    return Dialect.BIBLATEX if votes > 0 else Dialect.BIBTEX


def written_in(dialect: Dialect, entry: Entry, charset: Charset) -> Fielded:
    """Give the type and the fields of a work as the dialect's writer has them."""
    return (biblatex_fields if dialect is Dialect.BIBLATEX else bibtex_fields)(entry, charset)


def others_of(name: str) -> tuple[str, ...]:
    """Give the other names under which an entry may have a field."""
    return _OTHERS.get(name, ())
