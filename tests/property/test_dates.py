"""Dates are as precise as they were given, whatever is given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate, date_of_parts, parse_date
from enrich.record import Dates, Kind, Record

_parts = st.lists(
    st.none() | st.integers(-1, 3000) | st.integers(0, 40).map(str) | st.just("x"), max_size=5
)
_dates = st.builds(date_of_parts, st.tuples(st.integers(1400, 2200))) | st.dates().map(
    lambda day: date_of_parts([day.year, day.month, day.day])
)
_given = st.none() | _dates


@given(_parts)
def test_a_date_holds_nothing_but_what_was_given(parts: list[int | str | None]) -> None:
    date = date_of_parts(parts)
    if date is not None:
        given_numbers = [str(part) for part in parts[: len(date.parts)]]
        assert given_numbers == [str(part) for part in date.parts]


@given(st.text("0123456789-T: Zx", max_size=25))
def test_reading_a_date_never_raises(text: str) -> None:
    date = parse_date(text)
    assert date is None or text.strip().startswith(str(date))


@given(_dates)
def test_a_date_reads_back_from_what_it_prints(date: PartialDate | None) -> None:
    assert date == (parse_date(str(date)) if date else None)


@given(
    st.builds(
        Dates, printed=st.none() | _dates, online=st.none() | _dates, issued=st.none() | _dates
    ),
    st.sampled_from(Kind),
    st.none() | st.just("7"),
)
def test_the_date_shown_is_one_of_those_given(dates: Dates, kind: Kind, volume: str | None) -> None:
    shown = Record(kind=kind, dates=dates, volume=volume).date
    assert shown is None or shown in {dates.printed, dates.online, dates.issued}
