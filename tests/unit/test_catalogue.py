"""A library as one looks through it: lines, choices, words, cards."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from enrich.catalogue import (
    Brief,
    Choice,
    Order,
    Words,
    Years,
    brief_of,
    briefs_of,
    card_of,
    chosen,
    found,
    in_order,
    is_chosen_lack,
    lack_of,
    links_of,
)
from enrich.dates import PartialDate
from enrich.errors import ConfigError
from enrich.fates import announced_in
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry, Library
from enrich.misses import unidentified
from enrich.record import Dates, Kind, Name, Notice, Venue
from enrich.seeds import Claim, Origin, Seed
from enrich.status import Status
from tests.records import ARXIV, DOI, FULL, entry_of, event, plain, record_of

ADA, BO = Name(family="Sample", given="Ada"), Name(family="Éxample", given="Bo", particle="de la")


def seeded(entry: Entry, *tags: str) -> Entry:
    seed = Seed(DOI, "10.5555/x", Origin("list.md", 7), tags=tags)
    return msgspec.structs.replace(entry, seeds=(seed,))


def named(*names: Name) -> str | None:
    return brief_of(entry_of(record_of(authors=names)), Status.PUBLISHED).author


def briefs(*entries: Entry) -> list[Brief]:
    return [brief for _, brief in briefs_of(Library(entries, ()))]


def keys(works: Sequence[Brief]) -> list[str]:
    return [one.key for one in works]


def test_a_work_is_called_after_its_first_author_or_both_of_two() -> None:
    expected = ("Sample", "Sample and de la Éxample", "de la Éxample et al.")
    assert expected == (named(ADA), named(ADA, BO), named(BO, ADA, ADA))


def test_a_work_without_authors_is_called_after_its_editors_or_nobody() -> None:
    edited = brief_of(entry_of(record_of(editors=(ADA,))), Status.PUBLISHED)
    assert ("Sample (ed.)", None) == (edited.author, named())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"venue": Venue(title=plain("J. of X"), event=event("X 2021"))}, "J. of X"),
        ({"venue": Venue(event=event("X 2021"))}, "X 2021"),
        ({"venue": Venue(series=plain("A Series"))}, "A Series"),
        ({"institution": "A School", "publisher": "A Press"}, "A School"),
        ({"publisher": "A Press"}, "A Press"),
        ({}, None),
        ({"kind": Kind.PREPRINT, "arxiv": ARXIV, "publisher": "A Press"}, "arXiv"),
        ({"kind": Kind.PREPRINT, "doi": DOI, "publisher": "A Server"}, "A Server"),
    ],
)
def test_where_a_work_appeared_is_told_as_far_as_it_is_known(
    fields: dict[str, object], expected: str | None
) -> None:
    record = record_of(**fields)  # type: ignore[arg-type]
    assert expected == brief_of(entry_of(record), Status.PUBLISHED).venue


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020", Years(2020, 2020)),
        ("2019-2021", Years(2019, 2021)),
        ("2019\u20132021", Years(2019, 2021)),
        ("2019..2021", Years(2019, 2021)),
        ("2019-", Years(2019, 9999)),
        ("-2021", Years(0, 2021)),
    ],
)
def test_years_are_one_a_span_or_all_from_or_to_one(written: str, expected: Years) -> None:
    assert expected == Years.read(written)


@pytest.mark.parametrize(
    "written", ["", "-", "20", "2021-2019", "twenty", "20190", "2019-20", "٢٠٢٠"]
)
def test_what_are_no_years_is_told(written: str) -> None:
    with pytest.raises(ConfigError, match="are no years; write 2020"):
        Years.read(written)


WORKS = (
    seeded(
        entry_of(
            record_of(
                title="On Walls",
                doi=DOI,
                authors=(ADA,),
                dates=Dates(printed=PartialDate(2019)),
                venue=Venue(title=plain("Annals of Brick")),
            ),
            "b",
        ),
        "Building",
        "Walls & Fences",
    ),
    entry_of(record_of(Kind.PREPRINT, "Über Zäune", arxiv=ARXIV, authors=(BO, ADA)), "a"),
)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["b", "a"]),
        (Choice(years=Years(2018, 2019)), ["b"]),
        (Choice(years=Years(2020, 2021)), []),
        (Choice(kinds=(Kind.PREPRINT, Kind.BOOK)), ["a"]),
        (Choice(statuses=(Status.PUBLISHED,)), ["b"]),
        (Choice(statuses=(Status.MISSED,)), []),
        (Choice(venue="BRICK annals"), ["b"]),
        (Choice(venue="annals of stone"), []),
        (Choice(author="example"), ["a"]),
        (Choice(author="bo sample"), []),
        (Choice(author="ada sample"), ["b", "a"]),
        (Choice(section="fences"), ["b"]),
        (Choice(section="fences", kinds=(Kind.PREPRINT,)), []),
    ],
)
def test_a_choice_takes_the_works_of_which_all_of_it_is_true(
    choice: Choice, expected: list[str]
) -> None:
    assert expected == keys(chosen(briefs(*WORKS), choice))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(statuses=(Status.MISSED,)), True),
        (Choice(years=Years(2020, 2020), venue="brick", author="sample", section="walls"), True),
        (Choice(years=Years(2021, 2021)), False),
        (Choice(kinds=(Kind.BOOK,)), False),
        (Choice(section="roofs"), False),
    ],
)
def test_a_seed_without_an_entry_is_chosen_by_what_its_list_says(
    choice: Choice, *, expected: bool
) -> None:
    claim = Claim(
        title="On Walls", authors=("A. Sample",), date=PartialDate(2020), venue="Brick Age"
    )
    seed = Seed(None, "On Walls", Origin("list.md", 7), claim=claim, tags=("Walls",))
    assert expected is is_chosen_lack(unidentified(seed), choice)


def test_works_are_sorted_by_what_is_wanted_and_the_unknown_come_last() -> None:
    works = briefs(*WORKS)
    expected = {
        Order.KEY: ["a", "b"],
        Order.YEAR: ["b", "a"],
        Order.AUTHOR: ["a", "b"],
        Order.TITLE: ["b", "a"],
        Order.VENUE: ["b", "a"],
    }
    assert expected == {order: keys(in_order(works, order)) for order in Order}


def test_a_seed_without_an_entry_is_told_with_its_place_and_what_helps() -> None:
    lack = lack_of(unidentified(Seed(None, "x", Origin("caf\udce9.md", 7))))
    expected = ("caf\\udce9.md:7", "x", "no identifier", Status.MISSED)
    assert expected == (lack.place, lack.written, lack.reason, lack.status)
    assert lack.hint.startswith("write an arXiv id")


def searched(words: str, *entries: Entry) -> list[str]:
    return keys(found(briefs_of(Library(entries, ())), Words.read(words)))


def test_all_words_have_to_occur_wherever_each_does() -> None:
    assert ["b"] == searched("walls annals sample", *WORKS)
    assert [] == searched("walls zaune", *WORKS)


@pytest.mark.parametrize(
    "words",
    ["ÜBER", "zaune", "Exam", "2101.00001", "arXiv:2101", "a", "de la"],
)
def test_a_word_is_found_in_any_case_without_accents_and_as_a_part(words: str) -> None:
    assert "a" in searched(words, *WORKS)


@pytest.mark.parametrize("words", ["10.5555/x", "https", "fences", "abstract-word"])
def test_a_work_is_found_by_identifier_section_and_abstract(words: str) -> None:
    record = record_of(title="T", doi=DOI, abstract=plain("An abstract-word of HTTPS."))
    assert ["k"] == searched(words, seeded(entry_of(record, "k"), "Walls & Fences"))


def test_an_identifier_is_sought_as_a_whole() -> None:
    other = entry_of(record_of(title="X 5555", doi=Doi("10.1000/5555")), "other")
    assert [] == searched("10.5555/x", other)


def test_the_best_matches_come_first() -> None:
    in_abstract = entry_of(record_of(title="A", abstract=plain("walls")), "k1")
    within_word = entry_of(record_of(title="Drywalls"), "k2")
    beginning = entry_of(record_of(title="Wallsand"), "k3")
    whole = entry_of(record_of(title="Of Walls"), "k4")
    entries = (in_abstract, within_word, beginning, whole)
    assert ["k4", "k3", "k2", "k1"] == searched("walls", *entries)


def test_words_that_are_none_are_told() -> None:
    with pytest.raises(ConfigError, match="'- !' has no word to search for"):
        Words.read("- !")


def test_a_printed_word_is_marked_if_it_has_a_word_that_is_sought() -> None:
    words = Words.read("zaun gan-based")
    expected = [True, True, True, False, False]
    assert expected == [words.mark(one) for one in ("Zäune,", "GANs", "based", "on", "  ")]


def test_a_card_has_all_there_is_to_show() -> None:
    card = card_of(seeded(entry_of(FULL), "Walls", "Fences"))
    expected = (
        ("Given Family", "The Group"),
        ("An Editor",),
        "Journal of X 7 (2), 12-34",
        "2021-03-04",
        ("Walls / Fences",),
        ("retraction",),
        Status.RETRACTED,
        "Words.\n\nMore words.",
    )
    told = (card.authors, card.editors, card.appeared, card.date, card.sections)
    assert expected == (*told, card.notices, card.status, card.abstract)
    assert [("list.md:7", "10.5555/x")] == [(one.place, one.written) for one in card.wanted]


def test_a_card_tells_what_another_work_announces() -> None:
    announces = (Notice(kind="retraction", identifier=DOI, date=PartialDate(2022)),)
    announced = announced_in([record_of(doi=Doi("10.5555/notice"), announces=announces)])
    card = card_of(entry_of(record_of(doi=DOI)), announced)
    expected = (Status.RETRACTED, ("retraction (doi:10.5555/notice, 2022)",))
    assert expected == (card.status, card.notices)


def test_the_publication_is_opened_first_and_of_a_preprint_its_own_page() -> None:
    record = record_of(doi=DOI, arxiv=ArxivId("2101.00001", 2))
    page = "https://arxiv.org/abs/2101.00001v2"
    expected = ["https://doi.org/10.5555/x", page, "https://arxiv.org/pdf/2101.00001v2"]
    assert expected == [one.url for one in links_of(record)]
    preprint = msgspec.structs.replace(record, kind=Kind.PREPRINT)
    assert [page, expected[0], expected[2]] == [one.url for one in links_of(preprint)]
