"""Dates."""

from __future__ import annotations

from enrich.dates import date_of_parts, month_named, parse_date
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.target import Target

__all__ = ["DATES"]

_PIECES = (
    *"2021 1 01 12 13 30 31 00 - -- / T12:00:00Z January jan may Sept. 0 99999 + . : _ 1_0".split(),
    " ",
)


def _check(text: str) -> None:
    if date := parse_date(text):
        assert date == parse_date(str(date))
    month_named(text)
    for parts in (text.split("-"), text.split()):
        date_of_parts(parts)


DATES = Target(
    name="dates",
    inputs=mutated(("2021-01-31", "2021-02-30T00:00:00Z", "3 May 2021"), _PIECES)
    | pieced(_PIECES, 8),
    check=_check,
    pieces=_PIECES,
    holders=(str, "2021-{}".format),
)
