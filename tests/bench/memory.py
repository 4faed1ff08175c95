"""How memory and time grow with the library: a thousand seeds, ten thousand, a hundred thousand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.bench.costs import Cost, cost_of_enrich, cost_of_part, load
from tests.bench.figures import Figure, shown
from tests.bench.warm import without_seal

__all__ = ["all_memory_figures", "memory_figures"]

_SIZES = (1_000, 10_000, 100_000)
_MOST_MEGABYTES = 600
# Ten times as many seeds take ten times as long, the start of the process aside, and half as long
# again or more where not all records stay unpacked; were it the square, it would be a hundred.
_LEAST_TIMES, _MOST_TIMES = 8, 18
_LARGE = 10_000


@dataclass(frozen=True, slots=True)
class _Runs:
    """The three runs of one library: the first, one that rebuilds it, one with nothing to do."""

    first: Cost
    rebuilt: Cost
    sealed: Cost

    @property
    def by_name(self) -> Mapping[str, Cost]:
        """Name each for the table."""
        return {
            "first build": self.first,
            "rebuilt": self.rebuilt,
            "nothing changed": self.sealed,
        }


def memory_figures() -> Iterator[Figure]:
    """Build the smaller libraries."""
    yield from _figures(_SIZES[:-1])


def all_memory_figures() -> Iterator[Figure]:
    """Build libraries of every size."""
    yield from _figures(_SIZES)


def _figures(sizes: tuple[int, ...]) -> Iterator[Figure]:
    yield Figure(
        "all cached: megabytes at most, seconds of processor time (wall time)",
        f"load {load()}",
    )
    of_size: dict[int, _Runs] = {}
    for size in sizes:
        of_size[size] = runs = _measured(size)
        for name, cost in runs.by_name.items():
            yield Figure(f"{size:,} ids, {name}: megabytes", *_megabytes(cost))
            yield Figure("  seconds", shown(f"{cost.processor:.2f}", f"({cost.seconds:.2f})"))
            yield Figure("  seconds for a thousand", f"{cost.processor / size * 1000:.3f}")
    for smaller, larger in pairwise(sizes):
        for name, cost in of_size[larger].by_name.items():
            times = cost.processor / of_size[smaller].by_name[name].processor
            yield _growth(smaller, larger, name, times)


def _megabytes(cost: Cost) -> tuple[str, bool]:
    return f"{cost.megabytes:.0f}", cost.megabytes < _MOST_MEGABYTES


def _growth(smaller: int, larger: int, name: str, times: float) -> Figure:
    """Tell how much longer the larger takes; only where the start is no part of it that is told."""
    is_told = smaller >= _LARGE and name != "nothing changed"
    return Figure(
        f"{name}: time of {larger:,} over that of {smaller:,}",
        f"{times:.1f}",
        is_kept=_LEAST_TIMES <= times <= _MOST_TIMES if is_told else None,
    )


def _measured(size: int) -> _Runs:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "project")
        cost_of_part("filling", str(folder), str(size), folder=Path(temporary))
        first = cost_of_enrich("refresh", "--strict", folder=folder)
        without_seal(folder)
        rebuilt = cost_of_enrich("refresh", "--strict", folder=folder)
        return _Runs(first, rebuilt, cost_of_enrich("refresh", "--strict", folder=folder))
