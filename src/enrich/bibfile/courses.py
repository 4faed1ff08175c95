"""What may be done to an entry, by what its owner made of it and what the work is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from enrich.bibfile.meaning import Said
from enrich.bibfile.venues import venue_agrees
from enrich.identifiers import ArxivId, parse_identifier
from enrich.match import Agreement
from enrich.match.kinds import PUBLISHED
from enrich.match.venues import says_preprint
from enrich.record import Kind, Record
from enrich.seeds.bibtex.fields import plain_address, plain_words

__all__ = ["VENUES", "Course", "course_of", "is_leftover", "new_type"]


class Course(StrEnum):
    """How far an entry is edited."""

    # All that is known is its own.
    WHOLE = "whole"
    # It is a preprint's, and the work is published.
    PUBLISHED = "published"
    # Its venue is right, and its type is not.
    RETYPED = "retyped"
    # Of its type we know nothing: only what any type has.
    GENERAL = "general"
    # It tells of another version, or of something else: nothing but a preprint's identifier.
    BESIDE = "beside"


# Where a work appeared, by the first of these that an entry has.
VENUES = ("journal", "journaltitle", "booktitle")
_FAMILIES = (
    frozenset({"article"}),
    frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference"}),
    frozenset("book mvbook collection mvcollection proceedings mvproceedings reference".split()),
    frozenset({"phdthesis", "mastersthesis", "thesis"}),
    frozenset({"techreport", "report"}),
)
_IN_SERIALS, _IN_BOOKS = _FAMILIES[:2]
_REPORTS = _FAMILIES[-1]
_ISSUERS = ("institution", "number", "type")
_TEXTS = frozenset("misc online electronic www unpublished".split())
_LOOSE = _TEXTS | {"dataset", "software"}
_POSTED = re.compile(r"prepublished|preprint|submitted|inpreparation", re.IGNORECASE)
_ABSTRACT = re.compile(r"abs/|arxiv|\d{4}\.\d{4,5}(?:v\d+)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\bdoi\b|\\url|\bonline\b", re.IGNORECASE)
_MAY_SAY_PREPRINT = frozenset(
    "journal journaltitle booktitle howpublished publisher institution organization series school"
    " type".split()
)
_EPRINTS = frozenset({"eprint", "arxivid"})
_NUMBERS = frozenset({"volume", "number", "pages", "eid"})


def course_of(
    kind: str, said: Mapping[str, Said], record: Record, ours: str, venue: str | None
) -> Course:
    """Choose by the entry's type, what it says, the work, its type and where it appeared."""
    kind = kind.lower()
    if record.kind in PUBLISHED and venue and _is_preprint(kind, said):
        return Course.PUBLISHED
    if record.kind is Kind.PREPRINT:
        return _of_preprint(kind, said)
    if ours in _LOOSE:
        return Course.WHOLE if kind in _LOOSE else Course.GENERAL
    if kind == "inbook" and "booktitle" not in said:
        # Its title may be that of the book.
        return Course.BESIDE
    if any(kind in family and ours in family for family in _FAMILIES):
        return Course.WHOLE
    return Course.RETYPED if _is_moved(kind, said, ours, venue) else Course.BESIDE


def _of_preprint(kind: str, said: Mapping[str, Said]) -> Course:
    """Leave alone what is published by its owner's word, of which we know no more."""
    named = [said[name].plain for name in VENUES if name in said]
    if any(one and not says_preprint(one) for one in named):
        return Course.BESIDE
    if kind in _LOOSE:
        return Course.WHOLE
    return Course.GENERAL if kind == "article" else Course.BESIDE


def _is_preprint(kind: str, said: Mapping[str, Said]) -> bool:
    if any(is_leftover(name, said[name]) for name in VENUES if name in said):
        return True
    if any(name in said and said[name].plain for name in (*VENUES, "crossref")):
        return False
    if kind in _REPORTS:
        return any(name in said and is_leftover(name, said[name]) for name in _ISSUERS)
    if kind == "article":
        # As Mendeley writes a preprint: in no journal, and with nothing that one would tell.
        return _EPRINTS & {*said} != set() and not any(
            said[name].plain for name in _NUMBERS & {*said}
        )
    # What a paper is about may stand under the paper's identifier, and so may a talk on it.
    return kind in _TEXTS and not ("howpublished" in said and _tells_place(said["howpublished"]))


def _tells_place(said: Said) -> bool:
    """Whether it says how something was made known, and not just where it can be read."""
    is_address = _ADDRESS.search(said.text) is not None
    return bool(said.plain) and not is_address and not is_leftover("howpublished", said)


def _is_moved(kind: str, said: Mapping[str, Said], ours: str, venue: str | None) -> bool:
    """Whether papers in journals and in books are taken for each other, at the right venue."""
    named = [said[name] for name in VENUES if name in said]
    pair = {frozenset({kind}) <= _IN_SERIALS, ours in _IN_SERIALS}
    if len(named) != 1 or named[0].is_unknown or venue is None or len(pair) == 1:
        return False
    if not {kind, ours} <= _IN_SERIALS | _IN_BOOKS:
        return False
    name = plain_words(venue) or ""
    return venue_agrees(named[0].plain, [name], is_serial=False) is Agreement.CLEAR


def is_leftover(name: str, said: Said) -> bool:
    """Whether a field tells of the preprint and of nothing else."""
    if name == "doi":
        return isinstance(parse_identifier(plain_address(said.text)), ArxivId)
    if name == "pubstate":
        return _POSTED.fullmatch(said.plain) is not None
    if name in _NUMBERS:
        return _ABSTRACT.match(said.plain) is not None
    return name in _MAY_SAY_PREPRINT and (
        says_preprint(said.plain) or _ABSTRACT.match(said.plain) is not None
    )


def new_type(kind: str, ours: str, course: Course, degree: str | None) -> str:
    """Give the type that an entry should have; one that is as good stays."""
    if course is Course.RETYPED:
        return ours
    if course is Course.PUBLISHED:
        return kind if any({kind, ours} <= family for family in _FAMILIES) else ours
    degrees = {"phdthesis", "mastersthesis"}
    return ours if degree and course is Course.WHOLE and {kind, ours} == degrees else kind
