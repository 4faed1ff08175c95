"""How far each source is: what it still has to be asked, at which rate, and what it waits for."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from enrich.watching import Asked, Pause

__all__ = ["Progress"]

_WIDEST_BAR, _NARROWEST_BAR = 30, 8
# A rate means nothing before.
_SECONDS_TO_KNOW = 2.0
_MINUTE, _HOUR = 60, 3600
# So many a second need no decimals.
_QUICK = 10
_GAP = "  "
# The room that is kept for what stands behind a bar, so that the bar stays as long as it is.
_RATE, _LEFT, _WAITS = 6, 11, 21
_BESIDE_BAR = 4 * len(_GAP) + _RATE + _LEFT + _WAITS
_CACHE = "cache"


@dataclass
class _Course:
    """What is known of one source."""

    expected: int = 0
    done: int = 0
    under_way: int = 0
    began: float | None = None
    waits_until: float = -math.inf
    why: Pause = Pause.PACE
    is_given_up: bool = False


class Progress:
    """All sources that have work, in lines as wide as there is room for."""

    def __init__(self, now: Callable[[], float], *, is_plain: bool = False) -> None:
        """Reckon with this clock; where it is plain, with letters of ASCII alone."""
        self._now = now
        self._full, self._rest = ("#", "-") if is_plain else ("━", "╌")
        self._courses: dict[str, _Course] = {}
        self._outcomes = 0
        self._lock = threading.Lock()

    def expects(self, source: str, count: int) -> None:
        """Count what has to be asked."""
        with self._lock:
            self._course(source).expected += count

    def answers(self, source: str, count: int) -> None:
        """Count what need not be waited for any more."""
        with self._lock:
            self._course(source).done += count

    def comes(self) -> None:
        """Count an outcome, wherever it is from; only one thread tells of them."""
        self._outcomes += 1

    def asks(self, source: str) -> None:
        """Count a request that goes out."""
        with self._lock:
            course = self._course(source)
            course.under_way += 1
            if course.began is None:
                course.began = self._now()

    def asked(self, asked: Asked) -> None:
        """Count one that came back."""
        with self._lock:
            self._course(asked.source).under_way -= 1

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        """Keep in mind for how long a source is left alone, and why."""
        now = self._now()
        with self._lock:
            course = self._course(source)
            if course.waits_until <= now or why is not Pause.PACE:
                course.waits_until, course.why = now + seconds, why

    def gives_up(self, source: str) -> None:
        """Keep in mind that a source is not asked any more."""
        with self._lock:
            self._course(source).is_given_up = True

    def lines(self, width: int) -> tuple[str, ...]:
        """Give a line for each source that has work, or one for the cache, none wider than this."""
        with self._lock:
            return tuple(line[:width] for line in self._lines(width))

    def told(self) -> tuple[str, ...]:
        """Tell the same in plain sentences of a few words."""
        now = self._now()
        with self._lock:
            return tuple(
                f"{name}: {', '.join(part.lstrip() for part in _parts(course, now) if part)}"
                for name, course in self._working()
            )

    def _lines(self, width: int) -> Iterator[str]:
        working = self._working()
        if not working and self._outcomes:
            yield f"{_CACHE}{_GAP}{self._outcomes:,} answers"
        if not working:
            return
        now = self._now()
        rows = [(name, course, _parts(course, now)) for name, course in working]
        longest = max(len(name) for name, _, _ in rows)
        widest = max(len(parts.count) for _, _, parts in rows)
        for name, course, parts in rows:
            head = f"{name:<{longest}}{_GAP}{parts.count:>{widest}}"
            yield self._fitted(head, course, parts, width)

    def _fitted(self, head: str, course: _Course, parts: _Parts, width: int) -> str:
        """Leave out what matters least where there is no room: the bar, then the rate."""
        room = min(width - len(head) - _BESIDE_BAR, _WIDEST_BAR)
        if room >= _NARROWEST_BAR:
            bar = self._bar(course, room)
            columns = (head, bar, f"{parts.rate:>{_RATE}}", f"{parts.left:<{_LEFT}}", parts.waits)
            return _GAP.join(columns).rstrip()
        head, said = head.rstrip(), (parts.rate, parts.left, parts.waits)
        tails = (said, said[1:], said[2:], said[1:2])
        lines = (_GAP.join((head, *(part for part in tail if part))) for tail in tails)
        return next((line for line in lines if len(line) <= width), head)

    def _bar(self, course: _Course, room: int) -> str:
        done = 0 if course.is_given_up else min(course.done, course.expected)
        full = room * done // course.expected
        return self._full * full + self._rest * (room - full)

    def _working(self) -> list[tuple[str, _Course]]:
        return [(name, one) for name, one in self._courses.items() if one.expected]

    def _course(self, source: str) -> _Course:
        return self._courses.setdefault(source, _Course())


@dataclass(frozen=True)
class _Parts:
    """What is said of a source."""

    count: str
    rate: str
    left: str
    waits: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.count, self.rate, self.left, self.waits))


def _parts(course: _Course, now: float) -> _Parts:
    expected = f"{course.expected:,}"
    count = f"{course.done:>{len(expected)},}/{expected}"
    if course.is_given_up:
        # What nobody asks for any more counts as done, and nothing came of it.
        return _Parts("", "", "", "given up")
    if course.done >= course.expected:
        return _Parts(count, "", "", "done")
    rate = _rate(course, now)
    left = f"{_span((course.expected - course.done) / rate)} left" if rate else ""
    return _Parts(count, _rated(rate), left, _waited_for(course, now))


def _rate(course: _Course, now: float) -> float:
    """Give how many come in a second, as far as it is known."""
    if course.began is None or not course.done or now - course.began < _SECONDS_TO_KNOW:
        return 0.0
    return course.done / (now - course.began)


def _rated(rate: float) -> str:
    if not rate:
        return ""
    if rate * _MINUTE < 1:
        return f"{rate * _HOUR:.0f}/h"
    if rate < 1:
        return f"{rate * _MINUTE:.0f}/min"
    return f"{rate:.1f}/s" if rate < _QUICK else f"{rate:,.0f}/s"


def _span(seconds: float) -> str:
    """Tell a time as one would say it."""
    if seconds < _MINUTE:
        return f"{math.ceil(seconds)} s"
    if seconds < _HOUR:
        return f"{math.ceil(seconds / _MINUTE)} min"
    return f"{seconds / _HOUR:.1f} h"


def _waited_for(course: _Course, now: float) -> str:
    left = math.ceil(course.waits_until - now) if course.waits_until > now else 0
    if left and course.why is Pause.TOLD:
        return f"told to wait {_span(left)}"
    if left and course.why is Pause.AGAIN:
        return f"trying again in {_span(left)}"
    if course.under_way:
        answers = "an answer" if course.under_way == 1 else f"{course.under_way} answers"
        return f"waiting for {answers}"
    return f"next request in {_span(left)}" if left else ""
