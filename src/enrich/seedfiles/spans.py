"""Places in a list: from where to where a paper stands that is to be taken out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from enrich.seedfiles.texts import is_blank

__all__ = ["MORE", "Span", "whole_lines"]

# What is said of a place that holds more than a paper.
MORE = "more than this paper stands there"


class Span(NamedTuple):
    """From where to where in a text."""

    begin: int
    end: int


def whole_lines(lines: Sequence[str], begin: int, end: int) -> Span:
    """Give the place of lines, and of one of the blank lines around them, if there are two."""
    is_parted = begin == 0 or is_blank(lines[begin - 1])
    if is_parted and end < len(lines) and is_blank(lines[end]):
        end += 1
    elif is_parted and end == len(lines) and begin > 1:
        begin -= 1
    starts = [0, *accumulate(map(len, lines))]
    # What stands at the beginning of a file tells its encoding.
    mark = len(lines[0]) - len(lines[0].lstrip("\ufeff")) if begin == 0 else 0
    return Span(starts[begin] + mark, starts[end])
