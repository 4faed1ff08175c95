"""How many things one source answers at once, as far as this run has learned."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from enrich.identifiers import Wanted

__all__ = ["Lot", "Sizes", "halved"]

Lot = tuple[Wanted, ...]


class Sizes:
    """The largest lots of each sort of thing.

    A lot that fails where both of its halves are answered was too large; one of which a half fails
    again holds something that can't be answered in any lot, and says nothing of its size. What was
    answered once is never too large, so that chance can't make lots smaller and smaller.
    """

    def __init__(self) -> None:
        """Know of no limit."""
        self._lock = threading.Lock()
        self._answered: dict[type, int] = {}
        self._most: dict[type, int] = {}

    def fits(self, lot: Lot) -> bool:
        """Whether a lot is not larger than it may be."""
        most = self._most.get(type(lot[0]))
        return most is None or len(lot) <= most

    def cut(self, lots: Iterator[Lot]) -> Iterator[Lot]:
        """Cut lots into as few as may be, of about one size."""
        for lot in lots:
            count = 1 if self.fits(lot) else -(-len(lot) // self._most[type(lot[0])])
            size = -(-len(lot) // count)
            yield from (lot[start : start + size] for start in range(0, len(lot), size))

    def note_answered(self, sort: type, size: int) -> None:
        """Learn that so many were answered at once."""
        with self._lock:
            self._answered[sort] = max(size, self._answered.get(sort, 1))

    def note_too_large(self, sort: type) -> None:
        """Learn that no more are answered than ever were."""
        with self._lock:
            self._most[sort] = self._answered.get(sort, 1)


def halved(lot: Sequence[Wanted]) -> tuple[Lot, ...]:
    """Cut a lot into its halves, if it has any."""
    middle = -(-len(lot) // 2)
    return tuple(tuple(half) for half in (lot[:middle], lot[middle:]) if half)
