"""What LaTeX reads as commands, and how to write text so that it prints just that."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from enrich.text.formulas import harmless_math

__all__ = ["escape_latex", "math_command", "protect_case"]

# Braces become commands, not `\{`: BibTeX counts a brace whatever stands before it.
_SPECIALS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_TABLE = str.maketrans(_SPECIALS)
# Greek letters, mathematical signs, arrows and the like, which LaTeX prints in math alone.
_SYMBOLS = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff\u2070-\u209f\u2100-\u23ff\u25a0-\u27ff]")
_MATH_SPECIALS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\lbrace ",
    "}": r"\rbrace ",
    "~": r"\sim ",
    "^": r"\wedge ",
    "\\": r"\backslash ",
    "\u00b0": r"^{\circ}",
    "\u2032": "'",
    "\u2033": "''",
    "\u2212": "-",
    "\u2190": r"\leftarrow ",
    "\u2192": r"\rightarrow ",
    "\u2194": r"\leftrightarrow ",
}


def escape_latex(text: str) -> str:
    """Write text so that LaTeX prints just that, in UTF-8 but for symbols."""
    escaped = text.translate(_TABLE)
    if escaped.isascii():
        return escaped
    return _SYMBOLS.sub(lambda found: _in_text(found[0]), escaped)


def _in_text(character: str) -> str:
    command = math_command(character)
    return character if command == character else f"\\ensuremath{{{command.strip()}}}"


def math_command(character: str) -> str:
    """Write one character so that LaTeX math prints just that."""
    plainer = unicodedata.normalize("NFKC", character) if character > "~" else character
    character = plainer if len(plainer) == 1 else character
    if character in _MATH_SPECIALS:
        return _MATH_SPECIALS[character]
    if character.isascii():
        return character
    return _command(character)


@cache
def _command(character: str) -> str:
    """Look up the command for a sign, as long as every LaTeX knows it."""
    from pylatexenc.latexencode import (  # noqa: PLC0415 - 30 ms, seldom needed
        unicode_to_latex,
    )

    written = unicode_to_latex(character, unknown_char_policy="keep", unknown_char_warning=False)
    found = re.fullmatch(r"\\ensuremath\{(.*)\}", written)
    return f"{found[1]} " if found and harmless_math(found[1]) else character


# A word, and the letters and signs in its middle.
_WORD = re.compile(r"[^\s{}()\[\],;:/]+")
_CORE = re.compile(r"([^\w]*)(.*?)((?![+#])[^\w+#]*)", re.DOTALL)
# A part whose capitals a style must not lower: GANs, iPhone, 3D, mRNA, the U of U-Net.
_MEANING = re.compile(r"[^\W_].*[A-Z].*")
_LONE_CAPITAL = re.compile(r"(?:^|-)[A-Z](?:-|$)")
_LONE_NAME = re.compile(r"[B-Z](?:[+#]*|\d+)|A[+#\d]+")


def protect_case(text: str) -> str:
    """Escape text, with braces around the words whose capitals carry meaning."""
    parts: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        parts.append(escape_latex(text[at : word.start()]))
        found = _CORE.fullmatch(word[0])
        before, core, after = found.groups() if found else ("", word[0], "")
        parts += (escape_latex(before), _protected(core), escape_latex(after))
        at = word.end()
    parts.append(escape_latex(text[at:]))
    return "".join(parts)


def _protected(word: str) -> str:
    """Enclose the parts of a compound that need it, or the whole where a letter stands alone."""
    if _LONE_NAME.fullmatch(word) or ("-" in word and _LONE_CAPITAL.search(word)):
        return _braced(escape_latex(word))
    parts = (
        _braced(escape_latex(part)) if _MEANING.fullmatch(part) else escape_latex(part)
        for part in word.split("-")
    )
    return "-".join(parts)


def _braced(latex: str) -> str:
    r"""Enclose in braces that protect: BibTeX takes `{\` for an accented letter, and lowers it."""
    return f"{{{{}}{latex}}}" if latex.startswith("\\") else f"{{{latex}}}"
