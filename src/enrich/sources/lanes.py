"""All sources at work at once, each in a lane of its own.

An answer of one source may reveal an identifier that another knows (an arXiv paper its DOI).
It goes onto that source's lane, which takes what gathers there in full lots, and all that is
left once nothing more can come.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from enrich.answers import Answer, Failure, Outcome
from enrich.errors import Garbled
from enrich.identifiers import Wanted
from enrich.sources.gathering import Gatherer
from enrich.sources.lane import Errand, Lane
from enrich.watching import Listener, Nobody

__all__ = ["run_lanes"]

# So much of what is known already is dealt with before it is looked what has come meanwhile.
_GROUP = 500
# So many answers are held while they wait; a hundred thousand would not fit.
_MOST_HELD = 20_000
# Ctrl-C is heard between two looks only, if the system tells another thread of it than the first.
_LOOK_UP_SECONDS = 0.2

_Group = tuple[Outcome, ...]
_Addition = tuple[Lane, list[Wanted]]


def run_lanes(
    gatherers: Sequence[Gatherer],
    wanted: Iterable[Wanted],
    reveals: Callable[[Outcome], Iterable[Wanted]],
    is_enough: Callable[[Answer], bool],
    watcher: Listener | None = None,
) -> Iterator[Outcome]:
    """Give the outcome of everything wanted or revealed.

    What is wanted goes to the first source that accepts it, and to the next one where that
    source's answer is not enough: it knows no such paper, or none that fits a title. An answer of
    which `reveals` raises `Garbled` can't be read: one that was at hand is asked for, once.
    """
    traffic = _Traffic(gatherers, watcher or Nobody())
    try:
        traffic.begin(wanted)
        while (group := traffic.take()) is not None:
            revealed: list[Wanted] = []
            insufficient: list[Outcome] = []
            for told in group:
                outcome = told
                try:
                    revealed += reveals(told)
                except Garbled as error:
                    instead = traffic.instead_of(told, error)
                    if instead is None:
                        continue
                    outcome = instead
                    revealed += reveals(instead)
                if outcome.was_absent if isinstance(outcome, Failure) else not is_enough(outcome):
                    insufficient.append(outcome)
                yield outcome
            traffic.settle(group, revealed, insufficient)
    finally:
        traffic.close()


class _Traffic:
    """The lanes, and what is under way on them.

    Only the thread that made it takes and settles; the lanes' threads draw lots and put groups of
    outcomes. What needs no asking never passes through a lane, and costs no more than looking up.
    """

    def __init__(self, gatherers: Sequence[Gatherer], watcher: Listener) -> None:
        self._lanes = [Lane(gatherer) for gatherer in gatherers]
        self._watcher = watcher
        self._seen: set[Wanted] = set()
        self._at_hand: deque[Callable[[], _Group]] = deque()
        self._held = 0
        # What was at hand and can't be read, which its lane is to ask for.
        self._unreadable: list[_Addition] = []
        self._outcomes: queue.SimpleQueue[tuple[Lane, _Group] | BaseException] = queue.SimpleQueue()
        # Where the group that was taken last comes from, if it had to be asked for.
        self._taken_from: Lane | None = None
        self._changed = threading.Condition()
        # Whether something at hand is still to be dealt with, which may reveal more.
        self._is_busy = True
        self._closed = False

    def begin(self, wanted: Iterable[Wanted]) -> None:
        """Take what is wanted, and ask at once for all of it that has to be asked for."""
        additions = self._sorted_out(self._new(wanted), self._lanes)
        with self._changed:
            self._add(additions, at_once=True)

    def take(self) -> _Group | None:
        """Wait for the next outcomes; none come any more when nothing is under way."""
        self._taken_from = None
        if self._at_hand and self._outcomes.empty():
            return self._at_hand.popleft()()
        with self._changed:
            self._is_busy = bool(self._at_hand)
            if not self._is_busy and not any(lane.is_at_work for lane in self._lanes):
                return None
            self._changed.notify_all()
        told = self._next()
        if isinstance(told, BaseException):
            raise told
        self._taken_from, group = told
        return group

    def _next(self) -> tuple[Lane, _Group] | BaseException:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._outcomes.get(timeout=_LOOK_UP_SECONDS)

    def instead_of(self, told: Outcome, error: Garbled) -> Outcome | None:
        """Give what came of asking for what can't be read; nothing where it is still to be asked.

        It then waits for others, as what an answer reveals does.
        """
        if isinstance(told, Failure):
            raise error
        lane = next(one for one in self._lanes if one.gatherer.source.name == told.source)
        outcome = lane.gatherer.instead_of(told, error)
        if outcome is None:
            self._unreadable.append((lane, [told.identifier]))
        return outcome

    def settle(
        self, group: _Group, revealed: Iterable[Wanted], insufficient: Sequence[Outcome]
    ) -> None:
        """Add what a group of outcomes reveals, and count it as dealt with."""
        if self._taken_from:
            self._watcher.answers(self._taken_from.gatherer.source.name, len(group))
        additions = self._sorted_out(self._new(revealed), self._lanes)
        passed_on: list[_Addition] = []
        for place, lane in enumerate(self._lanes, start=1):
            name = lane.gatherer.source.name
            left = [one.identifier for one in insufficient if one.source == name]
            passed_on += self._sorted_out(left, self._lanes[place:])
        unreadable, self._unreadable = self._unreadable, []
        with self._changed:
            self._add([*additions, *unreadable])
            self._add(passed_on, passed_on=True)
            if self._taken_from:
                self._taken_from.settle(len(group))
            self._is_busy = bool(self._at_hand)
            self._changed.notify_all()

    def close(self) -> None:
        """Send the lanes home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _new(self, identifiers: Iterable[Wanted]) -> list[Wanted]:
        new = [one for one in dict.fromkeys(identifiers) if one not in self._seen]
        self._seen.update(new)
        return new

    def _sorted_out(self, left: list[Wanted], lanes: Iterable[Lane]) -> list[_Addition]:
        """Put what is known at hand, and give the rest to the first lanes that accept it."""
        additions: list[_Addition] = []
        for lane in lanes:
            if not left:
                break
            accepts = lane.gatherer.source.accepts
            accepted: list[Wanted] = []
            others: list[Wanted] = []
            for one in left:
                (accepted if accepts(one) else others).append(one)
            left = others
            unknown: list[Wanted] = []
            for start in range(0, len(accepted), _GROUP):
                group = accepted[start : start + _GROUP]
                known = lane.gatherer.at_hand(group)
                self._put_at_hand(lane, known)
                unknown += (one for one in group if one not in known)
            additions.append((lane, unknown))
        return additions

    def _put_at_hand(self, lane: Lane, known: Mapping[Wanted, Outcome]) -> None:
        """Keep outcomes till they are taken; of a very large list, only what they are of."""
        if not known:
            return
        self._held += len(known)
        if self._held <= _MOST_HELD:
            self._at_hand.append(partial(tuple, known.values()))
        else:
            self._at_hand.append(partial(_looked_up_again, lane.gatherer, tuple(known)))

    def _add(
        self, additions: Iterable[_Addition], *, at_once: bool = False, passed_on: bool = False
    ) -> None:
        """Let the lanes have what is to be asked, and set those going that had nothing before."""
        for lane, identifiers in additions:
            if not identifiers:
                continue
            self._watcher.expects(lane.gatherer.source.name, len(identifiers))
            lane.add(identifiers, at_once=at_once, passed_on=passed_on)
            if not lane.has_begun:
                lane.has_begun = True
                for _ in range(lane.connections):
                    # A read from a hanging host can't be interrupted; a daemon lets the process
                    # end.
                    threading.Thread(target=self._drive, args=(lane,), daemon=True).start()

    def _drive(self, lane: Lane) -> None:
        try:
            while errand := self._draw(lane):
                self._run(lane, errand)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self._outcomes.put(error)

    def _draw(self, lane: Lane) -> Errand | None:
        """Wait for something to ask."""
        others = [one for one in self._lanes if one is not lane]
        with self._changed:
            while not self._closed:
                is_last = not self._is_busy and all(one.is_quiet for one in others)
                if errand := lane.draw(others, is_last=is_last):
                    return errand
                self._changed.wait()
        return None

    def _run(self, lane: Lane, errand: Errand) -> None:
        """Ask, and put what comes; what the source left out goes back to the lane."""
        ask = lane.gatherer.confirmed if errand.is_again else lane.gatherer.asked
        lacking: list[Wanted] = []
        for group in ask(errand.lot, lacking.append):
            if self._closed:
                return
            if group:
                with self._changed:
                    lane.tell(len(group))
                self._outcomes.put((lane, group))
        with self._changed:
            lane.end(lacking)
            self._changed.notify_all()


def _looked_up_again(gatherer: Gatherer, identifiers: tuple[Wanted, ...]) -> _Group:
    """Look up what was known before; it may have come to be past its time since."""
    known = gatherer.at_hand(identifiers)
    late = gatherer.look_up_all(one for one in identifiers if one not in known)
    return (*known.values(), *late.values())
