"""A seed: one thing somebody asked for, and where they wrote it."""

from __future__ import annotations

import msgspec

from enrich.identifiers import ArxivId, Doi

__all__ = ["Origin", "Seed"]


class Origin(msgspec.Struct, frozen=True):
    """Where something was written."""

    file: str
    line: int

    def __str__(self) -> str:
        """Print as editors and compilers do."""
        return f"{self.file}:{self.line}"


class Seed(msgspec.Struct, frozen=True, omit_defaults=True):
    """An identifier somebody wants resolved; none where what they wrote is not one."""

    wanted: ArxivId | Doi | None
    written: str
    origin: Origin
    key: str | None = None
    title: str | None = None
    tags: tuple[str, ...] = ()
