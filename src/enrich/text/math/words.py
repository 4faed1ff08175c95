"""The words that LaTeX prints within a formula."""

from __future__ import annotations

import re
import unicodedata

from enrich.text.symbols import ACCENT_SIGNS, symbol

__all__ = ["plain_words"]

_COMMAND = re.compile(
    r"\\(?P<accent>[\"'`^~=.])\s*\{?(?P<letter>[A-Za-z])\}?"
    r"|\\(?P<name>[A-Za-z]+)[ ]?|\\(?P<escape>.)|(?P<dash>---?)|~|[{}]",
    re.DOTALL,
)


def plain_words(source: str) -> str:
    """Read text that has a command here and there; one that prints nothing is left out."""
    if source.isalnum():
        return source
    return re.sub(r"\s+", " ", _COMMAND.sub(_plain, source))


def _plain(found: re.Match[str]) -> str:
    if found["accent"]:
        return unicodedata.normalize("NFC", found["letter"] + ACCENT_SIGNS[found["accent"]])
    if found["name"]:
        return symbol(found["name"])
    if found["dash"]:
        return "\u2013" if found["dash"] == "--" else "\u2014"
    if found["escape"]:
        return found["escape"] if found["escape"] in "#$%&_{}" else " "
    return " " if found[0] == "~" else ""
