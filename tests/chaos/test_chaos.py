"""Bad nights end well, a few of them here; and what judges them sees what is wrong."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Reason
from enrich.cache import AnswerCache
from tests.chaos.home import CALM, FIRST_NIGHT, Home, Night
from tests.chaos.judging import Scene, Verdict, judge_night, judge_recovery
from tests.chaos.poison import find_poison
from tests.chaos.trials import Stage, Trial, trials_of
from tests.chaos.weather import MIXED, Weather
from tests.emulator import Fault
from tests.virtual_clock import VirtualClock

SIZE = 40
# One of each sort: a status, a content, a wire, and all together; `python -m tests.chaos` has more.
FEW = ("502", "contradicted", MIXED.name)
SOME = ("429", "latin-1", "exchanged", "empty", "gzip bomb", "reset", "hang", "drip of headers")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(SIZE, tmp_path_factory.mktemp("stage")) as ready:
        yield ready


@pytest.fixture
def home(stage: Stage, tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "home", stage.lists, stage.emulator)
    stage.emulator.heal()


@pytest.mark.slow
@pytest.mark.parametrize("weather", FEW)
def test_a_bad_night_leaves_nothing_wrong(stage: Stage, weather: str) -> None:
    assert [] == stage.try_out(Trial(weather, 1)).wrong


def test_a_library_survives_a_bad_night(stage: Stage) -> None:
    assert [] == stage.try_out(Trial("502", 0, has_library=True)).wrong


@pytest.mark.slow
@pytest.mark.parametrize("weather", SOME)
def test_bad_nights_of_other_sorts_leave_nothing_wrong(stage: Stage, weather: str) -> None:
    assert [] == stage.try_out(Trial(weather, 1)).wrong


@pytest.mark.slow
@pytest.mark.parametrize("weather", SOME)
def test_a_library_survives_nights_that_are_bad_throughout(stage: Stage, weather: str) -> None:
    assert [] == stage.try_out(Trial(weather, 0, has_library=True)).wrong


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_poisoned_ids_stand_alone_in_the_end(count: int) -> None:
    assert "" == find_poison(SIZE, count, seed=1).wrong


def test_trials_reach_every_api_alone_and_all_at_every_rate() -> None:
    met = {(one.rate, one.apis) for one in trials_of("502", range(20)) if not one.has_library}
    assert (16, 4) == (len(met), len({rate for rate, _ in met}))


def test_all_are_mixed_at_a_fifth() -> None:
    assert {0.2} == {one.rate for one in trials_of(MIXED.name, range(20))}


def test_a_sleep_of_the_clock_costs_nothing_and_counts() -> None:
    clock = VirtualClock(FIRST_NIGHT)
    threads = [threading.Thread(target=clock.sleep, args=(0.5,)) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 50 == clock.slept
    assert FIRST_NIGHT + dt.timedelta(seconds=50) == clock.moment()
    assert 50 <= clock.now() < 80


# What judges


def judged(stage: Stage, home: Home, night: Night, weather: Weather = CALM) -> list[str]:
    verdict = Verdict()
    judge_night(verdict, Scene(stage.truth, home, night, weather, ("crossref",)))
    return [one.partition(":")[0] for one in verdict.wrong]


def test_a_good_night_is_judged_good(stage: Stage, home: Home) -> None:
    assert [] == judged(stage, home, home.refresh())


def test_a_wrong_answer_in_the_cache_is_seen(stage: Stage, home: Home) -> None:
    night = home.refresh()
    (first, *_) = home.stored()
    with AnswerCache(home.folder / "cache/answers.sqlite") as cache:
        cache.save([msgspec.structs.replace(first, body=b"{}")], lambda _: dt.timedelta(days=1))
    assert ["cached"] == judged(stage, home, night)


def test_an_absence_of_what_exists_is_seen(stage: Stage, home: Home) -> None:
    night = home.refresh()
    result = night.result
    entry = result.library.entries[0]
    unknown = msgspec.structs.replace(result.library.misses[0], seed=entry.seeds[0])
    library = msgspec.structs.replace(
        result.library,
        entries=result.library.entries[1:],
        misses=(*result.library.misses, unknown),
    )
    assert unknown.reason is Reason.NOT_FOUND
    bad = replace(night, result=msgspec.structs.replace(result, library=library))
    assert ["reasons"] == judged(stage, home, bad)


def test_an_entry_that_says_something_else_is_seen(stage: Stage, home: Home) -> None:
    night = home.refresh()
    first, *others = night.result.library.entries
    record = msgspec.structs.replace(first.record, volume="999")
    entries = (first.showing(record), *others)
    library = msgspec.structs.replace(night.result.library, entries=entries)
    bad = replace(night, result=msgspec.structs.replace(night.result, library=library))
    assert ["another entry"] == judged(stage, home, bad)


def test_a_seed_that_ends_nowhere_is_seen(stage: Stage, home: Home) -> None:
    night = home.refresh()
    library = msgspec.structs.replace(
        night.result.library, entries=night.result.library.entries[1:]
    )
    bad = replace(night, result=msgspec.structs.replace(night.result, library=library))
    assert ["ends"] == judged(stage, home, bad)


def test_a_reason_that_is_another_fault_s_is_seen(stage: Stage, home: Home) -> None:
    stage.emulator.always("crossref", Fault.status(502))
    night = home.refresh()
    throttled = replace(CALM, reasons=frozenset({Reason.THROTTLED}))
    unreachable = replace(CALM, reasons=frozenset({Reason.UNREACHABLE}))
    assert ["reasons"] == judged(stage, home, night, throttled)
    assert [] == judged(stage, home, night, unreachable)


def test_what_is_asked_again_without_need_is_seen(stage: Stage, home: Home) -> None:
    home.refresh()
    stored = home.stored()
    again = Home(home.folder / "again", stage.lists, stage.emulator)
    verdict = Verdict()
    judge_recovery(verdict, Scene(stage.truth, again, again.refresh(), CALM, ()), stored)
    assert ["asked again"] == [one.partition(":")[0] for one in verdict.wrong]
