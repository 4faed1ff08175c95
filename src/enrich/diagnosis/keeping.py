"""The cache and what lies beside it: whether it can be used, who uses it, what was left there."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from enrich.cache import AnswerCache
from enrich.config import Config
from enrich.diagnosis.model import Examined, Verdict
from enrich.errors import CacheError, OutputError
from enrich.outputs import JOURNALS
from enrich.runs import alone

__all__ = ["examine_cache", "examine_leftovers", "examine_room", "examine_runs"]

_MEGABYTE = 2**20
_LEAST_ROOM = 100 * _MEGABYTE
# As files are called that are written and not yet in their place.
_LEAVING = re.compile(r"\..+\.(?P<process>[1-9][0-9]{0,9})\.(?:new|kept)")
_SWEPT = "the next `enrich refresh` sets that right by itself"


def examine_cache(config: Config) -> Examined:
    """Open the cache and look whether all of it can be read."""
    path = config.cache
    if not os.path.lexists(path):
        folder = next(one for one in path.absolute().parents if one.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            told = f"{path}: can't be made, since {folder} can't be written to"
            return Examined("cache", Verdict.PROBLEM, told, "check that folder's permissions")
        return Examined("cache", Verdict.OK, f"{path}: none yet; the first run makes it")
    try:
        AnswerCache(path).close()
        count, version, damage = _looked_into(path)
    except CacheError as error:
        return Examined("cache", Verdict.PROBLEM, str(error))
    except sqlite3.Error as error:
        damage, count, version = str(error), 0, 0
    if damage:
        told = f"{path}: is damaged ({damage})"
        return Examined("cache", Verdict.PROBLEM, told, "`enrich cache clear` removes it")
    size = path.stat().st_size / _MEGABYTE
    told = f"{path}: {count} answers, {size:.1f} MB, version {version}, can be written"
    return Examined("cache", Verdict.OK, told)


def _looked_into(path: Path) -> tuple[int, int, str]:
    """Count the answers, and give the version and what is damaged."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        (count,) = database.execute("SELECT count(*) FROM responses").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (told,) = database.execute("PRAGMA quick_check(1)").fetchone()
    return int(count), int(version), "" if told == "ok" else str(told)


def examine_runs(config: Config) -> Examined:
    """Tell whether a run is at work here."""
    lock = config.cache.parent / "run.lock"
    if not lock.exists():
        return Examined("runs", Verdict.OK, "none is at work")
    try:
        with alone(lock):
            return Examined("runs", Verdict.OK, "none is at work")
    except OutputError as error:
        return Examined("runs", Verdict.WARNING, str(error))


def examine_leftovers(config: Config) -> Iterator[Examined]:
    """Look for what runs that were killed left behind."""
    for folder in dict.fromkeys((config.output, config.cache.parent)):
        names = sorted(_names(folder))
        for journal in (one for one in JOURNALS if one in names):
            told = f"{folder / journal}: a write was broken off"
            yield Examined("leftovers", Verdict.WARNING, told, _SWEPT)
        dead = [one for one in names if _is_left(one)]
        if dead:
            told = f"{folder}: {len(dead)} files of runs that were killed, such as {dead[0]}"
            yield Examined("leftovers", Verdict.WARNING, told, _SWEPT)


def examine_room(config: Config) -> Examined:
    """Tell whether there is room left where the cache grows."""
    folder = next(one for one in config.cache.absolute().parents if one.exists())
    free = shutil.disk_usage(folder).free
    told = f"{free / _MEGABYTE:.0f} MB free at {folder}"
    if free < _LEAST_ROOM:
        return Examined("room", Verdict.WARNING, told, "make room on the disk")
    return Examined("room", Verdict.OK, told)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _is_left(name: str) -> bool:
    found = _LEAVING.fullmatch(name)
    return found is not None and not _is_alive(int(found["process"]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
