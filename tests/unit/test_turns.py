"""Turns at a host, within a run and among the runs of a machine."""

from __future__ import annotations

import multiprocessing
import time
from itertools import pairwise
from pathlib import Path

import pytest

from enrich.turns import Turns, WallClock
from tests.conftest import FakeClock


def turns(clock: FakeClock, file: Path | None = None, gap: float = 3.0) -> Turns:
    return Turns(gap, clock=clock, sleep=clock.sleep, file=file)


def test_the_first_turn_is_free_and_the_next_waits(clock: FakeClock) -> None:
    own = turns(clock)
    for _ in range(3):
        with own.taken():
            clock.time += 1
    assert clock.sleeps == [2.0, 2.0]


def test_another_run_waits_for_the_turn_of_this_one(clock: FakeClock, tmp_path: Path) -> None:
    for _ in range(2):
        with turns(clock, tmp_path / "host.turn").taken():
            pass
    assert clock.sleeps == [3.0]


@pytest.mark.parametrize("noted", ["", "nonsense", "1e9", "nan"])
def test_a_time_that_can_not_be_is_ignored(clock: FakeClock, tmp_path: Path, noted: str) -> None:
    (tmp_path / "host.turn").write_text(noted)
    with turns(clock, tmp_path / "host.turn").taken():
        pass
    assert clock.sleeps == []


def test_a_turn_that_is_given_back_is_as_if_it_had_not_been(
    clock: FakeClock, tmp_path: Path
) -> None:
    own = turns(clock, tmp_path / "host.turn")
    with own.taken():
        own.give_back()
    with turns(clock, tmp_path / "host.turn").taken():
        pass
    assert clock.sleeps == []


def take(file: Path, log: Path) -> None:
    own = Turns(0.2, clock=WallClock(), sleep=time.sleep, file=file)
    for _ in range(2):
        with own.taken():
            start = time.monotonic()
            # The request of this process, which the others must not run into.
            time.sleep(0.05)
        with log.open("a") as lines:
            lines.write(f"{start} {time.monotonic()}\n")


def test_processes_take_turns(tmp_path: Path) -> None:
    file, log = tmp_path / "host.turn", tmp_path / "log"
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=take, args=(file, log)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    spans = sorted(tuple(map(float, line.split())) for line in log.read_text().splitlines())
    assert len(spans) == 6
    gaps = [later[0] - earlier[0] for earlier, later in pairwise(spans)]
    # A start is noted a moment before the request itself begins.
    assert min(gaps) >= 0.19
