"""Recorded preprints and publications that name each other: what they lead to, and their story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enrich.decisions import Decisions
from enrich.identifiers import ArxivId, Doi, Wanted
from enrich.library import Entry
from enrich.lockfile import Lock
from enrich.record import Kind, Record
from enrich.sequels import Sequels
from enrich.stories import story_of, told
from enrich.versions import Rung
from tests.corpus.recorded import Run, run_all

LONGEST_LINE = 130
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run(shared: Path) -> Run:
    return run_all(shared)


def revealed(run: Run) -> Iterator[tuple[Record, tuple[Wanted, ...]]]:
    sequels = Sequels(Decisions(), Lock(), looks=False)
    for name, reading in run.readings.items():
        record = reading.record
        yield record, tuple(sequels.reveal(record, reading.asked or name))


def named(record: Record, kind: str) -> set[ArxivId | Doi]:
    return {one.identifier.paper for one in record.relations if one.kind == kind}


def test_what_a_preprint_became_is_asked_for_whoever_says_so(run: Run) -> None:
    """By the author at arXiv, or by the preprint server at Crossref."""
    found = dict.fromkeys(("author", "relation"), 0)
    for record, wanted in revealed(run):
        if record.kind is Kind.PREPRINT and (became := named(record, "is-preprint-of")):
            found["relation"] += 1
            assert became <= set(wanted)
        if record.arxiv and record.doi:
            found["author"] += 1
            assert (record.doi,) == wanted
    assert found["relation"] >= 20
    assert found["author"] >= 50


def test_nothing_else_is_asked_for(run: Run) -> None:
    for record, wanted in revealed(run):
        related = named(record, "is-preprint-of") | named(record, "has-preprint")
        assert set(wanted) <= related | {record.doi}


def test_the_recorded_pair_is_one_entry_that_shows_the_publication(run: Run) -> None:
    (entry,) = (one for one in run.library.entries if one.rung)
    assert Rung.RELATION is entry.rung
    assert (Kind.ARTICLE, Doi("10.1002/ece3.2314")) == (entry.record.kind, entry.record.doi)
    assert "the same work as the preprint doi:10.1101/014852, since Crossref relates the two" in (
        line.strip() for line in told(story_of(entry))
    )


def notable(entry: Entry) -> bool:
    """Whether an entry is a preprint that became something, or has or is a notice."""
    record = entry.record
    is_followed = entry.rung or named(record, "is-preprint-of") or (record.arxiv and record.doi)
    return bool(is_followed or record.notices or record.announces)


def test_each_preprint_with_a_publication_and_each_notice_has_a_story_that_names_it(
    run: Run,
) -> None:
    entries = [one for one in run.library.entries if notable(one)]
    assert len(entries) >= 100
    for entry in entries:
        lines = told(story_of(entry))
        record, head = entry.record, "\n".join(lines[: lines.index("")])
        names: set[Doi | ArxivId | None] = {
            one.identifier for one in (*record.notices, *record.announces)
        }
        if record.kind is Kind.PREPRINT:
            names |= {record.doi, *named(record, "is-preprint-of")}
        assert [] == [str(name) for name in names if name and str(name) not in head]
        # The first line is the title.
        assert max(map(len, lines[1:])) <= LONGEST_LINE
