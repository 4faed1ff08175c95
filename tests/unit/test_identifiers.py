"""What is read as an identifier, and what is not."""

from __future__ import annotations

import time

import pytest

from enrich.identifiers import ArxivId, Doi, Identifier, Pii, parse_identifier, parse_key

NEW = ArxivId("2101.00001")
SECOND = ArxivId("2101.00001", 2)
OLD = ArxivId("hep-th/9901001")
SICI = Doi("10.1002/(sici)1097-4636(199822)43:3<314::aid-jbm12>3.0.co;2-x")
SICI_HASH = Doi("10.1002/(sici)1097-4636(199822)43:3<314::aid-jbm12>3.0.co;2-#")
LANCET = Doi("10.1016/s0140-6736(05)67728-8")
PLAIN = Doi("10.1000/xyz")

ARXIV = [
    ("2101.00001", NEW),
    ("2101.00001v2", SECOND),
    ("2101.00001V2", SECOND),
    ("0704.0001", ArxivId("0704.0001")),
    ("1412.9999", ArxivId("1412.9999")),
    ("1501.00001", ArxivId("1501.00001")),
    ("2101.00001v12", ArxivId("2101.00001", 12)),
    ("arXiv:2101.00001", NEW),
    ("arxiv:2101.00001", NEW),
    ("ARXIV:2101.00001", NEW),
    ("arXiv: 2101.00001", NEW),
    ("arXiv 2101.00001", NEW),
    ("arXiv:2101.00001v2", SECOND),
    ("arXiv:2101.00001v2 [cs.LG]", SECOND),
    ("arXiv:2101.00001v2 [cs.LG] 1 Jan 2021", SECOND),
    ("hep-th/9901001", OLD),
    ("HEP-TH/9901001", OLD),
    ("hep-th/9901001v3", ArxivId("hep-th/9901001", 3)),
    ("arXiv:hep-th/9901001", OLD),
    ("math.GT/0309136", ArxivId("math/0309136")),
    ("arXiv:math.GT/0309136v1", ArxivId("math/0309136", 1)),
    ("cs/9910013", ArxivId("cs/9910013")),
    ("hep-th/9108001", ArxivId("hep-th/9108001")),
    ("hep-th/0703999", ArxivId("hep-th/0703999")),
    ("https://arxiv.org/abs/2101.00001", NEW),
    ("http://arxiv.org/abs/2101.00001v2", SECOND),
    ("arxiv.org/abs/2101.00001", NEW),
    ("www.arxiv.org/abs/2101.00001", NEW),
    ("https://www.arxiv.org/abs/2101.00001", NEW),
    ("https://ArXiv.org/abs/2101.00001", NEW),
    ("https://arxiv.org:443/abs/2101.00001", NEW),
    ("https://arxiv.org/abs/2101.00001/", NEW),
    ("https://arxiv.org/abs/2101.00001?context=cs.LG", NEW),
    ("https://arxiv.org/abs/2101.00001#main", NEW),
    ("https://arxiv.org/pdf/2101.00001", NEW),
    ("https://arxiv.org/pdf/2101.00001v2", SECOND),
    ("https://arxiv.org/pdf/2101.00001.pdf", NEW),
    ("https://arxiv.org/pdf/2101.00001v2.pdf", SECOND),
    ("https://arxiv.org/pdf/2101.00001v2.pdf#page=3", SECOND),
    ("https://arxiv.org/html/2101.00001v2", SECOND),
    ("https://arxiv.org/format/2101.00001", NEW),
    ("https://arxiv.org/e-print/2101.00001", NEW),
    ("https://export.arxiv.org/abs/2101.00001", NEW),
    ("http://export.arxiv.org/pdf/2101.00001v2", SECOND),
    ("http://xxx.lanl.gov/abs/hep-th/9901001", OLD),
    ("https://arxiv.org/abs/hep-th/9901001", OLD),
    ("https://arxiv.org/abs/hep-th%2F9901001", OLD),
    ("https://arxiv.org/pdf/hep-th/9901001.pdf", OLD),
    ("10.48550/arXiv.2101.00001", NEW),
    ("10.48550/ARXIV.2101.00001", NEW),
    ("10.48550/arxiv.2101.00001v2", SECOND),
    ("10.48550/arXiv.hep-th/9901001", OLD),
    ("doi:10.48550/arXiv.2101.00001", NEW),
    ("https://doi.org/10.48550/arXiv.2101.00001", NEW),
    ("https://doi.org/10.48550/arXiv.hep-th/9901001", OLD),
]

DOIS = [
    ("10.1000/xyz", PLAIN),
    ("10.1000/XYZ", PLAIN),
    ("doi:10.1000/xyz", PLAIN),
    ("DOI:10.1000/XYZ", PLAIN),
    ("DOI: 10.1000/xyz", PLAIN),
    ("doi 10.1000/xyz", PLAIN),
    ("doi10.1000/xyz", PLAIN),
    ("DOI:https://doi.org/10.1000/xyz", PLAIN),
    ("https://doi.org/10.1000/xyz", PLAIN),
    ("HTTPS://DOI.ORG/10.1000/XYZ", PLAIN),
    ("http://doi.org/10.1000/xyz", PLAIN),
    ("doi.org/10.1000/xyz", PLAIN),
    ("www.doi.org/10.1000/xyz", PLAIN),
    ("http://dx.doi.org/10.1000/xyz", PLAIN),
    ("https://dx.doi.org/10.1000/xyz", PLAIN),
    ("dx.doi.org/10.1000/xyz", PLAIN),
    ("https://doi.org/10.1000%2Fxyz", PLAIN),
    ("https://doi.org/10.1000%2fxyz", PLAIN),
    ("https://doi.org/10.1000%252Fxyz", PLAIN),
    ("https://doi.org/10.1000/xyz?utm_source=list", PLAIN),
    ("10.1000/xyz.", PLAIN),
    ("10.1000/xyz,", PLAIN),
    ("10.1000/xyz;", PLAIN),
    ("10.1000/xyz).", PLAIN),
    ("(10.1000/xyz)", PLAIN),
    ("[10.1000/xyz]", PLAIN),
    ("<https://doi.org/10.1000/xyz>", PLAIN),
    ("\u201c10.1000/xyz\u201d", PLAIN),
    ("`10.1000/xyz`", PLAIN),
    ("{10.1000/xyz},", PLAIN),
    ("10.1000/xyz\u200b", PLAIN),
    ("\ufeff10.1000/xyz", PLAIN),
    (" \t10.1000/xyz\r\n", PLAIN),
    ("10.1002/(SICI)1097-4636(199822)43:3<314::AID-JBM12>3.0.CO;2-X", SICI),
    ("doi:10.1002/(SICI)1097-4636(199822)43:3<314::AID-JBM12>3.0.CO;2-X", SICI),
    ("10.1002/(sici)1097-4636(199822)43:3&lt;314::aid-jbm12&gt;3.0.co;2-x", SICI),
    ("https://doi.org/10.1002/(SICI)1097-4636(199822)43:3%3C314::AID-JBM12%3E3.0.CO;2-X", SICI),
    ("https://doi.org/10.1002/(SICI)1097-4636(199822)43:3<314::AID-JBM12>3.0.CO;2-X", SICI),
    ("10.1002/(SICI)1097-4636(199822)43:3<314::AID-JBM12>3.0.CO;2-#", SICI_HASH),
    (
        "https://doi.org/10.1002/(SICI)1097-4636(199822)43:3%3C314::AID-JBM12%3E3.0.CO;2-%23",
        SICI_HASH,
    ),
    (
        "https://doi.org/10.1002/(SICI)1097-4636(199822)43:3<314::AID-JBM12>3.0.CO;2-#",
        SICI_HASH,
    ),
    ("10.1016/S0140-6736(05)67728-8", LANCET),
    ("(10.1016/S0140-6736(05)67728-8)", LANCET),
    ("(see 10.1016/S0140-6736(05)67728-8", None),
    ("https://doi.org/10.1016/S0140-6736(05)67728-8).", LANCET),
    ("10.1000.10/x", Doi("10.1000.10/x")),
    ("https://doi.org/10.1000/a%3Fb", Doi("10.1000/a?b")),
    ("https://doi.org/10.1000/a%23b", Doi("10.1000/a#b")),
    ("https://doi.org/10.1000/a+b", Doi("10.1000/a+b")),
    ("10.1000/a&amp;b", Doi("10.1000/a&b")),
    ("10.1000/a&amp;amp;b", Doi("10.1000/a&b")),
    ("10.1000/a[1]", Doi("10.1000/a[1]")),
    ("https://doi.org/10.1000/%C3%BC", Doi("10.1000/\u00fc")),
]

PIIS = [
    "pii:S1361841523001068",
    "PII: S1361841523001068",
    "pii:S1361-8415(23)00106-8",
    "https://www.sciencedirect.com/science/article/pii/S1361841523001068",
    "www.sciencedirect.com/science/article/pii/S1361841523001068",
]

# Archives, redirects and libraries' proxies, through which a link may go.
WAYS = [
    "https://web.archive.org/web/20200102030405/https://www.nature.com/articles/nature14539",
    "https://web.archive.org/web/2020*/http://www.nature.com/articles/nature14539",
    "https://web.archive.org/web/20200102030405id_/https://www.nature.com/articles/nature14539",
    "https://web.archive.org/web/2020/https:/doi.org/10.1038/nature14539",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.nature.com%2Farticles%2Fnature14539",
    "https://www.google.com/url?q=https://doi.org/10.1038/nature14539&sa=D",
    "https://scholar.google.com/scholar_url?url=https://www.nature.com/articles/nature14539",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fdoi.org%2F10.1038%2Fnature14539&h=x",
    "https://www-nature-com.ezproxy.univ.edu/articles/nature14539",
    "https://doi-org.proxy.univ.edu/10.1038/nature14539",
    "https://ezproxy.univ.edu/login?url=https://www.nature.com/articles/nature14539",
]

PUBLISHERS = [
    ("https://link.springer.com/article/10.1007/s11263-015-0816-y", "10.1007/s11263-015-0816-y"),
    (
        "https://link.springer.com/chapter/10.1007%2F978-3-319-24574-4_28",
        "10.1007/978-3-319-24574-4_28",
    ),
    (
        "https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf",
        "10.1007/s11263-015-0816-y",
    ),
    ("https://onlinelibrary.wiley.com/doi/full/10.1002/mp.12345", "10.1002/mp.12345"),
    ("https://onlinelibrary.wiley.com/doi/10.1002/mp.12345/full#fig1", "10.1002/mp.12345"),
    ("https://dl.acm.org/doi/pdf/10.1145/3626193?download=true", "10.1145/3626193"),
    ("https://dl.acm.org/doi/fullHtml/10.1145/3626193", "10.1145/3626193"),
    ("https://www.pnas.org/doi/abs/10.1073/pnas.123456", "10.1073/pnas.123456"),
    (
        "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102",
        "10.1103/physrevlett.116.061102",
    ),
    (
        "https://iopscience.iop.org/article/10.1088/1361-6560/ab1234/meta",
        "10.1088/1361-6560/ab1234",
    ),
    (
        "https://www.frontiersin.org/journals/neurology/articles/10.3389/fneur.2022.755094/full",
        "10.3389/fneur.2022.755094",
    ),
    (
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000217",
        "10.1371/journal.pone.0000217",
    ),
    (
        "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000217&type=print",
        "10.1371/journal.pone.0000217",
    ),
    ("https://www.biorxiv.org/content/10.1101/123456v2.full.pdf", "10.1101/123456"),
    (
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2",
        "10.1101/2020.01.01.123456",
    ),
    (
        "https://www.example.com/doi/10.1002/(SICI)1097-4636(199822)43:3%3C314::AID-JBM12%3E3.0.CO;2-X/pdf",
        SICI.value,
    ),
    ("https://doi-org.proxy.example.edu/10.1000/xyz", "10.1000/xyz"),
    ("https://publisher.example/doi/10.1000/2024/chapter/7", "10.1000/2024/chapter/7"),
    ("https://publisher.example/x/article/doi/10.1000/xyz/1234567/A-Title", "10.1000/xyz"),
    ("https://publisher.example/x/article-pdf/doi/10.1000/a/b1/123456/b1.pdf", "10.1000/a/b1"),
    ("http://onlinelibrary.wiley.com/wol1/doi/10.1002/mp.12345/fullpdf", "10.1002/mp.12345"),
    ("https://www.degruyter.com/document/doi/10.1515/gps-2014-0032/xml", "10.1515/gps-2014-0032"),
]

# A view of a work that its publisher puts behind the DOI is no part of the DOI.
VIEWS = [
    ("https://link.springer.com/article/10.1007/s11263-015-0816-y/figures/3", "s11263-015-0816-y"),
    ("https://link.springer.com/article/10.1007/s11263-015-0816-y/tables/1", "s11263-015-0816-y"),
    ("https://link.springer.com/article/10.1007/s11263-015-0816-y/metrics", "s11263-015-0816-y"),
]

NEAR_MISSES = [
    "",
    " ",
    ".",
    "1234.5678",
    "9999.99999",
    "2100.00001",
    "2113.00001",
    "0703.0001",
    "0703.00001",
    "1412.00001",
    "1501.0001",
    "2101.0001",
    "2101.000012",
    "2101.00000",
    "0704.0000",
    "2101.00001v0",
    "2101.00001v01",
    "2101.00001v",
    "2101.00001vv2",
    "2101.00001 2101.00002",
    "2101.00001.5",
    "12101.00001",
    "2101-00001",
    "210100001",
    "hep-th/0704001",
    "hep-th/9107001",
    "hep-th/9100001",
    "hep-th/9913001",
    "hep-th/9901000",
    "hep-th/990100",
    "hep-th/99010011",
    "hep-th/9901001v0",
    "foo/9901001",
    "hep/9901001",
    "arxiv:",
    "arXiv:foo",
    "arXiv:10.1000/xyz",
    "doi:2101.00001",
    "doi:",
    "10.1000",
    "10.1000/",
    "10.1000/.",
    "10.100/x",
    "10.1234567890/x",
    "11.1000/x",
    "v10.1000/x",
    "10.1000 /x",
    "10,1000/x",
    "10.48550/arXiv.foo",
    "10.48550/arXiv.2113.00001",
    "10.1000/a\ufffd",
    "10.1000/a\\b",
    "10.1000/a{b",
    "10.1000/a\x00b",
    "\u0662101.00001",
    "\uff11\uff10.1000/x",
    "Attention is all you need",
    "see 2101.00001",
    "10.1000/x, 10.1000/y",
    "978-3-16-148410-0",
    "9783161484100",
    "ISBN 978-3-16-148410-0",
    "0378-5955",
    "0000-0002-1825-0097",
    "https://orcid.org/0000-0002-1825-0097",
    "+49 30 1234567",
    "030/1234567",
    "555.1234",
    "192.168.10.1",
    "10.0.0.1/24",
    "3.14159",
    "2021.12",
    "2021-01-31",
    "$1999.9500",
    "PMID: 12345678",
    "PMC1234567",
    "https://example.org",
    "https://example.org/2101.00001",
    "https://example.com/paper?id=2101.00001",
    "https://github.com/someone/2101.00001",
    "https://github.com/someone/something",
    "https://github.com/someone/arxiv.org/abs/2101.00001x",
    "https://arxiv.org",
    "https://arxiv.org/",
    "https://arxiv.org/abs/",
    "https://arxiv.org/abs/2113.00001",
    "https://arxiv.org/list/cs.LG/2101",
    "https://arxiv.org/a/sample_a_1",
    "https://arxiv.org.example.org/abs/2101.00001",
    "https://notarxiv.org/abs/2101.00001",
    "https://example.org/?u=https://arxiv.org/abs/2101.00001",
    "https://doi.org/",
    "https://doi.org/10.1000",
    "https://doi.org/foo",
    "https://[bad/10.1000/x",
    "ftp://arxiv.org/abs/2101.00001",
    "mailto:someone@arxiv.org",
    "javascript:10.1000/x",
    "https://ieeexplore.ieee.org/document/1234567",
    "https://www.nature.com/articles/nbt0899_745",
    "https://www.mdpi.com/2072-4292/7/1/1",
    "S1361841523001068",
    "pii:S136184152300106",
    "PII of the article",
    "https://example.org/science/article/pii/S1361841523001068",
    "https://www.google.com/url?q=javascript:10.1000/x",
    "https://web.archive.org/web/2020/https://example.org",
    "https://foo-bar.example.edu/articles/s41586-021-03819-2",
    "https://scholar.google.com/scholar?q=10.1000/x",
    "10.1000/" + "x" * 5000,
]


@pytest.mark.parametrize(("text", "identifier"), ARXIV)
def test_every_form_of_an_arxiv_id_is_read(text: str, identifier: Identifier) -> None:
    assert identifier == parse_identifier(text)


@pytest.mark.parametrize(("text", "identifier"), DOIS)
def test_every_form_of_a_doi_is_read(text: str, identifier: Identifier | None) -> None:
    assert identifier == parse_identifier(text)


@pytest.mark.parametrize(("text", "doi"), PUBLISHERS)
def test_a_doi_is_read_out_of_a_publishers_address(text: str, doi: str) -> None:
    assert Doi(doi) == parse_identifier(text)


@pytest.mark.parametrize("text", PIIS)
def test_a_pii_is_read_behind_its_label_or_in_an_address(text: str) -> None:
    assert Pii("S1361841523001068") == parse_identifier(text)


@pytest.mark.parametrize("pii", ["S0006291X14004549", "S0011393X05807106", "B9780128174999000107"])
def test_a_pii_parses_back_from_its_key_and_its_address(pii: str) -> None:
    found = Pii(pii)
    assert (found, found) == (parse_key(found.key), parse_identifier(found.url))


@pytest.mark.parametrize("url", WAYS)
def test_the_way_a_link_takes_changes_nothing(url: str) -> None:
    assert Doi("10.1038/nature14539") == parse_identifier(url)


def test_a_redirect_to_itself_comes_to_an_end() -> None:
    url = "https://doi.org/10.1000/x"
    for _ in range(9):
        url = f"https://web.archive.org/web/2020/{url}"
    assert parse_identifier(url) is None


@pytest.mark.parametrize(("text", "suffix"), VIEWS)
def test_a_publishers_view_is_no_part_of_the_doi(text: str, suffix: str) -> None:
    assert Doi(f"10.1007/{suffix}") == parse_identifier(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_is_no_identifier_is_none(text: str) -> None:
    assert parse_identifier(text) is None


@pytest.mark.parametrize("text", ["9912.12345", "9101.00001"])
def test_the_years_of_the_old_form_make_no_id_of_the_new_one(text: str) -> None:
    assert parse_identifier(text) is None


def test_a_folder_on_a_code_host_is_no_doi() -> None:
    assert parse_identifier("https://github.com/someone/code/tree/10.1000/x") is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/r&notes", "10.1000/r&notes"),
        ("10.1000/a&copy=1", "10.1000/a&copy=1"),
        ("https://doi.org/10.1000/r&degree", "10.1000/r&degree"),
        ("10.1000/R&DEGREE", "10.1000/r&degree"),
    ],
)
def test_an_ampersand_begins_an_entity_only_where_a_semicolon_ends_it(text: str, doi: str) -> None:
    assert Doi(doi) == parse_identifier(text)


def test_a_doi_in_capitals_parses_back_from_what_it_prints() -> None:
    doi = parse_identifier("10.1000/R&DEGREE")
    assert doi == parse_identifier(str(doi))


@pytest.mark.parametrize("mark", ["\u00ad", "\u200e", "\u200f", "\u2060", "\u202e", "\u2066"])
def test_invisible_characters_from_a_pdf_are_no_part_of_a_doi(mark: str) -> None:
    assert parse_identifier(f"10.1000/xyz{mark}") in {None, PLAIN}


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u202e"])
def test_a_doi_holds_no_invisible_characters(mark: str) -> None:
    assert parse_identifier(f"10.1000/x{mark}yz") in {None, PLAIN}


def test_bytes_that_are_no_text_make_no_doi() -> None:
    assert parse_identifier("10.1000/\udcff") is None


@pytest.mark.parametrize("text", [")" * 50_000, ").," * 20_000, "a" + "]" * 50_000])
def test_a_line_of_closing_brackets_is_refused_at_once(text: str) -> None:
    begun = time.process_time()
    assert parse_identifier(text) is None
    assert time.process_time() - begun < 0.3


def test_a_versionless_id_is_the_paper_of_each_version() -> None:
    assert ArxivId("2101.00001") == ArxivId("2101.00001", 2).paper


def test_a_doi_is_its_own_paper() -> None:
    assert PLAIN == PLAIN.paper


@pytest.mark.parametrize(
    ("identifier", "printed", "url"),
    [
        (NEW, "arxiv:2101.00001", "https://arxiv.org/abs/2101.00001"),
        (SECOND, "arxiv:2101.00001v2", "https://arxiv.org/abs/2101.00001v2"),
        (OLD, "arxiv:hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        (PLAIN, "doi:10.1000/xyz", "https://doi.org/10.1000/xyz"),
        (Doi("10.1000/a?b#c"), "doi:10.1000/a?b#c", "https://doi.org/10.1000/a%3Fb%23c"),
    ],
)
def test_an_identifier_prints_its_key_and_its_address(
    identifier: Identifier, printed: str, url: str
) -> None:
    assert (printed, printed, url) == (str(identifier), identifier.key, identifier.url)


def test_identifiers_of_one_sort_have_an_order() -> None:
    assert [Doi("10.1000/a"), Doi("10.1000/b")] == sorted([Doi("10.1000/b"), Doi("10.1000/a")])


def test_identifiers_that_read_the_same_hash_the_same() -> None:
    assert 1 == len({parse_identifier("10.1000/XYZ"), parse_identifier("doi.org/10.1000/xyz")})


@pytest.mark.parametrize(
    "text",
    [
        "10.1038/nature14539\uff0c\u597d",
        "\uff0810.1038/nature14539\uff09",
        "\u300chttps://doi.org/10.1038/nature14539\u300d\u3002",
    ],
)
def test_wide_stops_and_brackets_end_a_doi(text: str) -> None:
    assert Doi("10.1038/nature14539") == parse_identifier(text)


def test_of_two_identifiers_with_a_wide_stop_between_none_is_the_one() -> None:
    assert parse_identifier("10.1038/a\uff0c10.1038/b") is None


@pytest.mark.parametrize("space", ["\x85", "\u1680", "\u2003", "\u202f", "\u205f", "\u3000"])
def test_no_doi_has_a_space_in_it_of_whatever_width(space: str) -> None:
    assert parse_identifier(f"10.1000/a{space}b") is None


def test_no_doi_is_so_long_that_its_key_would_be_none() -> None:
    longest = "10.1000/" + "x" * 1992
    found = parse_identifier(longest)
    assert found is not None
    assert found == parse_key(found.key)
    assert parse_identifier(f"{longest}x") is None


@pytest.mark.parametrize("year", ["0", "017", "20171", "9" * 5000, "\u0662\u0660"])
def test_a_year_that_can_be_none_makes_a_title_no_key(year: str) -> None:
    assert parse_key(f"title:words|he|{year}") is None
