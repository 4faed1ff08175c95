"""Whether a text is Markdown, by what is in it."""

from __future__ import annotations

import re

__all__ = ["looks_like_markdown"]

_LINK = re.compile(r"\[[^\]\n]*\]\([^)\s]|\]\]\(|\]\[[^\]\n]+\]|<a\s[^<>]*href\s*=", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^]+\]:\s*\S", re.MULTILINE)
_TABLE = re.compile(r"^[ >]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t:|-]*)$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^*\s][^*\n]*\*\*|\*[^*\s][^*\n]*\*[ \t]*\\?$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_DEEP_HEADING = re.compile(r"^ {0,3}#{2,6}[ \t]+\S", re.MULTILINE)
_SETEXT = re.compile(r"^[^\s#].*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_HTML = re.compile(r"^ {0,3}<(?:h[1-6]|p|div|img|details|table|ul|ol)\b|^<!--", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Tell by links and tables, or by headings with bold words, fences or HTML."""
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
