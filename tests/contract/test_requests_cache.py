"""What we rely on in requests-cache, its traps included."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from requests.structures import CaseInsensitiveDict
from requests_cache import CachedSession
from requests_cache.backends.sqlite import SQLiteDict
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

from enrich.answers import Answer, Standing
from enrich.cache import AnswerCache
from enrich.errors import CacheError
from enrich.identifiers import ArxivId, Doi
from tests.emulator import Emulator

THEN = dt.datetime(2020, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def a_day(_: Answer) -> dt.timedelta:
    return DAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.sqlite"


@pytest.fixture
def session(path: Path) -> Iterator[CachedSession]:
    session = CachedSession(
        path,
        serializer="json",
        wal=True,
        key_fn=lambda **_: "request",
        allowable_codes=(200, 404),
    )
    yield session
    session.close()  # type: ignore[no-untyped-call]
    session.cache.close()  # type: ignore[no-untyped-call]


def response(body: bytes = b'{"a": "\xc3\xa9"}', status: int = 200) -> CachedResponse:
    url = "https://doi.org/10.5555/x"
    made = CachedResponse(
        created_at=THEN,
        expires=THEN + DAY,
        headers=CaseInsensitiveDict({"X-Enrich-Origin": "snapshot"}),
        request=CachedRequest(method="GET", url=url),
        status_code=status,
        url=url,
    )
    made._content = body
    return made


def responses(session: CachedSession) -> SQLiteDict:
    return cast("SQLiteDict", session.cache.responses)


def test_gives_back_every_part_of_a_response_that_we_read(session: CachedSession) -> None:
    session.cache.save_response(response(), "crossref:doi:10.5555/x")
    kept = session.cache.get_response("crossref:doi:10.5555/x")
    assert kept is not None
    assert kept.content == b'{"a": "\xc3\xa9"}'
    assert kept.status_code == 200
    assert kept.created_at == THEN
    assert kept.headers["x-enrich-origin"] == "snapshot"
    assert kept.cache_key == "crossref:doi:10.5555/x"


def test_keeps_an_absence_as_an_empty_404(session: CachedSession) -> None:
    session.cache.save_response(response(b"", 404), "k")
    kept = session.cache.get_response("k")
    assert kept is not None
    assert (kept.status_code, kept.content) == (404, b"")


def test_knows_no_answer_under_a_key_that_is_not_there(session: CachedSession) -> None:
    assert session.cache.get_response("nothing") is None


def test_gives_an_expired_response_all_the_same(session: CachedSession) -> None:
    session.cache.save_response(response(), "k", expires=THEN + DAY)
    kept = session.cache.get_response("k")
    assert kept is not None
    assert kept.is_expired
    assert kept.content == response().content


def test_forgets_the_expiry_of_a_response_unless_it_is_given_beside_it(
    session: CachedSession,
) -> None:
    session.cache.save_response(response(), "k")
    kept = session.cache.get_response("k")
    assert kept is not None
    assert kept.expires is None


def test_our_cache_stores_how_long_an_answer_is_good(path: Path) -> None:
    with AnswerCache(path) as cache:
        cache.save([Answer("crossref", Doi("10.5555/x"), b"{}", THEN)], a_day)
    connection = sqlite3.connect(path)
    (expires,) = connection.execute("SELECT expires FROM responses").fetchone()
    connection.close()
    assert expires == (THEN + DAY).timestamp()


def test_stores_json_and_nothing_that_could_run(session: CachedSession, path: Path) -> None:
    session.cache.save_response(response(), "k")
    session.cache.close()  # type: ignore[no-untyped-call]
    connection = sqlite3.connect(path)
    (value,) = connection.execute("SELECT value FROM responses").fetchone()
    connection.close()
    assert json.loads(value)["status_code"] == 200


class Bomb:
    """Something that acts when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Name what is to be run."""
        return (Path.touch, (Path("exploded"),))  # type: ignore[return-value]


def test_never_unpickles_what_somebody_put_there(
    session: CachedSession, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session.cache.save_response(response(), "k")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE responses SET value = ?", (pickle.dumps(Bomb()),))
    connection.close()
    kept = session.cache.get_response("k")
    assert kept is None or isinstance(kept, CachedResponse)
    assert not Path("exploded").exists()


def test_writes_a_bulk_in_one_transaction(session: CachedSession, path: Path) -> None:
    other = sqlite3.connect(path)
    with responses(session).bulk_commit():
        session.cache.save_response(response(), "one")
        session.cache.save_response(response(), "two")
        assert other.execute("SELECT count(*) FROM responses").fetchone() == (0,)
    assert other.execute("SELECT count(*) FROM responses").fetchone() == (2,)
    other.close()


def test_swallows_a_failed_bulk_and_keeps_nothing_of_it(session: CachedSession) -> None:
    # This is why the cache looks afterwards whether its answers are there.
    with responses(session).bulk_commit():
        session.cache.save_response(response(), "one")
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)
    assert session.cache.get_response("one") is None


def test_our_cache_tells_of_a_full_disk(path: Path) -> None:
    answer = Answer("crossref", Doi("10.5555/x"), json.dumps("a" * 500_000).encode(), THEN)
    with AnswerCache(path) as cache:
        with cache._responses.connection() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(CacheError, match="make room"):
            cache.save([answer], a_day)
        assert cache.get("crossref", Doi("10.5555/x")) is None


def test_no_store_neither_reads_nor_writes(session: CachedSession, emulator: Emulator) -> None:
    session.headers["Cache-Control"] = "no-store"
    session.cache.save_response(response(b"stored", 200), "request")
    url = f"{emulator.crossref_url}/works?rows=1"
    assert [session.get(url).content == b"stored" for _ in range(2)] == [False, False]
    assert len(emulator.requests("crossref")) == 2
    kept = session.cache.get_response("request")
    assert kept is not None
    assert kept.content == b"stored"


def test_without_no_store_it_would_store_the_request(
    session: CachedSession, emulator: Emulator
) -> None:
    url = f"{emulator.crossref_url}/works?rows=1"
    session.get(url)
    session.get(url)
    assert len(emulator.requests("crossref")) == 1


def test_a_bare_quote_in_a_key_ends_the_string_in_its_sql(session: CachedSession) -> None:
    # This is why our keys are quoted.
    with pytest.raises(sqlite3.Error):
        session.cache.get_response("crossref:doi:10.5555/o'neil")


@pytest.mark.parametrize(
    "identifier",
    [
        Doi("10.5555/o'neil"),
        Doi("10.5555/x'or'1'='1or"),
        Doi("10.5555/x';droptable(responses);--y"),
        Doi("10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-#"),
        ArxivId("hep-th/9901001", 2),
    ],
)
def test_our_keys_are_safe_and_come_back(path: Path, identifier: Doi | ArxivId) -> None:
    other = Doi("10.5555/other")
    with AnswerCache(path) as cache:
        cache.save([Answer("crossref", other, b'{"other": 1}', THEN)], a_day)
        assert cache.get("crossref", identifier) is None
        cache.save([Answer("crossref", identifier, b"{}", THEN)], a_day)
        kept = cache.get("crossref", identifier)
        assert kept == Answer("crossref", identifier, b"{}", THEN, Standing.FRESH)
        assert other in {answer.identifier for answer in cache.answers()}
