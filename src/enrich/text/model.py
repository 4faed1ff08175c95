"""Typed text: what a title or an abstract says, apart from how any format writes it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

__all__ = ["Run", "Style", "Text"]


class Style(StrEnum):
    """How a run of text is set."""

    ITALIC = "italic"
    BOLD = "bold"
    SUB = "sub"
    SUP = "sup"
    SMALL_CAPS = "small-caps"
    MATH = "math"
    CASED = "cased"


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text in one setting; the outermost style comes first.

    A run in `Style.MATH` holds LaTeX math without its dollar signs.
    """

    text: str
    styles: tuple[Style, ...] = ()


class Text(msgspec.Struct, frozen=True):
    """Runs that read as one text; a blank line parts paragraphs."""

    runs: tuple[Run, ...]

    def __str__(self) -> str:
        """Give the words alone, math as LaTeX."""
        return "".join(run.text for run in self.runs)

    @property
    def is_upper(self) -> bool:
        """Whether every letter is a capital, so that capitals carry no meaning."""
        return str(self).isupper()
