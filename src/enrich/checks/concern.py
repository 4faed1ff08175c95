"""Works about which publishers expressed concern."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._notices import Fate, find_noticed
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["concern"]


def concern(checked: Checked) -> Iterator[Finding]:
    """Find works of which there is an expression of concern."""
    return find_noticed(checked, Fault.CONCERN, Fate.CONCERN, lambda _: "expression of concern")
