"""What is known about a work, normalized: the one shape every source is read into."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.text import Text

__all__ = [
    "Dates",
    "Doubt",
    "Event",
    "Kind",
    "Name",
    "Notice",
    "Record",
    "Relation",
    "StandardNumber",
    "Venue",
]


class Kind(StrEnum):
    """What sort of work it is."""

    ARTICLE = "journal-article"
    CONFERENCE_PAPER = "proceedings-article"
    PREPRINT = "preprint"
    BOOK = "book"
    EDITED_BOOK = "edited-book"
    REFERENCE_BOOK = "reference-book"
    CHAPTER = "book-chapter"
    PROCEEDINGS = "proceedings"
    THESIS = "dissertation"
    REPORT = "report"
    DATASET = "dataset"
    STANDARD = "standard"
    REVIEW = "peer-review"
    REFERENCE_ENTRY = "reference-entry"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What people call it."""
        return _IN_WORDS.get(self, self.value.replace("-", " "))


_IN_WORDS = {
    Kind.CONFERENCE_PAPER: "conference paper",
    Kind.THESIS: "thesis",
    Kind.DATASET: "data set",
}


class Name(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A person, or a group as one literal.

    A particle stays with the family name wherever that goes; a dropping one stays behind when the
    family name stands alone, as in Beethoven's "van".
    """

    family: str | None = None
    given: str | None = None
    dropping: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None
    orcid: str | None = None

    @property
    def sorting(self) -> str:
        """The part by which the name is sorted and cited."""
        return self.family or self.literal or ""

    def __str__(self) -> str:
        """Print in the order in which the name is spoken."""
        if self.literal is not None:
            return self.literal
        parts = (self.given, self.dropping, self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


class Dates(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Every date a source gives, with its precision."""

    printed: PartialDate | None = None
    online: PartialDate | None = None
    issued: PartialDate | None = None
    posted: PartialDate | None = None
    revised: PartialDate | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A conference: its name, its place, its first and last day."""

    name: Text | None = None
    place: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


class StandardNumber(msgspec.Struct, frozen=True, omit_defaults=True):
    """An ISSN or ISBN, and the medium it is for: `print` or `electronic`."""

    value: str
    medium: str | None = None


class Venue(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where a work appeared."""

    title: Text | None = None
    short: Text | None = None
    series: Text | None = None
    event: Event | None = None
    issns: tuple[StandardNumber, ...] = ()
    isbns: tuple[StandardNumber, ...] = ()


if TYPE_CHECKING:
    _Work: TypeAlias = ArxivId | Doi
else:
    # Of two structs msgspec decodes neither: where records are packed, these stand apart.
    _Work = Any


class Relation(msgspec.Struct, frozen=True):
    """How a work stands to another, in Crossref's words: `is-preprint-of`, `has-preprint`."""

    kind: str
    identifier: _Work


class Notice(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A retraction, correction or withdrawal: where it is published, or what it concerns."""

    kind: str
    identifier: Doi | None = None
    date: PartialDate | None = None


class Doubt(msgspec.Struct, frozen=True):
    """A field that was repaired or looks wrong: which, why, and what the source had there."""

    field: str
    reason: str
    found: str

    def __str__(self) -> str:
        """Tell it in one line; what can't be printed is shown by its number."""
        found = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in self.found)
        return f"{self.field}: {self.reason} ({found})"


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A work as one source, or a merge of several, describes it."""

    kind: Kind
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    title: Text | None = None
    original_title: Text | None = None
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    chairs: tuple[Name, ...] = ()
    dates: Dates = Dates()
    venue: Venue = Venue()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    edition: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    institution: str | None = None
    # What a preprint server files it under.
    group: str | None = None
    degree: str | None = None
    abstract: Text | None = None
    language: str | None = None
    # arXiv's classes, the primary one first; a publisher's subjects are another matter.
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    licence: str | None = None
    comment: str | None = None
    journal_reference: str | None = None
    relations: tuple[Relation, ...] = ()
    # What was published about this work, and what this work says about others.
    notices: tuple[Notice, ...] = ()
    announces: tuple[Notice, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers the work itself goes by."""
        return tuple(one for one in (self.doi, self.arxiv) if one is not None)

    @property
    def name(self) -> ArxivId | Doi | None:
        """The identifier by which its source knows it; the DOI that a preprint gives is a claim."""
        return self.arxiv or self.doi

    @property
    def url(self) -> str | None:
        """The address of the work."""
        return self.identifiers[0].url if self.identifiers else None

    @property
    def note(self) -> str | None:
        """What readers must be told, as `Retracted (doi:10.1000/x, 2021)`."""
        published = {one.kind for one in self.notices if one.identifier}
        telling = (one for one in self.notices if one.identifier or one.kind not in published)
        told = [*map(_suffered, sorted(telling, key=_gravity)), *map(_announced, self.announces)]
        line = "; ".join(dict.fromkeys(told))
        return line[:1].upper() + line[1:] or None

    @property
    def date(self) -> PartialDate | None:
        """The date to show: that of the volume where there is one, else the first appearance."""
        dates = self.dates
        if self.kind is Kind.PREPRINT:
            return dates.posted or dates.issued or dates.online
        if (self.volume or self.issue) and dates.printed:
            return dates.printed
        appeared = [date for date in (dates.printed, dates.online) if date]
        return min(appeared, key=_order, default=dates.issued or dates.posted)


# What became of a work, by the sort of notice that says so.
# https://www.crossref.org/documentation/principles-practices/crossmark/version-control-corrections-and-retractions/
# The gravest comes first.
_FATES = {
    "retraction": "retracted",
    "removal": "removed",
    "withdrawal": "withdrawn",
    "partial retraction": "retracted in part",
    "expression of concern": "expression of concern",
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "clarification": "clarified",
}


def _gravity(notice: Notice) -> int:
    kinds = list(_FATES)
    return kinds.index(notice.kind) if notice.kind in _FATES else len(kinds)


def _suffered(notice: Notice) -> str:
    """Tell what became of a work, and where that is published."""
    source = (notice.identifier and notice.identifier.key, notice.date)
    about = ", ".join(str(part) for part in source if part)
    return _FATES.get(notice.kind, notice.kind) + (f" ({about})" if about else "")


def _announced(notice: Notice) -> str:
    """Tell what a notice is about."""
    return f"{notice.kind} of {notice.identifier.key}" if notice.identifier else notice.kind


def _order(date: PartialDate) -> tuple[int, int, int]:
    """Sort a vague date after the precise ones of its span, so that precision is not lost."""
    return (date.year, date.month or 13, date.day or 32)
