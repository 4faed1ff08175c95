"""How fast answers are read, and entries written."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median

import msgspec

from enrich.sources.crossref import Crossref
from enrich.writers import FORMATS, Contents
from tests.bench.figures import Figure
from tests.corpus.recorded import crossref_answers, find_shared, run_all

__all__ = ["reading_figures"]

_PASSES = 3


def reading_figures() -> Iterator[Figure]:
    """Read all recorded answers, and write what they say in every format."""
    shared = find_shared()
    if shared is None:
        yield Figure("answers read and written", "skipped: ../shared is not there")
        return
    answers = tuple(crossref_answers(shared))
    source = Crossref()
    read = _rate(len(answers), lambda: _drain(map(source.read, answers)))
    bodies = [answer.body or b"" for answer in answers]
    decoded = _rate(len(bodies), lambda: _drain(map(msgspec.json.decode, bodies)))
    yield Figure("Crossref answers read a second, on one core", f"{read:.0f}")
    yield Figure("the same: time over that of decoding their JSON", f"{decoded / read:.1f}")
    contents = Contents(run_all(shared).library)
    count = len(contents.entries)
    for one in FORMATS:
        written = _rate(count, partial(one.write, contents))
        yield Figure(f"entries written a second: {one.name}", f"{written:.0f}")


def _rate(count: int, work: Callable[[], object]) -> float:
    """Give how many a second of processor time, so that a busy machine tells less of itself."""
    seconds = []
    for _ in range(_PASSES):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return count / median(seconds)


def _drain(results: Iterable[object]) -> None:
    """Take every result and keep none."""
    deque(results, maxlen=0)
