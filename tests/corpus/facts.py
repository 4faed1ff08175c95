"""The facts about the papers of the five documents, and a world that knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from enrich.identifiers import ArxivId, Identifier, parse_identifier
from enrich.library import Library
from enrich.pipeline import Result, refresh_library
from enrich.seeds import Seed
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, Paper, Work, World

__all__ = ["NOWHERE", "Fact", "fact_of", "read_facts", "resolve_documents", "wrong_entries"]

# The facts know no identifier for these, and no source has them.
NOWHERE = frozenset(
    {
        "https://www.jmlr.org/papers/volume13/gretton12a/gretton12a.pdf",
        "https://www.sciencedirect.com/science/article/abs/pii/S0022073621001850",
        "https://openreview.net/forum?id=mDwURmlapW",
    }
)

_PII = re.compile(r"/pii/(\w+)")
_UNKNOWN_AUTHORS = ("An Author Whom the Facts Lack",)


class Fact(msgspec.Struct, frozen=True):
    """One paper: how the documents link it, and what it is."""

    seed_ids: tuple[str, ...]
    seed_files: tuple[str, ...]
    seed_title: str | None = None
    arxiv: dict[str, Any] | None = None
    crossref: dict[str, Any] | None = None

    @property
    def names(self) -> set[Identifier]:
        """The identifiers it is known by, its links included."""
        known = (*self.seed_ids, (self.arxiv or {}).get("id"), (self.crossref or {}).get("doi"))
        read = (parse_identifier(one) for one in known if one)
        return {one.paper for one in read if one}

    @property
    def titles(self) -> list[str]:
        """Its titles, at arXiv and at Crossref."""
        return [one["title"] for one in (self.arxiv, self.crossref) if one and one.get("title")]

    @property
    def first_authors(self) -> set[str]:
        """The family name of the first author, as each source has it."""
        names = set()
        if self.arxiv and self.arxiv.get("authors"):
            names.add(self.arxiv["authors"][0].split()[-1].casefold())
        if self.crossref and self.crossref.get("authors"):
            names.add((self.crossref["authors"][0].get("family") or "").casefold())
        return names - {""}


def read_facts(shared: Path) -> list[Fact]:
    """Read the facts of all papers."""
    lines = (shared / "seeds/facts.jsonl").read_bytes()
    return msgspec.json.Decoder(Fact).decode_lines(lines)


def resolve_documents(facts: Sequence[Fact], shared: Path, folder: Path) -> Result:
    """Make a library of the five documents as they are, where the sources know the facts."""
    documents = tuple(sorted((shared / "seeds").glob("*.txt")))
    with Emulator(_world_of(facts)) as emulator:
        config = config_for(folder, emulator, seeds=documents)
        return refresh_library(config, clock=FakeClock())


def fact_of(seed: Seed, facts: Sequence[Fact]) -> Fact:
    """Give the facts about the paper that a seed links."""
    (found,) = (one for one in facts if seed.written in one.seed_ids)
    return found


def wrong_entries(library: Library, facts: Sequence[Fact]) -> list[tuple[str, str | None]]:
    """Find the links whose entry has an identifier that is not the paper's, or none that is."""
    return [
        (seed.written, entry.record.url)
        for entry in library.entries
        for seed in entry.seeds
        if not {name.paper for name in entry.record.identifiers} <= fact_of(seed, facts).names
        or not entry.record.identifiers
    ]


def _world_of(facts: Sequence[Fact]) -> World:
    """Make a world of these papers, in which nothing is linked that the facts only tell apart."""
    papers = [paper for fact in facts for paper in _papers(fact)]
    works = [work for fact in facts for work in _works(fact)]
    return World(papers, works)


def _papers(fact: Fact) -> Iterator[Paper]:
    known = fact.arxiv or {}
    if not known.get("id"):
        return
    name = parse_identifier(known["id"])
    assert isinstance(name, ArxivId)
    month = f"20{name.value[:2]}-{name.value[2:4]}-15"
    authors = known.get("authors") or _spoken(fact) or _UNKNOWN_AUTHORS
    yield Paper(
        name.value,
        known["title"],
        tuple(authors),
        # As many as the documents link; the facts mostly don't tell.
        versions=6,
        published=_day(known.get("published")) or month,
    )


def _day(stamp: str | None) -> str | None:
    return stamp[:10] if stamp and len(stamp) >= len("2021-01-01") else None


def _spoken(fact: Fact) -> tuple[str, ...]:
    people = (fact.crossref or {}).get("authors") or ()
    return tuple(" ".join(filter(None, (one.get("given"), one.get("family")))) for one in people)


def _works(fact: Fact) -> Iterator[Work]:
    known = fact.crossref or {}
    if not known.get("doi"):
        return
    piis = [found[1] for link in fact.seed_ids if (found := _PII.search(link))]
    title, venue = known.get("title"), known.get("container_title")
    date = known.get("published_print") or known.get("published_online")
    yield Work(
        known["doi"].lower(),
        {
            "type": known["type"],
            "title": [title] if title else [],
            "author": _authors(fact),
            "container-title": [venue] if isinstance(venue, str) else list(venue or ()),
            "short-container-title": None,
            "volume": known.get("volume"),
            "issue": known.get("issue"),
            "page": known.get("page"),
            "alternative-id": piis,
            "abstract": None,
        }
        | ({"issued": {"date-parts": [date]}} if date else {"issued": {"date-parts": [[None]]}}),
    )


def _authors(fact: Fact) -> list[dict[str, Any]] | None:
    people = (fact.crossref or {}).get("authors")
    if people:
        return [one | {"sequence": "additional", "affiliation": []} for one in people]
    return None
