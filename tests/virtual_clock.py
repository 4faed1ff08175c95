"""Time for runs of several threads: a sleep costs nothing, and is counted all the same."""

from __future__ import annotations

import datetime as dt
import threading
import time

__all__ = ["VirtualClock"]


class VirtualClock:
    """The time that really passes, and all sleeps on top of it.

    Where two threads sleep at one time, their sleeps are added up: it tells too much, never too
    little.
    """

    def __init__(self, moment: dt.datetime) -> None:
        """Begin at nought, at this moment of the calendar."""
        self._begun = moment
        self._started = time.monotonic()
        self._slept = 0.0
        self._lock = threading.Lock()

    @property
    def slept(self) -> float:
        """The seconds that all sleeps would have taken."""
        with self._lock:
            return self._slept

    def now(self) -> float:
        """Tell the seconds since the beginning."""
        return time.monotonic() - self._started + self.slept

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        with self._lock:
            self._slept += max(0.0, seconds)

    def moment(self) -> dt.datetime:
        """Tell the day and the time of day."""
        return self._begun + dt.timedelta(seconds=self.slept)
