"""Keys are usable and unique whatever the works are called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.identifiers import Doi
from enrich.keys import KeyRing, is_usable_key
from enrich.record import Dates, Kind, Name, Record
from enrich.text import read_plain

_words = st.text(max_size=12) | st.sampled_from(
    ["Sample", "SAMPLE", "s\u00e4mple", "the", "\u4e2d"]
)
_years = st.none() | st.integers(1400, 2200)
_works = st.builds(
    lambda family, literal, title, year, doi: Record(
        kind=Kind.ARTICLE,
        doi=Doi("10.1000/x") if doi else None,
        authors=(Name(family=family, literal=literal),),
        title=read_plain(title),
        dates=Dates(issued=PartialDate(year) if year else None),
    ),
    st.none() | _words,
    st.none() | _words,
    _words,
    _years,
    st.booleans(),
)
_patterns = st.sampled_from(
    [
        "{family}{year}{word}",
        "{word}",
        "{year}",
        "",
        "x",
        "{family}:{word}",
        "{year}/{family}",
        "**",
    ]
)


@given(_patterns, st.lists(_works, max_size=20))
def test_made_keys_are_unique_without_regard_to_case(pattern: str, works: list[Record]) -> None:
    ring = KeyRing(pattern)
    keys = [ring.make(work).casefold() for work in works]
    assert len(keys) == len(set(keys))


@given(_patterns, _works)
def test_every_made_key_is_usable(pattern: str, work: Record) -> None:
    assert is_usable_key(KeyRing(pattern).make(work))


@given(_patterns, st.lists(_works, max_size=8))
def test_the_same_works_in_the_same_order_get_the_same_keys(
    pattern: str, works: list[Record]
) -> None:
    first, second = KeyRing(pattern), KeyRing(pattern)
    assert [first.make(work) for work in works] == [second.make(work) for work in works]


@given(_patterns, st.lists(_works, min_size=1, max_size=8), _works)
def test_a_work_that_comes_later_changes_no_key(
    pattern: str, works: list[Record], later: Record
) -> None:
    first, second = KeyRing(pattern), KeyRing(pattern)
    keys = [second.make(work) for work in [*works, later]]
    assert [first.make(work) for work in works] == keys[:-1]


@given(_patterns, st.lists(st.from_regex(r"[A-Za-z0-9]{1,4}", fullmatch=True)), _works)
def test_no_made_key_is_one_that_was_chosen(pattern: str, chosen: list[str], work: Record) -> None:
    ring = KeyRing(pattern)
    for key in chosen:
        ring.claim(key)
    assert ring.make(work).casefold() not in {key.casefold() for key in chosen}


@given(st.text(max_size=8) | st.text("ab{}\\,%#~\"'@ ", max_size=6))
def test_a_usable_key_holds_nothing_that_ends_or_parts_it(key: str) -> None:
    if is_usable_key(key):
        assert not set(key) & set(' \t\n,{}()"#%~\\=@')
