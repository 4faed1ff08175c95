"""What lists have wrong, held against what is known of the works they name."""

from __future__ import annotations

import pytest

from enrich.answers import Reason, Standing
from enrich.checks import Checked, find_faults
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.library import Entry, Library
from enrich.merge import Reading
from enrich.misses import Miss
from enrich.record import Dates, Kind, Name, Notice, Record
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Scan, Seed
from tests.records import record_of

TODAY = PartialDate(2026, 1, 5)
WORK = Doi("10.5555/x")
TITLE = "Counting sheep in the first meadow with some care"
AUTHORS = (Name(family="Shepherd", given="Ada"), Name(family="Meadows", given="Bo"))


def seed_of(wanted: Identifier | None = WORK, line: int = 1, **claim: object) -> Seed:
    written = wanted.url if wanted else "https://list.example/paper"
    return Seed(wanted, written, Origin("list.md", line), claim=Claim(**claim))  # type: ignore[arg-type]


def entry_of(*seeds: Seed, by_title: tuple[Seed, ...] = (), **fields: object) -> Entry:
    known: dict[str, object] = {"doi": WORK, **fields}
    record = record_of(Kind.ARTICLE, TITLE, authors=AUTHORS, **known)
    reading = Reading("crossref", record, Standing.FRESH)
    return Entry("key", record, (), seeds, Standing.FRESH, (reading,), by_title)


def titled(title: str, seed: Seed, kind: Kind = Kind.ARTICLE, **fields: object) -> Entry:
    record = record_of(kind, title, authors=AUTHORS, doi=WORK, **fields)
    reading = Reading("crossref", record, Standing.FRESH)
    return Entry("key", record, (), (seed,), Standing.FRESH, (reading,), ())


def faults(*entries: Entry, misses: tuple[Miss, ...] = (), scan: Scan | None = None) -> list[str]:
    seeds = tuple(seed for entry in entries for seed in entry.seeds)
    looked_at = scan or Scan((*seeds, *(miss.seed for miss in misses)))
    found = find_faults(Checked(looked_at, Library(entries, misses), TODAY))
    return [f"{one.origin.line} {one.fault}" for one in found]


@pytest.mark.parametrize(
    "said",
    [
        TITLE,
        TITLE.upper() + ".",
        "Counting  sheep in the first meadow, with some care",
        None,
    ],
)
def test_the_right_title_is_no_fault(said: str | None) -> None:
    assert [] == faults(entry_of(seed_of(title=said)))


def test_another_title_of_the_same_authors_is_a_wrong_title() -> None:
    seed = seed_of(title="On the arithmetic of flocks", authors=("Shepherd, A.",))
    assert ["1 wrong title"] == faults(entry_of(seed))


def test_another_title_of_other_authors_is_a_wrong_link() -> None:
    seed = seed_of(title="Baking bread without an oven", authors=("Baker, C.",))
    assert ["1 wrong link"] == faults(entry_of(seed))


@pytest.mark.parametrize(
    "title",
    [
        f"Correction to: {TITLE}",
        f"Erratum: {TITLE}",
        f"Reply to: {TITLE}",
        f"Review: {TITLE}",
        f"Review of {TITLE}",
        f"{TITLE}: Supplementary Material",
        f"{TITLE}: Comment",
        f"{TITLE}: A Rebuttal",
        f"{TITLE}: Errors and Omissions",
    ],
)
def test_a_notice_of_the_work_that_the_list_claims_is_a_wrong_link(title: str) -> None:
    authors = ("Shepherd, A.", "Meadows, B.")
    assert ["1 wrong link"] == faults(titled(title, seed_of(title=TITLE, authors=authors)))
    assert [] == faults(titled(title, seed_of(title=title, authors=authors)))


def test_a_notice_under_the_title_of_the_work_is_a_wrong_link() -> None:
    announced = (Notice(kind="correction"),)
    assert ["1 wrong link"] == faults(titled(TITLE, seed_of(title=TITLE), announces=announced))
    review = titled(TITLE, seed_of(title=TITLE), kind=Kind.REVIEW)
    assert ["1 wrong link"] == faults(review)
    version = titled(TITLE, seed_of(title=TITLE), announces=(Notice(kind="new version"),))
    assert [] == faults(version)
    claimed = seed_of(title=TITLE, kind=Kind.REVIEW)
    assert [] == faults(titled(TITLE, claimed, kind=Kind.REVIEW))


def test_a_work_whose_title_begins_as_that_of_a_notice_is_none() -> None:
    entry = titled(
        "Re-identification of sheep in a flock",
        seed_of(title="Reidentification of sheep in a flock"),
    )
    assert [] == faults(entry)


@pytest.mark.parametrize("part", ["Part II", "II", "Volume 2", "Second Edition", "Poster"])
def test_a_part_or_a_version_that_the_list_does_not_name_is_a_wrong_title(part: str) -> None:
    assert ["1 wrong title"] == faults(titled(f"{TITLE}. {part}", seed_of(title=TITLE)))
    assert ["1 wrong title"] == faults(titled(TITLE, seed_of(title=f"{TITLE}. {part}")))


@pytest.mark.parametrize(
    "title",
    [
        f"Retracted: {TITLE}",
        f"RETRACTED: {TITLE}",
        f"RETRACTED ARTICLE: {TITLE}",
        f"[Retracted] {TITLE}",
        f"Medical Diffusion: {TITLE}",
        f"{TITLE}: a review of shepherds",
        f"{TITLE}: A Systematic Review",
    ],
)
def test_a_retracted_work_and_a_cut_title_are_no_fault(title: str) -> None:
    assert [] == faults(titled(title, seed_of(title=TITLE)))
    assert [] == faults(titled(TITLE, seed_of(title=title)))


def test_a_title_that_was_found_by_itself_is_not_held_against_the_work() -> None:
    seed = seed_of(None, title="Counting sheep")
    assert [] == faults(entry_of(seed, by_title=(seed,)))


def test_the_title_of_any_version_is_right() -> None:
    preprint = Record(kind=record_of().kind, title=record_of(title="Sheep, one by one").title)
    entry = entry_of(seed_of(title="Sheep, one by one"))
    readings = (*entry.readings, Reading("arxiv", preprint, Standing.FRESH))
    both = Entry("key", entry.record, (), entry.seeds, Standing.FRESH, readings)
    assert [] == faults(both)


def test_a_work_named_twice_is_a_duplicate_at_its_second_place() -> None:
    assert ["5 duplicate"] == faults(entry_of(seed_of(line=2), seed_of(line=5)))


def test_two_links_of_a_paper_on_one_line_are_no_duplicates() -> None:
    assert [] == faults(entry_of(seed_of(line=2), seed_of(ArxivId("2101.00001"), line=2)))


def test_an_identifier_that_no_source_knows_is_dead() -> None:
    miss = Miss(seed_of(), "crossref", Reason.NOT_FOUND, "")
    assert ["1 dead identifier"] == faults(misses=(miss,))


@pytest.mark.parametrize("reason", [Reason.THROTTLED, Reason.UNREACHABLE, Reason.OFFLINE])
def test_an_identifier_that_nobody_could_be_asked_for_is_not_dead(reason: Reason) -> None:
    assert [] == faults(misses=(Miss(seed_of(), "crossref", reason, ""),))


def test_a_title_without_identifier_that_is_not_found_is_no_dead_identifier() -> None:
    miss = Miss(seed_of(None, title=TITLE), "crossref", Reason.NOT_FOUND, "")
    assert [] == faults(misses=(miss,))


def test_a_dead_identifier_whose_title_led_on_is_told() -> None:
    seed = seed_of(Doi("10.5555/dead"), title=TITLE)
    assert ["1 dead identifier"] == faults(entry_of(seed, by_title=(seed,)))


@pytest.mark.parametrize(
    ("wanted", "date", "expected"),
    [
        (ArxivId("2310.00795"), PartialDate(2023, 7, 24), ["1 impossible date"]),
        (ArxivId("2310.00795"), PartialDate(2023, 10), []),
        (ArxivId("2310.00795"), PartialDate(2023), []),
        (ArxivId("2310.00795"), PartialDate(2022), ["1 impossible date"]),
        (ArxivId("hep-th/9901001"), PartialDate(2019), []),
        (WORK, PartialDate(2026, 2), ["1 impossible date"]),
        (WORK, PartialDate(2026), []),
        (WORK, PartialDate(2019), []),
        (WORK, PartialDate(2018), ["1 impossible date"]),
    ],
)
def test_a_date_before_the_paper_or_after_today_can_not_be(
    wanted: Identifier, date: PartialDate, expected: list[str]
) -> None:
    dates = Dates(printed=PartialDate(2021), online=PartialDate(2020, 5))
    assert expected == faults(entry_of(seed_of(wanted, date=date), dates=dates))


def test_a_placeholder_is_told_and_other_links_are_not() -> None:
    links = (
        PassedOver(LinkKind.PLACEHOLDER, "https://example.com", Origin("list.md", 3)),
        PassedOver(LinkKind.CODE, "https://github.com/a/b", Origin("list.md", 3)),
    )
    assert ["3 placeholder"] == faults(scan=Scan((), links))


def test_a_finding_reads_as_compilers_print() -> None:
    entry = entry_of(seed_of(line=2), seed_of(line=5))
    (found,) = find_faults(Checked(Scan(entry.seeds), Library((entry,), ()), TODAY))
    expected = "list.md:5: duplicate: https://doi.org/10.5555/x: same work as at list.md:2"
    assert expected == str(found)
