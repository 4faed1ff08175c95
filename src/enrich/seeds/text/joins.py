"""Identifiers that break off at the end of a line and go on in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import parse_identifier

__all__ = ["Line", "rejoined"]

Line = tuple[int, str]

_DOI = r"(?:\bdoi\b[:=\s]{0,3})?10\.\d{4,9}(?:\.\d+)*/\S*"
# The last word of a line, where it may be the begin of an identifier.
_BROKEN = re.compile(
    rf"(?:https?://\S+|(?:arxiv|doi)\.org/\S*|arxiv:\S*|{_DOI})[./_-]\Z", re.IGNORECASE
)
_PREFIX = re.compile(r"(?:\barxiv|\bdoi)\s?[:.]\Z", re.IGNORECASE)
_WORD = re.compile(r"\s*(\S+)")
_YEAR = re.compile(r"\(?(?:1[89]|20)\d\d[a-z]?\)?[.,;:]*")
_NUMBERED = re.compile(r"(?=\S*\d)[a-z\d(]\S*")
# Longer than any line whose end an identifier is.
_LONGEST = 5000


def rejoined(lines: list[Line]) -> Iterator[Line]:
    """Put identifiers together that two lines share; leave out those of which a part is lost."""
    begun: Line | None = None
    for number, line in lines:
        if begun is None:
            begun = number, line
            continue
        first, rest = _shared(begun[1], line)
        yield begun[0], first
        begun = number, rest
    if begun is not None:
        yield begun


def _shared(line: str, following: str) -> tuple[str, str]:
    """Give two lines that follow one another, the word that belongs to both in the first."""
    line = line.rstrip()
    word = _WORD.match(following)
    if word is None or len(line) > _LONGEST:
        return line, following
    rest = following[word.end() :]
    if _PREFIX.search(line) and parse_identifier(f"{_last(line)}{word[1]}"):
        return f"{line}{word[1]}", rest
    broken = _BROKEN.search(line)
    if broken is None:
        return line, following
    if _belongs(broken[0], word[1]):
        return f"{line}{word[1]}", rest
    return (line[: broken.start()] if _is_cut(broken[0], word[1]) else line), following


def _last(line: str) -> str:
    return "".join(line.split()[-1:])


def _belongs(broken: str, word: str) -> bool:
    """Whether a word ends the identifier that a line breaks off."""
    whole = parse_identifier(broken + word)
    if whole is None or whole == parse_identifier(broken):
        return False
    if not _is_doi(broken):
        return True
    if broken.endswith((".", "-")):
        # A year behind a stop may be that of the reference.
        return _NUMBERED.match(word) is not None and not (
            broken.endswith(".") and _YEAR.fullmatch(word)
        )
    return word[:1].isalnum()


def _is_cut(broken: str, word: str) -> bool:
    """Whether what stands before the break can be no identifier, or a part of one."""
    if parse_identifier(broken) is None or not _is_doi(broken):
        return False
    if not broken.endswith("."):
        return True
    suffix = broken.partition("10.")[2].partition("/")[2]
    return word[:1].isdigit() and not any(map(str.isdigit, suffix))


def _is_doi(broken: str) -> bool:
    return re.search(r"10\.\d{4,9}(?:\.\d+)*/", broken) is not None
