"""The notices that there are of each work: its own, and those that stand in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.fates import Fate, announced_in, fate_of, notices_of
from enrich.library import Entry
from enrich.record import Notice

__all__ = ["Fate", "fate_of", "find_noticed"]


def find_noticed(
    checked: Checked, fault: Fault, fate: Fate, told: Callable[[Notice], str]
) -> Iterator[Finding]:
    """Find the works of which there are notices that make this of them."""
    announced = announced_in(entry.record for entry in checked.library.entries)
    for entry in checked.library.entries:
        notices = [one for one in notices_of(entry.record, announced) if fate_of(one) is fate]
        if notices:
            words = "; ".join(
                dict.fromkeys(f"{told(one)} ({_source(one, entry)})" for one in notices)
            )
            yield Finding(fault, entry.seeds[0], words, entry)


def _source(notice: Notice, entry: Entry) -> str:
    """Tell where it is published: in a work of its own, or in what it is about."""
    place = (notice.identifier and notice.identifier.key, notice.date)
    if any(place):
        return ", ".join(str(part) for part in place if part)
    telling = (one.record for one in entry.readings if notice in one.record.notices)
    return f"as {next(telling, entry.record).name} says itself"
