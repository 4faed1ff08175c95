"""A project in a folder of its own, and what it holds after a run."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from enrich.answers import Answer
from enrich.cache import AnswerCache
from enrich.config import Config
from enrich.pipeline import Result, refresh_library
from tests.chaos.weather import Weather
from tests.chaos.world import Lists
from tests.configs import config_for
from tests.emulator import Emulator, Logged
from tests.virtual_clock import VirtualClock

__all__ = ["CALM", "FIRST_NIGHT", "Answers", "BrokenRunError", "Home", "Night"]

FIRST_NIGHT = dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC)
CALM = Weather("calm", (), frozenset())
# Even on a busy machine no run takes minutes: one that does has got stuck.
_STUCK_SECONDS = 150.0

# By source and key; none is an absence.
Answers = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Night:
    """What a run made, what it asked, and how long it took."""

    result: Result
    log: tuple[Logged, ...]
    waited_seconds: float
    wall_seconds: float


class BrokenRunError(Exception):
    """A run that does not come to an end, or to none that it should."""


class Home:
    """One project: its lists, its cache, its library."""

    def __init__(self, folder: Path, lists: Lists, emulator: Emulator) -> None:
        """Write the lists."""
        self.folder = folder
        self.emulator = emulator
        (folder / "seeds").mkdir(parents=True, exist_ok=True)
        for name, text in lists.files.items():
            (folder / "seeds" / name).write_text(text, encoding="utf-8")

    def copy(self, folder: Path) -> None:
        """Bring what this project knows and made into another's folder."""
        for name in ("cache", "data"):
            shutil.copytree(self.folder / name, folder / name)

    def refresh(self, weather: Weather = CALM, *, days: int = 0) -> Night:
        """Refresh the library so many days after the first night."""
        self.emulator.forget()
        clock = VirtualClock(FIRST_NIGHT + dt.timedelta(days=days))
        started = time.monotonic()
        result = _run(self._config(weather), clock)
        wall = time.monotonic() - started
        return Night(result, tuple(self.emulator.log), clock.slept, wall)

    @property
    def files(self) -> Mapping[str, bytes]:
        """All that lies in the library's folder."""
        return {one.name: one.read_bytes() for one in sorted((self.folder / "data").glob("*"))}

    @property
    def answers(self) -> Answers:
        """All that the cache holds; what a source is said to have lost is marked as that."""
        return dict(self._answers())

    def stored(self) -> tuple[Answer, ...]:
        """Give all that the cache holds, as it is kept."""
        path = self._config(CALM).cache
        if not path.is_file():
            return ()
        with AnswerCache(path) as cache:
            return tuple(cache.answers())

    def _answers(self) -> Iterator[tuple[str, bytes | None]]:
        for one in self.stored():
            lost = " lost" if one.lost_at else ""
            yield f"{one.source}:{one.identifier.key}{lost}", one.body

    def _config(self, weather: Weather) -> Config:
        config = config_for(self.folder, self.emulator, snapshot=None)
        if weather.timeout is not None:
            config = msgspec.structs.replace(config, timeout=weather.timeout)
        return config


def _run(config: Config, clock: VirtualClock) -> Result:
    """Run aside, so that a run that gets stuck is seen."""
    ends: list[Result | BaseException] = []

    def run() -> None:
        try:
            ends.append(refresh_library(config, clock=clock))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            ends.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(_STUCK_SECONDS)
    if not ends:
        message = f"the run had not ended after {_STUCK_SECONDS:.0f} s"
        raise BrokenRunError(message)
    end = ends[0]
    if isinstance(end, BaseException):
        place = traceback.extract_tb(end.__traceback__)[-1]
        message = f"broke off with {end!r} at {place.filename}:{place.lineno}"
        raise BrokenRunError(message) from end
    return end
