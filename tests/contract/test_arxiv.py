"""What we rely on in the `arxiv` package, some of it private."""

from __future__ import annotations

import time
from collections.abc import Iterator

import arxiv
import pytest
import requests

from tests.emulator import Emulator, Fault, Paper, World


class NotingSession(requests.Session):
    """A session that remembers what it was asked for."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        super().__init__()
        self.urls: list[str] = []

    def get(self, url: str | bytes, **options: object) -> requests.Response:
        """Remember the address, then ask."""
        self.urls.append(str(url))
        return super().get(url, **options)  # type: ignore[arg-type]


@pytest.fixture
def session() -> Iterator[NotingSession]:
    with NotingSession() as session:
        yield session


def make_client(emulator: Emulator, session: requests.Session, page_size: int) -> arxiv.Client:
    client = arxiv.Client(page_size=page_size, delay_seconds=0, num_retries=0)
    client.query_url_format = emulator.arxiv_url + "?{}"
    client._session = session
    return client


def results(
    emulator: Emulator, session: requests.Session, ids: list[str]
) -> dict[str, arxiv.Result]:
    client = make_client(emulator, session, len(ids))
    found = client.results(arxiv.Search(id_list=ids, max_results=len(ids)))
    return {result.entry_id.rpartition("/abs/")[2]: result for result in found}


def test_asks_through_the_session_and_at_the_address_it_is_given(
    emulator: Emulator, session: NotingSession
) -> None:
    results(emulator, session, ["0704.0001"])
    assert len(session.urls) == 1
    assert session.urls[0].startswith(emulator.arxiv_url + "?")
    assert len(emulator.requests("arxiv")) == 1


def test_has_the_session_that_we_replace() -> None:
    assert isinstance(arxiv.Client()._session, requests.Session)


def test_asks_for_a_list_of_ids_on_one_page(emulator: Emulator, session: NotingSession) -> None:
    ids = list(emulator.world.paper_ids)
    found = results(emulator, session, ids)
    (asked,) = emulator.requests("arxiv")
    assert tuple(ids) == asked.ids
    assert str(len(ids)) == asked.query["max_results"]
    assert asked.query["start"] == "0"
    assert len(ids) == len(found)


def test_does_not_sleep_between_requests(
    emulator: Emulator, session: NotingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleep(seconds: float) -> None:
        pytest.fail(f"slept {seconds} s")

    monkeypatch.setattr(time, "sleep", sleep)
    client = make_client(emulator, session, 1)
    for identifier in emulator.world.paper_ids[:3]:
        search = arxiv.Search(id_list=[identifier], max_results=1)
        assert len(list(client.results(search))) == 1
    assert len(emulator.requests("arxiv")) == 3


def test_tells_a_refusal_by_its_status_and_asks_only_once(
    emulator: Emulator, session: NotingSession
) -> None:
    with pytest.raises(arxiv.HTTPError) as caught:
        results(emulator, session, ["0704.0001", "nonsense"])
    assert caught.value.status == 400
    assert len(emulator.requests("arxiv")) == 1


def test_does_not_retry_a_failing_server(emulator: Emulator, session: NotingSession) -> None:
    emulator.order("arxiv", Fault.status(503))
    with pytest.raises(arxiv.HTTPError) as caught:
        results(emulator, session, ["0704.0001"])
    assert caught.value.status == 503
    assert len(emulator.requests("arxiv")) == 1


def test_lets_our_own_errors_through(emulator: Emulator) -> None:
    class OwnError(Exception):
        """An error of ours."""

    class Failing(requests.Session):
        def get(self, url: str | bytes, **_: object) -> requests.Response:
            raise OwnError(url)

    with Failing() as session, pytest.raises(OwnError):
        results(emulator, session, ["0704.0001"])


def test_is_silent_about_ids_that_are_not_there(emulator: Emulator, session: NotingSession) -> None:
    assert list(results(emulator, session, ["0704.0001", "2001.99999"])) == ["0704.0001v2"]


def test_takes_a_feed_cut_short_for_a_whole_one(emulator: Emulator, session: NotingSession) -> None:
    # This is why the source judges the bytes itself before the package sees them.
    ids = list(emulator.world.paper_ids)
    emulator.order("arxiv", Fault.TRUNCATED)
    client = make_client(emulator, session, len(ids))
    search = arxiv.Search(id_list=ids, max_results=len(ids))
    feed = client._parse_feed(client._format_url(search, 0, len(ids)))
    assert 0 < len(feed.results) < len(ids)
    assert not feed.malformed


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.RATE_TEXT, Fault.EMPTY])
def test_takes_an_excuse_for_an_empty_feed(
    emulator: Emulator, session: NotingSession, fault: Fault
) -> None:
    emulator.order("arxiv", fault)
    assert results(emulator, session, ["0704.0001"]) == {}


def test_gives_every_field_that_we_keep() -> None:
    paper = Paper(
        "2101.00001",
        "A Title",
        ("Ada Sample",),
        versions=3,
        published="2021-01-04",
        abstract="Words.",
        doi="10.5555/joined",
        journal_ref="J. Inv. Res. 1 (2021) 2",
        comment="5 pages",
        categories=("cs.DL", "math.GT"),
    )
    with Emulator(World([paper])) as emulator, NotingSession() as session:
        result = results(emulator, session, ["2101.00001"])["2101.00001v3"]
    assert result.get_short_id() == "2101.00001v3"
    assert result.title == "A Title"
    assert [(one.name, one.affiliation) for one in result.authors] == [("Ada Sample", [])]
    assert result.published.isoformat() == "2021-01-04T12:00:00+00:00"
    assert result.updated > result.published
    assert result.summary == "Words."
    assert result.comment == "5 pages"
    assert result.journal_ref == "J. Inv. Res. 1 (2021) 2"
    assert result.doi == "10.5555/joined"
    assert result.primary_category == "cs.DL"
    assert result.categories == ["cs.DL", "math.GT"]


def test_asks_for_a_query_on_one_page_the_most_relevant_first(
    emulator: Emulator, session: NotingSession
) -> None:
    client = make_client(emulator, session, 40)
    query = "(ti:model AND ti:folded) OR (ti:prompt AND ti:diphoton)"
    found = list(client.results(arxiv.Search(query=query, max_results=40)))
    (asked,) = emulator.requests("arxiv")
    assert asked.query == {
        "search_query": query,
        "id_list": "",
        "sortBy": "relevance",
        "sortOrder": "descending",
        "start": "0",
        "max_results": "40",
    }
    assert "0704.0001v2" in {result.get_short_id() for result in found}


def test_asks_for_no_second_page_where_the_first_is_as_long_as_the_search(
    emulator: Emulator, session: NotingSession
) -> None:
    client = make_client(emulator, session, 5)
    found = list(client.results(arxiv.Search(query="all:invented OR ti:model", max_results=5)))
    assert len(found) == 5
    assert len(session.urls) == 1
