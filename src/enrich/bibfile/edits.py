"""What one edit is, what it changes, and what a file is to the entries in it."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

import msgspec

from enrich.bibfile.cutting import Item
from enrich.bibfile.dialects import Dialect
from enrich.bibfile.enclosing import Manners
from enrich.bibfile.layout import Layout, common_layout
from enrich.text import Charset

__all__ = ["Change", "Edit", "File", "Reason"]


class Reason(StrEnum):
    """Why something was changed."""

    ADDED = "added"
    CORRECTED = "corrected"
    PUBLISHED = "published"


class Change(msgspec.Struct, frozen=True):
    """One change: at which line of the file as it was, and what stands there before and after.

    The type of an entry is a field by the name of `entrytype`.
    """

    key: str
    line: int
    field: str
    before: str | None
    after: str | None
    why: Reason


class Edit(msgspec.Struct, frozen=True):
    """A stretch of the text, what is written in its place, and the change that makes."""

    start: int
    end: int
    written: str
    change: Change
    place: int


class File(msgspec.Struct, frozen=True, dict=True):
    """A file as far as it concerns each of its entries."""

    text: str
    items: list[Item]
    macros: dict[str, str]
    dialect: Dialect
    charset: Charset
    protected: frozenset[str]
    adds_abstracts: bool

    @cached_property
    def manners(self) -> Manners:
        """How its fields are spelled and enclosed."""
        return Manners.of(self.items, self.text)

    @cached_property
    def layout(self) -> Layout:
        """How most of its entries are laid out."""
        return common_layout(self.items, self.text)

    @cached_property
    def newline(self) -> str:
        """What its lines end in."""
        return "\r\n" if "\r\n" in self.text else "\n"
