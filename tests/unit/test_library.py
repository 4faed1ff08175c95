"""Works, keys, misses and merging, on records made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from enrich.answers import Failure, Reason, Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier, Wanted
from enrich.library import Library, Terms, build_library
from enrich.match import likeness
from enrich.merge import Reading
from enrich.record import Dates, Kind, Name, Record
from enrich.seeds import Origin, Seed
from enrich.text import read_plain
from enrich.works import Resolved

TERMS = Terms(key_pattern="{family}{year}{word}", today=dt.date(2026, 11, 21))


def record(
    identifier: Identifier,
    title: str = "On Purple Gardens",
    family: str = "Sample",
    year: int = 2021,
) -> Record:
    return Record(
        kind=Kind.PREPRINT if isinstance(identifier, ArxivId) else Kind.ARTICLE,
        arxiv=identifier if isinstance(identifier, ArxivId) else None,
        doi=identifier if isinstance(identifier, Doi) else None,
        title=read_plain(title),
        authors=(Name(family=family, given="Ada"),),
        dates=Dates(issued=PartialDate(year)),
    )


def build(*seeds: tuple[Identifier, str | None], **readings: Record) -> Library:
    """Build a library of DOIs that all resolve."""
    wanted = [
        Seed(identifier, str(identifier), Origin("list.txt", number), key=key)
        for number, (identifier, key) in enumerate(seeds, start=1)
    ]
    found = {
        one: Reading.of("crossref", readings.get(str(one.value)[-1], record(one)), Standing.NEW)
        for one, _ in seeds
    }
    return build_library(wanted, Resolved(found), TERMS)


A, B, C = Doi("10.5555/a"), Doi("10.5555/b"), Doi("10.5555/c")


def test_colliding_keys_take_letters_in_the_order_of_the_seeds() -> None:
    library = build((B, None), (A, None), (C, None))
    keys = {entry.record.doi: entry.key for entry in library.entries}
    assert keys == {B: "sample2021purple", A: "sample2021purpleb", C: "sample2021purplec"}


def test_entries_stand_in_the_order_of_their_keys() -> None:
    library = build((A, "zeta"), (B, "Alpha"), (C, "beta"))
    assert [entry.key for entry in library.entries] == ["Alpha", "beta", "zeta"]


def test_a_chosen_key_wins_over_a_made_one_wherever_it_stands() -> None:
    library = build((A, None), (B, "sample2021purple"))
    keys = {entry.record.doi: entry.key for entry in library.entries}
    assert keys == {B: "sample2021purple", A: "sample2021purpleb"}


def test_a_key_two_works_want_goes_to_the_first_and_is_told() -> None:
    library = build((A, "mine"), (B, "Mine"))
    assert [entry.key for entry in library.entries] == ["mine", "sample2021purple"]
    (remark,) = library.about_keys
    assert remark.startswith("list.txt:2: key 'Mine' is not used; another work has it")


@pytest.mark.parametrize("key", ["a{b", "a,b", "a b", "a#b", "%", "ключ", "a\\b", "=x"])
def test_a_key_that_bibtex_can_not_read_is_not_used(key: str) -> None:
    library = build((A, key))
    assert [entry.key for entry in library.entries] == ["sample2021purple"]
    assert "BibTeX" in library.about_keys[0]


def test_a_seed_twice_is_one_entry() -> None:
    library = build((A, None), (A, None))
    assert [len(entry.seeds) for entry in library.entries] == [2]


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_for_a_miss_has_a_hint(reason: Reason) -> None:
    wanted = None if reason is Reason.UNIDENTIFIED else A
    seed = Seed(wanted, "x", Origin("list.txt", 7))
    failures: dict[Wanted, Failure] = (
        {} if wanted is None else {A: Failure("crossref", A, reason, "")}
    )
    library = build_library([seed], Resolved({}, failures), TERMS)
    (miss,) = library.misses
    assert (miss.reason, str(miss).startswith("list.txt:7: x: ")) == (reason, True)
    assert len(miss.hint) > 10


def authored(identifier: Identifier, title: str | None, *names: str) -> Record:
    """Make a record by people written `Family, Given`."""
    parts = (name.partition(", ") for name in names)
    return Record(
        kind=Kind.ARTICLE,
        doi=identifier if isinstance(identifier, Doi) else None,
        title=read_plain(title) if title else None,
        authors=tuple(Name(family=family, given=given or None) for family, _, given in parts),
    )


OURS = ("On Purple Gardens", "Sample, Ada", "Example, Bo", "Instance, Cy")


@pytest.mark.parametrize(
    ("title", "names", "plausible"),
    [
        ("On Purple Gardens", (), True),
        ("Gardens in Purple, Revisited on Paper", ("Other, Di",), True),
        ("An Entirely Renamed Thing", ("SAMPLE, A.", "Example, B.", "New, Ed"), True),
        ("An Entirely Renamed Thing", ("S\u00e4mple, Ada", "Example, Bo"), True),
        ("Purple Things", ("Sample, Ada",), True),
        ("An Entirely Renamed Thing", ("Sample, Ada",), False),
        ("Purple Machines of Steel", ("Sample, Xi",), False),
        ("An Entirely Renamed Thing", ("Other, Di",), False),
        ("An Entirely Renamed Thing", (), False),
        (None, (), False),
    ],
)
def test_a_claimed_doi_needs_half_the_title_or_names_that_are_no_chance(
    title: str | None,
    names: tuple[str, ...],
    plausible: bool,  # noqa: FBT001 - the expectation
) -> None:
    ours = authored(ArxivId("2101.00001"), *OURS)
    assert likeness(ours, authored(A, title, *names)).is_plausible is plausible
