"""What a terminal would obey rather than show."""

from __future__ import annotations

import re

__all__ = ["steering"]

# Controls of both sets but for the end of a line, separators of lines, embeddings, overrides and
# isolates of direction.
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def steering(text: str) -> dict[str, str]:
    """Give each such character of a text with what stands around one of them."""
    found = {
        one[0]: text[max(0, one.start() - 40) : one.end() + 20] for one in _STEERING.finditer(text)
    }
    return {f"U+{ord(character):04X}": ascii(around) for character, around in sorted(found.items())}
