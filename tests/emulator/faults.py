"""The ways in which an answer can go wrong."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from http import HTTPStatus
from random import Random
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, TypeVar

from tests.emulator.messages import APIS, HTML, Api, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_MAINTENANCE = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head></html>\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong, to be ordered from an emulator."""

    kind: str
    code: int = 200
    retry_after: int | None = None
    seconds: float = 0.0

    EMPTY: ClassVar[Fault]
    RATE_TEXT: ClassVar[Fault]
    HTML: ClassVar[Fault]
    TRUNCATED: ClassVar[Fault]
    RESET: ClassVar[Fault]
    HANGUP: ClassVar[Fault]
    PARTIAL: ClassVar[Fault]
    CUT: ClassVar[Fault]
    DOUBLED: ClassVar[Fault]
    STRANGER: ClassVar[Fault]
    WRONG_TYPE: ClassVar[Fault]
    BINARY: ClassVar[Fault]
    SLOW: ClassVar[Callable[[float], Fault]]
    DRIP: ClassVar[Callable[[float], Fault]]

    @classmethod
    def status(cls, code: int, retry_after: int | None = None) -> Fault:
        """Answer with this HTTP status."""
        return cls("status", code=code, retry_after=retry_after)

    def bend(self, found: list[T], stranger: T) -> tuple[list[T], int]:
        """Change which entries are shown, and how many the answer says there are."""
        total = len(found)
        half = found[: (total + 1) // 2]
        bent = {
            "empty": ([], 0),
            "partial": (half, len(half)),
            "cut": (half, total),
            "doubled": ([one for one in found for _ in range(2)], total),
            "stranger": ([*found, stranger], total + 1),
        }
        return bent.get(self.kind, (found, total))

    def instead(self, api: Api) -> Reply | None:
        """Give the reply that takes the place of the right one, if any does."""
        if self.kind == "status":
            reply = (
                throttled(api)
                if self.code == HTTPStatus.TOO_MANY_REQUESTS
                else Reply.page(self.code)
            )
            if self.retry_after is None:
                return reply
            return replace(reply, headers=(("Retry-After", str(self.retry_after)),))
        if self.kind == "rate text":
            return Reply.text(200, "Rate exceeded.")
        if self.kind == "html":
            return Reply(200, _MAINTENANCE.encode(), HTML)
        if self.kind == "binary":
            return Reply(200, Random(0).randbytes(2000), "application/octet-stream")
        return None

    def spoil(self, reply: Reply) -> Reply:
        """Damage a right reply before it is sent."""
        if self.kind == "truncated":
            return replace(reply, body=reply.body[: len(reply.body) // 2])
        if self.kind == "wrong type":
            return replace(reply, content_type=HTML)
        return reply


Fault.EMPTY = Fault("empty")
Fault.RATE_TEXT = Fault("rate text")
Fault.HTML = Fault("html")
Fault.TRUNCATED = Fault("truncated")
Fault.RESET = Fault("reset")
Fault.HANGUP = Fault("hangup")
Fault.PARTIAL = Fault("partial")
Fault.CUT = Fault("cut")
Fault.DOUBLED = Fault("doubled")
Fault.STRANGER = Fault("stranger")
Fault.WRONG_TYPE = Fault("wrong type")
Fault.BINARY = Fault("binary")
Fault.SLOW = lambda seconds: Fault("slow", seconds=seconds)
Fault.DRIP = lambda seconds: Fault("drip", seconds=seconds)

NONE = Fault("none")


def throttled(api: Api) -> Reply:
    """Make the 429 of this API, without Retry-After."""
    return Reply.text(429, "Rate exceeded.") if api == "arxiv" else Reply.page(429)


class Faults:
    """The faults that wait for the next requests."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._next: dict[Api, deque[Fault]] = {api: deque() for api in APIS}
        self._always: dict[Api, Fault] = {}
        self._poison: set[str] = set()

    def order(self, api: Api, faults: Iterable[Fault]) -> None:
        """Give the next requests these faults, one each."""
        with self._lock:
            self._next[api].extend(faults)

    def always(self, api: Api, fault: Fault) -> None:
        """Give every request this fault, once those ordered are used up."""
        with self._lock:
            self._always[api] = fault

    def poison(self, identifier: str) -> None:
        """Refuse every request that holds this id."""
        with self._lock:
            self._poison.add(identifier.lower())

    def heal(self, api: Api | None) -> None:
        """Forget the faults of one API, or all of them and the poisoned ids."""
        with self._lock:
            for healed in APIS if api is None else (api,):
                self._next[healed].clear()
                self._always.pop(healed, None)
            if api is None:
                self._poison.clear()

    def take(self, api: Api) -> Fault:
        """Take the fault of the request that has just come in."""
        with self._lock:
            queue = self._next[api]
            return queue.popleft() if queue else self._always.get(api, NONE)

    def poisoned(self, identifiers: Iterable[str]) -> str | None:
        """Give the first poisoned id of these."""
        with self._lock:
            return next((one for one in identifiers if one.lower() in self._poison), None)
