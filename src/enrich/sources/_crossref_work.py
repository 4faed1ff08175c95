"""A Crossref work read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from enrich.dates import PartialDate, date_of_parts
from enrich.identifiers import Doi, parse_identifier
from enrich.names import is_nobody
from enrich.record import (
    Dates,
    Event,
    Kind,
    Name,
    Notice,
    Record,
    Relation,
    StandardNumber,
    Venue,
)
from enrich.sources import _crossref_shape as shape
from enrich.sources._crossref_shape import Contributor, PartedDate, Work, decode_work
from enrich.text import Text, read_abstract, read_markup, to_unicode

__all__ = ["read_work"]

_KINDS = {
    "journal-article": Kind.ARTICLE,
    "proceedings-article": Kind.CONFERENCE_PAPER,
    "posted-content": Kind.PREPRINT,
    "book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "edited-book": Kind.EDITED_BOOK,
    "reference-book": Kind.REFERENCE_BOOK,
    "book-chapter": Kind.CHAPTER,
    "book-section": Kind.CHAPTER,
    "book-part": Kind.CHAPTER,
    "book-track": Kind.CHAPTER,
    "proceedings": Kind.PROCEEDINGS,
    "dissertation": Kind.THESIS,
    "report": Kind.REPORT,
    "report-component": Kind.REPORT,
    "dataset": Kind.DATASET,
    "database": Kind.DATASET,
    "standard": Kind.STANDARD,
    "peer-review": Kind.REVIEW,
    "reference-entry": Kind.REFERENCE_ENTRY,
}
# In these the container is a volume that may stand in a series.
_IN_VOLUMES = {Kind.CHAPTER, Kind.CONFERENCE_PAPER, Kind.REFERENCE_ENTRY}
_SERIES = re.compile(
    r"^(?:lecture notes|communications in|studies in|advances in intelligent|ifip|springer \w+ in"
    r"|series|workshops in|methods in|topics in|smart innovation|ceur|acm international conference"
    r" proceeding series|procedia|leibniz international proceedings|springerbriefs)\b"
    r"|\b(?:series|proceedings|monographs|library|handbooks)$|\bseries (?:on|in)\b",
    re.IGNORECASE,
)
_CONFERENCE_SERIES = re.compile(
    r"^(?:lecture notes|communications in computer and information|advances in intelligent systems"
    r"|ifip advances|springer proceedings)\b",
    re.IGNORECASE,
)
_GENERATION = re.compile(r"(?:[JS]r\.?|[IVX]{1,4}|\d(?:st|nd|rd|th))", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"\b(?:conference|symposium|workshops?|congress|proceedings|meeting|colloquium|miccai)\b",
    re.IGNORECASE,
)


def read_work(body: bytes) -> Record:
    """Read a work message; what a field says in an unexpected shape is an error, not a guess."""
    work = decode_work(body)
    doi = parse_identifier(work.doi)
    kind = _kind(work)
    return Record(
        kind=kind,
        doi=doi if isinstance(doi, Doi) else None,
        title=_title(work),
        authors=tuple(_names(work.author)),
        editors=tuple(_names(work.editor)),
        dates=_dates(work),
        venue=_venue(work, kind),
        volume=_line(work.volume),
        issue=_line(work.issue),
        pages=_unless_void(work.page),
        article_number=_line(work.article_number),
        edition=_unless_void(work.edition_number),
        publisher=_line(work.publisher),
        publisher_place=_line(work.publisher_location),
        institution=_institution(work),
        degree=_first(work.degree),
        abstract=read_abstract(work.abstract, work.language) if work.abstract else None,
        language=_line(work.language),
        subjects=tuple(filter(None, map(_line, work.subject or ()))),
        licence=next((one.url for one in work.license or () if one.url), None),
        relations=tuple(_relations(work)),
        notices=tuple(_notices(work)),
    )


def _kind(work: Work) -> Kind:
    kind = _KINDS.get(work.type or "", Kind.OTHER)
    conference = (
        work.event is not None
        or any(one.name == "conference_name" for one in work.assertion or ())
        or any(
            _CONFERENCE.search(title) or _CONFERENCE_SERIES.search(title)
            for title in work.container_title or ()
            if title
        )
    )
    return Kind.CONFERENCE_PAPER if kind is Kind.CHAPTER and conference else kind


def _title(work: Work) -> Text | None:
    """Join title and subtitle with a colon, unless the title has the subtitle already."""
    title, subtitle = _first_raw(work.title), _first_raw(work.subtitle)
    if title and subtitle and subtitle.casefold() not in title.casefold():
        title = title.rstrip(" :\n")
        title += f"{' ' if title[-1:] in '?!.' else ': '}{subtitle}"
    return read_markup(title or subtitle or "")


def _names(authors: Sequence[Contributor] | None) -> Iterator[Name]:
    for author in authors or ():
        family, given, name = _line(author.family), _line(author.given), _line(author.name)
        orcid = (author.orcid or "").rpartition("/")[2] or None
        if family and not is_nobody(family):
            family, suffix = _with_suffix(family, _line(author.suffix))
            yield Name(family=family, given=given, suffix=suffix, orcid=orcid)
        elif not family and (literal := name or given) and not is_nobody(literal):
            yield Name(literal=literal, orcid=orcid)


def _with_suffix(family: str, suffix: str | None) -> tuple[str, str | None]:
    """Part the family name from what stands behind its comma, and keep what is a suffix."""
    family, _, behind = (part.strip() for part in family.partition(","))
    found = (one for one in (suffix, behind) if one and _GENERATION.fullmatch(one))
    return family or behind, next(found, None)


def _dates(work: Work) -> Dates:
    return Dates(
        printed=_date(work.published_print),
        online=_date(work.published_online),
        issued=_date(work.issued) or _date(work.published) or _date(work.approved),
        posted=_date(work.posted),
    )


def _date(date: PartedDate | None) -> PartialDate | None:
    parts = date.date_parts if date else None
    return date_of_parts(parts[0]) if parts and parts[0] else None


def _venue(work: Work, kind: Kind) -> Venue:
    title, series = _containers(work, kind)
    event = work.event or shape.Event()
    name, place = _text(event.name or _conference(work)), _line(event.location)
    return Venue(
        title=title,
        short=_text(_first_raw(work.short_container_title)),
        series=series,
        event=Event(name=name, place=place) if name or place else None,
        issns=tuple(StandardNumber(one) for one in dict.fromkeys(work.issn or ()) if _is_issn(one)),
        isbns=tuple(StandardNumber(one) for one in dict.fromkeys(map(_isbn, work.isbn or ()))),
    )


def _containers(work: Work, kind: Kind) -> tuple[Text | None, Text | None]:
    """Tell the volume from the series it stands in; Crossref gives them in either order."""
    titles = [text for title in work.container_title or () if (text := _text(title))]
    if len(titles) < 2 or kind not in _IN_VOLUMES:  # noqa: PLR2004 - a volume and a series
        return (titles[0] if titles else None), None
    first, second = titles[:2]
    if _SERIES.search(to_unicode(first)) and not _SERIES.search(to_unicode(second)):
        return second, first
    return first, second


def _conference(work: Work) -> str | None:
    named = (one.value for one in work.assertion or () if one.name == "conference_name")
    return next((value for value in named if isinstance(value, str)), None)


def _institution(work: Work) -> str | None:
    one = work.institution
    label = one[0] if isinstance(one, list) and one else one
    return _line(label.name) if isinstance(label, shape.Institution) else None


def _relations(work: Work) -> Iterator[Relation]:
    for kind, related in sorted((work.relation or {}).items()):
        for one in related:
            if one.id and one.id_type in {"doi", "arxiv"} and kind != "cites":
                identifier = parse_identifier(one.id)
                if identifier is not None:
                    yield Relation(kind, identifier)


def _notices(work: Work) -> Iterator[Notice]:
    for update in work.updated_by or ():
        if update.type:
            doi = parse_identifier(update.doi or "")
            yield Notice(
                kind=update.type,
                identifier=doi if isinstance(doi, Doi) else None,
                date=_date(update.updated),
            )


def _unless_void(text: str | None) -> str | None:
    """Leave out what says that there is nothing: n/a, 0, a dash."""
    line = _line(text)
    return None if line and re.fullmatch(r"(?:n/?a|0+|[\W_])+", line, re.IGNORECASE) else line


def _is_issn(issn: str) -> bool:
    """Whether the check digit is right: what is not an ISSN finds another journal, or none."""
    digits = issn.replace("-", "").upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * (8 - place) for place, value in enumerate(values)) % 11 == 0


def _isbn(isbn: str) -> str:
    """Without the address in which older deposits wrap the number."""
    return isbn.rpartition("/")[2]


def _first_raw(texts: Iterable[str | None] | None) -> str | None:
    return next((text for text in texts or () if text and read_markup(text)), None)


def _first(texts: Iterable[str | None] | None) -> str | None:
    return next((line for text in texts or () if (line := _line(text))), None)


def _text(text: str | None) -> Text | None:
    return read_markup(text) if text else None


def _line(text: str | None) -> str | None:
    """One line of plain words out of what should have been plain, none if there are none."""
    read = read_markup(text) if text else None
    return to_unicode(read).replace("\n\n", " ").strip() or None if read else None
