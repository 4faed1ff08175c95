"""What enrich.toml may hold, and what a run is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import msgspec

from enrich.policy import Policy

__all__ = ["Config", "Ignore", "Settings", "SourceConfig", "WrittenIgnore"]


class SourceConfig(msgspec.Struct, frozen=True):
    """What the user says of one source: another address, or another lifetime in days."""

    url: str | None = None
    lifetime: float | None = None


class WrittenIgnore(msgspec.Struct, frozen=True):
    """What a table of enrich.toml says that is to be ignored."""

    check: str
    # A citation key, an identifier, a file, or a line of one.
    of: str
    reason: str
    # The last day on which it counts.
    until: dt.date | None = None


class Ignore(WrittenIgnore, frozen=True, kw_only=True):
    """What `enrich check` is to leave alone: what one check finds of one paper or place."""

    # Where that is said.
    file: str
    line: int


class Settings(msgspec.Struct, frozen=True):
    """What enrich.toml may hold; the tables of the sources are read one by one."""

    mailto: str | None = None
    seeds: tuple[str, ...] = ("data/seeds",)
    output: str = "data"
    formats: tuple[str, ...] = ("bibtex", "csl")
    cache: str | None = None
    snapshot: str = "data/snapshot.jsonl"
    decisions: str | None = None
    overrides: str | None = None
    key: str = "{family}{year}{word}"
    version: Policy = Policy.PUBLISHED
    look_for_published: bool = True
    own_fields: tuple[str, ...] = ()
    title: str = "Library"
    absence_lifetime: float = 1.0
    timeout: float = 45.0
    sources: dict[str, dict[str, object]] = {}
    ignore: tuple[dict[str, object], ...] = ()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a run needs to know besides its seeds."""

    # Files and folders as paths; addresses of pages, and - for standard input, as they stand.
    seeds: tuple[Path | str, ...]
    # Whether they were named for this run alone, so that a pipe among them is meant.
    are_seeds_named: bool = False
    output: Path
    formats: tuple[str, ...]
    cache: Path
    snapshot: Path | None
    # What a person decided about doubtful matches.
    decisions: Path
    # What a person says of works, before any source; only a project has such a file.
    overrides: Path | None = None
    key_pattern: str
    absence_lifetime: timedelta
    sources: Mapping[str, SourceConfig]
    # Which version of a work is shown, and whether preprints are followed that nobody relates.
    policy: Policy = Policy.PUBLISHED
    looks_for_published: bool = True
    # The fields of a user's own .bib that nobody else touches.
    own_fields: tuple[str, ...] = ()
    # What the library is called on its page.
    title: str = "Library"
    mailto: str | None = None
    # The seconds in which a source has to begin its answer, and to go on with it.
    timeout: float = 45.0
    offline: bool = False
    max_age: timedelta | None = None
    # What `enrich check` is to leave alone.
    ignore: tuple[Ignore, ...] = ()
