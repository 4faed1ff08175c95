"""What cells have around their words: quotes, marks of emphasis, the apostrophe of a safe file."""

from __future__ import annotations

import re

__all__ = ["unguarded", "unwrapped"]

# Before what a spreadsheet would run, programs set an apostrophe, as our own file has it.
# https://owasp.org/www-community/attacks/CSV_Injection
_BEGINS = "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_GUARD = re.compile(f"(?:^|(?<=;))(?P<before>[\\s\"]*)'(?={_BEGINS})")
_MARKS = '*_`"'


def unguarded(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a cell."""
    return _GUARD.sub(r"\g<before>", cell) if "'" in cell else cell


def unwrapped(words: str) -> str:
    """Take away the signs that enclose a title, and leave those that belong to its words."""
    words = words.strip()
    while words[:1] and words[0] in _MARKS:
        if not _is_wrapped(words):
            # One without its other is left of a cell that was cut.
            is_lone = words.count(words[0]) % 2 == 1
            return words[1:].strip() if is_lone else words
        words = words[1:-1].strip()
    return words[:-1].strip() if words.endswith('"') and words.count('"') == 1 else words


def _is_wrapped(words: str) -> bool:
    """Whether the first sign and the last belong together: none within ends before it began."""
    sign, inner = words[0], words[1:-1]
    if len(words) == 1 or words[-1] != sign:
        return False
    before, _, _ = inner.partition(sign)
    return before == inner or not before or before[-1].isspace()
