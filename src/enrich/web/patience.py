"""How much of a source's failing is borne, over all its connections."""

from __future__ import annotations

import threading

from enrich.errors import Garbled, SourceError, Throttled, TooLong, Unreachable
from enrich.manners import Manners
from enrich.web.signs import Away, Barred, TooLarge, Wait

__all__ = ["Patience"]


# Where a question may be too long, it takes a few shorter ones to know; a failure counts half.
_OF_A_LONG_ONE = 0.5


class Patience:
    """One memory of failures: what fails at the same time, fails once.

    A host that can't be reached or wants to be left alone is given up for the run when so many
    attempts in a row have failed; one that talks nonsense when so many questions have.
    """

    def __init__(self, manners: Manners) -> None:
        """Have all the patience that a source's manners allow."""
        self.given_up: SourceError | None = None
        self._manners = manners
        self._lock = threading.Lock()
        self._strikes = 0
        self._failures = 0.0
        self._failed_at = float("-inf")

    @property
    def attempts(self) -> int:
        """How often one question is asked."""
        manners = self._manners
        return manners.attempts_after_a_strike if self._strikes else manners.attempts

    def may_ask_again(self, error: BaseException, *, width: int) -> bool:
        """Whether the same request may be answered another time; a long one is better cut."""
        if self.given_up or isinstance(error, (Away, Barred, TooLarge)):
            return False
        if isinstance(error, Wait):
            return error.seconds <= self._manners.longest_wait
        is_passing = isinstance(error, (Throttled, Unreachable, Garbled))
        return is_passing and (width == 1 or not isinstance(error, TooLong))

    def note_answer(self) -> None:
        """Forget failures: the source answers."""
        with self._lock:
            self._strikes, self._failures = 0, 0.0

    def note_attempt(self, error: SourceError, *, began: float, now: float) -> float:
        """Count a failed attempt, unless it ran beside one that is counted; give how many."""
        with self._lock:
            is_silent = isinstance(error, (Throttled, Unreachable))
            if is_silent and began > self._failed_at:
                self._failures += _OF_A_LONG_ONE if isinstance(error, TooLong) else 1.0
                self._failed_at = now
                if self._failures >= self._manners.attempts:
                    self.give_up(error)
            return self._failures

    def note_failure(self, error: SourceError) -> None:
        """Count a question that was given up; a cut one may yet be answered in pieces."""
        with self._lock:
            self._strikes += 1
            is_silent = isinstance(error, (Throttled, Unreachable))
            is_hopeless = is_silent and not isinstance(error, TooLong)
            if is_hopeless or self._strikes >= self._manners.strikes:
                self.give_up(error)

    def give_up(self, error: SourceError) -> None:
        """Ask no more in this run, not even for less."""
        for kind in (Throttled, Unreachable, Garbled):
            if isinstance(error, TooLong) and isinstance(error, kind):
                error = kind(str(error))
        self.given_up = self.given_up or error
