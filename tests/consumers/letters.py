"""The letters that pdflatex can print: those in LaTeX's own tables of UTF-8."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from tests.consumers.programs import ProgramFailedError, run

__all__ = ["can_be_printed"]

# What is loaded with the T1 encoding and the symbols of the kernel.
_TABLES = ("ot1enc.dfu", "t1enc.dfu", "ts1enc.dfu", "omsenc.dfu")
_DECLARED = re.compile(r"^\s*\\DeclareUnicodeCharacter\{([0-9A-Fa-f]+)\}", re.MULTILINE)


def can_be_printed(text: str) -> bool:
    """Whether LaTeX knows every letter; signs are ours to write so that it does."""
    return text.isascii() or all(
        character.isascii() or unicodedata.category(character)[0] != "L" or character in _known()
        for character in text
    )


@cache
def _known() -> frozenset[str]:
    found = run(["kpsewhich", *_TABLES], Path.cwd(), seconds=60).said.split()
    if len(found) != len(_TABLES):
        message = f"only {found} of LaTeX's tables {_TABLES} are there"
        raise ProgramFailedError(message)
    tables = (Path(file).read_text(encoding="utf-8") for file in found)
    return frozenset(chr(int(code, 16)) for table in tables for code in _DECLARED.findall(table))
