"""The one store of answers: requests-cache on SQLite, one row for each identifier and source.

Three traps of the store are met here. Its keys go into SQL as text, so ours are quoted. Its
bulk write swallows a full disk, so what was written is checked. Its write lock spins for ever
on a database that can't be written, so that is found out first.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, cast
from urllib.parse import quote, unquote

import msgspec
from requests.structures import CaseInsensitiveDict
from requests_cache import CachedSession
from requests_cache.backends.sqlite import SQLiteDict
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

from enrich.answers import Answer, Standing
from enrich.errors import CacheError
from enrich.identifiers import Wanted, parse_key

__all__ = ["AnswerCache", "delete_cache"]

_FOUND, _ABSENT = 200, 404
_ORIGIN = "X-Enrich-Origin"
# When a source said that it lost what this answer is of.
_LOST = "X-Enrich-Lost"
# The store wants a time on every answer; the snapshot's have none.
_NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SQLITE_FILES = ("", "-wal", "-shm", "-journal")


class AnswerCache:
    """Answers by source and identifier, kept until they are replaced."""

    def __init__(self, path: Path) -> None:
        """Open the cache, or make it."""
        self.path = path
        with _explained(path):
            _check_writable(path)
            self.session = CachedSession(
                path,
                serializer="json",
                wal=True,
                key_fn=_no_key,
                allowable_codes=(_FOUND, _ABSENT),
            )
        # Answers are stored one by one; a request as such is neither kept nor answered from here.
        self.session.headers["Cache-Control"] = "no-store"
        self._responses = cast("SQLiteDict", self.session.cache.responses)
        # A lane may still be at work when a run is broken off; a database that is closed under
        # its hands would take the whole process down.
        self._lock = threading.Lock()
        self._closed = False

    def get(self, source: str, identifier: Wanted) -> Answer | None:
        """Give the stored answer, however old."""
        with self._in_use():
            return self._row(_key(source, identifier))

    def save(self, answers: Iterable[Answer], lifetime: Callable[[Answer], dt.timedelta]) -> None:
        """Store answers together or not at all, each with its lifetime."""
        kept = tuple(answers)
        if not kept:
            return
        failure: sqlite3.OperationalError | None = None
        with self._in_use():
            self._check_not_stuck()
            with self._responses.bulk_commit():
                try:
                    for answer in kept:
                        key = _key(answer.source, answer.identifier)
                        response = _response(answer)
                        told_at = answer.told_at or response.created_at
                        expires = told_at + lifetime(answer)
                        self.session.cache.save_response(response, key, expires)
                except sqlite3.OperationalError as error:
                    failure = error
                    raise
            if failure or self._row(key) is None:
                message = f"{self.path}: could not be written ({failure or 'commit failed'})"
                raise CacheError(message + "; make room on the disk") from failure

    def answers(self) -> Iterator[Answer]:
        """Give every stored answer, in the order of the keys."""
        with self._in_use():
            keys = sorted(self._responses)
        for key in keys:
            with self._in_use():
                answer = self._row(key)
            if answer:
                yield answer

    def close(self) -> None:
        """Let go of the database and of every connection."""
        with self._lock:
            self._closed = True
            self.session.close()  # type: ignore[no-untyped-call]
            self.session.cache.close()  # type: ignore[no-untyped-call]

    def __enter__(self) -> Self:
        """Give the open cache."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _row(self, key: str) -> Answer | None:
        try:
            return _answer(self.session.cache.get_response(key))
        except sqlite3.OperationalError as error:
            # One damaged value is as good as not there, and is replaced by the next answer.
            if "decode" in str(error):
                return None
            raise

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Use the database, one thread at a time and only while it is open."""
        with self._lock, _explained(self.path):
            if self._closed:
                message = f"{self.path}: closed"
                raise CacheError(message)
            yield

    def _check_not_stuck(self) -> None:
        with self._responses.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")


def delete_cache(path: Path) -> bool:
    """Delete a cache, readable or not, and say whether there was one."""
    if path.is_dir():
        message = f"{path}: a folder, so it is no cache; name another place in enrich.toml"
        raise CacheError(message)
    try:
        there = [file for end in _SQLITE_FILES if (file := Path(f"{path}{end}")).is_file()]
        for file in there:
            file.unlink()
    except OSError as error:
        message = f"{path}: can't be deleted ({error.strerror}); check its permissions"
        raise CacheError(message) from error
    return bool(there)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"{path}: can't be used ({error}); check the folder, its permissions and the disk"
        raise CacheError(message) from error
    except sqlite3.DatabaseError as error:
        message = f"{path}: damaged ({error}); `enrich cache clear` removes it, then run again"
        raise CacheError(message) from error
    except OSError as error:
        message = f"{path}: can't be used ({error.strerror}); check the folder and its permissions"
        raise CacheError(message) from error


def _check_writable(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version=1")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _no_key(**_: object) -> str:
    """Give every request the same key, under which nothing is ever stored."""
    return "request"


def _key(source: str, identifier: Wanted) -> str:
    return f"{source}:{quote(identifier.key, safe='/:;()<>#')}"


def _answer(response: object) -> Answer | None:
    """Read a stored row; what is not one of ours is as good as not there."""
    if not isinstance(response, CachedResponse) or response.cache_key is None:
        return None
    if response.status_code not in {_FOUND, _ABSENT}:
        return None
    source, _, quoted = response.cache_key.partition(":")
    identifier = parse_key(unquote(quoted))
    if identifier is None:
        return None
    answer = Answer(
        source,
        identifier,
        body=response.content if response.status_code == _FOUND else None,
        fetched_at=response.created_at,
        standing=Standing.FRESH,
    )
    if _ORIGIN in response.headers:
        return msgspec.structs.replace(answer, fetched_at=None, standing=Standing.SNAPSHOT)
    if _LOST in response.headers:
        lost_at = _time(response.headers[_LOST])
        lost = msgspec.structs.replace(answer, standing=Standing.LOST, lost_at=lost_at)
        return lost if lost_at else None
    return answer


def _time(text: str) -> dt.datetime | None:
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else None


def _response(answer: Answer) -> CachedResponse:
    fetched_at = answer.fetched_at or _NO_TIME
    url = answer.identifier.url
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    if answer.fetched_at is None:
        headers[_ORIGIN] = "snapshot"
    if answer.lost_at:
        headers[_LOST] = answer.lost_at.isoformat()
    response = CachedResponse(
        created_at=fetched_at,
        headers=headers,
        request=CachedRequest(method="GET", url=url),
        status_code=_ABSENT if answer.body is None else _FOUND,
        url=url,
    )
    response._content = answer.body or b""  # noqa: SLF001 - where the store looks for it
    return response
