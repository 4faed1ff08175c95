"""The sections of a Markdown list: where each begins and ends, and how its items are marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from enrich.errors import SeedError
from enrich.seedfiles.texts import is_blank, lines_of
from enrich.seeds.markdown.front import front_end
from enrich.seeds.markdown.marks import OURS
from enrich.seeds.words.titles import without_emoji
from enrich.text import folded

if TYPE_CHECKING:
    from markdown_it.token import Token

    from enrich.seeds.markdown.parser import Blocks

__all__ = ["Bullet", "Outline", "Section", "has_section", "outline_of", "plain_markdown"]

_NO_LINE_END = re.compile(r"[^\r\n]")
_MARK = re.compile(r"(?P<indent> {0,3})(?P<sign>[-*+]|\d{1,8}[.)])(?P<gap>[ \t]{1,4})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\r\n]+\]:[ \t]*\S")
_NUMBER = re.compile(r"\d+")
_WORDS = frozenset({"text", "code_inline", "text_special"})
_USUAL_LEVEL = 2


class Section(msgspec.Struct, frozen=True):
    """A heading, and the lines below it up to the next one."""

    words: str
    level: int
    # The line of the heading, the first below it, and the one behind its end, counted from 0.
    line: int
    begin: int
    end: int

    def is_called(self, name: str) -> bool:
        """Whether this is the name that somebody gives it."""
        return folded(without_emoji(self.words)) == folded(name) or self.words == name


class Bullet(msgspec.Struct, frozen=True):
    """How the items of a list begin, and whether blank lines part them."""

    mark: str
    is_loose: bool = False
    # Many write each number as 1, and leave it to others to count.
    is_counted: bool = True

    def items(self, contents: Sequence[str]) -> list[str]:
        """Give the lines of items with this mark, numbered on if it is a number."""
        lines: list[str] = []
        number = _NUMBER.search(self.mark) if self.is_counted else None
        for at, content in enumerate(contents):
            mark = self.mark.replace(number[0], str(int(number[0]) + at)) if number else self.mark
            lines += ["", f"{mark}{content}"] if self.is_loose and lines else [f"{mark}{content}"]
        return lines


class Outline(msgspec.Struct, frozen=True):
    """The lines of a list, its sections, and its parts as the parser has them."""

    lines: Sequence[str]
    sections: tuple[Section, ...]
    blocks: Blocks

    @property
    def tokens(self) -> Sequence[Token]:
        """The beginnings and ends of its parts, and the words between them as they are written."""
        return self.blocks.tokens

    @property
    def usual_level(self) -> int:
        """The level of most headings but the first one, which is that of the whole."""
        levels = Counter(one.level for one in self.sections if one.level > 1)
        return levels.most_common(1)[0][0] if levels else _USUAL_LEVEL

    def section(self, name: str, file: str) -> Section | None:
        """Give the section of this name, if there is one and no other."""
        found = [one for one in self.sections if one.is_called(name)]
        if len(found) > 1:
            places = " and ".join(f"{file}:{one.line + 1}" for one in found)
            message = f"{name!r} is the heading of more than one section, {places}; rename one"
            raise SeedError(message)
        return found[0] if found else None

    def last_line(self, begin: int, end: int) -> int:
        """Give the line behind the last one that shows anything, as definitions do not."""
        places = (one.map for one in self.tokens if one.map and one.level == 0)
        shown = max((place[1] for place in places if begin <= place[0] < end), default=begin)
        while end > begin and self._is_unseen(end - 1, shown):
            end -= 1
        return end

    def _is_unseen(self, at: int, shown: int) -> bool:
        line = self.lines[at]
        return is_blank(line) or (at >= shown and _DEFINITION.match(line) is not None)

    def bullet(self, begin: int, at: int) -> Bullet | None:
        """Tell how the list is marked that ends at a line, if one does."""
        items = [one for one in self.tokens if one.type == "list_item_open" and one.level == 1]
        here = [one.map for one in items if one.map and begin <= one.map[0] < at <= one.map[1]]
        found = _MARK.match(self.lines[here[-1][0]].lstrip("\ufeff")) if here else None
        if found is None:
            return None
        begins = [one.map[0] for one in items if one.map and one.map[0] <= here[-1][0]]
        is_first = len(begins) < 2 or begins[-2] < begin  # noqa: PLR2004 - the two last ones
        is_loose = not is_first and is_blank(self.lines[begins[-1] - 1])
        before = None if is_first else _MARK.match(self.lines[begins[-2]].lstrip("\ufeff"))
        sign = found["sign"]
        is_counted = sign[:-1].isdecimal() and (before is None or before["sign"] != sign)
        if is_counted:
            sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
        return Bullet(f"{found['indent']}{sign}{found['gap']}", is_loose, is_counted)


def outline_of(text: str) -> Outline:
    """Read where the sections of a Markdown list are."""
    # It takes 25 ms, and only Markdown needs it.
    from enrich.seeds.markdown.parser import blocks_of  # noqa: PLC0415

    lines = lines_of(text)
    blocks = blocks_of(plain_markdown(text).removeprefix("\ufeff"))
    headings = [
        (one.map, int(one.tag[1:]), _words(blocks.words(blocks.tokens[at + 1])))
        for at, one in enumerate(blocks.tokens)
        if one.type == "heading_open" and one.level == 0 and one.map
    ]
    ends = [*(place[0] for place, _, _ in headings), len(lines)][1:]
    sections = tuple(
        Section(words, level, place[0], place[1], end)
        for (place, level, words), end in zip(headings, ends, strict=True)
    )
    return Outline(lines, sections, blocks)


def has_section(text: str, name: str) -> bool:
    """Whether a Markdown list has a heading that somebody gives this name."""
    return any(one.is_called(name) for one in outline_of(text).sections)


def plain_markdown(text: str) -> str:
    """Give a text in which blanks stand for what the reader of lists does not look at."""
    front = front_end(text)
    return _blanked(text[:front]) + OURS.sub(lambda ours: _blanked(ours[0]), text[front:])


def _blanked(text: str) -> str:
    return _NO_LINE_END.sub(" ", text)


def _words(parts: Sequence[Token]) -> str:
    return " ".join("".join(one.content for one in parts if one.type in _WORDS).split())
