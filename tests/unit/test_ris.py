"""How records are written as RIS."""

from __future__ import annotations

import pytest

from enrich.dates import PartialDate
from enrich.record import Dates, Event, Kind, Name, Record, Venue
from enrich.text import read_markup
from enrich.writers.ris import write_ris
from tests.records import ARXIV, DOI, FULL, entry_of, numbers, plain, record_of


def lines(record: Record, key: str = "key") -> list[tuple[str, str]]:
    written = write_ris([entry_of(record, key)])
    *parts, last = written.split("\r\n")
    assert last == ""
    return [(line[:2], line.removeprefix(f"{line[:2]}  - ")) for line in parts]


def tagged(record: Record, *tags: str) -> list[tuple[str, str]]:
    return [one for one in lines(record) if one[0] in tags]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ARTICLE, "JOUR"),
        (Kind.CONFERENCE_PAPER, "CPAPER"),
        (Kind.PREPRINT, "UNPB"),
        (Kind.BOOK, "BOOK"),
        (Kind.EDITED_BOOK, "EDBOOK"),
        (Kind.REFERENCE_BOOK, "EDBOOK"),
        (Kind.CHAPTER, "CHAP"),
        (Kind.PROCEEDINGS, "CONF"),
        (Kind.THESIS, "THES"),
        (Kind.REPORT, "RPRT"),
        (Kind.DATASET, "DATA"),
        (Kind.STANDARD, "STAND"),
        (Kind.REVIEW, "GEN"),
        (Kind.REFERENCE_ENTRY, "ENCYC"),
        (Kind.OTHER, "GEN"),
    ],
)
def test_each_kind_has_its_type(kind: Kind, written: str) -> None:
    assert ("TY", written) == lines(record_of(kind))[0]


def test_each_value_has_its_tag() -> None:
    assert [
        ("TY", "JOUR"),
        ("ID", "key"),
        ("TI", "A Title"),
        ("AU", "Family, Given"),
        ("AU", "The Group,"),
        ("A2", "Editor, An"),
        ("PY", "2021"),
        ("DA", "2021/03/04"),
        ("T2", "Journal of X"),
        ("J2", "J. X"),
        ("T3", "Series"),
        ("VL", "7"),
        ("IS", "2"),
        ("SP", "12"),
        ("EP", "34"),
        ("ET", "2"),
        ("PB", "Press"),
        ("CY", "Town"),
        ("SN", "0378-5955"),
        ("DO", "10.5555/x"),
        ("DB", "arXiv"),
        ("AN", "arXiv:2101.00001"),
        ("UR", "https://doi.org/10.5555/x"),
        ("LA", "en"),
        ("N1", "Retracted"),
        ("AB", "Words. More words."),
        ("ER", ""),
    ] == lines(FULL)


def test_what_is_unknown_has_no_tag() -> None:
    assert ["TY", "ID", "TI", "ER"] == [tag for tag, _ in lines(record_of())]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(2021), [("PY", "2021")]),
        (PartialDate(2021, 3), [("PY", "2021"), ("DA", "2021/03/")]),
        (PartialDate(2021, 3, 4), [("PY", "2021"), ("DA", "2021/03/04")]),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    date: PartialDate, written: list[tuple[str, str]]
) -> None:
    assert written == tagged(record_of(dates=Dates(printed=date)), "PY", "DA")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name(family="Family", given="Given"), "Family, Given"),
        (
            Name(family="Berg", given="A.", particle="van den", suffix="Jr."),
            "van den Berg, A., Jr.",
        ),
        (Name(family="Family", given="A, B"), "Family, A B"),
        (Name(literal="Group, of X"), "Group of X,"),
        (Name(literal="UNICEF"), "UNICEF"),
        (Name(family="De Souza"), "De Souza,"),
        (Name(given="Given"), "Given"),
    ],
)
def test_a_name_is_parted_at_its_commas_alone(name: Name, written: str) -> None:
    assert [("AU", written)] == tagged(record_of(authors=(name,)), "AU")


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("12-34", [("SP", "12"), ("EP", "34")]),
        ("S1\u2013S9", [("SP", "S1"), ("EP", "S9")]),
        ("7", [("SP", "7")]),
        ("1-1-1-9", [("SP", "1-1-1-9")]),
        ("1-3, 7-9", [("SP", "1-3, 7-9")]),
    ],
)
def test_a_range_of_pages_has_a_first_and_a_last(
    pages: str, written: list[tuple[str, str]]
) -> None:
    assert written == tagged(record_of(pages=pages), "SP", "EP")


def test_an_article_number_stands_for_pages_too() -> None:
    assert [("SP", "e01"), ("C7", "e01")] == tagged(record_of(article_number="e01"), "SP", "C7")


def test_a_paper_for_a_conference_names_it_and_its_proceedings() -> None:
    venue = Venue(
        title=plain("Proceedings of it"),
        series=plain("Lecture Notes"),
        event=Event(name=plain("It 2021"), place="Rome"),
        isbns=numbers("9780306406157"),
        issns=numbers("0378-5955"),
    )
    record = record_of(Kind.CONFERENCE_PAPER, venue=venue, publisher_place="Town")
    assert [
        ("T2", "It 2021"),
        ("C3", "Proceedings of it"),
        ("T3", "Lecture Notes"),
        ("C1", "Town"),
        ("CY", "Rome"),
        ("SN", "9780306406157"),
    ] == tagged(record, "T2", "T3", "C1", "C3", "CY", "SN")


def test_a_books_editors_are_no_series_editors() -> None:
    record = record_of(
        Kind.EDITED_BOOK,
        editors=(Name(family="Editor", given="An"),),
        venue=Venue(series=plain("Series")),
    )
    assert [("ED", "Editor, An"), ("T2", "Series")] == tagged(record, "A2", "ED", "T2", "T3")


def test_only_a_thesis_says_its_degree_where_others_have_a_doi() -> None:
    # Zotero reads M3 as a DOI.
    degrees = [tagged(record_of(kind, degree="PhD"), "M3") for kind in (Kind.THESIS, Kind.REPORT)]
    assert [[("M3", "PhD")], []] == degrees


def test_a_preprint_is_arxivs() -> None:
    record = record_of(Kind.PREPRINT, arxiv=ARXIV)
    assert [
        ("PB", "arXiv"),
        ("DB", "arXiv"),
        ("AN", "arXiv:2101.00001"),
        ("UR", "https://arxiv.org/abs/2101.00001"),
    ] == tagged(record, "PB", "DB", "AN", "UR")


@pytest.mark.parametrize(
    "end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_no_value_begins_a_line(end: str) -> None:
    words = f"words{end}ER  - {end}TY  - JOUR"
    record = record_of(
        title=words,
        publisher=words,
        authors=(Name(literal=words), Name(family=words, given=words)),
        venue=Venue(title=plain(words)),
        abstract=plain(words),
        subjects=(words,),
    )
    written = write_ris([entry_of(record, key=words)])
    tags = [line[:6] for line in written.splitlines()]
    assert (1, 1) == (tags.count("TY  - "), tags.count("ER  - "))
    assert written.splitlines() == written.removesuffix("\r\n").split("\r\n")


def test_indices_are_characters_of_their_own() -> None:
    title = read_markup("CO<sub>2</sub> and <i>E. coli</i>")
    assert title
    assert [("TI", "CO\u2082 and E. coli")] == tagged(record_of(title=title), "TI")


def test_an_entry_is_parted_from_the_next_by_an_empty_line() -> None:
    written = write_ris([entry_of(record_of(doi=DOI), key) for key in ("b", "a")])
    assert "ER  - \r\n\r\nTY  - JOUR\r\nID  - a\r\n" in written


def test_no_entries_are_an_empty_file() -> None:
    assert write_ris([]) == ""
