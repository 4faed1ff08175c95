"""How arXiv is asked, and how its entries are read."""

from __future__ import annotations

import msgspec
import pytest
import requests

from enrich.answers import Answer
from enrich.errors import Garbled, Refused
from enrich.identifiers import ArxivId, Doi
from enrich.record import Kind, Name, Record
from enrich.sources.arxiv import Arxiv
from enrich.text import to_unicode
from tests.emulator import Emulator, Paper, World

ID = ArxivId("2101.00001")


def read(identifier: ArxivId = ID, **fields: object) -> Record:
    entry = {"id": "2101.00001v3", "title": "On Purple Gardens", **fields}
    return Arxiv().read(Answer("arxiv", identifier, msgspec.json.encode(entry), None))


def test_one_request_asks_for_a_whole_batch(emulator: Emulator) -> None:
    batch = [ArxivId(one) for one in emulator.world.paper_ids]
    answered = Arxiv(emulator.arxiv_url).ask(requests.Session(), batch)
    assert sorted(one.key for one in answered) == sorted(one.key for one in batch)
    (request,) = emulator.log
    assert request.query["max_results"] == "100"


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
        (b"<feed %s><entry><title>cut", "Garbled"),
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
            None,
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
