"""Characters that steer whatever shows a text, and are no part of what it says."""

from __future__ import annotations

import re

__all__ = ["escaped_controls", "shown_controls", "without_controls", "without_unseen"]

# Controls but for tab and new line, separators of lines, embeddings and overrides of direction,
# halves of characters.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
# What will never be a character: some programs read no file that holds one.
_NEVER = "\ufdd0-\ufdef" + "".join(
    chr(0x10000 * plane + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_SHOWN = re.compile(f"[{_STEERING}]")
_CONTROL = re.compile(f"[{_STEERING}{_NEVER}]")


def without_controls(text: str) -> str:
    """Leave out what could play with a terminal, an editor or LaTeX."""
    return text if text.isascii() and text.isprintable() else _CONTROL.sub("", text)


# Spaces of no width, marks of direction, soft hyphens, tags: LaTeX has none of them.
_UNSEEN = re.compile(
    "[\xad\u061c\u200b\u200e\u200f\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def without_unseen(text: str) -> str:
    """Leave out controls, and what shows nothing by itself and joins nothing."""
    shown = without_controls(text)
    return shown if shown.isascii() else _UNSEEN.sub("", shown)


def escaped_controls(json: str) -> str:
    """Write in JSON as escapes what it may hold as it is, but nobody's terminal should."""
    if json.isprintable():
        return json
    return _SHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def shown_controls(text: str) -> str:
    """Show what would steer a terminal as what it is."""
    return _SHOWN.sub(lambda found: ascii(found[0])[1:-1], text)
