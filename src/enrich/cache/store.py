"""The one store of answers: requests-cache on SQLite, one row for each identifier and source.

Two traps of the store are met here. Its bulk write swallows a full disk, so what was written is
checked. Its write lock spins for ever on a database that can't be written, so that is found out
first. It is opened only where something is to be asked or stored: what is read is read as rows.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from enrich.answers import Answer
from enrich.cache.rows import key_of, read_answer, wanted_by
from enrich.errors import CacheError
from enrich.files import NoFile, plain_if_there
from enrich.identifiers import Wanted

if TYPE_CHECKING:
    from requests_cache import CachedSession
    from requests_cache.backends.sqlite import SQLiteDict

__all__ = ["AnswerCache", "delete_cache"]

_VERSION = 1
# As requests-cache makes it, which finds it there.
_TABLE = """
    CREATE TABLE IF NOT EXISTS responses (key TEXT PRIMARY KEY, value BLOB, expires INTEGER)
"""
# All that requests-cache and we make, without spaces; a view, a trigger or a column of others
# could do what it likes. To an index that it makes by itself SQLite has no statement.
_COLUMNS = "(keytextprimarykey,valueblob,expiresinteger)"
_OURS = frozenset(
    {
        ("table", "responses", f"createtableresponses{_COLUMNS}"),
        ("table", "redirects", f"createtableredirects{_COLUMNS}"),
        ("index", "expires_idx", "createindexexpires_idxonresponses(expires)"),
        ("index", "sqlite_autoindex_responses_1", ""),
        ("index", "sqlite_autoindex_redirects_1", ""),
    }
)
# SQLite can't always name what is wrong: where that holds a damaged name, it is no text.
_DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
_SQLITE_FILES = ("", "-wal", "-shm", "-journal")
# An answer may be as large as the largest body that is read, written in base64, and a little more.
_LARGEST_VALUE = 192 * 2**20
_LOT = 500
_REMEDY = "check the folder, its permissions and the disk"
_REMEDIES = {
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_BUSY: "another program is using it: wait for that, and run again",
}


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
        with _explained(path):
            self._database = _opened(path)

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
                raise CacheError(message + _remedy(failure)) from failure

    def answers(self) -> Iterator[Answer]:
        """Give every stored answer, in the order of the keys."""
        with self._in_use():
            found = self._database.execute("SELECT key FROM responses ORDER BY key")
            keys = tuple(_text(key) for (key,) in found)
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
        return [(_text(key), value) for key, value in found]

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Use the database, one thread at a time and only while it is open."""
        with self._lock, _explained(self.path):
            if self._closed:
                message = f"{self.path}: closed"
                raise CacheError(message)
            yield

    def _check_not_stuck(self) -> None:
        """Wait some seconds for others who write; requests-cache would wait for ever."""
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("ROLLBACK")


def delete_cache(path: Path) -> bool:
    """Delete a cache, readable or not, and say whether there was one."""
    try:
        if path.is_dir():
            message = f"{path}: a folder, so it is no cache; name another place in enrich.toml"
            raise CacheError(message)
        _check_not_anothers(path)
        there = [file for end in _SQLITE_FILES if (file := Path(f"{path}{end}")).is_file()]
        for file in there:
            file.unlink()
    except OSError as error:
        message = f"{path}: can't be deleted ({error.strerror}); check its permissions"
        raise CacheError(message) from error
    return bool(there)


def _check_not_anothers(path: Path) -> None:
    """Refuse a sound database of another program; what is damaged may have been ours."""
    _check_files(path)
    if not path.is_file():
        return
    # To look into one that is write-protected, SQLite would leave files beside it.
    is_fixed = not (os.access(path, os.W_OK) or Path(f"{path}-wal").exists())
    address = path.absolute().as_uri() + ("?immutable=1" if is_fixed else "")
    with (
        suppress(sqlite3.Error, *_DAMAGED),
        closing(sqlite3.connect(address, uri=True)) as database,
    ):
        database.text_factory = bytes
        _check_ours(database, path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"{path}: can't be used ({error}); {_remedy(error)}"
        raise CacheError(message) from error
    except _DAMAGED as error:
        said = error if isinstance(error, sqlite3.Error) else "its schema is no text"
        message = f"{path}: damaged ({said}); `enrich cache clear` removes it, then run again"
        raise CacheError(message) from error
    except OSError as error:
        message = f"{path}: can't be used ({error.strerror}); check the folder and its permissions"
        raise CacheError(message) from error


def _opened(path: Path) -> sqlite3.Connection:
    """Open the database, which must be one that can be written; a new one gets its table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _check_files(path)
    _check_writable(path)
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        # What a damaged value holds may be no text at all.
        database.text_factory = bytes
        database.execute("PRAGMA trusted_schema=OFF")
        version = _checked_version(database, path)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("BEGIN IMMEDIATE")
        # To write what is there already would make every reader's cache a changed one.
        if version != _VERSION:
            database.execute(_TABLE)
            database.execute(f"PRAGMA user_version={_VERSION}")
        database.execute("COMMIT")
    except (sqlite3.Error, *_DAMAGED, CacheError):
        database.close()
        raise
    return database


def _check_files(path: Path) -> None:
    """Refuse a pipe in the place of the database, or of what SQLite keeps beside it."""
    try:
        for end in _SQLITE_FILES:
            plain_if_there(Path(f"{path}{end}"))
    except NoFile as error:
        raise CacheError(str(error)) from error


def _check_writable(path: Path) -> None:
    """Refuse what is write-protected: SQLite would find out late, and make more such files."""
    for end in _SQLITE_FILES:
        file = Path(f"{path}{end}")
        if file.exists() and not os.access(file, os.W_OK):
            is_in_reach = os.access(file.parent, os.W_OK)
            remedy = "check its permissions" if is_in_reach else _REMEDY
            message = f"{file}: is write-protected; {remedy}"
            raise CacheError(message)


def _remedy(failure: sqlite3.OperationalError | None) -> str:
    """Say what to do where the store could not write, or, without a failure, didn't."""
    if failure is None:
        return "check the disk and the room on it"
    return _REMEDIES.get(failure.sqlite_errorcode, _REMEDY)


def _checked_version(database: sqlite3.Connection, path: Path) -> int:
    """Give the version of a cache, 0 where there is none yet; refuse what is none of ours."""
    _check_ours(database, path)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        message = f"{path}: made by a later version of enrich; use that, or name another place"
        raise CacheError(message + " in enrich.toml")
    has_table = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'responses'").fetchone()
    return int(version) if has_table else 0


def _check_ours(database: sqlite3.Connection, path: Path) -> None:
    rows = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found = {(_text(kind), _text(name), _statement(sql)) for kind, name, sql in rows}
    if not found <= _OURS:
        message = f"{path}: no cache of enrich, but a database of something else; name another"
        raise CacheError(message + " place in enrich.toml")


def _statement(sql: object) -> str:
    return "".join(_text(sql).casefold().split())


def _text(found: object) -> str:
    """Give what should be a text, as far as it is one: where a row is damaged it may be none."""
    return found.decode(errors="replace") if isinstance(found, bytes) else ""


def _later(moment: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """Give a moment a while after another, but none beyond the calendar."""
    try:
        return moment + span
    except OverflowError:
        return moment


def _lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _LOT] for start in range(0, len(keys), _LOT))
