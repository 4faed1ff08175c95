"""The passages of a list: rows of tables, items, paragraphs, each with the headings above it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from enrich.seeds.markdown.anchors import ITEM, Run, runs_of, words_of
from enrich.seeds.markdown.bare import is_numbers
from enrich.seeds.markdown.places import Place, Places
from enrich.seeds.words.titles import without_emoji

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Block", "Passage", "Section", "read_blocks"]

# Headings of columns in which a number alone is an identifier.
_IDENTIFIERS = re.compile(
    r"(?:(?:arxiv|doi|paper|e-?print|preprint)s?[\s_./:-]*)?"
    r"(?:arxiv|doi|ids?|identifiers?|numbers?|no\.?|e-?print|preprint|papers?|pdf|links?|urls?|abs"
    r"|\u8bba\u6587|\u94fe\u63a5|\u8ad6\u6587)?(?:\s*(?:/|&|or)\s*(?:arxiv|doi))?"
)


class Section(msgspec.Struct, eq=False):
    """A heading, and the blocks below it up to the next one."""

    heading: str = ""
    blocks: list[Block] = msgspec.field(default_factory=list)


class Passage(msgspec.Struct, eq=False):
    """The blocks that speak of one paper, or of a few; a row's are its cells."""

    is_row: bool = False
    is_item: bool = False
    # The item in whose list this one stands.
    above: Passage | None = None
    children: list[Passage] = msgspec.field(default_factory=list)
    section: Section | None = None
    blocks: list[Block] = msgspec.field(default_factory=list)


class Block(msgspec.Struct, frozen=True, eq=False):
    """One paragraph, cell, heading or piece of HTML."""

    runs: tuple[Run, ...]
    place: Place
    tags: tuple[str, ...]
    passage: Passage
    # What the column is headed.
    column: str = ""


def read_blocks(
    tokens: list[Token], places: Places, parse_words: Callable[[str], Token]
) -> list[Block]:
    """Read all blocks that have words, in their order."""
    walk = _Walk(places, parse_words)
    for token in tokens:
        walk.take(token)
    return walk.blocks


class _Walk:
    """Goes through the tokens and keeps in mind the headings, the open items, the open row."""

    def __init__(self, places: Places, parse_words: Callable[[str], Token]) -> None:
        self.blocks: list[Block] = []
        self._parse_words = parse_words
        self._places = places
        self._headings: list[tuple[int, str]] = []
        self._heading = 0
        self._section = Section()
        self._items: list[Passage] = []
        self._row: Passage | None = None
        self._columns: list[str] = []
        self._in_head = False
        self._edge = 0
        self._line = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.type == "inline":
            self._take_inline(token)
        elif token.type == "html_block":
            self._take_html(token)
        elif token.tag in {"thead", "tr"}:
            self._take_row(token)
        elif token.type == "list_item_open":
            above = self._items[-1] if self._items else None
            self._items.append(Passage(is_item=True, above=above))
            if above:
                above.children.append(self._items[-1])
        elif token.type == "list_item_close":
            self._items.pop()
        elif token.type in {"heading_open", "heading_close"}:
            self._heading = int(token.tag[1:]) if token.nesting > 0 else 0

    def _take_row(self, token: Token) -> None:
        is_open = token.nesting > 0
        if token.tag == "tr" and self._row is not None:
            self._take_surplus(self._row)
        if token.tag == "tr":
            self._line = token.map[0] if token.map else 0
            self._row, self._edge = Passage(is_row=True) if is_open else None, 0
        else:
            self._in_head = is_open
            self._columns = [] if is_open else self._columns

    def _take_inline(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if self._row is not None:
            self._take_cell(token, line, self._row)
            return
        has_numbers = not self._heading and is_numbers(token.content)
        runs = runs_of(token, has_numbers=has_numbers)
        passage = self._items[-1] if self._items and not self._heading else Passage()
        if token.meta.get("footnote"):
            passage = Passage(is_item=True)
        if self._heading:
            words = without_emoji(words_of(runs))
            above = [one for one in self._headings if one[0] < self._heading]
            self._headings = [*above, (self._heading, words)]
            self._section = Section(words)
        self._add(runs, self._places.of_block(token.content, line), passage)

    def _take_surplus(self, row: Passage) -> None:
        """Take the cells that a row has beyond the columns, which nobody sees as they are."""
        for content in self._places.rest(self._line, self._edge):
            if "](" in content or "://" in content:
                self._take_cell(self._parse_words(content), self._line, row)

    def _take_cell(self, token: Token, line: int, row: Passage) -> None:
        place, self._edge = self._places.of_cell(token.content, line, self._edge)
        at = len(row.blocks)
        column = "" if self._in_head or at >= len(self._columns) else self._columns[at]
        has_numbers = bool(_IDENTIFIERS.fullmatch(column)) and is_numbers(token.content)
        runs = runs_of(token, has_numbers=has_numbers)
        if self._in_head:
            self._columns.append(words_of(runs).lower())
        self._add(runs, place, row, column)

    def _take_html(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        place = self._places.of_block(token.content, line)
        passage = self._items[-1] if self._items else Passage()
        runs: list[Run] = []
        for run in runs_of(token):
            if run.words == ITEM and runs:
                self._add(tuple(runs), place, passage)
                runs, passage = [], Passage(is_item=True)
            else:
                runs.append(run)
        self._add(tuple(runs), place, passage)

    def _add(self, runs: tuple[Run, ...], place: Place, passage: Passage, column: str = "") -> None:
        tags = tuple(words for _, words in self._headings if words)
        block = Block(runs, place, tags, passage, column)
        passage.blocks.append(block)
        passage.section = self._section
        if not self._heading:
            self._section.blocks.append(block)
        self.blocks.append(block)
