"""A fuzzer run until its time is over, in rounds, each of which its seed repeats."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.lessening import least
from tests.fuzz.target import Input, Target
from tests.fuzz.watching import GREW, TooSlowError, place_of, seconds_for, tried

__all__ = ["Finding", "Run", "run"]

_INPUTS, _LENGTHS = 100, 2
# A parser that is slow in more ways than these is slow in one that explains them all.
_ENOUGH_SLOW = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a parser: where, by which round it is found again, and the least input."""

    place: str
    round: int
    told: str
    given: str | bytes


@dataclass(slots=True)
class Run:
    """What came of running a fuzzer."""

    rounds: int = 0
    inputs: int = 0
    lengths: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def places(self) -> set[str]:
        """Where something was found, so that it is found once."""
        return {one.place for one in self.findings}


class _Trial(Generic[Input]):
    """Lets inputs through to a parser, and remembers the last that failed, which is the least."""

    def __init__(self, target: Target[Input], known: set[str]) -> None:
        self.target: Target[Input] = target
        self.known = known
        self.count = 0
        self.place: str | None = None
        self.told = ""
        self.given: Input | None = None

    def take(self, given: Input) -> None:
        """Try an input; what was found before is no matter."""
        self.count += 1
        try:
            tried(self.target, given)
        except Exception as error:
            # Whatever it is: that any comes out is what is looked for.
            place = place_of(error)
            if place not in self.known:
                self.place, self.told, self.given = place, f"{type(error).__name__}: {error}", given
                raise

    def fails_alike(self, given: Input) -> bool:
        """Whether an input fails as the last one did."""
        try:
            tried(self.target, given)
        except Exception as error:  # noqa: BLE001 - whatever it is
            return place_of(error) == self.place
        return False


def run(target: Target[Input], seconds: float, first: int) -> Run:
    """Run a fuzzer for so many seconds; the round that has this number is the first."""
    outcome = Run()
    end = time.monotonic() + seconds
    while outcome.rounds == 0 or time.monotonic() < end:
        number = first + outcome.rounds
        while _finds_one(target, outcome, number):
            pass
        _measure(target, outcome, number)
        outcome.rounds += 1
    return outcome


def _finds_one(target: Target[Input], outcome: Run, number: int) -> bool:
    """Try as many inputs as make a round, until one finds what was not found before."""
    trial = _Trial(target, outcome.places)

    @given(target.inputs)
    def takes(given: Input) -> None:
        trial.take(given)

    try:
        _seeded(number, _INPUTS, takes)()
    except Exception:
        # What the trial has noted is told below; anything else is a fault of the fuzzer itself.
        if trial.place is None:
            raise
    outcome.inputs += trial.count
    if trial.place is None or trial.given is None:
        return False
    shown = least(trial.given, trial.fails_alike)
    outcome.findings.append(Finding(trial.place, number, trial.told, shown))
    return True


def _measure(target: Target[Input], outcome: Run, number: int) -> None:
    """Try whether long texts take as much longer as they are longer."""
    pieces = st.sampled_from(target.pieces)
    some = st.lists(pieces, max_size=2).map("".join)
    repeated = st.lists(pieces, min_size=1, max_size=3).map("".join).filter(bool)
    holders = st.integers(0, len(target.holders) - 1)

    @given(some, repeated, some, holders)
    def grows(head: str, piece: str, tail: str, holder: int) -> None:
        if sum(one.place.startswith("TooSlow") for one in outcome.findings) >= _ENOUGH_SLOW:
            return
        outcome.lengths += 1
        place = f"TooSlowError by {piece!r}"
        try:
            grew = seconds_for(target, head, piece, tail, holder)
            told = f"a text four times as long takes {grew:.0f} times as long"
        except TooSlowError as error:
            grew, told = GREW + 1, str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is
            grew, told, place = GREW + 1, f"{type(error).__name__}: {error}", place_of(error)
        if grew > GREW and place not in outcome.places:
            given = f"{head!r} + {piece!r} * n + {tail!r}, held in {holder}"
            outcome.findings.append(Finding(place, number, told, given))

    _seeded(number, _LENGTHS, grows)()


def _seeded(number: int, count: int, test: Callable[[], None]) -> Callable[[], None]:
    configured = settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    return seed(number)(configured(test))
