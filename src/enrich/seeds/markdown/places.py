"""Places in a text: the parser tells the lines of a block, not where a link in it stands."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

__all__ = ["Place", "Places"]

_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Place(msgspec.Struct, frozen=True):
    """Where the parts of a block's content stand: each begins here in it, and there in the text."""

    here: tuple[int, ...]
    there: tuple[int, ...]
    # Where the block begins.
    begin: int

    def offset(self, at: int) -> int:
        """Give the place in the text of a place in the content, or -1."""
        number = bisect_right(self.here, at) - 1
        if number < 0 or self.there[number] < 0:
            return -1
        return self.there[number] + at - self.here[number]

    def end(self, at: int) -> int:
        """Give the place in the text behind what ends here in the content, or -1."""
        last = self.offset(at - 1)
        return last + 1 if last >= 0 else -1


class Places:
    """The lines of a text, in which blocks are looked for in their order."""

    def __init__(self, text: str) -> None:
        """Part the text into lines as the parser does."""
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(text)]
        self._begins = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(text)]
        # The parser does not take a NUL for a character.
        plain = text.replace("\0", "\ufffd")
        self._lines = [plain[begin:end] for begin, end in zip(self._begins, stops, strict=True)]

    def line(self, offset: int) -> int:
        """Tell the number of a line, the first of which is 1."""
        return bisect_right(self._begins, offset)

    def of_block(self, content: str, line: int) -> Place:
        """Find the lines of a block, each at the end of one in the text."""
        here, there = [], []
        at = 0
        for number, piece in enumerate(content.split("\n"), start=line):
            bare = piece.strip()
            source = self._lines[number] if number < len(self._lines) else ""
            column = source.rfind(bare) if bare else -1
            here.append(at + len(piece) - len(piece.lstrip()))
            there.append(self._begins[number] + column if column >= 0 else -1)
            at += len(piece) + 1
        return Place(tuple(here), tuple(there), self._begins[line])

    def rest(self, line: int, column: int) -> list[str]:
        """Give the cells of a row behind a column."""
        cells = _BETWEEN_CELLS.split(self._lines[line][column:])
        return [cell.strip().replace("\\|", "|") for cell in cells if cell.strip()]

    def of_cell(self, content: str, line: int, column: int) -> tuple[Place, int]:
        """Find a cell of a row behind a column, and tell where the next one may begin."""
        source, begin = self._lines[line], self._begins[line]
        # Within a cell the sign between cells is escaped.
        pieces = content.split("|")
        written = "\\|".join(pieces)
        found = source.find(written, column)
        if found < 0:
            return Place((0,), (-1,), begin), column
        here, there = [], []
        at, place = 0, begin + found
        for piece in pieces:
            here.append(at)
            there.append(place)
            at += len(piece) + 1
            place += len(piece) + 2
        return Place(tuple(here), tuple(there), begin), found + len(written)
