"""How records are written as Hayagriva's YAML."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml

from enrich.dates import PartialDate
from enrich.record import Dates, Event, Kind, Name, Record, Venue
from enrich.text import Run, Style, Text, read_latex, read_markup
from enrich.writers.hayagriva import write_hayagriva
from tests.records import ARXIV, DOI, FULL, entry_of, event, numbers, plain, record_of

PERSON = Name(family="Family", given="Given")


def read(record: Record, key: str = "key") -> dict[str, Any]:
    ((name, fields),) = yaml.safe_load(write_hayagriva([entry_of(record, key)])).items()
    assert name == key
    assert isinstance(fields, dict)
    return fields


def types(record: Record) -> tuple[str, list[str]]:
    fields = read(record)
    parents = fields.get("parent", [])
    parents = [parents] if isinstance(parents, dict) else parents
    return fields["type"], [one["type"] for one in parents]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ARTICLE, ("article", ["periodical"])),
        (Kind.CONFERENCE_PAPER, ("article", ["proceedings"])),
        (Kind.PREPRINT, ("article", [])),
        (Kind.BOOK, ("book", [])),
        (Kind.EDITED_BOOK, ("book", [])),
        (Kind.REFERENCE_BOOK, ("book", [])),
        (Kind.CHAPTER, ("chapter", ["book"])),
        (Kind.PROCEEDINGS, ("proceedings", [])),
        (Kind.THESIS, ("thesis", [])),
        (Kind.REPORT, ("report", [])),
        (Kind.DATASET, ("misc", [])),
        (Kind.STANDARD, ("misc", [])),
        (Kind.REVIEW, ("misc", [])),
        (Kind.REFERENCE_ENTRY, ("entry", ["reference"])),
        (Kind.OTHER, ("misc", [])),
    ],
)
def test_each_kind_has_its_type_and_that_of_its_parent(
    kind: Kind, written: tuple[str, list[str]]
) -> None:
    assert written == types(record_of(kind))


def test_each_value_has_its_field() -> None:
    assert {
        "type": "article",
        "title": "A Title",
        "author": ["Family, Given", {"name": "The Group"}],
        "date": dt.date(2021, 3, 4),
        "page-range": "12-34",
        "serial-number": {"doi": "10.5555/x", "arxiv": "2101.00001"},
        "language": "en",
        "note": "Retracted",
        "abstract": "Words.\n\nMore words.",
        "parent": {
            "type": "periodical",
            "title": {"value": "Journal of {X}", "short": "J. X"},
            "editor": ["Editor, An"],
            "volume": "7",
            "issue": "2",
            "publisher": {"name": "Press", "location": "Town"},
            "serial-number": {"isbn": "9780306406157", "issn": "0378-5955"},
        },
    } == read(FULL)


def test_what_is_unknown_has_no_field() -> None:
    assert {"type", "title", "url", "serial-number"} == set(
        read(record_of(Kind.PREPRINT, arxiv=ARXIV))
    ) - {"genre", "publisher"}


def test_a_paper_in_proceedings_names_them_their_series_and_the_conference() -> None:
    venue = Venue(
        title=plain("Proceedings of it"),
        series=plain("Lecture Notes"),
        event=Event(name=plain("It 2021"), place="Rome", start=PartialDate(2021, 5)),
        isbns=numbers("9780306406157"),
    )
    record = record_of(
        Kind.CONFERENCE_PAPER, venue=venue, volume="12", editors=(PERSON,), chairs=(PERSON,)
    )
    assert [
        {
            "type": "proceedings",
            "title": "Proceedings of it",
            "editor": ["Family, Given"],
            "serial-number": {"isbn": "9780306406157"},
            "parent": {"type": "anthology", "title": "Lecture Notes", "volume": "12"},
        },
        {
            "type": "conference",
            "title": "It 2021",
            "location": "Rome",
            "date": "2021-05",
            "affiliated": [{"role": "organizer", "names": ["Family, Given"]}],
        },
    ] == read(record)["parent"]


def test_a_preprint_says_that_it_is_one_and_where_it_is() -> None:
    record = record_of(Kind.PREPRINT, arxiv=ARXIV, dates=Dates(posted=PartialDate(2021)))
    assert {
        "type": "article",
        "title": "A Title",
        "date": 2021,
        "genre": "Preprint",
        "publisher": "{arXiv}",
        "serial-number": {"arxiv": "2101.00001", "serial": "arXiv:2101.00001"},
        "url": "https://arxiv.org/abs/2101.00001",
    } == read(record)


def test_a_thesis_says_its_degree_and_its_school() -> None:
    record = record_of(Kind.THESIS, degree="PhD thesis", institution="University of X")
    assert {"type", "title", "genre", "publisher"} == set(read(record))
    assert "University of {X}" == read(record)["publisher"]


def test_a_book_names_its_series_and_its_translators() -> None:
    record = record_of(
        Kind.BOOK, venue=Venue(series=plain("Series")), volume="3", translators=(PERSON,)
    )
    assert {
        "type": "book",
        "title": "A Title",
        "affiliated": [{"role": "translator", "names": ["Family, Given"]}],
        "parent": {"type": "anthology", "title": "Series", "volume": "3"},
    } == read(record)


@pytest.mark.parametrize("article_number", ["e0278133"])
def test_an_article_number_is_its_serial_number(article_number: str) -> None:
    record = record_of(doi=DOI, article_number=article_number)
    assert {"doi": DOI.value, "serial": article_number} == read(record)["serial-number"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (PERSON, "Family, Given"),
        (Name(family="De Souza", given="Ana"), "De Souza, Ana"),
        (Name(family="de Souza", given="Ana"), {"name": "de Souza", "given-name": "Ana"}),
        (
            Name(family="Beethoven", given="Ludwig", dropping="van"),
            {"name": "Beethoven", "given-name": "Ludwig", "prefix": "van"},
        ),
        (
            Name(family="Berg", given="A.", particle="van den", suffix="Jr."),
            {"name": "van den Berg", "given-name": "A.", "suffix": "Jr."},
        ),
        (Name(literal="Group, of X"), {"name": "Group, of X"}),
        (Name(family="A, B", given="C"), {"name": "A, B", "given-name": "C"}),
        (Name(given="Given"), {"name": "Given"}),
        (Name(), {"name": "?"}),
    ],
)
def test_a_name_has_its_parts(name: Name, written: object) -> None:
    assert [written] == read(record_of(authors=(name,)))["author"]


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "null",
        "1e3",
        "0x10",
        "2021-01-04",
        "12:30",
        "a: b",
        "- a",
        "# no comment",
        "&anchor *alias !!tag",
        "'single' \"double\"",
        "%TAG",
        "[a, b]",
        "| literal",
        "a \u2028 b",
        "x" * 20_000,
        "\u6f22\u5b57 \U0001f600",
    ],
)
def test_a_text_is_a_text_to_yaml(words: str) -> None:
    record = record_of(title=Text((Run(words, (Style.ITALIC,)),)), volume=words)
    fields = read(record)
    expected = " ".join(words.split())
    assert (expected, expected) == (fields["title"], fields["parent"]["volume"])


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u200b", "\uffff"])
def test_what_steers_a_terminal_is_left_out(mark: str) -> None:
    assert "Press" == read(record_of(publisher=f"Pre{mark}ss"))["parent"]["publisher"]


@pytest.mark.parametrize("key", ["yes", "null", "1e3", "a:b", "a.b", "\u00e4", "a b", "x{y", "~"])
def test_a_key_is_a_text_to_yaml(key: str) -> None:
    assert "A Title" == read(record_of(), key)["title"]


def test_what_is_no_language_is_left_out() -> None:
    # Typst would refuse the whole file.
    languages = ("en", "pt-BR", "zh-Hans", "english", "EN", "x", "e n")
    found = [read(record_of(language=one)).get("language") for one in languages]
    assert ["en", "pt-BR", "zh-Hans", None, None, None, None] == found


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("costs $5 or {x} \\ y", r"costs \$5 or \{x\} \\ y"),
        ("$#panic()$", r"\$#panic()\$"),
        ("\\$#panic()\\$", r"\\\$#panic()\\\$"),
        ("Training GANs with U-Net and an Art", "Training {GANs} with {U-Net} and an Art"),
        ("Self-Supervised, mRNA: (BERT)", "Self-Supervised, {mRNA}: ({BERT})"),
        ("A LOUD TITLE OF ALL", "A LOUD TITLE OF ALL"),
        ("the {GAN}", r"the \{{GAN}\}"),
    ],
)
def test_words_mean_themselves(title: str, written: str) -> None:
    assert written == read(record_of(title=title))["title"]


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        (r"On $x^2 \le y$", "On $x^2 ≤ y$"),
        (r"$\mathbb{R}^n$ and $\frac{a}{b}$", "$bb(R)^n$ and $frac(a, b)$"),
        ("H$_2$O", "{H}\u2082{O}"),
        (r"The $\#$ sign, $f(x,y)$", "The $hash$ sign, $f paren.l x comma y paren.r$"),
        (r"$\text{a \# b}$", r"a # b"),
        (r"$10^{-3}$", "$10^(- 3)$"),
    ],
)
def test_a_formula_is_typsts_where_that_is_sure(latex: str, written: str) -> None:
    title = read_latex(latex)
    assert title
    assert written == read(record_of(title=title))["title"]


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("CO<sub>2</sub>", "{CO}\u2082"),
        ("log<sub>Q</sub> n", 'log$zws_"Q"$ n'),
        ("the 5<sup>th</sup> of <i>E. coli</i>", 'the 5$zws^"th"$ of E. coli'),
        ("x<sub>$</sub>", r"x\$"),
        ('x<sub>"</sub>', 'x"'),
    ],
)
def test_what_is_raised_or_lowered_stays_so(markup: str, written: str) -> None:
    title = read_markup(markup)
    assert title
    assert written == read(record_of(title=title))["title"]


def test_entries_are_found_by_their_keys_and_keep_their_order() -> None:
    written = write_hayagriva([entry_of(record_of(), key) for key in ("b", "a")])
    assert ["b", "a"] == list(yaml.safe_load(written))
    assert (
        'b:\n  type: article\n  title: "A Title"\n  parent:\n    type: periodical\n\na:\n'
        in written
    )


def test_no_entries_are_an_empty_mapping() -> None:
    assert {} == yaml.safe_load(write_hayagriva([]))


def test_the_place_of_a_conference_is_told_without_its_name() -> None:
    venue = Venue(event=event("", "Rome"))
    parents = read(record_of(Kind.CONFERENCE_PAPER, venue=venue))["parent"]
    assert [{"type": "proceedings"}, {"type": "conference", "location": "Rome"}] == parents
