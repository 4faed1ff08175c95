"""Seeds from CSV and TSV: columns known by their names, rows by their lines."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.record import Kind, Name
from enrich.seeds.model import Claim, LinkKind, PassedOver
from enrich.seeds.table import looks_like_table, read_table
from enrich.writers.spreadsheet import write_csv
from tests.readings import seeds_in, told_of, within
from tests.records import FULL, entry_of, plain, record_of

DOI = Doi("10.1000/x")
ONE = ArxivId("2101.00001")

# What a spreadsheet would take for the begin of a formula.
TRIGGERS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"

seeds = partial(seeds_in, read_table, file="a.csv")
told = partial(told_of, read_table, file="a.csv")


@pytest.mark.parametrize(
    ("name", "cell", "wanted"),
    [
        ("DOI", "10.1000/X", DOI),
        ("doi", "https://doi.org/10.1000/x", DOI),
        ("arXiv ID", "2101.00001v2", ArxivId("2101.00001", 2)),
        ("eprint", "arXiv:2101.00001", ONE),
        ("URL", "http://arxiv.org/abs/2101.00001", ONE),
        ("**Paper Link**", "[Paper](https://arxiv.org/abs/2101.00001)", ONE),
        ("paper_link", "https://github.com/a/b https://arxiv.org/abs/2101.00001;", ONE),
        ("link", "https://doi.org/10.1000/x, https://example.org", DOI),
        ("pdf", "https://arxiv.org/pdf/2101.00001.pdf", ONE),
        ("Paper", "https://arxiv.org/abs/2101.00001", ONE),
        ("Title", "[T](https://arxiv.org/abs/2101.00001)", ONE),
        ("url", "https://example.org", None),
    ],
)
def test_a_column_of_identifiers_is_known_by_its_name(
    name: str, cell: str, wanted: Identifier | None
) -> None:
    text = f'no.,{name},Name\n1,"{cell}",A name\n'
    assert [wanted] == [seed.wanted for seed in seeds(text)]


def test_a_doi_goes_before_an_arxiv_identifier_and_that_before_a_link() -> None:
    text = (
        "url,arxiv,doi\nhttps://doi.org/10.1000/y,2101.00001,10.1000/x\n"
        "https://doi.org/10.1000/y,2101.00001,\nhttps://doi.org/10.1000/y,,\n"
        "https://arxiv.org/abs/2101.00001v3,,10.48550/arXiv.2101.00001\n"
    )
    expected = [DOI, ONE, Doi("10.1000/y"), ArxivId("2101.00001", 3)]
    assert expected == [seed.wanted for seed in seeds(text)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_parted_by_any_of_the_usual_signs(sign: str) -> None:
    text = f"doi{sign}title{sign}year\n10.1000/x{sign}A, b; c{sign}2020\n".replace(
        "A, b; c", '"A, b; c"'
    )
    (seed,) = seeds(text)
    assert (DOI, "A, b; c", PartialDate(2020)) == (seed.wanted, seed.claim.title, seed.claim.date)


def test_the_line_in_which_excel_names_the_sign_is_no_row() -> None:
    assert [(DOI, 3)] == [
        (one.wanted, one.origin.line) for one in seeds("sep=;\nx;doi\n1;10.1000/x")
    ]


def test_each_row_knows_the_line_on_which_it_begins() -> None:
    text = 'doi,title\n10.1000/x,"A\nlong\ntitle"\n\n,,\n2101.00001,B\n'
    assert [(2, "A long title"), (7, "B")] == [(s.origin.line, s.claim.title) for s in seeds(text)]


def test_a_row_is_a_claim_with_all_that_it_says() -> None:
    text = (
        "Title,First Author,Published,Venue,Type,Citation Key,Tags\n"
        '"A, B",Ashish Vaswani,2022.10,NeurIPS,Conference Paper,vas2022,a; b\n'
    )
    (seed,) = seeds(text)
    assert ("A, B", ("Ashish Vaswani",), "NeurIPS") == (
        seed.claim.title,
        seed.claim.authors,
        seed.claim.venue,
    )
    assert (PartialDate(2022, 10), Kind.CONFERENCE_PAPER) == (seed.claim.date, seed.claim.kind)
    assert ("vas2022", ("a", "b")) == (seed.key, seed.tags)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Vaswani, Ashish; Shazeer, Noam; ", ("Vaswani, Ashish", "Shazeer, Noam")),
        ("Ashish Vaswani, Noam Shazeer", ("Ashish Vaswani", "Noam Shazeer")),
        ("Ann Body, Ced Dee, and E. Eff", ("Ann Body", "Ced Dee", "E. Eff")),
        ("Ann Body and Ced Dee", ("Ann Body", "Ced Dee")),
        ("Body, Ann and Dee, Ced", ("Body, Ann", "Dee, Ced")),
        ("Body, A., Dee, C. D., & Eff, E.", ("Body, A.", "Dee, C. D.", "Eff, E.")),
        ("Body, Ann", ("Body, Ann",)),
        ("Body A, Dee C", ("Body A", "Dee C")),
        ("Smith, Jr., J. and Ho, A.", ("Smith, Jr., J.", "Ho, A.")),
        ("Smith, J., Jr., & Ho, A.", ("Smith, J., Jr.", "Ho, A.")),
        ("John Smith, Jr., Ann Body", ("John Smith, Jr.", "Ann Body")),
        ("Body, Dee and Eff", ("Body", "Dee", "Eff")),
        ("Body, Ann, and Ced Dee", ("Body, Ann", "Ced Dee")),
        ("van der Dee, Ced and Body, Ann", ("van der Dee, Ced", "Body, Ann")),
        ("Body, Ann and others; et al.", ("Body, Ann",)),
        ("AT&T Labs, Ann Body", ("AT&T Labs", "Ann Body")),
        ("Ann Body, et al.", ("Ann Body",)),
        ("Ann Body et al", ("Ann Body",)),
        ("Body", ("Body",)),
        ("Da Rosa Miorando, Lu\u00edsa", ("Da Rosa Miorando, Lu\u00edsa",)),
        ("Da Rosa Miorando, Lu\u00edsa et al.", ("Da Rosa Miorando, Lu\u00edsa",)),
        ("Dee Body, Jean-Ced", ("Dee Body, Jean-Ced",)),
        ("Dee Body, Jean-Ced, Eff", ("Dee Body", "Jean-Ced", "Eff")),
        ("Ann Body, OpenAI", ("Ann Body", "OpenAI")),
        ("Ann Body, EUROGRAPH", ("Ann Body", "EUROGRAPH")),
        ("Ann Body, A Team", ("Ann Body", "A Team")),
        ("", ()),
    ],
)
def test_authors_are_parted_as_people_write_them(written: str, names: tuple[str, ...]) -> None:
    (seed,) = seeds(f'title,authors\nA title,"{written}"\n')
    assert names == seed.claim.authors


@pytest.mark.parametrize(
    ("other", "names"),
    [
        ("Body, Ann; Dee, Ced", ("Dee Body, Ann Jane",)),
        ("Body, Ann; The Team; ", ("Dee Body, Ann Jane",)),
        ("Ann Body; Ced Dee", ("Dee Body", "Ann Jane")),
        ("Ann Body, Ced Dee", ("Dee Body", "Ann Jane")),
        ("", ("Dee Body", "Ann Jane")),
    ],
)
def test_where_names_are_turned_round_between_semicolons_a_lone_one_is_too(
    other: str, names: tuple[str, ...]
) -> None:
    first, second = seeds(f'title,authors\nA title,"Dee Body, Ann Jane"\nB title,"{other}"\n')
    assert names == first.claim.authors
    assert second.claim.title == "B title"


def test_a_list_between_commas_is_no_lone_name_whatever_other_rows_hold() -> None:
    lines = ('A,"Body, Ann; Dee, Ced"', 'B,"Ann Body, Ced Dee, Eve Eff"', 'C,"Ann Body, Ced Dee"')
    text = "\n".join(("title,authors", *lines))
    assert ("Ann Body", "Ced Dee") == seeds(text)[2].claim.authors


def test_one_comma_parts_family_from_given_in_an_export_of_zoteros() -> None:
    text = '"Key","Item Type","Author","Title"\n"ABCD1234","book","Dee Body, Ann Jane","T"\n'
    assert ("Dee Body, Ann Jane",) == seeds(text)[0].claim.authors


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('A hub of "Robust energy"', 'A hub of "Robust energy"'),
        ('"Robust energy" hubs', '"Robust energy" hubs'),
        ('"Robust" and "energy"', '"Robust" and "energy"'),
        ('"Robust energy hubs"', "Robust energy hubs"),
        ('"A "robust" hub"', 'A "robust" hub'),
        ('"A robust hub', "A robust hub"),
        ('A robust hub"', "A robust hub"),
        ("**A robust hub**", "A robust hub"),
        ("_A robust hub_", "A robust hub"),
        ("`A robust hub`", "A robust hub"),
        ("**[A robust hub](https://example.org)**", "A robust hub"),
        ("Planning with A*", "Planning with A*"),
        ("*A* hub", "*A* hub"),
        ("* A hub", "A hub"),
    ],
)
def test_what_encloses_a_title_is_none_of_it_and_what_it_encloses_is(
    written: str, title: str
) -> None:
    doubled = written.replace('"', '""')
    assert title == seeds(f'title,doi\n"{doubled}",10.1000/x\n')[0].claim.title


@pytest.mark.parametrize("sign", TRIGGERS)
def test_the_apostrophe_that_our_own_file_has_before_a_formula_is_none_of_the_words(
    sign: str,
) -> None:
    record = msgspec.structs.replace(FULL, title=plain(f"{sign}1+1 is two"))
    assert f"{sign}1+1 is two" == seeds(write_csv([entry_of(record)]))[0].claim.title


def test_the_apostrophe_before_a_formula_behind_a_semicolon_is_none_of_a_name() -> None:
    names = (Name(family="Body", given="Ann"), Name(family="=Dee", given="Ced"))
    record = msgspec.structs.replace(FULL, authors=names)
    (seed,) = seeds(write_csv([entry_of(record)]))
    assert ("Body, Ann", "=Dee, Ced") == seed.claim.authors


def test_an_apostrophe_before_a_word_stays() -> None:
    assert "'Tis a title" == seeds("title,doi\n'Tis a title,10.1000/x\n")[0].claim.title


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.OTHER}))
def test_the_kinds_in_our_own_file_are_read(kind: Kind) -> None:
    assert kind == seeds(write_csv([entry_of(record_of(kind))]))[0].claim.kind


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2022.10", PartialDate(2022, 10)),
        ("2022-10-05", PartialDate(2022, 10, 5)),
        ("2022/10/5", PartialDate(2022, 10, 5)),
        ("2022", PartialDate(2022)),
        ("2022.0", PartialDate(2022)),
        ("5 Oct 2022", PartialDate(2022, 10, 5)),
        ("October 5th, 2022", PartialDate(2022, 10, 5)),
        ("Oct. 2022", PartialDate(2022, 10)),
        ("03/04/2022", PartialDate(2022)),
        ("soon", None),
        ("Marvin 2019", PartialDate(2019)),
        ("maybe 2019", PartialDate(2019)),
        ("Decoding the brain, 2020", PartialDate(2020)),
        ("Marburg, 2019", PartialDate(2019)),
        ("3/4/2021", PartialDate(2021)),
        ("2020/13", None),
        ("31 Feb 2020", None),
        ("2022-10-05T08:00:00Z", PartialDate(2022, 10, 5)),
        ("2022-10-00", PartialDate(2022, 10)),
        ("2022-00-00", PartialDate(2022)),
        ("20221005", PartialDate(2022, 10, 5)),
        ("2022-21", PartialDate(2022)),
        ("1998 or 2003, in 1 of 2", PartialDate(1998)),
        ("1998-2003", None),
        ("c1687", PartialDate(1687)),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, date: PartialDate | None) -> None:
    (seed,) = seeds(f'title,date\nA title,"{written}"\n')
    assert date == seed.claim.date


def test_zoteros_own_export_is_read() -> None:
    text = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",'
        '"Manual Tags","Extra"\n"ABCD1234","journalArticle","2017","Vaswani, Ashish; Shazeer, N",'
        '"Attention","NeurIPS","","http://arxiv.org/abs/1706.03762","a; b",'
        '"Citation Key: vas2017\narXiv:1706.03762 [cs]"\n'
        '"EFGH5678","book","2018","","T","","10.1000/x","","",""\n'
    )
    one, other = seeds(text)
    assert ("vas2017", ArxivId("1706.03762"), ("a", "b")) == (one.key, one.wanted, one.tags)
    assert (Kind.ARTICLE, "NeurIPS") == (one.claim.kind, one.claim.venue)
    assert (None, DOI, 4) == (other.key, other.wanted, other.origin.line)


def test_google_scholars_export_is_read() -> None:
    text = (
        "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"
        '"Vaswani, Ashish; Shazeer, Noam; ",Attention is all,Advances,30,,,2017,\n'
    )
    (seed,) = seeds(text)
    assert (None, "Attention is all", "Advances") == (
        seed.wanted,
        seed.claim.title,
        seed.claim.venue,
    )


def test_a_single_column_is_not_cut() -> None:
    assert ["A, b; c"] == [seed.claim.title for seed in seeds("title\nA, b; c\n")]
    assert [DOI, ONE] == [seed.wanted for seed in seeds("doi\n10.1000/x\n2101.00001\n")]


def test_without_a_header_each_cell_that_is_an_identifier_counts() -> None:
    text = "1,10.1000/x,words\n2,words,https://arxiv.org/abs/2101.00001\n"
    assert [(DOI, 1), (ONE, 2)] == [(one.wanted, one.origin.line) for one in seeds(text)]


def test_a_table_without_a_column_of_papers_is_told() -> None:
    assert ["a.csv:1: no column of identifiers or titles; name the columns in the first row"] == (
        told("x,y\n1,2\n")
    )


def test_a_row_that_names_no_paper_is_told() -> None:
    assert ["a.csv:3: this row has no identifier and no title; add one"] == told(
        "doi,year\n10.1000/x,2020\nn/a,2021\n"
    )


def test_a_doi_that_is_none_is_told() -> None:
    assert ["a.csv:2: the DOI of this row is none (unknown); correct it"] == told(
        "doi,title\nunknown,A title"
    )


def test_a_key_given_twice_is_the_first_ones() -> None:
    text = "title,key\nA title,k\nB title,k\n"
    assert ["k", None] == [seed.key for seed in seeds(text)]
    assert ["a.csv:3"] == [one.partition(": ")[0] for one in told(text)]


def test_a_quote_without_end_costs_no_row() -> None:
    text = 'title,doi\n"Open title,\nA title,10.1000/x\n"B ""b""",2101.00001\n'
    assert [(2, None), (3, DOI), (4, ONE)] == [(s.origin.line, s.wanted) for s in seeds(text)]
    assert ["a.csv:2: a quote in this row is not closed"] == [
        one.partition(";")[0] for one in told(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "doi,title\n10.1000/x,A\n",
        "Title;Authors;Year\nA;B;2020\n",
        "sep=;\nx;y",
        "paper\tlink\nA\tb\n",
        "id,name,url\n1,A,b\n",
    ],
)
def test_a_table_is_known_by_its_header(text: str) -> None:
    assert looks_like_table(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "doi,title",
        "10.1000/x\t@key\tA title\n2101.00001\t@b\tB, c\n",
        "| Title | Link |\n|---|---|\n| a | b |\n",
        "Title | Link\n---|---\na | b\n",
        "Paper, a list of some\nwords\nand, more, words\n",
        "# Title, DOI\n- a\n",
    ],
)
def test_lists_and_prose_are_no_table(text: str) -> None:
    assert not looks_like_table(text)


@pytest.mark.parametrize("piece", ['"a,10.1/x\n', '"', '"\n', "a,", ",\n", '"a"b', " "])
def test_nonsense_is_read_in_reasonable_time(piece: str) -> None:
    with within(5):
        list(read_table("title,doi\n" + piece * 10_000, "a.csv"))


def test_a_large_table_is_read_in_seconds() -> None:
    rows = (f'10.1000/{n},"A title, {n}","Family, G.; Other, O.",2020-05\n' for n in range(5000))
    with within(5):
        assert 5000 == len(seeds("doi,title,authors,date\n" + "".join(rows)))


@pytest.mark.parametrize(
    "head",
    [
        "Titel,Autoren,Jahr",
        "Titre,Auteurs,Ann\u00e9e",
        "T\u00edtulo,Autores,A\u00f1o",
        "Titolo,Autori,Anno",
        "\u6807\u9898,\u4f5c\u8005,\u5e74\u4efd",
        "\u30bf\u30a4\u30c8\u30eb,\u8457\u8005,\u5e74",
    ],
)
def test_columns_in_other_languages_are_known(head: str) -> None:
    (seed,) = seeds_in(read_table, f'{head}\nSheep at noon,"Shepherd, Ada",2015\n')
    expected = Claim(title="Sheep at noon", authors=("Shepherd, Ada",), date=PartialDate(2015))
    assert expected == seed.claim


def test_scholars_publication_may_hold_an_identifier() -> None:
    text = "Authors,Title,Publication,Year\nA,Sheep at noon,arXiv preprint arXiv:1412.6980,2014\n"
    assert ["arxiv:1412.6980"] == [str(seed.wanted) for seed in seeds_in(read_table, text)]


def test_links_to_code_in_a_row_are_noted() -> None:
    text = "Title,DOI,Code\nSheep at noon,10.1000/x,https://github.com/a/flock\n"
    found = list(read_table(text, "f"))
    assert [LinkKind.CODE] == [one.kind for one in found if isinstance(one, PassedOver)]


def test_a_page_of_the_web_in_a_row_is_no_paper() -> None:
    text = "Item Type,Title,Url\nwebpage,Sheep at noon,https://sheep.github.io/noon/\n"
    (found,) = read_table(text, "f")
    assert isinstance(found, PassedOver)
