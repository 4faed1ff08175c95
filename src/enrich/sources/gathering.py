"""What every source shares: answer from the cache, ask for the rest in lots, lose nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec
from requests import Session

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.cache import AnswerCache
from enrich.errors import Garbled, Refused, SourceError, Throttled, Unreachable
from enrich.identifiers import Wanted
from enrich.sources.model import Source

__all__ = ["Gatherer", "Lifetimes"]


_REASONS: tuple[tuple[type[SourceError], Reason], ...] = (
    (Refused, Reason.REFUSED),
    (Throttled, Reason.THROTTLED),
    (Unreachable, Reason.UNREACHABLE),
    (Garbled, Reason.GARBLED),
)


# A few bad identifiers among many are found by halving in fewer steps; when it takes more,
# the source refuses everything, and asking one by one would only harm it.
_MOST_IN_A_ROW = 20
_CLOCKS_DIFFER = dt.timedelta(hours=1)
_NIGHTLY = dt.timedelta(days=1)


class Lifetimes(msgspec.Struct, frozen=True):
    """How long an answer is good, and how long an absence.

    Where they are spread, each answer has a lifetime of its own between the half and the whole:
    what was fetched in one night is not asked for again in one night. None is shorter than a day
    for that, since a library is renewed by the night.
    """

    found: dt.timedelta
    absent: dt.timedelta
    are_spread: bool = False

    def of(self, answer: Answer) -> dt.timedelta:
        """Give the lifetime of an answer; what was lost is looked for like what is absent."""
        is_there = answer.body is not None and answer.lost_at is None
        longest = self.found if is_there else self.absent
        if not self.are_spread or longest <= _NIGHTLY:
            return longest
        shortest = max(longest / 2, _NIGHTLY)
        return shortest + (longest - shortest) * _lot_of(answer)


def _lot_of(answer: Answer) -> float:
    """Give a number below one that is drawn anew for each fetching, and is the same everywhere."""
    told_on = answer.told_at.astimezone(dt.UTC).date() if answer.told_at else None
    drawn = sha256(f"{answer.source} {answer.identifier.key} {told_on}".encode()).digest()
    return int.from_bytes(drawn[:4]) / 2**32


class Gatherer:
    """Answers of one source: from the cache while they are fresh, else asked for."""

    def __init__(
        self,
        source: Source,
        cache: AnswerCache,
        *,
        lifetimes: Lifetimes,
        now: Callable[[], dt.datetime],
        offline: bool = False,
    ) -> None:
        """Gather from this source into this cache."""
        self.source = source
        self._cache = cache
        self._lifetimes = lifetimes
        self._now = now
        self._offline = offline

    def look_up(self, identifier: Wanted) -> Answer | None:
        """Give the answer that the cache holds, marked with how far it can be relied on."""
        kept = self._cache.get(self.source.name, identifier)
        if kept is None or kept.standing is not Standing.FRESH or self._is_in_time(kept):
            return kept
        return msgspec.structs.replace(kept, standing=Standing.STALE)

    def _is_in_time(self, kept: Answer) -> bool:
        # An answer from the future comes from a clock that was wrong, and could stay for ever.
        age = self._now() - kept.told_at if kept.told_at else dt.timedelta.max
        return -_CLOCKS_DIFFER < age < self._lifetimes.of(kept)

    def ask(self, identifiers: Sequence[Wanted]) -> Iterator[Outcome]:
        """Ask for identifiers that have no fresh answer; each comes back exactly once.

        What the source has just lost is answered from the cache for as long as an absence is.
        """
        if self._offline:
            error: SourceError = Unreachable("not asked, since this run is offline")
            yield from (self._fallback(one, error, Reason.OFFLINE) for one in identifiers)
            return
        lost = {one: kept for one in identifiers if (kept := self._just_lost(one))}
        yield from lost.values()
        missing: list[Wanted] = []
        for batch in self.source.batches([one for one in identifiers if one not in lost]):
            yield from self._asked(batch, self.source.ask, missing.append)
        yield from self._confirmed(missing)

    def _just_lost(self, identifier: Wanted) -> Answer | None:
        kept = self.look_up(identifier)
        is_lost = kept and kept.standing is Standing.LOST
        return kept if kept and is_lost and self._is_in_time(kept) else None

    def _confirmed(self, missing: Sequence[Wanted]) -> Iterator[Outcome]:
        """Ask again for what was left out until that brings nothing new: only then it is absent."""
        while missing:
            still: list[Wanted] = []
            for batch in self.source.batches(missing):
                yield from self._asked(batch, self.source.confirm, still.append)
            if len(still) == len(missing):
                yield from self._stored(dict.fromkeys(still))
                return
            missing = still

    def _asked(
        self,
        batch: Sequence[Wanted],
        ask: Callable[[Session, Sequence[Wanted]], Mapping[Wanted, bytes]],
        lacking: Callable[[Wanted], None],
    ) -> Iterator[Outcome]:
        """Ask for a batch, and for its halves where it can't be answered whole."""
        lots = [tuple(batch)]
        in_a_row = 0
        while lots:
            lot = lots.pop()
            try:
                answered = ask(self._cache.session, lot)
            except (Refused, Garbled) as error:
                in_a_row += 1
                if len(lot) > 1 and in_a_row < _MOST_IN_A_ROW:
                    lots += (lot[len(lot) // 2 :], lot[: len(lot) // 2])
                else:
                    yield from (self._fallback(one, error) for one in lot)
            except (Throttled, Unreachable) as error:
                yield from (self._fallback(one, error) for one in lot)
            else:
                in_a_row = 0
                yield from self._stored({one: answered[one] for one in lot if one in answered})
                for one in lot:
                    if one not in answered:
                        lacking(one)

    def _stored(self, bodies: Mapping[Wanted, bytes | None]) -> tuple[Answer, ...]:
        now = self._now()
        name = self.source.name
        told = (Answer(name, one, body, now) for one, body in bodies.items())
        answers = tuple(
            one if one.body is not None else one.after(self._cache.get(name, one.identifier))
            for one in told
        )
        self._cache.save(answers, self._lifetimes.of)
        return answers

    def _fallback(
        self, identifier: Wanted, error: SourceError, reason: Reason | None = None
    ) -> Outcome:
        """Serve what the cache holds, however old, when the source gives nothing better.

        That the source did not know it once is no answer any more, but other sources may be asked.
        """
        kept = self.look_up(identifier)
        if kept and kept.body is not None:
            return kept
        found = reason or next(r for kind, r in _REASONS if isinstance(error, kind))
        name = self.source.name
        return Failure(name, identifier, found, str(error), was_absent=kept is not None)
