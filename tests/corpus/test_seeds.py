"""The project's own seeds and snapshot, against the facts they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.seeds import Seed, scan_files
from tests.conftest import ROOT
from tests.corpus.facts import Fact, read_facts


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the snapshot."""

    source: str
    identifier: str
    fetched_at: str | None
    body: dict[str, Any]


@pytest.fixture(scope="session")
def papers(shared: Path) -> list[Fact]:
    return read_facts(shared)


@pytest.fixture(scope="session")
def seeds() -> tuple[Seed, ...]:
    return scan_files([ROOT / "data/seeds"]).seeds


@pytest.fixture(scope="session")
def snapshot() -> list[Line]:
    lines = (ROOT / "data/snapshot.jsonl").read_bytes()
    return msgspec.json.Decoder(Line).decode_lines(lines)


def wants(seed: Seed, paper: Fact) -> bool:
    if seed.wanted is None:
        return seed.written in paper.seed_ids
    return seed.wanted.paper in paper.names


def test_the_facts_are_of_113_papers(papers: list[Fact]) -> None:
    assert len(papers) == 113
    assert len({paper.seed_ids for paper in papers}) == 113


def test_every_paper_is_among_the_seeds(papers: list[Fact], seeds: tuple[Seed, ...]) -> None:
    lacking = [paper.seed_ids for paper in papers if not any(wants(s, paper) for s in seeds)]
    assert lacking == []


def test_every_seed_is_one_of_the_papers(papers: list[Fact], seeds: tuple[Seed, ...]) -> None:
    strange = [seed.written for seed in seeds if sum(wants(seed, paper) for paper in papers) != 1]
    assert strange == []


def test_a_seed_without_identifier_is_one_that_the_facts_have_none_for(
    papers: list[Fact], seeds: tuple[Seed, ...]
) -> None:
    unidentified = {seed.written for seed in seeds if seed.wanted is None}
    without = {one for paper in papers if not paper.names for one in paper.seed_ids}
    assert unidentified == without


def folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def test_a_seed_says_no_title_that_the_facts_do_not(seeds: tuple[Seed, ...], shared: Path) -> None:
    known = folded((shared / "seeds/facts.jsonl").read_text(encoding="utf-8"))
    assert [
        seed.claim.title
        for seed in seeds
        if seed.claim.title and folded(seed.claim.title) not in known
    ] == []


def test_the_lists_are_written_in_our_own_words(shared: Path) -> None:
    theirs = {
        line.strip()
        for file in (shared / "seeds").glob("*.txt")
        for line in file.read_text(encoding="utf-8").splitlines()
        if len(line.split()) > 6
    }
    ours = {
        line.strip()
        for file in (ROOT / "data/seeds").iterdir()
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert ours & theirs == set()


def test_every_paper_with_an_identifier_and_a_title_is_in_the_snapshot(
    papers: list[Fact], snapshot: list[Line]
) -> None:
    held = {parse_identifier(line.identifier) for line in snapshot}
    papers_held = {one.paper for one in held if one}
    lacking = [
        paper.seed_ids
        for paper in papers
        if paper.titles and paper.names and not paper.names & papers_held
    ]
    assert lacking == []


def test_the_snapshot_holds_each_answer_under_its_own_identifier(snapshot: list[Line]) -> None:
    for line in snapshot:
        asked = parse_identifier(line.identifier)
        answered = parse_identifier(line.body["id" if line.source == "arxiv" else "DOI"])
        assert isinstance(asked, ArxivId if line.source == "arxiv" else Doi)
        assert asked.key == line.identifier
        assert answered is not None
        assert answered.paper == asked.paper


def test_the_snapshot_is_of_no_known_age_and_sorted(snapshot: list[Line]) -> None:
    assert {line.fetched_at for line in snapshot} == {None}
    places = [(line.source, line.identifier) for line in snapshot]
    assert places == sorted(set(places))


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every single value, with the name of the field it stands in."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, key)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from leaves(one, path)
    else:
        yield path, value


def stated(paper: Fact, source: str) -> set[object]:
    side = (paper.arxiv if source == "arxiv" else paper.crossref) or {}
    values = {value for _, value in leaves(side)}
    lowered = {value.lower() for value in values if isinstance(value, str)}
    version = str(side.get("version") or "").partition(" ")[0]
    return values | lowered | ({f"{side.get('id')}{version}"} if version else set())


def test_the_snapshot_states_nothing_that_the_facts_do_not(
    papers: list[Fact], snapshot: list[Line]
) -> None:
    invented = []
    for line in snapshot:
        asked = parse_identifier(line.identifier)
        assert asked is not None
        (paper,) = (one for one in papers if asked.paper in one.names)
        known = stated(paper, line.source)
        invented += [(line.identifier, *one) for one in leaves(line.body) if one[1] not in known]
    assert invented == []


def test_the_snapshot_leaves_out_what_is_unknown_and_every_abstract(snapshot: list[Line]) -> None:
    for line in snapshot:
        assert "abstract" not in line.body
        assert "summary" not in line.body
        assert all(value not in (None, "", [], {}) for value in line.body.values())
