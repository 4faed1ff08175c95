"""Names in capitals throughout, put back into the case in which they are written."""

from __future__ import annotations

import re

from enrich.names.words import CONJUNCTIONS, is_particle

__all__ = ["is_loud", "settled"]

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff' \u2018\u2019\u2010-]+")
# Beside these an I is the Turkish one without a dot, or may be.
_TURKISH = re.compile(r"\u0130|[\u011e\u015e].*I|I.*[\u011e\u015e]|\u00c7.*I\b|I\w?\u00c7")
_WORD = re.compile(r"(?P<before>[^\W\d_]+['\u2019])?(?P<part>[^\W\d_]+)")
_LETTER = re.compile(r"[^\W\d_]")
_VOWEL = re.compile(r"[AEIOUY\u00c0-\u00c6\u00c8-\u00cf\u00d2-\u00d6\u00d8-\u00dd\u0100-\u024f]")
_ELIDED = frozenset("D DELL L N O".split())
# Scottish and Irish, not Georgian. Not Mac: there are MacDonald, Macdonald and Mack.
_MC = re.compile(r"MC(?!HEDL)(?=[^\W\d_]{3})")
# Arabic and Hebrew ones take a capital behind another word.
_KEPT_CAPITAL = frozenset("AL BEN BIN EL IBN".split())
_ALWAYS_LOWER = frozenset("'T DAS DOS VOM ZUM ZUR".split())
# Shorter words in capitals may be initials without dots.
_SURELY_NAME = 4
_HARDLY_INITIALS = 3


def is_loud(text: str) -> bool:
    """Whether a name is in capitals throughout, and in letters whose case can be told."""
    return (
        text.isupper()
        and _LATIN.fullmatch(text) is not None
        and _TURKISH.search(text) is None
        and _letters(text) > 1
    )


def settled(given: str, family: str) -> tuple[str, str]:
    """Write a name without the capitals, as far as it is certain what they stand for."""
    lead, loud = _parted_lead(family)
    if not given or not is_loud(loud) or not _is_surely_name(loud, given):
        return given, family
    if _TURKISH.search(f"{given} {family}"):
        return given, family
    return _given_settled(given), lead + _family_settled(loud)


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def _parted_lead(family: str) -> tuple[str, str]:
    """Part particles in lower case from the capitals behind them."""
    words = family.split()
    at = 0
    while at < len(words) and is_particle(words, at):
        at += 1
    return "".join(f"{word} " for word in words[:at]), " ".join(words[at:])


def _is_surely_name(loud: str, given: str) -> bool:
    """Whether capitals are a family name, and not initials that stand behind a given name."""
    if any(character.islower() for character in given):
        return _letters(loud) >= _HARDLY_INITIALS and _VOWEL.search(loud) is not None
    return True


def _given_settled(given: str) -> str:
    if any(character.islower() for character in given):
        return given
    words = given.split()
    # Beside initials with dots, or a long word, a short word is no initials without dots.
    if "." in given:
        shortest = 2
    elif any(_letters(word) >= _SURELY_NAME for word in words):
        shortest = _HARDLY_INITIALS
    else:
        shortest = _SURELY_NAME
    return " ".join(
        _capitalized(word)
        if "." not in word and _letters(word) >= shortest and _VOWEL.search(word)
        else word
        for word in words
    )


def _family_settled(loud: str) -> str:
    words = loud.split()
    low = [word.lower() for word in words]
    inner = range(len(words) - 1)
    several = len(words) > 2 and all(is_particle(low, at) for at in (0, 1))  # noqa: PLR2004
    return " ".join(
        low[at]
        if at in inner and (at or several or words[at] in _ALWAYS_LOWER) and _is_lowered(low, at)
        else _capitalized(words[at])
        for at in range(len(words))
    )


def _is_lowered(words: list[str], at: int) -> bool:
    """Whether a word stands in lower case within a family name."""
    if words[at].upper() in _KEPT_CAPITAL:
        return False
    return is_particle(words, at) or words[at] in CONJUNCTIONS


def _capitalized(word: str) -> str:
    return _WORD.sub(lambda found: _capitalized_part(found["before"] or "", found["part"]), word)


def _capitalized_part(before: str, part: str) -> str:
    """Write what is behind an apostrophe: a name again behind O' or D', else the rest of one."""
    scottish = _MC.match(part)
    if before and before[:-1] not in _ELIDED:
        part = part.lower()
    elif scottish:
        part = f"Mc{part[scottish.end() :].capitalize()}"
    else:
        part = part.capitalize()
    return before.capitalize() + part
