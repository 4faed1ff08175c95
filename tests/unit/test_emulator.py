"""The emulator answers as the arXiv, Crossref and DataCite APIs do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import arxiv
import pytest
import requests

from tests.emulator import Dataset, Emulator, Fault, Paper, Work, World
from tests.emulator.crossref import SELECTABLE
from tests.emulator.limits import Gates
from tests.emulator.messages import Asked
from tests.emulator.world import KNOWN_WORK

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
POLITE = {"mailto": "reader@example.org"}


@pytest.fixture(scope="module")
def world() -> World:
    """Make one small world."""
    return World.made(papers=30, works=30)


@pytest.fixture
def emulator(world: World) -> Iterator[Emulator]:
    """Serve the small world."""
    with Emulator(world) as running:
        yield running


def ask_arxiv(emulator: Emulator, **query: object) -> requests.Response:
    """Ask the arXiv API."""
    return requests.get(emulator.arxiv_url, params=_texts(query), timeout=5)


def ask_crossref(emulator: Emulator, path: str = "/works", /, **query: object) -> requests.Response:
    """Ask the Crossref API."""
    return requests.get(emulator.crossref_url + path, params=_texts(query), timeout=5)


def ask_datacite(emulator: Emulator, path: str = "", /, **query: object) -> requests.Response:
    """Ask the DataCite API."""
    url = f"{emulator.datacite_url}/dois{path}"
    params = {
        name.replace("page_", "page[") + "]" * ("page_" in name): str(value)
        for name, value in query.items()
    }
    return requests.get(url, params=params, timeout=5)


def works(emulator: Emulator, **query: object) -> dict[str, Any]:
    """Ask for a list of works and give its message."""
    answer = ask_crossref(emulator, **query)
    assert answer.status_code == 200
    message: dict[str, Any] = answer.json()["message"]
    return message


def results(emulator: Emulator, *ids: str, **query: str) -> list[arxiv.Result]:
    """Ask as the arxiv library does."""
    client = arxiv.Client(delay_seconds=0, num_retries=0)
    client.query_url_format = emulator.arxiv_url + "?{}"
    return list(client.results(arxiv.Search(id_list=list(ids), **query)))


def short(answer: requests.Response) -> list[str]:
    """Give the versioned ids of a feed in order."""
    entries = ET.fromstring(answer.content).iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}id", "").partition("/abs/")[2] for entry in entries]


def total(answer: requests.Response) -> int:
    """Give how many entries a feed says there are."""
    return int(ET.fromstring(answer.content).findtext(TOTAL, ""))


def doi_filter(*dois: str) -> str:
    """Write a filter that asks for these DOIs."""
    return ",".join(f"doi:{doi}" for doi in dois)


def _texts(query: dict[str, object]) -> dict[str, str]:
    return {name.replace("__", "."): str(value) for name, value in query.items()}


# The world


def test_the_same_arguments_make_the_same_world() -> None:
    first, second = World.made(seed=3), World.made(seed=3)
    assert first.papers == second.papers
    assert first.works == second.works
    assert World.made(seed=4).papers != first.papers


def test_a_joined_work_has_its_papers_title_and_authors(world: World) -> None:
    assert world.joined
    for identifier, doi in world.joined.items():
        message = world.message(doi)
        assert message is not None
        names = tuple(f"{one['given']} {one['family']}" for one in message["author"])
        assert ([world.papers[identifier].title], world.papers[identifier].authors) == (
            message["title"],
            names,
        )


def test_made_records_are_as_many_as_asked_and_never_alike() -> None:
    world = World.made(papers=10_000, works=10_000, with_doi=0.3)
    assert len(world.paper_ids) == len(world.dois) == 10_000
    always = 1
    assert len(world.works) == len(world.dois) + len(world.joined) + always
    assert 0.25 < len(world.joined) / 10_000 < 0.35
    assert len({paper.title for paper in world.papers.values()}) == len(world.papers)


def test_a_work_lays_its_fields_over_the_usual_ones() -> None:
    world = World(works=[Work("10.5555/ABC", {"title": ["Mine"], "author": None})])
    message = world.message("10.5555/aBc")
    assert message is not None
    assert ("10.5555/abc", ["Mine"]) == (message["DOI"], message["title"])
    assert "author" not in message
    assert message["reference-count"] == len(message["reference"]) == 3


def test_one_given_date_dates_the_whole_work() -> None:
    date = {"date-parts": [[2011, 2]]}
    message = World(works=[Work("10.5555/a", {"issued": date})]).message("10.5555/a")
    assert message is not None
    assert date == message["published-print"] == message["published"]


# arXiv


def test_arxiv_library_reads_every_paper_asked(emulator: Emulator) -> None:
    ids = emulator.world.paper_ids
    read = {result.get_short_id().rpartition("v")[0]: result for result in results(emulator, *ids)}
    assert set(ids) == set(read)
    for identifier, result in read.items():
        paper = emulator.world.papers[identifier]
        assert paper.title == result.title
        assert paper.authors == tuple(author.name for author in result.authors)
        assert (paper.doi, paper.journal_ref) == (result.doi, result.journal_ref)
        assert (paper.comment, paper.abstract) == (result.comment, result.summary)
        assert list(paper.categories) == result.categories
        assert paper.categories[0] == result.primary_category
        assert paper.published == f"{result.published:%Y-%m-%d}"


def test_a_title_with_markup_survives_the_feed() -> None:
    paper = Paper("2101.00001", 'On $a<b$ & "c" > d', ("Zoë O'Given & Co",), categories=("a&b",))
    with Emulator(World([paper])) as emulator:
        (result,) = results(emulator, paper.id)
    assert (paper.title, paper.authors[0]) == (result.title, result.authors[0].name)


def test_no_version_means_the_latest_and_a_missing_version_is_absent() -> None:
    with Emulator(World([Paper("2101.00001", "T", ("A B",), versions=3)])) as emulator:
        latest, second = results(emulator, "2101.00001", "2101.00001v2", "2101.00001v4")[:2]
        assert short(ask_arxiv(emulator, id_list="2101.00001v4")) == []
    by_id = sorted((latest, second), key=arxiv.Result.get_short_id)
    assert [one.get_short_id() for one in by_id] == ["2101.00001v2", "2101.00001v3"]
    assert by_id[0].published < by_id[0].updated < by_id[1].updated


def test_an_old_id_is_found_with_and_without_its_subject_class() -> None:
    with Emulator(World([Paper("math/0309136", "T", ("A B",))])) as emulator:
        found = short(ask_arxiv(emulator, id_list="math.GT/0309136"))
    assert ["math/0309136v1"] == found


def test_unknown_ids_are_absent(emulator: Emulator) -> None:
    answer = ask_arxiv(emulator, id_list="0704.0001,9912.99999,hep-th/9912999")
    assert ["0704.0001v2"] == short(answer)
    assert total(answer) == 1
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("bad", ["abc", "2101.1", "2101.00001v0", "hep-th/99", "<&>"])
def test_one_malformed_id_refuses_the_whole_request(emulator: Emulator, bad: str) -> None:
    answer = ask_arxiv(emulator, id_list=f"0704.0001,{bad}")
    assert answer.status_code == 400
    (entry,) = ET.fromstring(answer.content).iter(f"{ATOM}entry")
    assert f"incorrect id format for {bad}" == entry.findtext(f"{ATOM}summary")
    anchor = f"https://arxiv.org/api/errors#incorrect_id_format_for_{bad}"
    assert anchor == entry.findtext(f"{ATOM}id")


def test_ten_entries_come_unless_more_are_asked(emulator: Emulator) -> None:
    ids = ",".join(emulator.world.paper_ids)
    assert len(short(ask_arxiv(emulator, id_list=ids))) == 10
    pages = [
        short(ask_arxiv(emulator, id_list=ids, start=start, max_results=12))
        for start in (0, 12, 24)
    ]
    assert [len(page) for page in pages] == [12, 12, 6]
    assert len({one for page in pages for one in page}) == 30


@pytest.mark.parametrize("size", [2, 3, 30])
def test_arxiv_answers_in_a_steady_order_that_was_not_asked(emulator: Emulator, size: int) -> None:
    asked = [f"{one}v1" for one in emulator.world.paper_ids[:size]]
    for order in (asked, asked[::-1]):
        first, second = (
            short(ask_arxiv(emulator, id_list=",".join(order), max_results=50)) for _ in range(2)
        )
        assert first == second
        assert sorted(asked) == sorted(first)
        assert order != first


def test_titles_are_searched(emulator: Emulator) -> None:
    paper = emulator.world.papers[emulator.world.paper_ids[0]]
    by_title = results(emulator, query=f'ti:"{paper.title}"')
    assert [paper.title] == [one.title for one in by_title]
    assert paper.title in [one.title for one in results(emulator, query=f"all:{paper.authors[0]}")]
    assert results(emulator, query='ti:"nowhere to be found"') == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ti:purple AND ti:gardens", {"2101.00001"}),
        ("ti:purple OR ti:bridges", {"2101.00001", "2101.00002"}),
        ("(ti:purple AND ti:nowhere) OR (ti:folded AND ti:bridges)", {"2101.00002"}),
        ("ti:gardens ANDNOT ti:purple", {"2101.00003"}),
        ("au:sample", {"2101.00001", "2101.00003"}),
        ("ti:the AND ti:purple", {"2101.00001"}),
        ("ti:the", set()),
        ('ti:"gardens of the moon"', {"2101.00003"}),
        ('ti:"moon of gardens"', set()),
        ("ti:non-linear", set()),
        ('ti:"non-linear"', {"2101.00002"}),
        ("id:2101.00002", {"2101.00002"}),
        ("all:moon", {"2101.00001", "2101.00003"}),
    ],
)
def test_a_search_is_understood(query: str, expected: set[str]) -> None:
    papers = [
        Paper("2101.00001", "On Purple Gardens", ("Ada Sample",), abstract="Of the moon."),
        Paper("2101.00002", "Folded Non-Linear Bridges", ("Bo Other",)),
        Paper("2101.00003", "The Gardens of the Moon", ("Cy Sample",)),
    ]
    with Emulator(World(papers)) as emulator:
        found = short(ask_arxiv(emulator, search_query=query))
    assert {one.rpartition("v")[0] for one in found} == expected


def test_a_search_gives_the_most_relevant_first() -> None:
    papers = [
        Paper("2101.00001", "On Gardens", ("A B",)),
        Paper("2101.00002", "On Purple Gardens", ("A B",)),
    ]
    with Emulator(World(papers)) as emulator:
        found = short(ask_arxiv(emulator, search_query="ti:purple OR ti:gardens"))
    assert found == ["2101.00002v1", "2101.00001v1"]


def test_ids_and_a_search_narrow_each_other(emulator: Emulator) -> None:
    title = emulator.world.papers[emulator.world.paper_ids[0]].title
    ids = ",".join(emulator.world.paper_ids)
    found = ask_arxiv(emulator, id_list=ids, search_query=f'ti:"{title}"')
    assert total(found) == 1


# Crossref


def test_a_list_answers_the_dois_asked_in_another_steady_order(emulator: Emulator) -> None:
    dois = list(emulator.world.dois[:25])
    first, second = (works(emulator, filter=doi_filter(*dois), rows=50) for _ in range(2))
    answered = [work["DOI"] for work in first["items"]]
    assert first == second
    assert sorted(dois) == sorted(answered)
    assert dois != answered
    assert (25, 50) == (first["total-results"], first["items-per-page"])


def test_a_list_holds_twenty_unless_more_are_asked(emulator: Emulator) -> None:
    message = works(emulator, filter=doi_filter(*emulator.world.dois))
    assert (20, 30) == (len(message["items"]), message["total-results"])
    rest = works(emulator, filter=doi_filter(*emulator.world.dois), offset=20)
    shown = {work["DOI"] for work in message["items"] + rest["items"]}
    assert set(emulator.world.dois) == shown


def test_a_cursor_walks_through_the_whole_list(emulator: Emulator) -> None:
    cursor, seen = "*", []
    for _ in range(4):
        message = works(emulator, filter="type:journal-article", rows=15, cursor=cursor)
        seen += [work["DOI"] for work in message["items"]]
        cursor = message["next-cursor"]
    assert sorted(emulator.world.works) == sorted(seen)


def test_filters_of_one_name_widen_and_of_two_names_narrow() -> None:
    book = Work("10.5555/b", {"type": "book", "alternative-id": ["S1"]})
    world = World(works=[book, Work("10.5555/a", {"alternative-id": ["S2"]})])
    with Emulator(world) as emulator:

        def found(value: str) -> list[str]:
            dois = {work["DOI"] for work in works(emulator, filter=value)["items"]}
            return sorted(dois - {KNOWN_WORK.doi})

        assert ["10.5555/a", "10.5555/b"] == found("type:book,type:journal-article")
        assert ["10.5555/b"] == found("doi:10.5555/A,doi:10.5555/B,type:book")
        assert ["10.5555/a"] == found("alternative-id:s2")
        assert found("from-index-date:2030") == []
        assert len(found("from-index-date:2023-01-01")) == 2


def test_works_are_found_by_their_relations_in_whatever_case() -> None:
    def related(doi: str, **relations: str) -> Work:
        relation = {
            kind.replace("_", "-"): [{"id-type": "doi", "id": one, "asserted-by": "subject"}]
            for kind, one in relations.items()
        }
        return Work(doi, {"relation": relation})

    world = World(
        works=[
            related("10.5555/a", has_preprint="10.48550/ARXIV.2101.00001"),
            related("10.5555/b", has_preprint="10.48550/arXiv.2101.00002"),
            related("10.5555/c", is_supplement_to="10.48550/arxiv.2101.00001"),
            related("10.5555/d", has_preprint="10.1101/1", references="10.48550/arxiv.2101.00002"),
            Work("10.5555/e"),
        ]
    )
    with Emulator(world) as emulator:

        def found(value: str) -> str:
            dois = [work["DOI"] for work in works(emulator, filter=value)["items"]]
            return "".join(sorted(doi.removeprefix("10.5555/") for doi in dois))

        first, second = (f"relation.object:10.48550/arXiv.2101.0000{n}" for n in (1, 2))
        assert found("relation.type:HAS-preprint") == "abd"
        assert found(first) == "ac"
        assert found(f"{first},{second}") == "abcd"
        # Each filter is held against all relations of a work.
        assert found(f"{first},relation.type:has-preprint,{second}") == "abd"
        assert emulator.log[-1].ids == ("10.48550/arXiv.2101.00001", "10.48550/arXiv.2101.00002")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ({"filter": "doi:10.5555/a,doi:nonsense"}, "doi-not-valid"),
        ({"filter": "doi:10.5555/a,b"}, "filter-not-available"),
        ({"filter": "colour:red"}, "filter-not-available"),
        ({"filter": "from-index-date:soon"}, "date-not-valid"),
        ({"rows": 1001}, "integer-not-valid"),
        ({"rows": "many"}, "integer-not-valid"),
        ({"select": "DOI,language"}, "select-not-available"),
        ({"colour": "red"}, "parameter-not-allowed"),
    ],
)
def test_one_mistake_refuses_the_whole_list(
    emulator: Emulator, query: dict[str, object], kind: str
) -> None:
    answer = ask_crossref(emulator, **query)
    content = answer.json()
    assert answer.status_code == 400
    assert ("failed", "validation-failure") == (content["status"], content["message-type"])
    assert [kind] == [one["type"] for one in content["message"]]


def test_select_gives_these_fields_alone(emulator: Emulator) -> None:
    (work,) = works(emulator, filter=doi_filter(emulator.world.dois[0]), select="DOI,title")[
        "items"
    ]
    assert set(work) == {"DOI", "title"}


def test_selectable_fields_are_those_habanero_knows() -> None:
    select = pytest.importorskip("habanero.select")
    assert set(select.VALID_SELECTS) == SELECTABLE


def test_a_query_puts_the_best_match_first(emulator: Emulator) -> None:
    for doi in emulator.world.dois[:5]:
        wanted = emulator.world.message(doi)
        assert wanted is not None
        text = f"{wanted['title'][0]} {wanted['author'][0]['family']}"
        found = works(emulator, query__bibliographic=text, rows=5)["items"]
        scores = [work["score"] for work in found]
        assert doi == found[0]["DOI"]
        assert sorted(scores, reverse=True) == scores


def test_a_query_that_matches_nothing_gives_an_empty_list(emulator: Emulator) -> None:
    message = works(emulator, query="qqq zzz")
    assert (0, []) == (message["total-results"], message["items"])
    assert message["query"] == {"start-index": 0, "search-terms": "qqq zzz"}


def test_a_single_work_is_found_by_its_quoted_doi() -> None:
    doi = "10.5555/(sici)1-2<3:a#b?c>;2-%"
    with Emulator(World(works=[Work(doi)])) as emulator:
        answer = ask_crossref(emulator, f"/works/{quote(doi, safe='')}", **POLITE)
        unquoted = ask_crossref(emulator, f"/works/{doi}")
    assert (200, doi) == (answer.status_code, answer.json()["message"]["DOI"])
    assert answer.json()["message-type"] == "work"
    assert unquoted.status_code != 200


def test_an_unknown_work_is_a_plain_404(emulator: Emulator) -> None:
    answer = ask_crossref(emulator, "/works/10.5555%2Fnone")
    assert (404, "Resource not found.") == (answer.status_code, answer.text)
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_a_single_work_takes_no_parameter_but_mailto(emulator: Emulator) -> None:
    answer = ask_crossref(emulator, f"/works/{emulator.world.dois[0]}", select="DOI", rows=1)
    assert answer.status_code == 400
    assert ["select", "rows"] == [one["value"] for one in answer.json()["message"]]


def test_agency_tells_whose_doi_it_is(emulator: Emulator) -> None:
    def agency(doi: str) -> requests.Response:
        return ask_crossref(emulator, f"/works/{quote(doi, safe='')}/agency")

    assert agency(emulator.world.dois[0]).json()["message"]["agency"]["id"] == "crossref"
    assert agency("10.48550/arXiv.0704.0001").json()["message"]["agency"]["id"] == "datacite"
    assert agency("10.5555/none").status_code == 404


@pytest.mark.parametrize(
    ("path", "agent", "query", "expected"),
    [
        ("/works", "x", {}, ("public-array", "1", "1s", "1")),
        ("/works", "x", POLITE, ("polite-array", "3", "1s", "3")),
        ("/works", "x (mailto:a@example.org)", {}, ("polite-array", "3", "1s", "3")),
        ("/works/10.5555%2Fnone", "x", {}, ("public-single", "5", "1s", "1")),
        ("/works/10.5555%2Fnone", "x", POLITE, ("polite-single", "10", "1s", "3")),
    ],
)
def test_every_crossref_answer_names_its_pool(
    emulator: Emulator, path: str, agent: str, query: dict[str, str], expected: tuple[str, ...]
) -> None:
    url, headers = emulator.crossref_url + path, {"User-Agent": agent}
    answer = requests.get(url, params=query, headers=headers, timeout=5)
    said = [answer.headers[one] for one in answer.headers if one.lower().startswith("x-")]
    assert list(expected) == said


def test_a_url_over_eight_kilobytes_is_refused(emulator: Emulator) -> None:
    long = doi_filter(*(f"10.5555/{number:060}" for number in range(130)))
    assert ask_crossref(emulator, filter=long).status_code == 414


# DataCite


def test_a_doi_of_datacites_is_found_in_any_case() -> None:
    with Emulator(World(datasets=[Dataset("10.5281/Zenodo.7", {"version": "2"})])) as emulator:
        answer = ask_datacite(emulator, "/10.5281/ZENODO.7")
    attributes = answer.json()["data"]["attributes"]
    assert ("10.5281/zenodo.7", "2") == (attributes["doi"], attributes["version"])
    assert answer.headers["Content-Type"].startswith("application/vnd.api+json")


def test_an_unknown_doi_is_a_404_in_json(emulator: Emulator) -> None:
    answer = ask_datacite(emulator, "/10.5281/none")
    assert (404, "404") == (answer.status_code, answer.json()["errors"][0]["status"])


def test_a_list_of_datacites_leaves_out_what_it_does_not_know() -> None:
    world = World.made(0, 0, datasets=40)
    ids = ",".join((*world.dataset_dois, "10.5281/none"))
    with Emulator(world) as emulator:
        usual = ask_datacite(emulator, ids=ids).json()
        whole = ask_datacite(emulator, ids=ids.upper(), page_size=100).json()
    assert (25, 40) == (len(usual["data"]), usual["meta"]["total"])
    assert {one["id"] for one in whole["data"]} == set(world.dataset_dois)
    assert [one["id"] for one in whole["data"]] != list(world.dataset_dois)


def test_a_copy_of_another_agencys_doi_is_in_lists_alone() -> None:
    with Emulator(World(datasets=[Dataset("10.5555/copy", is_own=False)])) as emulator:
        (listed,) = ask_datacite(emulator, ids="10.5555/copy").json()["data"]
        alone = ask_datacite(emulator, "/10.5555/copy")
    assert listed["relationships"]["client"]["data"] is None
    assert alone.status_code == 404


# Faults


@pytest.mark.parametrize("code", [403, 429, 500, 502, 503])
def test_a_status_can_be_ordered(emulator: Emulator, code: int) -> None:
    emulator.order("crossref", Fault.status(code, retry_after=7), Fault.status(code))
    first, second, third = (ask_crossref(emulator, rows=1) for _ in range(3))
    assert [code, code, 200] == [one.status_code for one in (first, second, third)]
    assert first.headers["Retry-After"] == "7"
    assert "Retry-After" not in second.headers
    assert "x-api-pool" in first.headers


def test_faults_of_one_api_leave_the_other_alone(emulator: Emulator) -> None:
    emulator.always("arxiv", Fault.status(503))
    emulator.order("arxiv", Fault.status(500))
    statuses = [ask_arxiv(emulator, id_list="0704.0001").status_code for _ in range(3)]
    assert [500, 503, 503] == statuses
    assert ask_crossref(emulator, rows=1).status_code == 200
    emulator.heal("arxiv")
    assert ask_arxiv(emulator, id_list="0704.0001").status_code == 200


def test_an_empty_answer_is_well_formed(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.EMPTY)
    emulator.order("crossref", Fault.EMPTY)
    feed = ask_arxiv(emulator, id_list="0704.0001")
    assert (200, [], 0) == (feed.status_code, short(feed), total(feed))
    assert works(emulator, filter=doi_filter(emulator.world.dois[0]))["items"] == []


def test_bodies_that_are_no_answer(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.RATE_TEXT, Fault.HTML, Fault.BINARY, Fault.WRONG_TYPE)
    rate, html, binary, wrong = (ask_arxiv(emulator, id_list="0704.0001") for _ in range(4))
    assert {one.status_code for one in (rate, html, binary, wrong)} == {200}
    assert rate.text == "Rate exceeded."
    assert html.headers["Content-Type"].startswith("text/html")
    assert b"<feed" not in html.content + binary.content
    assert wrong.headers["Content-Type"].startswith("text/html")
    assert ["0704.0001v2"] == short(wrong)


def test_a_truncated_body_arrives_whole_and_is_not_well_formed(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.TRUNCATED)
    emulator.order("crossref", Fault.TRUNCATED)
    with pytest.raises(ET.ParseError):
        short(ask_arxiv(emulator, id_list="0704.0001"))
    with pytest.raises(json.JSONDecodeError):
        json.loads(ask_crossref(emulator, rows=2).content)


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.HANGUP])
@pytest.mark.parametrize("api", ["arxiv", "crossref", "datacite"])
def test_a_broken_connection_is_an_error_once(emulator: Emulator, api: Any, fault: Fault) -> None:
    urls = {
        "arxiv": emulator.arxiv_url,
        "crossref": f"{emulator.crossref_url}/works",
        "datacite": f"{emulator.datacite_url}/dois",
    }
    url = urls[api]
    emulator.order(api, fault)
    with requests.Session() as session:
        with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
            session.get(url, timeout=5)
        assert session.get(url, timeout=5).status_code == 200
    assert len(emulator.requests(api)) == 2


def test_arxiv_can_answer_half_or_twice_or_with_a_stranger(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.PARTIAL, Fault.CUT, Fault.DOUBLED, Fault.STRANGER)
    asked = [f"{one}v1" for one in emulator.world.paper_ids[:6]]
    partial, cut, doubled, stranger = (
        ask_arxiv(emulator, id_list=",".join(asked), max_results=50) for _ in range(4)
    )
    assert (sorted(asked[:3]), 3) == (sorted(short(partial)), total(partial))
    assert (sorted(asked[:3]), 6) == (sorted(short(cut)), total(cut))
    assert sorted(asked * 2) == sorted(short(doubled))
    (extra,) = set(short(stranger)) - set(asked)
    assert extra.rpartition("v")[0] not in emulator.world.papers
    assert len(short(stranger)) == 7


def test_crossref_can_answer_half_or_twice_or_with_a_stranger(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.PARTIAL, Fault.CUT, Fault.DOUBLED, Fault.STRANGER)
    asked = list(emulator.world.dois[:6])
    messages = [works(emulator, filter=doi_filter(*asked), rows=50) for _ in range(4)]
    partial, cut, doubled, stranger = (
        sorted(work["DOI"] for work in one["items"]) for one in messages
    )
    assert (asked[:3], asked[:3], sorted(asked * 2)) == (partial, cut, doubled)
    assert [3, 6] == [one["total-results"] for one in messages[:2]]
    assert len(set(stranger) - set(asked)) == 1


def test_content_faults_reach_a_single_lookup(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.EMPTY, Fault.PARTIAL, Fault.STRANGER)
    doi = emulator.world.dois[0]
    empty, partial, stranger = (ask_crossref(emulator, f"/works/{doi}") for _ in range(3))
    assert (200, {}) == (empty.status_code, empty.json()["message"])
    assert doi == partial.json()["message"]["DOI"]
    assert doi != stranger.json()["message"]["DOI"]


def test_datacite_can_answer_half_or_twice_or_with_a_stranger() -> None:
    world = World.made(0, 0, datasets=6)
    with Emulator(world) as emulator:
        emulator.order("datacite", Fault.PARTIAL, Fault.CUT, Fault.DOUBLED, Fault.STRANGER)
        answers = [
            ask_datacite(emulator, ids=",".join(world.dataset_dois)).json() for _ in range(4)
        ]
    assert [len(one["data"]) for one in answers] == [3, 3, 12, 7]
    assert [one["meta"]["total"] for one in answers] == [3, 6, 6, 7]


@pytest.mark.parametrize("fault", [Fault.SLOW(0.2), Fault.DRIP(0.2)])
def test_an_answer_can_take_its_time(emulator: Emulator, fault: Fault) -> None:
    emulator.order("arxiv", fault)
    answer = ask_arxiv(emulator, id_list="0704.0001")
    assert ["0704.0001v2"] == short(answer)
    (entry,) = emulator.requests("arxiv")
    assert 0.15 < entry.ended - entry.started < 2


def test_a_client_that_gives_up_is_logged_and_harms_nobody(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.SLOW(0.15))
    with pytest.raises(requests.Timeout):
        requests.get(emulator.arxiv_url, timeout=0.05)
    assert ask_arxiv(emulator, id_list="0704.0001").status_code == 200


def test_a_poisoned_id_refuses_whatever_holds_it(emulator: Emulator) -> None:
    paper, doi = emulator.world.paper_ids[0], emulator.world.dois[0]
    emulator.poison(paper)
    emulator.poison(doi.upper())
    assert b"/api/errors#" in ask_arxiv(emulator, id_list=f"0704.0001,{paper}").content
    assert ask_arxiv(emulator, id_list=paper).status_code == 400
    refused = ask_crossref(emulator, filter=doi_filter(emulator.world.dois[1], doi))
    assert (400, "validation-failure") == (refused.status_code, refused.json()["message-type"])
    assert ask_crossref(emulator, f"/works/{quote(doi, safe='')}").status_code == 400
    assert ask_arxiv(emulator, id_list="0704.0001").status_code == 200
    emulator.heal()
    assert ask_arxiv(emulator, id_list=paper).status_code == 200


# Limits


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        """Start at nought."""
        self.now = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def test_arxiv_refuses_what_comes_within_three_seconds(world: World) -> None:
    clock = Clock()
    with Emulator(world, enforce_limits=True, clock=clock) as emulator:
        answers = []
        for clock.now in (0.0, 2.9, 5.897, 8.8):
            answers.append(ask_arxiv(emulator, id_list="0704.0001"))
    assert [200, 429, 200, 429] == [one.status_code for one in answers]
    assert answers[1].text == "Rate exceeded."
    assert "Retry-After" not in answers[1].headers


@pytest.mark.parametrize(("query", "admitted"), [({}, 1), (POLITE, 3)])
def test_crossref_refuses_more_lists_a_second_than_the_pool_has(
    world: World, query: dict[str, str], admitted: int
) -> None:
    clock = Clock()
    with Emulator(world, enforce_limits=True, clock=clock) as emulator:
        answers = [ask_crossref(emulator, rows=1, **query) for _ in range(admitted + 1)]
        clock.now = 1.0
        later = ask_crossref(emulator, rows=1, **query)
    assert [200] * admitted + [429] == [one.status_code for one in answers]
    assert answers[-1].headers["Retry-After"] == "1"
    assert answers[-1].headers["Content-Type"].startswith("text/html")
    assert later.status_code == 200


@pytest.mark.parametrize(("agent", "admitted"), [("x", 500), ("x (mailto:a@b.example)", 1000)])
def test_datacite_admits_twice_as_many_of_those_who_say_who_they_are(
    agent: str, admitted: int
) -> None:
    gates = Gates()
    asked = Asked("datacite", "/datacite/dois", {}, agent, 20)
    outcomes = []
    for number in range(admitted + 1):
        outcomes.append(gates.enter(asked, number / 10))
        gates.leave(asked)
    assert outcomes == [True] * admitted + [False]
    assert gates.enter(asked, 301.0)


@pytest.mark.parametrize(
    ("api", "query", "at_once"),
    [
        pytest.param("arxiv", {}, 1, marks=pytest.mark.slow),
        ("crossref", POLITE, 3),
        pytest.param("crossref", {}, 1, marks=pytest.mark.slow),
    ],
)
def test_more_at_one_time_than_allowed_are_refused(
    world: World, api: Any, query: dict[str, str], at_once: int
) -> None:
    clock = Clock()
    # Long enough that the first is still under way when the last begins, on a busy machine too.
    with Emulator(world, enforce_limits=True, latency=1.5, clock=clock) as emulator:
        url = emulator.arxiv_url if api == "arxiv" else f"{emulator.crossref_url}/works"
        statuses: list[int] = []

        def ask() -> None:
            statuses.append(requests.get(url, params=query, timeout=5).status_code)

        threads = [threading.Thread(target=ask) for _ in range(at_once + 1)]
        for number, thread in enumerate(threads):
            # Far apart on the clock, so that only being at one time counts.
            clock.now = number * 10.0
            thread.start()
            while len(emulator.log) <= number:
                # A loop without rest would keep the server's threads from running.
                time.sleep(0.001)
        for thread in threads:
            thread.join()
        assert sorted([200] * at_once + [429]) == sorted(statuses)
        assert emulator.peak(api) == at_once + 1


def test_one_request_after_the_other_is_never_at_one_time(world: World) -> None:
    with Emulator(world) as emulator, requests.Session() as session:
        for _ in range(200):
            session.get(emulator.arxiv_url, timeout=5)
        assert emulator.peak("arxiv") == 1


# The log and the server


def test_the_log_tells_what_was_asked(emulator: Emulator) -> None:
    headers = {"User-Agent": "reader/1"}
    requests.get(emulator.arxiv_url, params={"id_list": "0704.0001,1"}, headers=headers, timeout=5)
    ask_crossref(emulator, "/works/10.5555%2Fa%20b")
    ask_crossref(emulator, filter="doi:10.5555/a,type:book,alternative-id:S1", rows=3)
    first, second, third = emulator.log
    assert ("arxiv", "/api/query", 400) == (first.api, first.path, first.status)
    assert (("0704.0001", "1"), "reader/1") == (first.ids, first.user_agent)
    assert ("crossref", ("10.5555/a b",), 404) == (second.api, second.ids, second.status)
    assert second.path == "/crossref/works/10.5555%2Fa%20b"
    assert (("10.5555/a", "S1"), "3") == (third.ids, third.query["rows"])
    assert first.started <= first.ended <= second.started
    emulator.forget()
    assert emulator.log == []


def test_gaps_are_from_start_to_start(world: World) -> None:
    clock = Clock()
    with Emulator(world, clock=clock) as emulator:
        for clock.now in (1.0, 4.0, 4.5):
            ask_arxiv(emulator)
        ask_crossref(emulator)
        assert emulator.gaps("arxiv") == (3.0, 0.5)
        assert emulator.gaps("crossref") == ()
        emulator.forget()
        assert (emulator.peak("arxiv"), emulator.gaps("arxiv")) == (0, ())


def test_connections_are_kept_and_answers_do_not_stall(emulator: Emulator) -> None:
    with requests.Session() as session:
        session.get(emulator.arxiv_url, timeout=5)
        started = time.monotonic()
        for _ in range(50):
            assert "close" not in session.get(emulator.arxiv_url, timeout=5).headers.values()
        # A delayed acknowledgement alone would cost 40 ms each time.
        assert time.monotonic() - started < 50 * 0.03


def test_a_stopped_emulator_answers_nobody(world: World) -> None:
    with requests.Session() as session:
        with Emulator(world) as emulator:
            session.get(emulator.arxiv_url, timeout=5)
        with pytest.raises(requests.ConnectionError, match="refused"):
            session.get(emulator.arxiv_url, timeout=5)


def test_an_emulator_stops_at_once_while_an_answer_is_slow(world: World) -> None:
    started = time.monotonic()
    with Emulator(world) as emulator:
        emulator.always("arxiv", Fault.SLOW(30))
        with pytest.raises(requests.Timeout):
            requests.get(emulator.arxiv_url, timeout=0.05)
    assert time.monotonic() - started < 5


def test_run_as_a_module_it_prints_a_ready_configuration() -> None:
    command = [sys.executable, "-m", "tests.emulator", "--papers", "3", "--works", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(10)]
        sources = tomllib.loads("".join(lines[4:]))["sources"]
        found = requests.get(f"{sources['crossref']['url']}/works", params={"rows": 0}, timeout=5)
        feed = requests.get(sources["arxiv"]["url"], params={"id_list": "0704.0001"}, timeout=5)
        data = requests.get(f"{sources['datacite']['url']}/dois/10.5438/0012", timeout=5)
        process.terminate()
    assert (200, ["0704.0001v2"]) == (found.status_code, short(feed))
    assert data.status_code == 200
    assert process.returncode == 0
