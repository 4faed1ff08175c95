"""How often and how many at a time the real APIs let a client ask."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from tests.emulator.messages import CROSSREF_PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.emulator.messages import Asked

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in a window of seconds, so many at one time."""

    requests: int
    concurrency: int
    seconds: float = 1.0
    # A thread that wakes late makes a steady client look hasty.
    slack_seconds: float = 0.05


# https://info.arxiv.org/help/api/tou.html
ARXIV_LIMIT = Limit(1, 1, seconds=3.0, slack_seconds=0.005)

# https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
POOLS = {
    "public-single": Limit(5, 1),
    "public-array": Limit(1, 1),
    "polite-single": Limit(10, 3),
    "polite-array": Limit(3, 3),
}
# https://support.datacite.org/docs/is-there-a-rate-limit-for-making-requests-against-the-datacite-apis
DATACITE_LIMITS = {
    "datacite": Limit(500, 10, seconds=300.0),
    "datacite-polite": Limit(1000, 10, seconds=300.0),
}


def is_polite(asked: Asked) -> bool:
    """Tell whether a request says whom to write to."""
    return bool(asked.query.get("mailto")) or "mailto:" in asked.user_agent


def pool(asked: Asked) -> str:
    """Name the Crossref pool that answers this request."""
    single = asked.path.startswith(f"{CROSSREF_PATH}/works/")
    return f"{'polite' if is_polite(asked) else 'public'}-{'single' if single else 'array'}"


DOCUMENTED: Mapping[str, Limit] = {**POOLS, **DATACITE_LIMITS, "arxiv": ARXIV_LIMIT}


def advertised(asked: Asked, limits: Mapping[str, Limit] = DOCUMENTED) -> tuple[Header, ...]:
    """Give the headers in which Crossref tells its limits; the others tell none."""
    if asked.api != "crossref":
        return ()
    name = pool(asked)
    limit = limits[name]
    return (
        ("x-api-pool", name),
        ("x-rate-limit-limit", str(limit.requests)),
        ("x-rate-limit-interval", f"{limit.seconds:.0f}s"),
        ("x-concurrency-limit", str(limit.concurrency)),
    )


class Gates:
    """Counts the requests of each pool and says which are too many."""

    def __init__(self, limits: Mapping[str, Limit] = DOCUMENTED) -> None:
        """Begin with nobody inside."""
        self._limits = limits
        self._lock = Lock()
        self._starts: dict[str, deque[float]] = {}
        self._running: dict[str, int] = {}

    def enter(self, asked: Asked, now: float) -> bool:
        """Count a request in; false when it comes too soon or beside too many."""
        name = _named(asked)
        limit = self._limits[name]
        with self._lock:
            starts = self._starts.setdefault(name, deque(maxlen=limit.requests))
            full = len(starts) == limit.requests
            hasty = full and now - starts[0] < limit.seconds - limit.slack_seconds
            crowded = self._running.get(name, 0) >= limit.concurrency
            starts.append(now)
            self._running[name] = self._running.get(name, 0) + 1
        return not (hasty or crowded)

    def leave(self, asked: Asked) -> None:
        """Count a request out."""
        name = _named(asked)
        with self._lock:
            self._running[name] -= 1


def _named(asked: Asked) -> str:
    """Name the pool that counts a request."""
    if asked.api == "arxiv":
        return "arxiv"
    if asked.api == "datacite":
        return "datacite-polite" if is_polite(asked) else "datacite"
    return pool(asked)
