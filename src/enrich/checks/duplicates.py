"""Works that lists name more than once."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding

__all__ = ["duplicates"]


def duplicates(checked: Checked) -> Iterator[Finding]:
    """Find seeds whose work an earlier one named already, in this list or in another."""
    for entry in checked.library.entries:
        first = entry.seeds[0]
        for seed in entry.seeds[1:]:
            # Two links of one paper, side by side, are no slip.
            if seed.origin != first.origin:
                yield Finding(Fault.DUPLICATE, seed, f"same work as at {first.origin}")
