"""Papers that could not be checked."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks._misses import is_doubtful, is_passing
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["unchecked"]


def unchecked(checked: Checked) -> Iterator[Finding]:
    """Find papers of which nothing is known, since no source answered for them just now."""
    for miss in checked.library.misses:
        if is_passing(miss) and not is_doubtful(miss):
            yield Finding(Fault.UNCHECKED, miss.seed, f"{miss.reason}; {miss.hint}")
