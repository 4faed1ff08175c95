"""What is put into a list, what is taken out of one, and what became of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from enrich.identifiers import Identifier
from enrich.library import Entry
from enrich.seeds import Seed

__all__ = ["Addition", "Draft", "Left", "Put", "Taken"]


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that is to stand in a list, and below which heading."""

    identifier: Identifier
    title: str | None = None
    # What is known of it, from which a .bib gets its entry.
    entry: Entry | None = None
    section: str | None = None

    @property
    def names(self) -> frozenset[Identifier]:
        """The identifiers by which it may be written down."""
        known = self.entry.record.identifiers if self.entry else ()
        return frozenset((self.identifier, *known))


class Draft(msgspec.Struct, frozen=True):
    """How each of some papers may be written down, the nicest way first, and the file with them."""

    forms: Sequence[Sequence[str]]
    with_these: Callable[[Sequence[str]], str]


class Put(msgspec.Struct, frozen=True):
    """A file with one paper more, and the line on which that stands."""

    body: bytes
    line: int
    written: str


class Left(msgspec.Struct, frozen=True):
    """A paper that was left where it stands, and why."""

    seed: Seed
    reason: str


class Taken(msgspec.Struct, frozen=True):
    """A file without some papers, the difference, and what was left for its owner to do."""

    body: bytes
    diff: str = ""
    removed: tuple[Seed, ...] = ()
    left: tuple[Left, ...] = ()
