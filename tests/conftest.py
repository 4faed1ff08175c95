"""What all tests share: a clock that does not sleep, a project folder, the shared recordings."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.emulator import Emulator, World
from tests.projects import MAIL

ROOT = Path(__file__).parent.parent
_NEED_PROGRAMS = ("browser", "consumers")

# The command that tests run keeps its compiled modules, as a user's does: to compile them anew
# takes a third of each run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# And whoever runs the tests, they give an address that is nobody's.
os.environ["ENRICH_MAILTO"] = MAIL

# Where the tests run in the background of a shell, they and what they start would not be told.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A test says the same each time; who looks for what nobody thought of takes the long profile.
settings.register_profile("quick", deadline=None, max_examples=25, derandomize=True)
settings.register_profile("suite", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_xdist_auto_num_workers() -> int:
    """Run more tests at once than there are processors: some wait for what paces requests."""
    return 1 + (os.cpu_count() or 1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs programs of its own, unless somebody asks for it by its mark."""
    unwanted = {mark for mark in _NEED_PROGRAMS if mark not in config.option.markexpr}
    left_out = [one for one in items if unwanted & {mark.name for mark in one.iter_markers()}]
    items[:] = [one for one in items if one not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


class FakeClock:
    """Time that passes when somebody sleeps, and at no other time."""

    def __init__(self, day: dt.datetime | None = None) -> None:
        """Begin at nought, on this day of the calendar if it is to be another than today."""
        self.time = 0.0
        self.sleeps: list[float] = []
        self.day = day

    def now(self) -> float:
        """Tell the time."""
        return self.time

    def moment(self) -> dt.datetime:
        """Tell the day."""
        return self.day or dt.datetime.now(dt.UTC)

    def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.sleeps.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that does not sleep."""
    return FakeClock()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Run the APIs over a small world."""
    with Emulator(World.made(papers=100, works=100, datasets=100)) as running:
        yield running


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of recorded answers beside the checkout; CI has it, a user has not."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is not there, and under CI these tests must not be skipped")
        pytest.skip(f"needs the recorded answers in {folder}, which only developers have")
    return folder
