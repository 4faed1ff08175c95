"""The rows of the store, read.

requests-cache writes a response as JSON. To have it read that back costs ten times what reading
the row takes, and half as much again for importing the library, so a row is decoded here. Only
JSON is: what somebody pickled into a cache is never loaded.

SQLite does not notice a value that is spoilt, and a letter of a title may be all that is. Each row
therefore holds a sum of what it says and of whom; where that is wrong, there is no such row.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from urllib.parse import quote, unquote
from zlib import crc32

import msgspec

from enrich.answers import Answer, Standing
from enrich.decoding import UNREADABLE
from enrich.identifiers import Wanted, parse_key

__all__ = ["LOST", "ORIGIN", "SUM", "can_be_told", "key_of", "read_answer", "sum_of", "wanted_by"]

_FOUND, _ABSENT = 200, 404
ORIGIN = "X-Enrich-Origin"
# When a source said that it lost what this answer is of.
LOST = "X-Enrich-Lost"
SUM = "X-Enrich-Sum"
# No body is this.
_NOTHING = b"nothing"

_Time = Annotated[dt.datetime, msgspec.Meta(tz=True)]


class _Headers(msgspec.Struct):
    origin: str | None = msgspec.field(default=None, name=ORIGIN)
    lost: _Time | None = msgspec.field(default=None, name=LOST)
    sum: str | None = msgspec.field(default=None, name=SUM)


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
    except UNREADABLE:
        return None
    is_known = row.status_code == _FOUND
    if not (is_known or row.status_code == _ABSENT) or not can_be_told(row.created_at):
        return None
    body = (row.content or b"") if is_known else None
    if row.headers.origin is not None:
        answer = Answer(source, wanted, body, None, Standing.SNAPSHOT)
    else:
        lost = row.headers.lost
        if lost and not can_be_told(lost):
            return None
        standing = Standing.LOST if lost else Standing.FRESH
        answer = Answer(source, wanted, body, row.created_at, standing, lost)
    # Rows of before there were sums have none.
    return answer if row.headers.sum in {None, sum_of(answer)} else None


def sum_of(answer: Answer) -> str:
    """Give the sum of all that an answer says, by which a row that was spoilt is found out."""
    said = f"{answer.source} {answer.identifier.key} {answer.fetched_at} {answer.lost_at}"
    return f"{crc32(_NOTHING if answer.body is None else answer.body, crc32(said.encode())):08x}"


def can_be_told(time: dt.datetime) -> bool:
    """Whether it is a time in every zone, which those at both ends of the calendar are not."""
    return dt.MINYEAR < time.year < dt.MAXYEAR
