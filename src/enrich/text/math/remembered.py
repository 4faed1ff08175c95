"""Short formulas, which recur, and which every format and every comparison of titles reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

__all__ = ["remembered"]

_Result = TypeVar("_Result")

# Of longer ones few recur, and strangers choose how long they are.
_LONGEST = 60
_MOST = 1024


def remembered(read: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """Remember what came of the last short formulas."""
    known = lru_cache(_MOST)(read)

    @wraps(read)
    def recalled(formula: str) -> _Result:
        return known(formula) if len(formula) <= _LONGEST else read(formula)

    return recalled
