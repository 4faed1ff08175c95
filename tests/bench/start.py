"""How long the command takes before it does anything."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.projects import COMMAND

__all__ = ["start_figures"]

_RUNS = 7


def start_figures() -> Iterator[Figure]:
    """Ask the command for help, and Python for nothing."""
    python = median(_seconds(sys.executable, "-c", "pass") for _ in range(_RUNS))
    usage = median(_seconds(str(COMMAND), "--help") for _ in range(_RUNS))
    yield Figure("enrich --help: time over that of a bare python", f"{usage / python:.1f}")
    yield Figure("enrich --help: seconds, on this machine now", f"{usage:.2f}")


def _seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
