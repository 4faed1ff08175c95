"""Publisher item identifiers, by which Elsevier's links name an article.

A letter for serial or book, an ISSN with year and number or an ISBN, and a check digit.
https://en.wikipedia.org/wiki/Publisher_Item_Identifier
"""

from __future__ import annotations

import re

from enrich.identifiers.model import Pii

__all__ = ["parse_pii"]

_PII = re.compile(r"(?:S\d{7}[\dX]\d{7}[\dX]|B\d{12}[\dX]\d{3,6}[\dX]?)", re.ASCII)
_PUNCTUATION = str.maketrans("", "", "-()")


def parse_pii(text: str) -> Pii | None:
    """Read one with or without its punctuation, as `S0140-6736(17)32154-2`."""
    squeezed = text.translate(_PUNCTUATION).upper()
    return Pii(squeezed) if _PII.fullmatch(squeezed) else None
