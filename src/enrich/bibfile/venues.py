"""Whether what a user calls a venue can be a short form of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from enrich.match import Agreement
from enrich.text import folded

__all__ = ["venue_agrees"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b|\b\d+(?:st|nd|rd|th)\b")
_SMALL = frozenset(
    "a an and at by d da de der des di do e et for fur i in l la las le les of on or the to u und"
    " y zur".split()
)
# Words that many venues have in their names, so that they tell none.
_COMMON = frozenset(
    "acta advances annals annual archives bulletin communications computer conf conference ieee acm"
    " international intl int j journal lecture letters magazine meeting notes proc proceedings"
    " reports research review reviews science sciences series society studies symposium trans"
    " transactions workshop".split()
)
_ACRONYM_LENGTH = 2
_LONGEST_ACRONYM = 10
_TELLING = 2
# What stands behind a name to tell it from others of that name: Bioinformatics (Oxford).
_AFTERWORD = re.compile(r"(?:(?<!\s)\s+)?(?:[:(\[,;/\u2013\u2014]|-\s).*$")


def venue_agrees(claimed: str, names: Sequence[str], *, is_serial: bool) -> Agreement:
    """Compare what a user calls a venue with the names it has; serials have few ways to say it."""
    found = [_agree(claimed, name, is_serial=is_serial) for name in names]
    return next((best for best in Agreement if best in found), Agreement.OPEN)


@lru_cache(maxsize=16384)
def _agree(claimed: str, name: str, *, is_serial: bool) -> Agreement:
    ours, theirs = _words(claimed), _words(name)
    if not ours or not theirs:
        return Agreement.OPEN
    if ours == theirs or _is_acronym(claimed, theirs) or _is_acronym(name, ours):
        return Agreement.CLEAR
    left, right = _left_over(ours, theirs)
    if not left and (not right or (not is_serial and _tells(ours))):
        return Agreement.CLEAR
    if not left or not right:
        return _cut(claimed, name) if is_serial else Agreement.OPEN
    if is_serial:
        return Agreement.AGAINST
    return _shared(ours, theirs)


def _words(text: str) -> tuple[str, ...]:
    """Give the words of a name, without years and without those that abbreviations leave out."""
    parts = re.split(r"[^\w']+", _YEAR.sub(" ", text))
    words = [word for part in parts for word in folded(part).replace(" ", "").split()]
    # A capital behind other words tells a section: Physical Review A.
    sections = {part.lower() for part in parts[1:] if len(part) == 1 and part.isupper()}
    kept = tuple(word for word in words if word not in _SMALL or word in sections)
    return kept or tuple(words)


def _is_acronym(text: str, words: Sequence[str]) -> bool:
    """Whether a short word with capitals may be made of the letters that words begin with."""
    for one in re.findall(r"[^\W\d_]+(?:&[^\W\d_]+)*", text) if len(text.split()) <= 2 else ():  # noqa: PLR2004 - words
        letters = folded(one).replace(" ", "")
        is_short = _ACRONYM_LENGTH <= len(letters) <= _LONGEST_ACRONYM
        if is_short and sum(map(str.isupper, one)) >= _ACRONYM_LENGTH:
            return letters in words or _is_spelled(letters, words)
    return False


def _is_spelled(letters: str, words: Iterable[str]) -> bool:
    """Whether letters stand in words, in their order, the first at the beginning of one."""
    left = iter(" ".join(["", *words]))
    return f" {letters[0]}" in " ".join(["", *words]) and all(one in left for one in letters)


def _left_over(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pair words with those they may stand for, in order, and give what is left on both sides."""
    left: list[str] = []
    at = 0
    paired: set[int] = set()
    for word in ours:
        found = next((i for i in range(at, len(theirs)) if _stands_for(word, theirs[i])), None)
        if found is None:
            left.append(word)
        else:
            paired.add(found)
            at = found + 1
    return left, [word for i, word in enumerate(theirs) if i not in paired]


def _stands_for(one: str, other: str) -> bool:
    """Whether one word is the other, its beginning, or its beginning and end: Int'l, Natl."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return len(shorter) > 1 or len(shorter) == len(longer) or shorter != "a"
    if shorter[0] != longer[0] or len(shorter) <= _ACRONYM_LENGTH or shorter[-1] != longer[-1]:
        return False
    left = iter(longer)
    return all(letter in left for letter in shorter)


def _cut(claimed: str, name: str) -> Agreement:
    """Compare names one of which goes on; one word that is whole is not cut: Nature, and more."""
    shorter, longer = sorted((claimed, name), key=lambda one: len(_words(one)))
    words = _words(shorter)
    is_whole = len(words) == 1 and words[0] in _words(longer)
    is_other = is_whole and _words(_AFTERWORD.sub("", longer)) != words
    return Agreement.AGAINST if is_other else Agreement.OPEN


def _tells(words: Sequence[str]) -> bool:
    """Whether some words of the name of a conference tell it from others."""
    return sum(word not in _COMMON for word in words) >= _TELLING


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Tell books of proceedings apart only where no word that tells them is the same."""
    telling, others = ([word for word in words if word not in _COMMON] for words in (ours, theirs))
    alike = any(_stands_for(one, other) for one in telling for other in others)
    acronyms = any(_is_spelled(one, theirs) for one in telling) or any(
        _is_spelled(one, ours) for one in others
    )
    unsure = not telling or not others or alike or acronyms
    return Agreement.OPEN if unsure else Agreement.AGAINST
