"""What a command of LaTeX prints: a character, or a word."""

from __future__ import annotations

from functools import cache

from enrich.text.math.names import CHARACTERS

__all__ = ["ACCENT_SIGNS", "symbol"]

# Accents and the combining characters they are: https://ctan.org/pkg/encguide, table of T1.
ACCENT_SIGNS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_WORDS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "copyright": "\u00a9",
    "textregistered": "\u00ae",
    "texttrademark": "\u2122",
    "newline": " ",
    "par": "\n\n",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textunderscore": "_",
    "i": "\u0131",
    "j": "\u0237",
    "S": "\u00a7",
    "SS": "\u1e9e",
    "P": "\u00b6",
    "textbar": "|",
    "textgreater": ">",
    "textless": "<",
    "textperiodcentered": "\u00b7",
}


def symbol(name: str) -> str:
    """Give the character or the word that a command prints, nothing for one that is not known."""
    if text := _WORDS.get(name) or CHARACTERS.get(name):
        return text
    text = _table().get(name, "")
    # Words in the table are either what a function prints, or made up for a command with
    # arguments; a placeholder tells the latter.
    return "" if "%" in text or "<" in text.strip("<") else text


@cache
def _table() -> dict[str, str]:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - 30 ms, seldom needed
        get_default_latex_context_db,
    )

    table: dict[str, str] = {}
    symbols = get_default_latex_context_db()
    for category in ("latex-base", "advanced-symbols"):
        for spec in symbols.iter_macro_specs([category]):
            if isinstance(spec.simplify_repl, str) and spec.macroname not in {"today", "title"}:
                table.setdefault(spec.macroname, spec.simplify_repl)
    return table
