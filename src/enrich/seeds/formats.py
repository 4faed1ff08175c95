"""The formats there are; a new one is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import cast

import msgspec

from enrich.seeds.model import Found

__all__ = ["SUFFIXES", "Format", "find_format"]


class Format(msgspec.Struct, frozen=True):
    """A format: what its files are called, and the module that knows and reads its texts."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    # What looks like this format has one of these: a text without any needs no reader to tell.
    signs: tuple[str, ...]

    def is_like(self, text: str) -> bool:
        """Whether a text looks like this format."""
        if not any(sign in text for sign in self.signs):
            return False
        return cast("Callable[[str], bool]", self._function("looks_like"))(text)

    def read(self, text: str, file: str) -> Iterator[Found]:
        """Read what a text holds."""
        return cast("Callable[[str, str], Iterator[Found]]", self._function("read"))(text, file)

    def _function(self, verb: str) -> object:
        """Give a function of the module, which is imported only now."""
        return getattr(import_module(f"enrich.seeds.{self.module}"), f"{verb}_{self.module}")


_TEXT = Format("text", (".txt", ".text"), "text", ("#", ":", "[", "`", "\\"))
# In the order in which a text is tried: what has the surest marks comes first.
_FORMATS = (
    Format("BibTeX", (".bib", ".bibtex"), "bibtex", ("@",)),
    Format("CSL-JSON", (".json", ".csljson"), "csl", ("{", "[")),
    Format("RIS", (".ris", ".nbib", ".enw"), "ris", ("TY", "PMID", "%0")),
    Format("HTML", (".html", ".htm"), "html", ("<",)),
    _TEXT,
    Format("Markdown", (".md", ".markdown"), "markdown", ("](", "][", "<", "#", "--", "==")),
    Format("table", (".csv", ".tsv"), "table", (",", ";", "\t", "|")),
)
SUFFIXES = tuple(suffix for one in _FORMATS for suffix in one.suffixes)


def find_format(text: str, name: str) -> Format:
    """Find the format of a text: by its name, unless it looks like something else."""
    suffix = PurePath(name).suffix.lower()
    named = next((one for one in _FORMATS if suffix in one.suffixes), None)
    if named is None:
        return _likeliest(text) or _TEXT
    is_surely = named is not _TEXT and named.is_like(text)
    if is_surely or not text.strip():
        return named
    # What looks like nothing in particular is what it says it is.
    return _likeliest(text) or named


def _likeliest(text: str) -> Format | None:
    return next((one for one in _FORMATS if one.is_like(text)), None)
