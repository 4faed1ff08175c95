"""Texts and bibliographies: identifiers within sentences, and references without identifier."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Claim, Found, Origin, Seed
from enrich.seeds.text.joins import Line, rejoined
from enrich.seeds.words.mentions import ADDRESS, Mention, find_mentions, found_at
from enrich.seeds.words.references import MARK, read_reference, read_titled

__all__ = ["read_paragraph"]

_LONGEST_REFERENCE = 12


def read_paragraph(lines: list[Line], file: str) -> Iterator[Found]:
    """Read what the lines between two blank ones hold."""
    for unit in _units(lines):
        yield from _read_unit(list(rejoined(unit)), file)


def _units(lines: list[Line]) -> Iterator[list[Line]]:
    """Part a paragraph at the marks of a list, at lines that stand out, or at each reference."""
    begins = [_is_item(line) for _, line in lines]
    if not any(begins):
        begins = [not line[:1].isspace() for _, line in lines]
        if all(begins):
            begins = _begin_references(lines)
    unit: list[Line] = []
    for line, is_begin in zip(lines, begins, strict=True):
        if is_begin and unit:
            yield unit
            unit = []
        unit.append(line)
    yield unit


def _is_item(line: str) -> bool:
    mark = MARK.match(line)
    return mark is not None and mark.end() < len(line)


def _begin_references(lines: list[Line]) -> list[bool]:
    """Tell at which lines a reference begins, if every line is one, or most of them are."""
    if len(lines) == 1:
        return [True]
    references = [read_reference(line) is not None for _, line in lines]
    return references if sum(references) * 2 >= len(lines) else [False] * len(lines)


def _read_unit(unit: list[Line], file: str) -> Iterator[Found]:
    claim = _reference(unit)
    is_found = False
    for number, line in unit:
        for mention in _mentions(line, is_first=number == unit[0][0]):
            found = found_at(mention, claim or Claim(), Origin(file, number))
            is_found = is_found or isinstance(found, Seed)
            yield found
    if claim is not None and not is_found:
        written = " ".join(" ".join(line for _, line in unit).split())
        yield Seed(None, written, Origin(file, unit[0][0]), claim=claim)


def _reference(unit: list[Line]) -> Claim | None:
    if len(unit) > _LONGEST_REFERENCE:
        return None
    words = " ".join(line.strip() for _, line in unit)
    words = ADDRESS.sub(" ", words)
    return read_reference(words) or read_titled(words)


def _mentions(line: str, *, is_first: bool) -> Iterator[Mention]:
    """Find identifiers within a line, and a bare one with which an item begins."""
    mark = MARK.match(line)
    begin = mark.end() if mark else 0
    first = line[begin:].split(maxsplit=1)[:1]
    if is_first and first and (wanted := parse_identifier(first[0])):
        yield Mention(first[0], wanted, begin)
        line, begin = line[begin + len(first[0]) :], 0
    yield from find_mentions(line)
