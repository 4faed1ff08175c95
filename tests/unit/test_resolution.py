"""Papers found by what is said of them, and what a person decided about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Reason
from enrich.dates import PartialDate
from enrich.decisions import Decision, Decisions
from enrich.identifiers import ArxivId, Doi, Identifier, Pii
from enrich.library import Library
from enrich.pipeline import resolve_seeds
from enrich.record import Kind
from enrich.seeds import Claim, Origin, Seed
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, Paper, Work, World

SHEEP = "Counting the Sheep of the First Meadow by Their Shadows at Noon"
GOATS = "A Field Study of Goats on the Second Hill and Their Bells"
GEESE = "Geese Crossing the Third River in Straight and Crooked Lines"
SHEPHERDS = (
    {"given": "Ada", "family": "Shepherd", "sequence": "first"},
    {"given": "Bo", "family": "Meadows", "sequence": "additional"},
)
PUBLISHED = Work(
    "10.5555/sheep",
    {
        "title": [SHEEP],
        "author": list(SHEPHERDS),
        "issued": {"date-parts": [[2012, 3]]},
        "alternative-id": ["S0123456789012345"],
    },
)
VERSION = Work(
    "10.5555/geese",
    {
        "title": [GEESE],
        "author": [
            {"given": "Gus", "family": "Gander", "sequence": "first"},
            {"given": "Hal", "family": "Rivers", "sequence": "additional"},
        ],
        "issued": {"date-parts": [[2022, 3]]},
    },
)
PAPERS = (
    Paper("2103.00007", GOATS, ("Cy Goatherd", "Dee Bells"), published="2021-03-04"),
    Paper("2109.00008", GEESE, ("Gus Gander", "Hal Rivers"), published="2021-09-04"),
)
SHEEP_CLAIM = Claim(title=SHEEP, authors=("Shepherd, A.", "Meadows, B."), date=PartialDate(2012))
GOATS_CLAIM = Claim(title=GOATS, authors=("Cy Goatherd",), date=PartialDate(2021))


@pytest.fixture
def animals() -> Iterator[Emulator]:
    with Emulator(World(PAPERS, [PUBLISHED, VERSION])) as running:
        yield running


def seed_of(claim: Claim, wanted: Identifier | None = None, line: int = 1) -> Seed:
    return Seed(wanted, "https://list.invalid/paper", Origin("list.md", line), claim=claim)


def resolve(
    folder: Path, emulator: Emulator, seeds: Sequence[Seed], *decisions: Decision
) -> Library:
    config = config_for(folder, emulator)
    config.decisions.parent.mkdir(exist_ok=True)
    config.decisions.write_text(Decisions(decisions).text, encoding="utf-8")
    return resolve_seeds(seeds, config, clock=FakeClock()).library


def names(library: Library) -> list[str]:
    return sorted(str(name) for entry in library.entries for name in entry.record.identifiers)


def test_a_published_work_is_found_by_its_title(tmp_path: Path, animals: Emulator) -> None:
    library = resolve(tmp_path, animals, [seed_of(SHEEP_CLAIM)])
    assert (["doi:10.5555/sheep"], ()) == (names(library), library.misses)
    assert [] == animals.requests("arxiv")


def test_a_preprint_is_found_where_crossref_proves_nothing(
    tmp_path: Path, animals: Emulator
) -> None:
    assert ["arxiv:2103.00007"] == names(resolve(tmp_path, animals, [seed_of(GOATS_CLAIM)]))


def test_many_titles_cost_arxiv_one_request(tmp_path: Path, animals: Emulator) -> None:
    geese = Claim(title=GEESE, authors=("Nobody Known",), date=PartialDate(2021))
    resolve(tmp_path, animals, [seed_of(GOATS_CLAIM), seed_of(geese, line=2)])
    assert 1 == len(animals.requests("arxiv"))


def test_a_search_is_kept_as_any_answer_is(tmp_path: Path, animals: Emulator) -> None:
    seeds = [seed_of(SHEEP_CLAIM), seed_of(GOATS_CLAIM, line=2)]
    first = names(resolve(tmp_path, animals, seeds))
    animals.forget()
    assert (first, []) == (names(resolve(tmp_path, animals, seeds)), animals.log)


def test_a_pii_is_resolved_in_one_request(tmp_path: Path, animals: Emulator) -> None:
    library = resolve(tmp_path, animals, [seed_of(Claim(), Pii("S0123456789012345"))])
    assert ["doi:10.5555/sheep"] == names(library)
    assert 1 == len(animals.requests("crossref"))


def test_one_work_by_doi_pii_and_title_is_one_entry(tmp_path: Path, animals: Emulator) -> None:
    seeds = [
        seed_of(SHEEP_CLAIM),
        seed_of(Claim(), Pii("S0123456789012345"), line=2),
        seed_of(Claim(), Doi("10.5555/sheep"), line=3),
    ]
    (entry,) = resolve(tmp_path, animals, seeds).entries
    assert ([1, 2, 3], [1]) == (
        [seed.origin.line for seed in entry.seeds],
        [seed.origin.line for seed in entry.by_title],
    )


@pytest.mark.parametrize("dead", [Doi("10.5555/dead"), ArxivId("2101.09999"), Pii("S" + "9" * 16)])
def test_the_title_stands_in_for_an_identifier_that_leads_nowhere(
    tmp_path: Path, animals: Emulator, dead: Identifier
) -> None:
    library = resolve(tmp_path, animals, [seed_of(SHEEP_CLAIM, dead)])
    assert ["doi:10.5555/sheep"] == names(library)


def test_a_dead_identifier_without_a_title_is_missed(tmp_path: Path, animals: Emulator) -> None:
    library = resolve(tmp_path, animals, [seed_of(Claim(), Doi("10.5555/dead"))])
    assert [Reason.NOT_FOUND] == [miss.reason for miss in library.misses]


@pytest.mark.parametrize(
    "claim",
    [
        Claim(title=SHEEP, date=PartialDate(2012)),
        Claim(title=SHEEP, authors=("Ada Shepherd",)),
    ],
)
def test_what_the_list_does_not_say_leaves_a_doubt(
    tmp_path: Path, animals: Emulator, claim: Claim
) -> None:
    library = resolve(tmp_path, animals, [seed_of(claim)])
    (miss,) = library.misses
    assert (Reason.DOUBTFUL, Doi("10.5555/sheep")) == (miss.reason, miss.matches[0].record.doi)


def test_another_author_is_no_match(tmp_path: Path, animals: Emulator) -> None:
    claim = Claim(title=SHEEP, authors=("Eve Else",), date=PartialDate(2012))
    (miss,) = resolve(tmp_path, animals, [seed_of(claim)]).misses
    assert Reason.NOT_FOUND is miss.reason


def test_a_yes_is_obeyed_without_a_search(tmp_path: Path, animals: Emulator) -> None:
    seed = seed_of(Claim(title="Something else altogether"))
    assert seed.sought
    yes = Decision(seed.sought, Doi("10.5555/sheep"), is_it=True)
    assert ["doi:10.5555/sheep"] == names(resolve(tmp_path, animals, [seed], yes))
    assert [("10.5555/sheep",)] == [one.ids for one in animals.log]


def test_a_yes_for_a_work_that_is_not_there_is_told(tmp_path: Path, animals: Emulator) -> None:
    seed = seed_of(SHEEP_CLAIM)
    assert seed.sought
    yes = Decision(seed.sought, Doi("10.5555/gone"), is_it=True)
    (miss,) = resolve(tmp_path, animals, [seed], yes).misses
    assert (Reason.NOT_FOUND, "datacite") == (miss.reason, miss.source)


def test_claims_that_ask_the_same_are_proved_each_by_itself(
    tmp_path: Path, animals: Emulator
) -> None:
    right = seed_of(SHEEP_CLAIM)
    strangers = ("Ada Shepherd", "Eve Else", "Cy Other")
    wrong = seed_of(Claim(title=SHEEP, authors=strangers, date=SHEEP_CLAIM.date), line=2)
    thesis = Claim(title=SHEEP, authors=("Ada Shepherd",), date=right.claim.date, kind=Kind.THESIS)
    other = seed_of(thesis, line=3)
    assert right.sought == wrong.sought == other.sought
    for number, order in enumerate(permutations((right, wrong, other))):
        folder = tmp_path / str(number)
        folder.mkdir()
        library = resolve(folder, animals, order)
        assert [(right,)] == [entry.seeds for entry in library.entries]
        assert {wrong, other} == {miss.seed for miss in library.misses}


def test_of_two_versions_of_one_year_each_claim_gets_its_own(tmp_path: Path) -> None:
    twin = Work("10.5555/twin", PUBLISHED.message | {"type": "proceedings-article"})
    kinds = (Kind.ARTICLE, Kind.CONFERENCE_PAPER)
    seeds = [
        seed_of(
            Claim(title=SHEEP, authors=("Ada Shepherd",), date=SHEEP_CLAIM.date, kind=kind),
            line=line,
        )
        for line, kind in enumerate(kinds)
    ]
    with Emulator(World(PAPERS, [PUBLISHED, twin])) as emulator:
        for number, order in enumerate((seeds, seeds[::-1])):
            folder = tmp_path / str(number)
            folder.mkdir()
            entries = resolve(folder, emulator, order).entries
            got = {seed.claim.kind: entry.record.kind for entry in entries for seed in entry.seeds}
            assert dict(zip(kinds, kinds, strict=True)) == got


def test_what_was_absent_yesterday_keeps_no_other_source_from_answering(
    tmp_path: Path, animals: Emulator
) -> None:
    doubtful = seed_of(Claim(title=SHEEP, authors=("Ada Shepherd",)))
    dead = seed_of(SHEEP_CLAIM, Doi("10.5555/dead"), line=2)
    config = config_for(tmp_path, animals, absence_lifetime=dt.timedelta(0))
    for offline in (False, True):
        later = msgspec.structs.replace(config, offline=offline)
        library = resolve_seeds([doubtful, dead], later, clock=FakeClock()).library
        assert [(dead,)] == [entry.seeds for entry in library.entries]
        (miss,) = library.misses
        assert (doubtful, Reason.DOUBTFUL) == (miss.seed, miss.reason)


def test_a_pii_that_two_works_carry_leaves_the_title(tmp_path: Path) -> None:
    twin = Work("10.5555/other", {"title": ["Ducks"], "alternative-id": ["S0123456789012345"]})
    seed = seed_of(SHEEP_CLAIM, Pii("S0123456789012345"))
    with Emulator(World(PAPERS, [PUBLISHED, twin])) as emulator:
        assert ["doi:10.5555/sheep"] == names(resolve(tmp_path, emulator, [seed]))


def test_a_no_is_obeyed_even_against_a_proof(tmp_path: Path, animals: Emulator) -> None:
    seed = seed_of(SHEEP_CLAIM)
    assert seed.sought
    no = Decision(seed.sought, Doi("10.5555/sheep"), is_it=False)
    library = resolve(tmp_path, animals, [seed], no)
    assert [Reason.NOT_FOUND] == [miss.reason for miss in library.misses]


@pytest.mark.parametrize("source", ["crossref", "arxiv"])
def test_a_title_that_a_source_could_not_be_asked_for_is_not_called_unknown(
    tmp_path: Path, animals: Emulator, source: str
) -> None:
    animals.always(source, Fault.HANGUP)  # type: ignore[arg-type]
    claim = Claim(title="Ducks in a row", authors=("Ed Drake",), date=PartialDate(2020))
    (miss,) = resolve(tmp_path, animals, [seed_of(claim)]).misses
    assert Reason.UNREACHABLE is miss.reason


def test_a_preprint_and_what_was_published_of_it_are_joined_without_a_common_name(
    tmp_path: Path, animals: Emulator
) -> None:
    seeds = [
        seed_of(Claim(), ArxivId("2109.00008")),
        seed_of(Claim(), Doi("10.5555/geese"), line=2),
    ]
    for order in (seeds, seeds[::-1]):
        (entry,) = resolve(tmp_path, animals, order).entries
        assert (Doi("10.5555/geese"), ArxivId("2109.00008")) == entry.record.identifiers
        assert order == list(entry.seeds)


def test_a_preprint_that_names_another_doi_is_not_joined(tmp_path: Path) -> None:
    paper = Paper(
        "2109.00008", GEESE, ("Gus Gander", "Hal Rivers"), published="2021-09-04", doi="10.5555/o"
    )
    seeds = [
        seed_of(Claim(), ArxivId("2109.00008")),
        seed_of(Claim(), Doi("10.5555/geese"), line=2),
    ]
    with Emulator(World([paper], [VERSION])) as emulator:
        assert 2 == len(resolve(tmp_path, emulator, seeds).entries)


def test_two_works_that_a_preprint_may_have_become_are_left_apart(tmp_path: Path) -> None:
    twin = Work("10.5555/twin", VERSION.message)
    seeds = [
        seed_of(Claim(), ArxivId("2109.00008")),
        seed_of(Claim(), Doi("10.5555/geese"), line=2),
        seed_of(Claim(), Doi("10.5555/twin"), line=3),
    ]
    with Emulator(World(PAPERS, [VERSION, twin])) as emulator:
        assert 3 == len(resolve(tmp_path, emulator, seeds).entries)
