"""Which version of a work is shown where there are two."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Policy"]


class Policy(StrEnum):
    """Which version of a work is shown: one of the two, or each in an entry of its own."""

    PUBLISHED = "published"
    PREPRINT = "preprint"
    BOTH = "both"
