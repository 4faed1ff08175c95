"""What the time goes to: of a warm run by stage, of a cold one by what it waits for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

import msgspec

from tests.bench.cold import cold_run
from tests.bench.costs import cost_of_enrich, cost_of_part, load
from tests.bench.figures import Figure
from tests.bench.stages import FOUND, Stages
from tests.bench.warm import without_indexes, without_seal
from tests.emulator import Logged
from tests.emulator.messages import APIS

__all__ = ["profile_figures"]

_SIZE = 10_000
_TURNS = 3


def profile_figures() -> Iterator[Figure]:
    """Tell of a library that is rebuilt, of one that is written anew, and of a first run."""
    yield Figure("seconds, and their share of the run", f"load {load()}")
    yield from _warm_figures()
    yield from _cold_figures()


def _warm_figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "project")
        cost_of_part("filling", str(folder), str(_SIZE), folder=Path(temporary))
        cost_of_enrich("refresh", "--strict", folder=folder)
        for name, forget in (("rebuilt", without_seal), ("written anew", without_indexes)):
            found = [_stages(folder, forget) for _ in range(_TURNS)]
            yield from _shares(f"{_SIZE:,} ids cached, {name}: processor time", _middle(found))


def _stages(folder: Path, forget: Callable[[Path], None]) -> Stages:
    forget(folder)
    cost_of_part("stages", folder=folder)
    return msgspec.json.decode((folder / FOUND).read_bytes(), type=Stages)


def _middle(found: Iterable[Stages]) -> dict[str, float]:
    """Give the median of each stage."""
    every = [one.seconds for one in found]
    names = dict.fromkeys(name for one in every for name in one)
    return {name: median(one.get(name, 0.0) for one in every) for name in names}


def _shares(what: str, seconds: dict[str, float]) -> Iterator[Figure]:
    whole = sum(seconds.values())
    yield Figure(what, f"{whole:.2f}")
    for name, each in sorted(seconds.items(), key=lambda one: -one[1]):
        yield Figure(f"  {name}", f"{each:.2f} {each / whole:5.1%}")


def _cold_figures() -> Iterator[Figure]:
    """Tell of each source's lane what it waited for, by the emulator's log."""
    with cold_run() as run:
        log, whole, cost = run.emulator.log, run.seconds, run.processor
        first, last = min(one.started for one in log), max(one.ended for one in log)
        yield Figure("1,000 ids cold: seconds of wall time", f"{whole:.1f}")
        yield Figure("  of these processor time of the command", f"{cost:.1f} {cost / whole:5.1%}")
        before, after = first - run.started, run.started + whole - last
        asking = last - first
        for what, seconds in (
            ("before the first request: starting, reading the lists", before),
            ("from the first request to the last answer", asking),
            ("after the last answer: merging, writing, sealing", after),
        ):
            yield Figure(f"  {what}", f"{seconds:.2f} {seconds / whole:5.1%}")
        for api in APIS:
            if requests := run.emulator.requests(api):
                yield from _lane(api, requests, asking)


def _lane(api: str, requests: Iterable[Logged], asking: float) -> Iterator[Figure]:
    """Tell for how long a source was at work, for how long its next turn was awaited."""
    spans = sorted((one.started, one.ended) for one in requests)
    answering, until = 0.0, spans[0][0]
    for started, ended in spans:
        answering += max(0.0, ended - max(started, until))
        until = max(until, ended)
    between = until - spans[0][0] - answering
    for what, seconds in (
        ("an answer was awaited", answering),
        ("the next turn was awaited", between),
        ("there was nothing to ask", asking - answering - between),
    ):
        yield Figure(f"  {api}, {what}", f"{seconds:.2f} {seconds / asking:5.1%}")
