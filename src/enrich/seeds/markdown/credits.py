"""Who wrote a paper, when, and where it appeared: from the words behind its title."""

from __future__ import annotations

import re

import msgspec

from enrich.dates import PartialDate
from enrich.seeds.words.dates import Dated, find_date
from enrich.seeds.words.persons import Persons, all_persons, find_persons
from enrich.seeds.words.slants import SLANT_BEGINS, SLANTED, unslanted
from enrich.seeds.words.venues import find_venue

__all__ = ["Credits", "read_credits"]


class Credits(msgspec.Struct, frozen=True):
    """What the words behind a title say."""

    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    venue: str | None = None
    # A date as it was written that is none.
    impossible: str | None = None


_SLANTED = re.compile(rf"[\s.,:;|\u2013\u2014-]*{SLANTED.pattern}")
_BY = re.compile(r"[\s.,:;|\u2013\u2014-]*(?:by|authors?)\b", re.IGNORECASE)
# What goes on behind the one author of a paper, but not behind two words with capitals.
_BEHIND_AUTHOR = re.compile(
    rf"[\s.,;]*(?:\(?(?:19|20)\d\d|[(\[{SLANT_BEGINS}]|Submitted|arXiv|\d{{1,2}}\w* [A-Z])"
)
_LONGEST = 4000
_SHORT = 80


def read_credits(words: str) -> Credits:
    """Read the words between the title of a paper and whatever follows."""
    words = words[:_LONGEST]
    authors, end = _authors(words)
    rest = words[end:]
    dated = find_date(unslanted(rest, " "))
    if dated and not authors and dated.written.isdecimal() and not _is_sure(dated, rest):
        dated = None
    return Credits(
        authors=authors,
        date=dated.date if dated else None,
        venue=find_venue(rest) if authors or len(rest) <= _SHORT or dated else None,
        impossible=dated.written if dated and dated.date is None else None,
    )


def _is_sure(dated: Dated, words: str) -> bool:
    """Whether a year by itself is a date: in brackets, or where there are few other words."""
    return words[dated.begin : dated.begin + 1] in {"(", "["} or len(words) <= _SHORT


def _authors(words: str) -> tuple[tuple[str, ...], int]:
    slanted = _SLANTED.match(words)
    if slanted:
        persons = all_persons(slanted[1]) if "\n" not in slanted[1] else Persons()
        persons = persons if persons.names else find_persons(slanted[1])
        return persons.names, slanted.end() if persons.names else 0
    at = len(words) - len(words.lstrip(" \n.,:;|\u2013\u2014-"))
    at = words.rfind("\n", 0, at) + 1
    persons = find_persons(words[at:])
    if len(persons.names) == 1 and not persons.is_cut and not _BY.match(words):
        line = words[at + persons.end :]
        if not _BEHIND_AUTHOR.match(line) and "," not in persons.names[0]:
            return (), 0
    return persons.names, at + persons.end if persons.names else 0
