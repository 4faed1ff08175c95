"""The least of a failing input: what hypothesis leaves of an example, with less of the example."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.fuzz.target import Input

__all__ = ["least"]


def least(given: Input, is_it: Callable[[Input], bool], seconds: float = 20) -> Input:
    """Leave out parts, large ones first, as long as what is left is still it."""
    end = time.monotonic() + seconds
    size = len(given) // 2
    while size:
        at, before = 0, len(given)
        while at < len(given):
            if time.monotonic() > end:
                return given
            shorter = given[:at] + given[at + size :]
            if is_it(shorter):
                given = shorter
            else:
                at += size
        if len(given) == before:
            size //= 2
        size = min(size, len(given) // 2)
    return given
