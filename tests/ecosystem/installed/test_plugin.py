"""The example's source, reader, writer and check are used by the command that is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ecosystem.installed.conftest import ROOT
from tests.ecosystem.installed.homes import Home
from tests.ecosystem.register import register
from tests.emulator import Emulator
from tests.projects import Project

DOI = "10.5072/salt.1"
WORKS = {
    DOI: {"doi": DOI, "title": "On Salt", "authors": ["Ott, Ada", "Lin, Bo"], "year": 2021},
}
SETTINGS = 'formats = ["bibtex", "plain"]\n'
ORG = f"""#+TITLE: To read
* Salt
** TODO [[https://doi.org/{DOI}][On Salt]]
- [[https://arxiv.org/abs/2006.11239][Denoising]]
"""


@pytest.fixture
def project(tmp_path: Path, sources: Emulator) -> Iterator[Project]:
    """Give a project with a list in Org, whose register is on loopback."""
    with register(WORKS) as url:
        made = Project.make(tmp_path / "project", emulator=sources, settings=SETTINGS)
        with (made.folder / "enrich.toml").open("a") as file:
            file.write(f'[sources.register]\nurl = "{url}"\n')
        (made.folder / "data/seeds/list.org").write_text(ORG)
        yield made


@pytest.fixture
def refreshed(project: Project, home_with_plugins: Home) -> Project:
    done = home_with_plugins.run("enrich", "refresh", cwd=project.folder)
    assert (0, "") == (done.returncode, done.stdout), done.stderr
    assert "register 1" in done.stderr
    return project


def test_the_source_is_asked_for_what_ours_do_not_know(refreshed: Project) -> None:
    assert "@misc{ott2021salt," in refreshed.text("data/library.bib")
    assert f"ott2021salt rests on register doi:{DOI}" in refreshed.text("data/enrich.lock")


def test_the_reader_reads_its_files(project: Project, home_with_plugins: Home) -> None:
    done = home_with_plugins.run("enrich", "scan", cwd=project.folder)
    assert 0 == done.returncode, done.stderr
    assert "list.org:3" in done.stdout + done.stderr


def test_the_writer_writes_its_file(refreshed: Project) -> None:
    assert (
        "Ada Ott, Bo Lin (2021). Denoising of Salt. https://arxiv.org/abs/2006.11239\n\n"
        "Ada Ott, Bo Lin (2021). On Salt. https://doi.org/10.5072/salt.1\n"
    ) == refreshed.text("data/library.txt")


def test_the_writer_prints_what_get_finds(project: Project, home_with_plugins: Home) -> None:
    done = home_with_plugins.run("enrich", "get", "--to", "plain", DOI, cwd=project.folder)
    assert "Ada Ott, Bo Lin (2021). On Salt. https://doi.org/10.5072/salt.1\n" == done.stdout


def test_the_check_finds_what_ours_do_not_look_for(
    refreshed: Project, home_with_plugins: Home
) -> None:
    done = home_with_plugins.run("enrich", "check", "--only", "no-doi", cwd=refreshed.folder)
    assert (0, 1) == (done.returncode, done.stdout.count("\n")), done.stderr
    assert ": no-doi: ott2021denoising: no source gives it a DOI" in done.stdout
    sarif = home_with_plugins.run("enrich", "check", "--sarif", cwd=refreshed.folder).stdout
    (run,) = json.loads(sarif)["runs"]
    (result,) = [one for one in run["results"] if one["ruleId"] == "no-doi"]
    assert "no-doi" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]


def test_the_check_fails_where_it_is_to(refreshed: Project, home_with_plugins: Home) -> None:
    command = ("check", "--fail-on", "note", "--only", "no-doi")
    assert 1 == home_with_plugins.run("enrich", *command, cwd=refreshed.folder).returncode
    with (refreshed.folder / "enrich.toml").open("a") as file:
        file.write('[[ignore]]\ncheck = "no-doi"\nof = "ott2021denoising"\nreason = "a preprint"\n')
    done = home_with_plugins.run("enrich", *command, cwd=refreshed.folder)
    assert (0, "") == (done.returncode, done.stdout), done.stderr


def test_an_unchanged_library_is_told_so_until_the_plugin_changes(
    refreshed: Project, home_with_plugins: Home
) -> None:
    seal = refreshed.folder / "cache/run.seal"
    before = seal.read_bytes()
    assert 0 == home_with_plugins.run("enrich", "refresh", cwd=refreshed.folder).returncode
    assert before == seal.read_bytes()
    (module,) = home_with_plugins.folder.glob("venv/lib/python3*/site-packages/enrich_example")
    text = (module / "plain.py").read_text()
    (module / "plain.py").write_text(
        text.replace('return "\\n".join', 'return "#\\n" + "\\n".join')
    )
    try:
        assert 0 == home_with_plugins.run("enrich", "refresh", cwd=refreshed.folder).returncode
        assert refreshed.text("data/library.txt").startswith("#\n")
    finally:
        (module / "plain.py").write_text(text)


def test_a_plugin_that_is_broken_is_named_in_one_line(
    project: Project, home_with_plugins: Home
) -> None:
    (package,) = home_with_plugins.folder.glob("venv/lib/python3*/site-packages/enrich_example")
    (package / "plain.py").rename(package / "gone.py")
    try:
        done = home_with_plugins.run("enrich", "refresh", cwd=project.folder)
    finally:
        (package / "gone.py").rename(package / "plain.py")
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr in (ROOT / "examples/plugin/README.md").read_text()
    assert done.stderr.startswith("enrich: enrich-example 1.0: plugin 'plain' of enrich.writers: ")


def test_the_schema_knows_what_the_plugins_add(home_with_plugins: Home, tmp_path: Path) -> None:
    told = json.loads(home_with_plugins.run("python", "-c", SCHEMA, cwd=tmp_path).stdout)
    assert "plain" in told["properties"]["formats"]["items"]["enum"]
    assert "register" in told["properties"]["sources"]["properties"]
    assert "no-doi" in told["$defs"]["ignore"]["properties"]["check"]["enum"]


SCHEMA = "from enrich.schemas import config_schema; print(config_schema().decode())"


def test_without_the_plugin_its_names_are_told_to_be_none(project: Project, home: Home) -> None:
    done = home.run("enrich", "refresh", cwd=project.folder)
    assert (2, 1) == (done.returncode, done.stderr.count("\n"))
    assert "formats: 'plain' is none; there are bibtex" in done.stderr


def test_the_example_s_own_tests_pass() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=ROOT / "examples/plugin",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stdout


def test_the_example_s_types_are_right() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "src"],
        cwd=ROOT / "examples/plugin",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stdout
