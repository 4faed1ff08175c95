"""A work on a card: all that somebody wants to know who has found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from enrich.answers import Standing
from enrich.catalogue.briefs import place_of, venue_of
from enrich.fates import notices_of
from enrich.identifiers import ArxivId, Identifier
from enrich.library import Entry
from enrich.match import Match
from enrich.record import Kind, Notice, Record
from enrich.status import Status, status_of
from enrich.text import Text, to_unicode

__all__ = ["Card", "Link", "WantedAt", "card_of", "links_of"]


class Link(msgspec.Struct, frozen=True):
    """An address of a work, and what is there."""

    name: str
    url: str


class WantedAt(msgspec.Struct, frozen=True):
    """Where somebody wrote that the work is wanted, and in which words."""

    place: str
    written: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to show of a work."""

    key: str
    aliases: tuple[str, ...]
    status: Status
    kind: Kind
    title: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    # The venue with volume, issue and pages.
    appeared: str | None
    date: str | None
    identifiers: tuple[str, ...]
    links: tuple[Link, ...]
    sections: tuple[str, ...]
    wanted: tuple[WantedAt, ...]
    notices: tuple[str, ...]
    # What a preprint may have become, where that is in doubt.
    may_have_become: tuple[str, ...]
    doubts: tuple[str, ...]
    # Why somebody says otherwise than the sources.
    note: str | None
    # How far the answers can be relied on.
    standing: Standing
    abstract: str | None
    # The reference in the style that was asked for.
    reference: str | None = None


def card_of(entry: Entry, announced: Mapping[Identifier, tuple[Notice, ...]] | None = None) -> Card:
    """Put on a card what is known of a work, by what others announce of it, too."""
    record = entry.record
    notices = notices_of(record, announced or {})
    return Card(
        key=entry.key,
        aliases=entry.aliases,
        status=status_of(entry, announced),
        kind=record.kind,
        title=_plain(record.title),
        authors=tuple(map(str, record.authors)),
        editors=tuple(map(str, record.editors)),
        appeared=_appeared(record),
        date=str(record.date) if record.date else None,
        identifiers=tuple(map(str, record.identifiers)),
        links=links_of(record),
        sections=tuple(dict.fromkeys(" / ".join(seed.tags) for seed in entry.seeds if seed.tags)),
        wanted=tuple(WantedAt(place_of(seed), seed.written) for seed in entry.seeds),
        notices=tuple(dict.fromkeys(_notices(notices, record.announces))),
        may_have_become=tuple(map(_guess, entry.may_have_become)),
        doubts=tuple(map(str, record.doubts)),
        note=entry.override.note if entry.override else None,
        standing=entry.standing,
        abstract=_plain(record.abstract),
    )


def links_of(record: Record) -> tuple[Link, ...]:
    """Give the addresses of a work, the one to open first.

    The DOI that a preprint gives is a claim.
    """
    doi = [Link("DOI", record.doi.url)] if record.doi else []
    page = [Link("arXiv", record.arxiv.url)] if record.arxiv else []
    file = [Link("PDF", _file(record.arxiv))] if record.arxiv else []
    pages = (*page, *doi) if record.kind is Kind.PREPRINT else (*doi, *page)
    return (*pages, *file)


def _file(name: ArxivId) -> str:
    return f"https://arxiv.org/pdf/{name.short}"


def _appeared(record: Record) -> str | None:
    """Say where it appeared, as `Journal of X 7 (2), 12-34`."""
    number = f"({record.issue})" if record.issue else None
    parts = [venue_of(record), record.volume, number]
    where = " ".join(part for part in parts if part)
    pages = record.pages or (record.article_number and f"article {record.article_number}")
    return ", ".join(part for part in (where, pages) if part) or None


def _notices(notices: Iterable[Notice], announces: Iterable[Notice]) -> Iterator[str]:
    yield from map(_told, notices)
    for one in announces:
        of = f" of {one.identifier}" if one.identifier else ""
        yield f"it is itself a {one.kind}{of}"


def _told(notice: Notice) -> str:
    where = ", ".join(str(part) for part in (notice.identifier, notice.date) if part)
    return f"{notice.kind} ({where})" if where else notice.kind


def _guess(match: Match) -> str:
    title = _plain(match.record.title)
    return ": ".join(part for part in (str(match.record.name), title) if part)


def _plain(text: Text | None) -> str | None:
    return to_unicode(text) if text else None
