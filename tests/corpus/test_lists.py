"""Five reading lists as people keep them: every paper, where it stands, what is said of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from enrich.seeds import LinkKind, PassedOver, Remark, Seed
from enrich.seeds.encoding import decoded
from enrich.seeds.markdown import linked_seeds, looks_like_markdown, read_markdown
from enrich.seeds.model import Found
from tests.corpus.facts import Fact, read_facts


@pytest.fixture(scope="session")
def papers(shared: Path) -> list[Fact]:
    return read_facts(shared)


@pytest.fixture(scope="session")
def texts(shared: Path) -> dict[str, str]:
    files = sorted((shared / "seeds").glob("0*.txt"))
    return {file.name: decoded(file.read_bytes(), file.name)[0] for file in files}


@pytest.fixture(scope="session")
def found(texts: dict[str, str]) -> dict[str, list[Found]]:
    return {name: list(read_markdown(text, name)) for name, text in texts.items()}


def _seeds(found: dict[str, list[Found]]) -> list[Seed]:
    return [one for every in found.values() for one in every if isinstance(one, Seed)]


def _kinds(every: list[Found]) -> Counter[LinkKind]:
    return Counter(one.kind for one in every if isinstance(one, PassedOver))


def _places(papers: list[Fact], texts: dict[str, str]) -> list[tuple[str, int, str]]:
    """Find each link of each paper in the documents, without any reader."""
    return sorted(
        (name, number, link)
        for paper in papers
        for link in paper.seed_ids
        for name in paper.seed_files
        for number, line in enumerate(texts[name].split("\n"), start=1)
        for _ in range(line.count(f"({link})"))
    )


def test_every_list_looks_like_markdown(texts: dict[str, str]) -> None:
    assert {True} == {looks_like_markdown(text) for text in texts.values()}


def test_every_paper_is_found_in_its_document_and_line(
    papers: list[Fact], texts: dict[str, str], found: dict[str, list[Found]]
) -> None:
    seeds = ((seed.origin.file, seed.origin.line, seed.written) for seed in _seeds(found))
    assert _places(papers, texts) == sorted(seeds)


def test_there_are_as_many_as_were_counted_by_hand(found: dict[str, list[Found]]) -> None:
    counts = [sum(isinstance(one, Seed) for one in every) for every in found.values()]
    assert [35, 0, 54, 42, 27] == counts


def test_links_that_are_no_papers_are_passed_over_by_kind(found: dict[str, list[Found]]) -> None:
    kinds = [dict(_kinds(every)) for every in found.values()]
    assert [
        {LinkKind.CODE: 3, LinkKind.PAGE: 1, LinkKind.BLOG: 1},
        {},
        {LinkKind.CODE: 47, LinkKind.IN_PAGE: 29},
        {
            LinkKind.CODE: 16,
            LinkKind.IN_PAGE: 18,
            LinkKind.PLACEHOLDER: 20,
            LinkKind.RELATIVE: 3,
        },
        {LinkKind.CODE: 15, LinkKind.IN_PAGE: 6},
    ] == kinds


def test_nothing_is_wrong_with_a_date(found: dict[str, list[Found]]) -> None:
    assert [] == [one for every in found.values() for one in every if isinstance(one, Remark)]


def _folded(title: str | None) -> str:
    return (title or "").strip().removesuffix(".")


def test_a_claim_has_the_title_that_the_list_gives(
    papers: list[Fact], found: dict[str, list[Found]]
) -> None:
    titles = {link: paper.seed_title for paper in papers for link in paper.seed_ids}
    wrong = [
        (str(seed.origin), seed.claim.title, titles[seed.written])
        for seed in _seeds(found)
        if _folded(titles[seed.written]).casefold() != _folded(seed.claim.title).casefold()
    ]
    assert [] == wrong


def test_the_first_author_is_right_wherever_the_list_names_one(
    papers: list[Fact], found: dict[str, list[Found]]
) -> None:
    known = {link: paper.first_authors for paper in papers for link in paper.seed_ids}
    wrong = [
        (str(seed.origin), seed.claim.authors[0], known[seed.written])
        for seed in _seeds(found)
        if seed.claim.authors
        and known[seed.written]
        and not any(name in seed.claim.authors[0].casefold() for name in known[seed.written])
    ]
    assert [] == wrong


def test_authors_are_read_wherever_the_list_names_them(found: dict[str, list[Found]]) -> None:
    counts = [
        sum(bool(one.claim.authors) for one in every if isinstance(one, Seed))
        for every in found.values()
    ]
    assert [35, 0, 54, 0, 27] == counts


def test_dates_are_those_of_the_lists(found: dict[str, list[Found]]) -> None:
    dates = {str(s.origin): str(s.claim.date) for s in _seeds(found) if s.claim.date}
    dated = Counter(origin[:3] for origin in dates)
    assert {"000": 30, "002": 54, "003": 41, "004": 27} == dict(dated)
    expected = {
        "000_0d3108ccd5e9ad60.txt:12": "2023",
        "000_0d3108ccd5e9ad60.txt:15": "2022",
        "000_0d3108ccd5e9ad60.txt:17": "2023-11",
        "000_0d3108ccd5e9ad60.txt:18": "2023-09-02",
        "000_0d3108ccd5e9ad60.txt:52": "2022-12-14",
        "000_0d3108ccd5e9ad60.txt:56": "2017-06-26",
        "000_0d3108ccd5e9ad60.txt:65": "2023",
        "002_58f29ad29087b5b7.txt:42": "2023-07-24",
        "002_58f29ad29087b5b7.txt:62": "2023-05-01",
        "002_58f29ad29087b5b7.txt:77": "2023-03-23",
        "003_d31d6cc564107619.txt:79": "2023-06",
        "004_4f088949b0f0bf9f.txt:19": "2022-10",
        "004_4f088949b0f0bf9f.txt:84": "2021-06",
    }
    assert expected == {origin: dates[origin] for origin in expected}


def test_the_dates_of_tables_are_those_of_their_rows(
    texts: dict[str, str], found: dict[str, list[Found]]
) -> None:
    name = "003_d31d6cc564107619.txt"
    lines = texts[name].split("\n")
    wrong = []
    for seed in _seeds({name: found[name]})[1:]:
        written = re.search(r"\| (\d{4}-\d\d) *\|$", lines[seed.origin.line - 1])
        assert written
        if written[1] != str(seed.claim.date):
            wrong.append(str(seed.origin))
    assert [] == wrong


def test_venues_are_those_of_the_lists(found: dict[str, list[Found]]) -> None:
    venues = {str(seed.origin): seed.claim.venue for seed in _seeds(found)}
    expected = {
        "000_0d3108ccd5e9ad60.txt:14": "npj Digital Medicine",
        "000_0d3108ccd5e9ad60.txt:17": "ACM Computing Surveys",
        "000_0d3108ccd5e9ad60.txt:28": "IEEE Journal of Biomedical and Health Informatics",
        "000_0d3108ccd5e9ad60.txt:29": "J. Imaging",
        "000_0d3108ccd5e9ad60.txt:34": None,
        "000_0d3108ccd5e9ad60.txt:57": "The Journal of Machine Learning Research",
        "002_58f29ad29087b5b7.txt:52": "Journal of Imaging",
        "003_d31d6cc564107619.txt:73": None,
        "004_4f088949b0f0bf9f.txt:20": "MICCAI22-SASHIMI",
        "004_4f088949b0f0bf9f.txt:48": "SPIE MI22",
    }
    assert expected == {origin: venues[origin] for origin in expected}


def test_sections_are_those_of_the_lists(found: dict[str, list[Found]]) -> None:
    tags = {str(seed.origin): seed.tags for seed in _seeds(found)}
    assert ("Generative AI in Midical Image Analysis", "Related Surveys") == tags[
        "002_58f29ad29087b5b7.txt:42"
    ]
    assert "Normalizing Flow Models" == tags["002_58f29ad29087b5b7.txt:369"][-1]
    assert "Electroencephalogram (EEG)" == tags["003_d31d6cc564107619.txt:100"][-1]


def test_the_place_behind_each_link_is_behind_its_bracket(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        for seed, end in linked_seeds(text, name):
            assert text[:end].endswith(f"({seed.written})")
            assert text.count("\n", 0, end) + 1 == seed.origin.line
