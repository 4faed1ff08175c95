"""What every source shares: cache first, lots, halving, fallback, and nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, get_args

import pytest

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.cache import AnswerCache
from enrich.identifiers import Identifier, parse_identifier
from enrich.sources import Gatherer, Lifetimes, Source
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.web import Visit, connect
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
Make = Callable[..., Gatherer]
Api = Literal["arxiv", "crossref"]
APIS: tuple[Api, ...] = get_args(Api)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with AnswerCache(tmp_path / "answers.sqlite") as opened:
        yield opened


@pytest.fixture
def make(cache: AnswerCache, emulator: Emulator, clock: FakeClock) -> Make:
    def gatherer(name: Api = "arxiv", *, now: dt.datetime = NOW, offline: bool = False) -> Gatherer:
        source: Source = (
            Arxiv(emulator.arxiv_url)
            if name == "arxiv"
            else Crossref(emulator.crossref_url, "reader@example.org")
        )
        visit = Visit(name, source.manners(), agent="tester/1", clock=clock)
        connect(cache.session, source.url, visit)
        lifetimes = Lifetimes(dt.timedelta(days=7), dt.timedelta(days=1))
        return Gatherer(source, cache, lifetimes=lifetimes, now=lambda: now, offline=offline)

    return gatherer


def wanted(emulator: Emulator, name: Api, count: int) -> list[Identifier]:
    world = emulator.world
    written = world.paper_ids if name == "arxiv" else world.dois
    return [one for text in written[:count] if (one := parse_identifier(text))]


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


@pytest.mark.parametrize("name", ["arxiv", "crossref"])
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


@pytest.mark.parametrize("name", ["arxiv", "crossref"])
@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.PARTIAL, Fault.CUT], ids=str)
def test_what_an_answer_leaves_out_is_asked_for_again_before_it_is_called_absent(
    make: Make, emulator: Emulator, name: Api, fault: Fault
) -> None:
    ids = wanted(emulator, name, 20)
    emulator.order(name, fault)
    assert {standing(one) for one in make(name).ask(ids)} == {Standing.NEW}


@pytest.mark.parametrize(
    ("name", "reason"), [("arxiv", Reason.THROTTLED), ("crossref", Reason.GARBLED)]
)
def test_a_source_that_stays_empty_is_not_believed(
    make: Make, emulator: Emulator, cache: AnswerCache, name: Api, reason: Reason
) -> None:
    ids = wanted(emulator, name, 5)
    emulator.always(name, Fault.EMPTY)
    outcomes = list(make(name).ask(ids))
    assert [standing(one) for one in outcomes] == [reason] * 5
    assert list(cache.answers()) == []


@pytest.mark.parametrize("name", ["arxiv", "crossref"])
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
