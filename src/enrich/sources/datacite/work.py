"""What DataCite says of a DOI, read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrich.dates import PartialDate, date_of_parts, parse_date
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.record import Dates, Doubt, Kind, Record, Relation, Venue
from enrich.sources.datacite.lines import known_line
from enrich.sources.datacite.people import people_of
from enrich.sources.datacite.shape import Attributes, Container, Titled, Types, decode_attributes
from enrich.sources.datacite.tables import (
    AT_INSTITUTIONS,
    IN_CONTAINERS,
    KINDS,
    RELATIONS,
    WRITTEN,
)
from enrich.sources.lines import read_address, read_language
from enrich.sources.titles import join_titles, read_title
from enrich.text import Text, read_abstract, read_latex, read_latex_abstract, read_markup

__all__ = ["read_work"]

_CATEGORY = re.compile(r".+\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")
_ABSTRACT = "Abstract"


def read_work(body: bytes) -> Record:
    """Read the attributes of a DOI; one of arXiv's names the paper."""
    work = decode_attributes(body)
    named, language = parse_identifier(work.doi), read_language(work.language)
    kind, at_arxiv = _kind(work.types or Types()), isinstance(named, ArxivId)
    title, title_doubts = _title(work.titles or (), language, is_latex=at_arxiv)
    people, container, publisher = people_of(work), work.container or Container(), _publisher(work)
    is_kept = kind in AT_INSTITUTIONS
    return Record(
        kind=kind,
        arxiv=named if isinstance(named, ArxivId) else None,
        doi=named if isinstance(named, Doi) else None,
        title=title,
        authors=people.authors.names,
        editors=people.editors.names,
        translators=people.translators.names,
        dates=_dates(work, kind),
        venue=_venue(container, kind),
        volume=known_line(container.volume),
        issue=known_line(container.issue),
        pages=_pages(container),
        publisher=None if is_kept or at_arxiv else publisher,
        institution=publisher if is_kept and not at_arxiv else None,
        abstract=_abstract(work, is_latex=at_arxiv),
        language=language,
        categories=tuple(_categories(work)) if at_arxiv else (),
        subjects=() if at_arxiv else tuple(_subjects(work)),
        licence=_licence(work),
        relations=tuple(_relations(work, kind)),
        doubts=(*title_doubts, *people.doubts),
    )


def _kind(types: Types) -> Kind:
    if types.resource_type_general not in {"Text", "Other", None}:
        return KINDS.get(types.resource_type_general or "", Kind.OTHER)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", types.resource_type or "").lower()
    return next((kind for said, kind in WRITTEN if said in words), Kind.OTHER)


def _title(
    titles: Sequence[Titled], language: str | None, *, is_latex: bool
) -> tuple[Text | None, Sequence[Doubt]]:
    """Read the title with its subtitle; a translated one is neither."""
    known = [one for one in titles if known_line(one.title)]
    plain = [one for one in known if not one.title_type]
    subtitles = (one.title for one in known if one.title_type == "Subtitle")
    title = next((one.title for one in (*plain, *known)), None)
    raw = join_titles(title, next(subtitles, None))
    return read_title(raw, read_latex if is_latex else read_markup, language)


def _dates(work: Attributes, kind: Kind) -> Dates:
    said = [(one.date_type, date) for one in work.dates or () if (date := _date(one.date))]
    year = date_of_parts([work.publication_year])
    of = {name: [date for sort, date in said if sort == name] for name, _ in said}
    issued = next(iter(of.get("Issued", ())), None) or year
    if kind is not Kind.PREPRINT:
        return Dates(issued=issued)
    submitted, updated = of.get("Submitted", []), of.get("Updated", [])
    return Dates(
        posted=min(submitted, key=_order, default=None) or issued,
        revised=max(updated, key=_order, default=None),
    )


def _date(raw: str | None) -> PartialDate | None:
    """Read a date, or the first of a range."""
    return parse_date(raw.partition("/")[0]) if raw else None


def _order(date: PartialDate) -> tuple[int, ...]:
    return date.parts


def _venue(container: Container, kind: Kind) -> Venue:
    """Read what a work is in; a repository is no venue."""
    raw = container.title
    title = read_markup(raw) if raw and known_line(raw) else None
    if title is None or "repository" in (container.type or "").lower():
        return Venue()
    return Venue(title=title) if kind in IN_CONTAINERS else Venue(series=title)


def _pages(container: Container) -> str | None:
    first, last = known_line(container.first_page), known_line(container.last_page)
    return f"{first}-{last}" if first and last and first != last else first


def _publisher(work: Attributes) -> str | None:
    said = work.publisher
    return known_line(said if isinstance(said, str) or said is None else said.name)


def _abstract(work: Attributes, *, is_latex: bool) -> Text | None:
    said = (one for one in work.descriptions or () if one.description_type == _ABSTRACT)
    raw = next((one.description for one in said if known_line(one.description)), None)
    if raw is None:
        return None
    return read_latex_abstract(raw) if is_latex else read_abstract(raw, work.language)


def _categories(work: Attributes) -> Iterator[str]:
    """Read arXiv's classes out of `Machine Learning (cs.LG)`."""
    for one in work.subjects or ():
        if found := _CATEGORY.fullmatch(one.subject or ""):
            yield found[1]


def _subjects(work: Attributes) -> Iterator[str]:
    lines = (known_line(one.subject) for one in work.subjects or ())
    yield from dict.fromkeys(line for line in lines if line)


def _licence(work: Attributes) -> str | None:
    addresses = (read_address(one.rights_uri) for one in work.rights_list or ())
    return next(filter(None, addresses), None)


def _relations(work: Attributes, kind: Kind) -> Iterator[Relation]:
    """Read how the work stands to others, but not whom it cites."""
    for one in work.related_identifiers or ():
        relation = RELATIONS.get(one.relation_type or "")
        if relation and one.related_identifier_type in {"DOI", "arXiv"}:
            other = parse_identifier(one.related_identifier or "")
            if isinstance(other, (ArxivId, Doi)):
                is_version = relation == "is-version-of" and _is_elsewhere(other, work.doi)
                published = is_version and kind is Kind.PREPRINT
                yield Relation("is-preprint-of" if published else relation, other)


def _is_elsewhere(other: ArxivId | Doi, doi: str) -> bool:
    """Whether somebody else published it, so that a preprint of it is no mere version."""
    return isinstance(other, Doi) and other.value.partition("/")[0] != doi.partition("/")[0]
