"""`make chaos`: whole runs against sources that fail in every way, each held against the truth.

Each fault befalls none, some or all requests to one source or to all; the waits are counted and
not waited. A night after it is healthy, and must complete the library.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterable

from tests.chaos.judging import Verdict
from tests.chaos.poison import Found, find_poison
from tests.chaos.report import HEAD, again, rows_of
from tests.chaos.running import run_trials
from tests.chaos.trials import Trial, trials_of
from tests.chaos.wall import run_on_the_wall

_IDS, _SEEDS = 500, 20
_SHORT_IDS, _SHORT_SEEDS = 40, 2
_POISONED = (1, 3, 20)
_LARGEST_MEMORY_MB = 1500


def main() -> int:
    """Run the trials, print the table, and say whether all was as it should be."""
    options = _options()
    started = time.monotonic()
    size = options.ids or (_SHORT_IDS if options.short else _IDS)
    count = options.seeds or (_SHORT_SEEDS if options.short else _SEEDS)
    seeds = range(count) if options.seed is None else (options.seed,)
    trials = trials_of(options.only, seeds)
    if options.with_library:
        trials = [one for one in trials if one.has_library]
    is_right, ran = _told(run_trials(trials, size, options.jobs), size)
    if options.only is None:
        is_right &= _poisoned(size, options.seed or 0)
        is_right &= _on_the_wall()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    _say(f"{ran} trials, {time.monotonic() - started:.0f} s, at most {memory} MB")
    if memory > _LARGEST_MEMORY_MB:
        _say(f"WRONG: more than {_LARGEST_MEMORY_MB} MB")
        is_right = False
    return 0 if is_right else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--ids", type=int, metavar="N", help=f"how many are wanted ({_IDS})")
    parser.add_argument("--seeds", type=int, metavar="N", help=f"how often each fault ({_SEEDS})")
    parser.add_argument("--seed", type=int, metavar="N", help="this one seed alone")
    parser.add_argument("--only", metavar="FAULT", help="this fault alone, as the table names it")
    parser.add_argument("--with-library", action="store_true", help="only with a library at hand")
    parser.add_argument("--short", action="store_true", help="in the short form that CI runs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    return parser.parse_args()


def _told(verdicts: Iterable[tuple[Trial, Verdict]], size: int) -> tuple[bool, int]:
    """Print the table as it grows; say whether all was right, and of how many trials."""
    is_right, count = True, 0
    _say(HEAD)
    for row in rows_of(verdicts):
        _say(row)
        for trial, what in row.wrong:
            _say(f"  WRONG, seed {trial.seed}: {what}\n    {again(trial, size)}")
            is_right = False
        count += len(row.verdicts)
    return is_right, count


def _poisoned(size: int, seed: int) -> bool:
    found: list[Found] = [find_poison(size, count, seed) for count in _POISONED]
    for one in found:
        _say(one)
    return not any(one.wrong for one in found)


def _on_the_wall() -> bool:
    complaints = run_on_the_wall()
    _say(f"the installed command, on the wall's clock: {complaints or 'as it should be'}")
    return not complaints


def _say(line: object) -> None:
    print(line, flush=True)  # noqa: T201 - it is what it is for


if __name__ == "__main__":
    sys.exit(main())
