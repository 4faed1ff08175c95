"""RIS and PubMed seeds: what each entry wants, however its tags are set."""

from __future__ import annotations

from functools import partial

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.record import Kind
from enrich.seeds.model import Origin, Remark, Seed
from enrich.seeds.ris import looks_like_ris, read_ris
from tests.readings import only_seed, seeds_in, told_of

DOI = Doi("10.1000/x")

told = partial(told_of, read_ris, file="a.ris")
seeds = partial(seeds_in, read_ris, file="a.ris")
told = partial(told_of, read_ris, file="a.ris")


def only(*lines: str) -> Seed:
    return only_seed(read_ris, "\n".join(["TY  - JOUR", "TI  - T", *lines, "ER  - "]))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("DO  - 10.1000/X", DOI),
        ("DO  - https://doi.org/10.1000/x", DOI),
        ("DO - doi:10.1000/x", DOI),
        ("DO  - 10.48550/arXiv.1706.03762", ArxivId("1706.03762")),
        ("UR  - http://arxiv.org/abs/1706.03762v5", ArxivId("1706.03762", 5)),
        ("L1  - https://arxiv.org/pdf/1706.03762.pdf", ArxivId("1706.03762")),
        ("M1  - arXiv:1706.03762", ArxivId("1706.03762")),
        ("AN  - arXiv:1706.03762 [cs]", ArxivId("1706.03762")),
        ("N1  - doi: 10.1000/x", DOI),
        ("N1  - Erratum in 10.1000/e", None),
        ("UR  - https://example.org", None),
    ],
)
def test_an_identifier_is_found_wherever_programs_put_it(
    line: str, wanted: Identifier | None
) -> None:
    assert wanted == only(line).wanted


def test_an_entry_is_a_seed_with_all_that_it_says() -> None:
    text = (
        "Provider: Somebody\n\nTY  - CPAPER\nT1  - A long\n      title\nAU  - Vaswani, Ashish\n"
        "AU  - Shazeer, N.,\nPY  - 2017/12/04/\nT2  - Advances in X\nKW  - a, b\nKW  - c\n"
        "ID  - Vaswani2017\nER  - \n"
    )
    (seed,) = seeds(text)
    assert ("Vaswani2017", Origin("a.ris", 3), ("a, b", "c")) == (seed.key, seed.origin, seed.tags)
    claim = seed.claim
    assert ("A long title", "Advances in X") == (claim.title, claim.venue)
    assert ("Vaswani, Ashish", "Shazeer, N.") == claim.authors
    assert (PartialDate(2017, 12, 4), Kind.CONFERENCE_PAPER) == (claim.date, claim.kind)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("JOUR", Kind.ARTICLE),
        ("UNPB", Kind.PREPRINT),
        ("CONF", Kind.PROCEEDINGS),
        ("GEN", None),
    ],
)
def test_a_type_tells_the_kind_of_a_work(written: str, kind: Kind | None) -> None:
    assert kind == only_seed(read_ris, f"TY  - {written}\nTI  - T\nER  - ").claim.kind


@pytest.mark.parametrize("year", [1450, 1687, 1800, 2021, 2099, 2100, 2199])
def test_a_date_is_as_precise_as_it_was_written_in_any_year(year: int) -> None:
    written = [f"PY  - {year}", f"PY  - {year}/01", f"DA  - {year}/01/31/", f"PY  - 31 Jan {year}"]
    expected = [(year,), (year, 1), (year, 1, 31), (year, 1, 31)]
    dates = [only(line).claim.date for line in written]
    assert expected == [date.parts for date in dates if date]


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
        "TY  - JOUR\r\nTI  - A\r\nER  -\r\n\r\nTY  - JOUR\r\nTI  - B\r\nER  -",
        "\ufeffTY - JOUR\nTI - A\nER -\nTY - JOUR\nTI - B",
        "TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B",
        "  TY  -  JOUR\n  TI  -  A\n  ER  -\n  TY  -  JOUR\n  TI  -  B\n",
    ],
)
def test_tags_are_read_in_any_spacing_and_with_any_end(text: str) -> None:
    assert ["A", "B"] == [seed.claim.title for seed in seeds(text)]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("Fam2020", "Fam2020"),
        ("fam:2020a", "fam:2020a"),
        ("123", None),
        ("PMC12345", None),
        ("WOS:000123456789", None),
        ("10.1000/x", None),
        ("two words", None),
    ],
)
def test_a_key_is_what_a_person_chose(given: str, key: str | None) -> None:
    assert key == only(f"ID  - {given}").key


def test_a_key_given_twice_is_the_first_ones() -> None:
    text = "TY  - JOUR\nTI  - A\nID  - Fam2020\nER  -\n" * 2
    assert ["Fam2020", None] == [seed.key for seed in seeds(text)]
    assert [5] == [one.origin.line for one in read_ris(text, "a.ris") if isinstance(one, Remark)]


def test_an_entry_that_names_no_paper_is_told() -> None:
    (remark,) = list(read_ris("\nTY  - JOUR\nER  -\n", "a.ris"))
    assert "a.ris:2: this entry has no identifier and no title; add one" == str(remark)


def test_a_doi_that_is_none_is_told() -> None:
    text = "TY  - JOUR\nTI  - A\nDO  - unknown\nER  -\n"
    assert ["a.ris:1: the DOI of this entry is none (unknown); correct it"] == told(text)
    assert [] == told("PMID- 5\nTI  - B\nLID - S1-2(3) [pii]\n")


def test_pubmed_entries_are_read_too() -> None:
    text = (
        "PMID- 1234\nOWN - NLM\nTI  - A long\n      title.\nLID - S1-2(3) [pii]\n"
        "LID - 10.1000/X [doi]\nFAU - Family, Given\nAU  - Family G\nDP  - 2020 Oct 5\n"
        "JT  - Journal of X\nOT  - word\nPT  - Journal Article\n\nPMID- 5\nTI  - B\n"
    )
    seed, other = seeds(text)
    assert (DOI, "A long title.", ("Family, Given",)) == (
        seed.wanted,
        seed.claim.title,
        seed.claim.authors,
    )
    assert (PartialDate(2020, 10, 5), Kind.ARTICLE) == (seed.claim.date, seed.claim.kind)
    assert (14, "B") == (other.origin.line, other.claim.title)


@pytest.mark.parametrize(
    "text", ["TY  - JOUR\n", "\n\nTY - JOUR", "x: y\nTY  - CHAP", "PMID- 12\n"]
)
def test_ris_is_known_by_the_tag_that_begins_it(text: str) -> None:
    assert looks_like_ris(text)


@pytest.mark.parametrize("text", ["", "10.1000/x", "STY  - x", "- TY - a", "TY: x"])
def test_other_text_is_no_ris(text: str) -> None:
    assert not looks_like_ris(text)


def test_endnotes_own_format_is_read() -> None:
    text = """%0 Journal Article
%T Deep sheep
%A LeCun, Yann
%A Bengio, Yoshua
%J Nature
%D 2015
%R 10.1038/nature14539

%0 Journal Article
%T Long sheep
%U https://arxiv.org/abs/1412.6980
"""
    assert looks_like_ris(text)
    first, second = seeds_in(read_ris, text)
    assert (Doi("10.1038/nature14539"), "Deep sheep") == (first.wanted, first.claim.title)
    assert (("LeCun, Yann", "Bengio, Yoshua"), "Nature") == (first.claim.authors, first.claim.venue)
    assert ("arxiv:1412.6980", "Long sheep") == (str(second.wanted), second.claim.title)
