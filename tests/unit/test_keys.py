"""Citation keys of single works."""

from __future__ import annotations

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.keys import KeyRing, is_citable_key, is_usable_key
from enrich.record import Dates, Kind, Name, Record
from enrich.text import read_plain

_PATTERN = "{family}{year}{word}"


def _work(
    family: str | None = "Sample",
    title: str | None = "Telling words",
    year: int | None = 2020,
    doi: Doi | None = None,
) -> Record:
    return Record(
        kind=Kind.ARTICLE,
        doi=doi,
        authors=(Name(family=family, given="Ada"),) if family else (),
        title=read_plain(title) if title else None,
        dates=Dates(issued=PartialDate(year)) if year else Dates(),
    )


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (_work(), "sample2020telling"),
        (_work(family="S\u00e4mpl\u00e9"), "sample2020telling"),
        (_work(family="\u0141\u00f3d\u017a"), "lodz2020telling"),
        (_work(family="O'Sample"), "osample2020telling"),
        (_work(family="Sample-Muster"), "samplemuster2020telling"),
        (_work(family="De Sample"), "desample2020telling"),
        (_work(title="A Survey of Things"), "sample2020survey"),
        (_work(title="On the Use of the Word"), "sample2020use"),
        (_work(title="\u00dcber etwas"), "sample2020uber"),
        (_work(title="1984 again"), "sample2020again"),
        (_work(title="3D things"), "sample20203d"),
        (_work(title="The"), "sample2020the"),
        (_work(title=None), "sample2020"),
        (_work(year=None), "sampletelling"),
        (_work(family=None), "anon2020telling"),
        (_work(family=None, title=None, year=None), "anon"),
    ],
)
def test_a_key_is_family_year_and_first_telling_word(work: Record, key: str) -> None:
    assert key == KeyRing(_PATTERN).make(work)


@pytest.mark.parametrize(
    ("title", "word"),
    [("What's in a Name", "name"), ("It's Complicated", "complicated")],
)
def test_the_end_of_a_short_form_is_no_word(title: str, word: str) -> None:
    assert f"sample2020{word}" == KeyRing(_PATTERN).make(_work(title=title))


def test_a_group_is_cited_by_its_whole_name() -> None:
    work = Record(kind=Kind.ARTICLE, authors=(Name(literal="Made-up Team"),))
    assert "madeupteam" == KeyRing("{family}").make(work)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{family}:{year}", "sample:2020"),
        ("{family}-{word}", "sample-telling"),
        ("{word}_{family}", "telling_sample"),
        ("{year}{family}", "2020sample"),
        ("{family:.3}{year}", "sam2020"),
        (":{family}", "sample"),
        ("constant", "constant"),
        ("\u00e9{family} {year}", "sample2020"),
    ],
)
def test_a_pattern_shapes_the_key(pattern: str, key: str) -> None:
    assert key == KeyRing(pattern).make(_work())


def test_a_pattern_may_cut_the_year() -> None:
    assert "sample20" == KeyRing("{family}{year:.2}").make(_work())


def test_without_anything_to_make_a_key_of_the_identifier_makes_it() -> None:
    assert "doi101000x" == KeyRing("").make(_work(doi=Doi("10.1000/x")))


def test_without_even_an_identifier_there_is_a_key() -> None:
    assert "work" == KeyRing("").make(_work())


def test_an_arxiv_id_makes_a_key_where_nothing_else_does() -> None:
    work = Record(kind=Kind.PREPRINT, arxiv=ArxivId("2101.00001"))
    assert "arxiv210100001" == KeyRing("{word}").make(work)


def test_collisions_take_letters_in_the_order_of_the_works() -> None:
    ring = KeyRing(_PATTERN)
    assert ["sample2020telling", "sample2020tellingb", "sample2020tellingc"] == [
        ring.make(_work()) for _ in range(3)
    ]


def test_letters_go_on_after_z() -> None:
    ring = KeyRing("k")
    keys = [ring.make(_work()) for _ in range(28)]
    assert ["k", "kb", "kz", "kaa", "kab"] == [keys[0], keys[1], keys[25], keys[26], keys[27]]


def test_a_chosen_key_is_taken_without_regard_to_case() -> None:
    ring = KeyRing(_PATTERN)
    assert [True, False, False] == [ring.claim(key) for key in ("Ada20", "ada20", "ADA20")]


def test_a_made_key_keeps_clear_of_a_chosen_one() -> None:
    ring = KeyRing(_PATTERN)
    ring.claim("SAMPLE2020Telling")
    assert "sample2020tellingb" == ring.make(_work())


def test_a_made_key_can_not_be_chosen_afterwards() -> None:
    ring = KeyRing(_PATTERN)
    assert not ring.claim(ring.make(_work()))


@pytest.mark.parametrize(
    "key", ["a", "A1", "sample2020", "Sample:2020", "a-b", "a_b", "a.b", "a/b", "a+b", "DBLP:x/y/z"]
)
def test_a_key_of_letters_digits_and_safe_marks_is_usable(key: str) -> None:
    assert is_usable_key(key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        " ",
        "a b",
        "a,b",
        "{a}",
        "a}",
        "a#",
        "a%",
        "a~",
        "a\\",
        'a"',
        "a@b",
        "a=b",
        "a(b)",
        "a\n",
        "\u00e9a",
        "-a",
        "_a",
        ":a",
        "a\tb",
        "a$",
        "a&b",
        "a^b",
    ],
)
def test_a_key_that_some_program_can_not_read_is_not_usable(key: str) -> None:
    assert not is_usable_key(key)


TO_CITE = pytest.mark.parametrize("key", ["a/../b", "a/..", "a/./b", "x" * 251])


@TO_CITE
def test_a_key_that_leads_out_of_a_folder_or_is_endless_is_not_usable(key: str) -> None:
    assert not is_usable_key(key)


@TO_CITE
def test_what_was_cited_by_such_a_key_still_can_be(key: str) -> None:
    assert is_citable_key(key)


@pytest.mark.parametrize("key", ["DBLP:conf/nips/VaswaniSPUJGKP17", "a..b", "x" * 250])
def test_a_key_with_dots_or_slashes_in_it_is_usable(key: str) -> None:
    assert is_usable_key(key)
