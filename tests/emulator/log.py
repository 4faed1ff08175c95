"""What was asked, and when."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count, pairwise
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.emulator.messages import Api, Asked


@dataclass(frozen=True, slots=True)
class Logged:
    """One request; while it runs it ends at infinity with status 0."""

    api: Api
    path: str
    query: Mapping[str, str]
    started: float
    ended: float
    status: int
    user_agent: str
    ids: tuple[str, ...]


class Log:
    """The requests in the order in which they started."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Time requests by this clock."""
        self._clock = clock
        self._lock = Lock()
        self._numbers = count()
        self._entries: dict[int, Logged] = {}
        self._running: Counter[Api] = Counter()
        self._peaks: Counter[Api] = Counter()

    def begin(self, asked: Asked, ids: tuple[str, ...]) -> tuple[int, float]:
        """Note that a request starts; give its number and the time."""
        with self._lock:
            number, now = next(self._numbers), self._clock()
            self._entries[number] = Logged(
                asked.api, asked.path, asked.query, now, math.inf, 0, asked.user_agent, ids
            )
            self._running[asked.api] += 1
            self._peaks[asked.api] = max(self._peaks[asked.api], self._running[asked.api])
        return number, now

    def end(self, asked: Asked, number: int, status: int) -> None:
        """Note that a request is answered."""
        with self._lock:
            self._running[asked.api] -= 1
            if number in self._entries:
                entry = self._entries[number]
                self._entries[number] = replace(entry, ended=self._clock(), status=status)

    def forget(self) -> None:
        """Drop every entry."""
        with self._lock:
            self._entries.clear()
            self._peaks = self._running.copy()

    def entries(self) -> list[Logged]:
        """Give every entry."""
        with self._lock:
            return list(self._entries.values())

    def peak(self, api: Api) -> int:
        """Count the most requests that ran at one time, whatever the clock says."""
        with self._lock:
            return self._peaks[api]


def gaps(entries: list[Logged]) -> tuple[float, ...]:
    """Give the seconds from each start to the next."""
    return tuple(later.started - earlier.started for earlier, later in pairwise(entries))
