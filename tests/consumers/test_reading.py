"""How the programs' words are read: whom they blame, and what is excused."""

from __future__ import annotations

import pytest

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import Doi
from enrich.library import Entry
from enrich.packing import Packed
from enrich.record import Dates, Kind, Name, Record
from enrich.text import Run, Text
from tests.consumers import biber, bibtex, pdflatex, residue
from tests.consumers.corpus import Corpus
from tests.consumers.facts import is_absent, names_of_fields, part_absences
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.report import judge

DOI = "10.1000/1::aid-1>3.0.co;2-x"


def entry(key: str, title: str | None, **facts: object) -> Entry:
    text = Text((Run(title),)) if title else None
    record = Record(kind=Kind.ARTICLE, doi=Doi(DOI), title=text, **facts)  # type: ignore[arg-type]
    return Entry(key, Packed.of(record), (), (), Standing.FRESH)


CORPUS = Corpus(
    [
        entry("smith2001cats", "On Cats", authors=(Name(family="Smith", given="A."),)),
        entry("anon2002", None, dates=Dates(issued=PartialDate(2002))),
    ]
)

BLG = """\
This is BibTeX, Version 0.99d (TeX Live 2022/Debian)
The style file: plain.bst
Reallocated field_info (elt_size=4) to 10014 items from 5000.
Warning--empty journal in smith2001cats
I was expecting a `,' or a `}'---line 4 of file lot.bib
 :
 :   title = {x}
I'm skipping whatever remains of this entry
Warning--I'm ignoring anon2002's extra "volume" field
--line 2 of file lot.bib
200 isn't valid ASCII for entry anon2002
while executing---line 1060 of file apalike.bst
You've used 2 entries,
Warning--this is no more read
"""
BIB = "@misc{anon2002,\n}\n@article{smith2001cats,\n  title = {x}\n}\n"


def test_bibtex_blames_the_entry_it_names_or_whose_line_it_names() -> None:
    found = [(one.key, one.line[:12]) for one in bibtex.complaints_of(BLG, BIB, CORPUS)]
    assert found == [
        ("smith2001cats", "Warning--emp"),
        ("smith2001cats", "I was expect"),
        ("anon2002", "Warning--I'm"),
        ("anon2002", "200 isn't va"),
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Warning--empty author and editor in k", ("author", "editor")),
        ("Warning--to sort, need author, editor, or key in k", ("author", "editor", "key")),
        ("Warning--there's a number but no volume in k", ("volume",)),
        ("Warning--empty year in k", ("year",)),
    ],
)
def test_bibtex_names_the_fields_it_misses(line: str, fields: tuple[str, ...]) -> None:
    assert names_of_fields(bibtex.missed_fields(line) or "") == fields


def test_bibtex_misses_nothing_where_there_is_too_much() -> None:
    assert bibtex.missed_fields("Warning--can't use both author and editor fields in k") is None


def test_biber_names_the_fields_it_misses() -> None:
    line = "WARN - Datamodel: Entry 'k' (f.bib): Missing mandatory field - one of 'date, year' must"
    assert names_of_fields(biber.missed_fields(line) or "") == ("date", "year")
    line = "WARN - Datamodel: Entry 'k' (f.bib): Invalid field 'title' for entrytype 'review'"
    assert biber.missed_fields(line) is None


def test_only_what_is_neither_written_nor_known_is_excused() -> None:
    smith, anon = CORPUS.record("smith2001cats"), CORPUS.record("anon2002")
    assert is_absent(["journal"], {"title"}, smith)
    assert not is_absent(["journal"], {"journal"}, smith)
    assert not is_absent(["author"], set(), smith)
    assert not is_absent(["author", "title"], set(), smith)
    assert not is_absent(["something"], set(), smith)
    assert is_absent(["author", "editor"], set(), anon)
    assert not is_absent(["year"], set(), anon)


def test_complaints_without_a_key_are_never_excused() -> None:
    said = [Complaint("c", None, "Warning--empty journal in somebody")]
    assert part_absences(said, bibtex.missed_fields, {}, CORPUS) == (tuple(said), ())


LOG = r"""
enrich entry: smith2001cats
! Undefined control sequence.
<recently read> \foo

l.12 \newblock \foo
                   {x}
Overfull \hbox (1.0pt too wide) in paragraph at lines 1--2
enrich entry: anon2002
Missing character: There is no X in font ecrm1000!
enrich entry: (none)
LaTeX Font Warning: Some font shapes were not available, defaults substituted.
Package natbib Warning: Something is wrong.
!  ==> Fatal error occurred, no output PDF file produced!
"""


def test_pdflatex_blames_the_entry_being_printed() -> None:
    assert [(one.key, one.line) for one in pdflatex.complaints_of(LOG)] == [
        ("smith2001cats", "! Undefined control sequence.  at: l.12 \\newblock \\foo"),
        ("anon2002", "Missing character: There is no X in font ecrm1000!"),
        (None, "Package natbib Warning: Something is wrong."),
    ]


def test_a_bibliography_is_parted_into_its_items() -> None:
    items = (
        "\\bibitem[{[Obituary]\n  of}, 1933]{anon2002}\n[Obituary] (1933).\n",
        "\\bibitem{smith2001cats}\nSmith.\n\\newblock On {Cats}.\n\n",
    )
    text = f"\\begin{{thebibliography}}{{10}}\n\n{items[0]}\n{items[1]}\\end{{thebibliography}}\n"
    read = pdflatex.read_bibliography(text)
    assert [item.key for item in read.items] == ["anon2002", "smith2001cats"]
    assert read.items[1].text == items[1]
    assert read.tail == "\\end{thebibliography}\n"


@pytest.mark.parametrize(
    ("printed", "categories"),
    [
        (f"Smith, On cats. https://doi.org/{DOI}", []),
        ("Smith, On <i>Cats</i>.", ["a tag is left", "the title is not printed"]),
        ("Smith, On Cats &amp; dogs", ["an entity is left"]),
        ("Smith, On Cats, undefined", ["undefined is printed"]),
        (r"Smith, On Cats \textit{x}", ["TeX is left"]),
        ("Smith", ["the title is not printed"]),
    ],
)
def test_what_is_left_in_a_reference_is_found(printed: str, categories: list[str]) -> None:
    found = residue.complaints_of("smith2001cats", printed, CORPUS)
    assert [one.category for one in found] == categories


def test_an_author_may_say_undefined() -> None:
    corpus = Corpus([entry("k", "Why undefined is no NaN")])
    assert list(residue.complaints_of("k", "Why Undefined is no NaN, or undefined", corpus)) == []


def outcome(*keys: str) -> Outcome:
    complaints = tuple(Complaint("c", key, "line") for key in keys)
    return Outcome(consumer="biber", variant="v", read=2, complaints=complaints)


def test_exceptions_are_allowed_by_key_or_identifier() -> None:
    for name in ("anon2002", DOI):
        verdict = judge([outcome("anon2002")], CORPUS, {"biber": {name: "its own limit"}})
        assert verdict.is_good
        assert verdict.allowed == (1,)


def test_an_exception_of_another_entry_allows_nothing() -> None:
    exceptions = {"biber": {"smith2001cats": "its own limit"}}
    verdict = judge([outcome("anon2002", "smith2001cats")], CORPUS, exceptions)
    assert not verdict.is_good
    assert [one.key for one in verdict.outcomes[0].complaints] == ["anon2002"]


def test_an_exception_for_nothing_is_a_failure() -> None:
    exceptions = {"biber": {"anon2002": "was wrong once"}, "pandoc": {"anon2002": "did not run"}}
    verdict = judge([outcome()], CORPUS, exceptions)
    assert verdict.unused == (("biber", "anon2002"),)
    assert not verdict.is_good
