"""Works that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._notices import Fate, find_noticed
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["withdrawn"]


def withdrawn(checked: Checked) -> Iterator[Finding]:
    """Find works that their authors or publishers withdrew, on arXiv or elsewhere."""
    return find_noticed(checked, Fault.WITHDRAWN, Fate.WITHDRAWN, lambda _: "withdrawn")
