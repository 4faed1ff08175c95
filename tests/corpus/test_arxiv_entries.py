"""Every recorded arXiv entry, fed through the package's parser and ours, and written."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Answer
from enrich.errors import Garbled, Throttled
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.record import Kind, Record
from enrich.sources.arxiv import Arxiv
from enrich.sources.arxiv.feed import judge
from enrich.text import to_csl, to_latex, to_unicode
from tests.corpus.recorded import Feed


class Recorded(msgspec.Struct, frozen=True):
    """One recorded entry of a feed."""

    id: str
    version: int | None
    entry_xml: str


class Read(msgspec.Struct, frozen=True):
    """An entry, the id it is asked by, and what came of it."""

    asked: ArxivId
    xml: str
    body: bytes
    record: Record


def asked_for(recorded: Recorded, *, version: bool) -> ArxivId:
    text = f"{recorded.id}v{recorded.version}" if version and recorded.version else recorded.id
    identifier = parse_identifier(text)
    assert isinstance(identifier, ArxivId)
    return identifier


@pytest.fixture(scope="session")
def recorded(shared: Path) -> list[Recorded]:
    lines = gzip.decompress((shared / "corpus/arxiv-entries.jsonl.gz").read_bytes())
    return msgspec.json.Decoder(Recorded).decode_lines(lines)


@pytest.fixture(scope="session")
def papers(recorded: list[Recorded]) -> list[Read]:
    source = Arxiv()
    read = []
    for one in recorded:
        asked = asked_for(one, version=False)
        body = source.ask(Feed.of(one.entry_xml), [asked])[asked]
        record = source.read(Answer("arxiv", asked, body, None))
        read.append(Read(asked, one.entry_xml, body, record))
    return read


def test_every_entry_is_read_and_has_the_id_it_was_asked_by(papers: list[Read]) -> None:
    assert len(papers) == 391
    assert [one.asked for one in papers] == [one.record.arxiv for one in papers]
    assert {one.record.kind for one in papers} == {Kind.PREPRINT}


def test_an_entry_answers_its_own_version_and_no_other(recorded: list[Recorded]) -> None:
    for one in recorded:
        exact = asked_for(one, version=True)
        if exact.version:
            other = ArxivId(exact.value, exact.version + 1)
            assert set(Arxiv().ask(Feed.of(one.entry_xml), [exact, other])) == {exact}


def test_every_feed_that_is_no_error_passes_for_one(shared: Path) -> None:
    for file in sorted((shared / "corpus/arxiv-feeds").glob("*.xml")):
        if file.name.startswith(("multi", "single", "empty", "notfound")):
            assert judge(Feed(file.read_bytes()).get("feed")) is None, file.name


def test_an_error_feed_holds_no_paper(shared: Path) -> None:
    wanted = ArxivId("0704.0001")
    for file in sorted((shared / "corpus/arxiv-feeds").glob("error*.xml")):
        session = Feed(file.read_bytes())
        if judge(session.get("feed")) is None:
            assert Arxiv().ask(session, [wanted]) == {}, file.name


def test_a_feed_cut_anywhere_is_none(shared: Path) -> None:
    feed = next((shared / "corpus/arxiv-feeds").glob("multi*.xml")).read_bytes().rstrip()
    for length in range(0, len(feed) - 1, 97):
        cut = judge(Feed(feed[:length]).get("feed"))
        assert isinstance(cut, (Garbled, Throttled)), length


def test_every_author_is_kept(papers: list[Read]) -> None:
    for paper in papers:
        assert paper.xml.count("<author>") == len(paper.record.authors), paper.asked


def test_a_doi_that_the_author_gave_is_kept(papers: list[Read]) -> None:
    for paper in papers:
        given = re.search(r"<arxiv:doi[^>]*>(.*?)</arxiv:doi>", paper.xml)
        wanted = parse_identifier(given[1].split()[0]) if given else None
        assert paper.record.doi == (wanted if isinstance(wanted, Doi) else None), paper.asked


def test_the_date_shown_is_that_of_the_first_version(papers: list[Read]) -> None:
    for paper in papers:
        published = re.search(r"<published>(\d{4}-\d\d-\d\d)", paper.xml)
        assert published
        assert published[1] == str(paper.record.date), paper.asked


def test_math_in_titles_is_ascii(papers: list[Read]) -> None:
    titles = [to_latex(one.record.title, protect=True) for one in papers if one.record.title]
    math = [found for title in titles for found in re.findall(r"(?<!\\)\$[^$]*\$", title)]
    assert [one for one in math if not one.isascii()] == []


def test_titles_in_csl_have_no_dashes_and_quotes_of_tex(papers: list[Read]) -> None:
    titles = [to_csl(one.record.title) for one in papers if one.record.title]
    assert [title for title in titles if re.search(r"--|``|''", title)] == []


def test_titles_in_csl_have_no_math_of_tex(papers: list[Read]) -> None:
    titles = [to_csl(one.record.title) for one in papers if one.record.title]
    assert [title for title in titles if re.search(r"[\\$^{}]|_\w", title)] == []


def test_titles_are_one_line(papers: list[Read]) -> None:
    titles = [to_unicode(one.record.title) for one in papers if one.record.title]
    assert len(papers) == len(titles)
    assert [title for title in titles if " ".join(title.split()) != title] == []
