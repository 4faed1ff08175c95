"""Papers for which there is no work."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.answers import Reason
from enrich.checks._misses import is_doubtful, is_passing
from enrich.checks.model import Checked, Fault, Finding

__all__ = ["missed"]


def missed(checked: Checked) -> Iterator[Finding]:
    """Find papers that no source knows by what is said of them, or that tell nothing to ask for."""
    for miss in checked.library.misses:
        is_dead = miss.seed.wanted is not None and miss.reason is Reason.NOT_FOUND
        if not (is_doubtful(miss) or is_passing(miss) or is_dead):
            yield Finding(Fault.MISSED, miss.seed, f"{miss.reason}; {miss.hint}")
