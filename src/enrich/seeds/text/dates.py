"""Dates as people write them: as precise as they were written, or not at all."""

from __future__ import annotations

import re

import msgspec

from enrich.dates import PartialDate, date_of_parts

__all__ = ["Dated", "find_date"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<name>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_NUMBERS = (
    r"(?<![\w./-])(?P<year>(?:1[89]|20)\d\d)(?P<sign>[-./])(?P<month>\d{1,2})"
    r"(?:(?P=sign)(?P<day>\d{1,2}))?(?![\w/-]|\.\d)"
)
_SURE = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?<![\d.]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<!\d){_YEAR},?\s+{_MONTH}(?:\s+{_DAY}(?![\d:(]))?",
        rf"\b{_MONTH},?\s+{_YEAR}",
        _NUMBERS,
        rf"[(\[][^()\[\]\d]{{0,60}}{_YEAR}[a-z]?\s*[)\]]",
    )
)
# A number by itself is a year unless something says that it is another number.
_BARE = re.compile(
    rf"(?<![\w.:/$\u2013-])(?<!no\. )(?<!vol\. )(?<!pp\. )(?<!number: )(?<!pages )(?<!volume )"
    rf"{_YEAR}(?![\w/\u2013:%-]|\.\d)",
    re.IGNORECASE,
)


class Dated(msgspec.Struct, frozen=True):
    """Where a date is written, and which it is; none if there is no such day or month."""

    date: PartialDate | None
    written: str
    begin: int
    end: int


def find_date(text: str) -> Dated | None:
    """Find the first date, and a year by itself only where there is no other."""
    every = [found for pattern in _SURE if (found := pattern.search(text))]
    found = min(every, key=re.Match.start, default=None) or _BARE.search(text)
    if found is None:
        return None
    return Dated(_date(found), found[0].strip(" ([])"), found.start(), found.end())


def _date(found: re.Match[str]) -> PartialDate | None:
    parts = found.groupdict()
    month: str | int | None = parts.get("month")
    if name := parts.get("name"):
        month = _MONTHS.index(name[:3].lower()) + 1
    given = [part for part in (parts["year"], month, parts.get("day")) if part is not None]
    date = date_of_parts(given)
    return date if date and len(date.parts) == len(given) else None
