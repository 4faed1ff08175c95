"""Entries that are notices themselves."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._notices import Fate, fate_of
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["announcing"]


def announcing(checked: Checked) -> Iterator[Finding]:
    """Find retractions, corrections and the like that are cited in the place of their works."""
    for entry in checked.library.entries:
        notices = [one for one in entry.record.announces if fate_of(one) is not Fate.REPLACED]
        if notices:
            words = (
                f"{one.kind} of {one.identifier.key}" if one.identifier else one.kind
                for one in notices
            )
            yield Finding(Fault.NOTICE, entry.seeds[0], "; ".join(words), entry)
