"""People who do not exist: a name for every number, in letters alone as names are."""

from __future__ import annotations

__all__ = ["family_name", "full_name", "given_name"]

_SYLLABLES = "ba be di do fu ga le mi no ru".split()


def given_name(number: int) -> str:
    """Give the given name of the person with this number."""
    return f"Given{_spoken(number)}"


def family_name(number: int) -> str:
    """Give the family name of the person with this number."""
    return f"Family{_spoken(number)}"


def full_name(number: int) -> str:
    """Give the whole name of the person with this number."""
    return f"{given_name(number)} {family_name(number)}"


def _spoken(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in str(number))
