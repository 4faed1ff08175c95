"""What stands before the text of a page, for the programs that show it."""

from __future__ import annotations

import re

__all__ = ["front_end"]

_EDGE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
# A name with what is said of it, what goes on from the line before, an entry, a comment.
_LINE = re.compile(r"(?:[\w\"'][^:]{0,200}:(?!\S)|[ \t#\]}]|-[ \t]|$).*", re.DOTALL)
_NAMED = re.compile(r"[\w\"'][^:]{0,200}:(?!\S)|#")
_LINES = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


def front_end(text: str) -> int:
    """Tell where YAML ends with which a text begins; 0 if it begins with something else."""
    is_first = True
    at = len(text) - len(text.lstrip("\ufeff"))
    if (found := _LINES.match(text, at)) is None or not _EDGE.fullmatch(found[1]):
        return 0
    while found is not None and found.end() < len(text):
        found = _LINES.match(text, found.end())
        if found is None or (is_first and not _NAMED.match(found[1])):
            return 0
        if _END.fullmatch(found[1]):
            return found.end()
        if not _LINE.fullmatch(found[1]):
            return 0
        is_first = False
    return 0
