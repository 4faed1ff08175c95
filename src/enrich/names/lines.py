"""Lines in which names were printed, without what is no part of them."""

from __future__ import annotations

import re

from enrich.names.groups import is_group, is_nobody
from enrich.names.words import NUMBERS
from enrich.text import mended, read_plain, to_unicode

__all__ = ["cleaned", "plain_line", "without_notes"]

_MARK = re.compile(r"[*†‡§¶]+")
_BRACKETS = re.compile(r"(?:\s*\((?:[^()]|\([^()]*\))*\))+\s*$")
_ALL_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BEHALF_IN_BRACKETS = re.compile(r"\(((?:for the|on behalf of) [^()]+)\)$", re.IGNORECASE)
_OTHERS = re.compile(r",?\s+(?:and\s+)?(?:et\.?\s+al\.?|others)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """Give one line of plain words, and what is to be said about it."""
    line, doubts = without_notes(plain_line(text))
    return line, (*doubts, "encoding repaired") if mended(text) != text else doubts


def without_notes(line: str) -> tuple[str, tuple[str, ...]]:
    """Leave out marks of footnotes, affiliations in brackets, and "et al" behind a name."""
    doubts: tuple[str, ...] = ()
    before = ""
    while line != before:
        before = line
        line = _without_marks(line)
        if line.endswith(")"):
            found = _BRACKETS.search(line)
            if found and _WORD.search(found[0]):
                doubts = (*doubts, "words in brackets left out")
            line = _BRACKETS.sub("", line)
        if line[-1:].isdigit() and not is_group(line):
            unnumbered = NUMBERS.sub("", line)
            doubts = (*doubts, "mark left out") if unnumbered != line else doubts
            line = unnumbered
        line = line if is_nobody(line) else _OTHERS.sub("", line)
    return line, doubts


def plain_line(text: str) -> str:
    """Give one line of words, without what nobody can see."""
    if not (text.isascii() and text.isprintable()):
        read = read_plain(text)
        text = to_unicode(read) if read else ""
    return " ".join(text.split())


def _without_marks(line: str) -> str:
    """Leave out marks, and brackets that enclose all or tell for whom somebody speaks."""
    line = " ".join(_MARK.sub("", mended(line)).split()).strip(" ,;:")
    enclosed = _ALL_IN_BRACKETS.fullmatch(line)
    return _BEHALF_IN_BRACKETS.sub(r"\1", enclosed[1] if enclosed else line)
