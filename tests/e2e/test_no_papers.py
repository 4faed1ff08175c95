"""Where there is no paper yet, or none any more, each command says how to come to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import library
from tests.emulator import Emulator
from tests.projects import Project

NO_PROJECT = "enrich: there is no project in this folder or above it; `enrich init` begins one\n"
ADD = "`enrich add` puts one into the list"


@pytest.mark.parametrize(
    "command",
    ["list", "show x", "status", "search x", "refresh", "check", "scan", "review", "nightly"],
)
def test_without_a_project_it_is_said_how_to_begin_one(tmp_path: Path, command: str) -> None:
    done = Project(tmp_path).run(*command.split())
    assert (2, "", NO_PROJECT) == (done.returncode, done.stdout, done.stderr)


def test_without_a_project_a_list_that_is_named_is_looked_for(tmp_path: Path) -> None:
    done = Project(tmp_path).run("refresh", "none.txt")
    assert done.stderr.startswith("enrich: none.txt: no such file")


@pytest.mark.parametrize("text", ["", "# nothing yet\n\n"])
@pytest.mark.parametrize("name", ["list.txt", "list.bib", "list.md", "list.csv"])
def test_an_empty_list_is_one_without_papers(tmp_path: Path, name: str, text: str) -> None:
    project = Project.make(tmp_path)
    (tmp_path / "data/seeds" / name).write_text(text)
    codes = {one: project.run(one).returncode for one in ("list", "status", "scan", "check")}
    assert {"list": 0, "status": 0, "scan": 0, "check": 0} == codes
    done = project.run("refresh")
    assert (0, "") == (done.returncode, done.stdout)
    assert ADD in done.stderr


def test_the_library_stays_where_its_last_paper_is_taken_out_of_the_list(good: Project) -> None:
    before = library(good)
    good.seed("# nothing any more")
    done = good.run("refresh")
    assert (0, before) == (done.returncode, library(good))
    assert "no paper there, so the library is as it was" in done.stderr


LIST = "data/seeds/list.txt"


@pytest.fixture
def emptied(good: Project, healthy: Emulator) -> Project:
    """Give a project out of whose list all papers were just removed by command."""
    named = (*healthy.world.paper_ids[:3], *healthy.world.dois[:3])
    assert 0 == good.run("remove", *named, "--yes").returncode
    return good


def test_the_library_is_emptied_where_the_last_paper_was_removed_by_command(
    emptied: Project,
) -> None:
    assert 0 == emptied.run("refresh").returncode
    assert ("", "[]\n") == (emptied.text("data/library.bib"), emptied.text("data/library.json"))
    before = library(emptied)
    assert (0, before) == (emptied.run("refresh").returncode, library(emptied))


def test_a_night_over_an_emptied_library_is_a_quiet_one(emptied: Project) -> None:
    codes = [emptied.run("nightly").returncode for _ in range(3)]
    assert [10, 0, 0] == codes
    assert "9999" not in emptied.run("status").stdout


@pytest.mark.parametrize("text", ["\n", "# all gone\n"])
def test_a_list_that_somebody_emptied_otherwise_meanwhile_empties_no_library(
    emptied: Project, text: str
) -> None:
    before = library(emptied)
    (emptied.folder / LIST).write_text(text)
    assert (0, before) == (emptied.run("refresh").returncode, library(emptied))


def test_a_list_that_once_was_emptied_empties_no_later_library(
    emptied: Project, healthy: Emulator
) -> None:
    emptied.seed(healthy.world.dois[0])
    emptied.run("refresh")
    before = library(emptied)
    (emptied.folder / LIST).write_text("")
    assert (0, before) == (emptied.run("refresh").returncode, library(emptied))


def test_removals_of_other_papers_empty_no_library(good: Project, healthy: Emulator) -> None:
    good.run("remove", healthy.world.dois[0], "--yes")
    before = library(good)
    (good.folder / LIST).write_text("")
    assert (0, before) == (good.run("refresh").returncode, library(good))


def test_in_a_new_project_the_next_step_is_to_add_a_paper(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert 0 == project.run("init", "--yes").returncode
    status = project.run("status").stdout
    assert status.endswith("next        enrich add 2006.11239: puts a paper into the list\n")
    assert "enrich refresh" not in status
    assert ADD in project.run("refresh").stderr
