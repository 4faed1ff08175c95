"""A paper put into a .bib: one more entry, in the file's own dialect and letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from enrich.bibfile.cutting import Block, Broken, Item, cut
from enrich.bibfile.dialects import Dialect, dialect_of
from enrich.errors import SeedError
from enrich.library import Entry
from enrich.seedfiles.model import Addition, Draft
from enrich.seedfiles.texts import Written
from enrich.writers.biblatex import write_ascii_biblatex, write_biblatex
from enrich.writers.bibtex import write_ascii_bibtex, write_bibtex

__all__ = ["entries_in_bibtex"]


def entries_in_bibtex(written: Written, additions: Sequence[Addition], name: str) -> Draft:
    """Draft the file with an entry more for each."""
    if any(one.section for one in additions):
        message = f"{name}: only a list in Markdown has sections; leave out --section"
        raise SeedError(message)
    entries = [one.entry for one in additions if one.entry]
    if len(entries) < len(additions):
        message = f"{name}: an entry can't be made of an identifier alone; name a list with --file"
        raise SeedError(message)
    text, end = written.text, written.newline
    blocks = tuple(cut(text))
    begun = text.rstrip("\r\n")
    # A mark at the beginning is no text.
    begun = f"{begun}{end}{end}" if begun.strip("\ufeff") else begun
    is_ascii = text.removeprefix("\ufeff").isascii() or written.encoding not in _TAKING_ALL
    is_biblatex = dialect_of(blocks, text) is Dialect.BIBLATEX
    writers = dict.fromkeys((_WRITERS[is_biblatex, is_ascii], _WRITERS[is_biblatex, True]))
    return Draft(
        [
            [write((one,)).replace("\n", end) for write in writers]
            for one in _with_free_keys(entries, blocks)
        ],
        lambda written_entries: begun + end.join(written_entries),
    )


# The encodings that take any letter.
_TAKING_ALL = frozenset({"utf-8", "utf-16-le", "utf-16-be"})
# By whether it is biblatex, and whether it is to be in ASCII.
_WRITERS = {
    (False, False): write_bibtex,
    (False, True): write_ascii_bibtex,
    (True, False): write_biblatex,
    (True, True): write_ascii_biblatex,
}


def _with_free_keys(entries: Sequence[Entry], blocks: Sequence[Block]) -> Iterator[Entry]:
    """Give each entry its key, or one like it that no other entry of the file has."""
    taken = {(one.key or "").casefold() for one in blocks if isinstance(one, (Item, Broken))}
    for entry in entries:
        key = _free_key(entry, taken)
        taken.add(key.casefold())
        yield msgspec.structs.replace(entry, key=key, aliases=())


def _free_key(entry: Entry, taken: Collection[str]) -> str:
    keys = (entry.key, *(f"{entry.key}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in keys if key.casefold() not in taken)
