"""Plain text in any shape: a list with one paper a line, or prose and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from enrich.seeds.model import Found, Origin
from enrich.seeds.text.lines import (
    begins_with_identifier,
    read_line,
    without_comment,
    without_mark,
)
from enrich.seeds.text.prose import read_paragraph
from enrich.seeds.words.mentions import visible

__all__ = ["read_text"]

_SENTENCE_ENDS = (".", ",", ";", ":", "!", "?")
_FEW_WORDS = 3
_MOST_WORDS = 25
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] [^\W\d_]")


def read_text(text: str, file: str) -> Iterator[Found]:
    """Read the seeds of a text in the order of its lines; comments hold none."""
    lines = list(enumerate(visible(text).split("\n"), start=1))
    if _is_list([words for _, line in lines if (words := without_comment(line))]):
        for number, line in lines:
            if words := without_mark(without_comment(line)):
                yield from read_line(words, Origin(file, number))
        return
    for is_blank, paragraph in groupby(lines, key=lambda line: not without_comment(line[1])):
        if not is_blank:
            yield from read_paragraph(list(paragraph), file)


def _is_list(lines: list[str]) -> bool:
    """Whether most lines begin with an identifier, or all are too short for prose."""
    begun = sum(map(begins_with_identifier, lines))
    if begun * 2 > len(lines):
        return True
    return not any(map(_is_prose, lines))


def _is_prose(line: str) -> bool:
    """Whether a line is part of a sentence, or of a reference that ends with a stop."""
    if begins_with_identifier(line):
        return False
    words = without_mark(line).split()
    if len(words) < _FEW_WORDS:
        return line.endswith((",", ".")) and not any(map(str.isdigit, line))
    return (
        line.endswith(_SENTENCE_ENDS)
        or len(words) > _MOST_WORDS
        or _TWO_SENTENCES.search(line) is not None
    )
