"""Columns of tables: what they are called, and what stands in each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from enrich.seeds.table.rows import Row
from enrich.seeds.table.wrapping import unguarded

__all__ = ["Head", "head_of", "known_columns"]

# What columns are called, without signs and in lower case, the best name of each first.
_COLUMNS = {
    "doi": ("doi", "doi link", "doi url", "article doi", "paper doi"),
    "arxiv": ("arxiv id", "arxiv", "arxivid", "eprint", "arxiv link", "arxiv url", "preprint"),
    "link": (
        "paper link",
        "paper url",
        "url",
        "link",
        "links",
        "pdf",
        "pdf link",
        "pdf url",
        "address",
        "identifier",
        "id",
        "paper id",
        "source",
        "href",
        "website",
        "archive location",
        "link attachments",
    ),
    "paper": ("paper", "article", "reference", "work", "publication"),
    "title": (
        "title",
        "paper title",
        "article title",
        "document title",
        "titles",
        "name",
        "titel",
        "titre",
        "t\u00edtulo",
        "titulo",
        "titolo",
        "\u6807\u9898",
        "\u9898\u76ee",
        "\u8bba\u6587\u9898\u76ee",
        "\u8bba\u6587\u6807\u9898",
        "\u30bf\u30a4\u30c8\u30eb",
    ),
    "authors": (
        "authors",
        "author",
        "author s",
        "author names",
        "first author",
        "creators",
        "autoren",
        "autor",
        "autor in",
        "auteurs",
        "auteur",
        "autores",
        "autori",
        "autore",
        "\u4f5c\u8005",
        "\u8457\u8005",
    ),
    "date": (
        "date",
        "published",
        "publication date",
        "year",
        "publication year",
        "pub date",
        "jahr",
        "datum",
        "ann\u00e9e",
        "annee",
        "a\u00f1o",
        "anno",
        "\u5e74\u4efd",
        "\u5e74",
    ),
    "venue": (
        "venue",
        "journal",
        "publication title",
        "journal book",
        "source title",
        "journal conference",
        "conference",
        "booktitle",
        "container title",
        "zeitschrift",
        "revue",
        "revista",
        "rivista",
        "\u671f\u520a",
        "\u4f1a\u8bae",
        "\u671f\u520a \u4f1a\u8bae",
    ),
    "key": ("citation key", "citekey", "cite key", "citationkey", "bibtex key", "bibkey", "key"),
    "tags": (
        "tags",
        "manual tags",
        "keywords",
        "author keywords",
        "section",
        "topic",
        "topics",
        "category",
        "categories",
        "subject",
    ),
    "extra": ("extra", "notes", "note"),
    "kind": ("item type", "type", "document type", "entry type"),
}
_ROLES = {name: role for role, names in _COLUMNS.items() for name in names}
_TELLING = frozenset({"doi", "arxiv", "link", "paper", "title"})


class Head(msgspec.Struct, frozen=True):
    """Where the columns of each role stand, the best first; none where there is no header."""

    roles: Mapping[str, tuple[int, ...]]
    # Whether a program's own numbers stand in the column of keys.
    is_zotero: bool = False
    # Whether a comma in the column of names stands behind the family, be there one name or more.
    has_families_first: bool = False

    def cells(self, row: Row, role: str) -> Iterator[str]:
        """Give what stands in the columns of a role."""
        places = (place for place in self.roles.get(role, ()) if place < len(row.cells))
        return (cell for place in places if (cell := unguarded(row.cells[place].strip())))

    def first(self, row: Row, role: str) -> str:
        """Give the first of it."""
        return next(self.cells(row, role), "")


def _name(cell: str) -> str:
    """Write the name of a column without signs: `Paper_Link`, `**Paper Link**`, `paper-link`."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", cell).lower()))


def known_columns(cells: Sequence[str]) -> int:
    """Count the columns whose names are known, if one of them can tell a paper."""
    roles = [_ROLES[name] for cell in cells if len(cell) < 60 and (name := _name(cell)) in _ROLES]  # noqa: PLR2004 - a name
    return len(roles) if _TELLING & set(roles) else 0


def head_of(cells: Sequence[str]) -> Head | None:
    """Read a header, if it is one."""
    if not known_columns(cells):
        return None
    names = [_name(cell) for cell in cells]
    roles = {
        role: tuple(place for name in known for place in _places(names, name))
        for role, known in _COLUMNS.items()
    }
    # Google Scholar calls by this name where a paper appeared.
    if roles["title"] and (places := _places(names, "publication")):
        roles["venue"] += places
        roles["paper"] = tuple(place for place in roles["paper"] if place not in places)
    return Head(roles, is_zotero="item type" in names)


def _places(names: Sequence[str], name: str) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(names) if one == name)
