"""How records are written as CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # its types are a package of their own
import pytest

from enrich.dates import PartialDate
from enrich.record import Dates, Kind, Name, Record
from enrich.text import Run, Style, Text, read_latex, read_markup
from enrich.writers.csl import write_csl
from tests.records import ARXIV, DOI, FULL, entry_of, plain, record_of


def write(*records: Record) -> str:
    return write_csl([entry_of(record, f"key{at}") for at, record in enumerate(records, start=1)])


def read(record: Record) -> dict[str, Any]:
    (item,) = json.loads(write(record))
    assert isinstance(item, dict)
    return item


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ARTICLE, "article-journal"),
        (Kind.CONFERENCE_PAPER, "paper-conference"),
        (Kind.PREPRINT, "article"),
        (Kind.BOOK, "book"),
        (Kind.EDITED_BOOK, "book"),
        (Kind.REFERENCE_BOOK, "book"),
        (Kind.CHAPTER, "chapter"),
        (Kind.PROCEEDINGS, "book"),
        (Kind.THESIS, "thesis"),
        (Kind.REPORT, "report"),
        (Kind.DATASET, "dataset"),
        (Kind.STANDARD, "standard"),
        (Kind.REVIEW, "review"),
        (Kind.REFERENCE_ENTRY, "entry-encyclopedia"),
        (Kind.OTHER, "document"),
    ],
)
def test_each_kind_has_its_type(kind: Kind, written: str) -> None:
    assert read(record_of(kind))["type"] == written


def test_each_value_has_its_variable() -> None:
    assert read(FULL) == {
        "id": "key1",
        "type": "article-journal",
        "title": "A Title",
        "author": [{"family": "Family", "given": "Given"}, {"literal": "The Group"}],
        "editor": [{"family": "Editor", "given": "An"}],
        "issued": {"date-parts": [[2021, 3, 4]]},
        "container-title": "Journal of X",
        "container-title-short": "J. X",
        "collection-title": "Series",
        "event-title": "X 2021",
        "event-place": "Rome",
        "volume": "7",
        "issue": "2",
        "page": "12-34",
        "edition": "2",
        "publisher": "Press",
        "publisher-place": "Town",
        "DOI": "10.5555/x",
        "URL": "https://doi.org/10.5555/x",
        "ISBN": "9780306406157",
        "ISSN": "0378-5955 2049-3630",
        "language": "en",
        "note": "Retracted",
        "abstract": "Words.\n\nMore words.",
        "custom": {
            "eprint": "2101.00001",
            "eprinttype": "arxiv",
            "eprintclass": "cs.LG",
            "notices": [{"kind": "retraction"}],
        },
    }


def test_what_is_unknown_has_no_variable() -> None:
    assert set(read(record_of(doi=DOI))) == {"id", "type", "title", "DOI", "URL"}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_valid(kind: Kind, shared: Path) -> None:
    schema = json.loads((shared / "schemas/csl-data.json").read_bytes())
    record = record_of(kind, authors=FULL.authors, dates=FULL.dates, venue=FULL.venue, arxiv=ARXIV)
    jsonschema.Draft7Validator(schema).validate(json.loads(write(record, FULL)))


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(2021), [2021]),
        (PartialDate(2021, 3), [2021, 3]),
        (PartialDate(2021, 3, 4), [2021, 3, 4]),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: PartialDate, written: list[int]) -> None:
    assert read(record_of(dates=Dates(printed=date)))["issued"] == {"date-parts": [written]}


def test_a_name_has_its_parts() -> None:
    name = Name(
        family="Berg", given="A.", particle="van den", suffix="Jr.", orcid="0000-0000-0000-0000"
    )
    assert read(record_of(authors=(name,)))["author"] == [
        {
            "family": "Berg",
            "given": "A.",
            "non-dropping-particle": "van den",
            "suffix": "Jr.",
        }
    ]


@pytest.mark.parametrize("article_number", ["e0278133"])
def test_an_article_number_stands_for_pages(article_number: str) -> None:
    assert read(record_of(article_number=article_number))["page"] == article_number


def test_a_preprint_says_that_it_is_one() -> None:
    posted = Dates(posted=PartialDate(2021, 1, 4))
    record = record_of(Kind.PREPRINT, arxiv=ARXIV, categories=("cs.LG", "stat.ML"), dates=posted)
    assert {
        "type": "article",
        "genre": "Preprint",
        "publisher": "arXiv",
        "number": "arXiv:2101.00001",
        "URL": "https://arxiv.org/abs/2101.00001",
        "issued": {"date-parts": [[2021, 1, 4]]},
        "custom": {"eprint": "2101.00001", "eprinttype": "arxiv", "eprintclass": "cs.LG"},
    }.items() <= read(record).items()


def test_a_preprint_with_a_doi_still_says_where_it_appeared() -> None:
    assert read(record_of(Kind.PREPRINT, arxiv=ARXIV, doi=DOI)).get("number") == "arXiv:2101.00001"


def test_a_published_work_keeps_its_eprint() -> None:
    assert read(record_of(doi=DOI, arxiv=ARXIV))["custom"]["eprint"] == "2101.00001"


def test_a_subject_of_crossref_is_no_class_of_arxiv() -> None:
    custom = read(record_of(doi=DOI, arxiv=ARXIV, subjects=("Pharmacology (medical)",)))["custom"]
    assert "eprintclass" not in custom


def test_a_thesis_says_its_degree_and_school() -> None:
    record = record_of(
        Kind.THESIS, degree="PhD Thesis", institution="University of X", publisher="Y"
    )
    found = read(record)
    assert (found["genre"], found["publisher"]) == ("PhD Thesis", "University of X")


def test_styles_become_the_tags_that_csl_allows() -> None:
    title = read_markup("<i>a</i> <b>b</b> x<sub>c</sub> x<sup>d</sup> <sc>e</sc>")
    assert title
    assert read(record_of(title=title))["title"] == (
        "<i>a</i> <b>b</b> x<sub>c</sub> x<sup>d</sup>"
        ' <span style="font-variant:small-caps;">e</span>'
    )


def test_kept_case_becomes_nocase() -> None:
    title = Text((Run("The "), Run("mcDonald", (Style.CASED,)), Run(" case")))
    assert read(record_of(title=title))["title"] == 'The <span class="nocase">mcDonald</span> case'


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        (r"The $\alpha$ rule", {"The \u03b1 rule"}),
        (r"On $x \le y$", {"On x \u2264 y", "On x\u2264y"}),
        ("H$_2$O", {"H\u2082O", "H<sub>2</sub>O"}),
        ("The $^{13}$C line", {"The \u00b9\u00b3C line", "The <sup>13</sup>C line"}),
        ("Schr\\\"odinger's cat", {"Schr\u00f6dinger's cat"}),
        (r"50\% of it", {"50% of it"}),
        ("One -- Two", {"One \u2013 Two"}),
        ("``Quoted''", {"\u201cQuoted\u201d"}),
    ],
)
def test_latex_becomes_unicode(latex: str, written: set[str]) -> None:
    title = read_latex(latex)
    assert title
    assert read(record_of(title=title))["title"] in written


@pytest.mark.parametrize(
    "title", ["a<b", "p < 0.05", "R&D", "100% {x}", 'say "x"', "\u6f22\u5b57", "a\\b"]
)
def test_plain_words_are_not_escaped(title: str) -> None:
    assert read(record_of(title=title))["title"] == title


def test_words_that_look_like_a_tag_are_set_apart() -> None:
    # pandoc and citeproc-js would set the rest of the title in italics.
    title = 'The <span class="nocase"><</span>i> tag, a<b'
    assert read(record_of(title="The <i> tag, a<b"))["title"] == title


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>x",
        "<img src=x onerror=alert(1)>x",
        '<a href="javascript:x">x</a>',
        "&lt;script&gt;x",
        '"}],"evil": [{"',
        "\x00\x1b[31mred\x7f\x85",
        "two\nlines",
        "\u202egnp.exe",
    ],
)
def test_hostile_markup_is_gone(words: str) -> None:
    title = read_markup(words) or plain("nothing left of it")
    found = read(record_of(title=title))
    assert set(found) == {"id", "type", "title"}
    assert "<" not in found["title"]
    assert found["title"].isprintable()


def test_an_item_is_found_by_its_key_and_items_keep_their_order() -> None:
    items = json.loads(write(record_of(title="Z"), record_of(title="A")))
    assert [(one["id"], one["title"]) for one in items] == [("key1", "Z"), ("key2", "A")]


def test_the_file_is_readable_and_ends_in_a_line() -> None:
    written = write(record_of(title="\u6f22\u5b57"))
    assert "\u6f22\u5b57" in written
    assert written.startswith('[\n  {\n    "id": "key1",\n')
    assert written.endswith("]\n")


def test_no_entries_are_an_empty_list() -> None:
    assert json.loads(write()) == []


@pytest.mark.parametrize("mark", ["\x7f", "\x9b", "\u202e", "\u2069"])
def test_what_steers_a_terminal_is_an_escape_in_json(mark: str) -> None:
    written = write_csl([entry_of(record_of(publisher=f"Pre{mark}ss"))])
    assert mark not in written
    assert f"Pre{mark}ss" == json.loads(written)[0]["publisher"]
