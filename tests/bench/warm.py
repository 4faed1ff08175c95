"""A library of ten thousand ids of which all is cached: rebuilt, written anew, or nothing to do.

All is measured in turns in one run, as processor time of the commands, since the wall time of a
busy machine is not theirs; that is printed beside it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from tests.bench.costs import Cost, cost_of_enrich, cost_of_part, load
from tests.bench.figures import Figure

__all__ = ["warm_figures", "without_indexes", "without_seal"]

_Kind = TypeVar("_Kind")

_MANY, _FEW = 10_000, 1_000
_TURNS = 5
_MOST_TIMES_PLAIN = 3.0
_MOST_SECONDS = {_FEW: 0.5, _MANY: 2.0}
_MOST_SECONDS_TO_GET = 0.35
# The first of each kind that World.made invents.
_DOI = "10.5555/work.000000"


@dataclass(frozen=True, slots=True)
class _Median:
    """What the middle one of several runs cost."""

    processor: float
    seconds: float

    @classmethod
    def of(cls, costs: list[Cost]) -> _Median:
        """Take each of the two by itself."""
        return cls(
            median(one.processor for one in costs),
            median(one.seconds for one in costs),
        )

    def __str__(self) -> str:
        """Print both."""
        return f"{self.processor:.2f} ({self.seconds:.2f})"


def warm_figures() -> Iterator[Figure]:
    """Rebuild a library from what is cached, and compare that with reading and writing alone."""
    yield Figure(
        "warm: seconds of processor time (wall time); promises are of the first",
        f"load {load()}",
    )
    with tempfile.TemporaryDirectory() as temporary:
        many, few = (Path(temporary, str(size)) for size in (_MANY, _FEW))
        for size, folder in ((_MANY, many), (_FEW, few)):
            cost_of_part("filling", str(folder), str(size), folder=Path(temporary))
            cost_of_enrich("refresh", "--strict", folder=folder)
        yield from _rebuilding(_in_turns(_rebuilds(many)))
        yield from _idling(many, few)
        yield from _getting(many, few)


def without_seal(folder: Path) -> None:
    """Let the next run be made, whether or not anything has changed."""
    (folder / "cache/run.seal").unlink(missing_ok=True)


def without_indexes(folder: Path) -> None:
    """Let the next run be made, and take nothing from the files there are."""
    without_seal(folder)
    for index in (folder / "cache").glob("*.index"):
        index.unlink()


def _rebuilds(folder: Path) -> Mapping[str, Callable[[], Cost]]:
    def rebuilt(forget: Callable[[Path], None]) -> Cost:
        forget(folder)
        return cost_of_enrich("refresh", "--strict", folder=folder)

    return {
        "plain": partial(cost_of_part, "plain", "requests-cache", folder=folder),
        "bare": partial(cost_of_part, "plain", "sqlite", folder=folder),
        "rebuilt": partial(rebuilt, without_seal),
        "anew": partial(rebuilt, without_indexes),
    }


def _rebuilding(medians: Mapping[str, _Median]) -> Iterator[Figure]:
    plain, bare, rebuilt, anew = (medians[one] for one in ("plain", "bare", "rebuilt", "anew"))
    yield Figure(f"{_MANY:,} ids, warm: the plain loop, by requests-cache", str(plain))
    yield Figure("  the same by bare SQLite", str(bare))
    yield Figure("  rebuilt: all read and merged, unchanged entries taken over", str(rebuilt))
    yield Figure("  written anew: no entry taken over", str(anew))
    times = rebuilt.processor / plain.processor
    yield Figure(
        f"  rebuilt, over the plain loop (at most {_MOST_TIMES_PLAIN:.0f})",
        f"{times:.2f}",
        is_kept=times <= _MOST_TIMES_PLAIN,
    )
    for what, value in (
        ("rebuilt, over the loop by bare SQLite", rebuilt.processor / bare.processor),
        ("written anew, over the plain loop", anew.processor / plain.processor),
        ("written anew, over the loop by bare SQLite", anew.processor / bare.processor),
    ):
        yield Figure(f"  {what}", f"{value:.2f}")


def _idling(many: Path, few: Path) -> Iterator[Figure]:
    """Run where nothing has changed; each command seals for itself."""
    for command, words in (
        ("refresh", ("refresh", "--strict")),
        ("nightly", ("nightly", "--strict")),
    ):
        folders = {_MANY: many, _FEW: few}
        for folder in folders.values():
            cost_of_enrich(*words, folder=folder)
        medians = _in_turns(
            {
                size: partial(cost_of_enrich, *words, folder=folder)
                for size, folder in folders.items()
            }
        )
        for size, cost in medians.items():
            most = _MOST_SECONDS[size]
            yield Figure(
                f"{size:,} ids, nothing changed: {command} (under {most} s)",
                str(cost),
                is_kept=cost.processor < most,
            )


def _getting(many: Path, few: Path) -> Iterator[Figure]:
    runs = {
        (what, size): partial(cost_of_enrich, "get", one, folder=folder)
        for size, folder in ((_MANY, many), (_FEW, few))
        for what, one in (("a DOI", _DOI), ("an arXiv id", _paper_of(folder)))
    }
    for (what, size), cost in _in_turns(runs).items():
        yield Figure(
            f"enrich get, {what} cached, of {size:,} (under {_MOST_SECONDS_TO_GET} s)",
            str(cost),
            is_kept=cost.processor < _MOST_SECONDS_TO_GET,
        )


def _paper_of(folder: Path) -> str:
    """Give the id that stands first in the list."""
    return (folder / "data/seeds/list.txt").read_text(encoding="utf-8").partition("\n")[0]


def _in_turns(runs: Mapping[_Kind, Callable[[], Cost]]) -> dict[_Kind, _Median]:
    """Make each run several times, all in turns, so that a busy moment falls on all of them."""
    costs: dict[_Kind, list[Cost]] = {kind: [] for kind in runs}
    for _ in range(_TURNS):
        for kind, run in runs.items():
            costs[kind].append(run())
    return {kind: _Median.of(of_kind) for kind, of_kind in costs.items()}
