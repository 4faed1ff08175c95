"""Whether a user's field says the same as ours: by what it means, not by how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from enrich.bibfile.journals import JOURNALS
from enrich.bibfile.numbers import (
    dates_agree,
    month_agrees,
    numbers_agree,
    ordinals_agree,
    pages_agree,
    standards_agree,
    year_agrees,
)
from enrich.bibfile.persons import people_agree
from enrich.bibfile.venues import venue_agrees
from enrich.identifiers import ArxivId, parse_identifier
from enrich.match import Agreement
from enrich.match.wording import is_equal, wording_of
from enrich.record import Record
from enrich.seeds.bibtex.fields import plain_address, plain_words
from enrich.text import folded, to_unicode

__all__ = ["Said", "agreement"]


class Said(msgspec.Struct, frozen=True):
    """What a user's field says in LaTeX, its macros looked up as far as they are known."""

    text: str
    is_unknown: bool = False

    @property
    def plain(self) -> str:
        """The words alone."""
        return plain_words(self.text) or ""


_Compare = Callable[[Said, str, Record], Agreement]


def agreement(name: str, said: Said, ours: str, record: Record) -> Agreement:
    """Compare a field with what a writer makes of the same field; what can't be told is open."""
    if _bare(said.text) == _bare(ours):
        return Agreement.CLEAR
    if said.is_unknown and name != "month":
        return Agreement.OPEN
    compare = _COMPARED.get(name, _words)
    return compare(said, ours, record)


_BRACES = str.maketrans("", "", "{}")


def _bare(text: str) -> str:
    """Leave out what means nothing: braces, case, the ends of lines."""
    return " ".join(text.translate(_BRACES).casefold().split())


def _words(said: Said, ours: str, _: Record) -> Agreement:
    """Compare words that can be chosen freely: who differs in them is not wrong."""
    same = folded(said.plain) == folded(plain_words(ours) or "")
    return Agreement.CLEAR if same else Agreement.OPEN


def _authors(said: Said, _: str, record: Record) -> Agreement:
    return people_agree(said.text, record.authors)


def _editors(said: Said, _: str, record: Record) -> Agreement:
    return people_agree(said.text, record.editors)


def _title(said: Said, ours: str, _: Record) -> Agreement:
    """Compare titles; one that has all words of ours and others may know more."""
    claimed, known = said.plain, plain_words(ours) or ""
    one, other = wording_of(claimed), wording_of(known)
    if is_equal(one, other):
        return Agreement.CLEAR
    if not one.words or not other.words:
        return Agreement.OPEN
    goes_on = len(one.words) > len(other.words) and not Counter(other.words) - Counter(one.words)
    return Agreement.OPEN if goes_on else Agreement.AGAINST


_MACRO = re.compile(r"\s*+\{?\\([A-Za-z]+)\s*+(?:\}\s*+)?")


def _serial(said: Said, ours: str, record: Record) -> Agreement:
    return _venue(said, ours, record, is_serial=True)


def _book(said: Said, ours: str, record: Record) -> Agreement:
    return _venue(said, ours, record, is_serial=False)


def _venue(said: Said, ours: str, record: Record, *, is_serial: bool) -> Agreement:
    macro = _MACRO.fullmatch(said.text)
    if macro and macro[1] not in JOURNALS:
        return Agreement.OPEN
    claimed = JOURNALS[macro[1]] if macro else said.plain
    venue = record.venue
    event = venue.event.name if venue.event else None
    others = (to_unicode(name) for name in (venue.short, event) if name)
    return venue_agrees(claimed, (plain_words(ours) or "", *others), is_serial=is_serial)


def _number(said: Said, ours: str, _: Record) -> Agreement:
    return numbers_agree(said.plain, plain_words(ours) or "")


def _pages(said: Said, ours: str, record: Record) -> Agreement:
    return pages_agree(said.plain, plain_words(ours) or "", record.article_number)


def _year(said: Said, _: str, record: Record) -> Agreement:
    return year_agrees(said.plain, record)


def _month(said: Said, _: str, record: Record) -> Agreement:
    return month_agrees(said.plain, record)


def _date(said: Said, _: str, record: Record) -> Agreement:
    return dates_agree(said.text.strip("{} "), record)


def _edition(said: Said, ours: str, _: Record) -> Agreement:
    return ordinals_agree(said.plain, ours)


def _isbn(said: Said, _: str, record: Record) -> Agreement:
    return standards_agree(said.plain, (one.value for one in record.venue.isbns))


def _issn(said: Said, _: str, record: Record) -> Agreement:
    return standards_agree(said.plain, (one.value for one in record.venue.issns))


def _doi(said: Said, _: str, record: Record) -> Agreement:
    named = parse_identifier(plain_address(said.text))
    if named is None:
        return Agreement.OPEN
    return Agreement.CLEAR if named == record.doi else Agreement.AGAINST


def _eprint(said: Said, _: str, record: Record) -> Agreement:
    """Compare arXiv identifiers; those of other archives are no matter of ours."""
    written = plain_address(said.text)
    named = parse_identifier(written)
    if record.arxiv is None or not isinstance(named, ArxivId):
        return Agreement.OPEN
    return Agreement.CLEAR if named.paper == record.arxiv.paper else Agreement.AGAINST


# What is not here are words that can be chosen freely: publishers, places, notes, addresses.
_COMPARED: Mapping[str, _Compare] = {
    "author": _authors,
    "editor": _editors,
    "title": _title,
    "journal": _serial,
    "journaltitle": _serial,
    "booktitle": _book,
    "volume": _number,
    "number": _number,
    "issue": _number,
    "pages": _pages,
    "eid": _number,
    "edition": _edition,
    "year": _year,
    "month": _month,
    "date": _date,
    "doi": _doi,
    "eprint": _eprint,
    "isbn": _isbn,
    "issn": _issn,
}
