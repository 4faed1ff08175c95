"""The papers and works that the emulated APIs know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from tests.emulator import defaults, invention
from tests.emulator.grammar import Fields, tokens
from tests.emulator.people import full_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """One arXiv paper; its first category is the primary one."""

    id: str
    title: str
    authors: tuple[str, ...]
    versions: int = 1
    published: str = "2021-01-04"
    abstract: str = "An invented abstract."
    doi: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    categories: tuple[str, ...] = ("cs.DL",)


@dataclass(frozen=True, slots=True)
class Work:
    """One Crossref work: fields laid over the usual ones, None drops a usual one."""

    doi: str
    message: Message = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One DOI of DataCite's: attributes laid over the usual ones.

    One that is not DataCite's own is a copy of another agency's DOI.
    """

    doi: str
    attributes: Message = field(default_factory=dict)
    is_own: bool = True


# Clients search for it by the words that its title has in common with that of the real one.
FIRST_PAPER = Paper(
    "0704.0001",
    "Calculation of the Prompt Diphoton Sheep of the Tevatron Meadow",
    (full_name(1), full_name(2)),
    versions=2,
    published="2007-04-02",
    categories=("hep-ph",),
)


# Clients ask for it to tell an honest list from one that leaves works out.
KNOWN_WORK = Work(
    "10.1038/171737a0",
    {
        "title": ["Counting the Invented Steps of a Stair"],
        "alternative-id": ["S0022354916305858"],
    },
)
KNOWN_DATASET = Dataset("10.5438/0012", {"titles": [{"title": "The Invented Schema"}]})


class World:
    """Everything there is to find, which may change while it is served.

    0704.0001, 10.1038/171737a0 and 10.5438/0012 are always among it. Its lists of names, by which
    tests choose, stay those that it was made with.
    """

    def __init__(
        self,
        papers: Iterable[Paper] = (),
        works: Iterable[Work] = (),
        datasets: Iterable[Dataset] = (),
    ) -> None:
        """Hold these papers, works and data sets."""
        given = tuple(papers)
        self.papers = {paper.id: paper for paper in (FIRST_PAPER, *given)}
        wanted = tuple(works)
        self.works = {work.doi.lower(): work for work in (KNOWN_WORK, *wanted)}
        self.datasets = {one.doi.lower(): one for one in (KNOWN_DATASET, *datasets)}
        self.paper_ids = tuple(dict.fromkeys(paper.id for paper in given))
        self.joined = {
            paper.id: paper.doi.lower()
            for paper in self.papers.values()
            if paper.doi and paper.doi.lower() in self.works
        }
        joined = set(self.joined.values())
        dois = dict.fromkeys(work.doi.lower() for work in wanted)
        self.dois = tuple(doi for doi in dois if doi not in joined)
        known = KNOWN_DATASET.doi
        self.dataset_dois = tuple(doi for doi in self.datasets if doi != known)
        self._messages: dict[str, Message] = {}

    @classmethod
    def made(
        cls,
        papers: int = 100,
        works: int = 100,
        datasets: int = 0,
        *,
        with_doi: float = 0.3,
        seed: int = 1,
    ) -> World:
        """Invent a world; the same arguments always make the same one."""
        inventor = invention.Inventor(seed, with_doi)
        made_papers = tuple(Paper(**inventor.paper(number)) for number in range(papers))
        joined = (
            Work(paper.doi, invention.published(paper.title, paper.authors, paper.published))
            for paper in made_papers
            if paper.doi
        )
        alone = (Work(*inventor.work(number)) for number in range(works))
        data = (Dataset(f"10.5281/zenodo.{number:07}") for number in range(1, datasets + 1))
        return cls(made_papers, (*joined, *alone), data)

    def put(self, *changed: Paper | Work | Dataset) -> None:
        """Add these, or let them take the places of those with their names."""
        for one in changed:
            if isinstance(one, Paper):
                self.papers[one.id] = one
            elif isinstance(one, Work):
                self.works[one.doi.lower()] = one
            else:
                self.datasets[one.doi.lower()] = one
        self._look_anew()

    def drop(self, *names: str) -> None:
        """Know nothing any more under these names."""
        for name in names:
            for held in (self.papers, self.works, self.datasets):
                held.pop(name.lower(), None)
        self._look_anew()

    def _look_anew(self) -> None:
        """Forget what was worked out of the world as it was."""
        self._messages.clear()
        for name in ("paper_fields", "work_words", "word_counts"):
            self.__dict__.pop(name, None)

    def message(self, doi: str) -> Message | None:
        """Give a work as Crossref prints it, or nothing when it is unknown."""
        key = doi.lower()
        work = self.works.get(key)
        if work is None:
            return None
        if key not in self._messages:
            self._messages[key] = defaults.complete(key, work.message)
        return self._messages[key]

    @cached_property
    def paper_fields(self) -> dict[str, Fields]:
        """The words of each paper, by the field of a search they are found in."""
        return {paper.id: _fields(paper) for paper in self.papers.values()}

    @cached_property
    def work_words(self) -> dict[str, frozenset[str]]:
        """The words of each work that a bibliographic query looks at."""
        return {doi: _bibliographic(self.message(doi) or {}) for doi in self.works}

    @cached_property
    def word_counts(self) -> Counter[str]:
        """In how many works each word is."""
        return Counter(word for held in self.work_words.values() for word in held)


def words(*texts: str) -> frozenset[str]:
    """Split texts into the words that searching compares."""
    return frozenset(re.findall(r"\w+", " ".join(texts).casefold()))


def shuffled(found: Sequence[T], key: Callable[[T], str]) -> list[T]:
    """Put answers into a steady order that is never the order they were asked in."""
    ordered = sorted(found, key=lambda one: (crc32(key(one).encode()), key(one)))
    if ordered == list(found):
        ordered.reverse()
    return ordered


def _fields(paper: Paper) -> Fields:
    texts = {
        "ti": (paper.title,),
        "au": paper.authors,
        "abs": (paper.abstract,),
        "co": (paper.comment or "",),
        "jr": (paper.journal_ref or "",),
        "cat": paper.categories,
    }
    fields = {name: tokens(" ".join(found)) for name, found in texts.items()}
    everything = tuple(word for found in fields.values() for word in found)
    return {**fields, "all": everything, "id": (paper.id,)}


def _bibliographic(message: Message) -> frozenset[str]:
    names = (
        name
        for person in message.get("author", ())
        for name in (person.get("given"), person.get("family"), person.get("name"))
    )
    dates = message.get("issued", {}).get("date-parts", ())
    years = (date[0] for date in dates if date)
    texts = (*message.get("title", ()), *message.get("container-title", ()), *names, *years)
    return words(*(str(text) for text in texts if text is not None))
