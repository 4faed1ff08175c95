"""The checks there are; a new one is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeAlias

import msgspec

from enrich.checks.announcing import announcing
from enrich.checks.concern import concern
from enrich.checks.corrected import corrected
from enrich.checks.dates import impossible_dates
from enrich.checks.doubtful_matches import doubtful_matches
from enrich.checks.duplicates import duplicates
from enrich.checks.identifiers import dead_identifiers
from enrich.checks.incomplete import incomplete
from enrich.checks.lost import lost_to_sources
from enrich.checks.missed import missed
from enrich.checks.model import Checked, Fault, Finding
from enrich.checks.placeholders import placeholders
from enrich.checks.retracted import retracted
from enrich.checks.superseded import superseded_preprints
from enrich.checks.suspicious_dates import suspicious_dates
from enrich.checks.titles import wrong_titles
from enrich.checks.unchecked import unchecked
from enrich.checks.withdrawn import withdrawn
from enrich.library import Entry

__all__ = ["find_all_faults", "find_faults"]

Check: TypeAlias = Callable[[Checked], Iterator[Finding]]

# What lists have wrong.
_OF_LISTS: tuple[Check, ...] = (
    wrong_titles,
    dead_identifiers,
    impossible_dates,
    placeholders,
    duplicates,
)
# What is wrong with the works themselves, or with what is known of them.
_OF_WORKS: tuple[Check, ...] = (
    retracted,
    withdrawn,
    concern,
    missed,
    doubtful_matches,
    lost_to_sources,
    superseded_preprints,
    announcing,
    corrected,
    incomplete,
    suspicious_dates,
    unchecked,
)


def find_faults(checked: Checked) -> tuple[Finding, ...]:
    """Find what lists have wrong, the worst first, each sort in the order of the lists."""
    return _found(_OF_LISTS, checked)


def find_all_faults(checked: Checked) -> tuple[Finding, ...]:
    """Find what lists have wrong and what is wrong with the works in them, in the same order."""
    return _found((*_OF_WORKS, *_OF_LISTS), checked)


def _found(checks: tuple[Check, ...], checked: Checked) -> tuple[Finding, ...]:
    listed = (*checked.scan.seeds, *checked.scan.passed_over)
    places = {one: place for place, one in enumerate(listed)}
    entries: dict[object, Entry] = {
        seed: entry for entry in checked.library.entries for seed in entry.seeds
    }
    # Of a seed whose two versions stand apart, each check would tell twice.
    every = {
        (one.fault, one.about, one.told): one
        for one in chain.from_iterable(check(checked) for check in checks)
    }
    found = [
        msgspec.structs.replace(one, entry=one.entry or entries.get(one.about))
        for one in every.values()
    ]
    worst = list(Fault)
    return tuple(sorted(found, key=lambda one: (worst.index(one.fault), places.get(one.about, 0))))
