"""The whole flow in this process: requests counted, works joined, every seed accounted for."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrich.answers import Reason, Standing
from enrich.errors import OutputError, SeedError
from enrich.identifiers import ArxivId, Doi
from enrich.pipeline import Result, refresh_library, resolve_seeds
from enrich.record import Kind
from enrich.writers import FORMATS
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, Paper, Work, World
from tests.records import contents_of


def resolve(
    folder: Path,
    emulator: Emulator,
    *written: str,
    clock: FakeClock | None = None,
    **changes: object,
) -> Result:
    config = config_for(folder, emulator, **changes)
    return resolve_seeds(seeds_of(written), config, clock=clock or FakeClock())


def test_two_hundred_mixed_ids_cost_two_arxiv_and_four_crossref_requests_at_most(
    tmp_path: Path, emulator: Emulator
) -> None:
    world = emulator.world
    result = resolve(tmp_path, emulator, *world.paper_ids, *world.dois)
    assert (len(result.library.entries), result.library.misses) == (200, ())
    assert len(emulator.requests("arxiv")) <= 2
    assert len(emulator.requests("crossref")) <= 4


def test_a_second_run_asks_nobody(tmp_path: Path, emulator: Emulator) -> None:
    written = [*emulator.world.paper_ids, *emulator.world.dois, "2101.99999", "10.5555/none"]
    first = resolve(tmp_path, emulator, *written)
    emulator.forget()
    second = resolve(tmp_path, emulator, *written)
    assert emulator.log == []
    assert [one.key for one in first.library.entries] == [one.key for one in second.library.entries]


@pytest.mark.parametrize("pick", ["paper_ids", "dois"])
def test_one_more_id_costs_one_request(tmp_path: Path, emulator: Emulator, pick: str) -> None:
    *known, new = [one for one in getattr(emulator.world, pick) if one not in joined(emulator)]
    resolve(tmp_path, emulator, *known)
    emulator.forget()
    resolve(tmp_path, emulator, *known, new)
    # Beside what it is, Crossref is asked what a preprint became.
    asked = [(new,), (f"10.48550/arxiv.{new}",)] if pick == "paper_ids" else [(new,)]
    assert [one.ids for one in emulator.log] == asked


def joined(emulator: Emulator) -> dict[str, str]:
    return dict(emulator.world.joined)


def test_arxiv_requests_are_three_seconds_apart_and_one_at_a_time(
    tmp_path: Path, clock: FakeClock
) -> None:
    world = World.made(papers=700, works=0, with_doi=0)
    with Emulator(world, clock=clock.now, enforce_limits=True) as emulator:
        # Another lane's sleeps would pass this one's time, too.
        alone = {"looks_for_published": False}
        result = resolve(tmp_path, emulator, *world.paper_ids, clock=clock, **alone)
        assert len(result.library.entries) == 700
        assert len(emulator.requests("arxiv")) == 5
        assert min(emulator.gaps("arxiv")) >= 3.0
        assert emulator.peak("arxiv") == 1


def test_lanes_overlap(tmp_path: Path) -> None:
    with Emulator(World.made(papers=20, works=20), latency=0.3) as emulator:
        world = emulator.world
        resolve(tmp_path, emulator, *world.paper_ids, *world.dois)
        arxiv, crossref = emulator.requests("arxiv")[0], emulator.requests("crossref")[0]
        assert max(arxiv.started, crossref.started) < min(arxiv.ended, crossref.ended)


def test_a_preprint_and_its_published_version_are_one_entry_with_both_identifiers(
    tmp_path: Path, emulator: Emulator
) -> None:
    paper, doi = next(iter(joined(emulator).items()))
    (entry,) = resolve(tmp_path, emulator, paper).library.entries
    assert entry.record.identifiers == (Doi(doi), ArxivId(paper))
    assert entry.record.kind is Kind.ARTICLE
    sources = {one.field: one.source for one in entry.provenance}
    assert (sources["venue.title"], sources["categories"]) == ("crossref", "arxiv")


def test_both_identifiers_of_one_work_in_the_seeds_make_one_entry(
    tmp_path: Path, emulator: Emulator
) -> None:
    paper, doi = next(iter(joined(emulator).items()))
    library = resolve(tmp_path, emulator, doi, paper, f"{paper}v1").library
    assert [len(one.seeds) for one in library.entries] == [3]


def test_a_doi_of_another_work_is_not_joined(tmp_path: Path) -> None:
    paper = Paper("2101.00001", "On Purple Gardens", ("Ada Sample",), doi="10.5555/other")
    work = Work(
        "10.5555/other",
        {"title": ["Bridges of Steel"], "author": [{"family": "Stranger", "given": "Bo"}]},
    )
    with Emulator(World([paper], [work])) as emulator:
        library = resolve(tmp_path, emulator, paper.id).library
    (entry,) = library.entries
    assert entry.record.identifiers == (ArxivId("2101.00001"),)
    assert "fits another work" in library.remarks[0]


def test_a_doi_that_crossref_lacks_stays_with_the_preprint(tmp_path: Path) -> None:
    paper = Paper("2101.00001", "On Purple Gardens", ("Ada Sample",), doi="10.5555/elsewhere")
    with Emulator(World([paper], [])) as emulator:
        (entry,) = resolve(tmp_path, emulator, paper.id).library.entries
    assert entry.record.identifiers == (Doi("10.5555/elsewhere"), ArxivId("2101.00001"))
    assert entry.record.kind is Kind.PREPRINT


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_preprints_that_claim_one_doi_the_one_that_fits_has_it(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    papers = [
        Paper("2101.00001", "Part One of It", ("Ada Sample", "Bo Example"), doi="10.5555/one"),
        Paper("2101.00002", "On Purple Gardens", ("Ada Sample", "Bo Example"), doi="10.5555/one"),
    ]
    people = [{"family": "Sample", "given": "Ada"}, {"family": "Example", "given": "Bo"}]
    work = Work("10.5555/one", {"title": ["On Purple Gardens"], "author": people})
    with Emulator(World(papers, [work])) as emulator:
        library = resolve(tmp_path, emulator, *(papers[at].id for at in order)).library
    found = {str(one.record.arxiv): one.record.doi for one in library.entries}
    assert found == {"arxiv:2101.00001": None, "arxiv:2101.00002": Doi("10.5555/one")}
    assert "fits another work" in library.remarks[0]


def test_a_doi_that_fits_two_preprints_equally_is_joined_with_neither(tmp_path: Path) -> None:
    papers = [
        Paper(f"2101.0000{n}", "On Purple Gardens", ("Ada Sample",), doi="10.5555/one")
        for n in (1, 2)
    ]
    work = Work("10.5555/one", {"title": ["On Purple Gardens"]})
    with Emulator(World(papers, [work])) as emulator:
        library = resolve(tmp_path, emulator, "2101.00001", "2101.00002").library
    assert [entry.record.identifiers for entry in library.entries] == [
        (ArxivId("2101.00001"),),
        (ArxivId("2101.00002"),),
    ]
    assert library.misses == ()


def test_the_order_of_arrival_changes_nothing(tmp_path: Path, emulator: Emulator) -> None:
    world = emulator.world
    written = [*world.paper_ids, *world.dois]
    one = resolve(tmp_path / "one", emulator, *written)
    emulator.order("arxiv", Fault.SLOW(0.2))
    other = resolve(tmp_path / "other", emulator, *written)
    for output in FORMATS:
        assert output.write(contents_of(one.library.entries)) == output.write(
            contents_of(other.library.entries)
        )


FAULTS = (
    Fault.EMPTY,
    Fault.RATE_TEXT,
    Fault.HTML,
    Fault.TRUNCATED,
    Fault.RESET,
    Fault.HANGUP,
    Fault.PARTIAL,
    Fault.CUT,
    Fault.DOUBLED,
    Fault.STRANGER,
    Fault.WRONG_TYPE,
    Fault.BINARY,
    Fault.status(500),
    Fault.status(503),
    Fault.status(429, retry_after=2),
    Fault.status(403),
)


@pytest.mark.slow
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    arxiv=st.lists(st.sampled_from(FAULTS), max_size=6),
    crossref=st.lists(st.sampled_from(FAULTS), max_size=6),
)
def test_whatever_goes_wrong_every_seed_is_accounted_for_and_the_next_run_completes_it(
    tmp_path: Path, emulator: Emulator, arxiv: list[Fault], crossref: list[Fault]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    written = [*emulator.world.paper_ids[:12], *emulator.world.dois[:12], "2101.99999"]
    emulator.heal()
    emulator.order("arxiv", *arxiv)
    emulator.order("crossref", *crossref)
    first = resolve(folder, emulator, *written).library
    got = [seed.written for entry in first.entries for seed in entry.seeds]
    assert sorted(got + [miss.seed.written for miss in first.misses]) == sorted(written)
    emulator.heal()
    second = resolve(folder, emulator, *written).library
    assert [(miss.seed.written, miss.reason) for miss in second.misses] == [
        ("2101.99999", Reason.NOT_FOUND)
    ]


def test_a_failed_lookup_of_the_published_version_is_said(
    tmp_path: Path, emulator: Emulator
) -> None:
    paper, _ = next(iter(joined(emulator).items()))
    emulator.always("crossref", Fault.status(503))
    library = resolve(tmp_path, emulator, paper).library
    assert [entry.record.kind for entry in library.entries] == [Kind.PREPRINT]
    assert "shows the preprint" in library.remarks[0]


def test_refresh_writes_and_writes_nothing_when_nothing_changed(
    tmp_path: Path, emulator: Emulator, clock: FakeClock
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/list.txt").write_text("\n".join(emulator.world.paper_ids[:5]))
    config = config_for(tmp_path, emulator)
    first = refresh_library(config, clock=clock)
    second = refresh_library(config, clock=clock)
    names = ["enrich.lock", "library.bib", "library.json"]
    assert [path.name for path in first.written] == names
    assert second.written == ()


def test_without_an_entry_the_last_library_stays(
    tmp_path: Path, emulator: Emulator, clock: FakeClock
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/list.txt").write_text(emulator.world.paper_ids[0])
    refresh_library(config_for(tmp_path, emulator), clock=clock)
    before = (tmp_path / "data/library.bib").read_bytes()
    (tmp_path / "seeds/list.txt").write_text("2101.99999")
    result = refresh_library(config_for(tmp_path, emulator), clock=clock)
    assert (result.written, (tmp_path / "data/library.bib").read_bytes()) == ((), before)


def test_a_library_is_not_written_over_by_one_that_lost_works_to_the_network(
    tmp_path: Path, emulator: Emulator, clock: FakeClock
) -> None:
    (tmp_path / "seeds").mkdir()
    version = f"{emulator.world.paper_ids[4]}v1"
    seeds = [*emulator.world.dois[:3], version, *emulator.world.paper_ids[:3]]
    (tmp_path / "seeds/list.txt").write_text("\n".join(seeds))
    refresh_library(config_for(tmp_path, emulator), clock=clock)
    before = (tmp_path / "data/library.bib").read_bytes()
    elsewhere = config_for(tmp_path, emulator, cache=tmp_path / "other/answers.sqlite")
    emulator.always("arxiv", Fault.status(503))
    result = refresh_library(elsewhere, clock=clock)
    assert len(result.held_back_for) == len(seeds[3:])
    assert (result.written, (tmp_path / "data/library.bib").read_bytes()) == ((), before)
    emulator.heal()
    assert refresh_library(elsewhere, clock=clock).held_back_for == ()


def test_a_new_seed_that_no_source_answers_for_holds_nothing_back(
    tmp_path: Path, emulator: Emulator, clock: FakeClock
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/list.txt").write_text(emulator.world.paper_ids[0])
    refresh_library(config_for(tmp_path, emulator), clock=clock)
    emulator.always("crossref", Fault.HANGUP)
    (tmp_path / "seeds/more.txt").write_text(
        f"{emulator.world.dois[0]}\n{emulator.world.paper_ids[1]}"
    )
    result = refresh_library(config_for(tmp_path, emulator), clock=clock)
    assert (len(result.written), len(result.library.misses)) == (3, 1)


def test_a_named_list_without_seeds_is_an_error(tmp_path: Path, emulator: Emulator) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/list.txt").write_text("# nothing yet\n")
    config = msgspec.structs.replace(config_for(tmp_path, emulator), are_seeds_named=True)
    with pytest.raises(SeedError, match=r"no seeds there; .* or `enrich add` one$"):
        refresh_library(config)


def test_no_list_at_all_is_an_error(tmp_path: Path, emulator: Emulator) -> None:
    config = msgspec.structs.replace(config_for(tmp_path, emulator), seeds=())
    with pytest.raises(SeedError, match="no list is named; name one"):
        refresh_library(config)


def test_one_run_at_a_time(tmp_path: Path, emulator: Emulator) -> None:
    from filelock import FileLock  # noqa: PLC0415 - the other run

    config = config_for(tmp_path, emulator)
    config.cache.parent.mkdir()
    with FileLock(config.cache.parent / "run.lock"), pytest.raises(OutputError, match="another"):
        refresh_library(config)


def test_the_snapshot_serves_until_a_source_answers(
    tmp_path: Path, emulator: Emulator, clock: FakeClock
) -> None:
    paper = emulator.world.paper_ids[0]
    (tmp_path / "snapshot.jsonl").write_text(
        f'{{"source":"arxiv","identifier":"arxiv:{paper}","fetched_at":null,'
        f'"body":{{"id":"{paper}","title":"As Remembered"}}}}\n'
    )
    emulator.always("arxiv", Fault.HANGUP)
    (remembered,) = resolve(tmp_path, emulator, paper, clock=clock).library.entries
    emulator.heal()
    (answered,) = resolve(tmp_path, emulator, paper, clock=clock).library.entries
    assert (str(remembered.record.title), remembered.standing) == (
        "As Remembered",
        Standing.SNAPSHOT,
    )
    assert (answered.record.title != remembered.record.title, answered.standing) == (
        True,
        Standing.NEW,
    )


def test_a_lookup_of_a_version_shows_that_version(tmp_path: Path) -> None:
    paper = Paper("2101.00001", "On Purple Gardens", ("Ada Sample",), versions=3)
    with Emulator(World([paper, dataclasses.replace(paper, id="2101.00002")], [])) as emulator:
        library = resolve(tmp_path, emulator, "2101.00001v2", "2101.00002").library
    assert [entry.record.arxiv for entry in library.entries] == [
        ArxivId("2101.00001", 2),
        ArxivId("2101.00002"),
    ]
