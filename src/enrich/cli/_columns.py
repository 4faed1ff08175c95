"""Columns that fit a terminal, and that programs take apart: there, tabs part them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from enrich.cli._ink import TAB, Ink, Inked, Line, put_lines, shown

__all__ = [
    "Cell",
    "Column",
    "is_on_terminal",
    "put_columns",
    "terminal_width",
    "width_of",
    "wrapped",
]

_GAP = "  "
_CUT = "\u2026"
# Where nobody tells how wide a terminal is.
_USUAL_WIDTH = 80
# What is never cut may still not take more of a terminal than this part of it.
_MOST_OF_WIDTH = 0.5

# A cell is a line of pieces, of which a column may set the ink of those that are plain.
Cell: TypeAlias = Line | str


class Column(NamedTuple):
    """How a column is set, and what becomes of it where there is not enough room."""

    ink: Ink = Ink.PLAIN
    # The fewest characters that are worth showing; none where a column is not to be cut.
    least: int | None = None
    # Whether it may be left out, the last one first, so that others have room.
    may_leave: bool = False
    # How many times the part of another that is cut, too, it has of what room there is.
    weight: int = 1
    # Whether its end says more than its beginning, as that of a place does.
    keeps_end: bool = False


def put_columns(rows: Iterable[Sequence[Cell]], columns: Sequence[Column]) -> None:
    """Write rows: fitted to a terminal, or whole with tabs between the cells for a program."""
    cells = [
        [_pieces(cell, column.ink) for cell, column in zip(row, columns, strict=True)]
        for row in rows
    ]
    if is_on_terminal():
        put_lines(_fitted(cells, columns, terminal_width()))
    else:
        put_lines(_joined(row, TAB) for row in cells)


def is_on_terminal() -> bool:
    """Tell whether a person reads what is written to standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width() -> int:
    """Give the characters of a line of the terminal."""
    return shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns


def width_of(text: str) -> int:
    """Give the room that a text takes on a terminal, where some characters are two wide."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, room: int) -> Iterator[str]:
    """Break a text into lines between its words; what is one long address stays whole."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        # Where nothing parts the words, as in Chinese, lines end anywhere.
        while not line.isascii() and width_of(line) > room and (part := _beginning(line, room)):
            yield part
            line = line[len(part) :]
    if line:
        yield line


def _pieces(cell: Cell, ink: Ink) -> list[Inked]:
    """Put a cell onto one line, its characters as they will be shown."""
    pieces = [Inked(cell, ink)] if isinstance(cell, str) else cell
    inked = (one if isinstance(one, Inked) else Inked(one, ink) for one in pieces)
    return [Inked(shown(_on_one_line(text)), own) for text, own in inked]


def _on_one_line(text: str) -> str:
    """Let every space be one blank, and leave those at the ends, which part the pieces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if character.isspace() else character for character in text)


def _joined(row: Sequence[Sequence[Inked]], between: Inked) -> Line:
    line: list[Inked] = []
    for number, cell in enumerate(row):
        line += [*([between] if number else []), *cell]
    return line


def _fitted(
    rows: Sequence[Sequence[Sequence[Inked]]], columns: Sequence[Column], width: int
) -> Iterator[Line]:
    natural = [
        max((sum(width_of(piece.text) for piece in row[at]) for row in rows), default=0)
        for at in range(len(columns))
    ]
    widths = _widths(natural, columns, width)
    there = [at for at, room in enumerate(widths) if room]
    gap = Inked(_GAP, Ink.PLAIN)
    for row in rows:
        cells = [_cut(row[at], widths[at], columns[at]) for at in there]
        while cells and not any(piece.text for piece in cells[-1]):
            cells.pop()
        yield _joined([*map(_padded, cells[:-1], (widths[at] for at in there)), *cells[-1:]], gap)


def _widths(natural: Sequence[int], columns: Sequence[Column], width: int) -> list[int]:
    """Give each column what it wants, or a fair part of what there is; 0 where it is left out."""
    wanted = [
        min(want, int(width * _MOST_OF_WIDTH)) if column.least is None else want
        for want, column in zip(natural, columns, strict=True)
    ]
    leaving = [at for at, column in enumerate(columns) if column.may_leave]
    while leaving and sum(_least_of_each(wanted, columns)) + _gaps(wanted) > width:
        wanted[leaving.pop()] = 0
    least = _least_of_each(wanted, columns)
    room = width - _gaps(wanted) - sum(least)
    elastic = [at for at, want in enumerate(wanted) if want and columns[at].least is not None]
    # Those that lack the least for their weight go first; what they leave is the others'.
    elastic.sort(key=lambda at: (wanted[at] - least[at]) / columns[at].weight)
    for served, at in enumerate(elastic):
        weights = sum(columns[one].weight for one in elastic[served:])
        more = min(wanted[at] - least[at], room * columns[at].weight // weights)
        wanted[at] = max(least[at] + more, 1)
        room -= more
    return wanted


def _least_of_each(wanted: Sequence[int], columns: Sequence[Column]) -> list[int]:
    return [
        want if column.least is None else min(want, column.least)
        for want, column in zip(wanted, columns, strict=True)
    ]


def _gaps(wanted: Sequence[int]) -> int:
    return len(_GAP) * max(0, sum(map(bool, wanted)) - 1)


def _cut(cell: Sequence[Inked], room: int, column: Column) -> list[Inked]:
    """Cut a cell to its room, and show that it was cut."""
    if sum(width_of(piece.text) for piece in cell) <= room:
        return list(cell)
    if column.keeps_end:
        turned = [Inked(text[::-1], ink) for text, ink in reversed(cell)]
        kept = _kept(turned, room - 1)
        return [Inked(text[::-1], ink) for text, ink in reversed([*kept, _as_cut(kept)])]
    kept = _kept(cell, room - 1)
    last = kept.pop()
    return [*kept, Inked(last.text.rstrip(), last.ink), _as_cut([last])]


def _as_cut(kept: Sequence[Inked]) -> Inked:
    return Inked(_CUT, kept[-1].ink)


def _kept(cell: Sequence[Inked], room: int) -> list[Inked]:
    kept: list[Inked] = []
    for piece in cell:
        text = _beginning(piece.text, room)
        kept.append(Inked(text, piece.ink))
        room -= width_of(text)
        if len(text) < len(piece.text):
            break
    return kept


def _beginning(text: str, room: int) -> str:
    """Give as much of a text as there is room for; what joins itself to a letter stays with it."""
    if text.isascii():
        return text[: max(room, 0)]
    end = min(len(text), max(room, 0))
    while end < len(text) and width_of(text[: end + 1]) <= room:
        end += 1
    while end and width_of(text[:end]) > room:
        end -= 1
    return text[:end]


def _padded(cell: Sequence[Inked], room: int) -> list[Inked]:
    blank = room - sum(width_of(piece.text) for piece in cell)
    return [*cell, Inked(" " * blank, Ink.PLAIN)]
