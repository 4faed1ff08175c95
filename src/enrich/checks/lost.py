"""Works that their source no longer knows."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.answers import Standing
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["lost_to_sources"]


def lost_to_sources(checked: Checked) -> Iterator[Finding]:
    """Find entries that rest on an answer which its source would not give again."""
    for entry in checked.library.entries:
        lost = dict.fromkeys(
            f"{one.source} no longer knows {one.record.name}"
            for one in entry.readings
            if one.standing is Standing.LOST
        )
        if lost:
            yield Finding(Fault.LOST, entry.seeds[0], "; ".join(lost), entry)
