"""How arXiv is asked, and how its entries are read."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
import pytest
import requests

from enrich.answers import Answer
from enrich.errors import Garbled, Refused, Throttled
from enrich.identifiers import ArxivId, Doi, Title, Wanted
from enrich.record import Kind, Name, Record
from enrich.sources.arxiv import Arxiv
from enrich.sources.arxiv.entry import read_entry
from enrich.sources.arxiv.search import WITNESS_CLAUSE, query_for, resemblance
from enrich.text import to_unicode
from tests.emulator import Emulator, Fault, Paper, World

ID = ArxivId("2101.00001")


def read(identifier: ArxivId = ID, **fields: object) -> Record:
    entry = {"id": "2101.00001v3", "title": "On Purple Gardens", **fields}
    return Arxiv().read(Answer("arxiv", identifier, msgspec.json.encode(entry), None))


def test_one_request_asks_for_a_whole_batch(emulator: Emulator) -> None:
    batch = [ArxivId(one) for one in emulator.world.paper_ids]
    answered = Arxiv(emulator.arxiv_url).ask(requests.Session(), batch)
    assert sorted(one.key for one in answered) == sorted(one.key for one in batch)
    (request,) = emulator.log
    # Twice as many, so that one that is there twice takes no room from another.
    assert request.query["max_results"] == "200"


def test_a_thousand_ids_are_seven_batches() -> None:
    ids = [ArxivId(f"2101.{number:05}") for number in range(1, 1001)]
    assert len(list(Arxiv().batches(ids))) == 7


def test_an_entry_survives_the_way_through_the_feed() -> None:
    paper = Paper(
        id="2101.00001",
        title="On $a < b$ &  Gardens",
        authors=("Ada Sample", "Bo van der Sample"),
        published="2021-01-04",
        abstract="We study\ngardens.\n  They grow.",
        doi="10.5555/X",
        comment="7 pages,\n two gardens",
        categories=("cs.LG", "stat.ML"),
    )
    with Emulator(World([paper], [])) as emulator:
        arxiv = Arxiv(emulator.arxiv_url)
        body = arxiv.ask(requests.Session(), [ID])[ID]
    record = arxiv.read(Answer("arxiv", ID, body, None))
    assert record.title
    assert record.abstract
    assert (
        record.kind,
        record.arxiv,
        record.doi,
        to_unicode(record.title),
        record.authors,
        str(record.date),
        to_unicode(record.abstract),
        record.comment,
        record.categories,
    ) == (
        Kind.PREPRINT,
        ID,
        Doi("10.5555/x"),
        "On a < b & Gardens",
        (Name(family="Sample", given="Ada"), Name(family="Sample", given="Bo", particle="van der")),
        "2021-01-04",
        "We study gardens.\n\nThey grow.",
        "7 pages, two gardens",
        ("cs.LG", "stat.ML"),
    )


def test_the_version_is_shown_only_where_it_was_asked_for() -> None:
    assert read().arxiv == ID
    assert read(ArxivId("2101.00001", 3)).arxiv == ArxivId("2101.00001", 3)


def test_a_malformed_id_refuses_the_batch(emulator: Emulator) -> None:
    emulator.poison("2101.00001")
    with pytest.raises(Refused):
        Arxiv(emulator.arxiv_url).ask(requests.Session(), [ID, ArxivId("0704.0001")])


def judged(body: bytes, status: int = 200) -> type[BaseException] | None:
    response = requests.Response()
    response.status_code = status
    response._content = body
    verdict = Arxiv().manners().judge(response)
    return type(verdict) if verdict else None


ATOM = b'xmlns="http://www.w3.org/2005/Atom"'


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"<feed %s/>" % ATOM, None),
        (b"<feed %s><entry><title>cut", "CutShort"),
        (b"<html><body>Down for maintenance</body></html>", "Garbled"),
        (b"", "Garbled"),
        (b"Rate exceeded.", "Throttled"),
        (b"\n rate exceeded", "Throttled"),
        (
            b"<feed %s><entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id></entry>"
            b"</feed>" % ATOM,
            "Refused",
        ),
        (
            b'<!DOCTYPE f [<!ENTITY e "x">]><feed %s><title>&e;</title></feed>' % ATOM,
            "Garbled",
        ),
    ],
)
def test_a_feed_is_told_from_what_only_comes_with_status_200(body: bytes, name: str | None) -> None:
    verdict = judged(body)
    assert (verdict.__name__ if verdict else None) == name


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1103/PhysRevD.76.013009", Doi("10.1103/physrevd.76.013009")),
        ("10.1103/PhysRevD.76.013009 10.5555/y", Doi("10.1103/physrevd.76.013009")),
        ("https://doi.org/10.5555/y", Doi("10.5555/y")),
        ("10.48550/arXiv.2101.00001", None),
        ("to appear", None),
        ("", None),
        (None, None),
    ],
)
def test_the_doi_an_author_gave_is_read_or_left(doi: str | None, expected: Doi | None) -> None:
    assert read(doi=doi).doi == expected


@pytest.mark.parametrize(
    ("comment", "abstract", "kinds"),
    [
        ("This paper has been withdrawn by the author due to an error", None, ["withdrawal"]),
        ("Withdrawn: the proof has a gap", None, ["withdrawal"]),
        ("12 pages; this article was temporarily withdrawn", None, ["withdrawal"]),
        ("The authors have withdrawn this paper", None, ["withdrawal"]),
        ("withdrawn by arXiv administrators", None, ["withdrawal"]),
        (None, "This paper has been withdrawn by the author.", ["withdrawal"]),
        (None, "*** This submission has been withdrawn ***", ["withdrawal"]),
        ("This paper has been retracted", None, ["retraction"]),
        ("We study how funds are withdrawn from gardens", None, []),
        (None, "Forces were withdrawn by the king. We ask why this paper matters.", []),
        (None, "We study papers. One finds that the work was withdrawn often.", []),
        (None, None, []),
    ],
)
def test_a_withdrawal_is_found_where_arxiv_says_it(
    comment: str | None, abstract: str | None, kinds: list[str]
) -> None:
    assert [one.kind for one in read(comment=comment, abstract=abstract).notices] == kinds


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id":1,"title":"x"}'])
def test_an_unexpected_shape_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled, match="unexpected shape"):
        Arxiv().read(Answer("arxiv", ID, body, None))


# Titles

GARDENS = Title("on purple gardens of the northern moon", "sample", 2021)
BRIDGES = Title("folded non linear bridges", "other", 2020)
PAPERS = [
    Paper("2101.00001", "On Purple Gardens of the Northern Moon", ("Ada Sample",), versions=2),
    Paper("2101.00002", "Folded Non-Linear Bridges", ("Bo Other",)),
    Paper("2101.00003", "Purple Gardens of the Northern Moon: A Survey of Planting", ("Cy Else",)),
    Paper("2101.00004", "Purple Moon", ("Di Else",)),
]


def search(emulator: Emulator, *titles: Wanted) -> dict[Wanted, list[str]]:
    """Ask for titles, and give the ids of what was found for each."""
    arxiv = Arxiv(emulator.arxiv_url)
    answered = arxiv.ask(requests.Session(), titles)
    return {one: found(arxiv, one, body) for one, body in answered.items()}


def found(arxiv: Arxiv, title: Wanted, body: bytes) -> list[str]:
    records = arxiv.read_found(Answer("arxiv", title, body, None))
    return [record.arxiv.short for record in records if record.arxiv]


def test_titles_are_looked_for_in_one_request_and_told_apart() -> None:
    with Emulator(World(PAPERS)) as emulator:
        answered = search(emulator, GARDENS, BRIDGES, Title("nowhere to be found at all"))
        (request,) = emulator.log
    assert answered == {GARDENS: ["2101.00001", "2101.00003"], BRIDGES: ["2101.00002"]}
    assert request.query["id_list"] == ""
    assert request.query["max_results"] == "60"


def test_a_found_paper_is_read_without_its_version() -> None:
    with Emulator(World(PAPERS)) as emulator:
        arxiv = Arxiv(emulator.arxiv_url)
        body = arxiv.ask(requests.Session(), [GARDENS])[GARDENS]
    assert b"2101.00001v2" in body
    assert arxiv.read_found(Answer("arxiv", GARDENS, body, None))[0].arxiv == ID


def test_ids_and_titles_are_not_asked_for_together() -> None:
    titles = [Title(f"garden number {number}") for number in range(30)]
    batches = list(Arxiv().batches([ID, *titles, ArxivId("2101.00002")]))
    assert [len(batch) for batch in batches] == [12, 12, 6, 2]
    assert batches[-1] == (ID, ArxivId("2101.00002"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (Title("a study of the gardens"), True),
        (Title("gan"), True),
        (Title("to be or not to be"), False),
        (Title("x y z"), False),
        (Title("g" * 50), False),
        (Title("gardens)-OR-(all:x"), False),
        (Title("quarks " * 1000), True),
        (Doi("10.5555/x"), False),
    ],
)
def test_only_titles_with_a_word_to_look_for_are_accepted(title: Wanted, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    assert Arxiv().accepts(title) is expected


def test_a_batch_of_long_titles_fits_into_a_url_of_4_kb() -> None:
    words = " ".join(f"{'garden' * 4}{chr(97 + number)}" for number in range(26)) * 20
    titles = [Title(words, f"family{'x' * 20}") for _ in range(12)]
    query = query_for(titles, WITNESS_CLAUSE)
    assert len(urlencode({"search_query": query})) < 3700


@pytest.mark.parametrize(
    ("title", "query"),
    [
        (Title("on purple gardens", "van der sample"), "(ti:purple AND ti:gardens AND au:sample)"),
        (Title("on purple gardens"), "(ti:purple AND ti:gardens)"),
        (Title("on purple gardens", None, 2021), "(ti:purple AND ti:gardens)"),
        (Title("on purple gardens", "o"), "(ti:purple AND ti:gardens)"),
        (Title("gauss s gardens", "x) OR all:y"), "(ti:gardens)"),
        (Title("gauss s"), "(ti:gauss)"),
        (
            Title("deep learning of covid 19 spreading in purple gardens", "sample"),
            "(ti:learning AND ti:spreading AND ti:purple AND ti:gardens)",
        ),
        (
            Title("2020 vision garden paths", "sample"),
            "(ti:2020 AND ti:vision AND ti:garden AND ti:paths)",
        ),
    ],
)
def test_the_most_telling_words_are_looked_for(title: Title, query: str) -> None:
    assert query_for([title]) == query


@pytest.mark.parametrize(
    ("paper", "is_alike"),
    [
        ("On Purple Gardens of the Northern Moon", True),
        ("On {\\it Purple} Gardens of the Northern Moon", True),
        ("Purple gardens", True),
        ("On Purple Gardens of the Northern Moon: With a Very Long Subtitle on Planting", True),
        ("Purple Bridges under a Southern Sun", False),
        ("", False),
    ],
)
def test_a_paper_is_kept_where_it_shares_enough_of_the_title(paper: str, is_alike: bool) -> None:  # noqa: FBT001 - a row of the table
    assert (resemblance(GARDENS, paper)[0] >= 0.6) is is_alike


def test_no_more_than_five_are_kept() -> None:
    papers = [Paper(f"2101.{n:05}", f"On Purple Gardens {n}", ("A B",)) for n in range(1, 10)]
    with Emulator(World(papers)) as emulator:
        assert len(search(emulator, Title("on purple gardens"))[Title("on purple gardens")]) == 5


def test_titles_that_find_too_much_are_looked_for_alone() -> None:
    papers = [Paper(f"2101.{n:05}", f"Gardens Number {n}", ("A B",)) for n in range(1, 80)]
    gardens = Title("gardens")
    with Emulator(World([*papers, *PAPERS])) as emulator:
        with pytest.raises(Garbled, match="than one feed holds"):
            search(emulator, gardens, GARDENS)
        assert list(search(emulator, GARDENS)) == [GARDENS]
        assert len(search(emulator, gardens)[gardens]) == 5
        crowded = Title("gardens elsewhere entirely")
        assert Arxiv(emulator.arxiv_url).confirm(requests.Session(), [crowded]) == {}


def test_a_title_is_absent_where_the_first_paper_is_found_beside_it() -> None:
    arxiv_knows = Title("nowhere to be found at all")
    with Emulator(World(PAPERS)) as emulator:
        arxiv = Arxiv(emulator.arxiv_url)
        confirmed = arxiv.confirm(requests.Session(), [arxiv_knows, BRIDGES])
        assert list(confirmed) == [BRIDGES]
        emulator.order("arxiv", Fault.EMPTY)
        with pytest.raises(Throttled):
            arxiv.confirm(requests.Session(), [arxiv_knows])


def test_a_feed_too_full_for_the_first_paper_is_an_answer() -> None:
    papers = [Paper(f"2101.{n:05}", f"Gardens Number {n}", ("A B",)) for n in range(1, 80)]
    with Emulator(World(papers)) as emulator:
        arxiv = Arxiv(emulator.arxiv_url)
        assert arxiv.confirm(requests.Session(), [Title("gardens")])


def test_an_entry_that_cannot_be_read_is_left_out() -> None:
    good = {"id": "2101.00001v3", "title": "On Purple Gardens"}
    body = msgspec.json.encode({"items": [{"id": 1}, {"id": "x", "title": "y"}, good]})
    assert found(Arxiv(), GARDENS, body) == ["2101.00001"]


def test_what_is_no_list_is_garbled() -> None:
    with pytest.raises(Garbled, match="unexpected shape"):
        found(Arxiv(), GARDENS, b"[]")


ENTRY = b'{"id":"2101.00001v1","title":"Title","primary_category":"c\\u0000s.\\u202eDL"}'


def test_a_category_is_a_line_of_what_can_be_seen() -> None:
    assert ("cs.DL",) == read_entry(ENTRY).categories


@pytest.mark.parametrize("body", [b'{"id":"\xff"}', b'{"id":' + b"[" * 10_000 + b"]" * 10_000])
def test_an_entry_that_is_no_text_or_nested_deep_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled):
        read_entry(body)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7"])
def test_a_feed_that_declares_an_odd_encoding_is_none(encoding: str) -> None:
    feed = f"<?xml version='1.0' encoding='{encoding}'?><feed {ATOM.decode()}/>"
    assert Garbled is judged(feed.encode(encoding))
