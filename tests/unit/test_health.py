"""How sound a library is: what is counted, and of which works."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from enrich.answers import Standing
from enrich.checks import Fault, Finding
from enrich.config import Config, Ignore
from enrich.coverage import Coverage
from enrich.health import Health, LastRun, OutputFile, State, health_of
from enrich.library import Library
from enrich.match import Agreement, Evidence, Match, Verdict
from enrich.misses import unidentified
from enrich.record import Kind, Notice
from enrich.seals import Sight, write_seal
from enrich.seeds import Origin, Scan, Seed
from enrich.writers import Contents
from tests.records import ARXIV, DOI, FULL, entry_of, record_of

SEED = Seed(None, "x", Origin("list.md", 7))
PREPRINT = entry_of(record_of(Kind.PREPRINT, arxiv=ARXIV), "preprint")
FULL_ENTRY = entry_of(msgspec.structs.replace(FULL, notices=()), "full")
OPEN = Evidence(Agreement.CLEAR, Agreement.OPEN, Agreement.OPEN, Agreement.CLEAR)
MATCH = Match(record_of(doi=DOI), OPEN, Verdict.DOUBTFUL)


def config_of(folder: Path) -> Config:
    return Config(
        seeds=(),
        output=folder / "data",
        formats=("bibtex",),
        cache=folder / "cache/answers.sqlite",
        snapshot=None,
        decisions=folder / "decisions.jsonl",
        key_pattern="{family}",
        absence_lifetime=dt.timedelta(days=1),
        sources={},
    )


def look(folder: Path, library: Library, *findings: Finding) -> Health:
    return health_of(Contents(library, Scan((SEED,))), findings, config_of(folder))


def covered(health: Health) -> dict[str, tuple[int, int]]:
    return {one.field: (one.has, one.of) for one in health.coverage}


def test_what_a_preprint_can_not_have_is_counted_of_publications_alone(tmp_path: Path) -> None:
    told = covered(look(tmp_path, Library((PREPRINT, FULL_ENTRY), ())))
    expected = {"title": (2, 2), "abstract": (1, 2), "date": (1, 2), "identifier": (2, 2)}
    assert expected == {name: told[name] for name in expected}
    assert {(1, 1)} == {told[name] for name in ("doi", "venue", "volume", "pages")}


def test_of_no_works_nothing_is_covered(tmp_path: Path) -> None:
    assert Coverage("title", 0, 0) == look(tmp_path, Library((), ())).coverage[0]


def test_counts_begin_with_the_most_frequent(tmp_path: Path) -> None:
    retracted = record_of(doi=DOI, notices=(Notice(kind="retraction"),))
    entries = (entry_of(retracted, "a"), PREPRINT, msgspec.structs.replace(PREPRINT, key="b"))
    health = look(tmp_path, Library(entries, (unidentified(SEED),)))
    assert [("preprint", 2), ("retracted", 1)] == list(health.statuses.items())
    assert ({"no identifier": 1}, 1) == (health.misses, health.missed)


def test_what_a_person_has_to_decide_is_counted_with_and_without_an_entry(tmp_path: Path) -> None:
    entry = msgspec.structs.replace(PREPRINT, may_have_become=(MATCH,))
    miss = msgspec.structs.replace(unidentified(SEED), matches=(MATCH, MATCH))
    assert 2 == look(tmp_path, Library((entry,), (miss, unidentified(SEED)))).doubtful


def test_works_whose_sources_may_say_otherwise_by_now_are_counted(tmp_path: Path) -> None:
    entries = [msgspec.structs.replace(PREPRINT, key=one.value, standing=one) for one in Standing]
    assert 3 == look(tmp_path, Library(tuple(entries), ())).past


def test_what_is_ignored_is_counted_by_itself(tmp_path: Path) -> None:
    ignore = Ignore("missed", "x", "known", file="enrich.toml", line=1)
    seen = Finding(Fault.MISSED, SEED, "told")
    left = msgspec.structs.replace(seen, ignored=ignore)
    health = look(tmp_path, Library((), ()), seen, left)
    assert {"error": 1, "warning": 0, "note": 0} == health.findings
    assert ({"missed": 1}, 1) == (health.checks, health.ignored)


def test_a_file_is_what_would_be_written_or_not_or_not_there(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    config.output.mkdir()
    (config.output / "library.bib").mkdir()
    files = look(tmp_path, Library((), ())).files
    expected = (
        OutputFile(str(config.output / "enrich.lock"), State.LACKING),
        OutputFile(str(config.output / "library.bib"), State.OTHER),
    )
    assert expected == files


def test_the_last_run_is_told_if_it_was_sealed(tmp_path: Path) -> None:
    config, until = config_of(tmp_path), dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
    assert (None, None) == (
        look(tmp_path, Library((), ())).last_run,
        look(tmp_path, Library((), ())).cache_bytes,
    )
    config.cache.parent.mkdir()
    config.cache.write_bytes(b"answers")
    write_seal(
        config.cache.parent / "run.seal",
        Sight("", {}),
        cache=config.cache,
        outputs=(),
        until=until,
        told=(),
        code=0,
    )
    health = look(tmp_path, Library((), ()))
    assert isinstance(health.last_run, LastRun)
    assert (until, 7) == (health.last_run.until, health.cache_bytes)
