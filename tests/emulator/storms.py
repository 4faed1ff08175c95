"""Which fault befalls which request: those ordered, those that last, and mixtures by chance."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from tests.emulator.faults import NONE, Fault
from tests.emulator.messages import APIS, Api, Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Faults"]


@dataclass(frozen=True, slots=True)
class _Mixture:
    """Faults that befall a share of the requests; the same request meets the same fate."""

    faults: tuple[Fault, ...]
    rate: float
    seed: int

    def draw(self, asked: Asked, times: int) -> Fault:
        """Draw by what is asked and how often it was, not by when: threads race."""
        text = f"{self.seed} {asked.api} {asked.path} {sorted(asked.query.items())} {times}"
        digest = sha256(text.encode(errors="surrogateescape")).digest()
        if int.from_bytes(digest[:4]) >= self.rate * 2**32:
            return NONE
        return self.faults[int.from_bytes(digest[4:8]) % len(self.faults)]


class Faults:
    """The faults that wait for the next requests."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._next: dict[Api, deque[Fault]] = {api: deque() for api in APIS}
        self._always: dict[Api, Fault] = {}
        self._mixed: dict[Api, _Mixture] = {}
        self._times: Counter[tuple[Api, str, str]] = Counter()
        self._poison: set[str] = set()

    def order(self, api: Api, faults: Iterable[Fault]) -> None:
        """Give the next requests these faults, one each."""
        with self._lock:
            self._next[api].extend(faults)

    def always(self, api: Api, fault: Fault) -> None:
        """Give every request this fault, once those ordered are used up."""
        with self._lock:
            self._always[api] = fault

    def mix(self, api: Api, faults: Iterable[Fault], *, rate: float, seed: int) -> None:
        """Give this share of the requests one of these faults, by chance."""
        with self._lock:
            self._mixed[api] = _Mixture(tuple(faults), rate, seed)
            self._times.clear()

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
                self._mixed.pop(healed, None)
            if api is None:
                self._poison.clear()

    def take(self, asked: Asked) -> Fault:
        """Take the fault of the request that has just come in."""
        api = asked.api
        with self._lock:
            if self._next[api]:
                return self._next[api].popleft()
            if api in self._always or api not in self._mixed:
                return self._always.get(api, NONE)
            name = (api, asked.path, repr(sorted(asked.query.items())))
            self._times[name] += 1
            return self._mixed[api].draw(asked, self._times[name])

    def poisoned(self, identifiers: Iterable[str]) -> str | None:
        """Give the first poisoned id of these."""
        with self._lock:
            return next((one for one in identifiers if one.lower() in self._poison), None)
