"""Dates: as precise as given, never more."""

from __future__ import annotations

import pytest

from enrich.dates import PartialDate, date_of_parts, month_named, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021", PartialDate(2021)),
        ("2021-01", PartialDate(2021, 1)),
        ("2021-12-31", PartialDate(2021, 12, 31)),
        ("2021-01-31T23:59:59Z", PartialDate(2021, 1, 31)),
        ("2021-01-31T23:59:59.123+02:00", PartialDate(2021, 1, 31)),
        ("2021-01-31 23:59", PartialDate(2021, 1, 31)),
        (" 2021-01-31\n", PartialDate(2021, 1, 31)),
        ("2020-02-29", PartialDate(2020, 2, 29)),
        ("2021-02-29", PartialDate(2021, 2)),
        ("2021-00-00", PartialDate(2021)),
        ("2021-13-01", PartialDate(2021)),
    ],
)
def test_a_date_is_read_with_its_precision(text: str, date: PartialDate) -> None:
    assert date == parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "21",
        "0000",
        "9999",
        "2021-1",
        "2021/01/02",
        "01-02-2021",
        "20210102",
        "January 2021",
        "2021-01-31Z",
        "2021-01T00",
        "-2021",
        "\uff12\uff10\uff12\uff11",
        "2021-",
    ],
)
def test_what_is_no_iso_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([2021], PartialDate(2021)),
        ([2021, 3], PartialDate(2021, 3)),
        ([2021, 3, 4], PartialDate(2021, 3, 4)),
        (["2021", "3", "4"], PartialDate(2021, 3, 4)),
        ([2021, 3, 4, 5], PartialDate(2021, 3, 4)),
        ([2021, None, 4], PartialDate(2021)),
        ([2021, 0, 4], PartialDate(2021)),
        ([2021, 13, 4], PartialDate(2021)),
        ([2021, 2, 30], PartialDate(2021, 2)),
        ([2021, 2, 0], PartialDate(2021, 2)),
        ([2021, 2, 10**10], PartialDate(2021, 2)),
        ([2021, -1], PartialDate(2021)),
        ([2021, "June"], PartialDate(2021)),
        ([1400], PartialDate(1400)),
    ],
)
def test_parts_that_cannot_be_are_left_out_from_there_on(
    parts: list[int | str | None], date: PartialDate
) -> None:
    assert date == date_of_parts(parts)


@pytest.mark.parametrize(
    "parts", [[], [None], [None, 3, 4], [0], [-5], [21], [99999], ["x"], [""], ["9" * 5000]]
)
def test_without_a_year_that_can_be_there_is_no_date(parts: list[int | str | None]) -> None:
    assert date_of_parts(parts) is None


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        (PartialDate(2021), "2021"),
        (PartialDate(2021, 3), "2021-03"),
        (PartialDate(2021, 3, 4), "2021-03-04"),
        (PartialDate(1400, 12, 31), "1400-12-31"),
    ],
)
def test_a_date_prints_as_iso_of_its_precision(date: PartialDate, printed: str) -> None:
    assert printed == str(date)


@pytest.mark.parametrize(
    "date",
    [PartialDate(2021), PartialDate(2021, 3), PartialDate(2021, 3, 4), PartialDate(1999, 11)],
)
def test_a_date_parses_back_from_what_it_prints(date: PartialDate) -> None:
    assert date == parse_date(str(date))


@pytest.mark.parametrize("parts", [(2021,), (2021, 3), (2021, 3, 4)])
def test_a_date_is_made_back_of_its_parts(parts: tuple[int, ...]) -> None:
    date = date_of_parts(parts)
    assert date is not None
    assert parts == date.parts


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("January", 1),
        ("sept", 9),
        ("Sep.", 9),
        ("10~JUL", 7),
        ("Jan/Feb", 1),
        ("in June, or May", 6),
        ("Decoding", None),
        ("maybe", None),
        ("Marvin", None),
        ("octo", None),
        ("5", None),
        ("", None),
    ],
)
def test_a_month_is_named_by_a_whole_word(text: str, month: int | None) -> None:
    assert month == month_named(text)
