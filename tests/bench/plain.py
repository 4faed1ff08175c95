"""The plain loop: read the same answers, decode them, write the same files, and nothing else.

Nothing that reads these answers and writes these files can do with less. It is a program of its
own: `python -m tests.bench.plain requests-cache` or `sqlite`, in the folder of a project.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from enrich.sources.arxiv.entry import _Entry
from enrich.sources.crossref.shape import Work
from enrich.sources.found import _Found

__all__ = ["OUTPUTS"]

OUTPUTS = ("enrich.lock", "library.bib", "library.json")
_CACHE = Path("cache/answers.sqlite")
_FOUND = 200


class _Row(msgspec.Struct):
    created_at: str
    status_code: int
    content: bytes | None = msgspec.field(name="_content", default=None)


def _by_requests_cache() -> Iterator[tuple[str, bytes]]:
    """Read answers as the library that stored them does."""
    from requests_cache import CachedSession  # noqa: PLC0415 - the other loop has to do without

    with CachedSession(_CACHE, serializer="json", wal=True) as session:
        for key in _keys():
            response = session.cache.get_response(key)
            if response is not None and response.status_code == _FOUND:
                yield key, response.content


def _by_sqlite() -> Iterator[tuple[str, bytes]]:
    """Read answers as rows."""
    decoder = msgspec.json.Decoder(_Row)
    with closing(sqlite3.connect(_CACHE)) as database:
        for key in _keys():
            query = "SELECT value FROM responses WHERE key = ?"
            (value,) = database.execute(query, (key,)).fetchone()
            row = decoder.decode(value)
            if row.status_code == _FOUND and row.content is not None:
                yield key, row.content


_WAYS: Mapping[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "requests-cache": _by_requests_cache,
    "sqlite": _by_sqlite,
}


def _keys() -> list[str]:
    with closing(sqlite3.connect(_CACHE)) as database:
        return [key for (key,) in database.execute("SELECT key FROM responses ORDER BY key")]


def _main(way: str) -> None:
    entries, works = msgspec.json.Decoder(_Entry), msgspec.json.Decoder(Work, strict=False)
    found = msgspec.json.Decoder(_Found)
    for key, body in _WAYS[way]():
        if key.startswith("arxiv:"):
            entries.decode(body)
        elif key.startswith("crossref:sequel:"):
            found.decode(body)
        else:
            works.decode(body)
    for name in OUTPUTS:
        with Path(f"plain.{name}").open("wb") as file:
            file.write(Path("data", name).read_bytes())
            file.flush()
            os.fsync(file.fileno())


if __name__ == "__main__":
    _main(sys.argv[1])
