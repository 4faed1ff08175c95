"""A Crossref work read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.names import Named
from enrich.record import Doubt, Kind, Record, Relation, Venue
from enrich.sources.crossref.dates import dates_of
from enrich.sources.crossref.host import degree_of, group_of, institution_of, place_of
from enrich.sources.crossref.notices import announced_by, notices_of
from enrich.sources.crossref.pages import pages_of
from enrich.sources.crossref.shape import Contributor, Licence, Work, decode_work
from enrich.sources.crossref.venue import kind_of, venue_of
from enrich.sources.lines import read_address, read_language, read_line, unless_void
from enrich.sources.people import People, name_all, read_contributor
from enrich.sources.titles import join_titles, read_title, repair_title
from enrich.text import Text, read_abstract, read_markup, to_unicode

__all__ = ["read_work"]

_VOLUME_LABEL = re.compile(r"^vol(?:ume)?\.?\s*(?=\w*\d)", re.IGNORECASE)
_ISSUE_LABEL = re.compile(r"^(?:no\.|nr\.|number|issue|iss\.)\s*(?=\w*\d)", re.IGNORECASE)
_INITIALS = re.compile(r"(.+?)\s+\(([A-Z]{2,8})\)")
_AHEAD = re.compile(r"(?:e?pub[ -])?ahead[ -]of[ -]print|online[ -]first|in press", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"(?<=\w)\s*\((?:1[5-9]|20)\d\d\)$")
# The licence of what readers get, then any; the last is for programs that mine the text.
_VERSIONS = ("vor", "am", "unspecified", None, "tdm")


def read_work(body: bytes) -> Record:
    """Read a work message; what a field says in an unexpected shape is an error, not a guess."""
    work = decode_work(body)
    doi = parse_identifier(work.doi)
    kind = kind_of(work)
    title, title_doubts = _title(work)
    venue, venue_doubts = _venue(work, kind)
    people, pages = _people(work), pages_of(work)
    institution = institution_of(work, kind)
    return Record(
        kind=kind,
        doi=doi if isinstance(doi, Doi) else None,
        title=title,
        original_title=_original_title(work, title),
        authors=people.authors.names,
        editors=people.editors.names,
        translators=people.translators.names,
        chairs=people.chairs.names,
        dates=dates_of(work),
        venue=venue,
        volume=_volume(work.volume),
        issue=_issue(work.issue),
        pages=pages.pages,
        article_number=pages.article_number,
        edition=unless_void(read_line(work.edition_number)),
        publisher=_publisher(work.publisher),
        publisher_place=place_of(work, institution),
        institution=institution,
        group=group_of(work, kind),
        degree=degree_of(work),
        abstract=read_abstract(work.abstract, work.language) if work.abstract else None,
        language=read_language(work.language),
        subjects=tuple(filter(None, map(read_line, work.subject or ()))),
        licence=_licence(work.license or ()),
        relations=tuple(_relations(work)),
        notices=tuple(notices_of(work, title)),
        announces=tuple(announced_by(work)),
        doubts=(*title_doubts, *venue_doubts, *people.doubts),
    )


def _title(work: Work) -> tuple[Text | None, tuple[Doubt, ...]]:
    """Read the title with its subtitle; that of the original stands where there is none."""
    title, subtitle = _first_raw(work.title), _first_raw(work.subtitle)
    running_head = subtitle if title and subtitle and _is_running_head(subtitle, title) else None
    raw = join_titles(title, None if running_head else subtitle) or _first_raw(work.original_title)
    read, doubts = read_title(raw, _read_title, read_language(work.language))
    if read and running_head:
        return read, (Doubt("title", "running head left out", running_head), *doubts)
    return read, doubts


def _read_title(raw: str) -> Text | None:
    return read_markup(raw.rstrip(" /\n"))


def _is_running_head(subtitle: str, title: str) -> bool:
    """Whether a subtitle in capitals is what stands over the pages: XU ET AL."""
    return subtitle.isupper() and " " in subtitle.strip() and not title.isupper()


def _venue(work: Work, kind: Kind) -> tuple[Venue, tuple[Doubt, ...]]:
    """Read the venue; the title of a book is repaired as any title, a journal's is its name."""
    venue = venue_of(work, kind)
    if venue.title is None or kind is Kind.ARTICLE:
        return venue, ()
    title, doubts = repair_title(venue.title, read_language(work.language), field="venue.title")
    return msgspec.structs.replace(venue, title=title), doubts


def _original_title(work: Work, title: Text | None) -> Text | None:
    """Give the title in the language of the original, where it is another."""
    raw = _first_raw(work.original_title)
    original = read_markup(raw) if raw else None
    if original is None or title is None:
        return None
    same = to_unicode(original).casefold() in to_unicode(title).casefold()
    return None if same else original


def _people(work: Work) -> People:
    return People(
        authors=_named(work.author, "authors"),
        editors=_named(work.editor, "editors"),
        translators=_named(work.translator, "translators"),
        chairs=_named(work.chair, "chairs"),
    )


def _named(contributors: Iterable[Contributor] | None, field: str) -> Named:
    return name_all(_person(one, field) for one in contributors) if contributors else Named()


def _person(one: Contributor, field: str) -> Named:
    return read_contributor(
        given=one.given,
        family=one.family,
        suffix=one.suffix,
        name=one.name,
        orcid=one.orcid,
        field=field,
    )


def _volume(raw: str | None) -> str | None:
    """Read the volume without the year in brackets that some put behind it."""
    line = unless_void(read_line(raw))
    return _YEAR_BEHIND.sub("", _VOLUME_LABEL.sub("", line)) if line else None


def _publisher(raw: str | None) -> str | None:
    """Read the publisher without the initials of its name in brackets behind it."""
    line = unless_void(read_line(raw))
    found = _INITIALS.fullmatch(line) if line else None
    if found and found[2] == "".join(re.findall(r"\b[A-Z]", found[1])):
        line = found[1]
    return line.rstrip(" ,:;/") if line else None


def _issue(raw: str | None) -> str | None:
    """Read the issue without its label; what has not come out is in none."""
    line = unless_void(read_line(raw))
    return None if line is None or _AHEAD.fullmatch(line) else _ISSUE_LABEL.sub("", line)


def _licence(licences: Sequence[Licence]) -> str | None:
    by_version = {
        one.content_version: address
        for one in reversed(licences)
        if (address := read_address(one.url))
    }
    return next((by_version[one] for one in _VERSIONS if one in by_version), None)


def _relations(work: Work) -> Iterator[Relation]:
    for kind, related in sorted((work.relation or {}).items()):
        for one in related:
            if one.id and one.id_type in {"doi", "arxiv"} and kind != "cites":
                identifier = parse_identifier(one.id)
                if isinstance(identifier, (ArxivId, Doi)):
                    yield Relation(kind, identifier)


def _first_raw(texts: Iterable[str | None] | None) -> str | None:
    """Give the first that has words, be they in markup."""
    return next((text for text in texts or () if text and _has_words(text)), None)


def _has_words(text: str) -> bool:
    is_marked = "<" in text or "&" in text or not text.isascii()
    return read_markup(text) is not None if is_marked else not text.isspace()
