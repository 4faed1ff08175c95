"""Titles that came in capitals, brought into title case.

Title case, because it never lowers a name: a capital too many is a matter of taste, a name in
lower case is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from enrich.text.capitals import tables
from enrich.text.capitals.words import Manner, Word, is_loud, is_plain, recased
from enrich.text.model import Run, Style, Text

__all__ = ["repair_capitals"]

# What shouts, by the titles of 4,400 works at Crossref. Of those all in capitals, the ones that
# shout have two ordinary words and 8 letters or more, or one word of at least 10; names written
# so (JAMA, PLOS ONE, AFRICON 2009) have less, but for YAKUGAKU ZASSHI. Within other text capitals
# are a name more often, unless a small word is among them: "Lectures ON DISEASES OF THE CHEST".
_FEWEST_LETTERS, _FEWEST_IN_PART = 8, 12
_LONG, _LONGER_THAN_NAMES = 6, 10
# The share of letters in normal case up to which a title is in capitals from end to end. In the
# corpus it is 2 % at most where all of the title shouts, and 14 % in PLoS ONE.
_OTHERS = 0.1

_FROZEN = frozenset({Style.MATH, Style.SUB, Style.SUP, Style.CASED})
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_PART = re.compile(r"[.:?!;()\[\]\"\u201c-\u201e\u00ab\u00bb\u2014]|\s[-\u2013]\s")
_TWO_CAPITALS = re.compile("[A-Z]{2}")
# Words that are English and little else.
_ENGLISH = frozenset(
    "after all and are be between can do does during have how is its new not of our over study ten"
    " that the their these this under use using we what when which who why will you".split()
)


def repair_capitals(text: Text, language: str | None = None) -> Text | None:
    """Bring what is shouted into title case; none where nothing is, or nothing surely is."""
    line = _line(text)
    if not _may_shout(line):
        return None
    words, manner = _shouted(line, language)
    repaired = Text(tuple(_runs(text, _rewritten(line, words, manner))))
    # Lower case hides what told Turkish: what is left may shout in the language it seems to be now.
    return None if repaired == text else repair_capitals(repaired, language) or repaired


def _line(text: Text) -> str:
    """Join the runs, with one sign for each character whose case is not ours to change."""
    if len(text.runs) == 1 and not text.runs[0].styles:
        return text.runs[0].text
    return "".join(
        run.text if _FROZEN.isdisjoint(run.styles) else tables.MASK * len(run.text)
        for run in text.runs
    )


def _runs(text: Text, line: str) -> Iterator[Run]:
    at = 0
    for run in text.runs:
        words, at = line[at : at + len(run.text)], at + len(run.text)
        yield Run(words, run.styles) if _FROZEN.isdisjoint(run.styles) else run


def _rewritten(line: str, words: list[Word], manner: Manner) -> str:
    parts: list[str] = []
    at = 0
    for word in words:
        parts += (line[at : word.start], recased(word, manner))
        at = word.start + len(word.text)
    return "".join([*parts, line[at:]])


def _may_shout(line: str) -> bool:
    """Whether there are capitals enough: with most titles we are done here, within 1 us."""
    if line.isascii() and not _TWO_CAPITALS.search(line):
        return False
    loud = " ".join(filter(str.isupper, line.replace("\u00df", "").split()))
    return len(loud) >= _FEWEST_LETTERS or not tables.LABELS.isdisjoint(_WORD.findall(loud.lower()))


def _shouted(line: str, hint: str | None) -> tuple[list[Word], Manner]:
    """Give the words of each stretch that shouts."""
    words = list(_words(line))
    manner = Manner(_language(words, hint), frozenset(_explained(words)))
    stretches = [_trimmed(list(found)) for quiet, found in groupby(words, _is_quiet) if not quiet]
    if _letters(filter(_is_quiet, words)) < _letters(words) * _OTHERS:
        stretches = [words]
    shouted = (found for found in stretches if found and _shouts(found, manner))
    return [word for found in shouted for word in found], manner


def _trimmed(stretch: list[Word]) -> list[Word]:
    """Leave out the article of what follows: "THE END: A Tale"."""
    return stretch[:-1] if stretch[-1].text == "A" and stretch[-1].following else stretch


def _words(line: str) -> Iterator[Word]:
    found = list(_WORD.finditer(line))
    starts = [*(match.start() for match in found), len(line)]
    ends = [0, *(match.end() for match in found)]
    lowered = ["", *(match[0].lower() for match in found), ""]
    for at, match in enumerate(found):
        yield Word(
            text=match[0],
            start=starts[at],
            lead=line[max(0, starts[at] - 20) : starts[at]],
            before=line[ends[at] : starts[at]],
            after=line[ends[at + 1] : starts[at + 1]],
            previous=lowered[at],
            following=lowered[at + 2],
        )


def _language(words: list[Word], hint: str | None) -> str:
    """Tell the language by its small words: what a publisher says of it is often wrong."""
    hint = hint[:2].lower() if hint else "en"
    if any("\u0130" in word.text for word in words):
        return "tr"
    lowered = [word.text.lower() for word in words]
    # A single Latin letter may well name something.
    sure = [word for word in lowered if len(word) > 1 or not word.isascii()]
    hits = {name: _hits(sure, small) for name, small in tables.SMALL.items()}
    hits["en"] += _hits(sure, _ENGLISH)
    best = max(
        tables.SMALL,
        key=lambda name: (hits[name], name == hint, _hits(lowered, tables.SMALL[name])),
    )
    return best if hits[best] > (hint not in hits) else hint


def _hits(words: list[str], small: frozenset[str]) -> int:
    return sum(map(small.__contains__, words))


def _explained(words: list[Word]) -> Iterator[str]:
    """Find the acronyms in parentheses behind their words, or before a colon and their words."""
    for at, word in enumerate(words):
        stem, size = word.text.removesuffix("S"), len(word.text)
        if word.before.endswith("("):
            behind = words[max(0, at - 2 * size) : at]
            weighty = [one for one in behind if one.text.lower() not in tables.SMALL["en"]]
            initials = (_initials(behind), _initials(weighty))
            yield from (form for form in (word.text, stem) if _ends(initials, form))
        elif word.after in {": ", " ("} and _initials(words[at + 1 : at + 1 + size]) == word.text:
            yield word.text


def _initials(words: Iterable[Word]) -> str:
    return "".join(word.text[0] for word in words).upper()


def _ends(initials: tuple[str, str], acronym: str) -> bool:
    return len(acronym) > 1 and any(one.endswith(acronym) for one in initials)


def _is_quiet(word: Word) -> bool:
    """Whether a word is in normal case, which cannot be told of numbers and the like of ICs."""
    text = word.text
    mixed = any(map(str.isdigit, text)) or text[1:] != text[1:].lower()
    return not mixed and not is_loud(word)


def _shouts(stretch: list[Word], manner: Manner) -> bool:
    """Whether the capitals of a stretch carry no meaning, by what it holds and where it ends."""
    loud = [word for word in stretch if is_loud(word)]
    plain = {word.text.lower() for word in loud if is_plain(word, manner)}
    first, last = stretch[0], stretch[-1]
    part = (not first.previous or _PART.search(first.before)) and (
        not last.following or _PART.search(last.after)
    )
    if part and plain & tables.LABELS:
        return True
    if (letters := _letters(loud)) < _FEWEST_LETTERS:
        return False
    small = [
        word for word in loud if len(word.text) > 1 and manner.lowered(word.text) in manner.small
    ]
    if small:
        return len(plain) + len(small) > 1
    if not first.previous and not last.following:
        return len(plain) > 1 or any(len(word) >= _LONGER_THAN_NAMES for word in plain)
    long = [word for word in plain if len(word) >= _LONG]
    if part and len(plain) > 1 and letters >= _FEWEST_IN_PART:
        return bool(long)
    return len(long) > 1 and all(word.before in {" ", "-"} for word in stretch[1:])


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)
