"""Dates as precise as they were given, and no more."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

__all__ = ["MONTH", "PartialDate", "date_of_parts", "month_named", "parse_date"]


class PartialDate(msgspec.Struct, frozen=True):
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """Make it of a day of the calendar."""
        return cls(day.year, day.month, day.day)

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers that are known, the year first."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    def __str__(self) -> str:
        """Print in the ISO 8601 form of its precision."""
        return "-".join(f"{part:0{4 if i == 0 else 2}}" for i, part in enumerate(self.parts))


_EARLIEST, _LATEST = 1400, 2200
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", re.ASCII)


def date_of_parts(parts: Sequence[int | str | None]) -> PartialDate | None:
    """Make a date of the numbers a source gives; what can't be is left out from there on."""
    numbers = [_number(part) for part in parts[:3]]
    year, month, day = [*numbers, None, None, None][:3]
    if year is None or not _EARLIEST <= year <= _LATEST:
        return None
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - months
        return PartialDate(year)
    if day is None or not _is_day(year, month, day):
        return PartialDate(year, month)
    return PartialDate(year, month, day)


def parse_date(text: str) -> PartialDate | None:
    """Read `2021`, `2021-01`, `2021-01-31` or a time stamp that begins so."""
    found = _ISO.fullmatch(text.strip())
    return date_of_parts(found.groups()) if found else None


# The names of months and what people cut them to, as a part of a pattern; a stop may stand behind.
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(rf"(?<![^\W\d_]){MONTH}(?![^\W\d_])", re.IGNORECASE)


def month_named(text: str) -> int | None:
    """Give the number of the month that a text names first, in whole words."""
    found = _NAMED.search(text)
    return _MONTHS.index(found[0][:3].lower()) + 1 if found else None


def _number(part: int | str | None) -> int | None:
    try:
        return int(part) if part is not None else None
    except ValueError:
        return None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True
