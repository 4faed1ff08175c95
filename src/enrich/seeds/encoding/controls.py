"""Characters that no text means: terminals obey some, and some can't be written at all."""

from __future__ import annotations

import re

__all__ = ["without_controls"]

# All but ends of lines and tabs; and halves of pairs, which JSON can name and no encoding has.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """Put a space in the place of each, so that everything else stays where it is."""
    return _CONTROLS.sub(" ", text)
