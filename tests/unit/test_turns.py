"""Turns at a host, within a run and among the runs of a machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from enrich.errors import CacheError
from enrich.turns import Turns, WallClock
from tests.conftest import FakeClock


def turns(
    clock: FakeClock, file: Path | None = None, gap: float = 3.0, connections: int = 1
) -> Turns:
    return Turns(gap, connections=connections, clock=clock, sleep=clock.sleep, file=file)


def take(own: Turns, clock: FakeClock, *, answered_after: float = 0.0) -> float:
    """Take a turn, and tell when its request started."""
    with own.taken() as turn:
        turn.use()
        start = clock.time
        clock.time += answered_after
    return start


def test_the_first_turn_is_free_and_the_next_wait(clock: FakeClock) -> None:
    own = turns(clock)
    assert [0.0, 3.0, 6.0] == [take(own, clock, answered_after=1) for _ in range(3)]
    assert [2.0, 2.0] == clock.sleeps


def test_the_gap_counts_from_the_moment_a_request_is_sent(clock: FakeClock) -> None:
    own = turns(clock)
    with own.taken() as turn:
        # To connect may take a while, and only then the request arrives.
        clock.time += 2
        turn.use()
    assert 5.0 == take(own, clock)


def test_a_request_that_was_never_told_to_be_sent_counts_from_its_end(clock: FakeClock) -> None:
    own = turns(clock)
    with own.taken():
        clock.time += 2
    assert 5.0 == take(own, clock)


def test_another_run_waits_for_the_turn_of_this_one(clock: FakeClock, tmp_path: Path) -> None:
    starts = [take(turns(clock, tmp_path / "host.turn"), clock) for _ in range(2)]
    assert [0.0, 3.0] == starts


@pytest.mark.parametrize("noted", ["", "nonsense", "1e9", "nan", "inf", "-inf", "\ud800"])
def test_a_time_that_can_not_be_is_ignored(clock: FakeClock, tmp_path: Path, noted: str) -> None:
    (tmp_path / "host.turn").write_bytes(noted.encode(errors="surrogatepass"))
    assert 0.0 == take(turns(clock, tmp_path / "host.turn"), clock)


def test_a_turn_that_is_given_back_is_as_if_it_had_not_been(
    clock: FakeClock, tmp_path: Path
) -> None:
    with turns(clock, tmp_path / "host.turn").taken() as turn:
        turn.give_back()
    assert 0.0 == take(turns(clock, tmp_path / "host.turn"), clock)


def test_who_pauses_holds_all_others_back(clock: FakeClock, tmp_path: Path) -> None:
    own = turns(clock, tmp_path / "host.turn")
    take(own, clock)
    own.pause(20)
    # A shorter pause does not end a longer one.
    own.pause(1)
    assert 20.0 == take(turns(clock, tmp_path / "host.turn"), clock)
    assert 23.0 == take(own, clock)


@pytest.mark.parametrize("noted", ["1e9", "500", "nan", "inf", "nonsense"])
def test_a_pause_that_can_not_be_is_ignored(clock: FakeClock, tmp_path: Path, noted: str) -> None:
    own = turns(clock, tmp_path / "host.turn")
    (tmp_path / "host.turn.pause").write_text(noted)
    assert 0.0 == take(own, clock)


def test_what_is_learned_only_slows_down(clock: FakeClock) -> None:
    own = turns(clock, gap=1.0, connections=3)
    own.slow_down(gap=0.1, connections=9)
    assert (1.0, 3) == (own.gap, own.connections)
    own.slow_down(gap=2.0, connections=2)
    own.slow_down()
    assert (2.0, 2) == (own.gap, own.connections)


def at_once(own: Turns, count: int) -> int:
    """Count how many of so many threads hold a connection at one time, none letting go."""
    inside, gone = threading.Semaphore(0), threading.Event()

    def hold() -> None:
        with own.taken() as turn:
            turn.use()
            inside.release()
            gone.wait(5)

    threads = [threading.Thread(target=hold) for _ in range(count)]
    for thread in threads:
        thread.start()
    held = 0
    while inside.acquire(timeout=0.3):
        held += 1
    gone.set()
    for thread in threads:
        thread.join()
    return held


@pytest.mark.parametrize("is_shared", [False, True])
def test_as_many_connections_as_are_allowed_are_used_at_one_time(
    clock: FakeClock, tmp_path: Path, *, is_shared: bool
) -> None:
    file = tmp_path / "host.turn" if is_shared else None
    own = turns(clock, file, gap=0.0, connections=3)
    assert 3 == at_once(own, 5)
    own.slow_down(connections=1)
    assert 1 == at_once(own, 3)


def test_runs_share_the_connections(clock: FakeClock, tmp_path: Path) -> None:
    file = tmp_path / "host.turn"
    one, other = (turns(clock, file, gap=0.0, connections=3) for _ in range(2))
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(one.taken()).use()
        assert 1 == at_once(other, 2)


def test_a_connection_is_free_again_when_its_request_ends(clock: FakeClock) -> None:
    own = turns(clock, gap=0.0, connections=3)
    own.slow_down(connections=1)
    for _ in range(3):
        take(own, clock)


def test_a_file_that_can_not_be_written_is_told(clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    own = turns(clock, tmp_path / "cache/host.turn")
    for use in (partial(take, own, clock), partial(own.pause, 1)):
        with pytest.raises(CacheError, match=r"can't be written .*; make room"):
            use()


@pytest.mark.parametrize(
    "name", ["host.turn", "host.turn.pause", "host.turn.lock", "host.turn.0.lock"]
)
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_told_before_anything_is_asked(
    clock: FakeClock, tmp_path: Path, name: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / name)
    own = turns(clock, tmp_path / "host.turn")
    with pytest.raises(CacheError, match=f"{tmp_path / name}: is no file"), own.taken():
        pytest.fail("the turn was given")


def test_a_pause_is_not_written_to_a_pipe(clock: FakeClock, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "host.turn.pause")
    with pytest.raises(CacheError, match="is no file"):
        turns(clock, tmp_path / "host.turn").pause(1)


def hold(file: Path, taken: Callable[[], None]) -> None:
    own = Turns(0.0, clock=WallClock(), sleep=time.sleep, file=file)
    with own.taken():
        taken()
        time.sleep(60)


@pytest.mark.slow
def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "host.turn"
    context = multiprocessing.get_context("spawn")
    taken = context.Event()
    killed = context.Process(target=hold, args=(file, taken.set))
    killed.start()
    assert taken.wait(30)
    killed.kill()
    killed.join()
    own = Turns(0.0, clock=WallClock(), sleep=time.sleep, file=file)
    start = time.monotonic()
    with own.taken():
        assert time.monotonic() - start < 5


def ask(file: Path, log: Path) -> None:
    own = Turns(0.1, connections=2, clock=WallClock(), sleep=time.sleep, file=file)
    for _ in range(3):
        with own.taken() as turn:
            turn.use()
            start = time.monotonic()
            # The request of this process, beside which one other may run.
            time.sleep(0.25)
            end = time.monotonic()
        with log.open("a") as lines:
            lines.write(f"{start} {end}\n")


@pytest.mark.slow
def test_processes_take_turns(tmp_path: Path) -> None:
    file, log = tmp_path / "host.turn", tmp_path / "log"
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=ask, args=(file, log)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    spans = sorted(tuple(map(float, line.split())) for line in log.read_text().splitlines())
    assert 9 == len(spans)
    gaps = [later[0] - earlier[0] for earlier, later in pairwise(spans)]
    # A start is noted a moment before the time that is taken here.
    assert min(gaps) >= 0.08
    beside = [sum(begin <= start < end for begin, end in spans) for start, _ in spans]
    assert 2 == max(beside)
