"""The formats there are; a new one is one file and one row.

Those of plugins are tried last: what ours know is read by ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import cast

import msgspec

from enrich.errors import SeedError
from enrich.plugins import Group, Plugin, plugged
from enrich.seeds.model import Found

__all__ = ["SUFFIXES", "Format", "find_format", "suffixes"]

_SUFFIX = re.compile(r"\.[a-z0-9_-]+")


class Format(msgspec.Struct, frozen=True):
    """A format: what its files are called, and the module that knows and reads its texts.

    Of a module `org` these are the functions `looks_like_org` and `read_org`.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    # What looks like this format has one of these: a text without any needs no reader to tell.
    signs: tuple[str, ...]
    # Where the module is.
    package: str = "enrich.seeds"
    # Whose it is, if not ours; that is noted when it is found.
    owner: Plugin | None = None

    def is_like(self, text: str) -> bool:
        """Whether a text looks like this format."""
        if not any(sign in text for sign in self.signs):
            return False
        is_like = cast("Callable[[str], bool]", self._function("looks_like"))
        return bool(self.owner.guarded(is_like)(text)) if self.owner else is_like(text)

    def read(self, text: str, file: str) -> Iterator[Found]:
        """Read what a text holds."""
        read = cast("Callable[[str, str], Iterator[Found]]", self._function("read"))
        if self.owner is None:
            return read(text, file)
        with self.owner.at_work(SeedError):
            return iter(tuple(read(text, file)))

    def _function(self, verb: str) -> object:
        """Give a function of the module, which is imported only now."""
        return getattr(import_module(f"{self.package}.{self.module}"), f"{verb}_{self.module}")


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
# Those of our own formats.
SUFFIXES = tuple(suffix for one in _FORMATS for suffix in one.suffixes)


def suffixes() -> tuple[str, ...]:
    """Give what the files of every format may be called, those of plugins' included."""
    return tuple(suffix for one in _every() for suffix in one.suffixes)


def find_format(text: str, name: str) -> Format:
    """Find the format of a text: by its name, unless it looks like something else."""
    suffix = PurePath(name).suffix.lower()
    named = next((one for one in _every() if suffix in one.suffixes), None)
    if named is None:
        return _likeliest(text) or _TEXT
    is_surely = named is not _TEXT and named.is_like(text)
    if is_surely or not text.strip():
        return named
    # What looks like nothing in particular is what it says it is.
    return _likeliest(text) or named


def _likeliest(text: str) -> Format | None:
    return next((one for one in _every() if one.is_like(text)), None)


@cache
def _every() -> tuple[Format, ...]:
    every = list(_FORMATS)
    for plugin, row in plugged(Group.SEED_READERS, [one.name for one in _FORMATS], Format):
        _check(plugin, row, every)
        every.append(msgspec.structs.replace(row, owner=plugin))
    return tuple(every)


def _check(plugin: Plugin, row: Format, others: Iterable[Format]) -> None:
    """Refuse a row that is not whole, and a reader of files that another one reads."""
    try:
        msgspec.convert(msgspec.to_builtins(row), Format)
    except msgspec.ValidationError as error:
        plugin.refuse(f"{plugin.value} is not whole ({error})", error)
    if wrong := next((one for one in row.suffixes if not _SUFFIX.fullmatch(one)), None):
        plugin.refuse(f"{wrong!r} is no suffix; write it in small letters, as in .org")
    for one in others:
        if taken := next((suffix for suffix in row.suffixes if suffix in one.suffixes), None):
            plugin.refuse(f"{one.name} files are named *{taken}, too")
    for verb in ("looks_like", "read"):
        plugin.load(f"{row.package}.{row.module}:{verb}_{row.module}")
