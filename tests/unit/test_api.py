"""The functions for use from Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import enrich
from enrich.errors import ConfigError
from tests.emulator import Emulator
from tests.projects import Project


@pytest.fixture
def project(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project.make(tmp_path, *emulator.world.dois[:3], emulator=emulator)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.usefixtures("project")
def test_resolve_gives_a_record_or_a_miss_for_each_in_its_place(emulator: Emulator) -> None:
    known, other = emulator.world.dois[:2]
    results = enrich.resolve([known, "no identifier", f"https://doi.org/{other}", known])
    assert [type(one) for one in results] == [
        enrich.Record,
        enrich.Miss,
        enrich.Record,
        enrich.Record,
    ]
    first, _, second, again = results
    assert isinstance(first, enrich.Record)
    assert isinstance(second, enrich.Record)
    assert (first.doi, second.doi, again) == (enrich.Doi(known), enrich.Doi(other), first)


def test_refresh_does_what_the_command_does(project: Project) -> None:
    result = enrich.refresh()
    by_api = project.text("data/library.bib")
    names = ["enrich.lock", "library.bib", "library.json"]
    assert [path.name for path in result.written] == names
    project.run("refresh", "-o", "other")
    assert project.text("other/library.bib") == by_api


def test_refresh_takes_the_commands_options(project: Project) -> None:
    result = enrich.refresh(
        [project.seed("0704.0001", file="other.txt")], output="elsewhere", formats=["json"]
    )
    names = ["elsewhere/enrich.lock", "elsewhere/library.records.json"]
    assert [str(path) for path in result.written] == names
    assert len(result.library.entries) == 1


def test_scan_does_what_the_command_does(project: Project, emulator: Emulator) -> None:
    assert enrich.scan().seeds == enrich.scan(["data/seeds"]).seeds
    file = project.seed("# A", "[words of a title](https://doi.org/10.5555/x)", file="a.md")
    (seed,) = enrich.scan([file]).seeds
    assert (enrich.Doi("10.5555/x"), ("A",)) == (seed.wanted, seed.tags)
    assert emulator.log == []


@pytest.mark.usefixtures("project")
def test_what_is_no_address_is_refused_before_anybody_is_told_it(emulator: Emulator) -> None:
    with pytest.raises(ConfigError, match="no mail address"):
        enrich.resolve(["0704.0001"], mailto="not an address")
    assert emulator.log == []


def test_importing_the_package_imports_none_of_the_heavy_libraries() -> None:
    heavy = ("requests", "habanero", "arxiv", "bibtexparser", "lxml", "rich", "sqlite3", "msgspec")
    code = f"import enrich, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_help_imports_none_of_them_either() -> None:
    code = (
        "import sys, click.testing as testing; from enrich.cli.main import enrich;"
        "assert 'refresh' in testing.CliRunner().invoke(enrich, ['--help']).output;"
        "print([name for name in ('requests', 'habanero', 'arxiv', 'bibtexparser', 'lxml', 'rich',"
        " 'sqlite3', 'msgspec') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = enrich.nonsense
