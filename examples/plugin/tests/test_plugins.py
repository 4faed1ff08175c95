"""What each plugin does, without a network and without enrich's command."""

from enrich.answers import Answer, Standing
from enrich.checks import Checked
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry, Library
from enrich.packing import Packed
from enrich.record import Dates, Kind, Name, Record
from enrich.seeds import LinkKind, Origin, PassedOver, Scan, Seed
from enrich.text import read_markup

from enrich_example.no_doi import CHECK
from enrich_example.org import looks_like_org, read_org
from enrich_example.plain import write_plain
from enrich_example.register import Register

DOI, PAPER = Doi("10.5072/salt.1"), ArxivId("2101.00001")
SEED = Seed(PAPER, "2101.00001", Origin("list.org", 1))
RECORD = Record(
    kind=Kind.PREPRINT,
    arxiv=PAPER,
    title=read_markup("On <i>Salt</i>"),
    authors=(Name(given="Ada", family="Ott"),),
    dates=Dates(posted=PartialDate(2021)),
)
ENTRY = Entry("ott2021salt", Packed.of(RECORD), (), (SEED,), Standing.FRESH)


def test_links_of_org_files_are_seeds_under_their_headings():
    text = (
        "#+TITLE: To read\n* Salt\n** TODO [[https://doi.org/10.5072/salt.1][On Salt]]\n"
        "- [[arxiv:2101.00001]]\n- [[https://example.org/blog][Blog]]\n"
    )
    found = list(read_org(text, "f.org"))
    assert looks_like_org(text)
    assert [DOI, PAPER] == [one.wanted for one in found if isinstance(one, Seed)]
    assert [("Salt",), ("Salt", "On Salt")] == [one.tags for one in found if isinstance(one, Seed)]
    assert "On Salt" == found[0].claim.title
    assert PassedOver(LinkKind.PAGE, "https://example.org/blog", Origin("f.org", 5)) == found[2]


def test_words_of_a_link_that_only_name_its_paper_are_no_title():
    text = "".join(
        f"- [[https://arxiv.org/abs/2101.00001][{words}]]\n"
        for words in ("On Salt", "Salt", "DDPM", "PDF", "arXiv paper", "2101.00001")
    )
    found = [one.claim.title for one in read_org(text, "f.org") if isinstance(one, Seed)]
    assert ["On Salt", None, None, None, None, None] == found


def test_prose_is_no_org_file():
    assert not looks_like_org("see [the list](https://example.org) # here")


def test_a_work_is_one_line():
    assert "Ada Ott (2021). On Salt. https://arxiv.org/abs/2101.00001\n" == write_plain([ENTRY])


def test_entries_written_one_by_one_and_joined_are_the_same():
    assert write_plain([ENTRY, ENTRY]) == f"{write_plain([ENTRY])}\n{write_plain([ENTRY])}"


def test_a_work_without_a_doi_is_found():
    checked = Checked(Scan((SEED,)), Library((ENTRY,), ()), PartialDate(2021))
    assert ["no source gives it a DOI"] == [one.told for one in CHECK.find(checked)]


def test_a_work_with_a_doi_is_not():
    entry = ENTRY.showing(Record(kind=Kind.ARTICLE, doi=DOI))
    checked = Checked(Scan((SEED,)), Library((entry,), ()), PartialDate(2021))
    assert [] == list(CHECK.find(checked))


def test_an_answer_of_the_register_is_read():
    body = b'{"doi":"10.5072/SALT.1","title":"On Salt","authors":["Ott, Ada"],"year":2021}'
    record = Register().read(Answer("register", DOI, body, None))
    assert (DOI, "Ott", 2021) == (record.doi, record.authors[0].family, record.date.year)


def test_the_register_is_asked_for_its_own_dois_alone():
    assert [True, False, False] == [
        Register().accepts(one) for one in (DOI, Doi("10.1000/x"), PAPER)
    ]
