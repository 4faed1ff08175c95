"""The leaves of MathML as LaTeX: identifiers, numbers, operators and text."""

from __future__ import annotations

import re
import unicodedata

from enrich.text.math.alphabets import in_alphabet
from enrich.text.math.kernel import in_line
from enrich.text.math.names import FUNCTIONS, SIGNS

__all__ = ["sign_latex", "token_latex"]

# https://www.w3.org/TR/MathML3/chapter3.html#presm.commatt
_VARIANTS = {
    "normal": "mathrm",
    "bold": "mathbf",
    "bold-italic": "boldsymbol",
    "double-struck": "mathbb",
    "script": "mathcal",
    "bold-script": "mathcal",
    "fraktur": "mathfrak",
    "bold-fraktur": "mathfrak",
    "sans-serif": "mathsf",
    "bold-sans-serif": "mathsf",
    "sans-serif-italic": "mathsf",
    "sans-serif-bold-italic": "mathsf",
    "monospace": "mathtt",
}
# Alphabets that have more than letters and digits of ASCII.
_WIDE = frozenset({"mathbf", "boldsymbol"})
_SPECIALS = {
    **{sign: f"\\{sign}" for sign in "#$%&_"},
    "{": r"\lbrace",
    "}": r"\rbrace",
    "~": r"\sim",
    "^": r"\wedge",
    "\\": r"\backslash",
    "\u00b0": r"^{\circ}",
    "\u2032": "'",
    "\u2033": "''",
    "\u2034": "'''",
}
# Signs that multiply or apply, or part, without being seen.
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\u2060\ufeff"))
# Words, with what may stand between them; all else is a sign.
_WORDS = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    r"][\w .,:;!?'\u2019\u2010-\u2014()\[\]/&%-]*|\d+|\s+|.",
    re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_]{2}")
_HYPHENS = frozenset("-\u2010\u2011\u2013\u2014'\u2019")
# White space at either end that has a line's end in it is layout.
_LAYOUT = re.compile(r"^[ \t]*\n\s*|[ \t]*\n\s*$")
_NUMBER = re.compile(r"[\d.,]+", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")


def sign_latex(signs: str) -> str:
    """Write characters one by one, as the commands that print them."""
    return in_line(map(_sign, signs))


def _sign(character: str) -> str:
    if latex := _SPECIALS.get(character):
        return latex
    if character.isascii():
        return r"\ " if character.isspace() else character
    if found := in_alphabet(character):
        alphabet, letter = found
        return f"\\{alphabet}{{{_sign(letter)}}}" if alphabet else _sign(letter)
    if latex := SIGNS.get(character):
        return latex
    plainer = unicodedata.normalize("NFKC", character)
    return _sign(plainer) if len(plainer) == 1 and plainer != character else character


def token_latex(name: str, text: str, variant: str) -> str:
    """Write the text of a leaf."""
    text = text.translate(_INVISIBLE)
    words = " ".join(text.split())
    if not words:
        # Layout is of ASCII; any other space is meant.
        return r"\ " if text.strip("\t\n\r ") else ""
    if name in {"mtext", "ms"}:
        return _text(_LAYOUT.sub("", text))
    if name in {"mi", "mo"} and words in FUNCTIONS:
        return f"\\{words}"
    if name == "mn" and _NUMBER.fullmatch(words):
        return _THOUSANDS.sub("{,}", words)
    return _styled(words, variant)


def _styled(words: str, variant: str) -> str:
    """Write an identifier or an operator in its variant; several letters are a name, upright."""
    command = _VARIANTS.get(variant, "")
    if words.isascii() and words.isalnum():
        if words.isdigit() and command == "mathrm":
            return words
        command = command or ("mathrm" if len(words) > 1 and not words.isdigit() else "")
        return f"\\{command}{{{words}}}" if command else words
    if command in _WIDE and len(words) == 1 and words.isalpha():
        return f"\\{command}{{{sign_latex(words)}}}"
    return _text(words) if _NAME.search(words) else sign_latex(words)


def _text(text: str) -> str:
    return in_line(map(_piece, _WORDS.findall(text)))


def _piece(piece: str) -> str:
    if piece.isascii() and piece.isalnum():
        return piece if piece.isdigit() else f"\\mathrm{{{piece}}}"
    if piece.isspace():
        return r"\ "
    if len(piece) == 1 and piece not in _HYPHENS:
        return sign_latex(piece)
    escaped = re.sub("([#$%&_])", r"\\\1", re.sub(r"\s+", " ", piece))
    return f"\\text{{{escaped}}}"
