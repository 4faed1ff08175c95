"""The one store of answers: requests-cache on SQLite, one row for each identifier and source.

Two traps of the store are met here. Its bulk write swallows a full disk, so what was written is
checked. Its write lock spins for ever on a database that can't be written, so that is found out
first. It is opened only where something is to be asked or stored: what is read is read as rows.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from enrich.answers import Answer
from enrich.cache.database import explained, open_database, remedy_of, text_of
from enrich.cache.rows import key_of, read_answer, wanted_by
from enrich.errors import CacheError
from enrich.identifiers import Wanted

if TYPE_CHECKING:
    from requests_cache import CachedSession
    from requests_cache.backends.sqlite import SQLiteDict

__all__ = ["AnswerCache"]

_LOT = 500


class AnswerCache:
    """Answers by source and identifier, kept until they are replaced."""

    def __init__(
        self, path: Path, opened: Callable[[CachedSession], None] = lambda _: None
    ) -> None:
        """Open the cache, or make it; `opened` is shown the session when it is first needed."""
        self.path = path
        # A lane may still be at work when a run is broken off; a database that is closed under
        # its hands would take the whole process down.
        self._lock = threading.RLock()
        self._closed = False
        self._session: CachedSession | None = None
        self._show = opened
        with explained(path):
            self._database = open_database(path)

    @property
    def session(self) -> CachedSession:
        """The session through which sources are asked, and answers stored."""
        with self._in_use():
            if self._session is None:
                from enrich.cache.session import open_session  # noqa: PLC0415 - takes long

                self._check_not_stuck()
                self._session = open_session(self.path)
                self._show(self._session)
            return self._session

    def get(self, source: str, identifier: Wanted) -> Answer | None:
        """Give the stored answer, however old."""
        return self.get_all(source, (identifier,)).get(identifier)

    def get_all(self, source: str, wanted: Iterable[Wanted]) -> dict[Wanted, Answer]:
        """Give the stored answers to these, however old."""
        by_key = {key_of(source, one): one for one in wanted}
        return {
            one: answer
            for lot in _lots(tuple(by_key))
            for key, value in self._rows(lot)
            # Where its index is damaged, the database gives rows that nobody asked for.
            if key in by_key and (answer := read_answer(source, one := by_key[key], value))
        }

    def save(self, answers: Iterable[Answer], lifetime: Callable[[Answer], dt.timedelta]) -> None:
        """Store answers together or not at all, each with its lifetime."""
        from enrich.cache.session import response_of  # noqa: PLC0415 - takes long

        kept = tuple(answers)
        if not kept:
            return
        failure: sqlite3.OperationalError | None = None
        cache = self.session.cache
        with self._in_use():
            self._check_not_stuck()
            with self._responses.bulk_commit():
                try:
                    for answer in kept:
                        key = key_of(answer.source, answer.identifier)
                        response = response_of(answer)
                        told_at = answer.told_at or response.created_at
                        expires = _later(told_at, lifetime(answer))
                        cache.save_response(response, key, expires)
                except sqlite3.OperationalError as error:
                    failure = error
                    raise
            if failure or not self._rows((key,)):
                message = f"{self.path}: could not be written ({failure or 'commit failed'}); "
                raise CacheError(message + remedy_of(failure)) from failure

    def answers(self) -> Iterator[Answer]:
        """Give every stored answer, in the order of the keys."""
        with self._in_use():
            found = self._database.execute("SELECT key FROM responses ORDER BY key")
            keys = tuple(text_of(key) for (key,) in found)
        for lot in _lots(keys):
            for key, value in sorted(self._rows(lot)):
                known = wanted_by(key)
                if known and (answer := read_answer(*known, value)):
                    yield answer

    def close(self) -> None:
        """Let go of the database and of every connection."""
        with self._lock:
            self._closed = True
            if self._session is not None:
                self._session.close()  # type: ignore[no-untyped-call]
                self._session.cache.close()  # type: ignore[no-untyped-call]
            self._database.close()

    def __enter__(self) -> Self:
        """Give the open cache."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def _responses(self) -> SQLiteDict:
        return cast("SQLiteDict", self.session.cache.responses)

    def _rows(self, keys: Sequence[str]) -> list[tuple[str, object]]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, value FROM responses WHERE key IN ({marks})"  # noqa: S608 - only marks
        with self._in_use():
            try:
                found = self._database.execute(query, keys).fetchall()
            except sqlite3.DataError:
                # One value that is too large is as good as not there, and keeps none back.
                if len(keys) == 1:
                    return []
                return [row for key in keys for row in self._rows((key,))]
        return [(text_of(key), value) for key, value in found]

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Use the database, one thread at a time and only while it is open."""
        with self._lock, explained(self.path):
            if self._closed:
                message = f"{self.path}: closed"
                raise CacheError(message)
            yield

    def _check_not_stuck(self) -> None:
        """Wait some seconds for others who write; requests-cache would wait for ever."""
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("ROLLBACK")


def _later(moment: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """Give a moment a while after another, but none beyond the calendar."""
    try:
        return moment + span
    except OverflowError:
        return moment


def _lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _LOT] for start in range(0, len(keys), _LOT))
