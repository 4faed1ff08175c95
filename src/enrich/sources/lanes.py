"""All sources at work at once, each in a lane of its own.

An answer of one source may reveal an identifier that another knows (an arXiv paper its DOI).
It goes onto that source's lane, which takes what gathers there in full lots, and all that is
left once nothing more can come.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

from enrich.answers import Outcome, Standing
from enrich.identifiers import Identifier
from enrich.sources.gathering import Gatherer

__all__ = ["run_lanes"]


def run_lanes(
    gatherers: Sequence[Gatherer],
    wanted: Iterable[Identifier],
    reveals: Callable[[Outcome], Iterable[Identifier]],
) -> Iterator[Outcome]:
    """Give the outcome of every identifier wanted or revealed, one for each source it has."""
    traffic = _Traffic(gatherers)
    traffic.add(wanted)
    traffic.start()
    try:
        while traffic.is_open():
            outcome = traffic.take()
            traffic.add(reveals(outcome))
            traffic.settle()
            yield outcome
    finally:
        traffic.close()


class _Lane:
    """One source, and what it has still to be asked."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self.waiting: list[Identifier] = []
        self.begun = False

    def lot(self, *, whole: bool) -> list[Identifier]:
        """Take what is worth asking for now: everything, or as much as fills whole requests."""
        lots = list(self.gatherer.source.batches(self.waiting))
        drawn = [one for lot in (lots if whole else lots[:-1]) for one in lot]
        self.waiting = [one for one in self.waiting if one not in set(drawn)]
        return drawn


class _Traffic:
    """The lanes, and how many identifiers are under way on them.

    Only the thread that made it adds, takes and settles; the lanes' threads draw lots and put
    outcomes. What is under way has been drawn, or put, and not yet settled.
    """

    def __init__(self, gatherers: Sequence[Gatherer]) -> None:
        self._lanes = [_Lane(gatherer) for gatherer in gatherers]
        self._seen: set[tuple[str, Identifier]] = set()
        self._outcomes: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._under_way = 0
        self._closed = False

    def start(self) -> None:
        """Set every lane going that has, or may get, something to ask."""
        for lane in self._lanes:
            # A read from a hanging host can't be interrupted; a daemon lets the process end.
            threading.Thread(target=self._drive, args=(lane,), daemon=True).start()

    def add(self, identifiers: Iterable[Identifier]) -> None:
        """Answer new identifiers from the cache, or put them on the lanes that accept them."""
        for identifier in identifiers:
            for lane in self._lanes:
                mark = (lane.gatherer.source.name, identifier)
                if mark not in self._seen and lane.gatherer.source.accepts(identifier):
                    self._seen.add(mark)
                    self._enter(lane, identifier)

    def is_open(self) -> bool:
        """Whether any outcome is still to come."""
        with self._changed:
            return self._under_way > 0 or any(lane.waiting for lane in self._lanes)

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

    def _enter(self, lane: _Lane, identifier: Identifier) -> None:
        kept = lane.gatherer.look_up(identifier)
        with self._changed:
            if kept is not None and kept.standing is Standing.FRESH:
                self._under_way += 1
                self._outcomes.put(kept)
            else:
                lane.waiting.append(identifier)
                self._changed.notify_all()

    def _drive(self, lane: _Lane) -> None:
        try:
            while lot := self._draw(lane):
                for outcome in lane.gatherer.ask(lot):
                    self._outcomes.put(outcome)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self._outcomes.put(error)

    def _draw(self, lane: _Lane) -> list[Identifier]:
        """Wait for a lot: the first there is, then full ones, then what is left at the end."""
        with self._changed:
            lot: list[Identifier] = []
            while not lot and not self._closed:
                lot = lane.lot(whole=not lane.begun or self._under_way == 0)
                if not lot:
                    self._changed.wait()
            lane.begun = True
            self._under_way += len(lot)
            return lot
