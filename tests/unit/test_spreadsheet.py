"""How records are written as CSV, of which no spreadsheet may run anything."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from enrich.dates import PartialDate
from enrich.library import Entry
from enrich.record import Dates, Kind, Name, Record, Venue
from enrich.seeds import Origin, Seed
from enrich.text import read_markup
from enrich.writers.spreadsheet import HEAD, write_csv
from tests.hostile.catalogue import CATALOGUE
from tests.records import ARXIV, DOI, FULL, entry_of, plain, record_of

TRIGGERS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"


def rows(*entries: Entry, sign: str = ",") -> list[list[str]]:
    written = write_csv(entries)
    return list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=sign))


def cells(record: Record) -> dict[str, str]:
    head, row = rows(entry_of(record))
    return {name: cell for name, cell in zip(head, row, strict=True) if cell}


def test_each_value_has_its_column() -> None:
    assert {
        "key": "key",
        "type": "journal article",
        "title": "A Title",
        "authors": "Family, Given; The Group",
        "year": "2021",
        "date": "2021-03-04",
        "venue": "Journal of X",
        "volume": "7",
        "issue": "2",
        "pages": "12\u201334",
        "publisher": "Press",
        "doi": "10.5555/x",
        "arxiv": "arXiv:2101.00001",
        "url": "https://doi.org/10.5555/x",
        "language": "en",
        "note": "Retracted",
        "abstract": "Words. More words.",
    } == cells(FULL)


def test_every_kind_has_a_name() -> None:
    assert len(Kind) == len({cells(record_of(kind))["type"] for kind in Kind})


def test_other_keys_and_sections_stand_in_one_cell() -> None:
    seeds = [
        Seed(DOI, str(DOI), Origin("list.md", line), tags=tags)
        for line, tags in enumerate([("Cats", "Small"), ("Cats", "Old")], start=1)
    ]
    entry = msgspec.structs.replace(
        entry_of(record_of()), seeds=tuple(seeds), aliases=("former", "first")
    )
    head, row = rows(entry)
    found = dict(zip(head, row, strict=True))
    assert ("former; first", "Cats; Small; Old") == (found["other keys"], found["section"])


@pytest.mark.parametrize("trigger", list(TRIGGERS))
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\xa0", "\u3000", "\u200b", "\x00"])
def test_no_cell_begins_as_a_formula(before: str, trigger: str) -> None:
    words = f"{before}{trigger}1+1"
    record = record_of(
        title=words,
        authors=(Name(literal=words), Name(literal=words)),
        venue=Venue(title=plain(words)),
        volume=words,
        publisher=words,
        abstract=plain(words),
    )
    _, row = rows(entry_of(record, key=words))
    begun = [cell for cell in row if cell.lstrip().startswith(tuple(f"{TRIGGERS}\t\r\n"))]
    assert ([], f"'{trigger}1+1") == (begun, row[3])


@pytest.mark.parametrize("words", [*CATALOGUE["spreadsheet"], "x; =1+1", 'x;"=1+1"', "x;\t@SUM(1)"])
def test_no_cell_begins_as_a_formula_where_semicolons_part_them(words: str) -> None:
    record = record_of(title=words, authors=(Name(literal=words), Name(literal=words)))
    for sign in ",;\t":
        for row in rows(entry_of(record), sign=sign):
            begun = [cell.strip(' "') for cell in row]
            assert [] == [one for one in begun if one.startswith(tuple(TRIGGERS))]


def test_words_in_the_middle_stay_as_they_are() -> None:
    title = 'a-b, c = d + e; f\'s "g" @h; 1 - 2'
    assert title == cells(record_of(title=title))["title"]


@pytest.mark.parametrize("words", ['say "x"', "a, b", "a\nb", "a\r\nb", '"', "'", "\\"])
def test_a_row_is_a_line_whatever_it_holds(words: str) -> None:
    written = write_csv([entry_of(record_of(title=f"x {words} y", abstract=plain(words)))])
    assert (2, 2) == (written.count("\r\n"), len(written.splitlines()))
    assert f"x {' '.join(words.split())} y" == cells(record_of(title=f"x {words} y"))["title"]


def test_an_identifier_is_no_number_of_which_a_zero_could_be_lost() -> None:
    found = cells(record_of(Kind.PREPRINT, arxiv=ARXIV, pages="3-5"))
    assert ("arXiv:2101.00001", "3\u20135") == (found["arxiv"], found["pages"])


def test_a_cell_holds_no_more_than_excel_can() -> None:
    record = record_of(
        abstract=plain("word " * 10_000),
        authors=tuple(Name(family=f"Family{at}", given="Given") for at in range(5_000)),
    )
    found = cells(record)
    assert max(map(len, found.values())) <= 32_767
    assert found["authors"].endswith("Given; et al.")
    assert found["abstract"].endswith("\u2026")


def test_excel_is_told_that_it_is_utf_8() -> None:
    written = write_csv([entry_of(record_of(title="\u6f22\u5b57"))])
    assert written.startswith(HEAD)
    assert HEAD.startswith("\ufeffkey,")
    assert "\u6f22\u5b57" in written


def test_indices_are_characters_of_their_own() -> None:
    title = read_markup("CO<sub>2</sub> and <i>E. coli</i>")
    assert title
    assert "CO\u2082 and E. coli" == cells(record_of(title=title))["title"]


def test_a_date_is_as_precise_as_it_is_known() -> None:
    found = cells(record_of(dates=Dates(printed=PartialDate(2021, 3))))
    assert ("2021", "2021-03") == (found["year"], found["date"])


def test_a_semicolon_within_a_name_does_not_part_it() -> None:
    assert "A, B" == cells(record_of(authors=(Name(literal="A; B"),)))["authors"]


def test_no_entries_are_the_names_of_the_columns() -> None:
    assert HEAD == write_csv([])
