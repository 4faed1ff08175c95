"""What commands that do one thing came to, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from enrich.cli._findings import plain_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from enrich.catalogue.cards import Link

__all__ = ["Beginning", "List", "Made", "cache_as_json", "page_as_json"]


class _Page(msgspec.Struct):
    """A page of a work, what is there (DOI, arXiv, PDF), and whether a browser was given it."""

    key: str
    name: str
    url: str
    opened: bool


class _Held(msgspec.Struct):
    """How many answers of a source there are of each sort."""

    source: str
    # What the source said and stands by.
    answers: int = 0
    # What it does not know.
    absent: int = 0
    # What it knew once.
    lost: int = 0
    # What came with the project, and is to be asked for anew.
    snapshot: int = 0


class _Cache(msgspec.Struct):
    """A cache, its size, and how many answers it holds, by source."""

    path: str
    bytes: int
    answers: int
    sources: list[_Held]


class Made(msgspec.Struct):
    """A file of a new project, and whether it was made, there already, or changed."""

    file: str
    outcome: str


class List(msgspec.Struct):
    """A list with which a project begins, and how many papers it names."""

    list: str
    papers: int


class Beginning(msgspec.Struct, kw_only=True):
    """A project that was begun."""

    folder: str
    files: tuple[Made, ...]
    lists: tuple[List, ...]
    # What is to be written by hand into an enrich.toml that was there.
    settings: tuple[str, ...]
    # The commands to go on with.
    next: tuple[str, ...]


def page_as_json(key: str, link: Link, *, is_opened: bool) -> bytes:
    """Give the address of a work."""
    return plain_json(_Page(key, link.name, link.url, is_opened))


def cache_as_json(path: Path, size: int, counts: Mapping[tuple[str, str], int]) -> bytes:
    """Give what a cache holds, counted by source and sort."""
    sources = sorted({source for source, _ in counts})
    held = [
        _Held(source, **{sort: count for (one, sort), count in counts.items() if one == source})
        for source in sources
    ]
    return plain_json(_Cache(str(path), size, sum(counts.values()), held))
