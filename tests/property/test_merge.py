"""Merging takes nothing twice, and does not depend on what came first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.library import build_library
from enrich.merge import Reading, merge
from enrich.record import Dates, Doubt, Kind, Name, Notice, Record, Venue
from enrich.seeds import Origin, Seed
from enrich.text import Run, Text
from enrich.works import Resolved

DOI, ARXIV = Doi("10.5555/x"), ArxivId("2101.00001")
_texts = st.sampled_from(["On Gardens", "On Gardens and Walls"]).map(
    lambda words: Text((Run(words),))
)
_dates = st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.none() | st.integers(1, 12))
_notices = st.lists(
    st.builds(Notice, kind=st.sampled_from(["retraction", "correction"])), max_size=2
).map(tuple)
_doubts = st.lists(
    st.builds(Doubt, st.sampled_from(["title", "authors"]), st.just("odd"), st.just("x")),
    max_size=2,
).map(tuple)


def _records(kind: Kind, doi: Doi | None, arxiv: ArxivId | None) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        kind=st.just(kind),
        doi=st.just(doi),
        arxiv=st.just(arxiv),
        title=_texts,
        authors=st.just((Name(family="Sample", given="Ada"),)),
        dates=st.builds(Dates, printed=_dates, online=_dates, posted=_dates),
        venue=st.builds(Venue, title=st.none() | _texts),
        volume=st.none() | st.just("7"),
        abstract=st.none() | _texts,
        notices=_notices,
        doubts=_doubts,
    )


_published = _records(Kind.ARTICLE, DOI, None)
_preprints = _records(Kind.PREPRINT, DOI, ARXIV)


def _reading(source: str, record: Record) -> Reading:
    return Reading(source, record, Standing.FRESH)


@given(_published)
def test_one_reading_merges_to_itself_but_for_settled_doubts(record: Record) -> None:
    merged, _ = merge([_reading("crossref", record)])
    assert merged.doubts == tuple(dict.fromkeys(record.doubts))
    assert merged.notices == tuple(dict.fromkeys(record.notices))
    assert (merged.title, merged.dates, merged.venue) == (record.title, record.dates, record.venue)


@given(_published, _preprints)
def test_merging_again_changes_nothing(published: Record, preprint: Record) -> None:
    readings = [_reading("crossref", published), _reading("arxiv", preprint)]
    once = merge(readings)
    assert once == merge([*readings, *readings])
    assert once[0] == merge([_reading("crossref", once[0]), *readings])[0]


@given(_published, _preprints, st.permutations([DOI, ARXIV]), st.permutations([DOI, ARXIV]))
def test_a_library_does_not_depend_on_what_came_first(
    published: Record, preprint: Record, asked: list[Identifier], answered: list[Identifier]
) -> None:
    readings: dict[Identifier, Reading] = {
        DOI: _reading("crossref", published),
        ARXIV: _reading("arxiv", preprint),
    }
    seeds = [Seed(one, str(one), Origin("seeds", at)) for at, one in enumerate(asked, start=1)]
    resolved = Resolved({one: readings[one] for one in answered})
    library = build_library(seeds, resolved, key_pattern="{family}{year}{word}")
    expected = merge([readings[DOI], readings[ARXIV]])
    assert [(one.record, one.provenance) for one in library.entries] == [expected]
