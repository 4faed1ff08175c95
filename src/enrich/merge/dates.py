"""Which date is taken: the most precise of those that agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from enrich.dates import PartialDate
from enrich.merge.model import Rule
from enrich.merge.said import Choice, Said, first
from enrich.record import Dates

__all__ = ["choose_date", "is_dated"]


def choose_date(said: Sequence[Said]) -> Choice:
    """Choose the first date, or one of the same version that is the same with more of it."""
    taken = said[0]
    for other in said[1:]:
        if other.of.is_preprint is said[0].of.is_preprint and _goes_on(
            _parts(other), _parts(taken)
        ):
            taken = other
    if taken is said[0]:
        return first(said)
    return Choice(taken.value, (taken.of,), Rule.PRECISER)


def is_dated(dates: Dates) -> bool:
    """Whether a publication has a date of its own."""
    return any((dates.printed, dates.online, dates.issued))


def _parts(said: Said) -> tuple[int, ...]:
    return cast("PartialDate", said.value).parts


def _goes_on(longer: tuple[int, ...], shorter: tuple[int, ...]) -> bool:
    return len(longer) > len(shorter) and longer[: len(shorter)] == shorter
