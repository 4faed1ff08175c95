"""Merging takes nothing twice, makes nothing up, and does not depend on what came first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.merge import Reading, Rule, merge
from enrich.merge.table import ROWS
from enrich.record import Dates, Doubt, Kind, Name, Notice, Record, Relation, Venue
from enrich.seeds import Origin, Seed
from enrich.text import Run, Text
from enrich.works import Resolved, sort_into_works

DOI, ARXIV = Doi("10.5555/x"), ArxivId("2101.00001")
_ADDED_UP = {"relations", "notices"}
_texts = st.sampled_from(
    ["On Gardens", "On Gardens and Walls", "on gardens and walls", "On GANs and Walls", "Caf\xe9s"]
).map(lambda words: Text((Run(words),)))
_dates = st.none() | st.builds(
    PartialDate, st.integers(2020, 2021), st.none() | st.integers(1, 2), st.none()
)
_notices = st.lists(
    st.builds(Notice, kind=st.sampled_from(["retraction", "correction"])), max_size=2
).map(tuple)
_relations = st.lists(st.just(Relation("has-preprint", ARXIV)), max_size=1).map(tuple)
_doubts = st.lists(
    st.builds(Doubt, st.sampled_from(["title", "authors"]), st.just("odd"), st.just("x")),
    max_size=2,
).map(tuple)
_people = st.lists(
    st.builds(
        Name,
        family=st.sampled_from(["Sample", "Example"]),
        given=st.sampled_from(["Ada", "A.", "Ada B.", "Cy", None]),
        orcid=st.sampled_from(["0000-0002-1825-0097", None, None]),
    ),
    max_size=4,
).map(tuple)


def _records(kind: Kind, doi: Doi | None, arxiv: ArxivId | None) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        kind=st.just(kind),
        doi=st.just(doi),
        arxiv=st.just(arxiv),
        title=_texts,
        authors=_people,
        dates=st.builds(Dates, printed=_dates, online=_dates, posted=_dates, revised=_dates),
        venue=st.builds(Venue, title=st.none() | _texts, short=st.none() | _texts),
        volume=st.none() | st.sampled_from(["7", "8"]),
        publisher=st.none() | st.sampled_from(["Press", "A Server"]),
        abstract=st.none() | _texts,
        relations=_relations,
        notices=_notices,
        doubts=_doubts,
    )


_published = _records(Kind.ARTICLE, DOI, None)
_preprints = _records(Kind.PREPRINT, DOI, ARXIV)
_sources = st.sampled_from(["crossref", "arxiv", "datacite", "elsewhere"])
_any_readings = st.lists(
    st.builds(Reading.of, _sources, _published | _preprints, st.just(Standing.FRESH)),
    min_size=1,
    max_size=4,
)


def _reading(source: str, record: Record) -> Reading:
    return Reading.of(source, record, Standing.FRESH)


def _value(record: Record, field: str) -> object:
    whole, _, part = field.rpartition(".")
    return getattr(getattr(record, whole) if whole else record, part)


@given(_published | _preprints)
def test_one_reading_merges_to_itself(record: Record) -> None:
    merged, provenance = merge([_reading("crossref", record)])
    assert record == merged
    assert {(Rule.ONLY, 0)} == {(one.rule, one.reading) for one in provenance}


@given(_published, _preprints)
def test_merging_again_changes_nothing(published: Record, preprint: Record) -> None:
    readings = [_reading("crossref", published), _reading("arxiv", preprint)]
    once = merge(readings)
    assert once == merge([*readings, *readings])
    assert once[0] == merge([_reading("crossref", once[0])])[0]


@given(_any_readings)
def test_every_value_is_of_a_reading_or_composed_name_by_name(readings: list[Reading]) -> None:
    merged, _ = merge(readings)
    records = [one.record for one in readings]
    for row in ROWS:
        value = _value(merged, row.name)
        if not value or row.name in _ADDED_UP:
            continue
        if row.name == "authors":
            assert _is_composed(merged.authors, [one.authors for one in records])
        else:
            assert value in [_value(one, row.name) for one in records]


def _is_composed(names: Sequence[Name], lists: Sequence[Sequence[Name]]) -> bool:
    """Whether all of a list is of another one, but for given names that a third has there."""
    return any(
        len(names) == len(base)
        and all(
            msgspec.structs.replace(name, given=None) == msgspec.structs.replace(own, given=None)
            and name.given in _given_at(at, lists)
            for at, (name, own) in enumerate(zip(names, base, strict=True))
        )
        for base in lists
    )


def _given_at(at: int, lists: Sequence[Sequence[Name]]) -> Iterator[str | None]:
    return (names[at].given for names in lists if at < len(names))


@given(_any_readings)
def test_what_is_told_is_so(readings: list[Reading]) -> None:
    merged, provenance = merge(readings)
    for told in provenance:
        assert told.reading is not None
        assert told.source == readings[told.reading].source
        if told.rule is not Rule.FULLER and told.field not in _ADDED_UP:
            assert _value(merged, told.field) == _value(readings[told.reading].record, told.field)
        for at in told.over:
            other = _value(readings[at].record, told.field)
            assert other
            assert other != _value(merged, told.field)


@given(_any_readings)
def test_every_value_is_told_of(readings: list[Reading]) -> None:
    merged, provenance = merge(readings)
    there = {row.name for row in ROWS if _value(merged, row.name)}
    assert there == {one.field for one in provenance}


@given(_any_readings, st.randoms())
def test_order_matters_only_by_the_version_that_comes_first(
    readings: list[Reading], random: Random
) -> None:
    is_preprint = readings[0].record.kind is Kind.PREPRINT
    mixed = random.sample(readings, len(readings))
    mixed.sort(key=lambda one: (one.record.kind is Kind.PREPRINT) is not is_preprint)
    assert merge(readings)[0] == merge(mixed)[0]


@given(_published, _preprints)
def test_nothing_of_where_a_preprint_is_kept_gets_into_a_publication(
    published: Record, preprint: Record
) -> None:
    for shown, other in ((published, preprint), (preprint, published)):
        merged, _ = merge([_reading("crossref", shown), _reading("arxiv", other)])
        for field in ("kind", "doi", "volume", "publisher", "venue", "dates.printed"):
            assert _value(shown, field) == _value(merged, field)


@given(_published, _preprints, st.permutations([DOI, ARXIV]), st.permutations([DOI, ARXIV]))
def test_a_work_does_not_depend_on_what_came_first(
    published: Record, preprint: Record, asked: list[Identifier], answered: list[Identifier]
) -> None:
    title = Text((Run("On Gardens"),))
    readings: dict[Identifier, Reading] = {
        DOI: _reading("crossref", msgspec.structs.replace(published, title=title)),
        ARXIV: _reading("arxiv", msgspec.structs.replace(preprint, title=title)),
    }
    seeds = [Seed(one, str(one), Origin("seeds", at)) for at, one in enumerate(asked, start=1)]
    resolved = Resolved({one: readings[one] for one in answered})
    works = sort_into_works(seeds, resolved).works
    merged = [(packed.record, told) for packed, told in (work.merged() for work in works)]
    assert [merge([readings[DOI], readings[ARXIV]])] == merged


def test_the_table_has_every_field_of_a_record() -> None:
    parts = {"dates": Dates, "venue": Venue}
    expected = {one for one in Record.__struct_fields__ if one not in {*parts, "doubts"}}
    expected |= {f"{whole}.{part}" for whole, of in parts.items() for part in of.__struct_fields__}
    assert expected == {row.name for row in ROWS}
    assert len(expected) == len(ROWS)
