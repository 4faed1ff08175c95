"""Character entities undone, as often as they were escaped."""

from __future__ import annotations

import html
import re

__all__ = ["unescaped"]

# An entity ends in a semicolon: without one it is an ampersand between words.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


# An ampersand, however often it was escaped.
_AMPERSAND = re.compile(r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+")
# Entities of entities: nobody's programs have done it more often.
_MOST_ROUNDS = 20


def unescaped(text: str) -> str:
    """Put the characters that entities stand for in their place."""
    if "&" not in text:
        return text
    for _ in range(_MOST_ROUNDS):
        plainer = _ENTITY.sub(_character, _AMPERSAND.sub("&", text))
        if plainer == text:
            return text
        text = plainer
    return text


def _character(entity: re.Match[str]) -> str:
    """Give the character; a number that no character has leaves nothing."""
    character = html.unescape(entity[0])
    return "" if character == "\ufffd" and "fffd" not in entity[0].lower() else character
