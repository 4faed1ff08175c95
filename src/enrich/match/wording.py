"""Titles as words that can be compared, and whether a difference is one of spelling only."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from enrich.match.signs import foreign_letters, signs_of, spelled, unified
from enrich.match.slips import slips_between
from enrich.text import Text, folded, read_latex, to_unicode

__all__ = [
    "Wording",
    "is_equal",
    "is_harmless",
    "is_marked_alike",
    "is_telling",
    "is_typed_alike",
    "slips_of",
    "wording_of",
]

# Signs that tell titles apart and that folding would drop: C and C++, A* and A.
_SIGNS = (("&", " and "), ("+", " plus "), ("#", " number "), ("*", " star "))
# Notes behind a title, but not the star of A*, and what Springer puts before that of an article
# it retracted.
_AROUND = re.compile(
    r"^\s*retracted article:\s*"
    r"|(?:[\s.\u2020\u2021\u00b6\u2605\u2606\u2729]|(?<!\b[^\W\d_])\*)+$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[:;?!.]+\s+|\s*\u2014+\s*|\s+[-\u2013|]+\s+|(?<=\w):(?=[A-Z])")
_NUMBER = re.compile(r"\d+")
# American for British, in words long enough that none becomes another: not "four" to "for".
_VARIANT_LENGTH = 6
_VARIANTS = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|able)$)", "iz"),
        (r"ys(?=(?:e|ed|er|es|ing)$)", "yz"),
        (r"our(?=(?:s|al|ally|ed|ing|less|able|ful|ite)?$)", "or"),
        (r"(?<=[tbh])re(?=s?$)", "er"),
        (r"(?<=[ae])ll(?=(?:ed|er|ers|ing)$)", "l"),
        (r"ae|oe", "e"),
        (r"ence$", "ense"),
        (r"ogue$", "og"),
        (r"programme", "program"),
        (r"sulph", "sulf"),
        (r"aluminium", "aluminum"),
    )
)
_SAME = {"versus": "vs", "grey": "gray", "fibre": "fiber"}
_SMALL = frozenset(
    "about after among and are between based but can does for from how into its not new off onto"
    " our over than that their them they this through toward towards under upon using via was were"
    " what when where which while who why with within without".split()
)
_TELLING = 3
# Two letters in the wrong order make another word, mostly of short ones: causal. A letter more,
# less or other may make one of long words, too, in the middle (contractive, contrastive), and
# mostly does where they begin and where they end: absorption, adsorption; nitrate, nitrite.
_SLIP_LENGTH, _SURE_BEGIN, _SURE_END = 8, 3, 3
_PLURAL_LENGTH = 4
_DIGIT = re.compile(r"\d")
_DOUBLED = re.compile(r"(.)(?=\1)")
# In the names of compounds every letter tells: trimethyl and triethyl.
_COMPOUND = re.compile(r"yl|ox[oy]|amin|imid|az[io]|thi[ao]|\d")
_FEW_WORDS, _FEWEST_WORDS = 8, 4


class Wording(msgspec.Struct, frozen=True):
    """A title in words, with the places at which a subtitle may begin.

    Beside the words stand the signs and foreign letters that they do not tell, and what is typed
    for Greek letters by their looks.
    """

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    is_cut: bool = False
    signs: tuple[str, ...] = ()
    letters: str = ""
    typed: str | None = None

    @property
    def telling(self) -> int:
        """Count the words that say what the title is about."""
        return len(set(filter(is_telling, self.words)))

    def splits(self) -> list[tuple[Wording, Wording]]:
        """Give every pair of a title and a subtitle that it can be read as."""
        whole = [(self.parts[:at], self.parts[at:]) for at in range(1, len(self.parts))]
        return [(_joined(head), _joined(tail)) for head, tail in whole]


@lru_cache(maxsize=16384)
def wording_of(title: Text | str) -> Wording:
    """Read a title into words, without what does not tell titles apart."""
    text = title if isinstance(title, str) else to_unicode(title)
    if ("$" in text or "\\" in text) and (read := read_latex(text)):
        text = to_unicode(read)
    text = unified(text)
    bare, said = _AROUND.sub("", text), spelled(text)
    return msgspec.structs.replace(
        _joined(_parts(_AROUND.sub("", said))),
        is_cut=text.rstrip().endswith("..."),
        signs=signs_of(bare),
        letters=foreign_letters(bare),
        typed=None if said == text else "".join(_joined(_parts(bare)).words),
    )


def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(filter(None, map(_words, _SEPARATOR.split(text))))


def _joined(parts: tuple[tuple[str, ...], ...]) -> Wording:
    return Wording(tuple(word for part in parts for word in part), parts)


def _words(part: str) -> tuple[str, ...]:
    for sign, name in _SIGNS:
        part = part.replace(sign, name)
    words = [_canonical(word) for word in folded(part).split()]
    if len(words) > 1 and words[0] in {"a", "an"}:
        words.pop(0)
    kept = tuple(word for word in words if word != "the")
    return kept or tuple(words)


def _canonical(word: str) -> str:
    if len(word) < _VARIANT_LENGTH:
        return _SAME.get(word, word)
    for pattern, american in _VARIANTS:
        word = pattern.sub(american, word)
    return _SAME.get(word, word)


def is_telling(word: str) -> bool:
    """Whether a word says what a title is about."""
    return len(word) >= _TELLING and word not in _SMALL


def is_equal(one: Wording, other: Wording) -> bool:
    """Whether two titles are the same but for case, signs, hyphens and spaces."""
    if not one.words or not other.words or one.words[0][0] != other.words[0][0]:
        return False
    return (
        "".join(one.words) == "".join(other.words)
        and _numbers(one) == _numbers(other)
        # "A symmetric" is not "asymmetric".
        and one.words.count("a") == other.words.count("a")
    )


def is_marked_alike(one: Wording, other: Wording) -> bool:
    """Whether the signs of two titles agree, and the letters that are not Latin."""
    return (one.signs, one.letters) == (other.signs, other.letters)


def is_typed_alike(one: Wording, other: Wording) -> bool:
    """Whether two titles are the same where Latin letters stand for the Greek they are like."""
    if one.typed is None and other.typed is None:
        return False
    ours, theirs = ("".join(w.words) if w.typed is None else w.typed for w in (one, other))
    return ours == theirs != ""


def slips_of(one: Wording, other: Wording) -> list[tuple[str, str]]:
    """Give the words in which two titles differ, if those are few and likely misspelt."""
    if len(one.words) != len(other.words) or len(one.words) < _FEWEST_WORDS:
        return []
    pairs = zip(one.words, other.words, strict=True)
    differing = [(ours, theirs) for ours, theirs in pairs if ours != theirs]
    allowed = 1 if len(one.words) < _FEW_WORDS else 2
    likely = all(is_harmless(*pair) or _is_likely_slip(*pair) for pair in differing)
    return differing if len(differing) <= allowed and likely else []


def _numbers(wording: Wording) -> list[str]:
    return _NUMBER.findall(" ".join(wording.words))


def is_harmless(one: str, other: str) -> bool:
    """Whether two words differ in what makes no other word: a doubled letter, the plural."""
    shorter, longer = sorted((one, other), key=len)
    if longer == f"{shorter}s" and len(shorter) >= _PLURAL_LENGTH and not shorter.endswith("s"):
        return True
    if len(shorter) < _SLIP_LENGTH or _DIGIT.search(one + other) or slips_between(one, other) > 1:
        return False
    return _DOUBLED.sub("", one) == _DOUBLED.sub("", other)


def _is_likely_slip(one: str, other: str) -> bool:
    """Whether one word was meant to be the other, as far as one can tell without knowing either."""
    if min(len(one), len(other)) < _SLIP_LENGTH or slips_between(one, other) != 1:
        return False
    if sorted(one) == sorted(other):
        return True
    return (
        not any(map(_COMPOUND.search, (one, other)))
        and one[:_SURE_BEGIN] == other[:_SURE_BEGIN]
        and one[-_SURE_END:] == other[-_SURE_END:]
    )
