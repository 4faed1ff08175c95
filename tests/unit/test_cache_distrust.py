"""A cache file from anywhere: no code runs, nothing wrong is believed, and what to do is told."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import pickle
import random
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from requests_cache import CachedSession

from enrich.answers import Answer, Standing
from enrich.cache import AnswerCache, delete_cache
from enrich.config import Config
from enrich.errors import CacheError
from enrich.identifiers import ArxivId, Doi
from enrich.pipeline import refresh_library
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, World

NOW = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
DOI = Doi("10.5555/x")


def week(_: Answer) -> dt.timedelta:
    return dt.timedelta(days=7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a cache with an answer, an absence, a loss and an answer of no known age."""
    answers = (
        Answer("crossref", DOI, b'{"title":"A Title"}', NOW),
        Answer("crossref", Doi("10.5555/absent"), None, NOW),
        Answer("crossref", Doi("10.5555/lost"), b"{}", NOW, Standing.LOST, NOW),
        Answer("arxiv", ArxivId("2101.00001"), b'{"id":"2101.00001"}', None),
    )
    path = tmp_path / "answers.sqlite"
    with AnswerCache(path) as cache:
        cache.save(answers, week)
    return path


def execute(path: Path, *orders: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for order in orders:
            database.execute(order)
        database.commit()


def kept(path: Path) -> list[Answer]:
    with AnswerCache(path) as cache:
        return list(cache.answers())


def rewrite(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the row of the DOI says."""
    with closing(sqlite3.connect(path)) as database:
        find = "SELECT value FROM responses WHERE key = 'crossref:doi:10.5555/x'"
        row = json.loads(database.execute(find).fetchone()[0])
        change(row)
        put = "UPDATE responses SET value = ? WHERE key = 'crossref:doi:10.5555/x'"
        database.execute(put, (json.dumps(row),))
        database.commit()


def believed(path: Path) -> Answer | None:
    with AnswerCache(path) as cache:
        return cache.get("crossref", DOI)


# What is not our file


@pytest.mark.parametrize("version", [2, 7, 2**31 - 1])
def test_a_cache_of_a_later_version_is_refused_and_left_alone(path: Path, version: int) -> None:
    execute(path, f"PRAGMA user_version={version}")
    before = path.read_bytes()
    with pytest.raises(CacheError, match="made by a later version of enrich; use that"):
        AnswerCache(path)
    assert before == path.read_bytes()


def test_a_cache_of_an_earlier_version_is_taken_over(path: Path) -> None:
    before = kept(path)
    execute(path, "PRAGMA user_version=0")
    assert (4, before) == (len(before), kept(path))


def test_a_row_of_before_there_were_sums_is_believed(path: Path) -> None:
    rewrite(path, lambda row: row["headers"].pop("X-Enrich-Sum"))
    found = believed(path)
    assert found is not None
    assert b'{"title":"A Title"}' == found.body


FOREIGN = (
    ("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)",),
    ("CREATE TABLE responses (id INTEGER PRIMARY KEY, url TEXT)",),
    ("CREATE TABLE responses (id INTEGER PRIMARY KEY)", "PRAGMA user_version=1"),
    ("CREATE VIEW responses AS SELECT 'a' AS key, 'b' AS value, 0 AS expires",),
    (
        "CREATE TABLE responses (key TEXT PRIMARY KEY, value BLOB, expires INTEGER)",
        "CREATE TRIGGER t AFTER INSERT ON responses BEGIN DELETE FROM responses; END",
    ),
    (
        "CREATE TABLE responses (key TEXT PRIMARY KEY, value BLOB, expires INTEGER)",
        "ALTER TABLE responses ADD COLUMN more TEXT AS (lower(key))",
    ),
    (
        "CREATE TABLE responses (key TEXT PRIMARY KEY, value AS (zeroblob(9)), expires INTEGER)",
        "PRAGMA user_version=1",
    ),
    (
        "CREATE TABLE responses (key TEXT PRIMARY KEY, value BLOB CHECK(abs(1)), expires INTEGER)",
        "PRAGMA user_version=1",
    ),
    (
        "CREATE TABLE responses (key TEXT PRIMARY KEY, value BLOB, expires INTEGER)",
        "CREATE TRIGGER t AFTER INSERT ON responses BEGIN DELETE FROM responses; END",
        "PRAGMA writable_schema=1",
        "UPDATE sqlite_master SET sql = replace(sql, ' t ', ' sqlite_t ')",
        "UPDATE sqlite_master SET name = 'sqlite_t' WHERE name = 't'",
    ),
)


@pytest.mark.parametrize("orders", FOREIGN)
def test_a_database_of_something_else_is_refused_left_alone_and_not_cleared(
    tmp_path: Path, orders: tuple[str, ...]
) -> None:
    path = tmp_path / "places.sqlite"
    execute(path, *orders)
    before = path.read_bytes()
    with pytest.raises(CacheError, match="a database of something else; name another place"):
        AnswerCache(path)
    with pytest.raises(CacheError, match="a database of something else; name another place"):
        delete_cache(path)
    assert {path.name: before} == {one.name: one.read_bytes() for one in tmp_path.iterdir()}


@pytest.mark.parametrize("content", [b"hello\n" * 999, bytes(8192), b"SQLite format 3\0" * 99])
def test_what_is_no_database_is_told_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(content)
    with pytest.raises(CacheError, match=r"damaged .* `enrich cache clear` removes it"):
        AnswerCache(path)
    assert content == path.read_bytes()
    assert delete_cache(path)


def checkpointed(path: Path) -> bytes:
    execute(path, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE")
    return path.read_bytes()


def changed_at(raw: bytes, found: bytes, new: bytes) -> bytes:
    place = raw.index(found)
    return raw[:place] + new + raw[place + len(new) :]


@pytest.mark.parametrize(
    ("found", "new"),
    [
        (b"tableresponses", b"\x8fable"),
        (b"tableresponses", b"table\x8f"),
        (b"CREATE TABLE responses", b"X"),
        (b"CREATE TABLE responses", b"\x8f"),
        (b"responses (key", b"\x8f"),
        (b"expires_idx", b"\x8f"),
    ],
)
def test_a_schema_that_is_damaged_is_told_whatever_it_reads_and_can_be_cleared(
    path: Path, found: bytes, new: bytes
) -> None:
    path.write_bytes(changed_at(checkpointed(path), found, new))
    with pytest.raises(CacheError, match=r"damaged|a database of something else") as told:
        AnswerCache(path)
    if "damaged" in str(told.value):
        assert delete_cache(path)
        assert [] == list(path.parent.iterdir())


def test_a_schema_of_no_text_is_told_as_damaged(path: Path) -> None:
    raw = changed_at(checkpointed(path), b"tableresponses", b"table\x8f")
    path.write_bytes(changed_at(raw, b"CREATE TABLE responses", b"X"))
    with pytest.raises(CacheError, match=r"damaged .* `enrich cache clear` removes it"):
        AnswerCache(path)
    assert delete_cache(path)


def test_any_byte_of_the_schema_may_be_damaged(path: Path) -> None:
    raw = checkpointed(path)
    # Where the first page keeps what the schema says, and each length and kind of it.
    first = raw.index(b"CREATE INDEX") - 64
    for place in (*range(100, 120), *range(first, 4096, 3)):
        for byte in (b"\x00", b"\x8f"):
            path.write_bytes(raw[:place] + byte + raw[place + 1 :])
            try:
                kept(path)
            except CacheError as error:
                assert "; " in str(error)  # noqa: PT017 - or it is not damaged enough
            try:
                delete_cache(path)
            except CacheError as error:
                assert "a database of something else" in str(error)  # noqa: PT017 - as above


def test_a_link_to_a_cache_elsewhere_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(path.name)
    assert kept(path) == kept(link)
    assert link.is_symlink()


@pytest.mark.parametrize("target", ["itself", "/dev/null", "/proc/self/environ", "none/none"])
def test_a_link_to_what_is_no_file_is_told(tmp_path: Path, target: str) -> None:
    link = tmp_path / "itself"
    link.symlink_to(target)
    with pytest.raises(CacheError, match=r"can't be used|damaged|is no file"):
        AnswerCache(link)
    assert link.is_symlink()


# No code


class Canary:
    """What makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        """Have a folder made by who unpickles it."""
        return os.mkdir, (str(self.file),)


def test_no_code_runs_that_somebody_pickled_into_a_cache(path: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    planted = pickle.dumps(Canary(canary))
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE responses SET value = ?", (planted,))
        database.commit()
    with AnswerCache(path) as cache:
        assert [] == list(cache.answers())
        assert cache.get("crossref", DOI) is None
        cache.save([Answer("crossref", DOI, b"{}", NOW)], week)
        assert 1 == len(list(cache.answers()))
    assert not canary.exists()
    pickle.loads(planted)  # noqa: S301 - it would have
    assert canary.exists()


def test_a_cache_that_requests_cache_pickled_holds_no_answers_and_is_taken_over(
    tmp_path: Path,
) -> None:
    path = tmp_path / "answers.sqlite"
    with CachedSession(path, serializer="pickle") as session:
        planted: Any = Canary(tmp_path / "canary")
        session.cache.responses["crossref:doi:10.5555/x"] = planted
        session.cache.close()  # type: ignore[no-untyped-call]
    assert [] == kept(path)
    with AnswerCache(path) as cache:
        cache.save([Answer("crossref", DOI, b"{}", NOW)], week)
    assert [DOI] == [one.identifier for one in kept(path)]
    assert not (tmp_path / "canary").exists()


# Rows


@pytest.mark.parametrize(
    "value", ["NULL", "5", "1.5", "''", "x''", "x'8004'", "'[]'", "'null'", "'{}'", "zeroblob(99)"]
)
def test_a_value_of_another_kind_is_no_answer(path: Path, value: str) -> None:
    execute(path, f"UPDATE responses SET value = {value}")  # noqa: S608 - our own
    assert [] == kept(path)
    with AnswerCache(path) as cache:
        cache.save([Answer("crossref", DOI, b"{}", NOW)], week)
        assert 1 == len(list(cache.answers()))


@pytest.mark.parametrize(
    "time",
    [
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-01-31T12:00:00",
        "2026-01-31",
        "soon",
        "",
        5,
        None,
    ],
)
@pytest.mark.parametrize("is_loss", [False, True])
def test_an_answer_of_no_time_is_none(path: Path, time: object, *, is_loss: bool) -> None:
    def change(row: dict[str, Any]) -> None:
        row["headers"].pop("X-Enrich-Sum")
        if is_loss:
            row["headers"]["X-Enrich-Lost"] = time
        else:
            row["created_at"] = time

    rewrite(path, change)
    found = believed(path)
    # To be lost at no time is not to be lost.
    assert found is None or (is_loss and time is None and found.lost_at is None)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(_content=base64.b64encode(b'{"title":"A Titie"}').decode()),
        lambda row: row.update(status_code=404),
        lambda row: row.update(created_at="2026-01-31T12:00:01+00:00"),
        lambda row: row["headers"].update({"X-Enrich-Lost": "2026-01-31T12:00:01+00:00"}),
        lambda row: row["headers"].update({"X-Enrich-Origin": "snapshot"}),
        lambda row: row["headers"].update({"X-Enrich-Sum": "00000000"}),
        lambda row: row["headers"].update({"X-Enrich-Sum": ""}),
    ],
    ids="body status time lost origin sum none".split(),
)
def test_a_row_that_does_not_add_up_is_no_answer(
    path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    assert believed(path) is not None
    rewrite(path, change)
    assert believed(path) is None


def test_a_row_under_the_key_of_another_is_no_answer(path: Path) -> None:
    execute(
        path,
        "UPDATE responses SET value = (SELECT value FROM responses WHERE key LIKE 'arxiv:%')",
    )
    assert [ArxivId("2101.00001")] == [one.identifier for one in kept(path)]


@pytest.mark.slow
@pytest.mark.parametrize("length", [210_000_000, pytest.param(500_000_000, marks=pytest.mark.slow)])
def test_a_value_of_half_a_gigabyte_is_no_answer_and_fills_no_memory(
    path: Path, length: int
) -> None:
    large = f"UPDATE responses SET value = zeroblob({length})"  # noqa: S608 - our own
    execute(path, f"{large} WHERE key = 'crossref:doi:10.5555/x'")
    tracemalloc.start()
    try:
        assert 3 == len(kept(path))
        assert believed(path) is None
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50_000_000


def test_an_answer_at_the_end_of_the_calendar_can_be_stored(path: Path) -> None:
    last = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    with AnswerCache(path) as cache:
        cache.save([Answer("crossref", DOI, b"{}", last)], week)
        # And is not believed: in some zones there is no such time.
        assert cache.get("crossref", DOI) is None


def test_what_is_asked_is_not_stored_as_such(path: Path) -> None:
    with AnswerCache(path) as cache, Emulator(World.made(papers=1)) as emulator:
        for _ in range(2):
            cache.session.headers.pop("Cache-Control", None)
            cache.session.get(f"{emulator.arxiv_url}?id_list={emulator.world.paper_ids[0]}")
        assert 2 == len(emulator.log)
    assert 4 == len(kept(path))


# A file that is damaged anywhere

POSITIONS, LOTS = 200, 8


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Config, bytes, bytes]]:
    """Give a project whose library is made, the bytes of that, and those of its cache."""
    folder = tmp_path_factory.mktemp("library")
    with Emulator(World.made(papers=4, works=8)) as emulator:
        (folder / "seeds").mkdir()
        seeds = [*emulator.world.paper_ids, *emulator.world.dois]
        (folder / "seeds/list.txt").write_text("".join(f"{one}\n" for one in seeds))
        config = config_for(folder, emulator)
        refresh_library(config, clock=FakeClock(NOW))
        execute(config.cache, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE")
        yield config, written(config), config.cache.read_bytes()


def written(config: Config) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(config.output.iterdir()))


def refreshed(config: Config) -> str:
    """Refresh the library, and give what is told where the cache is too bad for that."""
    try:
        assert () == refresh_library(config, clock=FakeClock(NOW)).library.misses
    except CacheError as error:
        return str(error)
    return ""


def spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Flip a bit, write rubbish or noughts over a part, cut the end off, or move a piece."""
    place, length = chance.randrange(len(raw)), chance.choice((1, 1, 8, 512, 4096))
    end = min(len(raw), place + length)
    kind = chance.randrange(5)
    if kind == 0:
        return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]
    if kind == 1:
        return raw[:place] + chance.randbytes(end - place) + raw[end:]
    if kind == 2:
        return raw[:place] + bytes(end - place) + raw[end:]
    if kind == 3:
        return raw[:place]
    other = chance.randrange(len(raw) - (end - place) + 1)
    return raw[:place] + raw[other : other + end - place] + raw[end:]


@pytest.mark.slow
@pytest.mark.parametrize("lot", range(LOTS))
def test_damaged_at_any_place_the_library_is_right_or_it_is_told_what_to_do(
    library: tuple[Config, bytes, bytes], lot: int
) -> None:
    config, right, raw = library
    for number in range(POSITIONS // LOTS):
        seed = lot * 1000 + number
        for path in config.cache.parent.iterdir():
            path.unlink()
        config.cache.write_bytes(spoilt(raw, random.Random(seed)))
        told = refreshed(config)
        if told:
            assert ("; " in told, right) == (True, written(config)), seed
            delete_cache(config.cache)
            told = refreshed(config)
        assert ("", right) == (told, written(config)), seed
