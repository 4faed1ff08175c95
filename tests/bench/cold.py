"""A first run over a thousand ids, against APIs as slow and as strict as the real ones."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from tests.bench.costs import cost_of
from tests.bench.figures import Figure, shown
from tests.emulator import Emulator, World
from tests.emulator.latency import REALISTIC, realistic
from tests.emulator.messages import APIS, Api
from tests.projects import COMMAND, Project

__all__ = ["ColdRun", "cold_figures", "cold_run"]

_PAPERS, _WORKS = 500, 500
_GAPS: dict[Api, float] = {"arxiv": 3.0, "crossref": 1 / 3, "datacite": 0.3}
# What is allowed for a list: so many papers, so many DOIs in one request, and a few more.
_PAPERS_AT_ONCE, _DOIS_AT_ONCE, _SPARE = 150, 75, 5
_MOST_TIMES_BOUND = 1.2
_CONNECTIONS: dict[Api, int] = {"arxiv": 1, "crossref": 3}
_THROTTLED = 429


@dataclass(frozen=True, slots=True)
class ColdRun:
    """A first run, and the emulator that it asked."""

    emulator: Emulator
    code: int
    # When it was started, by the clock of the emulator's log.
    started: float
    seconds: float
    processor: float


@contextmanager
def cold_run() -> Iterator[ColdRun]:
    """Refresh a library of a thousand ids that nothing is known of."""
    world = World.made(papers=_PAPERS, works=_WORKS)
    with (
        tempfile.TemporaryDirectory() as folder,
        Emulator(world, enforce_limits=True, latency=realistic()) as emulator,
    ):
        project = Project.make(
            Path(folder),
            *world.paper_ids,
            *world.dois,
            emulator=emulator,
            settings='mailto = "reader@example.org"',
        )
        cost = cost_of(str(COMMAND), "refresh", "--strict", folder=project.folder)
        started = time.monotonic() - cost.seconds
        yield ColdRun(emulator, cost.code, started, cost.seconds, cost.processor)


def cold_figures() -> Iterator[Figure]:
    """Tell what a first run took."""
    with cold_run() as run:
        yield Figure("1,000 ids, cold: the run's exit code", str(run.code), is_kept=run.code == 0)
        yield from _requests(run.emulator)
        yield from _times(run.emulator, run.seconds)


def _requests(emulator: Emulator) -> Iterator[Figure]:
    allowed = math.ceil(_PAPERS / _PAPERS_AT_ONCE) + _SPARE
    allowed += math.ceil((_WORKS + len(emulator.world.joined)) / _DOIS_AT_ONCE)
    made = {api: len(emulator.requests(api)) for api in APIS}
    total = sum(made.values())
    by_source = ", ".join(f"{api} {count}" for api, count in made.items())
    yield Figure(
        f"  requests ({by_source}), of so many allowed",
        f"{total} of {allowed}",
        is_kept=total <= allowed,
    )
    refused = sum(one.status == _THROTTLED for one in emulator.log)
    yield Figure("  answers 429", str(refused), is_kept=not refused)
    peaks = {api: emulator.peak(api) for api in _CONNECTIONS}
    yield Figure(
        "  most requests at one time: arXiv, Crossref",
        shown(*peaks.values()),
        is_kept=all(peaks[api] <= most for api, most in _CONNECTIONS.items()),
    )


def _times(emulator: Emulator, seconds: float) -> Iterator[Figure]:
    counts = {api: len(emulator.requests(api)) for api in APIS if emulator.requests(api)}
    bound = max(count * _GAPS[api] for api, count in counts.items())
    strict = max((count - 1) * _GAPS[api] + REALISTIC[api].mean for api, count in counts.items())
    first = min(one.started for one in emulator.log)
    last = max(one.ended for one in emulator.log)
    yield Figure("  seconds, from the command to the library written", f"{seconds:.1f}")
    yield Figure("  of these from the first request to the last answer", f"{last - first:.1f}")
    yield Figure(
        "  mean seconds of an answer: arXiv, Crossref",
        shown(*(f"{_latency(emulator, api):.2f}" for api in _CONNECTIONS)),
    )
    yield Figure(
        f"  time over the bound (requests x gap, slower lane: {bound:.1f} s)",
        f"{seconds / bound:.2f}",
        is_kept=seconds <= _MOST_TIMES_BOUND * bound,
    )
    yield Figure(
        f"  time over the strict bound (one gap less, one answer: {strict:.1f} s)",
        f"{seconds / strict:.2f}",
    )
    yield Figure(
        "  the same of the network alone, from first request to last answer",
        f"{(last - first) / strict:.2f}",
        is_kept=last - first <= _MOST_TIMES_BOUND * strict,
    )


def _latency(emulator: Emulator, api: Api) -> float:
    return mean(one.ended - one.started for one in emulator.requests(api))
