"""Words of papers: each way of reading a date, a name or an identifier agrees with the others."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.seeds.entries import identifiers_in
from enrich.seeds.words.dates import date_in, find_date, read_date
from enrich.seeds.words.mentions import find_mentions
from enrich.seeds.words.names import split_names, without_others
from enrich.seeds.words.persons import all_persons

_numbers = st.sampled_from("2020 1999 2021 13 3 04 31 00 21 2".split())
_names = st.sampled_from("May Sept. October marvin maybe Decoding 5th of c. vol. T10:00".split())
_signs = st.sampled_from([" ", "-", "/", ".", ", ", "(", ")", "\u2013", ""])
_dates = st.lists(_numbers | _names | _signs, max_size=12).map("".join)


@given(_dates | st.text(max_size=60))
def test_whatever_date_is_found_in_words_is_what_the_words_are_read_as(text: str) -> None:
    found = find_date(text)
    read = read_date(text)
    assert found is None or found.date == read == date_in(text)
    assert read is None or str(read.year) in text


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%Y %b %d", "%Y/%m/%d", "%Y%m%d"]),
)
def test_a_day_is_read_back_however_it_is_written(day: dt.date, form: str) -> None:
    assert PartialDate(day.year, day.month, day.day) == read_date(day.strftime(form))


_families = st.sampled_from(["Body", "van der Dee", "O'Eff", "Gee-Haitch", "\u00c9ye"])
_given = st.sampled_from(["Ann", "Ced", "A.", "C. D.", "J.-P."])
_suffixes = st.sampled_from(["", ", Jr."])
_reversed = st.tuples(_families, _suffixes, _given).map(
    lambda name: f"{name[0]}{name[1]}, {name[2]}"
)


@given(st.lists(_reversed, min_size=1, max_size=4), st.sampled_from(["; ", " and ", " & "]))
def test_names_turned_round_are_parted_as_they_were_joined(names: list[str], sign: str) -> None:
    joined = sign.join(names)
    assert tuple(names) == split_names(joined) == all_persons(joined).names
    assert tuple(names) == split_names(f"{joined}, et al.")


@given(
    st.lists(st.tuples(_given, _families).map(" ".join), min_size=1, max_size=4),
    st.sampled_from(["; ", ", ", " and ", ", and "]),
)
def test_names_as_they_are_spoken_are_parted_as_they_were_joined(
    names: list[str], sign: str
) -> None:
    joined = sign.join(names)
    assert tuple(names) == split_names(joined) == all_persons(joined).names


@given(st.text(st.sampled_from("Ann Jr., ;&...et al. others and\u2026"), max_size=40))
def test_no_name_is_empty_or_says_that_there_are_others(text: str) -> None:
    names = split_names(text)
    assert all(name and without_others(name) for name in names)


_pieces = st.sampled_from(
    "arXiv: abs/ 2101.00001 10.1000/x https://doi.org/ https://arxiv.org/abs/ hep-th/9901001 doi:"
    " ( ) [ ] , ; ! words".split()
) | st.just(" ")


@given(st.lists(_pieces, max_size=12).map("".join))
def test_what_is_found_in_a_sentence_is_found_in_a_field(text: str) -> None:
    mentioned = {one.wanted for one in find_mentions(text) if one.wanted}
    found = {wanted for wanted, _ in identifiers_in(text)}
    assert mentioned == found or len(found) == 1 >= len(mentioned)
