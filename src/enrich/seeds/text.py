"""Plain text seeds: one a line, `IDENTIFIER  @key  Title`, and `#` for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Claim, Origin, Seed

__all__ = ["read_text"]

_LIST_MARK = re.compile(r"(?:[-*+\u2022]|\d{1,4}[.)])\s+(?:\[[ xX]?\]\s+)?")
_SUBJECT = re.compile(r"\[[A-Za-z.-]+\](?:\s+\d{1,2}\s+\w{3}\s+\d{4})?\s*")
_PREFIXES = frozenset({"arxiv", "arxiv:", "doi", "doi:"})


def read_text(text: str, file: str) -> Iterator[Seed]:
    """Read the seeds on each line that is neither blank nor a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        words = _without_comment(line)
        words = words[mark.end() :] if (mark := _LIST_MARK.match(words)) else words
        if words:
            yield from _seeds(words, Origin(file, number))


def _seeds(words: str, origin: Origin) -> Iterator[Seed]:
    """Read one seed, and those that stand behind it on the same line."""
    written, rest = _first(words)
    if written.lower() in _PREFIXES and rest:
        following, rest = _first(rest)
        written = f"{written} {following}"
    key: str | None = None
    if rest.startswith("@"):
        key, rest = _first(rest)
        key = key[1:] or None
    wanted = parse_identifier(written)
    rest = _SUBJECT.sub("", rest, count=1) if _SUBJECT.match(rest) else rest
    more = wanted is not None and parse_identifier(_first(rest)[0]) is not None
    yield Seed(wanted, written, origin, key=key, claim=Claim(title=None if more else rest or None))
    if more:
        yield from _seeds(rest, origin)


def _first(words: str) -> tuple[str, str]:
    first, *rest = words.split(maxsplit=1)[:2] or [""]
    return first, rest[0] if rest else ""


def _without_comment(line: str) -> str:
    """Cut at a hash that stands alone or begins the line; one inside a word is part of it."""
    line = line.strip()
    if line.startswith("#"):
        return ""
    words = re.split(r"(?<=\s)#(?=\s|$)", line, maxsplit=1)
    return words[0].rstrip()
