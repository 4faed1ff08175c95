"""`enrich refresh --json`: what a run came to, for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import complaint, library
from tests.emulator import Emulator, Fault
from tests.projects import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path, small: Emulator) -> Project:
    """Give a project of which nothing is known yet."""
    world = small.world
    lines = (*world.paper_ids, *world.dois, "10.5555/nobody.has.this")
    return Project.make(tmp_path / "project", *lines, emulator=small)


def told(project: Project, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Refresh, and read what is printed."""
    result = project.run("refresh", "--json", *arguments)
    assert code == result.returncode, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_a_first_run_tells_what_it_took_and_what_it_made(project: Project, small: Emulator) -> None:
    run = told(project)
    assert {"entries": 12, "missed": 1, "changed": 12, "written": 3} == run["counts"]
    assert ["data/enrich.lock", "data/library.bib", "data/library.json"] == run["written"]
    assert len(small.requests("crossref")) == run["requests"]["crossref"]
    assert {("added",)} == {tuple(one["turns"]) for one in run["changes"]}
    assert (0, "data", [], {}) == (
        run["code"],
        run["output"],
        run["held_back_for"],
        run["troubles"],
    )


def test_a_miss_is_told_with_its_place_its_reason_and_what_helps(project: Project) -> None:
    (miss,) = told(project)["missed"]
    assert ("data/seeds/list.txt", 13, "doi:10.5555/nobody.has.this", "not found") == (
        miss["file"],
        miss["line"],
        miss["identifier"],
        miss["reason"],
    )
    assert "check it for a slip" in miss["hint"]


def test_a_run_with_nothing_to_do_tells_the_same_library(project: Project) -> None:
    project.run("refresh")
    before = library(project)
    run = told(project)
    assert {"entries": 12, "missed": 1, "changed": 0, "written": 0} == run["counts"]
    assert {0} == set(run["requests"].values())
    assert before == library(project)


def test_the_exit_code_is_told_too(project: Project) -> None:
    assert 1 == told(project, "--strict", code=1)["code"]


def test_what_is_held_back_is_told(good: Project, small: Emulator) -> None:
    small.always("crossref", Fault.status(403))
    good.run("cache", "clear", "-y")
    settings = good.text("enrich.toml")
    settings = settings.replace(_url(settings, "crossref"), small.crossref_url)
    (good.folder / "enrich.toml").write_text(settings, encoding="utf-8")
    run = told(good, code=3)
    keys = {line.split()[0] for line in good.text("data/enrich.lock").splitlines()[2:]}
    assert keys > set(run["held_back_for"]) > set()
    assert "crossref: answered 403" in run["troubles"]["crossref"]
    assert [] == run["written"]


def _url(settings: str, name: str) -> str:
    return settings.partition(f'[sources.{name}]\nurl = "')[2].partition('"')[0]


def test_in_place_there_is_no_library_to_tell_of(good: Project) -> None:
    complaint(good, "refresh", "--in-place", "--json", "x.bib", code=2, says=("--json",))
