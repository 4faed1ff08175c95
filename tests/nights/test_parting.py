"""Decisions that outlast what they rested on: works joined and parted, versions shown or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from enrich.changes import Turn
from enrich.pipeline import Result
from enrich.policy import Policy
from enrich.record import Kind
from enrich.writers import FORMATS
from tests.emulator import Emulator
from tests.nights import world
from tests.nights.home import Home

NAMED, DIVIDED = f"arXiv:{world.NAMED}", f"arXiv:{world.DIVIDED}"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with Emulator(world.first_world()) as emulator:
        home = Home(tmp_path / "project", emulator, lifetime=0.5)
        home.write_list("titles.csv", "title,authors,year")
        yield home


def want(home: Home, *seeds: str) -> None:
    """Let the list hold these, in this order."""
    home.seeds = dict.fromkeys(seeds)


def show(home: Home, policy: Policy) -> None:
    home.config = msgspec.structs.replace(home.config, policy=policy)


def keys_of(result: Result) -> dict[str, str]:
    """Give the key under which the work of each seed stands."""
    return {seed.written: one.key for one in result.library.entries for seed in one.seeds}


def test_what_is_joined_and_parted_again_has_its_keys_whatever_else_was_joined(
    home: Home,
) -> None:
    world.three_are_alike(home.world)
    want(home, DIVIDED, world.UNITED)
    before = keys_of(home.refresh(1))
    world.publisher_names(home.world, world.UNITED, world.DIVIDED)
    assert 1 == len(set(keys_of(home.refresh(2)).values()))
    world.publisher_names(home.world, world.UNITED, world.DIVIDED, world.NAMED)
    home.refresh(3)
    world.publisher_names(home.world, world.UNITED)
    world.change_to_another(home.world, world.UNITED)
    # What never had a key of its own comes first in the list.
    want(home, NAMED, DIVIDED, world.UNITED)
    after = keys_of(home.refresh(4))
    assert before == {seed: after[seed] for seed in before}


def test_what_was_decided_of_one_preprint_stays_when_another_joins_it(home: Home) -> None:
    world.three_are_alike(home.world)
    world.publisher_names(home.world, world.UNITED, world.DIVIDED)
    want(home, NAMED, DIVIDED)
    first = home.refresh(1)
    # The publisher names the other instead; the first stays, since that was decided.
    world.publisher_names(home.world, world.UNITED, world.NAMED)
    assert 1 == len(home.refresh(2).library.entries)
    files = home.files
    again = home.refresh(2)
    assert ((), files) == (again.changes, home.files)
    assert set(keys_of(first).values()) == home.keys


@pytest.mark.parametrize("policy", [Policy.PREPRINT, Policy.BOTH])
def test_what_a_preprint_became_is_not_forgotten_while_preprints_are_shown(
    home: Home, policy: Policy
) -> None:
    want(home, NAMED)
    world.publisher_names_the_preprint(home.world)
    home.refresh(1)
    # From now on it rests on what was decided.
    world.publisher_names(home.world, world.NAMED_AS)
    home.refresh(2)
    show(home, policy)
    home.refresh(3)
    files = home.files
    assert ((), files) == (home.refresh(3).changes, home.files)
    show(home, Policy.PUBLISHED)
    (entry,) = home.refresh(4).library.entries
    assert entry.record.kind is not Kind.PREPRINT


def test_a_preprint_that_loses_what_it_became_is_asked_for_what_else_it_became_at_once(
    home: Home,
) -> None:
    want(home, f"arXiv:{world.CLAIMED}")
    world.author_gives_the_doi(home.world)
    home.refresh(1)
    world.change_to_another(home.world, world.CLAIMED_AS)
    world.change_paper(home.world, world.CLAIMED, doi=None)
    world.three_are_alike(home.world, world.CLAIMED)
    world.publisher_names(home.world, world.UNITED, world.CLAIMED)
    home.refresh(2)
    files = home.files
    assert ((), files) == (home.refresh(2).changes, home.files)


@pytest.mark.slow
@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_a_quiet_night_touches_no_file_of_any_format(home: Home, form: str) -> None:
    want(home, NAMED, world.UNITED)
    home.config = msgspec.structs.replace(home.config, formats=(form,))
    home.refresh(1)
    files = home.files
    for night in (1, 2, 3):
        assert () == home.refresh(night).written
    # Nobody answers, and what was answered is stale.
    home.silence("arxiv", "crossref", "datacite")
    assert ((), files) == (home.refresh(4).written, home.files)


def test_a_work_that_gets_its_owners_key_is_not_told_to_be_new(home: Home) -> None:
    want(home, world.UNITED)
    old = keys_of(home.refresh(1))[world.UNITED]
    home.write_list("own.bib", "@article{own-key,", f"  doi = {{{world.UNITED}}},", "}")
    (change,) = home.refresh(2).changes
    assert {"own-key", old} <= home.keys
    assert Turn.ADDED not in change.turns
