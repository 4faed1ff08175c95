"""`make bench`: requests and times against the emulator, figures as ratios of one run.

Machines differ and are busy; only what is measured in the same run can be compared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

import msgspec

from enrich.sources.crossref import Crossref
from enrich.writers import FORMATS
from tests.corpus.recorded import crossref_answers, find_shared, run_all
from tests.emulator import Emulator, World
from tests.projects import COMMAND, Project

RUNS = 7
_PASSES = 3
_ARXIV_GAP, _CROSSREF_GAP = 3.0, 1 / 3
_LATENCY = 0.25


def main() -> None:
    """Measure, and print one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        _refreshes(Path(folder))
    _start_up()
    _reading()


def _refreshes(folder: Path) -> None:
    world = World.made(papers=100, works=100)
    with Emulator(world, enforce_limits=True, latency=_LATENCY) as emulator:
        project = Project.make(
            folder,
            *world.paper_ids,
            *world.dois,
            emulator=emulator,
            settings='mailto = "reader@example.org"',
        )
        cold = _seconds(lambda: project.run("refresh"))
        arxiv, crossref = len(emulator.requests("arxiv")), len(emulator.requests("crossref"))
        refused = sum(one.status != 200 for one in emulator.log)
        bound = max(
            (arxiv - 1) * _ARXIV_GAP + _LATENCY,
            (crossref - 1) * _CROSSREF_GAP + _LATENCY,
        )
        emulator.forget()
        warm = median(_seconds(lambda: project.run("refresh")) for _ in range(RUNS))
        _say("200 ids, cold: requests to arXiv, to Crossref, refused", arxiv, crossref, refused)
        _say("200 ids, cold: time over the bound that the limits set", f"{cold / bound:.1f}")
        _say("200 ids, again: requests", len(emulator.log))
        _say("200 ids, again: time over that of the cold run", f"{warm / cold:.2f}")


def _start_up() -> None:
    python = median(_seconds(lambda: _run(sys.executable, "-c", "pass")) for _ in range(RUNS))
    usage = median(_seconds(lambda: _run(str(COMMAND), "--help")) for _ in range(RUNS))
    _say("enrich --help: time over that of a bare python", f"{usage / python:.1f}")
    _say("enrich --help: seconds, on this machine now", f"{usage:.2f}")


def _reading() -> None:
    shared = find_shared()
    if shared is None:
        _say("answers read and written: skipped, ../shared is not there", "")
        return
    answers = tuple(crossref_answers(shared))
    source = Crossref()
    read = _rate(len(answers), lambda: _drain(map(source.read, answers)))
    bodies = [answer.body or b"" for answer in answers]
    decoded = _rate(len(bodies), lambda: _drain(map(msgspec.json.decode, bodies)))
    _say("Crossref answers read a second, on one core", f"{read:.0f}")
    _say("the same: time over that of decoding their JSON", f"{decoded / read:.1f}")
    entries = run_all(shared).library.entries
    for one in FORMATS:
        written = _rate(len(entries), partial(one.write, entries))
        _say(f"entries written a second: {one.name}", f"{written:.0f}")


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


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(what: str, *figures: object) -> None:
    print(f"{what:60} {'  '.join(map(str, figures))}")  # noqa: T201 - it is what it is for


if __name__ == "__main__":
    main()
