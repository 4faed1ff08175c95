"""One trial: a night of bad weather, and the healthy nights after it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.chaos.home import CALM, FIRST_NIGHT, BrokenRunError, Home
from tests.chaos.judging import (
    Scene,
    Verdict,
    judge_bounds,
    judge_keeping,
    judge_night,
    judge_recovery,
)
from tests.chaos.truth import Truth, find_truth
from tests.chaos.weather import MIXED, WEATHERS, Weather
from tests.chaos.world import make_lists
from tests.emulator import Emulator
from tests.emulator.messages import APIS, Api

__all__ = ["Stage", "Trial", "trials_of"]

_RATES = (1.0, 0.2, 0.5, 0.05)
_TARGETS: Sequence[tuple[Api, ...]] = (APIS, ("arxiv",), ("crossref",), ("datacite",))
_MIXED_RATE = 0.2
# When all answers of the first night are stale, absences too.
_LATER_DAYS = 60
_COSTLY_EVERY = 7
_BY_NAME = {one.name: one for one in (*WEATHERS, MIXED)}


@dataclass(frozen=True, slots=True)
class Trial:
    """What befalls whom how often, with a library at hand or without."""

    weather: str
    seed: int
    has_library: bool = False

    @property
    def name(self) -> str:
        """Name the row of the table that it belongs to."""
        return f"{self.weather}, with a library" if self.has_library else self.weather

    @property
    def rate(self) -> float:
        """The share of requests that something befalls."""
        if self.weather == MIXED.name:
            return _MIXED_RATE
        return 1.0 if _BY_NAME[self.weather].is_lasting else _RATES[self.seed % len(_RATES)]

    @property
    def apis(self) -> tuple[Api, ...]:
        """Whom it befalls."""
        if self.weather == MIXED.name:
            return APIS
        return _TARGETS[self.seed // len(_RATES) % len(_TARGETS)]


def trials_of(only: str | None, seeds: Sequence[int]) -> list[Trial]:
    """List the trials of one fault, or of each and of all mixed."""
    names = [name for name in _BY_NAME if only in {None, name}]
    few = [seed for seed in seeds if seed % _COSTLY_EVERY == 1 or len(seeds) == 1]
    # A library at hand is spared most of the seeds: what it rests on is there already.
    stale = [seed for seed in seeds if seed % 4 == seed // 4 % 4 or len(seeds) == 1]
    chosen = {name: few if _BY_NAME[name].is_costly else seeds for name in names}
    cold = [Trial(name, seed) for name in names for seed in chosen[name]]
    again = [name for name in names if not _BY_NAME[name].is_costly or len(seeds) == 1]
    return cold + [Trial(name, seed, has_library=True) for name in again for seed in stale]


class Stage:
    """An emulator, the truth about its world, and room for trials."""

    def __init__(self, size: int, folder: Path) -> None:
        """Prepare for a world in which about so many papers are wanted."""
        self._size = size
        self._stack = ExitStack()
        self._folder = folder
        self._number = 0

    def __enter__(self) -> Self:
        """Serve the world, and find out what is right."""
        self.lists = make_lists(self._size)
        self.emulator = self._stack.enter_context(Emulator(self.lists.world))
        calm = self._stack.enter_context(Emulator(self.lists.world))
        self.truth: Truth = find_truth(self._folder / "truth", self.lists, calm)
        return self

    def __exit__(self, *_: object) -> None:
        """Clear everything away."""
        self._stack.close()

    def try_out(self, trial: Trial) -> Verdict:
        """Let a trial run, and judge it."""
        weather = _BY_NAME[trial.weather]
        self._number += 1
        folder = self._folder / f"trial{self._number}"
        verdict = Verdict()
        try:
            for api in trial.apis:
                self.emulator.mix(api, weather.faults, rate=trial.rate, seed=trial.seed)
            self._run(trial, weather, Home(folder, self.lists, self.emulator), verdict)
        except BrokenRunError as error:
            verdict.wrong.append(str(error))
        finally:
            self.emulator.heal()
            shutil.rmtree(folder, ignore_errors=True)
        return verdict

    def _run(self, trial: Trial, weather: Weather, home: Home, verdict: Verdict) -> None:
        days = _LATER_DAYS if trial.has_library else 0
        if trial.has_library:
            self.truth.home.copy(home.folder)
        night = home.refresh(weather, days=days)
        apis = APIS if weather.is_of_the_host else trial.apis
        scene = Scene(self.truth, home, night, weather, apis)
        judge_night(verdict, scene)
        judge_bounds(verdict, scene)
        if trial.has_library:
            judge_keeping(verdict, scene)
        self.emulator.heal()
        night_began = FIRST_NIGHT + dt.timedelta(days=days)
        before = [one for one in home.stored() if one.told_at and one.told_at >= night_began]
        after = home.refresh(days=days)
        judge_recovery(verdict, Scene(self.truth, home, after, CALM, ()), before)
