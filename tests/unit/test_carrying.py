"""An export from anywhere: checked line by line, and bounded."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from enrich import carrying
from enrich.answers import Answer
from enrich.cache import AnswerCache
from enrich.carrying import export_answers, import_answers, read_answers
from enrich.errors import CacheError
from enrich.identifiers import ArxivId

ROW = {
    "source": "arxiv",
    "identifier": "arxiv:2101.00001",
    "fetched_at": "2024-01-01T00:00:00Z",
    "body": {"id": "2101.00001v1"},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "all.jsonl"


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with AnswerCache(tmp_path / "answers.sqlite") as opened:
        yield opened


def _answers(file: Path) -> list[Answer]:
    return list(read_answers(file, lambda *_: True))


def _write(file: Path, *rows: dict[str, object]) -> Path:
    file.write_text("".join(f"{json.dumps(ROW | row)}\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024-01-01T00:00:00Z", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
        ("2024-01-01T00:00:00", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
        ("2024-01-01T00:00:00+02:00", dt.datetime(2023, 12, 31, 22, tzinfo=dt.UTC)),
        ("1900-01-01T00:00:00Z", dt.datetime(1900, 1, 1, tzinfo=dt.UTC)),
        ("9998-12-31T00:00:00Z", dt.datetime(9998, 12, 31, tzinfo=dt.UTC)),
    ],
)
def test_a_time_is_read_in_whatever_zone_it_is_told(
    file: Path, cache: AnswerCache, said: str, meant: dt.datetime
) -> None:
    (answer,) = _answers(_write(file, {"fetched_at": said}))
    assert (meant, dt.UTC) == (answer.fetched_at, answer.fetched_at and answer.fetched_at.tzinfo)
    assert 1 == import_answers(cache, [answer])
    assert [meant] == [one.fetched_at for one in cache.answers()]


@pytest.mark.parametrize(
    "time", ["9999-12-31T23:59:59-14:00", "9998-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
@pytest.mark.parametrize("field", ["fetched_at", "lost_at"])
def test_a_time_at_an_end_of_the_calendar_is_told(file: Path, field: str, time: str) -> None:
    with pytest.raises(CacheError, match=rf"{file}:2: no line of an export \(nothing was told"):
        _answers(_write(file, {}, {field: time}))


@pytest.mark.parametrize("make", [os.mkfifo, lambda one: one.symlink_to("/dev/zero"), Path.mkdir])
def test_what_is_no_regular_file_is_not_read(file: Path, make: object) -> None:
    assert callable(make)
    make(file)
    with pytest.raises(
        CacheError, match="is no file, so it can't be read twice; save the export as one"
    ):
        _answers(file)


def test_a_file_that_is_not_there_is_told_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "nope"
    with pytest.raises(CacheError) as caught:
        list(read_answers(path, lambda *_: True))
    expected = f"{path}: no such file; check the name, or `enrich cache export` makes one"
    assert expected == str(caught.value)


def test_a_link_to_a_file_is_read(file: Path, tmp_path: Path) -> None:
    _write(tmp_path / "elsewhere.jsonl", {})
    file.symlink_to("elsewhere.jsonl")
    assert 1 == len(_answers(file))


def test_a_file_larger_than_any_export_is_not_read(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(5 * 2**30)
    with pytest.raises(CacheError, match="larger than 4 GB; split it"):
        _answers(file)


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_line_longer_than_any_answer_is_told(file: Path, end: str) -> None:
    file.write_text("[" * (16 * 2**20 + 1) + end)
    with pytest.raises(CacheError, match=f"{file}:1: longer than 16 MB"):
        _answers(file)


def test_the_longest_line_that_is_written_is_read_and_a_longer_one_left_out(
    cache: AnswerCache, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    bodies = [b'{"a":"%s"}' % (b"x" * length) for length in (10, 11, 12)]
    kept = [
        Answer("arxiv", ArxivId(f"2101.0000{number}"), body, now)
        for number, body in enumerate(bodies, 1)
    ]
    cache.save(kept, lambda _: dt.timedelta(1))
    written = io.BytesIO()
    assert 3 == export_answers(cache, written)
    lines = written.getvalue().splitlines(keepends=True)
    monkeypatch.setattr(carrying, "_LONGEST_LINE", len(lines[1]))
    written = io.BytesIO()
    assert 2 == export_answers(cache, written)
    file.write_bytes(written.getvalue())
    assert [one.identifier for one in kept[:2]] == [one.identifier for one in _answers(file)]


def test_large_answers_do_not_gather_in_memory(
    cache: AnswerCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_LARGEST_LOT", 100)
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    sizes: list[int] = []
    save = cache.save

    def counted(answers: Iterable[Answer], lifetime: Callable[[Answer], dt.timedelta]) -> None:
        kept = tuple(answers)
        sizes.append(sum(len(one.body or b"") for one in kept))
        save(kept, lifetime)

    monkeypatch.setattr(cache, "save", counted)
    body = b'{"a":"%s"}' % (b"x" * 40)
    many = (Answer("arxiv", ArxivId(f"2101.{number:05}"), body, now) for number in range(1, 21))
    assert 20 == import_answers(cache, many)
    assert max(sizes) <= 100 + len(body)
    assert 20 == len(list(cache.answers()))


@pytest.mark.parametrize(
    "row",
    [
        {"identifier": "../../etc/passwd"},
        {"identifier": "arxiv:../../etc/passwd"},
        {"identifier": "doi:10.5555/x\0y"},
        {"identifier": "doi:10.5555/\x1b[31m"},
        {"identifier": ""},
        {"identifier": 5},
        {"source": None},
        {"version": 2},
        {"body": "!!python/object/apply:os.system ['true']"},
        {"body": ["arxiv"]},
        {"body": 1},
        {"fetched_at": 1700000000},
        {"fetched_at": "yesterday"},
        {"fetched_at": None, "lost_at": "2024-01-01T00:00:00Z"},
        {"body": None, "lost_at": "2024-01-01T00:00:00Z"},
    ],
)
def test_a_line_that_is_none_of_ours_is_named_and_nothing_of_it_is_taken(
    file: Path, row: dict[str, object]
) -> None:
    read = read_answers(_write(file, {}, row, {}), lambda *_: True)
    assert ArxivId("2101.00001") == next(read).identifier
    with pytest.raises(CacheError) as error:
        next(read)
    assert str(error.value).startswith(f"{file}:2: ")
    assert str(error.value).isprintable()
    assert [] == list(read)


def test_a_source_that_nobody_knows_is_refused(file: Path) -> None:
    with pytest.raises(CacheError, match=f"{file}:1: arxiv is no source of arxiv:2101.00001"):
        list(read_answers(_write(file, {}), lambda *_: False))
