"""All that the files of a library are written from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enrich.config import Ignore
from enrich.dates import PartialDate
from enrich.library import Entry, Library
from enrich.seeds import Scan

__all__ = ["Contents"]


class Contents(msgspec.Struct, frozen=True):
    """A library, what was read of its lists, and the day on which it is looked at, if any is."""

    library: Library
    scan: Scan = Scan()
    today: PartialDate | None = None
    # What it is called.
    title: str = "Library"
    # What its owner wants left alone of what is found wrong.
    ignores: tuple[Ignore, ...] = ()

    @property
    def entries(self) -> Sequence[Entry]:
        """The entries, in the order of their keys."""
        return self.library.entries
