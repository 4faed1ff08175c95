"""What is doubted in a record, and what becomes of doubts in a merge."""

from __future__ import annotations

import datetime as dt

import pytest

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.doubts import with_doubts
from enrich.merge import Reading, merge
from enrich.record import Dates, Doubt, Name, Record, Venue
from tests.records import ARXIV, DOI, plain, record_of

WHEN = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)


def doubts(record: Record) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in with_doubts(record, WHEN).doubts]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            record_of(
                title="On the...",
            ),
            [("title", "cut short")],
        ),
        (record_of(title="On the\u2026"), [("title", "cut short")]),
        (record_of(title="Tr\ufffds"), [("title", "a letter is lost")]),
        (record_of(venue=Venue(title=plain("R\ufffdv"))), [("venue.title", "a letter is lost")]),
        (record_of(authors=(Name(given="Ada"),)), [("authors", "no family name")]),
        (record_of(editors=(Name(family="M\ufffd"),)), [("editors", "a letter is lost")]),
        (record_of(pages="20-10"), [("pages", "they run backwards")]),
        (
            record_of(dates=Dates(printed=PartialDate(2025), online=PartialDate(2024))),
            [("dates.printed", "later than the answer")],
        ),
    ],
)
def test_what_looks_wrong_is_doubted(record: Record, expected: list[tuple[str, str]]) -> None:
    assert doubts(record) == expected


@pytest.mark.parametrize(
    "record",
    [
        record_of(),
        record_of(title="What now?"),
        record_of(authors=(Name(family="Plato"), Name(literal="The Group"))),
        record_of(pages="10-20"),
        record_of(pages="S10-S9a"),
        record_of(pages="e20-e30"),
        record_of(dates=Dates(printed=PartialDate(2024, 12))),
    ],
)
def test_what_is_usual_is_not(record: Record) -> None:
    assert with_doubts(record, WHEN) is record


def test_a_year_is_not_doubted_when_nobody_knows_when_it_was_told() -> None:
    record = record_of(dates=Dates(printed=PartialDate(2999)))
    assert with_doubts(record, None).doubts == ()


def test_doubts_of_reading_come_first_and_once() -> None:
    cut = Doubt("title", "cut short", "On the...")
    repaired = Doubt("title", "capitals repaired", "ON THE...")
    record = record_of(title="On the...", doubts=(repaired, cut))
    assert with_doubts(record, WHEN).doubts == (repaired, cut)


def test_a_merge_keeps_the_doubts_about_what_it_took() -> None:
    of_title = Doubt("title", "capitals repaired", "A TITLE")
    of_names = Doubt("authors", "no family name", "Ada")
    published = record_of(doi=DOI, doubts=(of_title,))
    preprint = record_of(
        arxiv=ARXIV,
        authors=(Name(given="Ada"),),
        doubts=(Doubt("title", "cut short", "A..."), of_names),
    )
    readings = [
        Reading.of("crossref", published, Standing.FRESH),
        Reading.of("arxiv", preprint, Standing.FRESH),
    ]
    assert merge(readings)[0].doubts == (of_title, of_names)
