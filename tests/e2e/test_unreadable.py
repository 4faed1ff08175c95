"""What can't be read of the cache is as good as not there, and is asked for anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Answer, Reason, Standing
from enrich.cache import AnswerCache
from enrich.config import Config
from enrich.dates import PartialDate
from enrich.decisions import Decision, Decisions
from enrich.identifiers import Doi, Pii, parse_key
from enrich.pipeline import Result, refresh_library, resolve_seeds
from enrich.seeds import Claim, Origin, Seed
from enrich.sources import lanes
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.e2e.conftest import library
from tests.emulator import Emulator, Fault, Work, World
from tests.emulator.messages import APIS, Api
from tests.projects import Project

YEAR = dt.timedelta(days=365)
NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
BODIES = {
    "empty": b"{}",
    "no json": b"<html>",
    "another shape": b'{"id": 1, "DOI": 1, "doi": 1, "items": 1}',
    "another work": b'{"id": "1901.00001", "title": "x", "DOI": "10.5555/x", "doi": "10.5555/x"}',
}
# A volume that is no text: such a work is found, and can't be read.
GARBLED = {"volume": {"number": 1}}


@pytest.fixture
def world() -> World:
    """Give a world in which no two things are one work."""
    return World.made(papers=6, works=6, datasets=6, with_doi=0)


@pytest.fixture
def emulator(world: World) -> Iterator[Emulator]:
    with Emulator(world) as running:
        yield running


def ids_of(world: World, api: Api) -> tuple[str, ...]:
    return {"arxiv": world.paper_ids, "crossref": world.dois, "datacite": world.dataset_dois}[api]


def everything(world: World) -> tuple[str, ...]:
    return tuple(one for api in APIS for one in ids_of(world, api))


def resolve(config: Config, written: Sequence[str], *, day: dt.datetime = NOW) -> Result:
    return resolve_seeds(seeds_of(written), config, clock=FakeClock(day))


def spoil(config: Config, source: str, keys: Iterable[str], body: bytes = b"{}") -> None:
    """Let what the cache holds of these be something that is no answer."""
    wanted = [one for key in keys if (one := parse_key(key))]
    assert wanted
    with AnswerCache(config.cache) as cache:
        kept = cache.get_all(source, wanted)
        told = {one: kept[one].fetched_at for one in wanted}
        spoilt = [Answer(source, one, body, told[one]) for one in wanted]
        cache.save(spoilt, lambda _: dt.timedelta(0))


def key(written: str) -> str:
    return f"doi:{written}" if written.startswith("10.") else f"arxiv:{written}"


def asked(emulator: Emulator) -> list[tuple[str, list[str]]]:
    """Give what was asked for, in which requests."""
    return sorted((one.api, sorted(one.ids)) for one in emulator.log)


@pytest.fixture
def config(tmp_path: Path, emulator: Emulator, world: World) -> Config:
    """Give the settings of a project whose cache holds an answer to all there is."""
    made = config_for(tmp_path, emulator)
    assert resolve(made, everything(world)).is_perfect
    emulator.forget()
    return made


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("api", APIS)
def test_what_can_t_be_read_is_asked_for_in_one_request(
    config: Config, emulator: Emulator, world: World, api: Api, body: bytes
) -> None:
    spoilt = ids_of(world, api)[1:4]
    spoil(config, api, map(key, spoilt), body)
    result = resolve(config, everything(world))
    assert (True, [(api, [*spoilt])]) == (result.is_perfect, asked(emulator))
    # Each is counted once, as what it is in the end.
    assert 3 == result.tally.standings[Standing.NEW]
    assert 18 + 6 == sum(result.tally.standings.values())


def test_what_can_t_be_read_of_several_sources_is_asked_for_in_one_request_of_each(
    config: Config, emulator: Emulator, world: World
) -> None:
    for api in APIS:
        spoil(config, api, map(key, ids_of(world, api)[:4]))
    assert resolve(config, everything(world)).is_perfect
    assert [(api, [*ids_of(world, api)[:4]]) for api in APIS] == asked(emulator)
    emulator.forget()
    assert resolve(config, everything(world)).is_perfect
    assert [] == emulator.log


def test_it_is_asked_for_along_with_what_an_answer_reveals(tmp_path: Path) -> None:
    world = World.made(papers=4, works=2, with_doi=1)
    with Emulator(world) as emulator:
        config, written = config_for(tmp_path, emulator), [*world.paper_ids, *world.dois]
        resolve(config, world.dois)
        spoil(config, "crossref", map(key, world.dois))
        emulator.forget()
        assert resolve(config, written).is_perfect
        (request,) = (one for one in emulator.requests("crossref") if "filter" in one.query)
        assert sorted((*world.dois, *world.joined.values())) == sorted(request.ids)


def test_of_more_than_is_held_it_is_asked_for_too(
    config: Config, emulator: Emulator, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "_MOST_HELD", 0)
    spoil(config, "crossref", map(key, world.dois))
    assert resolve(config, everything(world)).is_perfect
    assert [("crossref", [*world.dois])] == asked(emulator)


# Questions other than for a work by its name


SHEEP = Claim(
    title="Counting the Sheep of the First Meadow by Their Shadows at Noon",
    authors=("Ada Shepherd",),
    date=PartialDate(2012),
)
WORK = Work(
    "10.5555/sheep",
    {
        "title": [SHEEP.title],
        "author": [{"given": "Ada", "family": "Shepherd", "sequence": "first"}],
        "issued": {"date-parts": [[2012, 3]]},
        "alternative-id": ["S0123456789012345"],
    },
)


@pytest.mark.parametrize(
    "seed",
    [
        Seed(None, "sheep", Origin("list.md", 1), claim=SHEEP),
        Seed(Pii("S0123456789012345"), "S0123456789012345", Origin("list.md", 1)),
    ],
    ids=["title", "pii"],
)
def test_a_search_that_can_t_be_read_is_made_again(tmp_path: Path, seed: Seed) -> None:
    with Emulator(World(works=[WORK])) as emulator:
        config = config_for(tmp_path, emulator)
        resolve_seeds([seed], config, clock=FakeClock())
        assert seed.asked
        spoil(config, "crossref", [seed.asked.key])
        emulator.forget()
        (entry,) = resolve_seeds([seed], config, clock=FakeClock()).library.entries
        assert (Doi("10.5555/sheep"), 1) == (entry.record.doi, len(emulator.log))


def test_what_a_preprint_became_is_asked_for_anew(
    config: Config, emulator: Emulator, world: World
) -> None:
    sequels = [f"sequel:arxiv:{one}" for one in world.paper_ids[:3]]
    spoil(config, "crossref", sequels)
    assert resolve(config, everything(world)).is_perfect
    names = [f"10.48550/arxiv.{one}" for one in world.paper_ids[:3]]
    assert [("crossref", names)] == asked(emulator)


# Where nothing better is to be had


def test_offline_it_is_missed_as_what_was_never_asked_for(
    config: Config, emulator: Emulator, world: World
) -> None:
    spoilt = [world.paper_ids[0], world.dois[0]]
    for api, one in zip(("arxiv", "crossref"), spoilt, strict=True):
        spoil(config, api, [key(one)])
    offline = msgspec.structs.replace(config, offline=True)
    result = resolve(offline, everything(world))
    assert dict.fromkeys(spoilt, "let `enrich refresh` ask for it, without --offline") == {
        miss.seed.written: miss.hint for miss in result.library.misses
    }
    assert ({Reason.OFFLINE}, []) == (
        {miss.reason for miss in result.library.misses},
        emulator.log,
    )
    assert resolve(config, everything(world)).is_perfect


def test_what_the_source_itself_garbles_is_asked_for_once_a_run(
    config: Config, emulator: Emulator, world: World
) -> None:
    doi = world.dois[0]
    world.put(Work(doi, GARBLED))
    for day in (YEAR, YEAR + dt.timedelta(hours=1), YEAR + dt.timedelta(hours=2)):
        emulator.forget()
        result = resolve(config, [doi, world.dois[1]], day=NOW + day)
        (miss,) = result.library.misses
        assert (Reason.GARBLED, doi) == (miss.reason, miss.seed.written)
        assert "volume" in (miss.detail or "")
        assert 1 == sum(doi in one.ids for one in emulator.log)
        assert result.tally.until is None
    world.put(Work(doi))
    assert resolve(config, [doi], day=NOW + YEAR + dt.timedelta(hours=3)).is_perfect


def test_what_the_source_garbles_is_not_asked_for_again_when_a_title_leads_to_it(
    tmp_path: Path,
) -> None:
    garbled = Work(WORK.doi, {**WORK.message, **GARBLED})
    named = Seed(Doi(WORK.doi), WORK.doi, Origin("list.md", 1))
    dead = Seed(Doi("10.5555/dead"), "10.5555/dead", Origin("list.md", 2), claim=SHEEP)
    assert dead.sought
    with Emulator(World(works=[garbled])) as emulator:
        config = config_for(tmp_path, emulator)
        config.decisions.parent.mkdir()
        yes = Decision(dead.sought, Doi(WORK.doi), is_it=True)
        config.decisions.write_text(Decisions([yes]).text, encoding="utf-8")
        result = resolve_seeds([named, dead], config, clock=FakeClock())
        # The second is missed as what somebody said it is.
        assert dict.fromkeys([named, dead], Reason.GARBLED) == {
            miss.seed: miss.reason for miss in result.library.misses
        }
        assert 1 == sum(WORK.doi in one.ids for one in emulator.log)


def test_where_its_source_can_t_be_reached_the_last_library_stays(
    config: Config, emulator: Emulator, world: World, tmp_path: Path
) -> None:
    listed = tmp_path / "seeds/list.txt"
    listed.parent.mkdir()
    listed.write_text("\n".join(everything(world)), encoding="utf-8")
    assert refresh_library(config, clock=FakeClock(NOW)).written
    spoil(config, "crossref", [key(world.dois[0])])
    emulator.always("crossref", Fault.HANGUP)
    result = refresh_library(config, clock=FakeClock(NOW))
    (miss,) = result.library.misses
    assert (Reason.UNREACHABLE, 1, ()) == (miss.reason, len(result.held_back_for), result.written)
    emulator.heal()
    assert refresh_library(config, clock=FakeClock(NOW)).is_perfect


def test_an_old_one_is_not_asked_for_again_where_asking_has_failed(
    config: Config, emulator: Emulator, world: World
) -> None:
    doi = world.dois[0]
    spoil(config, "crossref", [key(doi)])
    emulator.poison(doi)
    result = resolve(config, [doi], day=NOW + YEAR)
    (miss,) = result.library.misses
    assert (Reason.REFUSED, 1) == (miss.reason, len(emulator.log))


def test_one_whose_work_its_source_has_lost_since_is_absent(
    config: Config, emulator: Emulator, world: World
) -> None:
    doi = world.dois[0]
    spoil(config, "crossref", [key(doi)])
    world.drop(doi)
    result = resolve(config, [doi], day=NOW + YEAR)
    (miss,) = result.library.misses
    # The list, the work alone, and then DataCite in the same way.
    assert (Reason.NOT_FOUND, 4) == (miss.reason, len(emulator.log))
    emulator.forget()
    resolve(config, [doi], day=NOW + YEAR)
    assert [] == emulator.log


def test_one_that_its_source_has_lost_before_is_asked_for(
    config: Config, emulator: Emulator, world: World
) -> None:
    doi = world.dois[0]
    work = world.works[doi]
    world.drop(doi)
    later = NOW + YEAR
    resolve(config, [doi], day=later)
    with AnswerCache(config.cache) as cache:
        lost = cache.get("crossref", Doi(doi))
        assert lost
        cache.save([msgspec.structs.replace(lost, body=b"{}")], lambda _: YEAR)
    world.put(work)
    emulator.forget()
    assert resolve(config, [doi], day=later).is_perfect
    assert [("crossref", [doi])] == asked(emulator)


# The command


def spoil_by_import(good: Project, *written: str) -> None:
    """Import later answers to these that are none."""
    now = dt.datetime.now(dt.UTC).isoformat()
    rows = [
        {
            "source": "crossref" if one.startswith("10.") else "arxiv",
            "identifier": key(one),
            "fetched_at": now,
            "body": {"spoilt": True},
        }
        for one in written
    ]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (good.folder / "carried.jsonl").write_text(lines, encoding="utf-8")
    imported = good.run("cache", "import", "carried.jsonl")
    assert 0 == imported.returncode, imported.stderr


@pytest.mark.slow
def test_what_was_imported_and_can_t_be_read_is_asked_for_and_the_library_stays(
    good: Project, healthy: Emulator
) -> None:
    before = library(good)
    spoilt = [healthy.world.paper_ids[0], *healthy.world.dois[:2]]
    spoil_by_import(good, *spoilt)
    result = good.run("refresh", "--strict")
    assert (0, before) == (result.returncode, library(good)), result.stderr
    assert "answers: 3 new, " in result.stderr
    assert [("arxiv", spoilt[:1]), ("crossref", sorted(spoilt[1:]))] == asked(healthy)


def test_offline_the_command_says_how_to_ask_for_it(good: Project, healthy: Emulator) -> None:
    paper, doi = healthy.world.paper_ids[0], healthy.world.dois[0]
    spoil_by_import(good, paper, doi)
    before = library(good)
    result = good.run("refresh", "--offline")
    assert (3, before) == (result.returncode, library(good))
    assert "2 missed: offline - let `enrich refresh` ask for it, without --offline" in result.stderr
    assert [] == healthy.log


@pytest.mark.slow
def test_a_run_with_what_its_source_garbles_is_not_sealed(
    tmp_path: Path, emulator: Emulator, world: World
) -> None:
    doi, other = world.dois[:2]
    world.put(Work(doi, GARBLED))
    project = Project.make(tmp_path / "project", doi, other, emulator=emulator)
    assert 0 == project.run("refresh").returncode
    world.put(Work(doi))
    result = project.run("refresh", "--strict")
    assert 0 == result.returncode, result.stderr
