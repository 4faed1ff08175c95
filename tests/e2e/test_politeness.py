"""As fast as the limits allow and no faster, against APIs that enforce theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrich.pipeline import Result, resolve_seeds
from enrich.turns import WallClock
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.e2e.conftest import start
from tests.emulator import Emulator, Fault, World
from tests.emulator.latency import realistic
from tests.emulator.limits import Limit
from tests.emulator.messages import Api
from tests.projects import MAIL, Project

REFUSED = 429
# What a list of papers of all sorts may cost: a few requests more than its lots.
SPARE = 5


def resolved(
    folder: Path, emulator: Emulator, clock: FakeClock | None = None, **changes: object
) -> Result:
    world = emulator.world
    wanted = (*world.paper_ids, *world.dois, *world.dataset_dois)
    config = config_for(folder, emulator, **changes)
    result = resolve_seeds(seeds_of(wanted), config, clock=clock or WallClock())
    assert () == result.library.misses
    return result


def refusals(emulator: Emulator) -> int:
    return sum(one.status == REFUSED for one in emulator.log)


@pytest.mark.slow
def test_three_lists_at_one_time_and_none_too_soon(tmp_path: Path) -> None:
    def slow(api: Api) -> float:
        return 1.3 if api == "crossref" else 0.2

    world = World.made(papers=160, works=1100, with_doi=0.1)
    with Emulator(world, enforce_limits=True, latency=slow) as emulator:
        resolved(tmp_path, emulator)
        assert 0 == refusals(emulator)
        assert (3, 1) == (emulator.peak("crossref"), emulator.peak("arxiv"))
        assert min(emulator.gaps("arxiv")) >= 3


@pytest.mark.slow
def test_without_an_address_one_list_at_a_time(tmp_path: Path) -> None:
    world = World.made(papers=0, works=330)
    with Emulator(world, enforce_limits=True, latency=0.1) as emulator:
        project = Project.make(tmp_path, *world.dois, emulator=emulator)
        run = project.run("refresh", "--strict", environment={"ENRICH_MAILTO": ""})
        assert 0 == run.returncode
        assert (0, 1) == (refusals(emulator), emulator.peak("crossref"))
        assert min(emulator.gaps("crossref")) >= 1


@pytest.mark.slow
def test_two_runs_beside_each_other_keep_one_pace(tmp_path: Path) -> None:
    world = World.made(papers=0, works=700)
    with Emulator(world, enforce_limits=True, latency=0.7) as emulator:
        settings = f'mailto = "{MAIL}"\ncache = "{tmp_path}/answers.sqlite"'
        running = [
            start(
                Project.make(tmp_path / str(half), emulator=emulator, settings=settings),
                "get",
                *world.dois[half::2],
            )
            for half in (0, 1)
        ]
        assert [0, 0] == [one.wait() for one in running if one.communicate()]
        assert (6, 0) == (len(emulator.log), refusals(emulator))
        assert emulator.peak("crossref") <= 3


@pytest.mark.slow
def test_stricter_limits_are_learned_before_they_are_run_into(tmp_path: Path) -> None:
    world = World.made(papers=0, works=220)
    limits = {"public-array": Limit(1, 1, seconds=1.5)}
    with Emulator(world, enforce_limits=True, limits=limits) as emulator:
        # Who gives no address asks for a list when the one before is answered.
        resolved(tmp_path, emulator, mailto=None)
        assert (2, 0) == (len(emulator.requests("crossref")), refusals(emulator))
        assert min(emulator.gaps("crossref")) >= 1.5


def test_what_a_429_teaches_stays_learned(tmp_path: Path, clock: FakeClock) -> None:
    world = World.made(papers=700, works=0, with_doi=0)
    limits = {"arxiv": Limit(1, 1, seconds=5.0)}
    with Emulator(world, enforce_limits=True, limits=limits, clock=clock.now) as emulator:
        # Another lane's sleeps would pass this one's time, too.
        resolved(tmp_path, emulator, clock, looks_for_published=False)
        asked = emulator.requests("arxiv")
        assert (5 + 1, 1) == (len(asked), sum(one.status == REFUSED for one in asked))


@pytest.mark.parametrize(
    "api",
    ["crossref", *(pytest.param(one, marks=pytest.mark.slow) for one in ("datacite", "arxiv"))],
)
@pytest.mark.parametrize(
    "fault", [Fault.status(414), Fault.CUT, Fault.RESET, Fault.status(504)], ids=str
)
def test_an_api_that_bears_less_is_asked_for_less(
    tmp_path: Path, clock: FakeClock, api: Api, fault: Fault
) -> None:
    world = World.made(
        papers=400 if api == "arxiv" else 0,
        works=400 if api == "crossref" else 0,
        datasets=300 if api == "datacite" else 0,
        with_doi=0,
    )
    with Emulator(world, clock=clock.now) as emulator:
        emulator.choke(api, 45, fault)
        resolved(tmp_path, emulator, clock)
        answered = [one for one in emulator.requests(api) if len(one.ids) <= 45]
        # The first few show what is too much; after that all goes in lots that are answered.
        assert len(emulator.requests(api)) - len(answered) <= 6
        assert len(answered) <= 400 / 45 * 2 + SPARE


@pytest.mark.slow
def test_a_cold_run_costs_no_more_requests_than_its_lots_and_a_few(tmp_path: Path) -> None:
    world = World.made(papers=320, works=200, datasets=40)
    unknown = ("10.5555/unknown", "10.5555/nowhere")
    with Emulator(world, enforce_limits=True, latency=realistic()) as emulator:
        seeds = (*world.paper_ids, *world.dois, *world.dataset_dois, *unknown)
        project = Project.make(tmp_path, *seeds, emulator=emulator, settings=f'mailto = "{MAIL}"')
        assert 0 == project.run("refresh").returncode
        joined = len(world.joined)
        lots = -(-320 // 150) + -(-(200 + 40 + joined + 2) // 75)
        assert 0 == refusals(emulator)
        assert len(emulator.log) <= lots + SPARE
