"""A BibTeX file cut into blocks and fields, by offsets, so that what is not changed stays.

Braces count as BibTeX counts them, whatever stands before them. What is broken, or can be read in
two ways, is one block that nobody looks into.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

__all__ = ["Aside", "Block", "Broken", "Field", "Item", "cut", "line_starts"]


class Field(msgspec.Struct, frozen=True):
    """Where a field's name stands, and its value with what encloses it."""

    name: str
    name_start: int
    name_end: int
    value_start: int
    value_end: int


class Item(msgspec.Struct, frozen=True):
    """An entry: where it stands, its type, its key and its fields."""

    start: int
    end: int
    kind: str
    kind_start: int
    key: str
    key_end: int
    fields: tuple[Field, ...]
    # Where it closes, behind all commas and spaces.
    close: int

    @property
    def last_end(self) -> int:
        """The end of the last field, or of the key where there is none."""
        return self.fields[-1].value_end if self.fields else self.key_end


class Aside(msgspec.Struct, frozen=True):
    """What is no entry: text between entries, a comment, a preamble, a macro with its value."""

    start: int
    end: int
    macro: tuple[str, str] | None = None


class Broken(msgspec.Struct, frozen=True):
    """What can't be read, why, and whose it seems to be."""

    start: int
    end: int
    reason: str
    key: str | None = None


Block: TypeAlias = Item | Aside | Broken


class Unreadable(Exception):
    """Why a block can't be read; it never leaves this module."""


_HEAD = re.compile(r"@[ \t\r\n]*([A-Za-z][\w-]*)[ \t\r\n]*([{(])")
# How a block begins that follows a broken one: nothing but spaces stand before it on its line.
_FRESH = re.compile(r"^[ \t]*(?=@[ \t]*[A-Za-z][\w-]*[ \t\r\n]*[{(])", re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,{}\"#%=]*)")
_SPACE = re.compile(r"\s*")
_COMMA = re.compile(r"\s*,\s*")
_NAME = re.compile(r"([A-Za-z_][^\s={}(),\"#%']*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()\"#%=']+")
_JOINT = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
# What is left behind an entry that was closed by a brace too many.
_SPILT = re.compile(r"\s*+(?:,\s*+)?[A-Za-z][\w-]*+\s*+=\s*+[{\"\d]")
_PERCENT = re.compile("%")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_CLOSING = {"{": "}", "(": ")"}


class _Source:
    """A text, and where in it blocks begin that nothing before them may hold."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._fresh = [found.start() for found in _FRESH.finditer(text)]
        self._lines = line_starts(text)
        self._percents = [found.start() for found in _PERCENT.finditer(text)]
        self._closing = _closing_braces(text)

    def bound(self, at: int) -> int:
        """Find where the next block begins, or the text ends."""
        following = bisect_right(self._fresh, at)
        return self._fresh[following] if following < len(self._fresh) else len(self.text)

    def is_commented(self, at: int) -> bool:
        """Whether a percent sign stands before it on its line, which BibTeX alone does not heed."""
        last = bisect_right(self._percents, at) - 1
        begin = self._lines[bisect_right(self._lines, at) - 1]
        return last >= 0 and self._percents[last] >= begin

    def closed(self, at: int, bound: int) -> int:
        """Find the end of what a brace opens; a block that begins before says it has none."""
        end = self._closing.get(at)
        if end is None or end > bound:
            raise Unreadable(_UNCLOSED)
        return end


def _closing_braces(text: str) -> dict[int, int]:
    """Find the end of what each brace opens, in one go: there may be many that nothing closes."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for mark in _BRACE.finditer(text):
        if mark[0] == "{":
            opened.append(mark.start())
        elif opened:
            closing[opened.pop()] = mark.end()
    return closing


def cut(text: str) -> Iterator[Block]:
    """Cut a text into its blocks, which joined are the text."""
    source = _Source(text)
    at = 0
    search = 0
    while (mark := text.find("@", search)) >= 0:
        head = _HEAD.match(text, mark)
        if head is None:
            search = mark + 1
            continue
        block = _block(source, head)
        if at < mark:
            yield Aside(at, mark)
        yield block
        at = search = block.end
    if at < len(text):
        yield Aside(at, len(text))


def line_starts(text: str) -> list[int]:
    """Give where each line begins, whatever the lines end in."""
    return [0, *(found.end() for found in _NEWLINE.finditer(text))]


def _block(source: _Source, head: re.Match[str]) -> Block:
    kind = head[1].lower()
    if kind == "comment" or source.is_commented(head.start()):
        return Aside(head.start(), _comment_end(source, head))
    try:
        if kind == "string":
            return _macro(source, head)
        if kind == "preamble":
            return Aside(head.start(), _behind(source, _value_end(source, head.end()), head))
        return _item(source, head)
    except Unreadable as stop:
        key = _KEY.match(source.text, head.end())
        end = source.bound(head.end())
        return Broken(head.start(), end, str(stop), key[1] if key else None)


def _comment_end(source: _Source, head: re.Match[str]) -> int:
    at = head.end() - 1
    if head[2] == "(":
        return head.end()
    try:
        return source.closed(at, len(source.text))
    except Unreadable:
        return head.end()


def _macro(source: _Source, head: re.Match[str]) -> Aside:
    at = _skip(_SPACE, source.text, head.end())
    name = _NAME.match(source.text, at)
    if name is None:
        message = "this @string has no name and value; write name = {value}"
        raise Unreadable(message)
    end = _value_end(source, name.end())
    macro = (name[1].lower(), source.text[name.end() : end])
    return Aside(head.start(), _behind(source, end, head), macro)


def _behind(source: _Source, value_end: int, head: re.Match[str]) -> int:
    """Find the end of a block that holds one value."""
    at = _skip(_SPACE, source.text, value_end)
    if source.text[at : at + 1] != _CLOSING[head[2]]:
        raise Unreadable(_UNCLOSED)
    return at + 1


_UNCLOSED = "lacks a closing brace or quote; write it"
_NO_KEY = "has no citation key that can be read; write one, and a comma behind it"
_NO_COMMA = "lacks a comma, or has something that is no field, at {}; put that right"
_SPILLS = "has fields behind its end; take out a brace before them"


def _item(source: _Source, head: re.Match[str]) -> Item:
    text = source.text
    key = _KEY.match(text, head.end())
    if key is None or not key[1]:
        raise Unreadable(_NO_KEY)
    fields: list[Field] = []
    at = key.end()
    while (comma := _COMMA.match(text, at)) and (name := _NAME.match(text, comma.end())):
        at = _value_end(source, name.end())
        fields.append(Field(name[1], name.start(), name.end(1), name.end(), at))
    close = comma.end() if comma else _skip(_SPACE, text, at)
    if text[close : close + 1] != _CLOSING[head[2]]:
        ends = text[close : close + 1] in {"", "@"}
        raise Unreadable(_UNCLOSED if ends else _NO_COMMA.format(_here(text, close)))
    if _SPILT.match(text, close + 1):
        raise Unreadable(_SPILLS)
    return Item(
        head.start(), close + 1, head[1], head.start(1), key[1], key.end(1), tuple(fields), close
    )


def _here(text: str, at: int) -> str:
    return repr(text[at : at + 20].splitlines()[0])


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _value_end(source: _Source, at: int) -> int:
    """Find where a value ends, with all parts that `#` joins."""
    at = _skip(_SPACE, source.text, at)
    while True:
        at = _piece_end(source, at)
        joint = _JOINT.match(source.text, at)
        if joint is None:
            return at
        at = joint.end()


def _piece_end(source: _Source, at: int) -> int:
    text = source.text
    mark = text[at : at + 1]
    if mark == "{":
        return source.closed(at, source.bound(at))
    if mark == '"':
        return _unquoted(text, at, source.bound(at))
    bare = _BARE.match(text, at)
    if bare is None:
        message = "has a field without a value; write one, or take the field out"
        raise Unreadable(message)
    return bare.end()


def _unquoted(text: str, at: int, bound: int) -> int:
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(text, at + 1, bound):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth < 0:
            break
        if depth == 0 and mark[0] == '"':
            return mark.end()
    raise Unreadable(_UNCLOSED)
