"""The five documents as they are, resolved against a world that knows the facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enrich.identifiers import Identifier
from enrich.library import Entry, Library
from enrich.pipeline import Result, refresh_library
from enrich.seeds import Seed
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.corpus.facts import Fact, read_facts, world_of
from tests.emulator import Emulator

# The facts know no identifier for these, and no source has them.
NOWHERE = {
    "https://www.jmlr.org/papers/volume13/gretton12a/gretton12a.pdf",
    "https://www.sciencedirect.com/science/article/abs/pii/S0022073621001850",
    "https://openreview.net/forum?id=mDwURmlapW",
}


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[Fact]:
    return read_facts(shared)


@pytest.fixture(scope="module")
def result(
    facts: list[Fact], shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Result]:
    folder = tmp_path_factory.mktemp("documents")
    documents = tuple(sorted((shared / "seeds").glob("*.txt")))
    with Emulator(world_of(facts)) as emulator:
        config = config_for(folder, emulator, seeds=documents)
        yield refresh_library(config, clock=FakeClock())


def names(entry: Entry) -> set[Identifier]:
    return {name.paper for name in entry.record.identifiers}


def fact_of(seed: Seed, facts: list[Fact]) -> Fact:
    (found,) = (one for one in facts if seed.written in one.seed_ids)
    return found


def holders(library: Library) -> list[tuple[Seed, Entry]]:
    return [(seed, entry) for entry in library.entries for seed in entry.seeds]


def test_every_link_of_a_paper_ends_as_an_entry_or_a_miss(
    result: Result, facts: list[Fact]
) -> None:
    library = result.library
    ended = {seed.written for seed, _ in holders(library)} | {
        m.seed.written for m in library.misses
    }
    assert ended == {link for fact in facts for link in fact.seed_ids}


def test_every_paper_is_resolved_to_the_right_work(result: Result, facts: list[Fact]) -> None:
    wrong = [
        (seed.written, entry.record.url)
        for seed, entry in holders(result.library)
        if not names(entry) & fact_of(seed, facts).names
    ]
    assert wrong == []


def test_no_paper_has_the_identifier_of_another(result: Result, facts: list[Fact]) -> None:
    strange = [
        (entry.key, name)
        for entry in result.library.entries
        for name in names(entry)
        if any(name not in fact_of(seed, facts).names for seed in entry.seeds)
    ]
    assert strange == []


def test_only_what_no_source_has_is_missed(result: Result) -> None:
    assert {miss.seed.written for miss in result.library.misses} == NOWHERE


def test_each_paper_is_one_entry(result: Result, facts: list[Fact]) -> None:
    papers = {fact_of(seed, facts).seed_ids for seed, _ in holders(result.library)}
    assert len(result.library.entries) == len(papers) == len(facts) - len(NOWHERE)


def test_a_paper_that_two_lists_name_differently_is_one_entry(result: Result) -> None:
    links = {
        "https://arxiv.org/abs/2209.07162",
        "https://link.springer.com/chapter/10.1007/978-3-031-18576-2_12",
    }
    found = [entry for entry in result.library.entries if links & {s.written for s in entry.seeds}]
    assert [links] == [{seed.written for seed in entry.seeds} for entry in found]
