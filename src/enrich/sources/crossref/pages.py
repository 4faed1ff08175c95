"""The pages of a Crossref work, and its article number where it has no pages.

Publishers put into `page` whatever their system has there. What is a page or a range of pages is
brought into one form, `first-last`; what can't be told is left as it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from enrich.sources.crossref.shape import Work
from enrich.sources.lines import read_line, unless_void

__all__ = ["Pages", "pages_of"]


class Pages(NamedTuple):
    """Where a work stands in its volume."""

    pages: str | None
    article_number: str | None


_PLAIN = re.compile(r"([1-9]\d{0,4})-([1-9]\d{0,4})", re.ASCII)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_THOUSANDS = re.compile(r"(\d{1,3}),(\d{3})-(\d{1,3}),(\d{3})", re.ASCII)
_LABEL = re.compile(r"^(?:[Pp]p\.?|p\.?|[Pp]ages?:?|[Pp]g\.?)\s*(?=\d|[ivxlc]+\b)")
_COUNT = re.compile(r"\d+(?:\s*(?:[Pp]ages|pp\.?|p\.)|\s+p)", re.ASCII)
_ABSENT = re.compile(
    r"n\.? ?pag\.?|in press|forthcoming|(?:e?pub )?ahead of print|online first", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"^(?:art(?:icle|\.)?|paper)\s*(?:id|no\.?|number|#)?[:\s]*(?=\w*\d)", re.IGNORECASE
)
# J-STAGE tells articles that begin on one page apart: 10.3412/jsb1917.18.1_111.
_COPY = re.compile(r"(?<=\d)_\d+$", re.ASCII)
_NUMBERED = re.compile(r"([A-Za-z]*)(\d+)", re.ASCII)
# No volume has a hundred thousand pages: e0123456, 041901, eaax1234, SAGE's 2053951719836258.
_ELECTRONIC = re.compile(r"e[a-z]{0,3}\d{3,}|\d{6,}", re.ASCII)
# The identifier that Elsevier and Cambridge give an item, before it has pages.
_INTERNAL = re.compile(r"[SB]\d{15}[\dX]", re.ASCII | re.IGNORECASE)
# What is short may be the page of a section: 12-5.
_SHORTEST_TO_SHARE = 3


def pages_of(work: Work) -> Pages:
    """Read the pages and the article number; one that stands in both fields is no page."""
    number = _article_number(work)
    if not work.page:
        return Pages(None, number)
    plain = _PLAIN.fullmatch(work.page)
    pages = work.page if plain and _ascends(*plain.groups()) else _pages(work.page)
    if pages is None or _INTERNAL.fullmatch(pages):
        return Pages(None, number)
    if number is None and (electronic := _electronic(pages)):
        return Pages(None, electronic)
    if number in {pages, pages.removeprefix("e"), f"e{pages}"}:
        return Pages(None, number)
    return Pages(pages, number if "-" not in pages or _is_plain(number) else None)


def _is_plain(number: str | None) -> bool:
    """Whether the number tells something beside a range: what is in letters is for a system."""
    return bool(number and (re.fullmatch(r"[A-Za-z]?\d+", number) or _ELECTRONIC.fullmatch(number)))


def _ascends(first: str, last: str) -> bool:
    return len(first) < len(last) or (len(first) == len(last) and first < last)


def _article_number(work: Work) -> str | None:
    """Read the number, unless it is only the end of the DOI, or means nothing to a reader."""
    line = unless_void(read_line(work.article_number))
    if line is None or _INTERNAL.fullmatch(line):
        return None
    if "." in line and work.doi.lower().endswith(line.lower()):
        return None
    return _ARTICLE.sub("", line)


def _electronic(pages: str) -> str | None:
    """Take the number out of what is none of pages: `Article 12`, `e0123456`."""
    if _ARTICLE.match(pages):
        return _ARTICLE.sub("", pages)
    return pages if _ELECTRONIC.fullmatch(pages) else None


def _pages(raw: str) -> str | None:
    """Bring each range of a list into its form."""
    line = unless_void(read_line(raw))
    if line is None or _COUNT.fullmatch(line) or _ABSENT.fullmatch(line):
        return None
    line = _DASH.sub("-", _LABEL.sub("", line).strip(" .,;"))
    line = _THOUSANDS.sub(r"\1\2-\3\4", line)
    ranges = (_range(part) for part in re.split(r"\s*[,;]\s*", line))
    return ", ".join(one for one in ranges if one) or None


def _range(pages: str) -> str | None:
    """Bring one range into its form; of a range without a beginning nothing is known."""
    if pages.startswith("-"):
        return None
    parts = _COPY.sub("", pages).rstrip("-").split("-")
    middle = (len(parts) + 1) // 2
    first, last = "-".join(parts[:middle]), "-".join(parts[middle:])
    if not last or first == last:
        return unless_void(first)
    return f"{first}-{_whole(first, last)}"


def _whole(first: str, last: str) -> str:
    """Give the last page what it shares with the first and leaves out: 1234-8, E297-299."""
    start = _NUMBERED.fullmatch(first)
    if start is None or not (last.isascii() and last.isdigit()):
        return last
    letters, digits = start.groups()
    if len(last) >= len(digits):
        return letters + last if _ascends(digits, last) else last
    if len(digits) < _SHORTEST_TO_SHARE:
        return last
    shared, rest = digits[: -len(last)], digits[-len(last) :]
    return letters + shared + last if rest < last else last
