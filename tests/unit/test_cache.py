"""The store of answers, and its traps."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrich.answers import Answer, Standing
from enrich.cache import AnswerCache, delete_cache
from enrich.carrying import export_answers, import_answers, read_answers
from enrich.errors import CacheError
from enrich.identifiers import ArxivId, Doi, Sequel, Title, Wanted

LOST = '{"source":"arxiv","identifier":"arxiv:2101.00001","fetched_at":%s,"body":%s,"lost_at":%s}'
NOW = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)


def week(_: Answer) -> dt.timedelta:
    return dt.timedelta(days=7)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with AnswerCache(tmp_path / "cache/answers.sqlite") as opened:
        yield opened


def answer(value: str = "10.5555/x", body: bytes | None = b'{"a":1}', days: int = 0) -> Answer:
    return Answer("crossref", Doi(value), body, NOW + dt.timedelta(days=days))


def lost(value: str = "10.5555/x", days: int = 1) -> Answer:
    lost_at = NOW + dt.timedelta(days=days)
    return msgspec.structs.replace(answer(value), standing=Standing.LOST, lost_at=lost_at)


def anything(*_: object) -> bool:
    return True


def test_an_answer_comes_back_as_it_was_stored(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    kept = cache.get("crossref", Doi("10.5555/x"))
    assert kept == Answer("crossref", Doi("10.5555/x"), b'{"a":1}', NOW, Standing.FRESH)


def test_an_absence_is_an_answer(cache: AnswerCache) -> None:
    cache.save([answer(body=None)], week)
    kept = cache.get("crossref", Doi("10.5555/x"))
    assert kept is not None
    assert kept.body is None


def test_a_lost_answer_comes_back_with_the_time_of_its_loss(cache: AnswerCache) -> None:
    cache.save([lost()], week)
    assert lost() == cache.get("crossref", Doi("10.5555/x"))


@pytest.mark.parametrize("time", ["", "soon", "2026-01-31T12:00:00", "9" * 99])
def test_a_loss_at_no_time_is_no_answer(cache: AnswerCache, time: str) -> None:
    cache.save([lost()], week)
    (lost_at,) = {one.lost_at for one in cache.answers() if one.lost_at}
    with sqlite3.connect(cache.path) as database:
        database.execute(
            "UPDATE responses SET value = replace(value, ?, ?)", (lost_at.isoformat(), time)
        )
    assert cache.get("crossref", Doi("10.5555/x")) is None


def test_what_a_source_lost_outlives_the_absence() -> None:
    assert lost() == answer(body=None, days=1).after(answer())
    assert lost(days=2) == answer(body=None, days=2).after(lost())


@pytest.mark.parametrize("told", [answer(body=b'{"a":2}', days=1), lost(days=3)])
def test_an_answer_with_a_body_replaces_what_was_lost(told: Answer) -> None:
    assert told == told.after(lost())


@pytest.mark.parametrize("kept", [None, answer(body=None)])
def test_what_was_never_known_is_absent(kept: Answer | None) -> None:
    assert answer(body=None, days=1) == answer(body=None, days=1).after(kept)


def test_an_absence_replaces_an_answer_of_no_known_age() -> None:
    snapshot = msgspec.structs.replace(answer(), fetched_at=None)
    assert answer(body=None) == answer(body=None).after(snapshot)


@pytest.mark.parametrize("sought", [Title("gardens"), Sequel(ArxivId("2101.00001"))])
def test_a_search_that_finds_nothing_any_more_has_lost_nothing(sought: Wanted) -> None:
    found, nothing = (Answer("crossref", sought, body, NOW) for body in (b"{}", None))
    assert nothing == nothing.after(found)


def test_sources_do_not_share_answers(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    assert cache.get("datacite", Doi("10.5555/x")) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1, max_size=20))
def test_no_identifier_can_break_a_key(cache: AnswerCache, suffix: str) -> None:
    from enrich.identifiers import parse_identifier  # noqa: PLC0415 - only valid DOIs are keys

    doi = parse_identifier(f"10.5555/{suffix}")
    if isinstance(doi, Doi):
        cache.save([Answer("crossref", doi, b"{}", NOW)], week)
        kept = cache.get("crossref", doi)
        assert kept is not None
        assert kept.identifier == doi


def test_a_later_answer_replaces_an_earlier(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    cache.save([answer(body=b'{"a":2}', days=1)], week)
    assert [one.body for one in cache.answers()] == [b'{"a":2}']


def test_it_is_no_pickle(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    with sqlite3.connect(cache.path) as database:
        (value,) = database.execute("SELECT value FROM responses").fetchone()
    assert value.startswith("{")


def test_a_write_that_fails_is_told_though_the_store_swallows_it(cache: AnswerCache) -> None:
    with cache._responses.connection() as connection:
        connection.execute("PRAGMA max_page_count=8")
    with pytest.raises(CacheError, match="make room"):
        cache.save([answer(f"10.5555/{n}", b'"%s"' % (b"x" * 5000)) for n in range(50)], week)


def test_only_a_full_disk_wants_room(cache: AnswerCache) -> None:
    with cache._responses.connection() as connection:
        connection.execute("DROP TABLE responses")
    with pytest.raises(
        CacheError, match=r"no such table.*; check the folder, its permissions and the"
    ):
        cache.save([answer()], week)


def test_after_a_write_that_failed_the_cache_goes_on(cache: AnswerCache) -> None:
    test_a_write_that_fails_is_told_though_the_store_swallows_it(cache)
    with cache._responses.connection() as connection:
        connection.execute("PRAGMA max_page_count=100000")
    cache.save([answer()], week)
    assert len(list(cache.answers())) == 1


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 99])
def test_a_damaged_file_is_told_and_can_be_cleared(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(content)
    with pytest.raises(CacheError, match="damaged"):
        AnswerCache(path)
    assert delete_cache(path)
    with AnswerCache(path) as cache:
        assert list(cache.answers()) == []


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="is no file"):
        AnswerCache(tmp_path)


@pytest.mark.parametrize("has_session", [False, True])
def test_a_write_lock_held_elsewhere_is_told_and_not_waited_for_ever(
    cache: AnswerCache, *, has_session: bool
) -> None:
    cache._database.execute("PRAGMA busy_timeout=50")
    if has_session:
        assert cache.session
    with sqlite3.connect(cache.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CacheError, match=r"locked.*another program is using it"):
            cache.save([answer()], week)


def test_an_export_imports_as_the_same_answers(cache: AnswerCache, tmp_path: Path) -> None:
    kept = [
        answer(),
        answer("10.5555/absent", None),
        lost("10.5555/lost"),
        Answer("arxiv", ArxivId("2101.00001", 2), '{"title":"é"}'.encode(), None),
    ]
    cache.save(kept, week)
    written = io.BytesIO()
    assert export_answers(cache, written) == 4
    carried = tmp_path / "carried.jsonl"
    carried.write_bytes(written.getvalue())
    with AnswerCache(tmp_path / "other.sqlite") as other:
        assert import_answers(other, read_answers(carried, anything)) == 4
        assert list(other.answers()) == list(cache.answers())
        assert import_answers(other, read_answers(carried, anything)) == 0


def test_an_import_never_replaces_a_newer_answer(cache: AnswerCache) -> None:
    cache.save([answer(days=2, body=b'{"a":"new"}')], week)
    assert (
        import_answers(cache, [answer(days=1), Answer("crossref", Doi("10.5555/x"), b"{}", None)])
        == 0
    )
    assert import_answers(cache, [answer(days=3, body=b'{"a":"newer"}')]) == 1
    assert [one.body for one in cache.answers()] == [b'{"a":"newer"}']


def test_an_import_of_an_absence_leaves_the_body_as_lost(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    assert 1 == import_answers(cache, [answer(body=None, days=1)])
    assert [lost()] == list(cache.answers())


def test_an_import_takes_the_newest_of_several_answers_of_one_file(cache: AnswerCache) -> None:
    newest = answer(body=b'{"a":2}', days=2)
    assert 2 == import_answers(cache, [answer(), newest, answer(days=1)])
    assert [b'{"a":2}'] == [one.body for one in cache.answers()]


def test_an_import_never_makes_lost_what_was_known_later(cache: AnswerCache) -> None:
    cache.save([answer(days=2)], week)
    assert 0 == import_answers(cache, [lost(days=1), answer(body=None, days=1)])
    assert [None] == [one.lost_at for one in cache.answers()]


def test_an_export_says_nothing_of_losses_where_there_are_none(cache: AnswerCache) -> None:
    cache.save([answer()], week)
    written = io.BytesIO()
    export_answers(cache, written)
    assert {"source", "identifier", "fetched_at", "body"} == set(json.loads(written.getvalue()))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"source":"arxiv","identifier":"arxiv:2101.00001","fetched_at":null,"body":[1]}',
        '{"source":"arxiv","identifier":"arxiv:2101.00001","fetched_at":null,"body":3}',
        '{"source":"arxiv","identifier":"no id","fetched_at":null,"body":{}}',
        '{"source":"arxiv","identifier":"arxiv:2101.00001","fetched_at":"soon","body":{}}',
        '{"source":"arxiv","identifier":"arxiv:2101.00001","fetched_at":null,"body":{',
        LOST % ("null", "{}", '"2026-01-31T12:00:00Z"'),
        LOST % ('"2026-01-30T12:00:00Z"', "null", '"2026-01-31T12:00:00Z"'),
        LOST % ('"2026-01-30T12:00:00Z"', "{}", '"soon"'),
    ],
)
def test_a_line_that_is_no_answer_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "import.jsonl"
    good = '{"source":"arxiv","identifier":"arxiv:2101.00002","fetched_at":null,"body":{}}'
    path.write_text(f"{good}\n{line}\n")
    with pytest.raises(CacheError, match=r"import\.jsonl:2"):
        list(read_answers(path, anything))


def test_clearing_says_whether_there_was_one(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    AnswerCache(path).close()
    assert [delete_cache(path), delete_cache(path), list(tmp_path.iterdir())] == [True, False, []]
