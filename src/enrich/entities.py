"""Character entities undone, as often as they were escaped."""

from __future__ import annotations

import html
import re

__all__ = ["unescaped"]

# An entity ends in a semicolon: without one it is an ampersand between words.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def unescaped(text: str) -> str:
    """Put the characters that entities stand for in their place."""
    while (plainer := _ENTITY.sub(_character, text)) != text:
        text = plainer
    return text


def _character(entity: re.Match[str]) -> str:
    """Give the character; a number that no character has leaves nothing."""
    character = html.unescape(entity[0])
    return "" if character == "\ufffd" and "fffd" not in entity[0].lower() else character
