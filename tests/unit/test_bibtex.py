"""How records are written as BibTeX."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts
from bibtexparser.model import Entry as BibEntry

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.merge import Reading, merge
from enrich.packing import Packed
from enrich.record import Dates, Kind, Name, Notice, Record, Venue
from enrich.seeds import Origin, Seed
from enrich.text import Run, Style, Text, read_latex, read_markup
from enrich.text.formulas import _SIGNS, _SYMBOLS, harmless_math
from enrich.writers.bibtex import write_bibtex
from tests.records import ARXIV, DOI, FULL, entry_of, event, plain, record_of


def write(record: Record, key: str = "key") -> str:
    return write_bibtex([entry_of(record, key)])


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
        (Kind.PREPRINT, "misc"),
        (Kind.BOOK, "book"),
        (Kind.EDITED_BOOK, "book"),
        (Kind.REFERENCE_BOOK, "book"),
        (Kind.CHAPTER, "incollection"),
        (Kind.PROCEEDINGS, "proceedings"),
        (Kind.THESIS, "phdthesis"),
        (Kind.REPORT, "techreport"),
        (Kind.DATASET, "misc"),
        (Kind.STANDARD, "misc"),
        (Kind.REVIEW, "misc"),
        (Kind.REFERENCE_ENTRY, "incollection"),
        (Kind.OTHER, "misc"),
    ],
)
def test_each_kind_has_its_type(kind: Kind, written: str) -> None:
    assert read(record_of(kind)).entry_type == written


def test_no_kind_is_forgotten() -> None:
    assert all(write(record_of(kind)) for kind in Kind)


@pytest.mark.parametrize(
    ("degree", "written"),
    [
        (None, "phdthesis"),
        ("PhD Thesis", "phdthesis"),
        ("Doctor of Philosophy (PhD)", "phdthesis"),
        ("Master of Science", "mastersthesis"),
        ("Master's thesis", "mastersthesis"),
        ("MSc", "mastersthesis"),
        ("M.Sc.", "mastersthesis"),
        ("Mestrado em Física", "mastersthesis"),
    ],
)
def test_a_thesis_has_its_type_by_degree(degree: str | None, written: str) -> None:
    assert read(record_of(Kind.THESIS, degree=degree)).entry_type == written


def test_a_thesis_names_its_school() -> None:
    thesis = record_of(Kind.THESIS, institution="University of X", publisher="Repository of X")
    assert fields(thesis)["school"] == "University of X"


def test_a_report_names_its_institution() -> None:
    assert fields(record_of(Kind.REPORT, publisher="Laboratory X"))["institution"] == "Laboratory X"


def test_fields_have_one_order() -> None:
    order = (
        "author editor title journal series volume number pages edition publisher address year"
        " month doi eprint archiveprefix isbn issn note abstract"
    ).split()
    assert [name for name in fields(FULL) if name != "primaryclass"] == order


def test_an_entry_is_laid_out_a_field_a_line() -> None:
    record = record_of(authors=(Name(family="Family", given="Given"),), doi=DOI)
    assert write(record) == (
        "@article{key,\n"
        "  author         = {Family, Given},\n"
        "  title          = {A Title},\n"
        "  doi            = {10.5555/x},\n"
        "}\n"
    )


def test_entries_are_parted_by_a_blank_line_and_keep_their_order() -> None:
    entries = [entry_of(record_of(), key) for key in ("b", "a")]
    assert write_bibtex(entries).count("\n}\n\n@") == 1
    assert re.findall(r"@article\{(\w+)", write_bibtex(entries)) == ["b", "a"]


def test_what_is_unknown_has_no_field() -> None:
    assert set(fields(record_of(doi=DOI))) - {"key"} == {"title", "doi"}


@pytest.mark.parametrize(
    ("number", "macro"),
    list(enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)),
)
def test_months_are_macros(number: int, macro: str) -> None:
    written = write(record_of(dates=Dates(printed=PartialDate(2021, number))))
    assert f"  month          = {macro},\n" in written


def test_a_month_that_is_not_known_is_not_written() -> None:
    written = fields(record_of(dates=Dates(printed=PartialDate(2021))))
    assert written["year"] == "2021"
    assert "month" not in written


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("12-34", "12--34"),
        ("12 - 34", "12--34"),
        ("12\u201334", "12--34"),
        ("12\u201434", "12--34"),
        ("12--34", "12--34"),
        ("S1-S9", "S1--S9"),
        ("iv-xii", "iv--xii"),
        ("13,771-13,794", "13,771--13,794"),
        ("12-34, 56-78", "12--34, 56--78"),
        ("e0123", "e0123"),
        ("5", "5"),
        ("29-5410-29-5411", "29-5410--29-5411"),
    ],
)
def test_page_ranges_have_two_hyphens(given: str, written: str) -> None:
    assert fields(record_of(pages=given))["pages"] == written


def test_an_article_number_stands_for_pages() -> None:
    assert fields(record_of(article_number="e0278133"))["pages"] == "e0278133"


def test_an_article_number_is_no_range() -> None:
    assert fields(record_of(article_number="P-12"))["pages"] == "P-12"


SPECIALS = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


@pytest.mark.parametrize(("character", "written"), list(SPECIALS.items()))
def test_special_characters_are_escaped_in_every_text(character: str, written: str) -> None:
    text = f"x{character}y"
    record = record_of(
        title=text,
        authors=(Name(family=text, given=text), Name(literal=text)),
        venue=Venue(title=plain(text), series=plain(text)),
        volume=text,
        issue=text,
        edition=text,
        publisher=text,
        publisher_place=text,
        abstract=plain(text),
    )
    escaped = f"x{written}y"
    assert {
        "title": escaped,
        "author": f"{escaped}, {escaped} and {{{escaped}}}",
        "journal": escaped,
        "series": escaped,
        "volume": escaped,
        "number": escaped,
        "edition": escaped,
        "publisher": escaped,
        "address": escaped,
        "abstract": escaped,
    } == {name: text for name, text in fields(record).items() if name != "key"}


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        "10.5555/a_b%c#d&e$f~g",
    ],
)
def test_a_doi_is_written_as_it_stands(doi: str) -> None:
    assert fields(record_of(doi=Doi(doi)))["doi"] == doi


def test_an_address_is_written_as_it_stands() -> None:
    record = record_of(Kind.PREPRINT, arxiv=ArxivId("hep-th/9901001", 2))
    assert fields(record)["url"] == "https://arxiv.org/abs/hep-th/9901001v2"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Training GANs", "Training {GANs}"),
        ("An iPhone", "An {iPhone}"),
        ("A U-Net", "A {U-Net}"),
        ("In 3D", "In {3D}"),
        ("The mRNA of H2O", "The {mRNA} of {H2O}"),
        ("By McDonald", "By {McDonald}"),
        ("Learning Deep Things", "Learning Deep Things"),
        ("What is a \u201cGAN\u201d?", "What is a \u201c{GAN}\u201d?"),
        ("What is a 'GAN'?", "What is a '{GAN}'?"),
        ("Vitamin C and hepatitis B", "Vitamin {C} and hepatitis {B}"),
        ("GANs: A Review", "{GANs}: A Review"),
        ("HEREDITARY ATAXIA", "HEREDITARY ATAXIA"),
    ],
)
def test_case_is_protected_where_it_carries_meaning(title: str, written: str) -> None:
    found = fields(record_of(title=title))["title"]
    # Whether the quotation mark stands within the braces does not matter.
    assert re.sub(r"\{([\u201c'])(\w+)([\u201d']\??)\}", r"\1{\2}\3", found) == written


@pytest.mark.parametrize("words", ["Measuring ", "MEASURING "])
def test_math_is_kept_and_its_case_protected(words: str) -> None:
    title = Text((Run(words), Run("H_0", (Style.MATH,))))
    assert fields(record_of(title=title))["title"] == f"{words}{{$H_0$}}"


def test_case_of_a_journal_is_left_alone() -> None:
    assert fields(record_of(venue=Venue(title=plain("PLOS ONE"))))["journal"] == "PLOS ONE"


def test_styles_become_commands() -> None:
    title = read_markup("<i>E. coli</i>, H<sub>2</sub>O, x<sup>2</sup>, <b>b</b>, <sc>c</sc>")
    assert title
    assert fields(record_of(title=title))["title"] == (
        r"\textit{E. coli}, {H}\textsubscript{2}{O}, x\textsuperscript{2}, \textbf{b}, \textsc{c}"
    )


@pytest.mark.parametrize(
    "symbol", list("\u03b1\u03b2\u0393\u03c9\u2212\u221e\u2264\u2265\u2192\u223c")
)
def test_symbols_that_plain_latex_does_not_know_are_commands(symbol: str) -> None:
    # pdfLaTeX stops at each of them: "Unicode character β (U+03B2) not set up".
    assert fields(record_of(title=f"The {symbol} rule"))["title"].isascii()


# Names.


def authors(*names: Name) -> str:
    return fields(record_of(authors=names))["author"]


def parts(name: Name) -> tuple[str, str, str, str]:
    """Split what is written the way BibTeX does: first, von, last, jr."""
    split = parse_single_name_into_parts(authors(name), strict=True)
    first, von, last, jr = (
        " ".join(words) for words in (split.first, split.von, split.last, split.jr)
    )
    return first, von, last, jr


def test_authors_are_joined_by_and() -> None:
    one, other = Name(family="One", given="A."), Name(family="Other", given="B. C.")
    assert authors(one, other) == "One, A. and Other, B. C."


@pytest.mark.parametrize(
    ("name", "split"),
    [
        (Name(family="Family", given="Given"), ("Given", "", "Family", "")),
        (Name(family="Le Moullec", given="Y."), ("Y.", "", "Le Moullec", "")),
        (
            Name(family="Beethoven", particle="van", given="Ludwig"),
            ("Ludwig", "van", "Beethoven", ""),
        ),
        (
            Name(family="King", given="Martin Luther", suffix="Jr."),
            ("Martin Luther", "", "King", "Jr."),
        ),
        (
            Name(family="Berg", given="A.", particle="van den", suffix="III"),
            ("A.", "van den", "Berg", "III"),
        ),
        (Name(family="Plato"), ("", "", "Plato", "")),
        (Name(family="bell hooks"), ("", "", "{bell hooks}", "")),
        (Name(family="Smith and Sons", given="A."), ("A.", "", "{Smith and Sons}", "")),
    ],
)
def test_bibtex_splits_a_name_into_its_parts(name: Name, split: tuple[str, str, str, str]) -> None:
    assert parts(name) == split


def test_a_suffix_without_a_given_name_is_none() -> None:
    first, _, last, _ = parts(Name(family="King", suffix="Jr."))
    assert first == ""
    assert "King" in last


@pytest.mark.parametrize(
    "name", ["ATLAS Collaboration", "Barnes and Noble, Inc.", "The R Core Team", "R&D"]
)
def test_a_group_is_braced_whole(name: str) -> None:
    assert authors(Name(literal=name)) == f"{{{name}}}".replace("&", r"\&")


def test_a_group_is_one_author_among_others() -> None:
    written = authors(Name(literal="Barnes and Noble"), Name(family="Family", given="Given"))
    assert written == "{Barnes and Noble} and Family, Given"


def test_a_comma_within_a_part_does_not_part_the_name() -> None:
    assert parts(Name(family="Family", given="Ali, A"))[2] == "Family"


# arXiv.


def preprint(*, arxiv: ArxivId = ARXIV, doi: Doi | None = None) -> Record:
    return record_of(
        Kind.PREPRINT,
        arxiv=arxiv,
        doi=doi,
        categories=("cs.LG", "stat.ML"),
        dates=Dates(posted=PartialDate(2021, 1, 4), revised=PartialDate(2022, 5, 6)),
    )


def test_a_preprint_has_what_arxiv_asks_for() -> None:
    assert {
        "year": "2021",
        "month": "jan",
        "eprint": "2101.00001",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.LG",
        "howpublished": "arXiv:2101.00001",
        "url": "https://arxiv.org/abs/2101.00001",
    }.items() <= fields(preprint()).items()


def test_a_preprint_keeps_the_version_that_was_asked_for() -> None:
    written = fields(preprint(arxiv=ArxivId("2101.00001", 2)))
    assert written["eprint"] == "2101.00001v2"


def test_a_preprint_with_a_doi_still_says_where_it_appeared() -> None:
    # Its DOI led to nothing better; plain styles print neither a DOI nor an eprint.
    assert fields(preprint(doi=DOI))["howpublished"] == "arXiv:2101.00001"


def published_and_preprint(subject: tuple[str, ...] = ()) -> Record:
    published = record_of(
        doi=DOI,
        venue=Venue(title=plain("Journal of X")),
        subjects=subject,
        dates=Dates(printed=PartialDate(2022)),
    )
    readings = [
        Reading.of("crossref", published, Standing.FRESH),
        Reading.of("arxiv", preprint(), Standing.FRESH),
    ]
    return merge(readings)[0]


def test_a_published_work_keeps_its_eprint() -> None:
    assert {
        "journal": "Journal of X",
        "year": "2022",
        "doi": "10.5555/x",
        "eprint": "2101.00001",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.LG",
    }.items() <= fields(published_and_preprint()).items()


def test_a_published_work_says_not_that_it_appeared_on_arxiv() -> None:
    assert "howpublished" not in fields(published_and_preprint())


def test_a_subject_of_crossref_is_no_class_of_arxiv() -> None:
    written = fields(published_and_preprint(("Pharmacology (medical)",)))
    assert written.get("primaryclass", "cs.LG") == "cs.LG"


# What BibTeX and its plain styles warn of.


def test_a_work_without_author_can_be_sorted() -> None:
    # plain.bst: "to sort, need author or key".
    assert "key" in fields(record_of())


@pytest.mark.parametrize(
    ("kind", "needs"), [(Kind.ARTICLE, True), (Kind.CHAPTER, True), (Kind.EDITED_BOOK, False)]
)
def test_editors_sort_whole_books_alone(kind: Kind, needs: bool) -> None:  # noqa: FBT001 - expected
    record = record_of(kind, editors=(Name(family="Editor", given="An"),))
    assert ("key" in fields(record)) == needs


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("On [the] Gardens: A Survey of {All} of Them", "On the Gardens A Survey of"),
        ("Don't", "Don't"),
        ("\u2014", "doi:10.5555/x"),
    ],
)
def test_what_a_work_is_sorted_by_is_a_few_plain_words(title: str, key: str) -> None:
    # A label in brackets ends at the first closing one, and styles hold 500 characters.
    assert fields(record_of(title=title, doi=DOI))["key"] == key


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("\u0141ukasz", r"{\L}ukasz"),
        ("\u00c9ric-\u00c9mile", r"{\'{E}}ric-{\'{E}}mile"),
        ("Jos\u00e9", "Jos\u00e9"),
        ("\u4f1f", "{\\relax \u4f1f}"),
        ("Ada", "Ada"),
        ("Ada \u201cAd\u201d", "Ada ``Ad\u201d"),
    ],
)
def test_an_initial_is_cut_off_whole(given: str, written: str) -> None:
    # BibTeX counts bytes: the initial of Łukasz would be half a letter.
    assert authors(Name(family="\u00c5s", given=given)) == f"\u00c5s, {written}"


@pytest.mark.parametrize(
    ("edition", "written"),
    [("1", "First"), ("9", "Ninth"), ("11", "11th"), ("22", "22nd"), ("Revised", "Revised")],
)
def test_an_edition_is_written_in_words(edition: str, written: str) -> None:
    assert fields(record_of(Kind.BOOK, edition=edition))["edition"] == written


def test_a_work_of_no_other_type_says_where_it_appeared() -> None:
    written = fields(record_of(Kind.DATASET, publisher="Repository of X"))
    assert written["howpublished"] == "Repository of X"
    assert "publisher" not in written


def test_small_capitals_are_not_slanted() -> None:
    title = read_markup("<i>Of <sc>rats</sc></i>")
    assert title
    assert fields(record_of(title=title))["title"] == r"\textit{Of} \textit{rats}"


def test_a_book_has_authors_or_editors_not_both() -> None:
    # plain.bst: "can't use both author and editor fields".
    someone = (Name(family="Family", given="Given"),)
    written = fields(record_of(Kind.BOOK, authors=someone, editors=someone))
    assert not {"author", "editor"} <= set(written)


def test_a_conference_paper_stands_in_its_conference_where_the_book_is_unknown() -> None:
    record = record_of(Kind.CONFERENCE_PAPER, venue=Venue(event=event("ICX 2021")))
    assert fields(record)["booktitle"] == "ICX 2021"


def test_of_several_notices_the_gravest_comes_first() -> None:
    kinds = ("addendum", "correction", "expression of concern", "withdrawal", "retraction")
    record = record_of(notices=tuple(Notice(kind=kind) for kind in kinds))
    told = "Retracted; withdrawn; expression of concern; corrected; addendum"
    assert told == record.note


def test_a_retraction_is_noted() -> None:
    notices = (Notice(kind="retraction"), Notice(kind="retraction", identifier=DOI))
    assert fields(record_of(notices=notices))["note"] == "Retracted (doi:10.5555/x)"


# Hostile titles.

HOSTILE = [
    r"\input{/etc/passwd}",
    r"\immediate\write18{rm -rf ~}",
    r"\csname input\endcsname",
    r"$\input{/etc/passwd}$",
    r"$\def\x{y}$",
    r"$\catcode`\@=11$",
    "^^5cinput{/etc/passwd}",
    "$^^5cinput x$",
    "open { brace",
    "close } brace",
    "}{",
    "}\n}\n@misc{evil, title={x}",
    '} @string{foo = "bar"} {',
    '" # evil # "',
    "@comment{x}",
    "@preamble{\\input{x}}",
    "two\nlines\n\nand a third",
    "%comment\nrest",
    "trailing \\",
    "$unclosed math",
    "a & b \\\\ c",
    "$a & b$",
    "$x$ costs $5 % #1 ~ ^ _",
    "\x00\x1b[31mred\x7f\x85",
    "\u202egnp.exe",
]
_HARMLESS = {
    *(re.sub(r"\{\}$", "", written) for written in SPECIALS.values()),
    *(rf"\text{style}" for style in "it bf sc subscript superscript".split()),
    *(rf"\text{sign}" for sign in "asciigrave less greater bar".split()),
    *(f"\\{name}" for name in _SYMBOLS | _SIGNS),
    r"\ensuremath",
    r"\relax",
}


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("form", ["plain", "markup", "latex", "math"])
def test_no_title_breaks_out_of_its_field(words: str, form: str) -> None:
    titles = {
        "plain": plain(words),
        "markup": read_markup(words),
        "latex": read_latex(words),
        "math": Text((Run("x "), Run(words.strip("$"), (Style.MATH,)))),
    }
    title = titles[form] or plain("nothing left of it")
    name = Name(family=words, given=words)
    record = record_of(
        title=title,
        authors=(name, Name(literal=words)),
        venue=Venue(title=plain(words)),
        publisher=words,
        pages=words,
        volume=words,
    )
    written = fields(record)
    assert set(written) == {"title", "author", "journal", "volume", "pages", "publisher"}
    for text in written.values():
        depths = [text[:at].count("{") - text[:at].count("}") for at in range(len(text) + 1)]
        assert min(depths) == depths[-1] == 0
        assert set(re.findall(r"\\(?:[A-Za-z]+|.)", text, re.DOTALL)) <= _HARMLESS
        assert "^^" not in text


@pytest.mark.parametrize(
    "math", ["a & b", "b_\u03c6", "x^", "x_", "a_b_c", r"\left(x", r"\frac", "a % b", "#1"]
)
def test_math_that_stops_latex_is_mended_or_written_as_text(math: str) -> None:
    title = Text((Run("The "), Run(math, (Style.MATH,)), Run(" rule")))
    written = fields(record_of(title=title))["title"]
    assert all(map(harmless_math, re.findall(r"(?<!\\)\$(.*?)(?<!\\)\$", written)))
    assert f"${math}$" not in written


@pytest.mark.parametrize("words", HOSTILE)
def test_no_title_holds_control_characters_or_lines(words: str) -> None:
    title = read_markup(words)
    written = fields(record_of(title=title or "x"))["title"]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)


def test_the_same_entries_are_the_same_bytes() -> None:
    assert write(FULL) == write(FULL)


def _kept(**extras: str) -> str:
    seed = Seed(DOI, str(DOI), Origin("thesis.bib", 1), extras=tuple(extras.items()))
    return write_bibtex([Entry("key", Packed.of(FULL), (), (seed,), Standing.FRESH)])


def test_what_the_user_keeps_with_a_work_stays_with_it() -> None:
    written = _kept(keywords="sheep, counting", rating="5", title="Mine")
    assert ["sheep, counting", "5"] == re.findall(r"(?:keywords|rating) += \{(.*)\},", written)
    assert "Mine" not in written


def test_the_name_of_a_file_stays_as_it_is_unless_it_would_break_the_entry() -> None:
    assert "{:C\\:/Users/me/a_b.pdf:PDF}" in _kept(file=":C\\:/Users/me/a_b.pdf:PDF")
    assert "{%7Dx.pdf}" in _kept(file="}x.pdf")


def test_what_the_user_keeps_can_not_run_a_command() -> None:
    written = _kept(annote=r"see \input{secret} and 50% of it")
    assert r"\input" not in written
    assert r"50\% of it" in written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"C:\Users\me\papers\a.pdf", r"C:\textbackslash{}Users\textbackslash{}me"),
        (r"see \cite{a} p.~3", r"see \textbackslash{}cite\textbraceleft{}a"),
        (r"\textbf{bold} \alpha", "bold"),
    ],
)
def test_what_the_user_keeps_is_not_lost_for_a_command_that_is_not_known(
    text: str, written: str
) -> None:
    assert written in _kept(mynote=text)


@pytest.mark.parametrize("text", ["{}", r"\textbf{}", "  ", r"{\bf }"])
def test_what_the_user_keeps_empty_is_left_out(text: str) -> None:
    assert "groups" not in _kept(groups=text)
    assert "None" not in _kept(groups=text)
