"""A Crossref work read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from enrich.dates import PartialDate, date_of_parts
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.names import Named
from enrich.record import Dates, Doubt, Kind, Name, Notice, Record, Relation, Venue
from enrich.sources.crossref.host import degree_of, group_of, institution_of, place_of
from enrich.sources.crossref.pages import pages_of
from enrich.sources.crossref.shape import (
    Contributor,
    Licence,
    PartedDate,
    Update,
    Work,
    decode_work,
)
from enrich.sources.crossref.venue import kind_of, venue_of
from enrich.sources.lines import read_language, read_line, unless_void
from enrich.sources.people import read_contributor
from enrich.text import Text, mended, read_abstract, read_markup, repair_capitals, to_unicode

__all__ = ["read_work"]

# What publishers put before the title of a work that they took back.
_TAKEN_BACK = re.compile(
    r"\W{0,3}(?P<fate>retracted|withdrawn|removed)(?: (?:article|chapter|paper))?"
    r"\s*[\]):\u2013\u2014-]",
    re.IGNORECASE,
)
_TAKEN_BACK_BEHIND = re.compile(
    r"[(\[\u2013\u2014-]\s*(?P<fate>retracted|withdrawn)(?: (?:article|chapter|paper))?"
    r"\s*[)\]]?\s*\.?$"
    r"|^this (?:article|chapter|paper) (?:has been|is) (?P<said>retracted|withdrawn)\b",
    re.IGNORECASE,
)
_FATES = {"retracted": "retraction", "withdrawn": "withdrawal", "removed": "removal"}
# A work is no notice of itself, and what a version replaced is no business of a reader.
_OF_ITSELF = frozenset({"new version", "new edition"})
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
    authors, author_doubts = _people(work.author, "authors")
    editors, editor_doubts = _people(work.editor, "editors")
    translators, translator_doubts = _people(work.translator, "translators")
    chairs, chair_doubts = _people(work.chair, "chairs")
    venue, venue_doubts = _venue(work, kind)
    pages = pages_of(work)
    institution = institution_of(work, kind)
    return Record(
        kind=kind,
        doi=doi if isinstance(doi, Doi) else None,
        title=title,
        original_title=_original_title(work, title),
        authors=authors,
        editors=editors,
        translators=translators,
        chairs=chairs,
        dates=_dates(work),
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
        notices=tuple(_notices(work, title)),
        announces=tuple(_announced(work)),
        doubts=(
            *title_doubts,
            *venue_doubts,
            *author_doubts,
            *editor_doubts,
            *translator_doubts,
            *chair_doubts,
        ),
    )


def _title(work: Work) -> tuple[Text | None, Iterator[Doubt]]:
    """Read the title with its subtitle; that of the original stands where there is none."""
    title, subtitle = _first_raw(work.title), _first_raw(work.subtitle)
    running_head = subtitle if title and subtitle and _is_running_head(subtitle, title) else None
    raw = _joined(title, None if running_head else subtitle) or _first_raw(work.original_title)
    read = read_markup(raw.rstrip(" /\n")) if raw else None
    if raw is None or read is None:
        return None, iter(())
    repaired = repair_capitals(read, read_language(work.language))
    return repaired or read, _title_doubts(raw, read, repaired, running_head)


def _joined(title: str | None, subtitle: str | None) -> str | None:
    """Join title and subtitle with a colon, unless the title has the subtitle already."""
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    title = title.rstrip(" :\n")
    return f"{title}{' ' if title[-1:] in '?!.' else ': '}{subtitle}"


def _is_running_head(subtitle: str, title: str) -> bool:
    """Whether a subtitle in capitals is what stands over the pages: XU ET AL."""
    return subtitle.isupper() and " " in subtitle.strip() and not title.isupper()


def _title_doubts(
    raw: str, read: Text, repaired: Text | None, running_head: str | None
) -> Iterator[Doubt]:
    if running_head:
        yield Doubt("title", "running head left out", running_head)
    if mended(raw) != raw:
        yield Doubt("title", "letters repaired", raw)
    if repaired:
        yield Doubt("title", "capitals repaired", to_unicode(read))


def _venue(work: Work, kind: Kind) -> tuple[Venue, tuple[Doubt, ...]]:
    """Read the venue; the title of a book is repaired as any title, a journal's is its name."""
    venue = venue_of(work, kind)
    repaired = None
    if venue.title and kind is not Kind.ARTICLE:
        repaired = repair_capitals(venue.title, read_language(work.language))
    if venue.title is None or repaired is None:
        return venue, ()
    doubt = Doubt("venue.title", "capitals repaired", to_unicode(venue.title))
    return msgspec.structs.replace(venue, title=repaired), (doubt,)


def _original_title(work: Work, title: Text | None) -> Text | None:
    """Give the title in the language of the original, where it is another."""
    raw = _first_raw(work.original_title)
    original = read_markup(raw) if raw else None
    if original is None or title is None:
        return None
    same = to_unicode(original).casefold() in to_unicode(title).casefold()
    return None if same else original


def _people(
    people: Sequence[Contributor] | None, field: str
) -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
    read = [_person(one, field) for one in people or ()]
    names = tuple(name for named in read for name in named.names)
    return names, tuple(doubt for named in read for doubt in named.doubts)


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


def _dates(work: Work) -> Dates:
    issue = work.journal_issue
    return Dates(
        # The volume's date is that of the issue where the work itself has none.
        printed=_date(work.published_print) or (_date(issue.published_print) if issue else None),
        online=_date(work.published_online),
        issued=_date(work.issued)
        or _date(work.published)
        or _date(work.published_other)
        or _date(work.approved),
        posted=_date(work.posted),
    )


def _date(date: PartedDate | None) -> PartialDate | None:
    parts = date.date_parts if date else None
    return date_of_parts(parts[0]) if parts and parts[0] else None


def _licence(licences: Sequence[Licence]) -> str | None:
    by_version = {one.content_version: one.url for one in reversed(licences) if one.url}
    return next((by_version[one] for one in _VERSIONS if one in by_version), None)


def _relations(work: Work) -> Iterator[Relation]:
    for kind, related in sorted((work.relation or {}).items()):
        for one in related:
            if one.id and one.id_type in {"doi", "arxiv"} and kind != "cites":
                identifier = parse_identifier(one.id)
                if isinstance(identifier, (ArxivId, Doi)):
                    yield Relation(kind, identifier)


def _notices(work: Work, title: Text | None) -> Iterator[Notice]:
    """Find what was published about the work, be it only in its title or under its own DOI."""
    own = work.doi.casefold()
    told = [_notice(one) for one in work.updated_by or () if one.type]
    corrected = [one for one in work.update_to or () if (one.doi or "").casefold() == own]
    told += [_notice(one) for one in corrected if one.type]
    fate = _fate(to_unicode(title)) if title else None
    if fate and fate not in {one.kind for one in told}:
        told.append(Notice(kind=fate))
    for notice in told:
        itself = notice.identifier is not None and notice.identifier.value == own
        if not (itself and notice.kind in _OF_ITSELF):
            yield Notice(kind=notice.kind, date=notice.date) if itself else notice


def _fate(title: str) -> str | None:
    """Find what a title says became of its work."""
    found = _TAKEN_BACK.match(title) or _TAKEN_BACK_BEHIND.search(title)
    said = found and (found["fate"] or found.groupdict().get("said"))
    return _FATES[said.lower()] if said else None


def _announced(work: Work) -> Iterator[Notice]:
    """Find the works that this one is a notice of."""
    for update in work.update_to or ():
        if update.type and update.doi and update.doi.casefold() != work.doi.casefold():
            yield _notice(update)


def _notice(update: Update) -> Notice:
    doi = parse_identifier(update.doi or "")
    return Notice(
        kind=(update.type or "").replace("_", " "),
        identifier=doi if isinstance(doi, Doi) else None,
        date=_date(update.updated),
    )


def _first_raw(texts: Iterable[str | None] | None) -> str | None:
    """Give the first that has words, be they in markup."""
    return next((text for text in texts or () if text and _has_words(text)), None)


def _has_words(text: str) -> bool:
    is_marked = "<" in text or "&" in text or not text.isascii()
    return read_markup(text) is not None if is_marked else not text.isspace()
