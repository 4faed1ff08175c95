"""Fields of BibTeX entries: which identifiers they hold, and what they say of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from enrich.dates import PartialDate, date_of_parts, month_named
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.record import Kind
from enrich.seeds.entries import (
    Written,
    identifiers_in,
    noted_identifiers,
)
from enrich.seeds.links import kind_of
from enrich.seeds.model import Claim, LinkKind
from enrich.seeds.words.addresses import trimmed
from enrich.seeds.words.dates import read_date, year_of
from enrich.seeds.words.mentions import ADDRESS
from enrich.seeds.words.names import without_others
from enrich.text import read_latex, to_unicode

__all__ = [
    "claim_of",
    "entry_identifiers",
    "own_identifiers",
    "page_of",
    "plain_address",
    "plain_words",
]

_KINDS = {
    "article": Kind.ARTICLE,
    "inproceedings": Kind.CONFERENCE_PAPER,
    "conference": Kind.CONFERENCE_PAPER,
    "book": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.EDITED_BOOK,
    "reference": Kind.REFERENCE_BOOK,
    "incollection": Kind.CHAPTER,
    "inbook": Kind.CHAPTER,
    "inreference": Kind.REFERENCE_ENTRY,
    "proceedings": Kind.PROCEEDINGS,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
    "dataset": Kind.DATASET,
}
# What may hold an identifier, the surest first.
_ADDRESSES = ("arxivid", "url", "howpublished", "journal", "journaltitle", "volume", "number")
_NOTES = ("note", "annote", "pages")


# How LaTeX writes the signs of an address.
_SIGNS = (
    (re.compile(r"\\(?:url|path|nolinkurl)\s*(?=\{)|\\href\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\{?\\([_%&#$~{}])\}?"), r"\1"),
    (re.compile(r"\{?\\textunderscore\b\s*(?:\{\})?\}?"), "_"),
    (re.compile(r"\$<\$|\{?\\textless\b\s*(?:\{\})?\}?"), "<"),
    (re.compile(r"\$>\$|\{?\\textgreater\b\s*(?:\{\})?\}?"), ">"),
)


def plain_address(value: str) -> str:
    """Write an address or identifier without what LaTeX needed."""
    if "\\" in value or "$" in value:
        for sign, plain in _SIGNS:
            value = sign.sub(plain, value)
    return value.replace("{", "").replace("}", "").strip()


def entry_identifiers(fields: Mapping[str, str]) -> Iterator[Written]:
    """Give the identifiers of an entry, the surest first."""
    yield from own_identifiers(fields)
    for name in _NOTES:
        if value := fields.get(name):
            yield from noted_identifiers(plain_address(value))


def own_identifiers(fields: Mapping[str, str]) -> Iterator[Written]:
    """Give those that stand where no other work's do, the surest first."""
    of_doi = list(identifiers_in(plain_address(fields.get("doi", ""))))
    yield from (one for one in of_doi if isinstance(one[0], Doi))
    yield from _eprint(fields)
    yield from of_doi
    for name in _ADDRESSES:
        if value := fields.get(name):
            yield from identifiers_in(plain_address(value))


def _eprint(fields: Mapping[str, str]) -> Iterator[Written]:
    """Read an arXiv identifier, the old ones of which may lack their archive."""
    eprint = plain_address(fields.get("eprint", ""))
    archive = fields.get("eprinttype") or fields.get("archiveprefix") or "arxiv"
    if not eprint or "arxiv" not in archive.lower():
        return
    group = fields.get("eprintclass") or fields.get("primaryclass") or ""
    found = parse_identifier(eprint) or parse_identifier(f"{group.partition('.')[0]}/{eprint}")
    if isinstance(found, ArxivId):
        yield found, eprint


# What is mostly no paper, and what is none where its address is that of no paper either.
_PAGES = frozenset("online electronic www webpage software video movie".split())
_NO_PAPERS = frozenset({LinkKind.CODE, LinkKind.DATA_SET, LinkKind.BLOG, LinkKind.VIDEO})


def page_of(kind: str, fields: Mapping[str, str]) -> str:
    """Give the address of an entry that may be no paper, but a program or a page."""
    found = (
        ADDRESS.search(plain_address(fields.get(name, ""))) for name in ("url", "howpublished")
    )
    address = next((trimmed(one[0]) for one in found if one), "")
    if kind in _PAGES or (kind == "misc" and kind_of(address) in _NO_PAPERS):
        return address
    return ""


# What stands for a journal in an entry whose paper is in none.
_SERVER = re.compile(r"(?:arxiv|corr\b|(?:bio|med|chem)rxiv|ssrn\b)", re.IGNORECASE)


def claim_of(kind: str, fields: Mapping[str, str]) -> Claim:
    """Read what an entry of this type says of its paper."""
    title = plain_words(fields.get("title"))
    subtitle = plain_words(fields.get("subtitle"))
    names = ("journaltitle", "journal", "booktitle")
    venue = plain_words(next((fields[name] for name in names if fields.get(name)), None))
    posted = venue is not None and _SERVER.match(venue) is not None
    return Claim(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=tuple(_authors(fields.get("author", ""))),
        date=_date(fields),
        venue=None if posted else venue,
        kind=Kind.PREPRINT if posted else _KINDS.get(kind),
    )


# What means something in LaTeX beside a brace.
_LATEX = re.compile(r"[\\$~&^<]|--|``|''")


def plain_words(value: str | None) -> str | None:
    """Read LaTeX as plain words, most of which hold none but braces."""
    if value is None:
        return None
    if _LATEX.search(value):
        read = read_latex(value)
        value = to_unicode(read) if read else ""
    elif "{" in value or "}" in value:
        value = value.replace("{", "").replace("}", "")
    return " ".join(value.split()) or None


_AND = re.compile(r"[{}]| and(?= )", re.IGNORECASE)


def _authors(value: str) -> Iterator[str]:
    """Part the names at each `and` outside braces, and read them."""
    for name in _parted(" ".join(value.split())):
        plain = plain_words(name)
        if plain and without_others(plain):
            yield plain


def _parted(value: str) -> list[str]:
    names: list[str] = []
    depth = start = 0
    for mark in _AND.finditer(value):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth <= 0:
            names.append(value[start : mark.start()])
            start = mark.end()
    return [*names, value[start:]]


def _date(fields: Mapping[str, str]) -> PartialDate | None:
    if date := fields.get("date"):
        # Of a range, the first day; `?` and `~` mark what is not sure.
        first, _, last = date.partition("/")
        if read := read_date((first.strip(" .") or last).strip("{}?~% ")):
            return read
    year = year_of(fields.get("year", ""))
    month = _month(fields.get("month", ""))
    return date_of_parts([year, month, fields.get("day")]) if year else None


_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)


def _month(value: str) -> int | None:
    """Read a month by its name or its number."""
    number = _NUMBER.search(value)
    return month_named(value) or (int(number[0]) if number else None)
