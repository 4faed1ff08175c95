"""Markdown seeds: the links in lists, tables and running text that lead to a paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Origin, Seed

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]


def read_markdown(text: str, file: str) -> Iterator[Seed]:
    """Read a seed from each link to a paper; other links are none of ours."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 25 ms, and only Markdown needs it

    headings: list[tuple[int, str]] = []
    level = 0
    line = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        line = token.map[0] + 1 if token.map else line
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            if level:
                headings = [*(h for h in headings if h[0] < level), (level, token.content)]
            tags = tuple(words for _, words in headings)
            yield from _links(token.children or [], file, line, tags)


def _links(inline: list[Token], file: str, line: int, tags: tuple[str, ...]) -> Iterator[Seed]:
    """Read the links of one paragraph, each on its own line of it."""
    href: str | None = None
    words = ""
    for token in inline:
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
        elif token.type == "link_open":
            href, words = str(token.attrGet("href")), ""
        elif token.type == "link_close" and href is not None:
            if wanted := parse_identifier(href):
                origin = Origin(file, line)
                yield Seed(wanted, href, origin, title=_title(words, href), tags=tags)
            href = None
        elif href is not None:
            words += token.content


def _title(words: str, href: str) -> str | None:
    """Take a link's words for a title unless they are a label or the address itself."""
    words = " ".join(words.split())
    return words if " " in words and parse_identifier(words) is None and words != href else None
