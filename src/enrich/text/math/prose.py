"""Words that dollars enclose by mistake: two that belong to other formulas, or to nothing."""

from __future__ import annotations

import re

from enrich.text.math.names import FUNCTIONS

__all__ = ["is_prose"]

# No formula of a title or an abstract comes near.
_LONGEST = 5_000
_TEXT = re.compile(r"\\(?:text\w*|[mh]box|mathrm|operatorname)\s*\{[^{}]*\}")
_SENTENCE = re.compile(r"(?:(?<![\\A-Za-z])[A-Za-z]{2,}[,.;:)]{0,2}\s+){3}")
_WORD = re.compile(r"(?<=\s)[a-z]{3,}(?=\s)")
_OF_MATH = FUNCTIONS.keys() | {"mod", "argmax", "argmin"}


def is_prose(source: str) -> bool:
    """Whether what should be a formula is a text: three words in a row, or one and no command."""
    if len(source) > _LONGEST or " " not in source:
        return len(source) > _LONGEST
    if not re.search(r"[\\^_]", source):
        return any(word not in _OF_MATH for word in _WORD.findall(source))
    return _SENTENCE.search(_TEXT.sub("", source)) is not None
