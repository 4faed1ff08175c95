"""What lists and libraries have wrong, held against what is known of the works."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from enrich.about import CHECKS
from enrich.answers import Reason, Standing
from enrich.checks import (
    Checked,
    Fault,
    Finding,
    Level,
    find_all_faults,
    find_faults,
    judge,
    stale_ignores,
)
from enrich.config import Ignore
from enrich.dates import PartialDate
from enrich.doubts import with_doubts
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.library import Entry, Library
from enrich.match import Agreement, Evidence, Match, Verdict
from enrich.merge import Reading
from enrich.misses import Miss
from enrich.packing import Packed
from enrich.policy import Policy
from enrich.record import Dates, Doubt, Event, Kind, Name, Notice, Record, Relation, Venue
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Scan, Seed
from enrich.sources import Source
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from tests.corpus.recorded import arxiv_answers, crossref_answers
from tests.records import plain, record_of

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
    reading = Reading.of("crossref", record, Standing.FRESH)
    return Entry("key", Packed.of(record), (), seeds, Standing.FRESH, (reading,), by_title)


def titled(title: str, seed: Seed, kind: Kind = Kind.ARTICLE, **fields: object) -> Entry:
    record = record_of(kind, title, authors=AUTHORS, doi=WORK, **fields)
    reading = Reading.of("crossref", record, Standing.FRESH)
    return Entry("key", Packed.of(record), (), (seed,), Standing.FRESH, (reading,), ())


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
    readings = (*entry.readings, Reading.of("arxiv", preprint, Standing.FRESH))
    both = Entry("key", entry.packed, (), entry.seeds, Standing.FRESH, readings)
    assert [] == faults(both)


def test_a_work_named_twice_is_a_duplicate_at_its_second_place() -> None:
    assert ["5 duplicate"] == faults(entry_of(seed_of(line=2), seed_of(line=5)))


def test_a_work_that_two_lists_name_is_no_slip_of_either() -> None:
    elsewhere = msgspec.structs.replace(seed_of(), origin=Origin("other.md", 2))
    again = msgspec.structs.replace(seed_of(), origin=Origin("other.md", 9))
    entry = entry_of(seed_of(line=1), elsewhere, again)
    assert ["2 in two lists", "9 duplicate"] == sorted(faults(entry))


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


# What is wrong with works, and with what is known of them.


def shown(record: Record, key: str = "key", line: int = 1, **more: object) -> Entry:
    seed = Seed(record.name or WORK, "https://doi.org/10.5555/x", Origin("list.md", line))
    reading = Reading.of("crossref", record, Standing.FRESH)
    entry = Entry(key, Packed.of(record), (), (seed,), Standing.FRESH, (reading,))
    return msgspec.structs.replace(entry, **more)


def article(**fields: object) -> Record:
    known: dict[str, object] = {
        "authors": AUTHORS,
        "doi": WORK,
        "venue": Venue(title=plain("Annals of Counting")),
        "dates": Dates(printed=PartialDate(2021)),
        **fields,
    }
    return record_of(Kind.ARTICLE, TITLE, **known)


def preprint(**fields: object) -> Record:
    known = {"arxiv": ArxivId("2101.00001"), "authors": AUTHORS, **fields}
    return record_of(Kind.PREPRINT, TITLE, **known)


def found_in(*entries: Entry, misses: tuple[Miss, ...] = ()) -> tuple[Finding, ...]:
    seeds = tuple(seed for entry in entries for seed in entry.seeds)
    scan = Scan((*seeds, *(miss.seed for miss in misses)))
    return find_all_faults(Checked(scan, Library(entries, misses), TODAY))


def told(*entries: Entry, **more: object) -> list[str]:
    return [f"{one.fault}: {one.told}" for one in found_in(*entries, **more)]  # type: ignore[arg-type]


def test_the_checks_have_the_names_by_which_they_are_configured() -> None:
    assert CHECKS == tuple(fault.check for fault in Fault)


def test_faults_stand_the_worst_first_and_each_says_in_a_sentence_what_it_means() -> None:
    order = list(Level)
    levels = [order.index(fault.level) for fault in Fault]
    assert sorted(levels) == levels
    assert [True] * len(Fault) == [
        fault.help.endswith(".") and fault.help[0].isupper() for fault in Fault
    ]


def test_nothing_is_wrong_with_a_whole_work() -> None:
    assert [] == told(shown(article()), shown(preprint(), "other"))


NOTICE = Doi("10.5555/notice")
DAY = PartialDate(2022, 3, 4)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("retraction", "retracted: retracted (doi:10.5555/notice, 2022-03-04)"),
        ("Retraction", "retracted: retracted (doi:10.5555/notice, 2022-03-04)"),
        ("partial retraction", "retracted: retracted in part (doi:10.5555/notice, 2022-03-04)"),
        ("partial_retraction", "retracted: retracted in part (doi:10.5555/notice, 2022-03-04)"),
        ("removal", "retracted: removed (doi:10.5555/notice, 2022-03-04)"),
        ("withdrawal", "withdrawn: withdrawn (doi:10.5555/notice, 2022-03-04)"),
        (
            "expression of concern",
            "concern: expression of concern (doi:10.5555/notice, 2022-03-04)",
        ),
        ("correction", "corrected: correction (doi:10.5555/notice, 2022-03-04)"),
        ("erratum", "corrected: erratum (doi:10.5555/notice, 2022-03-04)"),
        ("corrigendum", "corrected: corrigendum (doi:10.5555/notice, 2022-03-04)"),
        ("something new", "corrected: something new (doi:10.5555/notice, 2022-03-04)"),
    ],
)
def test_what_a_notice_makes_of_a_work_is_told_with_its_place(kind: str, expected: str) -> None:
    notices = (Notice(kind=kind, identifier=NOTICE, date=DAY),)
    assert [expected] == told(shown(article(notices=notices)))


@pytest.mark.parametrize("kind", ["new version", "new_version", "new edition"])
def test_a_text_that_was_brought_up_to_date_is_no_finding(kind: str) -> None:
    assert [] == told(shown(article(notices=(Notice(kind=kind, identifier=NOTICE),))))


def test_a_preprint_that_says_itself_that_it_is_withdrawn_is_found() -> None:
    said = shown(preprint(notices=(Notice(kind="withdrawal"),)))
    assert ["withdrawn: withdrawn (as arxiv:2101.00001 says itself)"] == told(said)
    said = shown(preprint(notices=(Notice(kind="retraction"),)))
    assert ["retracted: retracted (as arxiv:2101.00001 says itself)"] == told(said)


def test_what_the_preprint_of_a_publication_says_of_itself_is_told_as_its_word() -> None:
    notices = (Notice(kind="withdrawal"),)
    ours = Reading.of("arxiv", preprint(notices=notices), Standing.FRESH)
    theirs = Reading.of("crossref", article(), Standing.FRESH)
    entry = shown(article(notices=notices), readings=(theirs, ours))
    assert ["withdrawn: withdrawn (as arxiv:2101.00001 says itself)"] == told(entry)


def test_a_bare_notice_is_not_told_beside_one_that_says_where_it_is() -> None:
    notices = (Notice(kind="retraction"), Notice(kind="retraction", identifier=NOTICE))
    expected = ["retracted: retracted (doi:10.5555/notice)"]
    assert expected == told(shown(article(notices=notices)))


def test_several_notices_of_a_work_are_one_finding_a_fault() -> None:
    notices = (
        Notice(kind="correction", identifier=NOTICE),
        Notice(kind="erratum", identifier=Doi("10.5555/other")),
        Notice(kind="retraction", identifier=Doi("10.5555/third")),
    )
    expected = [
        "retracted: retracted (doi:10.5555/third)",
        "corrected: correction (doi:10.5555/notice); erratum (doi:10.5555/other)",
    ]
    assert expected == told(shown(article(notices=notices)))


def test_a_notice_in_the_library_tells_of_its_work_that_does_not_know_it_yet() -> None:
    announces = (Notice(kind="retraction", identifier=WORK, date=DAY),)
    notice = shown(article(doi=NOTICE, announces=announces), "notice", 2)
    expected = [
        "retracted: retracted (doi:10.5555/notice, 2022-03-04)",
        "notice: retraction of doi:10.5555/x",
    ]
    assert expected == told(shown(article()), notice)


def test_a_notice_whose_title_begins_with_retracted_is_not_retracted_itself() -> None:
    notice = article(
        announces=(Notice(kind="retraction", identifier=NOTICE),),
        notices=(Notice(kind="retraction"),),
    )
    assert ["notice: retraction of doi:10.5555/notice"] == told(shown(notice))


def test_the_next_version_of_a_work_is_no_notice() -> None:
    assert [] == told(shown(article(announces=(Notice(kind="new_version", identifier=NOTICE),))))


PUBLISHED = Doi("10.5555/published")
MATCH = Match(
    article(doi=PUBLISHED),
    Evidence(Agreement.CLEAR, Agreement.CLEAR, Agreement.OPEN, Agreement.CLEAR),
    Verdict.DOUBTFUL,
)


@pytest.mark.parametrize(
    ("fields", "matches", "expected"),
    [
        (
            {"relations": (Relation("is-preprint-of", PUBLISHED),)},
            (),
            "its source says that it became doi:10.5555/published",
        ),
        (
            {"doi": PUBLISHED},
            (),
            "its author says that it became doi:10.5555/published, which could not be followed",
        ),
        (
            {},
            (MATCH,),
            "it may have become doi:10.5555/published, which is in doubt",
        ),
        (
            {"doi": PUBLISHED, "relations": (Relation("is-preprint-of", PUBLISHED),)},
            (MATCH,),
            "its source says that it became doi:10.5555/published",
        ),
    ],
)
def test_a_preprint_of_which_there_is_a_publication_is_told_with_the_surest_sign(
    fields: dict[str, object], matches: tuple[Match, ...], expected: str
) -> None:
    entry = shown(preprint(**fields), may_have_become=matches)
    assert [f"superseded preprint: {expected}"] == told(entry)
    for policy in (Policy.PREPRINT, Policy.BOTH):
        assert [] == told(msgspec.structs.replace(entry, policy=policy))


def test_a_publication_and_a_preprint_without_one_are_not_superseded() -> None:
    assert [] == told(shown(article(relations=(Relation("is-preprint-of", PUBLISHED),))))
    assert [] == told(shown(preprint(relations=(Relation("has-review", PUBLISHED),))))


def test_a_preprint_whose_doi_is_that_of_another_preprint_is_not_superseded() -> None:
    merged = preprint(doi=PUBLISHED)
    other = Reading.of("crossref", preprint(arxiv=None, doi=PUBLISHED), Standing.FRESH)
    ours = Reading.of("arxiv", preprint(doi=PUBLISHED), Standing.FRESH)
    assert [] == told(shown(merged, readings=(other, ours)))


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Kind.ARTICLE, "author, journal, year"),
        (Kind.CONFERENCE_PAPER, "author, booktitle, year"),
        (Kind.BOOK, "author or editor, publisher, year"),
        (Kind.EDITED_BOOK, "author or editor, publisher, year"),
        (Kind.CHAPTER, "author, booktitle, publisher, year"),
        (Kind.THESIS, "author, school, year"),
        (Kind.REPORT, "author, institution, year"),
        (Kind.PROCEEDINGS, "year"),
    ],
)
def test_what_bibtex_requires_of_a_kind_is_told_where_it_is_missing(
    kind: Kind, missing: str
) -> None:
    expected = [f"incomplete: lacks its {missing}"]
    assert expected == told(shown(record_of(kind, TITLE, doi=WORK)))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_title_is_required_of_everything_and_all_there_is_suffices(kind: Kind) -> None:
    bare = Record(kind=kind, doi=WORK)
    (found,) = told(shown(bare))
    assert "title" in found
    whole = record_of(
        kind,
        TITLE,
        doi=WORK,
        authors=AUTHORS,
        publisher="Press",
        venue=Venue(title=plain("Annals")),
        dates=Dates(issued=PartialDate(2020), posted=PartialDate(2020)),
    )
    assert [] == told(shown(whole))


def test_editors_make_up_for_authors_of_books_and_an_event_for_the_title_of_proceedings() -> None:
    dates = Dates(issued=PartialDate(2020))
    book = record_of(Kind.BOOK, TITLE, doi=WORK, editors=AUTHORS, publisher="P", dates=dates)
    assert [] == told(shown(book))
    event = Venue(event=Event(name=plain("Sheep 2020")))
    paper = record_of(
        Kind.CONFERENCE_PAPER, TITLE, doi=WORK, authors=AUTHORS, venue=event, dates=dates
    )
    assert [] == told(shown(paper))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates(printed=PartialDate(1449)), ["printed 1449, which is before there was print"]),
        (Dates(printed=PartialDate(1450)), []),
        (Dates(issued=PartialDate(2028)), ["issued 2028, which is more than a year to come"]),
        (Dates(issued=PartialDate(2027)), []),
        (Dates(issued=PartialDate(2027, 1, 5)), []),
        (
            Dates(issued=PartialDate(2027, 1, 6)),
            ["issued 2027-01-06, which is more than a year to come"],
        ),
        (
            Dates(printed=PartialDate(2021), online=PartialDate(2016, 2)),
            ["printed 2021, though online 2016-02"],
        ),
        (Dates(printed=PartialDate(2021), online=PartialDate(2017)), []),
        (Dates(printed=PartialDate(1921), online=PartialDate(2017)), []),
    ],
)
def test_a_date_that_can_hardly_be_is_suspicious(dates: Dates, expected: list[str]) -> None:
    assert [f"suspicious date: {one}" for one in expected] == told(shown(article(dates=dates)))


@pytest.mark.parametrize(
    ("doubt", "expected"),
    [
        (Doubt("dates.printed", "later than the answer", "2027"), ["suspicious date"]),
        # It has come since.
        (Doubt("dates.printed", "later than the answer", "2026-04"), []),
        (Doubt("pages", "they run backwards", "9-3"), []),
    ],
)
def test_a_doubt_about_a_date_is_told_until_the_date_has_come(
    doubt: Doubt, expected: list[str]
) -> None:
    found = found_in(shown(article(doubts=(doubt,))))
    assert expected == [str(one.fault) for one in found]


def miss(reason: Reason, seed: Seed | None = None, *, matches: tuple[Match, ...] = ()) -> Miss:
    return Miss(seed or seed_of(None, title=TITLE), "crossref", reason, "hint", matches=matches)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (miss(Reason.UNIDENTIFIED), ["missed: no identifier; hint"]),
        (miss(Reason.NOT_FOUND), ["missed: not found; hint"]),
        (miss(Reason.NOT_FOUND, seed_of()), ["dead identifier: no source knows it"]),
        (miss(Reason.REFUSED, seed_of()), ["missed: refused; hint"]),
        (miss(Reason.THROTTLED), ["unchecked: throttled; hint"]),
        (miss(Reason.UNREACHABLE, seed_of()), ["unchecked: unreachable; hint"]),
        (miss(Reason.OFFLINE), ["unchecked: offline; hint"]),
        (miss(Reason.GARBLED), ["unchecked: garbled; hint"]),
        (miss(Reason.DOUBTFUL), ["doubtful match: hint"]),
        (
            miss(Reason.NOT_FOUND, matches=(MATCH,)),
            [f"doubtful match: it may be doi:10.5555/published, {TITLE!r}; hint"],
        ),
        (
            miss(Reason.UNREACHABLE, matches=(MATCH,)),
            [f"doubtful match: it may be doi:10.5555/published, {TITLE!r}; hint"],
        ),
        (
            miss(Reason.DOUBTFUL, seed_of()),
            ["dead identifier: no source knows it", "doubtful match: hint"],
        ),
    ],
)
def test_each_miss_is_told_for_what_it_is(one: Miss, expected: list[str]) -> None:
    assert expected == told(misses=(one,))


def test_a_work_that_its_source_no_longer_knows_is_lost_though_another_knows_it() -> None:
    lost = Reading.of("crossref", article(), Standing.LOST)
    kept = Reading.of("arxiv", preprint(), Standing.SNAPSHOT)
    entry = shown(article(), standing=Standing.SNAPSHOT, readings=(lost, kept))
    assert ["lost: crossref no longer knows doi:10.5555/x"] == told(entry)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.LOST])
def test_an_answer_that_is_only_old_is_not_lost(standing: Standing) -> None:
    reading = Reading.of("crossref", article(), standing)
    assert [] == told(shown(article(), standing=standing, readings=(reading,)))


def test_what_is_wrong_with_works_is_no_matter_of_the_lists() -> None:
    entry = shown(article(notices=(Notice(kind="retraction"),)))
    assert () == find_faults(Checked(Scan(entry.seeds), Library((entry,), ()), TODAY))


def test_a_finding_knows_the_work_its_place_and_what_was_written() -> None:
    (found,) = found_in(shown(article(notices=(Notice(kind="retraction"),)), "smith2020", 7))
    assert ("smith2020", WORK, "list.md:7", "smith2020") == (
        found.key,
        found.identifier,
        str(found.origin),
        found.subject,
    )
    (found,) = found_in(misses=(miss(Reason.NOT_FOUND),))
    assert (None, None, "https://list.example/paper") == (
        found.key,
        found.identifier,
        found.subject,
    )


def test_a_title_of_which_the_first_word_was_kept_is_told_whole() -> None:
    seed = Seed(None, "Mary", Origin("list.txt", 1), claim=Claim(title="Mary Little: On Lambs"))
    (found,) = found_in(misses=(miss(Reason.DOUBTFUL, seed),))
    assert ("Mary Little: On Lambs", "Mary Little: On Lambs") == (found.subject, found.written)
    assert found.text.startswith("Mary Little: On Lambs: ")


def test_a_link_is_told_as_it_stands_whatever_title_is_beside_it() -> None:
    seed = seed_of(None, title="On Lambs")
    (found,) = found_in(misses=(miss(Reason.DOUBTFUL, seed),))
    assert "https://list.example/paper" == found.subject


def test_a_dead_identifier_is_named_beside_the_key() -> None:
    seed = msgspec.structs.replace(seed_of(), written="10.5555/x", key="typo")
    (found,) = found_in(misses=(miss(Reason.NOT_FOUND, seed),))
    assert "10.5555/x (typo)" == found.subject
    by_title = shown(article(), "sample2020", seeds=(seed_of(),), by_title=(seed_of(),))
    (found,) = found_in(by_title)
    assert "https://doi.org/10.5555/x (sample2020)" == found.subject


def test_a_finding_about_a_list_knows_the_work_too() -> None:
    seeds = (seed_of(line=2), seed_of(line=5))
    (found,) = found_in(shown(article(), "smith2020", seeds=seeds))
    assert ("duplicate", "smith2020", 5) == (found.fault, found.key, found.origin.line)


def test_a_preprint_is_known_by_its_own_identifier_and_not_by_the_doi_it_claims() -> None:
    (found,) = found_in(shown(preprint(doi=PUBLISHED)))
    assert ArxivId("2101.00001") == found.identifier


def test_findings_come_the_worst_first_and_then_as_the_lists_stand() -> None:
    notices = (Notice(kind="correction"), Notice(kind="retraction"))
    entries = [shown(article(notices=notices), f"key{line}", line) for line in (2, 1)]
    seeds = tuple(entry.seeds[0] for entry in reversed(entries))
    checked = Checked(Scan(seeds), Library(tuple(entries), ()), TODAY)
    assert ["1 retracted", "2 retracted", "1 corrected", "2 corrected"] == [
        f"{one.origin.line} {one.fault}" for one in find_all_faults(checked)
    ]


# What is to be left alone.


def ignore_of(of: str, check: str = "retracted", until: dt.date | None = None) -> Ignore:
    return Ignore(check, of, "an example", until, file="enrich.toml", line=3)


RETRACTED = shown(
    article(arxiv=ArxivId("2101.00001"), notices=(Notice(kind="retraction"),)),
    "smith2020",
    7,
    aliases=("smith2019",),
)


@pytest.mark.parametrize(
    "of",
    [
        "smith2020",
        "smith2019",
        "Smith2020",
        "10.5555/X",
        "https://doi.org/10.5555/x",
        "arXiv:2101.00001v2",
        "list.md",
        "./list.md",
        "list.md:7",
        "./list.md:7",
    ],
)
def test_an_ignore_names_a_key_an_identifier_a_file_or_a_line(of: str) -> None:
    (found,) = judge(found_in(RETRACTED), [ignore_of(of)], TODAY)
    assert ignore_of(of) == found.ignored
    assert [] == list(stale_ignores([found], [ignore_of(of)], set(Fault)))


@pytest.mark.parametrize("of", ["smith", "10.5555/y", "list.md:8", "list.md:71", "a/list.md", "x"])
def test_an_ignore_of_something_else_holds_nothing_back_and_is_told(of: str) -> None:
    (found,) = judge(found_in(RETRACTED), [ignore_of(of)], TODAY)
    assert None is found.ignored
    (stale,) = stale_ignores([found], [ignore_of(of)], set(Fault))
    assert f"enrich.toml:3: stale-ignore: retracted of {of}" == str(stale).rpartition(": ")[0]
    assert Level.NOTE is stale.fault.level


def test_an_ignore_is_of_one_check_alone() -> None:
    (found,) = judge(found_in(RETRACTED), [ignore_of("smith2020", "concern")], TODAY)
    assert None is found.ignored


def test_paths_in_an_ignore_count_from_where_it_stands() -> None:
    below = msgspec.structs.replace(ignore_of("list.md:7"), file="below/enrich.toml")
    (found,) = judge(found_in(RETRACTED), [below], TODAY)
    # A name as it is printed does as well.
    assert below == found.ignored
    above = msgspec.structs.replace(ignore_of("lists/list.md"), file="../enrich.toml")
    seed = Seed(WORK, "x", Origin("../lists/list.md", 7))
    entry = msgspec.structs.replace(RETRACTED, seeds=(seed,))
    (found,) = judge(found_in(entry), [above], TODAY)
    assert above == found.ignored


def test_an_ignore_holds_through_its_last_day_and_then_is_told() -> None:
    today = dt.date(TODAY.year, TODAY.month or 1, TODAY.day or 1)
    (found,) = judge(found_in(RETRACTED), [ignore_of("smith2020", until=today)], TODAY)
    assert found.ignored
    over = ignore_of("smith2020", until=today - dt.timedelta(days=1))
    (found,) = judge(found_in(RETRACTED), [over], TODAY)
    assert None is found.ignored
    assert "(was ignored until 2026-01-04: an example)" in found.told
    both = [over, ignore_of("10.5555/x")]
    (found,) = judge(found_in(RETRACTED), both, TODAY)
    assert both[1] == found.ignored


def test_an_ignore_of_a_check_that_is_not_made_is_not_stale() -> None:
    assert [] == list(stale_ignores([], [ignore_of("nothing")], {Fault.CONCERN}))


# Recorded answers.

# Notices of retraction that the publisher prints under the title of the work.
_TITLED = {
    "10.1155/2014/128505",
    "10.1155/2015/369087",
    "10.1155/2019/3954675",
    "10.1155/2020/5109831",
}
_CORRECTED = {
    "10.1103/physrevb.98.104436",
    "10.1371/journal.pbio.0050002",
    "10.1371/journal.pone.0033693",
}
_RETRACTIONS = {
    "10.1371/journal.pone.0210346",
    "10.1371/journal.pone.0210896",
    "10.1371/journal.pone.0211247",
}
_NEW_VERSIONS = {
    "10.1371/journal.pgen.1006573",
    "10.1371/journal.pgen.1006779",
    "10.1371/journal.pgen.1011490",
    "10.1371/journal.ppat.1006930",
    "10.1371/journal.ppat.1008184",
}


@pytest.fixture(scope="module")
def recorded(shared: Path) -> tuple[Entry, ...]:
    """Give an entry of its own to every recorded answer."""
    sources: dict[str, Source] = {"crossref": Crossref(), "arxiv": Arxiv()}
    answers = (*crossref_answers(shared), *arxiv_answers(shared))
    return tuple(
        shown(with_doubts(sources[one.source].read(one), one.fetched_at), f"key{line}", line)
        for line, one in enumerate(answers, start=1)
    )


@pytest.fixture(scope="module")
def in_recorded(recorded: tuple[Entry, ...]) -> dict[Fault, set[str]]:
    found: dict[Fault, set[str]] = {}
    for one in found_in(*recorded):
        if one.identifier and isinstance(one.fault, Fault):
            found.setdefault(one.fault, set()).add(one.identifier.key.partition(":")[2])
    return found


@pytest.mark.slow
def test_of_all_recorded_works_those_are_told_that_notices_tell_of_and_no_other(
    in_recorded: dict[Fault, set[str]],
) -> None:
    assert _TITLED == in_recorded[Fault.RETRACTED]
    assert _CORRECTED == in_recorded[Fault.CORRECTED]
    assert set() == in_recorded.keys() & {Fault.CONCERN, Fault.WITHDRAWN}
    noted = in_recorded[Fault.NOTICE]
    assert noted >= _RETRACTIONS
    assert (62, set()) == (len(noted), noted & _NEW_VERSIONS)


def test_no_recorded_date_is_suspicious_by_now(in_recorded: dict[Fault, set[str]]) -> None:
    assert Fault.SUSPICIOUS_DATE not in in_recorded


def test_a_recorded_retraction_makes_its_work_retracted(recorded: tuple[Entry, ...]) -> None:
    notices = [one for one in recorded if one.record.doi and one.record.doi.value in _RETRACTIONS]
    works = [
        shown(article(doi=notice.identifier), f"work{place}", place)
        for place, one in enumerate(notices)
        for notice in one.record.announces
    ]
    found = Counter(one.fault for one in found_in(*notices, *works))
    assert (3, 3) == (found[Fault.RETRACTED], found[Fault.NOTICE])
