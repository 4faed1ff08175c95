"""What preprints became, asked of Crossref by its works' relations."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pytest
import requests

from enrich.answers import Answer, Failure, Reason, Standing
from enrich.cache import AnswerCache
from enrich.carrying import export_answers, import_answers, read_answers
from enrich.dates import PartialDate
from enrich.decisions import Decisions
from enrich.errors import CacheError, Garbled
from enrich.identifiers import ArxivId, Doi, Pii, Sequel, Title, Wanted, parse_key
from enrich.lockfile import Lock
from enrich.merge import Reading
from enrich.record import Dates, Kind, Name, Record, Relation
from enrich.sequels import Sequels
from enrich.sources import Gatherer, Lifetimes, Source
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.crossref.sequels import works_by_preprint
from enrich.sources.datacite import Datacite
from enrich.sources.table import is_known
from enrich.web import Visit, connect
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, Work, World
from tests.records import record_of

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
MAILTO = "reader@example.org"
FIRST, SECOND = Sequel(ArxivId("2101.00001")), Sequel(ArxivId("hep-th/9901001"))
SOURCES: tuple[Source, ...] = (Crossref(), Arxiv(), Datacite())
Make = Callable[..., Gatherer]
Doubts = list[tuple[str, ...]]


def sequels(count: int) -> list[Sequel]:
    return [Sequel(ArxivId(f"2102.{number:05}")) for number in range(1, count + 1)]


def naming(doi: str, *preprints: str, kind: str = "has-preprint", id_type: str = "doi") -> Work:
    objects = [{"id-type": id_type, "id": one, "asserted-by": "subject"} for one in preprints]
    return Work(doi, {"relation": {kind: objects}})


def serving(*works: Work) -> Emulator:
    return Emulator(World([], works))


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with AnswerCache(tmp_path / "answers.sqlite") as opened:
        yield opened


@pytest.fixture
def make(cache: AnswerCache, clock: FakeClock) -> Make:
    def gatherer(emulator: Emulator, *, now: dt.datetime = NOW) -> Gatherer:
        source = Crossref(emulator.crossref_url, MAILTO)
        visit = Visit("crossref", source.manners(), agent="tester/1", clock=clock)
        connect(cache.session, source.url, visit)
        lifetimes = Lifetimes(source.lifetime, dt.timedelta(days=1))
        return Gatherer(source, cache, lifetimes=lifetimes, now=lambda: now)

    return gatherer


def became(gatherer: Gatherer, asked: Sequence[Wanted]) -> dict[Wanted, list[str] | Reason]:
    """Ask, and give for each the DOIs of the works that came, or why none did."""
    found: dict[Wanted, list[str] | Reason] = {}
    for outcome in gatherer.ask(asked):
        assert outcome.identifier not in found
        if isinstance(outcome, Failure):
            found[outcome.identifier] = outcome.reason
        else:
            records = gatherer.source.read_found(outcome)
            found[outcome.identifier] = [one.doi.value for one in records if one.doi]
    return found


# The question


def test_all_versions_of_a_preprint_are_one_question() -> None:
    assert {FIRST} == {Sequel(ArxivId("2101.00001", version)) for version in (None, 1, 2)}
    assert FIRST.key == str(FIRST) == "sequel:arxiv:2101.00001"
    assert FIRST.paper is FIRST


def test_its_address_asks_crossref_itself() -> None:
    filters = "relation.type:has-preprint,relation.object:10.48550/arxiv.hep-th/9901001"
    assert f"https://api.crossref.org/works?filter={filters}" == SECOND.url


@pytest.mark.parametrize("key", ["sequel:", "sequel:doi:10.5555/a", f"sequel:{FIRST.key}"])
def test_nothing_but_a_preprint_has_a_sequel(key: str) -> None:
    assert parse_key(key) is None


def test_crossref_alone_is_asked() -> None:
    names = [one.name for one in SOURCES if one.accepts(FIRST)]
    assert names == ["crossref"]


# The request


def test_300_cost_four_requests_of_4_kb_at_most(make: Make) -> None:
    asked = sequels(300)
    named = asked[::40]
    with serving(*(naming(f"10.5555/{one.of.value}", one.preprint) for one in named)) as emulator:
        found = became(make(emulator), asked)
        requested = emulator.log
    assert named == [one for one in asked if found[one]]
    assert len(requested) <= 4
    lengths = [len(one.path) + sum(map(len, one.query.values())) for one in requested]
    assert 3500 < max(lengths) < 4000
    assert all(int(one.query["rows"]) > 2 * len(one.ids) for one in requested)


def test_old_ids_are_as_cheap(make: Make) -> None:
    asked = [Sequel(ArxivId(f"cond-mat/0001{number:03}")) for number in range(1, 301)]
    named = (naming(f"10.5555/{one.of.value}", one.preprint) for one in asked[::40])
    with serving(*named) as emulator:
        assert len(became(make(emulator), asked)) == 300
        assert len(emulator.log) <= 4


def test_the_filters_are_those_of_relations() -> None:
    with serving() as emulator:
        Crossref(emulator.crossref_url, MAILTO).ask(requests.Session(), [FIRST, SECOND])
        (request,) = emulator.log
    assert request.query["filter"] == (
        "relation.type:has-preprint,relation.object:10.48550/arxiv.2101.00001,"
        "relation.object:10.48550/arxiv.hep-th/9901001"
    )
    assert "select" not in request.query


def test_that_many_became_nothing_where_others_did_is_asked_for_twice(make: Make) -> None:
    asked = sequels(21)
    named = naming("10.5555/a", asked[7].preprint)
    with serving(named, naming("10.5555/b", FIRST.preprint)) as emulator:
        gatherer = make(emulator)
        became(gatherer, [FIRST])
        emulator.order("crossref", Fault.EMPTY)
        found = became(gatherer, asked)
    assert {one: ["10.5555/a"] if one == asked[7] else [] for one in asked} == found


@pytest.mark.parametrize("count", [21, 200])
def test_empty_lists_alone_prove_nothing_of_many(
    make: Make, cache: AnswerCache, count: int
) -> None:
    asked = sequels(count)
    with serving(naming("10.5555/a", asked[0].preprint)) as emulator:
        emulator.always("crossref", Fault.EMPTY)
        assert dict.fromkeys(asked, Reason.GARBLED) == became(make(emulator), asked)
    assert [] == list(cache.answers())


def test_a_list_with_a_work_that_names_none_of_them_proves_nothing(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        emulator.always("crossref", Fault.STRANGER)
        assert {FIRST: Reason.GARBLED} == became(make(emulator), [FIRST])


def test_a_list_that_says_two_things_of_a_work_proves_nothing(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        emulator.always("crossref", Fault.CONTRADICTED)
        assert {FIRST: Reason.GARBLED} == became(make(emulator), [FIRST])


def test_they_have_lots_of_their_own() -> None:
    kinds: list[list[Wanted]] = [
        [Title("gardens")],
        [Pii("S1361841523001068")],
        list(sequels(200)),
        [Doi("10.5555/a"), Doi("10.5555/b")],
    ]
    mixed = [one for kind in reversed(kinds) for one in kind]
    batches = list(Crossref().batches(mixed))
    assert [len({type(one) for one in batch}) for batch in batches] == [1] * len(batches)
    assert [one for batch in batches for one in batch] == [one for kind in kinds for one in kind]


# The answer


def test_each_has_the_works_that_name_it_whoever_else_they_name(make: Make) -> None:
    third = Sequel(ArxivId("2101.00003"))
    both = (FIRST.preprint, SECOND.preprint)
    with serving(
        naming("10.5555/b", *both),
        naming("10.5555/a", FIRST.preprint),
        naming("10.5555/c", "10.48550/arxiv.2101.00009"),
        naming("10.5555/d"),
    ) as emulator:
        found = became(make(emulator), [third, SECOND, FIRST])
        assert len(emulator.log) == 1
    assert found == {FIRST: ["10.5555/a", "10.5555/b"], SECOND: ["10.5555/b"], third: []}


@pytest.mark.parametrize("written", ["10.48550/arXiv.2101.00001", "10.48550/ARXIV.2101.00001"])
def test_case_does_not_count(make: Make, written: str) -> None:
    with serving(naming("10.5555/A", written)) as emulator:
        assert became(make(emulator), [FIRST]) == {FIRST: ["10.5555/a"]}


def test_another_relation_to_a_preprint_does_not_make_a_sequel(make: Make) -> None:
    review = naming("10.5555/review", FIRST.preprint, kind="is-review-of").message["relation"]
    other = naming("10.5555/review", "10.1101/1").message["relation"]
    with serving(Work("10.5555/review", {"relation": review | other})) as emulator:
        assert became(make(emulator), [FIRST]) == {FIRST: []}
        assert len(emulator.log) == 1


def test_what_is_found_does_not_depend_on_who_else_is_asked_for(make: Make) -> None:
    # The filter would not find the second by what is no DOI.
    preprints = naming("10.5555/a", FIRST.preprint).message["relation"]["has-preprint"]
    preprints += [{"id-type": "arxiv", "id": SECOND.of.value, "asserted-by": "subject"}]
    with serving(Work("10.5555/a", {"relation": {"has-preprint": preprints}})) as emulator:
        alone, together = (became(make(emulator), one) for one in ([SECOND], [FIRST, SECOND]))
    assert alone[SECOND] == together[SECOND] == []


def test_a_work_that_comes_twice_is_kept_once() -> None:
    item = msgspec.Raw(
        msgspec.json.encode({"DOI": "10.5555/a", **naming("", FIRST.preprint).message})
    )
    assert works_by_preprint([item, item], [FIRST]) == {FIRST: (item,)}


def test_several_works_for_each_preprint_fit(make: Make) -> None:
    asked = sequels(80)
    works = [naming(f"10.5555/{n}.{one.of.value}", one.preprint) for one in asked for n in "123"]
    with serving(*works) as emulator:
        found = became(make(emulator), asked)
        assert len(emulator.log) == 1
    assert found == {one: [f"10.5555/{n}.{one.of.value}" for n in "123"] for one in asked}


def test_the_works_are_kept_without_what_nobody_reads(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        (outcome,) = make(emulator).ask([FIRST])
    assert isinstance(outcome, Answer)
    (item,) = msgspec.json.decode(outcome.body or b"")["items"]
    assert ("10.5555/a", "relation" in item, "reference" in item) == (item["DOI"], True, False)


def test_it_is_not_read_as_a_work(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        gatherer = make(emulator)
        (outcome,) = gatherer.ask([FIRST])
    assert isinstance(outcome, Answer)
    with pytest.raises(Garbled):
        gatherer.source.read(outcome)


# Lists cut short, refusals


def test_a_list_cut_short_is_asked_for_in_halves(make: Make) -> None:
    asked = sequels(20)
    with serving(*(naming(f"10.5555/{one.of.value}", one.preprint) for one in asked)) as emulator:
        emulator.order("crossref", Fault.CUT)
        found = became(make(emulator), asked)
        assert len(emulator.log) == 3
    assert found == {one: [f"10.5555/{one.of.value}"] for one in asked}


def test_more_works_than_fit_spoil_no_other_preprint(make: Make, cache: AnswerCache) -> None:
    crowd = [naming(f"10.5555/{number}", FIRST.preprint) for number in range(150)]
    with serving(naming("10.5555/b", SECOND.preprint), *crowd) as emulator:
        found = became(make(emulator), [FIRST, SECOND])
    assert found == {FIRST: Reason.GARBLED, SECOND: ["10.5555/b"]}
    assert [SECOND] == [one.identifier for one in cache.answers()]


def test_a_refused_one_is_found_by_halving(make: Make) -> None:
    asked = sequels(60)
    with serving() as emulator:
        emulator.poison(asked[37].preprint)
        found = became(make(emulator), asked)
        # Whether Crossref has any lists just now is asked too.
        assert len(emulator.log) <= 2 * 7 + 1
    assert found == {one: [] for one in asked} | {asked[37]: Reason.REFUSED}


def test_a_filter_that_crossref_no_longer_knows_harms_nothing_else(
    make: Make, cache: AnswerCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.emulator.crossref._FILTERS", ("doi", "alternative-id"))
    asked = sequels(80)
    with serving(Work("10.5555/a")) as emulator:
        outcomes = list(make(emulator).ask([*asked, Doi("10.5555/a")]))
        assert len(emulator.log) < 40
    failures = [one for one in outcomes if isinstance(one, Failure)]
    assert set(asked) == {one.identifier for one in failures}
    assert {(one.reason, one.was_absent) for one in failures} == {(Reason.REFUSED, False)}
    assert [Doi("10.5555/a")] == [one.identifier for one in cache.answers()]


# The cache


def test_nothing_named_lives_as_long_as_any_answer(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        assert became(make(emulator), [FIRST, SECOND]) == {FIRST: ["10.5555/a"], SECOND: []}
        assert len(emulator.log) == 1
        for days, standing in ((29, Standing.FRESH), (30, Standing.STALE)):
            later = make(emulator, now=NOW + dt.timedelta(days=days))
            kept = [later.look_up(one) for one in (FIRST, SECOND)]
            assert [standing] * 2 == [one.standing for one in kept if one]


def test_what_is_kept_serves_when_crossref_fails(make: Make) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        became(make(emulator), [FIRST, SECOND])
        emulator.always("crossref", Fault.status(400))
        later = make(emulator, now=NOW + dt.timedelta(days=100))
        assert became(later, [FIRST, SECOND]) == {FIRST: ["10.5555/a"], SECOND: []}


def test_an_export_carries_them_into_another_cache(
    make: Make, cache: AnswerCache, tmp_path: Path
) -> None:
    with serving(naming("10.5555/a", FIRST.preprint)) as emulator:
        became(make(emulator), [FIRST, SECOND])
    exported, file = tmp_path / "export.jsonl", io.BytesIO()
    export_answers(cache, file)
    exported.write_bytes(file.getvalue())
    accepts = partial(is_known, SOURCES)
    with AnswerCache(tmp_path / "other.sqlite") as other:
        assert import_answers(other, read_answers(exported, accepts)) == 2
        assert list(cache.answers()) == list(other.answers())


def test_an_import_of_one_from_another_source_is_refused(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "source": "arxiv",
        "identifier": FIRST.key,
        "fetched_at": None,
        "body": {"items": []},
    }
    exported = tmp_path / "export.jsonl"
    exported.write_bytes(msgspec.json.encode(row))
    with pytest.raises(CacheError, match="arxiv is no source of sequel"):
        list(read_answers(exported, partial(is_known, SOURCES)))


# What speaks against a work that a preprint may have become.

ADA, BO = Name(family="Shepherd", given="Ada"), Name(family="Meadows", given="Bo")
LONG = "Counting the Sheep of the First Meadow by Their Shadows"


def doubts_about(title: str, *published: Record, authors: tuple[Name, ...] = (ADA, BO)) -> Doubts:
    """Look for what a preprint became that says it was accepted; give why each is in doubt."""
    paper = ArxivId("2101.00001")
    record = record_of(
        Kind.PREPRINT,
        title,
        arxiv=paper,
        authors=authors,
        comment="accepted at MEADOWS 2021",
        dates=Dates(posted=PartialDate(2021, 1, 5)),
    )
    preprint = Reading.of("arxiv", record, Standing.FRESH)
    follower = Sequels(Decisions(), Lock(), looks=True)
    (sought,) = follower.sought({paper: preprint})
    assert isinstance(sought, Title)
    found = [Reading.of("crossref", one, Standing.FRESH) for one in published]
    assert [] == list(follower.prove(sought, found))
    return [match.evidence.told for match in follower.may_have_become[paper]]


def printed(title: str, doi: str = "10.5555/x", year: int = 2021, **fields: object) -> Record:
    known: dict[str, object] = {"kind": Kind.ARTICLE, "authors": (ADA, BO), **fields}
    dates = Dates(printed=PartialDate(year))
    return record_of(title=title, doi=Doi(doi), dates=dates, **known)  # type: ignore[arg-type]


def test_a_title_too_short_is_told_where_all_else_agrees() -> None:
    assert [("title: the same, but too short to be that of one work alone",)] == doubts_about(
        "Goat Herds", printed("Goat Herds")
    )


def test_authors_that_are_not_all_the_same_are_told() -> None:
    others = (ADA, BO, Name(family="Gander", given="Gus"))
    assert [("authors: not all of them are the same",)] == doubts_about(
        LONG, printed(LONG, authors=others)
    )


def test_a_kind_as_which_no_preprint_is_published_is_told() -> None:
    assert [("kind: the work is filed under report",)] == doubts_about(
        LONG, printed(LONG, kind=Kind.REPORT)
    )


def test_a_work_that_names_another_preprint_is_told() -> None:
    other = (Relation("has-preprint", ArxivId("2102.00002")),)
    assert [("versions: one of the two names another as its other version",)] == doubts_about(
        LONG, printed(LONG, relations=other)
    )


def test_the_better_of_two_works_that_fit_is_told_to_have_a_rival() -> None:
    better, other = doubts_about(LONG, printed(LONG), printed(LONG, "10.5555/y", year=2022))
    assert ("another work fits as well",) == better
    assert ("year: the list says 2021, the work 2022",) == other


def test_every_part_that_leaves_a_doubt_is_told() -> None:
    other = (Relation("has-preprint", ArxivId("2102.00002")),)
    assert [
        (
            "title: the same, but too short to be that of one work alone",
            "kind: the work is filed under report",
            "versions: one of the two names another as its other version",
        )
    ] == doubts_about("Goat Herds", printed("Goat Herds", kind=Kind.REPORT, relations=other))


@pytest.mark.parametrize("year", [2017, 2021, 2029])
@pytest.mark.parametrize("title", ["Goat", "Goat Herds", "Editorial", LONG])
@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.REPORT, Kind.BOOK])
def test_no_doubt_is_without_a_reason(kind: Kind, title: str, year: int) -> None:
    authors = (ADA, BO, Name(family="Gander", given="Gus"))
    assert all(doubts_about(title, printed(title, year=year, kind=kind, authors=authors)))
