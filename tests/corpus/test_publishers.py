"""The links that publishers themselves recorded for their DOIs, read back."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from enrich.identifiers import Doi, Pii, parse_identifier
from enrich.identifiers.addresses import knows_publisher
from enrich.identifiers.piis import parse_pii
from enrich.identifiers.publishers import find_publisher

# The link of a part (a figure, a supplement) is that of the article, and of a journal no paper's.
_PARTS = {"component", "journal", "journal-issue"}
# What comes out of the links of at least a hundred works, or of few; the rest goes by title.
_SHARES = {
    "Elsevier": 0.99,
    "Hindawi": 0.7,
    "Springer": 0.99,
    "Wiley": 0.99,
    "PeerJ": 0.99,
    "PLOS": 1,
    "Nature": 0.9,
    "Taylor & Francis": 0.95,
    "American Physical Society": 1,
    "Royal Society of Chemistry": 1,
    "Copernicus": 1,
    "SSRN": 1,
    "MDPI": 1,
}


class _Place(msgspec.Struct):
    URL: str


class _Resource(msgspec.Struct):
    primary: _Place


class _Message(msgspec.Struct, rename={"alternatives": "alternative-id"}):
    resource: _Resource | None = None
    link: tuple[_Place, ...] = ()
    type: str | None = None
    publisher: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def urls(self) -> set[str]:
        """Every address that its publisher recorded."""
        places = (*self.link, *([self.resource.primary] if self.resource else []))
        return {place.URL for place in places}


class _Work(msgspec.Struct):
    doi: str
    message: _Message


@pytest.fixture(scope="module")
def links(shared: Path) -> list[tuple[_Work, str]]:
    return list(_links(shared))


def _links(shared: Path) -> Iterator[tuple[_Work, str]]:
    with gzip.open(shared / "corpus/crossref-works.jsonl.gz") as lines:
        for line in lines:
            work = msgspec.json.decode(line, type=_Work)
            if work.message.type not in _PARTS:
                yield from ((work, url) for url in sorted(work.message.urls))


def _name(url: str) -> str | None:
    publisher = find_publisher((urlsplit(url).hostname or "").lower())
    return publisher.name if publisher else None


def _is_right(work: _Work, url: str) -> bool:
    match parse_identifier(url):
        case Doi(value):
            return value == work.doi.lower()
        case Pii() as pii:
            # A journal that went to another house has other numbers there.
            own = work.message.alternatives if "Elsevier" in work.message.publisher else ()
            known = {parse_pii(one) for one in own} - {None}
            return not known or pii in known
        case found:
            return found is None


def test_no_recorded_link_gives_another_works_identifier(
    links: list[tuple[_Work, str]],
) -> None:
    wrong = [(work.doi, url) for work, url in links if not _is_right(work, url)]
    assert len(links) > 7000
    assert [] == wrong


@pytest.mark.parametrize(("name", "share"), _SHARES.items())
def test_a_publishers_links_give_their_identifiers(
    links: list[tuple[_Work, str]], name: str, share: float
) -> None:
    read = [parse_identifier(url) is not None for _, url in links if _name(url) == name]
    assert read
    assert sum(read) / len(read) >= share


def test_a_publishers_link_is_nearly_always_known_for_a_papers(
    links: list[tuple[_Work, str]],
) -> None:
    ours = [url for _, url in links if _name(url)]
    unknown = Counter(_name(url) for url in ours if not knows_publisher(url))
    assert unknown.total() / len(ours) < 0.02, unknown
