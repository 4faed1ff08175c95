"""What the misses of a library mean: a doubt, a lasting lack, or bad luck just now."""

from __future__ import annotations

from enrich.answers import Reason
from enrich.misses import Miss

__all__ = ["is_doubtful", "is_passing"]


def is_doubtful(miss: Miss) -> bool:
    """Whether there are works that it may mean."""
    return miss.reason is Reason.DOUBTFUL or bool(miss.matches)


def is_passing(miss: Miss) -> bool:
    """Whether nothing is known of it just now; after a garbled answer the next may be whole."""
    return miss.reason.is_passing or miss.reason is Reason.GARBLED
