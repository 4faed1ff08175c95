"""Whether numbers and dates that a user wrote are those of a work, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from enrich.dates import PartialDate, month_named
from enrich.match import Agreement
from enrich.record import Kind, Record

__all__ = [
    "dates_agree",
    "month_agrees",
    "numbers_agree",
    "ordinals_agree",
    "pages_agree",
    "standards_agree",
    "year_agrees",
]

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|2[01])\d{2}(?!\d)", re.ASCII)
_PENDING = re.compile(
    r"\b(?:to appear|in press|forthcoming|accepted|submitted|online first|n\.?\s?d\.?)\b",
    re.IGNORECASE,
)
_MONTH_NUMBER = re.compile(r"0?([1-9]|1[0-2])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_LEAD = re.compile(r"^(?:vol(?:ume)?|no|nr|number|issue|art(?:icle)?|pages?|pp?)\b[\s.:]*")
_ROMAN = re.compile(r"[ivxlcdm]+")
_DASH = re.compile(r"(?:(?<!\s)\s+)?[-\u2010-\u2015\u2212]+\s*")
_FOLLOWING = re.compile(r"(?:(?<!\s)\s+)?(?:\+|ff?\.?)$")
# ACM counts the pages of each article from one, behind the article's number.
_OF_ARTICLE = re.compile(r"\b\w+:(?=\d)")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def year_agrees(said: str, record: Record) -> Agreement:
    """Compare the year with those in which the work came out."""
    years = {int(year) for year in _YEAR.findall(said)}
    known = {date.year for date in _dates(record)}
    if not known:
        return Agreement.OPEN
    if not years:
        return Agreement.AGAINST if _PENDING.search(said) else Agreement.OPEN
    if not years.isdisjoint(known):
        return Agreement.CLEAR
    is_between = any(_is_between((year,), record) for year in years)
    return Agreement.OPEN if is_between else Agreement.AGAINST


def month_agrees(said: str, record: Record) -> Agreement:
    """Compare the month with those in which the work came out."""
    number = _MONTH_NUMBER.fullmatch(said.strip())
    month = int(number[1]) if number else month_named(said)
    known = {date.month for date in _dates(record)} - {None}
    if month is None or not known:
        return Agreement.OPEN
    return Agreement.CLEAR if month in known else Agreement.AGAINST


def dates_agree(said: str, record: Record) -> Agreement:
    """Compare a date as far as both are given."""
    found = _DATE.match(said.strip())
    if found is None:
        return year_agrees(said, record)
    parts = tuple(int(part) for part in found.groups() if part)
    known = [date.parts for date in _dates(record)]
    if not known:
        return Agreement.OPEN
    alike = any(all(map(int.__eq__, parts, date)) for date in known)
    if alike:
        return Agreement.CLEAR
    return Agreement.OPEN if _is_between(parts, record) else Agreement.AGAINST


def _is_between(parts: tuple[int, ...], record: Record) -> bool:
    """Whether a date may be that of a version of a preprint between its first and its last."""
    first, last = record.dates.posted, record.dates.revised
    if record.kind is not Kind.PREPRINT or first is None or last is None:
        return False
    length = len(parts)
    return first.parts[:length] <= parts <= last.parts[:length]


def _dates(record: Record) -> Iterator[PartialDate]:
    """Give the dates of the work: that of its preprint is none of a published one."""
    dates = record.dates
    versions = (dates.posted, dates.revised) if record.kind is Kind.PREPRINT else ()
    every = (record.date, dates.printed, dates.online, dates.issued, *versions)
    yield from (date for date in every if date)


def numbers_agree(said: str, ours: str) -> Agreement:
    """Compare a volume or an issue, without what stands around the number."""
    one, other = _plain(said), _plain(ours)
    if not one:
        return Agreement.OPEN
    if one == other or other in re.split(r"[-/, ]+", one) or one in re.split(r"[-/, ]+", other):
        return Agreement.CLEAR
    if _ROMAN.fullmatch(one) or not any(map(str.isdigit, one)):
        return Agreement.OPEN
    return Agreement.AGAINST


def _plain(text: str) -> str:
    text = _LEAD.sub("", _DASH.sub("-", text.lower().replace("_", " ")).strip())
    return re.sub(r"(?<!\d)0+(?=\d)", "", text).strip(" .")


def pages_agree(said: str, ours: str, article: str | None) -> Agreement:
    """Compare pages: a first page agrees with its range, a cut last one with the whole."""
    one, other = _ranges(said), _ranges(ours)
    if not one:
        return Agreement.OPEN
    numbers = {begin for begin, _ in other} | ({_plain(article)} if article else set())
    if one == other or all(not end and begin in numbers for begin, end in one):
        return Agreement.CLEAR
    # How many pages there are, or which of an article that has a number of its own.
    is_counted = one[0][1] and all(not end for _, end in other)
    is_more = {*other} < {*one}
    is_pages = all(any(map(str.isdigit, begin)) for begin, _ in one)
    return Agreement.OPEN if is_counted or is_more or not is_pages else Agreement.AGAINST


def _ranges(text: str) -> list[tuple[str, str]]:
    """Give the first and last page of each range, the last one in full."""
    plain = (_plain(_OF_ARTICLE.sub("", part)) for part in re.split(r"[,;]", text))
    return [_range(part) for part in plain if part]


def _range(text: str) -> tuple[str, str]:
    begin, _, end = _FOLLOWING.sub("", text).partition("-")
    if "-" in end:
        # The numbers themselves have hyphens: the dash is the one in the middle.
        parts = text.split("-")
        middle = len(parts) // 2
        begin, end = "-".join(parts[:middle]), "-".join(parts[middle:])
    if len(end) < len(begin) and end.isdigit():
        end = begin[: len(begin) - len(end)] + end
    return begin, "" if end == begin else end


def ordinals_agree(said: str, ours: str) -> Agreement:
    """Compare editions: 2, 2nd, Second; words can't be held against each other."""
    one, other = _ordinal(said), _ordinal(ours)
    if one is None or other is None:
        return Agreement.OPEN
    return Agreement.CLEAR if one == other else Agreement.AGAINST


def _ordinal(text: str) -> int | None:
    number = re.match(r"\s*(\d{1,3})(?:st|nd|rd|th)?\b", text, re.ASCII)
    if number:
        return int(number[1])
    word = text.split(maxsplit=1)[0].lower() if text.split() else ""
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None


def standards_agree(said: str, numbers: Iterable[str]) -> Agreement:
    """Compare ISBNs or ISSNs; a work has more of them than any source knows."""
    known = {re.sub(r"[^\dX]", "", number.upper()) for number in numbers}
    named = {re.sub(r"[^\dX]", "", part.upper()) for part in re.split(r"[,;\s]+", said)}
    return Agreement.OPEN if known.isdisjoint(named) else Agreement.CLEAR
