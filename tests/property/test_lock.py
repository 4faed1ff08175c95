"""Keys that were given stay given, whatever comes and goes, joins and parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.library import Library, Terms, build_library
from enrich.lockfile import Lock, read_lock
from enrich.merge import Reading
from enrich.policy import Policy
from enrich.record import Dates, Kind, Name, Record
from enrich.seeds import Origin, Seed
from enrich.text import read_plain
from enrich.works import Resolved

DAY = dt.date(2026, 11, 21)
# Works by one author, of one year, whose titles begin with the same telling word.
DOIS = tuple(Doi(f"10.5555/{letter}") for letter in "abcdef")
PAPERS = tuple(ArxivId(f"2101.0000{number}") for number in range(1, 5))
OWN_KEYS = ("sample2021purple", "Sample2021PurpleB", "mine", "Mine")


class Night(msgspec.Struct, frozen=True):
    """What is wanted on one night, under which keys, and which papers have which DOI."""

    wanted: tuple[tuple[Identifier, str | None], ...]
    claims: dict[ArxivId, Doi] = {}
    policy: Policy = Policy.PUBLISHED


def record(name: Identifier, doi: Doi | None = None) -> Record:
    return Record(
        kind=Kind.PREPRINT if isinstance(name, ArxivId) else Kind.ARTICLE,
        arxiv=name if isinstance(name, ArxivId) else None,
        doi=name if isinstance(name, Doi) else doi,
        title=read_plain("Purple Gardens"),
        authors=(Name(family="Sample", given="Ada"),),
        # Years that are far apart, so that likeness alone makes no two of them one.
        dates=Dates(
            posted=PartialDate(2021) if isinstance(name, ArxivId) else None,
            issued=PartialDate(2021),
        ),
    )


def build(night: Night, lock: Lock) -> Library:
    readings: dict[Identifier, Reading] = {}
    for name, _ in night.wanted:
        doi = night.claims.get(name) if isinstance(name, ArxivId) else None
        readings[name] = Reading.of("arxiv" if doi else "crossref", record(name, doi), Standing.NEW)
        if doi:
            readings[doi] = Reading.of("crossref", record(doi), Standing.NEW)
    seeds = [
        Seed(name, name.key, Origin("list.txt", line), key=key)
        for line, (name, key) in enumerate(night.wanted, start=1)
    ]
    terms = Terms(key_pattern="{family}{year}{word}", today=DAY, lock=lock, policy=night.policy)
    return build_library(seeds, Resolved(readings), terms)


def written(lock: Lock, folder: Path) -> Lock:
    """Write a lock file, and read it again."""
    file = folder / "enrich.lock"
    file.write_text(lock.text, encoding="utf-8")
    read = read_lock(file)
    assert read is not None
    assert read.text == lock.text
    return read


def names_by_key(library: Library) -> dict[str, frozenset[str]]:
    """Give for each key, other keys included, the identifiers of the entry that it names."""
    return {
        key: frozenset(one.record.name.paper.key for one in entry.readings if one.record.name)
        for entry in library.entries
        for key in (entry.key, *entry.aliases)
    }


_alone = st.lists(st.sampled_from(DOIS), unique=True, max_size=len(DOIS))
_nights_alone = st.lists(
    st.builds(lambda names: Night(tuple((name, None) for name in names)), _alone), max_size=8
)


def check_alone(nights: Sequence[Night], folder: Path) -> None:
    lock = Lock()
    given_keys: dict[frozenset[str], str] = {}
    for night in nights:
        library = build(night, lock)
        lock = written(library.lock, folder)
        for key, names in names_by_key(library).items():
            assert given_keys.setdefault(names, key) == key
    folds = [key.casefold() for key in given_keys.values()]
    assert len(set(folds)) == len(folds)


@given(_nights_alone)
def test_no_key_changes_or_passes_on_while_colliding_works_come_and_go(
    nights: list[Night],
) -> None:
    with TemporaryDirectory() as folder:
        check_alone(nights, Path(folder))


@pytest.mark.slow
@settings(max_examples=1000)
@given(_nights_alone)
def test_no_key_changes_or_passes_on_in_a_thousand_sequences(nights: list[Night]) -> None:
    with TemporaryDirectory() as folder:
        check_alone(nights, Path(folder))


_wanted = st.lists(
    st.tuples(st.sampled_from((*DOIS, *PAPERS)), st.none() | st.sampled_from(OWN_KEYS)),
    unique_by=lambda one: one[0],
    max_size=6,
)
_nights = st.lists(
    st.builds(
        lambda wanted, claims, policy: Night(tuple(wanted), claims, policy),
        _wanted,
        st.dictionaries(st.sampled_from(PAPERS), st.sampled_from(DOIS), max_size=3),
        st.sampled_from(Policy),
    ),
    max_size=6,
)


@given(_nights)
def test_whatever_joins_parts_or_is_renamed_every_key_goes_on_naming_its_work(
    nights: list[Night],
) -> None:
    lock = Lock()
    # What each key was of when it was given, and all that has been the same work since.
    meant: dict[str, frozenset[str]] = {}
    with TemporaryDirectory() as folder:
        for night in nights:
            library = build(night, lock)
            lock = written(library.lock, Path(folder))
            now = names_by_key(library)
            folds = {key.casefold(): names for key, names in now.items()}
            assert len(folds) == len(now)
            for fold, names in meant.items():
                # A work that is wanted has its key, and a key is no other work's.
                if fold in folds:
                    assert not names.isdisjoint(folds[fold])
                elif any(names <= others for others in folds.values()):
                    raise AssertionError(fold)
            for fold, names in folds.items():
                meant[fold] = meant.get(fold, names) | names


@given(_nights)
def test_the_same_night_twice_is_the_same_library(nights: list[Night]) -> None:
    lock = Lock()
    for night in nights:
        first = build(night, lock)
        second = build(night, first.lock)
        assert second.entries == first.entries
        assert second.lock == first.lock
        lock = first.lock
