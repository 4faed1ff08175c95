"""Every way in which a source can go wrong: nothing is lost, nothing wrong is kept.

The command pays for arXiv's pace in real time, so that most of this calls the pipeline in this
process, with a clock that does not sleep.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Reason
from enrich.cache import delete_cache
from enrich.config import Config
from enrich.identifiers import parse_identifier
from enrich.pipeline import Result, refresh_library, resolve_seeds
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.e2e.conftest import library
from tests.emulator import Dataset, Emulator, Fault, Paper, Work, World
from tests.emulator.log import gaps
from tests.emulator.messages import APIS, Api
from tests.projects import Project, sources_of

LEAST_GAP = {"arxiv": 3.0, "crossref": 1 / 3, "datacite": 0.3}
UNKNOWN = ("2501.09999", "10.5555/unknown", "10.5281/zenodo.404")
G, T, U, R = Reason.GARBLED, Reason.THROTTLED, Reason.UNREACHABLE, Reason.REFUSED
# What may be said of an id that was asked for and not answered, whole or in part.
FAULTS: tuple[tuple[Fault, frozenset[Reason]], ...] = (
    (Fault.EMPTY, frozenset({G, T})),
    (Fault.RATE_TEXT, frozenset({G, T})),
    (Fault.HTML, frozenset({G})),
    (Fault.TRUNCATED, frozenset({G})),
    (Fault.RESET, frozenset({U})),
    (Fault.HANGUP, frozenset({U})),
    (Fault.PARTIAL, frozenset({G, T})),
    (Fault.CUT, frozenset({G, T})),
    (Fault.DOUBLED, frozenset({G, T})),
    (Fault.STRANGER, frozenset({G, T})),
    (Fault.WRONG_TYPE, frozenset({G})),
    (Fault.BINARY, frozenset({G})),
    (Fault.status(500), frozenset({G, U})),
    (Fault.status(502), frozenset({U})),
    (Fault.status(503), frozenset({U, T})),
    (Fault.status(503, retry_after=20), frozenset({U, T})),
    (Fault.status(429), frozenset({T})),
    (Fault.status(429, retry_after=20), frozenset({T})),
    (Fault.status(429, retry_after=3600), frozenset({T})),
    (Fault.status(403), frozenset({T, R})),
    (Fault.status(404), frozenset({R, G, U})),
    (Fault.status(400), frozenset({R})),
)


def name(fault: Fault) -> str:
    return f"{fault.code} {fault.retry_after}" if fault.kind == "status" else fault.kind


CASES = [
    pytest.param(
        api,
        fault,
        reasons,
        id=f"{api} {name(fault)}",
        # These take the paths of others.
        marks=pytest.mark.slow
        if fault.code == 502 or fault.retry_after == 20 or api != "crossref"
        else (),
    )
    for api, (fault, reasons) in product(APIS, FAULTS)
]


def run(folder: Path, emulator: Emulator, wanted: Sequence[str], clock: FakeClock) -> Result:
    """Resolve, and check that nothing is lost."""
    emulator.forget()
    result = resolve_seeds(seeds_of(wanted), config_for(folder, emulator), clock=clock)
    ends = [seed for entry in result.library.entries for seed in entry.seeds]
    ends += [miss.seed for miss in result.library.misses]
    assert sorted(wanted) == sorted(seed.written for seed in ends)
    assert emulator.peak("arxiv") <= 1
    assert emulator.peak("crossref") <= 3
    return result


def wanted_of(world: World) -> tuple[str, ...]:
    return (*world.paper_ids, *world.dois, *world.dataset_dois, *UNKNOWN)


def is_right(result: Result, world: World) -> None:
    """Check that every entry is the work its seed wants."""
    for entry in result.library.entries:
        assert entry.record.title
        for seed in entry.seeds:
            assert seed.wanted in entry.record.identifiers
            assert seed.written not in UNKNOWN
    assert "Nobody Asked For" not in str([one.record.title for one in result.library.entries])
    assert len(result.library.entries) <= len(wanted_of(world)) - len(UNKNOWN)


def is_whole(result: Result, world: World) -> None:
    """Check that every id has its entry, and that what does not exist is not found."""
    is_right(result, world)
    found = {seed.written for entry in result.library.entries for seed in entry.seeds}
    missed = {miss.seed.written: miss.reason for miss in result.library.misses}
    assert {*wanted_of(world)} - {*UNKNOWN} == found, missed
    assert dict.fromkeys(UNKNOWN, Reason.NOT_FOUND) == missed
    for paper, doi in world.joined.items():
        (entry,) = (
            one for one in result.library.entries if parse_identifier(paper) == one.record.arxiv
        )
        assert (entry.record.doi, doi) == (parse_identifier(doi), doi)
        assert entry.record.volume


@pytest.fixture
def world() -> World:
    """Give a world of ten papers, ten works and ten data sets."""
    return World.made(papers=10, works=10, datasets=10)


@pytest.mark.parametrize(("api", "fault", "reasons"), CASES)
def test_after_one_fault_the_run_is_whole_or_says_why(  # noqa: PLR0913, PLR0917 - a case and its place
    tmp_path: Path,
    clock: FakeClock,
    world: World,
    api: Api,
    fault: Fault,
    reasons: frozenset[Reason],
) -> None:
    with Emulator(world, clock=clock.now) as emulator:
        emulator.order(api, fault)
        result = run(tmp_path, emulator, wanted_of(world), clock)
        is_right(result, world)
        gives_up = fault.code == 403 or fault.retry_after == 3600
        if not gives_up:
            is_whole(result, world)
        assert {miss.reason for miss in result.library.misses} <= {Reason.NOT_FOUND, *reasons}
        is_whole(run(tmp_path, emulator, wanted_of(world), clock), world)


@pytest.mark.slow
@pytest.mark.parametrize(("api", "fault", "reasons"), CASES)
def test_while_a_fault_lasts_nothing_is_called_absent_and_nothing_wrong_is_kept(  # noqa: PLR0913, PLR0917 - as above
    tmp_path: Path,
    clock: FakeClock,
    world: World,
    api: Api,
    fault: Fault,
    reasons: frozenset[Reason],
) -> None:
    with Emulator(world, clock=clock.now) as emulator:
        emulator.always(api, fault)
        result = run(tmp_path, emulator, wanted_of(world), clock)
        is_right(result, world)
        absent = {
            miss.seed.written for miss in result.library.misses if miss.reason is Reason.NOT_FOUND
        }
        assert absent <= set(UNKNOWN)
        assert {miss.reason for miss in result.library.misses} <= {Reason.NOT_FOUND, *reasons}
        emulator.heal()
        is_whole(run(tmp_path, emulator, wanted_of(world), clock), world)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("api", "fault", "reasons"),
    [case for case in CASES if not str(case.id).endswith(("stranger", "wrong type", "doubled"))],
)
def test_while_a_fault_lasts_a_source_is_left_alone_soon(  # noqa: PLR0913, PLR0917 - as above
    tmp_path: Path,
    clock: FakeClock,
    world: World,
    api: Api,
    fault: Fault,
    reasons: frozenset[Reason],
) -> None:
    # One lane alone: two would move the one clock for each other.
    asked = {
        "arxiv": World(Paper(one, f"Paper {one}", ("Ada Sample",)) for one in world.paper_ids),
        "crossref": World(works=(Work(one) for one in world.dois)),
        "datacite": World(datasets=(Dataset(one) for one in world.dataset_dois)),
    }[api]
    wanted = (*asked.paper_ids, *asked.dois, *asked.dataset_dois, UNKNOWN[APIS.index(api)])
    with Emulator(asked, clock=clock.now) as emulator:
        emulator.always(api, fault)
        run(tmp_path, emulator, wanted, clock)
        # Single works have a faster pace of their own.
        lists = [one for one in emulator.requests(api) if "/works/" not in one.path]
        assert min(gaps(lists), default=3.0) >= LEAST_GAP[api] - 1e-6
        # Halving eleven ids down to the last costs twenty-one requests; a few may be repeated.
        assert len(emulator.requests(api)) <= 30, reasons
        assert clock.time <= 150


def test_no_fault_is_served_when_answers_are_stale(
    tmp_path: Path, clock: FakeClock, world: World
) -> None:
    wanted = (*world.paper_ids, *world.dois)
    with Emulator(world, clock=clock.now) as emulator:
        first = run(tmp_path, emulator, wanted, clock)
        for api, (fault, _) in product(APIS, FAULTS):
            emulator.heal()
            emulator.always(api, fault)
            config = config_for(tmp_path, emulator)
            aged = msgspec.structs.replace(config, absence_lifetime=config.absence_lifetime * 0)
            result = resolve_seeds(seeds_of(wanted), aged, clock=clock)
            assert [one.key for one in first.library.entries] == [
                one.key for one in result.library.entries
            ]
            assert () == result.library.misses


@pytest.mark.parametrize(
    "seed", [pytest.param(one, marks=pytest.mark.slow if one > 3 else ()) for one in range(60)]
)
def test_any_faults_in_any_order_lose_nothing(
    tmp_path: Path, clock: FakeClock, world: World, seed: int
) -> None:
    dice = random.Random(seed)
    with Emulator(world, clock=clock.now) as emulator:
        for _ in range(3):
            for api in APIS:
                emulator.order(api, *(dice.choice(FAULTS)[0] for _ in range(dice.randint(0, 12))))
            is_right(run(tmp_path, emulator, wanted_of(world), clock), world)
            emulator.heal()
        is_whole(run(tmp_path, emulator, wanted_of(world), clock), world)


@pytest.mark.parametrize("fault", [Fault.status(404), Fault.status(410)], ids=name)
def test_a_page_that_is_missing_does_not_prove_a_work_absent(
    tmp_path: Path, clock: FakeClock, world: World, fault: Fault
) -> None:
    doi = world.dois[0]
    with Emulator(world, clock=clock.now) as emulator:
        # An empty list makes us ask for the one work; then a page of some proxy comes, in HTML,
        # where Crossref itself says in plain text that it has none.
        emulator.order("crossref", Fault.EMPTY, fault)
        result = run(tmp_path, emulator, [doi], clock)
        assert Reason.NOT_FOUND not in {miss.reason for miss in result.library.misses}
        again = run(tmp_path, emulator, [doi], clock)
        assert 1 == len(again.library.entries)


def test_one_absent_work_does_not_prove_others_absent(
    tmp_path: Path, clock: FakeClock, world: World
) -> None:
    wanted = [UNKNOWN[1], *world.dois]
    with Emulator(world, clock=clock.now) as emulator:
        emulator.order("crossref", Fault.EMPTY, Fault.EMPTY)
        result = run(tmp_path, emulator, wanted, clock)
        absent = [one for one in result.library.misses if one.reason is Reason.NOT_FOUND]
        assert {one.seed.written for one in absent} <= {UNKNOWN[1]}
        again = run(tmp_path, emulator, wanted, clock)
        assert len(world.dois) == len(again.library.entries)


@pytest.mark.parametrize("count", [1, 3])
def test_poisoned_ids_alone_are_refused(
    tmp_path: Path, clock: FakeClock, world: World, count: int
) -> None:
    poisoned = {*world.paper_ids[1 : count + 1], *world.dois[4 : count + 4]}
    with Emulator(world, clock=clock.now) as emulator:
        for one in poisoned:
            emulator.poison(one)
        result = run(tmp_path, emulator, wanted_of(world), clock)
        refused = {
            miss.seed.written for miss in result.library.misses if miss.reason is Reason.REFUSED
        }
        assert poisoned == refused
        assert len(poisoned) + len(UNKNOWN) == len(result.library.misses)
        assert len(emulator.requests("arxiv")) <= 9 * count + 4
        emulator.heal()
        is_whole(run(tmp_path, emulator, wanted_of(world), clock), world)


def test_a_source_that_fails_leaves_the_other_at_work(
    tmp_path: Path, clock: FakeClock, world: World
) -> None:
    for api in APIS:
        with Emulator(world, clock=clock.now) as emulator:
            emulator.always(api, Fault.status(503))
            result = run(tmp_path / api, emulator, wanted_of(world), clock)
            found = {seed.written for entry in result.library.entries for seed in entry.seeds}
            own = {
                "arxiv": world.paper_ids,
                "crossref": world.dois,
                "datacite": world.dataset_dois,
            }
            assert found == {one for name in APIS if name != api for one in own[name]}


# The command


@pytest.mark.slow
def test_the_command_waits_as_it_is_told_and_goes_on(tmp_path: Path, small: Emulator) -> None:
    project = Project.make(tmp_path, *small.world.dois, emulator=small)
    small.order("crossref", Fault.status(429, retry_after=1))
    result = project.run("refresh", "--strict")
    assert (0, "") == (result.returncode, result.stdout), result.stderr
    assert min(small.gaps("crossref")) >= 1
    assert "6 entries, 0 seeds missed" in result.stderr


@pytest.mark.slow
def test_the_command_keeps_arxiv_s_pace(tmp_path: Path, small: Emulator) -> None:
    project = Project.make(tmp_path, small.world.paper_ids[0], UNKNOWN[0], emulator=small)
    assert 1 == project.run("refresh", "--strict").returncode
    assert 2 == len(small.requests("arxiv"))
    assert small.gaps("arxiv")[0] >= 3
    assert 1 == small.peak("arxiv")


@pytest.mark.slow
def test_the_command_tells_which_source_it_gave_up(tmp_path: Path, small: Emulator) -> None:
    project = Project.make(tmp_path, *small.world.paper_ids, *small.world.dois, emulator=small)
    small.always("arxiv", Fault.status(403))
    result = project.run("refresh")
    assert 0 == result.returncode
    assert "arxiv: answered 403 Forbidden" in result.stderr
    assert "6 missed: throttled" in result.stderr
    assert 6 == len(json.loads(project.text("data/library.json")))
    small.heal()
    whole = project.run("refresh", "--strict")
    assert 0 == whole.returncode, whole.stderr
    assert "12 entries, 0 seeds missed" in whole.stderr


def test_the_command_writes_nothing_when_nobody_answers(good: Project, small: Emulator) -> None:
    before = library(good)
    (good.folder / "enrich.toml").write_text(sources_of(small), encoding="utf-8")
    good.run("cache", "clear", "-y")
    small.always("arxiv", Fault.status(403))
    small.always("crossref", Fault.status(403))
    result = good.run("refresh")
    assert (3, "", before) == (result.returncode, result.stdout, library(good))
    assert "nothing could be written" in result.stderr


def test_the_command_serves_old_answers_when_it_must(good: Project, small: Emulator) -> None:
    before = library(good)
    (good.folder / "enrich.toml").write_text(sources_of(small), encoding="utf-8")
    small.always("arxiv", Fault.status(403))
    small.always("crossref", Fault.status(403))
    result = good.run("refresh", "--strict", "--max-age", "0", "-v")
    assert (1, before) == (result.returncode, library(good))
    assert "6 entries rest on answers that are past their time" in result.stderr


@pytest.mark.slow
def test_the_command_survives_a_storm_and_the_next_run_is_whole(
    tmp_path: Path, small: Emulator
) -> None:
    project = Project.make(
        tmp_path, *small.world.paper_ids, *small.world.dois, *UNKNOWN, emulator=small
    )
    small.order("arxiv", Fault.RATE_TEXT, Fault.TRUNCATED, Fault.PARTIAL, Fault.EMPTY)
    small.order("crossref", Fault.HANGUP, Fault.status(503), Fault.CUT, Fault.BINARY)
    first = project.run("refresh")
    assert 0 == first.returncode, first.stderr
    small.heal()
    second = project.run("refresh")
    assert "12 entries, 3 seeds missed" in second.stderr
    assert "3 missed: not found" in second.stderr


SENSELESS = (Fault.HTML, Fault.NULL, Fault.EMPTY, *map(Fault.status, (400, 404, 500)))


@pytest.mark.parametrize("works", [pytest.param(1, marks=pytest.mark.slow), 6])
@pytest.mark.parametrize("fault", SENSELESS, ids=str)
def test_a_source_that_says_nothing_sensible_takes_no_work_out_of_a_library_without_a_cache(
    tmp_path: Path, fault: Fault, works: int
) -> None:
    with Emulator(World.made(papers=6, works=works)) as emulator:
        config, before = built(tmp_path, emulator)
        delete_cache(config.cache)
        emulator.always("crossref", fault)
        assert refresh_library(config, clock=FakeClock()).held_back_for
        assert before == (config.output / "library.bib").read_bytes()
        emulator.heal()
        assert refresh_library(config, clock=FakeClock()).is_perfect


def test_a_work_that_a_source_refuses_goes_where_it_answers_others(tmp_path: Path) -> None:
    with Emulator(World.made(papers=0, works=6)) as emulator:
        config, _ = built(tmp_path, emulator)
        delete_cache(config.cache)
        emulator.poison(emulator.world.dois[0])
        result = refresh_library(config, clock=FakeClock())
        assert ((), 5) == (result.held_back_for, len(result.library.entries))


def built(folder: Path, emulator: Emulator) -> tuple[Config, bytes]:
    """Build a library of all there is; give it with how it is built."""
    written = (*emulator.world.paper_ids, *emulator.world.dois)
    Project.make(folder, *written, emulator=emulator)
    config = config_for(folder, emulator, seeds=(folder / "data/seeds",))
    refresh_library(config, clock=FakeClock())
    return config, (config.output / "library.bib").read_bytes()


def test_a_run_that_fails_leaves_no_connection_open(tmp_path: Path, small: Emulator) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = opened()
    small.always("crossref", Fault.status(503))
    config = config_for(tmp_path, small)
    resolve_seeds(seeds_of(small.world.dois), config, clock=FakeClock())
    # The other end of each belongs to a thread of the emulator's, which has to notice.
    deadline = time.monotonic() + 10
    while opened() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert before >= opened()
