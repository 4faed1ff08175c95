"""Works that were corrected."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._notices import Fate, find_noticed
from enrich.checks.model import Checked, Fault, Finding
from enrich.record import Notice

__all__ = ["corrected"]


def corrected(checked: Checked) -> Iterator[Finding]:
    """Find works of which there is a correction, or another notice that does them no harm."""
    return find_noticed(checked, Fault.CORRECTED, Fate.CORRECTED, _told)


def _told(notice: Notice) -> str:
    return notice.kind.replace("_", " ")
