"""How long all that a run was told stays good: so long, the next run would ask for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from enrich.answers import Failure, Outcome, Standing
from enrich.sources.gathering import Lifetimes

__all__ = ["Horizon"]

_ASKED_ANEW = frozenset({Standing.STALE, Standing.SNAPSHOT})


class Horizon:
    """The moment at which the first of a run's answers is past its time."""

    def __init__(self, lifetimes: Mapping[str, Lifetimes]) -> None:
        """Know how long each source's answers are good."""
        self._lifetimes = lifetimes
        self._until: dt.datetime | None = dt.datetime.max.replace(tzinfo=dt.UTC)

    @property
    def until(self) -> dt.datetime | None:
        """Give that moment; none where something would be asked for at once."""
        return self._until

    def see(self, outcome: Outcome) -> None:
        """Take what came of one question into account."""
        if self._until is None:
            return
        if (
            isinstance(outcome, Failure)
            or outcome.told_at is None
            or outcome.standing in _ASKED_ANEW
        ):
            self._until = None
        else:
            lifetime = self._lifetimes[outcome.source].of(outcome)
            # What lasts beyond the calendar sets no bound.
            if lifetime < self._until - outcome.told_at:
                self._until = outcome.told_at + lifetime
