"""All sources at work at once, each in a lane of its own.

An answer of one source may reveal an identifier that another knows (an arXiv paper its DOI).
It goes onto that source's lane, which takes what gathers there in full lots, and all that is
left once nothing more can come.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from enrich.answers import Answer, Failure, Outcome, Standing
from enrich.identifiers import Wanted
from enrich.sources.gathering import Gatherer

__all__ = ["run_lanes"]


def run_lanes(
    gatherers: Sequence[Gatherer],
    wanted: Iterable[Wanted],
    reveals: Callable[[Outcome], Iterable[Wanted]],
    is_enough: Callable[[Answer], bool],
) -> Iterator[Outcome]:
    """Give the outcome of everything wanted or revealed.

    What is wanted goes to the first source that accepts it, and to the next one where that
    source's answer is not enough: it knows no such paper, or none that fits a title.
    """
    traffic = _Traffic(gatherers)
    traffic.add(wanted)
    traffic.start()
    try:
        while traffic.is_open():
            outcome = traffic.take()
            traffic.add(reveals(outcome))
            if outcome.was_absent if isinstance(outcome, Failure) else not is_enough(outcome):
                traffic.pass_on(outcome)
            traffic.settle()
            yield outcome
    finally:
        traffic.close()


class _Lane:
    """One source, and what it has still to be asked."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self.begun = False
        self._waiting: list[Wanted] = []
        self._batches: list[tuple[Wanted, ...]] | None = None

    def __bool__(self) -> bool:
        """Whether anything is waiting."""
        return bool(self._waiting)

    def append(self, identifier: Wanted) -> None:
        """Let an identifier wait."""
        self._waiting.append(identifier)
        self._batches = None

    def full_batches(self) -> list[Wanted]:
        """Take as much as fills whole requests."""
        if self._batches is None:
            self._batches = list(self.gatherer.source.batches(self._waiting))
        # A lot is full where another of its sort follows: each sort has lots of its own.
        full = (lot for lot, after in pairwise(self._batches) if type(lot[0]) is type(after[0]))
        taken = {one for lot in full for one in lot}
        return self._take(taken) if taken else []

    def everything(self) -> list[Wanted]:
        """Take all that waits."""
        return self._take(set(self._waiting))

    def _take(self, taken: set[Wanted]) -> list[Wanted]:
        lot = [one for one in self._waiting if one in taken]
        self._waiting = [one for one in self._waiting if one not in taken]
        self._batches = None
        return lot


class _Traffic:
    """The lanes, and how many identifiers are under way on them.

    Only the thread that made it adds, takes and settles; the lanes' threads draw lots and put
    outcomes. What is under way has been drawn, or put, and not yet settled.
    """

    def __init__(self, gatherers: Sequence[Gatherer]) -> None:
        self._lanes = [_Lane(gatherer) for gatherer in gatherers]
        self._seen: set[Wanted] = set()
        self._outcomes: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._under_way = 0
        self._closed = False

    def start(self) -> None:
        """Set every lane going that has, or may get, something to ask."""
        for lane in self._lanes:
            # What is known from the start is asked for at once; what comes later waits for more.
            lane.begun = not lane
            # A read from a hanging host can't be interrupted; a daemon lets the process end.
            threading.Thread(target=self._drive, args=(lane,), daemon=True).start()

    def add(self, identifiers: Iterable[Wanted]) -> None:
        """Answer new identifiers from the cache, or put each on the first lane that accepts it."""
        for identifier in identifiers:
            if identifier not in self._seen:
                self._seen.add(identifier)
                self._enter_first(identifier, self._lanes)

    def pass_on(self, outcome: Outcome) -> None:
        """Put what a source could not help with on the next lane that accepts it."""
        names = [lane.gatherer.source.name for lane in self._lanes]
        following = self._lanes[names.index(outcome.source) + 1 :]
        self._enter_first(outcome.identifier, following)

    def is_open(self) -> bool:
        """Whether any outcome is still to come."""
        with self._changed:
            return self._under_way > 0 or any(self._lanes)

    def take(self) -> Outcome:
        """Wait for the next outcome; a lane's failure becomes the taker's."""
        outcome = self._outcomes.get()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def settle(self) -> None:
        """Count an outcome as dealt with, all that it reveals being added."""
        with self._changed:
            self._under_way -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Send the lanes home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _enter_first(self, identifier: Wanted, lanes: Sequence[_Lane]) -> None:
        for lane in lanes:
            if lane.gatherer.source.accepts(identifier):
                self._enter(lane, identifier)
                return

    def _enter(self, lane: _Lane, identifier: Wanted) -> None:
        kept = lane.gatherer.look_up(identifier)
        with self._changed:
            if kept is not None and kept.standing is Standing.FRESH:
                self._under_way += 1
                self._outcomes.put(kept)
            else:
                lane.append(identifier)
                self._changed.notify_all()

    def _drive(self, lane: _Lane) -> None:
        try:
            while lot := self._draw(lane):
                for outcome in lane.gatherer.ask(lot):
                    self._outcomes.put(outcome)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self._outcomes.put(error)

    def _draw(self, lane: _Lane) -> list[Wanted]:
        """Wait for a lot: the first there is, then full ones, then what is left at the end."""
        with self._changed:
            lot: list[Wanted] = []
            while not lot and not self._closed:
                all_of_it = not lane.begun or self._under_way == 0
                lot = lane.everything() if all_of_it else lane.full_batches()
                if not lot:
                    self._changed.wait()
            lane.begun = True
            self._under_way += len(lot)
            return lot
