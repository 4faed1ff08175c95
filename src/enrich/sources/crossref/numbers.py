"""The ISSNs and ISBNs of a Crossref work: checked, in one form, those of print first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from enrich.record import StandardNumber
from enrich.sources.crossref.shape import Serial, Work

__all__ = ["isbns_of", "issns_of"]

_ISSN = re.compile(r"(?!0000-?0000)(\d{4})[-\u2010-\u2015]?(\d{3}[\dXx])", re.ASCII)
_ISBN = re.compile(r"97[89]\d{10}|(?!0{9})\d{9}[\dX]", re.ASCII)
_ORDER = {"print": 0, None: 1, "electronic": 2}
# The digits that begin the thirteen of a book whose number had ten.
_BOOKLAND = "978"


def issns_of(work: Work) -> tuple[StandardNumber, ...]:
    """Read the ISSNs; one whose check digit is wrong finds another journal, or none."""
    if not work.issn and not work.issn_type:
        return ()
    return _numbers(work.issn_type or (), work.issn or (), _issn)


def isbns_of(work: Work) -> tuple[StandardNumber, ...]:
    """Read the ISBNs, without hyphens; one of ten digits goes if that of thirteen is there."""
    if not work.isbn and not work.isbn_type:
        return ()
    isbns = _numbers(work.isbn_type or (), work.isbn or (), _isbn)
    stems = {one.value[3:12] for one in isbns if one.value.startswith(_BOOKLAND)}
    return tuple(one for one in isbns if len(one.value) > 10 or one.value[:9] not in stems)  # noqa: PLR2004 - digits


def _numbers(
    typed: Sequence[Serial], bare: Sequence[str], read: Callable[[str], str | None]
) -> tuple[StandardNumber, ...]:
    said: dict[str, str | None] = {one.value: one.type for one in reversed(typed)}
    media: dict[str, str | None] = {}
    for number in (*(one.value for one in typed), *bare):
        if number not in media and (value := read(number)):
            medium = said.get(number)
            media.setdefault(value, medium if medium in _ORDER else None)
    numbers = [StandardNumber(value, medium) for value, medium in media.items()]
    return tuple(sorted(numbers, key=lambda one: _ORDER[one.medium]))


@lru_cache(maxsize=1024)
def _issn(text: str) -> str | None:
    found = _ISSN.fullmatch(text.strip())
    if found is None:
        return None
    first, last = found[1], found[2].upper()
    return f"{first}-{last}" if _weighed(first + last) % 11 == 0 else None


def _isbn(text: str) -> str | None:
    """Read an ISBN, out of the address in which older answers wrap it."""
    digits = re.sub(r"[-\s\u2010-\u2015]", "", text.rpartition("/")[2].rpartition(":")[2]).upper()
    if not _ISBN.fullmatch(digits):
        return None
    if len(digits) == 10:  # noqa: PLR2004 - digits
        return digits if _weighed(digits) % 11 == 0 else None
    total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
    return digits if total % 10 == 0 else None


def _weighed(digits: str) -> int:
    """Sum the digits, the last one times one, the one before it times two, and so on."""
    total = running = 0
    for digit in digits:
        running += 10 if digit == "X" else int(digit)
        total += running
    return total
