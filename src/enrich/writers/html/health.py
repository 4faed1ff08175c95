"""How sound the library is: which fields there are, and what the checks found."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import msgspec

from enrich.checks import Checked, Fault, Finding, Level, find_all_faults, judge
from enrich.coverage import Coverage, coverage_of
from enrich.dates import PartialDate
from enrich.text import without_unseen
from enrich.writers.contents import Contents
from enrich.writers.html.gathering import Deck

__all__ = ["Found", "Group", "Health", "examine"]

# Without a day, nothing is in time to come.
_NEVER = PartialDate(9999, 12, 31)


class Found(msgspec.Struct, frozen=True):
    """Something that is wrong, where, and the work it leads to if there is one."""

    subject: str
    told: str
    origin: str
    fragment: str | None


class Group(msgspec.Struct, frozen=True):
    """All that is wrong in one way."""

    fault: Fault
    found: tuple[Found, ...]


class Health(msgspec.Struct, frozen=True):
    """What there is to know before one relies on a library."""

    coverage: tuple[Coverage, ...]
    groups: tuple[Group, ...]
    missed: int = 0
    # The works without a date that the page places by their numbers at arXiv.
    dated_by_number: int = 0

    def counted(self, level: Level) -> int:
        """Count what was found at a level; what nobody answered for is among what is missed."""
        return sum(
            len(group.found)
            for group in self.groups
            if group.fault.level is level and group.fault is not Fault.UNCHECKED
        )

    @property
    def in_short(self) -> str:
        """Tell it in a few words."""
        counts = [(self.counted(level), level.value) for level in Level]
        told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
        missed = [f"{self.missed} missed"] if self.missed else []
        return ", ".join((*missed, *told)) or "nothing found that is wrong"


def examine(contents: Contents, deck: Deck) -> Health:
    """Look at every work and every list."""
    today = contents.today or _NEVER
    found = find_all_faults(Checked(contents.scan, contents.library, today))
    there = [one for one in judge(found, contents.ignores, today) if not one.ignored]
    places = _places(deck)
    groups = groupby(there, key=lambda one: one.fault)
    return Health(
        coverage=coverage_of(contents.entries),
        missed=len(contents.library.misses),
        dated_by_number=sum(card.is_dated_by_number for card in deck.cards),
        groups=tuple(
            Group(fault, tuple(_found(one, places) for one in each)) for fault, each in groups
        ),
    )


def _places(deck: Deck) -> Mapping[object, str]:
    """Find works by their entries' keys, and by their seeds."""
    places: dict[object, str] = {}
    for one in deck.shown:
        for name in (*one.seeds, *([one.entry.key] if one.entry else ())):
            places.setdefault(name, one.card.fragment)
    return places


def _found(finding: Finding, places: Mapping[object, str]) -> Found:
    place = places.get(finding.entry.key) if finding.entry else places.get(finding.about)
    return Found(
        without_unseen(finding.subject), without_unseen(finding.told), str(finding.origin), place
    )
