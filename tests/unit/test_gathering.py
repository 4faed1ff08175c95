"""What every source shares: cache first, lots, halving, fallback, and nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, get_args

import pytest

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.cache import AnswerCache
from enrich.identifiers import Doi, Identifier, Pii, Title, Wanted, parse_identifier
from enrich.sources import Gatherer, Lifetimes, Source
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.datacite import Datacite
from enrich.text import folded
from enrich.web import Visit, connect
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, Paper, World

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
Make = Callable[..., Gatherer]
Api = Literal["arxiv", "crossref", "datacite"]
APIS: tuple[Api, ...] = get_args(Api)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with AnswerCache(tmp_path / "answers.sqlite") as opened:
        yield opened


@pytest.fixture
def make(cache: AnswerCache, emulator: Emulator, clock: FakeClock) -> Make:
    def gatherer(name: Api = "arxiv", *, now: dt.datetime = NOW, offline: bool = False) -> Gatherer:
        sources: dict[Api, Source] = {
            "arxiv": Arxiv(emulator.arxiv_url),
            "crossref": Crossref(emulator.crossref_url, "reader@example.org"),
            "datacite": Datacite(emulator.datacite_url, "reader@example.org"),
        }
        source = sources[name]
        visit = Visit(name, source.manners(), agent="tester/1", clock=clock)
        connect(cache.session, source.url, visit)
        lifetimes = Lifetimes(dt.timedelta(days=7), dt.timedelta(days=1))
        return Gatherer(source, cache, lifetimes=lifetimes, now=lambda: now, offline=offline)

    return gatherer


def wanted(emulator: Emulator, name: Api, count: int) -> list[Identifier]:
    world = emulator.world
    written = {"arxiv": world.paper_ids, "crossref": world.dois, "datacite": world.dataset_dois}
    return [one for text in written[name][:count] if (one := parse_identifier(text))]


def standing(outcome: Outcome) -> str:
    if isinstance(outcome, Failure):
        return outcome.reason
    return outcome.standing if outcome.body is not None else "absent"


def test_each_identifier_comes_back_once(make: Make, emulator: Emulator) -> None:
    ids = wanted(emulator, "arxiv", 40)
    outcomes = list(make().ask(ids))
    assert sorted((one.identifier for one in outcomes), key=str) == sorted(ids, key=str)
    assert {standing(one) for one in outcomes} == {Standing.NEW}


def test_a_stored_answer_is_fresh_until_its_lifetime_ends(make: Make, emulator: Emulator) -> None:
    (one,) = wanted(emulator, "arxiv", 1)
    list(make().ask([one]))
    found = [
        make(now=NOW + dt.timedelta(days=days)).look_up(one) for days in (0.0, 6.9, 7.0, 400.0)
    ]
    assert [answer and answer.standing for answer in found] == ["fresh", "fresh", "stale", "stale"]


def test_an_absence_has_the_shorter_life(make: Make) -> None:
    missing = parse_identifier("2101.99999")
    assert missing
    (outcome,) = make().ask([missing])
    assert standing(outcome) == "absent"
    tomorrow = make(now=NOW + dt.timedelta(days=1)).look_up(missing)
    assert tomorrow
    assert tomorrow.standing is Standing.STALE


@pytest.mark.parametrize("name", APIS)
def test_a_poison_identifier_is_found_by_halving(make: Make, emulator: Emulator, name: Api) -> None:
    ids = wanted(emulator, name, 60)
    poison = ids[37]
    emulator.poison(poison.value)
    outcomes = {one.identifier: standing(one) for one in make(name).ask(ids)}
    assert outcomes == {one: Reason.REFUSED if one == poison else Standing.NEW for one in ids}
    assert len(emulator.requests(name)) <= 2 * 7


def test_a_source_that_refuses_everything_is_not_asked_one_by_one(
    make: Make, emulator: Emulator
) -> None:
    ids = wanted(emulator, "crossref", 80)
    emulator.always("crossref", Fault.status(400))
    outcomes = list(make("crossref").ask(ids))
    assert [standing(one) for one in outcomes] == [Reason.REFUSED] * 80
    assert len(emulator.requests("crossref")) < 40


@pytest.mark.parametrize("name", APIS)
@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.PARTIAL, Fault.CUT], ids=str)
def test_what_an_answer_leaves_out_is_asked_for_again_before_it_is_called_absent(
    make: Make, emulator: Emulator, name: Api, fault: Fault
) -> None:
    ids = wanted(emulator, name, 20)
    emulator.order(name, fault)
    assert {standing(one) for one in make(name).ask(ids)} == {Standing.NEW}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("arxiv", Reason.THROTTLED),
        ("crossref", Reason.GARBLED),
        ("datacite", Reason.GARBLED),
    ],
)
def test_a_source_that_stays_empty_is_not_believed(
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api, reason: Reason
) -> None:
    ids = wanted(emulator, name, 5)
    emulator.always(name, Fault.EMPTY)
    outcomes = list(make(name).ask(ids))
    assert [standing(one) for one in outcomes] == [reason] * 5
    assert list(cache.answers()) == []


@pytest.mark.parametrize("name", APIS)
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.status(429), Reason.THROTTLED),
        (Fault.status(503), Reason.UNREACHABLE),
        (Fault.HANGUP, Reason.UNREACHABLE),
        (Fault.HTML, Reason.GARBLED),
        (Fault.TRUNCATED, Reason.GARBLED),
        (Fault.BINARY, Reason.GARBLED),
    ],
    ids=str,
)
def test_every_failure_has_its_reason_and_leaves_no_trace_in_the_cache(  # noqa: PLR0913, PLR0917
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api, fault: Fault, reason: Reason
) -> None:
    ids = wanted(emulator, name, 9)
    emulator.always(name, fault)
    assert [standing(one) for one in make(name).ask(ids)] == [reason] * 9
    assert list(cache.answers()) == []


@pytest.mark.parametrize("name", APIS)
def test_what_makes_room_for_something_twice_is_not_absent(
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api
) -> None:
    ids = wanted(emulator, name, 8)
    # The first answer leaves out half, the second repeats the half of that.
    emulator.order(name, Fault.PARTIAL, Fault.DOUBLED)
    outcomes = list(make(name).ask(ids))
    assert "absent" not in {standing(one) for one in outcomes}
    assert None not in {one.body for one in cache.answers()}


def test_rate_exceeded_with_status_200_is_throttling(make: Make, emulator: Emulator) -> None:
    emulator.always("arxiv", Fault.RATE_TEXT)
    outcomes = make().ask(wanted(emulator, "arxiv", 3))
    assert [standing(one) for one in outcomes] == [Reason.THROTTLED] * 3


def test_a_stale_answer_serves_when_the_source_fails(make: Make, emulator: Emulator) -> None:
    ids = wanted(emulator, "crossref", 4)
    list(make("crossref").ask(ids[:2]))
    emulator.always("crossref", Fault.HANGUP)
    later = NOW + dt.timedelta(days=100)
    outcomes = {one.identifier: standing(one) for one in make("crossref", now=later).ask(ids)}
    assert [outcomes[one] for one in ids] == ["stale", "stale", "unreachable", "unreachable"]


def test_a_refusal_keeps_what_the_source_said(make: Make, emulator: Emulator) -> None:
    (doi,) = wanted(emulator, "crossref", 1)
    emulator.poison(doi.value)
    (outcome,) = make("crossref").ask([doi])
    assert isinstance(outcome, Failure)
    assert "validation-failure" in outcome.detail


def test_offline_asks_nobody(make: Make, emulator: Emulator) -> None:
    outcomes = make(offline=True).ask(wanted(emulator, "arxiv", 3))
    assert [standing(one) for one in outcomes] == [Reason.OFFLINE] * 3
    assert emulator.log == []


@pytest.mark.parametrize("fault", [Fault.DOUBLED, Fault.STRANGER], ids=str)
def test_nothing_that_was_not_asked_is_kept(
    make: Make, emulator: Emulator, cache: AnswerCache, fault: Fault
) -> None:
    for name in APIS:
        ids = wanted(emulator, name, 6)
        emulator.order(name, fault)
        list(make(name).ask(ids))
        kept = [one.identifier for one in cache.answers() if one.source == name]
        assert sorted(kept, key=str) == sorted(ids, key=str)


def test_a_version_and_the_paper_are_two_answers(make: Make) -> None:
    paper = parse_identifier("0704.0001")
    first = parse_identifier("0704.0001v1")
    assert paper
    assert first
    outcomes = {one.identifier: one for one in make().ask([paper, first])}
    bodies = [one.body for one in outcomes.values() if isinstance(one, Answer)]
    assert set(outcomes) == {paper, first}
    assert len(set(bodies)) == 2
    assert b"0704.0001v2" in (bodies[0] or b"") + (bodies[1] or b"")


# PIIs and titles


def piis(emulator: Emulator, count: int) -> dict[Pii, Doi]:
    """Give PIIs of works there are, and whose they are."""
    world = emulator.world
    messages = {doi: world.message(doi) or {} for doi in world.dois[:count]}
    return {Pii(message["alternative-id"][0]): Doi(doi) for doi, message in messages.items()}


def titles(emulator: Emulator, count: int) -> list[Wanted]:
    world = emulator.world
    return [Title(folded(world.papers[one].title)) for one in world.paper_ids[:count]]


def test_piis_come_back_with_their_works(make: Make, emulator: Emulator) -> None:
    wanted = piis(emulator, 60)
    gatherer = make("crossref")
    outcomes = list(gatherer.ask(list(wanted)))
    answers = [one for one in outcomes if isinstance(one, Answer)]
    assert {one.identifier: gatherer.source.read(one).doi for one in answers} == wanted
    assert len(emulator.requests("crossref")) == 1


def test_a_poison_pii_is_found_by_halving(make: Make, emulator: Emulator) -> None:
    wanted = list(piis(emulator, 60))
    emulator.poison(wanted[37].value)
    outcomes = {one.identifier: standing(one) for one in make("crossref").ask(wanted)}
    refused = {wanted[37]: Reason.REFUSED}
    assert outcomes == dict.fromkeys(wanted, Standing.NEW) | refused


def test_an_ambiguous_pii_spoils_no_other(make: Make, emulator: Emulator) -> None:
    first, second, *others = piis(emulator, 20)
    works = {pii: doi for pii, doi in piis(emulator, 20).items() if pii in {first, second}}
    message = emulator.world.message(works[second].value)
    assert message
    message["alternative-id"] = [first.value]
    outcomes = {
        one.identifier: standing(one) for one in make("crossref").ask([first, second, *others])
    }
    assert outcomes.pop(first) == Reason.GARBLED
    assert outcomes.pop(second) == "absent"
    assert set(outcomes.values()) == {Standing.NEW}


def test_absent_piis_and_titles_are_stored_as_absent(make: Make, cache: AnswerCache) -> None:
    wanted: list[Wanted] = [Pii("S9999999999999999"), Title("qqq zzz"), Title("zzz qqq", "x")]
    assert [standing(one) for one in make("crossref").ask(wanted)] == ["absent"] * 3
    assert {one.identifier for one in cache.answers()} == set(wanted)
    assert {standing(one) for one in make("arxiv").ask(wanted[1:])} == {"absent"}


@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.PARTIAL], ids=str)
def test_what_a_search_leaves_out_is_looked_for_again(
    make: Make, emulator: Emulator, fault: Fault
) -> None:
    emulator.order("arxiv", fault)
    outcomes = list(make("arxiv").ask(titles(emulator, 30)))
    assert {standing(one) for one in outcomes} == {Standing.NEW}
    assert len(outcomes) == 30


def test_a_search_that_stays_empty_is_not_believed(
    make: Make, emulator: Emulator, cache: AnswerCache
) -> None:
    emulator.always("arxiv", Fault.EMPTY)
    outcomes = make("arxiv").ask(titles(emulator, 5))
    assert [standing(one) for one in outcomes] == [Reason.THROTTLED] * 5
    assert list(cache.answers()) == []


@pytest.mark.parametrize("name", ["arxiv", "crossref"])
@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Fault.status(400), Reason.REFUSED), (Fault.HTML, Reason.GARBLED)],
    ids=str,
)
def test_a_search_that_fails_has_its_reason(
    make: Make, emulator: Emulator, name: Api, fault: Fault, reason: Reason
) -> None:
    emulator.always(name, fault)
    outcomes = make(name).ask(titles(emulator, 3))
    assert [standing(one) for one in outcomes] == [reason] * 3


def test_a_title_that_finds_too_much_does_not_hide_the_others(
    cache: AnswerCache, clock: FakeClock
) -> None:
    many = [Paper(f"2101.{n:05}", f"Gardens Number {n}", ("A B",)) for n in range(1, 80)]
    rare = Paper("2102.00001", "Folded Bridges of Glass", ("A B",))
    wanted = [Title("gardens"), Title("folded bridges of glass"), Title("nowhere to be found")]
    with Emulator(World([*many, rare])) as emulator:
        source = Arxiv(emulator.arxiv_url)
        visit = Visit("arxiv", source.manners(), agent="tester/1", clock=clock)
        connect(cache.session, source.url, visit)
        lifetimes = Lifetimes(dt.timedelta(days=7), dt.timedelta(days=1))
        gatherer = Gatherer(source, cache, lifetimes=lifetimes, now=lambda: NOW)
        outcomes = {one.identifier: standing(one) for one in gatherer.ask(wanted)}
    assert [outcomes[one] for one in wanted] == [Standing.NEW, Standing.NEW, "absent"]
