"""The checks there are; a new one is one file and one row.

Those of plugins are made where all are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import chain
from typing import TypeAlias

import msgspec

from enrich.checks.announcing import announcing
from enrich.checks.concern import concern
from enrich.checks.corrected import corrected
from enrich.checks.dates import impossible_dates
from enrich.checks.doubtful_matches import doubtful_matches
from enrich.checks.duplicates import duplicates
from enrich.checks.faults import AnyFault, Level, PluginFault
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
from enrich.plugins import Group, Plugin, plugged

__all__ = ["Check", "every_fault", "find_all_faults", "find_faults"]

_Finder: TypeAlias = Callable[[Checked], Iterable[Finding]]


class Check(msgspec.Struct, frozen=True):
    """A plugin's check: what it finds wrong, of which it alone tells, and how it finds that."""

    fault: PluginFault
    find: _Finder

    @property
    def name(self) -> str:
        """The name by which settings and options call it."""
        return self.fault.check


# What lists have wrong.
_OF_LISTS: tuple[_Finder, ...] = (
    wrong_titles,
    dead_identifiers,
    impossible_dates,
    placeholders,
    duplicates,
)
# What is wrong with the works themselves, or with what is known of them.
_OF_WORKS: tuple[_Finder, ...] = (
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


def every_fault() -> tuple[AnyFault, ...]:
    """Give all that can be wrong, the worst first; of one level, ours before the plugins'."""
    levels = list(Level)
    others = (check.fault for _, check in _plugged())
    return tuple(sorted((*Fault, *others), key=lambda one: levels.index(one.level)))


def find_faults(checked: Checked) -> tuple[Finding, ...]:
    """Find what lists have wrong, the worst first, each sort in the order of the lists."""
    return _found(_OF_LISTS, checked)


def find_all_faults(checked: Checked) -> tuple[Finding, ...]:
    """Find what lists have wrong and what is wrong with the works in them, in the same order.

    What plugins look for is found, too.
    """
    plugins = (partial(_found_by, *one) for one in _plugged())
    return _found((*_OF_WORKS, *_OF_LISTS, *plugins), checked)


def _found(checks: Iterable[_Finder], checked: Checked) -> tuple[Finding, ...]:
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
    worst = {fault.check: place for place, fault in enumerate(every_fault())}
    return tuple(sorted(found, key=lambda one: (worst[one.fault.check], places.get(one.about, 0))))


def _found_by(plugin: Plugin, check: Check, checked: Checked) -> tuple[Finding, ...]:
    """Make a plugin's check, which may tell of its own fault alone."""
    with plugin.at_work():
        found = tuple(check.find(checked))
    if not all(isinstance(one, Finding) and one.fault.check == check.name for one in found):
        plugin.refuse(f"it found something else than {check.name}")
    return found


@cache
def _plugged() -> tuple[tuple[Plugin, Check], ...]:
    plugins = plugged(Group.CHECKS, [one.check for one in Fault], Check)
    for plugin, row in plugins:
        try:
            msgspec.convert(msgspec.to_builtins(row.fault), PluginFault)
        except msgspec.ValidationError as error:
            plugin.refuse(f"{plugin.value} is not whole ({error})", error)
    return plugins
