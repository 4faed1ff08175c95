"""Works that were retracted or removed."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._notices import Fate, find_noticed
from enrich.checks.model import Checked, Fault, Finding
from enrich.record import Notice

__all__ = ["retracted"]


def retracted(checked: Checked) -> Iterator[Finding]:
    """Find works and preprints that were retracted or removed, as a whole or in part."""
    return find_noticed(checked, Fault.RETRACTED, Fate.RETRACTED, _told)


def _told(notice: Notice) -> str:
    word = "removed" if "remov" in notice.kind.casefold() else "retracted"
    return f"{word} in part" if "partial" in notice.kind.casefold() else word
