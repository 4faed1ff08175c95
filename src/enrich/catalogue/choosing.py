"""Which works somebody wants to see, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from enrich.catalogue.briefs import Brief
from enrich.errors import ConfigError
from enrich.misses import Miss
from enrich.record import Kind
from enrich.status import Status
from enrich.text import folded

__all__ = ["Choice", "Order", "Years", "chosen", "in_order", "is_chosen_lack"]

_SPAN = re.compile(r"(?P<first>\d{4})?(?P<to>-|\.\.|\u2013)?(?P<last>\d{4})?", re.ASCII)
_LAST_YEAR = 9999


class Years(msgspec.Struct, frozen=True):
    """The years from one to another, both of them included."""

    first: int
    last: int

    @classmethod
    def read(cls, written: str) -> Years:
        """Read `2020`, `2019-2021`, `2019-` or `-2021`."""
        span = _SPAN.fullmatch(written.strip())
        first, to, last = span.groups() if span else (None, None, None)
        if not (first or last) or (first and last and first > last):
            message = f"{written!r} are no years; write 2020, 2019-2021, 2019- or -2021"
            raise ConfigError(message)
        if first and not to:
            return cls(int(first), int(last or first))
        return cls(int(first or 0), int(last or _LAST_YEAR))

    def __contains__(self, year: int | None) -> bool:
        """Tell whether a year is one of them."""
        return year is not None and self.first <= year <= self.last


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be true of a work; what is not said may be anything."""

    years: Years | None = None
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    venue: str | None = None
    author: str | None = None
    section: str | None = None


class Order(StrEnum):
    """By what works are sorted."""

    KEY = "key"
    YEAR = "year"
    AUTHOR = "author"
    TITLE = "title"
    VENUE = "venue"


def chosen(briefs: Iterable[Brief], choice: Choice) -> list[Brief]:
    """Give the works of which all of it is true, in their order."""
    conditions = list(_conditions(choice))
    return [brief for brief in briefs if all(holds(brief) for holds in conditions)]


def is_chosen_lack(miss: Miss, choice: Choice) -> bool:
    """Tell whether the same is true of a seed without an entry, as far as its list says."""
    claim = miss.seed.claim
    year = claim.date.year if claim.date else None
    return (
        (choice.years is None or year in choice.years)
        and (not choice.kinds or claim.kind in choice.kinds)
        and _has(choice.venue, (claim.venue or "",))
        and _has(choice.author, claim.authors)
        and _has(choice.section, (" ".join(miss.seed.tags),))
    )


def in_order(briefs: Iterable[Brief], order: Order) -> list[Brief]:
    """Sort works, those of which it is not known last, and those of which it is equal by key."""
    by = _ORDERS[order]
    return sorted(
        briefs, key=lambda one: (by(one) is None, by(one) or "", one.key.casefold(), one.key)
    )


def _conditions(choice: Choice) -> Iterable[Callable[[Brief], bool]]:
    years, kinds, statuses = choice.years, choice.kinds, choice.statuses
    if years is not None:
        yield lambda brief: brief.year in years
    if kinds:
        yield lambda brief: brief.kind in kinds
    if statuses:
        yield lambda brief: brief.status in statuses
    if choice.venue is not None:
        yield lambda brief: _has(choice.venue, (brief.venue or "",))
    if choice.author is not None:
        yield lambda brief: _has(choice.author, brief.authors or (brief.author or "",))
    if choice.section is not None:
        yield lambda brief: _has(choice.section, (" ".join(brief.sections),))


def _has(wanted: str | None, texts: Sequence[str]) -> bool:
    """Tell whether one of some texts has all words, or parts of words, that are wanted."""
    words = folded(wanted or "").split()
    return not words or any(all(word in folded(text) for word in words) for text in texts)


def _folded(text: str | None) -> str | None:
    return folded(text or "") or None


# Years are told as text, too, all of the same length.
_ORDERS: dict[Order, Callable[[Brief], str | None]] = {
    Order.KEY: lambda one: one.key.casefold(),
    Order.YEAR: lambda one: None if one.year is None else f"{one.year:04}",
    Order.AUTHOR: lambda one: _folded(one.author),
    Order.TITLE: lambda one: _folded(one.title),
    Order.VENUE: lambda one: _folded(one.venue),
}
