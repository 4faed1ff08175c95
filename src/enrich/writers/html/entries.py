"""Entries as cards: what the sources know of each work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.match import Match
from enrich.record import Kind, Record
from enrich.seeds import Origin, Seed
from enrich.status import Status
from enrich.stories.values import headline, worded
from enrich.text import Text, to_unicode
from enrich.text.html import to_html_paragraphs
from enrich.writers.html.card import Candidate, Card, Link, marked

__all__ = ["candidates", "card_of_entry", "places_of"]

_ARXIV = "arXiv"


def card_of_entry(
    entry: Entry, fragment: str, status: Status, beside: Mapping[Origin, Sequence[Link]]
) -> Card:
    """Show an entry, with the links that its lists have beside it."""
    record = entry.record
    title = record.title or record.original_title
    sections, origins, lists = places_of(entry.seeds)
    venue = _venue(record)
    people = record.authors or record.editors
    return Card(
        fragment=fragment,
        status=status,
        title=marked(title) if title else Markup("<i>Without a title</i>"),
        named=to_unicode(title) if title else entry.key,
        key=entry.key,
        address=record.name.url if record.name else None,
        people=tuple(map(str, people)),
        are_editors=bool(record.editors) and not record.authors,
        sorting=people[0].sorting if people else "",
        kind=record.kind.words,
        venue=marked(venue) if isinstance(venue, Text) else Markup.escape(venue) if venue else None,
        venue_named=to_unicode(venue) if isinstance(venue, Text) else venue,
        place=_place(record),
        date=_date(record),
        is_dated_by_number=_is_dated_by_number(record),
        waited=_waited(entry),
        sections=sections,
        origins=origins,
        lists=lists,
        links=(*_links(record), *_listed(entry.seeds, beside)),
        notices=tuple(dict.fromkeys(_noticed(record))),
        perhaps=candidates(entry.may_have_become),
        abstract=tuple(map(Markup, to_html_paragraphs(record.abstract) if record.abstract else ())),
        identifiers=tuple(one.key for one in record.identifiers),
    )


def candidates(matches: Sequence[Match]) -> tuple[Candidate, ...]:
    """Show what may be meant."""
    return tuple(
        Candidate(headline(one.record), _named(one.record.name), one.evidence.told)
        for one in matches
    )


def places_of(
    seeds: Sequence[Seed],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Tell where seeds stand: under which headings, at which lines, in which lists."""
    tags = dict.fromkeys(tag for seed in seeds for tag in seed.tags if tag)
    lines = dict.fromkeys(str(seed.origin) for seed in seeds)
    files = dict.fromkeys(seed.origin.file for seed in seeds)
    return tuple(tags), tuple(lines), tuple(files)


def _date(record: Record) -> PartialDate | None:
    """Give the date; of a paper of arXiv its number tells at least the month."""
    if record.arxiv and _is_dated_by_number(record):
        return PartialDate(*record.arxiv.month)
    return record.date


def _is_dated_by_number(record: Record) -> bool:
    is_paper = record.kind is Kind.PREPRINT and record.arxiv is not None
    return is_paper and record.date is None


def _venue(record: Record) -> Text | str | None:
    venue = record.venue
    named = venue.title or (venue.event.name if venue.event else None)
    if named:
        return named
    if record.kind is Kind.PREPRINT and record.arxiv:
        return _ARXIV
    return record.institution or record.publisher


def _place(record: Record) -> str | None:
    """Tell where in its venue a work stands."""
    volume = record.volume or ""
    issue = f"({record.issue})" if record.issue else ""
    pages = (record.pages or record.article_number or "").replace("-", "\u2013")
    return ", ".join(filter(None, (volume + issue, pages))) or None


def _links(record: Record) -> Iterator[Link]:
    is_paper = record.kind is Kind.PREPRINT and record.arxiv is not None
    if record.doi:
        yield Link("DOI its author gives" if is_paper else "DOI", record.doi.url)
    if record.arxiv:
        yield Link(_ARXIV, record.arxiv.url)
        yield Link("PDF", f"https://arxiv.org/pdf/{record.arxiv.short}")


def _named(name: ArxivId | Doi | None) -> Link | None:
    return Link(name.key, name.url) if name else None


def _listed(seeds: Sequence[Seed], beside: Mapping[Origin, Sequence[Link]]) -> Iterator[Link]:
    places = dict.fromkeys(seed.origin for seed in seeds)
    yield from dict.fromkeys(link for place in places for link in beside.get(place, ()))


def _noticed(record: Record) -> Iterator[str]:
    yield from map(worded, record.notices)
    for one in record.announces:
        of = f" of {one.identifier.key}" if one.identifier else ""
        yield f"it is itself a {one.kind}{of}"


def _waited(entry: Entry) -> int | None:
    """Count the months from the day on which it was posted to that on which it was published."""
    posted = [_month(one.record.dates.posted) for one in entry.readings if one.is_preprint]
    dates = (one.record.dates for one in entry.readings if not one.is_preprint)
    appeared = [_month(day) for each in dates for day in (each.online, each.printed, each.issued)]
    first = min((month for month in posted if month is not None), default=None)
    last = min((month for month in appeared if month is not None), default=None)
    return last - first if first is not None and last is not None else None


def _month(date: PartialDate | None) -> int | None:
    return date.year * 12 + date.month if date and date.month else None
