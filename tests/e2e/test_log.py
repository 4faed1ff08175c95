"""`--log`: what a run did, for programs."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import msgspec
import pytest

from tests.e2e.conftest import complaint, start, wait_until
from tests.emulator import Emulator, Fault, World
from tests.projects import MAIL, Project

LOG = "run.jsonl"
Line = dict[str, object]


def lines(project: Project) -> list[Line]:
    """Read the log of a project."""
    return [msgspec.json.decode(line) for line in project.text(LOG).splitlines()]


def of(event: str, told: list[Line]) -> list[Line]:
    """Give the lines of one kind of event."""
    return [one for one in told if one["event"] == event]


@pytest.fixture
def project(tmp_path: Path, small: Emulator) -> Project:
    """Give a project of which nothing is known yet."""
    world: World = small.world
    return Project.make(tmp_path / "project", *world.paper_ids, *world.dois, emulator=small)


def test_a_run_is_told_from_its_beginning_to_its_end(project: Project, small: Emulator) -> None:
    assert 0 == project.run("--log", LOG, "refresh").returncode
    told = lines(project)
    assert ("run begins", "refresh") == (told[0]["event"], told[0]["command"])
    assert ("run ends", 0) == (told[-1]["event"], told[-1]["code"])
    counts = {"arxiv": len(small.requests("arxiv")), "crossref": len(small.requests("crossref"))}
    assert counts == told[-1]["requests"]
    assert sum(counts.values()) == len(of("request", told))
    assert {200} == {one["status"] for one in of("request", told)}
    written = {"data/enrich.lock", "data/library.bib", "data/library.json"}
    assert written == {one["file"] for one in of("writes", told)}
    assert [{"entries": 12, "missed": 0}] == [one["counts"] for one in of("library", told)]


def test_what_comes_from_the_cache_is_counted(project: Project) -> None:
    project.run("refresh")
    (project.folder / "cache/run.seal").unlink()
    project.run("--log", LOG, "refresh")
    told = lines(project)
    assert [] == of("request", told)
    assert {"arxiv": {"fresh": 6}, "crossref": {"fresh": 12}} == {
        one["source"]: one["counts"] for one in of("answers", told)
    }


def test_a_run_with_nothing_to_do_is_told_too(project: Project) -> None:
    for _ in range(2):
        project.run("refresh", "--log", LOG)
    assert ["run begins", "run ends"] == [one["event"] for one in lines(project)][-2:]


@pytest.mark.slow
def test_neither_the_contact_address_nor_an_abstract_is_in_it(
    project: Project, small: Emulator
) -> None:
    small.order("crossref", Fault.status(500), Fault.status(429, 1))
    project.run("--log", LOG, "refresh", "--mailto", MAIL)
    text = project.text(LOG)
    assert MAIL not in text
    assert "mailto" not in text
    for paper in small.world.papers.values():
        assert paper.abstract[:40] not in text


@pytest.mark.slow
def test_failures_retries_and_waits_are_told(project: Project, small: Emulator) -> None:
    small.order("crossref", Fault.status(503), Fault.status(429, 1))
    project.run("refresh", "--log", LOG)
    told = lines(project)
    assert [503, 429, 200] == [
        one["status"] for one in of("request", told) if one["source"] == "crossref"
    ][:3]
    assert ["crossref"] == [one["source"] for one in of("retries", told)][:1]
    waited = [one["seconds"] for one in of("waits", told) if one["why"] == "told to wait"]
    assert 1.0 <= max(float(str(one)) for one in waited) < 3.0


def test_a_source_that_is_given_up_and_what_is_missed_for_it_are_told(
    project: Project, small: Emulator
) -> None:
    small.always("crossref", Fault.status(403))
    project.run("refresh", "--log", LOG)
    told = lines(project)
    (given_up,) = of("gives up", told)
    assert ("crossref", "error") == (given_up["source"], given_up["level"])
    missed = of("misses", told)
    assert sorted(f"doi:{one}" for one in small.world.dois) == sorted(
        str(one["identifier"]) for one in missed
    )
    assert {"data/seeds/list.txt"} == {one["file"] for one in missed}


@pytest.mark.parametrize("place", ["nowhere/run.jsonl", "data/seeds/list.txt", "data"])
def test_a_log_that_cannot_be_is_refused_before_anybody_is_asked(
    project: Project, small: Emulator, place: str
) -> None:
    before = project.text("data/seeds/list.txt")
    for arguments in (("--log", place, "refresh"), ("refresh", "--log", place)):
        result = project.run(*arguments)
        assert (2, "") == (result.returncode, result.stdout)
        assert place in result.stderr
    assert [] == small.log
    assert before == project.text("data/seeds/list.txt")


@pytest.mark.parametrize("place", ["data/seeds/new.txt", "link.txt", "data/seeds/../seeds/new.txt"])
def test_a_list_that_is_still_empty_becomes_no_log(project: Project, place: str) -> None:
    project.seed(file="new.txt")
    (project.folder / "link.txt").symlink_to("data/seeds/new.txt")
    said = f"--log {place}: is a list of the project, if an empty one; name another file"
    complaint(project, "--log", place, "status", code=2, says=(said,))
    assert "" == project.text("data/seeds/new.txt")


@pytest.mark.parametrize("settings", ["", "sedes = []"])
def test_an_empty_file_that_is_no_list_becomes_a_log(project: Project, settings: str) -> None:
    (project.folder / LOG).touch()
    (project.folder / "enrich.toml").write_text(settings)
    project.run("--log", LOG, "status")
    assert "run begins" == lines(project)[0]["event"]


def test_one_log_is_enough(project: Project, small: Emulator) -> None:
    complaint(
        project, "--log", LOG, "refresh", "--log", LOG, code=2, says=("--log is given twice",)
    )
    assert [] == small.log


def test_what_went_wrong_is_told_with_the_exit_code(project: Project) -> None:
    project.run("--log", LOG, "get", "--to", "bibtx", "2006.11239")
    *_, error, ends = lines(project)
    assert ("error", "--to: 'bibtx' is unknown; did you mean bibtex?") == (
        error["event"],
        error["why"],
    )
    assert 2 == ends["code"]


@pytest.mark.slow
def test_a_run_that_is_interrupted_says_so(project: Project, small: Emulator) -> None:
    small.always("crossref", Fault.SLOW(30))
    process = start(project, "--log", LOG, "refresh")
    wait_until(lambda: small.requests("crossref"), process)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    assert ("run ends", 130) == (lines(project)[-1]["event"], lines(project)[-1]["code"])


def test_completing_a_word_begins_no_log(project: Project) -> None:
    environment = {
        "_ENRICH_COMPLETE": "bash_complete",
        "COMP_WORDS": f"enrich --log {LOG} refresh ",
    }
    project.run(environment={**environment, "COMP_CWORD": "4"})
    assert not (project.folder / LOG).exists()
