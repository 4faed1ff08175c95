"""The recorded answers of both APIs, on the way that answers take: read, doubted, merged."""

import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import msgspec
import requests

from enrich.answers import Answer, Standing
from enrich.doubts import with_doubts
from enrich.identifiers import ArxivId, Doi, Identifier, Sequel, Title, parse_identifier
from enrich.library import Library, Terms, build_library
from enrich.merge import Reading
from enrich.seeds import Origin, Seed
from enrich.sources import Source
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.crossref.answers import API
from enrich.works import Resolved

__all__ = ["Feed", "Run", "arxiv_answers", "crossref_answers", "find_shared", "run_all"]

_FEED = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


class _Work(msgspec.Struct, frozen=True):
    doi: str
    message: msgspec.Raw


class _Paper(msgspec.Struct, frozen=True):
    id: str
    entry_xml: str


class _Indexed(msgspec.Struct, rename="kebab"):
    date_time: dt.datetime


class _Dated(msgspec.Struct):
    indexed: _Indexed


class Run(msgspec.Struct, frozen=True):
    """What became of every answer: the readings, the library, and what crashed on the way."""

    answers: tuple[Answer, ...]
    readings: dict[Identifier, Reading]
    library: Library
    crashes: tuple[str, ...]


class Feed(requests.Session):
    """A session in which every address holds the same feed."""

    def __init__(self, content: bytes) -> None:
        """Hold this feed."""
        super().__init__()
        self._content = content

    @classmethod
    def of(cls, entry: str) -> Self:
        """Hold a feed of one entry."""
        return cls(_FEED.format(entry).encode())

    def get(self, url: str | bytes, **_: object) -> requests.Response:
        """Answer with it."""
        response = requests.Response()
        response.status_code = 200
        response.url = str(url)
        response._content = self._content
        return response


def find_shared() -> Path | None:
    """Find the recorded answers beside the checkout, if they are there."""
    shared = Path(__file__).resolve().parents[2].parent / "shared"
    return shared if (shared / "corpus").is_dir() else None


def crossref_answers(shared: Path) -> Iterator[Answer]:
    """Give every recorded work as the cache would hold it."""
    lines = gzip.decompress((shared / "corpus/crossref-works.jsonl.gz").read_bytes())
    for one in msgspec.json.Decoder(_Work).decode_lines(lines):
        doi = parse_identifier(one.doi)
        assert isinstance(doi, Doi)
        fetched = msgspec.json.decode(one.message, type=_Dated).indexed.date_time
        yield Answer("crossref", doi, API.keep(one.message), fetched)


def arxiv_answers(shared: Path) -> Iterator[Answer]:
    """Give every recorded entry as the cache would hold it."""
    lines = gzip.decompress((shared / "corpus/arxiv-entries.jsonl.gz").read_bytes())
    for one in msgspec.json.Decoder(_Paper).decode_lines(lines):
        asked = parse_identifier(one.id)
        assert isinstance(asked, ArxivId)
        body = Arxiv().ask(Feed.of(one.entry_xml), [asked])[asked]
        yield Answer("arxiv", asked, body, None)


def run_all(shared: Path) -> Run:
    """Read and merge every recorded answer, as a refresh would that wanted them all."""
    sources: dict[str, Source] = {"crossref": Crossref(), "arxiv": Arxiv()}
    answers = (*crossref_answers(shared), *arxiv_answers(shared))
    readings: dict[Identifier, Reading] = {}
    crashes: list[str] = []
    for answer in answers:
        assert not isinstance(answer.identifier, (Sequel, Title))
        try:
            record = sources[answer.source].read(answer)
            record = with_doubts(record, answer.fetched_at)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and named
            crashes.append(f"{answer.identifier}: {error!r}")
            continue
        readings[answer.identifier] = Reading.of(answer.source, record, Standing.FRESH)
    seeds = [
        Seed(wanted=one, written=str(one), origin=Origin("corpus", at))
        for at, one in enumerate(readings, start=1)
    ]
    terms = Terms(key_pattern="{family}{year}{word}", today=dt.date(2026, 11, 21))
    library = build_library(seeds, Resolved(readings), terms)
    return Run(answers, readings, library, tuple(crashes))
