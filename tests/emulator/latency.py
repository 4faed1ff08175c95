"""How long the APIs take to answer."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.emulator.messages import Api

__all__ = ["Spread", "at_once", "realistic"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds about a mean, to both sides as far as the half width."""

    mean: float
    half_width: float


# As long as they take in the real world on a good day.
REALISTIC: Mapping[Api, Spread] = {
    "arxiv": Spread(0.4, 0.15),
    "crossref": Spread(0.25, 0.1),
    "datacite": Spread(0.25, 0.1),
}


def at_once(seconds: float) -> Callable[[Api], float]:
    """Take the same time for each answer."""
    return lambda _: seconds


def realistic(seed: int = 1) -> Callable[[Api], float]:
    """Take a time of its own for each answer, the same for the same seed."""
    lock, dice = Lock(), {api: Random(f"{seed} {api}") for api in REALISTIC}

    def drawn(api: Api) -> float:
        spread = REALISTIC[api]
        with lock:
            return spread.mean + spread.half_width * dice[api].uniform(-1, 1)

    return drawn
