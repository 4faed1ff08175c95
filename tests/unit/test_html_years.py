"""The picture of years: which columns there are, and what stands under each."""

from __future__ import annotations

from enrich.dates import PartialDate
from enrich.record import Dates
from tests.records import record_of
from tests.unit.test_html_page import page_of, seeded, select


def bars_of(part: str, *years: int) -> list[str]:
    entries = [
        seeded(record_of(dates=Dates(issued=PartialDate(year))), f"k{at}")
        for at, year in enumerate(years)
    ]
    return [one.text for one in select(page_of(*entries), f"[data-facet=year] .{part}")]


def years_of(*years: int) -> list[str]:
    return bars_of("heard", *years)


def labels_of(*years: int) -> list[str]:
    return bars_of("label", *years)


def test_years_have_a_column_each_where_most_are_of_late() -> None:
    assert ["1970\u20132013", *map(str, range(2014, 2024))] == years_of(1970, *range(2015, 2024))


def test_columns_of_several_years_are_labelled_with_both_ends() -> None:
    assert ["\u201990\n\u201394", "\u201995\n\u201399"] == labels_of(*range(1990, 2040, 5))[:2]


def test_all_years_before_the_late_ones_are_labelled_as_such() -> None:
    assert ["\u226413", "\u201914"] == labels_of(1970, *range(2015, 2024))[:2]


def test_a_long_time_is_parted_evenly() -> None:
    assert [f"{start}\u2013{start + 9}" for start in range(1920, 2021, 10)] == years_of(
        *range(1920, 2021, 10)
    )


def test_years_without_works_keep_their_column() -> None:
    assert ["2019", "2020", "2021"] == years_of(2019, 2021)
