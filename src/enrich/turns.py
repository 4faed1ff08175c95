"""Turns at a host: so many requests at one time, and a gap between the starts of two.

Sources count requests by where they come from, not by which process sent them. The time of the
last start therefore lies in a file beside the cache, and each connection is a file of its own,
all under locks that a dead process can't hold.
"""

from __future__ import annotations

import datetime as dt
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from enrich.errors import CacheError
from enrich.files import NoFile, plain, plain_if_there

__all__ = ["Clock", "Turn", "Turns", "WallClock"]

# So often it is looked whether another process has let go of its connection.
_POLL_SECONDS = 0.05
# Less is lost in the reckoning with seconds.
_INSTANT = 1e-6
# Nobody waits for longer than a source's manners allow; what a file says beyond that was noted
# before the machine was started anew.
_LONGEST_PAUSE_SECONDS = 60.0


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


class Turn:
    """One request's turn to start: nobody else starts until it is used or given back."""

    def __init__(self, held: ExitStack, note: Callable[[], None]) -> None:
        """Hold the right to start."""
        self._held = held
        self._note = note
        self._is_over = False

    def use(self) -> None:
        """Note that the request is on its way; the next one's gap begins now."""
        if not self._is_over:
            self._note()
            self.give_back()

    def give_back(self) -> None:
        """Let another start at once, since this one never reached the host."""
        self._is_over = True
        self._held.close()


class Turns:
    """The turns at one host."""

    def __init__(
        self,
        gap: float,
        *,
        clock: Clock,
        sleep: Callable[[float], None],
        connections: int = 1,
        file: Path | None = None,
    ) -> None:
        """Keep these seconds between starts, at most so many at once, shared through a file."""
        self.gap = gap
        self.connections = connections
        self._clock = clock
        self._sleep = sleep
        self._file = file
        self._pause_file = Path(f"{file}.pause") if file else None
        self._last: float | None = None
        self._until: float | None = None
        self._within = threading.Lock()
        self._among = FileLock(f"{file}.lock") if file else None
        self._freed = threading.Condition()
        self._in_use: set[int] = set()
        self._ways = [FileLock(f"{file}.{n}.lock") for n in range(connections)] if file else []

    @contextmanager
    def taken(self) -> Iterator[Turn]:
        """Wait for a connection and a turn; keep the one till the end, the other till its start."""
        with self._connection(), ExitStack() as held:
            held.enter_context(self._within)
            if self._among:
                with _explained(self._among.lock_file):
                    plain_if_there(Path(self._among.lock_file))
                    held.enter_context(self._among)
            while (left := self._earliest() - self._clock.now()) > _INSTANT:
                self._sleep(left)
            turn = Turn(held, self._note)
            try:
                yield turn
            finally:
                turn.use()

    def slow_down(self, *, gap: float = 0.0, connections: int | None = None) -> None:
        """Keep a longer gap or fewer connections from now on, never a shorter one or more."""
        self.gap = max(self.gap, gap)
        self.connections = max(1, min(self.connections, connections or self.connections))

    def pause(self, seconds: float) -> None:
        """Let nobody start for so long."""
        until = self._clock.now() + min(seconds, _LONGEST_PAUSE_SECONDS)
        self._until = max(until, self._until or until)
        _write(self._pause_file, self._until)

    @contextmanager
    def _connection(self) -> Iterator[None]:
        number = self._free_connection()
        try:
            yield
        finally:
            with self._freed:
                if self._ways:
                    self._ways[number].release()
                self._in_use.remove(number)
                self._freed.notify_all()

    def _free_connection(self) -> int:
        with self._freed:
            while True:
                free = [one for one in range(self.connections) if one not in self._in_use]
                if len(self._in_use) < self.connections:
                    for number in free:
                        if self._is_ours(number):
                            self._in_use.add(number)
                            return number
                # That another process has let go of one nobody tells.
                self._freed.wait(_POLL_SECONDS if self._ways else None)

    def _is_ours(self, number: int) -> bool:
        """Take a connection, unless another process has it."""
        if not self._ways:
            return True
        way = self._ways[number]
        try:
            with _explained(way.lock_file):
                plain_if_there(Path(way.lock_file))
                way.acquire(blocking=False)
        except Timeout:
            return False
        return True

    def _earliest(self) -> float:
        """Tell when the next request may start."""
        now = self._clock.now()
        starts = (self._last, _noted(self._file))
        ends = (self._until, _noted(self._pause_file))
        # A start in the future was noted before the machine was started anew.
        times = [start + self.gap for start in starts if start is not None and start <= now]
        latest = now + _LONGEST_PAUSE_SECONDS
        times += [end for end in ends if end is not None and end <= latest]
        return max(times, default=now)

    def _note(self) -> None:
        self._last = self._clock.now()
        _write(self._file, self._last)


def _write(file: Path | None, moment: float) -> None:
    if file:
        with _explained(file):
            plain_if_there(file).write_text(repr(moment), encoding="ascii")


@contextmanager
def _explained(file: Path | str) -> Iterator[None]:
    """Without what other runs can read, the pace could not be kept beside them."""
    try:
        yield
    except Timeout:
        raise
    except NoFile as error:
        raise CacheError(str(error)) from error
    # The second is what filelock says of a file system that knows no locks.
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or error
        message = f"{file}: can't be written ({why}); make room, or check the folder's permissions"
        raise CacheError(message) from error


def _noted(file: Path | None) -> float | None:
    try:
        noted = float(plain(file).read_text(encoding="ascii")) if file else math.nan
    except NoFile as error:
        raise CacheError(str(error)) from error
    except (OSError, ValueError):
        return None
    return noted if math.isfinite(noted) else None
