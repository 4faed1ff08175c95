"""A project whose every answer is cached already, made without asking anybody.

To have the emulator answer for a hundred thousand ids takes a quarter of an hour, most of which
is its own. Here its works are put into the cache as the sources keep them. It is a program of its
own, so that what it needs is not counted: `python -m tests.bench.filling FOLDER SIZE`.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import arxiv
import msgspec

from enrich.answers import Answer
from enrich.cache import AnswerCache
from enrich.identifiers import ArxivId, Doi, Sequel
from enrich.sources import Lifetimes
from enrich.sources.arxiv.entry import keep_entry
from enrich.sources.crossref.answers import API
from enrich.sources.found import keep_candidates
from tests.emulator import Paper, Work, World
from tests.emulator.defaults import complete
from tests.projects import Project

__all__ = ["CACHE", "answers_of", "fill"]

CACHE = Path("cache/answers.sqlite")
_SETTINGS = 'mailto = "reader@example.org"'
_LIFETIMES = Lifetimes(dt.timedelta(days=30), dt.timedelta(days=1), are_spread=True)
_LOT = 2000


def fill(folder: Path, size: int) -> None:
    """Make a project of so many ids, half of them papers, half works."""
    world = World.made(papers=size // 2, works=size - size // 2)
    project = Project.make(folder, *world.paper_ids, *world.dois, settings=_SETTINGS)
    answers = answers_of(world, dt.datetime.now(dt.UTC))
    with AnswerCache(project.folder / CACHE) as cache:
        while lot := tuple(islice(answers, _LOT)):
            cache.save(lot, _LIFETIMES.of)


def answers_of(world: World, now: dt.datetime) -> Iterator[Answer]:
    """Give all that a run is told that wants everything there is in a world."""
    for name in world.paper_ids:
        paper = world.papers[name]
        yield Answer("arxiv", ArxivId(name), _entry(paper), now)
        if paper.doi is None:
            # No work names it as its preprint.
            yield Answer("crossref", Sequel(ArxivId(name)), keep_candidates(()), now)
    wanted: Iterable[str] = (*world.dois, *world.joined.values())
    for doi in wanted:
        yield Answer("crossref", Doi(doi), API.keep(_printed(world.works[doi])), now)


def _printed(work: Work) -> msgspec.Raw:
    """Print a work as the emulator does."""
    message = complete(work.doi.lower(), work.message)
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return msgspec.Raw(text.encode())


def _entry(paper: Paper) -> bytes:
    """Give what is kept of the feed that the emulator makes of a paper."""
    published = dt.datetime.fromisoformat(f"{paper.published}T12:00:00+00:00")
    return keep_entry(
        arxiv.Result(
            entry_id=f"http://arxiv.org/abs/{paper.id}v{paper.versions}",
            published=published,
            updated=published + dt.timedelta(days=30 * (paper.versions - 1)),
            title=paper.title,
            authors=[arxiv.Result.Author(name) for name in paper.authors],
            summary=paper.abstract,
            comment=paper.comment,
            journal_ref=paper.journal_ref,
            doi=paper.doi,
            primary_category=paper.categories[0],
            categories=list(paper.categories),
        )
    )


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
