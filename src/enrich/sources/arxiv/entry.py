"""An arXiv entry: the shape in which it is kept, and the record it is read into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from enrich.dates import PartialDate, parse_date
from enrich.decoding import UNREADABLE
from enrich.entities import unescaped
from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.names import read_names
from enrich.record import Dates, Kind, Notice, Record
from enrich.sources.people import name_all
from enrich.text import read_latex, read_latex_abstract, read_plain, to_unicode

if TYPE_CHECKING:
    import arxiv

__all__ = ["keep_entry", "read_entry"]


def _telling(fate: str) -> re.Pattern[str]:
    """Find the words in which authors and administrators say what became of a paper."""
    work = r"(?:this|the|our) (?:arxiv )?(?:paper|article|submission|manuscript|work|preprint)"
    been = r"(?:has been|have been|had been|is|was|is being)(?: \w+ly)?"
    return re.compile(
        rf"\b{work} {been} {fate}\b|\b{fate} (?:by|due to|because)\b|^\W*{fate}\b"
        rf"|\b(?:the )?authors? (?:has |have )?(?:{fate}|withdr[ae]w) (?:this|the)\b",
        re.IGNORECASE,
    )


_TELLING = {"withdrawal": _telling("withdrawn"), "retraction": _telling("retracted")}


class _Author(msgspec.Struct, omit_defaults=True):
    name: str
    affiliation: list[str] = []


class _Entry(msgspec.Struct, omit_defaults=True):
    """An entry of the feed, as it is kept."""

    id: str
    title: str
    authors: list[_Author] = []
    published: str | None = None
    updated: str | None = None
    abstract: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    primary_category: str | None = None
    categories: list[str] = []


def keep_entry(result: arxiv.Result) -> bytes:
    """Give what is kept of an entry."""
    entry = _Entry(
        id=result.get_short_id(),
        title=result.title,
        authors=[_Author(author.name, author.affiliation) for author in result.authors],
        published=result.published.isoformat(),
        updated=result.updated.isoformat(),
        abstract=result.summary or None,
        comment=result.comment,
        journal_ref=result.journal_ref,
        doi=result.doi,
        primary_category=result.primary_category or None,
        categories=result.categories,
    )
    return msgspec.json.encode(entry)


def read_entry(body: bytes) -> Record:
    """Read an entry; its id has the version that it is of."""
    try:
        entry = msgspec.json.decode(body, type=_Entry)
    except UNREADABLE as error:
        message = f"arxiv: an entry in an unexpected shape ({error})"
        raise Garbled(message) from error
    named = parse_identifier(entry.id)
    doi = parse_identifier(entry.doi.split()[0]) if entry.doi and entry.doi.split() else None
    authors = name_all(read_names(author.name) for author in entry.authors)
    categories = dict.fromkeys(map(_category, [entry.primary_category, *entry.categories]))
    return Record(
        kind=Kind.PREPRINT,
        arxiv=named if isinstance(named, ArxivId) else None,
        doi=doi if isinstance(doi, Doi) else None,
        title=read_latex(entry.title),
        authors=authors.names,
        dates=Dates(posted=_date(entry.published), revised=_date(entry.updated)),
        abstract=read_latex_abstract(entry.abstract) if entry.abstract else None,
        categories=tuple(category for category in categories if category),
        comment=_line(entry.comment),
        journal_reference=_line(entry.journal_ref),
        notices=_notices(entry),
        doubts=authors.doubts,
    )


def _date(stamp: str | None) -> PartialDate | None:
    return parse_date(stamp) if stamp else None


def _category(term: str | None) -> str | None:
    """Read a class, in which nothing is markup."""
    read = read_plain(term) if term else None
    return " ".join(to_unicode(read).split()) if read else None


def _line(text: str | None) -> str | None:
    read = read_latex(text) if text else None
    # Some escape the entity itself, for which LaTeX hides it.
    return " ".join(unescaped(to_unicode(read)).split()) if read else None


def _notices(entry: _Entry) -> tuple[Notice, ...]:
    """Find the withdrawal that arXiv states only in the comment or first in the abstract."""
    comment, abstract = entry.comment or "", (entry.abstract or "").lstrip(" \n*[(")
    return tuple(
        Notice(kind=kind)
        for kind, words in _TELLING.items()
        if words.search(comment) or words.match(abstract)
    )
