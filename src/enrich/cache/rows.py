"""The rows of the store, read.

requests-cache writes a response as JSON. To have it read that back costs ten times what reading
the row takes, and half as much again for importing the library, so a row is decoded here. Only
JSON is: what somebody pickled into a cache is never loaded.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from urllib.parse import quote, unquote

import msgspec

from enrich.answers import Answer, Standing
from enrich.identifiers import Wanted, parse_key

__all__ = ["LOST", "ORIGIN", "key_of", "read_answer", "wanted_by"]

_FOUND, _ABSENT = 200, 404
ORIGIN = "X-Enrich-Origin"
# When a source said that it lost what this answer is of.
LOST = "X-Enrich-Lost"

_Time = Annotated[dt.datetime, msgspec.Meta(tz=True)]


class _Headers(msgspec.Struct):
    origin: str | None = msgspec.field(default=None, name=ORIGIN)
    lost: _Time | None = msgspec.field(default=None, name=LOST)


class _Row(msgspec.Struct):
    """As much of a stored response as an answer is made of."""

    created_at: _Time
    status_code: int
    content: bytes | None = msgspec.field(default=None, name="_content")
    headers: _Headers = msgspec.field(default_factory=_Headers)


_DECODER = msgspec.json.Decoder(_Row)


def key_of(source: str, wanted: Wanted) -> str:
    """Give the key of an answer; the store puts keys into SQL as text, so ours are quoted."""
    return f"{source}:{quote(wanted.key, safe='/:;()<>#')}"


def wanted_by(key: str) -> tuple[str, Wanted] | None:
    """Read back the source and what was asked of it, if the key is one of ours."""
    source, _, quoted = key.partition(":")
    wanted = parse_key(unquote(quoted))
    return None if wanted is None else (source, wanted)


def read_answer(source: str, wanted: Wanted, value: object) -> Answer | None:
    """Read a stored value; what is not one of ours is as good as not there."""
    if not isinstance(value, bytes):
        return None
    try:
        row = _DECODER.decode(value)
    except (msgspec.DecodeError, RecursionError):
        return None
    if row.status_code not in {_FOUND, _ABSENT}:
        return None
    body = (row.content or b"") if row.status_code == _FOUND else None
    if row.headers.origin is not None:
        return Answer(source, wanted, body, None, Standing.SNAPSHOT)
    standing = Standing.LOST if row.headers.lost else Standing.FRESH
    return Answer(source, wanted, body, row.created_at, standing, row.headers.lost)
