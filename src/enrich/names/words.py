"""Words within the names of persons: particles, suffixes, titles, degrees, initials."""

from __future__ import annotations

import re

__all__ = [
    "CAPITAL_PARTICLES",
    "CERTAIN_DEGREE",
    "CONJUNCTIONS",
    "DEGREE",
    "GENERATION",
    "KINSHIP",
    "NUMBERS",
    "SUFFIX",
    "TITLE",
    "begins_family",
    "has_elision",
    "is_initials",
    "is_lower",
    "is_particle",
    "parts_given",
]

# Numbers of footnotes, which stand behind a name. Not those of D0 and COVID-19.
NUMBERS = re.compile(r"(?:(?<=[^\WA-Z\d_]|\.)|(?<=[^\W\d_])(?=[\s,]))[\s,]*\d[\d\s,]*$")
SUFFIX = re.compile(r"(?:[Jj]r|JR|[Ss]r|SR)\.?|II|III|IV")
GENERATION = re.compile(
    r"(?:[JS]n?r\.?|[IVX]{1,4}|\d(?:st|nd|rd|th)|junior|senior|filho|neto|j\u00fanior|sobrinho)",
    re.IGNORECASE,
)
# In Portuguese these are part of the family name and never all of it.
KINSHIP = frozenset("Filho J\u00fanior Junior Neto Sobrinho".split())
TITLE = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms)(?:\.\s*|\s+))+(?=['\u2018\u2019]?[^\W\d_])")
_CERTAIN = r"Ph\.?\s?D|D\.?\s?Phil|M\.?Sc|B\.?Sc|PharmD|EdD|DrPH|MBBS|MBChB|FRC[PS]|FAC[PS]"
# What could not be initials as well.
CERTAIN_DEGREE = re.compile(rf"(?:{_CERTAIN})\.?")
DEGREE = re.compile(
    rf"(?:{_CERTAIN}|M\.?\s?D|M\.?P\.?H|M\.?[AS]|B\.?[AS]|R\.?N|D\.?O|J\.?D|DDS|DVM|MBA|Sc\.?D|Esq)"
    r"\.?"
)
# https://github.com/Juris-M/citeproc-js/blob/master/src/util_name_particles.js
_PARTICLES = frozenset(
    "'s 't ab af al ap av ben bin bint binte binti d d' da dal dalla dalle das de de' degli dei del"
    " dela dell' della delle delli dello dem den der di dos do du el het ibn l' la las le lo los"
    " olde oude st. te ten ter thor tot ud ul ur uz v. van vande vander vd vom von vor zu zum"
    " zur".split()
)
# These are words of other names as well, so only another particle makes a particle of them.
_BEFORE_PARTICLES = frozenset("a aan am an auf aus in onder op over uit".split())
# Particles that begin a family name even when written with a capital. Not Bin and Do, which are
# Chinese and Korean given names more often than not.
CAPITAL_PARTICLES = frozenset(
    "Abd Abo Abou Abu Ait A\u00eft Al Da Dal Dalla Dalle De Degli Dei Del Della Delle Dello Den Der"
    " Di Dos Du El Ibn La Le Mac Mc St St. Ste. Ter Van Vander Von".split()
)
# Behind one of these comes one word of the family name; where there are more, the particle is
# part of the given names and the family name is the last: Paulo de Tarso Barbosa + Sampaio.
_IN_GIVEN = frozenset("bin da das de del do dos ibn ud ul ur uz".split())
CONJUNCTIONS = frozenset("e i o y".split())
# With dots, or a single capital: J., J.-P., Yu.N., K, T.J.C
_INITIALS = re.compile(r"(?:[^\W\d_]\w?\.[-\u2010]?)+[^\W\d_]?|[^\W\d_]")
_NO_INITIALS = frozenset("Dr. Jr. Ms. Mr. Sr. St.".split())
_ELISION = re.compile(r"(?:d|l|dell|dall|nell|sant)['\u2019][^\W\d_]")
_APOSTROPHES = str.maketrans("\u2018\u2019`", "'''")


def _straight(word: str) -> str:
    return word.translate(_APOSTROPHES)


def is_lower(word: str) -> bool:
    """Whether a word is in lower case throughout, be it behind an apostrophe as in 't Hooft."""
    return word.lower() == word and _straight(word).lstrip("'")[:1].islower()


def is_particle(words: list[str], at: int) -> bool:
    """Whether the word at this place is a particle in lower case."""
    word = _straight(words[at])
    if word in _BEFORE_PARTICLES:
        return at + 1 < len(words) and _straight(words[at + 1]) in _PARTICLES
    return word in _PARTICLES


def begins_family(words: list[str], at: int) -> bool:
    """Whether a family name can begin with the word at this place, a particle."""
    return is_particle(words, at) or (at > 0 and words[at] in CAPITAL_PARTICLES)


def has_elision(word: str) -> bool:
    """Whether a particle is part of the word, as in d'Arminio."""
    return _ELISION.match(word) is not None


def parts_given(word: str) -> bool:
    """Whether a particle stands within given names where several words follow it."""
    return word.lower() in _IN_GIVEN


def is_initials(word: str) -> bool:
    """Whether a word is made of initials."""
    return word[:1].isupper() and _INITIALS.fullmatch(word) is not None and word not in _NO_INITIALS
