"""Clocks that jump: nothing is lost, nothing stays for ever, nobody waits without end."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from enrich.config import Config
from enrich.lockfile import LOCK_FILE, Lock, read_lock
from enrich.pipeline import Result, refresh_library
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, World

pytestmark = pytest.mark.slow

TODAY = dt.datetime(2026, 3, 1, 3, tzinfo=dt.UTC)
JUMPS = {
    "a day back": TODAY - dt.timedelta(days=1),
    "an hour back": TODAY - dt.timedelta(hours=1),
    "ten years on": TODAY.replace(year=2036),
    "to the epoch": dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    "to the end of time": dt.datetime(9998, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    "to the beginning of time": dt.datetime(1, 1, 1, tzinfo=dt.UTC),
}


class JumpingClock(FakeClock):
    """A clock whose calendar jumps each time it is looked at, and whose time goes on as it must."""

    def __init__(self, *days: dt.datetime) -> None:
        super().__init__(days[0])
        self._days = days
        self._looks = count()

    def moment(self) -> dt.datetime:
        return self._days[next(self._looks) % len(self._days)]


class ImpatientClock(FakeClock):
    """A clock that does not sleep for long, and not for ever in many little sleeps."""

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        assert seconds <= 60.0
        assert sum(self.sleeps) < 180.0


@pytest.fixture
def small() -> Iterator[Emulator]:
    with Emulator(World.made(papers=4, works=4)) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, small: Emulator) -> Config:
    (tmp_path / "seeds").mkdir()
    _seed(tmp_path, *small.world.paper_ids[:3], *small.world.dois[:3])
    return config_for(tmp_path, small)


def _seed(folder: Path, *lines: str) -> None:
    (folder / "seeds/list.txt").write_text("".join(f"{one}\n" for one in lines))


def _files(config: Config) -> dict[str, bytes]:
    paths = sorted(one for one in config.output.iterdir() if one.is_file())
    return {one.name: one.read_bytes() for one in paths}


def _lock(config: Config) -> Lock:
    lock = read_lock(config.output / LOCK_FILE)
    assert lock is not None
    return lock


def _decided(config: Config) -> list[tuple[object, ...]]:
    """Give what no clock may change: which key belongs to which work, and since when."""
    return [(one.key, one.names, one.first_seen, one.left) for one in _lock(config).works]


def _refreshed(config: Config, clock: FakeClock) -> Result:
    result = refresh_library(config, clock=clock)
    assert ((), ()) == (result.library.misses, result.held_back_for)
    return result


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_between_two_runs_loses_nothing_and_leaves_no_trace(
    config: Config, jump: str
) -> None:
    _refreshed(config, FakeClock(TODAY))
    before, works = _files(config), _decided(config)
    for day in (JUMPS[jump], TODAY, JUMPS[jump], TODAY):
        _refreshed(config, FakeClock(day))
        # While it is wrong, works may seem to have come out later than they were told of.
        assert works == _decided(config)
        assert day != TODAY or before == _files(config)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_during_a_run_loses_nothing_and_leaves_no_trace(config: Config, jump: str) -> None:
    _refreshed(config, FakeClock(TODAY))
    before, works = _files(config), _decided(config)
    for path in config.cache.parent.glob("answers*"):
        path.unlink()
    _refreshed(config, JumpingClock(TODAY, JUMPS[jump]))
    assert works == _decided(config)
    _refreshed(config, FakeClock(TODAY))
    assert before == _files(config)


@pytest.mark.parametrize("jump", JUMPS)
def test_what_was_told_while_the_clock_was_wrong_is_asked_again_soon(
    config: Config, small: Emulator, jump: str
) -> None:
    _refreshed(config, FakeClock(JUMPS[jump]))
    _refreshed(config, FakeClock(TODAY))
    small.forget()
    _refreshed(config, FakeClock(TODAY))
    _refreshed(config, FakeClock(TODAY + dt.timedelta(hours=2)))
    # What was told a day or an hour ago is fresh; all else was asked for again, once.
    assert [] == small.log
    _refreshed(config, FakeClock(TODAY + dt.timedelta(days=31)))
    assert {"arxiv", "crossref"} <= {one.api for one in small.log}


@pytest.mark.parametrize("jump", JUMPS)
def test_keys_given_while_the_clock_was_wrong_stay(
    config: Config, small: Emulator, tmp_path: Path, jump: str
) -> None:
    _refreshed(config, FakeClock(TODAY))
    keys = {one.key for one in _lock(config).works}
    _seed(tmp_path, *small.world.paper_ids, *small.world.dois)
    _refreshed(config, FakeClock(JUMPS[jump]))
    more = {one.key: one for one in _lock(config).works}
    assert keys < set(more)
    # Gone, and come back, while the clock is right.
    _seed(tmp_path, *small.world.paper_ids[:3], *small.world.dois[:3])
    _refreshed(config, FakeClock(TODAY))
    _seed(tmp_path, *small.world.paper_ids, *small.world.dois)
    _refreshed(config, FakeClock(TODAY + dt.timedelta(days=1)))
    assert set(more) == {one.key for one in _lock(config).works}
    assert {key: one.first_seen for key, one in more.items()} == {
        one.key: one.first_seen for one in _lock(config).works
    }


def test_a_work_that_left_before_it_came_is_no_trouble(
    config: Config, small: Emulator, tmp_path: Path
) -> None:
    _refreshed(config, FakeClock(TODAY))
    _seed(tmp_path, *small.world.paper_ids[:3], *small.world.dois[:2])
    _refreshed(config, FakeClock(JUMPS["to the epoch"]))
    (left,) = (one.left for one in _lock(config).works if one.left)
    assert dt.date(1970, 1, 1) == left
    _seed(tmp_path, *small.world.paper_ids[:3], *small.world.dois[:3])
    _refreshed(config, FakeClock(TODAY))
    assert [] == [one for one in _lock(config).works if one.left]


@pytest.mark.parametrize("seed", range(4))
def test_a_clock_that_jumps_at_every_look_brings_nothing_down(config: Config, seed: int) -> None:
    days = random.Random(seed).choices([*JUMPS.values(), TODAY], k=12)
    _refreshed(config, JumpingClock(*days))
    before = {one.key for one in _lock(config).works}
    for _ in range(3):
        _refreshed(config, JumpingClock(*reversed(days)))
        assert before == {one.key for one in _lock(config).works}


@pytest.mark.parametrize("noted", ["0", "-1e9", "1e9", "5000", "inf", "-inf", "nan", "", "soon"])
def test_no_file_makes_a_run_wait_for_longer_than_a_source_may_ask(
    config: Config, noted: str
) -> None:
    config.cache.parent.mkdir()
    for name in ("arxiv", "crossref", "datacite"):
        for end in ("turn", "turn.pause"):
            (config.cache.parent / f"{name}.{end}").write_text(noted)
    clock = ImpatientClock(TODAY)
    clock.time = 1400.0
    _refreshed(config, clock)
    assert clock.sleeps


def test_files_from_the_future_or_the_past_are_no_trouble(config: Config) -> None:
    _refreshed(config, FakeClock(TODAY))
    before = _files(config)
    for seconds in (0, 2**33):
        for folder in (config.output, config.cache.parent):
            for path in folder.iterdir():
                os.utime(path, (seconds, seconds))
        result = _refreshed(config, FakeClock(TODAY))
        assert ((), before) == (result.written, _files(config))
