"""Identifiers in the words of a block that nobody made a link: where each is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from enrich.identifiers import parse_identifier
from enrich.seeds.words.mentions import find_mentions

__all__ = ["Bare", "is_numbers"]

# Without any of these nothing is mentioned, and most words have none.
_HINT = re.compile(r"10\.\d{4}|arxiv|\d{4}\.\d{4}|/\d{7}|://", re.IGNORECASE)
_SERIAL = re.compile(r"(?<![\w./])\d{4}\.\d{4,5}(?:v\d{1,3})?(?![\w/]|\.\d)", re.ASCII)
_BETWEEN = re.compile(r"[\s,;/&]*")
_LONGEST = 2_000
# So often it is tried to find words that are written with signs for signs.
_MOST_LOST = 50


class Bare(msgspec.Struct):
    """The text of a block, in which links, code, pictures and tags are blanks."""

    content: str
    has_numbers: bool = False
    at: int = 0
    lost: int = 0

    def without(self, spans: Iterable[tuple[int, int]]) -> Bare:
        """Leave out what is no words."""
        parts = []
        at = 0
        for begin, end in sorted(spans):
            if begin >= at:
                parts += [self.content[at:begin], " " * (end - begin)]
                at = end
        return Bare("".join((*parts, self.content[at:])), self.has_numbers)

    def mentions(self, words: str) -> Iterator[tuple[int, str, tuple[int, int]]]:
        """Find each identifier: where in the words it begins, and where it is in the block."""
        if _HINT.search(words) is None:
            return
        for begin, written in _written(words, has_numbers=self.has_numbers):
            yield begin, written, self._place(written)

    def _place(self, written: str) -> tuple[int, int]:
        if self.lost > _MOST_LOST:
            return -1, -1
        signs = (re.escape(one) if one.isalnum() else rf"\\?{re.escape(one)}" for one in written)
        found = re.compile("".join(signs)).search(self.content, self.at)
        if found is None:
            self.lost += 1
            return -1, -1
        self.at = found.end()
        return found.span()


def is_numbers(content: str) -> bool:
    """Whether there is nothing but numbers as arXiv gives them."""
    return len(content) <= _LONGEST and bool(
        _SERIAL.search(content) and _BETWEEN.fullmatch(_SERIAL.sub(" ", content))
    )


def _written(words: str, *, has_numbers: bool) -> Iterator[tuple[int, str]]:
    if has_numbers:
        for found in _SERIAL.finditer(words):
            if parse_identifier(found[0]) is not None:
                yield found.start(), found[0]
        return
    for mention in find_mentions(words):
        if len(mention.written) > _LONGEST or mention.wanted is None:
            continue
        if parse_identifier(mention.written) is not None:
            yield mention.begin, mention.written
