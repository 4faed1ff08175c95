"""`make bench`: requests and times against the emulator, figures as ratios of one run.

Machines differ and are busy; only what is measured in the same run can be compared. The exit
code is 1 where something promised does not hold. `python -m tests.bench cold` runs one part,
`--quick` leaves out the largest libraries, and `profile` tells what the time goes to.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from tests.bench.cold import cold_figures
from tests.bench.figures import Figure
from tests.bench.memory import all_memory_figures, memory_figures
from tests.bench.profile import profile_figures
from tests.bench.reading import reading_figures
from tests.bench.start import start_figures
from tests.bench.warm import warm_figures

_Part = Callable[[], Iterator[Figure]]

# A new part is one file and one row.
_PARTS: Mapping[str, _Part] = {
    "cold": cold_figures,
    "start": start_figures,
    "warm": warm_figures,
    "memory": all_memory_figures,
    "reading": reading_figures,
}
# What stands in for a part where there is little time.
_QUICK: Mapping[str, _Part] = {"memory": memory_figures}
# Promises nothing, and runs only where it is asked for.
_ASKED_FOR: Mapping[str, _Part] = {"profile": profile_figures}
_IS_QUICK = "--quick"


def main(*arguments: str) -> int:
    """Measure these parts, or all, and print one line a figure."""
    parts = {**_PARTS, **_ASKED_FOR, **(_QUICK if _IS_QUICK in arguments else {})}
    wanted = [one for one in arguments if one != _IS_QUICK]
    broken = 0
    for name in wanted or _PARTS:
        for figure in parts[name]():
            broken += figure.is_kept is False
            print(figure, flush=True)  # noqa: T201 - it is what it is for
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
