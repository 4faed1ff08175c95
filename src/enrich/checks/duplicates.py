"""Works that lists name more than once."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding

__all__ = ["duplicates"]


def duplicates(checked: Checked) -> Iterator[Finding]:
    """Find seeds whose work an earlier one named already, in this list or in another."""
    places = {seed.origin: place for place, seed in enumerate(checked.scan.seeds)}
    found = [
        (places.get(seed.origin, 0), seed, entry.seeds[0])
        for entry in checked.library.entries
        for seed in entry.seeds[1:]
    ]
    for _, seed, first in sorted(found, key=lambda one: one[0]):
        # Two links of one paper, side by side, are no slip.
        if seed.origin != first.origin:
            text = f"{seed.written}: same work as at {first.origin}"
            yield Finding(Fault.DUPLICATE, seed.origin, text)
