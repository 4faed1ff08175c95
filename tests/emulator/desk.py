"""Where a request is noted, judged and given its answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from threading import Event
from typing import TYPE_CHECKING

from tests.emulator import arxiv, crossref, datacite
from tests.emulator.faults import NONE, Fault, Faults, throttled
from tests.emulator.messages import Api, Asked, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.emulator.limits import Gates
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
    latency: float
    gates: Gates | None
    faults: Faults = field(default_factory=Faults)
    closing: Event = field(default_factory=Event)

    def receive(self, asked: Asked) -> Visit:
        """Note that a request has come in and settle what will befall it."""
        number, now = self.log.begin(asked, _SERVICES[asked.api].ids(asked))
        admitted = self.gates is None or self.gates.enter(asked, now)
        # A refused request uses up no fault, so that each ordered one is seen.
        fault = self.faults.take(asked.api) if admitted else NONE
        return Visit(self, asked, number, fault, admitted=admitted)

    def wait(self, seconds: float) -> None:
        """Let time pass, unless the server is about to close."""
        if seconds > 0:
            self.closing.wait(seconds)


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
        if self._asked.api == "crossref":
            return replace(reply, headers=(*crossref.headers(self._asked), *reply.headers))
        return reply

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
