"""Character entities undone, as often as they were escaped."""

from __future__ import annotations

import html
import re

__all__ = ["unescaped"]

# An entity ends in a semicolon: without one it is an ampersand between words.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def unescaped(text: str) -> str:
    """Put the characters that entities stand for in their place."""
    while (plainer := _ENTITY.sub(lambda found: html.unescape(found[0]), text)) != text:
        text = plainer
    return text
