"""Slanted words in plain text: two signs stand around them, which no text that is read has."""

from __future__ import annotations

import re

__all__ = ["SLANTED", "SLANT_BEGINS", "SLANT_ENDS", "slanted", "unslanted"]

SLANT_BEGINS, SLANT_ENDS = "\x02", "\x03"
_SIGNS = re.compile(f"[{SLANT_BEGINS}{SLANT_ENDS}]")
SLANTED = re.compile(f"{SLANT_BEGINS}([^{SLANT_BEGINS}{SLANT_ENDS}]*){SLANT_ENDS}")


def slanted(words: str) -> str:
    """Put the signs around words."""
    return f"{SLANT_BEGINS}{words}{SLANT_ENDS}"


def unslanted(words: str, between: str = "") -> str:
    """Leave the signs out, or put something in their place."""
    return _SIGNS.sub(between, words)
