"""Words that several commands say."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Count things, in the singular where it is one."""
    return f"{number} {one if number == 1 else many or one + 's'}"
