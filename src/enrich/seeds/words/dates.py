"""Dates as people write them: as precise as they were written, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from enrich.dates import MONTH, PartialDate, date_of_parts, month_named

__all__ = ["Dated", "date_in", "find_date", "read_date", "year_of"]

_MONTH = rf"(?P<name>{MONTH})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# In prose, a number beyond the first of these is rather another number than a year.
_LIKELY, _POSSIBLE = "(?:1[89]|20)", "(?:1[4-9]|2[01])"
_YEAR = rf"(?P<year>{_LIKELY}\d\d)(?!\d)"


def _sure(century: str) -> tuple[re.Pattern[str], ...]:
    """Give the forms of dates that surely tell a year, of these centuries."""
    year = rf"(?P<year>{century}\d\d)(?!\d)"
    numbers = (
        rf"(?<![\w./-])(?P<year>{century}\d\d)(?P<sign>[-./])(?P<month>\d{{1,2}})"
        r"(?:(?P=sign)(?P<day>\d{1,2})(?:T\d\d:[\d:.+Z-]*)?)?(?![\w-]|/\d|\.\d)"
    )
    forms = (
        rf"(?<![\d.]){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{year}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{year}",
        rf"(?<!\d){year},?\s+{_MONTH}(?:\s+{_DAY}(?![\d:(]))?",
        rf"\b{_MONTH},?\s+{year}",
        numbers,
        # Of 3/4/2021 nothing but the year is sure.
        rf"(?<![\w./-])\d{{1,2}}(?P<sign>[-./])\d{{1,2}}(?P=sign){year}(?![\w/-]|\.\d)",
        rf"[(\[][^()\[\]\d]{{0,60}}{year}[a-z]?\s*[)\]]",
    )
    return tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in forms)


_SURE, _SURE_IN_FIELD = _sure(_LIKELY), _sure(_POSSIBLE)
# A number by itself is a year unless something says that it is another number.
_BARE = re.compile(
    rf"(?<![\w.:/$\u2013-])(?<!no\. )(?<!vol\. )(?<!pp\. )(?<!number: )(?<!pages )(?<!volume )"
    rf"{_YEAR}(?![\w/\u2013:%-]|\.\d)",
    re.IGNORECASE,
)
# CVPR'17, ECCV' 16.
_SHORT = re.compile(r"(?<=[A-Z]{2})['\u2019]\s?(?P<year>\d\d)(?!\d)")
_LAST_SHORT, _FULL = 50, 100
# Seasons, as ISO 8601-2 numbers them.
_SEASONS = range(21, 25)


class Dated(msgspec.Struct, frozen=True):
    """Where a date is written, and which it is; none if there is no such day or month."""

    date: PartialDate | None
    written: str
    begin: int
    end: int


def find_date(text: str) -> Dated | None:
    """Find the first date, and a year by itself only where there is no other."""
    found = _first(_SURE, text) or _BARE.search(text)
    found = found or _SHORT.search(text)
    if found is None:
        return None
    return Dated(_date(found), found[0].strip(" ([])"), found.start(), found.end())


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    every = [found for pattern in patterns if (found := pattern.search(text))]
    return min(every, key=re.Match.start, default=None)


def date_in(text: str) -> PartialDate | None:
    """Give the first date alone."""
    dated = find_date(text)
    return dated.date if dated else None


# Longer than any field that holds a date.
_LONGEST = 200
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*", re.ASCII)
_ANY_YEAR = re.compile(rf"(?<!\d){_POSSIBLE}\d{{2}}(?!\d)", re.ASCII)


def read_date(text: str) -> PartialDate | None:
    """Read what is to be a date: one in words or numbers, or else the one year it names."""
    text = text[:_LONGEST]
    if dated := find_date(text):
        return dated.date
    if found := _first(_SURE_IN_FIELD, text):
        return _date(found)
    compact = _COMPACT.fullmatch(text)
    return date_of_parts(compact.groups() if compact else [year_of(text)])


def year_of(text: str) -> int | None:
    """Give the year that a text names, if it names one and no other."""
    years = set(_ANY_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def _date(found: re.Match[str]) -> PartialDate | None:
    parts = found.groupdict()
    name = parts.get("name")
    month = month_named(name) if name else _counted(parts.get("month"))
    if month in _SEASONS:
        month = None
    year = int(parts["year"])
    year += (2000 if year <= _LAST_SHORT else 1900) * (year < _FULL)
    given = [part for part in (year, month, _counted(parts.get("day"))) if part]
    date = date_of_parts(given)
    return date if date and len(date.parts) == len(given) else None


def _counted(number: str | None) -> int | None:
    """Read a number that counts from one; programs write 00 for what they don't know."""
    return int(number or 0) or None
