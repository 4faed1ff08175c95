"""`make fuzz`: let every parser have what nobody meant for it.

A finding is printed as the least input that shows it. It is found again by the round's number:
`python -m tests.fuzz --seed ROUND --seconds 0 PARSER`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import warnings

from hypothesis.errors import HypothesisWarning

from tests.fuzz.rounds import Finding, run
from tests.fuzz.table import TARGETS

# What takes more memory than this to read is a finding, and does not take the machine along.
_MEMORY = 3 * 2**30
_NAMES = [one.name for one in TARGETS]
_SHOWN = 2000


def main() -> int:
    """Run the fuzzers, print what they find, and tell whether all is well."""
    options = _options()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.RLIM_INFINITY))
    # That the examples are long.
    warnings.simplefilter("ignore", HypothesisWarning)
    is_well = True
    for target in TARGETS:
        if target.name not in (options.parsers or _NAMES):
            continue
        start, processor = time.monotonic(), time.process_time()
        outcome = run(target, options.seconds, options.seed)
        _say(
            f"{target.name:12} {time.monotonic() - start:5.0f} s"
            f" ({time.process_time() - processor:.0f} s of the processor)"
            f" {outcome.rounds:6} rounds {outcome.inputs:8} inputs {outcome.lengths:6} lengths"
            f" {len(outcome.findings):3} findings"
        )
        for finding in outcome.findings:
            is_well = False
            _tell(target.name, finding)
    return 0 if is_well else 1


def _tell(name: str, finding: Finding) -> None:
    written = repr(finding.given)
    shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}... ({len(written)})"
    _say(
        f"    {finding.place}: {finding.told[:300]}",
        f"      of {shown}",
        f"      again: python -m tests.fuzz --seconds 0 --seed {finding.round} {name}",
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parsers", nargs="*", metavar="PARSER", help=", ".join(_NAMES))
    parser.add_argument("--seconds", type=float, default=5, help="for each parser; 5")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first round; 1")
    options = parser.parse_args()
    if unknown := set(options.parsers) - set(_NAMES):
        parser.error(f"{', '.join(sorted(unknown))}: no parser; there are {', '.join(_NAMES)}")
    return options


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201 - it is what it is for


if __name__ == "__main__":
    sys.exit(main())
