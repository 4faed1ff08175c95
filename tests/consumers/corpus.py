"""The recorded works, as the entries of one library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bibtexparser.entrypoint import parse_string

from enrich.library import Entry
from enrich.record import Record
from enrich.writers import find_format
from tests.corpus.recorded import run_all
from tests.records import contents_of

__all__ = ["Corpus", "fields_written", "read_corpus"]


class Corpus:
    """Entries, by their keys."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Hold these."""
        self.entries = tuple(entries)
        self._entries = {entry.key: entry for entry in entries}

    def __contains__(self, key: object) -> bool:
        """Whether an entry has this key."""
        return key in self._entries

    def record(self, key: str) -> Record:
        """Give the record under a key."""
        return self._entries[key].record

    def identifier(self, key: str | None) -> str:
        """Name an entry by its DOI or arXiv id, by its key where it has neither."""
        if key is None:
            return "?"
        identifiers = self.record(key).identifiers
        return identifiers[0].value if identifiers else key

    def lots(self, count: int) -> Iterator[tuple[Entry, ...]]:
        """Deal the entries out, so that neighbours, who are often alike, are in different lots."""
        return (self.entries[start::count] for start in range(count))


def fields_written(entries: Sequence[Entry], form: str) -> dict[str, frozenset[str]]:
    """Give the names of the fields that each entry has in a format, read back from its text."""
    library = parse_string(find_format(form).write(contents_of(entries)))
    return {entry.key: frozenset(entry.fields_dict) for entry in library.entries}


def read_corpus(shared: Path) -> Corpus:
    """Read and name every recorded work and paper as a refresh would that wanted them all."""
    recorded = run_all(shared)
    if recorded.crashes:
        message = f"not every recorded answer could be read: {recorded.crashes[0]}"
        raise ValueError(message)
    return Corpus(recorded.library.entries)
