"""Rows of CSV and the like: how cells are parted, and on which line each row begins."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import msgspec

__all__ = ["DELIMITERS", "Row", "delimiter_of", "read_rows"]

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20
# Where quotes are broken more often than this, they mean nothing in the rest of a file.
_MOST_REPAIRS = 50


class Row(msgspec.Struct, frozen=True):
    """The cells of a row, and the line it begins on; and whether a quote in it has no end."""

    line: int
    cells: tuple[str, ...]
    is_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


_Judge: TypeAlias = Callable[[Sequence[str]], int]


def delimiter_of(lines: Sequence[str], known: _Judge) -> str | None:
    """Find the sign that parts cells: one that makes known columns, else the same number of any."""
    scores = {sign: _score(lines, sign, known) for sign in DELIMITERS}
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > (0, 0, 0) else None


def _score(lines: Sequence[str], sign: str, known: _Judge) -> tuple[int, int, int]:
    """Judge by the names of columns, then by how many rows have as many cells as most, or 0."""
    rows: list[Row] = []
    for row in read_rows(lines[: _SAMPLE * 10], sign):
        rows += [] if row.is_empty else [row]
        if len(rows) == _SAMPLE:
            break
    widths = Counter(len(row.cells) for row in rows)
    ((width, count),) = widths.most_common(1) or [(1, 0)]
    if width == 1 or (len(rows[0].cells) == 1 and known(rows[0].cells)):
        return (0, 0, 0)
    return (known(rows[0].cells), count * 100 // len(rows), width)


def read_rows(lines: Sequence[str], sign: str, first: int = 1) -> Iterator[Row]:
    """Read rows; what an unclosed quote would swallow is read as if the quote were none."""
    at = repairs = 0
    while at < len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[at:]), delimiter=sign, strict=False)
        begun = at
        for row in _parsed(reader, begun, first):
            start, end = row.line - first, begun + reader.line_num
            # A quote that is not closed goes on to the end, or for longer than any cell.
            if row.is_open or (end == len(lines) and end - start > 1 and _odd(lines[start:end])):
                yield Row(row.line, tuple(lines[start].split(sign)), is_open=True)
                at, repairs = start + 1, repairs + 1
                break
            yield row
            at = end
        else:
            return
        if repairs == _MOST_REPAIRS:
            for number in range(at, len(lines)):
                yield Row(number + first, tuple(lines[number].split(sign)))
            return


def _parsed(reader: Iterator[list[str]], begun: int, first: int) -> Iterator[Row]:
    line = begun + first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            # A cell longer than any is.
            yield Row(line, (), is_open=True)
            return
        if cells is None:
            return
        yield Row(line, tuple(cells))
        line = begun + first + reader.line_num  # type: ignore[attr-defined]


def _odd(lines: Sequence[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1
