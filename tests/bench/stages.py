"""Run `enrich refresh` with a stopwatch at the door of each stage, in the folder of a project.

A profiler that sees every call makes many small functions look dear; a stopwatch at a few doors
costs nothing. What is spent behind an inner door is not counted behind the outer one. A program
of its own: `python -m tests.bench.stages` writes what it finds into `stages.json`.
"""

from __future__ import annotations

import functools
import gc
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["FOUND", "STARTING", "Stages"]

FOUND = Path("stages.json")
STARTING = "starting Python, importing"
_REST = "everything else"
# What a run imports in any case, most of it only where it is needed.
_IMPORTED = ("enrich.cli._talk", "enrich.pipeline", "enrich.writers.bibtex", "enrich.writers.csl")
# The stage, and where its door is: a module and a function, or a module, a class and a method.
_DOORS = (
    ("reading the lists", "enrich.pipeline", "scan_wanted"),
    ("reading the last library", "enrich.pipeline", "read_former"),
    ("resolving: lanes, what is wanted next", "enrich.pipeline", "resolve_seeds"),
    ("looking up answers", "enrich.cache.store", "AnswerCache.get_all"),
    ("reading answers into records", "enrich.resolution", "Resolution._read"),
    ("sorting into works", "enrich.library", "sort_into_works"),
    ("merging", "enrich.works", "Work.merged"),
    ("naming", "enrich.library", "name_works"),
    ("locking", "enrich.library", "locked_anew"),
    ("making entries", "enrich.pipeline", "build_library"),
    ("checking", "enrich.pipeline", "find_faults"),
    ("writing files", "enrich.pipeline", "_write"),
    ("printing entries, to know which changed", "enrich.writers.shelf", "Shelf.print_of"),
    ("waiting for the disk", "os", "fsync"),
    ("comparing with the last library", "enrich.former", "Former.changes"),
    ("sealing", "enrich.cli._sealing", "Sealing.seal"),
    ("looking whether the seal is whole", "enrich.cli._sealing", "Sealing.told_again"),
)


class Stages(msgspec.Struct, frozen=True):
    """Seconds of processor time by stage, and of the whole."""

    seconds: dict[str, float]

    @property
    def whole(self) -> float:
        """All of it."""
        return sum(self.seconds.values())


class _Stopwatch:
    """Counts for the innermost stage that is open."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {STARTING: time.process_time()}
        self._open = [_REST]
        self._since = time.process_time()

    def count(self) -> None:
        """Put what has passed down to the stage that is open."""
        now = time.process_time()
        stage = self._open[-1]
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now

    def at(self, stage: str, function: Callable[..., object]) -> Callable[..., object]:
        """Open the stage whenever the function is called."""

        @functools.wraps(function)
        def timed(*arguments: object, **named: object) -> object:
            self.count()
            self._open.append(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.count()
                self._open.pop()

        return timed


def _stand_at_doors(watch: _Stopwatch) -> None:
    for stage, module, path in _DOORS:
        *inside, name = path.split(".")
        owner: Any = import_module(module)
        for one in inside:
            owner = getattr(owner, one)
        timed = watch.at(stage, getattr(owner, name))
        is_static = isinstance(vars(owner).get(name), staticmethod)
        setattr(owner, name, staticmethod(timed) if is_static else timed)


def _main() -> None:
    from enrich.cli.main import _NEW_OBJECTS, enrich  # noqa: PLC0415 - counted as importing

    gc.set_threshold(_NEW_OBJECTS)
    for name in _IMPORTED:
        import_module(name)
    watch = _Stopwatch()
    _stand_at_doors(watch)
    code = enrich.main(["refresh", "--strict"], standalone_mode=False)
    watch.count()
    FOUND.write_bytes(msgspec.json.encode(Stages(watch.seconds)))
    raise SystemExit(code)


if __name__ == "__main__":
    _main()
