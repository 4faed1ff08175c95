"""What every source shares: cache first, lots, halving, fallback, and nothing lost."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
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


@pytest.mark.parametrize("name", APIS)
@pytest.mark.parametrize(
    "fault",
    [
        *(Fault.EXCHANGED, Fault.CONTRADICTED, Fault.LATIN, Fault.UTF16, Fault.TWICE, Fault.NULL),
        *(Fault.LIST, Fault.OTHER_KIND, Fault.UNDERCOUNTED, Fault.OVERCOUNTED, Fault.TOO_SHORT),
    ],
    ids=str,
)
def test_nothing_but_what_the_source_says_in_health_is_kept(
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api, fault: Fault
) -> None:
    ids = wanted(emulator, name, 9)
    list(make(name).ask(ids))
    right = {one.identifier: one.body for one in cache.answers()}
    emulator.always(name, fault)
    list(make(name, now=days_later(400)).ask(wanted(emulator, name, 12)))
    kept = {one.identifier: one.body for one in cache.answers()}
    emulator.heal()
    assert right == {one: kept[one] for one in right}
    assert None not in kept.values()


def test_a_404_of_somebody_else_is_no_refusal(make: Make, emulator: Emulator) -> None:
    for name in APIS:
        emulator.always(name, Fault.status(404))
        outcomes = make(name).ask(wanted(emulator, name, 3))
        assert [Reason.GARBLED] * 3 == [standing(one) for one in outcomes]


@pytest.mark.parametrize("name", APIS)
def test_a_cut_list_is_asked_for_in_pieces_and_its_answers_are_not_asked_for_again(
    make: Make, emulator: Emulator, name: Api
) -> None:
    emulator.choke(name, 45, Fault.CUT)
    assert {Standing.NEW} == {standing(one) for one in make(name).ask(wanted(emulator, name, 90))}
    assert len(emulator.requests(name)) <= 4


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


# Lifetimes

MONTH = Lifetimes(dt.timedelta(days=30), dt.timedelta(days=1), are_spread=True)


@functools.cache
def asked_by_night() -> tuple[list[int], set[dt.timedelta]]:
    """Count how many of 1,000 answers, all fetched on one night, are asked for on each later one.

    Also give what lifetimes they had.
    """
    asked, lives = [0] * 1000, set()
    for number in range(1000):
        night = 0
        while night < len(asked):
            fetched_at = NOW + dt.timedelta(days=night)
            lifetime = MONTH.of(Answer("crossref", Doi(f"10.5555/{number}"), b"{}", fetched_at))
            lives.add(lifetime)
            night += math.ceil(lifetime / dt.timedelta(days=1))
            asked[night : night + 1] = [count + 1 for count in asked[night : night + 1]]
    return asked, lives


def test_what_was_fetched_in_one_night_turns_stale_over_many() -> None:
    asked, lives = asked_by_night()
    assert [0] * 16 == asked[:16]
    assert max(asked) <= 120
    assert min(lives) >= dt.timedelta(days=15)
    assert max(lives) <= dt.timedelta(days=30)


def test_in_the_long_run_no_night_is_much_busier_than_another() -> None:
    asked, _ = asked_by_night()
    later = asked[200:]
    assert sum(later) / len(later) == pytest.approx(1000 / 22.5, rel=0.05)
    assert 15 < min(later)
    assert max(later) < 80


def test_answers_that_turn_stale_in_one_night_part_ways_the_next_time() -> None:
    answers = [Answer("crossref", Doi(f"10.5555/{number}"), b"{}", NOW) for number in range(1000)]
    together = [one for one in answers if MONTH.of(one).days == 20]
    later = NOW + dt.timedelta(days=21)
    again = {MONTH.of(msgspec.structs.replace(one, fetched_at=later)).days for one in together}
    assert len(together) > 30
    assert len(again) > 10


def test_a_lifetime_is_the_same_in_every_process() -> None:
    answer = Answer("crossref", Doi("10.5555/x"), b"{}", NOW)
    west = NOW.astimezone(dt.timezone(dt.timedelta(hours=-9)))
    assert 21 == MONTH.of(answer).days
    assert MONTH.of(answer) == MONTH.of(msgspec.structs.replace(answer, fetched_at=west))


def test_sources_do_not_share_a_lifetime() -> None:
    names = ("arxiv", "crossref", "datacite")
    lives = {MONTH.of(Answer(name, Doi("10.5555/x"), b"{}", NOW)) for name in names}
    assert 3 == len(lives)


@pytest.mark.parametrize("lifetimes", [MONTH, Lifetimes(MONTH.found, MONTH.absent)], ids=str)
def test_an_answer_is_good_until_its_lifetime_ends_and_no_longer(lifetimes: Lifetimes) -> None:
    for number in range(100):
        answer = Answer("crossref", Doi(f"10.5555/{number}"), b"{}", NOW)
        life, moment = lifetimes.of(answer), dt.timedelta(seconds=1)
        ages = (dt.timedelta(0), life - moment, life, life + moment)
        assert [True, True, False, False] == [lifetimes.outlast(answer, age) for age in ages]


@pytest.mark.parametrize("body", [b"{}", None])
@pytest.mark.parametrize("hours", [0, 1, 24])
def test_a_lifetime_of_a_day_is_not_shortened(body: bytes | None, hours: int) -> None:
    day = dt.timedelta(hours=hours)
    answer = Answer("crossref", Doi("10.5555/x"), body, NOW)
    assert day == Lifetimes(day, day, are_spread=True).of(answer)


@pytest.mark.parametrize("body", [b"{}", None])
def test_a_longer_lifetime_is_shortened_to_no_less_than_a_day(body: bytes | None) -> None:
    days = Lifetimes(dt.timedelta(hours=36), dt.timedelta(hours=36), are_spread=True)
    lives = [days.of(Answer("crossref", Doi(f"10.5555/{n}"), body, NOW)) for n in range(200)]
    assert min(lives) >= dt.timedelta(days=1)
    assert max(lives) <= dt.timedelta(hours=36)
    assert len(set(lives)) > 150


def test_lifetimes_that_are_not_spread_are_exact() -> None:
    month = Lifetimes(dt.timedelta(days=30), dt.timedelta(days=7))
    answers = [Answer("crossref", Doi(f"10.5555/{n}"), b"{}", NOW) for n in range(50)]
    assert {dt.timedelta(days=30)} == {month.of(one) for one in answers}


# What a source has lost


def days_later(count: float) -> dt.datetime:
    return NOW + dt.timedelta(days=count)


def drop(emulator: Emulator, name: Api, one: Identifier) -> Callable[[], None]:
    """Let an API forget a work; give what brings it back."""
    world = emulator.world
    shelves: dict[Api, dict[str, Any]] = {
        "arxiv": world.papers,
        "crossref": world.works,
        "datacite": world.datasets,
    }
    dropped = shelves[name].pop(one.value)
    return lambda: shelves[name].update({one.value: dropped})


@pytest.mark.parametrize("name", APIS)
def test_what_a_source_has_lost_is_kept_and_said_to_be_lost(
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api
) -> None:
    ids = wanted(emulator, name, 3)
    list(make(name).ask(ids))
    known = cache.get(name, ids[0])
    assert known
    drop(emulator, name, ids[0])
    outcomes = {one.identifier: one for one in make(name, now=days_later(40)).ask(ids)}
    assert ["lost", "new", "new"] == [standing(outcomes[one]) for one in ids]
    lost = cache.get(name, ids[0])
    assert lost == outcomes[ids[0]]
    assert lost
    assert (known.body, NOW, days_later(40)) == (lost.body, lost.fetched_at, lost.lost_at)


def test_what_is_lost_is_asked_for_again_after_the_lifetime_of_an_absence(
    make: Make, emulator: Emulator
) -> None:
    (one,) = wanted(emulator, "crossref", 1)
    list(make("crossref").ask([one]))
    drop(emulator, "crossref", one)
    list(make("crossref", now=days_later(40)).ask([one]))
    requests = []
    for later in (40.1, 40.9, 41, 41.9, 42):
        emulator.forget()
        (outcome,) = make("crossref", now=days_later(later)).ask([one])
        assert "lost" == standing(outcome)
        requests.append(bool(emulator.log))
    assert [False, False, True, False, True] == requests


def test_what_is_lost_is_known_again_when_the_source_knows_it(
    make: Make, emulator: Emulator
) -> None:
    (one,) = wanted(emulator, "crossref", 1)
    list(make("crossref").ask([one]))
    bring_back = drop(emulator, "crossref", one)
    list(make("crossref", now=days_later(40)).ask([one]))
    bring_back()
    again = make("crossref", now=days_later(41))
    assert ["new"] == [standing(outcome) for outcome in again.ask([one])]
    kept = again.look_up(one)
    assert kept
    assert ("fresh", None, days_later(41)) == (kept.standing, kept.lost_at, kept.fetched_at)


@pytest.mark.parametrize("fault", [Fault.HANGUP, Fault.HTML, Fault.EMPTY], ids=str)
def test_what_is_lost_stays_so_while_the_source_fails(
    make: Make, emulator: Emulator, fault: Fault
) -> None:
    (one,) = wanted(emulator, "crossref", 1)
    list(make("crossref").ask([one]))
    drop(emulator, "crossref", one)
    list(make("crossref", now=days_later(40)).ask([one]))
    emulator.always("crossref", fault)
    for later in (40.5, 400):
        (outcome,) = make("crossref", now=days_later(later)).ask([one])
        assert "lost" == standing(outcome)


def test_what_is_lost_is_served_offline(make: Make, emulator: Emulator) -> None:
    (one,) = wanted(emulator, "crossref", 1)
    list(make("crossref").ask([one]))
    drop(emulator, "crossref", one)
    list(make("crossref", now=days_later(40)).ask([one]))
    offline = make("crossref", now=days_later(99), offline=True)
    assert ["lost"] == [standing(outcome) for outcome in offline.ask([one])]


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
