"""The formats there are; a new one is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

import msgspec

from enrich.errors import ConfigError
from enrich.library import Entry

__all__ = ["FORMATS", "Format", "find_format"]


class Format(msgspec.Struct, frozen=True):
    """A format, the file a library is written to in it, and the function that does so."""

    name: str
    file: str
    function: str

    def write(self, entries: Sequence[Entry]) -> str:
        """Write entries in this format, its module being imported only now."""
        module, _, function = self.function.rpartition(".")
        writer = getattr(import_module(f"enrich.writers.{module}"), function)
        return cast("Callable[[Sequence[Entry]], str]", writer)(entries)


FORMATS = (
    Format("bibtex", "library.bib", "bibtex.write_bibtex"),
    Format("bibtex-ascii", "library.ascii.bib", "bibtex.write_ascii_bibtex"),
    Format("biblatex", "library.biblatex.bib", "biblatex.write_biblatex"),
    Format("biblatex-ascii", "library.biblatex.ascii.bib", "biblatex.write_ascii_biblatex"),
    Format("csl", "library.json", "csl.write_csl"),
    Format("json", "library.records.json", "records.write_records"),
)


def find_format(name: str) -> Format:
    """Give the format of this name."""
    for one in FORMATS:
        if one.name == name:
            return one
    message = f"{name!r} is no format; there are {', '.join(one.name for one in FORMATS)}"
    raise ConfigError(message)
