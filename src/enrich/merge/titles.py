"""Which title is taken: the one of the version shown, unless it lost what another has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from enrich.merge.model import Rule
from enrich.merge.said import Choice, Said, first
from enrich.text import Text, folded, to_unicode

__all__ = ["choose_title"]

_LOST = "\ufffd"
# For a lost letter there may stand what it folds to, as "ss" or nothing.
_ANY_LETTER = "[a-z0-9]{0,3}"
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")
_FEWEST_WORDS = 4
# What is left of a cut title must tell it from others of the same authors.
_FEWEST_LETTERS = 20


def choose_title(said: Sequence[Said]) -> Choice:
    """Choose the first title, or the same one from a reading in which nothing is wrong with it."""
    ours = said[0]
    if len(said) > 1:
        is_doubted = _is_doubted(ours)
        for other in said[1:]:
            if _is_doubted(other) or (other.value == ours.value and not is_doubted):
                continue
            if _is_cleaner(_title(other), _title(ours), is_doubted=is_doubted):
                return Choice(other.value, (other.of,), Rule.CLEANER)
    return first(said)


def _title(said: Said) -> Text:
    return cast("Text", said.value)


def _is_doubted(said: Said) -> bool:
    return any(doubt.field == "title" for doubt in said.of.record.doubts)


def _is_cleaner(other: Text, ours: Text, *, is_doubted: bool) -> bool:
    if is_doubted:
        return other == ours or _is_same(other, ours) or _is_whole(other, ours)
    return _has_lost(str(ours), str(other)) and _is_same(other, ours)


def _is_same(other: Text, ours: Text) -> bool:
    letters = _squeezed(to_unicode(ours))
    return bool(letters) and letters == _squeezed(to_unicode(other))


def _is_whole(other: Text, ours: Text) -> bool:
    """Whether a title is another one with the letters or the end that this lost."""
    theirs, line = _squeezed(to_unicode(other)), to_unicode(ours)
    if _LOST in line:
        parts = (re.escape(_squeezed(part)) for part in line.split(_LOST))
        return re.fullmatch(_ANY_LETTER.join(parts), theirs) is not None
    begin = _squeezed(line)
    is_cut = line.rstrip().endswith(("...", "\u2026"))
    return is_cut and len(begin) >= _FEWEST_LETTERS and theirs.startswith(begin)


def _has_lost(ours: str, theirs: str) -> bool:
    """Whether a title, if it is the same, lacks accents, Greek or all capitals but the first."""
    if ours.isascii() and any(one.isalpha() and not one.isascii() for one in theirs):
        return True
    words = theirs.split()
    loud = sum(word.isupper() for word in words)
    return (
        len(words) >= _FEWEST_WORDS
        and ours[1:].islower()
        and _TWO_CAPITALS.search(theirs) is not None
        and loud * 2 < len(words)
    )


def _squeezed(line: str) -> str:
    return folded(line).replace(" ", "")
