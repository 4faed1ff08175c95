"""The formats there are; a new one is one file and one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeAlias, cast

import msgspec

from enrich.errors import ConfigError
from enrich.library import Entry
from enrich.plugins import Group, Plugin, plugged
from enrich.seeds import Kept
from enrich.writers.contents import Contents
from enrich.writers.shelf import Shelf, print_of

__all__ = ["FORMATS", "Format", "Listing", "Sheet", "every_format", "find_format"]

# As ours are: what the lock file, the cache and journals are called is none of these.
_FILE = re.compile(r"library\.[a-z0-9.]+")


class _Frame(msgspec.Struct, frozen=True):
    """What stands before, between and behind the entries of a file."""

    # None where it is all that is written of a library without entries.
    head: str | None = ""
    between: str = "\n"
    tail: str = ""


_LIST = _Frame("[\n", ",\n", "\n]\n")
_ROWS = _Frame(None, "")


class Listing(msgspec.Struct, frozen=True):
    """A format of one entry after the other, its file, and the function that writes entries."""

    name: str
    file: str
    function: str
    frame: _Frame = _Frame()
    # Whether there is a place in it for comments and macros, and for other keys of a work.
    has_asides: bool = False
    has_aliases: bool = False
    # Whether it can be told from two of its files what became of a work.
    is_compared: bool = False
    # Where the module of the function is.
    package: str = "enrich.writers"
    # Whose it is, if not ours; that is noted when it is found.
    owner: Plugin | None = None

    def write(self, contents: Contents) -> str:
        """Write a library in this format.

        Where there is no place for other keys of a work, it has an entry for each. Behind them
        come the comments and macros that a user's .bib held beside its own.
        """
        entries = self._shown(contents.entries)
        return self._writer()(entries) + "".join(self._asides(contents.scan.kept))

    def pieces(self, contents: Contents, prints: Sequence[bytes], shelf: Shelf) -> Iterator[bytes]:
        """Write the same piece by piece, and take from the shelf what did not change.

        By its print an entry is known there; it is the same for all formats.
        """
        entries = contents.entries
        writer, frame = self._writer(), self.frame
        if not entries:
            yield shelf.add(writer(()).encode())
        head = writer(()) if frame.head is None else frame.head
        shown = self._shown(entries)
        if shown is not entries:
            prints = list(map(print_of, shown))
        for number, (entry, wanted) in enumerate(zip(shown, prints, strict=True)):
            yield shelf.add((frame.between if number else head).encode())
            piece = shelf.get(wanted)
            if piece is None:
                alone = writer((entry,))
                piece = alone.removeprefix(head).removesuffix(frame.tail).encode()
            yield shelf.add(piece, wanted)
        if entries:
            yield shelf.add(frame.tail.encode())
        for aside in self._asides(contents.scan.kept):
            yield shelf.add(aside.encode())

    def _shown(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        return entries if self.has_aliases else _by_every_key(entries)

    def _writer(self) -> Callable[[Sequence[Entry]], str]:
        return cast(
            "Callable[[Sequence[Entry]], str]", _function(self.package, self.function, self.owner)
        )

    def _asides(self, kept: Iterable[Kept]) -> Iterator[str]:
        asides = dict.fromkeys(one.written for one in kept) if self.has_asides else ()
        return (f"\n{aside}\n" for aside in asides)


class Sheet(msgspec.Struct, frozen=True):
    """A format that shows a library as a whole, its file, and the function that writes it."""

    name: str
    file: str
    function: str
    is_compared: bool = False
    # Where the module of the function is.
    package: str = "enrich.writers"
    # Whose it is, if not ours; that is noted when it is found.
    owner: Plugin | None = None

    def write(self, contents: Contents) -> str:
        """Write a library in this format."""
        write = _function(self.package, self.function, self.owner)
        return cast("Callable[[Contents], str]", write)(contents)

    def pieces(self, contents: Contents, _: Sequence[bytes], shelf: Shelf) -> Iterator[bytes]:
        """Write the same; there is nothing in it that could be taken from the shelf."""
        yield shelf.add(self.write(contents).encode())


Format: TypeAlias = Listing | Sheet


def _function(package: str, name: str, owner: Plugin | None) -> Callable[..., Any]:
    """Give a function of a package, its module being imported only now."""
    module, _, function = name.rpartition(".")
    found = cast("Callable[..., Any]", getattr(import_module(f"{package}.{module}"), function))
    return partial(_written_by, owner, found) if owner else found


def _written_by(plugin: Plugin, function: Callable[[object], object], wanted: object) -> str:
    """Let a plugin write, and see that it wrote a text."""
    with plugin.at_work():
        written = function(wanted)
    if not isinstance(written, str):
        plugin.refuse(f"it wrote no text, but a {type(written).__qualname__}")
    return written


def _by_every_key(entries: Sequence[Entry]) -> Sequence[Entry]:
    if not any(entry.aliases for entry in entries):
        return entries
    every = [
        msgspec.structs.replace(entry, key=key, aliases=())
        for entry in entries
        for key in (entry.key, *entry.aliases)
    ]
    return sorted(every, key=lambda entry: (entry.key.casefold(), entry.key))


FORMATS: tuple[Format, ...] = (
    Listing("bibtex", "library.bib", "bibtex.write_bibtex", has_asides=True, is_compared=True),
    Listing("bibtex-ascii", "library.ascii.bib", "bibtex.write_ascii_bibtex", is_compared=True),
    Listing(
        "biblatex",
        "library.biblatex.bib",
        "biblatex.write_biblatex",
        has_asides=True,
        has_aliases=True,
        is_compared=True,
    ),
    Listing(
        "biblatex-ascii",
        "library.biblatex.ascii.bib",
        "biblatex.write_ascii_biblatex",
        has_aliases=True,
        is_compared=True,
    ),
    Listing("csl", "library.json", "csl.write_csl", _LIST, is_compared=True),
    Listing(
        "json",
        "library.records.json",
        "records.write_records",
        _LIST,
        has_aliases=True,
        is_compared=True,
    ),
    Listing("hayagriva", "library.yml", "hayagriva.write_hayagriva"),
    Listing("ris", "library.ris", "ris.write_ris", _Frame(between="\r\n")),
    Listing("csv", "library.csv", "spreadsheet.write_csv", _ROWS, has_aliases=True),
    Sheet("html", "library.html", "html.write_page"),
)


def find_format(name: str) -> Format:
    """Give the format of this name."""
    for one in every_format():
        if one.name == name:
            return one
    message = f"{name!r} is no format; there are {', '.join(one.name for one in every_format())}"
    raise ConfigError(message)


@cache
def every_format() -> tuple[Format, ...]:
    """Give our own formats and those of plugins."""
    every = list(FORMATS)
    own = [one.name for one in FORMATS]
    others: tuple[tuple[Plugin, Format], ...] = plugged(Group.WRITERS, own, Listing, Sheet)
    for plugin, row in others:
        _check(plugin, row, every)
        every.append(msgspec.structs.replace(row, owner=plugin))
    return tuple(every)


def _check(plugin: Plugin, row: Format, others: Iterable[Format]) -> None:
    """Refuse a row that is not whole, and a file that is no plain one or another's."""
    try:
        msgspec.convert(msgspec.to_builtins(row), type(row))
    except msgspec.ValidationError as error:
        plugin.refuse(f"{plugin.value} is not whole ({error})", error)
    if not _FILE.fullmatch(row.file):
        plugin.refuse(f"{row.file!r} is no name of a file; write one such as library.txt")
    if taken := next((one for one in others if one.file == row.file), None):
        plugin.refuse(f"{taken.name} is written to {row.file}, too")
    module, _, function = row.function.rpartition(".")
    plugin.load(f"{row.package}.{module}:{function}")
