"""The items of a Markdown list that are one link to a paper and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from enrich.identifiers import parse_identifier
from enrich.seedfiles.sections import Outline, outline_of
from enrich.seedfiles.spans import MORE, Span, whole_lines
from enrich.seedfiles.texts import is_blank
from enrich.seedfiles.wording import UNKNOWN, Wording, is_its_own
from enrich.seeds import Seed

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["item_spans"]

# What stands in an item and is no word.
_SIGNS = re.compile(r"\A\s*(?:\[[ xX]\]\s+)?[*_]{0,3}|[*_]{0,3}[\s.,;]*\Z")
_UNDERLINE = re.compile(r"=+|-+")
_ROW = "it is a row of a table"


def item_spans(text: str, works: Mapping[Seed, Wording]) -> Mapping[Seed, Span | str]:
    """Give the lines of each seed's item or paragraph, if there is nothing else in it."""
    outline = outline_of(text)
    return {seed: _span(outline, seed, words) for seed, words in works.items()}


def _span(outline: Outline, seed: Seed, wording: Wording) -> Span | str:
    line = seed.origin.line - 1
    at = _innermost(outline.tokens, line)
    if at is None:
        return MORE
    block = outline.tokens[at]
    if block.type == "tr_open":
        return _ROW
    inside = _inside(outline.tokens, at)
    is_alone = [one.type for one in inside] in (
        ["paragraph_open", "inline", "paragraph_close"],
        ["inline"],
    )
    inline = next((one for one in inside if one.type == "inline"), None)
    if not (is_alone and inline and block.map):
        return MORE
    parts = outline.blocks.words(inline)
    if not _is_one_link(inline.content, parts, seed):
        return MORE
    if not is_its_own(_shown(parts), wording):
        return MORE if wording.words else UNKNOWN
    begin, end = block.map
    while end > begin and is_blank(outline.lines[end - 1]):
        end -= 1
    return _unjoined(outline.lines, begin, end) or whole_lines(outline.lines, begin, end)


def _unjoined(lines: Sequence[str], begin: int, end: int) -> Span | None:
    """Leave a blank line where words and what would make a heading of them would meet."""
    is_between = begin > 0 and end < len(lines) and not is_blank(lines[begin - 1])
    if not is_between or not _UNDERLINE.fullmatch(lines[end].strip()):
        return None
    whole = whole_lines(lines, begin, end)
    return Span(whole.begin, whole.end - len(lines[end - 1]) + len(lines[end - 1].rstrip("\r\n")))


def _innermost(tokens: Sequence[Token], line: int) -> int | None:
    """Find the item, row or paragraph on a line that holds no other."""
    found = None
    for at, one in enumerate(tokens):
        is_part = one.type in {"list_item_open", "tr_open"}
        is_part = is_part or (one.type == "paragraph_open" and one.level == 0)
        if is_part and one.map is not None and one.map[0] <= line < one.map[1]:
            found = at
    return found


def _inside(tokens: Sequence[Token], at: int) -> list[Token]:
    """Give all that stands between the beginning of a part and its end."""
    opened = tokens[at]
    closing = opened.type.replace("_open", "_close")
    inside = []
    for one in tokens[at + 1 :]:
        if one.type == closing and one.level == opened.level:
            break
        inside.append(one)
    return inside


def _shown(parts: Sequence[Token]) -> str:
    """Give the words that a part shows, and those that a link shows to a mouse."""
    hovering = (str(one.attrGet("title") or "") for one in parts if one.type == "link_open")
    words = "".join(" " if one.type.endswith("break") else one.content for one in parts)
    return " ".join((_SIGNS.sub("", words), *hovering))


def _is_one_link(content: str, parts: Sequence[Token], seed: Seed) -> bool:
    """Whether the words of a part are one link, or the identifier alone."""
    links = [one for one in parts if one.type == "link_open"]
    bare = _SIGNS.sub("", content)
    if not links:
        return parse_identifier(bare) is not None and bare == seed.written
    begin, end = links[0].meta.get("place", (-1, -1))
    return len(links) == 1 and begin >= 0 and content[begin:end].strip() == bare
