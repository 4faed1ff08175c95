"""Where a request is noted, judged and given its answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from threading import Event
from typing import TYPE_CHECKING

from tests.emulator import arxiv, crossref, datacite
from tests.emulator.faults import NONE, Fault, throttled
from tests.emulator.limits import advertised
from tests.emulator.messages import Api, Asked, Reply
from tests.emulator.storms import Faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.emulator.limits import Gates, Limit
    from tests.emulator.log import Log
    from tests.emulator.world import World

_LONGEST_URL = 8192


@dataclass(frozen=True, slots=True)
class _Service:
    ids: Callable[[Asked], tuple[str, ...]]
    answer: Callable[[World, Asked, Fault], Reply]
    refusal: Callable[[str], Reply]


_SERVICES: Mapping[Api, _Service] = {
    "arxiv": _Service(arxiv.ids, arxiv.answer, arxiv.refusal),
    "crossref": _Service(crossref.ids, crossref.answer, crossref.refusal),
    "datacite": _Service(datacite.ids, datacite.answer, datacite.refusal),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Knows the world, the faults in store and the limits, and keeps the log."""

    world: World
    log: Log
    latency: Callable[[Api], float]
    gates: Gates | None
    # What the APIs say of their limits, whether they keep to them or not.
    limits: Mapping[str, Limit]
    # From how many ids on a request is too much for an API, and what comes of that.
    chokes: dict[Api, tuple[int, Fault]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    closing: Event = field(default_factory=Event)

    def receive(self, asked: Asked) -> Visit:
        """Note that a request has come in and settle what will befall it."""
        ids = _SERVICES[asked.api].ids(asked)
        number, now = self.log.begin(asked, ids)
        admitted = self.gates is None or self.gates.enter(asked, now)
        # A refused request uses up no fault, so that each ordered one is seen.
        fault = self.faults.take(asked) if admitted else NONE
        most, choking = self.chokes.get(asked.api, (len(ids), NONE))
        if len(ids) > most:
            fault = choking
        return Visit(self, asked, number, fault, admitted=admitted)

    def wait(self, seconds: float) -> bool:
        """Let time pass; say whether the server is about to close."""
        return self.closing.wait(seconds) if seconds > 0 else self.closing.is_set()


class Visit:
    """One request, from its coming in to its answer."""

    def __init__(
        self, desk: Desk, asked: Asked, number: int, fault: Fault, *, admitted: bool
    ) -> None:
        """Hold what the desk settled."""
        self.fault = fault
        self._desk = desk
        self._asked = asked
        self._number = number
        self._admitted = admitted
        self._ended = False

    def reply(self) -> Reply:
        """Give the answer as the fault has it."""
        reply = self.fault.spoil(self.fault.instead(self._asked.api) or self._right())
        told = advertised(self._asked, self._desk.limits)
        return replace(reply, headers=(*told, *reply.headers))

    def end(self, status: int) -> None:
        """Note that the request is answered; only the first time counts."""
        if self._ended:
            return
        self._ended = True
        self._desk.log.end(self._asked, self._number, status)
        if self._desk.gates is not None:
            self._desk.gates.leave(self._asked)

    def _right(self) -> Reply:
        asked = self._asked
        service = _SERVICES[asked.api]
        if not self._admitted:
            wait = (("Retry-After", "1"),) if asked.api == "crossref" else ()
            return replace(throttled(asked.api), headers=wait)
        if asked.length > _LONGEST_URL:
            return Reply.page(HTTPStatus.REQUEST_URI_TOO_LONG)
        poisoned = self._desk.faults.poisoned(service.ids(asked))
        if poisoned is not None:
            return service.refusal(poisoned)
        return service.answer(self._desk.world, asked, self.fault)
