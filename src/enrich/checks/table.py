"""The checks there are; a new one is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enrich.checks.dates import impossible_dates
from enrich.checks.duplicates import duplicates
from enrich.checks.identifiers import dead_identifiers
from enrich.checks.model import Checked, Fault, Finding
from enrich.checks.placeholders import placeholders
from enrich.checks.titles import wrong_titles

__all__ = ["find_faults"]

_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    wrong_titles,
    dead_identifiers,
    impossible_dates,
    placeholders,
    duplicates,
)


def find_faults(checked: Checked) -> tuple[Finding, ...]:
    """Find what lists have wrong, the worst first, each sort in the order of the lists."""
    listed = (*checked.scan.seeds, *checked.scan.passed_over)
    places = {one: place for place, one in enumerate(listed)}
    worst = list(Fault)
    found = [finding for check in _CHECKS for finding in check(checked)]
    return tuple(sorted(found, key=lambda one: (worst.index(one.fault), places.get(one.about, 0))))
