"""One source's lane: what it has still to be asked, in which lots, and when these may go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from enrich.identifiers import Wanted
from enrich.sources.gathering import Gatherer
from enrich.sources.sizes import Lot

__all__ = ["Errand", "Lane"]

# A lane whose requests are so many times further apart is not waited for, once.
_MUCH_SLOWER = 4


class Errand(msgspec.Struct, frozen=True):
    """One lot to ask for, or to ask for again since the source left it out."""

    lot: Lot
    is_again: bool = False


class _Pile:
    """Identifiers that wait for a full lot, or for leave to go in a part of one."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._gatherer = gatherer
        self._waiting: dict[Wanted, None] = {}
        self._due: set[Wanted] = set()
        self._lots: list[Lot] | None = None

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._waiting)

    @property
    def is_due(self) -> bool:
        """Whether anything may go at once."""
        return bool(self._due)

    def add(self, identifiers: Iterable[Wanted]) -> None:
        """Let identifiers wait."""
        self._waiting.update(dict.fromkeys(identifiers))
        self._lots = None

    def release(self) -> None:
        """Let all that waits go, in whatever lots."""
        self._due.update(self._waiting)

    def draw(self) -> Lot | None:
        """Take the first lot that is full, or holds something that may go at once."""
        if self._lots is None:
            self._lots = self._gatherer.lots(tuple(self._waiting))
        lot = next((one for one in self._ready(self._lots)), None)
        if lot is None:
            return None
        if not self._gatherer.fits(lot):
            # It was cut before something was learned.
            self._lots = None
            return self.draw()
        self._lots.remove(lot)
        for one in lot:
            del self._waiting[one]
        self._due.difference_update(lot)
        return lot

    def _ready(self, lots: list[Lot]) -> Iterator[Lot]:
        for lot, after in pairwise([*lots, None]):
            # A lot is full where another of its sort follows: each sort has lots of its own.
            is_full = after is not None and lot is not None and type(lot[0]) is type(after[0])
            if lot is not None and (is_full or not self._due.isdisjoint(lot)):
                yield lot


class Lane:
    """One source, what waits for it, and how much of it is under way.

    What is known from the start goes at once. What comes later goes in full lots, and what is left
    when no other lane can add to it any more. What the source left out is gathered until none of
    its connections is at work, so that it is asked for again in few requests.
    """

    def __init__(self, gatherer: Gatherer) -> None:
        """Begin with nothing to ask."""
        manners = gatherer.source.manners()
        self.gatherer = gatherer
        self.connections = manners.connections
        self.has_begun = False
        self._gap = manners.gap
        self._first = _Pile(gatherer)
        self._again = _Pile(gatherer)
        # Identifiers drawn and not yet answered, and those whose outcome is not yet dealt with.
        self._asked = 0
        self._told = 0
        self._running = 0
        # Once each, part of a lot may go early: it costs a request, and saves time at the end.
        self._may_begin_early = False
        self._may_ask_again_early = True

    @property
    def is_quiet(self) -> bool:
        """Whether it can't reveal anything before it is given something new."""
        return not (self._asked or self._told or self._first.is_due or self._again.is_due)

    @property
    def is_at_work(self) -> bool:
        """Whether any outcome is still to come of it."""
        return bool(self._asked or self._told or self._first or self._again)

    def add(self, identifiers: Iterable[Wanted], *, at_once: bool, passed_on: bool) -> None:
        """Let identifiers wait for this source, those included that another has passed on."""
        self._may_begin_early |= passed_on and not self.is_at_work
        self._first.add(identifiers)
        if at_once:
            self._first.release()

    def draw(self, others: Iterable[Lane], *, is_last: bool) -> Errand | None:
        """Take what may go now; the last is what no other lane can add to."""
        if lot := self._draw_first(others, is_last=is_last):
            return self._begun(Errand(lot))
        if self._again and not self._running and (is_last or self._may_ask_again_early):
            self._may_ask_again_early = False
            self._again.release()
        lot = self._again.draw()
        return self._begun(Errand(lot, is_again=True)) if lot else None

    def tell(self, count: int) -> None:
        """Count outcomes that have come."""
        self._asked -= count
        self._told += count

    def settle(self, count: int) -> None:
        """Count outcomes as dealt with, all that they reveal being added."""
        self._told -= count

    def end(self, lacking: Iterable[Wanted]) -> None:
        """Count an errand as done but for what the source left out."""
        left_out = tuple(lacking)
        self._running -= 1
        self._asked -= len(left_out)
        self._again.add(left_out)

    def _draw_first(self, others: Iterable[Lane], *, is_last: bool) -> Lot | None:
        if lot := self._first.draw():
            return lot
        is_early = self._may_begin_early and all(
            one.is_quiet or one._gap > _MUCH_SLOWER * self._gap  # noqa: SLF001 - of its own kind
            for one in others
        )
        if self._told or not self._first or not (is_last or is_early):
            return None
        self._may_begin_early = False
        self._first.release()
        return self._first.draw()

    def _begun(self, errand: Errand) -> Errand:
        self._running += 1
        self._asked += len(errand.lot)
        return errand
