"""What every source shares: answer from the cache, ask for the rest in lots, lose nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.cache import AnswerCache
from enrich.errors import Garbled, Refused, SourceError, Throttled, TooLong, Unreachable
from enrich.identifiers import Wanted
from enrich.sources.model import LeftOut, Source
from enrich.sources.sizes import Lot, Sizes, halved

if TYPE_CHECKING:
    from requests import Session

__all__ = ["Gatherer", "Lifetimes"]


_REASONS: tuple[tuple[type[SourceError], Reason], ...] = (
    (Refused, Reason.REFUSED),
    (Throttled, Reason.THROTTLED),
    (Unreachable, Reason.UNREACHABLE),
    (Garbled, Reason.GARBLED),
)


# A few bad identifiers among many are found by halving in fewer steps; when it takes more,
# the source refuses everything, and asking one by one would only harm it. From one that has
# answered, more is taken: the bad ones may stand side by side.
_MOST_IN_A_ROW, _MOST_AFTER_ANSWERS = 20, 60
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
        shortest, longest = self._bounds(answer)
        if shortest == longest:
            return longest
        return shortest + (longest - shortest) * _lot_of(answer)

    def outlast(self, answer: Answer, age: dt.timedelta) -> bool:
        """Whether an answer is good at this age; for most of them no lot need be drawn."""
        shortest, longest = self._bounds(answer)
        return age < shortest or (age < longest and age < self.of(answer))

    def _bounds(self, answer: Answer) -> tuple[dt.timedelta, dt.timedelta]:
        is_there = answer.body is not None and answer.lost_at is None
        longest = self.found if is_there else self.absent
        if not self.are_spread or longest <= _NIGHTLY:
            return longest, longest
        return max(longest / 2, _NIGHTLY), longest


def _is_fresh(outcome: Outcome) -> bool:
    return isinstance(outcome, Answer) and outcome.standing is Standing.FRESH


def _lot_of(answer: Answer) -> float:
    """Give a number below one that is drawn anew for each fetching, and is the same everywhere."""
    told_on = answer.told_at.astimezone(dt.UTC).date() if answer.told_at else None
    drawn = sha256(f"{answer.source} {answer.identifier.key} {told_on}".encode()).digest()
    return int.from_bytes(drawn[:4]) / 2**32


class _Cause(msgspec.Struct, frozen=True):
    """Why a source gave no answer."""

    reason: Reason
    detail: str


_OFFLINE = _Cause(Reason.OFFLINE, "not asked, since this run is offline")


@dataclass
class _Halves:
    """The pieces of a lot that failed; if all are answered, it was too large."""

    sort: type
    missing: int


@dataclass(frozen=True)
class _Trial:
    """A lot that is to be asked for."""

    lot: Lot
    half_of: _Halves | None = None


class Gatherer:
    """Answers of one source: from the cache while they are fresh, else asked for.

    Several threads may ask at once.
    """

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
        self._sizes = Sizes()
        self._has_answered = False
        self._failed_in_a_row = 0
        # Of what the cache holds an answer that can't be read, and that is as good as none.
        self._unreadable: set[Wanted] = set()
        # Why asking in this run gave nothing better than what the cache holds, or nothing that can
        # be read; no cause where the source has lost it.
        self._causes: dict[Wanted, _Cause | None] = {}

    def look_up(self, identifier: Wanted) -> Answer | None:
        """Give the answer that the cache holds, marked with how far it can be relied on."""
        return self.look_up_all((identifier,)).get(identifier)

    def look_up_all(self, identifiers: Iterable[Wanted]) -> dict[Wanted, Answer]:
        """Give the answers that the cache holds, each marked with how far it can be relied on."""
        kept = self._cache.get_all(self.source.name, identifiers)
        return {
            one: answer
            if answer.standing is not Standing.FRESH or self._is_in_time(answer)
            else msgspec.structs.replace(answer, standing=Standing.STALE)
            for one, answer in kept.items()
        }

    def at_hand(self, identifiers: Sequence[Wanted]) -> dict[Wanted, Outcome]:
        """Give the outcomes for which nobody has to be asked, or may be.

        What the source has just lost is answered from the cache for as long as an absence is.
        """
        kept = self.look_up_all(identifiers)
        if self._offline:
            return {
                one: answer
                if (answer := kept.get(one)) and _is_fresh(answer)
                else self._fallback(one, answer, _OFFLINE)
                for one in identifiers
            }
        return {
            one: answer
            for one, answer in kept.items()
            if _is_fresh(answer) or (answer.standing is Standing.LOST and self._is_in_time(answer))
        }

    def instead_of(self, answer: Answer, error: Garbled) -> Outcome | None:
        """Take an answer that can't be read for none, and give what came of asking for it.

        That is nothing where this run has not asked for it yet, but can.
        """
        one = answer.identifier
        self._unreadable.add(one)
        if self._offline:
            return self._failure(one, _OFFLINE)
        is_new, is_known = answer.standing is Standing.NEW, one in self._causes
        if is_new or not is_known:
            # Asking for it may give another cause; whatever it gives, it is asked for once.
            self._causes[one] = _Cause(Reason.GARBLED, str(error))
        if not (is_new or is_known):
            return None
        cause = self._causes[one]
        return self._failure(one, cause) if cause else self._stored({one: None})[0]

    def lots(self, identifiers: Sequence[Wanted]) -> list[Lot]:
        """Cut identifiers into lots that one request can hold, as far as is known by now."""
        return list(self._sizes.cut(self.source.batches(identifiers)))

    def fits(self, lot: Lot) -> bool:
        """Whether one request can hold a lot, as far as is known by now."""
        return self._sizes.fits(lot)

    def ask(self, identifiers: Sequence[Wanted]) -> Iterator[Outcome]:
        """Ask for identifiers that have no fresh answer; each comes back exactly once."""
        known = self.at_hand(identifiers)
        ready = {one: outcome for one, outcome in known.items() if not _is_fresh(outcome)}
        yield from ready.values()
        missing: list[Wanted] = []
        for lot in self.lots([one for one in identifiers if one not in ready]):
            for outcomes in self.asked(lot, missing.append):
                yield from outcomes
        while missing:
            lots, missing = self.lots(missing), []
            for lot in lots:
                for outcomes in self.confirmed(lot, missing.append):
                    yield from outcomes

    def asked(self, lot: Lot, lacking: Callable[[Wanted], None]) -> Iterator[tuple[Outcome, ...]]:
        """Ask for a lot, and tell of what the source left out."""
        return self._tried(lot, self.source.ask, lacking)

    def confirmed(
        self, lot: Lot, lacking: Callable[[Wanted], None]
    ) -> Iterator[tuple[Outcome, ...]]:
        """Ask again for what was left out until that brings nothing new: only then it is absent."""
        still: list[Wanted] = []
        yield from self._tried(lot, self.source.confirm, still.append)
        if len(still) == len(lot):
            yield self._stored(dict.fromkeys(still))
        else:
            for one in still:
                lacking(one)

    def _tried(
        self,
        lot: Lot,
        ask: Callable[[Session, Sequence[Wanted]], Mapping[Wanted, bytes]],
        lacking: Callable[[Wanted], None],
    ) -> Iterator[tuple[Outcome, ...]]:
        """Ask for a lot, and for its halves where it can't be answered whole."""
        trials = [_Trial(lot)]
        while trials:
            trial = trials.pop()
            if not self._sizes.fits(trial.lot):
                trials += map(_Trial, self._sizes.cut(iter((trial.lot,))))
                continue
            try:
                answered = ask(self._cache.session, trial.lot)
            except SourceError as error:
                answered = error.answered if isinstance(error, LeftOut) else {}
                left = tuple(one for one in trial.lot if one not in answered)
                pieces = self._note_failure(trial, left, error)
                trials += reversed(pieces)
                if not pieces:
                    yield self._fallbacks(left, error)
            else:
                self._note_success(trial)
                for one in trial.lot:
                    if one not in answered:
                        lacking(one)
            yield self._stored({one: answered[one] for one in trial.lot if one in answered})

    def _note_failure(self, trial: _Trial, left: Lot, error: SourceError) -> tuple[_Trial, ...]:
        """Count a failure, and give the pieces to try instead, if that is wise."""
        if isinstance(error, (Throttled, Unreachable)) and not isinstance(error, TooLong):
            return ()
        sort, answered = type(trial.lot[0]), len(trial.lot) - len(left)
        if answered:
            self._has_answered, self._failed_in_a_row = True, 0
            self._sizes.note_answered(sort, answered)
        else:
            self._failed_in_a_row += 1
        most = _MOST_AFTER_ANSWERS if self._has_answered else _MOST_IN_A_ROW
        if len(trial.lot) == 1 or self._failed_in_a_row >= most:
            return ()
        pieces = halved(left)
        halves = _Halves(sort, len(pieces))
        return tuple(_Trial(piece, halves) for piece in pieces)

    def _note_success(self, trial: _Trial) -> None:
        self._has_answered, self._failed_in_a_row = True, 0
        self._sizes.note_answered(type(trial.lot[0]), len(trial.lot))
        if trial.half_of:
            trial.half_of.missing -= 1
            if not trial.half_of.missing:
                self._sizes.note_too_large(trial.half_of.sort)

    def _is_in_time(self, kept: Answer) -> bool:
        # An answer from the future comes from a clock that was wrong, and could stay for ever.
        age = self._now() - kept.told_at if kept.told_at else dt.timedelta.max
        return age > -_CLOCKS_DIFFER and self._lifetimes.outlast(kept, age)

    def _stored(self, bodies: Mapping[Wanted, bytes | None]) -> tuple[Answer, ...]:
        now = self._now()
        name = self.source.name
        unreadable = self._unreadable
        absent = [one for one, body in bodies.items() if body is None and one not in unreadable]
        kept = self._cache.get_all(name, absent) if absent else {}
        told = (Answer(name, one, body, now) for one, body in bodies.items())
        answers = tuple(
            one if one.body is not None else one.after(kept.get(one.identifier)) for one in told
        )
        self._cache.save(answers, self._lifetimes.of)
        lost = (one.identifier for one in answers if one.standing is Standing.LOST)
        self._causes.update(dict.fromkeys(lost))
        return answers

    def _fallbacks(self, lot: Lot, error: SourceError) -> tuple[Outcome, ...]:
        kept = self.look_up_all(lot)
        reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
        cause = _Cause(reason, str(error))
        self._causes.update(dict.fromkeys(kept, cause))
        return tuple(self._fallback(one, kept.get(one), cause) for one in lot)

    def _fallback(self, identifier: Wanted, kept: Answer | None, cause: _Cause) -> Outcome:
        """Serve what the cache holds, however old, when the source gives nothing better.

        That the source did not know it once is no answer any more, but other sources may be asked.
        """
        if kept and kept.body is not None:
            return kept
        return self._failure(identifier, cause, was_absent=kept is not None)

    def _failure(self, identifier: Wanted, cause: _Cause, *, was_absent: bool = False) -> Failure:
        name = self.source.name
        return Failure(name, identifier, cause.reason, cause.detail, was_absent=was_absent)
