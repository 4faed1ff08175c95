"""Parsing and printing of identifiers are inverse, and parsing is safe on any text."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from hypothesis import assume, given
from hypothesis import strategies as st

from enrich.identifiers import ArxivId, Doi, Identifier, Pii, Sequel, parse_identifier, parse_key
from enrich.identifiers.addresses import knows_publisher
from enrich.identifiers.publishers import PUBLISHERS

_ODD = "abz019-._;()/<>#?%&'+=@:[]~!$*,\u00e9\u00df\u0130\u4e2d"
_ARCHIVES = ["hep-th", "math", "cs", "astro-ph", "cond-mat", "quant-ph", "q-alg", "acc-phys"]
_versions = st.none() | st.integers(1, 999)


def _long_ids() -> st.SearchStrategy[ArxivId]:
    # The years behind us, in which ids are known to have been given.
    return st.builds(
        lambda year, month, serial, version: ArxivId(f"{year:02}{month:02}.{serial:05}", version),
        st.integers(15, 26),
        st.integers(1, 12),
        st.integers(1, 99999),
        _versions,
    )


def _short_ids() -> st.SearchStrategy[ArxivId]:
    return st.builds(
        lambda year, month, serial, version: ArxivId(f"{year:02}{month:02}.{serial:04}", version),
        st.integers(8, 14),
        st.integers(1, 12),
        st.integers(1, 9999),
        _versions,
    )


def _old_ids() -> st.SearchStrategy[ArxivId]:
    return st.builds(
        lambda archive, year, month, serial, version: ArxivId(
            f"{archive}/{year % 100:02}{month:02}{serial:03}", version
        ),
        st.sampled_from(_ARCHIVES),
        st.integers(1992, 2006),
        st.integers(1, 12),
        st.integers(1, 999),
        _versions,
    )


def _is_settled(doi: str) -> bool:
    """Whether a DOI is written as parsing leaves it: nothing to decode, unwrap or lower."""
    found = parse_identifier(doi)
    return isinstance(found, Doi) and found.value == doi


def _dois() -> st.SearchStrategy[Doi]:
    suffixes = st.text(_ODD, min_size=1, max_size=20)
    return (
        st.builds(
            lambda prefix, suffix: f"10.{prefix}/{suffix}", st.integers(1000, 99999), suffixes
        )
        .filter(_is_settled)
        .map(Doi)
    )


_identifiers = _long_ids() | _short_ids() | _old_ids() | _dois()

_WRAPPERS: list[Callable[[str], str]] = [
    lambda text: f"({text})",
    lambda text: f"[{text}]",
    lambda text: f"<{text}>",
    lambda text: f"{{{text}}}",
    lambda text: f'"{text}"',
    lambda text: f"'{text}'",
    lambda text: f"`{text}`",
    lambda text: f"\u201c{text}\u201d",
    lambda text: f"**{text}**",
    lambda text: f"  {text}\n",
    lambda text: f"{text}.",
    lambda text: f"{text},",
    lambda text: f"{text}).",
    lambda text: f"({text}),",
]


@given(_identifiers)
def test_an_identifier_parses_back_from_what_it_prints(identifier: Identifier) -> None:
    assert identifier == parse_identifier(str(identifier))


@given(_long_ids() | _short_ids() | _old_ids())
def test_the_question_what_a_preprint_became_parses_back_and_is_no_identifier(
    preprint: ArxivId,
) -> None:
    sequel = Sequel(preprint)
    assert (sequel, None) == (parse_key(sequel.key), parse_identifier(sequel.key))
    assert preprint.paper == parse_identifier(sequel.preprint) == sequel.of


@given(_identifiers)
def test_an_identifier_parses_back_from_its_address(identifier: Identifier) -> None:
    assert identifier == parse_identifier(identifier.url)


@given(_identifiers)
def test_an_address_is_plain_ascii_without_spaces(identifier: Identifier) -> None:
    assert identifier.url.isascii()
    assert 1 == len(identifier.url.split())


@given(_identifiers, st.lists(st.sampled_from(_WRAPPERS), max_size=3))
def test_what_prose_puts_around_an_identifier_changes_nothing(
    identifier: Identifier, wrappers: list[Callable[[str], str]]
) -> None:
    # A lone bracket that belongs to a DOI can't be told from one that is put around it.
    assume(
        all(identifier.value.count(a) == identifier.value.count(b) for a, b in ("<>", "()", "[]"))
    )
    text = str(identifier)
    for wrapped in wrappers:
        text = wrapped(text)
    assert identifier == parse_identifier(text)


@given(_dois(), st.sampled_from(["doi:", "DOI: ", "doi ", "DOI:", "doi"]))
def test_any_label_before_a_doi_may_stand_or_not(doi: Doi, label: str) -> None:
    assert doi == parse_identifier(f"{label}{doi.value}")


@given(_dois(), st.sampled_from(["https://doi.org/", "http://dx.doi.org/", "dx.doi.org/"]))
def test_a_doi_may_be_percent_encoded_throughout(doi: Doi, host: str) -> None:
    assert doi == parse_identifier(host + quote(doi.value, safe=""))


@given(_dois())
def test_a_doi_is_the_same_in_ascii_capitals(doi: Doi) -> None:
    capitals = "".join(c.upper() if c.isascii() else c for c in doi.value)
    assert doi == parse_identifier(capitals)


@given(_long_ids() | _short_ids() | _old_ids())
def test_an_arxiv_doi_is_the_arxiv_id(identifier: ArxivId) -> None:
    assert identifier == parse_identifier(f"10.48550/arXiv.{identifier.short}")


@given(
    _long_ids() | _short_ids() | _old_ids(),
    st.sampled_from(["https://arxiv.org", "http://arxiv.org", "export.arxiv.org", "arxiv.org"]),
    st.sampled_from(["/abs/{}", "/pdf/{}", "/pdf/{}.pdf", "/html/{}", "/abs/{}/", "/abs/{}?a=b"]),
)
def test_an_arxiv_id_is_the_same_in_every_address(
    identifier: ArxivId, host: str, path: str
) -> None:
    assert identifier == parse_identifier(host + path.format(identifier.short))


@given(st.text() | st.text(st.characters()) | st.text(_ODD + '10./v:doiarxghtps \\"{}'))
def test_parsing_never_raises(text: str) -> None:
    found = parse_identifier(text)
    assert found is None or isinstance(found, ArxivId | Doi | Pii)


_hosts = st.sampled_from([host for one in PUBLISHERS for host in one.hosts.split()])
_parts = st.lists(
    st.sampled_from(
        "articles article pii doi abs pdf full journals stable records science content early view"
        " S1361841523001068 S0140-6736(17)32154-2 10.1000 nature14539 ng.3834 2313-433X 9 69 2022"
        " 7028517 P19-1001 2020.acl-main.1 2310.06825 papers forum?id=x ?doi=10.1000/x &id= .. %2F"
        " ssrn abstract=12 #x ;2-# %25 proceedings v139 kim21a.html 10.1007%2F978-3 .pdf \n".split(
            " "
        )
    )
    | st.text(_ODD, max_size=8),
    max_size=7,
)


@given(_hosts, _parts, st.sampled_from(["/", "", "?", "%2F"]))
def test_a_publishers_link_never_raises_and_what_it_gives_parses_back(
    host: str, parts: list[str], between: str
) -> None:
    url = f"https://{host}/{between.join(parts)}"
    found = parse_identifier(url)
    assert isinstance(knows_publisher(url), bool)
    if found is not None:
        assert (found, found) == (parse_key(found.key), parse_identifier(found.url))


@given(st.from_regex(r"https?://[\w.%:@\[\]-]{0,30}(/[^ ]{0,40})?(\?[^ ]{0,40})?"))
def test_an_address_never_raises(url: str) -> None:
    knows_publisher(url)
    found = parse_identifier(url)
    if found is not None:
        assert (found, found) == (parse_key(found.key), parse_identifier(found.url))


@given(
    st.sampled_from(
        ["10.1000/", "doi:10.1000/", "https://doi.org/10.1000/", "example.org/10.1000/"]
    ),
    st.text(_ODD + 'ANOTEDG\u00ad\u200b"{}\\ ', max_size=20)
    | st.lists(
        st.sampled_from(
            [
                "&amp;",
                "&NOTE",
                "&SUM;",
                "%AF",
                "&lt",
                "%25",
                "%3C",
                "41",
                "&",
                "A",
                ";",
                ".",
                "/full",
                "v2",
                "#",
            ]
        ),
        max_size=6,
    ).map("".join),
)
def test_whatever_is_read_parses_back(start: str, rest: str) -> None:
    found = parse_identifier(start + rest)
    if found is not None:
        assert (found, found) == (parse_identifier(str(found)), parse_identifier(found.url))
