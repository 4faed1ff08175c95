"""The session of the store: what is asked goes out through it, and what is told is stored by it.

Opened only where there is something to ask or to store, since it takes long to import.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from requests.structures import CaseInsensitiveDict
from requests_cache import DO_NOT_CACHE, CachedSession
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

from enrich.answers import Answer
from enrich.cache.rows import LOST, ORIGIN, SUM, sum_of

__all__ = ["open_session", "response_of"]

_FOUND, _ABSENT = 200, 404
# The store wants a time on every answer; the snapshot's have none.
_NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def open_session(path: Path) -> CachedSession:
    """Open the store on a database."""
    session = CachedSession(
        path,
        serializer="json",
        wal=True,
        key_fn=_no_key,
        allowable_codes=(_FOUND, _ABSENT),
        # Answers are stored one by one; a request as such is neither kept nor answered from here.
        expire_after=DO_NOT_CACHE,
    )
    session.headers["Cache-Control"] = "no-store"
    return session


def response_of(answer: Answer) -> CachedResponse:
    """Write an answer as the response that is stored."""
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    if answer.fetched_at is None:
        headers[ORIGIN] = "snapshot"
    if answer.lost_at:
        headers[LOST] = answer.lost_at.isoformat()
    headers[SUM] = sum_of(answer)
    url = answer.identifier.url
    response = CachedResponse(
        created_at=answer.fetched_at or _NO_TIME,
        headers=headers,
        request=CachedRequest(method="GET", url=url),
        status_code=_ABSENT if answer.body is None else _FOUND,
        url=url,
    )
    response._content = answer.body or b""  # noqa: SLF001 - where the store looks for it
    return response


def _no_key(**_: object) -> str:
    """Give every request the same key, under which nothing is ever stored."""
    return "request"
