"""Letters that Unicode has in alphabets of their own, and the commands for those alphabets."""

from __future__ import annotations

import unicodedata

from enrich.text.math.names import KERNEL

__all__ = ["in_alphabet"]

_NAMED = {
    "DOUBLE-STRUCK": "mathbb",
    "FRAKTUR": "mathfrak",
    "BLACK-LETTER": "mathfrak",
    "SCRIPT": "mathcal",
    "SANS-SERIF": "mathsf",
    "MONOSPACE": "mathtt",
    "BOLD": "mathbf",
    "ITALIC": "",
}
_OF_KERNEL = frozenset(KERNEL.values())


def in_alphabet(character: str) -> tuple[str, str] | None:
    """Give the alphabet's command, or none for italics, and the plain letter.

    https://www.unicode.org/charts/PDF/U1D400.pdf, and the letters like them in U+2100.
    """
    if not "\u2102" <= character <= "\u2149" and not "\U0001d400" <= character <= "\U0001d7ff":
        return None
    if character in _OF_KERNEL:
        return None
    name = unicodedata.name(character, "")
    command = next((command for word, command in _NAMED.items() if word in name), None)
    return None if command is None else (command, unicodedata.normalize("NFKC", character))
