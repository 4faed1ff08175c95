"""Works that are named more than once, in one list or in two."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.policy import Policy
from enrich.seeds import Seed

__all__ = ["duplicates"]


def duplicates(checked: Checked) -> Iterator[Finding]:
    """Find seeds whose work an earlier one named already: a slip in one list, not in another."""
    for entry in checked.library.entries:
        firsts: dict[str, Seed] = {}
        for seed in entry.seeds:
            first = firsts.setdefault(seed.origin.file, seed)
            if entry.policy is Policy.BOTH and seed.wanted != first.wanted:
                # Two versions, both of which are wanted.
                continue
            # Two links of one paper, side by side, are no slip.
            if seed.origin != first.origin:
                yield Finding(Fault.DUPLICATE, seed, f"same work as at {first.origin}")
            elif seed is first and seed is not entry.seeds[0]:
                told = f"same work as at {entry.seeds[0].origin}"
                yield Finding(Fault.IN_TWO_LISTS, seed, told)
