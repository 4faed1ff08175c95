"""How many slips of the pen part two words."""

from __future__ import annotations

__all__ = ["slips_between"]


def slips_between(one: str, other: str) -> int:
    """Count letters left out, put in, exchanged, or swapped with their neighbour."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 25 ms, and few words are nearly alike

    return OSA.distance(one, other)
