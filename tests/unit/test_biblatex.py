"""How records are written for biblatex."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry as BibEntry

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.record import Dates, Event, Kind, Name, Record, Venue
from enrich.text import Run, Style, Text
from enrich.writers.biblatex import write_biblatex
from tests.records import ARXIV, DOI, FULL, entry_of, event, numbers, plain, record_of


def write(record: Record) -> str:
    return write_biblatex([entry_of(record)])


def read(record: Record) -> BibEntry:
    library = parse_string(write(record))
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def fields(record: Record) -> dict[str, str]:
    return {field.key: str(field.value) for field in read(record).fields}


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ARTICLE, "article"),
        (Kind.CONFERENCE_PAPER, "inproceedings"),
        (Kind.PREPRINT, "online"),
        (Kind.BOOK, "book"),
        (Kind.EDITED_BOOK, "collection"),
        (Kind.REFERENCE_BOOK, "reference"),
        (Kind.CHAPTER, "incollection"),
        (Kind.PROCEEDINGS, "proceedings"),
        (Kind.THESIS, "thesis"),
        (Kind.REPORT, "report"),
        (Kind.DATASET, "dataset"),
        (Kind.STANDARD, "misc"),
        (Kind.REVIEW, "misc"),
        (Kind.REFERENCE_ENTRY, "inreference"),
        (Kind.OTHER, "misc"),
    ],
)
def test_each_kind_has_its_type(kind: Kind, written: str) -> None:
    assert read(record_of(kind)).entry_type == written


def test_fields_have_one_order() -> None:
    order = (
        "author editor title journaltitle shortjournal series volume number pages date doi"
        " eprint eprinttype eprintclass issn note langid abstract"
    ).split()
    assert list(fields(FULL)) == order


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(2021), "2021"),
        (PartialDate(2021, 3), "2021-03"),
        (PartialDate(2021, 3, 4), "2021-03-04"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: PartialDate, written: str) -> None:
    found = fields(record_of(dates=Dates(printed=date)))
    assert found["date"] == written
    assert not {"year", "month"} & set(found)


def test_page_ranges_have_two_hyphens() -> None:
    assert fields(record_of(pages="12\u201334"))["pages"] == "12--34"


def test_an_article_number_has_a_field_of_its_own() -> None:
    found = fields(record_of(article_number="e0278133"))
    assert found["eid"] == "e0278133"
    assert "pages" not in found


def test_an_article_number_given_as_pages_is_written_once() -> None:
    found = fields(record_of(article_number="e12", pages="e12"))
    assert {name for name, text in found.items() if text == "e12"} in ({"pages"}, {"eid"})


def test_a_preprint_says_that_it_is_one() -> None:
    posted = Dates(posted=PartialDate(2021, 1, 4))
    record = record_of(Kind.PREPRINT, arxiv=ARXIV, categories=("cs.LG", "stat.ML"), dates=posted)
    assert {
        "date": "2021-01-04",
        "pubstate": "prepublished",
        "eprint": "2101.00001",
        "eprinttype": "arxiv",
        "eprintclass": "cs.LG",
        "url": "https://arxiv.org/abs/2101.00001",
    }.items() <= fields(record).items()


def test_an_old_id_holds_its_class() -> None:
    record = record_of(Kind.PREPRINT, arxiv=ArxivId("hep-th/9901001"), categories=("hep-th",))
    found = fields(record)
    assert found["eprint"] == "hep-th/9901001"
    assert "eprintclass" not in found


def test_a_published_work_keeps_its_eprint() -> None:
    found = fields(record_of(doi=DOI, arxiv=ARXIV, categories=("cs.LG",)))
    assert (found["eprint"], found["eprinttype"], found["doi"]) == (
        "2101.00001",
        "arxiv",
        "10.5555/x",
    )
    assert "pubstate" not in found


def test_a_subject_of_crossref_is_no_class_of_arxiv() -> None:
    found = fields(record_of(doi=DOI, arxiv=ARXIV, subjects=("Pharmacology (medical)",)))
    assert "eprintclass" not in found


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        "10.5555/a_b%c#d&e$f~g",
    ],
)
def test_a_doi_is_written_as_it_stands(doi: str) -> None:
    assert fields(record_of(doi=Doi(doi)))["doi"] == doi


def test_text_is_escaped() -> None:
    venue = Venue(event=event("E & F"))
    record = record_of(Kind.CONFERENCE_PAPER, title="R&D: 100% _x", venue=venue)
    found = fields(record)
    assert found["title"] == r"{R\&D}: 100\% \_x"
    assert found["eventtitle"] == r"E \& F"


def test_a_group_is_braced() -> None:
    assert fields(record_of(authors=(Name(literal="The A and B Team"),)))["author"] == (
        "{The A and B Team}"
    )


def test_particles_and_suffixes_have_their_places() -> None:
    name = Name(family="Berg", given="A.", particle="van den", suffix="Jr.")
    assert fields(record_of(authors=(name,)))["author"] == "van den Berg, Jr., A."


def test_a_conference_is_named() -> None:
    venue = Venue(title=plain("Proc. of X"), series=plain("Series"), event=event("X 2021", "Rome"))
    assert {
        "booktitle": "Proc. of X",
        "series": "Series",
        "eventtitle": "X 2021",
        "venue": "Rome",
    }.items() <= fields(record_of(Kind.CONFERENCE_PAPER, venue=venue)).items()


# Fields we might write that `biber --tool --validate-datamodel` (2.18) calls invalid in a type.
_INVALID = {
    Kind.ARTICLE: "edition eventtitle institution isbn location publisher venue",
    Kind.CONFERENCE_PAPER: "edition institution issn",
    Kind.PREPRINT: "edition eid eventtitle institution isbn issn location number pages publisher"
    " series venue volume",
    Kind.BOOK: "eventtitle institution issn venue",
    Kind.EDITED_BOOK: "author eventtitle institution issn venue",
    Kind.REFERENCE_BOOK: "author eventtitle institution issn venue",
    Kind.CHAPTER: "eventtitle institution issn venue",
    Kind.PROCEEDINGS: "author edition institution issn",
    Kind.THESIS: "edition editor eventtitle isbn issn number publisher series venue volume",
    Kind.REPORT: "edition editor eventtitle isbn issn publisher series venue volume",
    Kind.DATASET: "eid eventtitle institution isbn issn pages venue volume",
    Kind.REFERENCE_ENTRY: "eventtitle institution issn venue",
    Kind.OTHER: "edition eid eventtitle institution isbn issn number pages publisher series venue"
    " volume",
}


@pytest.mark.parametrize(("kind", "invalid"), list(_INVALID.items()))
def test_a_type_has_only_fields_that_the_data_model_gives_it(kind: Kind, invalid: str) -> None:
    record = record_of(
        kind,
        authors=(Name(family="Family"),),
        editors=(Name(family="Editor"),),
        venue=Venue(
            title=plain("X"),
            series=plain("Series"),
            event=event("X 2021", "Rome"),
            issns=numbers("0378-5955"),
            isbns=numbers("9780306406157"),
        ),
        volume="1",
        issue="2",
        pages="3-4",
        article_number="e5",
        edition="2",
        publisher="Press",
        publisher_place="Town",
    )
    assert set(invalid.split()) & set(fields(record)) == set()


@pytest.mark.parametrize("kind", [Kind.PREPRINT, Kind.OTHER])
def test_who_brought_out_what_has_no_publisher_is_an_organization(kind: Kind) -> None:
    assert fields(record_of(kind, publisher="Zenodo")).get("organization") == "Zenodo"


def test_a_publisher_with_an_and_is_one() -> None:
    record = record_of(Kind.BOOK, publisher="Sweet and Maxwell", publisher_place="Town")
    found = fields(record)
    assert (found["publisher"], found["location"]) == ("{Sweet and Maxwell}", "Town")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (PartialDate(2021, 5, 3), PartialDate(2021, 5, 6), "2021-05-03/2021-05-06"),
        (PartialDate(2021, 5, 3), None, "2021-05-03"),
        (PartialDate(2021), PartialDate(2021), "2021"),
        (None, None, None),
    ],
)
def test_a_conference_has_its_days(
    start: PartialDate | None, end: PartialDate | None, written: str | None
) -> None:
    venue = Venue(event=Event(name=plain("X"), start=start, end=end))
    record = record_of(Kind.CONFERENCE_PAPER, venue=venue)
    assert fields(record).get("eventdate") == written


@pytest.mark.parametrize("kind", [Kind.STANDARD, Kind.REVIEW])
def test_what_has_no_type_of_its_own_says_what_it_is(kind: Kind) -> None:
    assert fields(record_of(kind))["entrysubtype"] in {"standard", "review"}


@pytest.mark.parametrize(("code", "name"), [("en", "english"), ("pt", "portuguese"), ("xx", None)])
def test_a_language_has_the_name_that_biblatex_gives_it(code: str, name: str | None) -> None:
    assert fields(record_of(language=code)).get("langid") == name


@pytest.mark.parametrize("kind", [Kind.THESIS, Kind.REPORT])
def test_a_thesis_and_a_report_say_of_which_type(kind: Kind) -> None:
    found = fields(record_of(kind, institution="University of X"))
    assert found["institution"] == "University of X"
    assert "type" in found


def test_a_thesis_is_of_its_degree() -> None:
    assert fields(record_of(Kind.THESIS, degree="Master of Science"))["type"] in {
        "Master of Science",
        "mastersthesis",
        "mathesis",
    }


def test_a_conference_paper_stands_in_its_conference_where_the_book_is_unknown() -> None:
    record = record_of(Kind.CONFERENCE_PAPER, venue=Venue(event=event("ICX 2021")))
    assert fields(record)["booktitle"] == "ICX 2021"


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("issn", Venue(issns=numbers("0378-5955", "2049-3630"))),
        ("isbn", Venue(isbns=numbers("9780306406157", "9783161484100"))),
    ],
)
def test_a_number_field_holds_one_number(name: str, venue: Venue) -> None:
    kind = Kind.ARTICLE if name == "issn" else Kind.BOOK
    assert re.fullmatch(r"[\dX-]+", fields(record_of(kind, venue=venue))[name])


@pytest.mark.parametrize(
    "words",
    [
        r"\input{/etc/passwd}",
        "^^5cinput{/etc/passwd}",
        "open { brace",
        "close } brace",
        "}\n}\n@misc{evil, title={x}",
        '} @string{foo = "bar"} {',
        "%comment\nrest",
        "trailing \\",
        "$\\input{x}$ and $unclosed",
    ],
)
def test_no_title_breaks_out_of_its_field(words: str) -> None:
    math = Text((Run("x "), Run(words.strip("$"), (Style.MATH,))))
    for title in (plain(words), math):
        found = fields(record_of(title=title, venue=Venue(title=plain(words))))
        assert set(found) == {"title", "journaltitle"}
        for text in found.values():
            assert text.count("{") == text.count("}")
            assert not re.search(r"\\(?:input|immediate|write)|\^\^", text)


def test_a_name_with_more_commas_than_biber_takes_is_one_word() -> None:
    work = record_of(authors=(Name(family="Lovelace", given="a, b, c"),))
    assert "author         = {{a, b, c Lovelace}}," in write_biblatex([entry_of(work)])
