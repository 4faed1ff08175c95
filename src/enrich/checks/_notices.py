"""The notices that there are of each work: its own, and those that stand in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

import msgspec

from enrich.checks.model import Checked, Fault, Finding
from enrich.identifiers import Identifier
from enrich.library import Entry, Library
from enrich.record import Notice

__all__ = ["Fate", "fate_of", "find_noticed"]


class Fate(StrEnum):
    """What a notice makes of a work."""

    CONCERN = "concern"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CORRECTED = "corrected"


# By a part of the kind, the telling ones first: publishers spell kinds in their own ways.
_FATES = (
    ("concern", Fate.CONCERN),
    ("retract", Fate.RETRACTED),
    ("remov", Fate.RETRACTED),
    ("withdr", Fate.WITHDRAWN),
    # That a text was brought up to date is no business of who cites it.
    ("new version", Fate.REPLACED),
    ("new edition", Fate.REPLACED),
)


def fate_of(notice: Notice) -> Fate:
    """Tell what a notice makes of its work."""
    kind = notice.kind.casefold().replace("_", " ").replace("-", " ")
    return next((fate for part, fate in _FATES if part in kind), Fate.CORRECTED)


def find_noticed(
    checked: Checked, fault: Fault, fate: Fate, told: Callable[[Notice], str]
) -> Iterator[Finding]:
    """Find the works of which there are notices that make this of them."""
    announced = _announced(checked.library)
    for entry in checked.library.entries:
        notices = [one for one in _notices_of(entry, announced) if fate_of(one) is fate]
        if notices:
            words = "; ".join(
                dict.fromkeys(f"{told(one)} ({_source(one, entry)})" for one in notices)
            )
            yield Finding(fault, entry.seeds[0], words, entry)


def _announced(library: Library) -> Mapping[Identifier, tuple[Notice, ...]]:
    """Gather what notices in the library say of other works, which may not know it yet."""
    announced: dict[Identifier, tuple[Notice, ...]] = {}
    for entry in library.entries:
        for notice in entry.record.announces:
            if notice.identifier:
                told = msgspec.structs.replace(notice, identifier=entry.record.doi)
                announced[notice.identifier] = (*announced.get(notice.identifier, ()), told)
    return announced


def _notices_of(
    entry: Entry, announced: Mapping[Identifier, tuple[Notice, ...]]
) -> Iterator[Notice]:
    """Give each notice once: one that tells where it was published says more than a bare one."""
    record = entry.record
    others = (one for name in record.identifiers for one in announced.get(name, ()))
    published = {
        (fate_of(one), one.identifier): one for one in (*others, *record.notices) if one.identifier
    }
    yield from published.values()
    # The title of a notice may begin with what became of the work that it is about.
    known = {fate_of(one) for one in (*published.values(), *record.announces)}
    yield from (one for one in record.notices if not one.identifier and fate_of(one) not in known)


def _source(notice: Notice, entry: Entry) -> str:
    """Tell where it is published: in a work of its own, or in what it is about."""
    place = (notice.identifier and notice.identifier.key, notice.date)
    if any(place):
        return ", ".join(str(part) for part in place if part)
    telling = (one.record for one in entry.readings if notice in one.record.notices)
    return f"as {next(telling, entry.record).name} says itself"
