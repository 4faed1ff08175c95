"""Whether a text is Markdown, by what is in it."""

from __future__ import annotations

import re

__all__ = ["looks_like_markdown"]

# What a text is shows at its head; no pattern goes on without end, or time grows with its square.
_HEAD = 2**18
_LINK = re.compile(r"\]\([^)\s]|\]\[[^\[\]\n]{1,500}\]|<a\s[^<>]{0,500}href\s{0,9}=", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^]{1,500}\]:\s{0,500}\S", re.MULTILINE)
_TABLE = re.compile(
    r"^[ >]{0,40}\|?[ \t]{0,200}:?-{2,}:?[ \t]{0,200}(?:\|[ \t:|-]*)$", re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_BOLD = re.compile(
    r"\*\*[^*\s][^*\n]{0,2000}\*\*|\*[^*\s][^*\n]{0,2000}\*[ \t]{0,9}\\?$", re.MULTILINE
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]{1,200}\S", re.MULTILINE)
_DEEP_HEADING = re.compile(r"^ {0,3}#{2,6}[ \t]{1,200}\S", re.MULTILINE)
_SETEXT = re.compile(r"^[^\s#].*\n(?:={3,}|-{3,})[ \t]{0,200}$", re.MULTILINE)
_HTML = re.compile(r"^ {0,3}<(?:h[1-6]|p|div|img|details|table|ul|ol)\b|^<!--", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Tell by links and tables, or by headings with bold words, fences or HTML."""
    text = text[:_HEAD]
    if _LINK.search(text) or _TABLE.search(text):
        return True
    if _HTML.search(text) and (_HEADING.search(text) or _BOLD.search(text)):
        return True
    is_headed = _HEADING.search(text) or _SETEXT.search(text)
    if not is_headed:
        return False
    return bool(
        _DEEP_HEADING.search(text)
        or _BOLD.search(text)
        or _FENCE.search(text)
        or _SETEXT.search(text)
        or _DEFINITION.search(text)
    )
