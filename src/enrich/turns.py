"""Turns at a host: one request at a time, and a gap between two, over all runs on a machine.

Sources count requests by where they come from, not by which process sent them. The time of the
last request therefore lies in a file beside the cache, under a lock that a dead process can't
hold.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Protocol

from filelock import FileLock

__all__ = ["Clock", "Turns", "WallClock"]


class Clock(Protocol):
    """Time: for waiting, and by the calendar."""

    def now(self) -> float:
        """Tell the seconds since some moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def moment(self) -> dt.datetime:
        """Tell the day and the time of day."""
        ...


class WallClock:
    """The time of the machine, which all its processes share until it is started anew."""

    now = staticmethod(time.monotonic)
    sleep = staticmethod(time.sleep)
    moment = staticmethod(partial(dt.datetime.now, dt.UTC))


class Turns:
    """The turns at one host."""

    def __init__(
        self, gap: float, *, clock: Clock, sleep: Callable[[float], None], file: Path | None = None
    ) -> None:
        """Keep this many seconds between two starts, shared through a file if one is named."""
        self.gap = gap
        self._clock = clock
        self._sleep = sleep
        self._file = file
        self._last: float | None = None
        self._before: float | None = None
        self._within = threading.Lock()
        self._among = FileLock(f"{file}.lock") if file else nullcontext()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn, and keep it until the request is over."""
        with self._within, self._among:
            self._before = self._last_start()
            if self._before is not None:
                left = self._before + self.gap - self._clock.now()
                if left > 0:
                    self._sleep(left)
            self._note(self._clock.now())
            yield

    def give_back(self) -> None:
        """Undo a turn, while it is taken, that never reached the host."""
        self._note(self._before)

    def _last_start(self) -> float | None:
        starts = [start for start in (self._last, self._noted()) if start is not None]
        # A start in the future was noted before the machine was started anew.
        return max((start for start in starts if start <= self._clock.now()), default=None)

    def _noted(self) -> float | None:
        try:
            return float(self._file.read_text(encoding="ascii")) if self._file else None
        except (OSError, ValueError):
            return None

    def _note(self, start: float | None) -> None:
        self._last = start
        if self._file:
            self._file.write_text("" if start is None else repr(start), encoding="ascii")
