"""`enrich cache info`: what the cache holds, for people and for scripts."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from enrich.answers import Answer, Standing
from enrich.cli.cache import _sort, cache
from enrich.identifiers import Doi
from tests.commands import Command
from tests.projects import Project

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def caches(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    good.run("get", "10.5555/none")
    return Command(cache, good, monkeypatch, capsysbinary)


def test_it_is_counted_by_source_and_sort(caches: Command) -> None:
    size = (caches.project.folder / "cache/answers.sqlite").stat().st_size
    sources = [
        {"source": "arxiv", "answers": 3, "absent": 0, "lost": 0, "snapshot": 0},
        {"source": "crossref", "answers": 6, "absent": 1, "lost": 0, "snapshot": 0},
        {"source": "datacite", "answers": 0, "absent": 1, "lost": 0, "snapshot": 0},
    ]
    path = "cache/answers.sqlite"
    expected = {"path": path, "bytes": size, "answers": 11, "sources": sources}
    assert expected == json.loads(caches("info", "--json").out)


def test_people_are_told_the_same_in_lines(caches: Command) -> None:
    assert [
        "  arxiv: 3 answers",
        "  crossref: 6 answers",
        "  crossref: 1 known to be absent",
        "  datacite: 1 known to be absent",
    ] == caches("info").out.splitlines()[1:]


def test_an_empty_cache_holds_nothing_of_anybody(caches: Command) -> None:
    assert 0 == caches.project.run("cache", "clear", "--yes").returncode
    told = json.loads(caches("info", "--json").out)
    assert (0, []) == (told["answers"], told["sources"])


@pytest.mark.parametrize(
    ("answer", "sort"),
    [
        (Answer("crossref", Doi("10.5555/x"), b"{}", DAY), "answers"),
        (Answer("crossref", Doi("10.5555/x"), None, DAY), "absent"),
        (Answer("crossref", Doi("10.5555/x"), b"{}", DAY, lost_at=DAY), "lost"),
        (Answer("crossref", Doi("10.5555/x"), b"{}", None, Standing.SNAPSHOT), "snapshot"),
    ],
)
def test_answers_are_told_apart_by_what_they_are_worth(answer: Answer, sort: str) -> None:
    assert sort == _sort(answer)
