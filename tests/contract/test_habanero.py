"""What we rely on in `habanero`: its request class builds and checks, we send."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import requests
from habanero.request_class import Request

from enrich.identifiers import Doi
from enrich.sources.crossref import Crossref
from tests.emulator import Emulator


class NotedRequest(Request):  # type: ignore[misc] # habanero has no type hints
    """A request that goes nowhere and remembers what would have gone."""

    def __init__(self, **options: object) -> None:
        """Make a request as our source does."""
        super().__init__("a@b.example", None, None, url="https://x.invalid/", **options)
        self.sent: list[dict[str, str]] = []

    def _req(self, payload: dict[str, str], should_warn: bool) -> dict[str, Any]:  # noqa: ARG002, FBT001 - habanero's signature
        self.sent.append(dict(payload))
        return {"message": {"total-results": 2, "items": [1, 2]}}


def test_repeats_a_filter_for_each_value_joined_by_commas() -> None:
    request = NotedRequest(path="/works/", filter={"doi": ["10.5555/a", "10.5555/b"]}, limit=2)
    request.do_request()
    assert request.sent == [{"filter": "doi:10.5555/a,doi:10.5555/b", "rows": "2"}]


def test_gives_back_what_the_override_answered() -> None:
    request = NotedRequest(path="/works/", filter={"doi": ["10.5555/a"]}, limit=1)
    assert request.do_request()["message"]["items"] == [1, 2]


def test_sends_only_one_request_where_there_is_no_cursor() -> None:
    request = NotedRequest(path="/works/", filter={"doi": ["10.5555/a", "10.5555/b"]}, limit=2)
    request.do_request()
    assert len(request.sent) == 1


def test_leaves_dois_as_they_stand() -> None:
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    request = NotedRequest(path="/works/", filter={"doi": [doi]}, limit=1)
    request.do_request()
    assert request.sent[0]["filter"] == f"doi:{doi}"


def test_knows_the_filter_by_a_publishers_own_id() -> None:
    filters = {"alternative-id": ["S0000000000000001", "S0000000000000002"]}
    request = NotedRequest(path="/works/", filter=filters, limit=26)
    request.do_request()
    (sent,) = request.sent
    assert sent["filter"] == "alternative-id:S0000000000000001,alternative-id:S0000000000000002"


def test_takes_a_field_query_by_a_keyword_and_adds_nothing() -> None:
    request = NotedRequest(path="/works/", query_bibliographic="on gardens sample 2021", limit=5)
    request.do_request()
    assert request.sent == [{"query.bibliographic": "on gardens sample 2021", "rows": "5"}]


def test_leaves_our_filter_and_select_as_they_were() -> None:
    filters, select = {"doi": ["10.5555/a", "10.5555/b"]}, ["DOI", "title"]
    request = NotedRequest(path="/works/", filter=filters, select=select, limit=2)
    request.do_request()
    assert filters == {"doi": ["10.5555/a", "10.5555/b"]}
    assert select == ["DOI", "title"]
    assert request.sent[0]["select"] == "DOI,title"


def test_keeps_the_address_and_the_mail_address() -> None:
    request = NotedRequest(path="works/10.5555%2Fa")
    assert request._url() == "https://x.invalid/works/10.5555%2Fa"
    assert request.mailto == "a@b.example"


@pytest.mark.parametrize("name", ["filter", "limit", "url", "path"])
def test_still_names_its_arguments_so(name: str) -> None:
    # The next release calls `filter` by another name.
    assert name in inspect.signature(Request.__init__).parameters


def test_our_request_goes_through_our_session_once(emulator: Emulator) -> None:
    dois = [Doi(doi) for doi in emulator.world.dois[:3]]
    with requests.Session() as session:
        answered = Crossref(emulator.crossref_url, "a@b.example").ask(session, dois)
    (asked,) = emulator.requests("crossref")
    assert tuple(one.value for one in dois) == asked.ids
    assert asked.query["rows"] == "6"
    assert asked.query["mailto"] == "a@b.example"
    assert set(dois) == set(answered)
