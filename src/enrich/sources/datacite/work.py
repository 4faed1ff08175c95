"""What DataCite says of a DOI, read into a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from enrich.dates import PartialDate, date_of_parts, parse_date
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.names import Named, read_names
from enrich.record import Dates, Doubt, Kind, Name, Record, Relation, Venue
from enrich.sources.datacite.shape import (
    Attributes,
    Container,
    Creator,
    Titled,
    Types,
    decode_attributes,
)
from enrich.sources.lines import read_language, read_line, unless_void
from enrich.sources.people import read_contributor, read_orcid
from enrich.text import (
    Text,
    mended,
    read_abstract,
    read_latex,
    read_latex_abstract,
    read_markup,
    repair_capitals,
    to_unicode,
)

__all__ = ["read_work"]

# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/
_KINDS = {
    "Book": Kind.BOOK,
    "BookChapter": Kind.CHAPTER,
    "ConferencePaper": Kind.CONFERENCE_PAPER,
    "ConferenceProceeding": Kind.PROCEEDINGS,
    "DataPaper": Kind.ARTICLE,
    "Dataset": Kind.DATASET,
    "Dissertation": Kind.THESIS,
    "JournalArticle": Kind.ARTICLE,
    "PeerReview": Kind.REVIEW,
    "Preprint": Kind.PREPRINT,
    "Report": Kind.REPORT,
    "Standard": Kind.STANDARD,
}
# What depositors write of a `Text`, under which everything went before 2021.
_WRITTEN = (
    ("chapter", Kind.CHAPTER),
    ("section", Kind.CHAPTER),
    ("proceedings", Kind.PROCEEDINGS),
    ("conference", Kind.CONFERENCE_PAPER),
    ("thesis", Kind.THESIS),
    ("dissertation", Kind.THESIS),
    ("preprint", Kind.PREPRINT),
    ("working paper", Kind.REPORT),
    ("report", Kind.REPORT),
    ("technical note", Kind.REPORT),
    ("article", Kind.ARTICLE),
    ("book", Kind.BOOK),
    ("monograph", Kind.BOOK),
)
# Who made these accessible is where they were written or are kept, as a server or a university.
_AT_INSTITUTIONS = frozenset({Kind.PREPRINT, Kind.THESIS, Kind.REPORT})
# In these the container is what they appeared in; that of any other is a series.
_IN_CONTAINERS = frozenset(
    {Kind.ARTICLE, Kind.REVIEW, Kind.CHAPTER, Kind.CONFERENCE_PAPER, Kind.REFERENCE_ENTRY}
)
# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-3/
_UNKNOWN = re.compile(r"\(?:(?:un[a-z]{2}|none|null|tba|etal)\)?", re.IGNORECASE)
_CATEGORY = re.compile(r".+\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")
# In Crossref's words, where it has any.
# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/
_RELATIONS = {
    "HasVersion": "has-version",
    "IsDerivedFrom": "is-derived-from",
    "IsDescribedBy": "is-described-by",
    "IsIdenticalTo": "is-same-as",
    "IsNewVersionOf": "is-version-of",
    "IsPartOf": "is-part-of",
    "IsPreprintOf": "is-preprint-of",
    "IsPreviousVersionOf": "has-version",
    "IsReviewOf": "is-review-of",
    "IsSupplementTo": "is-supplement-to",
    "IsSupplementedBy": "is-supplemented-by",
    "IsTranslationOf": "is-translation-of",
    "IsVariantFormOf": "is-variant-form-of",
    "IsVersionOf": "is-version-of",
}
_ORCID_SCHEME = "orcid"
_ABSTRACT = "Abstract"


def read_work(body: bytes) -> Record:
    """Read the attributes of a DOI; one of arXiv's names the paper."""
    work = decode_attributes(body)
    named, language = parse_identifier(work.doi), read_language(work.language)
    kind, at_arxiv = _kind(work.types or Types()), isinstance(named, ArxivId)
    title, title_doubts = _title(work.titles or (), language, is_latex=at_arxiv)
    authors, author_doubts = _people(work.creators or (), "authors")
    editors, editor_doubts = _people(_contributors(work, "Editor"), "editors")
    translators, translator_doubts = _people(_contributors(work, "Translator"), "translators")
    container, publisher = work.container or Container(), _publisher(work)
    is_kept = kind in _AT_INSTITUTIONS
    return Record(
        kind=kind,
        arxiv=named if isinstance(named, ArxivId) else None,
        doi=named if isinstance(named, Doi) else None,
        title=title,
        authors=authors,
        editors=editors,
        translators=translators,
        dates=_dates(work, kind),
        venue=_venue(container, kind),
        volume=_line(container.volume),
        issue=_line(container.issue),
        pages=_pages(container),
        publisher=None if is_kept or at_arxiv else publisher,
        institution=publisher if is_kept and not at_arxiv else None,
        abstract=_abstract(work, is_latex=at_arxiv),
        language=language,
        categories=tuple(_categories(work)) if at_arxiv else (),
        subjects=() if at_arxiv else tuple(_subjects(work)),
        licence=_licence(work),
        relations=tuple(_relations(work, kind)),
        doubts=(*title_doubts, *author_doubts, *editor_doubts, *translator_doubts),
    )


def _kind(types: Types) -> Kind:
    if types.resource_type_general not in {"Text", "Other", None}:
        return _KINDS.get(types.resource_type_general or "", Kind.OTHER)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", types.resource_type or "").lower()
    return next((kind for said, kind in _WRITTEN if said in words), Kind.OTHER)


def _line(raw: str | None) -> str | None:
    line = unless_void(read_line(raw))
    return None if line is None or _UNKNOWN.match(line) else line


def _title(
    titles: Sequence[Titled], language: str | None, *, is_latex: bool
) -> tuple[Text | None, Sequence[Doubt]]:
    """Read the title with its subtitle; a translated one is neither."""
    known = [one for one in titles if _line(one.title)]
    plain = [one.title or "" for one in known if not one.title_type]
    subtitles = [one.title or "" for one in known if one.title_type == "Subtitle"]
    raw = _joined([*plain, *(one.title or "" for one in known)][0], subtitles) if known else None
    read = (read_latex if is_latex else read_markup)(raw) if raw else None
    if raw is None or read is None:
        return None, ()
    repaired = repair_capitals(read, language)
    doubts = [Doubt("title", "letters repaired", raw)] if mended(raw) != raw else []
    if repaired:
        doubts.append(Doubt("title", "capitals repaired", to_unicode(read)))
    return repaired or read, doubts


def _joined(title: str, subtitles: Sequence[str]) -> str:
    if not subtitles or subtitles[0].casefold() in title.casefold():
        return title
    title = title.rstrip(" :\n")
    return f"{title}{' ' if title[-1:] in '?!.' else ': '}{subtitles[0]}"


def _contributors(work: Attributes, role: str) -> Sequence[Creator]:
    return [one for one in work.contributors or () if one.contributor_type == role]


def _people(people: Sequence[Creator], field: str) -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
    read = [_person(one, field) for one in people]
    names = tuple(name for named in read for name in named.names)
    return names, tuple(doubt for named in read for doubt in named.doubts)


def _person(one: Creator, field: str) -> Named:
    """Read somebody by the parts of the name, or by the name in which a comma parts them."""
    name, orcid = _line(one.name) or "", _orcid(one)
    given, family = one.given_name, one.family_name
    if one.name_type == "Organizational":
        return read_contributor(name=name, orcid=orcid, field=field)
    if not (given or family) and "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
    if given or family:
        return read_contributor(given=given, family=family, orcid=orcid, field=field)
    named = read_names(name, field=field) if name else Named()
    if not orcid or len(named.names) != 1:
        return named
    return Named((msgspec.structs.replace(named.names[0], orcid=orcid),), named.doubts)


def _orcid(one: Creator) -> str | None:
    named = (
        identifier.name_identifier
        for identifier in one.name_identifiers or ()
        if (identifier.name_identifier_scheme or "").lower() == _ORCID_SCHEME
    )
    # Read here too, so that only a right one reaches a name that came in one line.
    return next((number for number in map(read_orcid, named) if number), None)


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
    title = read_markup(raw) if raw and _line(raw) else None
    if title is None or "repository" in (container.type or "").lower():
        return Venue()
    return Venue(title=title) if kind in _IN_CONTAINERS else Venue(series=title)


def _pages(container: Container) -> str | None:
    first, last = _line(container.first_page), _line(container.last_page)
    return f"{first}-{last}" if first and last and first != last else first


def _publisher(work: Attributes) -> str | None:
    said = work.publisher
    return _line(said if isinstance(said, str) or said is None else said.name)


def _abstract(work: Attributes, *, is_latex: bool) -> Text | None:
    said = (one for one in work.descriptions or () if one.description_type == _ABSTRACT)
    raw = next((one.description for one in said if _line(one.description)), None)
    if raw is None:
        return None
    return read_latex_abstract(raw) if is_latex else read_abstract(raw, work.language)


def _categories(work: Attributes) -> Iterator[str]:
    """Read arXiv's classes out of `Machine Learning (cs.LG)`."""
    for one in work.subjects or ():
        if found := _CATEGORY.fullmatch(one.subject or ""):
            yield found[1]


def _subjects(work: Attributes) -> Iterator[str]:
    lines = (_line(one.subject) for one in work.subjects or ())
    yield from dict.fromkeys(line for line in lines if line)


def _licence(work: Attributes) -> str | None:
    addresses = (one.rights_uri for one in work.rights_list or ())
    return next((one for one in addresses if one and one.startswith("http")), None)


def _relations(work: Attributes, kind: Kind) -> Iterator[Relation]:
    """Read how the work stands to others, but not whom it cites."""
    for one in work.related_identifiers or ():
        relation = _RELATIONS.get(one.relation_type or "")
        if relation and one.related_identifier_type in {"DOI", "arXiv"}:
            other = parse_identifier(one.related_identifier or "")
            if isinstance(other, (ArxivId, Doi)):
                is_version = relation == "is-version-of" and _is_elsewhere(other, work.doi)
                published = is_version and kind is Kind.PREPRINT
                yield Relation("is-preprint-of" if published else relation, other)


def _is_elsewhere(other: ArxivId | Doi, doi: str) -> bool:
    """Whether somebody else published it, so that a preprint of it is no mere version."""
    return isinstance(other, Doi) and other.value.partition("/")[0] != doi.partition("/")[0]
