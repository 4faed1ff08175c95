"""`make bench`: requests and times against the emulator, figures as ratios of one run.

Machines differ and are busy; only what is measured in the same run can be compared. The exit
code is 1 where something promised does not hold. `python -m tests.bench cold` runs one part.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from tests.bench.cold import cold_figures
from tests.bench.figures import Figure
from tests.bench.reading import reading_figures
from tests.bench.start import start_figures

# A new part is one file and one row.
_PARTS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "cold": cold_figures,
    "start": start_figures,
    "reading": reading_figures,
}


def main(*wanted: str) -> int:
    """Measure these parts, or all, and print one line a figure."""
    broken = 0
    for name in wanted or _PARTS:
        for figure in _PARTS[name]():
            broken += figure.is_kept is False
            print(figure, flush=True)  # noqa: T201 - it is what it is for
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
