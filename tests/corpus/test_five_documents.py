"""The five documents as they are, resolved against a world that knows the facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrich.pipeline import Result
from tests.corpus.facts import (
    NOWHERE,
    Fact,
    fact_of,
    read_facts,
    resolve_documents,
    wrong_entries,
)


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[Fact]:
    return read_facts(shared)


@pytest.fixture(scope="module")
def result(facts: list[Fact], shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return resolve_documents(facts, shared, tmp_path_factory.mktemp("documents"))


def linked(result: Result) -> set[str]:
    return {seed.written for entry in result.library.entries for seed in entry.seeds}


def test_every_link_of_a_paper_ends_as_an_entry_or_a_miss(
    result: Result, facts: list[Fact]
) -> None:
    missed = {miss.seed.written for miss in result.library.misses}
    assert linked(result) | missed == {link for fact in facts for link in fact.seed_ids}


def test_every_paper_is_resolved_to_the_right_work_and_none_to_another(
    result: Result, facts: list[Fact]
) -> None:
    assert wrong_entries(result.library, facts) == []


def test_only_what_no_source_has_is_missed(result: Result) -> None:
    assert {miss.seed.written for miss in result.library.misses} == NOWHERE


def test_each_paper_is_one_entry(result: Result, facts: list[Fact]) -> None:
    entries = result.library.entries
    papers = {fact_of(seed, facts).seed_ids for entry in entries for seed in entry.seeds}
    assert len(entries) == len(papers) == len(facts) - len(NOWHERE)


def test_a_paper_that_two_lists_name_differently_is_one_entry(result: Result) -> None:
    links = {
        "https://arxiv.org/abs/2209.07162",
        "https://link.springer.com/chapter/10.1007/978-3-031-18576-2_12",
    }
    found = [entry for entry in result.library.entries if links & {s.written for s in entry.seeds}]
    assert [links] == [{seed.written for seed in entry.seeds} for entry in found]


def test_what_the_lists_have_wrong_is_told(result: Result) -> None:
    told = {f"{one.origin.file[-8:]}:{one.origin.line} {one.fault}" for one in result.findings}
    assert told >= {
        "7619.txt:3 wrong title",
        "7619.txt:95 dead identifier",
        "7619.txt:63 placeholder",
        "b5b7.txt:42 impossible date",
        "bf9f.txt:84 impossible date",
        "b5b7.txt:101 duplicate",
        "bf9f.txt:21 in two lists",
    }
    assert not [one for one in told if one.endswith("wrong link")]


def test_few_requests_are_made(result: Result) -> None:
    assert sum(result.tally.requests.values()) <= 16
