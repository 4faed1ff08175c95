"""A Crossref work read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from enrich.dates import PartialDate, date_of_parts
from enrich.identifiers import Doi, parse_identifier
from enrich.names import Named, read_person
from enrich.record import Dates, Doubt, Kind, Name, Notice, Record, Relation, Venue
from enrich.sources.crossref.host import degree_of, group_of, institution_of
from enrich.sources.crossref.lines import read_line, unless_void
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
from enrich.text import Text, mended, read_abstract, read_markup, repair_capitals, to_unicode

__all__ = ["read_work"]

# What publishers put before the title of a work that they took back.
_TAKEN_BACK = re.compile(
    r"\W{0,3}(?P<fate>retracted|withdrawn|removed)(?: (?:article|chapter|paper))?"
    r"\s*[\]):\u2013\u2014-]",
    re.IGNORECASE,
)
_FATES = {"retracted": "retraction", "withdrawn": "withdrawal", "removed": "removal"}
# A work is no notice of itself, and what a version replaced is no business of a reader.
_OF_ITSELF = frozenset({"new version", "new edition"})
_YEAR_BEHIND = re.compile(r"(?<=\w)\s*\((?:1[5-9]|20)\d\d\)$")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")
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
        issue=unless_void(read_line(work.issue)),
        pages=pages.pages,
        article_number=pages.article_number,
        edition=unless_void(read_line(work.edition_number)),
        publisher=unless_void(read_line(work.publisher)),
        publisher_place=unless_void(read_line(work.publisher_location)),
        institution=institution_of(work, kind),
        group=group_of(work, kind),
        degree=degree_of(work),
        abstract=read_abstract(work.abstract, work.language) if work.abstract else None,
        language=_language(work.language),
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
    """Join title and subtitle with a colon, unless the title has the subtitle already."""
    title, subtitle = _first_raw(work.title), _first_raw(work.subtitle)
    if title and subtitle and subtitle.casefold() not in title.casefold():
        title = title.rstrip(" :\n")
        title += f"{' ' if title[-1:] in '?!.' else ': '}{subtitle}"
    raw = title or subtitle
    read = read_markup(raw) if raw else None
    if raw is None or read is None:
        return None, iter(())
    repaired = repair_capitals(read, _language(work.language))
    return repaired or read, _title_doubts(raw, read, repaired)


def _title_doubts(raw: str, read: Text, repaired: Text | None) -> Iterator[Doubt]:
    if mended(raw) != raw:
        yield Doubt("title", "letters repaired", raw)
    if repaired:
        yield Doubt("title", "capitals repaired", to_unicode(read))


def _venue(work: Work, kind: Kind) -> tuple[Venue, tuple[Doubt, ...]]:
    """Read the venue; the title of a book is repaired as any title, a journal's is its name."""
    venue = venue_of(work, kind)
    repaired = None
    if venue.title and kind is not Kind.ARTICLE:
        repaired = repair_capitals(venue.title, _language(work.language))
    if venue.title is None or repaired is None:
        return venue, ()
    doubt = Doubt("venue.title", "capitals repaired", to_unicode(venue.title))
    return msgspec.structs.replace(venue, title=repaired), (doubt,)


def _original_title(work: Work, title: Text | None) -> Text | None:
    """Give the title in the language of the original, where it is another."""
    raw = _first_raw(work.original_title)
    original = read_markup(raw) if raw else None
    if original is None or title is None:
        return original
    same = to_unicode(original).casefold() in to_unicode(title).casefold()
    return None if same else original


def _people(
    people: Sequence[Contributor] | None, field: str
) -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
    read = [_person(one, field) for one in people or ()]
    names = tuple(name for named in read for name in named.names)
    return names, tuple(doubt for named in read for doubt in named.doubts)


def _person(one: Contributor, field: str) -> Named:
    return read_person(
        given=_hyphenated(read_line(one.given)),
        family=_hyphenated(read_line(one.family)),
        suffix=read_line(one.suffix),
        name=read_line(one.name),
        orcid=(one.orcid or "").rpartition("/")[2] or None,
        field=field,
    )


def _hyphenated(name: str | None) -> str | None:
    """Write the hyphen of a double name that some write as a dash."""
    return name.replace("\u2013", "-") if name else None


def _volume(raw: str | None) -> str | None:
    """Read the volume without the year in brackets that some put behind it."""
    line = unless_void(read_line(raw))
    return _YEAR_BEHIND.sub("", line) if line else None


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


def _language(code: str | None) -> str | None:
    found = _LANGUAGE.fullmatch(code or "")
    return found[1].lower() if found else None


def _licence(licences: Sequence[Licence]) -> str | None:
    by_version = {one.content_version: one.url for one in reversed(licences) if one.url}
    return next((by_version[one] for one in _VERSIONS if one in by_version), None)


def _relations(work: Work) -> Iterator[Relation]:
    for kind, related in sorted((work.relation or {}).items()):
        for one in related:
            if one.id and one.id_type in {"doi", "arxiv"} and kind != "cites":
                identifier = parse_identifier(one.id)
                if identifier is not None:
                    yield Relation(kind, identifier)


def _notices(work: Work, title: Text | None) -> Iterator[Notice]:
    """Find what was published about the work, be it only in its title or under its own DOI."""
    own = work.doi.casefold()
    told = [_notice(one) for one in work.updated_by or () if one.type]
    corrected = [one for one in work.update_to or () if (one.doi or "").casefold() == own]
    told += [_notice(one) for one in corrected if one.type]
    found = _TAKEN_BACK.match(to_unicode(title)) if title else None
    fate = _FATES[found["fate"].lower()] if found else None
    if fate and fate not in {one.kind for one in told}:
        told.append(Notice(kind=fate))
    for notice in told:
        itself = notice.identifier is not None and notice.identifier.value == own
        if not (itself and notice.kind in _OF_ITSELF):
            yield Notice(kind=notice.kind, date=notice.date) if itself else notice


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
