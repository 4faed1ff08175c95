"""Text reduced to what reads the same in any script, case and punctuation."""

from __future__ import annotations

import re

from anyascii import anyascii

__all__ = ["folded"]


_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """Reduce to words of lower-case ASCII letters and digits."""
    spelled = text if text.isascii() else anyascii(text)
    return _BETWEEN_WORDS.sub(" ", spelled.lower()).strip()
