"""The database of answers as a file: opened, looked at, copied and deleted, and never another's."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from enrich.errors import CacheError
from enrich.files import NoFile, plain_if_there

__all__ = [
    "copy_cache",
    "delete_cache",
    "explained",
    "is_in_reach",
    "open_database",
    "remedy_of",
    "text_of",
]

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
_REMEDY = "check the folder, its permissions and the disk"
_REMEDIES = {
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_BUSY: "another program is using it: wait for that, and run again",
}


def open_database(path: Path) -> sqlite3.Connection:
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


def copy_cache(path: Path, copy: Path) -> None:
    """Copy a cache, if there is one, from a place where nothing can be written."""
    with explained(path):
        _check_files(path)
        if path.is_file():
            with closing(_looked_at(path)) as database, closing(sqlite3.connect(copy)) as copied:
                _check_ours(database, path)
                database.backup(copied)


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


def is_in_reach(path: Path) -> bool:
    """Whether a cache can be written, and what SQLite keeps beside it."""
    folder = next(one for one in path.absolute().parents if one.exists())
    there = [file for end in _SQLITE_FILES if (file := Path(f"{path}{end}")).exists()]
    return all(os.access(one, os.W_OK) for one in (folder, *there))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell what is wrong with a cache, and what to do, where SQLite or the system refuses."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"{path}: can't be used ({error}); {remedy_of(error)}"
        raise CacheError(message) from error
    except _DAMAGED as error:
        said = error if isinstance(error, sqlite3.Error) else "its schema is no text"
        message = f"{path}: damaged ({said}); `enrich cache clear` removes it, then run again"
        raise CacheError(message) from error
    except OSError as error:
        message = f"{path}: can't be used ({error.strerror}); check the folder and its permissions"
        raise CacheError(message) from error


def remedy_of(failure: sqlite3.OperationalError | None) -> str:
    """Say what to do where the store could not write, or, without a failure, didn't."""
    if failure is None:
        return "check the disk and the room on it"
    return _REMEDIES.get(failure.sqlite_errorcode, _REMEDY)


def text_of(found: object) -> str:
    """Give what should be a text, as far as it is one: where a row is damaged it may be none."""
    return found.decode(errors="replace") if isinstance(found, bytes) else ""


def _check_not_anothers(path: Path) -> None:
    """Refuse a sound database of another program; what is damaged may have been ours."""
    _check_files(path)
    if path.is_file():
        with suppress(sqlite3.Error, *_DAMAGED), closing(_looked_at(path)) as database:
            _check_ours(database, path)


def _looked_at(path: Path) -> sqlite3.Connection:
    """Open a database to look into it."""
    # Beside one that is write-protected SQLite would leave files, or fail to.
    is_fixed = not (is_in_reach(path) or Path(f"{path}-wal").exists())
    address = path.absolute().as_uri() + ("?immutable=1" if is_fixed else "")
    database = sqlite3.connect(address, uri=True)
    database.text_factory = bytes
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
    found = {(text_of(kind), text_of(name), _statement(sql)) for kind, name, sql in rows}
    if not found <= _OURS:
        message = f"{path}: no cache of enrich, but a database of something else; name another"
        raise CacheError(message + " place in enrich.toml")


def _statement(sql: object) -> str:
    return "".join(text_of(sql).casefold().split())
