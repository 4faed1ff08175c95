"""Signs and letters that tell titles apart though they fold to the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["foreign_letters", "signs_of", "spelled", "unified"]

# What is typed for a sign that keyboards lack, and signs that others stand for.
_TYPED = (
    (re.compile("[\u00b4`\u02b9]"), "'"),
    (re.compile(r"<-+>"), "\u2194"),
    (re.compile(r"-+>"), "\u2192"),
    (re.compile(r"=>"), "\u21d2"),
    (re.compile(r"<="), "\u2264"),
    (re.compile(r">="), "\u2265"),
    (re.compile(r"!=|/="), "\u2260"),
    (re.compile(r"(?<![\w+])\+[-\u2212]|\+/[-\u2212]"), "\u00b1"),
    (re.compile("\u00d7"), " x "),
    (re.compile(r"(?<=\b[A-Ga-g])#"), "\u266f"),
    (re.compile("\u2217"), "*"),
    (re.compile("\u0305"), "\u0304"),
    (re.compile(r"[\u00a9\u00ae\u2122]|(?<=[a-z])TM\b"), " "),
    # Ten to the third is no hundred and three.
    (re.compile("(?<=\\d)(?=[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089])"), " "),
    (re.compile("\u207b"), "^-"),
)
_QUOTED = re.compile(r"(?<!\w)[\u2018'](?=\w)([^\u2018\u2019']*)[\u2019'](?!\w)")
_SIGN = re.compile(
    r"(?<=\^)\{?[-\u2212](?P<power>\d*)"
    r"|(?<![\w)\]}\u2013\u2212-])(?<!\d\s)[-\u2013\u2212](?P<negative>\d+)"
    r"|(?<![\w'\u2018\u2019])(?P<letter>[^\W\d_])(?P<primes>['\u2019\u2032]+)(?!\w)"
    r"|(?<!\w)(?P<alone>[^\W\d_])(?!\w)"
    r"|(?P<mark>[^\w\s])"
)
# Words tell of these, or they part words, or stand for a mark of a footnote.
_SILENT = frozenset(
    "+|~*^#\u00a6\u00b0\u2044\u2212\u2215\u2219\u2223\u223c\u22c5\u2605\u2606\u2729"
)
_SYMBOLS = frozenset({"Sm", "So"})
# A bar, a hat, a tilde or a dot over a letter that stands by itself.
_ACCENTS = frozenset("\u0302\u0303\u0304\u0305\u0306\u0307\u030c\u20d7")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
# So many Greek letters in a row are a word in Greek.
_GREEK_WORD = 3


def unified(text: str) -> str:
    """Write every sign as one does who has it: typed arrows as arrows, acute accents as quotes."""
    for pattern, sign in _TYPED:
        text = pattern.sub(sign, text)
    return unicodedata.normalize("NFKC", text)


def signs_of(text: str) -> tuple[str, ...]:
    """Give the signs of a unified text that make it another than it is without them, in order."""
    return tuple(filter(None, map(_sign, _SIGN.finditer(_QUOTED.sub(r"\1", text)))))


def _sign(found: re.Match[str]) -> str | None:
    minus = found["power"] if found["negative"] is None else found["negative"]
    if minus is not None:
        return f"-{minus}"
    if found["primes"]:
        return f"{found['letter'].casefold()}{len(found['primes'])}"
    if letter := found["alone"]:
        accents = set(unicodedata.normalize("NFD", letter)) & _ACCENTS
        return letter.casefold() if accents else None
    mark = found["mark"]
    if unicodedata.name(mark, "").startswith("COMBINING"):
        return f"{found.string[: found.start()][-1:].casefold()}{mark}"
    tells = unicodedata.category(mark) in _SYMBOLS and mark not in _SILENT
    return mark if tells else None


def spelled(text: str) -> str:
    """Write the names of single Greek letters, as people do who can't type them."""
    if _is_greek(text):
        return text
    return _GREEK.sub(lambda found: "".join(map(_named, found[0])), text)


def _named(letter: str) -> str:
    words = unicodedata.name(letter, "").split()
    name = words[3] if words[2:3] == ["LETTER"] else ""
    name = words[4] if name == "FINAL" else name
    return f" {name.lower().replace('lamda', 'lambda')} " if name else letter


def foreign_letters(text: str) -> str:
    """Give the letters that are not Latin, in order, without the Greek ones that are spelled."""
    left = text if _is_greek(text) else _GREEK.sub("", text)
    return "".join(_foreign(left.casefold()))


def _foreign(text: str) -> Iterator[str]:
    for letter in text:
        if letter.isascii() or unicodedata.category(letter)[0] not in "LM":
            continue
        if not unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "COMBINING")):
            yield letter


def _is_greek(text: str) -> bool:
    return any(len(run) >= _GREEK_WORD for run in _GREEK.findall(text))
