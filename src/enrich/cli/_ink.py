"""Lines with colours for a terminal, and without them for a pipe or where NO_COLOR is set."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple, TextIO, TypeAlias

from enrich.cli._output import put_harmless, say_harmless
from enrich.text import shown_controls

__all__ = ["TAB", "Ink", "Inked", "Line", "put_lines", "say_line", "shown"]


class Ink(Enum):
    """What a piece of a line is to its reader; the values are the terminal's codes."""

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    GOOD = "32"
    DOUBTFUL = "33"
    BAD = "31"
    NAME = "36"


class Inked(NamedTuple):
    """A piece of a line, in its ink."""

    text: str
    ink: Ink


# What parts the columns of a line in a pipe; a tab within a piece is shown as what it is.
TAB = Inked("\t", Ink.PLAIN)
# A plain string is a piece in plain ink.
Line: TypeAlias = Sequence[Inked | str]


def put_lines(lines: Iterable[Line]) -> None:
    """Write lines to standard output."""
    written = "".join(f"{_written(line, sys.stdout)}\n" for line in lines)
    put_harmless(written.encode())


def say_line(line: Line) -> None:
    """Write a line to standard error."""
    say_harmless(_written(line, sys.stderr))


def _written(line: Line, stream: TextIO | None) -> str:
    """Make every piece harmless before it gets its colour, which nothing but us may set."""
    shows = _shows_colours(stream)
    return "".join(_inked(piece, shows=shows) for piece in line)


def _inked(piece: Inked | str, *, shows: bool) -> str:
    if piece is TAB:
        return TAB.text
    text, ink = piece if isinstance(piece, Inked) else (piece, Ink.PLAIN)
    has_colour = shows and text and ink.value
    return f"\x1b[{ink.value}m{shown(text)}\x1b[0m" if has_colour else shown(text)


def shown(text: str) -> str:
    """Show what a terminal would obey; what only joins or parts letters stays as it is."""
    return shown_controls(text).replace("\t", "\\t")


def _shows_colours(stream: TextIO | None) -> bool:
    """Tell whether a stream is to have colours: https://no-color.org and https://force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
