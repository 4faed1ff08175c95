"""What a source's headers say of the pace that it allows."""

from __future__ import annotations

import requests

from enrich.manners import Pace

__all__ = ["told_pace"]

# What is spaced by no more than the limit arrives too early now and then.
_MARGIN = 1.02
_LONGEST_NUMBER = 9
_ANY = 1000


def told_pace(response: requests.Response) -> Pace:
    """Read how many requests in which time, and how many at one time, Crossref allows.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
    """
    limit = _number(response, "x-rate-limit-limit")
    seconds = _number(response, "x-rate-limit-interval")
    gap = _MARGIN * seconds / limit if limit and seconds else 0.0
    return Pace(gap, _number(response, "x-concurrency-limit") or _ANY)


def _number(response: requests.Response, name: str) -> int:
    """Read a whole number, nought where there is none."""
    written = response.headers.get(name, "").strip().removesuffix("s")
    is_number = written.isascii() and written.isdecimal() and len(written) <= _LONGEST_NUMBER
    return int(written) if is_number else 0
