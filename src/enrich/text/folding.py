"""Text reduced to what reads the same in any script, case and punctuation."""

from __future__ import annotations

import re

from anyascii import anyascii

__all__ = ["folded"]


def folded(text: str) -> str:
    """Reduce to words of lower-case ASCII letters and digits."""
    return re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower()).strip()
