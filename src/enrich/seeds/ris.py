"""Seeds from RIS, from PubMed's format and from EndNote's, which write one tag a line.

https://en.wikipedia.org/wiki/RIS_(file_format)
https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from enrich.identifiers import Doi
from enrich.record import Kind
from enrich.seeds.entries import (
    Draft,
    Keys,
    Written,
    identifiers_in,
    noted_identifiers,
    seed_of,
    title_of,
)
from enrich.seeds.model import Claim, Found, Origin
from enrich.seeds.words.dates import read_date

__all__ = ["looks_like_ris", "read_ris"]


class _Tags(msgspec.Struct, frozen=True):
    """What a format calls each thing, the best tag first."""

    kind: tuple[str, ...]
    title: tuple[str, ...]
    authors: tuple[str, ...]
    date: tuple[str, ...]
    venue: tuple[str, ...]
    doi: tuple[str, ...]
    addresses: tuple[str, ...]
    notes: tuple[str, ...]
    keywords: tuple[str, ...]
    key: tuple[str, ...]


_RIS = _Tags(
    kind=("TY",),
    title=("TI", "T1", "CT", "BT"),
    authors=("AU", "A1"),
    date=("DA", "PY", "Y1"),
    venue=("JO", "JF", "T2", "JA", "J2", "BT"),
    doi=("DO",),
    addresses=("AN", "M1", "M3", "UR", "L1", "L2", "LK", "C7", "JO", "T2"),
    notes=("N1", "M2", "U1"),
    keywords=("KW",),
    key=("ID",),
)
_PUBMED = _Tags(
    kind=("PT",),
    title=("TI", "BTI"),
    authors=("FAU", "AU"),
    date=("DP", "DEP"),
    venue=("JT", "TA"),
    doi=("LID", "AID"),
    addresses=("SO",),
    notes=(),
    keywords=("OT",),
    key=(),
)
# https://en.wikipedia.org/wiki/EndNote#Tags_and_fields
_ENDNOTE = _Tags(
    kind=("%0",),
    title=("%T",),
    authors=("%A",),
    date=("%D", "%8"),
    venue=("%J", "%B"),
    doi=("%R",),
    addresses=("%U", "%J", "%M"),
    notes=("%Z",),
    keywords=("%K",),
    key=("%F",),
)
_KINDS = {
    "JOUR": Kind.ARTICLE,
    "JFULL": Kind.ARTICLE,
    "EJOUR": Kind.ARTICLE,
    "MGZN": Kind.ARTICLE,
    "CONF": Kind.PROCEEDINGS,
    "CPAPER": Kind.CONFERENCE_PAPER,
    "BOOK": Kind.BOOK,
    "EBOOK": Kind.BOOK,
    "EDBOOK": Kind.EDITED_BOOK,
    "CHAP": Kind.CHAPTER,
    "ECHAP": Kind.CHAPTER,
    "THES": Kind.THESIS,
    "RPRT": Kind.REPORT,
    "DATA": Kind.DATASET,
    "STAND": Kind.STANDARD,
    # Unpublished work.
    "UNPB": Kind.PREPRINT,
    "ENCYC": Kind.REFERENCE_ENTRY,
    "DICT": Kind.REFERENCE_ENTRY,
    "Journal Article": Kind.ARTICLE,
    "Preprint": Kind.PREPRINT,
    "Dataset": Kind.DATASET,
}

_PAGES = frozenset("BLOG COMP ELEC ICOMM VIDEO".split())
_TAG = re.compile(
    r"[ \t]*(?:([A-Z][A-Z0-9]{1,3})[ \t]{0,4}-|(%[0-9A-Z@?!#$&(>^])(?=\s|$))(?:[ \t]+(.*)|[ \t]*$)"
)
_HEAD = 2**16
_FIRST = re.compile(
    r"^[ \t\ufeff]*(?:TY[ \t]{0,4}-[ \t]+[A-Z]|PMID[ \t]{0,2}-[ \t]+\d"
    r"|%0[ \t]+[A-Z].*\n%[A-Z][ \t])",
    re.MULTILINE,
)
# What an entry begins with, and how the others in it are read.
_BEGINS = {"TY": _RIS, "PMID": _PUBMED, "%0": _ENDNOTE}
# What a person would call an entry: letters, the year, perhaps more.
_KEY = re.compile(
    r"[A-Za-z][A-Za-z_:-]*(?:\d{4}|\d{2})(?!\d)[A-Za-z][\w:-]*|[A-Za-z]{2,}[_:-]?\d{4}"
)


class _Entry(msgspec.Struct):
    """The lines of one entry, by their tags."""

    line: int
    tags: _Tags
    values: dict[str, list[str]]

    def all(self, *tags: str) -> Iterator[str]:
        """Give what these tags say, in the order of the tags."""
        return (value for tag in tags for value in self.values.get(tag, ()) if value)

    def first(self, *tags: str) -> str:
        """Give what the first of these tags says that says anything."""
        return next(self.all(*tags), "")


def looks_like_ris(text: str) -> bool:
    """Whether an entry begins somewhere, by its tag."""
    return _FIRST.search(text[:_HEAD]) is not None


def read_ris(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each entry."""
    keys = Keys()
    for entry in _entries(text):
        yield from _read(entry, Origin(file, entry.line), keys)


def _entries(text: str) -> Iterator[_Entry]:
    """Cut a file into entries: each begins with its tag, whether or not the last one ended."""
    entry: _Entry | None = None
    for number, tag, value in _lines(text):
        tags = _BEGINS.get(tag)
        if tags and (tag == "TY" or entry is None or entry.tags is tags):
            if entry:
                yield entry
            entry = _Entry(number, tags, {})
        if entry is None:
            continue
        if tag == "ER":
            yield entry
            entry = None
        else:
            entry.values.setdefault(tag, []).append(value)
    if entry:
        yield entry


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Give each tag with its line and value, which may go on in lines without one."""
    begun: tuple[int, str] | None = None
    parts: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text.lstrip("\ufeff")), start=1):
        found = _TAG.match(line)
        if found is None:
            parts.append(line)
            continue
        if begun:
            yield (*begun, " ".join(" ".join(parts).split()))
        begun, parts = (number, found[1] or found[2]), [found[3] or ""]
    if begun:
        yield (*begun, " ".join(" ".join(parts).split()))


def _read(entry: _Entry, origin: Origin, keys: Keys) -> Iterator[Found]:
    tags = entry.tags
    given = entry.first(*tags.key)
    draft = Draft(
        origin=origin,
        claim=_claim(entry, tags),
        identifiers=_identifiers(entry, tags),
        # PubMed writes other numbers there too.
        doi="" if tags is _PUBMED else entry.first(*tags.doi),
        key=given if _KEY.fullmatch(given) else None,
        tags=entry.all(*tags.keywords),
        page=entry.first("UR") if entry.first("TY") in _PAGES else "",
    )
    yield from seed_of(draft, keys)


def _identifiers(entry: _Entry, tags: _Tags) -> Iterator[Written]:
    """Give the identifiers of an entry, the surest first."""
    dois = (re.sub(r"\s*\[(?:doi|pii)\]\s*$", "", value) for value in entry.all(*tags.doi))
    of_doi = [one for value in dois for one in identifiers_in(value)]
    yield from (one for one in of_doi if isinstance(one[0], Doi))
    yield from of_doi
    for value in entry.all(*tags.addresses):
        yield from identifiers_in(value)
    for value in entry.all(*tags.notes):
        yield from noted_identifiers(value)


def _claim(entry: _Entry, tags: _Tags) -> Claim:
    dates = (read_date(value) for value in entry.all(*tags.date))
    return Claim(
        title=title_of(entry.first(*tags.title)),
        authors=_authors(entry, tags),
        date=next((date for date in dates if date), None),
        venue=title_of(entry.first(*tags.venue)),
        kind=next((_KINDS[one] for one in entry.all(*tags.kind) if one in _KINDS), None),
    )


def _authors(entry: _Entry, tags: _Tags) -> tuple[str, ...]:
    """Give the names under the first tag that has any."""
    names = next((entry.values[tag] for tag in tags.authors if entry.values.get(tag)), [])
    stripped = (" ".join(name.split()).rstrip(",") for name in names)
    return tuple(name for name in stripped if name)
