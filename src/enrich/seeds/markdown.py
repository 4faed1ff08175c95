"""Markdown seeds: the links in lists, tables and running text that lead to a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Claim, Origin, Seed

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

_ANCHOR = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
# Addresses without brackets, which GitHub and others make into links.
_BARE = re.compile(r"https?://[^\s<>|\"]+", re.IGNORECASE)


def read_markdown(text: str, file: str) -> Iterator[Seed]:
    """Read a seed from each link to a paper; other links are passed over."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 25 ms, and only Markdown needs it

    place = _Place(re.split(r"\r\n|\n|\r", text))
    for block, tags in _blocks(MarkdownIt("commonmark").enable("table").parse(text), place):
        for link in _links(block):
            origin = Origin(file, place.find(link.href) + 1)
            if wanted := parse_identifier(link.href):
                yield Seed(wanted, link.href, origin, claim=Claim(title=_title(link)), tags=tags)


def _blocks(tokens: list[Token], place: _Place) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """Give each block that may hold links, with the headings above it, and go on to its place."""
    headings: list[tuple[int, str]] = []
    level = 0
    for token in tokens:
        if token.map:
            place.enter(token.map[0])
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type in {"inline", "html_block"}:
            if level:
                words = _words(token.children or [])
                headings = [*(h for h in headings if h[0] < level), (level, words)]
            yield token, tuple(words for _, words in headings)


class _Link(msgspec.Struct, frozen=True):
    """Where a link leads, and what it says."""

    href: str
    words: str = ""


class _Place:
    """Where we are in the source: the parser tells the line of a block, not that of a link."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._line = 0
        self._column = 0

    def enter(self, line: int) -> None:
        """Go on to the block that begins at this line."""
        if line > self._line:
            self._line, self._column = line, 0

    def find(self, href: str) -> int:
        """Go on to where an address is written, and tell its line."""
        for line in range(self._line, len(self._lines)):
            start = self._column if line == self._line else 0
            for form in (href, unquote(href)):
                at = self._lines[line].find(form, start)
                if at >= 0:
                    self._line, self._column = line, at + len(form)
                    return line
            if not self._lines[line].strip():
                break
        return min(self._line, len(self._lines) - 1)


def _links(block: Token) -> Iterator[_Link]:
    """Give the links of one paragraph, cell or piece of HTML."""
    if block.type == "html_block":
        yield from (_Link(found[1]) for found in _ANCHOR.finditer(block.content))
        return
    href: str | None = None
    inside: list[Token] = []
    for token in block.children or []:
        if token.type == "link_open":
            href, inside = str(token.attrGet("href")), []
        elif token.type == "link_close" and href is not None:
            yield _Link(href, _words(inside))
            href = None
        elif href is not None:
            inside.append(token)
        elif token.type == "html_inline":
            yield from (_Link(found[1]) for found in _ANCHOR.finditer(token.content))
        elif token.type == "text":
            yield from (_Link(found[0]) for found in _BARE.finditer(token.content))


def _words(inline: list[Token]) -> str:
    """Give the words of inline markup; a picture's description is none of them."""
    parts = (
        " " if token.type in {"softbreak", "hardbreak"} else token.content
        for token in inline
        if token.type not in {"image", "html_inline"}
    )
    return " ".join("".join(parts).split())


def _title(link: _Link) -> str | None:
    """Take a link's words for a title unless they are a label or the address itself."""
    words = link.words
    return words if " " in words and parse_identifier(words) is None else None
